//  TextPainting.swift
//  In: a text fragment, the boxes that decorate it. Out: shadows, underlines, glyphs, emphasis marks, lines through.
//  https://www.w3.org/TR/css-text-decor-3/#painting-order

import Fragments
import Geometry
import Glibc
import Style
import Text

extension LayerPainter {
    func paintText(_ text: TextContent, _ placed: PlacedFragment, style: ComputedStyle) {
        let node = placed.node
        let baseline = placed.origin.y + text.baseline.px
        let left = placed.origin.x
        let color = style.text.color
        for shadow in style.text.textShadows.reversed() { paintShadow(shadow, text, left, baseline, node: node) }
        if placed.decoration >= 0 {
            decorate(placed, text, style: style, baseline: baseline, lines: [.underline, .overline])
        }
        if !color.isTransparent {
            for placedRun in text.runs {
                writer.append(
                    .glyphs(
                        GlyphRunReference(placedRun.run),
                        origin: Point(x: left + Double(placedRun.x), y: baseline - Double(placedRun.rise)),
                        .color(color)),
                    node: node)
            }
        }
        if !text.emphasis.isEmpty {
            let tint = style.text.textEmphasisColor ?? color
            if !tint.isTransparent {
                for mark in text.emphasis {
                    writer.append(
                        .glyphs(
                            GlyphRunReference(mark.run),
                            origin: Point(x: left + Double(mark.x), y: baseline - Double(mark.rise)), .color(tint)),
                        node: -1)
                }
            }
        }
        if placed.decoration >= 0 {
            decorate(placed, text, style: style, baseline: baseline, lines: .lineThrough)
        }
    }

    /// A blurred text shadow is a few copies around the place, each faint.
    private func paintShadow(
        _ shadow: TextShadow, _ text: TextContent, _ left: Double, _ baseline: Double, node: Int32
    ) {
        guard !shadow.color.isTransparent else { return }
        var places = [(0.0, 0.0, 1.0)]
        if shadow.blur > 0 {
            let radius = Double(shadow.blur) / 2
            places = []
            for ring in 1...3 {
                for step in 0..<8 {
                    let (sine, cosine) = sineAndCosine(degrees: Double(step) * 45 + Double(ring) * 15)
                    let distance = radius * Double(ring) / 3
                    places.append((cosine * distance, sine * distance, ring == 1 ? 0.07 : ring == 2 ? 0.05 : 0.03))
                }
            }
        }
        for (x, y, share) in places {
            var tint = shadow.color
            tint.alpha *= Float(share)
            for placedRun in text.runs {
                let origin = Point(
                    x: left + Double(placedRun.x) + Double(shadow.x) + x,
                    y: baseline - Double(placedRun.rise) + Double(shadow.y) + y)
                writer.append(.glyphs(GlyphRunReference(placedRun.run), origin: origin, .color(tint)), node: -1)
            }
        }
    }

    // MARK: Lines

    /// Lines of all decorating boxes around, the outermost first.
    private func decorate(
        _ placed: PlacedFragment, _ text: TextContent, style: ComputedStyle, baseline: Double,
        lines: TextDecorationLines
    ) {
        var chain: [ComputedStyle] = []
        var index = placed.decoration
        while index >= 0, chain.count < 64 {
            chain.append(decorations[Int(index)].style)
            index = decorations[Int(index)].outer
        }
        let metrics = text.runs.first.map { sources.metrics($0.run.face) } ?? .usual
        let left = placed.origin.x
        let right = left + placed.fragment.width
        guard right > left else { return }
        for box in chain.reversed() {
            let decoration = box.decoration
            let wanted = decoration.textDecoration.intersection(lines)
            guard !wanted.isEmpty, !decoration.textDecorationColor.isTransparent else { continue }
            let size = Double(box.text.fontSize)
            if wanted.contains(.underline) {
                var line = self.line(decoration, size, automatic: Double(metrics.underlineThickness) * size)
                let offset = decoration.textUnderlineOffset.map { $0.px(size) + line.thickness / 2 }
                line.y = baseline + (offset ?? -Double(metrics.underlinePosition) * size)
                let gaps = decoration.textDecorationSkipInk ? inkGaps(text, left: left, line: line) : []
                draw(line, from: left, to: right, gaps: gaps)
            }
            if wanted.contains(.overline) {
                var line = self.line(decoration, size, automatic: Double(metrics.underlineThickness) * size)
                line.y = baseline - Double(metrics.ascent) * size + line.thickness / 2
                line.direction = -1
                draw(line, from: left, to: right, gaps: [])
            }
            if wanted.contains(.lineThrough) {
                var line = self.line(decoration, size, automatic: Double(metrics.strikeoutThickness) * size)
                line.y = baseline - Double(metrics.strikeoutPosition) * Double(style.text.fontSize)
                line.direction = 0
                draw(line, from: left, to: right, gaps: [])
            }
        }
    }

