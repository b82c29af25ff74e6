//  StructureTree.swift
//  In: the markup. Out: the structure tree of the PDF: what is a heading, a list, a table, a figure; in source order.
//  https://www.iso.org/standard/51502.html 14.8.4, and the HTML element's own meaning (or its `role`).

import Finishing
import Markup
import Style

struct StructureTree {
    let document: StyledDocument

    /// The `Document` element with everything below.
    func build() -> StructureNode {
        var root = StructureNode(role: "Document")
        let element = document.tree.documentElement
        guard !element.isNone else { return root }
        root.language = document.tree.attribute("lang", of: element) ?? document.tree.attribute("xml:lang", of: element)
        add(element, to: &root, depth: 0)
        return root
    }

    private func add(_ node: NodeID, to parent: inout StructureNode, depth: Int) {
        let tree = document.tree
        parent.nodes.append(node.index)
        var child = tree.firstChild(node)
        while !child.isNone {
            if tree.kind(child) == .text {
                parent.nodes.append(child.index)
            } else {
                element(child, in: &parent, depth: depth + 1)
            }
            child = tree.nextSibling(child)
        }
    }

    private func element(_ node: NodeID, in parent: inout StructureNode, depth: Int) {
        let tree = document.tree
        let style = document.style(of: node)
        guard style.box.display != .none, depth < 500 else { return }
        let name = tree.name(node)
        if let figure = figure(node, name) {
            parent.children.append(figure)
            return
        }
        guard let role = role(node, name, style) else {
            add(node, to: &parent, depth: depth)
            return
        }
        var own = StructureNode(role: role)
        if let language = tree.attribute("lang", of: node) { own.language = language }
        if role == "TH" || role == "TD" {
            own.columnSpan = tree.attribute("colspan", of: node).flatMap { Int($0) }.map { min(1000, max(1, $0)) } ?? 1
            own.rowSpan = tree.attribute("rowspan", of: node).flatMap { Int($0) }.map { min(65_534, max(1, $0)) } ?? 1
        }
        if role == "TH" { own.scope = scope(node) }
        if role == "Link" { own.source = node.index }
        if role == "L" {
            add(node, to: &own, depth: depth)
        } else if role == "LI" {
            var body = StructureNode(role: "LBody")
            add(node, to: &body, depth: depth)
            own.children.append(body)
        } else {
            add(node, to: &own, depth: depth)
        }
        parent.children.append(own)
    }

    /// What a link says where its annotation is asked alone: its label, else the beginning of its words, else what its
    /// picture shows. PDF/UA-1 (ISO 14289-1), 7.18.5
    static func linkDescription(_ index: Int32, in tree: MarkupTree) -> String? {
        let node = NodeID(index)
        guard index >= 0, Int(index) < tree.count, tree.isElement(node) else { return nil }
        let label = tree.attribute("aria-label", of: node) ?? tree.attribute("title", of: node) ?? ""
        let text = label.isEmpty ? beginning(of: node, in: tree) : label
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(500)
        return words.isEmpty ? tree.attribute("href", of: node) : String(words)
    }

    /// Some 2,000 bytes of the words in an element, or of its pictures' alternatives: a link around a whole document is
    /// asked for on each of its pages.
    private static func beginning(of node: NodeID, in tree: MarkupTree) -> String {
        var words = ""
        var alternatives = ""
        for index in node.index..<min(tree.subtreeEnd(node).index, node.index + 4_096) {
            let inside = NodeID(index)
            if tree.isElement(inside) {
                if tree.name(inside) == "img", let alternative = tree.attribute("alt", of: inside) {
                    alternatives += alternative + " "
                }
            } else if tree.kind(inside) == .text {
                words += tree.text(inside)
            }
            if words.utf8.count + alternatives.utf8.count > 2_000 { break }
        }
        return words.contains { !$0.isWhitespace } ? words : alternatives
    }

    private func scope(_ node: NodeID) -> StructureNode.Scope {
        let tree = document.tree
        switch tree.attribute("scope", of: node)?.lowercased() {
        case "row", "rowgroup": return .row
        case "col", "colgroup": return .column
        default: break
        }
        let row = tree.parent(node)
        let group = row.isNone ? row : tree.parent(row)
        return !group.isNone && tree.name(group) == "thead" ? .column : .row
    }

    private func figure(_ node: NodeID, _ name: String) -> StructureNode? {
        let tree = document.tree
        switch name {
        case "img":
            guard let alternative = tree.attribute("alt", of: node), !alternative.isEmpty else { return nil }
            return StructureNode(role: "Figure", nodes: [node.index], alternative: alternative)
        case "svg":
            let alternative = tree.attribute("aria-label", of: node) ?? title(of: node)
            var nodes: [Int32] = []
            var index = node
            let end = tree.subtreeEnd(node)
            while index < end {
                nodes.append(index.index)
                index = NodeID(index.index + 1)
            }
            return StructureNode(role: "Figure", nodes: nodes, alternative: alternative)
        default: return nil
        }
    }

    private func title(of svg: NodeID) -> String? {
        document.tree.children(svg).first { document.tree.name($0) == "title" }.map { document.tree.textContent($0) }
    }

    private func role(_ node: NodeID, _ name: String, _ style: ComputedStyle) -> String? {
        if document.tree.attribute("role", of: node) == "presentation" { return nil }
        switch name {
        case "h1", "h2", "h3", "h4", "h5", "h6":
            // https://www.w3.org/TR/wai-aria-1.2/#aria-level : how it looks and how deep it stands are two things
            let level = document.tree.attribute("aria-level", of: node).flatMap { Int($0) } ?? 0
            return (1...6).contains(level) ? "H\(level)" : name.uppercased()
        case "p", "dt", "dd", "address", "pre", "summary": return "P"
        case "blockquote": return "BlockQuote"
        case "ul", "ol", "menu": return "L"
        case "li": return "LI"
        case "table": return "Table"
        case "thead": return "THead"
        case "tbody": return "TBody"
        case "tfoot": return "TFoot"
        case "tr": return "TR"
        case "th": return "TH"
        case "td": return "TD"
        case "caption", "figcaption": return "Caption"
        case "section", "article": return "Sect"
        case "a": return document.tree.attribute("href", of: node) == nil ? nil : "Link"
        case "q": return "Quote"
        case "code", "kbd", "samp": return "Code"
        default:
            switch style.box.display {
            case .block, .flowRoot, .flex, .grid, .tableCell, .tableCaption: return hasOwnText(node) ? "P" : nil
            default: return nil
            }
        }
    }

    /// A `div` that holds words itself is a paragraph; one that only holds other blocks is nothing.
    private func hasOwnText(_ node: NodeID) -> Bool {
        let tree = document.tree
        return tree.children(node).contains {
            tree.kind($0) == .text && tree.text($0).contains { !$0.isWhitespace }
        }
    }
}
