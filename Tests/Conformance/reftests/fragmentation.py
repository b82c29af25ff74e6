"""Where boxes break over pages. A page is 120 px high and holds six lines of 20 px."""
from . import Pair, page

LINES = 6
#: one page of the reference: as high as the sheet, what sticks out is cut
SHEET = '.s { height: 120px; overflow: hidden; break-after: page } .s:last-child { break-after: auto }'


def sheets(*contents, style=''):
    return page(SHEET + style, ''.join(f'<div class="s">{content}</div>' for content in contents))


def lines(numbers, letter='l'):
    return ''.join(f'<div>{letter}{number}</div>' for number in numbers)


def broken(before, count, orphans, widows):
    """Lines per page of a paragraph of `count` lines after `before` lines, by the rule of CSS Break 4."""
    room, rest, result = LINES - before, count, []
    while rest > room:
        take = min(room, rest - widows) if rest - room < widows else room
        if take < orphans and take < rest:
            # the break inside is too bad: the whole paragraph moves on, if it is not at the top already
            take = 0 if room < LINES else room
        result.append(take)
        rest -= take
        room = LINES
    return result + [rest]


def orphans_and_widows():
    for before, count, orphans, widows in [
            (4, 4, 2, 2), (5, 3, 2, 2), (5, 4, 2, 1), (4, 3, 2, 2), (4, 3, 1, 2), (3, 4, 3, 2), (3, 5, 2, 3), (2, 5, 3, 3),
            (5, 6, 2, 2), (1, 6, 2, 2), (1, 6, 2, 3), (3, 6, 4, 2), (0, 7, 2, 2), (0, 8, 2, 3), (2, 11, 2, 2), (4, 6, 3, 4)]:
        head = ''.join(f'<div>h{i}</div>' for i in range(before))
        text = '<br>'.join(f'p{i}' for i in range(count))
        pages, start = [], 0
        for index, take in enumerate(broken(before, count, orphans, widows)):
            own = ''.join(f'<div>p{i}</div>' for i in range(start, start + take))
            pages.append((head if index == 0 else '') + own)
            start += take
        pair = f'orphans {orphans}, widows {widows}, {before} + {count} lines'
        plain = broken(before, count, 1, 1) != broken(before, count, orphans, widows)
        yield Pair(pair, page(f'p {{ margin: 0; orphans: {orphans}; widows: {widows} }}', f'{head}<p>{text}'),
                   sheets(*pages), page('p { margin: 0; orphans: 1; widows: 1 }', f'{head}<p>{text}') if plain else None)


