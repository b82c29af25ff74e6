//  ConstraintSpace.swift
//  In: what a parent offers a box. Out: one immutable question; the same question has the same answer.

import Fragments
import Geometry

/// Where a box is laid out and under which conditions.
public struct ConstraintSpace: Hashable, Sendable {
    /// What there is for the margin box; inline is definite, block may be indefinite. On a fixed axis it is the border
    /// box's size itself, margins not counted.
    public var available: LogicalSize
    /// What percentages of the box's own sizes, margins and padding refer to.
    public var percentageBasis: LogicalSize
    /// The border-box size is decided by the parent (flex item, table cell, stretched grid item, fixed by insets).
    public var isInlineSizeFixed = false
    public var isBlockSizeFixed = false
    /// The fixed block size counts as definite for percentages of children.
    public var isFixedBlockSizeDefinite = true
    /// What `auto` inline size means: stretch (blocks) or fit-content (floats, inline-blocks, absolute…).
    public var inlineAuto: AutoBehavior = .stretch
    public var blockAuto: AutoBehavior = .fitContent
    /// The box begins a new formatting context: no margins collapse through its edges, no outer floats inside.
    public var isNewFormattingContext = true
    /// Only sizes are wanted; painting details may be left out. Never mixed with layout in caches.
    public var isMeasuring = false
    /// Multi-column: only the contents, in one column; the box's own edges and sizes count as none.
    public var isColumnContents = false
    /// Only the children before this one; `.none`: all.
    public var contentsEnd = BoxID.none
    /// Table cells: contents are laid out at their natural height, alignment comes later.
    public var isTableCell = false
    /// Subgrids: the number of the tracks that the container gives; 0: none.
    public var subgridTracks: Int32 = 0
    /// How many lines an ancestor's `max-lines` still allows; negative: any number.
    public var lineLimit: Int32 = -1
    public var fragmentation: Fragmentainer?

    // Block formatting context of the parent, for boxes that do not begin their own.
    /// Margins that precede and collapse with those of the box's first child; the box's own start margin is in it.
    public var marginStrut = MarginStrut()
    /// In the coordinates of the block formatting context: inline, where the box's border box begins; block, where the
    /// margin strut begins (the box itself begins after the strut, once it is known in full).
    public var bfcOffset = LogicalOffset.zero
    /// Floats so far.
    public var exclusions = ExclusionSpace()
    /// Where `clear` of an ancestor pushes to; `.min`: none.
    public var clearanceOffset = LayoutUnit.min
    /// What an earlier attempt found the box's block offset in the formatting context to be, for floats that come before
    /// anything settles it.
    public var expectedBFCBlockOffset: LayoutUnit?
    /// Break there, a second attempt: a better place than the one where the space ran out.
    public var earlyBreak: EarlyBreak?

    public enum AutoBehavior: UInt8, Sendable { case stretch, fitContent }
    public init(available: LogicalSize, percentageBasis: LogicalSize? = nil) {
        self.available = available
        self.percentageBasis = percentageBasis ?? available
    }
}

/// The page or column in which a box is laid out; nil where nothing breaks (monolithic or unpaged).
public struct Fragmentainer: Hashable, Sendable {
    public enum Kind: UInt8, Sendable { case page, column }
    public var kind: Kind
    /// Its block size (content area of the page, minus footnotes so far).
    public var blockSize: LayoutUnit
    /// Where the box's border box begins, from the fragmentainer's start. (For a box inside its parent's formatting
    /// context: where its margin strut begins, the place of `bfcOffset.block`.)
    public var offset: LayoutUnit
    /// Something was already placed in this fragmentainer, so a break before the box makes progress.
    public var hasContentBefore: Bool
    /// A table head is repeated here, a clone border is here…: subtracted already from blockSize.
    public var requiresProgress = false
    /// An ancestor says `break-inside: avoid`: a break in here is worse than one before that ancestor.
    public var avoidsBreakInside = false
    public init(kind: Kind, blockSize: LayoutUnit, offset: LayoutUnit, hasContentBefore: Bool) {
        self.kind = kind
        self.blockSize = blockSize
        self.offset = offset
        self.hasContentBefore = hasContentBefore
    }
    /// What is left from the box's start on; may be negative.
    public var remaining: LayoutUnit { blockSize - offset }
}

