//  TargetContent.swift
//  In: content that names another place or a page. Out: its text as far as it is known.
//  https://www.w3.org/TR/css-gcpm-3/#cross-references

import Diagnostics
import Markup
import Messages
import Style

extension BoxBuilder {
    /// The place that an address names: what follows `#`, percent-decoded.
    static func anchor(_ url: String) -> String {
        guard let hash = url.firstIndex(of: "#") else { return url }
        let fragment = url[url.index(after: hash)...]
        if !fragment.contains("%") { return String(fragment) }
        var bytes: [UInt8] = []
        var rest = Array(fragment.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == 0x25, rest.count >= 2,
                let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Finds which places generated content points to, so that only there counters are noted.
    func collectTargets() {
        func note(_ items: [ContentItem]) {
            for item in items {
                switch item {
                case .targetCounter(let url, _, _), .targetCounters(let url, _, _, _), .targetText(let url, _):
                    targets[Self.anchor(url)] = TargetFacts()
                default: break
                }
            }
        }
        for style in table.styles {
            if case .items(let items, _) = style.generated.content { note(items) }
            for set in style.generated.stringSet { note(set.items) }
            note(style.generated.bookmarkLabel)
        }
        if targets.isEmpty { return }
        for index in 0..<tree.count where tree.ids[index] != .none {
            let name = tree.nameTable[Int(tree.ids[index].index)]
            if targets[name]?.node.isNone == true { targets[name]?.node = NodeID(index) }
        }
    }

    /// Notes the counters of an element that generated content points to.
    func noteTarget(_ node: NodeID) {
        guard !targets.isEmpty else { return }
        let id = tree.ids[Int(node.index)]
        guard id != .none else { return }
        let name = tree.nameTable[Int(id.index)]
        if targets[name]?.node == node { targets[name]?.counters = counters.snapshot }
    }

    /// Notes the text of ::before and ::after of such an element.
    func noteText(_ items: [ContentItem], pseudo: PseudoElement, node: NodeID) {
        guard !targets.isEmpty else { return }
        let id = tree.ids[Int(node.index)]
        guard id != .none else { return }
        let name = tree.nameTable[Int(id.index)]
        guard targets[name]?.node == node else { return }
        // quotes count where they are generated, not where they are quoted
        let plain = items.filter {
            switch $0 {
            case .openQuote, .closeQuote, .noOpenQuote, .noCloseQuote, .targetText: false
            default: true
            }
        }
        let text = evaluate(plain, node: node)
        if pseudo == .before { targets[name]?.before = text } else { targets[name]?.after = text }
    }

    /// A part of an element's text, white space collapsed.
    func textPart(_ part: ContentItem.TextPart, of node: NodeID) -> String {
        if node.isNone { return "" }
        switch part {
        case .text: return visibleText(of: node)
        case .firstLetter: return visibleText(of: node).first.map { String($0) } ?? ""
        case .before, .after:
            let pseudo: PseudoElement = part == .before ? .before : .after
            guard let id = document.pseudoStyleID(pseudo, of: node),
                case .items(let items, _) = table[id].generated.content
            else { return "" }
            let now = counters
            defer { counters = now }
            counters.enterChildren()
            applyCounters(of: table[id], node: nil, role: .plain)
            return evaluate(
                items.filter { if case .content = $0 { false } else if case .targetText = $0 { false } else { true } },
                node: node)
        case .marker:
            let style = document.style(of: node)
            guard style.box.display == .listItem else { return "" }
            return document.counterStyles.marker(
                counters.instances("list-item")?.last ?? 0, style: style.text.listStyleType)
        }
    }

    /// UTF-8 bytes. Without a bound, headings inside headings would each hold the text of all that are inside them.
    private static let mostText = 10_000

    private func visibleText(of node: NodeID) -> String {
        var result = ""
        var index = node.index
        let end = tree.subtreeEnd(node).index
        var pendingSpace = false
        while index < end, result.utf8.count < Self.mostText {
            let current = NodeID(index)
            index += 1
            if tree.isElement(current), current != node {
                let style = document.style(of: current)
                // footnotes and ruby annotations are not part of a heading's text
                if style.box.display == .none || style.box.float == .footnote || style.box.display == .rubyText {
                    index = tree.subtreeEnd(current).index
                } else if tree.name(current) == "br" {
                    pendingSpace = true
                }
                continue
            }
            guard tree.kind(current) == .text else { continue }
            for scalar in tree.text(current).unicodeScalars {
                if result.utf8.count >= Self.mostText { break }
                if WhiteSpace.isSpace(scalar.value) {
                    pendingSpace = true
                } else {
                    if pendingSpace, !result.isEmpty { result.unicodeScalars.append(" ") }
                    pendingSpace = false
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        if result.utf8.count >= Self.mostText {
            diagnostics?.report("content-text-long", .warning, Sentence(.contentTextLong, ["most": Self.mostText]))
            // its last character may be half of one
            result.removeLast()
            result += "…"
        }
        return result
    }

    /// What page-dependent content shows as far as is known; a digit stands for numbers not known yet.
    func pendingString(_ content: PendingContent, place: GeneratedPlace) -> String {
        let styles = document.counterStyles
        switch content {
        case .leader(let pattern): return pattern
        case .carried: return "0"
        case .pageCounter(let name, let style):
            return styles.text(pageValues(name, facts.countersAtPlace[place]).last ?? 0, style: style)
        case .pageCounters(let name, let separator, let style):
            return pageValues(name, facts.countersAtPlace[place]).map { styles.text($0, style: style) }
                .joined(separator: separator)
        case .targetCounter(let url, let name, let style):
            return styles.text(targetValues(url, name).last ?? 0, style: style)
        case .targetCounters(let url, let name, let separator, let style):
            return targetValues(url, name).map { styles.text($0, style: style) }.joined(separator: separator)
        case .targetText(let url, let part):
            let anchor = Self.anchor(url)
            let node = targets[anchor]?.node ?? self.node(ofAnchor: anchor)
            switch part {
            case .before: return targets[anchor]?.before ?? ""
            case .after: return targets[anchor]?.after ?? ""
            case .text, .firstLetter, .marker: return textPart(part, of: node)
            }
        }
    }
    private func node(ofAnchor anchor: String) -> NodeID {
        guard let name = tree.nameID(anchor), let index = tree.ids.firstIndex(of: name) else { return .none }
        return NodeID(index)
    }
    private func pageValues(_ name: String, _ values: [String: [Int]]?) -> [Int] {
        if name == "pages", let count = facts.pageCount, values?[name] == nil { return [count] }
        return values?[name] ?? [0]
    }
    private func targetValues(_ url: String, _ name: String) -> [Int] {
        let anchor = Self.anchor(url)
        if let values = facts.countersAtAnchor[anchor]?[name] { return values }
        if name == "pages", let count = facts.pageCount { return [count] }
        return targets[anchor]?.counters[name] ?? [0]
    }

    /// Reports targets that are not in the document.
    func reportMissingTargets() {
        for anchor in targets.keys.sorted() where targets[anchor]?.node.isNone == true {
            // an anchor named otherwise than by id is known after paging only
            if facts.countersAtAnchor[anchor] == nil, facts.pageCount != nil {
                diagnostics?.report(
                    "content-target-missing", .warning,
                    Sentence(.targetMissing, ["anchor": anchor]))
            }
        }
    }
}
