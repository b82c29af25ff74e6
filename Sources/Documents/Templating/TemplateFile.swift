//  TemplateFile.swift
//  In: a parsed file of templates. Out: its template attributes, fragments and exact places.

import Diagnostics
import Markup

/// One file, parsed once per compilation.
final class TemplateFile: Sendable {
    /// Below the folder of templates.
    let path: String
    /// As messages name it.
    let name: String
    let tree: MarkupTree
    let source: MarkupSource
    /// Elements with t:fragment, in document order.
    let fragments: [(name: String, node: NodeID)]

    init(path: String, name: String, tree: MarkupTree, source: MarkupSource) {
        self.path = path
        self.name = name
        self.tree = tree
        self.source = source
        fragments = (0..<tree.count).compactMap { index in
            tree.attribute("t:fragment", of: NodeID(index)).map { ($0, NodeID(index)) }
        }
    }

    func value(_ attribute: String, _ node: NodeID) -> String? { tree.attribute(attribute, of: node) }

    func place(_ node: NodeID) -> SourceLocation {
        SourceLocation(file: name, line: tree.line(node), column: tree.column(node))
    }
    func place(_ attribute: String, _ node: NodeID) -> SourceLocation {
        source.location(ofAttribute: attribute, tagAt: tree.line(node), tree.column(node))
    }

    /// The names of the slots inside a node.
    func slots(in node: NodeID) -> [String] {
        (Int(node.index)..<Int(tree.subtreeEnd(node).index)).compactMap { tree.attribute("t:slot", of: NodeID($0)) }
    }
}
