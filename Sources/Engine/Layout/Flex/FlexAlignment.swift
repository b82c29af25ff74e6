//  FlexAlignment.swift
//  In: items with their main sizes, in lines. Out: cross sizes and places of lines and items; the bands for paging.
//  https://www.w3.org/TR/css-flexbox-1/#cross-sizing, #main-alignment, #cross-alignment

import Fragments
import Geometry
import Style

/// Where parts begin and how much lies between them. https://www.w3.org/TR/css-align-3/#content-distribution
struct ContentDistribution {
    var start = LayoutUnit.zero
    var between = LayoutUnit.zero

    /// `alignment` with `start` and `end` already in the direction of the axis.
    init(_ alignment: Alignment, free: LayoutUnit, count: Int) {
        let room = free.clampedToZero
        switch alignment {
        case .end, .flexEnd, .right, .lastBaseline: start = free
        case .center: start = free / 2
        case .spaceBetween: if count > 1 { between = room / (count - 1) }
        case .spaceAround where count > 0:
            between = room / count
            start = between / 2
            if free < .zero { start = .zero }
        case .spaceEvenly where count > 0:
            between = room / (count + 1)
            start = between
        default: break
        }
    }
}

extension LayoutSession {
    /// Sets cross sizes and positions (from the content box's start); returns the content box's block size.
    func placeFlexItems(
        _ items: inout [FlexItem], _ lines: inout [FlexLine], in frame: FlexFrame, inner: LayoutUnit,
        shape: ContainerShape
    ) -> LayoutUnit {
        let axes = frame.axes
        let isSingle = !axes.wraps
        for line in lines.indices {
            for index in lines[line].items { sizeCross(&items[index], in: frame, isSingle: isSingle) }
            measureLine(&lines[line], items, in: frame)
            if isSingle {
                if let definite = frame.innerCross.definite {
                    lines[line].cross = definite
                } else if axes.isRow {
                    lines[line].cross = max(shape.leastBlock, min(lines[line].cross, shape.mostBlock))
                }
            }
        }
        let gaps = frame.crossGap * max(lines.count - 1, 0)
        let sum = lines.reduce(gaps) { $0 + $1.cross }
        var innerCross = frame.innerCross.definite ?? sum
        if axes.isRow, frame.innerCross.isIndefinite { innerCross = max(shape.leastBlock, min(sum, shape.mostBlock)) }
        var alignContent = frame.style.flow.alignContent
        if alignContent == .normal { alignContent = .stretch }
        var free = innerCross - sum
        if axes.wraps, alignContent == .stretch, free > .zero, !lines.isEmpty {
            let parts = share(free, by: lines.map { _ in 1 })
            for line in lines.indices { lines[line].cross += parts[line] }
            free = .zero
        }
        let spread = ContentDistribution(
            isSingle ? .start : reversed(alignContent, axes.isWrapReversed), free: free, count: lines.count)
        var cross = spread.start
        let order = axes.isWrapReversed ? Array(lines.indices.reversed()) : Array(lines.indices)
        for line in order {
            lines[line].crossPosition = cross
            cross += lines[line].cross + frame.crossGap + spread.between
        }
        for line in lines {
            placeMain(line, &items, in: frame, inner: inner)
            for index in line.items {
                stretch(&items[index], in: frame, line: line)
                placeCross(&items[index], in: frame, line: line)
            }
        }
        return axes.isRow ? innerCross : inner
    }

    /// `flex-start` is where the axis begins, `start` where writing does.
    private func reversed(_ alignment: Alignment, _ isReversed: Bool) -> Alignment {
        guard isReversed else { return alignment }
        switch alignment {
        case .flexStart, .stretch, .normal, .auto: return .end
        case .flexEnd: return .start
        default: return alignment
        }
    }

    // MARK: - Cross axis

