//  ComputedStyle.swift
//  In: the winners of the cascade, computed. Out: one immutable value per distinct style, shared by id.
//  Invariants: 1 two elements with equal computed values share one StyleID; 2 all values are computed values of
//  their specification, but `ch`, `ex`, `lh`, percentages and `auto` stay for Layout; 3 `currentcolor` is resolved;
//  4 flow-relative and physical longhands are already merged (the engine writes horizontally: block start is top).

import Geometry

/// Names one computed style within its `StyleTable`.
public struct StyleID: Hashable, Sendable, BitwiseCopyable {
    public let index: Int32
    public static let none = StyleID(-1)
    @inlinable public init(_ index: Int32) { self.index = index }
}

/// All computed values of one element, pseudo-element, margin box or anonymous box.
public final class ComputedStyle: Sendable {
    public let text: TextValues
    public let box: BoxValues
    public let decoration: DecorationValues
    public let flow: FlowValues
    public let generated: GeneratedValues
    public init(
        text: TextValues, box: BoxValues, decoration: DecorationValues, flow: FlowValues, generated: GeneratedValues
    ) {
        self.text = text
        self.box = box
        self.decoration = decoration
        self.flow = flow
        self.generated = generated
    }
    /// The initial values of every property.
    public static let initial = ComputedStyle(
        text: TextValues(), box: BoxValues(), decoration: DecorationValues(), flow: FlowValues(),
        generated: GeneratedValues())
}

