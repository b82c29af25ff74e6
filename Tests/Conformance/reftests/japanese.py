"""Japanese text: where lines end, what is trimmed, spaced, hung, stretched. The reference writes the lines down one by one."""
from . import Pair, page

#: one line of the reference: no rule of line breaking applies within it
LINE = '.l { white-space: nowrap } '
PLAIN = 'body { font-size: 20px; line-height: 30px; text-spacing-trim: space-all; text-autospace: no-autospace } '


def box(style, text, em=5, extra=''):
    return page(f'{PLAIN}.t {{ width: {em}em; {style} }} {extra}', f'<div class="t">{text}</div>', size='240px 150px')


def written(*lines, style='', extra=''):
    return page(f'{PLAIN}{LINE}{style}{extra}', ''.join(f'<div class="l">{line}</div>' for line in lines), size='240px 150px')


#: JLREQ's classes of what may not begin a line
NOT_AT_START = {
    'closing brackets': '」』）〕］｝〉》】',
    'hyphens': '‐〜',
    'dividing punctuation': '！？',
    'middle dots': '・：；',
    'full stops': '。．',
    'commas': '、，',
}
#: those that only strict rules keep from a line's start
STRICT_ONLY = {'iteration marks': 'ヽヾゝゞ々', 'prolonged sound mark': 'ー', 'small kana': 'ぁぃっゃゅょァィッャュョヵヶ'}
NOT_AT_END = {'opening brackets': '「『（〔［｛〈《【'}


def kinsoku():
    for name, characters in NOT_AT_START.items():
        for character in characters:
            yield Pair(f'{character} ({name}) does not begin a line', box('', f'あいうえお{character}か'),
                       written('あいうえ', f'お{character}か'), box('line-break: anywhere', f'あいうえお{character}か'))
    for name, characters in STRICT_ONLY.items():
        for character in characters[:4]:
            yield Pair(f'{character} ({name}) does not begin a line, strictly', box('line-break: strict', f'あいうえお{character}か'),
                       written('あいうえ', f'お{character}か'), box('line-break: anywhere', f'あいうえお{character}か'))
    for character in 'ぁっゃー':
        yield Pair(f'{character} may begin a line where rules are normal', box('line-break: normal', f'あいうえお{character}か'),
                   written('あいうえお', f'{character}か'), box('line-break: strict', f'あいうえお{character}か'))
    for name, characters in NOT_AT_END.items():
        for character in characters:
            yield Pair(f'{character} ({name}) does not end a line', box('', f'あいうえ{character}おか'),
                       written('あいうえ', f'{character}おか'), box('line-break: anywhere', f'あいうえ{character}おか'))
    yield Pair('―― is not torn apart', box('', 'あいうえ――か'), written('あいうえ', '――か'), box('line-break: anywhere', 'あいうえ――か'))
    for mark in ('……', '‥‥'):
        # neither torn apart nor at a line's start, unless rules are loose
        yield Pair(f'{mark} stays with what it follows', box('', f'あいうえ{mark}か'), written('あいう', f'え{mark}か'),
                   box('line-break: anywhere', f'あいうえ{mark}か'))
    for tag in ('b', 'span', 'a href="x"', 'em style="font-style:normal"'):
        close = tag.split()[0]
        yield Pair(f'kinsoku holds across <{close}>', box('', f'あいうえ<{tag}>お</{close}>。か', extra='b { font-weight: normal } a { color: inherit; text-decoration: none }'),
                   written('あいうえ', 'お。か'), box('line-break: anywhere', f'あいうえお。か'))
        yield Pair(f'a bracket opened before <{close}> stays with it', box('', f'あいうえ「<{tag}>お</{close}>」か', extra='b { font-weight: normal } a { color: inherit; text-decoration: none }'),
                   written('あいうえ', '「お」か'), box('line-break: anywhere', f'あいうえ「お」か'))
    yield Pair('several closing marks stay together', box('', 'あいうえお」。か'), written('あいうえ', 'お」。か'), box('line-break: anywhere', 'あいうえお」。か'))
    yield Pair('letters and figures stay together', box('', 'あいうえABC'), written('あいうえ', 'ABC'), box('word-break: break-all', 'あいうえABC'))
    yield Pair('a unit stays with its number', box('', 'あいう100%え'), written('あいう100%', 'え'), box('', 'あいう100 %え'))


