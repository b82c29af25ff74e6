//  TableColumnFragments.swift
//  In: a page's rows. Out: fragments of columns and their groups, which show nothing but backgrounds behind cells.
//  https://www.w3.org/TR/css-tables-3/#drawing-cell-backgrounds

import Fragments
import Geometry
import Style

extension TableFragmentBuilder {
    /// Column groups and columns have fragments only for their backgrounds, which show behind the cells that begin in them.
    mutating func buildColumns(
        from start: LayoutUnit, to end: LayoutUnit, behind sections: [FragmentLink] = []
    ) {
        let columns = rows.columns
        func hasBackground(_ box: BoxID) -> Bool {
            if box.isNone { return false }
            let decoration = session.style(box).decoration
            return !decoration.backgroundColor.isTransparent || !decoration.backgroundLayers.isEmpty
        }
        let needsAreas = grid.columns.contains { hasBackground($0.box) || hasBackground($0.group) }
        let areas = needsAreas ? cellAreas(sections) : [:]
        func content(_ box: BoxID, _ range: Range<Int>) -> FragmentContent {
            guard hasBackground(box) else { return .none }
            let origin = LogicalOffset(inline: columns.starts[range.lowerBound], block: start)
            return .cellAreas(
                range.flatMap { areas[$0] ?? [] }.map { LogicalRect(offset: $0.offset - origin, size: $0.size) })
        }
        func fragment(_ box: BoxID, _ kind: FragmentKind, _ range: Range<Int>, _ inner: [FragmentLink]) -> FragmentLink
        {
            let origin = columns.starts[range.lowerBound]
            return FragmentLink(
                offset: LogicalOffset(inline: origin, block: start),
                fragment: Fragment(
                    kind: kind, flags: session.partFlags(box), node: session.boxes.node(box).index, box: box.index,
                    style: session.boxes.style(box).index,
                    size: LogicalSize(inline: columns.extent(range), block: end - start), children: inner,
                    content: content(box, range)))
        }
        var index = 0
        var group = 0
        while index < grid.columns.count {
            while group < grid.groups.count, grid.groups[group].columns.isEmpty { group += 1 }
            if group < grid.groups.count, grid.groups[group].columns.lowerBound == index {
                let range = grid.groups[group].columns
                var inner: [FragmentLink] = []
                for column in range where !grid.columns[column].box.isNone {
                    let link = fragment(grid.columns[column].box, .tableColumn, column..<column + 1, [])
                    inner.append(
                        FragmentLink(
                            offset: LogicalOffset(
                                inline: link.offset.inline - columns.starts[range.lowerBound], block: .zero),
                            fragment: link.fragment))
                }
                children.append(fragment(grid.groups[group].box, .tableColumnGroup, range, inner))
                index = range.upperBound
                group += 1
            } else {
                if !grid.columns[index].box.isNone {
                    children.append(fragment(grid.columns[index].box, .tableColumn, index..<index + 1, []))
                }
                index += 1
            }
        }
    }

    /// Cells by the column they begin in, from the table's corner.
    func cellAreas(_ sections: [FragmentLink]) -> [Int: [LogicalRect]] {
        var result: [Int: [LogicalRect]] = [:]
        for section in sections {
            for row in section.fragment.children {
                for cell in row.fragment.children where cell.fragment.kind == .tableCell {
                    guard let index = rows.facts.index(of: cell.fragment.box), !cell.fragment.flags.contains(.hidden)
                    else {
                        continue
                    }
                    result[grid.cells[index].column, default: []].append(
                        LogicalRect(offset: section.offset + row.offset + cell.offset, size: cell.fragment.size))
                }
            }
        }
        return result
    }
}
