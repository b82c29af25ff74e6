//  GlyphRun.swift
//  In: one face, one size, glyphs in visual order. Out: what Fragments carry and Painting shows.

/// Glyphs of one face and size on one baseline. Immutable; shared by reference between pages.
public final class GlyphRun: Sendable {
    public let face: FaceID
    /// CSS px.
    public let size: Float
    public let syntheticBold: Bool
    public let syntheticOblique: Bool
    public let isRightToLeft: Bool
    /// Visual order, left to right.
    public let glyphs: [UInt32]
    /// One more than glyphs: x of each glyph's origin from the run's left edge, and the run's advance at the end. CSS px.
    public let positions: [Float]
    /// Vertical displacement of each glyph, CSS px, up is positive; empty when all are zero.
    public let rises: [Float]
    /// The characters in logical order.
    public let utf8: [UInt8]
    /// Clusters in logical order: how many bytes of `utf8` and how many glyphs each has. When `isRightToLeft` they take
    /// the glyphs from the end (Cairo's CAIRO_TEXT_CLUSTER_FLAG_BACKWARD).
    public let clusters: [Cluster]

    public struct Cluster: Hashable, Sendable, BitwiseCopyable {
        public var bytes: UInt16
        public var glyphs: UInt16
        @inlinable public init(bytes: UInt16, glyphs: UInt16) {
            self.bytes = bytes
            self.glyphs = glyphs
        }
    }
    /// Axis values, for a variable face.
    public let variations: [FontVariation]
    /// The scalars of the paragraph that it shows; empty for text that is in none (hyphens, ellipses).
    public let range: Range<Int>
    public init(
        face: FaceID, size: Float, syntheticBold: Bool, syntheticOblique: Bool, isRightToLeft: Bool,
        glyphs: [UInt32], positions: [Float], rises: [Float], utf8: [UInt8], clusters: [Cluster],
        variations: [FontVariation] = [], range: Range<Int> = 0..<0
    ) {
        self.face = face
        self.size = size
        self.syntheticBold = syntheticBold
        self.syntheticOblique = syntheticOblique
        self.isRightToLeft = isRightToLeft
        self.glyphs = glyphs
        self.positions = positions
        self.rises = rises
        self.utf8 = utf8
        self.clusters = clusters
        self.variations = variations
        self.range = range
    }
    /// The text as a string.
    public var string: String { String(decoding: utf8, as: UTF8.self) }
    /// The whole advance, CSS px.
    public var advance: Float { positions.last ?? 0 }
}
