"""What quotations need: sub-totals carried over a page break, text condensed to its cell, figures aligned on the 円."""
from . import Pair, page
from .fragmentation import SHEET

TABLE = ('table { border-spacing: 0; table-layout: fixed; width: 200px } td, th { padding: 0; border-bottom: 1px solid #888;'
         ' line-height: 19px; text-align: left; font-weight: normal } td:last-child, th:last-child { text-align: right }')
CARRY = ('.add { -teian-carry: total } .from { -teian-carry: continued } .to { -teian-carry: continues } .sum { -teian-carry: final }'
         '.from td:last-child::before, .to td:last-child::before { content: -teian-carry(total) "円" }')


def sheets(*tables, style=''):
    return page(SHEET + TABLE + style, ''.join(f'<div class="s">{table}</div>' for table in tables))


def yen(value):
    return ('▲' if value < 0 else '') + f'{abs(value):,}円'


def row(name, amount, add=True):
    return f'<tr><td>{name}<td{" class=add" if add else ""}>{amount if isinstance(amount, str) else yen(amount)}'


FROM = '<tr class="from"><td>前頁より繰越<td>'
TO = '<tr class="to"><td>次頁へ繰越<td>'


def carried():
    amounts = {
        'small sums': [100, 250, 380, 40, 55, 60, 70, 85],
        'sums in thousands': [12000, 3400, 560, 78000, 9100, 230, 4500, 6700, 89000],
        'millions': [1200000, 980000, 45000, 3000000, 770000, 5600000],
        'a discount': [50000, -12000, 30000, 8000, -500, 1000, 2000],
        'sums below zero': [-100, -200, -300, -400, -500, -600],
        'twenty rows': [1000 * n for n in range(1, 21)],
    }
    for name, values in amounts.items():
        for with_head in (True, False):
            head = '<tr><th>品名<th>金額' if with_head else ''
            total = sum(values)
            body = ''.join(row(f'品{n}', value) for n, value in enumerate(values))
            foot_last = f'<tr class="sum"><td>合計<td>{yen(total)}'
            test = f'<table><thead>{head}{FROM}</thead><tbody>{body}</tbody><tfoot>{TO}{foot_last}</tfoot></table>'
            # one line is the foot's on every page; the head's on all, the carried sum on all but the first
            pages, at, carried_sum = [], 0, 0
            while True:
                first = at == 0
                room = 6 - (1 if with_head else 0) - (0 if first else 1) - 1
                take = values[at:at + room]
                rows = '' if first else f'<tr><td>前頁より繰越<td>{yen(carried_sum)}'
                rows += ''.join(row(f'品{at + n}', value, add=False) for n, value in enumerate(take))
                at += len(take)
                carried_sum += sum(take)
                last = at == len(values)
                rows += f'<tr><td>合計<td>{yen(total)}' if last else f'<tr><td>次頁へ繰越<td>{yen(carried_sum)}'
                pages.append(f'<table>{head}{rows}</table>')
                if last:
                    break
            yield Pair(f'carried: {name}, {"with" if with_head else "without"} a head', page(TABLE + CARRY, test), sheets(*pages),
                       page(TABLE + CARRY.replace('-teian-carry: total', 'color: inherit'), test))
    short = '<table><thead>' + FROM + '</thead><tbody>' + row('品', 500) + '</tbody><tfoot>' + TO + '<tr class="sum"><td>合計<td>500円</tfoot></table>'
    yield Pair('a table of one page carries nothing', page(TABLE + CARRY, short),
               sheets('<table>' + row('品', 500, add=False) + '<tr><td>合計<td>500円</table>'),
               page(TABLE + CARRY.replace('continues', 'none'), short))
    odd = ['別途見積', '１，２３４円', '2,000円（税込）', '−500円', '無償', '△66円', '10円', '20円']
    value = [0, 1234, 2000, -500, 0]
    test = f'<table><tbody>{"".join(row(f"品{n}", text) for n, text in enumerate(odd))}</tbody><tfoot>{TO}</tfoot></table>'
    first = ''.join(row(f'品{n}', text, add=False) for n, text in enumerate(odd[:5])) + f'<tr><td>次頁へ繰越<td>{yen(sum(value))}'
    rest = ''.join(row(f'品{n + 5}', text, add=False) for n, text in enumerate(odd[5:]))
    yield Pair('amounts as they are written', page(TABLE + CARRY, test), sheets(f'<table>{first}</table>', f'<table>{rest}</table>'),
               page(TABLE + CARRY.replace('-teian-carry: total', 'color: inherit'), test))


