//  TableStore.swift
//  In: a table grid box. Out: everything known of it, found once: its slots, its collapsed borders, its columns' sizes, the
//  rows measured at the last width.

import Fragments
import Geometry
import Style

/// What a session remembers of its tables.
final class TableStore {
    private var facts: [BoxID: TableFacts] = [:]
    /// The table asked for last: its cells ask one after the other.
    private var last: TableFacts?
    deinit { removeAll() }
    /// Rows and the facts they were made of hold each other: without this no table's fragments would ever be freed.
    func removeAll() {
        for table in facts.values { table.rows = nil }
        facts.removeAll()
        last = nil
    }
    func known(_ table: BoxID) -> TableFacts? {
        if let last, last.table == table { return last }
        guard let found = facts[table] else { return nil }
        last = found
        return found
    }
    func keep(_ found: TableFacts) {
        facts[found.table] = found
        last = found
    }
}

/// One table's slots and, as soon as they are asked for, its column constraints and row heights.
final class TableFacts {
    let table: BoxID
    let grid: TableGrid
    /// `table-layout: fixed` with a width.
    let isFixed: Bool
    let collapsed: CollapsedBorders?
    /// Zero where borders collapse.
    let spacing: LogicalSize
    /// Index into `grid.cells` by the box's distance from the table, −1 for other boxes.
    private lazy var cellIndex: [Int32] = {
        let end = grid.cells.map(\.box.index).max() ?? table.index
        var index = Array(repeating: Int32(-1), count: Int(max(0, end - table.index)) + 1)
        for (number, cell) in grid.cells.enumerated() where cell.box.index >= table.index {
            index[Int(cell.box.index - table.index)] = Int32(number)
        }
        return index
    }()
    /// A cell's place among the slots.
    func index(of cell: Int32) -> Int? {
        let place = Int(cell - table.index)
        guard place >= 0, place < cellIndex.count, cellIndex[place] >= 0 else { return nil }
        return Int(cellIndex[place])
    }
    /// Each cell's share of the collapsed borders.
    private(set) lazy var collapsedEdges: [LogicalEdges] =
        collapsed.map { borders in grid.cells.map { borders.edges(of: $0) } } ?? []
    /// Sums carried over page breaks; nil: none.
    let carry: TableCarrySums?
    /// By inline context: how far its text is moved from the line's end so that a column's cells align on a character.
    var characterShifts: [Int32: Float]?
    var constraints: [TableColumnConstraint]?
    /// The rows at the width they were last asked for.
    var rows: TableRows?

    init(
        table: BoxID, grid: TableGrid, isFixed: Bool, collapsed: CollapsedBorders?, spacing: LogicalSize,
        carry: TableCarrySums?
    ) {
        self.carry = carry
        self.table = table
        self.grid = grid
        self.isFixed = isFixed
        self.collapsed = collapsed
        self.spacing = spacing
    }
}

extension LayoutSession {
    func tableFacts(_ table: BoxID) -> TableFacts {
        if let known = tableStore.known(table) { return known }
        let values = style(table)
        let hasWidth =
            switch values.box.width {
            case .auto, .maxContent: false
            default: true
            }
        let isFixed = values.box.tableLayout == .fixed && hasWidth
        let grid = TableGrid(of: table, in: boxes, isFixed: isFixed) { style($0).box.display }
        var collapsed: CollapsedBorders?
        if values.text.borderCollapse == .collapse {
            var collapser = BorderCollapser(
                grid: grid, isRightToLeft: values.text.direction == .rtl, styleIndex: { self.boxes.style($0) },
                styleOf: { self.document.table[$0] })
            collapsed = collapser.resolve(table: table)
        }
        let spacing =
            collapsed != nil
            ? LogicalSize.zero
            : LogicalSize(
                inline: LayoutUnit(px: values.text.borderSpacingInline).clampedToZero,
                block: LayoutUnit(px: values.text.borderSpacingBlock).clampedToZero)
        let facts = TableFacts(
            table: table, grid: grid, isFixed: isFixed, collapsed: collapsed, spacing: spacing,
            carry: carrySums(of: grid))
        tableStore.keep(facts)
        return facts
    }

    /// Borders of a box that is part of a table, where they are not its style's own: none for rows, groups and columns, half of the
    /// collapsed ones for cells and the table. nil: the style's own.
    func tablePartBorders(of box: BoxID) -> LogicalEdges? {
        switch boxes.kind(box) {
        case .tableRow, .tableRowGroup, .tableColumn, .tableColumnGroup: return .zero
        case .table:
            guard style(box).text.borderCollapse == .collapse else { return nil }
            return tableFacts(box).collapsed?.tableEdges
        case .tableCell:
            guard facts(of: box).flags.contains(.collapsesBorders) else { return nil }
            var table = boxes.parent(box)
            while !table.isNone, boxes.kind(table) != .table { table = boxes.parent(table) }
            guard !table.isNone else { return nil }
            let facts = tableFacts(table)
            guard facts.collapsed != nil, let index = facts.index(of: box.index) else { return nil }
            return facts.collapsedEdges[index]
        default: return nil
        }
    }

    /// Collapsed borders leave a table no padding.
    func tablePartPadding(of box: BoxID) -> LogicalEdges? {
        switch boxes.kind(box) {
        case .tableRow, .tableRowGroup, .tableColumn, .tableColumnGroup: .zero
        case .table: style(box).text.borderCollapse == .collapse ? .zero : nil
        default: nil
        }
    }
}
