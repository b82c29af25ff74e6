//  TablePaging.swift
//  In: measured rows, a page or column with some room, a token. Out: which rows lie on this page and how high they are there.
//  https://www.w3.org/TR/css-tables-3/#fragmentation, https://www.w3.org/TR/css-break-4/
//  Rules: 1 head and foot are on every page as long as they leave a quarter of it, and room for a row; 2 a row that fits is placed
//  as it was measured, nothing is laid out again; 3 a row that does not fit is split if all its cells can be split
//  well, else the break is before it, or at an earlier row if `avoid` forbids this one; 4 on an empty page a row is split
//  whatever `avoid` says, and placed whole if even that does not move on: layout always ends.

import Fragments
import Geometry
import Style

/// A row as it lies on this page.
struct PlacedRow {
    var row: Int
    /// From the border-box corner of the table's fragment.
    var start: LayoutUnit
    var height: LayoutUnit
    var isRepeated = false
    /// The row's cells as they were cut, by cell index; nil: as measured.
    var parts: [Int: TableCellPart]?
    /// The row began on an earlier page; it goes on on the next.
    var isContinued = false
    var continues = false
    var end: LayoutUnit { start + height }
}

/// A cell's part on one page.
struct TableCellPart {
    var fragment: Fragment
    var bubbles: Bubbles
    var token: BreakToken?
    /// How far contents are moved down for the baseline.
    var shift: LayoutUnit
}

/// Where a table goes on.
struct TableResume {
    var row: Int
    var isInsideRow: Bool
    var consumedOfRow: LayoutUnit
    /// Cells that span from earlier pages into `row`.
    var spanning: [Int]
    var tokens: [Int32: BreakToken]

    static let start = TableResume(row: 0, isInsideRow: false, consumedOfRow: .zero, spanning: [], tokens: [:])

    init(row: Int, isInsideRow: Bool, consumedOfRow: LayoutUnit, spanning: [Int], tokens: [Int32: BreakToken]) {
        self.row = row
        self.isInsideRow = isInsideRow
        self.consumedOfRow = consumedOfRow
        self.spanning = spanning
        self.tokens = tokens
    }
    init(_ token: BreakToken?) {
        self = .start
        guard let token, case .numbers(let numbers) = token.detail, numbers.count >= 3 else { return }
        row = Int(numbers[0])
        isInsideRow = numbers[1] != 0
        consumedOfRow = LayoutUnit(raw: numbers[2])
        spanning = numbers[3...].map { Int($0) }
        for child in token.children { tokens[child.box] = child }
    }
    func token(box: BoxID, consumed: LayoutUnit, sequence: Int32, isForced: Bool) -> BreakToken {
        BreakToken(
            box: box.index, consumed: consumed, sequence: sequence,
            children: tokens.values.sorted { $0.box < $1.box }, flags: isForced ? .forced : [],
            detail: .numbers([Int32(row), isInsideRow ? 1 : 0, consumedOfRow.raw] + spanning.map { Int32($0) }))
    }
}

/// Fills one page with rows.
struct TablePager {
    let session: LayoutSession
    let rows: TableRows
    let space: ConstraintSpace
    let resume: TableResume
    /// Border and padding at the table's start and end.
    let edges: LogicalEdges

    private(set) var placed: [PlacedRow] = []
    private(set) var position = LayoutUnit.zero
    private(set) var next: TableResume?
    private(set) var isForced = false
    private(set) var appeal = BreakAppeal.perfect
    private(set) var earlyBreak: EarlyBreak?
    /// Nothing fits here, and something precedes the table.
    private(set) var refuses = false
    private(set) var shortage: LayoutUnit?
    private(set) var tallest = LayoutUnit.zero
    /// The table's edge at the start of this page, and at its end if it goes on.
    private(set) var startHere = LayoutUnit.zero
    var endHere: LayoutUnit {
        guard let collapsed = rows.facts.collapsed, let last = placed.last, !last.continues else { return .zero }
        return collapsed.halfBelow(last.row)
    }
    /// Rows placed before the first that may be followed by a break.
    private var fixedCount = 0
    private var opportunities: [(index: Int, appeal: BreakAppeal)] = []

    private var grid: TableGrid { rows.facts.grid }
    private var gap: LayoutUnit { rows.facts.spacing.block }