def breaking_properties():
    yield Pair('word-break: keep-all breaks at spaces only', box('word-break: keep-all', 'あいう えおか きく'), written('あいう', 'えおか', 'きく'), box('', 'あいう えおか きく'))
    yield Pair('word-break: keep-all breaks after punctuation', box('word-break: keep-all', 'あいう、えおか'), written('あいう、', 'えおか'), box('', 'あいう、えおか'))
    yield Pair('word-break: break-all breaks words', box('word-break: break-all', 'ABCDEFGHIJKLMN', em=4), written('ABCDEFGH', 'IJKLMN'), box('', 'ABCDEFGHIJKLMN', em=4))
    yield Pair('overflow-wrap: anywhere breaks what is too long', box('overflow-wrap: anywhere', 'ABCDEFGHIJKLMN', em=4), written('ABCDEFGH', 'IJKLMN'), box('', 'ABCDEFGHIJKLMN', em=4))
    yield Pair('line-break: anywhere breaks before a full stop', box('line-break: anywhere', 'あいうえお。か'), written('あいうえお', '。か'), box('', 'あいうえお。か'))
    yield Pair('white-space: nowrap does not break', box('white-space: nowrap', 'あいうえおかき'), written('あいうえおかき'), box('', 'あいうえおかき'))
    yield Pair('a line break in the source vanishes between kana', box('', 'あい\nうえ'), written('あいうえ'), box('', 'あい うえ'))
    yield Pair('with the indentation after it', box('', 'あい\n        うえ'), written('あいうえ'), box('', 'あい うえ'))
    yield Pair('a line break in the source is a space between words', box('', 'ab\ncd'), written('ab cd'), box('', 'abcd'))
    yield Pair('a line break in the source between kana and a word is a space', box('', 'あい\nab'), written('あい ab'), box('', 'あいab'))
    yield Pair('white-space: pre keeps source lines', box('white-space: pre', 'あい\nうえ'), written('あい', 'うえ'), box('', 'あい\nうえ'))
    yield Pair('white-space: pre-line', box('white-space: pre-line', 'あい\nうえ'), written('あい', 'うえ'), box('', 'あい\nうえ'))
    yield Pair('<wbr> permits a break', box('word-break: keep-all', 'あいう<wbr>えおか'), written('あいう', 'えおか'), box('word-break: keep-all', 'あいうえおか'))
    yield Pair('U+2060 forbids one', box('', 'あいうえお\u2060か'), written('あいうえ', 'お\u2060か'), box('', 'あいうえおか'))
    yield Pair('a no-break space forbids one', box('', 'あいうえ\u00a0おか'), written('あいう', 'え\u00a0おか'), box('', 'あいうえ おか'))
    yield Pair('a soft hyphen shows where the line ends', box('hyphenate-character: "-"', 'abcdef\u00adghijkl', em=4), written('abcdef-', 'ghijkl'), box('', 'abcdefghijkl', em=4))
    yield Pair('hyphens: none ignores soft hyphens', box('hyphens: none', 'abcdef\u00adghijkl', em=4), written('abcdefghijkl'), box('', 'abcdef\u00adghijkl', em=4))
    yield Pair('text-wrap: balance evens lines out', box('text-wrap: balance', 'あいうえおか'), written('あいう', 'えおか'), box('', 'あいうえおか'))
    yield Pair('text-indent', box('text-indent: 1em', 'あいうえおか'), written('　あいうえ', 'おか'), box('', 'あいうえおか'))
    yield Pair('text-indent: hanging', box('text-indent: 1em hanging', 'あいうえおかきくけ'), written('あいうえお', '　かきくけ'), box('text-indent: 1em', 'あいうえおかきくけ'))
    yield Pair('text-indent: each-line', box('text-indent: 1em each-line', 'あい<br>うえ'), written('　あい', '　うえ'), box('text-indent: 1em', 'あい<br>うえ'))


