//  BreakLines.swift
//  In: a prepared context, a place in it, the width of a line. Out: where the line ends.
//  Text between objects (edges, atomic boxes, tabs) is measured by prefix sums; only when the sum is too wide is the
//  paragraph asked for the last break that fits, by binary search.

import Fragments
import Geometry
import Style
import Text

/// Where a line ends, and what was found on the way.
struct BrokenLine {
    var endScalar: Int
    /// The first item of the next line.
    var endItem: Int
    /// What objects take up, CSS px.
    var objects: Float = 0
    var start: LineStart
    var indent: Float = 0
    /// Added between letters that may be spread (ruby), CSS px.
    var letterGap: Float = 0
    /// After floats in the line: the line's place and width.
    var inlineOffset: LayoutUnit
    var inlineSize: LayoutUnit
    var isForced = false
    /// Nothing that matters follows.
    var isLast = false
    /// Wider than the space, since nothing in it can be broken.
    var overflows = false
    var exclusions: ExclusionSpace
    var floats: [FragmentLink] = []
    var floatTokens: [BreakToken] = []
    var floatBubbles = Bubbles()
    /// Items of floats placed already.
    var placedFloats: [Int32] = []
    /// What is available to the text and its objects.
    var available: Float { Float(inlineSize.px) - indent }
}