def breaks_between():
    for value in ['page', 'always', 'left', 'right', 'recto', 'verso', 'all']:
        blank = value in ('right', 'recto')
        pages = [lines([1])] + ([''] if blank else []) + [lines([2])]
        yield Pair(f'break-before: {value}', page('.b { break-before: %s }' % value, '<div>l1</div><div class="b">l2</div>'),
                   sheets(*pages), page('', '<div>l1</div><div>l2</div>'))
        yield Pair(f'break-after: {value}', page('.b { break-after: %s }' % value, '<div class="b">l1</div><div>l2</div>'),
                   sheets(*pages), page('', '<div>l1</div><div>l2</div>'))
    yield Pair('page-break-before: always', page('.b { page-break-before: always }', '<div>l1</div><div class="b">l2</div>'),
               sheets(lines([1]), lines([2])), page('', '<div>l1</div><div>l2</div>'))
    yield Pair('a break before a first child breaks before its parents',
               page('.b { break-before: page }', '<div>l1</div><section><div><p style="margin:0" class="b">l2</p></div></section>'),
               sheets(lines([1]), lines([2])), page('', '<div>l1</div><div>l2</div>'))
    yield Pair('a break after a last child breaks after its parents',
               page('.b { break-after: page }', '<section><div class="b">l1</div></section><div>l2</div>'),
               sheets(lines([1]), lines([2])), page('', '<div>l1</div><div>l2</div>'))
    for avoid in ['avoid', 'avoid-page']:
        yield Pair(f'break-after: {avoid} keeps a heading with its text',
                   page(f'h4 {{ all: unset; display: block; break-after: {avoid} }}', lines(range(5)) + '<h4>head</h4><div>text</div>'),
                   sheets(lines(range(5)), '<div>head</div><div>text</div>'),
                   page('h4 { all: unset; display: block }', lines(range(5)) + '<h4>head</h4><div>text</div>'))
        yield Pair(f'break-before: {avoid} keeps a signature with its letter',
                   page(f'.k {{ break-before: {avoid} }}', lines(range(6)) + '<div class="k">sign</div>'),
                   sheets(lines(range(5)), '<div>l5</div><div>sign</div>'), page('', lines(range(6)) + '<div>sign</div>'))
        for before in (2, 4, 5):
            inside = '<div>a</div><div>b</div><div>c</div><div>d</div><div>e</div>'
            yield Pair(f'break-inside: {avoid} moves a block on after {before} lines',
                       page(f'.k {{ break-inside: {avoid} }}', lines(range(before)) + f'<div class="k">{inside}</div>'),
                       sheets(lines(range(before)), inside), page('', lines(range(before)) + f'<div>{inside}</div>'))
    long = lines(range(8), 'k')
    yield Pair('avoid gives way where it must', page('.k { break-inside: avoid }', f'<div class="k">{long}</div>'),
               sheets(lines(range(6), 'k'), lines(range(6, 8), 'k')), None)
    yield Pair('a chain of avoid moves on together',
               page('.k { break-after: avoid }', lines(range(3)) + ''.join(f'<div class="k">c{i}</div>' for i in range(4)) + '<div>end</div>'),
               sheets(lines(range(3)), ''.join(f'<div>c{i}</div>' for i in range(4)) + '<div>end</div>'),
               page('', lines(range(3)) + ''.join(f'<div>c{i}</div>' for i in range(4)) + '<div>end</div>'))