    private func sizeCross(_ item: inout FlexItem, in frame: FlexFrame, isSingle: Bool) {
        guard frame.axes.isRow else {
            item.cross = crossInColumn(item, in: frame)
            return
        }
        let auto = item.hasAutoCross(frame.axes)
        if isSingle, let definite = frame.innerCross.definite, item.alignment == .stretch, !auto.start, !auto.end,
            item.style.box.height.isAuto, boxes.kind(item.box) != .replaced
        {
            // Faster because: a stretched item in a container of known height need not be measured
            item.cross = boundCross(
                (definite - item.margins.blockSum).clampedToZero, item, in: frame)
            item.isStretched = true
            return
        }
        var space = frame.itemSpace
        space.available = LogicalSize(inline: item.main, block: frame.content.block)
        space.isInlineSizeFixed = true
        space.isMeasuring = true
        let fragment = layout(item.box, in: space, from: nil).fragment
        item.cross = fragment?.size.block ?? .zero
        item.ascent = fragment?.firstBaseline ?? item.cross
        item.lastAscent = fragment?.lastBaseline ?? item.cross
    }

    private func boundCross(_ size: LayoutUnit, _ item: FlexItem, in frame: FlexFrame) -> LayoutUnit {
        let space = frame.itemSpace
        let input = SizingInput(
            edges: borders(of: item.box) + padding(of: item.box, inlineBasis: frame.content.inline),
            margins: item.margins)
        return frame.axes.isRow
            ? boundBlockSize(size, of: item.box, in: space, input)
            : boundInlineSize(
                size, of: item.box, in: space, input,
                stretched: (frame.content.inline - item.margins.inlineSum).clampedToZero)
    }

    private func measureLine(_ line: inout FlexLine, _ items: [FlexItem], in frame: FlexFrame) {
        var ascent = LayoutUnit.min
        var descent = LayoutUnit.min
        var largest = LayoutUnit.zero
        for index in line.items {
            let item = items[index]
            let auto = item.hasAutoCross(frame.axes)
            if frame.axes.isRow, item.alignment == .baseline, let own = item.ascent, !auto.start, !auto.end {
                ascent = max(ascent, own + item.margins.blockStart)
                descent = max(descent, item.cross - own + item.margins.blockEnd)
            } else {
                largest = max(largest, item.cross + frame.axes.crossSum(item.margins))
            }
        }
        if ascent > .min {
            line.ascent = ascent
            largest = max(largest, ascent + descent)
        }
        line.cross = largest
    }

    /// https://www.w3.org/TR/css-flexbox-1/#algo-stretch
    private func stretch(_ item: inout FlexItem, in frame: FlexFrame, line: FlexLine) {
        let auto = item.hasAutoCross(frame.axes)
        let own = frame.axes.isRow ? item.style.box.height : item.style.box.width
        guard item.alignment == .stretch, own.isAuto, !auto.start, !auto.end, !item.isStretched,
            boxes.kind(item.box) != .replaced || item.style.box.aspectRatio == nil
        else { return }
        let size = boundCross((line.cross - frame.axes.crossSum(item.margins)).clampedToZero, item, in: frame)
        if frame.axes.isRow {
            // an item that fills its line by itself stays free to grow when a page cuts it
            item.isStretched = size != item.cross || hasPercentBlockChild(item.box)
            item.cross = size
        } else {
            item.cross = boxes.kind(item.box) == .tableWrapper ? max(item.cross, size) : size
        }
    }

    /// Some child's height is a percentage of the box's.
    func hasPercentBlockChild(_ box: BoxID) -> Bool {
        var child = boxes.firstChild(box)
        while !child.isNone {
            if style(child).box.height.hasPercent || style(child).box.minHeight.hasPercent { return true }
            child = boxes.nextSibling(child)
        }
        return false
    }

    private func placeCross(_ item: inout FlexItem, in frame: FlexFrame, line: FlexLine) {
        let axes = frame.axes
        let auto = item.hasAutoCross(axes)
        let free = line.cross - item.cross - axes.crossSum(item.margins)
        var offset = axes.crossStart(item.margins)
        switch (auto.start, auto.end) {
        case (true, true): offset += free.clampedToZero / 2
        case (true, false): offset += free.clampedToZero
        case (false, true): break
        case (false, false):
            switch reversed(item.alignment, axes.isWrapReversed) {
            case .end, .flexEnd, .selfEnd, .right: offset += free
            case .lastBaseline: offset += free
            case .center: offset += free / 2
            case .baseline:
                if axes.isRow, let ascent = item.ascent {
                    offset = line.ascent - ascent
                }
            default: break
            }
        }
        item.crossPosition = line.crossPosition + offset
    }

