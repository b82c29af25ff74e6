//  BoxTreeDump.swift
//  In: a box tree. Out: text (one line a box, indented) or JSON, for `teian dump boxes` and for tests.

import Markup
import Style

/// Prints box trees: `inlineContext <p>`, `text "…"`, `tableCell <td> span 2×1`; `anonymous` boxes have no tag.
public struct BoxTreeDump {
    let boxes: BoxTree
    let document: StyledDocument
    public init(_ boxes: BoxTree, document: StyledDocument) {
        self.boxes = boxes
        self.document = document
    }

    /// Two spaces of indentation a level.
    public func text(from start: BoxID? = nil) -> String {
        var result = ""
        walk(start ?? boxes.root) { box, depth, isEntering in
            guard isEntering else { return }
            result += String(repeating: "  ", count: depth) + line(box) + "\n"
        }
        return result
    }

    /// Nested objects: kind, tag or pseudo-element, traits, text, spans, style id, children.
    public func json(from start: BoxID? = nil) -> String {
        var result = ""
        var needsComma = false
        walk(start ?? boxes.root) { box, _, isEntering in
            if !isEntering {
                result += "]}"
                needsComma = true
                return
            }
            if needsComma { result += "," }
            result += "{\"kind\":\"\(boxes.kind(box))\""
            if let tag = tag(box) { result += ",\"tag\":\(DumpText.quoted(tag))" }
            if let pseudo = boxes.pseudos[Int(box.index)] { result += ",\"pseudo\":\"\(pseudo)\"" }
            let traits = traitNames(box)
            if !traits.isEmpty { result += ",\"traits\":[" + traits.map(DumpText.quoted).joined(separator: ",") + "]" }
            if boxes.kind(box) == .text { result += ",\"text\":\(DumpText.quoted(string(box)))" }
            if let rare = boxes.rareData(box) {
                if rare.columnSpan != 1 { result += ",\"columnSpan\":\(rare.columnSpan)" }
                if rare.rowSpan != 1 { result += ",\"rowSpan\":\(rare.rowSpan)" }
                if rare.picture >= 0 { result += ",\"picture\":\(rare.picture)" }
            }
            result += ",\"style\":\(boxes.style(box).index),\"children\":["
            needsComma = false
        }
        return result
    }

    private func walk(_ start: BoxID, _ visit: (BoxID, Int, Bool) -> Void) {
        if start.isNone { return }
        var depth = 0
        var box = start
        while true {
            visit(box, depth, true)
            if !boxes.firstChild(box).isNone {
                box = boxes.firstChild(box)
                depth += 1
                continue
            }
            visit(box, depth, false)
            while box != start, boxes.nextSibling(box).isNone {
                box = boxes.parent(box)
                depth -= 1
                visit(box, depth, false)
            }
            if box == start { return }
            box = boxes.nextSibling(box)
        }
    }

    private func line(_ box: BoxID) -> String {
        var line = "\(boxes.kind(box))"
        if let tag = tag(box) { line += " <\(tag)>" }
        if let pseudo = boxes.pseudos[Int(box.index)] { line += " ::\(pseudo)" }
        for trait in traitNames(box) { line += " " + trait }
        if let rare = boxes.rareData(box) {
            if rare.columnSpan != 1 || rare.rowSpan != 1 { line += " span \(rare.columnSpan)×\(rare.rowSpan)" }
            if rare.picture >= 0 { line += " picture \(rare.picture)" }
            if let name = rare.runningName { line += " running \(name)" }
            for string in rare.namedStrings { line += " string \(string.name)=\(DumpText.quoted(string.value))" }
            if let bookmark = rare.bookmark { line += " bookmark \(bookmark.level) \(DumpText.quoted(bookmark.label))" }
        }
        if boxes.kind(box) == .text { line += " " + DumpText.quoted(string(box)) }
        return line
    }
    /// The element's name, for boxes that are an element's own.
    private func tag(_ box: BoxID) -> String? {
        let node = boxes.node(box)
        guard !node.isNone, boxes.kind(box) != .text, document.tree.isElement(node) else { return nil }
        return document.tree.name(node)
    }
    private func string(_ box: BoxID) -> String {
        var result = String.UnicodeScalarView()
        let range = boxes.textRanges[Int(box.index)]
        for index in range { result.append(Unicode.Scalar(boxes.scalars[Int(index)]) ?? "\u{FFFD}") }
        return String(result)
    }
    private func traitNames(_ box: BoxID) -> [String] {
        let named: [(BoxTraits, String)] = [
            (.floating, "floating"), (.outOfFlow, "outOfFlow"), (.fixed, "fixed"), (.atomicInline, "atomic"),
            (.anonymous, "anonymous"), (.startCut, "startCut"), (.endCut, "endCut"), (.headerGroup, "header"),
            (.footerGroup, "footer"),
        ]
        let traits = boxes.traits(box)
        return named.filter { traits.contains($0.0) }.map(\.1)
    }
}
