//  TableWidth.swift
//  In: a table and the width offered to it. Out: its used width and that of each column, solved once per table and width.
//  https://www.w3.org/TR/css-tables-3/#computing-the-table-width

import Geometry
import Style

/// Columns at one width of the table.
struct TableColumns {
    /// The border-box width of the grid.
    var tableWidth: LayoutUnit
    var widths: [LayoutUnit]
    /// Inline start of each column from the grid's border-box edge.
    var starts: [LayoutUnit]
    var isCollapsed: [Bool]
    let spacing: LayoutUnit

    /// From the start of a column to the end of another, gaps between them included.
    func extent(_ range: Range<Int>) -> LayoutUnit {
        guard let last = range.last else { return .zero }
        return starts[last] + widths[last] - starts[range.lowerBound]
    }
}

extension LayoutSession {
    /// Border and padding of the grid box, and the gaps between and around its columns.
    func tableInlineEdges(_ facts: TableFacts, inlineBasis: LayoutUnit) -> LayoutUnit {
        let edges = borders(of: facts.table).inlineSum + padding(of: facts.table, inlineBasis: inlineBasis).inlineSum
        return edges + tableGaps(facts)
    }
    private func tableGaps(_ facts: TableFacts) -> LayoutUnit {
        facts.grid.columns.isEmpty ? .zero : facts.spacing.inline * (facts.grid.columns.count + 1)
    }

    /// GRIDMIN and GRIDMAX of the columns alone. https://www.w3.org/TR/css-tables-3/#gridmin
    private func columnSums(_ facts: TableFacts) -> MinMaxSizes {
        let columns =
            facts.isFixed ? fixedConstraints(of: facts, inlineBasis: .indefinite) : columnConstraints(of: facts)
        var sums = MinMaxSizes.zero
        var percents = 0.0
        var withoutPercent = LayoutUnit.zero
        var widest = LayoutUnit.zero
        for column in columns where !column.isCollapsed {
            sums.min += column.min
            sums.max += column.max
            if let percent = column.percent, percent > 0 {
                percents += percent
                widest = max(widest, LayoutUnit(px: column.max.px * 100 / percent))
            } else {
                withoutPercent += column.max
            }
        }
        if percents > 0 {
            // as wide as the percentages need to be true, within reason
            let rest = 100 - min(percents, 100)
            if rest > 0.01 {
                widest = max(widest, LayoutUnit(px: withoutPercent.px * 100 / rest))
            } else if withoutPercent > .zero {
                widest = Self.widestTable
            }
            sums.max = max(sums.max, min(widest, Self.widestTable))
        }
        return sums
    }
    private static let widestTable = LayoutUnit(1_000_000)

    /// Border-box min-content and max-content of a `.tableWrapper` (or of its grid), its own width, min-width, max-width applied.
    func tableInlineSizes(of box: BoxID) -> MinMaxSizes {
        let parts = tableParts(of: box)
        guard !parts.grid.isNone else { return .zero }
        let facts = tableFacts(parts.grid)
        let edges = tableInlineEdges(facts, inlineBasis: .zero)
        var sizes = columnSums(facts)
        sizes.min += edges
        sizes.max += edges
        let minimum = sizes.min
        let values = style(parts.grid).box
        func borderBox(_ length: LengthPercentage) -> LayoutUnit? {
            guard let used = length.resolve(against: .indefinite, font: fontBasis(of: style(parts.grid))) else {
                return nil
            }
            return tableBorderBoxWidth(used, facts: facts)
        }
        if case .length(let width) = values.width, let used = borderBox(width) {
            sizes = MinMaxSizes(min: max(used, minimum), max: max(used, minimum))
        }
        if case .length(let limit) = values.maxWidth, let used = borderBox(limit) {
            sizes.min = max(minimum, min(sizes.min, used))
            sizes.max = max(minimum, min(sizes.max, used))
        }
        if case .length(let limit) = values.minWidth, let used = borderBox(limit) {
            sizes.min = max(sizes.min, used)
            sizes.max = max(sizes.max, used)
        }
        for caption in parts.captions {
            let outer = inlineSizes(of: caption).min + margins(of: caption, inlineBasis: .zero).inlineSum
            sizes.min = max(sizes.min, outer)
            sizes.max = max(sizes.max, outer)
        }
        return sizes
    }

    /// A specified width as border-box width of the grid.
    private func tableBorderBoxWidth(_ length: LayoutUnit, facts: TableFacts) -> LayoutUnit {
        let edges =
            borders(of: facts.table).inlineSum + padding(of: facts.table, inlineBasis: .zero).inlineSum
        return style(facts.table).box.boxSizing == .borderBox ? max(length, edges) : length.clampedToZero + edges
    }

