//  Outline.swift
//  In: a tree. Out: one line per node, as the tests compare it.

import Diagnostics
import Markup

/// `div#a.b[title=x] 3:5` per element, `"text" 3:9` per text node, two blanks a level.
func outline(_ tree: MarkupTree, places: Bool = false) -> String {
    var lines: [String] = []
    func visit(_ node: NodeID, _ level: Int) {
        var line = String(repeating: "  ", count: level)
        switch tree.kind(node) {
        case .document: break
        case .element:
            let prefix =
                switch tree.namespace(node) {
                case .html: ""
                case .svg: "svg "
                case .mathML: "math "
                case .other: "other "
                }
            line += prefix + tree.name(node)
            for attribute in tree.attributes(of: node) {
                line += "[\(tree.nameTable[Int(attribute.name.index)])=\(attribute.value)]"
            }
        case .text: line += "\"\(tree.text(node).replacingNewlines)\""
        }
        if places { line += " \(tree.line(node)):\(tree.column(node))" }
        if tree.kind(node) != .document { lines.append(line) }
        for child in tree.children(node) { visit(child, tree.kind(node) == .document ? 0 : level + 1) }
    }
    visit(MarkupTree.root, 0)
    return lines.joined(separator: "\n")
}

extension String {
    fileprivate var replacingNewlines: String {
        split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "⏎")
    }
}

/// Parses XML and insists that nothing was complained about.
func xml(_ text: String, options: MarkupOptions = MarkupOptions()) throws -> MarkupTree {
    let log = DiagnosticLog()
    let tree = try MarkupParser.parseXML(Array(text.utf8), sourceName: "a.xhtml", options: options, log: log)
    precondition(log.entries.isEmpty, "\(log.entries)")
    return tree
}

/// Parses HTML and insists that nothing was complained about.
func html(_ text: String, options: MarkupOptions = MarkupOptions()) throws -> MarkupTree {
    let log = DiagnosticLog()
    let tree = try MarkupParser.parseHTML(Array(text.utf8), sourceName: "a.html", options: options, log: log)
    precondition(log.entries.isEmpty, "\(log.entries)")
    return tree
}

/// A generator with a seed, so that every run tests the same bytes.
struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        var x = state
        x ^= x >> 33
        x = x &* 0xFF51_AFD7_ED55_8CCD
        x ^= x >> 33
        return x
    }
}

/// The invariants that every tree has, whatever it was made from.
func isSound(_ tree: MarkupTree) -> Bool {
    for index in 1..<max(tree.count, 1) {
        let node = NodeID(index)
        let parent = tree.parent(node)
        guard !parent.isNone, parent < node else { return false }
        let previous = tree.previousSibling(node)
        if previous.isNone {
            guard tree.firstChild(parent) == node else { return false }
        } else {
            guard tree.nextSibling(previous) == node, tree.parent(previous) == parent else { return false }
        }
        if tree.kind(node) == .text {
            guard tree.firstChild(node).isNone, tree.textRanges[index].count > 0 else { return false }
        }
    }
    return true
}
