//  TableRows.swift
//  In: a table's slots and solved columns, its cells' contents (TableCells). Out: the height and baseline of each row. https://www.w3.org/TR/css-tables-3/#row-layout
//  Rows are measured in bands: neighbours that no spanning cell joins are measured apart, so a page measures only its own rows.

import Fragments
import Geometry
import Style

struct TableRowMeasure {
    var height = LayoutUnit.zero
    /// Distance of the row's baseline from its block start, if a cell is aligned to it.
    var baseline: LayoutUnit?
    var isConstrained = false
    var percent: Double?
    /// `visibility: collapse`, or nothing but hidden empty cells: no height and no gap.
    var isCollapsed = false
}

/// The rows of one table at one width.
final class TableRows {
    let facts: TableFacts
    let columns: TableColumns
    /// What percentages in cells refer to.
    let inlineBasis: LayoutUnit
    unowned let session: LayoutSession
    @exclusivity(unchecked) private var measures: [TableRowMeasure?]
    @exclusivity(unchecked) private var contents: [TableCellContents?]
    /// Heads and feet by section, first and repeated ones apart: laid out once, used on every page.
    var keptSections: [Int: KeptSection] = [:]
    /// Row heights where the table's own height stretches them.
    @exclusivity(unchecked) private var stretched: (target: LayoutUnit, heights: [LayoutUnit])?

    /// The width that the columns were solved for.
    let askedWidth: LayoutUnit

    init(
        facts: TableFacts, columns: TableColumns, askedWidth: LayoutUnit, inlineBasis: LayoutUnit,
        session: LayoutSession
    ) {
        self.facts = facts
        self.columns = columns
        self.askedWidth = askedWidth
        self.inlineBasis = inlineBasis
        self.session = session
        measures = Array(repeating: nil, count: facts.grid.rows.count)
        contents = Array(repeating: nil, count: facts.grid.cells.count)
    }

    func measure(_ row: Int) -> TableRowMeasure {
        if measures[row] == nil { measureBand(around: row) }
        var result = measures[row] ?? TableRowMeasure()
        if let stretched { result.height = stretched.heights[row] }
        return result
    }
    /// The gap below a row.
    func gap(after row: Int) -> LayoutUnit { measure(row).isCollapsed ? .zero : facts.spacing.block }

    func cell(_ index: Int) -> TableCellContents {
        if let known = contents[index] { return known }
        let found = layOut(index)
        contents[index] = found
        return found
    }

    /// Finished pages need not keep their rows alive.
    func release(before row: Int) {
        guard row > 0 else { return }
        var index = facts.grid.rows[min(row, facts.grid.rows.count) - 1].cells.upperBound - 1
        while index >= 0, contents[index] != nil {
            if facts.grid.sections[facts.grid.rows[facts.grid.cells[index].row].section].kind != .head,
                facts.grid.cells[index].rowEnd <= row
            {
                contents[index] = nil
            }
            index -= 1
        }
    }

    // MARK: - Rows

    private func measureBand(around row: Int) {
        let grid = facts.grid
        var first = row
        while first > 0, grid.continuesBelow[first - 1] { first -= 1 }
        var end = row + 1
        while end < grid.rows.count, grid.continuesBelow[end - 1] { end += 1 }
        var spanning: [Int] = []
        for index in first..<end { measures[index] = measureRow(index, spanning: &spanning) }
        // the shorter spans first: what they add counts for the longer ones
        for index in spanning.sorted(by: { (grid.cells[$0].rowSpan, $0) < (grid.cells[$1].rowSpan, $1) }) {
            stretch(for: grid.cells[index], to: cell(index).height)
        }
    }

