//  GlyphRun.swift
//  In: one face, one size, glyphs in visual order. Out: what Fragments carry and Painting shows.

/// Names one font face within a `FontLibrary` (and the document's own faces).
public struct FaceID: Hashable, Sendable, BitwiseCopyable {
    public let index: Int32
    @inlinable public init(_ index: Int32) { self.index = index }
}

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
    /// Clusters in logical order: how many bytes of `utf8` and how many glyphs each has.
    public let clusters: [Cluster]

    public struct Cluster: Hashable, Sendable, BitwiseCopyable {
        public var bytes: UInt16
        public var glyphs: UInt16
        @inlinable public init(bytes: UInt16, glyphs: UInt16) {
            self.bytes = bytes
            self.glyphs = glyphs
        }
    }
    public init(
        face: FaceID, size: Float, syntheticBold: Bool, syntheticOblique: Bool, isRightToLeft: Bool,
        glyphs: [UInt32], positions: [Float], rises: [Float], utf8: [UInt8], clusters: [Cluster]
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
    }
    /// The whole advance, CSS px.
    public var advance: Float { positions.last ?? 0 }
}
