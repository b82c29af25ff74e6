//  ShapedParagraph.swift
//  In: what shaping, breaking and spacing found. Out: a paragraph that answers in constant or logarithmic time how
//  wide any part of it is and where a line may end (Measuring), and that cuts itself into lines (Lines/Slicing).

/// Whether a line may begin at a scalar. In growing order of preference.
public enum BreakKind: UInt8, Hashable, Comparable, Sendable, BitwiseCopyable {
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

/// What is known of one scalar of a shaped paragraph.
// Faster because: one array of these costs one allocation, where an array for each fact costs eight.
@usableFromInline struct ScalarRecord: BitwiseCopyable {
    /// Where the scalar begins on one endless line, CSS px. Includes letter and word spacing, quarter ems between scripts
    /// and punctuation trimmed by its neighbours.
    @usableFromInline var position: Float
    var properties: ScalarProperties
    /// The first glyph of its cluster or of the one after.
    var glyphStart: Int32
    /// The next ordinary break after it; once breaks are found.
    var nextBreak: Int32
    /// The end of what is seen before it: spaces that vanish or hang and characters without a glyph taken off.
    var visibleEnd: Int32 = 0
    /// Whether a line may begin here; once breaks are found.
    var breakKind: BreakKind
    /// What justification may do after it.
    var gap: GapKind
    /// A line cut before it has to be shaped again.
    var isUnsafe: Bool
}

/// What the breaks of a paragraph are found from, when they are asked for.
struct BreakSource {
    let breaker: LineBreaker
    let runs: [StyleRun]
    let styles: [ShapingStyle]
}

/// A shaped paragraph. Immutable to its users; indices are those of `scalars`.
public final class ShapedParagraph {
    public let scalars: [UInt32]
    /// One more than scalars: the last is the paragraph's end.
    @usableFromInline @exclusivity(unchecked) private(set) var records: [ScalarRecord]
    /// What finding breaks needs; nil: they are found.
    // Faster because: text that fits on its line and is never asked how narrow it may be needs no breaks.
    @exclusivity(unchecked) private var breakSource: BreakSource?
    /// Characters without a glyph in any font, in order.
    public let missing: [MissingGlyph]
    /// Some part runs from right to left.
    public let isBidirectional: Bool
    /// The paragraph's own level: 0 or 1.
    public let baseLevel: UInt8

    let runs: [ShapedRun]
    let glyphs: [ShapedGlyph]
    /// CSS px taken off the leading and the trailing side of characters because of their neighbours; empty: nothing.
    let leadingTrims: [Float]
    let trailingTrims: [Float]
    /// Empty: all at `baseLevel`.
    let levels: [UInt8]
    let shaper: Shaper
    /// Parts shaped again because a line was cut where glyphs depend on each other.
    @exclusivity(unchecked) var reshaped: [Range<Int>: [ShapedGlyph]] = [:]
    /// A line that is longer than its room by more than this cannot be saved by trimming or hanging at its edges.
    lazy var edgeSlack: Float = {
        var slack: Float = 0
        for run in runs {
            let shaping = run.shaping
            // widths do not grow steadily: nothing can be said
            if shaping.style.letterSpacing < 0 || shaping.style.wordSpacing < 0 { return .infinity }
            slack = max(slack, 2 * shaping.style.size + 2 * shaping.style.letterSpacing)
        }
        return slack
    }()
    /// What `glyphRuns` answered last, of a paragraph that several boxes may share.
    @exclusivity(unchecked) var lastRuns: (range: Range<Int>, line: TextLine, runs: [GlyphRun])?
    /// By run index.
    @exclusivity(unchecked) var hyphens: [Int: GlyphRun] = [:]

    init(scalars: [UInt32], shaped: ParagraphShaper, spaced: SpacingPass, breakSource: BreakSource) {
        self.scalars = scalars
        self.breakSource = breakSource
        missing = shaped.missing
        baseLevel = shaped.baseLevel
        levels = shaped.levels
        isBidirectional = baseLevel == 1 || !levels.isEmpty
        runs = shaped.runs
        // exactly as long as it is: paragraphs are kept
        var exact: [ShapedGlyph] = []
        exact.reserveCapacity(shaped.glyphs.count)
        exact.append(contentsOf: shaped.glyphs)
        glyphs = exact
        leadingTrims = spaced.leadingTrims
        trailingTrims = spaced.trailingTrims
        shaper = shaped.shaper
        let count = scalars.count
        let starts = spaced.glyphStart
        var records: [ScalarRecord] = []
        records.reserveCapacity(count + 1)
        // summed as Double, so that a long paragraph's end is as exact as its beginning
        var sum = 0.0
        for index in 0..<count {
            let properties = shaped.properties[index]
            // within a cluster no cut is safe
            let isInside =
                starts[index] == starts[index + 1] && index > 0 && !properties.has(ScalarProperties.isVoid)
            records.append(
                ScalarRecord(
                    position: Float(sum), properties: properties, glyphStart: starts[index], nextBreak: 0,
                    breakKind: .none, gap: spaced.gaps[index],
                    isUnsafe: isInside || shaped.unsafeCuts[index]))
            sum += Double(spaced.advances[index])
        }
        records.append(
            ScalarRecord(
                position: Float(sum), properties: ScalarProperties(bits: 0), glyphStart: starts[count],
                nextBreak: Int32(count), breakKind: .mandatory, gap: .none, isUnsafe: shaped.unsafeCuts[count]))
        for run in runs {
            let keepsSpaces = run.shaping.style.spaces == .breakSpaces
            for index in run.range {
                let properties = records[index].properties
                let vanishes =
                    properties.has(ScalarProperties.isSpace)
                    ? scalars[index] != 0x20 || !keepsSpaces
                    : properties.has(ScalarProperties.isVoid) && scalars[index] != 0xFFFC
                records[index + 1].visibleEnd = vanishes ? records[index].visibleEnd : Int32(index + 1)
            }
        }
        self.records = records
    }

    public var count: Int { scalars.count }

    /// Whether a line may begin at a scalar; at `count`, the paragraph's end.
    public func breakKind(at index: Int) -> BreakKind {
        findBreaks()
        return records[index].breakKind
    }
    /// To be called before breaks are read.
    @inline(__always) func findBreaks() {
        if breakSource != nil { findBreaksNow() }
    }
    @inline(never)
    private func findBreaksNow() {
        guard let source = breakSource else { return }
        breakSource = nil
        let properties = records.dropLast().map(\.properties)
        let breaks = source.breaker.breaks(of: scalars, properties, source.runs, source.styles)
        var next = Int32(count)
        records[count].breakKind = breaks[count]
        for index in stride(from: count - 1, through: 0, by: -1) {
            records[index].breakKind = breaks[index]
            records[index].nextBreak = next
            if breaks[index].isOrdinary { next = Int32(index) }
        }
    }
    /// The natural width of a range, CSS px.
    @inlinable public func advance(of range: Range<Int>) -> Float {
        records[range.upperBound].position - records[range.lowerBound].position
    }
    /// The embedding level of a scalar.
    public func level(at index: Int) -> UInt8 { levels.isEmpty || index >= levels.count ? baseLevel : levels[index] }

    /// The first index after `index` where a line may begin (ordinary breaks only); `count` if there is none.
    public func nextBreak(after index: Int) -> Int {
        findBreaks()
        return index >= count ? count : Int(records[index].nextBreak)
    }

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
    func shaping(at scalar: Int) -> ShapingStyle? { runs.isEmpty ? nil : runs[runIndex(of: scalar)].shaping }
}
