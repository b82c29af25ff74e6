//  TableFragments.swift
//  In: the rows that lie on a page. Out: their fragments: columns behind (TableColumnFragments), then row groups › rows › cells
//  (TableCellFragments), the collapsed borders on top.

import Fragments
import Geometry
import Style

/// Turns the rows of one page into fragments.
struct TableFragmentBuilder {
    let session: LayoutSession
    let rows: TableRows
    let space: ConstraintSpace
    let pager: TablePager
    // a copy: asked for each cell
    let grid: TableGrid
    var children: [FragmentLink] = []
    var bubbles = Bubbles()
    var borderContent = FragmentContent.none
    var firstBaseline: LayoutUnit?
    var lastBaseline: LayoutUnit?
    /// Tokens of spanning cells that go on on the next page.
    var openSpans: [(Int, BreakToken)] = []

    init(session: LayoutSession, rows: TableRows, space: ConstraintSpace, pager: TablePager) {
        self.session = session
        self.rows = rows
        grid = rows.facts.grid
        self.space = space
        self.pager = pager
    }

    mutating func build() {
        let shown = pager.placed.filter { !rows.measure($0.row).isCollapsed }
        guard let first = shown.first, let last = shown.last else {
            buildColumns(from: pager.edges.blockStart, to: pager.edges.blockStart)
            return
        }
        var begin = 0
        while begin < shown.count {
            let section = grid.rows[shown[begin].row].section
            var end = begin + 1
            while end < shown.count, grid.rows[shown[end].row].section == section,
                shown[end].isRepeated == shown[begin].isRepeated
            {
                end += 1
            }
            buildSection(section, Array(shown[begin..<end]))
            begin = end
        }
        let sections = children
        children = []
        buildColumns(from: first.start, to: last.end, behind: sections)
        children += sections
        firstBaseline = first.start + (rows.measure(first.row).baseline ?? first.height)
        lastBaseline = last.start + (rows.measure(last.row).baseline ?? last.height)
        if let collapsed = rows.facts.collapsed, let lastColumn = rows.columns.starts.indices.last {
            let lines = rows.columns.starts + [rows.columns.starts[lastColumn] + rows.columns.widths[lastColumn]]
            let segments = collapsed.segments(
                bands: shown.map {
                    CollapsedBand(
                        row: $0.row, start: $0.start, end: $0.end, isCutAtStart: $0.isContinued,
                        isCutAtEnd: $0.continues)
                }, lines: lines)
            if !segments.isEmpty { borderContent = .collapsedBorders(segments) }
        }
    }

    // MARK: - Sections and rows

    mutating func buildSection(_ number: Int, _ placed: [PlacedRow]) {
        let section = grid.sections[number]
        guard let first = placed.first, let last = placed.last else { return }
        let origin = LogicalOffset(inline: rowStart, block: first.start)
        let isWhole = placed.count == section.rows.count && placed.allSatisfy { $0.parts == nil }
        let keptIndex = number * 2 + (first.isRepeated ? 1 : 0)
        if isWhole, section.kind != .body, rows.facts.carry == nil, let known = rows.keptSections[keptIndex],
            known.height == last.end - first.start
        {
            children.append(FragmentLink(offset: origin, fragment: known.fragment))
            bubbles.absorb(known.bubbles, at: origin)
            return
        }
        var links: [FragmentLink] = []
        var risen = Bubbles()
        for place in placed {
            let row = buildRow(place)
            let offset = LogicalOffset(inline: .zero, block: place.start - first.start)
            links.append(FragmentLink(offset: offset, fragment: row.fragment))
            if !place.isRepeated { risen.absorb(row.bubbles, at: offset) }
        }
        let size = LogicalSize(inline: rowWidth, block: last.end - first.start)
        links += session.placePositioned(
            &risen, in: section.box, size: size, border: .zero, fragmentation: space.fragmentation)
        var flags = session.partFlags(section.box)
        if first.isRepeated { flags.insert(.repeated) }
        if !first.isRepeated {
            if first.row > section.rows.lowerBound || first.isContinued { flags.insert(.continued) }
            if last.row < section.rows.upperBound - 1 || last.continues { flags.insert(.continues) }
        }
        let kind: FragmentKind =
            switch section.kind {
            case .head: .tableHeaderGroup
            case .foot: .tableFooterGroup
            case .body: .tableRowGroup
            }
        let fragment = Fragment(
            kind: kind, flags: flags, node: session.boxes.node(section.box).index, box: section.box.index,
            style: session.boxes.style(section.box).index, size: size, children: links)
        if isWhole, section.kind != .body {
            rows.keptSections[keptIndex] = KeptSection(fragment: fragment, height: size.block, bubbles: risen)
        }
        children.append(FragmentLink(offset: origin, fragment: fragment))
        bubbles.absorb(risen, at: origin)
    }