public struct FontFeatureSetting: Hashable, Sendable {
    /// Four letters.
    public var tag: String
    public var value: UInt32
    public init(tag: String, value: UInt32) {
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
    /// font-feature-settings and font-variant-* as OpenType features, later ones winning.
    public var fontFeatures: [FontFeatureSetting] = []
    /// The parts of `fontFeatures`, apart for the cascade only.
    public var featureSettings: [FontFeatureSetting] = []
    public var fontVariants = FontVariants()
    /// An OpenType language system tag; "" is none.
    public var languageOverride = ""
    /// Axis values for variable fonts.
    public var fontVariations: [FontFeatureSetting] = []
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

/// Size, position and edges of the box. Physical sides; block start is top in horizontal writing.
public struct BoxValues: Hashable, Sendable {
    public var display: Display = .inline
    /// The display before blockification, for static positions of absolutely positioned boxes.
    public var originalDisplay: Display = .inline
    public var position: Position = .static
    public var float: Float_ = .none
    public var clear: Clear = .none
    public var boxSizing: BoxSizing = .contentBox
    public var width: SizeValue = .auto
    public var height: SizeValue = .auto
    public var minWidth: SizeValue = .auto
    public var minHeight: SizeValue = .auto
    public var maxWidth: SizeValue = .none
    public var maxHeight: SizeValue = .none
    /// Width divided by height; nil: `auto` alone.
    public var aspectRatio: Float?
    /// `auto <ratio>`: a replaced element's own ratio wins.
    public var aspectRatioAuto = true
    public var margin = Sides<LengthOrAuto>(all: .zero)
    public var padding = Sides<LengthPercentage>(all: .zero)
    public var inset = Sides<LengthOrAuto>(all: .auto)
    public var overflowX: Overflow = .visible
    public var overflowY: Overflow = .visible
    public var zIndex: Int32?
    public var verticalAlign: VerticalAlign = .baseline
    public var objectFit: ObjectFit = .fill
    public var objectPosition = PositionValue.center
    public var unicodeBidi: UnicodeBidi = .normal
    public var tableLayout: TableLayoutMode = .auto
    /// Of `-teian-shrink`: the smallest factor to which a cell's text may be condensed to fit; nil: never.
    public var shrinkToFitLimit: Float?
    public init() {}
}

public enum VerticalAlign: Hashable, Sendable {
    case baseline, sub, `super`, textTop, textBottom, middle, top, bottom
    case length(LengthPercentage)
}

/// `<position>`: from the left and the top edge.
public struct PositionValue: Hashable, Sendable {
    public var x: LengthPercentage
    public var y: LengthPercentage
    public static let center = PositionValue(x: .percent(50), y: .percent(50))
    public static let topLeft = PositionValue(x: .percent(0), y: .percent(0))
    public init(x: LengthPercentage, y: LengthPercentage) {
        self.x = x
        self.y = y
    }
}

/// An address as written and the base it is relative to (a style sheet's or the document's own address).
public struct ResourceAddress: Hashable, Sendable {
    public var url: String
    public var base: String
    public init(url: String, base: String) {
        self.url = url
        self.base = base
    }
}

public struct ColorStop: Hashable, Sendable {
    public var color: Color
    public var position: LengthPercentage?
    /// A transition hint: no colour of its own.
    public var isHint: Bool
    public init(color: Color, position: LengthPercentage?, isHint: Bool = false) {
        self.color = color
        self.position = position
        self.isHint = isHint
    }
}
public enum GradientDirection: Hashable, Sendable {
    /// Degrees, clockwise from "to top".
    case angle(Float)
    /// −1, 0, 1 for left/centre/right and top/centre/bottom.
    case toCorner(x: Int8, y: Int8)
}
public enum RadialSize: Hashable, Sendable {
    case closestSide, farthestSide, closestCorner, farthestCorner
    case radii(LengthPercentage, LengthPercentage)
}
/// An `<image>`. https://www.w3.org/TR/css-images-4/
public enum ImageValue: Hashable, Sendable {
    case url(ResourceAddress)
    case linearGradient(GradientDirection, [ColorStop], repeating: Bool)
    case radialGradient(isCircle: Bool, RadialSize, PositionValue, [ColorStop], repeating: Bool)
    case conicGradient(from: Float, PositionValue, [ColorStop], repeating: Bool)
}

public enum BackgroundSize: Hashable, Sendable {
    case cover, contain
    /// nil: auto.
    case size(LengthPercentage?, LengthPercentage?)
}
public struct BackgroundLayer: Hashable, Sendable {
    public var image: ImageValue?
    public var position = PositionValue.topLeft
    public var size = BackgroundSize.size(nil, nil)
    public var repeatX: BackgroundRepeat = .repeat
    public var repeatY: BackgroundRepeat = .repeat
    public var origin: BackgroundBox = .paddingBox
    public var clip: BackgroundBox = .borderBox
    public var attachment: BackgroundAttachment = .scroll
    public init() {}
}
public struct BorderEdge: Hashable, Sendable {
    /// CSS px; 0 when the style is none or hidden.
    public var width: Float
    public var style: BorderStyle
    public var color: Color
    public init(width: Float = 0, style: BorderStyle = .none, color: Color = .black) {
        self.width = width
        self.style = style
        self.color = color
    }
}
public struct CornerRadius: Hashable, Sendable {
    public var x: LengthPercentage
    public var y: LengthPercentage
    public static let zero = CornerRadius(x: .zero, y: .zero)
    public init(x: LengthPercentage, y: LengthPercentage) {
        self.x = x
        self.y = y
    }
}
public struct BoxShadow: Hashable, Sendable {
    public var x, y, blur, spread: Float
    public var color: Color
    public var isInset: Bool
    public init(x: Float, y: Float, blur: Float, spread: Float, color: Color, isInset: Bool) {
        self.x = x
        self.y = y
        self.blur = blur
        self.spread = spread
        self.color = color
        self.isInset = isInset
    }
}
public enum TransformFunction: Hashable, Sendable {
    case translate(LengthPercentage, LengthPercentage)
    case scale(Float, Float)
    /// Degrees, clockwise.
    case rotate(Float)
    case skew(Float, Float)
    case matrix(Float, Float, Float, Float, Float, Float)
}
public enum ClipPath: Hashable, Sendable {
    case inset(Sides<LengthPercentage>, [CornerRadius])
    case circle(LengthPercentage?, RadialSize, PositionValue)
    case ellipse(RadialSize, PositionValue)
    case polygon(evenOdd: Bool, [PositionValue])
    case path(evenOdd: Bool, String)
    case url(ResourceAddress)
}
public struct TextDecorationLines: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static let underline = TextDecorationLines(rawValue: 1)
    public static let overline = TextDecorationLines(rawValue: 2)
    public static let lineThrough = TextDecorationLines(rawValue: 4)
}
public enum DecorationThickness: Hashable, Sendable {
    case auto, fromFont
    case length(LengthPercentage)
}

/// Colours that were left at or set to `currentcolor`: inherited, they take the heir's own colour.
/// https://www.w3.org/TR/css-color-4/#resolving-other-colors
public struct CurrentColors: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let background = CurrentColors(rawValue: 1)
    public static let borderTop = CurrentColors(rawValue: 2)
    public static let borderRight = CurrentColors(rawValue: 4)
    public static let borderBottom = CurrentColors(rawValue: 8)
    public static let borderLeft = CurrentColors(rawValue: 16)
    public static let outline = CurrentColors(rawValue: 32)
    public static let textDecoration = CurrentColors(rawValue: 64)
    public static let columnRule = CurrentColors(rawValue: 128)
    /// Where `currentcolor` is the initial value.
    public static let initial: CurrentColors = [
        .borderTop, .borderRight, .borderBottom, .borderLeft, .outline, .textDecoration, .columnRule,
    ]
}

