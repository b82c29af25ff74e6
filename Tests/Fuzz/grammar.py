"""grammar.py
In: a random generator. Out: documents that a CSS author could not have meant: every element inside every other, every
property with values that fit and values at the limits of numbers; drawings and pictures likewise."""

import struct
import zlib

LENGTHS = ["0", "1px", "-1px", "10px", "3em", "50%", "100%", "-50%", "1e9px", "-1e9px", "1e30px", "1e-9px", "0.01px", "100vw", "50vh",
           "calc(100% - 1e9px)", "calc(1px / 0)", "calc(1e30px * 1e30)", "min(1px, 50%)", "clamp(1px, 200%, 3px)", "auto",
           "min-content", "max-content", "fit-content", "2ch", "1ex", "1lh", "33.333%", "7mm", "20pt"]
COLORS = ["red", "#0008", "transparent", "currentcolor", "rgb(300 -20 1e9 / 0.5)", "hsl(1e9deg 50% 50%)", "oklch(0.5 9 1e9)",
          "color-mix(in lab, red, blue 300%)", "lab(50% 1e9 -1e9)"]
NUMBERS = ["0", "1", "-1", "2", "3", "1000000", "2147483647", "-2147483648", "1e30", "0.0001", "99999999999"]
IMAGES = ["none", "linear-gradient(red,blue)", "repeating-linear-gradient(1e-9deg,red,blue 1e-6px)", "repeating-radial-gradient(red,blue 0.01px)",
          "radial-gradient(closest-corner at -1e9px 50%, red 0 -5px, blue 1e9px)", "linear-gradient(1e9turn,red,blue 50%,red 20%)",
          "url(a.png)", "url(a.svg)", "conic-gradient(red,blue)", "url(data:image/svg+xml,<svg/>)"]
