//  DrawingOperation.swift
//  In: fragments or SVG. Out: a flat list of drawing operations in paint order; no Cairo type, no CSS word.
//  Coordinates: CSS px from the sheet's top left corner, y downwards, under the transforms pushed before.

import Geometry
import Text

public enum PathElement: Hashable, Sendable, BitwiseCopyable {
    case move(Point)
    case line(Point)
    case curve(Point, Point, Point)
    case close
}
public enum FillRule: UInt8, Hashable, Sendable { case nonZero, evenOdd }

/// Outlines, drawn filled or stroked.
public enum Shape: Hashable, Sendable {
    case rect(Rect)
    case path([PathElement], FillRule)
}

public struct GradientStop: Hashable, Sendable, BitwiseCopyable {
    /// 0…1 along the gradient line; increasing.
    public var offset: Double
    public var color: Color
    public init(offset: Double, color: Color) {
        self.offset = offset
        self.color = color
    }
}
public enum GradientSpread: UInt8, Hashable, Sendable { case pad, reflect, `repeat` }

/// What a shape is filled with.
public indirect enum Paint: Hashable, Sendable {
    case color(Color)
    case linear(from: Point, to: Point, stops: [GradientStop], spread: GradientSpread, transform: AffineTransform)
    case radial(
        from: Point, fromRadius: Double, to: Point, toRadius: Double, stops: [GradientStop], spread: GradientSpread,
        transform: AffineTransform)
    /// A tile of `width` × `height` of another list, repeated with this step; `transform` maps tile to user space.
    case pattern(DrawingList, tile: Rect, transform: AffineTransform)
}

public struct StrokeStyle: Hashable, Sendable {
    public enum Cap: UInt8, Hashable, Sendable { case butt, round, square }
    public enum Join: UInt8, Hashable, Sendable { case miter, round, bevel }
    public var width: Double
    public var cap: Cap = .butt
    public var join: Join = .miter
    public var miterLimit: Double = 10
    public var dashes: [Double] = []
    public var dashOffset: Double = 0
    public init(width: Double) { self.width = width }
}

/// How a group is laid over what is below it.
public struct GroupStyle: Hashable, Sendable {
    public var opacity: Float
    /// As CSS names it: `multiply`, …; "normal" isolates the group; "" does nothing.
    public var blendMode: String
    /// Painted, it masks the group (SVG mask); nil: none.
    public var mask: DrawingList?
    public var maskKind: MaskKind
    public enum MaskKind: UInt8, Hashable, Sendable { case luminance, alpha }
    public init(opacity: Float = 1, blendMode: String = "", mask: DrawingList? = nil, maskKind: MaskKind = .luminance) {
        self.opacity = opacity
        self.blendMode = blendMode
        self.mask = mask
        self.maskKind = maskKind
    }
    /// Nothing to do but paint the contents.
    public var isPlain: Bool { opacity >= 1 && mask == nil && blendMode.isEmpty }
}

/// One drawing operation. Push and pop operations are balanced within a list.
public enum DrawingOperation: Hashable, Sendable {
    case fill(Shape, Paint)
    case stroke(Shape, StrokeStyle, Paint)
    /// Glyphs with their left end and baseline at `origin`. `stroke` outlines them (SVG).
    case glyphs(GlyphRunReference, origin: Point, Paint)
    case glyphOutline(GlyphRunReference, origin: Point, StrokeStyle, Paint)
    /// A raster picture by id, drawn into `into`; `smooth`: enlarged pixels are blended.
    case picture(Int32, into: Rect, smooth: Bool)
    /// A raster picture repeated: one tile lies at `tile`, the next ones `step` apart, all over `area`.
    case tiledPicture(Int32, tile: Rect, step: Size, area: Rect, smooth: Bool)
    /// Another list (an SVG picture), drawn under a transform.
    case list(DrawingList, AffineTransform)
    case pushClip(Shape)
    case popClip
    case pushTransform(AffineTransform)
    case popTransform
    case pushGroup(GroupStyle)
    case popGroup
}

/// A run held by reference; equal only to itself.
public struct GlyphRunReference: Hashable, Sendable {
    public let run: GlyphRun
    public init(_ run: GlyphRun) { self.run = run }
    public static func == (a: Self, b: Self) -> Bool { a.run === b.run }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(run)) }
}

/// Operations in paint order, and for each the source node it comes from (−1: decoration, an artifact).
public final class DrawingList: Hashable, Sendable {
    public let operations: [DrawingOperation]
    /// As long as `operations`: the node that an operation's content belongs to, for the structure tree.
    public let nodes: [Int32]
    public init(operations: [DrawingOperation], nodes: [Int32]) {
        self.operations = operations
        self.nodes = nodes
    }
    public static func == (a: DrawingList, b: DrawingList) -> Bool { a === b }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
