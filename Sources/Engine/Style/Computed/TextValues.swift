//  TextValues.swift
//  In: the winners of the cascade, computed. Out: what an element's heirs take over: font, text, lists, tables' inherited ones.

import Geometry

public struct FontFeatureSetting: Hashable, Sendable {
    /// Four letters.
    public var tag: String
    public var value: UInt32
    public init(tag: String, value: UInt32) {
        self.tag = tag
        self.value = value
    }
}

public struct FontVariationSetting: Hashable, Sendable {
    /// Four letters.
    public var tag: String
    /// On the axis's own scale: fractions and negative values (`slnt`) count.
    public var value: Float
    public init(tag: String, value: Float) {
        self.tag = tag
        self.value = value
    }
}

public enum LineHeight: Hashable, Sendable {
    case normal
    case number(Float)
    case length(LengthPercentage)
}
public enum TextEmphasis: Hashable, Sendable {
    case none
    /// The mark itself, one grapheme.
    case mark(String)
}
public enum TabSize: Hashable, Sendable {
    case spaces(Float)
    case length(Float)
}
public struct TextShadow: Hashable, Sendable {
    public var x, y, blur: Float
    public var color: Color
    public init(x: Float, y: Float, blur: Float, color: Color) {
        self.x = x
        self.y = y
        self.blur = blur
        self.color = color
    }
}

/// Inherited properties: font, text, lists, tables' inherited ones.
public struct TextValues: Hashable, Sendable {
    public var color: Color = .black
    /// Family names in order; generic ones as their keywords (`serif`, `sans-serif`, `monospace`, `system-ui`).
    public var fontFamilies: [String] = ["serif"]
    /// CSS px.
    public var fontSize: Float = 16
    /// 1…1000.
    public var fontWeight: Float = 400
    /// Percent.
    public var fontStretch: Float = 100
    public var fontSlant: FontSlant = .normal
    public var fontKerning: FontKerning = .auto
    public var fontSynthesisWeight: FontSynthesis = .auto
    public var fontSynthesisStyle: FontSynthesis = .auto
    public var fontSynthesisSmallCaps: FontSynthesis = .auto
    /// What `font-variant-caps` asks for: with the features of the face, or made where it has none.
    public var fontCapitals: FontCapitals { fontVariants.capitals }
    /// font-feature-settings and font-variant-* as OpenType features, later ones winning.
    public var fontFeatures: [FontFeatureSetting] = []
    /// The parts of `fontFeatures`, apart for the cascade only.
    public var featureSettings: [FontFeatureSetting] = []
    public var fontVariants = FontVariants()
    /// An OpenType language system tag; "" is none.
    public var languageOverride = ""
    /// Axis values for variable fonts.
    public var fontVariations: [FontVariationSetting] = []
    public var language: String = ""
    public var lineHeight: LineHeight = .normal
    /// nil: `normal`.
    public var letterSpacing: LengthPercentage?
    public var wordSpacing: LengthPercentage = .zero
    public var textIndent: LengthPercentage = .zero
    public var textIndentHanging = false
    public var textIndentEachLine = false
    public var textAlign: TextAlign = .start
    public var textAlignLast: TextAlignLast = .auto
    /// Cells of a column are aligned on this; nil: on an edge.
    public var textAlignCharacter: String?
    public var textJustify: TextJustify = .auto
    public var textTransform: TextTransformCase = .none
    public var textTransformFullWidth = false
    public var textTransformFullSizeKana = false
    public var whiteSpaceCollapse: WhiteSpaceCollapse = .collapse
    public var textWrapMode: TextWrapMode = .wrap
    public var textWrapStyle: TextWrapStyle = .auto
    public var lineBreak: LineBreak = .auto
    public var wordBreak: WordBreak = .normal
    public var overflowWrap: OverflowWrap = .normal
    public var hyphens: Hyphens = .manual
    /// nil: `auto`.
    public var hyphenateCharacter: String?
    public var tabSize: TabSize = .spaces(8)
    public var textSpacingTrim: TextSpacingTrim = .normal
    /// `text-autospace`: quarter em between ideographs and letters, and digits.
    public var autospaceAlpha = true
    public var autospaceNumeric = true
    public var hangingPunctuation: HangingPunctuation = []
    public var direction: Direction = .ltr
    public var writingMode: WritingMode = .horizontalTB
    public var visibility: Visibility = .visible
    public var orphans: Int32 = 2
    public var widows: Int32 = 2
    public var listStyleType: ListStyleType = .counter("disc")
    public var listStyleImage: ImageValue?
    public var listStylePosition: ListStylePosition = .outside
    public var quotes: QuotePairs = .auto
    public var captionSide: CaptionSide = .top
    public var emptyCells: EmptyCells = .show
    public var borderCollapse: BorderCollapse = .separate
    /// CSS px, inline (column gaps) and block (row gaps).
    public var borderSpacingInline: Float = 0
    public var borderSpacingBlock: Float = 0
    public var textEmphasis: TextEmphasis = .none
    /// nil: the text's colour.
    public var textEmphasisColor: Color?
    public var textEmphasisUnder = false
    public var textShadows: [TextShadow] = []
    /// `text-orientation` other than `mixed`; horizontal writing ignores it.
    public var isTextOrientationSet = false
    public var rubyPosition: RubyPosition = .over
    public var rubyAlign: RubyAlign = .spaceAround
    public var imageRendering: ImageRendering = .auto
    /// Pixels of raster pictures per CSS px.
    public var imageResolution: Float = 1
    /// What ends a clamped block's last line; nil: nothing.
    public var blockEllipsis: String?
    /// SVG's inherited presentation properties; nil while they have their initial values.
    public var svg: SVGInheritedValues?
    public init() {}
}

public struct HangingPunctuation: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let first = HangingPunctuation(rawValue: 1)
    public static let last = HangingPunctuation(rawValue: 2)
    public static let forceEnd = HangingPunctuation(rawValue: 4)
    public static let allowEnd = HangingPunctuation(rawValue: 8)
}
public enum ListStyleType: Hashable, Sendable {
    case none
    case counter(String)
    case string(String)
}
public enum QuotePairs: Hashable, Sendable {
    case auto, none
    case pairs([[String]])
}

/// Painting of SVG content; inherited. Values as specified, resolved by VectorGraphics. https://www.w3.org/TR/SVG2/painting.html
public struct SVGInheritedValues: Hashable, Sendable {
    /// Property name → computed text, for `fill`, `stroke`, `stroke-width`, `text-anchor`, … in name order.
    public var values: [String: String] = [:]
    public init() {}
}
