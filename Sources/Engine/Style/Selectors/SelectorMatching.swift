//  SelectorMatching.swift
//  In: a selector and an element. Out: whether it matches. Names are compared as numbers, never as strings.
//  https://www.w3.org/TR/selectors-4/#match-against-element

import Markup

/// Matches the selectors of one cascade against one tree.
struct SelectorMatcher {
    let tree: MarkupTree
    /// The tree's name for each atom; −2 if no element, attribute, class or id has it.
    let nameOfAtom: [Int32]
    /// Steps left for the present element: nested `:has()` and `:is()` cannot take for ever.
    private var fuel = 0
    private(set) var ranOutOfFuel = false
    static let stepsPerElement = 200_000
    /// The last sibling that was asked for its place, and that place.
    private var places: [PlaceKey: (node: NodeID, place: Int)] = [:]

    private struct PlaceKey: Hashable {
        var parent: NodeID
        /// Of which elements the place is counted; `none`: of all.
        var name: NameID
        var isSVG: Bool
        var fromEnd: Bool
        /// The list of `of`, by its first compound; nil: none.
        var filter: ObjectIdentifier?
    }

    init(tree: MarkupTree, atoms: [String]) {
        self.tree = tree
        nameOfAtom = atoms.map { tree.nameID($0)?.index ?? -2 }
    }

    mutating func startElement() { fuel = Self.stepsPerElement }

    mutating func matches(_ selector: ComplexSelector, _ node: NodeID) -> Bool {
        matches(selector, from: 0, node, scope: .none)
    }

    private mutating func matches(_ selector: ComplexSelector, from index: Int, _ node: NodeID, scope: NodeID) -> Bool {
        fuel -= 1
        if fuel < 0 {
            ranOutOfFuel = true
            return false
        }
        guard matches(selector.compounds[index], node) else { return false }
        let next = index + 1
        if next == selector.compounds.count { return true }
        switch selector.combinators[index] {
        case .child:
            let parent = tree.parent(node)
            return !parent.isNone && tree.isElement(parent) && matches(selector, from: next, parent, scope: scope)
        case .descendant:
            var ancestor = tree.parent(node)
            while !ancestor.isNone, tree.isElement(ancestor) {
                if matches(selector, from: next, ancestor, scope: scope) { return true }
                if fuel < 0 { return false }
                ancestor = tree.parent(ancestor)
            }
            return false
        case .nextSibling:
            let sibling = previousElement(node)
            return !sibling.isNone && matches(selector, from: next, sibling, scope: scope)
        case .laterSibling:
            var sibling = previousElement(node)
            while !sibling.isNone {
                if matches(selector, from: next, sibling, scope: scope) { return true }
                if fuel < 0 { return false }
                sibling = previousElement(sibling)
            }
            return false
        }
    }

    private func previousElement(_ node: NodeID) -> NodeID {
        var sibling = tree.previousSibling(node)
        while !sibling.isNone, !tree.isElement(sibling) { sibling = tree.previousSibling(sibling) }
        return sibling
    }
    private func nextElement(_ node: NodeID) -> NodeID {
        var sibling = tree.nextSibling(node)
        while !sibling.isNone, !tree.isElement(sibling) { sibling = tree.nextSibling(sibling) }
        return sibling
    }

    private mutating func matches(_ compound: CompoundSelector, _ node: NodeID) -> Bool {
        let at = Int(node.index)
        if compound.tag >= 0 {
            let name = tree.names[at].index
            if name != nameOfAtom[Int(compound.tag)] {
                guard name == nameOfAtom[Int(compound.lowerTag)], tree.namespaces[at] == .html else { return false }
            }
        }
        if compound.namespace != .any {
            switch (compound.namespace, tree.namespaces[at]) {
            case (.html, .html), (.svg, .svg), (.none, .other): break
            default: return false
            }
        }
        for id in compound.ids where tree.ids[at].index != nameOfAtom[Int(id)] { return false }
        if !compound.classes.isEmpty {
            let range = tree.classRanges[at]
            for wanted in compound.classes {
                let name = nameOfAtom[Int(wanted)]
                var isFound = false
                for index in range where tree.classNames[Int(index)].index == name {
                    isFound = true
                    break
                }
                if !isFound { return false }
            }
        }
        for test in compound.attributes where !matches(test, node) { return false }
        for pseudo in compound.pseudoClasses where !matches(pseudo, node) { return false }
        return true
    }

