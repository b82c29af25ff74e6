//  GridLayout.swift
//  In: a grid container, a space, a token. Out: its fragment and where it goes on.
//  https://www.w3.org/TR/css-grid-1/#layout-algorithm
//  Steps: 1 explicit tracks (GridTemplate), 2 areas (GridPlacement), 3 columns, then rows (GridTracks), 4 places (GridItems),
//  5 pages (ParallelBands). Steps 1–4 happen once per container and size; pages share them: what is kept is in GridStore, steps 1
//  and 2 in GridPlan, step 3 in GridSizing, step 4 in GridBands.

import Fragments
import Geometry
import Style

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
    func placeInAreas(
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
}
