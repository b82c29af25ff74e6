//  DecorationValues.swift
//  In: the winners of the cascade, computed. Out: what is painted around and behind the contents.

import Geometry

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
