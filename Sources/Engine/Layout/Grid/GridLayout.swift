//  GridLayout.swift
//  In: a grid container, a space, a token. Out: its fragment and where it goes on.
//  https://www.w3.org/TR/css-grid-1/#layout-algorithm
//  Steps: 1 explicit tracks (GridTemplate), 2 areas (GridPlacement), 3 columns, then rows (GridTracks), 4 places (GridItems),
//  5 pages (ParallelBands). Steps 1–4 happen once per container and size; pages share them.

import Fragments
import Geometry
import Style

/// What grid containers keep for a document.
final class GridStore {
    fileprivate var solved: [Int32: GridSolution] = [:]
    /// What subgrids have of their containers, by box.
    fileprivate(set) var inherited: [Int32: SubgridTracks] = [:]
    func removeAll() {
        solved.removeAll()
        inherited.removeAll()
    }
    func adopt(_ tracks: SubgridTracks, for box: BoxID) { inherited[box.index] = tracks }
    /// Other tracks: what was solved with the old ones is void.
    func give(_ tracks: SubgridTracks, to box: BoxID) {
        inherited[box.index] = tracks
        solved[box.index] = nil
    }
    /// The items of a container that was laid out.
    func items(of box: BoxID) -> [GridItem]? { solved[box.index]?.items }
}

/// A container with all tracks and items sized, without breaks.
private struct GridSolution {
    struct Question: Equatable {
        var content: LogicalSize
        var least, most: LayoutUnit
    }
    let question: Question
    var items: [GridItem]
    var columnStarts: [LayoutUnit]
    var columnSizes: [LayoutUnit]
    var rowStarts: [LayoutUnit]
    var rowSizes: [LayoutUnit]
    var contentBlock: LayoutUnit

    func extent(_ range: Range<Int>, _ starts: [LayoutUnit], _ sizes: [LayoutUnit]) -> LayoutUnit {
        guard let last = range.last, last < starts.count else { return .zero }
        return starts[last] + sizes[last] - starts[range.lowerBound]
    }
}

/// Tracks and areas before sizes are known.
struct GridPlan {
    var children: [BoxID]
    var outOfFlow: [BoxID]
    var areas: GridAreas
    var columns: GridExplicitAxis
    var rows: GridExplicitAxis
    var columnGap: LayoutUnit
    var rowGap: LayoutUnit
}

/// The lines of one axis once its tracks have sizes, measured from the border edge.
private struct SolvedGridLines {
    let axis: GridExplicitAxis
    /// Implicit tracks before the first explicit line.
    let linesBefore: Int
    let starts: [LayoutUnit]
    let sizes: [LayoutUnit]
    let contentStart: LayoutUnit
    let paddingStart: LayoutUnit
    let paddingEnd: LayoutUnit

    /// From one line to the other; `auto`, and a line that is not there, is the padding edge.
    func span(from: GridLine, to: GridLine) -> (start: LayoutUnit, end: LayoutUnit) {
        let wish = axis.wish(from, to)
        guard let number = wish.start else { return (paddingStart, paddingEnd) }
        let first = number + linesBefore
        let start = from != .auto && starts.indices.contains(first) ? contentStart + starts[first] : paddingStart
        let last = first + wish.count - 1
        let end =
            to != .auto && starts.indices.contains(last) ? contentStart + starts[last] + sizes[last] : paddingEnd
        return (start, max(start, end))
    }
}

extension LayoutSession {
    func layoutGrid(_ box: BoxID, in space: ConstraintSpace, from token: BreakToken?) -> LayoutResult {
        let shape = ContainerShape(self, box, in: space, from: token)
        let solution = solveGrid(box, shape)
        let (bands, items) = gridBands(solution, shape, isMeasuring: space.isMeasuring)
        let result = shape.assemble(
            self, bands: bands, items: items, contentBlock: solution.contentBlock, in: space, from: token
        ) { fragments in
            self.gridBaselines(solution, fragments)
        }
        var risen = result.bubbles
        if token == nil, result.status == .success {
            for child in flexChildren(box).outOfFlow {
                risen.outOfFlow.append(
                    OutOfFlowBox(
                        box: child,
                        staticOffset: LogicalOffset(
                            inline: shape.input.edges.inlineStart, block: shape.input.edges.blockStart)))
            }
        }
        var links: [FragmentLink] = []
        if token == nil, result.breakToken == nil, boxes.traits(box).contains(.containsAbsolute) {
            links = placeInAreas(&risen, of: box, solution, shape, height: result.fragment?.size.block ?? .zero)
        }
        var placed = shape.placingPositioned(self, result, risen, in: space)
        if !links.isEmpty, let fragment = placed.fragment { placed.fragment = fragment.adding(links) }
        return placed
    }

