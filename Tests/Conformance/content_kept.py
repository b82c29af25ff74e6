"""Content is never lost and never printed twice because of a break: `python3 content_kept.py PROGRAM [DOCUMENTS] [SEED]`.

Documents are generated from a seed: blocks, lists, tables, flex and grid containers, columns, floats, positioned boxes and
footnotes inside each other, on small pages, with every break property there is. Each word is unique, so that the words of
all pages together must be those of the document: none missing, none twice but for what repeats (heads, feet, fixed boxes).
A break is also progress: no document of these has more pages than its words explain.
"""
import collections
import concurrent.futures
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

#: documents have some 2,000 words at most, and even on the smallest pages a dozen of them fit
MOST_PAGES = 250
HOME = Path(__file__).resolve().parent.parent.parent
BREAKS = ['break-before: page', 'break-after: page', 'break-inside: avoid', 'break-after: avoid', 'break-before: avoid',
          'break-before: left', 'break-before: column', 'orphans: 3', 'widows: 4', 'orphans: 1; widows: 1', 'margin: 15px 0',
          'padding: 8px', 'border: 3px solid', 'box-decoration-break: clone; border: 2px solid', 'margin-top: -5px',
          'height: 55px', 'min-height: 80px', 'max-height: 40px', 'line-height: 31px', 'text-align: justify', 'direction: rtl',
          'width: 60%', 'position: relative; top: 3px', 'opacity: .5', 'text-indent: 1em', 'clear: both', 'page: other']


class Document:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.words = 0
        self.html = self.body()

    def word(self):
        self.words += 1
        return f'w{self.words}x'

    def text(self, most=14):
        return ' '.join(self.inline() for _ in range(self.random.randint(1, most)))

    def inline(self):
        chance = self.random.random()
        if chance < .04:
            return f'<b>{self.word()} {self.word()}</b>'
        if chance < .06:
            return f'<span style="display:inline-block">{self.word()} {self.word()}</span>'
        if chance < .075:
            return f'<span style="float:footnote">{self.word()} {self.word()}</span>'
        if chance < .085:
            return f'<span style="float:left">{self.word()}</span>'
        if chance < .09:
            return f'<ruby>漢<rt>{self.word()}</rt></ruby>'
        return self.word()

    def style(self):
        chosen = self.random.sample(BREAKS, self.random.choice([0, 0, 1, 1, 2]))
        return f' style="{"; ".join(chosen)}"' if chosen else ''

    def block(self, depth):
        kinds = ['p', 'p', 'p', 'ul', 'table', 'flex', 'column flex', 'grid', 'columns', 'float', 'absolute', 'div', 'div', 'heading']
        kind = self.random.choice(kinds if depth < 4 else ['p'])
        inner = [] if kind in ('p', 'heading') else [self.block(depth + 1) for _ in range(self.random.randint(1, 4))]
        contents = ''.join(inner)
        style = self.style()
        if kind == 'p':
            return f'<p{style}>{self.text(40 if depth < 2 else 14)}</p>'
        if kind == 'heading':
            return f'<h3{style}>{self.text(4)}</h3>'
        if kind == 'ul':
            return f'<ul{style}>' + ''.join(f'<li{self.style()}>{item}</li>' for item in inner) + '</ul>'
        if kind == 'table':
            return self.table(inner)
        if kind == 'flex':
            return f'<div style="display:flex; {self.random.choice(["", "flex-wrap: wrap", "gap: 4px"])}">{contents}</div>'
        if kind == 'column flex':
            return f'<div style="display:flex; flex-direction:column">{contents}</div>'
        if kind == 'grid':
            return f'<div style="display:grid; grid-template-columns: {self.random.choice(["1fr", "1fr 1fr", "auto 1fr"])}">{contents}</div>'
        if kind == 'columns':
            return f'<div style="columns:2; column-fill:{self.random.choice(["auto", "balance"])}">{contents}</div>'
        if kind == 'float':
            return f'<div style="float:{self.random.choice(["left", "right"])}; width:45%">{self.text()}</div>'
        if kind == 'absolute':
            return f'<div style="position:absolute; {self.random.choice(["left:5px", "top:10px", "right:0; top:3px", ""])}">{self.text(5)}</div>'
        return f'<div{style}>{contents}</div>'

    def table(self, inner):
        def row(cells):
            return f'<tr{self.style()}>' + ''.join(f'<td{span}>{cell}' for cell, span in cells)
        head = f'<thead><tr><th>{self.word()}<th>{self.word()}</thead>' if self.random.random() < .4 else ''
        foot = f'<tfoot><tr><td>{self.word()}<td>{self.word()}</tfoot>' if self.random.random() < .3 else ''
        rows = [row([(self.text(6), ''), (cell, '')]) for cell in inner]
        if self.random.random() < .3:
            rows.insert(0, f'<tr><td rowspan=2>{self.text(20)}<td>{self.word()}<tr><td>{self.word()}')
        collapse = self.random.choice(['collapse', 'separate'])
        return f'<table style="border-collapse:{collapse}">{head}<tbody>{"".join(rows)}</tbody>{foot}</table>'

    def body(self):
        size = self.random.choice(['260px 160px', '300px 220px', '220px 120px', '400px 300px'])
        blocks = ''.join(self.block(0) for _ in range(self.random.randint(3, 9)))
        return (f'<!doctype html><html lang="en"><meta charset="utf-8"><title>t</title><style>@page {{ size: {size}; margin: 10px }}'
                '@page other { margin: 20px } body { margin: 0; font: 10px/15px "BIZ UDGothic" } p, ul { margin: 5px 0 }'
                'td, th { border: 1px solid; vertical-align: top }</style><body>' + blocks)


