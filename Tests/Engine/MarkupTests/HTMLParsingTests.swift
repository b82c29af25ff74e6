//  HTMLParsingTests.swift
//  Claims about reading HTML as browsers do.

import Diagnostics
import Markup
import Testing

@Suite struct HTMLParsing {
    @Test(arguments: [
        ("<p>a<p>b", "html\n  head\n  body\n    p\n      \"a\"\n    p\n      \"b\""),
        ("bare text", "html\n  head\n  body\n    \"bare text\""),
        ("", "html\n  head\n  body"),
        (
            "<table><tr><td>1",
            "html\n  head\n  body\n    table\n      tbody\n        tr\n          td\n            \"1\""
        ),
        ("<table>x<tr>", "html\n  head\n  body\n    \"x\"\n    table\n      tbody\n        tr"),
        ("<b><i>a</b>b</i>", "html\n  head\n  body\n    b\n      i\n        \"a\"\n    i\n      \"b\""),
        ("<ul><li>a<li>b</ul>", "html\n  head\n  body\n    ul\n      li\n        \"a\"\n      li\n        \"b\""),
        ("<x-y>a</x-y>", "html\n  head\n  body\n    x-y\n      \"a\""),
        ("<p>a&nbsp;&copy;b", "html\n  head\n  body\n    p\n      \"a\u{A0}©b\""),
        ("<DIV CLASS=A Title='b'>", "html\n  head\n  body\n    div[class=A][title=b]"),
        ("<template><td>a</template>", "html\n  head\n    template\n      td\n        \"a\"\n  body"),
        ("<title>a<b></title>", "html\n  head\n    title\n      \"a<b>\"\n  body"),
    ])
    func `the tree is the one that browsers build`(_ source: String, _ expected: String) throws {
        #expect(outline(try html(source)) == expected)
    }

    @Test func `SVG and MathML keep their namespaces and their capitals`() throws {
        let tree = try html(
            "<svg viewbox='0 0 1 1'><linearGradient id=a gradientunits=x /><use xlink:href='#a'/><foreignobject><p>x</p></foreignobject></svg><math><mi>y"
        )
        #expect(
            outline(tree) == """
                html
                  head
                  body
                    svg svg[viewBox=0 0 1 1]
                      svg linearGradient[id=a][gradientUnits=x]
                      svg use[xlink:href=#a]
                      svg foreignObject
                        p
                          "x"
                    math math
                      math mi
                        "y"
                """)
    }

    @Test(arguments: [
        ("<!DOCTYPE html><p>", false), ("<p>", true), ("<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 3.2//EN'>", true),
        ("<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x'>", false),
        ("<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN'>", true),
        (
            "<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN' 'http://www.w3.org/TR/html4/loose.dtd'>",
            false
        ),
        ("<!DOCTYPE html SYSTEM 'about:legacy-compat'>", false), ("<!DOCTYPE svg>", true),
    ])
    func `quirks mode follows the doctype`(_ source: String, _ isQuirky: Bool) throws {
        #expect(try html(source).isQuirky == isQuirky)
    }

    @Test func `places count lines and characters`() throws {
        let tree = try html("<!DOCTYPE html>\n<body>日本<b>x</b>\n\t<i>y")
        #expect(outline(tree, places: true).contains("b 2:9"))
        #expect(outline(tree, places: true).contains("i 3:2"))
        #expect(outline(tree, places: true).contains("\"y\" 3:5"))
    }

    @Test(arguments: [
        ("<meta charset=Shift_JIS>", [0x93, 0xFA, 0x96, 0x7B], "日本"),
        ("<meta charset=\"euc-jp\">", [0xC6, 0xFC, 0xCB, 0xDC], "日本"),
        ("<meta http-equiv=Content-Type content='text/html; charset=windows-31j'>", [0x87, 0x40], "①"),
        ("<meta charset=iso-2022-jp>", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42], "日"),
        ("<!-- <meta charset=euc-jp> --><meta charset=utf-8>", [0xE6, 0x97, 0xA5], "日"),
        ("", [0xE6, 0x97, 0xA5], "日"), ("", [0x80, 0xE9], "€é"), ("<meta charset=utf-8>", [0xFF, 0x41], "\u{FFFD}A"),
        ("<meta charset=shift_jis>", [0x81], "\u{FFFD}"),
    ])
    func `the encoding is found as browsers find it`(_ head: String, _ bytes: [UInt8], _ text: String) throws {
        let tree = try MarkupParser.parseHTML(Array(head.utf8) + bytes, sourceName: "a")
        #expect(tree.textContent(tree.documentElement) == text)
    }

    @Test func `an encoding that nobody knows is complained about with a way out`() throws {
        let log = DiagnosticLog()
        _ = try MarkupParser.parseHTML(Array("<meta charset=klingon>a".utf8), sourceName: "a.html", log: log)
        #expect(log.entries.map(\.id) == ["markup-unknown-encoding"])
        #expect(log.entries.first?.message.contains("save the file as UTF-8") == true)
    }

    @Test(arguments: [
        ("a.html", "<p>", MarkupSyntax.html), ("a.xhtml", "<p>", .xml), ("a.svg", "<svg/>", .xml),
        ("a.html", "<?xml version='1.0'?><p/>", .xml), ("-", "\u{FEFF}<?xml version='1.0'?><p/>", .xml),
    ])
    func `a file is read as what it is`(_ name: String, _ text: String, _ syntax: MarkupSyntax) {
        #expect(MarkupParser.sniff(Array(text.utf8), sourceName: name) == syntax)
    }
}