PROPERTIES = {
    "display": ["block", "inline", "inline-block", "flex", "inline-flex", "grid", "inline-grid", "table", "inline-table", "table-row", "table-cell",
                "table-row-group", "table-header-group", "table-footer-group", "table-column", "table-column-group", "table-caption",
                "list-item", "contents", "none", "flow-root", "ruby", "ruby-text", "inline list-item"],
    "position": ["static", "relative", "absolute", "fixed", "sticky", "running(r)"],
    "float": ["left", "right", "none", "footnote", "inline-start"], "clear": ["both", "left", "right"],
    "break-before": ["page", "left", "right", "column", "avoid", "recto"], "break-after": ["page", "avoid", "verso"],
    "break-inside": ["avoid", "auto"], "orphans": NUMBERS, "widows": NUMBERS, "columns": ["2", "3 10px", "1e9", "0.01px", "100"],
    "column-span": ["all"], "column-fill": ["auto", "balance"], "column-gap": LENGTHS, "column-rule": ["1px solid", "1e9px dotted red"],
    "width": LENGTHS, "height": LENGTHS, "min-width": LENGTHS, "min-height": LENGTHS, "max-width": LENGTHS, "max-height": LENGTHS,
    "margin": LENGTHS, "padding": LENGTHS, "top": LENGTHS, "left": LENGTHS, "right": LENGTHS, "bottom": LENGTHS, "inset": LENGTHS,
    "font-size": LENGTHS, "line-height": LENGTHS + NUMBERS + ["normal"], "letter-spacing": LENGTHS, "word-spacing": LENGTHS, "text-indent": LENGTHS,
    "font": ["bold italic 12px/1 serif", "1e9px x", "0px serif", "12px 'BIZ UDGothic'"], "font-weight": NUMBERS, "font-feature-settings": ["'palt'", "'tnum' 99999"],
    "vertical-align": LENGTHS + ["top", "middle", "super", "text-bottom"], "text-align": ["justify", "center", "end"], "text-align-last": ["justify"],
    "text-decoration": ["underline wavy 5px red", "line-through double", "overline 1e9px"], "text-emphasis": ["dot", "'x'"], "ruby-position": ["under"],
    "white-space": ["pre", "nowrap", "pre-wrap", "break-spaces"], "word-break": ["break-all", "keep-all", "break-word"], "overflow-wrap": ["anywhere"],
    "line-break": ["strict", "anywhere", "loose"], "hyphens": ["auto", "manual"], "text-wrap": ["balance", "pretty", "nowrap"],
    "hanging-punctuation": ["first last allow-end"], "text-spacing-trim": ["trim-all", "trim-both"], "text-autospace": ["normal", "no-autospace"],
    "direction": ["rtl", "ltr"], "unicode-bidi": ["bidi-override", "isolate", "plaintext"], "writing-mode": ["vertical-rl"],
    "flex": ["1", "0 0 1e9px", "1e30 1e30 0", "none", "1 1 min-content"], "flex-flow": ["column wrap", "row-reverse wrap-reverse", "column-reverse"],
    "order": NUMBERS, "align-items": ["center", "baseline", "stretch", "last baseline"], "justify-content": ["space-between", "end"], "align-content": ["space-around"],
    "gap": LENGTHS, "grid-template-columns": ["repeat(auto-fill, 0.01px)", "repeat(1000000, 1px)", "1fr 2fr minmax(0, 1e30fr)", "repeat(3, minmax(min-content, 1fr))", "[a] 1px [b] 2px [a]", "subgrid"],
    "grid-template-rows": ["repeat(100000, 1fr)", "50% 1fr", "repeat(auto-fit, 1px)"], "grid-template-areas": ["'a b' 'a c'", "'a' 'b b'"],
    "grid-area": ["a", "1/1/-1/-1", "2147483647/1", "span 2147483647", "-5 / -1000000", "span a 3"], "grid-auto-flow": ["dense", "column dense"], "grid-auto-rows": LENGTHS,
    "border": ["1px solid", "1e9px dashed red", "0.01px dotted blue", "thick double", "5px ridge"], "border-collapse": ["collapse"], "border-spacing": LENGTHS,
    "border-radius": LENGTHS + ["1e9px / 1px", "50%"], "border-image": [f"{i} 1 fill / 1e9px" for i in IMAGES[:3]], "outline": ["1e5px solid red", "2px auto"],
    "table-layout": ["fixed"], "caption-side": ["bottom"], "empty-cells": ["hide"], "visibility": ["collapse", "hidden"],
    "background": [f"{i} {p}" for i in IMAGES for p in ("", "0 0/0.01px 0.01px", "1e9px 1e9px/1e9px", "center/cover no-repeat", "round fixed")],
    "background-clip": ["text", "content-box"], "color": COLORS, "background-color": COLORS, "opacity": NUMBERS, "mix-blend-mode": ["multiply", "x"],
    "box-shadow": ["0 0 5px red", "inset 1e9px 1e9px 1e9px 1e9px red", "1px 1px 100px -50px"], "text-shadow": ["1px 1px 9999px red"],
    "transform": ["rotate(45deg)", "scale(1e30)", "scale(0)", "matrix(1,2,2,4,0,0)", "translate(1e30px,50%) skew(90deg)", "scale(1e-30)"], "transform-origin": LENGTHS,
    "clip-path": ["circle(1e9px)", "polygon(0 0, 1e30px 50%)", "inset(50% round 1e9px)", "url(#c)"], "overflow": ["hidden", "scroll", "visible"],
    "filter": ["blur(1e9px)"], "mask": ["url(#m)"], "z-index": NUMBERS, "object-fit": ["cover", "none", "scale-down"], "aspect-ratio": ["1e30/1", "0/0", "16/9"],
    "box-sizing": ["border-box"], "box-decoration-break": ["clone"], "margin-break": ["keep"], "page": ["a", "b", "wide"],
    "counter-reset": ["c 2147483647", "c -2147483648 page 5"], "counter-increment": ["c 2147483647", "page -5"], "counter-set": ["c 99999999999"],
    "content": ["counter(c)", "counters(c,'.',upper-roman)", "leader('.') target-counter('#x', page)", "'x' attr(class)", "url(a.png)", "target-text('#x')", "element(r)", "open-quote", "string(s)", "counter(c, cjk-ideographic)"],
    "string-set": ["s content(text)", "s content(before) counter(c)"], "bookmark-level": NUMBERS, "bookmark-label": ["content(text)"],
    "list-style": ["lower-roman inside", "japanese-formal", "url(a.png)", "x"], "quotes": ["'«' '»'", "none"], "footnote-policy": ["line"], "float-reference": ["page"],
    "--a": ["var(--b)", "1px", "var(--a)"], "all": ["initial", "unset", "revert"], "continue": ["discard"], "max-lines": NUMBERS, "line-clamp": NUMBERS,
}
ELEMENTS = ("div p span table tr td th thead tbody tfoot caption colgroup col ul ol li dl dt dd h1 h2 a b i em img br hr pre blockquote section "
            "article ruby rt rp rb q s u sub sup svg select option input textarea button fieldset legend details summary video object center font marquee").split()
WORDS = ["a", "x y z", "漢字かな交じり文。", "「」（）、。", "ﬁ ffi", "אבג", "1,234円", "-", "\u00ad", "\u200b", "\u202e", "e\u0301", "👨‍👩‍👧", "\t", "　", "ﾊﾝｶｸ", "longlonglongword" * 8, "", "&nbsp;", "&#xD800;", "葛\U000e0100"]


