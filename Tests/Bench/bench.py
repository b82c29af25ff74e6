"""bench.py
In: the release program and the peers' Python. Out: one table, ratios first, of how long each engine takes for the same
files, cold (a process of its own) and warm (within a process that has rendered before), by stage, with peak memory; how
the time grows with the pages; what Cairo alone takes for the same drawings; how many proposals a second.
All times are CPU milliseconds (user and system), so that another program's work does not count; warm is the best round.
The floor is Cairo 1.16 painting the display lists of our pages onto a new PDF surface, with its own zlib and font
subsetting, in the same process: no parsing, style, layout, no building of display lists, no structure tags, no Finishing.
It includes our walk over the lists, which turns each operation into its Cairo calls (some 5 % of it)."""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import documents

ROOT = Path(__file__).resolve().parents[2]
STAGES = {1: "markup", 2: "style", 3: "boxes", 4: "layout", 6: "painting", 7: "finishing"}


def run(command):
    """CPU milliseconds, peak memory in MB and standard output of a process; None if it fails."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen([str(part) for part in command], stdout=out, stderr=err, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode != 0:
            print(f"failed: {' '.join(map(str, command))}\n{err.read().decode()[-500:]}", file=sys.stderr)
            return None
        cpu = (usage.ru_utime + usage.ru_stime) * 1000
        return cpu, usage.ru_maxrss / 1024, out.read().decode() + err.read().decode()


def ours(program, page, base, rounds, out):
    command = [program, "pdf", page, out, "--base-url", base, "--allow", ROOT / "Assets", "--allow", ROOT / "Templates", "--quiet", "--home", ROOT]
    cold = run(command)
    warm = run(command + ["--repeat", rounds + 2, "--timings", "--floor"])
    if not cold or not warm:
        return None
    lines = warm[2]
    stages = {int(n): float(ms) for n, ms in re.findall(r"^(\d) \w+ ([\d.]+) ms", lines, re.M)}
    return {
        "cold": cold[0], "warm": min(float(ms) for ms in re.findall(r"^warm .*cpu ([\d.]+) ms", lines, re.M)),
        "floor": min(float(ms) for ms in re.findall(r"^floor .*cpu ([\d.]+) ms", lines, re.M)),
        "stages": stages, "memory": warm[1], "pages": pages(out), "bytes": Path(out).stat().st_size,
    }


def peer(python, engine, page, base, rounds, out):
    script = Path(__file__).parent / "peer.py"
    cold = run([python, script, engine, page, base, out, 1])
    warm = run([python, script, engine, page, base, out, rounds + 1]) if rounds > 1 else cold
    if not cold or not warm:
        return None
    lines = [json.loads(line) for line in warm[2].splitlines() if line.startswith("{")]
    timed = [line["cpu"] for line in lines if "cpu" in line]
    return {
        "cold": cold[0], "warm": min(timed[1:] or timed), "memory": warm[1], "pages": lines[-1].get("pages"),
        "bytes": Path(out).stat().st_size,
    }


def pages(pdf):
    found = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", found).group(1))


def measure(arguments, folder):
    names = documents.write(folder / "html", arguments.program, ROOT, arguments.quick)
    results = {}
    for name, (page, base, rounds) in names.items():
        row = {"teian": ours(arguments.program, page, base, rounds, folder / "teian.pdf")}
        row["plutobook"] = peer(arguments.python, "plutobook", page, base, rounds, folder / "plutobook.pdf")
        # a table of 5,000 rows takes WeasyPrint half a minute, 1,000 pages some minutes
        if name == "proposal" or "20 pages" in name or arguments.all:
            row["weasyprint"] = peer(arguments.python, "weasyprint", page, base, min(rounds, 3), folder / "weasyprint.pdf")
        results[name] = row
        print(f"  {name}: measured", file=sys.stderr)
    return results


def table(results):
    lines = ["warm, as ratios (above 1: we are faster)", ""]
    head = f"{'':18}{'PlutoBook':>12}{'WeasyPrint':>12}{'× floor':>10}{'cold PlutoBook':>16}{'cold WeasyPrint':>17}"
    lines.append(head)
    for name, row in results.items():
        own = row["teian"]

        def ratio(engine, key):
            other = row.get(engine)
            return f"{other[key] / own[key]:.2f}" if other and own else "–"

        lines.append(
            f"{name:18}{ratio('plutobook', 'warm'):>12}{ratio('weasyprint', 'warm'):>12}"
            f"{own['warm'] / own['floor']:>10.2f}{ratio('plutobook', 'cold'):>16}{ratio('weasyprint', 'cold'):>17}")
    lines += ["", "CPU milliseconds, MB, KB", ""]
    lines.append(f"{'':18}{'':12}{'cold':>9}{'warm':>9}{'floor':>8}{'pages':>7}{'ms/page':>9}{'MB':>7}{'KB':>8}")
    for name, row in results.items():
        for engine, own in row.items():
            if not own:
                continue
            floor = f"{own['floor']:.1f}" if "floor" in own else ""
            lines.append(
                f"{name:18}{engine:12}{own['cold']:>9.0f}{own['warm']:>9.1f}{floor:>8}{own['pages']:>7}"
                f"{own['warm'] / own['pages']:>9.2f}{own['memory']:>7.0f}{own['bytes'] / 1024:>8.0f}")
    lines += ["", "stages of a warm document, wall milliseconds", ""]
    lines.append(f"{'':18}" + "".join(f"{f'{n} {stage}':>13}" for n, stage in STAGES.items()))
    for name, row in results.items():
        stages = row["teian"]["stages"]
        lines.append(f"{name:18}" + "".join(f"{stages.get(n, 0):>13.1f}" for n in STAGES))
    own = results["proposal"]["teian"]
    lines += ["", f"full proposals a second and core, from their HTML: {1000 / own['warm']:.1f}"]
    return "\n".join(lines)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--python", required=True, help="a Python that has the peers")
    parser.add_argument("--program", default=ROOT / ".build/release/teian", help="the release program")
    parser.add_argument("--quick", action="store_true", help="without the documents of 100 and 1,000 pages")
    parser.add_argument("--all", action="store_true", help="WeasyPrint on the long documents too (minutes)")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="teian-bench-") as folder:
        figures = measure(arguments, Path(folder))
    print(json.dumps(figures, ensure_ascii=False, indent=1) if arguments.json else table(figures))