/// What is painted around and behind the contents.
public struct DecorationValues: Hashable, Sendable {
    public var currentColors = CurrentColors.initial
    public var backgroundColor: Color = .transparent
    /// Top-most first, as CSS lists them.
    public var backgroundLayers: [BackgroundLayer] = []
    /// The clip of the background colour (that of the bottom-most layer).
    public var backgroundColorClip: BackgroundBox = .borderBox
    public var border = Sides<BorderEdge>(all: BorderEdge())
    public var radiusTopLeft = CornerRadius.zero
    public var radiusTopRight = CornerRadius.zero
    public var radiusBottomRight = CornerRadius.zero
    public var radiusBottomLeft = CornerRadius.zero
    public var borderImage: BorderImage?
    public var maskBorder: BorderImage?
    /// Top-most first; each layer's picture lets through what its alpha (or luminance) allows.
    public var maskLayers: [BackgroundLayer] = []
    public var maskUsesLuminance = false
    public var boxShadows: [BoxShadow] = []
    public var outline = BorderEdge()
    public var outlineOffset: Float = 0
    public var opacity: Float = 1
    public var transform: [TransformFunction] = []
    public var transformOrigin = PositionValue.center
    public var blendMode: BlendMode = .normal
    public var isolation = false
    public var clipPath: ClipPath?
    /// The `clip` property of CSS 2, absolutely positioned boxes only; nil: auto; edges nil: auto.
    public var clip: Sides<Float?>?
    public var textDecoration: TextDecorationLines = []
    public var textDecorationStyle: TextDecorationStyle = .solid
    public var textDecorationColor: Color = .black
    public var textDecorationThickness: DecorationThickness = .auto
    public var textUnderlineOffset: LengthPercentage?
    public var textDecorationSkipInk = true
    public var hasFilterOrMask = false
    /// SVG's non-inherited presentation properties (`stop-color`, `clip-path`, …), name → text.
    public var svg: SVGInheritedValues?
    public init() {}
}
public struct BorderImage: Hashable, Sendable {
    public var source: ImageValue
    /// top, right, bottom, left; percent or px of the image.
    public var slice: Sides<LengthPercentage>
    public var fill: Bool
    public var width: Sides<LengthPercentage>?
    public var outset: Sides<Float>
    public var repeatX: BackgroundRepeat
    public var repeatY: BackgroundRepeat
    public var stretchX: Bool
    public var stretchY: Bool
    /// Sides whose width is the slice's own size, if the picture has one.
    public var hasAutoWidth = Sides(all: false)
    public init(
        source: ImageValue, slice: Sides<LengthPercentage>, fill: Bool, width: Sides<LengthPercentage>?,
        outset: Sides<Float>, repeatX: BackgroundRepeat, repeatY: BackgroundRepeat, stretchX: Bool, stretchY: Bool
    ) {
        self.source = source
        self.slice = slice
        self.fill = fill
        self.width = width
        self.outset = outset
        self.repeatX = repeatX
        self.repeatY = repeatY
        self.stretchX = stretchX
        self.stretchY = stretchY
    }
}