extension LayoutSession {
    /// Ends one line. `places`: floats are placed (not when lines are only counted).
    func breakLine(
        _ prepared: PreparedInline, from position: InlinePosition, in space: LineSpace, places: Bool
    ) -> BrokenLine {
        let paragraph = prepared.paragraph
        let start = Int(position.scalar)
        let firstItem = Int(position.item)
        let limit = prepared.limit(from: start)
        let isForcedEnd =
            limit > 0 && limit <= paragraph.count && paragraph.count > 0
            && limit > start && prepared.paragraph.scalars[limit - 1] == 0x0A
        let lineStart: LineStart =
            start == 0 ? .first : paragraph.scalars[start - 1] == 0x0A ? .forced : .wrapped
        var line = BrokenLine(
            endScalar: limit, endItem: prepared.items.count, start: lineStart, inlineOffset: space.inlineOffset,
            inlineSize: space.inlineSize, exclusions: space.exclusions)
        line.indent = indent(prepared, lineStart: lineStart, isFirst: space.isFirstLine, space)
        var available = line.available
        if !space.isMeasuring, let width = balancedWidth(prepared, in: space) { available = min(available, width) }
        // edges that boxes open from earlier lines have on this one, too, and room for those of boxes open at its end
        var cloneEnds: Float = 0
        if prepared.hasClones {
            let edges = clonedEdges(openAt: firstItem, prepared, space)
            line.objects += edges.start
            cloneEnds = edges.end
            available -= cloneEnds
        }
        var texts = Float.zero
        var segmentStart = start
        var next = prepared.firstObject(from: firstItem)
        // floats are taken back when the line ends before them
        var snapshots: [(item: Int, line: BrokenLine)] = []
        // objects taken so far: given back when the line ends before them
        var taken: [(item: Int, width: Float)] = []

        func finish(at scalar: Int, overflows: Bool = false) -> BrokenLine {
            var end = max(scalar, min(start + 1, limit))
            if end > limit { end = limit }
            var item = prepared.items.count
            if end < paragraph.count || (isForcedEnd && end == limit) {
                item = prepared.firstItem(at: end, from: firstItem)
            }
            while let last = taken.last, last.item >= item {
                line.objects -= last.width
                taken.removeLast()
            }
            // an annotation at the line's end stays within the line
            if let last = taken.last, Int(prepared.items[last.item].end) >= end,
                let overhang = prepared.rubyOverhangs[Int32(last.item)]
            {
                line.objects += Float(overhang.after.px)
            }
            if let early = snapshots.first(where: { $0.item >= item }) {
                let objects = line.objects
                line = early.line
                line.objects = objects
            }
            if prepared.hasClones, item < prepared.items.count {
                line.objects += clonedEdges(openAt: item, prepared, space).end
            }
            line.endScalar = end
            line.endItem = item
            line.overflows = overflows
            line.isForced = isForcedEnd && end == limit
            line.isLast = item >= prepared.significantEnd
            if line.isLast { line.endItem = prepared.items.count }
            return line
        }
        /// A leader fills the line up to what follows it: if that does not fit, both begin the next line.
        /// https://www.w3.org/TR/css-content-3/#leaders
        func leader(in range: Range<Int>) -> Int? {
            guard prepared.hasLeaders else { return nil }
            let first = prepared.firstObject(from: firstItem)
            for index in first..<prepared.objects.count {
                let item = prepared.items[Int(prepared.objects[index])]
                if item.start >= Int32(range.upperBound) { return nil }
                if item.kind == .leader, item.start > Int32(range.lowerBound) { return Int(item.start) }
            }
            return nil
        }
        /// The line ends at or before `last`, the last place that may fit.
        func back(to last: Int, overflowAfter: Int) -> BrokenLine {
            let room = available - line.objects
            if last > start {
                if let place = paragraph.lastBreak(
                    from: start, to: last, available: room, lineStart: lineStart), place > start
                {
                    return finish(at: place)
                }
                if let place = paragraph.lastBreak(
                    from: start, to: last, available: room, lineStart: lineStart, emergency: true), place > start
                {
                    return finish(at: place)
                }
            }
            return finish(at: paragraph.nextBreak(after: max(overflowAfter, start)), overflows: true)
        }

        while true {
            let object = next < prepared.objects.count ? Int(prepared.objects[next]) : -1
            let objectStart = object >= 0 ? Int(prepared.items[object].start) : paragraph.count
            let segmentEnd = min(objectStart, limit)
            if segmentEnd > segmentStart {
                let width = paragraph.advance(of: segmentStart..<segmentEnd)
                if line.objects + texts + width > available + Self.tolerance {
                    if let leader = leader(in: start..<segmentEnd) { return finish(at: leader) }
                    // trimmed and hanging punctuation, spaces at the end: the paragraph knows exactly
                    if let place = paragraph.lastBreak(
                        from: start, to: segmentEnd, available: available - line.objects, lineStart: lineStart),
                        place > start
                    {
                        return finish(at: place)
                    }
                    return back(to: segmentEnd, overflowAfter: segmentStart)
                }
                texts += width
                segmentStart = segmentEnd
            }
            if object < 0 || objectStart > limit || (objectStart == limit && isForcedEnd) { return finish(at: limit) }
            let item = prepared.items[object]
            next += 1
            if item.kind == .float {
                guard places else { continue }
                snapshots.append((object, line))
                placeFloat(item, object, in: &line, used: line.objects + texts, space)
                available = line.available - cloneEnds
                continue
            }
            if prepared.hasClones, item.kind == .close, prepared.items.indices.contains(Int(item.match)),
                isClone(prepared.items[Int(item.match)])
            {
                let end = Float(edgeWidth(item, basis: space.containerInlineSize).px)
                cloneEnds -= end
                available += end
            }
            let x = line.objects + texts + line.indent
            var width = objectWidth(prepared, at: next - 1, x: x, space)
            var total = line.objects + texts + width
            if item.kind == .ruby, let overhang = prepared.rubyOverhangs[Int32(object)] {
                if objectStart == start { width += Float(overhang.before.px) }
                // a kana over which it could reach is wider than what reaches over it: if that does not fit, neither does
                // the kana
                total = line.objects + texts + width + Float(overhang.after.px)
            }
            if item.kind != .open, total > available + Self.tolerance, item.kind != .tab || total - width > 0 {
                if let leader = leader(in: start..<objectStart + 1) { return finish(at: leader) }
                if item.kind == .close {
                    // the edge stays with the text before it
                    if objectStart > start {
                        line.objects += width
                        taken.append((object, width))
                        return back(to: objectStart - 1, overflowAfter: objectStart - 1)
                    }
                } else if objectStart > start || hasContent(prepared, firstItem..<object) {
                    if objectStart > start, paragraph.breakKind(at: objectStart).isOrdinary {
                        return finish(at: objectStart)
                    }
                    return back(to: objectStart, overflowAfter: objectStart)
                } else {
                    line.objects += width
                    return finish(at: paragraph.nextBreak(after: objectStart), overflows: true)
                }
            }
            line.objects += width
            taken.append((object, width))
            if prepared.hasClones, item.kind == .open, isClone(item), item.match >= 0 {
                let end = Float(edgeWidth(prepared.items[Int(item.match)], basis: space.containerInlineSize).px)
                cloneEnds += end
                available -= end
            }
            segmentStart = Int(item.end)
        }
    }

