//  CollapsedSegments.swift
//  In: resolved borders and where the rows and columns of one page lie. Out: the segments to paint, weaker ones first, so that
//  the stronger border has the corner.

import Fragments
import Geometry
import Style

/// The rows of one page as the border painter sees them.
struct CollapsedBand {
    /// Row index and its block range in the table fragment, in order.
    var row: Int
    var start: LayoutUnit
    var end: LayoutUnit
    /// The row is cut there: no border.
    var isCutAtStart = false
    var isCutAtEnd = false
}

extension CollapsedBorders {
    /// `lines`: inline offset of each column edge. Edges between rows that are no neighbours in the table (a repeated head
    /// above a later row) are contested anew.
    func segments(bands: [CollapsedBand], lines: [LayoutUnit]) -> [CollapsedBorderSegment] {
        guard !bands.isEmpty, columnCount > 0 else { return [] }
        var found: [(key: UInt32, segment: CollapsedBorderSegment)] = []
        // horizontal edges: above each band, and below the last
        var horizontals: [[CollapsedEdge]] = []
        for index in 0...bands.count {
            horizontals.append(
                (0..<columnCount).map { column in
                    var edge = CollapsedEdge.none
                    if index > 0, !bands[index - 1].isCutAtEnd { edge.take(above(bands[index - 1].row + 1, column)) }
                    if index < bands.count, !bands[index].isCutAtStart { edge.take(above(bands[index].row, column)) }
                    return edge
                })
        }
        func half(_ edges: [CollapsedEdge]) -> LayoutUnit { edges.reduce(LayoutUnit.zero) { max($0, $1.width) } / 2 }
        func append(_ edge: CollapsedEdge, horizontal: Bool, at start: LogicalOffset, length: LayoutUnit) {
            let border = palette[Int(edge.entry)]
            guard !border.color.isTransparent, length > .zero else { return }
            found.append(
                (
                    edge.key,
                    CollapsedBorderSegment(
                        isHorizontal: horizontal, start: start, length: length, width: border.width,
                        style: border.style.rawValue, color: border.color)
                ))
        }
        func isSame(_ a: CollapsedEdge, _ b: CollapsedEdge) -> Bool {
            a.entry == b.entry
                || (a.entry >= 0 && b.entry >= 0 && palette[Int(a.entry)] == palette[Int(b.entry)])
        }
        for index in 0...bands.count {
            let block = index < bands.count ? bands[index].start : bands[index - 1].end
            let row = horizontals[index]
            var column = 0
            while column < columnCount {
                let edge = row[column]
                guard edge.width > .zero, edge.entry >= 0 else {
                    column += 1
                    continue
                }
                var end = column + 1
                let joins = palette[Int(edge.entry)].style == .solid
                while joins, end < columnCount, row[end].width > .zero, isSame(edge, row[end]) { end += 1 }
                func joint(_ line: Int) -> LayoutUnit {
                    half(
                        (index > 0 ? [before(bands[index - 1].row, line)] : [])
                            + (index < bands.count ? [before(bands[index].row, line)] : []))
                }
                let from = lines[column] - joint(column)
                append(
                    edge, horizontal: true, at: LogicalOffset(inline: from, block: block),
                    length: lines[end] + joint(end) - from)
                column = end
            }
        }
        for line in 0...columnCount {
            var index = 0
            while index < bands.count {
                let edge = before(bands[index].row, line)
                guard edge.width > .zero, edge.entry >= 0 else {
                    index += 1
                    continue
                }
                var end = index + 1
                let joins = palette[Int(edge.entry)].style == .solid
                while joins, end < bands.count, isSame(edge, before(bands[end].row, line)),
                    before(bands[end].row, line).width > .zero
                {
                    end += 1
                }
                func joint(_ level: Int) -> LayoutUnit {
                    half(
                        (line > 0 ? [horizontals[level][line - 1]] : [])
                            + (line < columnCount ? [horizontals[level][line]] : []))
                }
                let from = bands[index].start - joint(index)
                append(
                    edge, horizontal: false, at: LogicalOffset(inline: lines[line], block: from),
                    length: bands[end - 1].end + joint(end) - from)
                index = end
            }
        }
        // equal strength: in the order found
        return found.enumerated().sorted { ($0.element.key, $0.offset) < ($1.element.key, $1.offset) }
            .map(\.element.segment)
    }
}
