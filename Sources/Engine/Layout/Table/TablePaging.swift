//  TablePaging.swift
//  In: measured rows, a page or column with some room, a token. Out: which rows lie on this page and how high they are there.
//  https://www.w3.org/TR/css-tables-3/#fragmentation, https://www.w3.org/TR/css-break-4/
//  Rules: 1 head and foot are on every page as long as they leave a quarter of it, and room for a row; 2 a row that fits is placed
//  as it was measured, nothing is laid out again; 3 a row that does not fit is split if all its cells can be split
//  well, else the break is before it, or at an earlier row if `avoid` forbids this one; 4 on an empty page a row is split
//  whatever `avoid` says, and placed whole if even that does not move on: layout always ends.
//  Breaks between rows: TableRowBreaks; breaks inside them: TableRowSplits.

import Fragments
import Geometry
import Style

/// Fills one page with rows.
struct TablePager {
    let session: LayoutSession
    let rows: TableRows
    let space: ConstraintSpace
    let resume: TableResume
    /// Border and padding at the table's start and end.
    let edges: LogicalEdges
    // a copy: asked for each cell
    let grid: TableGrid

    var placed: [PlacedRow] = []
    var position = LayoutUnit.zero
    var next: TableResume?
    var isForced = false
    var appeal = BreakAppeal.perfect
    var earlyBreak: EarlyBreak?
    /// Nothing fits here, and something precedes the table.
    var refuses = false
    var shortage: LayoutUnit?
    var tallest = LayoutUnit.zero
    /// The table's edge at the start of this page, and at its end if it goes on.
    var startHere = LayoutUnit.zero
    var endHere: LayoutUnit {
        guard let collapsed = rows.facts.collapsed, let last = placed.last, !last.continues else { return .zero }
        return collapsed.halfBelow(last.row)
    }
    /// Rows placed before the first that may be followed by a break.
    var fixedCount = 0
    var opportunities: [(index: Int, appeal: BreakAppeal)] = []

    var gap: LayoutUnit { rows.facts.spacing.block }

    init(
        session: LayoutSession, rows: TableRows, space: ConstraintSpace, resume: TableResume, edges: LogicalEdges
    ) {
        self.session = session
        self.rows = rows
        grid = rows.facts.grid
        self.space = space
        self.resume = resume
        self.edges = edges
    }

    // MARK: - The page

    mutating func fill(isContinuation: Bool) {
        let head = repeatable(grid.headSection)
        let foot = repeatable(grid.footSection)
        // rows of the foot that are for other pages than the last, or for the last alone, take room only there
        let footHeight = foot.map { height(of: $0, without: .final) } ?? .zero
        let lastFootHeight = foot.map { height(of: $0, without: .continues) } ?? .zero
        startHere = edges.blockStart
        if isContinuation, let collapsed = rows.facts.collapsed {
            // half of the border that is drawn above the first row here
            if let head, resume.row >= head.upperBound {
                startHere = collapsed.halfAbove(head.lowerBound)
            } else if !resume.isInsideRow {
                startHere = collapsed.halfAbove(resume.row)
            }
        }
        position = startHere + (grid.rows.isEmpty ? .zero : gap)
        if let head, resume.row >= head.upperBound, isContinuation {
            for row in head { place(row, isRepeated: true) }
        }
        fixedCount = placed.count
        var row = resume.row
        let end = foot?.lowerBound ?? grid.rows.count
        if resume.isInsideRow, row < end {
            guard goOnInside(row, reserve: row == end - 1 ? lastFootHeight : footHeight, isLast: row == end - 1) else {
                finish(foot: foot, isLast: false)
                return
            }
            row += 1
        }
        let bodyStart = head.map { isContinuation ? 0 : $0.upperBound } ?? 0
        while row < end {
            if carry(row) == .continued || carry(row) == .continues {
                row += 1
                continue
            }
            let footHeight = row == end - 1 ? lastFootHeight : footHeight
            if rows.measure(row).isCollapsed {
                place(row)
                row += 1
                continue
            }
            let isHead = row < bodyStart
            let hasRows = placed.count > fixedCount && row > bodyStart
            if hasRows, let place = breakPlace(before: row) {
                if place.isForced {
                    cut(at: row, isForced: true)
                    break
                }
                opportunities.append((placed.count, place.appeal))
                if case .before(let box)? = space.earlyBreak?.place, box == grid.rows[row].box {
                    appeal = place.appeal
                    cut(at: row, isForced: false)
                    break
                }
            }
            let height = heightOnPage(row)
            tallest = max(tallest, height)
            let after =
                row == end - 1 ? gap + edges.blockEnd : rows.facts.collapsed?.halfBelow(foot?.last ?? row) ?? .zero
            if isHead || fits(height + footHeight + after) {
                place(row, height: height)
                row += 1
                continue
            }
            noteShortage(position + height + footHeight + after)
            if trySplit(row, reserve: footHeight, hasRows: hasRows) { break }
            if hasRows {
                breakAtBest(orBefore: row)
                break
            }
            if space.fragmentation?.hasContentBefore == true, !isContinuation {
                refuses = true
                return
            }
            if split(row, reserve: footHeight, isForced: true) { break }
            place(row, height: height)
            row += 1
        }
        finish(foot: foot, isLast: next == nil)
    }