    var rowStart: LayoutUnit { rows.columns.starts.first ?? pager.edges.inlineStart }
    var rowWidth: LayoutUnit { rows.columns.extent(0..<rows.columns.widths.count) }

    mutating func buildRow(_ place: PlacedRow) -> (fragment: Fragment, bubbles: Bubbles) {
        let slot = grid.rows[place.row]
        var links: [FragmentLink] = []
        links.reserveCapacity(slot.cells.count)
        var risen = Bubbles()
        func add(_ cell: (fragment: Fragment, bubbles: Bubbles), _ index: Int) {
            let offset = LogicalOffset(
                inline: rows.columns.starts[grid.cells[index].column] - rowStart, block: .zero)
            links.append(FragmentLink(offset: offset, fragment: cell.fragment))
            if !cell.bubbles.isEmpty { risen.absorb(cell.bubbles, at: offset) }
        }
        let isFirst = place.row == pager.resume.row && !place.isRepeated
        if isFirst {
            for index in pager.resume.spanning where grid.cells[index].row < place.row || place.isContinued {
                add(buildSpanning(index, from: place), index)
            }
        }
        for index in slot.cells {
            if grid.cells[index].rowSpan > 1 {
                if !place.isContinued { add(buildSpanning(index, from: place), index) }
            } else if let parts = place.parts {
                add(buildPart(index, parts[index], place), index)
            } else {
                var cell = buildWhole(index, row: place.row, height: place.height)
                if let sums = rows.facts.carry, grid.sections[slot.section].kind != .body {
                    cell.fragment = session.carrying(cell.fragment, sums, before: carriedRows(slot))
                }
                add(cell, index)
            }
        }
        let size = LogicalSize(inline: rowWidth, block: place.height)
        if !risen.outOfFlow.isEmpty {
            links += session.placePositioned(
                &risen, in: slot.box, size: size, border: .zero, fragmentation: space.fragmentation)
        }
        var flags = session.partFlags(slot.box)
        if place.isRepeated { flags.insert(.repeated) }
        if place.isContinued { flags.insert(.continued) }
        if place.continues { flags.insert(.continues) }
        return (
            Fragment(
                kind: .tableRow, flags: flags, node: session.boxes.node(slot.box).index, box: slot.box.index,
                style: session.boxes.style(slot.box).index, size: size,
                firstBaseline: rows.measure(place.row).baseline, lastBaseline: rows.measure(place.row).baseline,
                children: links),
            risen
        )
    }

    /// How far sums count: in a head up to this page's first row, in a foot up to its last.
    func carriedRows(_ slot: TableRowSlot) -> Int {
        if grid.sections[slot.section].kind == .head {
            return pager.resume.isInsideRow ? pager.resume.row + 1 : pager.resume.row
        }
        let last = pager.placed.last { !$0.isRepeated && grid.sections[grid.rows[$0.row].section].kind == .body }
        return last.map { $0.row + 1 } ?? pager.resume.row
    }
}

/// A head or foot as it is used on every page.
struct KeptSection {
    let fragment: Fragment
    let height: LayoutUnit
    let bubbles: Bubbles
}
