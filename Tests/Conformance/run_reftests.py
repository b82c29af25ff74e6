"""Runs the print reference tests: `python3 run_reftests.py PROGRAM [PART OF A NAME…]`. Needs pdftoppm.

Every document is rendered by the program to PDF and drawn by Poppler; a pair passes when its two pictures are the same
pixels and the third document's are not. `--show FOLDER` keeps the pictures of what failed.
"""
import concurrent.futures
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from reftests import fragmentation, japanese, quotations  # noqa: E402

MODULES = {'fragmentation': fragmentation, 'japanese': japanese, 'quotations': quotations}
HOME = Path(__file__).resolve().parent.parent.parent


def render(program, html, folder, name):
    source, pdf = folder / f'{name}.html', folder / f'{name}.pdf'
    source.write_text(html, encoding='utf-8')
    done = subprocess.run([program, 'pdf', str(source), str(pdf), '--quiet', '--home', str(HOME)], capture_output=True, timeout=60)
    if not pdf.exists():
        return [b'no PDF: ' + done.stderr]
    subprocess.run(['pdftoppm', '-r', '72', str(pdf), str(folder / name)], check=True, timeout=60)
    return [picture.read_bytes() for picture in sorted(folder.glob(f'{name}-*.ppm'))]


def judge(program, pair, show):
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        test, reference = (render(program, html, folder, name) for html, name in ((pair.test, 'a'), (pair.reference, 'b')))
        fault = None
        if test != reference:
            fault = f'{len(test)} and {len(reference)} pages' if len(test) != len(reference) else 'the pictures differ'
        elif pair.unlike is not None and render(program, pair.unlike, folder, 'c') == test:
            fault = 'looks the same without the property: this pair cannot fail'
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
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for name, module in MODULES.items():
            pairs = [pair for pair in module.pairs() if not parts or any(part in f'{name} {pair.name}' for part in parts)]
            names = [pair.name for pair in pairs]
            assert len(set(names)) == len(names), f'two pairs of {name} have one name'
            faults = list(pool.map(lambda pair: judge(program, pair, show), pairs))
            for pair, fault in zip(pairs, faults):
                if fault:
                    failures += 1
                    print(f'{name}: {pair.name}: {fault}')
            print(f'{name}: {sum(fault is None for fault in faults)} of {len(pairs)} pairs pass')
    sys.exit(1 if failures else 0)


if __name__ == '__main__':
    main()
