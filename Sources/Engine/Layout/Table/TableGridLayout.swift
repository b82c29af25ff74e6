//  TableGridLayout.swift
//  In: a table's rows and a space. Out: the grid box's fragment on this page: columns, then row groups › rows › cells, the
//  collapsed borders on top, and the token with which the next page goes on.

import Fragments
import Geometry
import Style

extension LayoutSession {
    /// `space.available.inline` is the grid's border-box width; `captions`: what captions take of a fixed height.
    func layoutTableGrid(
        _ rows: TableRows, in space: ConstraintSpace, captions: LayoutUnit, from token: BreakToken?
    ) -> LayoutResult {
        let facts = rows.facts
        let grid = facts.grid
        let resume = TableResume(token)
        let border = borders(of: facts.table)
        let padding = padding(of: facts.table, inlineBasis: space.percentageBasis.inline)
        let wanted = tableBlockSize(facts, in: space, edges: border + padding, captions: captions)
        if let wanted, !grid.rows.isEmpty {
            rows.stretch(toFill: (wanted - border.blockSum - padding.blockSum).clampedToZero)
        } else {
            rows.forgetStretch()
        }
        let isCloned = style(facts.table).flow.boxDecorationBreak == .clone && facts.collapsed == nil
        var edges = border + padding
        if token != nil, !isCloned { edges.blockStart = .zero }
        var pager = TablePager(session: self, rows: rows, space: space, resume: resume, edges: edges)
        pager.fill(isContinuation: token != nil)
        if pager.refuses {
            var refused = LayoutResult()
            refused.status = .breakBefore
            return refused
        }
        var size = LogicalSize(inline: rows.columns.tableWidth, block: pager.position + edges.blockEnd)
        if pager.next != nil, !isCloned {
            edges.blockEnd = pager.endHere
            size.block = pager.position + edges.blockEnd
            if facts.spacing.block == .zero, let page = space.fragmentation, pager.placed.last?.continues == true {
                size.block = max(size.block, min(pager.position, page.remaining))
            }
        } else if let wanted {
            size.block = max(size.block, wanted - (token?.consumed ?? .zero))
        }
        var builder = TableFragmentBuilder(session: self, rows: rows, space: space, pager: pager)
        builder.build()
        var bubbles = builder.bubbles
        for stray in grid.strays where boxes.traits(stray).contains(.outOfFlow) && token == nil {
            bubbles.outOfFlow.append(
                OutOfFlowBox(
                    box: stray, staticOffset: LogicalOffset(inline: edges.inlineStart, block: edges.blockStart)))
        }
        var shownBorder = border
        var shownPadding = padding
        var flags = partFlags(facts.table)
        if token != nil {
            flags.insert(.continued)
            if !isCloned {
                shownBorder.blockStart = facts.collapsed == nil ? .zero : pager.startHere
                shownPadding.blockStart = .zero
            }
        }
        if pager.next != nil {
            flags.insert(.continues)
            if !isCloned {
                shownBorder.blockEnd = facts.collapsed == nil ? .zero : pager.endHere
                shownPadding.blockEnd = .zero
            }
        }
        let positioned = placePositioned(
            &bubbles, in: facts.table, size: size, border: shownBorder, fragmentation: space.fragmentation)
        var result = LayoutResult(
            fragment: Fragment(
                kind: .table, flags: flags, node: boxes.node(facts.table).index, box: facts.table.index,
                style: boxes.style(facts.table).index, size: size, border: shownBorder, padding: shownPadding,
                firstBaseline: builder.firstBaseline, lastBaseline: builder.lastBaseline,
                children: builder.children + positioned, content: builder.borderContent))
        result.bubbles = bubbles
        result.intrinsicBlockSize = size.block
        result.breakAppeal = pager.appeal
        result.earlyBreak = pager.earlyBreak
        result.spaceShortage = pager.shortage
        result.tallestUnbreakable = pager.tallest
        if var next = pager.next {
            for (index, rest) in builder.openSpans { next.tokens[grid.cells[index].box.index] = rest }
            result.breakToken = next.token(
                box: facts.table, consumed: (token?.consumed ?? .zero) + size.block,
                sequence: (token?.sequence ?? 0) + 1,
                isForced: pager.isForced)
        }
        if space.fragmentation != nil { rows.release(before: resume.row) }
        return result
    }