    private struct DecorationLine {
        var y = 0.0
        var thickness: Double
        var color: Color
        var style: TextDecorationStyle
        /// Where the second line of a double one goes: 1 below, −1 above, 0 both sides.
        var direction = 1.0
    }
    private func line(_ decoration: DecorationValues, _ size: Double, automatic: Double) -> DecorationLine {
        let thickness: Double =
            switch decoration.textDecorationThickness {
            case .auto, .fromFont: automatic > 0 ? automatic : size / 16
            case .length(let length): length.px(size)
            }
        return DecorationLine(
            thickness: max(thickness, 0.1), color: decoration.textDecorationColor,
            style: decoration.textDecorationStyle)
    }

    private func draw(_ line: DecorationLine, from: Double, to: Double, gaps: [(Double, Double)]) {
        var start = from
        for gap in gaps where gap.1 > start && gap.0 < to {
            if gap.0 > start { drawPart(line, start, gap.0) }
            start = max(start, gap.1)
        }
        if start < to { drawPart(line, start, to) }
    }

    private func drawPart(_ line: DecorationLine, _ from: Double, _ to: Double) {
        let thickness = line.thickness
        func strip(_ y: Double) {
            writer.fill(.rect(Rect(x: from, y: y - thickness / 2, width: to - from, height: thickness)), line.color)
        }
        switch line.style {
        case .solid: strip(line.y)
        case .double:
            if line.direction == 0 {
                strip(line.y - thickness)
                strip(line.y + thickness)
            } else {
                strip(line.y)
                strip(line.y + 2 * thickness * line.direction)
            }
        case .dotted, .dashed:
            strokeLine(
                Point(x: from, y: line.y), Point(x: to, y: line.y), width: thickness,
                style: line.style == .dotted ? .dotted : .dashed, color: line.color)
        case .wavy:
            // one wave is six thicknesses long and two high
            let half = max(1.5, thickness * 3)
            let height = max(1, thickness * 2)
            var path: [PathElement] = [.move(Point(x: from, y: line.y))]
            var x = from
            var sign = 1.0
            // bounded: half is at least 1.5 px, and a line at most a page wide
            while x < to, path.count < 20_000 {
                path.append(
                    .curve(
                        Point(x: x + half * 0.4, y: line.y + height * sign),
                        Point(x: x + half * 0.6, y: line.y + height * sign), Point(x: x + half, y: line.y)))
                x += half
                sign = -sign
            }
            writer.append(
                .pushClip(
                    .rect(
                        Rect(
                            x: from, y: line.y - height - thickness, width: to - from, height: 2 * (height + thickness))
                    )),
                node: -1)
            writer.append(
                .stroke(.path(path, .nonZero), StrokeStyle(width: thickness), .color(line.color)), node: -1)
            writer.append(.popClip, node: -1)
        }
    }

    /// Where an underline makes room for the letters that reach below the baseline, known by their characters.
    /// https://www.w3.org/TR/css-text-decor-4/#text-decoration-skipping
    private func inkGaps(_ text: TextContent, left: Double, line: DecorationLine) -> [(Double, Double)] {
        var gaps: [(Double, Double)] = []
        for placed in text.runs {
            let run = placed.run
            guard !run.isRightToLeft, run.utf8.contains(where: { $0 < 0x80 && Self.descends($0) }) else { continue }
            let clearance = max(line.thickness, Double(run.size) / 16)
            var byte = 0
            var glyph = 0
            for cluster in run.clusters {
                let next = glyph + Int(cluster.glyphs)
                if cluster.bytes == 1, byte < run.utf8.count, Self.descends(run.utf8[byte]), next < run.positions.count
                {
                    let start = left + Double(placed.x) + Double(run.positions[glyph])
                    let end = left + Double(placed.x) + Double(run.positions[next])
                    // the tail seldom fills the whole advance
                    let inset = (end - start) * 0.12
                    gaps.append((start + inset - clearance, end - inset + clearance))
                }
                byte += Int(cluster.bytes)
                glyph = next
            }
        }
        return gaps
    }
    private static func descends(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "g"), UInt8(ascii: "j"), UInt8(ascii: "p"), UInt8(ascii: "q"), UInt8(ascii: "y"): true
        default: false
        }
    }
}
