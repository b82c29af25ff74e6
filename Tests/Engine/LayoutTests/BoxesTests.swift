//  BoxesTests.swift
//  Claims about box generation: which boxes a document has. Dumps are of the boxes inside <body>.

import Style
import Testing

@testable import Layout

/// The dump without indentation of a level and without the line of `<body>`.
private func boxes(_ body: String, css: String = "") -> String {
    let document = set(body, css: css)
    #expect(document.complaints == [])
    return document.bodyBoxes.split(separator: "\n").dropFirst().map { String($0.dropFirst(2)) }.joined(separator: "\n")
}
/// The texts of all text boxes, in order.
private func texts(_ body: String, css: String = "") -> [String] {
    let document = set(body, css: css)
    let tree = document.session.boxes
    return tree.kinds.indices.filter { tree.kinds[$0] == .text }.map { index in
        var result = ""
        for scalar in tree.textRanges[index] {
            result.unicodeScalars.append(Unicode.Scalar(tree.scalars[Int(scalar)]) ?? "?")
        }
        return result
    }.filter { !$0.isEmpty }
}

@Test func `an inline box around a block comes in two pieces with the block between them`() {
    #expect(
        boxes("a<i>b<p>c</p>d</i>e") == """
            inlineContext anonymous
              text "a"
              inline <i> endCut
                text "b"
            inlineContext <p>
              text "c"
            inlineContext anonymous
              inline <i> startCut
                text "d"
              text "e"
            """)
}

@Test func `inline boxes inside each other are broken around the same block`() {
    #expect(
        boxes("<b><i>x<p>y</p></i>z</b>") == """
            inlineContext anonymous
              inline <b> endCut
                inline <i> endCut
                  text "x"
            inlineContext <p>
              text "y"
            inlineContext anonymous
              inline <b> startCut
                text "z"
            """)
}

@Test func `table parts get the parents and children they lack`() {
    let cell = """
        tableWrapper anonymous
          table anonymous
            tableRowGroup anonymous
              tableRow anonymous
                tableCell <div>
                  inlineContext anonymous
                    text "a"
        """
    #expect(boxes("<div style='display:table-cell'>a</div>") == cell)
    #expect(boxes(" <div style='display:table-cell'>a</div> ") == cell)
    #expect(
        boxes("<div style='display:table'>a<div style='display:table-caption'>c</div></div>") == """
            tableWrapper <div>
              tableCaption <div>
                inlineContext anonymous
                  text "c"
              table <div>
                tableRowGroup anonymous
                  tableRow anonymous
                    tableCell anonymous
                      inlineContext anonymous
                        text "a"
            """)
    let inline = boxes("<p>x<span style='display:table-row'>a</span> <span style='display:table-row'>b</span>y</p>")
    // in a block container the anonymous table is a block, so that the paragraph is parted
    #expect(inline.split(separator: "\n").filter { $0.contains("tableWrapper anonymous") }.count == 1)
    #expect(inline.split(separator: "\n").filter { $0.contains("tableRow <span>") }.count == 2)
    #expect(boxes("<b>x<span style='display:table-cell'>a</span></b>").contains("tableWrapper atomic anonymous"))
}

@Test func `spans are clamped as HTML says`() {
    let dump = boxes(
        "<table><col span=3><tr><td colspan=5000 rowspan=70000>a<td colspan=0 rowspan=-1>b<td rowspan=0>c</table>")
    #expect(dump.contains("tableColumn <col> span 3×1"))
    #expect(dump.contains("tableCell <td> span 1000×65534\n"))
    #expect(dump.contains("tableCell <td> span 1×65534"))
}

@Test func `only the first header group and the first footer group repeat`() {
    let dump = boxes("<table><thead><tr><td>a<tfoot><tr><td>b<thead><tr><td>c<tbody><tr><td>d</table>")
    #expect(dump.split(separator: "\n").filter { $0.contains("<thead> header") }.count == 1)
    #expect(dump.split(separator: "\n").filter { $0.contains("<tfoot> footer") }.count == 1)
}

@Test func `flex items are blocks and text among them is wrapped`() {
    #expect(
        boxes("<div style='display:flex'> a <b>b</b> <i style='display:contents'>c</i></div>") == """
            flex <div>
              inlineContext anonymous
                text "a"
              inlineContext <b>
                text "b"
              inlineContext anonymous
                text "c"
            """)
}