    // MARK: - Main axis

    private func placeMain(_ line: FlexLine, _ items: inout [FlexItem], in frame: FlexFrame, inner: LayoutUnit) {
        let axes = frame.axes
        let gaps = frame.mainGap * (line.items.count - 1)
        let used = line.items.reduce(gaps) { $0 + items[$1].main + axes.mainSum(items[$1].margins) }
        let free = inner - used
        var autoCount = 0
        for index in line.items {
            let auto = items[index].hasAutoMain(axes)
            autoCount += (auto.start ? 1 : 0) + (auto.end ? 1 : 0)
        }
        var extra: [LayoutUnit] = []
        var spread = ContentDistribution(.start, free: .zero, count: 0)
        if autoCount > 0, free > .zero {
            extra = share(free, by: Array(repeating: 1, count: autoCount))
        } else {
            var justify = frame.style.flow.justifyContent
            if justify == .left || justify == .right, frame.style.text.direction == .rtl, axes.isRow {
                justify = justify == .left ? .end : .start
            } else if !axes.isRow, justify == .left || justify == .right {
                justify = .start
            }
            if axes.isReversed {
                // positions are mirrored below: only the words that mean a writing direction change
                switch justify {
                case .start, .left: justify = .end
                case .end, .right: justify = .start
                default: break
                }
            }
            spread = ContentDistribution(justify, free: free, count: line.items.count)
        }
        var position = spread.start
        var taken = 0
        for index in line.items {
            let auto = items[index].hasAutoMain(axes)
            // mirrored, the end margin comes first
            let first = axes.isReversed ? auto.end : auto.start
            let second = axes.isReversed ? auto.start : auto.end
            var before = axes.mainStart(items[index].margins)
            let sum = axes.mainSum(items[index].margins)
            if axes.isReversed { before = sum - before }
            let after = sum - before
            if first, taken < extra.count {
                before += extra[taken]
                taken += 1
            }
            position += before
            items[index].mainPosition = axes.isReversed ? inner - position - items[index].main : position
            position += items[index].main + after + frame.mainGap + spread.between
            if second, taken < extra.count {
                position += extra[taken]
                taken += 1
            }
        }
    }

    // MARK: - Bands

    /// Lines of a row, or items of a column, one below the other.
    func flexBands(
        _ solution: FlexSolution, _ frame: FlexFrame, _ shape: ContainerShape, isMeasuring: Bool
    ) -> (bands: [Band], items: [BandItem]) {
        let axes = frame.axes
        let edges = shape.input.edges
        var bands: [Band] = []
        var bandOf = Array(repeating: 0, count: solution.items.count)
        func block(_ item: FlexItem) -> LayoutUnit { axes.isRow ? item.crossPosition : item.mainPosition }
        func blockSize(_ item: FlexItem) -> LayoutUnit { axes.isRow ? item.cross : item.main }
        func append(_ members: [Int], start: LayoutUnit, size: LayoutUnit) {
            var band = Band(start: edges.blockStart + start, size: size)
            for index in members {
                let item = solution.items[index]
                band.breakBefore = FlowFacts.combine(band.breakBefore, flow.breakBefore(item.box))
                band.size = max(band.size, block(item) - start + blockSize(item) + item.margins.blockEnd)
                if !axes.isRow, item.style.flow.breakInside != .auto { band.avoidsBreakInside = true }
                bandOf[index] = bands.count
            }
            bands.append(band)
        }
        if axes.isRow {
            for line in solution.lines.sorted(by: { $0.crossPosition < $1.crossPosition }) {
                append(Array(line.items), start: line.crossPosition, size: line.cross)
                if line.items.contains(where: { solution.items[$0].style.flow.breakInside != .auto }) {
                    bands[bands.count - 1].avoidsBreakInside = true
                }
            }
        } else if solution.lines.count == 1, let line = solution.lines.first {
            for index in line.items.sorted(by: { block(solution.items[$0]) < block(solution.items[$1]) }) {
                let item = solution.items[index]
                append(
                    [index], start: block(item) - item.margins.blockStart, size: blockSize(item) + item.margins.blockSum
                )
            }
        } else if !solution.items.isEmpty {
            append(Array(solution.items.indices), start: .zero, size: solution.contentBlock)
        }
        var afters = Array(repeating: BreakBetween.auto, count: bands.count)
        for (index, item) in solution.items.enumerated() {
            afters[bandOf[index]] = FlowFacts.combine(afters[bandOf[index]], flow.breakAfter(item.box))
        }
        for band in bands.indices.dropFirst() {
            bands[band].breakBefore = FlowFacts.combine(afters[band - 1], bands[band].breakBefore)
        }
        let items = solution.items.indices.map { index -> BandItem in
            let item = solution.items[index]
            let band = bandOf[index]
            return BandItem(
                box: item.box, bands: band..<band + 1,
                inlineOffset: edges.inlineStart + (axes.isRow ? item.mainPosition : item.crossPosition),
                blockOffset: edges.blockStart + block(item) - bands[band].start, marginEnd: item.margins.blockEnd,
                space: finalSpace(item, frame, shape, isMeasuring: isMeasuring),
                relative: relativeOffset(of: item.box, basis: frame.content))
        }
        return (bands, items)
    }

