//  ShapedParagraph.swift
//  In: what shaping, breaking and spacing found. Out: a paragraph that answers in constant or logarithmic time how
//  wide any part of it is and where a line may end (Measuring), and that cuts itself into lines (Lines/Slicing).

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

/// A shaped paragraph. Immutable to its users; indices are those of `scalars`.
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

    let properties: [ScalarProperties]
    let runs: [ShapedRun]
    let glyphs: [ShapedGlyph]
    /// One more than scalars.
    let glyphStart: [Int32]
    /// A line cut before the scalar has to be shaped again; one more than scalars.
    let unsafeCuts: [Bool]
    let spacing: Spacing
    /// Empty: all at `baseLevel`.
    let levels: [UInt8]
    let shaper: Shaper
    /// Parts shaped again because a line was cut where glyphs depend on each other.
    var reshaped: [Range<Int>: [ShapedGlyph]] = [:]
    /// For each scalar the next ordinary break after it.
    lazy var nextBreaks: [Int32] = {
        var next = [Int32](repeating: Int32(scalars.count), count: scalars.count + 1)
        var found = scalars.count
        for index in stride(from: scalars.count - 1, through: 0, by: -1) {
            next[index] = Int32(found)
            if breaks[index].isOrdinary { found = index }
        }
        return next
    }()

    /// For each index the end of what is seen before it: spaces that vanish or hang and characters without a glyph taken off.
    lazy var visibleEnds: [Int32] = {
        var ends = [Int32](repeating: 0, count: scalars.count + 1)
        for run in runs {
            let keepsSpaces = run.shaping.style.spaces == .breakSpaces
            for index in run.range {
                let property = properties[index]
                let vanishes =
                    property.has(ScalarProperties.isSpace)
                    ? scalars[index] != 0x20 || !keepsSpaces
                    : property.has(ScalarProperties.isVoid) && scalars[index] != 0xFFFC
                ends[index + 1] = vanishes ? ends[index] : Int32(index + 1)
            }
        }
        return ends
    }()
    /// A line that is longer than its room by more than this cannot be saved by trimming or hanging at its edges.
    lazy var edgeSlack: Float = {
        var slack: Float = 0
        for run in runs {
            let style = run.shaping.style
            // widths do not grow steadily: nothing can be said
            if style.letterSpacing < 0 || style.wordSpacing < 0 { return .infinity }
            slack = max(slack, 2 * style.size + 2 * style.letterSpacing)
        }
        return slack
    }()
    /// What `glyphRuns` answered last, of a paragraph that several boxes may share.
    var lastRuns: (range: Range<Int>, line: TextLine, runs: [GlyphRun])?
    /// By run index.
    var hyphens: [Int: GlyphRun] = [:]

    init(
        scalars: [UInt32], properties: [ScalarProperties], breaks: [BreakKind], shaped: ParagraphShaper,
        glyphStart: [Int32], advances: [Float], spacing: Spacing
    ) {
        self.scalars = scalars
        self.properties = properties
        self.breaks = breaks
        missing = shaped.missing
        baseLevel = shaped.baseLevel
        levels = shaped.levels
        isBidirectional = baseLevel == 1 || !levels.isEmpty
        runs = shaped.runs
        glyphs = shaped.glyphs
        self.glyphStart = glyphStart
        var unsafeCuts = shaped.unsafeCuts
        // within a cluster no cut is safe
        for index in 0..<scalars.count where glyphStart[index] == glyphStart[index + 1] {
            if !properties[index].has(ScalarProperties.isVoid), index > 0 { unsafeCuts[index] = true }
        }
        self.unsafeCuts = unsafeCuts
        self.spacing = spacing
        shaper = shaped.shaper
        var positions = [Float](repeating: 0, count: advances.count + 1)
        // summed as Double, so that a long paragraph's end is as exact as its beginning
        var sum = 0.0
        for index in advances.indices {
            sum += Double(advances[index])
            positions[index + 1] = Float(sum)
        }
        self.positions = positions
    }

    public var count: Int { scalars.count }

    /// The natural width of a range, CSS px.
    @inlinable public func advance(of range: Range<Int>) -> Float {
        positions[range.upperBound] - positions[range.lowerBound]
    }
    /// The embedding level of a scalar.
    public func level(at index: Int) -> UInt8 { levels.isEmpty || index >= levels.count ? baseLevel : levels[index] }

    /// The first index after `index` where a line may begin (ordinary breaks only); `count` if there is none.
    public func nextBreak(after index: Int) -> Int { index >= count ? count : Int(nextBreaks[index]) }

    /// The index of the run that holds a scalar.
    func runIndex(of scalar: Int) -> Int {
        var low = 0
        var high = runs.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if runs[middle].range.lowerBound <= scalar { low = middle } else { high = middle - 1 }
        }
        return low
    }
    func style(at scalar: Int) -> TextStyle? { runs.isEmpty ? nil : runs[runIndex(of: scalar)].shaping.style }
}
