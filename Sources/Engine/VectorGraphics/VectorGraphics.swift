//  VectorGraphics.swift
//  In: an `<svg>` element in a styled tree (inline, or a file of its own). Out: its intrinsic facts, and drawing operations.
//  The way of a drawing: 1 SVGState: what is inherited, also through `use`; 2 SVGDrawing: the elements in document order;
//  3 SVGShapes, SVGText: outlines and glyphs; 4 SVGPaint: gradients and patterns; 5 SVGClips: clip paths and masks.
//  Invariants: 1 recursion (`use`, patterns, masks, markers in themselves) ends: no element is drawn inside itself, depth
//  and the number of operations are bounded; 2 an error in one element hides that element only.

import Diagnostics
import DisplayList
import Geometry
import Markup
import Pictures
import Style
import Text

/// What drawing an SVG document asks beside the document.
public struct VectorSources {
    public var document: StyledDocument
    public var text: TextSession
    public var pictures: PictureTable
    /// The picture an `<image>`'s address leads to; nil: none.
    public var pictureID: (ResourceAddress) -> PictureID?
    /// An `<image>` that is itself a vector picture.
    public var vectorPicture: (PictureID, Size) -> DrawingList?
    /// The address that the document's own references are relative to.
    public var base: String
    public var diagnostics: DiagnosticLog
    /// Called when the drawing follows an id, which may name an element outside of it.
    public var followsID: () -> Void = {}
    public init(
        document: StyledDocument, text: TextSession, pictures: PictureTable, base: String,
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

/// The room's questions.
public enum VectorGraphics {
    /// Width, height and ratio of an outermost `<svg>`. https://www.w3.org/TR/SVG2/coords.html#SizingSVGInCSS
    public static func intrinsicFacts(_ tree: MarkupTree, _ svg: NodeID, fontSize: Float = 16) -> PictureFacts {
        func absolute(_ name: String) -> Float? {
            guard let text = tree.attribute(name, of: svg), let length = SVGLength(text), length.unit != .percent else {
                return nil
            }
            let px = length.px(percentOf: 0, fontSize: Double(fontSize))
            return px >= 0 ? Float(px) : nil
        }
        let width = absolute("width")
        let height = absolute("height")
        var ratio: Float?
        if let width, let height, width > 0, height > 0 {
            ratio = width / height
        } else if let box = SVGViewBox(tree.attribute("viewBox", of: svg)) {
            ratio = Float(box.rect.width / box.rect.height)
        }
        return PictureFacts(format: .svg, width: width, height: height, ratio: ratio)
    }

    /// The drawing of an outermost `<svg>` at a size in CSS px, its top left corner at the origin.
    public static func drawing(
        of svg: NodeID, size: Size, overflow: PictureOverflow = .clipped, sources: VectorSources
    ) -> DrawingList {
        guard size.width > 0, size.height > 0, size.width.isFinite, size.height.isFinite else {
            return DrawingList(operations: [], nodes: [])
        }
        let drawing = SVGDrawing(sources: sources)
        drawing.drawRoot(svg, size: size, overflow: overflow)
        return DrawingList(operations: drawing.operations, nodes: drawing.nodes)
    }

    /// The outline of a `<clipPath>` for a box of HTML (`clip-path: url(#id)`); nil: there is none of that name.
    public static func clipPath(_ id: String, box: Rect, sources: VectorSources) -> Shape? {
        let drawing = SVGDrawing(sources: sources)
        guard let node = drawing.element(id), sources.document.tree.name(node) == "clipPath" else { return nil }
        return drawing.clipShape(
            node, bounds: box, state: drawing.rootState(node, size: Size(width: box.width, height: box.height)))
    }
}
