//  DocumentBuildingTests.swift
//  Claims about building documents and writing them.

import Diagnostics
import Markup
import Testing

@Suite struct DocumentBuilding {
    static let names = [
        "html", "head", "title", "meta", "charset", "body", "p", "br", "script", "style", "type", "class", "id", "svg",
        "path", "d", "xlink:href", "use", "div", "title", "href", "a",
    ]

    /// Builds `<html><body>…` around what the test adds.
    static func build(_ body: (MarkupDocument, (String) -> MarkupName) -> Void) -> MarkupDocument {
        let vocabulary = MarkupVocabulary(names)
        let document = MarkupDocument(vocabulary: vocabulary)
        let name = { (spelling: String) in vocabulary[spelling]! }
        document.open(name("html"))
        document.open(name("body"))
        body(document, name)
        document.close()
        document.close()
        return document
    }
    static func written(_ document: MarkupDocument) -> String { String(decoding: document.serialize(), as: UTF8.self) }

    @Test func `a document is XHTML that is also HTML5`() {
        let document = Self.build { document, name in
            document.open(name("p"))
            document.attribute(name("class"), "a \"b\" <c> & d")
            document.text("1 < 2 & 3 > 2 日本")
            document.open(name("br"))
            document.close()
            document.close()
            document.open(name("p"))
            document.close()
            document.open(name("svg"), namespace: .svg)
            document.open(name("use"), namespace: .svg)
            document.attribute(name("xlink:href"), "#x")
            document.close()
            document.close()
        }
        #expect(
            Self.written(document) == """
                <!DOCTYPE html>
                <html xmlns="http://www.w3.org/1999/xhtml"><body><p class="a &quot;b&quot; &lt;c&gt; &amp; d">1 &lt; 2 &amp; 3 &gt; 2 日本<br/></p><p></p><svg xmlns="http://www.w3.org/2000/svg"><use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#x"/></svg></body></html>

                """)
    }

    @Test func `what is written reads back as the same tree, as XML and as HTML`() throws {
        let document = Self.build { document, name in
            document.open(name("div"), line: 7, column: 3)
            document.attribute(name("id"), "日本")
            document.attribute(name("title"), "a\tb\n\"'<>&]]>")
            document.text("x]]>y <b>&amp;</b>\u{A0}")
            document.close()
            document.open(name("script"))
            document.text("if (a < b && c > d) { x = '</script>]]>'; }")
            document.close()
            document.open(name("script"))
            document.attribute(name("type"), "application/json")
            document.text("{\"a\": \"<b>&</script>\"}")
            document.close()
            document.open(name("style"))
            document.text("p > a { color: red }")
            document.close()
        }
        let tree = document.tree(sourceName: "t")
        let bytes = document.serialize()
        let asXML = outline(try MarkupParser.parseXML(bytes, sourceName: "x"))
        let asHTML = outline(try MarkupParser.parseHTML(bytes, sourceName: "h"))
        #expect(asXML == outline(tree))
        // HTML implies a head, keeps the namespace, sees the CDATA marks as comments and the last line break as text.
        let inHTML = asHTML.split(separator: "\n").filter { $0 != "  head" }.joined(separator: "\n")
        #expect(
            inHTML.replacing("<![CDATA[", with: "").replacing("]]>*/", with: "*/").replacing(
                "[xmlns=http://www.w3.org/1999/xhtml]", with: ""
            ).replacing("\n    \"⏎\"", with: "")
                == outline(tree))
        #expect(outline(tree, places: true).contains("div[id=日本][title=a\tb\n\"'<>&]]>] 7:3"))
        #expect(isSound(tree))
    }

    @Test func `characters that XML forbids cannot break a document`() throws {
        let document = Self.build { document, name in
            document.open(name("p"))
            document.attribute(name("title"), "a\u{0}b\u{1F}\u{FFFF}")
            document.text("c\u{0}d\u{8}\u{FFFE}e\r")
            document.close()
        }
        let tree = try MarkupParser.parseXML(document.serialize(), sourceName: "x")
        let p = tree.firstChild(tree.firstChild(tree.documentElement))
        #expect(tree.attribute("title", of: p) == "a\u{FFFD}b\u{FFFD}\u{FFFD}")
        #expect(tree.text(tree.firstChild(p)) == "c\u{FFFD}d\u{FFFD}\u{FFFD}e\r")
    }

    @Test func `a built fragment is inserted with its namespaces and in its order`() throws {
        let fragment = try xml(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 1 1'><g><path d='M0 0'/><text>a<tspan>b</tspan>c</text></g><use xlink:href='#q'/></svg>"
        )
        let document = Self.build { document, name in
            document.open(name("p"))
            document.text("x")
            document.insert(fragment)
            document.text("y")
            document.close()
        }
        let expected = """
            html
              body
                p
                  "x"
                  svg svg[viewBox=0 0 1 1]
                    svg g
                      svg path[d=M0 0]
                      svg text
                        "a"
                        svg tspan
                          "b"
                        "c"
                    svg use[xlink:href=#q]
                  "y"
            """
        #expect(outline(document.tree(sourceName: "t")) == expected)
        #expect(outline(try MarkupParser.parseXML(document.serialize(), sourceName: "x")) == expected)
    }

    @Test func `a vocabulary serves many documents at once`() async {
        let vocabulary = MarkupVocabulary(Self.names)
        let results = await withTaskGroup(of: String.self) { group in
            for index in 0..<64 {
                group.addTask {
                    let document = MarkupDocument(vocabulary: vocabulary)
                    document.open(vocabulary["p"]!)
                    document.attribute(vocabulary["class"]!, "c\(index % 2)")
                    document.close()
                    return Self.written(document)
                }
            }
            var all: Set<String> = []
            for await result in group { all.insert(result) }
            return all
        }
        #expect(results.count == 2)
    }
}