    /// The height that the table is given, border box; nil: as its rows ask.
    private func tableBlockSize(
        _ facts: TableFacts, in space: ConstraintSpace, edges: LogicalEdges, captions: LayoutUnit
    ) -> LayoutUnit? {
        if space.isBlockSizeFixed, let fixed = space.available.block.definite {
            return (fixed - captions).clampedToZero
        }
        let input = SizingInput(edges: edges, margins: .zero)
        let values = style(facts.table).box
        var result: LayoutUnit?
        if let height = definiteBlockSize(values.height, of: facts.table, in: space, input) { result = height }
        if let least = definiteBlockSize(values.minHeight, of: facts.table, in: space, input), least > .zero {
            result = max(result ?? .zero, least)
        }
        return result
    }
}

/// Turns the rows of one page into fragments.
struct TableFragmentBuilder {
    let session: LayoutSession
    let rows: TableRows
    let space: ConstraintSpace
    let pager: TablePager
    private(set) var children: [FragmentLink] = []
    private(set) var bubbles = Bubbles()
    private(set) var borderContent = FragmentContent.none
    private(set) var firstBaseline: LayoutUnit?
    private(set) var lastBaseline: LayoutUnit?
    /// Tokens of spanning cells that go on on the next page.
    private(set) var openSpans: [(Int, BreakToken)] = []
    private var grid: TableGrid { rows.facts.grid }

