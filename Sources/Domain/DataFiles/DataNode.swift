//  DataNode.swift
//  In: what a YAML or JSON file holds, or what a caller builds. Out: a tree of raw text with places.
//
//  Invariants of the room:
//  1. A scalar is its raw text: `0112345678` stays ten characters and `no` stays "no"; what it means, its schema says.
//  2. Every node of a file knows its line and column.
//  3. No aliases, no doubled keys, no more than `DataLimits` allow: hostile input ends in a fault, not in a crash.
//  4. A file is held to the very JSON Schema that editors use.

import Diagnostics

/// One value of a data file.
public struct DataNode: Sendable, Hashable {
    public enum Content: Sendable, Hashable {
        /// Plain text as written. `quoted` tells `"12"` from `12`.
        case scalar(String, quoted: Bool)
        case sequence([DataNode])
        case mapping([DataEntry])
        /// Nothing, `~` or `null`.
        case null
    }

    public let content: Content
    public let place: SourceLocation

    public init(_ content: Content, at place: SourceLocation) {
        self.content = content
        self.place = place
    }

    /// A value that no file wrote (a campaign's row, a web form). `place` names where it came from.
    public static func text(_ text: String, at place: SourceLocation) -> DataNode {
        DataNode(text.isEmpty ? .null : .scalar(text, quoted: false), at: place)
    }

    public static func list(_ nodes: [DataNode], at place: SourceLocation) -> DataNode {
        DataNode(.sequence(nodes), at: place)
    }

    /// Entries with no value are left out, so that an empty cell means "not said".
    public static func mapping(_ entries: KeyValuePairs<String, DataNode>, at place: SourceLocation) -> DataNode {
        DataNode(
            .mapping(
                entries.compactMap { key, value in
                    value.content == .null ? nil : DataEntry(key: key, keyPlace: value.place, value: value)
                }), at: place)
    }

    /// The value of a key of a mapping.
    public subscript(key: String) -> DataNode? {
        guard case .mapping(let entries) = content else { return nil }
        for entry in entries where entry.key == key { return entry.value }
        return nil
    }

    /// The value of a mapping's key, or of a sequence's place written as a number.
    public func child(_ step: String) -> DataNode? {
        if case .sequence(let nodes) = content, let index = Int(step) {
            return nodes.indices.contains(index) ? nodes[index] : nil
        }
        return self[step]
    }

    /// The values of a sequence; none if it is none.
    public var elements: [DataNode] {
        if case .sequence(let nodes) = content { return nodes }
        return []
    }

    /// The entries of a mapping in the file's order; none if it is none.
    public var entries: [DataEntry] {
        if case .mapping(let entries) = content { return entries }
        return []
    }

    /// The raw text of a scalar.
    public var text: String? {
        if case .scalar(let text, _) = content { return text }
        return nil
    }
}

/// A key with its value.
public struct DataEntry: Sendable, Hashable {
    public let key: String
    public let keyPlace: SourceLocation
    public let value: DataNode

    public init(key: String, keyPlace: SourceLocation, value: DataNode) {
        self.key = key
        self.keyPlace = keyPlace
        self.value = value
    }
}