@Test func `an outside marker lies in the first inline context of its item`() {
    #expect(
        boxes("<ul><li><div><p>a</p></div></li></ul>", css: "ul { list-style: '-' }") == """
            block <ul>
              block <li>
                block <div>
                  inlineContext <p>
                    outsideMarker <li> ::marker
                      inlineContext anonymous
                        text ::marker "-"
                    text "a"
            """)
    #expect(
        boxes("<ul><li></ul>", css: "ul { list-style: '-' inside }") == """
            block <ul>
              inlineContext <li>
                inline <li> ::marker
                  text ::marker "-"
            """)
}

@Test(arguments: [
    ("<p> a  b \n c </p>", ["a b c"]),
    ("<p>a <b> b</b> c</p>", ["a ", "b", " c"]),
    ("<p>日本\n語</p>", ["日本語"]),
    ("<p>日本<b>\n語</b></p>", ["日本", "語"]),
    ("<p>日本\nabc\n語</p>", ["日本 abc 語"]),
    ("<p>한국\n어</p>", ["한국 어"]),
    ("<p>日 本</p>", ["日 本"]),
    ("<pre>a\n  b\tc\n</pre>", ["a\n  b\tc\n"]),
    ("<p style='white-space:pre-line'> a  b \n  c</p>", ["a b\nc"]),
    ("<p>a <br> b</p>", ["a ", "b"]),
    ("<p>a<wbr>b</p>", ["a", "\u{200B}", "b"]),
    ("<p>a <span style='display:inline-block'> b </span> c</p>", ["a ", "b", " c"]),
    ("<p style='text-transform:uppercase'>straße</p>", ["STRASSE"]),
    ("<p style='text-transform:capitalize'>it's <b>b</b>old ab1c</p>", ["It's ", "B", "old Ab1c"]),
    ("<p style='text-transform:full-width'>A1ｶﾞ ﾊﾟ</p>", ["Ａ１ガ パ"]),
])
func `white space collapses and text is transformed`(html: String, expected: [String]) {
    #expect(texts(html) == expected)
}

@Test(arguments: [
    // an instance reaches its siblings, a nested one its own
    ("<h1>a</h1><h2>b</h2><h2>c</h2><h1>d</h1><h2>e</h2>", ["1", "1.1", "1.2", "2", "2.1"]),
    ("<tt><tt class=first></tt><tt><tt class=first></tt></tt></tt><tt></tt>", ["1", "1.1", "1.2", "1.2.1", "2"]),
    ("<em></em><em style='display:none'></em><em></em>", ["1", "2"]),
    ("<u></u><u></u>", ["7", "8"]),
])
func `counters are scoped`(html: String, expected: [String]) {
    let css = """
        body { counter-reset: h1 u 6 em } h1 { counter-increment: h1; counter-reset: h2 } h2 { counter-increment: h2 }
        h1, h2 { font: inherit; margin: 0; display: block }
        h1::before { content: counter(h1) "|" } h2::before { content: counter(h1) "." counter(h2) "|" }
        tt { counter-increment: tt; display: block } tt::before { content: counters(tt, ".") "|" }
        tt > tt.first { counter-reset: tt }
        u { counter-increment: u } u::before { content: counter(u) "|" }
        em { counter-increment: em } em::before { content: counter(em) "|" }
        """
    let all = texts(html, css: css).filter { $0.hasSuffix("|") }.map { String($0.dropLast()) }
    #expect(all == expected)
}

@Test(arguments: [
    ("<ol><li>a<li>b</ol>", ["1", "2"]),
    ("<ol start=5><li>a<li value=9>b<li>c</ol>", ["5", "9", "10"]),
    ("<ol reversed><li>a<li>b<li>c</ol>", ["3", "2", "1"]),
    ("<ol><li>a<ol><li>b</ol><li>c</ol>", ["1", "1", "2"]),
    ("<ol start=-1><li>a<li>b</ol>", ["-1", "0"]),
])
func `list items count themselves`(html: String, expected: [String]) {
    #expect(texts(html, css: "li::marker { content: counter(list-item) }").filter { Int($0) != nil } == expected)
}

@Test func `quotes are those of the language and of the depth`() {
    #expect(texts("<p><q>a<q>b</q></q></p>") == ["「", "a", "『", "b", "』", "」"])
    #expect(texts("<p lang=en><q>a<q>b</q></q></p>") == ["“", "a", "‘", "b", "’", "”"])
}

