//  HostileInputTests.swift
//  Claims about input from strangers: it ends in a tree or in one error, and the tree is sound.

import Diagnostics
import Markup
import Testing

@Suite struct HostileInput {
    static let page = """
        <!DOCTYPE html [<!ENTITY a "b">]>
        <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ja"><head><title>題 &amp; &nbsp;</title><style>p > a { }</style></head>
        <body class="x y"><!-- c --><p title="&yen;1">日本<br/>語&a;</p><svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>
        <table><tr><td colspan="2"><![CDATA[<]]></td></tr></table><?pi x?></body></html>
        """

    static func read(
        _ bytes: [UInt8], _ syntax: MarkupSyntax, _ options: MarkupOptions = MarkupOptions()
    ) throws -> MarkupTree {
        switch syntax {
        case .xml: try MarkupParser.parseXML(bytes, sourceName: "h", options: options, log: DiagnosticLog())
        case .html: try MarkupParser.parseHTML(bytes, sourceName: "h", options: options, log: DiagnosticLog())
        }
    }

    /// Reads bytes both ways; whatever tree comes out must be sound.
    static func bothWays(_ bytes: [UInt8]) -> Bool {
        for syntax in [MarkupSyntax.xml, .html] {
            if let tree = try? read(bytes, syntax), !isSound(tree) { return false }
        }
        return true
    }

    @Test func `a file cut off at any byte is read or refused`() throws {
        let bytes = Array(Self.page.utf8)
        for count in 0..<bytes.count {
            #expect(Self.bothWays(Array(bytes[..<count])), "cut at \(count)")
            if count < bytes.count - 1 {
                #expect(throws: MarkupError.self) { try MarkupParser.parseXML(Array(bytes[..<count]), sourceName: "h") }
            }
        }
        #expect(outline(try xml(Self.page)).contains("\"語b\""))
    }