/// Fragmentation, columns, flex and grid.
public struct FlowValues: Hashable, Sendable {
    public var breakBefore: BreakBetween = .auto
    public var breakAfter: BreakBetween = .auto
    public var breakInside: BreakInside = .auto
    public var boxDecorationBreak: BoxDecorationBreak = .slice
    public var marginBreak: MarginBreak = .auto
    /// The `page` property; "" is auto.
    public var page: String = ""
    public var columnCount: Int32?
    public var columnWidth: LengthPercentage?
    /// nil: `normal`.
    public var columnGap: LengthPercentage?
    public var rowGap: LengthPercentage?
    public var columnRule = BorderEdge()
    public var columnFill: ColumnFill = .balance
    public var columnSpanAll = false
    public var flexDirection: FlexDirection = .row
    public var flexWrap: FlexWrap = .nowrap
    public var flexGrow: Float = 0
    public var flexShrink: Float = 1
    public var flexBasis: SizeValue = .auto
    public var order: Int32 = 0
    public var alignContent: Alignment = .normal
    public var alignItems: Alignment = .normal
    public var alignSelf: Alignment = .auto
    public var justifyContent: Alignment = .normal
    public var justifyItems: Alignment = .legacy
    public var justifySelf: Alignment = .auto
    public var gridTemplateColumns = GridTemplate()
    public var gridTemplateRows = GridTemplate()
    /// Rows of cell names; "." is an empty cell.
    public var gridTemplateAreas: [[String]] = []
    public var gridAutoColumns: [GridTrackSize] = [.auto]
    public var gridAutoRows: [GridTrackSize] = [.auto]
    public var gridAutoFlow: GridAutoFlow = .row
    public var gridRowStart: GridLine = .auto
    public var gridRowEnd: GridLine = .auto
    public var gridColumnStart: GridLine = .auto
    public var gridColumnEnd: GridLine = .auto
    public var footnoteDisplay: FootnoteDisplay = .block
    public var footnotePolicy: FootnotePolicy = .auto
    /// `max-lines` / `line-clamp`, 0: none; of effect only with `continue: discard`.
    public var maxLines: Int32 = 0
    public var continueDiscards = false
    public var textOverflowEllipsis = false
    /// Of `-teian-carry`: a part in sub-totals carried over a page break.
    public var carry: TableCarry = .none
    public init() {}
}
/// What a row or a cell of a table does about carried sub-totals.
public enum TableCarry: Hashable, Sendable {
    case none
    /// A row of a head: only where the table goes on from an earlier page.
    case continued
    /// A row of a foot: only where the table goes on on the next page.
    case continues
    /// A row of a foot: only where the table ends.
    case final
    /// A cell of a body row: its number is added to this sum.
    case adds(String)
}
public enum GridBreadth: Hashable, Sendable {
    case auto, minContent, maxContent
    case length(LengthPercentage)
    /// Only as a maximum.
    case fraction(Float)
}
public enum GridTrackSize: Hashable, Sendable {
    case auto
    case breadth(GridBreadth)
    case minmax(GridBreadth, GridBreadth)
    case fitContent(LengthPercentage)
}
public enum GridRepeatCount: Hashable, Sendable {
    case count(Int32)
    case autoFill, autoFit
}
public indirect enum GridTemplateItem: Hashable, Sendable {
    case lineNames([String])
    case track(GridTrackSize)
    case `repeat`(GridRepeatCount, [GridTemplateItem])
}
public struct GridTemplate: Hashable, Sendable {
    public var items: [GridTemplateItem] = []
    public var isSubgrid = false
    public init() {}
}
public enum GridLine: Hashable, Sendable {
    case auto
    /// A line number, with or without a name.
    case line(Int32, name: String?)
    /// `span n` or `span name`.
    case span(Int32, name: String?)
    case named(String)
}

/// Counters, content, strings: what is generated and what bubbles up to pages.
public struct GeneratedValues: Hashable, Sendable {
    public var content: ContentValue = .normal
    public var counterReset: [CounterChange] = []
    public var counterIncrement: [CounterChange] = []
    public var counterSet: [CounterChange] = []
    public var stringSet: [StringSet] = []
    /// 0: none.
    public var bookmarkLevel: Int32 = 0
    public var bookmarkLabel: [ContentItem] = []
    public var bookmarkOpen = true
    /// `anchor` and `link` of WeasyPrint's user-agent sheets: attr(…) resolved; nil: none.
    public var anchorName: String?
    public var linkTarget: String?
    public init() {}
}
public struct CounterChange: Hashable, Sendable {
    public var name: String
    public var value: Int32
    public var isReversed: Bool
    public init(name: String, value: Int32, isReversed: Bool = false) {
        self.name = name
        self.value = value
        self.isReversed = isReversed
    }
}
public struct StringSet: Hashable, Sendable {
    public var name: String
    public var items: [ContentItem]
    public init(name: String, items: [ContentItem]) {
        self.name = name
        self.items = items
    }
}
public enum ContentValue: Hashable, Sendable {
    case normal, none
    case items([ContentItem], alternative: [ContentItem])
}
/// One item of `content`. `attr()` is already resolved to a string. https://www.w3.org/TR/css-content-3/
public enum ContentItem: Hashable, Sendable {
    public enum TextPart: UInt8, Hashable, Sendable { case text, before, after, firstLetter, marker }
    public enum Keyword: UInt8, Hashable, Sendable { case first, start, last, firstExcept }
    case string(String)
    case image(ImageValue)
    case counter(String, style: ListStyleType)
    case counters(String, separator: String, style: ListStyleType)
    case openQuote, closeQuote, noOpenQuote, noCloseQuote
    /// `content()` of string-set and bookmark-label.
    case content(TextPart)
    case contents
    case element(String, Keyword)
    case namedString(String, Keyword)
    /// The address with its fragment, as written or taken from the attribute.
    case targetCounter(String, String, style: ListStyleType)
    case targetCounters(String, String, separator: String, style: ListStyleType)
    case targetText(String, TextPart)
    case leader(String)
    /// `-teian-carry(name)`: the sum so far, in a repeated head or foot.
    case carried(String)
}
