//  TableGrid.swift
//  In: a table grid box. Out: its slots: which rows, sections and columns there are, and where each cell lies.
//  https://www.w3.org/TR/css-tables-3/#table-structure and https://html.spec.whatwg.org/multipage/tables.html#forming-a-table
//  Steps: 1 sort sections (first head first, first foot last), 2 place cells row by row, 3 add columns from column boxes,
//  4 merge tracks that no cell begins or ends in (automatic layout only), so that `colspan="1000"` costs nothing.

import Geometry
import Style

struct TableCellSlot {
    var box: BoxID
    var row: Int
    var column: Int
    var rowSpan: Int
    var columnSpan: Int
    var rowEnd: Int { row + rowSpan }
    var columnEnd: Int { column + columnSpan }
}

struct TableRowSlot {
    var box: BoxID
    var section: Int
    /// The cells that begin in this row, in order.
    var cells: Range<Int>
}

struct TableSectionSlot {
    enum Kind { case head, body, foot }
    var box: BoxID
    var kind: Kind
    var rows: Range<Int>
}

struct TableColumnSlot {
    var box = BoxID.none
    var group = BoxID.none
}

/// A table's structure in visual order.
struct TableGrid {
    /// The bounds of HTML, and of what any real table needs.
    static let maximumColumnSpan = 1_000
    static let maximumRowSpan = 65_534

    var sections: [TableSectionSlot] = []
    var rows: [TableRowSlot] = []
    var cells: [TableCellSlot] = []
    var columns: [TableColumnSlot] = []
    /// Column groups and the columns they take, in order.
    var groups: [(box: BoxID, columns: Range<Int>)] = []
    /// Absolutely positioned and running boxes that stood among the table's parts.
    var strays: [BoxID] = []

    /// For each row, true if some cell goes on from it into the next one.
    var continuesBelow: [Bool] = []

    init(of table: BoxID, in boxes: BoxTree, isFixed: Bool, display: (BoxID) -> Display) {
        var bodies: [BoxID] = []
        var head: BoxID?
        var foot: BoxID?
        var columnCount = 0
        for child in boxes.children(table) {
            if boxes.traits(child).contains(.outOfFlow) {
                strays.append(child)
                continue
            }
            switch boxes.kind(child) {
            case .tableColumnGroup, .tableColumn: columnCount += addColumns(child, boxes)
            case .tableRowGroup:
                if display(child) == .tableHeaderGroup, head == nil {
                    head = child
                } else if display(child) == .tableFooterGroup, foot == nil {
                    foot = child
                } else {
                    bodies.append(child)
                }
            default: strays.append(child)
            }
        }
        var placement = CellPlacement(columnCount: columnCount)
        if let head { addSection(head, .head, boxes, &placement) }
        for body in bodies { addSection(body, .body, boxes, &placement) }
        if let foot { addSection(foot, .foot, boxes, &placement) }
        columnCount = max(columnCount, placement.columnCount)
        while columns.count < columnCount { columns.append(TableColumnSlot()) }
        if !isFixed { mergeTracks() }
        continuesBelow = Array(repeating: false, count: rows.count)
        var reach = 0
        for (index, row) in rows.enumerated() {
            for cell in row.cells { reach = max(reach, cells[cell].rowEnd) }
            continuesBelow[index] = reach > index + 1
        }
    }

    /// A column or a column group; returns how many columns it adds.
    private mutating func addColumns(_ box: BoxID, _ boxes: BoxTree) -> Int {
        let before = columns.count
        let span = min(max(boxes.rareData(box)?.columnSpan ?? 1, 1), Self.maximumColumnSpan)
        if boxes.kind(box) == .tableColumn {
            for _ in 0..<span { columns.append(TableColumnSlot(box: box)) }
        } else {
            var child = boxes.firstChild(box)
            while !child.isNone {
                if boxes.kind(child) == .tableColumn {
                    let count = min(max(boxes.rareData(child)?.columnSpan ?? 1, 1), Self.maximumColumnSpan)
                    for _ in 0..<count { columns.append(TableColumnSlot(box: child, group: box)) }
                }
                child = boxes.nextSibling(child)
            }
            if columns.count == before {
                for _ in 0..<span { columns.append(TableColumnSlot(group: box)) }
            }
            groups.append((box, before..<columns.count))
        }
        return columns.count - before
    }

