//  GeneratedValues.swift
//  In: the winners of the cascade, computed. Out: counters, content, strings: what is generated and what bubbles up to pages.

import Geometry

/// Counters, content, strings: what is generated and what bubbles up to pages.
public struct GeneratedValues: Hashable, Sendable {
    public var content: ContentValue = .normal
    public var counterReset: [CounterChange] = []
    public var counterIncrement: [CounterChange] = []
    public var counterSet: [CounterChange] = []
    public var stringSet: [StringSet] = []
    /// 0: none.
    public var bookmarkLevel: Int32 = 0
    public var bookmarkLabel: [ContentItem] = []
    public var bookmarkOpen = true
    /// `anchor` and `link` of WeasyPrint's user-agent sheets: attr(…) resolved; nil: none.
    public var anchorName: String?
    public var linkTarget: String?
    public init() {}
}
public struct CounterChange: Hashable, Sendable {
    public var name: String
    public var value: Int32
    public var isReversed: Bool
    public init(name: String, value: Int32, isReversed: Bool = false) {
        self.name = name
        self.value = value
        self.isReversed = isReversed
    }
}
public struct StringSet: Hashable, Sendable {
    public var name: String
    public var items: [ContentItem]
    public init(name: String, items: [ContentItem]) {
        self.name = name
        self.items = items
    }
}
public enum ContentValue: Hashable, Sendable {
    case normal, none
    case items([ContentItem], alternative: [ContentItem])
}
/// One item of `content`. `attr()` is already resolved to a string. https://www.w3.org/TR/css-content-3/
public enum ContentItem: Hashable, Sendable {
    public enum TextPart: UInt8, Hashable, Sendable { case text, before, after, firstLetter, marker }
    public enum Keyword: UInt8, Hashable, Sendable { case first, start, last, firstExcept }
    case string(String)
    case image(ImageValue)
    case counter(String, style: ListStyleType)
    case counters(String, separator: String, style: ListStyleType)
    case openQuote, closeQuote, noOpenQuote, noCloseQuote
    /// `content()` of string-set and bookmark-label.
    case content(TextPart)
    case contents
    case element(String, Keyword)
    case namedString(String, Keyword)
    /// The address with its fragment, as written or taken from the attribute.
    case targetCounter(String, String, style: ListStyleType)
    case targetCounters(String, String, separator: String, style: ListStyleType)
    case targetText(String, TextPart)
    case leader(String)
    /// `-teian-carry(name)`: the sum so far, in a repeated head or foot.
    case carried(String)
}
