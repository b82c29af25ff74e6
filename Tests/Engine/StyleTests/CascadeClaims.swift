//  CascadeClaims.swift
//  In: sheets whose rules compete. Out: claims about who wins.

import Diagnostics
import Geometry
import Markup
import Testing

@testable import Style

@Suite struct CascadeClaims {
    private let red = Color(hex: 0xFF0000)
    private let green = Color(hex: 0x008000)

    /// Each row: a sheet under which `#a.b` in a `body` must be green.
    static let greenSheets: [(claim: String, css: String)] = [
        ("a later rule wins", "div { color: red } div { color: green }"),
        ("an id beats classes", "#a { color: green } .b.b.b.b { color: red }"),
        ("a class beats types", ".b { color: green } html body div { color: red }"),
        ("importance beats specificity", "div { color: green !important } #a.b { color: red }"),
        ("a wrong value is dropped", "div { color: green; color: nonsense }"),
        (
            "is() takes the highest of its list",
            "html div { color: red } :is(#nothing, .b) { color: green } div.b { color: red }"
        ),
        ("where() weighs nothing", "div { color: green } :where(#a) { color: red }"),
        ("not() weighs as its argument", ":not(#z) { color: green } .b.b { color: red }"),
        ("unlayered beats layered", "@layer x { #a { color: red } } div { color: green }"),
        ("later layers beat earlier ones", "@layer x { #a { color: red } } @layer y { div { color: green } }"),
        ("a statement orders layers", "@layer y, x; @layer x { div { color: green } } @layer y { #a { color: red } }"),
        (
            "important layers count backwards",
            "@layer x { div { color: green !important } } @layer y { #a { color: red !important } }"
        ),
        (
            "layered important beats unlayered",
            "@layer x { div { color: green !important } } #a { color: red !important }"
        ),
        ("inner layers lose to their outer", "@layer x { @layer y { #a { color: red } } div { color: green } }"),
        ("dotted names are inner layers", "@layer x.y { #a { color: red } } @layer x { div { color: green } }"),
        ("nesting is a descendant", "body { div { color: green } }"),
        ("an ampersand is the parent", "div { &.b { color: green } }"),
        ("nesting takes a combinator", "body { > div { color: green } }"),
        ("an ampersand may come last", "div { body & { color: green } }"),
        ("an ampersand in has() is the parent", "div { :has(> &) { --c: green } } div { color: var(--c) }"),
        ("an ampersand far inside not() is too", "span { div:not(.p.q.r.s &) { color: green } }"),
        ("an ampersand in nth-child(of) is too", "span, .b { div:nth-child(1 of &) { color: green } }"),
        ("nested weight is that of the list", "div, #a { &.b { color: green } } div.b.b.b { color: red }"),
        ("declarations after nested rules count", "div { & { color: red } color: green }"),
        ("nested media apply to the parent", "div { @media print { color: green } }"),
        ("inherit", "body { color: green } div { color: red; color: inherit }"),
        ("unset inherits an inherited property", "body { color: green } div { color: unset }"),
        (
            "revert-layer falls to the layer below",
            "@layer x { div { color: green } } @layer y { div { color: red; color: revert-layer } }"
        ),
        ("revert of an author falls to the parent", "body { color: green } div { color: red; color: revert }"),
        ("print media hold", "@media print { div { color: green } } @media screen { div { color: red } }"),
        ("not screen holds", "@media not screen { div { color: green } }"),
        ("width of A4 is in range", "@media (700px < width <= 800px) { div { color: green } }"),
        ("min-width that is too large fails", "div { color: green } @media (min-width: 1000px) { div { color: red } }"),
        ("or joins conditions", "@media (min-width: 9000px) or (orientation: portrait) { div { color: green } }"),
        ("supports a known value", "@supports (display: grid) and (not (display: nonsense)) { div { color: green } }"),
        ("supports a selector", "@supports selector(:has(a)) { div { color: green } }"),
        (
            "does not support an unknown selector",
            "div { color: green } @supports selector(:nonsense(a)) { div { color: red } }"
        ),
        ("var() takes a custom property", "html { --c: green } div { color: var(--c) }"),
        ("var() takes the fallback", "div { color: var(--none, green) }"),
        ("an invalid var() is unset", "body { color: green } div { color: red; color: var(--none) }"),
        ("custom properties refer to others", "html { --a: var(--b); --b: green } div { color: var(--a) }"),
        ("a cycle is invalid", "html { --a: var(--b); --b: var(--a) } div { color: var(--a, green) }"),
        ("a self reference is invalid", "html { --a: var(--a, red) } div { color: var(--a, green) }"),
        ("custom properties inherit as computed", "body { --c: green } div { --x: 1; color: var(--c) }"),
        ("important custom properties win", "div { --c: green !important; --c: red; color: var(--c) }"),
        ("env() falls back", "div { color: env(nothing, green) }"),
        ("all resets", "div { color: red; } #a { all: unset } body { color: green }"),
        (
            "@property gives an initial value",
            "@property --c { syntax: '*'; inherits: false; initial-value: green } div { color: var(--c) }"
        ),
        ("comments and strange tokens are read over", "/* x */ <!-- div { color: green } --> ; @nonsense x;"),
        ("an unclosed block ends with the sheet", "div { color: green"),
        ("escapes in names", "#\\61 { color: green }"),
    ]

