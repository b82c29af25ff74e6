//  DocumentPainter.swift
//  In: drawing lists, page by page. Out: one PDF in memory, and which source node each piece of marked content is of.

import Diagnostics
import DisplayList
import Geometry
import Pictures
import Text

/// The world failed while painting.
public enum PaintingError: Error, Sendable, Hashable {
    case outOfMemory
    /// Cairo's own words.
    case cairo(String)
}

/// A page to paint.
public struct Sheet {
    /// The sheet after trimming, CSS px.
    public var size: Size
    /// How far the paper reaches beyond it, CSS px.
    public var bleed: Sides<Float>
    public var list: DrawingList
    public init(size: Size, bleed: Sides<Float> = Sides(all: 0), list: DrawingList) {
        self.size = size
        self.bleed = bleed
        self.list = list
    }
}

/// What Finishing needs to know of what was painted.
public struct PaintedDocument: Sendable {
    public var bytes: [UInt8]
    /// For each page, for each content id (0, 1, 2 …), the source node; −1: an artifact. Empty without tagging.
    public var marks: [[Int32]]
}

/// Paints one document into one PDF. Not Sendable: it belongs to the session that made it.
public final class DocumentPainter {
    /// Whether pieces of content are marked for a structure tree.
    public enum Tagging: Sendable { case none, marked }

    public init(
        resources: PaintingResources, pictures: PictureTable, faces: @escaping (FaceID) -> FaceFile?,
        tagging: Tagging, diagnostics: DiagnosticLog
    ) throws(PaintingError) {
    }
    /// Paints the next page. Its list is not kept.
    public func add(_ sheet: Sheet) throws(PaintingError) {
    }
    /// Ends the file.
    public func finish() throws(PaintingError) -> PaintedDocument {
        PaintedDocument(bytes: [], marks: [])
    }
    /// A page as PNG; `resolution` in pixels per CSS px (1 is 96 dpi). The background is white, or nothing.
    public static func png(
        _ sheet: Sheet, resolution: Double, isTransparent: Bool = false, resources: PaintingResources,
        pictures: PictureTable, faces: @escaping (FaceID) -> FaceFile?, diagnostics: DiagnosticLog
    ) throws(PaintingError) -> [UInt8] {
        []
    }
}
