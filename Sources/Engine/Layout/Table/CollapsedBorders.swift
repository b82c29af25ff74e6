//  CollapsedBorders.swift
//  In: a table's slots and the borders of its cells, rows, groups, columns and of itself. Out: the winner on every grid edge,
//  half of each as the cells' own borders, and the segments to paint.
//  https://www.w3.org/TR/CSS22/tables.html#border-conflict-resolution
//  Invariants: 1 an edge inside a spanning cell has no border; 2 `hidden` beats all, `none` loses to all; 3 wider wins, then
//  the style, then cell › row › row group › column › column group › table, then the one further up and to the start.

import Fragments
import Geometry
import Style

/// One candidate or winner; candidates compare by `key` alone.
struct CollapsedEdge: Hashable {
    /// hidden (1 bit), width in 64ths (20 bits), style (4 bits), origin (3 bits); 0: no border.
    var key: UInt32 = 0
    /// Index into `CollapsedBorders.palette`.
    var entry: Int32 = -1
    static let none = CollapsedEdge()
    static let hiddenBit: UInt32 = 1 << 31
    var isHidden: Bool { key & Self.hiddenBit != 0 }
    var width: LayoutUnit { isHidden ? .zero : LayoutUnit(raw: Int32((key >> 7) & 0xF_FFFF)) }

    mutating func take(_ other: CollapsedEdge) {
        if other.key > key { self = other }
    }
}

/// The resolved borders of one table.
struct CollapsedBorders {
    let rowCount: Int
    let columnCount: Int
    /// Edge above row r at column c: `horizontal[r * columnCount + c]`, r from 0 to rowCount.
    var horizontal: [CollapsedEdge]
    /// Edge before column c in row r: `vertical[r * (columnCount + 1) + c]`.
    var vertical: [CollapsedEdge]
    var palette: [BorderEdge]
    /// The table's own borders: half of what lies on its edges.
    var tableEdges = LogicalEdges.zero

    func above(_ row: Int, _ column: Int) -> CollapsedEdge { horizontal[row * columnCount + column] }
    func before(_ row: Int, _ column: Int) -> CollapsedEdge { vertical[row * (columnCount + 1) + column] }

    /// The table's half of the widest border above a row (for `rowCount`: below the last one).
    func halfAbove(_ row: Int) -> LayoutUnit {
        (0..<columnCount).reduce(LayoutUnit.zero) { max($0, above(row, $1).width) } / 2
    }
    func halfBelow(_ row: Int) -> LayoutUnit {
        let widest = (0..<columnCount).reduce(LayoutUnit.zero) { max($0, above(row + 1, $1).width) }
        return widest - widest / 2
    }

    /// A cell's share of the borders around it: the first half belongs to the box after the edge.
    func edges(of cell: TableCellSlot) -> LogicalEdges {
        var top = LayoutUnit.zero
        var bottom = LayoutUnit.zero
        var start = LayoutUnit.zero
        var end = LayoutUnit.zero
        for column in cell.column..<cell.columnEnd {
            top = max(top, above(cell.row, column).width)
            bottom = max(bottom, above(cell.rowEnd, column).width)
        }
        for row in cell.row..<cell.rowEnd {
            start = max(start, before(row, cell.column).width)
            end = max(end, before(row, cell.columnEnd).width)
        }
        return LogicalEdges(
            blockStart: top - top / 2, inlineEnd: end / 2, blockEnd: bottom / 2, inlineStart: start - start / 2)
    }
}

/// The four borders of one style as candidates, without origin.
private struct EdgeSet {
    var top, end, bottom, start: CollapsedEdge
}

/// Gathers candidates and resolves conflicts.
struct BorderCollapser {
    /// Beyond this many slots borders are painted separately: no real table is that large.
    static let maximumSlots = 8_000_000

    private enum Origin: UInt32 { case table, columnGroup, column, rowGroup, row, cell }
    private let grid: TableGrid
    private let styleIndex: (BoxID) -> StyleID
    private let styleOf: (StyleID) -> ComputedStyle
    private var sets: [Int32: EdgeSet] = [:]
    private var palette: [BorderEdge] = []
    private let isRightToLeft: Bool

    init(
        grid: TableGrid, isRightToLeft: Bool, styleIndex: @escaping (BoxID) -> StyleID,
        styleOf: @escaping (StyleID) -> ComputedStyle
    ) {
        self.grid = grid
        self.isRightToLeft = isRightToLeft
        self.styleIndex = styleIndex
        self.styleOf = styleOf
    }