    private func matches(_ test: AttributeTest, _ node: NodeID) -> Bool {
        let isHTML = tree.namespace(node) == .html
        let name = NameID(index: nameOfAtom[Int(isHTML ? test.lowerName : test.name)])
        guard name.index >= 0, let value = tree.attribute(name, of: node) else { return false }
        if test.operation == .exists { return true }
        let wanted = test.ignoresCase ? test.value.asciiLowercased : test.value
        let actual = test.ignoresCase ? value.asciiLowercased : value
        switch test.operation {
        case .exists: return true
        case .equals: return actual == wanted
        case .includes:
            if wanted.isEmpty { return false }
            return actual.split(whereSeparator: { " \t\n\r\u{0C}".contains($0) }).contains { $0 == wanted }
        case .dashMatch: return actual == wanted || actual.hasPrefix(wanted + "-")
        case .prefix: return !wanted.isEmpty && Self.starts(actual.utf8, with: wanted.utf8)
        case .suffix: return !wanted.isEmpty && Self.starts(actual.utf8.reversed(), with: wanted.utf8.reversed())
        case .substring: return !wanted.isEmpty && Self.contains(Array(actual.utf8), Array(wanted.utf8))
        }
    }
    private static func starts(_ text: some Sequence<UInt8>, with prefix: some Sequence<UInt8>) -> Bool {
        text.starts(with: prefix)
    }
    private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        guard text.count >= part.count else { return false }
        for start in 0...(text.count - part.count) where text[start..<(start + part.count)].elementsEqual(part) {
            return true
        }
        return false
    }

    private mutating func matches(_ pseudo: PseudoClass, _ node: NodeID) -> Bool {
        switch pseudo {
        case .never: return false
        case .root: return tree.parent(node) == MarkupTree.root
        case .empty:
            var child = tree.firstChild(node)
            while !child.isNone {
                if tree.isElement(child) || !tree.textRanges[Int(child.index)].isEmpty { return false }
                child = tree.nextSibling(child)
            }
            return true
        case .nth(let pattern, let fromEnd, let ofType, let of):
            if !of.isEmpty, !matchesAny(of, node) { return false }
            return pattern.matches(index(of: node, fromEnd: fromEnd, ofType: ofType, among: of))
        case .only(let ofType):
            return index(of: node, fromEnd: false, ofType: ofType, among: []) == 1
                && index(of: node, fromEnd: true, ofType: ofType, among: []) == 1
        case .matches(let list): return matchesAny(list.members, node)
        case .not(let list): return !matchesAny(list, node)
        case .has(let relatives):
            for relative in relatives where has(relative, node) { return true }
            return false
        case .language(let ranges):
            let language = self.language(of: node)
            return ranges.contains { Self.language(language, isIn: $0) }
        case .direction(let isRTL): return self.isRTL(node) == isRTL
        case .link:
            let name = tree.name(node)
            return ["a", "area", "link"].contains(name) && tree.attribute("href", of: node) != nil
                || (tree.namespace(node) == .svg && name == "a"
                    && (tree.attribute("xlink:href", of: node) ?? tree.attribute("href", of: node)) != nil)
        case .checked:
            switch tree.name(node) {
            case "input":
                let type = tree.attribute("type", of: node)?.asciiLowercased
                return (type == "checkbox" || type == "radio") && tree.attribute("checked", of: node) != nil
            case "option": return tree.attribute("selected", of: node) != nil
            default: return false
            }
        case .disabled: return isFormControl(node) && isDisabled(node)
        case .enabled: return isFormControl(node) && !isDisabled(node)
        case .required: return isField(node) && tree.attribute("required", of: node) != nil
        case .optional: return isField(node) && tree.attribute("required", of: node) == nil
        case .readWrite: return isEditable(node)
        case .readOnly: return !isEditable(node)
        case .indeterminate: return tree.name(node) == "progress" && tree.attribute("value", of: node) == nil
        case .defaultOption:
            return tree.attribute("checked", of: node) != nil || tree.attribute("selected", of: node) != nil
        }
    }
    private mutating func matchesAny(_ list: [ComplexSelector], _ node: NodeID) -> Bool {
        for selector in list where matches(selector, from: 0, node, scope: .none) { return true }
        return false
    }

    /// The place among the siblings, counted from 1. Elements are asked in document order: the answer for one sibling is
    /// the next one's start, so that a thousand siblings do not each count to a thousand.
    private mutating func index(of node: NodeID, fromEnd: Bool, ofType: Bool, among: [ComplexSelector]) -> Int {
        let key = PlaceKey(
            parent: tree.parent(node), name: ofType ? tree.names[Int(node.index)] : .none,
            isSVG: ofType && tree.namespace(node) == .svg, fromEnd: fromEnd,
            filter: among.first?.compounds.first.map { ObjectIdentifier($0) })
        if let known = places[key] {
            var steps = 0
            var sibling = node
            while !sibling.isNone, sibling != known.node, sibling > known.node {
                if ofType ? isOfType(sibling, node) : among.isEmpty || matchesAny(among, sibling) { steps += 1 }
                sibling = previousElement(sibling)
            }
            // without steps left, nothing matches any more: that is no place to remember
            if sibling == known.node, fuel >= 0 {
                let place = fromEnd ? known.place - steps : known.place + steps
                places[key] = (node, place)
                return place
            }
        }
        let place = count(to: node, fromEnd: fromEnd, ofType: ofType, among: among)
        if fuel >= 0 { places[key] = (node, place) }
        return place
    }
    private func isOfType(_ a: NodeID, _ b: NodeID) -> Bool {
        tree.names[Int(a.index)] == tree.names[Int(b.index)] && tree.namespace(a) == tree.namespace(b)
    }

    private mutating func count(to node: NodeID, fromEnd: Bool, ofType: Bool, among: [ComplexSelector]) -> Int {
        var index = 1
        let name = tree.names[Int(node.index)]
        var sibling = fromEnd ? nextElement(node) : previousElement(node)
        while !sibling.isNone {
            if ofType {
                if tree.names[Int(sibling.index)] == name, tree.namespace(sibling) == tree.namespace(node) {
                    index += 1
                }
            } else if among.isEmpty || matchesAny(among, sibling) {
                index += 1
            }
            sibling = fromEnd ? nextElement(sibling) : previousElement(sibling)
        }
        return index
    }

    private mutating func has(_ relative: RelativeSelector, _ node: NodeID) -> Bool {
        // candidates for the rightmost compound, whose leftmost compound must stand in relation to `node`
        switch relative.combinator {
        case .child, .descendant: return hasMatch(in: node, relative, anchor: node)
        case .nextSibling, .laterSibling:
            var sibling = nextElement(node)
            while !sibling.isNone {
                if matchesRelative(relative, from: 0, sibling, anchor: node)
                    || hasMatch(in: sibling, relative, anchor: node)
                {
                    return true
                }
                if fuel < 0 { return false }
                if relative.combinator == .nextSibling, relative.selector.compounds.count == 1 { return false }
                sibling = nextElement(sibling)
            }
            return false
        }
    }
    private mutating func hasMatch(in subtree: NodeID, _ relative: RelativeSelector, anchor: NodeID) -> Bool {
        let end = Int(tree.subtreeEnd(subtree).index)
        var index = Int(subtree.index) + 1
        while index < end {
            if tree.kinds[index] == .element, matchesRelative(relative, from: 0, NodeID(index), anchor: anchor) {
                return true
            }
            fuel -= 1
            if fuel < 0 { return false }
            index += 1
        }
        return false
    }
    private mutating func matchesRelative(_ relative: RelativeSelector, from index: Int, _ node: NodeID, anchor: NodeID)
        -> Bool
    {
        fuel -= 1
        if fuel < 0 {
            ranOutOfFuel = true
            return false
        }
        guard matches(relative.selector.compounds[index], node) else { return false }
        let isLast = index + 1 == relative.selector.compounds.count
        let combinator = isLast ? relative.combinator : relative.selector.combinators[index]
        switch combinator {
        case .child:
            let parent = tree.parent(node)
            if isLast { return parent == anchor }
            return !parent.isNone && tree.isElement(parent)
                && matchesRelative(relative, from: index + 1, parent, anchor: anchor)
        case .descendant:
            var ancestor = tree.parent(node)
            while !ancestor.isNone, tree.isElement(ancestor) {
                if isLast ? ancestor == anchor : matchesRelative(relative, from: index + 1, ancestor, anchor: anchor) {
                    return true
                }
                ancestor = tree.parent(ancestor)
            }
            return false
        case .nextSibling:
            let sibling = previousElement(node)
            if isLast { return sibling == anchor }
            return !sibling.isNone && matchesRelative(relative, from: index + 1, sibling, anchor: anchor)
        case .laterSibling:
            var sibling = previousElement(node)
            while !sibling.isNone {
                if isLast ? sibling == anchor : matchesRelative(relative, from: index + 1, sibling, anchor: anchor) {
                    return true
                }
                sibling = previousElement(sibling)
            }
            return false
        }
    }

    // MARK: what elements say of themselves

    func language(of node: NodeID) -> String {
        var current = node
        while !current.isNone, tree.isElement(current) {
            if let language = tree.attribute("xml:lang", of: current) ?? tree.attribute("lang", of: current) {
                return language
            }
            current = tree.parent(current)
        }
        return ""
    }
    /// Extended filtering. https://www.rfc-editor.org/rfc/rfc4647#section-3.3.2
    static func language(_ tag: String, isIn range: String) -> Bool {
        if range.isEmpty || tag.isEmpty { return range.isEmpty && tag.isEmpty }
        let parts = tag.asciiLowercased.split(separator: "-", omittingEmptySubsequences: false)
        let wanted = range.asciiLowercased.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = wanted.first, first == "*" || first == parts[0] else { return false }
        var at = 1
        for part in wanted.dropFirst() where part != "*" {
            while at < parts.count, parts[at] != part {
                if parts[at].count == 1 { return false }
                at += 1
            }
            if at == parts.count { return false }
            at += 1
        }
        return true
    }
    private func isRTL(_ node: NodeID) -> Bool {
        var current = node
        while !current.isNone, tree.isElement(current) {
            switch tree.attribute("dir", of: current)?.asciiLowercased {
            case "rtl": return true
            case "ltr": return false
            default: current = tree.parent(current)
            }
        }
        return false
    }
    private func isFormControl(_ node: NodeID) -> Bool {
        ["button", "input", "select", "textarea", "optgroup", "option", "fieldset"].contains(tree.name(node))
    }
    private func isField(_ node: NodeID) -> Bool { ["input", "select", "textarea"].contains(tree.name(node)) }
    private func isDisabled(_ node: NodeID) -> Bool {
        if tree.attribute("disabled", of: node) != nil { return true }
        var current = tree.parent(node)
        while !current.isNone, tree.isElement(current) {
            if tree.name(current) == "fieldset", tree.attribute("disabled", of: current) != nil { return true }
            current = tree.parent(current)
        }
        return false
    }
    private func isEditable(_ node: NodeID) -> Bool {
        switch tree.name(node) {
        case "textarea": return tree.attribute("readonly", of: node) == nil && !isDisabled(node)
        case "input":
            let type = tree.attribute("type", of: node)?.asciiLowercased ?? "text"
            let fixed: Set = [
                "hidden", "range", "color", "checkbox", "radio", "file", "submit", "image", "reset", "button",
            ]
            return !fixed.contains(type) && tree.attribute("readonly", of: node) == nil && !isDisabled(node)
        default: return tree.attribute("contenteditable", of: node).map { $0.asciiLowercased != "false" } ?? false
        }
    }
}
