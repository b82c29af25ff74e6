//  GridSizing.swift
//  In: items in their areas. Out: columns, then rows, with sizes and places. https://www.w3.org/TR/css-grid-1/#algo-overview

import Fragments
import Geometry
import Style

extension LayoutSession {
    func sizeColumns(
        _ box: BoxID, _ plan: GridPlan, items: [GridItem], size: LayoutUnit, _ constraint: GridConstraint
    ) -> GridTrackSizer {
        let style = style(box)
        let columns = tracks(
            plan.columns, auto: style.flow.gridAutoColumns, before: plan.areas.columnsBefore,
            count: plan.areas.columnCount, size: size, used: plan.areas.columns, style: style)
        // Faster because: where all tracks are fixed nobody asks for the contents
        let isOpen = columns.contains { $0.hasIntrinsicMinimum || $0.hasIntrinsicMaximum }
        let asked =
            isOpen
            ? items.filter {
                $0.columns.contains { columns[$0].hasIntrinsicMinimum || columns[$0].hasIntrinsicMaximum }
            } : []
        var sizer = GridTrackSizer(
            tracks: columns, items: asked.flatMap { columnContributions($0, tracks: columns, gap: plan.columnGap) },
            size: size, gap: plan.columnGap, constraint: constraint,
            stretches: style.flow.justifyContent == .normal || style.flow.justifyContent == .stretch)
        sizer.run()
        return sizer
    }

    func solveGrid(_ box: BoxID, _ shape: ContainerShape) -> GridSolution {
        let question = GridSolution.Question(
            inlineSize: shape.inlineSize, content: shape.content, least: shape.leastBlock, most: shape.mostBlock,
            tracks: gridStore.tracks(of: box))
        if let known = gridStore.solution(of: box, question) {
            // another solution may have given its subgrids other tracks since
            giveColumns(to: known.items, starts: known.columnStarts, sizes: known.columnSizes)
            giveRows(to: known.items, starts: known.rowStarts, sizes: known.rowSizes)
            return known
        }
        let style = style(box)
        let content = shape.content
        let plan = planGrid(box, content: content, least: shape.leastBlock)
        var items = plannedItems(box, plan, inlineBasis: content.inline)
        let columns = sizeColumns(box, plan, items: items, size: content.inline, .none)
        var (columnStarts, columnSizes) = positions(
            columns, alignment: style.flow.justifyContent, free: content.inline - columns.total)
        let inherited = gridStore.inherited(by: box)
        if let given = inherited?.columns, given.starts.count == columnStarts.count {
            (columnStarts, columnSizes) = (given.starts, given.sizes)
        }
        giveColumns(to: items, starts: columnStarts, sizes: columnSizes)
        var solution = GridSolution(
            question: question, items: [], columnStarts: columnStarts, columnSizes: columnSizes, rowStarts: [],
            rowSizes: [], contentBlock: .zero)
        for index in items.indices {
            let width = solution.extent(items[index].columns, columnStarts, columnSizes)
            let area = LogicalSize(inline: width, block: .indefinite)
            items[index].inlineSize = gridInlineSize(items[index], area: area)
            measureGridItem(&items[index], area: area)
        }
        var rows = sizeRows(box, plan, items: items, size: content.block)
        var contentBlock = content.block.definite ?? rows.total
        if content.block.isIndefinite {
            let bounded = max(shape.leastBlock, min(contentBlock, shape.mostBlock))
            if bounded != contentBlock {
                // fractions and stretched tracks fill a minimum height
                rows = sizeRows(box, plan, items: items, size: bounded)
                contentBlock = bounded
            }
        }
        (solution.rowStarts, solution.rowSizes) = positions(
            rows, alignment: style.flow.alignContent, free: contentBlock - rows.total)
        if let given = inherited?.rows, given.starts.count == solution.rowStarts.count {
            (solution.rowStarts, solution.rowSizes) = (given.starts, given.sizes)
        }
        giveRows(to: items, starts: solution.rowStarts, sizes: solution.rowSizes)
        for index in items.indices { finishHeight(&items[index], solution) }
        solution.items = items
        solution.contentBlock = contentBlock
        gridStore.keep(solution, for: box)
        return solution
    }

    func sizeRows(_ box: BoxID, _ plan: GridPlan, items: [GridItem], size: LayoutUnit) -> GridTrackSizer {
        let style = style(box)
        let rows = tracks(
            plan.rows, auto: style.flow.gridAutoRows, before: plan.areas.rowsBefore, count: plan.areas.rowCount,
            size: size, used: plan.areas.rows, style: style)
        let ascents = rowAscents(items, count: rows.count)
        let contributions = items.flatMap { item -> [GridContribution] in
            if let nested = rowContributions(item) { return nested }
            var outer = item.blockSize + item.margins.blockSum
            if item.align == .baseline {
                outer += ascents[item.rows.lowerBound] - (item.ascent + item.margins.blockStart)
            }
            var minimum = outer
            let overflow = item.style.box.overflowY
            if overflow != .visible, overflow != .clip, item.style.box.height.isAuto {
                minimum =
                    item.margins.blockSum + (borders(of: item.box) + padding(of: item.box, inlineBasis: .zero)).blockSum
            }
            return [GridContribution(tracks: item.rows, minimum: minimum, minContent: outer, maxContent: outer)]
        }
        var sizer = GridTrackSizer(
            tracks: rows, items: contributions, size: size, gap: plan.rowGap, constraint: .none,
            stretches: style.flow.alignContent == .normal || style.flow.alignContent == .stretch)
        sizer.run()
        return sizer
    }

    /// The largest ascent among the baseline-aligned items of each row.
    func rowAscents(_ items: [GridItem], count: Int) -> [LayoutUnit] {
        var result = Array(repeating: LayoutUnit.zero, count: count)
        for item in items where item.align == .baseline {
            result[item.rows.lowerBound] = max(result[item.rows.lowerBound], item.ascent + item.margins.blockStart)
        }
        return result
    }

    func positions(
        _ sizer: GridTrackSizer, alignment: Alignment, free: LayoutUnit
    ) -> (starts: [LayoutUnit], sizes: [LayoutUnit]) {
        let shown = sizer.tracks.reduce(0) { $0 + ($1.isCollapsed ? 0 : 1) }
        let spread = ContentDistribution(alignment, free: free, count: shown)
        var position = spread.start
        var starts: [LayoutUnit] = []
        for track in sizer.tracks {
            starts.append(position)
            if !track.isCollapsed { position += track.base + sizer.gap + spread.between }
        }
        return (starts, sizer.tracks.map { $0.isCollapsed ? .zero : $0.base })
    }
}