    /// The foot, and what is open at the end of the page.
    mutating func finish(foot: Range<Int>?, isLast: Bool) {
        if let foot {
            for row in foot where carry(row) != (isLast ? .continues : .final) { place(row, isRepeated: !isLast) }
        }
        if let best = opportunities.max(by: { ($0.appeal, $0.index) < ($1.appeal, $1.index) }),
            best.index < placed.count
        {
            earlyBreak = EarlyBreak(.before(grid.rows[placed[best.index].row].box), appeal: best.appeal)
        }
    }

    func repeatable(_ section: TableSectionSlot?) -> Range<Int>? {
        guard let section, !section.rows.isEmpty, let page = space.fragmentation else { return nil }
        // a table of nothing but a head has no pages to repeat it on
        let both = [grid.headSection, grid.footSection].compactMap { $0?.rows }
        let count = both.reduce(0) { $0 + $1.count }
        guard section.rows.count < grid.rows.count, count < grid.rows.count else { return nil }
        let needed = both.reduce(LayoutUnit.zero) { $0 + height(of: $1) }
        guard needed * 4 <= page.blockSize * 3 else { return nil }
        let body = grid.headSection.map(\.rows.upperBound) ?? 0
        // a tall row can be cut: a quarter of the page is enough for it
        let row = body < grid.rows.count ? min(rows.measure(body).height, page.blockSize / 4) : .zero
        return needed + row <= page.blockSize ? section.rows : nil
    }
    func height(of range: Range<Int>, without part: TableCarry? = nil) -> LayoutUnit {
        range.reduce(LayoutUnit.zero) { sum, row in
            if let part, carry(row) == part { return sum }
            return sum + rows.measure(row).height + rows.gap(after: row)
        }
    }
    /// What a row of a head or foot says about carried sums; a body's row is one like any other.
    func carry(_ row: Int) -> TableCarry {
        guard rows.facts.carry != nil, grid.sections[grid.rows[row].section].kind != .body else { return .none }
        return session.style(grid.rows[row].box).flow.carry
    }

    // MARK: - Placing

    mutating func place(_ row: Int, height: LayoutUnit? = nil, isRepeated: Bool = false) {
        let measure = rows.measure(row)
        let height = height ?? measure.height
        placed.append(PlacedRow(row: row, start: position, height: height, isRepeated: isRepeated))
        position += height + (measure.isCollapsed ? .zero : gap)
    }

    func fits(_ need: LayoutUnit) -> Bool {
        guard let page = space.fragmentation else { return true }
        return position + need <= page.remaining
    }
    mutating func noteShortage(_ end: LayoutUnit) {
        guard let page = space.fragmentation else { return }
        let missing = end - page.remaining
        if missing > .zero { shortage = min(shortage ?? .max, missing) }
    }

    /// As measured, but a cell that spans from an earlier page may need more for what is left of it.
    func heightOnPage(_ row: Int) -> LayoutUnit {
        var height = rows.measure(row).height
        for index in resume.spanning where grid.cells[index].rowEnd == row + 1 {
            guard let token = resume.tokens[grid.cells[index].box.index] else { continue }
            let part = layOutRest(index, from: token)
            let begin = placed.first { !$0.isRepeated }?.start ?? position
            height = max(height, (part.fragment?.size.block ?? .zero) - (position - begin))
        }
        return height
    }
    /// What is left of a spanning cell, in endless space.
    func layOutRest(_ index: Int, from token: BreakToken) -> LayoutResult {
        session.layout(
            grid.cells[index].box, in: rows.cellSpace(grid.cells[index]), from: token.isBreakBefore ? nil : token)
    }
}
