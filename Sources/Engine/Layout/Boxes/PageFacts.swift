//  PageFacts.swift
//  In: an element. Out: what Pages wants to know of its box: names, links, strings, bookmarks; and its counters.

import Markup
import Style

extension BoxBuilder {
    /// Names, links and page counters of an element's box.
    func addFacts(of node: NodeID, style: ComputedStyle, to id: Int32) {
        var anchors: [String] = []
        let idName = tree.ids[Int(node.index)]
        if idName != .none { anchors.append(tree.nameTable[Int(idName.index)]) }
        let isAnchor = tree.namespace(node) == .html && roles[Int(tree.names[Int(node.index)].index)] == .anchor
        var link = style.generated.linkTarget
        if isAnchor {
            if let name = tree.attribute("name", of: node), !name.isEmpty { anchors.append(name) }
            if link == nil { link = tree.attribute("href", of: node) }
        }
        if let name = style.generated.anchorName, !name.isEmpty, !anchors.contains(name) { anchors.append(name) }
        let changesPages =
            style.generated.counterReset.contains { CounterScopes.isPageCounter($0.name) }
            || style.generated.counterIncrement.contains { CounterScopes.isPageCounter($0.name) }
            || style.generated.counterSet.contains { CounterScopes.isPageCounter($0.name) }
        if anchors.isEmpty, link == nil {
            if changesPages { drafts[id].traits.insert(.hasPageFacts) }
            return
        }
        drafts[id].traits.insert(.hasPageFacts)
        drafts.withRare(id) {
            $0.anchors = anchors
            $0.link = link
        }
        guard !targets.isEmpty else { return }
        for anchor in anchors where targets[anchor] != nil {
            let snapshot = counters.snapshot
            drafts.withRare(id) { $0.counters = snapshot }
        }
    }

    /// `string-set` and bookmarks, with the counters that held at the element's start.
    /// https://www.w3.org/TR/css-gcpm-3/#setting-named-strings-the-string-set-pro
    func evaluateStrings(of node: NodeID, style: ComputedStyle, counters atStart: CounterScopes, into id: Int32) {
        let now = counters
        counters = atStart
        defer { counters = now }
        var strings: [NamedString] = []
        for set in style.generated.stringSet {
            strings.append(NamedString(name: set.name, value: evaluate(set.items, node: node)))
        }
        var bookmark: BoxBookmark?
        if style.generated.bookmarkLevel > 0 {
            let items = style.generated.bookmarkLabel
            let whole = items.isEmpty ? evaluate([.content(.text)], node: node) : evaluate(items, node: node)
            let label = Self.entry(whole)
            // nobody can choose an entry without a name
            if !label.isEmpty {
                bookmark = BoxBookmark(
                    level: Int(style.generated.bookmarkLevel), label: label, isOpen: style.generated.bookmarkOpen)
            }
        }
        if strings.isEmpty, bookmark == nil { return }
        drafts[id].traits.insert(.hasPageFacts)
        drafts.withRare(id) {
            $0.namedStrings = strings
            $0.bookmark = bookmark
        }
    }

    /// An outline's entry is a line in a list: of more (headings around whole chapters) the beginning.
    private static func entry(_ label: String) -> String {
        let most = 500
        guard label.utf8.count > most, label.unicodeScalars.count > most else { return label }
        return String(String.UnicodeScalarView(label.unicodeScalars.prefix(most))) + "…"
    }

    /// counter-reset, counter-increment, counter-set of an element, and what HTML lists add.
    /// https://www.w3.org/TR/css-lists-3/#list-item-counter
    func applyCounters(of style: ComputedStyle, node: NodeID?, role: ElementRole) {
        let generated = style.generated
        var listReset: Int?
        var isReversed = false
        if let node, role == .orderedList,
            generated.counterReset.allSatisfy({ $0.name != "list-item" || $0.value == 0 })
        {
            listReset = 0
            if tree.name(node) == "ol" {
                isReversed = tree.attribute("reversed", of: node) != nil
                if let start = number("start", of: node) {
                    listReset = isReversed ? start + 1 : start - 1
                } else if isReversed {
                    listReset = items(of: node) + 1
                }
            }
        }
        for change in generated.counterReset where !CounterScopes.isPageCounter(change.name) {
            if change.name == "list-item", listReset != nil { continue }
            var value = Int(change.value)
            if change.isReversed, let node { value = reversedStart(of: change.name, in: node) ?? value }
            counters.reset(change.name, value)
        }
        if let listReset { counters.reset("list-item", listReset) }
        var countsItself = false
        for change in generated.counterIncrement where !CounterScopes.isPageCounter(change.name) {
            if change.name == "list-item" { countsItself = true }
            counters.change(change.name, by: Int(change.value))
        }
        let isItem = style.box.display == .listItem || style.box.display == .inlineListItem
        if isItem, !countsItself {
            var step = 1
            if let node {
                let list = tree.parent(node)
                if !list.isNone, tree.isElement(list), tree.name(list) == "ol",
                    tree.attribute("reversed", of: list) != nil
                {
                    step = -1
                }
            }
            counters.change("list-item", by: step)
        }
        if let node, role == .listItem, let value = number("value", of: node) { counters.set("list-item", value) }
        for change in generated.counterSet where !CounterScopes.isPageCounter(change.name) {
            counters.set(change.name, Int(change.value))
        }
    }

    private func items(of list: NodeID) -> Int {
        var count = 0
        var child = tree.firstChild(list)
        while !child.isNone {
            if tree.isElement(child), document.style(of: child).box.display == .listItem { count += 1 }
            child = tree.nextSibling(child)
        }
        return count
    }

    /// The first value of `reversed(name)`: what makes the last one end at the size of its step.
    /// https://www.w3.org/TR/css-lists-3/#instantiating-counters
    private func reversedStart(of name: String, in node: NodeID) -> Int? {
        var sum = 0
        var lastStep = 0
        var index = node.index + 1
        let end = tree.subtreeEnd(node).index
        while index < end {
            let current = NodeID(index)
            index += 1
            guard tree.isElement(current) else { continue }
            let style = document.style(of: current)
            if style.box.display == .none || style.generated.counterReset.contains(where: { $0.name == name }) {
                index = tree.subtreeEnd(current).index
                continue
            }
            if let set = style.generated.counterSet.first(where: { $0.name == name }) { return sum + Int(set.value) }
            var step = style.generated.counterIncrement.first { $0.name == name }.map { Int($0.value) } ?? 0
            if step == 0, name == "list-item", style.box.display == .listItem { step = -1 }
            if step != 0 {
                sum -= step
                lastStep = step
            }
        }
        return sum - lastStep
    }
}
