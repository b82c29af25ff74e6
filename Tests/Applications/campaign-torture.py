#!/usr/bin/env python3
"""campaign-torture.py: runs campaigns and disturbs them; whatever happens, the folder must come out the same.

  campaign-torture.py [sums] [causes] [kill] [workers] [disk] [garbage] [faults] [shards] [languages] [memory]
                      (default: all, memory from 5,000 recipients on)
      --count 300       recipients of the generated list
      --kills 10        how often the whole process tree is killed
      --document letter
      --pieces 20       pieces of a print file
      --seed 7
In: .build/release/teian (or $TEIAN_PROGRAM), make-list.py beside this file. Out: a line a check, exit code 1 if one failed.
"""
import argparse
import csv
import hashlib
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROGRAM = os.environ.get("TEIAN_PROGRAM", str(ROOT / ".build/release/teian"))
DEFAULTS = """line: {situation: new}
dates: {issued: 2020-12-15, cardReaderApplied: 2021-01-20}
seller: {company: サンプル通信株式会社, office: 法人営業部, phone: 03-0000-0000}
"""
failures = []


def check(holds, claim):
    print(("ok      " if holds else "FAILED  ") + claim, flush=True)
    if not holds:
        failures.append(claim)
    return holds


class Bench:
    """A scratch folder with a list, and runs over it."""

    def __init__(self, options):
        self.options = options
        self.folder = Path(tempfile.mkdtemp(prefix="teian-torture-"))
        (self.folder / "defaults.yaml").write_text(DEFAULTS, encoding="utf-8")
        self.list = self.generate("list.csv", options.count)
        self.whole = None
        self.samples = []

    def generate(self, name, count, *more):
        path = self.folder / name
        if not (HERE / "make-list.py").exists():
            return plain_list(path, count, self.options.seed)
        subprocess.run([sys.executable, str(HERE / "make-list.py"), str(path), "--count", str(count), "--seed",
                        str(self.options.seed), *more], check=True)
        return path

    def command(self, folder, *more, rows=None, pieces=None):
        return [PROGRAM, "campaign", str(rows or self.list), "-o", str(folder), "--defaults",
                str(self.folder / "defaults.yaml"), "--document", self.options.document, "--pieces",
                str(pieces or self.options.pieces), *more]

    def run(self, folder, *more, rows=None, expect=(0,)):
        result = subprocess.run(self.command(folder, *more, rows=rows), cwd=ROOT, capture_output=True, text=True)
        if result.returncode not in expect:
            check(False, f"{folder.name}: exit code {result.returncode}, expected {expect}: {result.stderr[-600:]}")
        return result

    def undisturbed(self):
        if self.whole is None:
            self.whole = self.folder / "whole"
            start = time.time()
            process = subprocess.Popen(self.command(self.whole), cwd=ROOT, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.PIPE, text=True)
            settled = [0]
            watch = threading.Thread(target=self.watch, args=(process, settled))
            watch.start()
            for line in process.stderr:
                match = re.match(r"(\d+)/\d+", line)
                settled[0] = int(match.group(1)) if match else settled[0]
            process.wait()
            watch.join()
            check(process.wait() == 0, f"an undisturbed run of {self.options.count}: {time.time() - start:.1f} s")
        return self.whole

    def watch(self, process, settled):
        """Twice a second: how far the run is, the parent's memory, and each worker's with its peak and its seconds of work."""
        while process.poll() is None:
            found = [(pid, worked(pid), *resident(pid)) for pid in workers(process.pid)]
            self.samples.append((settled[0], resident(process.pid)[0], found))
            time.sleep(0.5)


def plain_list(path, count, seed):
    """A list without faults, for where the generator of lists is not at hand."""
    chance = random.Random(seed)
    towns = [("東京都千代田区霞が関", "10000"), ("北海道札幌市中央区北一条西", "06000"), ("宮城県仙台市青葉区本町", "98000")]
    rows = ["施設名,種別,郵便番号,所在地"]
    for number in range(count):
        town, prefix = chance.choice(towns)
        kind = chance.choice(["医科診療所", "歯科診療所", "薬局", "病院"])
        place = f"{town}{chance.randint(1, 9)}-{chance.randint(1, 30)}-{number}"
        rows.append(f"試験{'会' * chance.randint(0, 6)}{number}{kind},{kind},{prefix}{chance.randint(10, 99)},{place}")
    path.write_bytes(("\r\n".join(rows) + "\r\n").encode("cp932"))
    return path


def tree(folder):
    """Every file but the journal and the locks, with its hash."""
    result = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith((".", "journal.sqlite")):
            result[str(path.relative_to(folder))] = hashlib.sha256(path.read_bytes()).hexdigest()
    return result


