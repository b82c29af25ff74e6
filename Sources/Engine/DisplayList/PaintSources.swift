//  PaintSources.swift
//  In: what fragments name only by index. Out: where the display list looks it up.

import Geometry
import Pictures
import Style
import Text

/// Vertical measures of a face, as fractions of the font size; y upwards.
public struct DecorationMetrics: Sendable, Hashable {
    public var ascent: Float
    public var descent: Float
    public var xHeight: Float
    /// Centre of the underline below the baseline (negative below), and its thickness.
    public var underlinePosition: Float
    public var underlineThickness: Float
    public var strikeoutPosition: Float
    public var strikeoutThickness: Float
    /// For faces that say nothing.
    public static let usual = DecorationMetrics(
        ascent: 0.88, descent: 0.12, xHeight: 0.5, underlinePosition: -0.1, underlineThickness: 0.05,
        strikeoutPosition: 0.26, strikeoutThickness: 0.05)
    public init(
        ascent: Float, descent: Float, xHeight: Float, underlinePosition: Float, underlineThickness: Float,
        strikeoutPosition: Float, strikeoutThickness: Float
    ) {
        self.ascent = ascent
        self.descent = descent
        self.xHeight = xHeight
        self.underlinePosition = underlinePosition
        self.underlineThickness = underlineThickness
        self.strikeoutPosition = strikeoutPosition
        self.strikeoutThickness = strikeoutThickness
    }
}

/// Whether what a vector picture draws outside its own area is seen.
public enum PictureOverflow: UInt8, Hashable, Sendable { case clipped, visible }

/// Everything that `DisplayListBuilder` asks beside the page itself. Lives as long as a session.
public struct PaintSources {
    public var styles: StyleTable
    public var pictures: PictureTable
    /// The picture that an address in a style (background, border image) leads to; nil: none.
    public var pictureID: (ResourceAddress) -> PictureID?
    /// A vector picture drawn at this size, CSS px, its top left corner at the origin; nil: it cannot be drawn.
    public var vectorPicture: (PictureID, Size, PictureOverflow) -> DrawingList?
    /// For text decorations.
    public var metrics: (FaceID) -> DecorationMetrics
    /// `clip-path: url(#id)` and the like: a path in the border box's coordinates; nil: none.
    public var clipPath: (ResourceAddress, Rect) -> Shape?
    /// The computed style whose background becomes the page's (that of html, or else of body); −1: none.
    public var canvasStyle: Int32
    /// The boxes' source node whose own background is therefore not painted again; −1: none.
    public var canvasNode: Int32
    /// The element whose `overflow` is the viewport's and clips nothing itself; −1: none.
    public var viewportNode: Int32 = -1
    /// That element's `overflow` hides what leaves the page area.
    public var viewportClips = false
    /// Whether the document has used up its time or memory: no more images are painted then.
    public var isSpent: () -> Bool = { false }
    public init(
        styles: StyleTable, pictures: PictureTable,
        pictureID: @escaping (ResourceAddress) -> PictureID? = { _ in nil },
        vectorPicture: @escaping (PictureID, Size, PictureOverflow) -> DrawingList? = { _, _, _ in nil },
        metrics: @escaping (FaceID) -> DecorationMetrics = { _ in .usual },
        clipPath: @escaping (ResourceAddress, Rect) -> Shape? = { _, _ in nil },
        canvasStyle: Int32 = -1, canvasNode: Int32 = -1
    ) {
        self.styles = styles
        self.pictures = pictures
        self.pictureID = pictureID
        self.vectorPicture = vectorPicture
        self.metrics = metrics
        self.clipPath = clipPath
        self.canvasStyle = canvasStyle
        self.canvasNode = canvasNode
    }
}
