//  TableStore.swift
//  In: a table grid box. Out: everything known of it, found once: its slots, its collapsed borders, its columns' sizes, the
//  rows measured at the last width.

import Fragments
import Geometry
import Style

/// What a session remembers of its tables.
final class TableStore {
    fileprivate var facts: [BoxID: TableFacts] = [:]
    func removeAll() { facts.removeAll() }
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
    /// Index into `grid.cells` by box.
    private(set) lazy var cellIndex: [Int32: Int] = {
        var index: [Int32: Int] = [:]
        index.reserveCapacity(grid.cells.count)
        for (number, cell) in grid.cells.enumerated() { index[cell.box.index] = number }
        return index
    }()
    var constraints: [TableColumnConstraint]?
    /// The rows at the width they were last asked for.
    var rows: TableRows?

    init(
        table: BoxID, grid: TableGrid, isFixed: Bool, collapsed: CollapsedBorders?, spacing: LogicalSize
    ) {
        self.table = table
        self.grid = grid
        self.isFixed = isFixed
        self.collapsed = collapsed
        self.spacing = spacing
    }
}

extension LayoutSession {
    func tableFacts(_ table: BoxID) -> TableFacts {
        if let known = tableStore.facts[table] { return known }
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
        let facts = TableFacts(table: table, grid: grid, isFixed: isFixed, collapsed: collapsed, spacing: spacing)
        tableStore.facts[table] = facts
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
            guard style(box).text.borderCollapse == .collapse else { return nil }
            var table = boxes.parent(box)
            while !table.isNone, boxes.kind(table) != .table { table = boxes.parent(table) }
            guard !table.isNone else { return nil }
            let facts = tableFacts(table)
            guard let collapsed = facts.collapsed, let index = facts.cellIndex[box.index] else { return nil }
            return collapsed.edges(of: facts.grid.cells[index])
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
