"""fuzz.py
In: a seed and a time. Out: hostile documents given to `teian pdf` one after the other, and each that crashes it, hangs
it, makes it eat memory or fail to write a file, saved with its seed (Output/fuzz). A case is made by its number alone:
`--case N` makes it again. Findings that were mended stay in Tests/Fuzz/Findings, where a test reads them."""

import argparse
import base64
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(Path(__file__).parent))
import grammar  # noqa: E402

# a picture of 16 × 12 pixels
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/"
    "2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAMABADASIAAhEBAxEB/8QA"
    "FAABAAAAAAAAAAAAAAAAAAAABf/EABsQAAIDAAMAAAAAAAAAAAAAAAAhAgMEBTFh/8QAFQEBAQAAAAAAAAAAAAAAAAAAAAT/xAAYEQADAQEAAAAAAAAAAAAA"
    "AAAAAQIEA//aAAwDAQACEQMRAD8ADoweCNHH9IQz0wSE89MEiBdHQx66P//Z"
)

FINE = {0, 1}  # a PDF; or the file is no document at all and that was said


def samples():
    """Our own files by kind."""
    result = {"html": [], "css": [], "svg": [], "png": [grammar.png(random.Random(1))], "jpg": [JPEG], "font": []}
    for path in sorted([*ROOT.glob("Templates/**/*"), *ROOT.glob("Assets/Pictures/*"), *ROOT.glob("Tests/Fuzz/Findings/*")]):
        kind = path.suffix.lstrip(".").replace("xhtml", "html")
        if kind in ("html", "css", "svg"):
            result[kind].append(path.read_bytes())
    for name in ("DejaVuSansMono.ttf", "DejaVuSans.ttf"):
        path = Path("/usr/share/fonts/truetype/dejavu") / name
        if path.exists():
            result["font"].append(path.read_bytes())
    return result


EXTREMES = [b"0", b"-1", b"1e30", b"-1e30", b"1e-30", b"2147483647", b"-2147483648", b"4294967296", b"99999999999999999999", b"0.00001", b"NaN", b"1e308"]


