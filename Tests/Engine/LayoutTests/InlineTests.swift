//  InlineTests.swift
//  Claims about lines. Text is 10 px BIZ UDGothic (kanji 10 px, letters 5 px wide), lines are 20 px high with the
//  baseline at 14.

import Fragments
import Geometry
import Pictures
import Testing

@testable import Layout

@Test(arguments: [
    ("日本語の文章をここに組む。改行は「自然」に。", 100, ["日本語の文章をここに", "組む。改行は「自然」", "に。"]),
    // 行頭禁則, 行末禁則 across inline boxes
    ("漢字<b>、</b>漢字「<b>漢</b>」漢漢漢<b>。</b>", 70, ["漢字、漢字", "「漢」漢漢漢。"]),
    ("Hello <b>bold</b> world and more", 100, ["Hello bold world and", "more"]),
    ("ab<b>cd</b>ef gh", 30, ["abcdef", "gh"]),
    ("a<br>b<br><br>c", 100, ["a", "b", "", "c"]),
    ("a<br>", 100, ["a"]),
    ("<span style='white-space:nowrap'>a b c d e f</span> g", 30, ["a b c d e f", "g"]),
    ("<span style='overflow-wrap:anywhere'>abcdefghij</span>", 20, ["abcd", "efgh", "ij"]),
    ("abcdefghij k", 20, ["abcdefghij", "k"]),
    ("<span style='white-space:pre'>a  b\n c</span>", 100, ["a  b", " c"]),
    ("a<span style='display:inline-block;width:20px'></span>b", 20, ["a", "", "b"]),
    ("", 100, []), ("<b></b> <i></i>", 100, []),
])
func `lines end where they may`(html: String, width: Int, expected: [String]) {
    let document = set("<div>\(html)</div>", width: width)
    #expect(document.texts == expected)
    #expect(document.complaints == [])
}