def half(mark, side):
    """A bracket set half width: its ink is in one half of the square."""
    shift = 'margin-left:-0.5em' if side == 'start' else 'margin-right:-0.5em'
    return f'<span style="display:inline-block;{shift}">{mark}</span>'


def spacing():
    trim = 'text-spacing-trim: normal'
    for opening, closing in ['「」', '（）', '【】', '『』', '〈〉']:
        yield Pair(f'{closing}{opening}: half a square between', box(trim, f'あ{closing}{opening}い', em=8), written(f'あ{half(closing, "end")}{opening}い'), box('', f'あ{closing}{opening}い', em=8))
        yield Pair(f'{closing}{closing}: no space between', box(trim, f'あ{closing}{closing}い', em=8), written(f'あ{half(closing, "end")}{closing}い'), box('', f'あ{closing}{closing}い', em=8))
        yield Pair(f'{opening}{opening}: no space between', box(trim, f'あ{opening}{opening}い', em=8), written(f'あ{opening}{half(opening, "start")}い'), box('', f'あ{opening}{opening}い', em=8))
        yield Pair(f'{closing}。: the stop follows at half a square', box(trim, f'あ{closing}。い', em=8), written(f'あ{half(closing, "end")}。い'), box('', f'あ{closing}。い', em=8))
        yield Pair(f'text-spacing-trim: trim-start sets {opening} at the edge', box('text-spacing-trim: trim-start', f'{opening}あ', em=8), written(f'{half(opening, "start")}あ'), box('', f'{opening}あ', em=8))
    yield Pair('、「: half a square between', box(trim, 'あ、「い', em=8), written(f'あ{half("、", "end")}「い'), box('', 'あ、「い', em=8))
    yield Pair('。」: no space between', box(trim, 'あ。」い', em=8), written(f'あ{half("。", "end")}」い'), box('', 'あ。」い', em=8))
    yield Pair('・ between brackets keeps its own space', box('', 'あ・い', em=8), written('あ・い'), None)
    quarter = '<span style="margin-left:.25em">'
    for letters in ('AB', '12', 'x'):
        yield Pair(f'text-autospace before {letters}', box('text-autospace: normal', f'あ{letters}', em=8), written(f'あ{quarter}{letters}</span>'), box('', f'あ{letters}', em=8))
        yield Pair(f'text-autospace after {letters}', box('text-autospace: normal', f'{letters}あ', em=8), written(f'{letters}{quarter}あ</span>'), box('', f'{letters}あ', em=8))
    yield Pair('no autospace beside punctuation', box('text-autospace: normal', 'あ、A', em=8), written('あ、A'), None)
    yield Pair('no autospace at a line start', box('text-autospace: normal', 'あいうえおAB'), written('あいうえお', 'AB'), None)
    yield Pair('ideograph-numeric alone', box('text-autospace: ideograph-numeric', 'あ1Aあ', em=8), written(f'あ{quarter}1Aあ</span>'), box('text-autospace: normal', 'あ1Aあ', em=8))
    yield Pair('autospace across elements', box('text-autospace: normal', 'あ<b style="font-weight:normal">A</b>', em=8), written(f'あ{quarter}A</span>'), box('', 'あ<b style="font-weight:normal">A</b>', em=8))
    yield Pair('letter-spacing', box('letter-spacing: 5px', 'あい', em=8), written('<span style="margin-right:5px">あ</span>い'), box('', 'あい', em=8))


