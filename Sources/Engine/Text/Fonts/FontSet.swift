//  FontSet.swift
//  In: a library and a document's @font-face rules. Out: the faces of the document.

import Diagnostics
import Messages

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

/// A face of a document's own family. Equal ones are the same face of the same library, used in the same way.
struct DocumentFace: Sendable, Hashable {
    var face: FontFace
    var weight: ClosedRange<Float>
    var stretch: ClosedRange<Float>
    var posture: FontPosture
    var unicodeRanges: [ClosedRange<UInt32>]
    var features: [FontFeature]
}

/// The families that a document has of its own, by name. What was made with equal ones may be used with either.
public struct OwnFamilies: Hashable, Sendable {
    let faces: [String: [DocumentFace]]
    public var isEmpty: Bool { faces.isEmpty }
    /// Every face is a file of the library: what is made of them may outlive the document.
    public var isOfLibrary: Bool { faces.values.allSatisfy { $0.allSatisfy { $0.face.path != nil } } }
}

/// The faces of one document: its own `@font-face` families before the library's. Made once, then immutable.
public final class FontSet: Sendable {
    public let library: FontLibrary
    public let own: OwnFamilies

    /// Sources that cannot be used are reported (`font-face-unusable`) and skipped.
    public init(library: FontLibrary, faces: [FontFaceDescription] = [], diagnostics: DiagnosticLog? = nil) {
        self.library = library
        var families: [String: [DocumentFace]] = [:]
        for description in faces {
            guard let face = Self.open(description, library, diagnostics) else { continue }
            families[FontLibrary.key(description.family), default: []].append(
                DocumentFace(
                    face: face, weight: description.weight, stretch: description.stretch, posture: description.posture,
                    unicodeRanges: description.unicodeRanges, features: description.features))
        }
        own = OwnFamilies(faces: families)
    }

    private static func open(
        _ description: FontFaceDescription, _ library: FontLibrary, _ diagnostics: DiagnosticLog?
    ) -> FontFace? {
        for source in description.sources {
            switch source {
            case .local(let name):
                if let record = library.record(named: name), let face = library.face(ofRecord: record) { return face }
                if let record = library.records(inFamily: name).first, let face = library.face(ofRecord: record) {
                    return face
                }
            case .file(let bytes, let name):
                switch FontContainer.unpack(bytes) {
                case .font(let data):
                    if let face = library.face(ofBytes: data, family: description.family) { return face }
                    diagnostics?.report("font-face-unusable", .warning, Sentence(.fontNotReadable, ["name": name]))
                case .unsupported(let what):
                    diagnostics?.report(
                        "font-face-unusable", .warning,
                        Sentence(.fontUnsupported, ["name": name, "kind": what]))
                case .broken:
                    diagnostics?.report("font-face-unusable", .warning, Sentence(.fontBroken, ["name": name]))
                }
            }
        }
        return nil
    }
}
