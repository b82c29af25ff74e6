//  LogicalGeometry.swift
//  In: inline and block axes. Out: sizes, offsets, edges in them. Layout knows no other geometry; physical
//  coordinates arise in one place only (DisplayList), so that vertical writing can come.

/// A size along the inline and block axes. Either may be indefinite.
public struct LogicalSize: Hashable, Sendable, BitwiseCopyable {
    public var inline: LayoutUnit
    public var block: LayoutUnit
    public static let zero = LogicalSize(inline: .zero, block: .zero)
    @inlinable public init(inline: LayoutUnit, block: LayoutUnit) {
        self.inline = inline
        self.block = block
    }
}

/// An offset from the inline-start, block-start corner of the containing fragment's border box.
public struct LogicalOffset: Hashable, Sendable, BitwiseCopyable {
    public var inline: LayoutUnit
    public var block: LayoutUnit
    public static let zero = LogicalOffset(inline: .zero, block: .zero)
    @inlinable public init(inline: LayoutUnit, block: LayoutUnit) {
        self.inline = inline
        self.block = block
    }
    @inlinable public static func + (a: Self, b: Self) -> Self {
        Self(inline: a.inline + b.inline, block: a.block + b.block)
    }
    @inlinable public static func - (a: Self, b: Self) -> Self {
        Self(inline: a.inline - b.inline, block: a.block - b.block)
    }
}

public struct LogicalRect: Hashable, Sendable, BitwiseCopyable {
    public var offset: LogicalOffset
    public var size: LogicalSize
    @inlinable public init(offset: LogicalOffset, size: LogicalSize) {
        self.offset = offset
        self.size = size
    }
    @inlinable public var inlineEnd: LayoutUnit { offset.inline + size.inline }
    @inlinable public var blockEnd: LayoutUnit { offset.block + size.block }
}

/// The four edges of a box (margins, borders or padding) by flow-relative side.
public struct LogicalEdges: Hashable, Sendable, BitwiseCopyable {
    public var blockStart, inlineEnd, blockEnd, inlineStart: LayoutUnit
    public static let zero = LogicalEdges(blockStart: .zero, inlineEnd: .zero, blockEnd: .zero, inlineStart: .zero)
    @inlinable public init(
        blockStart: LayoutUnit, inlineEnd: LayoutUnit, blockEnd: LayoutUnit, inlineStart: LayoutUnit
    ) {
        self.blockStart = blockStart
        self.inlineEnd = inlineEnd
        self.blockEnd = blockEnd
        self.inlineStart = inlineStart
    }
    @inlinable public var inlineSum: LayoutUnit { inlineStart + inlineEnd }
    @inlinable public var blockSum: LayoutUnit { blockStart + blockEnd }
    @inlinable public static func + (a: Self, b: Self) -> Self {
        Self(
            blockStart: a.blockStart + b.blockStart, inlineEnd: a.inlineEnd + b.inlineEnd,
            blockEnd: a.blockEnd + b.blockEnd, inlineStart: a.inlineStart + b.inlineStart)
    }
}

/// The narrowest and the widest size that contents ask for (min-content, max-content).
public struct MinMaxSizes: Hashable, Sendable, BitwiseCopyable {
    public var min: LayoutUnit
    public var max: LayoutUnit
    public static let zero = MinMaxSizes(min: .zero, max: .zero)
    @inlinable public init(min: LayoutUnit, max: LayoutUnit) {
        self.min = min
        self.max = max
    }
    /// fit-content: the available size, but not below min-content nor above max-content.
    @inlinable public func shrinkToFit(_ available: LayoutUnit) -> LayoutUnit {
        Swift.max(min, Swift.min(max, available))
    }
    /// Takes the larger of both.
    @inlinable public mutating func encompass(_ other: MinMaxSizes) {
        min = Swift.max(min, other.min)
        max = Swift.max(max, other.max)
    }
}
