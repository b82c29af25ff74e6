//  BreakToken.swift
//  In: where a box stopped at the end of a page or column. Out: what the next page needs to go on from there.
//  Laws: 1 the same box, space and token give the same result; 2 a token that comes out differs from the one that
//  went in, or block size was consumed: layout always ends; 3 a place inside text is a text position, not a line
//  number, since the next page may be wider.

import Geometry

/// How good a break is: a better one earlier is taken instead of a worse one later.
/// https://www.w3.org/TR/css-break-4/#unforced-breaks
public enum BreakAppeal: UInt8, Comparable, Sendable {
    /// `violatesInnerWishToo`: inside a box that is to stay whole, and there between two that are to stay together, or against
    /// orphans and widows. A box too tall for a page gives up the former wish, and its headings keep the latter.
    case lastResort, violatesInnerWishToo, violatesBreakAvoid, violatesOrphansAndWidows, perfect
    @inlinable public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    /// The same place, seen by a box around it that is to stay whole.
    @inlinable public var insideUnbreakable: Self {
        self == .perfect ? .violatesBreakAvoid : min(self, .violatesInnerWishToo)
    }
}

public final class BreakToken: Sendable {
    /// The box that goes on, by index.
    public let box: Int32
    /// Block size of this box already laid out on earlier pages.
    public let consumed: LayoutUnit
    /// How many fragments of this box there are already.
    public let sequence: Int32
    /// Children that go on or that have not begun, in order. Children before the first are done; children after the
    /// last have not begun, unless `hasSeenAllChildren`.
    public let children: [BreakToken]
    public let flags: Flags
    public let detail: Detail

    public struct Flags: OptionSet, Sendable, Hashable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// The box has not begun: the break is before it.
        public static let before = Flags(rawValue: 1)
        public static let forced = Flags(rawValue: 2)
        public static let hasSeenAllChildren = Flags(rawValue: 4)
        /// The box's block size is used up; only overflowing contents go on.
        public static let atBlockEnd = Flags(rawValue: 8)
        public static let causedByColumnSpan = Flags(rawValue: 16)
    }
    /// What only one layout mode needs.
    public enum Detail: Sendable {
        case none
        /// Inline content goes on at this scalar of the paragraph, inside the open inline boxes there.
        case text(position: Int32, item: Int32)
        /// Integers whose meaning is the algorithm's own (row index, section, line index, track offsets in raw units).
        case numbers([Int32])
        /// A pageful of state that the algorithm keeps, with child tokens in `children`.
        case units([LayoutUnit], numbers: [Int32])
    }
    public init(
        box: Int32, consumed: LayoutUnit = .zero, sequence: Int32 = 0, children: [BreakToken] = [], flags: Flags = [],
        detail: Detail = .none
    ) {
        self.box = box
        self.consumed = consumed
        self.sequence = sequence
        self.children = children
        self.flags = flags
        self.detail = detail
    }
    public var isBreakBefore: Bool { flags.contains(.before) }
    public var isForced: Bool { flags.contains(.forced) }
}
