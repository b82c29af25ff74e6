//  ParagraphText.swift
//  In: characters and the styles of their ranges. Out: what one paragraph is shaped from.

/// The style of a range of scalars.
public struct StyleRun: Hashable, Sendable {
    public var range: Range<Int>
    public var style: TextStyleID
    public init(range: Range<Int>, style: TextStyleID) {
        self.range = range
        self.style = style
    }
}

/// The paragraph's direction: given, or that of its first strong character (`unicode-bidi: plaintext`).
public enum BaseDirection: UInt8, Hashable, Sendable { case ltr, rtl, auto }

/// One inline formatting context as text. White space is already collapsed; a line feed (U+000A) that is still
/// there forces a break. U+FFFC stands for an object of Layout's (an inline-block, a picture, a float's anchor):
/// it has no width here and breaks like an ideograph. U+0009 has no width here either: Layout knows where it stands.
/// Embeddings, isolates and overrides come as bidi control characters, which Layout inserts.
public struct ParagraphText: Hashable, Sendable {
    public var scalars: [UInt32]
    /// In order, without gaps or overlaps, from 0 to `scalars.count`. One for each inline box: a boundary between
    /// runs is a boundary between boxes.
    public var runs: [StyleRun]
    public var baseDirection: BaseDirection
    public init(scalars: [UInt32], runs: [StyleRun], baseDirection: BaseDirection = .ltr) {
        self.scalars = scalars
        self.runs = runs
        self.baseDirection = baseDirection
    }
    /// All in one style.
    public init(_ string: String, style: TextStyleID, baseDirection: BaseDirection = .ltr) {
        scalars = string.unicodeScalars.map(\.value)
        runs = scalars.isEmpty ? [] : [StyleRun(range: 0..<scalars.count, style: style)]
        self.baseDirection = baseDirection
    }
}
