//  GridBands.swift
//  In: a solved grid. Out: its items aligned in their areas, row by row, as bands that pages take (ParallelBands); its baselines.
//  https://www.w3.org/TR/css-grid-1/#alignment

import Fragments
import Geometry
import Style

extension LayoutSession {
    /// https://www.w3.org/TR/css-grid-1/#grid-item-sizing
    func finishHeight(_ item: inout GridItem, _ solution: GridSolution) {
        let height = solution.extent(item.rows, solution.rowStarts, solution.rowSizes)
        let area = LogicalSize(
            inline: solution.extent(item.columns, solution.columnStarts, solution.columnSizes), block: height)
        if item.style.box.height.hasPercent || item.style.box.minHeight.hasPercent
            || item.style.box.maxHeight.hasPercent
        {
            // percentages of the area can be resolved only now
            measureGridItem(&item, area: area)
        }
        guard item.align == .stretch, item.style.box.height.isAuto, !item.isAutoBlock.start, !item.isAutoBlock.end,
            !item.isReplaced
        else { return }
        let space = gridItemSpace(item, area: area)
        let input = SizingInput(
            edges: borders(of: item.box) + padding(of: item.box, inlineBasis: area.inline), margins: item.margins)
        let size = boundBlockSize((height - item.margins.blockSum).clampedToZero, of: item.box, in: space, input)
        // an item that fills its area by itself stays free to grow when a page cuts it
        item.isBlockFixed = size != item.blockSize || hasPercentBlockChild(item.box) || isSubgrid(item.box, .block)
        item.blockSize = size
    }

    func gridBands(_ solution: GridSolution, _ shape: ContainerShape, isMeasuring: Bool) -> (
        bands: [Band], items: [BandItem]
    ) {
        let edges = shape.input.edges
        let ascents = rowAscents(solution.items, count: solution.rowSizes.count)
        var bands = solution.rowSizes.indices.map {
            Band(start: edges.blockStart + solution.rowStarts[$0], size: solution.rowSizes[$0])
        }
        var afters = Array(repeating: BreakBetween.auto, count: bands.count)
        var items: [BandItem] = []
        for item in solution.items {
            let width = solution.extent(item.columns, solution.columnStarts, solution.columnSizes)
            let height = solution.extent(item.rows, solution.rowStarts, solution.rowSizes)
            let area = LogicalSize(inline: width, block: height)
            let freeInline = width - item.inlineSize - item.margins.inlineSum
            let freeBlock = height - item.blockSize - item.margins.blockSum
            var block = gridOffset(
                item.align, free: freeBlock, start: item.margins.blockStart, isAuto: item.isAutoBlock, isRTL: false)
            if item.align == .baseline { block = ascents[item.rows.lowerBound] - item.ascent }
            let inline = gridOffset(
                item.justify, free: freeInline, start: item.margins.inlineStart, isAuto: item.isAutoInline,
                isRTL: shape.isRightToLeft)
            var space = gridItemSpace(item, area: area)
            space.isMeasuring = isMeasuring
            if item.isBlockFixed {
                space.available.block = item.blockSize
                space.isBlockSizeFixed = true
            } else if !item.style.box.height.hasPercent, !item.style.box.minHeight.hasPercent,
                !item.style.box.maxHeight.hasPercent
            {
                space.percentageBasis.block = .indefinite
            }
            let first = item.rows.lowerBound
            let last = item.rows.upperBound - 1
            bands[first].breakBefore = FlowFacts.combine(bands[first].breakBefore, flow.breakBefore(item.box))
            afters[last] = FlowFacts.combine(afters[last], flow.breakAfter(item.box))
            if first == last {
                if item.style.flow.breakInside != .auto { bands[first].avoidsBreakInside = true }
                bands[first].size = max(bands[first].size, block + item.blockSize + item.margins.blockEnd)
            }
            items.append(
                BandItem(
                    box: item.box, bands: item.rows,
                    inlineOffset: edges.inlineStart + solution.columnStarts[item.columns.lowerBound] + inline,
                    blockOffset: block, marginEnd: item.margins.blockEnd, space: space,
                    relative: relativeOffset(of: item.box, basis: area)))
        }
        for band in bands.indices.dropFirst() {
            bands[band].breakBefore = FlowFacts.combine(afters[band - 1], bands[band].breakBefore)
        }
        return (bands, items)
    }

    func gridBaselines(
        _ solution: GridSolution, _ fragments: [Int: FragmentLink]
    ) -> (first: LayoutUnit?, last: LayoutUnit?) {
        func baseline(row: Int, isLast: Bool) -> LayoutUnit? {
            let members = solution.items.indices.filter {
                (isLast ? solution.items[$0].rows.upperBound - 1 : solution.items[$0].rows.lowerBound) == row
                    && fragments[$0] != nil
            }
            let chosen =
                members.first { solution.items[$0].align == .baseline }
                ?? members.min { solution.items[$0].columns.lowerBound < solution.items[$1].columns.lowerBound }
            guard let chosen, let link = fragments[chosen] else { return nil }
            let own = isLast ? link.fragment.lastBaseline : link.fragment.firstBaseline
            return link.offset.block + (own ?? link.fragment.size.block)
        }
        let rows = fragments.keys.map { solution.items[$0].rows }
        guard let first = rows.map(\.lowerBound).min(), let last = rows.map({ $0.upperBound - 1 }).max() else {
            return (nil, nil)
        }
        return (baseline(row: first, isLast: false), baseline(row: last, isLast: true))
    }
}
