//  ShapedParagraph.swift
//  In: what shaping, breaking and spacing found. Out: a paragraph that answers in constant or logarithmic time how
//  wide any part of it is and where a line may end, and that cuts itself into lines.

/// Whether a line may begin at a scalar. In growing order of preference.
public enum BreakKind: UInt8, Hashable, Comparable, Sendable {
    case none
    /// Only to avoid overflow (`overflow-wrap: break-word`); does not count for min-content.
    case overflow
    /// Only to avoid overflow, counts for min-content (`overflow-wrap: anywhere`, `word-break: break-word`).
    case anywhere
    /// After a soft hyphen: `hyphen(at:)` is then to be shown at the line's end.
    case hyphen
    case allowed
    case mandatory
    @inlinable public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    /// A line may end here without any need.
    @inlinable public var isOrdinary: Bool { rawValue >= BreakKind.hyphen.rawValue }
}

/// A character that no font of the document has.
public struct MissingGlyph: Hashable, Sendable {
    public var position: Int
    public var scalar: UInt32
    public init(position: Int, scalar: UInt32) {
        self.position = position
        self.scalar = scalar
    }
}

/// The narrowest and the widest a range can be, CSS px; with the pieces at its ends, so that Layout can join ranges
/// with objects between them.
public struct ContentWidths: Hashable, Sendable, BitwiseCopyable {
    /// The widest piece that cannot be broken.
    public var min: Float = 0
    /// The widest line if only forced breaks are taken.
    public var max: Float = 0
    /// Up to the first break; the whole if there is none.
    public var leading: Float = 0
    /// After the last break; the whole if there is none.
    public var trailing: Float = 0
    public var hasBreak = false
    /// The widths up to the first and after the last forced break.
    public var leadingMax: Float = 0
    public var trailingMax: Float = 0
    public var hasForcedBreak = false
    public init() {}
}

/// A shaped paragraph. Immutable; indices are those of `scalars`.
public final class ShapedParagraph {
    public let scalars: [UInt32]
    /// One more than scalars: whether a line may begin at each (the last is the paragraph's end).
    public let breaks: [BreakKind]
    /// Where each scalar begins on one endless line, CSS px; one more than scalars. Includes letter and word spacing,
    /// quarter ems between scripts and punctuation trimmed by its neighbours.
    public let positions: [Float]
    /// Characters without a glyph in any font, in order.
    public let missing: [MissingGlyph]
    /// Some part runs from right to left.
    public let isBidirectional: Bool
    /// The paragraph's own level: 0 or 1.
    public let baseLevel: UInt8

    init(scalars: [UInt32]) {
        self.scalars = scalars
        breaks = []
        positions = []
        missing = []
        isBidirectional = false
        baseLevel = 0
    }

    public var count: Int { scalars.count }

    /// The natural width of a range, CSS px.
    @inlinable public func advance(of range: Range<Int>) -> Float {
        positions[range.upperBound] - positions[range.lowerBound]
    }

    /// The first index after `index` where a line may begin (ordinary breaks only); `count` if there is none.
    public func nextBreak(after index: Int) -> Int { fatalError("not furnished yet") }

    /// The end of a range without the collapsible spaces at its end.
    public func contentEnd(of range: Range<Int>) -> Int { fatalError("not furnished yet") }
    /// The first index from `index` on that is no collapsible space.
    public func skipSpaces(from index: Int) -> Int { fatalError("not furnished yet") }

    /// The narrowest and widest the range can be.
    public func contentWidths(of range: Range<Int>) -> ContentWidths { fatalError("not furnished yet") }

    /// The last place up to `limit` where a line from `start` can end so that it takes at most `available`, trimming
    /// and hanging included; collapsible spaces before that place do not count. The answer is where the next line begins.
    /// nil when not even the first piece fits. With `emergency`, breaks that only overflow permits count too.
    public func lastBreak(
        from start: Int, to limit: Int, available: Float, lineStart: LineStart, emergency: Bool = false
    ) -> Int? { fatalError("not furnished yet") }

    /// The line of a range: spaces at the end taken off, edges trimmed and hung as the styles ask and as `available`
    /// (CSS px for the range alone) makes necessary.
    public func line(
        _ range: Range<Int>, start: LineStart, isLast: Bool = false, available: Float = .infinity
    ) -> TextLine { fatalError("not furnished yet") }

    /// The exact width of a part of a line as `glyphRuns` sets it.
    public func width(of range: Range<Int>, in line: TextLine) -> Float { fatalError("not furnished yet") }

    /// The gaps of a line that justification may stretch.
    public func gaps(of range: Range<Int>, in line: TextLine, mode: JustificationMode = .auto) -> JustificationGaps {
        fatalError("not furnished yet")
    }

    /// The levels of a line's parts, from left to right. https://www.unicode.org/reports/tr9/#L2
    public func visualOrder(of line: Range<Int>) -> [BidiSegment] { fatalError("not furnished yet") }

    /// The glyphs of a part of a line, from left to right.
    public func glyphRuns(of range: Range<Int>, in line: TextLine) -> [GlyphRun] { fatalError("not furnished yet") }

    /// What is shown at the end of a line that ends at a soft hyphen, in the style of the character before `index`.
    public func hyphen(at index: Int) -> GlyphRun? { fatalError("not furnished yet") }
}