def declarations(rng, most=5):
    names = list(PROPERTIES)
    return ";".join(f"{name}:{rng.choice(PROPERTIES[name])}" for name in (rng.choice(names) for _ in range(rng.randint(0, most))))


def selector(rng):
    simple = ["*", "div", "p", ".a", ".b", "#x", "td", "::before", "p::first-line", "div::first-letter", "li::marker", ":nth-child(2n+1)", ":not(.a)", ":has(> p)", ":is(a,b)",
              ":first-child", ":empty", "::after", "a[href]", "span::footnote-call", ":nth-last-child(3 of p)", ":lang(ja)"]
    return rng.choice([" ", " > ", " + ", " ~ ", ", "]).join(rng.choice(simple) for _ in range(rng.choice([1, 1, 1, 2, 3])))


def sheet(rng):
    rules = [f"{selector(rng)}{{{declarations(rng)}}}" for _ in range(rng.randint(0, 12))]
    if rng.random() < 0.4:
        size = rng.choice(["A4", "100px 80px", "1e9px", "1px 1px", "A5 landscape", "0.1px", "200px"])
        rules.append(f"@page {rng.choice(['', ':first', ':left', 'a', ':nth(2n)', ':blank', 'a:first'])}{{size:{size};margin:{rng.choice(LENGTHS)};@top-left{{content:{rng.choice(PROPERTIES['content'])};{declarations(rng)}}}@footnote{{{declarations(rng)}}}}}")
    if rng.random() < 0.2:
        rules.append(f"@media {rng.choice(['print', 'screen', '(min-width:1px)', 'not all'])}{{{selector(rng)}{{{declarations(rng)}}}}}")
    if rng.random() < 0.2:
        rules.append("@counter-style x{system:" + rng.choice(["cyclic", "symbolic", "additive", "extends x", "fixed 99999999", "alphabetic"]) + ";symbols:a b;additive-symbols:10 X,1 I;range:" + rng.choice(["auto", "1 5", "infinite -3"]) + ";pad:" + rng.choice(["3 '0'", "999999 'x'"]) + "}")
    if rng.random() < 0.1:
        rules.append("@import url(a.css);@layer a,b;@layer a{p{color:red}}@supports (display:grid){p{&:hover,& b{color:red}}}")
    rng.shuffle(rules)
    return "\n".join(rules)


def node(rng, depth, budget):
    if depth <= 0 or budget[0] <= 0 or rng.random() < 0.2:
        return rng.choice(WORDS) * rng.choice([1, 1, 1, 1, 3, 30])
    budget[0] -= 1
    name = rng.choice(ELEMENTS)
    if name == "svg":
        return drawing(rng, 6)
    attributes = []
    if rng.random() < 0.5:
        attributes.append(f'style="{declarations(rng)}"')
    if rng.random() < 0.2:
        attributes.append(rng.choice(["class=a", "class='a b'", "id=x", "href=#x", "dir=rtl", "lang=ja", "hidden", "align=right", "width=50%", "width=99999999999", "border=5", "cellpadding=1e9", "start=2147483647", "src=a.png", "src=a.svg", "size=7"]))
    if name in ("td", "th", "col", "colgroup"):
        attributes.append(rng.choice(["", "colspan=2", "rowspan=3", "colspan=1000000", "rowspan=0", "rowspan=70000", "span=5000"]))
    inner = "".join(node(rng, depth - 1, budget) for _ in range(rng.choice([0, 1, 2, 3, 4, 8])))
    repeat = rng.choice([1] * 30 + [50])
    close = "" if rng.random() < 0.05 else f"</{name}>"
    return f"<{name} {' '.join(attributes)}>{inner}{close}" * (repeat if len(inner) < 2000 else 1)


def document(rng):
    budget = [rng.choice([10, 40, 150, 400])]
    body = "".join(node(rng, rng.choice([3, 6, 12, 40]), budget) for _ in range(rng.randint(1, 8)))
    return f"{rng.choice(['<!DOCTYPE html>', ''])}<html {rng.choice(['', 'lang=ja', 'dir=rtl'])}><title>t</title><style>{sheet(rng)}</style><body style=\"{declarations(rng, 2)}\">{body}"