    init(session: LayoutSession, rows: TableRows, space: ConstraintSpace, pager: TablePager) {
        self.session = session
        self.rows = rows
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

    // MARK: - Columns

    /// Column groups and columns have fragments only for their backgrounds, which show behind the cells that begin in them.
    private mutating func buildColumns(
        from start: LayoutUnit, to end: LayoutUnit, behind sections: [FragmentLink] = []
    ) {
        let columns = rows.columns
        func hasBackground(_ box: BoxID) -> Bool {
            if box.isNone { return false }
            let decoration = session.style(box).decoration
            return !decoration.backgroundColor.isTransparent || !decoration.backgroundLayers.isEmpty
        }
        let needsAreas = grid.columns.contains { hasBackground($0.box) || hasBackground($0.group) }
        let areas = needsAreas ? cellAreas(sections) : [:]
        func content(_ box: BoxID, _ range: Range<Int>) -> FragmentContent {
            guard hasBackground(box) else { return .none }
            let origin = LogicalOffset(inline: columns.starts[range.lowerBound], block: start)
            return .cellAreas(
                range.flatMap { areas[$0] ?? [] }.map { LogicalRect(offset: $0.offset - origin, size: $0.size) })
        }
        func fragment(_ box: BoxID, _ kind: FragmentKind, _ range: Range<Int>, _ inner: [FragmentLink]) -> FragmentLink
        {
            let origin = columns.starts[range.lowerBound]
            return FragmentLink(
                offset: LogicalOffset(inline: origin, block: start),
                fragment: Fragment(
                    kind: kind, flags: session.partFlags(box), node: session.boxes.node(box).index, box: box.index,
                    style: session.boxes.style(box).index,
                    size: LogicalSize(inline: columns.extent(range), block: end - start), children: inner,
                    content: content(box, range)))
        }
        var index = 0
        var group = 0
        while index < grid.columns.count {
            while group < grid.groups.count, grid.groups[group].columns.isEmpty { group += 1 }
            if group < grid.groups.count, grid.groups[group].columns.lowerBound == index {
                let range = grid.groups[group].columns
                var inner: [FragmentLink] = []
                for column in range where !grid.columns[column].box.isNone {
                    let link = fragment(grid.columns[column].box, .tableColumn, column..<column + 1, [])
                    inner.append(
                        FragmentLink(
                            offset: LogicalOffset(
                                inline: link.offset.inline - columns.starts[range.lowerBound], block: .zero),
                            fragment: link.fragment))
                }
                children.append(fragment(grid.groups[group].box, .tableColumnGroup, range, inner))
                index = range.upperBound
                group += 1
            } else {
                if !grid.columns[index].box.isNone {
                    children.append(fragment(grid.columns[index].box, .tableColumn, index..<index + 1, []))
                }
                index += 1
            }
        }
    }

    /// Cells by the column they begin in, from the table's corner.
    private func cellAreas(_ sections: [FragmentLink]) -> [Int: [LogicalRect]] {
        var result: [Int: [LogicalRect]] = [:]
        for section in sections {
            for row in section.fragment.children {
                for cell in row.fragment.children where cell.fragment.kind == .tableCell {
                    guard let index = rows.facts.index(of: cell.fragment.box), !cell.fragment.flags.contains(.hidden)
                    else {
                        continue
                    }
                    result[grid.cells[index].column, default: []].append(
                        LogicalRect(offset: section.offset + row.offset + cell.offset, size: cell.fragment.size))
                }
            }
        }
        return result
    }

    // MARK: - Sections and rows

    private mutating func buildSection(_ number: Int, _ placed: [PlacedRow]) {
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

    private var rowStart: LayoutUnit { rows.columns.starts.first ?? pager.edges.inlineStart }
    private var rowWidth: LayoutUnit { rows.columns.extent(0..<rows.columns.widths.count) }

    private mutating func buildRow(_ place: PlacedRow) -> (fragment: Fragment, bubbles: Bubbles) {
        let slot = grid.rows[place.row]
        var links: [FragmentLink] = []
        var risen = Bubbles()
        func add(_ cell: (fragment: Fragment, bubbles: Bubbles), _ index: Int) {
            let offset = LogicalOffset(
                inline: rows.columns.starts[grid.cells[index].column] - rowStart, block: .zero)
            links.append(FragmentLink(offset: offset, fragment: cell.fragment))
            risen.absorb(cell.bubbles, at: offset)
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
        links += session.placePositioned(
            &risen, in: slot.box, size: size, border: .zero, fragmentation: space.fragmentation)
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
    private func carriedRows(_ slot: TableRowSlot) -> Int {
        if grid.sections[slot.section].kind == .head {
            return pager.resume.isInsideRow ? pager.resume.row + 1 : pager.resume.row
        }
        let last = pager.placed.last { !$0.isRepeated && grid.sections[grid.rows[$0.row].section].kind == .body }
        return last.map { $0.row + 1 } ?? pager.resume.row
    }

    // MARK: - Cells

    private func buildWhole(_ index: Int, row: Int, height: LayoutUnit) -> (fragment: Fragment, bubbles: Bubbles) {
        let slot = grid.cells[index]
        let contents = rows.cell(index)
        let natural = contents.fragment.size.block
        var shift = LayoutUnit.zero
        switch session.style(slot.box).box.verticalAlign {
        case .top: break
        case .middle: shift = (height - natural) / 2
        case .bottom: shift = height - natural
        default:
            // a cell without contents has nothing to align
            if !contents.fragment.children.isEmpty {
                shift = (rows.measure(row).baseline ?? contents.baseline) - contents.baseline
            }
        }
        shift = shift.clampedToZero
        var fragment = contents.fragment
        var risen = contents.bubbles
        if height != natural, dependsOnHeight(slot.box) {
            // percentages of the cell's height can be resolved only now
            var inner = rows.cellSpace(slot)
            inner.available.block = height
            inner.isBlockSizeFixed = true
            let again = session.layout(slot.box, in: inner, from: nil)
            if let stretched = again.fragment {
                fragment = stretched
                risen = again.bubbles
                if hasPercentHeight(slot.box) { shift = .zero }
            }
        }
        return finish(slot, fragment, risen, height: height, shift: shift, flags: hiddenFlag(slot, contents.isEmpty))
    }

    private func buildPart(
        _ index: Int, _ part: TableCellPart?, _ place: PlacedRow
    ) -> (fragment: Fragment, bubbles: Bubbles) {
        let slot = grid.cells[index]
        var flags: FragmentFlags = []
        if place.isContinued { flags.insert(.continued) }
        if place.continues { flags.insert(.continues) }
        guard let part else { return finish(slot, nil, Bubbles(), height: place.height, shift: .zero, flags: flags) }
        return finish(slot, part.fragment, part.bubbles, height: place.height, shift: part.shift, flags: flags)
    }

    /// A spanning cell from `place` (where it begins, or the first row of the page) as far as its rows go here.
    private mutating func buildSpanning(_ index: Int, from place: PlacedRow) -> (fragment: Fragment, bubbles: Bubbles) {
        let slot = grid.cells[index]
        var end = place.end
        var endsHere = slot.rowEnd == place.row + 1 && !place.continues
        var begin = pager.placed.firstIndex { $0.row == place.row && $0.isRepeated == place.isRepeated } ?? 0
        begin += 1
        while begin < pager.placed.count, pager.placed[begin].row < slot.rowEnd,
            pager.placed[begin].row > place.row, pager.placed[begin].isRepeated == place.isRepeated
        {
            end = max(end, pager.placed[begin].end)
            endsHere = pager.placed[begin].row == slot.rowEnd - 1 && !pager.placed[begin].continues
            begin += 1
        }
        let isContinued = slot.row < place.row || place.isContinued
        let height = end - place.start
        if !isContinued, endsHere { return buildWhole(index, row: place.row, height: height) }
        var flags: FragmentFlags = []
        if isContinued { flags.insert(.continued) }
        if !endsHere { flags.insert(.continues) }
        let token = isContinued ? pager.resume.tokens[slot.box.index] : nil
        if isContinued, token == nil { return finish(slot, nil, Bubbles(), height: height, shift: .zero, flags: flags) }
        if endsHere, let token {
            let result = pager.layOutRest(index, from: token)
            return finish(slot, result.fragment, result.bubbles, height: height, shift: .zero, flags: flags)
        }
        // what goes on stands at the page's start: it must move on
        let result = pager.layOutPart(slot, at: place.start, end: end, hasContentBefore: !isContinued, from: token)
        guard result.status == .success, let fragment = result.fragment else {
            openSpans.append((index, token ?? BreakToken(box: slot.box.index, flags: .before)))
            return finish(slot, nil, Bubbles(), height: height, shift: .zero, flags: flags)
        }
        if let rest = result.breakToken { openSpans.append((index, rest)) }
        return finish(slot, fragment, result.bubbles, height: height, shift: .zero, flags: flags)
    }

    /// The cell's fragment at its final height, contents moved down; nil: nothing is left of its contents.
    private func finish(
        _ slot: TableCellSlot, _ natural: Fragment?, _ contents: Bubbles, height: LayoutUnit, shift: LayoutUnit,
        flags more: FragmentFlags
    ) -> (fragment: Fragment, bubbles: Bubbles) {
        let box = slot.box
        var flags = session.partFlags(box).union(more)
        if rows.columns.isCollapsed[slot.column] { flags.insert(.hidden) }
        let down = LogicalOffset(inline: .zero, block: shift)
        let inner =
            shift == .zero
            ? natural?.children ?? []
            : natural?.children.map {
                $0.fragment.flags.contains(.outOfFlow)
                    ? $0 : FragmentLink(offset: $0.offset + down, fragment: $0.fragment)
            } ?? []
        var border = natural?.border ?? session.borders(of: box)
        var padding = natural?.padding ?? session.padding(of: box, inlineBasis: rows.inlineBasis)
        if more.contains(.continued) {
            border.blockStart = .zero
            padding.blockStart = .zero
        }
        if more.contains(.continues) {
            border.blockEnd = .zero
            padding.blockEnd = .zero
        }
        var risen = Bubbles()
        risen.absorb(contents, at: down)
        let fragment = Fragment(
            kind: .tableCell, flags: flags, node: session.boxes.node(box).index, box: box.index,
            style: session.boxes.style(box).index,
            size: LogicalSize(inline: rows.columns.extent(slot.column..<slot.columnEnd), block: height),
            border: border, padding: padding, firstBaseline: natural?.firstBaseline.map { $0 + shift },
            lastBaseline: natural?.lastBaseline.map { $0 + shift }, children: inner,
            content: natural?.content ?? .none)
        return (fragment, risen)
    }

    private func hiddenFlag(_ slot: TableCellSlot, _ isEmpty: Bool) -> FragmentFlags {
        isEmpty && rows.facts.collapsed == nil && session.style(slot.box).text.emptyCells == .hide ? .hidden : []
    }

    private func dependsOnHeight(_ cell: BoxID) -> Bool {
        session.boxes.traits(cell).contains(.containsAbsolute) || hasPercentHeight(cell)
    }
    private func hasPercentHeight(_ cell: BoxID) -> Bool {
        var child = session.boxes.firstChild(cell)
        while !child.isNone {
            if session.style(child).box.height.hasPercent, !session.boxes.traits(child).contains(.outOfFlow) {
                return true
            }
            child = session.boxes.nextSibling(child)
        }
        return false
    }
}

/// A head or foot as it is used on every page.
struct KeptSection {
    let fragment: Fragment
    let height: LayoutUnit
    let bubbles: Bubbles
}
