//  MarkupOptions.swift
//  In: – Out: what a parser may take in, and how names of other namespaces are spelt in the tree.

/// Limits and choices of a parse. The defaults hold for files from strangers.
public struct MarkupOptions: Sendable {
    /// More bytes than this are refused (`markup-too-large`).
    public var maximumBytes = 64 << 20
    /// More nodes than this are refused (`markup-too-many-nodes`).
    public var maximumNodes = 4_000_000
    /// Elements nested deeper become siblings, with one diagnostic (`markup-too-deep`).
    public var maximumDepth = 512
    /// More attributes on one element are refused in XML and dropped in HTML (`markup-too-many-attributes`).
    public var maximumAttributes = 1_000
    /// Namespace address → the prefix under which its elements and attributes stand in the tree, whatever the
    /// document calls it: `["https://…/templating": "t"]` makes `t:text` of any prefix bound to that address.
    public var canonicalPrefixes: [String: String] = [:]
    /// The encoding, if the caller knows it better than the document (a WHATWG label such as `shift_jis`).
    public var encoding: String?

    public init() {}
}