def drawing(rng, size=25):
    """An SVG picture."""
    numbers = ["0", "1", "-5", "10", "50%", "1e9", "-1e30", "1e-9", "0.5", "100", "2em", "nan"]
    paints = ["red", "none", "url(#g)", "url(#p)", "url(#r)", "currentColor", "context-fill", "#12"]

    def attributes():
        names = ["x", "y", "width", "height", "r", "rx", "ry", "cx", "cy", "x1", "x2", "stroke-width", "opacity", "font-size", "stroke-dashoffset", "markerWidth", "refX", "textLength", "dx", "rotate"]
        parts = [f'{rng.choice(names)}="{rng.choice(numbers)}"' for _ in range(rng.randint(0, 6))]
        if rng.random() < 0.5:
            parts.append(f'fill="{rng.choice(paints)}"')
        if rng.random() < 0.4:
            parts.append(f'stroke="{rng.choice(paints)}" stroke-dasharray="{rng.choice(["1 2", "0", "1e-9", "5,-1", "1e30 1"])}"')
        if rng.random() < 0.3:
            parts.append(f'transform="{rng.choice(["rotate(45)", "scale(0)", "scale(1e9)", "matrix(1 2 3 4 5 6)", "skewX(90)", "translate(1e30)", "x("])}"')
        if rng.random() < 0.2:
            parts.append(rng.choice(['clip-path="url(#c)"', 'mask="url(#m)"', 'marker-start="url(#k)"', 'marker-mid="url(#k)"', 'filter="url(#f)"', 'id="u"', 'paint-order="stroke"', 'viewBox="0 0 1e-9 1"', 'preserveAspectRatio="xMinYMax slice"']))
        return " ".join(dict((part.split("=")[0], part) for part in parts).values())

    def path():
        return " ".join(rng.choice("MmLlHhVvCcSsQqTtAaZz") + " ".join(rng.choice(numbers) for _ in range(rng.choice([0, 1, 2, 4, 6, 7]))) for _ in range(rng.randint(0, 12)))

    def shape(depth):
        name = rng.choice(["rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text", "g", "use", "svg", "image", "symbol", "a", "switch"])
        if name == "path":
            return f'<path d="{path()}" {attributes()}/>'
        if name in ("polyline", "polygon"):
            return f'<{name} points="{" ".join(rng.choice(numbers) for _ in range(rng.randint(0, 9)))}" {attributes()}/>'
        if name == "use":
            return f'<use href="#{rng.choice("upgckmx")}" {attributes()}/>'
        if name == "image":
            return f'<image href="{rng.choice(["a.png", "#u", "data:image/png;base64,xx", "page.svg"])}" {attributes()}/>'
        if name == "text":
            return f'<text {attributes()}>{rng.choice(WORDS)}<tspan {attributes()}>{rng.choice(WORDS)}</tspan><textPath href="#u">x</textPath></text>'
        inner = "".join(shape(depth - 1) for _ in range(rng.randint(0, 4))) if depth > 0 else ""
        return f"<{name} {attributes()}>{inner}</{name}>"

    stops = "".join(f'<stop offset="{rng.choice(numbers)}" stop-color="{rng.choice(COLORS[:4])}"/>' for _ in range(rng.randint(0, 5)))
    spread = rng.choice(["pad", "reflect", "repeat"])
    definitions = (
        f'<linearGradient id="g" {attributes()} spreadMethod="{spread}" gradientUnits="{rng.choice(["userSpaceOnUse", "objectBoundingBox"])}">{stops}</linearGradient>'
        f'<radialGradient id="r" {attributes()} spreadMethod="{spread}" href="#g">{stops}</radialGradient>'
        f'<pattern id="p" {attributes()} patternUnits="userSpaceOnUse">{shape(1)}</pattern><clipPath id="c">{shape(0)}</clipPath>'
        f'<mask id="m">{shape(1)}</mask><marker id="k" {attributes()} orient="auto">{shape(0)}</marker><filter id="f"><feGaussianBlur stdDeviation="1e9"/></filter>')
    body = "".join(shape(3) for _ in range(rng.randint(1, size)))
    return f'<svg xmlns="http://www.w3.org/2000/svg" {rng.choice(["", "width=%s100%s height=%s80%s" % tuple(chr(34) * 4), "viewBox=%s0 0 100 80%s" % (chr(34), chr(34))])}><defs>{definitions}</defs>{body}</svg>'.replace("&#xD800;", "").replace("&nbsp;", "")


def png(rng):
    """A sound PNG of some kind."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    depth, kind = rng.choice([(8, 0), (8, 2), (8, 3), (8, 4), (8, 6), (16, 2), (1, 0), (4, 3), (16, 6)])
    width, height = rng.randint(1, 40), rng.randint(1, 40)
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind]
    row = (width * channels * depth + 7) // 8
    rows = b"".join(bytes([rng.randrange(5)]) + rng.randbytes(row) for _ in range(height))
    out = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, rng.choice([0, 0, 1])))
    if kind == 3:
        out += chunk(b"PLTE", rng.randbytes(3 * rng.choice([2, 16, 256])))
    if rng.random() < 0.3:
        out += chunk(b"tRNS", rng.randbytes(rng.choice([2, 6, 16])))
    return out + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
