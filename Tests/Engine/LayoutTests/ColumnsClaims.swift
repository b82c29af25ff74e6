//  ColumnsClaims.swift
//  In: multi-column containers. Out: which text lies in which column, on which page.

import Fragments
import Testing

@testable import Layout

@Suite struct `Columns` {
    private func lines(_ text: String) -> String { text.map(String.init).joined(separator: "<br>") }
    /// The text of each column, in order.
    private func columns(_ typeset: Typeset) -> [String] {
        typeset.places { $0.kind == .column }.map { FragmentDump.allText($0.fragment) }
    }

    @Test(arguments: [
        ("balanced", "<div id=c style='columns:2'>@abcdef</div>", 1000, ["abc", "def"], "c: 0,0 200×30"),
        ("three, unevenly", "<div id=c style='columns:3'>@abcdefg</div>", 1000, ["abc", "def", "g"], "c: 0,0 200×30"),
        (
            "as many as fit the width", "<div id=c style='column-width:60px;column-gap:10px'>@abcdef</div>", 1000,
            ["ab", "cd", "ef"], "c: 0,0 200×20"
        ),
        (
            "filled one after the other", "<div id=c style='columns:2;column-fill:auto;height:40px'>@abcdef</div>",
            1000, ["abcd", "ef"], "c: 0,0 200×40"
        ),
        (
            "a box across all columns",
            "<div id=c style='columns:2'><p>@abcd</p><h2 style='column-span:all'>S</h2><p>@efgh</p></div>", 1000,
            ["ab", "cd", "ef", "gh"], "c: 0,0 200×50"
        ),
        (
            "a forced column break",
            "<div id=c style='columns:2'><p>a</p><p style='break-before:column'>@bcd</p></div>", 1000, ["a", "bcd"],
            "c: 0,0 200×30"
        ),
        (
            "over pages", "<div id=c style='columns:2'>@abcdefghij</div>", 30, ["abc", "def", "gh", "ij"],
            "c: 0,0 200×30; p2 0,0 200×20"
        ),
        (
            "a forced page break", "<div id=c style='columns:2'><p>@ab</p><p style='break-before:page'>@cd</p></div>",
            100, ["ab", "c", "d"], "c: 0,0 200×100; p2 0,0 200×10"
        ),
    ])
    func `text fills the columns`(name: String, html: String, height: Int, expected: [String], box: String) {
        var source = html
        while let at = source.firstIndex(of: "@") {
            let end = source[at...].firstIndex(of: "<") ?? source.endIndex
            let text = String(source[source.index(after: at)..<end])
            source.replaceSubrange(at..<end, with: lines(text))
        }
        let typeset = Typeset(
            source, css: "p, h2 { margin: 0; font: inherit } html { orphans: 1; widows: 1 }", page: "200px \(height)px")
        #expect(columns(typeset) == expected, "\(name)")
        #expect(typeset.summary("c") == [box], "\(name)")
    }

    @Test func `rules lie in the middle of the gaps`() {
        let typeset = Typeset("<div style='columns:2;column-gap:20px;column-rule:2px solid'>a<br>b</div>")
        guard case .columnRules(let rules)? = typeset.places(where: { $0.kind == .columns }).first?.fragment.content
        else {
            Issue.record("no rules")
            return
        }
        #expect(rules.map { "\($0.offset.inline) \($0.size.inline)×\($0.size.block)" } == ["99 2×10"])
    }

    @Test(arguments: [
        "<div style='columns:2'><div style='height:5px'><p>@abcdefgh</p><p style='height:20px'>i</p><p>j</p></div></div>",
        "<div style='columns:2'><div style='display:grid'><div style='max-height:20px'><p style='break-before:left'>a</p><p style='min-height:40px'>b</p></div></div></div>",
    ])
    func `what sticks out of a box of given height does not trickle over a thousand pages`(_ html: String) {
        let source = html.replacing("@abcdefgh", with: lines("abcdefgh"))
        let typeset = Typeset(source, css: "p { margin: 0 }", page: "200px 30px")
        #expect(typeset.pages.count <= 4, "\(typeset.pages.count) pages")
        #expect(typeset.letters.sorted() == (html.contains("@") ? "abcdefghij" : "ab").sorted())
    }

    @Test func `no letter is lost at any page height`() {
        let words = String(repeating: "あいうえお、かきくけこ。", count: 9)
        let html = """
            <div style='columns:2'><p>一\(words)</p><h2 style='column-span:all'>見出し</h2><p>二\(words)</p><table><tr><td>三<td>四\(words)</table></div>
            <div style='columns:3;height:100px;column-fill:auto'><p>五\(words)</p></div>
            """
        let whole = Typeset(html, page: "200px 100000px")
        for height in stride(from: 24, through: 300, by: 23) {
            let typeset = Typeset(html, page: "200px \(height)px")
            #expect(typeset.letters == whole.letters, "page height \(height)")
        }
    }
}
