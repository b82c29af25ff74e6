//  SVGTextLayout.swift
//  In: characters with their positions. Out: shaped pieces at their places, each chunk shifted by its anchor, stretched to
//  `textLength`. https://www.w3.org/TR/SVG2/text.html#TextLayoutAlgorithm

import DisplayList
import Geometry
import Markup
import Style
import Text
import TextStyles

extension SVGDrawing {
    func layOut(_ node: NodeID, _ state: SVGState)
        -> (elements: [SVGTextElement], pieces: [SVGPiece], scale: AffineTransform?)
    {
        var characters: [SVGCharacter] = []
        var elements: [SVGTextElement] = []
        collect(node, state, shift: 0, path: nil, into: &characters, &elements, depth: 0)
        if let last = characters.last, last.scalar == 0x20, state.text.whiteSpaceCollapse != .preserve,
            tree.attribute("xml:space", of: node) != "preserve"
        {
            characters.removeLast()
        }
        guard !characters.isEmpty else { return (elements, [], nil) }
        let shifts = elements.map { $0.baselineShift + dominantShift($0.node, $0.state) }

        let wanted = tree.attribute("textLength", of: node).flatMap { SVGLength($0) }.map(state.x)
        let scalesGlyphs = tree.attribute("lengthAdjust", of: node) == "spacingAndGlyphs"
        var (pieces, chunks) = set(characters, elements, shifts, extra: 0)
        if let wanted, wanted > 0, !scalesGlyphs, characters.count > 1 {
            let natural = chunks.reduce(0) { $0 + $1.end - $1.start }
            (pieces, chunks) = set(
                characters, elements, shifts, extra: (wanted - natural) / Double(characters.count - 1))
        }
        for chunk in chunks {
            var width = chunk.end - chunk.start
            if let wanted, wanted > 0, chunks.count == 1, !scalesGlyphs { width = wanted }
            let element = elements[chunk.element]
            let isRightToLeft = element.state.text.direction == .rtl
            let shift: Double
            switch (element.state["text-anchor"] ?? "start", isRightToLeft) {
            case ("middle", _): shift = -width / 2
            case ("end", false), ("start", true): shift = -width
            default: shift = 0
            }
            if shift != 0 { for index in chunk.pieces { pieces[index].x += shift } }
        }
        var scale: AffineTransform?
        if let wanted, wanted > 0, scalesGlyphs, let first = chunks.first {
            // spacing after the last character does not count
            let spacing =
                elements.first.flatMap { $0.state.text.letterSpacing }.map { length -> Double in
                    if case .px(let px) = length { return Double(px) }
                    return 0
                } ?? 0
            let natural = chunks.reduce(0) { $0 + $1.end - $1.start } - spacing
            if natural > 0 {
                let factor = wanted / natural
                // the anchor stays where it is
                scale = AffineTransform(a: factor, b: 0, c: 0, d: 1, e: first.start * (1 - factor), f: 0)
            }
        }
        return (elements, pieces, scale)
    }

    private func set(
        _ characters: [SVGCharacter], _ elements: [SVGTextElement], _ shifts: [Double], extra: Double
    ) -> (pieces: [SVGPiece], chunks: [SVGChunk]) {
        var pieces: [SVGPiece] = []
        var chunks: [SVGChunk] = []
        var pen = Point.zero
        var index = 0
        while index < characters.count {
            let first = characters[index]
            if first.x != nil || first.y != nil || chunks.isEmpty {
                if !chunks.isEmpty {
                    chunks[chunks.count - 1].end = pen.x
                    chunks[chunks.count - 1].pieces = chunks[chunks.count - 1].pieces.lowerBound..<pieces.count
                }
                pen.x = first.x ?? pen.x
                pen.y = first.y ?? pen.y
                chunks.append(
                    SVGChunk(
                        from: index, start: pen.x, end: pen.x, element: first.element,
                        pieces: pieces.count..<pieces.count))
            }
            pen.x += first.dx ?? 0
            pen.y += first.dy ?? 0
            // as many characters as can be shaped together
            var end = index + 1
            let isSingle = first.rotate.map { $0 != 0 } ?? false
            while end < characters.count, !isSingle {
                let next = characters[end]
                if next.element != first.element || next.x != nil || next.y != nil || next.dx ?? 0 != 0
                    || next.dy ?? 0 != 0
                    || (next.rotate ?? 0) != (first.rotate ?? 0)
                {
                    break
                }
                end += 1
            }
            let element = elements[first.element]
            let style = textStyle(element.state, extraSpacing: extra)
            var text = ParagraphText(
                "", style: style, baseDirection: element.state.text.direction == .rtl ? .rtl : .ltr)
            text.scalars = characters[index..<end].map(\.scalar)
            text.runs = [StyleRun(range: 0..<text.scalars.count, style: style)]
            let paragraph = sources.text.paragraph(text)
            let line = TextLine(range: 0..<paragraph.count, start: .first)
            for run in paragraph.glyphRuns(of: line.range, in: line) {
                pieces.append(
                    SVGPiece(
                        element: first.element, run: run, x: pen.x, y: pen.y + shifts[first.element],
                        rotate: first.rotate ?? 0))
                pen.x += Double(run.advance)
            }
            index = end
        }
        if !chunks.isEmpty {
            // spacing after the last character does not count for the anchor
            chunks[chunks.count - 1].end = pen.x
            chunks[chunks.count - 1].pieces = chunks[chunks.count - 1].pieces.lowerBound..<pieces.count
        }
        return (pieces, chunks)
    }

    func textStyle(_ state: SVGState, extraSpacing: Double = 0) -> TextStyleID {
        var style = TextStyle(state.text) { length in
            guard case .calc(let calculation) = length else { return 0 }
            return Float(calculation.value(basis: Double(state.text.fontSize), font: nil))
        }
        style.letterSpacing += Float(extraSpacing)
        // SVG places every character by its advance: nothing is trimmed, nothing hangs, nothing is added between scripts
        style.spacingTrim = .spaceAll
        style.autospaceAlpha = false
        style.autospaceNumeric = false
        style.hangingPunctuation = []
        style.wraps = false
        style.spaces = .preserve
        return sources.text.intern(style)
    }
}
