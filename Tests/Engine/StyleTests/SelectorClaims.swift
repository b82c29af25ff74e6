//  SelectorClaims.swift
//  In: selectors. Out: claims about what they match and what they weigh.

import Geometry
import Markup
import Testing

@testable import Style

@Suite struct SelectorClaims {
    /// Each row: a selector and the ids that it matches in `document`, in order.
    static let matches: [(selector: String, ids: String)] = [
        ("p", "p1 p2 p3"), ("*|p", "p1 p2 p3"), ("#p2", "p2"), (".x", "p1 s1"), (".x.y", "s1"), ("P", "p1 p2 p3"),
        ("div p", "p1 p2 p3"), ("div > p", "p1 p2"), ("p+p", "p2"), ("p ~ section", "s1"), ("div>p+p~section", "s1"),
        ("[title]", "p1 a1"), ("[title=Big]", "p1"), ("[title=big]", ""), ("[title=big i]", "p1"), ("[lang|=en]", "p2"),
        ("[title^='B']", "p1"), ("[title$='g']", "p1"), ("[title*='i']", "p1 a1"), ("[class~=y]", "s1"),
        ("[title^='']", ""),
        (":is(p, section).x", "p1 s1"), (":where(#p1, #p3)", "p1 p3"), ("p:not(.x)", "p2 p3"), ("p:not(.x, #p3)", "p2"),
        ("section:has(p)", "s1"), ("section:has(> a)", "s1"), ("p:has(+ p)", "p1"), ("div:has(p + p)", "d"),
        ("p:has(a)", ""),
        ("p:first-child", "p1 p3"), ("p:last-child", ""), ("a:last-child", "a1"), ("p:nth-child(2)", "p2"),
        ("p:nth-child(odd)", "p1 p3"), ("p:nth-child(-n + 1)", "p1 p3"), ("p:nth-last-child(2n)", "p2 p3"),
        ("p:nth-child(1 of .x)", "p1"), ("section:nth-child(2 of .x)", "s1"), ("p:first-of-type", "p1 p3"),
        ("p:last-of-type", "p2 p3"), ("p:only-of-type", "p3"), ("a:only-of-type", "a1"), ("p:nth-of-type(2)", "p2"),
        ("p:empty", "p2"), (":root > body > div", "d"), ("a:link", "a1"), ("a:any-link", "a1"), ("a:hover", ""),
        ("a:visited", ""), ("p:lang(en)", "p2"), ("p:lang(ja)", "p1 p3"), ("p:lang('*-GB')", "p2"), ("p:dir(rtl)", ""),
        ("p:dir(ltr)", "p1 p2 p3"), ("p::first-line, #p2", "p2"), ("body *:not(div):not(a)", "p1 p2 s1 p3"),
        ("section > :first-child", "p3"), (":is(::before, #p1)", "p1"), ("p:nth-child(1000000000n + 1)", "p1 p3"),
    ]
    static let document = tree(
        Element(
            "html", ["lang": "ja"],
            [
                Element(
                    "body", [:],
                    [
                        Element(
                            "div", ["id": "d"],
                            [
                                Element("p", ["id": "p1", "class": "x", "title": "Big"], [Element(text: "t")]),
                                Element("p", ["id": "p2", "lang": "en-GB"]),
                                Element(
                                    "section", ["id": "s1", "class": "x y"],
                                    [
                                        Element("p", ["id": "p3"], [Element(text: "t")]),
                                        Element("a", ["id": "a1", "href": "#p1", "title": "link"]),
                                    ]),
                            ])
                    ])
            ]))

