//  TableCellFragments.swift
//  In: a cell's contents or a part of them, the height of its row. Out: the cell's fragment, contents moved down as
//  `vertical-align` says. https://www.w3.org/TR/CSS22/tables.html#height-layout

import Fragments
import Geometry
import Style

/// How a cell is shown in one place.
struct TableCellShow {
    /// nil: nothing is left of its contents.
    var body: TableCellBody?
    /// What the fragment shows beside its children.
    var content = FragmentContent.none
    var height: LayoutUnit
    /// How far contents are moved down.
    var shift = LayoutUnit.zero
    var flags: FragmentFlags = []

    mutating func take(_ fragment: Fragment, _ bubbles: Bubbles) {
        body = TableCellBody(fragment, bubbles)
        content = fragment.content
    }
}

extension TableFragmentBuilder {
    func buildWhole(_ index: Int, row: Int, height: LayoutUnit) -> (fragment: Fragment, bubbles: Bubbles) {
        let slot = grid.cells[index]
        let contents = rows.cell(index)
        let natural = contents.body.size.block
        var show = TableCellShow(body: contents.body, height: height, flags: hiddenFlag(slot, contents.isEmpty))
        switch session.facts(of: slot.box).cellAlignment {
        case .top: break
        case .middle: show.shift = (height - natural) / 2
        case .bottom: show.shift = height - natural
        case .baseline:
            // a cell without contents has nothing to align
            if !contents.body.children.isEmpty {
                show.shift = (rows.measure(row).baseline ?? contents.baseline) - contents.baseline
            }
        }
        show.shift = show.shift.clampedToZero
        if height != natural, dependsOnHeight(slot.box) {
            // percentages of the cell's height can be resolved only now
            var inner = rows.cellSpace(slot)
            inner.available.block = height
            inner.isBlockSizeFixed = true
            let again = session.layout(slot.box, in: inner, from: nil)
            if let stretched = again.fragment {
                show.take(stretched, again.bubbles)
                if hasPercentHeight(slot.box) { show.shift = .zero }
            }
        }
        return finish(slot, show)
    }

    func buildPart(
        _ index: Int, _ part: TableCellPart?, _ place: PlacedRow
    ) -> (fragment: Fragment, bubbles: Bubbles) {
        var show = TableCellShow(height: place.height)
        if place.isContinued { show.flags.insert(.continued) }
        if place.continues { show.flags.insert(.continues) }
        if let part {
            show.body = part.body
            show.content = part.content
            show.shift = part.shift
        }
        return finish(grid.cells[index], show)
    }

    /// A spanning cell from `place` (where it begins, or the first row of the page) as far as its rows go here.
    mutating func buildSpanning(_ index: Int, from place: PlacedRow) -> (fragment: Fragment, bubbles: Bubbles) {
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
        var show = TableCellShow(height: height)
        if isContinued { show.flags.insert(.continued) }
        if !endsHere { show.flags.insert(.continues) }
        let token = isContinued ? pager.resume.tokens[slot.box.index] : nil
        if isContinued, token == nil { return finish(slot, show) }
        if endsHere, let token {
            let result = pager.layOutRest(index, from: token)
            if let fragment = result.fragment { show.take(fragment, result.bubbles) }
            return finish(slot, show)
        }
        // what goes on stands at the page's start: it must move on
        let result = pager.layOutPart(slot, at: place.start, end: end, hasContentBefore: !isContinued, from: token)
        guard result.status == .success, let fragment = result.fragment else {
            openSpans.append((index, token ?? BreakToken(box: slot.box.index, flags: .before)))
            return finish(slot, show)
        }
        if let rest = result.breakToken { openSpans.append((index, rest)) }
        show.take(fragment, result.bubbles)
        return finish(slot, show)
    }

    /// The cell's fragment at its final height, contents moved down.
    func finish(_ slot: TableCellSlot, _ show: TableCellShow) -> (fragment: Fragment, bubbles: Bubbles) {
        let box = slot.box
        let body = show.body
        var flags = session.partFlags(box).union(show.flags)
        if rows.columns.isCollapsed[slot.column] { flags.insert(.hidden) }
        let down = LogicalOffset(inline: .zero, block: show.shift)
        var children = body?.children ?? []
        if show.shift != .zero {
            for index in children.indices where !children[index].fragment.flags.contains(.outOfFlow) {
                children[index] = FragmentLink(
                    offset: children[index].offset + down, fragment: children[index].fragment)
            }
        }
        var border = body?.border ?? session.borders(of: box)
        var padding = body?.padding ?? session.padding(of: box, inlineBasis: rows.inlineBasis)
        if show.flags.contains(.continued) {
            border.blockStart = .zero
            padding.blockStart = .zero
        }
        if show.flags.contains(.continues) {
            border.blockEnd = .zero
            padding.blockEnd = .zero
        }
        var risen = Bubbles()
        if let contents = body?.bubbles, !contents.isEmpty { risen.absorb(contents, at: down) }
        let fragment = Fragment(
            kind: .tableCell, flags: flags, node: session.boxes.node(box).index, box: box.index,
            style: session.boxes.style(box).index,
            size: LogicalSize(inline: rows.columns.extent(slot.column..<slot.columnEnd), block: show.height),
            border: border, padding: padding, firstBaseline: body?.firstBaseline.map { $0 + show.shift },
            lastBaseline: body?.lastBaseline.map { $0 + show.shift }, children: children, content: show.content)
        return (fragment, risen)
    }

    func hiddenFlag(_ slot: TableCellSlot, _ isEmpty: Bool) -> FragmentFlags {
        isEmpty && rows.facts.collapsed == nil && session.style(slot.box).text.emptyCells == .hide ? .hidden : []
    }

    func dependsOnHeight(_ cell: BoxID) -> Bool {
        session.boxes.traits(cell).contains(.containsAbsolute) || hasPercentHeight(cell)
    }
    func hasPercentHeight(_ cell: BoxID) -> Bool {
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