    /// Positioned children whose containing block is an area. https://www.w3.org/TR/css-grid-1/#abspos-items
    private func placeInAreas(
        _ risen: inout Bubbles, of box: BoxID, _ solution: GridSolution, _ shape: ContainerShape, height: LayoutUnit
    ) -> [FragmentLink] {
        var links: [FragmentLink] = []
        let style = style(box)
        let edges = shape.input.edges
        let border = borders(of: box)
        let width = edges.inlineSum + shape.content.inline
        func isPlaced(_ child: BoxID) -> Bool {
            let flow = self.style(child).flow
            return flow.gridRowStart != .auto || flow.gridRowEnd != .auto || flow.gridColumnStart != .auto
                || flow.gridColumnEnd != .auto
        }
        let entries = risen.outOfFlow.filter {
            boxes.parent($0.box) == box && !boxes.traits($0.box).contains(.fixed) && $0.token == nil && isPlaced($0.box)
        }
        if entries.isEmpty { return [] }
        let taken = Set(entries.map(\.box))
        risen.outOfFlow.removeAll { taken.contains($0.box) }
        let plan = planGrid(box, content: shape.content, least: shape.leastBlock)
        let columns = SolvedGridLines(
            axis: plan.columns, linesBefore: plan.areas.columnsBefore, starts: solution.columnStarts,
            sizes: solution.columnSizes, contentStart: edges.inlineStart, paddingStart: border.inlineStart,
            paddingEnd: width - border.inlineEnd)
        let rows = SolvedGridLines(
            axis: plan.rows, linesBefore: plan.areas.rowsBefore, starts: solution.rowStarts, sizes: solution.rowSizes,
            contentStart: edges.blockStart, paddingStart: border.blockStart, paddingEnd: height - border.blockEnd)
        for entry in entries {
            let flow = self.style(entry.box).flow
            let inline = columns.span(from: flow.gridColumnStart, to: flow.gridColumnEnd)
            let block = rows.span(from: flow.gridRowStart, to: flow.gridRowEnd)
            let offset = LogicalOffset(inline: inline.start, block: block.start)
            var own = Bubbles()
            var entry = entry
            entry.staticOffset = offset
            own.outOfFlow = [entry]
            links += placePositioned(
                &own,
                in: LogicalRect(
                    offset: offset,
                    size: LogicalSize(inline: inline.end - inline.start, block: block.end - block.start)),
                direction: style.text.direction, fragmentation: nil
            ) { _ in true }
            risen.absorb(own, at: .zero)
        }
        return links
    }

    /// min-content and max-content of the contents, content box.
    func gridContentSizes(of box: BoxID) -> MinMaxSizes {
        let plan = planGrid(box, content: LogicalSize(inline: .indefinite, block: .indefinite), least: .zero)
        func total(_ constraint: GridConstraint) -> LayoutUnit {
            sizeColumns(box, plan, items: plannedItems(box, plan, inlineBasis: .zero), size: .indefinite, constraint)
                .total
        }
        let low = total(.minContent)
        return MinMaxSizes(min: low, max: max(low, total(.maxContent)))
    }

    // MARK: - Steps 1 and 2

