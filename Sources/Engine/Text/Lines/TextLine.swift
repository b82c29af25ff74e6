//  TextLine.swift
//  In: which part of a paragraph is one line, and how its edges and gaps are treated. Out: widths and glyph runs.

/// What precedes a line; `text-spacing-trim: space-first` and `hanging-punctuation: first` ask.
public enum LineStart: UInt8, Hashable, Sendable {
    /// The first line of its block.
    case first
    /// After a forced break.
    case forced
    case wrapped
}

/// Which gaps `text-align: justify` may stretch. https://www.w3.org/TR/css-text-3/#text-justify-property
public enum JustificationMode: UInt8, Hashable, Sendable { case auto, none, interWord, interCharacter }

/// How much each gap of a line is stretched (or, if negative, shrunk), CSS px.
public struct LineExpansion: Hashable, Sendable, BitwiseCopyable {
    /// After each space between words.
    public var wordSpace: Float
    /// At each quarter em between ideographs and letters or digits.
    public var autospace: Float
    /// At each other gap between characters that may stretch.
    public var character: Float
    /// The gaps between letters are among them (`text-justify: inter-character`).
    public var stretchesLetters = false
    public static let none = LineExpansion(wordSpace: 0, autospace: 0, character: 0)
    public init(wordSpace: Float, autospace: Float, character: Float) {
        self.wordSpace = wordSpace
        self.autospace = autospace
        self.character = character
    }
}

/// How many gaps of each kind lie within a line.
public struct JustificationGaps: Hashable, Sendable, BitwiseCopyable {
    public var wordSpaces = 0
    public var autospaces = 0
    public var characters = 0
    /// The sum over word spaces, autospaces and characters of the font size at each, CSS px: limits are in em.
    public var wordSpaceEms: Float = 0
    public var autospaceEms: Float = 0
    public var characterEms: Float = 0
    /// Letters were counted like other characters (`text-justify: inter-character`).
    public var stretchesLetters = false
    public init() {}
    public var isEmpty: Bool { wordSpaces + autospaces + characters == 0 }
    public static func + (a: Self, b: Self) -> Self {
        var sum = a
        sum.wordSpaces += b.wordSpaces
        sum.autospaces += b.autospaces
        sum.characters += b.characters
        sum.wordSpaceEms += b.wordSpaceEms
        sum.autospaceEms += b.autospaceEms
        sum.characterEms += b.characterEms
        sum.stretchesLetters = a.stretchesLetters || b.stretchesLetters
        return sum
    }
}

/// One line of a paragraph, as `ShapedParagraph` measures and cuts it.
public struct TextLine: Hashable, Sendable {
    /// From the first scalar to the one after the last that is set; collapsible spaces at the end left out.
    public var range: Range<Int>
    public var start: LineStart
    /// Taken off the first character's leading half, CSS px (negative: given back).
    public var startTrim: Float = 0
    /// Taken off the last character's trailing side: trimmed punctuation, and the quarter em that would follow.
    public var endTrim: Float = 0
    /// How far the first and the last character stand outside the measure. Widths include them; alignment and
    /// fitting leave them out.
    public var startHang: Float = 0
    public var endHang: Float = 0
    public var expansion = LineExpansion.none
    /// The first and the last scalar that are seen: edges are theirs.
    var firstCluster: Int
    var lastCluster: Int
    public init(range: Range<Int>, start: LineStart = .wrapped) {
        self.range = range
        self.start = start
        firstCluster = range.lowerBound
        lastCluster = range.upperBound - 1
    }
}

/// A stretch of a line of one embedding level.
public struct BidiSegment: Hashable, Sendable {
    public var range: Range<Int>
    public var level: UInt8
    public init(range: Range<Int>, level: UInt8) {
        self.range = range
        self.level = level
    }
    public var isRightToLeft: Bool { level & 1 == 1 }
}

extension LineExpansion {
    /// Shares `extra` CSS px (may be negative) among a line's gaps in JLREQ's order: word spaces first, then quarter
    /// ems between scripts, then the others, a quarter em each; what these limits leave over goes to all alike. Negative:
    /// a third of each word space, half of each quarter em, no more.
    /// https://www.w3.org/TR/jlreq/#line_adjustment
    public static func filling(_ extra: Float, gaps: JustificationGaps) -> LineExpansion {
        var expansion = LineExpansion.none
        expansion.stretchesLetters = gaps.stretchesLetters
        guard extra.isFinite, extra != 0, !gaps.isEmpty else { return expansion }
        var rest = extra
        func share(_ count: Int, _ limit: Float) -> Float {
            guard count > 0 else { return 0 }
            let given = extra > 0 ? Swift.min(rest, limit) : Swift.max(rest, limit)
            rest -= given
            return given / Float(count)
        }
        if extra < 0 {
            expansion.wordSpace = share(gaps.wordSpaces, -gaps.wordSpaceEms / 12)
            expansion.autospace = share(gaps.autospaces, -gaps.autospaceEms / 8)
            return expansion
        }
        if gaps.stretchesLetters {
            let each = extra / Float(gaps.wordSpaces + gaps.autospaces + gaps.characters)
            expansion.wordSpace = each
            expansion.autospace = each
            expansion.character = each
            return expansion
        }
        if gaps.autospaces + gaps.characters == 0 {
            expansion.wordSpace = extra / Float(gaps.wordSpaces)
            return expansion
        }
        expansion.wordSpace = share(gaps.wordSpaces, gaps.wordSpaceEms / 4)
        expansion.autospace = share(gaps.autospaces, gaps.autospaceEms / 4)
        expansion.character = share(gaps.characters, gaps.characterEms / 4)
        if rest > 0 {
            let each = rest / Float(gaps.wordSpaces + gaps.autospaces + gaps.characters)
            if gaps.wordSpaces > 0 { expansion.wordSpace += each }
            if gaps.autospaces > 0 { expansion.autospace += each }
            if gaps.characters > 0 { expansion.character += each }
        }
        return expansion
    }
}
