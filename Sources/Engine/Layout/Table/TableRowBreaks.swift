//  TableRowBreaks.swift
//  In: two rows that are neighbours, the rows placed so far. Out: how good a break between them is, and the last of the best.
//  https://www.w3.org/TR/css-break-4/#possible-breaks

import Fragments
import Geometry
import Style

extension TablePager {
    func breakPlace(before row: Int) -> (appeal: BreakAppeal, isForced: Bool)? {
        guard let page = space.fragmentation else { return nil }
        let section = grid.rows[row].section
        let previous = row - 1
        guard previous >= 0 else { return nil }
        let isSameSection = grid.rows[previous].section == section
        let value =
            isSameSection
            ? session.flow.between(grid.rows[previous].box, grid.rows[row].box)
            : session.flow.between(grid.sections[grid.rows[previous].section].box, grid.sections[section].box)
        if page.kind == .page ? value.forcesPage : value.forcesColumn { return (.perfect, true) }
        var appeal = BreakAppeal.perfect
        if page.kind == .page ? value.avoidsPage : value.avoidsColumn { appeal = .violatesBreakAvoid }
        // a head or foot is not torn from its rows, whatever the style sheet says
        if !isSameSection,
            grid.sections[grid.rows[previous].section].kind == .head || grid.sections[section].kind == .foot
        {
            appeal = .violatesBreakAvoid
        }
        if isSameSection, session.style(grid.sections[section].box).flow.breakInside.avoids(page) {
            appeal = appeal.insideUnbreakable
        }
        return (appeal, false)
    }

    mutating func cut(at row: Int, isForced: Bool) {
        self.isForced = isForced
        next = TableResume(
            row: row, isInsideRow: false, consumedOfRow: .zero, spanning: spanning(into: row), tokens: [:])
    }

    /// The space ran out before `row`: break at the last of the best places.
    mutating func breakAtBest(orBefore row: Int) {
        let best = opportunities.max { ($0.appeal, $0.index) < ($1.appeal, $1.index) }
        guard let best else { return cut(at: row, isForced: false) }
        if best.appeal < .perfect, space.fragmentation?.hasContentBefore == true, resume.row == 0, !resume.isInsideRow {
            // before the whole table is better
            refuses = true
            return
        }
        appeal = best.appeal
        let target = best.index < placed.count ? placed[best.index].row : row
        if best.index < placed.count {
            position = placed[best.index].start
            placed.removeSubrange(best.index...)
        }
        cut(at: target, isForced: false)
    }

    func spanning(into row: Int) -> [Int] {
        guard row > 0, row < grid.rows.count, grid.continuesBelow[row - 1] else { return [] }
        var result = resume.spanning.filter { grid.cells[$0].rowEnd > row }
        for place in placed where !place.isRepeated && place.row < row && !place.isContinued {
            for index in grid.rows[place.row].cells where grid.cells[index].rowEnd > row { result.append(index) }
        }
        return result
    }
}

extension BreakInside {
    /// Forbids breaks of the kind this fragmentainer makes.
    func avoids(_ fragmentainer: Fragmentainer?) -> Bool {
        switch self {
        case .auto: false
        case .avoid: fragmentainer != nil
        case .avoidPage: fragmentainer?.kind == .page
        case .avoidColumn: fragmentainer?.kind == .column
        }
    }
}
