//  GridSolution.swift
//  In: what the steps of grid layout find. Out: the same, kept by container for the pages that share it: plan, sized tracks and items,
//  the lines that out-of-flow boxes refer to.

import Fragments
import Geometry
import Style

/// What grid containers keep for a document.
final class GridStore {
    var solved: [Int32: GridSolution] = [:]
    /// What subgrids have of their containers, by box.
    fileprivate(set) var inherited: [Int32: SubgridTracks] = [:]
    func removeAll() {
        solved.removeAll()
        inherited.removeAll()
    }
    func adopt(_ tracks: SubgridTracks, for box: BoxID) { inherited[box.index] = tracks }
    /// Other tracks: what was solved with the old ones is void.
    func give(_ tracks: SubgridTracks, to box: BoxID) {
        inherited[box.index] = tracks
        solved[box.index] = nil
    }
    /// The items of a container that was laid out.
    func items(of box: BoxID) -> [GridItem]? { solved[box.index]?.items }
}

/// A container with all tracks and items sized, without breaks.
struct GridSolution {
    struct Question: Equatable {
        var content: LogicalSize
        var least, most: LayoutUnit
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
        let start = from != .auto && starts.indices.contains(first) ? contentStart + starts[first] : paddingStart
        let last = first + wish.count - 1
        let end =
            to != .auto && starts.indices.contains(last) ? contentStart + starts[last] + sizes[last] : paddingEnd
        return (start, max(start, end))
    }
}
