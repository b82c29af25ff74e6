//  RubySegments.swift
//  In: a ruby base and its annotation. Out: one piece of a line: the base with the annotation above (or below) it.
//  https://www.w3.org/TR/css-ruby-1/

import Fragments
import Geometry
import Style
import Text

struct RubySegment {
    var fragment: Fragment
    /// What it takes up in the line: less than the fragment where the annotation may overhang its neighbours.
    var width: LayoutUnit
    /// The fragment's start from the segment's.
    var inlineShift: LayoutUnit
    /// Of the base, from the fragment's block start.
    var baseline: LayoutUnit
    /// Room needed about the baseline.
    var above: LayoutUnit
    var below: LayoutUnit
    var bubbles: Bubbles
}

extension LayoutSession {
    /// Lays out the pair that begins with this base.
    func rubySegment(_ base: BoxID, in prepared: PreparedInline, item: InlineItem) -> RubySegment {
        let annotation = boxes.nextSibling(base)
        let baseLine = endlessLine(base)
        let textLine = endlessLine(annotation)
        let style = style(annotation)
        let isUnder = style.text.rubyPosition == .under
        let baseMetrics = metrics(boxes.style(base))
        let textMetrics = metrics(boxes.style(annotation))
        let baseWidth = baseLine.width
        let textWidth = textLine.width
        let whole = max(baseWidth, textWidth)
        let textHeight = textMetrics.ascent + textMetrics.descent
        let baseHeight = baseMetrics.ascent + baseMetrics.descent
        let baseTop = isUnder ? LayoutUnit.zero : textHeight
        let baseline = baseTop + baseMetrics.ascent
        let textTop = isUnder ? baseHeight : LayoutUnit.zero
        let baseFragment = part(
            .rubyBase, base, baseLine, width: whole, spread: style.text.rubyAlign, ascent: baseMetrics.ascent,
            height: baseHeight)
        let textFragment = part(
            .rubyText, annotation, textLine, width: whole, spread: style.text.rubyAlign, ascent: textMetrics.ascent,
            height: textHeight)
        // Reading order: the base comes first.
        let fragment = Fragment(
            kind: .inline, node: boxes.node(boxes.parent(base)).index, box: boxes.parent(base).index,
            style: boxes.style(boxes.parent(base)).index,
            size: LogicalSize(inline: whole, block: baseHeight + textHeight), firstBaseline: baseline,
            lastBaseline: baseline,
            children: [
                FragmentLink(offset: LogicalOffset(inline: .zero, block: baseTop), fragment: baseFragment),
                FragmentLink(offset: LogicalOffset(inline: .zero, block: textTop), fragment: textFragment),
            ])
        // the annotation may hang over kana and spaces beside it, by half of its own size on each side
        var before = LayoutUnit.zero
        var after = LayoutUnit.zero
        if textWidth > baseWidth {
            let most = min(textMetrics.fontSize / 2, (textWidth - baseWidth) / 2)
            let scalars = prepared.paragraph.scalars
            let position = Int(item.start)
            if position > 0, Self.mayBeOverhung(scalars[position - 1]) { before = most }
            if position + 1 < scalars.count, Self.mayBeOverhung(scalars[position + 1]) { after = most }
        }
        var bubbles = Bubbles()
        bubbles.absorb(baseLine.bubbles, at: .zero)
        bubbles.absorb(textLine.bubbles, at: .zero)
        let top = isUnder ? baseMetrics.ascent : baseMetrics.ascent + textHeight
        let bottom = isUnder ? baseMetrics.descent + textHeight : baseMetrics.descent
        return RubySegment(
            fragment: fragment, width: whole - before - after, inlineShift: -before, baseline: baseline, above: top,
            below: bottom, bubbles: bubbles)
    }

    private static func mayBeOverhung(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3041...0x309F, 0x30A1...0x30FF, 0x3000...0x3002, 0xFF0C, 0xFF0E, 0x20: true
        default: false
        }
    }

    /// A base's or an annotation's contents on one line without end.
    private func endlessLine(_ box: BoxID) -> (
        children: [FragmentLink], width: LayoutUnit, ascent: LayoutUnit, bubbles: Bubbles, prepared: PreparedInline
    ) {
        let prepared = preparedInline(box)
        let space = LineSpace(
            inlineOffset: .zero, inlineSize: LayoutUnit(1_000_000), containerInlineSize: LayoutUnit(1_000_000),
            containerBlockSize: .indefinite, bfcBlockOffset: .zero, bfcInlineOffset: .zero,
            exclusions: ExclusionSpace(), isFirstLine: false, isContinuation: false, isMeasuring: false,
            fragmentation: nil)
        var broken = breakLine(prepared, from: .start, in: space, places: false)
        broken.indent = 0
        let placed = placeLine(prepared, from: .start, broken, in: space)
        return (
            placed.fragment?.children ?? [], LayoutUnit(ceiling: placed.contents.width), placed.contents.height.ascent,
            placed.contents.bubbles, prepared
        )
    }

    /// One of the two, spread or centred over the segment's width.
    private func part(
        _ kind: FragmentKind, _ box: BoxID,
        _ line: (
            children: [FragmentLink], width: LayoutUnit, ascent: LayoutUnit, bubbles: Bubbles, prepared: PreparedInline
        ),
        width: LayoutUnit, spread: RubyAlign, ascent: LayoutUnit, height: LayoutUnit
    ) -> Fragment {
        let free = (width - line.width).clampedToZero
        var shift = LayoutUnit.zero
        switch spread {
        case .start: break
        case .center, .spaceAround, .spaceBetween: shift = free / 2
        }
        // lines align their start edges, whatever text-align says: children are moved back to the start
        let first = line.children.map(\.offset.inline).min() ?? .zero
        let children = line.children.map {
            FragmentLink(
                offset: LogicalOffset(
                    inline: $0.offset.inline - first + shift, block: $0.offset.block - line.ascent + ascent),
                fragment: $0.fragment)
        }
        return Fragment(
            kind: kind, node: boxes.node(box).index, box: box.index, style: boxes.style(box).index,
            size: LogicalSize(inline: width, block: height), firstBaseline: ascent, lastBaseline: ascent,
            children: children)
    }
}
