//  FontSet.swift
//  In: a library and a document's @font-face rules. Out: the faces of the document.

import Diagnostics

/// One `@font-face` rule whose files have been read. https://www.w3.org/TR/css-fonts-4/#font-face-rule
public struct FontFaceDescription: Sendable {
    public enum Source: Sendable {
        /// A full font name or PostScript name of the library.
        case local(String)
        /// A font file: TrueType, OpenType, collections, WOFF. `name` is for messages.
        case file(bytes: [UInt8], name: String)
    }
    public var family: String
    /// Tried in order; the first that can be used is the face.
    public var sources: [Source]
    public var weight: ClosedRange<Float> = 400...400
    public var stretch: ClosedRange<Float> = 100...100
    public var posture: FontPosture = .normal
    /// Empty: every character.
    public var unicodeRanges: [ClosedRange<UInt32>] = []
    public var features: [FontFeature] = []
    public init(family: String, sources: [Source]) {
        self.family = family
        self.sources = sources
    }
}

/// The faces of one document: its own `@font-face` families before the library's. Made once, then immutable.
public final class FontSet: Sendable {
    public let library: FontLibrary
    /// Sources that cannot be used are reported and skipped.
    public init(library: FontLibrary, faces: [FontFaceDescription] = [], diagnostics: DiagnosticLog? = nil) {
        self.library = library
    }
}
