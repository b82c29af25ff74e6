//  InlineLayout.swift
//  In: an inline context. Out: lines, one at a time, for Block.
//  The way of a line: preparedInline (CollectItems, once) → breakLine (BreakLines) → placeLine (PlaceLine, LineHeight,
//  Alignment) → fragments (LineFragments).
//  Invariants: 1 text is shaped once per context and sliced per line; 2 a line takes at least one scalar or item: breaking
//  always ends; 3 every scalar of the context lies in exactly one line, except spaces that vanish at a line's edges;
//  4 the same position and space give the same line.

import Fragments
import Geometry
import Style
import Text

extension LayoutSession: InlineFormatting {
    public func line(of box: BoxID, from position: InlinePosition, in space: LineSpace) -> LineResult {
        if space.isPlain, let paragraph = plainParagraph(box), position.item == 0,
            Int(position.scalar) < paragraph.count,
            let line = plainLine(
                of: box, paragraph, from: Int(position.scalar), width: space.containerInlineSize)
        {
            return LineResult(
                fragment: line.fragment, blockSize: line.height,
                next: line.next.map { InlinePosition(scalar: Int32($0), item: 0) }, exclusions: space.exclusions)
        }
        let base = preparedInline(box)
        let prepared =
            base.condenseLimit != nil
            ? condensed(base, to: space.containerInlineSize)
            : space.isFirstLine && position == .start ? base.firstLine ?? base : base
        if Int(position.item) >= prepared.items.count {
            return LineResult(fragment: nil, blockSize: .zero, next: nil, exclusions: space.exclusions)
        }
        var broken = breakLine(prepared, from: position, in: space, places: true)
        if let floats = floatsAlone(prepared, from: position, broken, in: space) { return floats }
        let placed = placeLine(prepared, from: position, broken, in: space)
        var result = LineResult(
            fragment: placed.fragment, blockSize: placed.blockSize, next: nil, exclusions: broken.exclusions)
        result.bubbles = placed.bubbles
        result.overflowsInline = broken.overflows && space.inlineSize < space.containerInlineSize
        result.floats = broken.floats
        result.floatTokens = broken.floatTokens
        result.bubbles.absorb(broken.floatBubbles, at: .zero)
        if !broken.isLast {
            result.next = InlinePosition(scalar: Int32(broken.endScalar), item: Int32(broken.endItem))
        }
        placeLateFloats(prepared, Int(position.item)..<broken.endItem, &broken, &result, space)
        if broken.isForced { readClear(prepared, position, broken, &result) }
        // floats beside the line's start may leave less room further down
        if result.blockSize > .zero, !space.exclusions.isEmpty, !space.isMeasuring {
            let free = space.exclusions.opportunity(
                from: LogicalOffset(inline: space.bfcInlineOffset, block: space.bfcBlockOffset),
                available: space.containerInlineSize, minimum: .min, blockSize: result.blockSize)
            if free.size.inline < space.inlineSize { result.neededBlockSize = result.blockSize }
        }
        return result
    }

    /// Floats that begin the line and leave too little room for what follows: they are placed, the line goes below them.
    private func floatsAlone(
        _ prepared: PreparedInline, from position: InlinePosition, _ broken: BrokenLine, in space: LineSpace
    ) -> LineResult? {
        guard broken.overflows, broken.inlineSize < space.inlineSize, let last = broken.placedFloats.last,
            !hasContent(prepared, Int(position.item)..<Int(last)), prepared.items[Int(last)].start == position.scalar
        else { return nil }
        var result = LineResult(fragment: nil, blockSize: .zero, next: nil, exclusions: broken.exclusions)
        result.floats = broken.floats
        result.floatTokens = broken.floatTokens
        result.bubbles.absorb(broken.floatBubbles, at: .zero)
        result.next = InlinePosition(scalar: position.scalar, item: last + 1)
        return result
    }

