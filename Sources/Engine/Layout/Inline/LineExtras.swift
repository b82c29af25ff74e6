//  LineExtras.swift
//  In: leaders, emphasis, text that is too long. Out: dots on a common grid, marks over letters, an ellipsis.

import Fragments
import Geometry
import Style
import Text

extension LayoutSession {
    /// The pattern of a leader, shaped.
    func leaderPattern(_ box: BoxID) -> (paragraph: ShapedParagraph, style: TextStyleID) {
        let range = boxes.textRanges[Int(box.index)]
        var string = String.UnicodeScalarView()
        for index in range { string.append(Unicode.Scalar(boxes.scalars[Int(index)]) ?? "\u{FFFD}") }
        let style = textStyle(boxes.style(box))
        return (text.paragraph(String(string), style: style), style)
    }

    /// The pattern as often as it fits; all leaders of a document stand on one grid, counted from the line's end.
    /// https://www.w3.org/TR/css-content-3/#leaders
    func leaderRuns(_ piece: LinePiece, containerEnd: Float) -> [PlacedRun] {
        let (paragraph, _) = leaderPattern(piece.box)
        let step = paragraph.advance
        guard step > 0.5, paragraph.count > 0 else { return [] }
        let line = paragraph.line(0..<paragraph.count, start: .wrapped)
        let runs = paragraph.glyphRuns(of: 0..<paragraph.count, in: line)
        // the last place on the grid that ends inside the piece
        let end = piece.x + piece.width
        var x = containerEnd - ((containerEnd - end) / step).rounded(.up) * step - step
        var places: [Float] = []
        while x >= piece.x - 0.01, places.count < 2_000 {
            places.append(x)
            x -= step
        }
        var result: [PlacedRun] = []
        for place in places.reversed() {
            var left = place - piece.x
            for run in runs {
                result.append(PlacedRun(x: left, run: run))
                left += run.advance
            }
        }
        return result
    }

    /// A mark over the middle of each letter. https://www.w3.org/TR/css-text-decor-4/#text-emphasis-style-property
    func emphasisMarks(_ piece: LinePiece, _ contents: LineContents, _ prepared: PreparedInline) -> [PlacedRun] {
        let computed = document.table[piece.style]
        guard case .mark(let mark) = computed.text.textEmphasis else { return [] }
        var style = text[textStyle(piece.style)]
        style.size = computed.text.fontSize / 2
        style.letterSpacing = 0
        style.features = []
        let shaped = text.paragraph(mark, style: text.intern(style))
        guard let run = shaped.glyphRuns(of: 0..<shaped.count, in: shaped.line(0..<shaped.count, start: .wrapped)).first
        else { return [] }
        let metrics = metrics(piece.style)
        let own = text.metrics(of: text.intern(style))
        let rise =
            computed.text.textEmphasisUnder
            ? -Float(metrics.descent.px) - own.ascent : Float(metrics.ascent.px) + own.descent
        var result: [PlacedRun] = []
        let paragraph = prepared.paragraph
        for position in piece.range where Self.takesEmphasis(paragraph.scalars[position]) {
            let left = paragraph.width(of: piece.range.lowerBound..<position, in: contents.text)
            let width = paragraph.width(of: position..<position + 1, in: contents.text)
            result.append(PlacedRun(x: left + (width - run.advance) / 2, rise: rise, run: run))
        }
        return result
    }
    private static func takesEmphasis(_ value: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(value) else { return false }
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format, .unassigned, .nonspacingMark,
            .enclosingMark, .spacingMark, .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
            .connectorPunctuation, .dashPunctuation:
            return false
        case .otherPunctuation:
            // these are letters of a kind
            return [0x23, 0x25, 0x26, 0x40, 0xA7, 0xB6, 0x203B].contains(value)
        default: return true
        }
    }

    /// Cuts a line that is too long and ends it with an ellipsis. https://www.w3.org/TR/css-overflow-4/#text-overflow
    func shorten(
        _ contents: inout LineContents, _ prepared: PreparedInline, to available: Float, with ellipsis: String
    ) {
        let dots = text.paragraph(ellipsis, style: textStyle(prepared.style))
        let runs = dots.glyphRuns(of: 0..<dots.count, in: dots.line(0..<dots.count, start: .wrapped))
        let room = available - dots.advance
        let paragraph = prepared.paragraph
        var kept: [LinePiece] = []
        var end: Float = 0
        for var piece in contents.pieces {
            if piece.kind == .marker || piece.kind == .running {
                kept.append(piece)
                continue
            }
            if piece.kind == .inline {
                guard piece.x <= room else { continue }
                piece.width = min(piece.width, max(available - piece.x, 0))
                kept.append(piece)
                continue
            }
            if piece.x + piece.width <= room {
                kept.append(piece)
                end = max(end, piece.x + piece.width)
                continue
            }
            if piece.kind == .text, piece.x < room {
                var upper = piece.range.lowerBound
                while upper < piece.range.upperBound,
                    piece.x + paragraph.advance(of: piece.range.lowerBound..<upper + 1) <= room
                {
                    upper += 1
                }
                while upper > piece.range.lowerBound, paragraph.scalars[upper - 1] == 0x20 { upper -= 1 }
                if upper > piece.range.lowerBound {
                    piece.range = piece.range.lowerBound..<upper
                    piece.width = paragraph.width(of: piece.range, in: contents.text)
                    kept.append(piece)
                    end = max(end, piece.x + piece.width)
                }
            }
            break
        }
        var placed: [PlacedRun] = []
        var left: Float = 0
        for run in runs {
            placed.append(PlacedRun(x: left, run: run))
            left += run.advance
        }
        var piece = LinePiece(
            kind: .hyphen, box: .none, style: prepared.style, parent: -1, x: end, place: LineHeight.Place())
        piece.width = dots.advance
        piece.content = Int32(contents.runs.count)
        contents.runs.append(placed)
        kept.append(piece)
        // pieces after the cut are gone; parents come before their children, so indices below the cut still hold
        var map = [Int32](repeating: -1, count: contents.pieces.count)
        var next = 0
        for (index, original) in contents.pieces.enumerated() where next < kept.count - 1 {
            if kept[next].kind == original.kind, kept[next].box == original.box, kept[next].x == original.x {
                map[index] = Int32(next)
                next += 1
            }
        }
        for index in kept.indices where kept[index].parent >= 0 { kept[index].parent = map[Int(kept[index].parent)] }
        contents.pieces = kept
        contents.width = end + dots.advance
    }
}