def margins_and_edges():
    yield Pair('a margin after a break vanishes', page('p { margin: 30px 0 0 }', lines(range(5)) + '<p>next</p>'),
               sheets(lines(range(5)), '<div>next</div>'), page('p { margin: 0 }', lines(range(5)) + '<p>next</p>'))
    yield Pair('a margin after a forced break stays', page('p { margin: 30px 0 0; break-before: page }', lines(range(2)) + '<p>next</p>'),
               sheets(lines(range(2)), '<div style="padding-top:30px">next</div>'),
               page('p { margin: 30px 0 0; break-before: page; margin-break: discard }', lines(range(2)) + '<p>next</p>'))
    yield Pair('margin-break: keep', page('p { margin: 30px 0 0; margin-break: keep }', lines(range(5)) + '<p>next</p>'),
               sheets(lines(range(5)), '<div style="padding-top:30px">next</div>'),
               page('p { margin: 30px 0 0 }', lines(range(5)) + '<p>next</p>'))
    yield Pair('margin-break: discard', page('p { margin: 30px 0 0; break-before: page; margin-break: discard }', lines(range(2)) + '<p>next</p>'),
               sheets(lines(range(2)), '<div>next</div>'), page('p { margin: 30px 0 0; break-before: page }', lines(range(2)) + '<p>next</p>'))
    box = 'border: 4px solid #c00; padding: 6px; background: #ffd'
    part = 'border: 4px solid #c00; padding: 6px; background: #ffd; box-sizing: border-box;'
    yield Pair('box-decoration-break: slice',
               page(f'.b {{ {box} }}', f'<div class="b">{lines(range(8))}</div>'),
               sheets(f'<div style="{part} height:120px; border-bottom:0; padding-bottom:0">{lines(range(5))}</div>',
                      f'<div style="{part} border-top:0; padding-top:0">{lines(range(5, 8))}</div>'),
               page(f'.b {{ {box}; box-decoration-break: clone }}', f'<div class="b">{lines(range(8))}</div>'))
    yield Pair('box-decoration-break: clone',
               page(f'.b {{ {box}; box-decoration-break: clone }}', f'<div class="b">{lines(range(8))}</div>'),
               sheets(f'<div style="{part} height:120px">{lines(range(5))}</div>', f'<div style="{part}">{lines(range(5, 8))}</div>'),
               page(f'.b {{ {box} }}', f'<div class="b">{lines(range(8))}</div>'))
    for height in (150, 200, 260):
        pieces = [120] * (height // 120) + ([height % 120] if height % 120 else [])
        yield Pair(f'a height of {height}px goes on over pages', page('.b { background: #8c8; height: %dpx }' % height, '<div class="b"></div>'),
                   sheets(*[f'<div style="background:#8c8; height:{piece}px"></div>' for piece in pieces]),
                   page('.b { background: #8c8; height: 110px }', '<div class="b"></div>'))
    yield Pair('a picture is never cut', page('', lines(range(4)) + '<svg width="60" height="60"><rect width="60" height="60" fill="#38c"/></svg>'),
               sheets(lines(range(4)), '<svg width="60" height="60"><rect width="60" height="60" fill="#38c"/></svg>'),
               page('', lines(range(3)) + '<svg width="60" height="60"><rect width="60" height="60" fill="#38c"/></svg>'))


def rows(numbers):
    return ''.join(f'<tr><td>r{n}<td>v{n}' for n in numbers)


def tables():
    style = 'table { border-collapse: collapse; table-layout: fixed; width: 200px } td, th { padding: 0; border-bottom: 1px solid #888; line-height: 19px; text-align: left; font-weight: normal }'
    head = '<thead><tr><th>H1<th>H2</thead>'
    foot = '<tfoot><tr><td>F1<td>F2</tfoot>'

    def table(*parts):
        return '<table>' + ''.join(parts) + '</table>'

    plain = style.replace('collapse: collapse', 'collapse: separate; border-spacing: 0')
    for count in (7, 9, 14):
        for name, with_head, with_foot in [('head', True, False), ('foot', False, True), ('head and foot', True, True), ('neither', False, False)]:
            room = LINES - with_head - with_foot
            pages = [list(range(count))[i:i + room] for i in range(0, count, room)]
            body = (head if with_head else '') + '<tbody>' + rows(range(count)) + '</tbody>' + (foot if with_foot else '')
            cut = [table((head if with_head else ''), '<tbody>' + rows(part) + '</tbody>', (foot if with_foot else '')) for part in pages]
            yield Pair(f'{count} rows, {name} repeated', page(plain, table(body)), sheets(*cut, style=plain),
                       page(plain + 'thead, tfoot { display: table-row-group }', table(body)) if with_head or with_foot else None)
    yield Pair('a row does not break where it avoids',
               page(plain + 'tr { break-inside: avoid }', table(rows(range(5)) + '<tr><td>a<br>b<td>c')),
               sheets(table(rows(range(5))), table('<tr><td>a<br>b<td>c'), style=plain),
               page(plain + 'td { orphans: 1; widows: 1 }', table(rows(range(5)) + '<tr><td>a<br>b<td>c')))
    yield Pair('break-before on a row', page(plain + '.b { break-before: page }', table(rows(range(2)) + '<tr class="b"><td>x<td>y')),
               sheets(table(rows(range(2))), table('<tr><td>x<td>y'), style=plain), page(plain, table(rows(range(2)) + '<tr><td>x<td>y')))
    yield Pair('a row group that avoids breaks moves on',
               page(plain + '.k { break-inside: avoid }', table(f'<tbody>{rows(range(4))}</tbody><tbody class="k">{rows(range(4, 8))}</tbody>')),
               sheets(table(rows(range(4))), table(rows(range(4, 8))), style=plain),
               page(plain, table(f'<tbody>{rows(range(4))}</tbody><tbody>{rows(range(4, 8))}</tbody>')))
    yield Pair('a total is not left alone', page(plain + '.t { break-before: avoid }', table(rows(range(6)) + '<tr class="t"><td>sum<td>9')),
               sheets(table(rows(range(5))), table(rows([5]) + '<tr><td>sum<td>9'), style=plain),
               page(plain, table(rows(range(6)) + '<tr><td>sum<td>9')))
    tall = 'td { padding: 0; vertical-align: top; orphans: 1; widows: 1 } table { border-spacing: 0; width: 200px }'
    left = '<br>'.join(f'a{i}' for i in range(8))
    right = '<br>'.join(f'b{i}' for i in range(3))
    yield Pair('a row taller than the page is split, its cells side by side',
               page(tall + 'td { width: 50% }', table(f'<tr><td>{left}<td>{right}')),
               sheets('<div style="float:left;width:100px">' + lines(range(6), 'a') + '</div><div style="float:left">' + lines(range(3), 'b') + '</div>',
                      lines(range(6, 8), 'a')), None)
    yield Pair('a caption stands on the first page only', page(plain + 'caption { text-align: left }', table('<caption>cap</caption>' + rows(range(7)))),
               sheets('<div>cap</div>' + table(rows(range(5))), table(rows(range(5, 7))), style=plain),
               page(plain + 'caption { display: none }', table('<caption>cap</caption>' + rows(range(7)))))


def containers():
    for count in (4, 7, 9):
        items = lines(range(count), 'i')
        pages = [lines(list(range(count))[i:i + LINES], 'i') for i in range(0, count, LINES)]
        for display in ['display: flex; flex-direction: column', 'display: grid', 'display: flow-root', 'display: block']:
            yield Pair(f'{count} items in a box of {display.replace(": ", "-").split(";")[0]}{" column" if "column" in display else ""}',
                       page(f'.c {{ {display} }}', f'<div class="c">{items}</div>'), sheets(*pages),
                       page(f'.c {{ {display} }} .c div {{ break-before: page }}', f'<div class="c">{items}</div>'))
    two = ''.join(f'<div>i{i}</div>' for i in range(16))
    halves = [''.join(f'<div>i{i}</div><div>i{i + 1}</div>' for i in range(a, b, 2)) for a, b in [(0, 12), (12, 16)]]
    pair_of = '.s > div { float: left; width: 100px }'
    yield Pair('rows of a grid of two columns', page('.c { display: grid; grid-template-columns: 100px 100px }', f'<div class="c">{two}</div>'),
               sheets(*halves, style=pair_of), page('.c { display: grid; grid-template-columns: 100px }', f'<div class="c">{two}</div>'))
    yield Pair('lines of a flex container that wraps', page('.c { display: flex; flex-wrap: wrap } .c div { width: 100px }', f'<div class="c">{two}</div>'),
               sheets(*halves, style=pair_of), page('.c { display: flex; flex-wrap: wrap } .c div { width: 60px }', f'<div class="c">{two}</div>'))
    yield Pair('break-before inside a grid', page('.c { display: grid } .b { break-before: page }', '<div class="c"><div>a</div><div class="b">b</div></div>'),
               sheets('<div>a</div>', '<div>b</div>'), page('.c { display: grid }', '<div class="c"><div>a</div><div>b</div></div>'))
    yield Pair('break-before inside a flex column', page('.c { display: flex; flex-direction: column } .b { break-before: page }', '<div class="c"><div>a</div><div class="b">b</div></div>'),
               sheets('<div>a</div>', '<div>b</div>'), page('.c { display: flex; flex-direction: column }', '<div class="c"><div>a</div><div>b</div></div>'))
    text = '<br>'.join(f'c{i}' for i in range(16))
    column = 'columns: 2; column-gap: 0; column-fill: auto; orphans: 1; widows: 1'
    yield Pair('two columns fill a page, then the next',
               page(f'.c {{ {column} }}', f'<div class="c">{text}</div>'),
               sheets(''.join(f'<div style="float:left;width:100px">{lines(part, "c")}</div>' for part in (range(6), range(6, 12))),
                      lines(range(12, 16), 'c')),
               page('.c { orphans: 1; widows: 1 }', f'<div class="c">{text}</div>'))
    yield Pair('break-before: column', page(f'.c {{ {column} }} .b {{ break-before: column }}', '<div class="c"><div>a</div><div class="b">b</div></div>'),
               page('', '<div style="float:left;width:100px">a</div><div style="float:left">b</div>'),
               page(f'.c {{ {column} }}', '<div class="c"><div>a</div><div>b</div></div>'))
    float_text = '<br>'.join(f'f{i}' for i in range(8))
    yield Pair('a float goes on on the next page',
               page('.f { float: left; width: 50px; orphans: 1; widows: 1 }', f'<div class="f">{float_text}</div><div>x</div>'),
               sheets('<div style="float:left;width:50px">' + lines(range(6), 'f') + '</div><div>x</div>', lines(range(6, 8), 'f')),
               page('.f { float: left; width: 50px; orphans: 1; widows: 1; height: 20px; overflow: hidden }', f'<div class="f">{float_text}</div><div>x</div>'))
    yield Pair('a fixed box is on every page', page('.f { position: fixed; right: 0; top: 0 }', '<div class="f">fix</div>' + lines(range(8))),
               sheets('<div style="position:relative"><div style="position:absolute;right:0;top:0">fix</div></div>' + lines(range(6)),
                      '<div style="position:relative"><div style="position:absolute;right:0;top:0">fix</div></div>' + lines(range(6, 8))),
               page('.f { position: absolute; right: 0; top: 0 }', '<div class="f">fix</div>' + lines(range(8))))
    yield Pair('footnotes stand at the foot of the page of their call',
               page('.n { float: footnote } ::footnote-call { content: "*" ; font: inherit; vertical-align: baseline; line-height: inherit } ::footnote-marker { content: "* " }',
                    '<div>a<span class="n">note</span></div>' + lines(range(2))),
               sheets('<div style="height:100px"><div>a*</div>' + lines(range(2)) + '</div><div>* note</div>'),
               page('::footnote-call { content: "*" }', '<div>a<span>note</span></div>' + lines(range(2))))


def named_pages():
    yield Pair('a named page begins a page of its own', page('@page wide { } .w { page: wide }', '<div>a</div><div class="w">b</div><div>c</div>'),
               sheets('a', 'b', 'c'), page('', '<div>a</div><div>b</div><div>c</div>'))
    yield Pair(':first has its own margin', page('@page :first { margin-top: 40px }', lines(range(6))),
               sheets('<div style="padding-top:40px">' + lines(range(4)) + '</div>', lines(range(4, 6))), page('', lines(range(6))))
    yield Pair(':nth(2) has its own margin', page('@page :nth(2) { margin-top: 40px }', lines(range(12))),
               sheets(lines(range(6)), '<div style="padding-top:40px">' + lines(range(6, 10)) + '</div>', lines(range(10, 12))), page('', lines(range(12))))
    yield Pair(':left has its own margin', page('@page :left { margin-left: 30px }', lines(range(8))),
               sheets(lines(range(6)), '<div style="padding-left:30px">' + lines(range(6, 8)) + '</div>'), page('', lines(range(8))))
    yield Pair(':blank has its own text', page('@page :blank { margin-top: 20px; @top-left { font: 10px/20px "BIZ UDGothic"; content: "blank" } } .r { break-before: right }', '<div>a</div><div class="r">b</div>'),
               sheets('a', 'blank', 'b'), page('.r { break-before: right }', '<div>a</div><div class="r">b</div>'))


def one_picture():
    """A background that runs through all parts of a cut box. In each, the upper half of the whole is red, the lower one blue."""
    halves = 'background: linear-gradient(#c00 50%, #03c 50%)'

    def first(middle, area='padding-box'):
        return f'background: linear-gradient(#c00 {middle}px, #03c {middle}px) {area}'

    blue = 'background: #03c'
    clone = '.b { box-decoration-break: clone }'
    test = f'<div class="b">{lines(range(9))}</div>'
    yield Pair('one picture through a block', page(f'.b {{ {halves} }}', test),
               sheets(f'<div style="height:120px;{first(90)}">{lines(range(6))}</div>', f'<div style="{blue}">{lines(range(6, 9))}</div>'),
               page(f'.b {{ {halves} }}' + clone, test))
    outer = f'.o {{ width: 200px }} .b {{ {halves} content-box; width: 100px; padding-top: 10% }}'
    test = f'<div class="o"><div class="b">{lines(range(9))}</div></div>'
    yield Pair('padding in percent is of the containing block', page(outer, test),
               sheets(f'<div style="width:100px;height:100px;padding-top:20px;{first(90, "content-box")}">{lines(range(5))}</div>',
                      f'<div style="width:100px;{blue}">{lines(range(5, 9))}</div>'),
               page(outer.replace('10%', '5%'), test))
    for kind in ('flex', 'grid'):
        test = f'<div class="b">{lines(range(9))}</div>'
        style = f'.b {{ {halves}; display: {kind}; ' + ('flex-direction: column }' if kind == 'flex' else '}')
        yield Pair(f'one picture through a {kind} container', page(style, test),
                   sheets(f'<div style="height:120px;{first(90)}">{lines(range(6))}</div>', f'<div style="{blue}">{lines(range(6, 9))}</div>'),
                   page(style + clone, test))
    cells = 'table { border-spacing: 0; width: 200px } td { padding: 0; line-height: 20px }'

    def table(style, numbers):
        return f'<table style="{style}">{rows(numbers)}</table>'
    yield Pair('one picture through a table', page(cells + f'table {{ {halves} }}', table('', range(9))),
               sheets(table(first(90), range(6)), table(blue, range(6, 9)), style=cells),
               page(cells + f'table {{ {halves}; box-decoration-break: clone }}', table('', range(9))))
    columns = 'columns: 2; column-gap: 0;'
    test = f'<div class="b">{lines(range(16))}</div>'
    yield Pair('one picture through a box of columns', page(f'.b {{ {columns} {halves} }}', test),
               sheets(f'<div style="{columns} height:120px; column-fill: auto; {first(80)}">{lines(range(12))}</div>',
                      f'<div style="{columns} {blue}">{lines(range(12, 16))}</div>'),
               page(f'.b {{ {columns} {halves} }}' + clone, test))
    # 80 px of picture over two lines of 40; its edge stands inside the first
    picture = 'linear-gradient({}90deg, #c00 25%, #03c 25%)'
    for direction, sign, side in (('ltr', '', '0'), ('rtl', '-', '100%')):
        own = f'.b {{ background: {picture.format(sign)} }}'
        test = f'<p dir={direction}><span class="b">四文字入<br>四文字入</span></p>'
        yield Pair(f'one picture through the lines of an inline box, {direction}', page(own, test),
                   page('', f'<p dir={direction}><span style="background:{picture.format(sign)} {side} 0/80px 100%">四文字入</span><br>'
                        '<span style="background:linear-gradient(#03c,#03c) 0 0/80px 100%">四文字入</span></p>'),
                   page(own + clone, test))
    test = f'<div class="b"><div class="b">{lines(range(9))}</div></div>'
    yield Pair('one picture through each of two boxes', page(f'.b {{ {halves}; padding-left: 10px }}', test),
               sheets(f'<div style="height:120px;padding-left:10px;{first(90)}"><div style="height:120px;padding-left:10px;{first(90)}">{lines(range(6))}</div></div>',
                      f'<div style="padding-left:20px;{blue}">{lines(range(6, 9))}</div>'),
               page(f'.b {{ {halves}; padding-left: 10px }}' + clone, test))


def pairs():
    for group in (orphans_and_widows, breaks_between, margins_and_edges, one_picture, tables, containers, named_pages):
        yield from group()
