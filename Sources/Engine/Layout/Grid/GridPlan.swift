//  GridPlan.swift
//  In: a grid container and the space for its tracks. Out: its explicit tracks, and the area of each item; no sizes yet.
//  https://www.w3.org/TR/css-grid-1/#grid-definition

import Fragments
import Geometry
import Style

extension LayoutSession {
    func planGrid(_ box: BoxID, content: LogicalSize, least: LayoutUnit) -> GridPlan {
        let style = style(box)
        let flow = style.flow
        func gap(_ value: LengthPercentage?, _ basis: LayoutUnit) -> LayoutUnit {
            (value.flatMap { resolve($0, against: basis, style) } ?? .zero).clampedToZero
        }
        let columnGap = gap(flow.columnGap, content.inline)
        let rowGap = gap(flow.rowGap, content.block)
        let inherited = gridStore.inherited(by: box)
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
    func tracks(
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
}
