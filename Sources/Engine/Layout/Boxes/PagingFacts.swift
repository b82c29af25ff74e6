//  PagingFacts.swift
//  In: what an earlier round of paging found. Out: the numbers and texts that page-dependent generated content shows.

import Markup
import Style

/// Where generated content stands: a node or one of its pseudo-elements. Stable from round to round.
public struct GeneratedPlace: Hashable, Sendable {
    public var node: NodeID
    public var pseudo: PseudoElement?
    public init(node: NodeID, pseudo: PseudoElement?) {
        self.node = node
        self.pseudo = pseudo
    }
}

/// What Pages knows after a round; empty before the first.
public struct PagingFacts {
    /// Page-based counters (`page`, `pages`, and those that `@page` changes) at each anchor, outermost instance first.
    public var countersAtAnchor: [String: [String: [Int]]] = [:]
    /// The same at each place with pending content.
    public var countersAtPlace: [GeneratedPlace: [String: [Int]]] = [:]
    /// How many pages there are; nil before the first round.
    public var pageCount: Int?
    public init() {}
}

/// What a margin box's content asks of its page.
public struct PageContext {
    /// Counters on this page, `page` and `pages` among them, outermost instance first.
    public var counters: [String: [Int]]
    /// The value of a named string on this page; nil: never set.
    public var namedString: (String, ContentItem.Keyword) -> String?
    /// The running element (a `.runningElement` box) for this page.
    public var runningElement: (String, ContentItem.Keyword) -> BoxID?
    /// Counters and text of link targets.
    public var facts: PagingFacts
    public init(
        counters: [String: [Int]], namedString: @escaping (String, ContentItem.Keyword) -> String?,
        runningElement: @escaping (String, ContentItem.Keyword) -> BoxID?, facts: PagingFacts = PagingFacts()
    ) {
        self.counters = counters
        self.namedString = namedString
        self.runningElement = runningElement
        self.facts = facts
    }
}

/// What asks for a picture.
public enum PictureSource: Hashable {
    /// `<img>`, `<svg>`, `<object>`, `<embed>`, `<video poster>`.
    case element(NodeID)
    /// `content: url(…)`, `list-style-image`.
    case image(ImageValue)
}
/// Finds a picture's id in the document's picture table; nil: there is none (a diagnostic was reported).
public typealias PictureResolver = (PictureSource) -> Int32?