    @Test(arguments: greenSheets.indices)
    func `the winner is green`(_ index: Int) {
        let (claim, css) = Self.greenSheets[index]
        let tree = page([Element("div", ["id": "a", "class": "b"])])
        #expect(style(tree, css)["a"].text.color == green, "\(claim)")
    }

    @Test func `a style attribute beats selectors but not importance`() {
        let tree = page([Element("div", ["id": "a", "style": "color: green; width: 1px"])])
        let styled = style(tree, "#a { color: red; width: 2px !important }")
        #expect(styled["a"].text.color == green)
        #expect(styled["a"].box.width == .length(.px(2)))
        #expect(styled.complaints.isEmpty)
    }

    @Test func `equal styles share an id`() {
        let tree = page([
            Element("p", ["id": "a"]), Element("p", ["id": "b"]), Element("p", ["id": "c", "class": "x"]),
        ])
        let styled = style(tree, "p { color: green } .x { color: red }")
        #expect(styled.document.styleID(of: styled.node("a")) == styled.document.styleID(of: styled.node("b")))
        #expect(styled.document.styleID(of: styled.node("a")) != styled.document.styleID(of: styled.node("c")))
    }

    @Test func `an unknown property is named with its place and its likely spelling`() {
        let styled = style(page([]), "p {\n  colr: red;\n}")
        #expect(
            styled.complaints.map(\.description) == [
                "test.css:2:3: warning: unknown property colr; did you mean color? [css-unknown-property]"
            ])
    }

    @Test func `properties of the screen and of other engines are accepted in silence`() {
        let styled = style(
            page([]), "p { cursor: pointer; -webkit-print-color-adjust: exact; transition: none; -moz-x: 1; *zoom: 1 }")
        #expect(styled.complaints.isEmpty)
    }

    @Test func `the built-in sheet is without fault`() {
        #expect(StyleSheet.userAgent.diagnostics.map(\.description) == [])
    }
}

@Suite struct WarmClaims {
    @Test func `a document styled warm is the same as one styled cold`() {
        let css =
            "html { font-size: 20px; --c: red } body { width: 2rem } .x { color: var(--c); width: 50% } p { margin: 1em }"
        let cascade = Cascade(sheets: [.userAgent, StyleSheet.parse(css, address: "a.css")])
        let documents = [
            page([Element("p", ["class": "x", "style": "height: 1rem; --c: blue"]), Element("p", ["id": "a"])]),
            tree(
                Element(
                    "html", ["style": "font-size: 10px"],
                    [Element("body", [:], [Element("p", ["class": "x", "title": "t"])])])),
            page([
                Element("ol", ["start": "3"], [Element("li", ["class": "x"])]),
                Element("p", [:], [Element("a", ["href": "#b"])]),
            ]),
        ]
        for document in documents + documents.reversed() {
            let cold = Cascade(sheets: [.userAgent, StyleSheet.parse(css, address: "a.css")]).style(document)
            let warm = cascade.style(document)
            for index in 0..<document.count where document.kinds[index] == .element {
                let (a, b) = (cold.style(of: NodeID(index)), warm.style(of: NodeID(index)))
                #expect(
                    a.text == b.text && a.box == b.box && a.decoration == b.decoration && a.flow == b.flow
                        && a.generated == b.generated)
            }
        }
    }

    @Test func `a faulty style attribute complains in every document`() {
        let document = page([Element("p", ["style": "width: nonsense"])])
        let cascade = Cascade(sheets: [])
        for _ in 0..<2 {
            let log = DiagnosticLog()
            _ = cascade.style(document, diagnostics: log)
            #expect(log.entries.map(\.id) == ["css-value"])
        }
    }
}