    init(
        session: LayoutSession, rows: TableRows, space: ConstraintSpace, resume: TableResume, edges: LogicalEdges
    ) {
        self.session = session
        self.rows = rows
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
    private mutating func finish(foot: Range<Int>?, isLast: Bool) {
        if let foot {
            for row in foot where carry(row) != (isLast ? .continues : .final) { place(row, isRepeated: !isLast) }
        }
        if let best = opportunities.max(by: { ($0.appeal, $0.index) < ($1.appeal, $1.index) }),
            best.index < placed.count
        {
            earlyBreak = EarlyBreak(.before(grid.rows[placed[best.index].row].box), appeal: best.appeal)
        }
    }

    private func repeatable(_ section: TableSectionSlot?) -> Range<Int>? {
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
    private func height(of range: Range<Int>, without part: TableCarry? = nil) -> LayoutUnit {
        range.reduce(LayoutUnit.zero) { sum, row in
            if let part, carry(row) == part { return sum }
            return sum + rows.measure(row).height + rows.gap(after: row)
        }
    }
    /// What a row says about carried sums.
    private func carry(_ row: Int) -> TableCarry {
        rows.facts.carry == nil ? .none : session.style(grid.rows[row].box).flow.carry
    }

    // MARK: - Placing

    private mutating func place(_ row: Int, height: LayoutUnit? = nil, isRepeated: Bool = false) {
        let measure = rows.measure(row)
        let height = height ?? measure.height
        placed.append(PlacedRow(row: row, start: position, height: height, isRepeated: isRepeated))
        position += height + (measure.isCollapsed ? .zero : gap)
    }

    private func fits(_ need: LayoutUnit) -> Bool {
        guard let page = space.fragmentation else { return true }
        return position + need <= page.remaining
    }
    private mutating func noteShortage(_ end: LayoutUnit) {
        guard let page = space.fragmentation else { return }
        let missing = end - page.remaining
        if missing > .zero { shortage = min(shortage ?? .max, missing) }
    }

    /// As measured, but a cell that spans from an earlier page may need more for what is left of it.
    private func heightOnPage(_ row: Int) -> LayoutUnit {
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

    // MARK: - Breaking between rows

    private func breakPlace(before row: Int) -> (appeal: BreakAppeal, isForced: Bool)? {
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

    private mutating func cut(at row: Int, isForced: Bool) {
        self.isForced = isForced
        next = TableResume(
            row: row, isInsideRow: false, consumedOfRow: .zero, spanning: spanning(into: row), tokens: [:])
    }

    /// The space ran out before `row`: break at the last of the best places.
    private mutating func breakAtBest(orBefore row: Int) {
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

    private func spanning(into row: Int) -> [Int] {
        guard row > 0, row < grid.rows.count, grid.continuesBelow[row - 1] else { return [] }
        var result = resume.spanning.filter { grid.cells[$0].rowEnd > row }
        for place in placed where !place.isRepeated && place.row < row && !place.isContinued {
            for index in grid.rows[place.row].cells where grid.cells[index].rowEnd > row { result.append(index) }
        }
        return result
    }

    // MARK: - Breaking inside rows

    private mutating func trySplit(_ row: Int, reserve: LayoutUnit, hasRows: Bool) -> Bool {
        guard let page = space.fragmentation, !session.style(grid.rows[row].box).flow.breakInside.avoids(page),
            !session.style(grid.sections[grid.rows[row].section].box).flow.breakInside.avoids(page)
        else { return false }
        return split(row, reserve: reserve, isForced: false)
    }

    /// Cuts the cells of a row at the end of the page. False: that is not possible, or not well, and nothing is placed.
    private mutating func split(_ row: Int, reserve: LayoutUnit, isForced: Bool) -> Bool {
        guard let page = space.fragmentation else { return false }
        let end = page.remaining - reserve
        guard end > position else { return false }
        var parts: [Int: TableCellPart] = [:]
        var tokens: [Int32: BreakToken] = [:]
        var hasProgress = false
        var ownHeight = LayoutUnit.zero
        let baseline = rows.measure(row).baseline
        for index in grid.rows[row].cells where grid.cells[index].rowSpan == 1 {
            let slot = grid.cells[index]
            let whole = rows.cell(index)
            ownHeight = max(ownHeight, whole.fragment.size.block)
            var shift = LayoutUnit.zero
            if let baseline, session.style(slot.box).box.verticalAlign.isCellBaseline {
                shift = baseline - whole.baseline
            }
            if position + shift + whole.fragment.size.block <= end, !session.flow.hasForcedBreakInside(slot.box) {
                parts[index] = TableCellPart(fragment: whole.fragment, bubbles: whole.bubbles, token: nil, shift: shift)
                if !whole.isEmpty { hasProgress = true }
                continue
            }
            let result = layOutPart(slot, at: position + shift, end: end, hasContentBefore: !isForced, from: nil)
            guard result.status == .success, let fragment = result.fragment else { return false }
            if !isForced, result.breakAppeal < .perfect || fragment.children.allSatisfy({ $0.fragment.isVacant }) {
                return false
            }
            if !fragment.children.isEmpty { hasProgress = true }
            parts[index] = TableCellPart(
                fragment: fragment, bubbles: result.bubbles, token: result.breakToken, shift: shift)
            if let token = result.breakToken { tokens[token.box] = token }
        }
        if tokens.isEmpty {
            // all its own cells are whole: only a cell over several rows can make it too tall for that
            guard !spanning(into: row).isEmpty || grid.rows[row].cells.contains(where: { grid.cells[$0].rowSpan > 1 })
            else { return false }
            let excess = heightOnPage(row) - (end - position)
            guard excess > .zero, isForced || (!spanning(into: row).isEmpty && excess >= ownHeight) else {
                return false
            }
        } else if !hasProgress {
            return false
        }
        placed.append(
            PlacedRow(row: row, start: position, height: end - position, parts: parts, continues: true))
        let spans = spanning(into: row) + grid.rows[row].cells.filter { grid.cells[$0].rowSpan > 1 }
        next = TableResume(
            row: row, isInsideRow: true, consumedOfRow: end - position, spanning: spans, tokens: tokens)
        position = end + gap
        return true
    }

    /// The rest of a row that was cut. False: it goes on once more.
    private mutating func goOnInside(_ row: Int, reserve: LayoutUnit, isLast: Bool) -> Bool {
        let page = space.fragmentation
        let end = page.map { $0.remaining - reserve } ?? .max
        var parts: [Int: TableCellPart] = [:]
        var tokens: [Int32: BreakToken] = [:]
        var height = LayoutUnit.zero
        var hasProgress = false
        if rows.measure(row).isConstrained { height = (rows.measure(row).height - resume.consumedOfRow).clampedToZero }
        for index in grid.rows[row].cells where grid.cells[index].rowSpan == 1 {
            guard let token = resume.tokens[grid.cells[index].box.index] else { continue }
            let result = layOutPart(grid.cells[index], at: position, end: end, hasContentBefore: false, from: token)
            guard let fragment = result.fragment else { continue }
            if fragment.children.contains(where: { !$0.fragment.isVacant }) { hasProgress = true }
            parts[index] = TableCellPart(
                fragment: fragment, bubbles: result.bubbles, token: result.breakToken, shift: .zero)
            if let rest = result.breakToken { tokens[rest.box] = rest }
            height = max(height, fragment.size.block)
        }
        if !tokens.isEmpty, !hasProgress || end <= position {
            // no room at all: the rest is placed whole and sticks out
            tokens = [:]
            for index in parts.keys.sorted() {
                guard let token = resume.tokens[grid.cells[index].box.index] else { continue }
                let result = layOutRest(index, from: token)
                guard let fragment = result.fragment else { continue }
                parts[index] = TableCellPart(fragment: fragment, bubbles: result.bubbles, token: nil, shift: .zero)
                height = max(height, fragment.size.block)
            }
        }
        var spanned = LayoutUnit.zero
        var natural = rows.measure(row).height
        for index in resume.spanning where grid.cells[index].rowEnd == row + 1 && tokens.isEmpty {
            guard let token = resume.tokens[grid.cells[index].box.index] else { continue }
            spanned = max(spanned, layOutRest(index, from: token).fragment?.size.block ?? .zero)
            natural = max(natural, rows.cell(index).fragment.size.block)
        }
        height = max(height, spanned)
        // a spanning cell may be more than this page holds, too; what does not get shorter by going on sticks out in the end
        let goesOnForSpans =
            page != nil && end > position && spanned > end - position && resume.consumedOfRow <= natural + natural
        let continues = !tokens.isEmpty || goesOnForSpans
        if continues { height = end - position }
        placed.append(
            PlacedRow(
                row: row, start: position, height: height, parts: parts, isContinued: true, continues: continues))
        if continues {
            next = TableResume(
                row: row, isInsideRow: true, consumedOfRow: resume.consumedOfRow + height, spanning: resume.spanning,
                tokens: tokens)
        }
        position += height + gap
        return !continues
    }

    /// A cell's contents from `token` on, down to `end`.
    func layOutPart(
        _ slot: TableCellSlot, at start: LayoutUnit, end: LayoutUnit, hasContentBefore: Bool, from token: BreakToken?
    ) -> LayoutResult {
        var inner = rows.cellSpace(slot)
        if let page = space.fragmentation {
            var part = Fragmentainer(
                kind: page.kind, blockSize: page.offset + end, offset: page.offset + start,
                hasContentBefore: hasContentBefore)
            part.avoidsBreakInside = page.avoidsBreakInside
            inner.fragmentation = part
        }
        return session.layout(slot.box, in: inner, from: token?.isBreakBefore == true ? nil : token)
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
