//  FragmentDump.swift
//  In: fragments. Out: their tree as text, one line each, or as JSON: kind, tag, position, size, text. For `teian dump` and tests.

import Fragments
import Geometry
import Markup
import Style

/// Prints fragments. Positions are of border boxes, CSS px from the sheet's (or the outermost fragment's) top left corner.
public struct FragmentDump {
    private let document: StyledDocument
    public init(document: StyledDocument) { self.document = document }

    /// A page, or any fragment, as indented lines.
    public func text(_ fragment: Fragment) -> String {
        var result = ""
        writeText(fragment, x: 0, y: 0, depth: 0, into: &result)
        return result
    }
    public func text(_ pages: [Page]) -> String {
        pages.map { "page \($0.index + 1)\($0.name.isEmpty ? "" : " \($0.name)")\n" + text($0.root) }.joined()
    }
    /// An array of pages, each `{index, name, width, height, root}`.
    public func json(_ pages: [Page]) -> String {
        var result = "["
        for (index, page) in pages.enumerated() {
            if index > 0 { result += "," }
            result += "{\"index\":\(page.index),\"name\":\(DumpText.quoted(page.name)),"
            result +=
                "\"width\":\(page.size.width),\"height\":\(page.size.height),\"label\":\(DumpText.quoted(page.label)),"
            result += "\"root\":"
            writeJSON(page.root, x: 0, y: 0, into: &result)
            result += "}"
        }
        return result + "]"
    }

    /// The text of a fragment's own runs.
    public static func characters(_ fragment: Fragment) -> String? {
        guard case .text(let content) = fragment.content else { return nil }
        var bytes: [UInt8] = []
        for placed in content.runs { bytes += placed.run.utf8 }
        return String(decoding: bytes, as: UTF8.self)
    }
    /// All text below a fragment, in document order of fragments.
    public static func allText(_ fragment: Fragment) -> String {
        var result = characters(fragment) ?? ""
        for link in fragment.children where !link.fragment.flags.contains(.repeated) {
            result += allText(link.fragment)
        }
        return result
    }

    private func tag(_ fragment: Fragment) -> String {
        guard fragment.node >= 0, Int(fragment.node) < document.tree.count else { return "" }
        return document.tree.name(NodeID(fragment.node))
    }
    private func place(_ link: FragmentLink, in parent: Fragment) -> LogicalOffset {
        guard parent.flags.contains(.rightToLeft) else { return link.offset }
        return LogicalOffset(
            inline: parent.size.inline - link.offset.inline - link.fragment.size.inline, block: link.offset.block)
    }
    private func writeText(_ fragment: Fragment, x: Double, y: Double, depth: Int, into result: inout String) {
        result += String(repeating: "  ", count: depth) + "\(fragment.kind)"
        let tag = tag(fragment)
        if !tag.isEmpty { result += " \(tag)" }
        result +=
            " (\(Self.number(x)),\(Self.number(y))) \(Self.number(fragment.size.inline.px))×\(Self.number(fragment.size.block.px))"
        for (flag, word) in Self.flagWords where fragment.flags.contains(flag) { result += " " + word }
        if let text = Self.characters(fragment) { result += " \(DumpText.quoted(text))" }
        result += "\n"
        for link in fragment.children {
            let offset = place(link, in: fragment)
            writeText(link.fragment, x: x + offset.inline.px, y: y + offset.block.px, depth: depth + 1, into: &result)
        }
    }
    private func writeJSON(_ fragment: Fragment, x: Double, y: Double, into result: inout String) {
        result += "{\"kind\":\"\(fragment.kind)\",\"tag\":\(DumpText.quoted(tag(fragment))),\"box\":\(fragment.box)"
        result += ",\"x\":\(x),\"y\":\(y),\"width\":\(fragment.size.inline.px),\"height\":\(fragment.size.block.px)"
        for (name, edges) in [
            ("margin", fragment.margin), ("border", fragment.border), ("padding", fragment.padding),
        ] where edges != .zero {
            result +=
                ",\"\(name)\":[\(edges.blockStart.px),\(edges.inlineEnd.px),\(edges.blockEnd.px),\(edges.inlineStart.px)]"
        }
        if let baseline = fragment.firstBaseline { result += ",\"baseline\":\(baseline.px)" }
        let words = Self.flagWords.filter { fragment.flags.contains($0.0) }.map(\.1)
        if !words.isEmpty { result += ",\"flags\":[\(words.map { DumpText.quoted($0) }.joined(separator: ","))]" }
        if let text = Self.characters(fragment) { result += ",\"text\":\(DumpText.quoted(text))" }
        if !fragment.children.isEmpty {
            result += ",\"children\":["
            for (index, link) in fragment.children.enumerated() {
                if index > 0 { result += "," }
                let offset = place(link, in: fragment)
                writeJSON(link.fragment, x: x + offset.inline.px, y: y + offset.block.px, into: &result)
            }
            result += "]"
        }
        result += "}"
    }

    private static let flagWords: [(FragmentFlags, String)] = [
        (.continued, "continued"), (.continues, "continues"), (.repeated, "repeated"), (.rightToLeft, "rtl"),
        (.hidden, "hidden"), (.generated, "generated"), (.outOfFlow, "positioned"), (.floating, "floating"),
        (.startCut, "startCut"), (.endCut, "endCut"),
    ]
    private static func number(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
}