    /// The used border-box width of the grid. `available`: what there is for it, margins taken off.
    func tableUsedWidth(_ parts: TableParts, in space: ConstraintSpace, available: LayoutUnit) -> LayoutUnit {
        let facts = tableFacts(parts.grid)
        let sums = columnSums(facts)
        let edges = tableInlineEdges(facts, inlineBasis: space.percentageBasis.inline)
        let minimum = sums.min + edges
        let maximum = sums.max + edges
        if space.isInlineSizeFixed { return max(space.available.inline, minimum) }
        let values = style(parts.grid).box
        let font = fontBasis(of: style(parts.grid))
        func used(_ value: SizeValue) -> LayoutUnit? {
            switch value {
            case .length(let length):
                return length.resolve(against: space.percentageBasis.inline, font: font).map {
                    tableBorderBoxWidth($0, facts: facts)
                }
            case .minContent: return minimum
            case .maxContent: return maximum
            case .stretch: return available
            case .fitContent(let limit):
                let bound = limit?.resolve(against: space.percentageBasis.inline, font: font)
                return max(minimum, min(bound.map { tableBorderBoxWidth($0, facts: facts) } ?? available, maximum))
            case .auto, .none, .content: return nil
            }
        }
        var width = used(values.width) ?? max(minimum, min(maximum, available))
        if let limit = used(values.maxWidth) { width = min(width, limit) }
        if let limit = used(values.minWidth) { width = max(width, limit) }
        width = max(width, minimum)
        for caption in parts.captions {
            width = max(
                width,
                inlineSizes(of: caption).min + margins(of: caption, inlineBasis: space.percentageBasis.inline).inlineSum
            )
        }
        return width
    }

    /// The columns of a grid of this border-box width.
    func tableColumns(_ facts: TableFacts, tableWidth: LayoutUnit, inlineBasis: LayoutUnit) -> TableColumns {
        let spacing = facts.spacing.inline
        let target = (tableWidth - tableInlineEdges(facts, inlineBasis: inlineBasis)).clampedToZero
        var widths: [LayoutUnit]
        let constraints: [TableColumnConstraint]
        if facts.isFixed {
            constraints = fixedConstraints(of: facts, inlineBasis: target)
            widths = distributeFixed(target, constraints)
        } else {
            constraints = columnConstraints(of: facts)
            widths = distributeToColumns(target, constraints, percentageBasis: target)
        }
        let isCollapsed = constraints.map(\.isCollapsed)
        for index in widths.indices where isCollapsed[index] { widths[index] = .zero }
        let border = borders(of: facts.table)
        let padding = padding(of: facts.table, inlineBasis: inlineBasis)
        var position = border.inlineStart + padding.inlineStart + spacing
        var starts: [LayoutUnit] = []
        starts.reserveCapacity(widths.count)
        for (index, width) in widths.enumerated() {
            starts.append(position)
            position += width + (isCollapsed[index] ? .zero : spacing)
        }
        let hiddenGaps = spacing * isCollapsed.reduce(0) { $0 + ($1 ? 1 : 0) }
        let hidden = isCollapsed.contains(true)
        return TableColumns(
            tableWidth: hidden
                ? position + padding.inlineEnd + border.inlineEnd : max(tableWidth, tableWidth - hiddenGaps),
            widths: widths, starts: starts, isCollapsed: isCollapsed, spacing: spacing)
    }

    /// https://www.w3.org/TR/CSS22/tables.html#fixed-table-layout : columns, else the cells of the first row.
    func fixedConstraints(of facts: TableFacts, inlineBasis: LayoutUnit) -> [TableColumnConstraint] {
        let grid = facts.grid
        var columns = grid.columns.map { columnConstraint(of: $0) }
        for index in columns.indices {
            columns[index].min = columns[index].isConstrained ? columns[index].max : .zero
        }
        guard let first = grid.rows.first else { return columns }
        for cell in grid.cells[first.cells] {
            let range = cell.column..<cell.columnEnd
            for column in range { columns[column].hasCells = true }
            let open = range.filter { !columns[$0].isConstrained && columns[$0].percent == nil }
            guard !open.isEmpty, case .length(let width) = style(cell.box).box.width else { continue }
            if let percent = width.percentOnly {
                let known = range.reduce(0.0) { $0 + (columns[$1].percent ?? 0) }
                for column in open { columns[column].percent = max(0, percent - known) / Double(open.count) }
            } else if let used = width.resolve(against: .indefinite, font: fontBasis(of: style(cell.box))) {
                let edges = cellEdgesInlineSum(of: cell.box)
                var outer = style(cell.box).box.boxSizing == .borderBox ? max(used, edges) : used.clampedToZero + edges
                outer -= facts.spacing.inline * (cell.columnSpan - 1)
                for column in range where columns[column].isConstrained { outer -= columns[column].max }
                let parts = share(outer.clampedToZero, by: open.map { _ in 1 })
                for (column, part) in zip(open, parts) {
                    columns[column].max = part
                    columns[column].min = part
                    columns[column].isConstrained = true
                }
            }
        }
        return columns
    }
}

/// What a wrapper holds.
struct TableParts {
    var grid = BoxID.none
    var captions: [BoxID] = []
}

extension LayoutSession {
    /// Of a wrapper; for a grid box itself, that alone.
    func tableParts(of box: BoxID) -> TableParts {
        var parts = TableParts()
        if boxes.kind(box) == .table {
            parts.grid = box
            return parts
        }
        var child = boxes.firstChild(box)
        while !child.isNone {
            switch boxes.kind(child) {
            case .table where parts.grid.isNone: parts.grid = child
            case .tableCaption where !boxes.traits(child).contains(.outOfFlow): parts.captions.append(child)
            default: break
            }
            child = boxes.nextSibling(child)
        }
        return parts
    }
}
