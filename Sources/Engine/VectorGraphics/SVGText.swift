//  SVGText.swift
//  In: `text`, `tspan`, `textPath`. Out: glyph runs, painted where the position lists put them.
//  https://www.w3.org/TR/SVG2/text.html#TextLayoutAlgorithm
//  1 collect characters with the values of their element (SVGTextCharacters); 2 cut into chunks at absolute positions and
//  into pieces that can be shaped together, 3 shape and set the pieces one after another, 4 shift each chunk by its anchor
//  (SVGTextLayout); 5 paint (SVGTextPainting).

import DisplayList
import Geometry
import Markup
import Text

/// One addressable character.
struct SVGCharacter {
    var scalar: UInt32
    /// Index into the elements' states.
    var element: Int
    var x: Double?
    var y: Double?
    /// nil: no list says anything; 0 overrides what an outer element says.
    var dx: Double?
    var dy: Double?
    /// Degrees.
    var rotate: Double?
}
/// An element that has text, with its values.
struct SVGTextElement {
    var node: NodeID
    var state: SVGState
    var baselineShift = 0.0
    var path: NodeID?
}
/// Glyphs that were shaped together and lie together.
struct SVGPiece {
    var element: Int
    var run: GlyphRun
    var x: Double
    var y: Double
    var rotate: Double
}
struct SVGChunk {
    var from: Int
    var start: Double
    var end: Double
    var element: Int
    var pieces: Range<Int>
}

extension SVGDrawing {
    func drawText(_ node: NodeID, _ state: SVGState) {
        let (elements, pieces, scale) = layOut(node, state)
        guard !pieces.isEmpty else { return }
        if let scale { append(.pushTransform(scale), node) }
        let bounds = Self.bounds(pieces, elements.map { metrics($0.state) })
        // turned characters are pieces of their own: the path is measured once for all of an element's
        var line: (element: Int, path: FlattenedPath)?
        for piece in pieces {
            let element = elements[piece.element]
            guard element.state.text.visibility == .visible else { continue }
            if let node = element.path {
                if line?.element != piece.element { line = (piece.element, flattened(node, of: element)) }
                if let line { paint(piece, along: line.path, element, bounds) }
            } else {
                paintPiece(piece, element, bounds)
            }
        }
        if scale != nil { append(.popTransform, node) }
    }

    func textBounds(_ node: NodeID, _ state: SVGState) -> Rect? {
        let (elements, pieces, scale) = layOut(node, state)
        guard !pieces.isEmpty else { return nil }
        let bounds = Self.bounds(pieces, elements.map { metrics($0.state) })
        return scale.map { bounds.transformed($0) } ?? bounds
    }

    private static func bounds(_ pieces: [SVGPiece], _ metrics: [FontMetrics]) -> Rect {
        var result: Rect?
        for piece in pieces {
            let font = metrics[piece.element]
            let box = Rect(
                x: piece.x, y: piece.y - Double(font.ascent), width: Double(piece.run.advance),
                height: Double(font.ascent + font.descent))
            result = result.map { $0.joined(box) } ?? box
        }
        return result ?? .zero
    }
    func metrics(_ state: SVGState) -> FontMetrics { sources.text.metrics(of: textStyle(state)) }
}