def mutated(rng, data, others):
    """Bytes changed here and there: flipped, cut, doubled, moved, numbers replaced, pieces of other files put in."""
    data = bytearray(data)
    for _ in range(rng.choice([1, 1, 2, 3, 5, 10, 30])):
        if not data:
            break
        at = rng.randrange(len(data))
        length = min(len(data) - at, int(rng.paretovariate(0.6)))
        kind = rng.randrange(9)
        if kind == 0:
            data[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            data[at] = rng.choice([0, 255, 127, 128, 0x3C, 0x7B, 0x7D, 0x22, rng.randrange(256)])
        elif kind == 2:
            del data[at : at + length]
        elif kind == 3:
            data[at:at] = data[at : at + length] * rng.choice([1, 2, 10, 100][: 4 if length < 1000 else 1])
        elif kind == 4:
            data[at:at] = rng.randbytes(min(length, 64))
        elif kind == 5:
            other = rng.choice(others)
            start = rng.randrange(max(1, len(other)))
            data[at:at] = other[start : start + int(rng.paretovariate(0.5))]
        elif kind == 6:
            digits = [i for i in range(at, min(len(data), at + 400)) if 48 <= data[i] <= 57]
            if digits:
                data[digits[0] : digits[0] + 1] = rng.choice(EXTREMES)
        elif kind == 7 and len(data) > at + 4:
            data[at : at + 4] = rng.choice([b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0"])
        elif kind == 8 and rng.random() < 0.2:
            del data[at:]
    return bytes(data[: 1 << 20])


def repaired(png):
    """A PNG with right checksums, so that what they protect is reached."""
    out, at = bytearray(png[:8]), 8
    while at + 12 <= len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        chunk = png[at + 4 : at + 8 + length]
        if at + 12 + length > len(png):
            break
        out += png[at : at + 8 + length] + zlib.crc32(chunk).to_bytes(4, "big")
        at += 12 + length
    return bytes(out) + png[at:]


def write_case(number, seed, folder, pool):
    """Writes case `number` into `folder`; the page is page.html (or page.svg)."""
    rng = random.Random(f"{seed}/{number}")
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "page.html"
    kind = rng.choice(["grammar"] * 8 + ["html", "html", "css", "css", "svg", "svg", "png", "jpg", "font", "svg-grammar"])
    if kind == "grammar":
        page.write_text(grammar.document(rng), encoding="utf-8", errors="replace")
    elif kind == "html":
        page.write_bytes(mutated(rng, rng.choice(pool["html"]), pool["html"]))
        (folder / "a.css").write_bytes(rng.choice(pool["css"]))
    elif kind == "css":
        (folder / "a.css").write_bytes(mutated(rng, rng.choice(pool["css"]), pool["css"]))
        page.write_text("<link rel=stylesheet href=a.css>" + grammar.document(rng), encoding="utf-8", errors="replace")
    elif kind in ("svg", "svg-grammar"):
        page = folder / "page.svg"
        if kind == "svg":
            page.write_bytes(mutated(rng, rng.choice(pool["svg"]), pool["svg"]))
        else:
            page.write_text(grammar.drawing(rng), encoding="utf-8", errors="replace")
    else:
        data = rng.choice(pool[kind]) if pool[kind] else b""
        if kind == "png" and rng.random() < 0.5:
            data = grammar.png(rng)
        data = mutated(rng, data, pool[kind] or [b"x"])
        if kind == "png" and rng.random() < 0.7:
            data = repaired(data)
        (folder / f"a.{kind}").write_bytes(data)
        page.write_text(
            f"<style>@font-face{{font-family:f;src:url(a.font)}}p{{font:20px f;background:url(a.{kind}) 0 0/30px 20px}}</style>"
            f"<p>Abc 漢字 fi ffi<img src=a.{kind}><img src=a.{kind} style='width:50px;object-fit:cover;opacity:.5'>", encoding="utf-8")
    return page


def limits(seconds):
    """Set in the program's process. Seconds of the processor: a busy machine is no finding."""
    def apply():
        resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        os.nice(19)
    return apply


def run(program, page, seconds):
    """What is wrong with what the program did; None: nothing."""
    out = page.parent / "page.pdf"
    environment = {**os.environ, "SWIFT_BACKTRACE": "enable=no"}
    try:
        process = subprocess.run(
            [program, "pdf", page, out, "--quiet", "--home", ROOT, "--max-seconds", "10", "--max-memory", "1500"],
            capture_output=True, timeout=10 * seconds, preexec_fn=limits(seconds), env=environment, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return f"still running after {10 * seconds} s"
    if process.returncode == -signal.SIGXCPU:
        return f"more than {seconds} s of the processor"
    if process.returncode not in FINE:
        return f"exit code {process.returncode}: {process.stderr[-300:].decode(errors='replace')}"
    if process.returncode == 0 and not out.read_bytes().startswith(b"%PDF"):
        return "no PDF"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / ".build/release/teian")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", default=str(int(time.time())))
    parser.add_argument("--case", type=int, help="makes this case again, in --folder, and runs it")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seconds", type=int, default=40, help="of the processor that a case may take")
    parser.add_argument("--folder", type=Path, default=ROOT / "Output/fuzz")
    arguments = parser.parse_args()
    pool = samples()
    if arguments.case is not None:
        page = write_case(arguments.case, arguments.seed, arguments.folder / f"case-{arguments.case}", pool)
        print(page, run(arguments.program, page, arguments.seconds) or "fine")
        return 0
    end = time.monotonic() + arguments.minutes * 60
    scratch = arguments.folder / "scratch"
    findings = []
    print(f"seed {arguments.seed}", flush=True)

    def worker(first):
        number, done = first, 0
        while time.monotonic() < end:
            folder = scratch / str(number)
            page = write_case(number, arguments.seed, folder, pool)
            wrong = run(arguments.program, page, arguments.seconds)
            if wrong:
                kept = arguments.folder / f"{arguments.seed}-{number}"
                shutil.rmtree(kept, ignore_errors=True)
                shutil.move(folder, kept)
                findings.append(kept)
                print(f"case {number}: {wrong.strip()}\n  {kept}", flush=True)
            else:
                shutil.rmtree(folder, ignore_errors=True)
            number += arguments.jobs
            done += 1
        return done

    with ThreadPoolExecutor(arguments.jobs) as workers:
        done = sum(workers.map(worker, range(arguments.jobs)))
    shutil.rmtree(scratch, ignore_errors=True)
    print(f"{done} cases, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