    private mutating func addSection(
        _ section: BoxID, _ kind: TableSectionSlot.Kind, _ boxes: BoxTree, _ placement: inout CellPlacement
    ) {
        let firstRow = rows.count
        let firstCell = cells.count
        placement.beginSection(at: firstRow)
        for row in boxes.children(section) {
            guard boxes.kind(row) == .tableRow, !boxes.traits(row).contains(.outOfFlow) else {
                strays.append(row)
                continue
            }
            let begin = cells.count
            var column = 0
            for cell in boxes.children(row) {
                guard boxes.kind(cell) == .tableCell, !boxes.traits(cell).contains(.outOfFlow) else {
                    strays.append(cell)
                    continue
                }
                let rare = boxes.rareData(cell)
                let columnSpan = min(max(rare?.columnSpan ?? 1, 1), Self.maximumColumnSpan)
                let rowSpan = min(max(rare?.rowSpan ?? 1, 0), Self.maximumRowSpan)
                column = placement.place(
                    from: column, row: rows.count, columnSpan: columnSpan,
                    rowSpan: rowSpan == 0 ? Self.maximumRowSpan : rowSpan)
                cells.append(
                    TableCellSlot(
                        box: cell, row: rows.count, column: column,
                        rowSpan: rowSpan == 0 ? Self.maximumRowSpan : rowSpan, columnSpan: columnSpan))
                column += columnSpan
            }
            rows.append(TableRowSlot(box: row, section: sections.count, cells: begin..<cells.count))
        }
        for index in firstCell..<cells.count where cells[index].rowEnd > rows.count {
            cells[index].rowSpan = rows.count - cells[index].row
        }
        sections.append(TableSectionSlot(box: section, kind: kind, rows: firstRow..<rows.count))
    }

    /// https://www.w3.org/TR/css-tables-3/#track-merging
    private mutating func mergeTracks() {
        guard columns.count > 1 else { return }
        var isEdge = Array(repeating: false, count: columns.count + 1)
        for (index, column) in columns.enumerated() where !column.box.isNone || !column.group.isNone {
            isEdge[index] = true
            isEdge[index + 1] = true
        }
        for cell in cells {
            isEdge[cell.column] = true
            isEdge[cell.columnEnd] = true
        }
        isEdge[0] = true
        isEdge[columns.count] = true
        var newIndex = Array(repeating: 0, count: columns.count + 1)
        var kept: [TableColumnSlot] = []
        for index in 0..<columns.count {
            newIndex[index] = kept.count
            if isEdge[index] {
                kept.append(columns[index])
            }
        }
        newIndex[columns.count] = kept.count
        guard kept.count < columns.count else { return }
        for index in cells.indices {
            let end = newIndex[cells[index].columnEnd]
            cells[index].column = newIndex[cells[index].column]
            cells[index].columnSpan = end - cells[index].column
        }
        for index in groups.indices {
            let range = groups[index].columns
            groups[index].columns = newIndex[range.lowerBound]..<newIndex[range.upperBound]
        }
        columns = kept
    }

    var headSection: TableSectionSlot? { sections.first.flatMap { $0.kind == .head ? $0 : nil } }
    var footSection: TableSectionSlot? { sections.last.flatMap { $0.kind == .foot ? $0 : nil } }
}

/// Finds the next free slot of a row.
private struct CellPlacement {
    var columnCount: Int
    /// For each column, the first row at which it is free again.
    private var freeFrom: [Int] = []
    private var sectionStart = 0

    init(columnCount: Int) { self.columnCount = columnCount }

    mutating func beginSection(at row: Int) {
        sectionStart = row
        // spans end with their section
        for index in freeFrom.indices { freeFrom[index] = min(freeFrom[index], row) }
    }
    mutating func place(from start: Int, row: Int, columnSpan: Int, rowSpan: Int) -> Int {
        var column = start
        while column < freeFrom.count, freeFrom[column] > row { column += 1 }
        let end = column + columnSpan
        while freeFrom.count < end { freeFrom.append(sectionStart) }
        if rowSpan > 1 {
            for index in column..<end { freeFrom[index] = max(freeFrom[index], row + rowSpan) }
        }
        columnCount = max(columnCount, end)
        return column
    }
}
