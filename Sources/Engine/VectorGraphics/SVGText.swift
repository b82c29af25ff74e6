//  SVGText.swift
//  In: `text`, `tspan`, `textPath`. Out: glyph runs, painted where the position lists put them.
//  https://www.w3.org/TR/SVG2/text.html#TextLayoutAlgorithm
//  1 collect characters with the values of their element; 2 cut into chunks at absolute positions and into pieces that
//  can be shaped together; 3 shape and set the pieces one after another; 4 shift each chunk by its anchor; 5 paint.

import DisplayList
import Geometry
import Glibc
import Markup
import Style
import Text
import TextStyles

/// One addressable character.
private struct SVGCharacter {
    var scalar: UInt32
    /// Index into the elements' states.
    var element: Int
    var x: Double?
    var y: Double?
    var dx = 0.0
    var dy = 0.0
    /// Degrees.
    var rotate: Double?
}
/// An element that has text, with its values.
private struct SVGTextElement {
    var node: NodeID
    var state: SVGState
    var baselineShift = 0.0
    var path: NodeID?
}
/// Glyphs that were shaped together and lie together.
private struct SVGPiece {
    var element: Int
    var run: GlyphRun
    var x: Double
    var y: Double
    var rotate: Double
}
private struct SVGChunk {
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
        for piece in pieces {
            let element = elements[piece.element]
            guard element.state.text.visibility == .visible else { continue }
            if element.path != nil {
                paintAlongPath(piece, element, bounds)
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
    private func metrics(_ state: SVGState) -> FontMetrics { sources.text.metrics(of: textStyle(state)) }

    // MARK: 1 Characters

    private func collect(
        _ node: NodeID, _ state: SVGState, shift: Double, path: NodeID?, into characters: inout [SVGCharacter],
        _ elements: inout [SVGTextElement], depth: Int
    ) {
        guard depth < 64 else { return }
        let index = elements.count
        elements.append(SVGTextElement(node: node, state: state, baselineShift: shift, path: path))
        let from = characters.count
        let keepsSpaces =
            state.text.whiteSpaceCollapse == .preserve || tree.attribute("xml:space", of: node) == "preserve"
        var child = tree.firstChild(node)
        while !child.isNone {
            defer { child = tree.nextSibling(child) }
            if tree.kind(child) == .text {
                for scalar in tree.text(child).unicodeScalars {
                    var value = scalar.value
                    if value == 0x0A || value == 0x0D || value == 0x09 { value = 0x20 }
                    if value == 0x20, !keepsSpaces, characters.last.map({ $0.scalar == 0x20 }) ?? true { continue }
                    guard characters.count < 100_000 else { return }
                    characters.append(SVGCharacter(scalar: value, element: index))
                }
                continue
            }
            guard tree.isElement(child), style(child).box.display != .none else { continue }
            let name = tree.name(child)
            guard name == "tspan" || name == "a" || name == "textPath" || name == "tref" else { continue }
            let inner = self.state(child, within: state)
            var innerPath = path
            if name == "textPath", let address = href(child), let found = target(address), tree.name(found) == "path" {
                innerPath = found
            }
            collect(
                child, inner, shift: shift + baselineShift(child, inner), path: innerPath, into: &characters, &elements,
                depth: depth + 1)
        }
        // position lists of an element apply to its own characters unless an inner element says otherwise
        func list(_ name: String) -> [SVGLength] { tree.attribute(name, of: node).map { SVGLength.list($0) } ?? [] }
        for (offset, length) in list("x").enumerated() where from + offset < characters.count {
            if characters[from + offset].x == nil { characters[from + offset].x = state.x(length) }
        }
        for (offset, length) in list("y").enumerated() where from + offset < characters.count {
            if characters[from + offset].y == nil { characters[from + offset].y = state.y(length) }
        }
        for (offset, length) in list("dx").enumerated() where from + offset < characters.count {
            if characters[from + offset].dx == 0 { characters[from + offset].dx = state.x(length) }
        }
        for (offset, length) in list("dy").enumerated() where from + offset < characters.count {
            if characters[from + offset].dy == 0 { characters[from + offset].dy = state.y(length) }
        }
        if let text = tree.attribute("rotate", of: node) {
            let angles = svgNumbers(text)
            // the last angle holds for all that follow
            if let last = angles.last {
                for place in from..<characters.count where characters[place].rotate == nil {
                    characters[place].rotate = place - from < angles.count ? angles[place - from] : last
                }
            }
        }
    }

    /// Upwards is negative, as y runs. https://www.w3.org/TR/css-inline-3/#baseline-shift-property
    private func baselineShift(_ node: NodeID, _ state: SVGState) -> Double {
        switch property("baseline-shift", node) {
        case "sub": return state.fontSize * 0.2
        case "super": return -state.fontSize / 3
        case let text?:
            guard let length = SVGLength(text) else { return 0 }
            return -length.px(percentOf: state.fontSize, fontSize: state.fontSize)
        case nil: return 0
        }
    }

    /// How far the alphabetic baseline lies below the dominant one.
    private func dominantShift(_ node: NodeID, _ state: SVGState) -> Double {
        let font = metrics(state)
        var name = property("alignment-baseline", node) ?? ""
        if name.isEmpty || name == "auto" || name == "baseline" { name = state["dominant-baseline"] ?? "auto" }
        switch name {
        case "middle": return Double(font.xHeight) / 2
        case "central": return Double(font.ascent - font.descent) / 2
        case "hanging": return Double(font.ascent) * 0.8
        case "mathematical": return Double(font.ascent) / 2
        case "text-before-edge", "text-top", "before-edge", "top": return Double(font.ascent)
        case "text-after-edge", "text-bottom", "after-edge", "ideographic", "bottom": return -Double(font.descent)
        default: return 0
        }
    }

    private func textStyle(_ state: SVGState, extraSpacing: Double = 0) -> TextStyleID {
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

    // MARK: 2–4 Layout

    private func layOut(_ node: NodeID, _ state: SVGState)
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
                var origin = first.start
                // the anchor stays where it is
                if first.pieces.lowerBound < pieces.count {
                    let anchor = elements[first.element].state["text-anchor"]
                    if anchor == "middle" || anchor == "end" { origin = first.start }
                }
                scale = AffineTransform(a: factor, b: 0, c: 0, d: 1, e: origin * (1 - factor), f: 0)
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
            pen.x += first.dx
            pen.y += first.dy
            // as many characters as can be shaped together
            var end = index + 1
            let isSingle = first.rotate.map { $0 != 0 } ?? false
            while end < characters.count, !isSingle {
                let next = characters[end]
                if next.element != first.element || next.x != nil || next.y != nil || next.dx != 0 || next.dy != 0
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

    // MARK: 5 Painting

    private func paintPiece(_ piece: SVGPiece, _ element: SVGTextElement, _ bounds: Rect) {
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

    /// Each cluster with its middle on the path, upright to it. https://www.w3.org/TR/SVG2/text.html#TextpathLayoutRules
    private func paintAlongPath(_ piece: SVGPiece, _ element: SVGTextElement, _ bounds: Rect) {
        guard let node = element.path else { return }
        let pathState = state(node, within: element.state)
        let elements = outline(node, pathState).transformed(elementTransform(node, style(node), pathState) ?? .identity)
        let line = FlattenedPath(elements)
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

/// A path as short straight lines, for distances along it.
private struct FlattenedPath {
    private var points: [Point] = []
    private var distances: [Double] = []
    var length: Double { distances.last ?? 0 }

    init(_ path: [PathElement]) {
        var current = Point.zero
        var start = Point.zero
        for element in path {
            switch element {
            case .move(let p):
                // a later figure follows without adding to the length
                points.append(p)
                distances.append(length)
                current = p
                start = p
            case .line(let p):
                add(p)
                current = p
            case .curve(let a, let b, let c):
                for step in 1...24 { add([PathElement].place(Double(step) / 24, current, a, b, c)) }
                current = c
            case .close:
                add(start)
                current = start
            }
        }
    }
    private mutating func add(_ p: Point) {
        let last = points.last ?? p
        distances.append(length + hypot(p.x - last.x, p.y - last.y))
        points.append(p)
    }
    /// The point at a distance, and the direction there in radians.
    func place(at distance: Double) -> (Point, Double)? {
        guard points.count > 1 else { return nil }
        var low = 1
        var high = points.count - 1
        while low < high {
            let middle = (low + high) / 2
            if distances[middle] < distance { low = middle + 1 } else { high = middle }
        }
        while low < points.count - 1, distances[low] == distances[low - 1] { low += 1 }
        let a = points[low - 1]
        let b = points[low]
        let span = distances[low] - distances[low - 1]
        let t = span > 0 ? (distance - distances[low - 1]) / span : 0
        return (Point(x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t), atan2(b.y - a.y, b.x - a.x))
    }
}