    mutating func resolve(table: BoxID) -> CollapsedBorders? {
        let rowCount = grid.rows.count
        let columnCount = grid.columns.count
        guard rowCount * (columnCount + 1) <= Self.maximumSlots else { return nil }
        let lineCount = columnCount + 1
        var horizontal = Array(repeating: CollapsedEdge.none, count: (rowCount + 1) * columnCount)
        var vertical = Array(repeating: CollapsedEdge.none, count: rowCount * lineCount)
        // cells first: among equals the one met first stays, and a cell above or before is met first
        for cell in grid.cells {
            let set = edges(of: cell.box, .cell)
            for column in cell.column..<cell.columnEnd {
                horizontal[cell.row * columnCount + column].take(set.top)
                horizontal[cell.rowEnd * columnCount + column].take(set.bottom)
            }
            for row in cell.row..<cell.rowEnd {
                vertical[row * lineCount + cell.column].take(set.start)
                vertical[row * lineCount + cell.columnEnd].take(set.end)
            }
        }
        for (index, row) in grid.rows.enumerated() {
            let set = edges(of: row.box, .row)
            for column in 0..<columnCount {
                horizontal[index * columnCount + column].take(set.top)
                horizontal[(index + 1) * columnCount + column].take(set.bottom)
            }
            vertical[index * lineCount].take(set.start)
            vertical[index * lineCount + columnCount].take(set.end)
        }
        for section in grid.sections where !section.rows.isEmpty {
            let set = edges(of: section.box, .rowGroup)
            for column in 0..<columnCount {
                horizontal[section.rows.lowerBound * columnCount + column].take(set.top)
                horizontal[section.rows.upperBound * columnCount + column].take(set.bottom)
            }
            for row in section.rows {
                vertical[row * lineCount].take(set.start)
                vertical[row * lineCount + columnCount].take(set.end)
            }
        }
        func takeColumns(_ columns: Range<Int>, _ set: EdgeSet) {
            guard rowCount > 0, !columns.isEmpty else { return }
            for column in columns {
                horizontal[column].take(set.top)
                horizontal[rowCount * columnCount + column].take(set.bottom)
            }
            for row in 0..<rowCount {
                vertical[row * lineCount + columns.lowerBound].take(set.start)
                vertical[row * lineCount + columns.upperBound].take(set.end)
            }
        }
        for (index, column) in grid.columns.enumerated() where !column.box.isNone {
            takeColumns(index..<index + 1, edges(of: column.box, .column))
        }
        for group in grid.groups { takeColumns(group.columns, edges(of: group.box, .columnGroup)) }
        takeColumns(0..<columnCount, edges(of: table, .table))
        // nothing inside a spanning cell
        for cell in grid.cells where cell.rowSpan > 1 || cell.columnSpan > 1 {
            for row in cell.row + 1..<max(cell.rowEnd, cell.row + 1) {
                for column in cell.column..<cell.columnEnd { horizontal[row * columnCount + column] = .none }
            }
            for column in cell.column + 1..<max(cell.columnEnd, cell.column + 1) {
                for row in cell.row..<cell.rowEnd { vertical[row * lineCount + column] = .none }
            }
        }
        var result = CollapsedBorders(
            rowCount: rowCount, columnCount: columnCount, horizontal: horizontal, vertical: vertical, palette: palette)
        result.tableEdges = tableEdges(result)
        return result
    }

    /// Left and right come from the first row, top and bottom from the widest: wider ones elsewhere spill into the margin.
    private func tableEdges(_ borders: CollapsedBorders) -> LogicalEdges {
        guard borders.rowCount > 0, borders.columnCount > 0 else { return .zero }
        var top = LayoutUnit.zero
        var bottom = LayoutUnit.zero
        for column in 0..<borders.columnCount {
            top = max(top, borders.above(0, column).width)
            bottom = max(bottom, borders.above(borders.rowCount, column).width)
        }
        let start = borders.before(0, 0).width
        let end = borders.before(0, borders.columnCount).width
        return LogicalEdges(
            blockStart: top / 2, inlineEnd: end - end / 2, blockEnd: bottom - bottom / 2, inlineStart: start / 2)
    }

    private mutating func edges(of box: BoxID, _ origin: Origin) -> EdgeSet {
        let id = styleIndex(box)
        var set: EdgeSet
        if let known = sets[id.index] {
            set = known
        } else {
            let border = styleOf(id).decoration.border
            set = EdgeSet(
                top: candidate(border.top), end: candidate(isRightToLeft ? border.left : border.right),
                bottom: candidate(border.bottom), start: candidate(isRightToLeft ? border.right : border.left))
            sets[id.index] = set
        }
        func with(_ edge: CollapsedEdge) -> CollapsedEdge {
            edge.key == 0 ? edge : CollapsedEdge(key: edge.key | origin.rawValue, entry: edge.entry)
        }
        return EdgeSet(top: with(set.top), end: with(set.end), bottom: with(set.bottom), start: with(set.start))
    }

    private mutating func candidate(_ border: BorderEdge) -> CollapsedEdge {
        if border.style == .hidden { return CollapsedEdge(key: CollapsedEdge.hiddenBit, entry: -1) }
        guard border.style.isVisible, border.width > 0 else { return .none }
        let rank: UInt32 =
            switch border.style {
            case .double: 8
            case .solid: 7
            case .dashed: 6
            case .dotted: 5
            case .ridge: 4
            case .outset: 3
            case .groove: 2
            case .inset: 1
            case .none, .hidden: 0
            }
        let width = UInt32(min(max(LayoutUnit(px: border.width).raw, 1), 0xF_FFFF))
        palette.append(border)
        return CollapsedEdge(key: width << 7 | rank << 3, entry: Int32(palette.count - 1))
    }
}
