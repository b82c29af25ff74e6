//  GridSolution.swift
//  In: what the steps of grid layout find. Out: the same, as GridStore keeps it by container: plan, sized tracks and items,
//  the lines that out-of-flow boxes refer to.

import Fragments
import Geometry
import Style

/// A container with all tracks and items sized, without breaks.
struct GridSolution {
    struct Question: Equatable {
        /// Of the border box.
        var inlineSize: LayoutUnit
        var content: LogicalSize
        var least, most: LayoutUnit
        /// Which of its container's tracks a subgrid has, by their number in the store.
        var tracks: Int32
    }
    let question: Question
    var items: [GridItem]
    var columnStarts: [LayoutUnit]
    var columnSizes: [LayoutUnit]
    var rowStarts: [LayoutUnit]
    var rowSizes: [LayoutUnit]
    var contentBlock: LayoutUnit

    func extent(_ range: Range<Int>, _ starts: [LayoutUnit], _ sizes: [LayoutUnit]) -> LayoutUnit {
        guard let last = range.last, last < starts.count else { return .zero }
        return starts[last] + sizes[last] - starts[range.lowerBound]
    }
}

/// Tracks and areas before sizes are known.
struct GridPlan {
    var children: [BoxID]
    var outOfFlow: [BoxID]
    var areas: GridAreas
    var columns: GridExplicitAxis
    var rows: GridExplicitAxis
    var columnGap: LayoutUnit
    var rowGap: LayoutUnit
}

/// The lines of one axis once its tracks have sizes, measured from the border edge.
struct SolvedGridLines {
    let axis: GridExplicitAxis
    /// Implicit tracks before the first explicit line.
    let linesBefore: Int
    let starts: [LayoutUnit]
    let sizes: [LayoutUnit]
    let contentStart: LayoutUnit
    let paddingStart: LayoutUnit
    let paddingEnd: LayoutUnit

    /// From one line to the other; `auto`, and a line that is not there, is the padding edge.
    func span(from: GridLine, to: GridLine) -> (start: LayoutUnit, end: LayoutUnit) {
        let wish = axis.wish(from, to)
        guard let number = wish.start else { return (paddingStart, paddingEnd) }
        let first = number + linesBefore
        let start = from == .auto ? paddingStart : self.start(at: first) ?? paddingStart
        let end = to == .auto ? paddingEnd : self.end(at: first + wish.count) ?? paddingEnd
        return (start, max(start, end))
    }
    /// Of what begins at a line: behind the gutter there; at the last line, where the last track ends.
    private func start(at line: Int) -> LayoutUnit? {
        if starts.indices.contains(line) { return contentStart + starts[line] }
        return line == starts.count ? end(at: line) : nil
    }
    /// Of what ends at a line: before the gutter there; at the first line, where the first track begins.
    private func end(at line: Int) -> LayoutUnit? {
        if starts.indices.contains(line - 1) { return contentStart + starts[line - 1] + sizes[line - 1] }
        return line == 0 ? starts.first.map { contentStart + $0 } : nil
    }
}