def words(fragment, repeated=False):
    """Words that are there once, and words that repeat."""
    repeated = repeated or 'repeated' in fragment.get('flags', [])
    if 'text' in fragment and not repeated:
        yield from (part for part in fragment['text'].replace('\u200b', ' ').split() if part.startswith('w') and part.endswith('x'))
    for child in fragment.get('children', []):
        yield from words(child, repeated)


def judge(program, seed):
    document = Document(seed)
    with tempfile.NamedTemporaryFile('w', suffix='.html', encoding='utf-8', delete=False) as file:
        file.write(document.html)
    try:
        done = subprocess.run([program, 'dump', 'fragments', file.name, '--format', 'json', '--home', str(HOME)], capture_output=True, timeout=60)
        if done.returncode != 0 or not done.stdout:
            return f'seed {seed}: the program failed ({done.returncode}): {done.stderr.decode(errors="replace")[-200:]}'
        if b'layout-no-progress' in done.stderr or b'stopped advancing' in done.stderr:
            return f'seed {seed}: paging stopped advancing'
        pages = json.loads(done.stdout)
        if len(pages) > MOST_PAGES:
            return f'seed {seed}: {len(pages)} pages'
        found = collections.Counter(word for page in pages for word in words(page['root']))
    except subprocess.TimeoutExpired:
        return f'seed {seed}: no end after a minute'
    finally:
        os.unlink(file.name)
    expected = set(re.findall(r'w\d+x', document.html))
    lost = sorted(expected - set(found), key=lambda word: int(word[1:-1]))
    twice = sorted(word for word, count in found.items() if count > 1)
    if lost or twice:
        return f'seed {seed}: lost {lost[:6]}, twice {twice[:6]}'
    return None


def main():
    program = os.path.abspath(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    start = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        faults = [fault for fault in pool.map(lambda seed: judge(program, seed), range(start, start + count)) if fault]
    for fault in faults:
        print(fault)
    print(f'{count - len(faults)} of {count} documents keep every word')
    sys.exit(1 if faults else 0)


if __name__ == '__main__':
    main()