    /// `box-decoration-break: clone`: every line's part has the edges of the whole. https://www.w3.org/TR/css-break-4/#break-decoration
    func isClone(_ item: InlineItem) -> Bool { style(item.box).flow.boxDecorationBreak == .clone }

    /// The start and end edges of such boxes that are open before an item.
    func clonedEdges(openAt item: Int, _ prepared: PreparedInline, _ space: LineSpace) -> (start: Float, end: Float) {
        var sums = (start: Float(0), end: Float(0))
        var current = item < prepared.items.count ? Int(prepared.items[item].parent) : -1
        while current >= 0 {
            let open = prepared.items[current]
            if isClone(open), open.match >= 0 {
                sums.start += Float(edgeWidth(open, basis: space.containerInlineSize).px)
                sums.end += Float(
                    edgeWidth(prepared.items[Int(open.match)], basis: space.containerInlineSize).px)
            }
            current = Int(open.parent)
        }
        return sums
    }

    /// Rounding in sums of advances.
    static var tolerance: Float { 1 / 64 }

    func hasContent(_ prepared: PreparedInline, _ range: Range<Int>) -> Bool {
        for index in range where prepared.items[index].isContent { return true }
        return false
    }

    /// https://www.w3.org/TR/css-text-4/#text-indent-property
    func indent(_ prepared: PreparedInline, lineStart: LineStart, isFirst: Bool, _ space: LineSpace) -> Float {
        let style = document.table[prepared.style]
        if style.text.textIndent.isZero || !prepared.takesIndent { return 0 }
        let isFirstOfBox = isFirst && lineStart == .first
        let applies = isFirstOfBox || (style.text.textIndentEachLine && lineStart == .forced)
        if applies == style.text.textIndentHanging { return 0 }
        return Float((resolve(style.text.textIndent, against: space.containerInlineSize, style) ?? .zero).px)
    }

    /// Places a float met in a line: beside it if it fits there, else below (PlaceLine does that once the line is done).
    private func placeFloat(
        _ item: InlineItem, _ index: Int, in line: inout BrokenLine, used: Float, _ space: LineSpace
    ) {
        let box = item.box
        let width = inlineSizesForFloat(box, space)
        if used > 0, used + Float(width.px) > line.available { return }
        let origin = LogicalOffset(inline: space.bfcInlineOffset, block: space.bfcBlockOffset)
        let placed = placeFloat(
            box, origin: origin, availableInline: space.containerInlineSize,
            percentageBasis: LogicalSize(inline: space.containerInlineSize, block: space.containerBlockSize),
            exclusions: &line.exclusions, fragmentation: space.fragmentation, token: nil)
        line.placedFloats.append(Int32(index))
        line.floatBubbles.absorb(placed.result.bubbles, at: placed.link?.offset ?? .zero)
        if let token = placed.result.breakToken { line.floatTokens.append(token) }
        guard let link = placed.link else { return }
        line.floats.append(link)
        let free = line.exclusions.opportunity(
            from: origin, available: space.containerInlineSize, minimum: .min, blockSize: .epsilon)
        line.inlineOffset = max(line.inlineOffset, free.offset.inline - space.bfcInlineOffset)
        let end = min(space.inlineOffset + space.inlineSize, free.inlineEnd - space.bfcInlineOffset)
        line.inlineSize = (end - line.inlineOffset).clampedToZero
    }
    private func inlineSizesForFloat(_ box: BoxID, _ space: LineSpace) -> LayoutUnit {
        inlineSizes(of: box).shrinkToFit(space.containerInlineSize)
            + margins(of: box, inlineBasis: space.containerInlineSize).inlineSum
    }
}
