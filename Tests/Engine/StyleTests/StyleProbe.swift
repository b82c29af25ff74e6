//  StyleProbe.swift
//  In: elements and CSS as a test writes them. Out: the computed styles, and what was complained about.

import Diagnostics
import Geometry
import Markup

@testable import Style

/// A tiny document: `div#a.x[title=t] > (p, p.b "text")` is spelt as nested calls.
struct Element {
    var name: String
    var attributes: [(name: String, value: String)]
    var children: [Element]
    var text: String?
    init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [Element] = []) {
        self.name = name
        self.attributes = attributes.map { ($0.key, $0.value) }
        self.children = children
    }
    init(text: String) {
        self.init("")
        self.text = text
    }
}

func tree(_ root: Element, namespace: MarkupNamespace = .html) -> MarkupTree {
    var builder = MarkupTreeBuilder(sourceName: "test.html")
    func add(_ element: Element, _ namespace: MarkupNamespace) {
        if let text = element.text {
            builder.text(text)
            return
        }
        let space: MarkupNamespace = element.name == "svg" ? .svg : namespace
        builder.start(element.name, namespace: space, attributes: element.attributes, line: 1, column: 1)
        for child in element.children { add(child, space) }
        builder.end()
    }
    add(root, namespace)
    return builder.finish()
}

/// `html > body > …`
func page(_ children: [Element]) -> MarkupTree { tree(Element("html", [:], [Element("body", [:], children)])) }

struct Styled {
    var document: StyledDocument
    var complaints: [Diagnostic]
    func node(_ id: String) -> NodeID {
        let tree = document.tree
        for index in 0..<tree.count where tree.attribute("id", of: NodeID(index)) == id { return NodeID(index) }
        return documentElement
    }
    var documentElement: NodeID { document.tree.documentElement }
    subscript(_ id: String) -> ComputedStyle { document.style(of: node(id)) }
}

/// Styles a tree with an author's sheet; without the user agent's unless asked.
func style(_ tree: MarkupTree, _ css: String, userAgent: Bool = false) -> Styled {
    let log = DiagnosticLog()
    var sheets = [StyleSheet.parse(css, address: "test.css", diagnostics: log)]
    if userAgent { sheets.insert(.userAgent, at: 0) }
    let document = Cascade(sheets: sheets).style(tree, baseAddress: "base", diagnostics: log)
    return Styled(document: document, complaints: log.entries)
}

/// The computed style of one `div` with these declarations.
func computed(_ declarations: String) -> ComputedStyle {
    style(page([Element("div", ["id": "a"])]), "#a { \(declarations) }")["a"]
}