    @Test func `random bytes and random damage are read or refused`() {
        var random = Seeded(state: 20_201_201)
        for _ in 0..<400 {
            let count = Int.random(in: 0..<300, using: &random)
            let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(Self.bothWays(noise))
            var damaged = Array(Self.page.utf8)
            for _ in 0..<5 {
                damaged[Int.random(in: 0..<damaged.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            #expect(Self.bothWays(damaged))
            let pieces = [
                "<b", ">", "</b>", "<table>", "<p ", "a=", "'", "<!--", "-->", "&", "&#0;", "<![CDATA[", "\0", "<svg>",
                "</p>", "<td>", "x",
            ]
            let soup = (0..<60).map { _ in pieces.randomElement(using: &random)! }.joined()
            #expect(Self.bothWays(Array(soup.utf8)))
        }
    }

    @Test(arguments: ["div", "b", "p", "span", "table", "ul", "svg", "x", "li"])
    func `a hundred thousand nested elements become siblings`(_ name: String) throws {
        let source = Array(String(repeating: "<\(name)>", count: 100_000).utf8)
        let ends = Array(String(repeating: "</\(name)>", count: 100_000).utf8)
        let log = DiagnosticLog()
        let tree = try MarkupParser.parseXML(source + ends, sourceName: "h", log: log)
        #expect(tree.count == 100_001)
        #expect(deepest(tree) == 512)
        #expect(log.entries.map(\.id) == ["markup-too-deep"])
        let page = try MarkupParser.parseHTML(source + [0x78], sourceName: "h", log: log)
        #expect(isSound(page))
        #expect(deepest(page) <= 513)
        #expect(page.textContent(page.documentElement) == "x")
    }

    private func deepest(_ tree: MarkupTree) -> Int {
        var depths = [0]
        for index in 1..<tree.count { depths.append(depths[Int(tree.parent(NodeID(index)).index)] + 1) }
        return depths.max() ?? 0
    }

    @Test func `text around elements that are too deep is kept in order`() throws {
        var options = MarkupOptions()
        options.maximumDepth = 3
        let log = DiagnosticLog()
        let tree = try MarkupParser.parseXML(
            Array("<a>1<b>2<c>3<d>4<e>5</e>6</d>7</c>8</b>9</a>".utf8), sourceName: "h", options: options, log: log)
        #expect(tree.textContent(tree.documentElement) == "123456789")
        #expect(log.entries.count == 1)
        #expect(log.entries.first?.location == SourceLocation(file: "h", line: 1, column: 13))
    }

    @Test func `an entity bomb is not expanded`() {
        var source = "<!DOCTYPE a [<!ENTITY l0 'lol'>"
        for level in 1..<10 {
            source += "<!ENTITY l\(level) '" + String(repeating: "&l\(level - 1);", count: 10) + "'>"
        }
        source += "]><a>&l9;</a>"
        let error = #expect(throws: MarkupError.self) {
            try MarkupParser.parseXML(Array(source.utf8), sourceName: "h")
        }
        #expect(error?.diagnostic.id == "markup-unknown-entity")
    }

    @Test func `a quadratic entity bomb is stopped`() {
        let long = String(repeating: "x", count: 900)
        let source = "<!DOCTYPE a [<!ENTITY l '\(long)'>]><a>" + String(repeating: "&l;", count: 100_000) + "</a>"
        let error = #expect(throws: MarkupError.self) {
            try MarkupParser.parseXML(Array(source.utf8), sourceName: "h")
        }
        #expect(error?.diagnostic.id == "markup-entity-expansion")
    }

    @Test(arguments: [
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'http://127.0.0.1:9/'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><a>&x;</a>",
    ])
    func `nothing outside is read`(_ source: String) {
        #expect(throws: MarkupError.self) { try MarkupParser.parseXML(Array(source.utf8), sourceName: "h") }
    }

    @Test func `an external DTD is not fetched and does no harm`() throws {
        let tree = try MarkupParser.parseXML(
            Array(
                "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'http://127.0.0.1:9/x.dtd'><html>&nbsp;</html>"
                    .utf8),
            sourceName: "h")
        #expect(tree.textContent(tree.documentElement) == "\u{A0}")
    }

    @Test func `a defaulted attribute cannot multiply a file`() throws {
        let long = String(repeating: "x", count: 100_000)
        let source =
            "<!DOCTYPE a [<!ATTLIST b c CDATA '\(long)'>]><a>" + String(repeating: "<b/>", count: 100_000) + "</a>"
        let tree = try MarkupParser.parseXML(Array(source.utf8), sourceName: "h")
        #expect(tree.attributes.isEmpty)
    }

    @Test func `giant attributes and texts are read`() throws {
        let long = String(repeating: "あ", count: 4_000_000)
        for source in ["<a b='\(long)'/>", "<a>\(long)</a>"] {
            let bytes = Array(source.utf8)
            #expect(try MarkupParser.parseXML(bytes, sourceName: "h").count >= 2)
            #expect(try MarkupParser.parseHTML(bytes, sourceName: "h").count >= 4)
        }
    }

    @Test func `a tag with a hundred thousand attributes is refused in XML and cut in HTML`() throws {
        let many = (0..<100_000).map { "a\($0)='1'" }.joined(separator: " ")
        let source = Array("<p>x</p><q \(many)>y</q>".utf8)
        let error = #expect(throws: MarkupError.self) { try MarkupParser.parseXML(source, sourceName: "h") }
        #expect(error?.diagnostic.location == SourceLocation(file: "h", line: 1, column: 9))
        #expect(error?.diagnostic.id == "markup-too-many-attributes")
        let log = DiagnosticLog()
        let tree = try MarkupParser.parseHTML(source, sourceName: "h", log: log)
        #expect(log.entries.map(\.id) == ["markup-too-many-attributes"])
        #expect(tree.attributes.count == 1_000)
        #expect(tree.textContent(tree.documentElement) == "xy")
    }

    @Test func `a page that formatting elements would multiply is refused, not built`() throws {
        let many = "<p>" + (0..<400).map { "<b a=\($0)>" }.joined() + String(repeating: "<p>x", count: 50_000)
        let error = #expect(throws: MarkupError.self) {
            try MarkupParser.parseHTML(Array(many.utf8), sourceName: "h")
        }
        #expect(error?.diagnostic.id == "markup-too-many-nodes")
    }

    @Test func `limits of bytes and nodes hold`() {
        var options = MarkupOptions()
        options.maximumBytes = 10
        for syntax in [MarkupSyntax.xml, .html] {
            let error = #expect(throws: MarkupError.self) {
                try Self.read(Array("<a>1234567</a>".utf8), syntax, options)
            }
            #expect(error?.diagnostic.id == "markup-too-large")
        }
        options = MarkupOptions()
        options.maximumNodes = 100
        let source = Array("<a>\(String(repeating: "<b/>", count: 200))</a>".utf8)
        for syntax in [MarkupSyntax.xml, .html] {
            let error = #expect(throws: MarkupError.self) { try Self.read(source, syntax, options) }
            #expect(error?.diagnostic.id == "markup-too-many-nodes")
        }
    }

    @Test func `NUL bytes become the replacement character`() throws {
        let tree = try MarkupParser.parseHTML(Array("<p title='a\0b'>c\0d".utf8), sourceName: "h")
        #expect(outline(tree).contains("p[title=a\u{FFFD}b]"))
        #expect(tree.textContent(tree.documentElement) == "c\u{FFFD}d")
    }
}
