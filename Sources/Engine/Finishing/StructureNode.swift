//  StructureNode.swift
//  In: the document's meaning, as PagedMedia reads it from the markup. Out: the tree that screen readers walk.

/// One element of the structure tree. https://www.iso.org/standard/51502.html (PDF 1.7, 14.8)
public struct StructureNode: Sendable, Hashable {
    /// A standard structure type: `P`, `H1`, `L`, `LI`, `LBody`, `Table`, `TR`, `TH`, `TD`, `Figure`, `Link`, `Span` …
    public var role: String
    /// The element it stands for: a `Link` finds its annotations by it.
    public var source: Int32 = -1
    /// Source nodes whose painted content belongs to this element itself, not to a child.
    public var nodes: [Int32]
    public var alternative: String?
    public var language: String?
    public var title: String?
    /// `TH` only.
    public var scope: Scope?
    public var columnSpan = 1
    public var rowSpan = 1
    public var children: [StructureNode]
    public enum Scope: String, Sendable, Hashable { case row = "Row", column = "Column", both = "Both" }
    public init(
        role: String, nodes: [Int32] = [], alternative: String? = nil, language: String? = nil,
        children: [StructureNode] = []
    ) {
        self.role = role
        self.nodes = nodes
        self.alternative = alternative
        self.language = language
        self.children = children
    }
}
