//  MarkupTree.swift
//  In: elements and text in document order (MarkupTreeBuilder). Out: the flat tree that the engine works on.
//  Invariants: 1 a node's index is its place in document order (preorder); 2 the tree never changes once built;
//  3 no C pointer is in it; 4 adjacent text is one node; comments and processing instructions are not kept.

/// Names one node of a `MarkupTree`: its index in document order.
public struct NodeID: Hashable, Comparable, Sendable, BitwiseCopyable {
    public let index: Int32
    public static let none = NodeID(-1)
    @inlinable public init(_ index: Int32) { self.index = index }
    @inlinable public init(_ index: Int) { self.index = Int32(index) }
    @inlinable public var isNone: Bool { index < 0 }
    @inlinable public static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}

/// An interned name (local name of an element or attribute, class, or id), meaningful within one tree.
public struct NameID: Hashable, Sendable, BitwiseCopyable {
    public let index: Int32
    public static let none = NameID(index: -1)
    @inlinable public init(index: Int32) { self.index = index }
}

public enum NodeKind: UInt8, Sendable { case document, element, text }

/// The namespaces the engine tells apart.
public enum MarkupNamespace: UInt8, Sendable { case html, svg, mathML, other }

public struct MarkupAttribute: Sendable, Hashable {
    /// The local name (`xlink:href` keeps its prefix).
    public var name: NameID
    public var value: String
    public init(name: NameID, value: String) {
        self.name = name
        self.value = value
    }
}

/// A document as flat arrays. Node 0 is the document itself.
public struct MarkupTree: Sendable {
    public internal(set) var kinds: [NodeKind] = []
    public internal(set) var namespaces: [MarkupNamespace] = []
    public internal(set) var parents: [NodeID] = []
    public internal(set) var firstChildren: [NodeID] = []
    public internal(set) var nextSiblings: [NodeID] = []
    public internal(set) var previousSiblings: [NodeID] = []
    /// The element's local name; `.none` for document and text.
    public internal(set) var names: [NameID] = []
    /// Where the element's attributes lie in `attributes`.
    public internal(set) var attributeRanges: [Range<Int32>] = []
    public internal(set) var attributes: [MarkupAttribute] = []
    /// The element's `class` names, interned, as ranges of `classNames`.
    public internal(set) var classRanges: [Range<Int32>] = []
    public internal(set) var classNames: [NameID] = []
    /// The element's `id`, interned; `.none` without one.
    public internal(set) var ids: [NameID] = []
    /// Where a text node's characters lie in `characters` (UTF-8).
    public internal(set) var textRanges: [Range<Int32>] = []
    public internal(set) var characters: [UInt8] = []
    public internal(set) var lines: [Int32] = []
    public internal(set) var columns: [Int32] = []
    /// The spelling of every `NameID`.
    public internal(set) var nameTable: [String] = []
    var nameIndex: [String: NameID] = [:]
    /// The file or a name for it, for messages.
    public internal(set) var sourceName = ""
    /// True without a doctype that asks for standards mode.
    public internal(set) var isQuirky = false

    public var count: Int { kinds.count }
    public static let root = NodeID(0)

    /// The document's outermost element.
    public var documentElement: NodeID {
        var child = firstChildren.isEmpty ? NodeID.none : firstChildren[0]
        while !child.isNone, kinds[Int(child.index)] != .element { child = nextSiblings[Int(child.index)] }
        return child
    }
    @inlinable public func kind(_ node: NodeID) -> NodeKind { kinds[Int(node.index)] }
    @inlinable public func parent(_ node: NodeID) -> NodeID { parents[Int(node.index)] }
    @inlinable public func firstChild(_ node: NodeID) -> NodeID { firstChildren[Int(node.index)] }
    @inlinable public func nextSibling(_ node: NodeID) -> NodeID { nextSiblings[Int(node.index)] }
    @inlinable public func previousSibling(_ node: NodeID) -> NodeID { previousSiblings[Int(node.index)] }
    public func children(_ node: NodeID) -> [NodeID] {
        var result: [NodeID] = []
        var child = firstChild(node)
        while !child.isNone {
            result.append(child)
            child = nextSibling(child)
        }
        return result
    }
    @inlinable public func isElement(_ node: NodeID) -> Bool { kinds[Int(node.index)] == .element }
    /// The element's local name, "" for other nodes.
    public func name(_ node: NodeID) -> String {
        let name = names[Int(node.index)]
        return name == .none ? "" : nameTable[Int(name.index)]
    }
    /// The name's id if any element, attribute, class or id is spelt so.
    public func nameID(_ name: String) -> NameID? { nameIndex[name] }
    public func attribute(_ name: String, of node: NodeID) -> String? {
        guard let id = nameIndex[name] else { return nil }
        return attribute(id, of: node)
    }
    public func attribute(_ name: NameID, of node: NodeID) -> String? {
        let range = attributeRanges[Int(node.index)]
        for index in range where attributes[Int(index)].name == name { return attributes[Int(index)].value }
        return nil
    }
    public func attributes(of node: NodeID) -> ArraySlice<MarkupAttribute> {
        let range = attributeRanges[Int(node.index)]
        return attributes[Int(range.lowerBound)..<Int(range.upperBound)]
    }
    public func classes(of node: NodeID) -> ArraySlice<NameID> {
        let range = classRanges[Int(node.index)]
        return classNames[Int(range.lowerBound)..<Int(range.upperBound)]
    }
    /// A text node's characters.
    public func text(_ node: NodeID) -> String {
        let range = textRanges[Int(node.index)]
        return String(decoding: characters[Int(range.lowerBound)..<Int(range.upperBound)], as: UTF8.self)
    }
    /// All text inside a node, in order.
    public func textContent(_ node: NodeID) -> String {
        var result = ""
        var current = Int(node.index)
        let end = Int(subtreeEnd(node).index)
        while current < end {
            if kinds[current] == .text { result += text(NodeID(current)) }
            current += 1
        }
        return result
    }
    /// The node that follows the subtree of `node` in document order (may be one past the last).
    public func subtreeEnd(_ node: NodeID) -> NodeID {
        var current = node
        while !current.isNone {
            let next = nextSiblings[Int(current.index)]
            if !next.isNone { return next }
            current = parents[Int(current.index)]
        }
        return NodeID(count)
    }
    public func line(_ node: NodeID) -> Int { Int(lines[Int(node.index)]) }
    public func column(_ node: NodeID) -> Int { Int(columns[Int(node.index)]) }
    public func namespace(_ node: NodeID) -> MarkupNamespace { namespaces[Int(node.index)] }
}