    private func finalSpace(
        _ item: FlexItem, _ frame: FlexFrame, _ shape: ContainerShape, isMeasuring: Bool
    ) -> ConstraintSpace {
        var space = frame.itemSpace
        space.isInlineSizeFixed = true
        space.isMeasuring = isMeasuring
        if frame.axes.isRow {
            space.available = LogicalSize(inline: item.main, block: frame.content.block)
            if item.isStretched {
                space.available.block = item.cross
                space.isBlockSizeFixed = true
            }
        } else {
            space.available = LogicalSize(inline: item.cross, block: frame.content.block)
            let isContent = item.main == item.hypothetical && item.style.flow.flexBasis.isAuto
            if !isContent || boxes.kind(item.box) == .replaced {
                space.available.block = item.main
                space.isBlockSizeFixed = true
                space.isFixedBlockSizeDefinite = !frame.content.block.isIndefinite
            }
        }
        return space
    }

    /// Where an absolutely positioned child would be if it were the only item.
    func flexStaticPosition(
        _ child: BoxID, _ frame: FlexFrame, content: LogicalSize, edges: LogicalEdges
    ) -> OutOfFlowBox {
        let axes = frame.axes
        func edge(_ alignment: Alignment, isReversed: Bool) -> OutOfFlowBox.Edge {
            switch reversed(alignment, isReversed) {
            case .center, .spaceAround, .spaceEvenly: .center
            case .end, .flexEnd, .right, .selfEnd, .lastBaseline: .end
            default: .start
            }
        }
        var justify = frame.style.flow.justifyContent
        if justify == .normal || justify == .spaceBetween || justify == .stretch { justify = .flexStart }
        let main = edge(justify, isReversed: axes.isReversed)
        let own = selfAlignment(style(child).flow.alignSelf, parent: frame.style.flow.alignItems, normal: .flexStart)
        let cross = edge(own == .stretch ? .flexStart : own, isReversed: axes.isWrapReversed)
        func place(_ edge: OutOfFlowBox.Edge, _ size: LayoutUnit) -> LayoutUnit {
            switch edge {
            case .start: .zero
            case .center: size / 2
            case .end: size
            }
        }
        let inlineEdge = axes.isRow ? main : cross
        let blockEdge = axes.isRow ? cross : main
        var result = OutOfFlowBox(
            box: child,
            staticOffset: LogicalOffset(
                inline: edges.inlineStart + place(inlineEdge, content.inline),
                block: edges.blockStart + place(blockEdge, content.block)))
        result.inlineEdge = inlineEdge
        result.blockEdge = blockEdge
        return result
    }
}