def same(first, second, claim):
    one, other = tree(first), tree(second)
    differing = [name for name in sorted(set(one) | set(other)) if one.get(name) != other.get(name)]
    return check(not differing, claim + (f": {differing[:5]}" if differing else f" ({len(one)} files)"))


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def workers(pid):
    """Workers of a run: its children, whichever thread spawned them."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
                if int(fields[1]) == pid and fields[0] != "Z":
                    found.append(int(entry.name))
            except (OSError, IndexError):
                pass
    return found


def pages(path):
    text = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True).stdout
    match = re.search(r"^Pages:\s+(\d+)", text, re.M)
    return int(match.group(1)) if match else -1


def sound(place):
    """Pages of a document whose every object and stream can be read; -1 if it is damaged. By pikepdf where it is there: a
    process for each of 20,000 files takes longer than making them."""
    try:
        import pikepdf
    except ImportError:
        result = subprocess.run(["qpdf", "--check", place], capture_output=True)
        return pages(place) if result.returncode == 0 else -1
    try:
        with pikepdf.open(place) as document:
            problems = getattr(document, "check_pdf_syntax", None) or document.check
            return -1 if problems() else len(document.pages)
    except pikepdf.PdfError:
        return -1


def sums(bench):
    folder = bench.undisturbed()
    index, rejects = table(folder / "index.csv"), table(folder / "rejects.csv")
    check(len(index) + len(rejects) == bench.options.count, f"index {len(index)} + rejects {len(rejects)} = the list")
    rows = [int(row["番号"]) for row in index] + [int(row["行"]) for row in rejects]
    check(sorted(rows) == list(range(1, bench.options.count + 1)), "every row stands in one of them, once")
    codes = [(row["郵便番号"], row["番号"]) for row in index]
    check(codes == sorted(codes), "the index is in the order of postal code and number")
    check([int(row["通番"]) for row in index] == list(range(1, len(index) + 1)), "sequence numbers have no gap")
    with ProcessPoolExecutor() as pool:
        found = pool.map(sound, [str(folder / row["文書ファイル"]) for row in index], chunksize=50)
        damaged = [row["文書ファイル"] for row, count in zip(index, found) if count != int(row["ページ数"])]
    check(not damaged, f"all {len(index)} documents open, every stream of them, and have the pages that the index says"
          + (f": not {damaged[:5]}" if damaged else ""))
    hashes = all(hashlib.sha256((folder / row["文書ファイル"]).read_bytes()).hexdigest() == row["SHA-256"] for row in index)
    check(hashes, f"… and all {len(index)} have the hash")
    ends, gaps = {}, []
    for row in index:
        name, first = row["印刷ファイル"], int(row["先頭ページ"])
        # a control piece comes first; every piece begins on the front of a sheet
        if name in ends and ends[name] != first or first % 2 == 0:
            gaps.append(row["通番"])
        ends[name] = first + 2 * int(row["枚数"])
    check(not gaps, "pieces follow each other in the print files without a gap or an overlap, on fronts")
    over = {name: pages(folder / name) - end + 1 for name, end in ends.items()}
    check(all(0 < more <= 120 and more % 2 == 0 for more in over.values()), "after the last piece comes a control piece, nothing else")
    row = random.Random(2).choice(index)
    text = subprocess.run(["pdftotext", "-f", row["先頭ページ"], "-l", row["先頭ページ"], str(folder / row["印刷ファイル"]), "-"],
                          capture_output=True, text=True).stdout
    check(row["通番"].zfill(7) in text, f"page {row['先頭ページ']} of {row['印刷ファイル']} is that of piece {row['通番']}")


def causes(bench):
    """Every tenth row is at fault, in each of the generator's ways by turns."""
    expected, suppress = bench.folder / "expected.csv", bench.folder / "suppress.csv"
    rows = bench.generate("faults.csv", bench.options.count, "--faults", "10", "--expect", str(expected),
                          "--suppress", str(suppress))
    folder = bench.folder / "causes"
    bench.run(folder, "--suppress", str(suppress), "--print-only", rows=rows)
    with open(expected, newline="") as file:
        known = {int(row["row"]): row["cause"] for row in csv.DictReader(file)}
    journal = sqlite3.connect(f"file:{folder}/journal.sqlite?mode=ro", uri=True)
    found = dict(journal.execute("SELECT row, cause FROM leftOut"))
    wrong = {row: (known.get(row), found.get(row)) for row in known.keys() | found.keys()
             if plain(known.get(row)) != plain(found.get(row))}
    check(not wrong, f"{len(known)} faulty rows of {len(set(known.values()))} kinds have their causes"
          + (f": {dict(list(wrong.items())[:5])}" if wrong else ""))
    rejects = table(folder / "rejects.csv")
    check({int(row["行"]) for row in rejects} == set(known) and all(row["原因"] and row["直し方"] for row in rejects),
          "… and stand in rejects.csv with what would be right")