@Test func `a justified line fills its measure and the last one does not`() {
    let document = set("<p>日本語の文章をABCここに組むと。改行 a は自然に。</p>", css: "p { text-align: justify }", width: 75)
    #expect(document.lines.count > 2)
    for line in document.lines.dropLast() { #expect(abs(line.end - 75) < 0.1) }
    #expect((document.lines.last?.end ?? 75) < 75)
}

@Test(arguments: [("left", 0.0), ("center", 35), ("right", 70), ("end", 70), ("start", 0), ("justify", 0)])
func `text is aligned`(align: String, x: Double) {
    let document = set("<p>漢字字</p>", css: "p { text-align: \(align) }")
    #expect(document.lines.first?.parts.first?.x == x)
}

@Test func `edges of inline boxes take room where the box begins and ends`() {
    let document = set(
        "<p>a<b>bc</b>d</p>", css: "b { font-weight: normal; margin: 0 2px; border: 1px solid; padding: 4px 3px }")
    #expect(document.lines.first?.parts.map(\.x) == [0, 11, 27])
    #expect(document.lines.first?.height == 20)
    let box = document.find("b")
    #expect(box?.fragment.size == LogicalSize(inline: LayoutUnit(18), block: LayoutUnit(20)))
    // broken: the start edge on the first line, the end edge on the second
    let broken = set("<p>漢漢<b>漢漢</b></p>", css: "p { margin: 0 } b { padding: 0 5px }", width: 40)
    #expect(broken.lines.map { $0.parts.map(\.x) } == [[0, 25], [0]])
}

@Test(arguments: [
    ("baseline", 0.0, 20.0), ("sub", 3, 23), ("super", -4, 24), ("5px", -5, 25), ("-5px", 5, 25), ("50%", -10, 30),
    ("top", 0, 20), ("bottom", 0, 20), ("text-top", 5, 25), ("text-bottom", -5, 25),
])
func `vertical-align moves a box of its own line height`(align: String, shift: Double, height: Double) {
    let document = set("<p>漢<b>字</b></p>", css: "p { margin: 0 } b { font-weight: normal; vertical-align: \(align) }")
    let line = document.lines[0]
    #expect(line.height == height)
    let difference = line.parts[1].baseline - line.parts[0].baseline
    #expect(difference == shift)
}

@Test func `an inline-block stands on its last baseline, a picture on its bottom edge`() {
    let block = set(
        "<p>x<span>漢<br>字</span></p>", css: "p { margin: 0 } span { display: inline-block }")
    // the block's last baseline is at 34, its line adds nothing below
    #expect(block.lines.last?.parts.first?.baseline == 34)
    let picture = set(
        "<p>x<img src=a></p>", css: "p { margin: 0 } img { margin-bottom: 2px }",
        picture: PictureFacts(format: .png, width: 30, height: 40, ratio: nil))
    #expect(picture.lines.first?.height == 48)
    #expect(picture.lines.first?.parts.first?.baseline == 42)
}

@Test func `boxes aligned to the line's top and bottom make it higher`() {
    let document = set(
        "<p>x<span></span></p>",
        css: "p { margin: 0 } span { display: inline-block; width: 5px; height: 50px; vertical-align: top }")
    #expect(document.lines.first?.height == 50)
    #expect(document.lines.first?.parts.first?.baseline == 14)
    #expect(document.find("span")?.y == 0)
}

@Test func `floats in a line push its text aside, those that do not fit lie below`() {
    let css =
        "p { margin: 0 } i { float: left; width: 30px; height: 30px } u { float: right; width: 60px; height: 10px }"
    let beside = set("<p>日本語<i></i>の文章をここに組む</p>", css: css)
    #expect(beside.lines.map(\.text) == ["日本語の文章を", "ここに組む"])
    #expect(beside.lines.map { $0.parts[0].x } == [30, 30])
    #expect(beside.find("i")?.y == 0)
    let below = set("<p>日本語の文章<u></u>をここに組む</p>", css: css)
    #expect(below.lines.first?.text == "日本語の文章をここに")
    #expect(below.find("u")?.y == 20)
    #expect(below.find("u")?.x == 40)
}

@Test func `a word too wide for the room beside a float goes below it`() {
    let document = set(
        "<i></i><p>abcdefghijklmnop</p>", css: "p { margin: 0 } i { float: left; width: 30px; height: 25px }")
    #expect(document.lines.first?.y == 25)
    #expect(document.lines.first?.parts.first?.x == 0)
}

@Test(arguments: [
    ("2em", [20.0, 0, 0]), ("2em hanging", [0, 20, 20]), ("2em each-line", [20, 0, 20]), ("50%", [50, 0, 0]),
])
func `lines are indented`(indent: String, expected: [Double]) {
    let document = set("<p>漢字漢字漢字漢字漢字漢<br>字</p>", css: "p { text-indent: \(indent) }")
    #expect(document.lines.map { $0.parts[0].x } == expected)
}

@Test func `only the first anonymous part of a container is indented`() {
    let document = set("<div>漢<p>字</p>漢</div>", css: "div { text-indent: 10px }")
    #expect(document.lines.map { $0.parts[0].x } == [10, 10, 0])
}

@Test func `leaders fill the line and stand on one grid`() {
    let document = set(
        "<p>目次<a></a></p><p>目次と<a></a></p>", css: "p { margin: 0 } a::after { content: leader('.') '12' }")
    #expect(document.lines.map(\.end) == [100, 100])
    #expect(document.lines.map(\.text) == ["目次..............12", "目次と............12"])
}

@Test func `ruby is centred over its base and the line makes room for it`() {
    let document = set("<p>漢字<ruby>漢字<rt>かん</rt></ruby></p>", css: "p { margin: 0; line-height: 10px }")
    let line = document.lines[0]
    #expect(line.parts.map(\.text) == ["漢字", "漢字", "かん"])
    // half as much room at the ends as between the letters
    #expect(line.parts.map(\.x) == [0, 20, 22.5])
    #expect(line.parts[2].baseline < line.parts[1].baseline - 8)
    #expect(line.height == 15)
    // a long annotation hangs over kana beside it, by one of its own letters
    let long = set("<p>の<ruby>漢<rt>かんかんか</rt></ruby>の</p>", css: "p { margin: 0 }")
    #expect(long.lines[0].parts.map(\.text) == ["の", "漢", "かんかんか", "の"])
    #expect(long.lines[0].end == 35)
}

@Test func `an annotation stays within its line`() {
    // without kana beside it on its line it takes all its room, 25px, and the base stands in the middle
    let start = set("<p>の<br><ruby>漢<rt>かんかんか</rt></ruby>の</p>", css: "p { margin: 0 }")
    #expect(start.lines[1].parts.map(\.x) == [7.5, 0, 20])
    let wrapped = set("<p>文章文章文章文章の<ruby>漢<rt>かんかんか</rt></ruby>の</p>", css: "p { margin: 0 }")
    #expect(wrapped.texts.count == 2)
    #expect(wrapped.lines[1].parts.map(\.x) == [7.5, 0, 20])
    let end = set(
        "<p>文章文章文章文<ruby>漢<rt>かんかんか</rt></ruby>の</p>", css: "p { margin: 0; width: 95px }")
    #expect(end.lines[0].parts.map(\.text) == ["文章文章文章文", "漢", "かんかんか"])
    #expect(end.lines[0].parts.map(\.x) == [0, 77.5, 70])
}

@Test
func `an annotation hangs over the blank half of a comma, not over an ideograph, not over what another hangs over`() {
    func places(_ text: String) -> [Double] {
        set("<p>\(text)</p>", css: "p { margin: 0; text-spacing-trim: space-all }").lines[0].parts.map { Double($0.x) }
    }
    let long = "<ruby>漢<rt>かんかんか</rt></ruby>"
    #expect(places("、\(long)字") == [0, 12.5, 5, 30])
    #expect(places("字\(long)字") == [0, 17.5, 10, 35])
    // half of one letter each
    #expect(places("字\(long)の\(long)字") == [0, 17.5, 10, 32.5, 47.5, 40, 65])
}

@Test(arguments: [
    ("space-around", [0, 7.5, 27.5]), ("space-between", [0, 0, 35]), ("center", [0, 15, 20]), ("start", [0, 0, 5]),
])
func `the letters of a short annotation are spread`(_ align: String, _ places: [Double]) {
    let document = set(
        "<p><ruby>漢字漢字<rt>か<b>ん</b></rt></ruby></p>",
        css: "p { margin: 0; width: 100px } rt { ruby-align: \(align) } b { font-weight: normal }")
    #expect(document.lines[0].parts.map { Double($0.x) } == places)
}

@Test func `emphasis marks stand over letters, not over punctuation`() throws {
    let document = set("<p>強調、だ</p>", css: "p { text-emphasis: sesame; margin: 0; line-height: 10px }")
    var marks = 0
    func visit(_ fragment: Fragment) {
        if case .text(let content) = fragment.content { marks += content.emphasis.count }
        for link in fragment.children { visit(link.fragment) }
    }
    visit(document.root)
    #expect(marks == 3)
    #expect(document.lines[0].height == 15)
}

@Test func `a line that is cut off ends in an ellipsis`() {
    let document = set(
        "<p>日本語の文章を<b>ここに</b>組む。</p>",
        css: "p { white-space: nowrap; overflow: hidden; text-overflow: ellipsis }")
    #expect(document.texts == ["日本語の文章をここ…"])
    #expect(document.lines[0].end == 100)
}

@Test func `balanced lines are about equally long`() {
    #expect(set("<p>日本語の文章をここに組む</p>", css: "p { text-wrap: balance }").texts == ["日本語の文章", "をここに組む"])
    #expect(set("<p>日本語の文章をここに組む</p>").texts == ["日本語の文章をここに", "組む"])
}

@Test(arguments: [
    ("overflow-wrap: anywhere", "abcdefghij klmno", 55, ["abcdefghij", "klmno"]),
    ("overflow-wrap: break-word", "abcdefghij klmno", 55, ["abcdefghij", "klmno"]),
    ("word-break: keep-all; overflow-wrap: anywhere", "オンライン資格確認 導入", 100, ["オンライン資格確認", "導入"]),
    ("word-break: auto-phrase", "サンプルメディカルモールの院長室", 135, ["サンプルメディカルモールの", "院長室"]),
    ("", "abcdef&shy;ghij klmno", 55, ["abcdef\u{AD}ghij", "klmno"]),
    // what is torn without balancing may be torn with it
    ("overflow-wrap: anywhere", "abcdefghijklmno", 50, ["abcdefgh", "ijklmno"]),
])
func `balancing tears no word and no phrase that is whole without it`(
    css: String, text: String, width: Int, expected: [String]
) {
    #expect(set("<p>\(text)</p>", css: "p { text-wrap: balance; \(css) }", width: width).texts == expected)
}

@Test func `the first line has its own style`() {
    let document = set(
        "<p>一二<b>三四五</b></p>", css: "p::first-line { font-size: 20px } b { font-weight: normal }", width: 60)
    #expect(document.texts == ["一二三", "四五"])
    #expect(document.lines.map(\.end) == [60, 20])
}

@Test func `a marker hangs before the line of its item`() {
    let document = set(
        "<ul><li><p>一</p></li></ul>",
        css: "ul { margin: 0; padding-left: 40px; list-style: '・ ' } p { margin: 0 0 0 7px }")
    #expect(document.lines.map(\.text) == ["・", "一"])
    // the marker's box is 15 px wide with its space and ends at the item's content edge
    #expect(document.lines.map { $0.parts[0].x } == [25, 47])
    #expect(document.lines[0].parts[0].baseline == document.lines[1].parts[0].baseline)
}

@Test func `right-to-left words keep their place in a left-to-right line`() {
    let document = set("<p>a <b>אבג דה</b> c</p>", css: "b { font-weight: normal }")
    let parts = document.lines[0].parts
    #expect(parts.map(\.text).joined() == "a אבג דה c")
    #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.x <= $1.x })
    #expect(document.lines.count == 1)
}

@Test func `a relatively placed word moves and nothing else does`() {
    let document = set(
        "<p>a<b>b</b>c</p>", css: "p { margin: 0 } b { font-weight: normal; position: relative; top: 3px; left: 4px }")
    #expect(document.lines[0].parts.map(\.x) == [0, 9, 10])
    #expect(document.lines[0].parts.map(\.baseline) == [14, 17, 14])
    #expect(document.lines[0].height == 20)
}

@Test func `a soft hyphen shows only where the line ends at it`() {
    #expect(
        set("<p>abcd\u{AD}efgh</p>", width: 30).texts.map { $0.filter { $0 != "\u{AD}" } } == ["abcd‐", "efgh"]
            || set("<p>abcd\u{AD}efgh</p>", width: 30).texts.map { $0.filter { $0 != "\u{AD}" } } == ["abcd-", "efgh"])
    #expect(set("<p>abcd\u{AD}efgh</p>", width: 60).texts.map { $0.filter { $0 != "\u{AD}" } } == ["abcdefgh"])
}