    /// Siblings are asked one after the other, and each answer is the next one's start.
    @Test func `places among siblings of a kind are the same however many there are`() {
        let kinds = (0..<400).map { $0 % 3 == 0 ? "a" : "b" }
        let lists = (0..<2).map { list in
            Element("ul", [:], kinds.map { Element("li", ["class": list == 0 ? $0 : "a"]) })
        }
        let document = tree(Element("html", [:], [Element("body", [:], lists)]))
        let styled = style(
            document,
            "li:nth-child(3n of .a) { order: 1 } li:nth-last-child(2 of .a) { order: 2 } li:nth-child(5 of .b) { order: 3 }"
        )
        let orders = (0..<document.count).filter { document.name(NodeID($0)) == "li" }
            .map { Int(styled.document.style(of: NodeID($0)).flow.order) }
        func expected(_ kinds: [String]) -> [Int] {
            let ofA = kinds.count { $0 == "a" }
            var a = 0
            var b = 0
            return kinds.map { kind in
                if kind == "a" { a += 1 } else { b += 1 }
                if kind == "b" { return b == 5 ? 3 : 0 }
                return a == ofA - 1 ? 2 : a % 3 == 0 ? 1 : 0
            }
        }
        #expect(orders == expected(kinds) + expected(kinds.map { _ in "a" }))
    }

    @Test(arguments: matches.indices)
    func `a selector matches exactly these`(_ index: Int) {
        let (selector, ids) = Self.matches[index]
        let styled = style(Self.document, "\(selector) { order: 7 }")
        var found: [String] = []
        for node in 0..<Self.document.count where Self.document.kinds[node] == .element {
            if styled.document.style(of: NodeID(node)).flow.order == 7 {
                found.append(Self.document.attribute("id", of: NodeID(node)) ?? Self.document.name(NodeID(node)))
            }
        }
        #expect(found.joined(separator: " ") == ids, "\(selector)")
    }

    /// Ids, classes, types. https://www.w3.org/TR/selectors-4/#specificity-rules
    static let weights: [(selector: String, weight: (Int, Int, Int))] = [
        ("*", (0, 0, 0)), ("li", (0, 0, 1)), ("ul li", (0, 0, 2)), ("ul ol + li", (0, 0, 3)),
        ("h1 + *[rel=up]", (0, 1, 1)), ("ul ol li.red", (0, 1, 3)), ("li.red.level", (0, 2, 1)), ("#x34y", (1, 0, 0)),
        ("#s12:not(foo)", (1, 0, 1)), (".foo :is(.bar, #baz)", (1, 1, 0)), (":is(em, #foo)", (1, 0, 0)),
        (".qux:where(em, #foo#bar#baz)", (0, 1, 0)), (":nth-child(even of li, .item)", (0, 2, 0)),
        (":not(em, strong#foo)", (1, 0, 1)), ("p::before", (0, 0, 2)), ("p:before", (0, 0, 2)),
        ("a:has(> #x, b)", (1, 0, 1)),
        (":root", (0, 1, 0)), ("::marker", (0, 0, 1)),
    ]
    @Test(arguments: weights.indices)
    func `a selector weighs this`(_ index: Int) throws {
        let (selector, weight) = Self.weights[index]
        var parser = SelectorParser(atoms: AtomTable(), parent: nil, namespaces: [:])
        var cursor = TokenCursor(Tokenizer.tokens(of: selector))
        let parsed = parser.list(&cursor)
        let list = try #require(parsed)
        #expect(list[0].specificity == ComplexSelector.specificity(weight.0, weight.1, weight.2), "\(selector)")
    }

    @Test(arguments: [
        "", ">", "a >", "a,", ",a", "a b >", ".", "#", "#1a", "..a", "[", "[a=]", "[a=b c]", "a:", "a::",
        "a:nonsense",
        "::nonsense", "::before b", "::before.x", ":not()", ":not(::before)", ":nth-child()", ":nth-child(2n+)",
        ":has()", "a&&&b}",
        "a | b", "nope|a", "a !b",
    ])
    func `what is not a selector is refused`(_ selector: String) {
        var parser = SelectorParser(atoms: AtomTable(), parent: nil, namespaces: [:])
        var cursor = TokenCursor(Tokenizer.tokens(of: selector))
        let list = parser.list(&cursor)
        #expect(list?.count == nil, "\(selector)")
    }

    @Test func `nested selectors that multiply stay bounded`() {
        let deep = String(repeating: "div, div, .x { & &, & + & { ", count: 30)
        let styled = style(page([Element("div", ["id": "a"])]), deep + "color: red")
        #expect(styled["a"].text.color == .black)
    }
}
