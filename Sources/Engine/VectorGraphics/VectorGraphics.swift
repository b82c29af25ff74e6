//  VectorGraphics.swift
//  In: an `<svg>` element in a styled tree (inline, or a file of its own). Out: its intrinsic facts, and drawing operations.

import Diagnostics
import DisplayList
import Geometry
import Markup
import Pictures
import Style
import Text

/// What SVG text needs of the Text room.
public protocol VectorTextShaper {
    /// Shapes one stretch of text without line breaks: runs in visual order, x from the text's left edge.
    /// `size` is the font size in user units and replaces the style's.
    func shape(_ text: String, style: TextValues, size: Float) -> [(x: Float, run: GlyphRun)]
}

/// What drawing an SVG document asks beside the document.
public struct VectorSources {
    public var document: StyledDocument
    public var text: any VectorTextShaper
    public var pictures: PictureTable
    /// The picture an `<image>`'s address leads to; nil: none.
    public var pictureID: (ResourceAddress) -> PictureID?
    /// An `<image>` that is itself a vector picture.
    public var vectorPicture: (PictureID, Size) -> DrawingList?
    /// The address that the document's own references are relative to.
    public var base: String
    public var diagnostics: DiagnosticLog
    public init(
        document: StyledDocument, text: any VectorTextShaper, pictures: PictureTable, base: String,
        diagnostics: DiagnosticLog, pictureID: @escaping (ResourceAddress) -> PictureID? = { _ in nil },
        vectorPicture: @escaping (PictureID, Size) -> DrawingList? = { _, _ in nil }
    ) {
        self.document = document
        self.text = text
        self.pictures = pictures
        self.base = base
        self.diagnostics = diagnostics
        self.pictureID = pictureID
        self.vectorPicture = vectorPicture
    }
}

/// The room's two questions.
public enum VectorGraphics {
    /// Width, height and ratio of an outermost `<svg>`. https://www.w3.org/TR/SVG2/coords.html#SizingSVGInCSS
    public static func intrinsicFacts(_ tree: MarkupTree, _ svg: NodeID, fontSize: Float = 16) -> PictureFacts {
        PictureFacts(format: .svg, width: nil, height: nil, ratio: nil)
    }

    /// The drawing of an outermost `<svg>` at a size in CSS px, its top left corner at the origin.
    public static func drawing(of svg: NodeID, size: Size, sources: VectorSources) -> DrawingList {
        DrawingList(operations: [], nodes: [])
    }
}
