//  TextStyle.swift
//  In: the computed properties that choose faces, glyphs, breaks and spaces. Out: one hashable value.

/// An OpenType feature, four letters, and its value (0 off).
public struct FontFeature: Hashable, Sendable {
    public var tag: String
    public var value: UInt32
    public init(tag: String, value: UInt32) {
        self.tag = tag
        self.value = value
    }
}

/// The value of a variation axis, four letters.
public struct FontVariation: Hashable, Sendable {
    public var tag: String
    public var value: Float
    public init(tag: String, value: Float) {
        self.tag = tag
        self.value = value
    }
}

/// Everything about an inline box's style that this room looks at. All lengths in CSS px.
public struct TextStyle: Hashable, Sendable {
    /// https://www.w3.org/TR/css-text-3/#line-break-property
    public enum LineBreak: UInt8, Hashable, Sendable { case auto, loose, normal, strict, anywhere }
    /// https://www.w3.org/TR/css-text-3/#word-break-property
    public enum WordBreak: UInt8, Hashable, Sendable { case normal, breakAll, keepAll, breakWord, autoPhrase }
    public enum OverflowWrap: UInt8, Hashable, Sendable { case normal, breakWord, anywhere }
    public enum Hyphens: UInt8, Hashable, Sendable { case none, manual, auto }
    /// https://www.w3.org/TR/css-text-4/#text-spacing-trim-property
    public enum SpacingTrim: UInt8, Hashable, Sendable {
        case spaceAll, normal, spaceFirst, trimStart, trimBoth, trimAll
    }
    /// What spaces do: `collapse` (Layout has collapsed them; they vanish at a line's end), `preserve` (they hang),
    /// `breakSpaces` (they take up room, and a line may end after each).
    public enum Spaces: UInt8, Hashable, Sendable { case collapse, preserve, breakSpaces }
    public enum Kerning: UInt8, Hashable, Sendable { case auto, normal, none }
    /// https://www.w3.org/TR/css-text-3/#hanging-punctuation-property
    public struct Hanging: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        public static let first = Hanging(rawValue: 1)
        public static let last = Hanging(rawValue: 2)
        public static let forceEnd = Hanging(rawValue: 4)
        public static let allowEnd = Hanging(rawValue: 8)
    }
    public struct Synthesis: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        public static let weight = Synthesis(rawValue: 1)
        public static let slant = Synthesis(rawValue: 2)
        public static let smallCapitals = Synthesis(rawValue: 4)
        public static let all: Synthesis = [.weight, .slant, .smallCapitals]
    }

    /// In order; generic families by their keywords (`serif`, `sans-serif`, `monospace`, `system-ui`, …).
    public var families: [String] = ["serif"]
    public var size: Float = 16
    public var weight: Float = 400
    /// Percent.
    public var stretch: Float = 100
    public var posture: FontPosture = .normal
    /// Later ones win.
    public var features: [FontFeature] = []
    public var variations: [FontVariation] = []
    public var capitals: Capitals = .asWritten
    /// What may be made where the family has no such face. https://www.w3.org/TR/css-fonts-4/#font-synthesis-intro
    public var synthesis: Synthesis = .all
    /// BCP 47; empty when not known.
    public var language = ""
    /// An OpenType language system tag that the faces take instead of the language's own; empty for none.
    /// https://www.w3.org/TR/css-fonts-4/#font-language-override-prop
    public var languageSystem = ""
    public var letterSpacing: Float = 0
    public var wordSpacing: Float = 0
    public var kerning: Kerning = .auto
    public var lineBreak: LineBreak = .auto
    public var wordBreak: WordBreak = .normal
    public var overflowWrap: OverflowWrap = .normal
    public var hyphens: Hyphens = .manual
    /// What is shown where a word is divided; nil: U+2010, or U+002D where the face lacks it.
    public var hyphenateCharacter: String?
    public var spacingTrim: SpacingTrim = .normal
    public var autospaceAlpha = true
    public var autospaceNumeric = true
    public var hangingPunctuation: Hanging = []
    /// `text-wrap-mode: wrap`.
    public var wraps = true
    public var spaces: Spaces = .collapse
    public init() {}
}

/// Names one style within its `TextSession`.
public struct TextStyleID: Hashable, Sendable, BitwiseCopyable {
    public let index: Int32
    @inlinable public init(_ index: Int32) { self.index = index }
}
