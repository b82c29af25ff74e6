//  FontMetrics.swift
//  In: a face's measures and a font size. Out: the same in CSS px.

/// The measures of a style's first available font. https://www.w3.org/TR/css-inline-3/#font-metrics
public struct FontMetrics: Hashable, Sendable, BitwiseCopyable {
    public var size: Float
    public var ascent: Float
    public var descent: Float
    public var lineGap: Float
    public var xHeight: Float
    public var capHeight: Float
    /// The units `ch` and `ic`.
    public var zeroAdvance: Float
    public var ideographAdvance: Float
    /// Centre of the line, below the baseline.
    public var underlineOffset: Float
    public var underlineThickness: Float
    /// Centre of the line, above the baseline.
    public var strikeoutOffset: Float
    public var strikeoutThickness: Float

    public init(_ face: FaceMetrics, size: Float) {
        self.size = size
        ascent = face.ascent * size
        descent = face.descent * size
        lineGap = face.lineGap * size
        xHeight = face.xHeight * size
        capHeight = face.capHeight * size
        zeroAdvance = face.zeroAdvance * size
        ideographAdvance = face.ideographAdvance * size
        underlineOffset = face.underlineOffset * size
        underlineThickness = face.underlineThickness * size
        strikeoutOffset = face.strikeoutOffset * size
        strikeoutThickness = face.strikeoutThickness * size
    }
    /// `line-height: normal`: ascent, descent and the gap that the face asks for.
    @inlinable public var normalLineHeight: Float { ascent + descent + lineGap }
}
