//  InlineObjects.swift
//  In: items that take up room beside text. Out: their widths, and atomic boxes laid out.

import Fragments
import Geometry
import Style
import Text

/// An atomic box on a line.
struct AtomicBox {
    var fragment: Fragment
    var margins: LogicalEdges
    /// Of the margin box, from the baseline.
    var ascent: LayoutUnit
    var descent: LayoutUnit
    var bubbles: Bubbles
    var width: LayoutUnit { fragment.size.inline + margins.inlineSum }
}

extension LayoutSession {
    /// The width of `prepared.objects[index]`; `x` is where it stands in the line (for tabs).
    func objectWidth(_ prepared: PreparedInline, at index: Int, x: Float, _ space: LineSpace) -> Float {
        let item = prepared.items[Int(prepared.objects[index])]
        if item.kind == .tab { return tabWidth(prepared, item, x: x) }
        if prepared.objectWidthsContainer != space.containerInlineSize
            || prepared.objectWidths.count != prepared.objects.count
        {
            prepared.objectWidths = [Float](repeating: .nan, count: prepared.objects.count)
            prepared.objectWidthsContainer = space.containerInlineSize
        }
        let known = prepared.objectWidths[index]
        if !known.isNaN { return known }
        let width: LayoutUnit
        switch item.kind {
        case .open, .close: width = edgeWidth(item, basis: space.containerInlineSize)
        case .atomic: width = atomicBox(item.box, space).width
        case .ruby:
            let segment = rubySegment(item.box, in: prepared, item: item)
            prepared.rubyOverhangs[prepared.objects[index]] = segment.overhang
            width = segment.width
        case .leader: width = LayoutUnit(px: leaderPattern(item.box).paragraph.advance)
        case .tab, .float, .text, .forcedBreak, .outOfFlow, .footnote, .running, .marker: width = .zero
        }
        prepared.objectWidths[index] = Float(width.px)
        return prepared.objectWidths[index]
    }

    /// Margin, border and padding of an inline box on one side.
    func edgeWidth(_ item: InlineItem, basis: LayoutUnit) -> LayoutUnit {
        guard item.hasEdge else { return .zero }
        let margin = margins(of: item.box, inlineBasis: basis)
        let border = borders(of: item.box)
        let padding = padding(of: item.box, inlineBasis: basis)
        return item.kind == .open
            ? margin.inlineStart + border.inlineStart + padding.inlineStart
            : margin.inlineEnd + border.inlineEnd + padding.inlineEnd
    }

    /// https://www.w3.org/TR/css-text-4/#tab-size-property
    private func tabWidth(_ prepared: PreparedInline, _ item: InlineItem, x: Float) -> Float {
        let style = document.table[prepared.style].text
        let stop: Float
        switch style.tabSize {
        case .length(let px): stop = px
        case .spaces(let count):
            let textStyle = text[textStyle(prepared.style)]
            let space = text.paragraph(" ", style: self.textStyle(prepared.style)).advance
            // letter and word spacing are in the advance already
            _ = textStyle
            stop = count * space
        }
        guard stop > 0 else { return 0 }
        let next = ((x / stop).rounded(.down) + 1) * stop
        // a tab narrower than half a digit goes to the stop after the next
        return next - x < style.fontSize / 4 ? next - x + stop : next - x
    }

    /// Lays out an atomic box. https://www.w3.org/TR/CSS22/visudet.html#leading
    func atomicBox(_ box: BoxID, _ line: LineSpace) -> AtomicBox {
        var space = ConstraintSpace(
            available: LogicalSize(inline: line.containerInlineSize, block: .indefinite),
            percentageBasis: LogicalSize(inline: line.containerInlineSize, block: line.containerBlockSize))
        space.inlineAuto = .fitContent
        space.isNewFormattingContext = true
        space.isMeasuring = line.isMeasuring
        let result = layout(box, in: space, from: nil)
        let margins = margins(of: box, inlineBasis: line.containerInlineSize)
        let fragment =
            result.fragment
            ?? Fragment(
                kind: .inlineBlock, node: boxes.node(box).index, box: box.index, style: boxes.style(box).index,
                size: .zero)
        let outer = fragment.size.block + margins.blockSum
        let values = style(box).box
        var baseline: LayoutUnit?
        switch boxes.kind(box) {
        case .replaced: baseline = nil
        case .block, .inlineContext, .columns:
            // the last line's, unless contents may be cut off
            let clips = values.overflowX != .visible || values.overflowY != .visible
            baseline = clips ? nil : fragment.lastBaseline
        default: baseline = fragment.firstBaseline
        }
        let ascent = baseline.map { $0 + margins.blockStart } ?? outer
        return AtomicBox(
            fragment: fragment, margins: margins, ascent: ascent, descent: outer - ascent, bubbles: result.bubbles)
    }
}

extension ShapedParagraph {
    /// The whole text on one line.
    var advance: Float { advance(of: 0..<count) }
}
