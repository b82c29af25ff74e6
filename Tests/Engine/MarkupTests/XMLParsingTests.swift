//  XMLParsingTests.swift
//  Claims about reading XHTML and SVG.

import Diagnostics
import Markup
import Testing

@Suite struct XMLParsing {
    @Test func `elements, attributes and text keep their order and their exact places`() throws {
        let tree = try xml(
            "<html xmlns='http://www.w3.org/1999/xhtml'>\n  <p class='a b' id='x'>日本<b\n title='t'>語</b>。</p></html>")
        #expect(
            outline(tree, places: true) == """
                html 1:1
                  "⏎  " 1:44
                  p[class=a b][id=x] 2:3
                    "日本" 2:25
                    b[title=t] 2:27
                      "語" 3:12
                    "。" 3:17
                """)
        #expect(tree.classes(of: NodeID(3)).map { tree.nameTable[Int($0.index)] } == ["a", "b"])
    }

    @Test func `places stay right behind more text than libxml2 keeps in its buffer`() throws {
        let filler = String(repeating: "<p>あいう <i>え</i></p>\n", count: 20_000)
        let tree = try xml("<html>\n\(filler)<q/>x</html>")
        let last = tree.children(tree.documentElement).last { tree.name($0) == "q" }!
        #expect(tree.line(last) == 20_002)
        #expect(tree.column(last) == 1)
        let text = tree.nextSibling(last)
        #expect(tree.line(text) == 20_002)
        #expect(tree.column(text) == 5)
    }

    @Test func `carriage returns end lines as editors count them`() throws {
        let tree = try xml("<a>\r\n<b/>\r\n <c/></a>")
        #expect(outline(tree, places: true).contains("c 3:2"))
    }

    @Test(arguments: [
        ("<p>a&nbsp;b</p>", "a\u{A0}b"), ("<p>&hellip;&yen;&lt;&amp;&#x65E5;&copy;</p>", "…¥<&日©"),
        ("<p><![CDATA[<&]]>x</p>", "<&x"), ("<p>a<!-- & -->b</p>", "ab"),
        ("<!DOCTYPE p [<!ENTITY name \"株式会社\">]><p>&name;</p>", "株式会社"),
    ])
    func `entities, sections and comments come out as their text`(_ source: String, _ text: String) throws {
        let tree = try xml(source)
        #expect(tree.textContent(tree.documentElement) == text)
    }

    @Test func `named entities work in attributes too`() throws {
        let tree = try xml("<p title=\"a&nbsp;&yen;&amp;&lt;\" b='&nbsp;'/>")
        #expect(tree.attribute("title", of: tree.documentElement) == "a\u{A0}¥&<")
        #expect(tree.attribute("b", of: tree.documentElement) == "\u{A0}")
    }

    @Test func `namespaces are told apart, and prefixes are the canonical ones`() throws {
        var options = MarkupOptions()
        options.canonicalPrefixes = ["urn:t": "t"]
        let tree = try xml(
            """
            <html xmlns="http://www.w3.org/1999/xhtml" xmlns:z="urn:t" xmlns:l="http://www.w3.org/1999/xlink" xml:lang="ja"><z:block z:if="a"/><svg xmlns="http://www.w3.org/2000/svg"><use l:href="#a"/></svg></html>
            """, options: options)
        #expect(
            outline(tree) == """
                html[xml:lang=ja]
                  other t:block[t:if=a]
                  svg svg
                    svg use[xlink:href=#a]
                """)
    }

    @Test func `an svg file without a namespace is SVG all the same`() throws {
        #expect(outline(try xml("<svg><g/></svg>")) == "svg svg\n  svg g")
    }

    @Test(arguments: [
        ("<a>\n <b></a>", "markup-unclosed-element", 2, 5), ("<a>\n<b>", "markup-unclosed-element", 2, 4),
        ("<a>x & y</a>", "markup-not-well-formed", 1, 7), ("<a>&nbps;</a>", "markup-unknown-entity", 1, 4),
        ("<a b=c/>", "markup-not-well-formed", 1, 6), ("<a b='1' b='2'/>", "markup-not-well-formed", 1, 15),
        ("<a\n x:y='1'/>", "markup-undeclared-prefix", 2, 9), ("", "markup-empty", 1, 1),
        ("<a/><b/>", "markup-not-well-formed", 1, 5), ("text", "markup-not-well-formed", 1, 1),
    ])
    func `broken XML is one error with its place`(_ source: String, _ id: String, _ line: Int, _ column: Int) {
        let error = #expect(throws: MarkupError.self) {
            try MarkupParser.parseXML(Array(source.utf8), sourceName: "a.xhtml")
        }
        #expect(error?.diagnostic.id == id)
        #expect(error?.diagnostic.location == SourceLocation(file: "a.xhtml", line: line, column: column))
    }

    @Test func `the message for an unclosed element names both tags and the line`() {
        let error = #expect(throws: MarkupError.self) {
            try MarkupParser.parseXML(Array("<div>\n<p>\n</div>".utf8), sourceName: "a.xhtml")
        }
        #expect(
            error?.description
                == "a.xhtml:3:1: error: </div> does not close <p> of line 2; write </p> before it [markup-unclosed-element]"
        )
    }

    @Test(arguments: [
        ("<?xml version='1.0' encoding='Shift_JIS'?><p>", [0x93, 0xFA, 0x96, 0x7B], "日本"),
        ("<?xml version='1.0' encoding='EUC-JP'?><p>", [0xC6, 0xFC, 0xCB, 0xDC], "日本"),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><p>", [0xE9], "é"),
        ("<?xml version='1.0' encoding='UTF-8'?><p>", [0xE6, 0x97, 0xA5], "日"),
    ])
    func `the declared encoding is followed`(_ head: String, _ bytes: [UInt8], _ text: String) throws {
        let tree = try MarkupParser.parseXML(Array(head.utf8) + bytes + Array("</p>".utf8), sourceName: "a")
        #expect(tree.textContent(tree.documentElement) == text)
    }

    @Test func `UTF-16 is known by its byte order mark`() throws {
        let units = "<?xml version='1.0' encoding='UTF-16'?><p>日𠮷</p>".utf16
        let big: [UInt8] = [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
        let little: [UInt8] = [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        for bytes in [big, little] {
            let tree = try MarkupParser.parse(bytes, sourceName: "a")
            #expect(tree.textContent(tree.documentElement) == "日𠮷")
        }
    }

    @Test func `an attribute's place and a character inside it are found in the source`() throws {
        let text = "<a>\n  <b x=\"1\" t:text='日本 &amp; abc'/>\n</a>"
        let source = MarkupSource(Array(text.utf8), name: "f")
        #expect(source.location(ofAttribute: "t:text", tagAt: 2, 3).description == "f:2:12")
        #expect(source.location(ofAttribute: "t:text", character: 0, tagAt: 2, 3).description == "f:2:20")
        #expect(source.location(ofAttribute: "t:text", character: 5, tagAt: 2, 3).description == "f:2:29")
        #expect(source.location(ofAttribute: "none", tagAt: 2, 3).description == "f:2:3")
    }
}
