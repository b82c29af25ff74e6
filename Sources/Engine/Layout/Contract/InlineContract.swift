//  InlineContract.swift
//  In: an inline formatting context (a `.inlineContext` box). Out: its lines, one at a time, for BlockLayout, which places
//  them, counts orphans and widows, and breaks between them.

import Fragments
import Geometry

/// A place in an inline formatting context where a line begins.
public struct InlinePosition: Hashable, Sendable {
    /// Index into the paragraph's scalars.
    public var scalar: Int32
    /// Index into the context's items (open and close tags, atomic boxes, floats at the same scalar are told apart).
    public var item: Int32
    public static let start = InlinePosition(scalar: 0, item: 0)
    public init(scalar: Int32, item: Int32) {
        self.scalar = scalar
        self.item = item
    }
}

/// What the next line is offered.
public struct LineSpace {
    /// From the content edge of the container.
    public var inlineOffset: LayoutUnit
    public var inlineSize: LayoutUnit
    /// The container's content-box inline size (percentages, text-indent).
    public var containerInlineSize: LayoutUnit
    /// The container's content-box block size for percentages of atomic boxes; may be indefinite.
    public var containerBlockSize: LayoutUnit
    /// The line's block offset in the block formatting context and the container's content edge there, for floats in the line.
    public var bfcBlockOffset: LayoutUnit
    public var bfcInlineOffset: LayoutUnit
    /// Floats so far; a float met in the line is placed here and the answer carries the new value.
    public var exclusions: ExclusionSpace
    public var isFirstLine: Bool
    /// The first line of the box on this page, but not of the box.
    public var isContinuation: Bool
    public var isMeasuring: Bool
    public var fragmentation: Fragmentainer?
    /// Set on the last line of a clamped block: what ends it.
    public var ellipsis: String?
    public init(
        inlineOffset: LayoutUnit, inlineSize: LayoutUnit, containerInlineSize: LayoutUnit,
        containerBlockSize: LayoutUnit, bfcBlockOffset: LayoutUnit, bfcInlineOffset: LayoutUnit,
        exclusions: ExclusionSpace, isFirstLine: Bool, isContinuation: Bool, isMeasuring: Bool,
        fragmentation: Fragmentainer?
    ) {
        self.inlineOffset = inlineOffset
        self.inlineSize = inlineSize
        self.containerInlineSize = containerInlineSize
        self.containerBlockSize = containerBlockSize
        self.bfcBlockOffset = bfcBlockOffset
        self.bfcInlineOffset = bfcInlineOffset
        self.exclusions = exclusions
        self.isFirstLine = isFirstLine
        self.isContinuation = isContinuation
        self.isMeasuring = isMeasuring
        self.fragmentation = fragmentation
    }
}

/// One line.
public struct LineResult {
    /// kind == .line, as wide as the container's content box; its children lie where they are painted. nil: no line
    /// (only floats, out-of-flow boxes or collapsed white space).
    public var fragment: Fragment?
    public var blockSize: LayoutUnit
    /// Where the next line begins; nil at the end.
    public var next: InlinePosition?
    /// The line was too high for the opportunity among the floats: ask again with a space of this block size.
    public var neededBlockSize: LayoutUnit?
    /// The first piece of the line is wider than the space that floats leave (less than the container's width): the line
    /// belongs below a float.
    public var overflowsInline = false
    /// `clear` on a `<br>` that ends the line.
    public var clearStart = false
    public var clearEnd = false
    /// Floats placed in this line: offset of the border box from the container's content edge (inline) and from the
    /// line's block start (block).
    public var floats: [FragmentLink] = []
    /// Floats that go on, or begin, in the next fragmentainer (`placeFloat` answered with a token).
    public var floatTokens: [BreakToken] = []
    public var exclusions: ExclusionSpace
    public var bubbles = Bubbles()
    public init(fragment: Fragment?, blockSize: LayoutUnit, next: InlinePosition?, exclusions: ExclusionSpace) {
        self.fragment = fragment
        self.blockSize = blockSize
        self.next = next
        self.exclusions = exclusions
    }
}

/// What the inline algorithm offers the block algorithm. (Furnished in Inline/.)
public protocol InlineFormatting: AnyObject {
    /// Lays out one line of `box` from `position`.
    func line(of box: BoxID, from position: InlinePosition, in space: LineSpace) -> LineResult
    /// How many lines remain from `position` at this width, counted up to `limit` (for widows). `space` as for `line`.
    func remainingLines(of box: BoxID, from position: InlinePosition, in space: LineSpace, limit: Int) -> Int
    /// min-content and max-content of the contents (no edges of the container itself).
    func contentSizes(of box: BoxID) -> MinMaxSizes
    /// True when no line is made at all (only collapsed space, floats or out-of-flow boxes).
    func isEmpty(_ box: BoxID) -> Bool
}
