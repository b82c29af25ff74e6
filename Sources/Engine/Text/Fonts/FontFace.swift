//  FontFace.swift
//  In: a font file and an index in it. Out: one face: its bytes for Painting, its measures for Layout.

/// Names one face within a process. Dense, from 0; depends on the order of loading, so it must never reach any output.
public struct FaceID: Hashable, Comparable, Sendable, BitwiseCopyable {
    public let index: Int32
    @inlinable public init(_ index: Int32) { self.index = index }
    @inlinable public static func < (a: Self, b: Self) -> Bool { a.index < b.index }
}

/// Upright, italic or slanted letters.
public enum FontPosture: UInt8, Hashable, Sendable { case normal, italic, oblique }

/// The measures of a face at 1 em; multiply by the font size. Upwards is positive, depths are positive downwards.
public struct FaceMetrics: Hashable, Sendable, BitwiseCopyable {
    /// Above the baseline, as browsers choose it: OS/2's typographic values if the face asks for them
    /// (USE_TYPO_METRICS), else hhea's, else OS/2's again, else its Windows values.
    public var ascent: Float = 0.88
    public var descent: Float = 0.12
    public var lineGap: Float = 0
    public var xHeight: Float = 0.5
    public var capHeight: Float = 0.7
    /// Of the digit zero; half an em when the face has none.
    public var zeroAdvance: Float = 0.5
    /// Of 水 (U+6C34); 1 when the face has none.
    public var ideographAdvance: Float = 1
    /// The underline's centre below the baseline.
    public var underlineOffset: Float = 0.1
    public var underlineThickness: Float = 0.05
    /// The strikeout line's centre above the baseline.
    public var strikeoutOffset: Float = 0.3
    public var strikeoutThickness: Float = 0.05
    public init() {}
}

/// One face of one font file, loaded once per process and never changed.
public final class FontFace: Sendable, Hashable {
    public let id: FaceID
    /// The file's path; nil for a face from bytes (`@font-face`).
    public let path: String?
    /// Which face of a collection (.ttc).
    public let collectionIndex: Int
    /// The file's bytes (decoded, if they were WOFF).
    public let bytes: FontBytes
    public let postScriptName: String
    public let familyName: String
    public let unitsPerEm: Float
    public let glyphCount: Int
    public let metrics: FaceMetrics
    /// Outlines are PostScript's (`CFF ` or `CFF2`), not TrueType's.
    public let isCFF: Bool
    /// Has variation axes.
    public let isVariable: Bool
    let tables: FaceTables

    init(
        id: FaceID, path: String?, collectionIndex: Int, bytes: FontBytes, names: FaceNames, tables: FaceTables
    ) {
        self.id = id
        self.path = path
        self.collectionIndex = collectionIndex
        self.bytes = bytes
        self.tables = tables
        postScriptName = names.postScript
        familyName = names.family
        unitsPerEm = tables.unitsPerEm
        glyphCount = tables.glyphCount
        metrics = tables.metrics
        isCFF = tables.isCFF
        isVariable = tables.isVariable
    }

    public static func == (a: FontFace, b: FontFace) -> Bool { a === b }
    public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }

    /// The glyph of a character, 0 when the face has none.
    public func glyph(for scalar: UInt32) -> UInt32 { tables.glyph(for: scalar) }
    /// The advance of a glyph in em.
    public func advance(of glyph: UInt32) -> Float { tables.advance(of: glyph) }
}

/// The names a face goes by.
struct FaceNames {
    var postScript = ""
    var family = ""
}