    public func remainingLines(of box: BoxID, from position: InlinePosition, in space: LineSpace, limit: Int) -> Int {
        var position = position
        var count = 0
        if space.isPlain, let paragraph = plainParagraph(box), position.item == 0 {
            var start = Int(position.scalar)
            while count < limit, start < paragraph.count {
                start = plainEnd(paragraph, from: start, available: Float(space.inlineSize.px))
                count += 1
            }
            return count
        }
        let prepared = condensed(preparedInline(box), to: space.containerInlineSize)
        var space = space
        while count < limit, Int(position.item) < prepared.significantEnd {
            let line = breakLine(prepared, from: position, in: space, places: false)
            if hasContent(prepared, prepared.itemRange(from: position, line)) { count += 1 }
            if line.isLast { break }
            position = InlinePosition(scalar: Int32(line.endScalar), item: Int32(line.endItem))
            space.isFirstLine = false
        }
        return count
    }

    public func contentSizes(of box: BoxID) -> MinMaxSizes {
        if let known = inline.sizes[box.index] { return known }
        if let paragraph = plainParagraph(box) {
            let sizes = plainContentSizes(paragraph)
            inline.sizes[box.index] = sizes
            return sizes
        }
        let prepared = preparedInline(box)
        var sizes = inlineContentSizes(prepared)
        if let limit = prepared.condenseLimit {
            sizes.min = min(sizes.max, sizes.min.scaled(by: Double(limit)) + .epsilon)
        }
        if document.table[prepared.style].text.textAlignCharacter != nil {
            let shift = LayoutUnit(ceiling: characterShift(of: box))
            sizes = MinMaxSizes(min: sizes.min + shift, max: sizes.max + shift)
        }
        inline.sizes[box.index] = sizes
        return sizes
    }

    public func isEmpty(_ box: BoxID) -> Bool {
        // plain text is never empty
        plainParagraph(box) == nil && !preparedInline(box).hasContent
    }

    /// Floats that had no room beside the line lie below it.
    private func placeLateFloats(
        _ prepared: PreparedInline, _ items: Range<Int>, _ broken: inout BrokenLine, _ result: inout LineResult,
        _ space: LineSpace
    ) {
        for index in items where prepared.items[index].kind == .float && !broken.placedFloats.contains(Int32(index)) {
            var fragmentation = space.fragmentation
            fragmentation?.offset += result.blockSize
            let placed = placeFloat(
                prepared.items[index].box,
                origin: LogicalOffset(inline: space.bfcInlineOffset, block: space.bfcBlockOffset + result.blockSize),
                availableInline: space.containerInlineSize,
                percentageBasis: LogicalSize(inline: space.containerInlineSize, block: space.containerBlockSize),
                exclusions: &result.exclusions, fragmentation: fragmentation, token: nil)
            if let token = placed.result.breakToken { result.floatTokens.append(token) }
            guard let link = placed.link else { continue }
            let offset = LogicalOffset(inline: link.offset.inline, block: link.offset.block + result.blockSize)
            result.floats.append(FragmentLink(offset: offset, fragment: link.fragment))
            result.bubbles.absorb(placed.result.bubbles, at: offset)
        }
    }

    /// `clear` of the `<br>` that ends the line.
    private func readClear(
        _ prepared: PreparedInline, _ position: InlinePosition, _ broken: BrokenLine, _ result: inout LineResult
    ) {
        var index = broken.endItem
        if broken.isLast { index = prepared.items.count }
        while index > Int(position.item) {
            index -= 1
            guard prepared.items[index].kind == .forcedBreak else { continue }
            let isLTR = document.table[prepared.style].text.direction == .ltr
            switch style(prepared.items[index].box).box.clear {
            case .none: break
            case .both:
                result.clearStart = true
                result.clearEnd = true
            case .left, .inlineStart: if isLTR { result.clearStart = true } else { result.clearEnd = true }
            case .right, .inlineEnd: if isLTR { result.clearEnd = true } else { result.clearStart = true }
            }
            return
        }
    }
}