/// A place where the box may break, better than where it broke. Compared by identity.
public final class EarlyBreak: Hashable, Sendable {
    public enum Place: Sendable {
        /// Before this child.
        case before(BoxID)
        /// Before the line that begins here.
        case line(InlinePosition)
        /// Inside this child, at the place that the child itself named.
        case inside(BoxID, EarlyBreak)
    }
    public let place: Place
    public let appeal: BreakAppeal
    public init(_ place: Place, appeal: BreakAppeal) {
        self.place = place
        self.appeal = appeal
    }
    /// The same place, seen by a box around it that is to stay whole.
    var insideUnbreakable: EarlyBreak { EarlyBreak(place, appeal: appeal.insideUnbreakable) }
    public static func == (a: EarlyBreak, b: EarlyBreak) -> Bool { a === b }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// Adjoining margins: the largest positive and the most negative. https://www.w3.org/TR/CSS22/box.html#collapsing-margins
public struct MarginStrut: Hashable, Sendable, BitwiseCopyable {
    public var positive = LayoutUnit.zero
    public var negative = LayoutUnit.zero
    /// After an unforced break margins are truncated: whatever adjoins the break counts as none.
    public var isDiscarding = false
    public init() {}
    public var sum: LayoutUnit { positive + negative }
    public mutating func append(_ margin: LayoutUnit) {
        if isDiscarding { return }
        if margin < .zero { negative = Swift.min(negative, margin) } else { positive = Swift.max(positive, margin) }
    }
    public func appending(_ margin: LayoutUnit) -> MarginStrut {
        var copy = self
        copy.append(margin)
        return copy
    }
}

/// Floats in a block formatting context, in its coordinates. Values; shared storage is copied on write.
public struct ExclusionSpace: Hashable, Sendable {
    /// Margin boxes of floats.
    public struct Exclusion: Hashable, Sendable {
        public var rect: LogicalRect
        /// At the inline-start side.
        public var isStart: Bool
        public init(rect: LogicalRect, isStart: Bool) {
            self.rect = rect
            self.isStart = isStart
        }
    }
    public private(set) var exclusions: [Exclusion] = []
    /// No later float may be higher than this.
    public private(set) var lastFloatBlockStart = LayoutUnit.min
    public init() {}
    public var isEmpty: Bool { exclusions.isEmpty }
    public mutating func add(_ exclusion: Exclusion) {
        exclusions.append(exclusion)
        lastFloatBlockStart = max(lastFloatBlockStart, exclusion.rect.offset.block)
    }
    /// The block offset below the floats that `clear` names; `.min` without any.
    public func clearance(start: Bool, end: Bool) -> LayoutUnit {
        var result = LayoutUnit.min
        for exclusion in exclusions where exclusion.isStart ? start : end {
            result = max(result, exclusion.rect.blockEnd)
        }
        return result
    }
    /// The first place at or below `from.block`, between `from.inline` and `from.inline + available`, where at least
    /// `minimum` × `blockSize` is free. `blockSize` may be zero.
    public func opportunity(
        from: LogicalOffset, available: LayoutUnit, minimum: LayoutUnit, blockSize: LayoutUnit
    ) -> LogicalRect {
        var block = from.block
        while true {
            var start = from.inline
            var end = from.inline + available
            var next = LayoutUnit.max
            for exclusion in exclusions {
                let rect = exclusion.rect
                let overlaps =
                    rect.offset.block < block + max(blockSize, .epsilon) && rect.blockEnd > block
                    && rect.size.inline > .zero
                if !overlaps { continue }
                if exclusion.isStart { start = max(start, rect.inlineEnd) } else { end = min(end, rect.offset.inline) }
                next = min(next, rect.blockEnd)
            }
            if end - start >= minimum || next == .max {
                return LogicalRect(
                    offset: LogicalOffset(inline: start, block: block),
                    size: LogicalSize(inline: (end - start).clampedToZero, block: .max))
            }
            block = next
        }
    }
}
