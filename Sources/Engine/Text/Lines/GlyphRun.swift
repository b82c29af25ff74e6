//  GlyphRun.swift
//  In: a piece of a line in one face, size and direction. Out: what Painting draws, unchanged from here on.

import Geometry

/// How many bytes of text belong to how many glyphs. Laid out as Cairo's `cairo_text_cluster_t`.
public struct GlyphCluster: Hashable, Sendable, BitwiseCopyable {
    public var byteCount: Int32
    public var glyphCount: Int32
    @inlinable public init(byteCount: Int32, glyphCount: Int32) {
        self.byteCount = byteCount
        self.glyphCount = glyphCount
    }
}

/// A glyph and its origin relative to the run's left end on the baseline, CSS px, y downwards.
public struct PositionedGlyph: Hashable, Sendable, BitwiseCopyable {
    public var id: UInt32
    public var x: Float
    public var y: Float
    @inlinable public init(id: UInt32, x: Float, y: Float) {
        self.id = id
        self.x = x
        self.y = y
    }
}

/// Glyphs of one face and size, in visual order from left to right. Immutable.
public final class GlyphRun: Sendable {
    public let face: FontFace
    /// CSS px.
    public let size: Float
    /// The family has no bold face: thicken the strokes.
    public let isSyntheticBold: Bool
    /// The family has no slanted face: slant by 14 degrees.
    public let isSyntheticOblique: Bool
    public let variations: [FontVariation]
    public let glyphs: [PositionedGlyph]
    /// The whole width, CSS px, spaces and trims included.
    public let advance: Float
    /// The characters, UTF-8, in logical order.
    public let text: [UInt8]
    /// In logical order; their bytes sum to `text`, their glyphs to `glyphs`. When `isRightToLeft` they take the
    /// glyphs from the end (Cairo's CAIRO_TEXT_CLUSTER_FLAG_BACKWARD).
    public let clusters: [GlyphCluster]
    public let isRightToLeft: Bool
    /// Where the run comes from in its paragraph; empty for text that is not in it (hyphens, ellipses).
    public let range: Range<Int>
    public let style: TextStyleID

    public init(
        face: FontFace, size: Float, isSyntheticBold: Bool = false, isSyntheticOblique: Bool = false,
        variations: [FontVariation] = [], glyphs: [PositionedGlyph], advance: Float, text: [UInt8],
        clusters: [GlyphCluster], isRightToLeft: Bool = false, range: Range<Int> = 0..<0,
        style: TextStyleID = TextStyleID(0)
    ) {
        self.face = face
        self.size = size
        self.isSyntheticBold = isSyntheticBold
        self.isSyntheticOblique = isSyntheticOblique
        self.variations = variations
        self.glyphs = glyphs
        self.advance = advance
        self.text = text
        self.clusters = clusters
        self.isRightToLeft = isRightToLeft
        self.range = range
        self.style = style
    }
    /// The text as a string.
    public var string: String { String(decoding: text, as: UTF8.self) }
}
