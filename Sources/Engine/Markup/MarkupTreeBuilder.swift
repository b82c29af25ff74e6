//  MarkupTreeBuilder.swift
//  In: start tags, text and end tags in document order. Out: a MarkupTree.

/// Builds a `MarkupTree`. Every parser ends here, so the tree's invariants are kept in one place.
public struct MarkupTreeBuilder {
    private var tree = MarkupTree()
    private var open: [NodeID] = []
    private var lastChild: [NodeID] = []

    public init(sourceName: String, isQuirky: Bool = false) {
        tree.sourceName = sourceName
        tree.isQuirky = isQuirky
        append(.document, .html, .none, line: 1, column: 1)
        open = [NodeID(0)]
    }

    public var depth: Int { open.count }
    /// How many nodes there are so far, the document's own included.
    public var count: Int { tree.count }

    public mutating func intern(_ name: String) -> NameID {
        if let known = tree.nameIndex[name] { return known }
        let id = NameID(index: Int32(tree.nameTable.count))
        tree.nameTable.append(name)
        tree.nameIndex[name] = id
        return id
    }

    /// Opens an element; its attributes in source order, the first of a name wins.
    public mutating func start(
        _ name: String, namespace: MarkupNamespace = .html, attributes: [(name: String, value: String)] = [],
        line: Int = 0, column: Int = 0
    ) {
        start(intern(name), namespace, line: line, column: column)
        for attribute in attributes { self.attribute(intern(attribute.name), attribute.value) }
    }

    /// Opens an element of an interned name; its attributes follow before anything else.
    mutating func start(_ name: NameID, _ namespace: MarkupNamespace, line: Int, column: Int) {
        let node = append(.element, namespace, name, line: line, column: column)
        let from = Int32(tree.attributes.count)
        let classFrom = Int32(tree.classNames.count)
        tree.attributeRanges[Int(node.index)] = from..<from
        tree.classRanges[Int(node.index)] = classFrom..<classFrom
        open.append(node)
    }

    /// Gives the element opened last one more attribute; the first of a name wins.
    mutating func attribute(_ name: NameID, _ value: String) {
        let node = Int(open[open.count - 1].index)
        let from = Int(tree.attributeRanges[node].lowerBound)
        for index in from..<tree.attributes.count where tree.attributes[index].name == name { return }
        tree.attributes.append(MarkupAttribute(name: name, value: value))
        tree.attributeRanges[node] = Int32(from)..<Int32(tree.attributes.count)
        let spelling = tree.nameTable[Int(name.index)]
        if spelling == "class" {
            // Faster because: most elements have one class, or the blank is missing altogether.
            guard value.utf8.contains(where: { $0 <= 0x20 }) else {
                if !value.isEmpty { tree.classNames.append(intern(value)) }
                tree.classRanges[node] = tree.classRanges[node].lowerBound..<Int32(tree.classNames.count)
                return
            }
            for part in value.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 9 || $0 == 10 || $0 == 12 || $0 == 13 })
            {
                tree.classNames.append(intern(String(Substring(part))))
            }
            tree.classRanges[node] = tree.classRanges[node].lowerBound..<Int32(tree.classNames.count)
        } else if spelling == "id", !value.isEmpty {
            tree.ids[node] = intern(value)
        }
    }

    /// Makes room once instead of growing fifteen columns step by step.
    mutating func reserve(_ nodes: Int) {
        tree.kinds.reserveCapacity(nodes)
        tree.namespaces.reserveCapacity(nodes)
        tree.parents.reserveCapacity(nodes)
        tree.firstChildren.reserveCapacity(nodes)
        tree.nextSiblings.reserveCapacity(nodes)
        tree.previousSiblings.reserveCapacity(nodes)
        tree.names.reserveCapacity(nodes)
        tree.attributeRanges.reserveCapacity(nodes)
        tree.classRanges.reserveCapacity(nodes)
        tree.ids.reserveCapacity(nodes)
        tree.textRanges.reserveCapacity(nodes)
        tree.lines.reserveCapacity(nodes)
        tree.columns.reserveCapacity(nodes)
        lastChild.reserveCapacity(nodes)
    }

    func spelling(_ name: NameID) -> String { tree.nameTable[Int(name.index)] }

    mutating func rename(_ sourceName: String) { tree.sourceName = sourceName }

    /// Closes the innermost open element.
    public mutating func end() {
        if open.count > 1 { open.removeLast() }
    }

    public mutating func text(_ utf8: some Collection<UInt8>, line: Int = 0, column: Int = 0) {
        let from = Int32(tree.characters.count)
        tree.characters.append(contentsOf: utf8)
        let to = Int32(tree.characters.count)
        if from == to { return }
        let last = lastChild[Int(open[open.count - 1].index)]
        if !last.isNone, tree.kinds[Int(last.index)] == .text, Int(last.index) == tree.count - 1 {
            let range = tree.textRanges[Int(last.index)]
            tree.textRanges[Int(last.index)] = range.lowerBound..<to
            return
        }
        let node = append(.text, .html, .none, line: line, column: column)
        tree.textRanges[Int(node.index)] = from..<to
    }
    public mutating func text(_ string: String, line: Int = 0, column: Int = 0) {
        text(string.utf8, line: line, column: column)
    }

    public consuming func finish() -> MarkupTree { tree }

    @discardableResult
    private mutating func append(
        _ kind: NodeKind, _ namespace: MarkupNamespace, _ name: NameID, line: Int, column: Int
    ) -> NodeID {
        let node = NodeID(tree.count)
        let parent = open.last ?? .none
        tree.kinds.append(kind)
        tree.namespaces.append(namespace)
        tree.parents.append(parent)
        tree.firstChildren.append(.none)
        tree.nextSiblings.append(.none)
        tree.previousSiblings.append(.none)
        tree.names.append(name)
        tree.attributeRanges.append(0..<0)
        tree.classRanges.append(0..<0)
        tree.ids.append(.none)
        tree.textRanges.append(0..<0)
        tree.lines.append(Int32(clamping: line))
        tree.columns.append(Int32(clamping: column))
        lastChild.append(.none)
        if !parent.isNone {
            let previous = lastChild[Int(parent.index)]
            if previous.isNone {
                tree.firstChildren[Int(parent.index)] = node
            } else {
                tree.nextSiblings[Int(previous.index)] = node
                tree.previousSiblings[Int(node.index)] = previous
            }
            lastChild[Int(parent.index)] = node
        }
        return node
    }
}
