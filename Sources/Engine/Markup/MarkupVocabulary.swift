//  MarkupVocabulary.swift
//  In: the names that a template uses. Out: small numbers for them, so that filling compares and hashes no names.

import CLibXML2

/// A name of a `MarkupVocabulary`: of an element (with its namespace) or of an attribute.
public struct MarkupName: Hashable, Sendable, BitwiseCopyable {
    let index: Int32
}

/// The names of one template, interned once per process and used by every document made from it.
/// @unchecked: the dictionary of libxml2 is written in `init` only; documents read it and count references to it,
/// and libxml2 guards that count with a mutex of its own.
public final class MarkupVocabulary: @unchecked Sendable {
    /// What a name is when it names an element.
    enum Content: UInt8 { case ordinary, void, rawText }
    let dictionary: xmlDictPtr?
    /// Columns rather than records: filling reads one of them at a time.
    let pointers: [UnsafePointer<xmlChar>]
    /// `xlink`, `xml` or none.
    let prefixes: [String?]
    let contents: [Content]
    let hasPrefixes: Bool
    /// A builder that knows all names already: a name's index is its `NameID`.
    let seed: MarkupTreeBuilder
    private let indexes: [String: Int32]

    /// In: every name, as it is to stand in the tree (`td`, `viewBox`, `xlink:href`).
    public init(_ names: some Sequence<String>) {
        dictionary = xmlDictCreate()
        var pointers: [UnsafePointer<xmlChar>] = []
        var prefixes: [String?] = []
        var contents: [Content] = []
        var indexes: [String: Int32] = [:]
        var seed = MarkupTreeBuilder(sourceName: "")
        for name in names where indexes[name] == nil {
            let id = seed.intern(name)
            indexes[name] = id.index
            let parts = name.split(separator: ":", maxSplits: 1)
            let isPrefixed = parts.count == 2 && (parts[0] == "xlink" || parts[0] == "xml")
            let local = isPrefixed ? String(parts[1]) : name
            guard let pointer = dictionary.flatMap({ xmlDictLookup($0, local, -1) }) else {
                fatalError("out of memory")
            }
            pointers.append(pointer)
            prefixes.append(isPrefixed ? String(parts[0]) : nil)
            contents.append(
                Namespaces.isVoid(name) ? .void : name == "script" || name == "style" ? .rawText : .ordinary)
        }
        self.pointers = pointers
        self.prefixes = prefixes
        self.contents = contents
        hasPrefixes = prefixes.contains { $0 != nil }
        self.indexes = indexes
        self.seed = seed
    }

    deinit { if let dictionary { xmlDictFree(dictionary) } }

    /// The number of a name given to `init`.
    public subscript(name: String) -> MarkupName? { indexes[name].map { MarkupName(index: $0) } }
    public func spelling(_ name: MarkupName) -> String { seed.spelling(NameID(index: name.index)) }
}
