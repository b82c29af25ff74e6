//  ContentSizes.swift
//  In: a prepared context. Out: its min-content and max-content size. https://www.w3.org/TR/css-sizing-3/#intrinsic-sizes

import Fragments
import Geometry
import Style
import Text

extension LayoutSession {
    func inlineContentSizes(_ prepared: PreparedInline) -> MinMaxSizes {
        let paragraph = prepared.paragraph
        var smallest: Float = 0
        var largest: Float = 0
        // the piece and the line that are growing
        var piece: Float = 0
        var line: Float = 0
        var floats = LayoutUnit.zero
        let style = document.table[prepared.style]
        if prepared.takesIndent, !style.text.textIndent.isZero, !style.text.textIndentHanging {
            let indent = Float((resolve(style.text.textIndent, against: .indefinite, style) ?? .zero).px)
            piece = indent
            line = indent
        }
        func endPiece() {
            smallest = max(smallest, piece)
            piece = 0
        }
        func endLine() {
            endPiece()
            largest = max(largest, line)
            line = 0
        }
        // where the last piece ended, so that an edge that opens there stays with what follows it
        var lastEnd = 0
        func breakIfAllowed(at scalar: Int) {
            guard scalar > lastEnd, scalar < paragraph.count, paragraph.breakKind(at: scalar) >= .anywhere else {
                return
            }
            lastEnd = scalar
            endPiece()
        }
        func addText(_ range: Range<Int>) {
            if range.isEmpty { return }
            breakIfAllowed(at: range.lowerBound)
            let widths = paragraph.contentWidths(of: range)
            if widths.hasBreak {
                piece += widths.leading
                endPiece()
                smallest = max(smallest, widths.min)
                piece = widths.trailing
            } else {
                piece += widths.leading
            }
            if widths.hasForcedBreak {
                line += widths.leadingMax
                largest = max(largest, line, widths.max)
                line = widths.trailingMax
            } else {
                // spaces at the end count: something may follow
                line += paragraph.advance(of: range)
            }
            // spaces where the line may end do not make the piece wider
            if range.upperBound < paragraph.count, paragraph.breakKind(at: range.upperBound) >= .anywhere {
                piece -= paragraph.advance(of: paragraph.contentEnd(of: range)..<range.upperBound)
            }
        }
        let space = LineSpace(
            inlineOffset: .zero, inlineSize: .max, containerInlineSize: .zero, containerBlockSize: .indefinite,
            bfcBlockOffset: .zero, bfcInlineOffset: .zero, exclusions: ExclusionSpace(), isFirstLine: true,
            isContinuation: false, isMeasuring: true, fragmentation: nil)
        var position = 0
        for (index, object) in prepared.objects.enumerated() {
            let item = prepared.items[Int(object)]
            let start = Int(item.start)
            addText(position..<max(start, position))
            position = Int(item.end)
            if item.kind == .float {
                let sizes = inlineSizes(of: item.box)
                let margins = margins(of: item.box, inlineBasis: .zero).inlineSum
                smallest = max(smallest, Float((sizes.min + margins).px))
                floats += (sizes.max + margins).clampedToZero
                continue
            }
            if item.kind != .close { breakIfAllowed(at: start) }
            if item.kind == .atomic {
                let sizes = inlineSizes(of: item.box)
                let margins = margins(of: item.box, inlineBasis: .zero).inlineSum
                piece += Float((sizes.min + margins).px)
                line += Float((sizes.max + margins).px)
            } else {
                let width = objectWidth(prepared, at: index, x: line, space)
                piece += width
                line += width
            }
        }
        addText(position..<max(paragraph.count, position))
        endLine()
        var sizes = MinMaxSizes(
            min: LayoutUnit(ceiling: smallest).clampedToZero, max: LayoutUnit(ceiling: largest).clampedToZero)
        sizes.max = max(sizes.max, sizes.min) + floats
        return sizes
    }
}