CELL = 'body { font-size: 20px; line-height: 30px; text-spacing-trim: space-all; text-autospace: no-autospace } .c { width: 100px; white-space: nowrap; border-right: 1px solid red }'


def condensed():
    for letters, limit, size in [(8, '50%', 12.5), (10, '50%', 10), (6, '60%', 16.5), (16, '50%', 10), (12, '75%', 15), (5, '50%', 20), (3, '50%', 20)]:
        text = 'あ' * letters
        small = f'<div class="c"><span style="font-size:{size}px">{text}</span></div>'
        strut = '.c span { line-height: 0 }'
        unlike = page(CELL, f'<div class="c">{text}</div>', size='260px 120px') if size < 20 else None
        yield Pair(f'{letters} letters condensed into five, not below {limit}', page(CELL + f'.c {{ -teian-condense: {limit} }}', f'<div class="c">{text}</div>', size='260px 120px'),
                   page(CELL + strut, small, size='260px 120px'), unlike)
    table = 'table { border-spacing: 0; width: 120px; table-layout: fixed } td { padding: 0; white-space: nowrap; border-bottom: 1px solid red }'
    yield Pair('text of a cell of a table', page(CELL + table + 'td { -teian-condense: 50% }', '<table><tr><td>ああああああああ<td>い</table>', size='260px 120px'),
               page(CELL + table + 'span { line-height: 0 }', '<table><tr><td><span style="font-size:7.5px">ああああああああ</span><td>い</table>'.replace('7.5px', '10px'), size='260px 120px'),
               page(CELL + table, '<table><tr><td>ああああああああ<td>い</table>', size='260px 120px'))
    yield Pair('at the limit text wraps, where it may', page(CELL + '.c { white-space: normal; -teian-condense: 80% }', '<div class="c">ああああああああああ</div>', size='260px 120px'),
               page(CELL + '.c { white-space: normal } .c span { line-height: 0 }', '<div class="c"><span style="font-size:16px">ああああああ</span><br><span style="font-size:16px">ああああ</span></div>', size='260px 120px'),
               page(CELL + '.c { white-space: normal }', '<div class="c">ああああああああああ</div>', size='260px 120px'))


ALIGN = 'body { font-size: 20px; line-height: 30px; text-spacing-trim: space-all; text-autospace: no-autospace } table { border-spacing: 0; width: 240px; table-layout: fixed } td { padding: 0 }'


def aligned():
    columns = {
        '円': (['1,000円', '20円', '300円（税込）'], '円'),
        'a remark after the 円': (['5円', '1,234,567円（概算）', '88円'], '円'),
        'a cell without 円': (['1,000円', '別途見積', '20円（税込）'], '円'),
        'a decimal point': (['1.5', '12.25', '100'], '.'),
        'two characters': (['10万円', '2万円（仮）', '300万円'], '万円'),
    }
    for name, (cells, character) in columns.items():
        tails = [len(text[text.index(character):]) if character in text else 0 for text in cells]

        def width(text):
            return sum(10 if ord(c) < 0x100 else 20 for c in text)

        tail_widths = [width(text[text.index(character):]) if character in text else 0 for text in cells]
        most = max(tail_widths)
        rows = ''.join(f'<tr><td>{text}' for text in cells)
        written = ''.join(f'<tr><td style="text-align:right;padding-right:{most - tail}px">{text}' for text, tail in zip(cells, tail_widths))
        assert len(tails) == len(cells)
        yield Pair(f'a column aligned on {name}', page(ALIGN + f'td {{ text-align: "{character}" }}', f'<table>{rows}</table>', size='260px 150px'),
                   page(ALIGN, f'<table>{written}</table>', size='260px 150px'), page(ALIGN + 'td { text-align: right }', f'<table>{rows}</table>', size='260px 150px'))


def pairs():
    for group in (carried, condensed, aligned):
        yield from group()