    func planGrid(_ box: BoxID, content: LogicalSize, least: LayoutUnit) -> GridPlan {
        let style = style(box)
        let flow = style.flow
        func gap(_ value: LengthPercentage?, _ basis: LayoutUnit) -> LayoutUnit {
            (value.flatMap { resolve($0, against: basis, style) } ?? .zero).clampedToZero
        }
        let columnGap = gap(flow.columnGap, content.inline)
        let rowGap = gap(flow.rowGap, content.block)
        let inherited = gridStore.inherited[box.index]
        let columns =
            inherited?.columns.map { GridExplicitAxis(flow.gridTemplateColumns, inheriting: $0) }
            ?? GridExplicitAxis(flow.gridTemplateColumns, areas: flow.gridTemplateAreas, axis: .inline) {
                gridRepetitions($0, size: content.inline, least: .zero, gap: columnGap, style: style)
            }
        let rows =
            inherited?.rows.map { GridExplicitAxis(flow.gridTemplateRows, inheriting: $0) }
            ?? GridExplicitAxis(flow.gridTemplateRows, areas: flow.gridTemplateAreas, axis: .block) {
                gridRepetitions($0, size: content.block, least: least, gap: rowGap, style: style)
            }
        let children = flexChildren(box)
        var placer = GridPlacer(flow.gridAutoFlow)
        var areas = placer.place(
            columns: children.items.map {
                let own = self.style($0).flow
                return columns.wish(own.gridColumnStart, own.gridColumnEnd)
            },
            rows: children.items.map {
                let own = self.style($0).flow
                return rows.wish(own.gridRowStart, own.gridRowEnd)
            }, columnCount: columns.count, rowCount: rows.count)
        if let inherited {
            if inherited.columns != nil { areas.clampColumns(to: columns.count) }
            if inherited.rows != nil { areas.clampRows(to: rows.count) }
        }
        return GridPlan(
            children: children.items, outOfFlow: children.outOfFlow, areas: areas, columns: columns, rows: rows,
            columnGap: columnGap, rowGap: rowGap)
    }

    func plannedItems(_ box: BoxID, _ plan: GridPlan, inlineBasis: LayoutUnit) -> [GridItem] {
        let container = style(box)
        var items = plan.children.indices.map {
            gridItem(
                plan.children[$0], columns: plan.areas.columns[$0], rows: plan.areas.rows[$0], container: container,
                inlineBasis: inlineBasis)
        }
        adoptSubgrids(&items, plan)
        return items
    }

    /// Explicit tracks with implicit ones around them.
    private func tracks(
        _ explicit: GridExplicitAxis, auto: [GridTrackSize], before: Int, count: Int, size: LayoutUnit,
        used: [Range<Int>],
        style: ComputedStyle
    ) -> [GridTrack] {
        let auto = auto.isEmpty ? [.auto] : auto
        var isUsed: [Bool] = []
        if explicit.autoFit != nil {
            isUsed = Array(repeating: false, count: count)
            for range in used { for track in range { isUsed[track] = true } }
        }
        return (0..<count).map { index in
            let number = index - before
            let definition: GridTrackSize
            if number < 0 {
                // the last of the list lies next to the explicit grid
                definition = auto[auto.count - 1 - (-number - 1) % auto.count]
            } else if number < explicit.sizes.count {
                definition = explicit.sizes[number]
            } else {
                definition = auto[(number - explicit.sizes.count) % auto.count]
            }
            var track = GridTrack(definition, size: size) { resolve($0, against: $1, style) }
            if let fit = explicit.autoFit, fit.contains(number), !isUsed[index] { track.isCollapsed = true }
            return track
        }
    }

    // MARK: - Step 3

    private func sizeColumns(
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

    private func solveGrid(_ box: BoxID, _ shape: ContainerShape) -> GridSolution {
        let question = GridSolution.Question(
            content: shape.content, least: shape.leastBlock, most: shape.mostBlock)
        if let known = gridStore.solved[box.index], known.question == question { return known }
        let style = style(box)
        let content = shape.content
        let plan = planGrid(box, content: content, least: shape.leastBlock)
        var items = plannedItems(box, plan, inlineBasis: content.inline)
        let columns = sizeColumns(box, plan, items: items, size: content.inline, .none)
        var (columnStarts, columnSizes) = positions(
            columns, alignment: style.flow.justifyContent, free: content.inline - columns.total)
        let inherited = gridStore.inherited[box.index]
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
        gridStore.solved[box.index] = solution
        return solution
    }

    private func sizeRows(_ box: BoxID, _ plan: GridPlan, items: [GridItem], size: LayoutUnit) -> GridTrackSizer {
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
    private func rowAscents(_ items: [GridItem], count: Int) -> [LayoutUnit] {
        var result = Array(repeating: LayoutUnit.zero, count: count)
        for item in items where item.align == .baseline {
            result[item.rows.lowerBound] = max(result[item.rows.lowerBound], item.ascent + item.margins.blockStart)
        }
        return result
    }

    private func positions(
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

    // MARK: - Step 4

    /// https://www.w3.org/TR/css-grid-1/#grid-item-sizing
    private func finishHeight(_ item: inout GridItem, _ solution: GridSolution) {
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

    private func gridBands(_ solution: GridSolution, _ shape: ContainerShape, isMeasuring: Bool) -> (
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

    private func gridBaselines(
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
