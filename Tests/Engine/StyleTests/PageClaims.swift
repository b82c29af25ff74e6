//  PageClaims.swift
//  In: `@page`, `@font-face`, `@import`. Out: claims about pages, faces, imported sheets.

import Diagnostics
import Geometry
import Markup
import Testing

@testable import Style

@Suite struct PageClaims {
    private func pageStyle(
        _ css: String, name: String = "", index: Int = 1, isBlank: Bool = false, userAgent: Bool = false
    ) -> PageStyle {
        let sheet = StyleSheet.parse(css, address: "a.css")
        let document = Cascade(sheets: userAgent ? [.userAgent, sheet] : [sheet]).style(page([]))
        return document.pages.style(
            for: PageSelectorContext(
                name: name, index: index, isRight: index % 2 == 0, isBlank: isBlank, indexInGroup: index))
    }
    private func margin(_ css: String, name: String = "", index: Int = 1, isBlank: Bool = false) -> LengthOrAuto {
        pageStyle(css, name: name, index: index, isBlank: isBlank).style.box.margin.top
    }

    /// Each row: a sheet, a page (name, index from 0, blank), and its upper margin.
    static let margins: [(css: String, name: String, index: Int, isBlank: Bool, top: Float)] = [
        ("@page { margin: 1px }", "", 0, false, 1),
        ("@page :first { margin: 2px } @page { margin: 1px }", "", 0, false, 2),
        ("@page :first { margin: 2px } @page { margin: 1px }", "", 1, false, 1),
        ("@page :left { margin: 2px } @page { margin: 1px }", "", 1, false, 2),
        ("@page :right { margin: 2px } @page :first { margin: 1px }", "", 0, false, 1),
        ("@page :blank { margin: 2px } @page :left { margin: 1px }", "", 1, true, 2),
        ("@page x { margin: 2px } @page :first { margin: 1px }", "x", 0, false, 2),
        ("@page x { margin: 2px }", "y", 0, false, 0),
        ("@page x:first { margin: 3px } @page x { margin: 2px }", "x", 0, false, 3),
        ("@page :nth(3n) { margin: 2px }", "", 2, false, 2),
        ("@page :nth(2 of x) { margin: 2px }", "x", 1, false, 2),
        ("@page :nth(2 of x) { margin: 2px }", "y", 1, false, 0),
        ("@page a, b { margin: 2px }", "b", 1, false, 2),
        ("@page { margin: 1px !important } @page x { margin: 2px }", "x", 0, false, 1),
        ("@media print { @page { margin: 1px } } @media screen { @page { margin: 2px } }", "", 0, false, 1),
    ]
    @Test(arguments: margins.indices)
    func `a page has the margin of the rule that wins`(_ index: Int) {
        let row = Self.margins[index]
        #expect(
            margin(row.css, name: row.name, index: row.index, isBlank: row.isBlank) == .length(.px(row.top)),
            "\(row.css)")
    }

    @Test func `sizes are named, turned or given`() {
        #expect(pageStyle("").size.width.rounded() == 794)
        #expect(pageStyle("@page { size: A5 landscape }").size == Size(width: 210 / 25.4 * 96, height: 148 / 25.4 * 96))
        #expect(pageStyle("@page { size: 100px }").size == Size(width: 100, height: 100))
        #expect(pageStyle("@page { size: 3in 200px; marks: crop; bleed: 5px }").bleed.left == 5)
        #expect(pageStyle("@page { size: jis-b5 }").size.width.rounded() == 688)
    }

    @Test func `margin boxes inherit from the page, and exist with content only`() throws {
        let style = pageStyle(
            "html { color: red } @page { font-size: 9px; @top-left { content: 'a' counter(page); } @top-right { color: red } @footnote { border-top: 1px solid } }",
            userAgent: true)
        #expect(style.marginBoxes.keys.sorted { $0.rawValue < $1.rawValue } == [.topLeft])
        let box = try #require(style.marginBoxes[.topLeft])
        #expect(box.text.fontSize == 9 && box.text.color == Color(hex: 0xFF0000) && box.text.textAlign == .left)
        #expect(box.box.verticalAlign == .middle)
        #expect(style.footnoteArea.decoration.border.top.width == 1)
    }

    @Test func `viewport units and media queries ask for the first page`() {
        let css =
            "@page { size: 400px 300px; margin: 50px } #a { width: 10vw; height: 10vh } @media (width: 400px) { #a { order: 1 } }"
        let styled = style(page([Element("div", ["id": "a"])]), css)
        #expect(
            styled["a"].box.width == .length(.px(30)) && styled["a"].box.height == .length(.px(20))
                && styled["a"].flow.order == 1)
    }

    @Test func `faces keep their sources and ranges`() {
        let css =
            "@font-face { font-family: Digits; src: url(f.woff2) format('woff2'), local('BIZ UDGothic'); font-weight: 100 900; unicode-range: U+30-39, U+4E??, U+1F600 }"
        let faces = style(page([]), css).document.fontFaces
        #expect(faces.count == 1)
        #expect(
            faces[0].sources == [
                .url(ResourceAddress(url: "f.woff2", base: "test.css"), format: "woff2"), .local("BIZ UDGothic"),
            ])
        #expect(faces[0].weight == 100...900)
        #expect(faces[0].unicodeRanges == [0x30...0x39, 0x4E00...0x4EFF, 0x1F600...0x1F600])
    }

    @Test func `imports come first, in layers, under media; loops are cut`() {
        let files = [
            "a.css": "@import 'b.css'; p { order: 1 }", "b.css": "@import 'a.css'; p { order: 2; flex-grow: 2 }",
            "c.css": "p { order: 3 }",
        ]
        let log = DiagnosticLog()
        let sheet = StyleSheet.parse(
            "@import 'a.css'; @import url(c.css) layer(x); @import 'c.css' screen; p { color: red } @import 'b.css';",
            address: "test.css",
            loader: { address in
                files[address.url].map { LoadedStyleSheet(bytes: Array($0.utf8), address: address.url) }
            }, diagnostics: log)
        let document = Cascade(sheets: [sheet]).style(page([Element("p", [:])]))
        let node = NodeID(3)
        #expect(document.style(of: node).flow.order == 1 && document.style(of: node).flow.flexGrow == 2)
        #expect(log.entries.map(\.id) == ["css-import-loop", "css-import-late"])
    }
}
