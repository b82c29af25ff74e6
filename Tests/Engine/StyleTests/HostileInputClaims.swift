//  HostileInputClaims.swift
//  In: sheets made to break things, and random ones from a seed. Out: claims that styling ends and says something.

import Diagnostics
import Markup
import Testing

@testable import Style

@Suite struct HostileInputClaims {
    private let document = page([Element("div", ["id": "a", "class": "b"], [Element("p", [:])])])

    static let attacks: [(claim: String, css: String)] = [
        (
            "deep calc",
            "div { width: " + String(repeating: "calc(", count: 50_000) + "1px" + String(repeating: ")", count: 50_000)
                + " }"
        ),
        ("deep brackets", String(repeating: "[", count: 100_000)),
        ("deep blocks", String(repeating: "a{", count: 100_000)),
        ("deep is()", String(repeating: ":is(", count: 50_000) + "a" + String(repeating: ")", count: 50_000) + "{}"),
        ("deep media", String(repeating: "@media print {", count: 20_000)),
        (
            "deep supports",
            "@supports " + String(repeating: "(", count: 50_000) + "a:b" + String(repeating: ")", count: 50_000) + "{}"
        ),
        ("a long selector", String(repeating: "div ", count: 100_000) + "{ color: red }"),
        ("a long list", Array(repeating: ".b", count: 100_000).joined(separator: ",") + "{ color: red }"),
        ("a long word", String(repeating: "x", count: 500_000) + "{}"),
        ("a long value", "div { font-family: " + String(repeating: "x ", count: 100_000) + "}"),
        (
            "doubling variables",
            "div { --a0: x x;" + (1..<60).map { "--a\($0): var(--a\($0 - 1)) var(--a\($0 - 1));" }.joined()
                + "font-family: var(--a59) }"
        ),
        (
            "a ring of variables",
            "div {" + (0..<500).map { "--a\($0): var(--a\(($0 + 1) % 500));" }.joined() + "color: var(--a3) }"
        ),
        (
            "deep fallbacks",
            "div { color: " + String(repeating: "var(--x, ", count: 20_000) + "red"
                + String(repeating: ")", count: 20_000) + "}"
        ),
        (
            "great numbers",
            "div { width: 1e999px; z-index: 99999999999999999999; order: -1e99; margin: -1e40em; line-height: 1e38; columns: 1e9 }"
        ),
        ("great repeat", "div { grid-template-columns: repeat(2147483647, 1px) }"),
        ("has in has", String(repeating: ":has(", count: 40) + "a" + String(repeating: ")", count: 40) + "{}"),
        ("has everywhere", String(repeating: "*:has(* * * *) ", count: 8) + "{ color: red }"),
        ("unclosed things", "a { color: 'x\n; } b { background: url(x y } c[d=\"e { f: g"),
        ("zero bytes", "a\u{0} { b\u{0}: \u{0} } \u{0}"),
        ("many layers", (0..<3_000).map { "@layer l\($0).m { a { color: red } }" }.joined()),
        ("a huge page selector", "@page " + String(repeating: ":first", count: 10_000) + "{}"),
    ]
    @Test(arguments: attacks.indices)
    func `styling ends`(_ index: Int) {
        let styled = style(document, Self.attacks[index].css)
        #expect(styled.document.elementStyles.count == document.count, "\(Self.attacks[index].claim)")
    }

    /// A generator of our own, so that a failure can be repeated. https://prng.di.unimi.it/splitmix64.c
    struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    @Test(arguments: 0..<20)
    func `random sheets never break anything`(_ seed: UInt64) {
        var random = Seeded(state: seed)
        let names = PropertyTable.shared.names.keys.sorted()
        let parts =
            [
                "div", "#a", ".b", "*", ":not(", ":is(", ":has(", "&", ">", "+", "~", ",", "{", "}", "(", ")", "[", "]",
                ";", ":", "::before",
                "@media print", "@page", "@layer x", "@supports (a:b)", "@font-face", "@counter-style z",
                "@import 'x';", "@top-left", "var(--a",
                "--a:", "calc(", "min(", "1px", "2em", "50%", "1e9", "-3", "red", "url(x)", "'s'", "\"", "!important",
                "inherit", "revert",
                "rgb(", "1 2 3", "/", "none", "auto", "counter(a)", "attr(b)", "repeat(2,", "1fr", "linear-gradient(",
                "\\", "\u{0}", "日本", "/*", "*/",
            ]
        for _ in 0..<12 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...250, using: &random) {
                switch Int.random(in: 0..<10, using: &random) {
                case 0: bytes.append(UInt8.random(in: 0...255, using: &random))
                case 1...3:
                    bytes += Array((names.randomElement(using: &random) ?? "").utf8) + Array(": ".utf8)
                default: bytes += Array((parts.randomElement(using: &random) ?? "").utf8) + [32]
                }
            }
            let sheet = StyleSheet.parse(bytes: bytes, address: "fuzz.css")
            let document = Cascade(sheets: [.userAgent, sheet]).style(document)
            _ = document.pages.style(
                for: PageSelectorContext(name: "", index: 0, isRight: true, isBlank: false, indexInGroup: 0))
            #expect(document.elementStyles.count == self.document.count)
        }
    }

    /// Every property with random values: the parsers alone.
    @Test func `random values of every property are read or refused`() {
        var random = Seeded(state: 7)
        let parts = [
            "1px", "50%", "0", "-1", "1.5", "red", "auto", "none", "normal", "a", "'s'", "/", ",", "calc(1px + 2%)",
            "url(x)", "minmax(1px, 1fr)",
            "repeat(auto-fill, 1px)", "[a]", "span", "to right", "at", "solid", "inset", "cover", "rgb(0 0 0)", "1deg",
            "counter(x)", "center", "left", "top", "1e40em", "inherit", "()",
        ]
        var accepted = 0
        for row in PropertyTable.shared.names.keys.sorted() {
            for _ in 0..<6 {
                let value = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                    parts.randomElement(using: &random) ?? ""
                }.joined(separator: " ")
                if style(document, "div { \(row): \(value) }").complaints.isEmpty { accepted += 1 }
            }
        }
        #expect(accepted > 100)
    }
}