@Test func `tabs go to stops counted from the content edge`() {
    let document = set("<pre>a\tb\tc</pre>", css: "pre { font: 10px/20px 'BIZ UDGothic'; tab-size: 4; margin: 0 }")
    #expect(document.lines[0].parts.map(\.x) == [0, 20, 40])
}

@Test func `a shrink-to-fit box is as wide as its longest line, and no narrower than its longest word`() {
    let css = "div { float: left } b { font-weight: normal; padding: 0 3px }"
    #expect(set("<div>漢字 <b>abc</b></div>", css: css).find("div")?.fragment.size.inline == LayoutUnit(46))
    #expect(
        set("<div>abcdef <b>abcd</b></div>", css: css, width: 10).find("div")?.fragment.size.inline == LayoutUnit(30))
    #expect(set("<div>漢字<br>漢字漢字</div>", css: css).find("div")?.fragment.size.inline == LayoutUnit(40))
}

@Test func `a character without a glyph is an error that names it and its place`() {
    let document = set("<p>\u{10FFFD}</p>")
    #expect(document.complaints == ["text-missing-glyph"])
    #expect(document.log.entries.first?.severity == .error)
    #expect(document.log.entries.first?.message.contains("U+10FFFD") == true)
    #expect((document.log.entries.first?.location?.line ?? 0) > 0)
}

@Test func `a paragraph is shaped once however often it is asked`() {
    let document = set("<p>日本語の文章をここに組む</p>")
    let before = document.session.inline.preparedCount
    let space = ConstraintSpace(available: LogicalSize(inline: LayoutUnit(30), block: .indefinite))
    _ = document.session.layout(document.session.boxes.root, in: space, from: nil)
    #expect(document.session.inline.preparedCount == before)
}
