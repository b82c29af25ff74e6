"""Pairs written by hand: the files of cases/. Each begins with a style sheet for all its cases; then per case `## claim`, the
document, `==` or `!=`, and the document that must look alike, or must not."""
from pathlib import Path

from . import Pair

FOLDER = Path(__file__).parent / 'cases'


def pairs_of(path):
    sheet, cases = [], []
    for line in path.read_text(encoding='utf-8').splitlines():
        if line.startswith('## '):
            cases.append({'claim': line[3:], 'sides': [[]], 'relation': None})
        elif not cases:
            sheet.append(line)
        elif line in ('==', '!='):
            cases[-1]['relation'] = line
            cases[-1]['sides'].append([])
        else:
            cases[-1]['sides'][-1].append(line)

    def document(lines):
        return ('<!DOCTYPE html><html lang=ja><meta charset=utf-8><title>t</title>'
                f'<style>{chr(10).join(sheet)}</style><body>{chr(10).join(lines)}')

    for case in cases:
        assert len(case['sides']) == 2, f'{path.name}: {case["claim"]}: a document and a reference'
        document_side, reference = (document(side) for side in case['sides'])
        if case['relation'] == '==':
            yield Pair(case['claim'], document_side, reference, None)
        else:
            yield Pair(case['claim'], document_side, None, reference)


def modules():
    """By file: its pairs."""
    return {f'cases/{path.name}': list(pairs_of(path)) for path in sorted(FOLDER.glob('*.html'))}
