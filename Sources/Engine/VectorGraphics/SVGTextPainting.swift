//  SVGTextPainting.swift
//  In: shaped pieces at their places. Out: drawing operations, turned by `rotate` or laid along a path.

import DisplayList
import Geometry
import Glibc
import Markup
import Style
import Text

extension SVGDrawing {
    func paintPiece(_ piece: SVGPiece, _ element: SVGTextElement, _ bounds: Rect) {
        let origin = Point(x: piece.x, y: piece.y)
        let isTurned = piece.rotate != 0
        if isTurned {
            let (sine, cosine) = sineAndCosine(degrees: piece.rotate)
            append(
                .pushTransform(
                    AffineTransform.translation(x: origin.x, y: origin.y)
                        .concatenating(AffineTransform(a: cosine, b: sine, c: -sine, d: cosine, e: 0, f: 0))
                        .concatenating(.translation(x: -origin.x, y: -origin.y))), element.node)
        }
        paintRun(piece.run, origin, element, bounds)
        if isTurned { append(.popTransform, element.node) }
    }

    private func paintRun(_ run: GlyphRun, _ origin: Point, _ element: SVGTextElement, _ bounds: Rect) {
        let state = element.state
        let reference = GlyphRunReference(run)
        if state.isClipping { return append(.glyphs(reference, origin: origin, .color(.black)), element.node) }
        let decoration = style(element.node).decoration
        decorate(
            decoration.textDecoration.intersection([.underline, .overline]), run, origin, state, bounds, element.node)
        let isStrokeFirst = state["paint-order"]?.hasPrefix("stroke") ?? false
        let fill = paint("fill", state, bounds: bounds)
        func drawStroke() {
            if let stroke = paint("stroke", state, bounds: bounds), let style = strokeStyle(state) {
                append(.glyphOutline(reference, origin: origin, style, stroke), element.node)
            }
        }
        if isStrokeFirst { drawStroke() }
        if let fill { append(.glyphs(reference, origin: origin, fill), element.node) }
        if !isStrokeFirst { drawStroke() }
        decorate(decoration.textDecoration.intersection(.lineThrough), run, origin, state, bounds, element.node)
    }

    private func decorate(
        _ lines: TextDecorationLines, _ run: GlyphRun, _ origin: Point, _ state: SVGState, _ bounds: Rect,
        _ node: NodeID
    ) {
        guard !lines.isEmpty, let fill = paint("fill", state, bounds: bounds) else { return }
        let font = metrics(state)
        func line(_ y: Double, _ thickness: Double) {
            let height = max(thickness, state.fontSize / 20)
            append(
                .fill(
                    .rect(Rect(x: origin.x, y: y - height / 2, width: Double(run.advance), height: height)), fill), node
            )
        }
        if lines.contains(.underline) { line(origin.y + Double(font.underlineOffset), Double(font.underlineThickness)) }
        if lines.contains(.overline) { line(origin.y - Double(font.ascent), Double(font.underlineThickness)) }
        if lines.contains(.lineThrough) {
            line(origin.y - Double(font.strikeoutOffset), Double(font.strikeoutThickness))
        }
    }

    /// The path that an element's text follows.
    func flattened(_ node: NodeID, of element: SVGTextElement) -> FlattenedPath {
        guard budget.operations > 0 else { return FlattenedPath([]) }
        let pathState = state(node, within: element.state)
        let elements = outline(node, pathState).transformed(elementTransform(node, style(node), pathState) ?? .identity)
        // many elements may follow one long path
        budget.operations -= elements.count / 8
        return FlattenedPath(elements)
    }

    /// Each cluster with its middle on the path, upright to it. https://www.w3.org/TR/SVG2/text.html#TextpathLayoutRules
    func paint(_ piece: SVGPiece, along line: FlattenedPath, _ element: SVGTextElement, _ bounds: Rect) {
        var start = 0.0
        if let text = tree.attribute("startOffset", of: element.node), let length = SVGLength(text) {
            start = length.px(percentOf: line.length, fontSize: element.state.fontSize)
        }
        for cluster in piece.run.separated {
            let middle = start + piece.x + cluster.x + cluster.advance / 2
            guard middle >= 0, middle <= line.length, let (point, angle) = line.place(at: middle) else { continue }
            let turn = AffineTransform(
                a: cos(angle), b: sin(angle), c: -sin(angle), d: cos(angle), e: point.x, f: point.y)
            append(.pushTransform(turn), element.node)
            paintRun(cluster.run, Point(x: -cluster.advance / 2, y: piece.y), element, bounds)
            append(.popTransform, element.node)
        }
    }
}

extension GlyphRun {
    /// The run's clusters as runs of their own (left to right text only; else the run as a whole).
    fileprivate var separated: [(run: GlyphRun, x: Double, advance: Double)] {
        guard !isRightToLeft else { return [(self, 0, Double(advance))] }
        var result: [(GlyphRun, Double, Double)] = []
        var byte = 0
        var glyph = 0
        for cluster in clusters {
            let nextByte = byte + Int(cluster.bytes)
            let nextGlyph = glyph + Int(cluster.glyphs)
            guard nextByte <= utf8.count, nextGlyph < positions.count else { break }
            if cluster.glyphs > 0 {
                let x = positions[glyph]
                let part = GlyphRun(
                    face: face, size: size, syntheticBold: syntheticBold, syntheticOblique: syntheticOblique,
                    isRightToLeft: false, glyphs: Array(glyphs[glyph..<nextGlyph]),
                    positions: positions[glyph...nextGlyph].map { $0 - x },
                    rises: rises.isEmpty ? [] : Array(rises[glyph..<nextGlyph]), utf8: Array(utf8[byte..<nextByte]),
                    clusters: [cluster], variations: variations)
                result.append((part, Double(x), Double(positions[nextGlyph] - x)))
            }
            byte = nextByte
            glyph = nextGlyph
        }
        return result
    }
}
