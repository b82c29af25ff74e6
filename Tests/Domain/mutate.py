#!/usr/bin/env python3
"""Changes every single figure of the data files, one at a time, and counts how many changes make a test fail.

    swift build --build-tests && Tests/Domain/mutate.py [--file price-book] [--keep-going]

A figure is every run of digits in Assets/Catalogue and Assets/Subsidies outside comments and sources. Each is changed in
a copy of the assets, and the domain's tests are run against the copy (TEIAN_TEST_ASSETS). A change that no test notices
is printed with its place; the exit code is 1 if there is one.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# the tables first: they notice most changes within a second; then everything else
STAGES = ['DomainTables|TerritoryClaims|WorkedExamples', 'DomainTests']


def binary():
    found = sorted((ROOT / '.build/debug').glob('*PackageTests.xctest'))
    if not found:
        sys.exit('no tests are built: swift build --build-tests')
    return found[0]


def places(text):
    """The runs of digits that are figures: not in comments, not in sources, not part of a word such as setup2."""
    offset = 0
    for line in text.splitlines(keepends=True):
        code = line
        if line.lstrip().startswith('#'):
            code = ''
        # a source runs to the end of its scalar
        covered = [m.span() for m in re.finditer(r'source: *("[^"]*"|[^,}\n]*(?:、[^,}\n]*)*)', code)]
        covered += [m.span() for m in re.finditer(r'^(id|name): .*$|\$schema=\S+', code)]
        covered += [m.span() for m in re.finditer(r'(?<![A-Za-z])(id: [A-Za-z0-9-]+|onPremises[12]|\{[A-Za-z]+\})', code)]
        for m in re.finditer(r'\d+', code):
            if not any(a <= m.start() < b for a, b in covered):
                yield offset + m.start(), offset + m.end()
        offset += len(line)


def changed(digits):
    """Another figure of the same length."""
    last = str((int(digits[-1]) + 1) % 10)
    return digits[:-1] + last


def run(assets):
    # a file that is refused ends the process: no back-trace is wanted
    env = dict(os.environ, TEIAN_TEST_ASSETS=str(assets), SWIFT_BACKTRACE='enable=no')
    for stage in STAGES:
        done = subprocess.run([BINARY, '--testing-library', 'swift-testing', '--filter', stage],
                              env=env, capture_output=True, timeout=900)
        if done.returncode != 0:
            return True
    return False


def main():
    global BINARY
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument('--file', default='', help='only files whose name contains this')
    options.add_argument('--jobs', type=int, default=1)
    options = options.parse_args()
    # copies, so that work meanwhile does not matter
    kept = tempfile.TemporaryDirectory()
    BINARY = shutil.copy(binary(), kept.name)
    source = Path(kept.name) / 'Assets'
    shutil.copytree(ROOT / 'Assets', source)
    work = []
    for folder in ('Catalogue', 'Subsidies'):
        for path in sorted((source / folder).glob('*.yaml')):
            if options.file in path.name:
                text = path.read_text(encoding='utf-8')
                work += [(path, text, place) for place in places(text)]
    if run(source):
        sys.exit('the tests fail without any change')

    def attempt(job):
        path, text, (start, end) = job
        with tempfile.TemporaryDirectory() as folder:
            assets = Path(folder) / 'Assets'
            shutil.copytree(source, assets)
            new = text[:start] + changed(text[start:end]) + text[end:]
            (assets / path.relative_to(source)).write_text(new, encoding='utf-8')
            noticed = run(assets)
        line = text.count('\n', 0, start) + 1
        return noticed, f'{path.relative_to(source.parent)}:{line}: {text[start:end]} -> {changed(text[start:end])}'

    missed = []
    with ThreadPoolExecutor(options.jobs) as pool:
        for count, (noticed, what) in enumerate(pool.map(attempt, work), 1):
            if not noticed:
                missed.append(what)
                print('not noticed:', what, flush=True)
            if count % 50 == 0:
                print(f'{count} of {len(work)}', file=sys.stderr, flush=True)
    print(f'{len(work) - len(missed)} of {len(work)} changes were noticed')
    sys.exit(1 if missed else 0)


if __name__ == '__main__':
    main()