def justification():
    five = 'width: 110px; text-align: justify'
    # 110 px hold five squares of 20 px; 10 px are shared by four gaps
    spread = ''.join(f'<span style="position:absolute;left:{index * 22.5}px">{c}</span>' for index, c in enumerate('あいうえお'))
    yield Pair('a line without spaces is justified', box(five, 'あいうえおか'), page(f'{PLAIN}.l {{ position: relative; height: 30px }}', f'<div class="l">{spread}</div><div class="l">か</div>', size='240px 150px'), box('width: 110px', 'あいうえおか'))
    yield Pair('text-align-last: justify', box(five + '; text-align-last: justify', 'あいうえお'), page(f'{PLAIN}.l {{ position: relative; height: 30px }}', f'<div class="l">{spread}</div>', size='240px 150px'), box(five, 'あいうえお'))
    yield Pair('text-justify: none', box(five + '; text-justify: none', 'あいうえおか'), written('あいうえお', 'か'), box(five, 'あいうえおか'))
    yield Pair('the last line is not justified', box(five, 'あいう'), written('あいう'), box(five + '; text-align-last: justify', 'あいう'))
    for align, margin in [('right', 40), ('end', 40), ('center', 20)]:
        yield Pair(f'text-align: {align}', box(f'width: 100px; text-align: {align}', 'あいう'), written(f'<span style="margin-left:{margin}px">あいう</span>'), box('width: 100px', 'あいう'))
    for stop in '、。':
        yield Pair(f'hanging-punctuation: allow-end hangs {stop}', box('hanging-punctuation: allow-end', f'あいうえお{stop}か'), written(f'あいうえお{stop}', 'か'), box('', f'あいうえお{stop}か'))
        yield Pair(f'hanging-punctuation: force-end moves the line by {stop}', box('width: 100px; text-align: right; hanging-punctuation: force-end', f'あい{stop}', extra='.t { margin-left: 20px }'), written(f'<span style="margin-left:80px">あい{stop}</span>'), box('width: 100px; text-align: right', f'あい{stop}', extra='.t { margin-left: 20px }'))
    yield Pair('hanging-punctuation: first', box('hanging-punctuation: first', '「あい」', extra='.t { margin-left: 40px }'), written('<span style="margin-left:20px">「あい」</span>'), box('', '「あい」', extra='.t { margin-left: 40px }'))


