//  Balance.swift
//  In: a short paragraph with `text-wrap: balance` or `pretty`. Out: the width that evens its lines out.
//  https://www.w3.org/TR/css-text-4/#text-wrap-style

import Geometry
import Style
import Text

extension LayoutSession {
    /// More lines than this are not balanced.
    private static var balancedLines: Int { 6 }

    /// The width to which lines are broken instead of the space's; nil: the space's own.
    func balancedWidth(_ prepared: PreparedInline, in space: LineSpace) -> Float? {
        let wrap = document.table[prepared.style].text.textWrapStyle
        guard wrap == .balance || wrap == .pretty, space.exclusions.isEmpty else { return nil }
        if let known = inline.balanced[prepared.box.index], known.available == space.inlineSize {
            return known.width == .max ? nil : Float(known.width.px)
        }
        var width = LayoutUnit.max
        let full = lineCount(prepared, width: space.inlineSize, space)
        if full.count > 1, full.count <= Self.balancedLines || wrap == .pretty {
            let available = Float(space.inlineSize.px)
            if wrap == .balance {
                // the narrowest width that needs no more lines and tears no more words
                var low = space.inlineSize / (full.count + 1)
                var high = space.inlineSize
                while high - low > LayoutUnit(1) {
                    let middle = low + (high - low) / 2
                    let attempt = lineCount(prepared, width: middle, space)
                    if attempt.count <= full.count, attempt.torn <= full.torn {
                        high = middle
                    } else {
                        low = middle
                    }
                }
                width = high
            } else if full.last < available / 5, full.count <= 40 {
                // a last line that is too short: a little narrower, if that costs no line
                for step in 1...8 {
                    let narrower = space.inlineSize.scaled(by: 1 - Double(step) * 0.02)
                    let attempt = lineCount(prepared, width: narrower, space)
                    if attempt.count > full.count || attempt.torn > full.torn { break }
                    if attempt.last >= available / 5 {
                        width = narrower
                        break
                    }
                }
            }
        }
        inline.balanced[prepared.box.index] = (space.inlineSize, width)
        return width == .max ? nil : Float(width.px)
    }

    /// Lines of the whole context at a width, how many of them end inside a word (or phrase, `word-break: auto-phrase`),
    /// and how wide the last one is.
    private func lineCount(_ prepared: PreparedInline, width: LayoutUnit, _ space: LineSpace) -> (
        count: Int, torn: Int, last: Float
    ) {
        var measured = space
        measured.inlineSize = width
        measured.isMeasuring = true
        measured.isFirstLine = true
        var position = InlinePosition.start
        var count = 0
        var torn = 0
        while count < 60 {
            let line = breakLine(prepared, from: position, in: measured, places: false)
            count += 1
            if line.isLast {
                let text = prepared.paragraph.advance(
                    of: Int(position.scalar)..<max(line.endScalar, Int(position.scalar)))
                return (count, torn, text + line.objects)
            }
            if prepared.paragraph.breakKind(at: line.endScalar) < .allowed { torn += 1 }
            position = InlinePosition(scalar: Int32(line.endScalar), item: Int32(line.endItem))
            measured.isFirstLine = false
        }
        return (count, torn, .infinity)
    }
}
