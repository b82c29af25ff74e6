//  TableColumnConstraints.swift
//  In: a table's slots and its cells' contents. Out: for each column the narrowest and widest size, whether its width is
//  given, and its percentage. https://www.w3.org/TR/css-tables-3/#computing-column-measures
//  Steps: 1 column boxes, 2 cells of one column, 3 spanning cells from the narrowest span to the widest.

import Geometry
import Style

struct TableColumnConstraint {
    var min = LayoutUnit.zero
    var max = LayoutUnit.zero
    /// 100 means 100 %.
    var percent: Double?
    /// Has a width in lengths.
    var isConstrained = false
    /// `visibility: collapse`.
    var isCollapsed = false
    /// Some cell begins in it.
    var hasCells = false

    mutating func encompass(_ cell: TableColumnConstraint) {
        if cell.isConstrained {
            // a given width outranks contents: https://www.w3.org/TR/css-tables-3/#outer-max-content
            max = isConstrained ? Swift.max(max, cell.max) : Swift.max(cell.max, cell.min)
            isConstrained = true
        } else if !isConstrained {
            max = Swift.max(max, cell.max)
        }
        min = Swift.max(min, cell.min)
        max = Swift.max(max, min)
        if let other = cell.percent { percent = Swift.max(percent ?? 0, other) }
    }
}

extension LayoutSession {
    /// The sizes of all columns for automatic layout.
    func columnConstraints(of facts: TableFacts) -> [TableColumnConstraint] {
        if let known = facts.constraints { return known }
        let grid = facts.grid
        let spacing = facts.spacing.inline
        var columns = grid.columns.map { columnConstraint(of: $0) }
        var spanning: [SpanKey: TableColumnConstraint] = [:]
        for (index, cell) in grid.cells.enumerated() {
            let constraint = cellConstraint(of: index, facts: facts)
            columns[cell.column].hasCells = true
            if cell.columnSpan == 1 {
                columns[cell.column].encompass(constraint)
            } else {
                let key = SpanKey(span: cell.columnSpan, column: cell.column)
                if spanning[key]?.encompass(constraint) == nil { spanning[key] = constraint }
            }
        }
        for (key, cell) in spanning.sorted(by: { $0.key < $1.key }) {
            distribute(cell, over: key.column..<key.column + key.span, spacing: spacing, in: &columns)
        }
        // percentages beyond 100 % are cut, from the start of the row on
        var left = 100.0
        for index in columns.indices {
            guard let percent = columns[index].percent else { continue }
            columns[index].percent = Swift.min(percent, left)
            left -= Swift.min(percent, left)
        }
        facts.constraints = columns
        return columns
    }

    private struct SpanKey: Hashable, Comparable {
        let span: Int
        let column: Int
        static func < (a: Self, b: Self) -> Bool { (a.span, a.column) < (b.span, b.column) }
    }

    /// A column takes the width of its `<col>`, or of its `<colgroup>`.
    func columnConstraint(of slot: TableColumnSlot) -> TableColumnConstraint {
        var result = TableColumnConstraint()
        for box in [slot.box, slot.group] where !box.isNone {
            let values = style(box).box
            if style(box).text.visibility == .collapse { result.isCollapsed = true }
            if result.isConstrained || result.percent != nil { continue }
            if case .length(let width) = values.width {
                if let percent = width.percentOnly {
                    if percent > 0 { result.percent = percent }
                } else if let used = width.resolve(against: .indefinite) {
                    result.max = used.clampedToZero
                    result.isConstrained = true
                }
            }
            if case .length(let minimum) = values.minWidth, let used = minimum.resolve(against: .indefinite) {
                result.min = Swift.max(result.min, used)
            }
            if case .length(let maximum) = values.maxWidth, result.isConstrained,
                let used = maximum.resolve(against: .indefinite)
            {
                result.max = Swift.min(result.max, used)
            }
            result.max = Swift.max(result.max, result.min)
        }
        return result
    }