    private func measureRow(_ row: Int, spanning: inout [Int]) -> TableRowMeasure {
        let slot = facts.grid.rows[row]
        var result = TableRowMeasure()
        let style = session.style(slot.box)
        let section = session.style(facts.grid.sections[slot.section].box)
        if style.text.visibility == .collapse || section.text.visibility == .collapse {
            result.isCollapsed = true
            return result
        }
        let hasHeight = !session.facts(of: slot.box).flags.contains(.hasAutomaticHeight)
        for value in hasHeight ? [style.box.height, style.box.minHeight] : [] {
            guard case .length(let length) = value else { continue }
            if let percent = length.percentOnly {
                result.percent = percent
            } else if let used = length.resolve(against: .indefinite, font: session.fontBasis(of: style)) {
                result.height = max(result.height, used)
                result.isConstrained = true
            }
        }
        var ascent: LayoutUnit?
        var descent: LayoutUnit?
        var isHidden = facts.collapsed == nil && !slot.cells.isEmpty && !facts.grid.continuesBelow[row]
        for index in slot.cells {
            let cell = cell(index)
            let box = facts.grid.cells[index].box
            let own = session.facts(of: box)
            if isHidden, !cell.isEmpty || session.style(box).text.emptyCells == .show { isHidden = false }
            let spans = facts.grid.cells[index].rowSpan > 1
            if spans { spanning.append(index) }
            if own.cellAlignment == .baseline {
                ascent = max(ascent ?? .zero, cell.baseline)
                if !spans { descent = max(descent ?? .min, cell.height - cell.baseline) }
            } else if !spans {
                result.height = max(result.height, cell.height)
            }
            if !spans, let percent = cell.percentHeight { result.percent = max(result.percent ?? 0, percent) }
            if !spans, !own.flags.contains(.hasAutomaticHeight),
                case .length(let length) = session.style(box).box.height, length.percentOnly == nil
            {
                result.isConstrained = true
            }
        }
        if let ascent {
            result.baseline = ascent
            // a baseline may lie below its cell: a line height less than the letters'
            if let descent { result.height = max(result.height, ascent + descent) }
        }
        if isHidden {
            result.height = .zero
            result.isCollapsed = true
        }
        return result
    }

    /// A spanning cell that is taller than its rows: rows that are free to grow do so in proportion, else the last one.
    private func stretch(for slot: TableCellSlot, to height: LayoutUnit) {
        let rows = (slot.row..<slot.rowEnd).filter { !(measures[$0]?.isCollapsed ?? true) }
        guard let last = rows.last else { return }
        let sum = rows.reduce(LayoutUnit.zero) { $0 + (measures[$1]?.height ?? .zero) }
        let excess = height - sum - facts.spacing.block * (rows.count - 1)
        guard excess > .zero else { return }
        let free = rows.filter { !(measures[$0]?.isConstrained ?? false) && (measures[$0]?.height ?? .zero) > .zero }
        let growing = free.isEmpty ? [last] : free
        let parts = share(excess, by: growing.map { free.isEmpty ? 1 : measures[$0]?.height.px ?? 0 })
        for (row, part) in zip(growing, parts) { measures[row]?.height += part }
    }

    // MARK: - A table with a height of its own

    /// https://www.w3.org/TR/css-tables-3/#height-distribution : `target` is the height of all rows and the gaps between and around them.
    func stretch(toFill target: LayoutUnit) {
        if stretched?.target == target { return }
        forgetStretch()
        let all = facts.grid.rows.indices.map { measure($0) }
        var heights = all.map(\.height)
        let gaps = facts.spacing.block * (all.reduce(0) { $0 + ($1.isCollapsed ? 0 : 1) } + 1)
        let whole = (target - gaps).clampedToZero
        var rest = whole - heights.reduce(.zero, +)
        if rest > .zero {
            for (row, measure) in all.enumerated() {
                guard let percent = measure.percent, rest > .zero else { continue }
                let growth = min(rest, (LayoutUnit(px: whole.px * percent / 100) - heights[row]).clampedToZero)
                heights[row] += growth
                rest -= growth
            }
        }
        if rest > .zero {
            let sections = facts.grid.sections
            let hasBody = sections.contains { $0.kind == .body && !$0.rows.isEmpty }
            let candidates = all.indices.filter {
                !all[$0].isCollapsed && (!hasBody || sections[facts.grid.rows[$0].section].kind == .body)
            }
            let free = candidates.filter { !all[$0].isConstrained && all[$0].percent == nil }
            let chosen = free.isEmpty ? candidates : free
            let weights = chosen.map { heights[$0].px }
            let parts = share(rest, by: weights.contains { $0 > 0 } ? weights : chosen.map { _ in 1 })
            for (row, part) in zip(chosen, parts) { heights[row] += part }
        }
        stretched = (target, heights)
    }
    func forgetStretch() {
        if stretched != nil { keptSections = [:] }
        stretched = nil
    }
}

extension Fragment {
    /// Holds nothing visible: no text, no picture, no box with content.
    var isVacant: Bool {
        if case .none = content {
            switch kind {
            case .line, .inline, .block: return children.allSatisfy { $0.fragment.isVacant } && size.block == .zero
            default: return false
            }
        }
        return false
    }
}