def plain(cause):
    return re.sub(r"[^a-z]", "", (cause or "").lower())


def kill(bench):
    folder = bench.folder / "killed"
    chance = random.Random(bench.options.seed)
    kills, ended = 0, False
    while not ended:
        process = subprocess.Popen(bench.command(folder, "--resume", "--quiet"), cwd=ROOT, start_new_session=True,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        try:
            wait = chance.uniform(0.05, 2.5) if kills < bench.options.kills else 3600
            ended = process.wait(wait) == 0
            if not ended:
                check(False, f"a resumed run ends with {process.returncode}: {process.stderr.read()[-500:]}")
                return
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            kills += 1
    same(bench.undisturbed(), folder, f"killed {kills} times and resumed: the same folder")


def workers_killed(bench):
    """A print file must fit between two kills: the last one has a single worker, which is the one that is killed."""
    folder, whole = bench.folder / "workers", bench.folder / "workers-whole"
    subprocess.run(bench.command(whole, "--quiet", pieces=4), cwd=ROOT, stdout=subprocess.DEVNULL)
    process = subprocess.Popen(bench.command(folder, "--quiet", pieces=4), cwd=ROOT, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True)
    chance = random.Random(bench.options.seed)
    kills = 0
    while process.poll() is None:
        time.sleep(1)
        found = workers(process.pid)
        if found and process.poll() is None:
            try:
                os.kill(chance.choice(found), signal.SIGKILL)
                kills += 1
            except ProcessLookupError:
                pass
    check(process.returncode == 0,
          f"a worker killed every second ({kills} times): exit code {process.returncode} {process.stderr.read()[-300:]}")
    same(whole, folder, "… and the same folder")


def faults(bench):
    """A worker that crashes or hangs once is no fault of its document."""
    folder = bench.folder / "faults"
    process = subprocess.Popen(bench.command(folder, "--quiet", "--time-limit", "5"), cwd=ROOT,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    for number, wait in [(signal.SIGSEGV, 1.0), (signal.SIGSTOP, 1.0), (signal.SIGILL, 1.0)]:
        time.sleep(wait)
        found = workers(process.pid)
        if found:
            os.kill(found[0], number)
    process.wait()
    check(process.returncode == 0, f"a crash and a hanging worker: exit code {process.returncode} {process.stderr.read()[-300:]}")
    same(bench.undisturbed(), folder, "… and the same folder")
    result = bench.run(bench.folder / "limit", "--page-limit", "1", expect=(4,))
    rejects = table(bench.folder / "limit" / "rejects.csv")
    check(len(rejects) == bench.options.count, "over the page limit: exit code 4, all rows in rejects.csv")
    result = bench.run(bench.folder / "whole", expect=(1,))
    check("--resume" in result.stderr, "a second run in the same folder is refused")


def disk(bench):
    if os.geteuid() != 0:
        print("        disk: needs root for a small tmpfs; left out")
        return
    whole = bench.undisturbed()
    size = sum(path.stat().st_size for path in whole.rglob("*") if path.is_file())
    place = bench.folder / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size // 2}", "tmpfs", str(place)], check=True)
    try:
        folder = place / "run"
        result = bench.run(folder, "--quiet", expect=(3,))
        check(result.returncode == 3, "a full disk stops the run with exit code 3: " + result.stderr.strip()[-160:])
        subprocess.run(["mount", "-o", f"remount,size={size * 3}", str(place)], check=True)
        bench.run(folder, "--resume", "--quiet")
        same(whole, folder, "… and with room it goes on to the same folder")
    finally:
        subprocess.run(["umount", str(place)])


def garbage(bench):
    chance = random.Random(bench.options.seed)
    data = bench.list.read_bytes().split(b"\r\n")
    header, rows = data[0], [row for row in data[1:] if row]
    for _ in range(max(5, len(rows) // 10)):
        row = bytes(byte for byte in chance.randbytes(chance.randint(1, 300)) if byte not in b"\r\n\"")
        rows.insert(chance.randint(0, len(rows)), row)
    path = bench.folder / "garbage.csv"
    path.write_bytes(b"\r\n".join([header] + rows) + b"\r\n")
    folder = bench.folder / "garbage"
    bench.run(folder, rows=path, expect=(0, 4))
    index, rejects = table(folder / "index.csv"), table(folder / "rejects.csv")
    kept = table(bench.undisturbed() / "index.csv")
    blank = sum(1 for row in rows if not row.strip(b" ,\t"))
    check(len(index) + len(rejects) == len(rows) - blank, "rows of random bytes: every row is accounted for")
    check({row["施設名"] for row in kept} <= {row["施設名"] for row in index}, "… and every good row has its document")
    formulas = [line for name in ["index.csv", "rejects.csv"] for line in (folder / name).read_text("utf-8-sig").split("\r\n")
                if re.search(r"(^|,)\"?[=@]", line)]
    check(not formulas, "no cell begins with what a spreadsheet runs")


def shards(bench):
    parts = bench.folder / "parts"
    for number in range(1, 4):
        bench.run(parts, "--quiet", "--shard", f"{number}/3")
    merged = bench.folder / "merged"
    names = sorted(str(path) for path in parts.glob("shard-*"))
    result = subprocess.run([PROGRAM, "campaign", "merge", *names[:2], "-o", str(merged)], cwd=ROOT, capture_output=True, text=True)
    check(result.returncode == 1 and "missing" in result.stderr, "a merge without a shard is refused")
    result = subprocess.run([PROGRAM, "campaign", "merge", *names, "-o", str(merged)], cwd=ROOT, capture_output=True, text=True)
    if check(result.returncode == 0, "three shards are merged " + result.stderr[-300:] * (result.returncode != 0)):
        same(bench.undisturbed(), merged, "… to the folder of one machine")


def languages(bench):
    """What a run writes does not depend on the language that its terminal speaks."""
    rows = bench.generate("languages.csv", min(bench.options.count, 200), "--faults", "5")
    for locale in ["C", "ja_JP.UTF-8"]:
        folder = bench.folder / f"language-{locale[:2]}"
        # nothing but letters of one sheet passes: the run itself refuses the others
        result = subprocess.run(bench.command(folder, "--page-limit", "1", rows=rows), cwd=ROOT, capture_output=True, text=True,
                                env={**os.environ, "LC_ALL": locale})
        check(result.returncode == 4, f"{locale}: documents are left out {result.stderr[-200:] * (result.returncode != 4)}")
    same(bench.folder / "language-C", bench.folder / "language-ja", "shards of two languages agree")


def memory(bench):
    """After 1,000 pieces and at any time later: the parent, the workers that are warm, and the peak of any worker's life."""
    bench.undisturbed()
    early = [sample for sample in bench.samples if sample[0] >= 1000 and sample[2]][:4]
    late = [sample for sample in bench.samples if sample[0] > 1000 and sample[2]]
    if not check(bool(early and late), "memory could be measured"):
        return
    measures = [("the parent", lambda sample: sample[1]),
                ("a worker", lambda sample: max([rss for _, seconds, rss, _ in sample[2] if seconds > 3] or [0])),
                ("a worker's peak", lambda sample: max(peak for _, _, _, peak in sample[2]))]
    for name, measure in measures:
        first, last = max(map(measure, early)), max(map(measure, late))
        check(0 < last <= first * 1.1,
              f"{name}: {first >> 10} MB after {early[0][0]}, at most {last >> 10} MB until {late[-1][0]}")
    pids = {pid for sample in bench.samples for pid, *_ in sample[2]}
    print(f"        {len(pids)} workers, one after the other", flush=True)


def worked(pid):
    """Seconds of the processor; a worker that still reads templates and fonts has few of them."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError):
        return 0


def resident(pid):
    """Kilobytes now and at most; nothing of a process that is gone."""
    try:
        text = Path(f"/proc/{pid}/status").read_text()
        return [int(re.search(key + r":\s+(\d+)", text).group(1)) for key in ("VmRSS", "VmHWM")]
    except (OSError, AttributeError):
        return [0, 0]


CHECKS = {"sums": sums, "causes": causes, "kill": kill, "workers": workers_killed, "faults": faults, "disk": disk, "garbage": garbage,
          "shards": shards, "languages": languages, "memory": memory}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checks", nargs="*", choices=[*CHECKS, []])
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--pieces", type=int, default=20)
    parser.add_argument("--document", default="letter")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", action="store_true", help="leaves the scratch folder")
    options = parser.parse_args()
    bench = Bench(options)
    try:
        for name in options.checks or [name for name in CHECKS if name != "memory" or options.count >= 5000]:
            CHECKS[name](bench)
    finally:
        if options.keep:
            print(bench.folder)
        else:
            shutil.rmtree(bench.folder, ignore_errors=True)
    sys.exit(1 if failures else 0)


main()