    /// Outer sizes of one cell. https://www.w3.org/TR/css-tables-3/#computing-cell-measures
    private func cellConstraint(of index: Int, facts: TableFacts) -> TableColumnConstraint {
        let cell = facts.grid.cells[index].box
        let border = facts.border(of: index, in: self)
        let edges = border.inlineSum + padding(of: cell, inlineBasis: .zero).inlineSum
        let contents = bareContext(in: cell).map { contentSizes(of: $0) } ?? contentInlineSizes(of: cell)
        var result = TableColumnConstraint()
        result.min = contents.min + edges
        result.max = contents.max + edges
        if self.facts(of: cell).flags.contains(.hasAutomaticWidth) {
            result.max = Swift.max(result.min, result.max)
            return result
        }
        let values = style(cell).box
        func outer(_ length: LengthPercentage) -> LayoutUnit? {
            guard let used = length.resolve(against: .indefinite)?.clampedToZero else { return nil }
            return values.boxSizing == .borderBox ? Swift.max(used, edges) : used + edges
        }
        if case .length(let minimum) = values.minWidth, let used = outer(minimum) {
            result.min = Swift.max(result.min, used)
        }
        var limit = LayoutUnit.max
        if case .length(let maximum) = values.maxWidth {
            if let used = outer(maximum) { limit = used }
        }
        if case .length(let width) = values.width {
            if let percent = width.percentOnly {
                if percent > 0 { result.percent = percent }
            } else if let used = outer(width) {
                result.max = used
                result.isConstrained = true
            }
        }
        result.max = Swift.max(result.min, Swift.min(result.max, limit))
        return result
    }

    /// Borders and padding of a cell, percentages counting as zero.
    func cellEdgesInlineSum(of cell: BoxID) -> LayoutUnit {
        borders(of: cell).inlineSum + padding(of: cell, inlineBasis: .zero).inlineSum
    }

    /// https://www.w3.org/TR/css-tables-3/#intrinsic-size-of-span : what a spanning cell asks for beyond its columns is
    /// given to them by the same rules by which a table's width is.
    private func distribute(
        _ cell: TableColumnConstraint, over range: Range<Int>, spacing: LayoutUnit,
        in columns: inout [TableColumnConstraint]
    ) {
        let gaps = spacing * (range.count - 1)
        if let percent = cell.percent {
            let known = range.reduce(0.0) { $0 + (columns[$1].percent ?? 0) }
            let without = range.filter { columns[$0].percent == nil }
            let rest = percent - known
            if rest > 0, !without.isEmpty {
                let total = without.reduce(0.0) { $0 + columns[$1].max.px }
                for index in without {
                    columns[index].percent =
                        total > 0 ? rest * columns[index].max.px / total : rest / Double(without.count)
                }
            }
        }
        let slice = Array(columns[range])
        let minimum = (cell.min - gaps).clampedToZero
        let maximum = (cell.max - gaps).clampedToZero
        if slice.reduce(LayoutUnit.zero, { $0 + $1.min }) < minimum {
            let sizes = distributeToColumns(minimum, slice, percentageBasis: minimum)
            for (index, size) in zip(range, sizes) {
                columns[index].min = Swift.max(columns[index].min, size)
                columns[index].max = Swift.max(columns[index].max, columns[index].min)
            }
        }
        let widened = Array(columns[range])
        if widened.reduce(LayoutUnit.zero, { $0 + $1.max }) < maximum {
            let sizes = distributeToColumns(maximum, widened, percentageBasis: maximum)
            for (index, size) in zip(range, sizes) { columns[index].max = Swift.max(columns[index].max, size) }
        }
    }
}

extension LengthPercentage {
    /// The percentage, if the value is nothing else.
    var percentOnly: Double? {
        if case .percent(let percent) = self { return Double(percent) }
        return nil
    }
}
