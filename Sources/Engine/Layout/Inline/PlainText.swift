//  PlainText.swift
//  In: an inline context that holds one stretch of text in an everyday style: most cells, labels, headings and sentences.
//  Out: its paragraph, its narrowest and widest size, its lines; the same as by the way of all other contexts (InlineLayout), but
//  without items, pieces and whatever else is for boxes within lines.
//  Faster because: a line costs the two fragments and the arrays that they hold, and nothing else.

import Fragments
import Geometry
import Style
import Text

/// A line of plain text.
struct PlainLine {
    var fragment: Fragment
    var height: LayoutUnit
    /// Where the next line begins; nil after the last.
    var next: Int?
}

extension LayoutSession {
    /// The paragraph of a context that holds plain text only; nil: there is more to the context.
    func plainParagraph(_ context: BoxID) -> ShapedParagraph? {
        if let known = inline.plain[context.index] { return known }
        if inline.prepared[context.index] != nil { return nil }
        return preparePlain(context)
    }

    @inline(never)
    private func preparePlain(_ context: BoxID) -> ShapedParagraph? {
        let only = boxes.firstChild(context)
        guard boxes.kind(context) == .inlineContext, !only.isNone, boxes.kind(only) == .text,
            boxes.nextSibling(only).isNone, boxes.traits(only).isDisjoint(with: [.outOfFlow, .floating]),
            facts(of: context).flags.contains(.hasPlainLines), !hasFirstLines
        else { return nil }
        let parent = boxes.parent(context)
        let container = boxes.traits(context).contains(.anonymous) && !parent.isNone ? parent : context
        guard facts(of: container).flags.contains(.leavesLinesAlone) else { return nil }
        if let pending = boxes.rareData(only)?.pending, case .leader = pending { return nil }
        let range = boxes.textRanges[Int(only.index)]
        let scalars = boxes.scalars[Int(range.lowerBound)..<Int(range.upperBound)]
        if scalars.isEmpty { return nil }
        for scalar in scalars where scalar == 0x0A || scalar == 0x09 { return nil }
        let paragraph = text.paragraph(scalars, style: textStyle(boxes.style(only)))
        // what no font has is reported with its place, and levels are put in order, by the general way
        guard !paragraph.isBidirectional, paragraph.missing.isEmpty else { return nil }
        inline.preparedCount += 1
        inline.plain[context.index] = paragraph
        return paragraph
    }

    /// https://www.w3.org/TR/css-sizing-3/#intrinsic-sizes
    func plainContentSizes(_ paragraph: ShapedParagraph) -> MinMaxSizes {
        let all = 0..<paragraph.count
        let widths = paragraph.contentWidths(of: all)
        let smallest =
            widths.hasBreak ? max(0, widths.leading, widths.min, widths.trailing) : max(0, widths.leading)
        let largest =
            widths.hasForcedBreak
            ? max(0, widths.leadingMax, widths.max, widths.trailingMax) : max(0, paragraph.advance(of: all))
        let least = LayoutUnit(ceiling: smallest).clampedToZero
        return MinMaxSizes(min: least, max: max(LayoutUnit(ceiling: largest).clampedToZero, least))
    }

    /// Where a line of this width ends.
    func plainEnd(_ paragraph: ShapedParagraph, from start: Int, available: Float) -> Int {
        let count = paragraph.count
        if paragraph.advance(of: start..<count) <= available + Self.tolerance { return count }
        let lineStart: LineStart = start == 0 ? .first : .wrapped
        for emergency in [false, true] {
            if let place = paragraph.lastBreak(
                from: start, to: count, available: available, lineStart: lineStart, emergency: emergency),
                place > start
            {
                return place
            }
        }
        return min(max(paragraph.nextBreak(after: start), start + 1), count)
    }

    /// One line in all of the container's width. nil: it ends in a hyphen or shows nothing, which the general way knows.
    func plainLine(
        of context: BoxID, _ paragraph: ShapedParagraph, from start: Int, width: LayoutUnit
    ) -> PlainLine? {
        let available = Float(width.px)
        let end = plainEnd(paragraph, from: start, available: available)
        let isLast = end == paragraph.count
        if !isLast, paragraph.breakKind(at: end) == .hyphen { return nil }
        var line = paragraph.line(
            start..<end, start: start == 0 ? .first : .wrapped, isLast: isLast, available: available)
        if line.range.isEmpty { return nil }
        let id = boxes.style(context)
        let facts = facts(id)
        let natural = paragraph.width(of: line.range, in: line)
        var textWidth = natural
        var free = available - natural + line.startHang + line.endHang
        let align = isLast ? facts.lastAlignment : facts.alignment
        if align == .justify, free > 0 {
            line.expansion = expansion(
                of: paragraph.gaps(of: line.range, in: line, mode: justification(document.table[id])), free: free)
            if line.expansion != .none {
                textWidth = paragraph.width(of: line.range, in: line)
                free -= textWidth - natural
            }
        }
        var shift = -line.startHang
        switch align {
        case .end: shift += max(free, 0)
        case .center: shift += max(free, 0) / 2
        case .start, .justify: break
        }
        let metrics = metrics(id)
        let height = (metrics.above + metrics.below).clampedToZero
        let only = boxes.firstChild(context)
        var runs: [PlacedRun] = []
        var left: Float = 0
        for run in paragraph.glyphRuns(of: line.range, in: line) {
            runs.append(PlacedRun(x: left, run: run))
            left += run.advance
        }
        let text = Fragment(
            kind: .text, flags: boxes.traits(only).contains(.generated) ? .generated : [],
            node: boxes.node(only).index, box: only.index, style: id.index,
            size: LogicalSize(inline: LayoutUnit(ceiling: textWidth), block: metrics.ascent + metrics.descent),
            firstBaseline: metrics.ascent, lastBaseline: metrics.ascent,
            content: .text(TextContent(runs: runs, baseline: metrics.ascent)))
        let fragment = Fragment(
            kind: .line, size: LogicalSize(inline: width, block: height), firstBaseline: metrics.above,
            lastBaseline: metrics.above,
            children: [
                FragmentLink(
                    offset: LogicalOffset(inline: LayoutUnit(px: shift), block: metrics.above - metrics.ascent),
                    fragment: text)
            ])
        return PlainLine(fragment: fragment, height: height, next: isLast ? nil : end)
    }
}

extension LineSpace {
    /// Nothing stands beside the line, and nothing is to end it.
    var isPlain: Bool { exclusions.isEmpty && inlineSize == containerInlineSize && ellipsis == nil }
}