def annotations():
    dot = '<span style="position:absolute;left:{x}px;top:-15px;width:20px;text-align:center;font-size:10px;line-height:20px">﹅</span>'
    yield Pair('text-emphasis makes room above', box('text-emphasis: filled sesame; color: transparent; text-emphasis-color: transparent', 'あ', extra='.b { height: 2px; background: red }'),
               page(PLAIN, '<div style="height:30px">&nbsp;</div>', size='240px 150px'), box('', 'あ'))
    yield Pair('text-emphasis skips punctuation', box('text-emphasis: dot; line-height: 60px', 'あ、い'), box('line-height: 60px', '<span style="text-emphasis:dot">あ</span>、<span style="text-emphasis:dot">い</span>'), box('line-height: 60px', 'あ、い'))
    yield Pair('text-emphasis: filled is a dot in horizontal text', box('text-emphasis: filled; line-height: 60px', 'あい'), box('text-emphasis: "\u25cf"; line-height: 60px', 'あい'), box('text-emphasis: sesame; line-height: 60px', 'あい'))
    yield Pair('text-emphasis-position: under', box('text-emphasis: dot; text-emphasis-position: under left; line-height: 60px', 'あい'), box('text-emphasis: dot; text-emphasis-position: under; line-height: 60px', 'あい'), box('text-emphasis: dot; line-height: 60px', 'あい'))
    small = 'position:absolute;font-size:10px;line-height:10px;white-space:nowrap'
    for base, reading in [('漢', 'かん'), ('字', 'じ'), ('漢字', 'かんじ')]:
        yield Pair(f'the annotation of {base} is half size', box('line-height: 60px', f'<ruby>{base}<rt>{reading}</rt></ruby>', em=8),
                   box('line-height: 60px', f'<ruby>{base}<rt style="font-size:10px">{reading}</rt></ruby>', em=8),
                   box('line-height: 60px', f'<ruby>{base}<rt style="font-size:8px">{reading}</rt></ruby>', em=8))
        yield Pair(f'<rp> of {base} is not shown', box('line-height: 60px', f'<ruby>{base}<rp>（</rp><rt>{reading}</rt><rp>）</rp></ruby>', em=8),
                   box('line-height: 60px', f'<ruby>{base}<rt>{reading}</rt></ruby>', em=8), box('line-height: 60px', f'<ruby>{base}（<rt>{reading}</rt>）</ruby>', em=8))
    yield Pair('a base and its annotation are not torn apart', box('line-height: 40px', 'あいうえ<ruby>漢<rt>かん</rt></ruby>お', em=5), box('line-height: 40px', 'あいうえ<ruby>漢<rt>かん</rt></ruby><br>お', em=8), box('line-height: 40px', 'あいうえ<ruby>漢<rt>かん</rt></ruby>お', em=8))
    yield Pair('kinsoku holds after ruby', box('line-height: 40px', 'あいうえ<ruby>漢<rt>かん</rt></ruby>。', em=5), box('line-height: 40px', 'あいうえ<br><ruby>漢<rt>かん</rt></ruby>。', em=8), box('line-height: 40px; line-break: anywhere', 'あいうえ<ruby>漢<rt>かん</rt></ruby>。', em=5))
    yield Pair('jukugo ruby breaks between its characters', box('line-height: 40px', 'あいうえ<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>', em=5), box('line-height: 40px', 'あいうえ<ruby>漢<rt>かん</rt></ruby><br><ruby>字<rt>じ</rt></ruby>', em=8), box('line-height: 40px', 'あいうえ<ruby>漢字<rt>かんじ</rt></ruby>', em=5))


def generated():
    yield Pair('quotes of Japanese', box('', '<q>あい</q>'), written('「あい」'), box('quotes: none', '<q>あい</q>'))
    yield Pair('quotes inside quotes', box('', '<q>あ<q>い</q></q>', em=8), written('「あ『い』」'), box('quotes: none', '<q>あ<q>い</q></q>', em=8))
    for style, marks in [('cjk-decimal', '一、'), ('hiragana', 'あ、'), ('katakana', 'ア、'), ('hiragana-iroha', 'い、'), ('katakana-iroha', 'イ、'), ('japanese-informal', '一、'), ('japanese-formal', '壱、'), ('cjk-earthly-branch', '子、'), ('cjk-heavenly-stem', '甲、'), ('decimal', '1. '), ('lower-roman', 'i. '), ('upper-alpha', 'A. '), ('decimal-leading-zero', '01. ')]:
        yield Pair(f'list-style-type: {style}', box(f'list-style: {style} inside; display: list-item; counter-set: list-item 1', 'あ', em=8), written(f'<span style="white-space:pre">{marks}</span>あ'), box('', 'あ', em=8))
    yield Pair('counters of chapters', box('counter-reset: c; white-space: nowrap', '<span></span>', em=8, extra='span::before { counter-increment: c 12; content: "第" counter(c, cjk-decimal) "条" }'), written('第一二条'), box('', '<span></span>', em=8))
    yield Pair('text-transform: full-width', box('text-transform: full-width', 'A1', em=8), written('Ａ１'), box('', 'A1', em=8))
    yield Pair('::first-letter takes the bracket with it', box('', '「あい」', em=8, extra='.t::first-letter { color: red }'), written('<span style="color:red">「あ</span>い」'), box('', '「あい」', em=8))


def pairs():
    for group in (kinsoku, breaking_properties, spacing, justification, annotations, generated):
        yield from group()
