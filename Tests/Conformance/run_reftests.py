"""Runs the print reference tests, all there are: `python3 run_reftests.py PROGRAM [PART OF A NAME…]`. Needs pdftoppm.

The pairs written by hand lie in reftests/cases, those written by rules in reftests/*.py. Every document is rendered by the
program to PDF and drawn by Poppler; a pair passes when its two pictures are the same pixels, the third document's are not,
and nothing was complained about. `--show FOLDER` keeps the pictures of what failed.
"""
import concurrent.futures
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from reftests import fragmentation, japanese, quotations, written  # noqa: E402

HOME = Path(__file__).resolve().parent.parent.parent


class Complaint(Exception):
    pass


def groups():
    """By name, every pair there is."""
    made = {'fragmentation': fragmentation, 'japanese': japanese, 'quotations': quotations}
    return written.modules() | {name: list(module.pairs()) for name, module in made.items()}


def render(program, html, folder, name):
    source, pdf = folder / f'{name}.html', folder / f'{name}.pdf'
    source.write_text(html, encoding='utf-8')
    done = subprocess.run([program, 'pdf', str(source), str(pdf), '--verbose', '--home', str(HOME)], capture_output=True, timeout=60)
    if done.returncode != 0 or done.stderr:
        raise Complaint(done.stderr.decode(errors='replace').strip()[:300] or f'exit code {done.returncode}')
    subprocess.run(['pdftoppm', '-r', '72', str(pdf), str(folder / name)], check=True, timeout=60)
    return [picture.read_bytes() for picture in sorted(folder.glob(f'{name}-*.ppm'))]


def judge(program, pair, show):
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        fault = None
        try:
            test = render(program, pair.test, folder, 'a')
            reference = test if pair.reference is None else render(program, pair.reference, folder, 'b')
            if test != reference:
                fault = f'{len(test)} and {len(reference)} pages' if len(test) != len(reference) else 'the pictures differ'
            elif pair.unlike is not None and render(program, pair.unlike, folder, 'c') == test:
                fault = 'looks the same as what it must not look like'
        except Complaint as complaint:
            fault = str(complaint)
        if fault and show:
            target = Path(show) / ''.join(c if c.isalnum() else '_' for c in pair.name)[:80]
            target.mkdir(parents=True, exist_ok=True)
            for file in folder.iterdir():
                (target / file.name).write_bytes(file.read_bytes())
        return fault


def main():
    arguments = sys.argv[1:]
    show = None
    if '--show' in arguments:
        at = arguments.index('--show')
        show = arguments[at + 1]
        del arguments[at:at + 2]
    program, parts = os.path.abspath(arguments[0]), arguments[1:]
    failures = 0
    count = 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for name, pairs in groups().items():
            pairs = [pair for pair in pairs if not parts or any(part in f'{name} {pair.name}' for part in parts)]
            names = [pair.name for pair in pairs]
            assert len(set(names)) == len(names), f'two pairs of {name} have one name'
            faults = list(pool.map(lambda pair: judge(program, pair, show), pairs))
            for pair, fault in zip(pairs, faults):
                if fault:
                    failures += 1
                    print(f'{name}: {pair.name}: {fault}')
            count += len(pairs)
            print(f'{name}: {sum(fault is None for fault in faults)} of {len(pairs)} pairs pass')
    print(f'{count - failures} of {count} pairs')
    sys.exit(1 if failures else 0)


if __name__ == '__main__':
    main()