@Test(arguments: [
    ("<p>abc</p>", ["a", "bc"]), ("<p> “Abc</p>", ["“A", "bc"]), ("<p><b>「漢」字</b></p>", ["「漢」", "字"]),
    ("<p>…</p>", ["…"]),
])
func `the first letter takes its punctuation along`(html: String, expected: [String]) {
    #expect(texts(html, css: "p::first-letter { color: red }") == expected)
}

@Test func `a footnote leaves a call and takes its body out of the line`() {
    #expect(
        boxes("<p>a<span>b</span>c</p>", css: "span { float: footnote }") == """
            inlineContext <p>
              text "a"
              inline <span> ::footnoteCall
                text ::footnoteCall "1"
              footnoteBody <span>
                inlineContext anonymous
                  inline <span> ::footnoteMarker
                    text ::footnoteMarker "1. "
                  text "b"
              text "c"
            """)
}

@Test func `strings, bookmarks and running elements are evaluated where they stand`() {
    let dump = boxes(
        "<h1>料金  <b>表</b></h1><div>頭</div>",
        css: """
            h1 { counter-increment: c; string-set: title counter(c) " " content(); bookmark-level: 1; bookmark-label: content() }
            div { position: running(head) }
            """)
    #expect(dump.contains("string title=\"1 料金 表\""))
    #expect(dump.contains("bookmark 1 \"料金 表\""))
    #expect(dump.contains("runningElement <div> running head"))
}

@Test func `a target's counter and text are known wherever the target stands`() {
    let css = """
        a::after { content: target-counter(attr(href), sec) "/" target-text(attr(href)) }
        h2 { counter-increment: sec }
        """
    #expect(
        texts("<p><a href='#t'></a></p><h2>x</h2><h2 id=t>費用</h2>", css: css).prefix(3) == ["2", "/", "費用"])
}

@Test func `a page counter waits for pages and takes its number in the next round`() {
    let document = set("<p id=p></p>", css: "p::before { content: counter(page) }")
    let generator = BoxGenerator(document: document.document, pictures: { _ in nil })
    #expect(document.texts == ["0"])
    var facts = PagingFacts()
    let node = document.document.tree.ids.firstIndex { $0 != .none } ?? 0
    facts.countersAtPlace[GeneratedPlace(node: .init(node), pseudo: .before)] = ["page": [12]]
    let changed = generator.supply(facts, in: document.session)
    #expect(changed.count == 1)
    #expect(generator.supply(facts, in: document.session) == [])
}

@Test func `boxes out of flow stand where they are met`() {
    #expect(
        boxes("a<i style='float:left'>f</i><b style='position:absolute'>p</b>") == """
            text "a"
            inlineContext <i> floating
              text "f"
            inlineContext <b> outOfFlow
              text "p"
            """)
    #expect(
        boxes("<p>x</p> <i style='float:left'>f</i> <p>y</p>") == """
            inlineContext <p>
              text "x"
            inlineContext <i> floating
              text "f"
            inlineContext <p>
              text "y"
            """)
}

@Test func `ruby bases and annotations come in pairs`() {
    #expect(
        boxes("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>") == """
            ruby <ruby>
              rubyBase anonymous
                text "漢"
              rubyText <rt>
                text "かん"
              rubyBase anonymous
                text "字"
              rubyText <rt>
                text "じ"
            """)
}

@Test func `the dump is JSON too`() {
    let document = set("<p>a\"b</p>")
    let json = BoxTreeDump(document.session.boxes, document: document.document).json()
    #expect(json.contains("\"kind\":\"text\",\"text\":\"a\\\"b\""))
    #expect(json.filter { $0 == "{" }.count == document.session.boxes.count)
    #expect(json.filter { $0 == "{" }.count == json.filter { $0 == "}" }.count)
}

@Test func `many boxes take linear time, deep ones little stack`() {
    let many = styled(String(repeating: "<p>a<b>b</b></p>", count: 4_000))
    #expect(BoxGenerator(document: many, pictures: { _ in nil }).generate().count > 16_000)
    // every block breaks every inline box around it
    let deep = styled(String(repeating: "<span><div>", count: 300) + "x")
    let boxes = BoxGenerator(document: deep, pictures: { _ in nil }).generate()
    #expect(boxes.kinds.count { $0 == .text } == 1)
    #expect(boxes.count < 1_500)
}
