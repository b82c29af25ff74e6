//  DataReading.swift
//  The one reader of YAML and JSON: raw text, places, and hostile input.

import DataFiles
import Diagnostics
import Testing

@Suite struct DataReading {
    func parse(_ text: String) throws -> DataNode { try DataFile.parse(text, file: "f.yaml") }

    @Test func `scalars keep their raw text`() throws {
        let node = try parse("a: 0112345678\nb: no\nc: 1e3\nd: 0x1F\ne: 2020-12-15\nf: \"12\"\ng: 007\n")
        #expect(
            ["a", "b", "c", "d", "e", "f", "g"].map { node[$0]?.text } == [
                "0112345678", "no", "1e3", "0x1F", "2020-12-15", "12", "007",
            ])
    }

    @Test func `nothing, a tilde and null are no value, but quoted they are text`() throws {
        let node = try parse("a:\nb: ~\nc: null\nd: \"\"\ne: \"null\"")
        #expect(["a", "b", "c"].allSatisfy { node[$0]?.content == .null })
        #expect(node["d"]?.text == "" && node["e"]?.text == "null")
    }

    @Test func `every node knows its line and column`() throws {
        let node = try parse("名前: 値\nlist:\n  - one\n  - {k: v}\n")
        #expect(node["名前"]?.place == SourceLocation(file: "f.yaml", line: 1, column: 5))
        #expect(node["list"]?.elements[1]["k"]?.place == SourceLocation(file: "f.yaml", line: 4, column: 9))
    }

    @Test func `JSON is read by the same reader`() throws {
        let node = try parse("{\"a\": {\"b\": [1, true, null, \"x\\n\\u3042\"]}}")
        #expect(node["a"]?["b"]?.elements.map(\.text) == ["1", "true", nil, "x\nあ"])
    }

    @Test func `JSON escapes beyond the basic plane are one character`() throws {
        #expect(try parse("{\"name\": \"\\ud842\\udfb7野家 \\\\ud842\"}")["name"]?.text == "𠮷野家 \\ud842")
    }

    @Test(arguments: [
        ("a: &x 1\nb: *x\n", "f.yaml:1:4: anchors"),
        ("b: *x\n", "f.yaml:1:4: anchors"),
        ("a: 1\nb: 2\na: 3\n", "the key \"a\" stands twice"),
        ("a: [1, 2\nb: 3\n", "this is not valid YAML or JSON"),
        ("a: \"unclosed\n", "this is not valid YAML or JSON"),
        ("\tname: x\n", "this is not valid YAML or JSON"),
        ("", "the file is empty"),
        ("# only a comment\n", "the file is empty"),
        ("? [a, b]\n: c\n", "a key must be plain text"),
        ("a: 1\n---\nb: 2\n", "this is not valid YAML or JSON"),
    ])
    func `what cannot be read is one clear fault with its place`(_ text: String, _ expected: String) {
        #expect(faults { _ = try parse(text) }.contains(expected))
    }

    @Test func `nested aliases do not grow`() {
        var bomb = "a0: &a0 [x, x]\n"
        for level in 1..<40 { bomb += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        #expect(faults { _ = try parse(bomb) }.contains("anchors"))
        var keys = "? &k0 [x]\n: 1\n"
        for level in 1..<40 { keys += "? &k\(level) [*k\(level - 1), *k\(level - 1)]\n: 1\n" }
        #expect(faults { _ = try parse(keys) }.contains("anchors"))
    }

    @Test func `deep nesting ends in a fault`() {
        for text in [
            String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 50_000),
            String(repeating: "- ", count: 900) + "x",
            String(repeating: "[", count: 200) + String(repeating: "]", count: 200),
        ] {
            #expect(!faults { _ = try parse(text) }.isEmpty)
        }
    }

    @Test func `a file of three megabytes is refused`() {
        #expect(faults { _ = try parse("a: " + String(repeating: "x", count: 3 << 20)) }.contains("larger than 2 MiB"))
    }

    @Test func `missing, unreadable and foreign files are told apart`() {
        #expect(
            faults { _ = try DataFile.read("/nowhere/x.yaml") }
                == "/nowhere/x.yaml: no such file: give the path of an existing YAML or JSON file")
        #expect(faults { _ = try DataFile.read("/tmp") }.contains("cannot be read"))
        #expect(faults { _ = try DataFile.read("/dev/zero") }.contains("larger than 2 MiB"))
    }

    @Test(arguments: [
        ("ＡＢＣ１２３", "ABC123"), ("０３－１２３４", "03-1234"), ("ｶﾞｷﾞｸﾞ ﾊﾟﾝ ｳﾞ", "ガギグ パン ヴ"), ("ﾊﾞｯｸ", "バック"), ("髙橋", "髙橋"),
        ("オンプレミス型①", "オンプレミス型1"), ("か\u{3099}", "が"),
        (String(repeating: "\u{FDFA}", count: 9), String(repeating: "صلى الله عليه وسلم", count: 9)),
    ])
    func `widths are folded for keys and codes`(_ written: String, _ folded: String) {
        #expect(foldWidth(written) == folded)
    }

    @Test func `codes lose their many hyphens and outer blanks`() {
        #expect(foldCode("　１００－００１３ ") == "100-0013")
        #expect(foldCode("03‐1234−5678") == "03-1234-5678")
        #expect(foldCode("100ー0013") == "100-0013")
    }

    @Test func `the nearest word is offered only when it is near`() {
        let known = ["desktops", "notebooks", "cardReaders", "newWires"]
        #expect(nearestWord(to: "desktop", among: known) == "desktops")
        #expect(nearestWord(to: "cardReader", among: known) == "cardReaders")
        #expect(nearestWord(to: "newWries", among: known) == "newWires")
        #expect(nearestWord(to: "printer", among: known) == nil)
    }
}
