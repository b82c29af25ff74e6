//  GridStore.swift
//  In: solved grids, and the tracks that subgrids are given. Out: the same again for the same question. Pages share them.

import Geometry

/// What grid containers keep for a document.
final class GridStore {
    private var solved: [Int32: [GridSolution]] = [:]
    /// What subgrids have of their containers at this moment, by box.
    private var current: [Int32: NumberedTracks] = [:]
    /// What they had lately.
    private var earlier: [Int32: [NumberedTracks]] = [:]
    private var lastNumber: Int32 = 0
    /// A container that is solved a second time gives its subgrids open tracks again, and then sized ones: with fewer kept,
    /// nesting would double the work at every level.
    private static let mostKept = 4

    /// Tracks that are the same have the same number, so it can be part of a question.
    private struct NumberedTracks {
        var tracks: SubgridTracks
        var number: Int32
    }

    func removeAll() {
        solved.removeAll()
        current.removeAll()
        earlier.removeAll()
    }

    // MARK: - Tracks of subgrids

    func inherited(by box: BoxID) -> SubgridTracks? { current[box.index]?.tracks }
    /// The number of its tracks; 0: it is no subgrid.
    func tracks(of box: BoxID) -> Int32 { current[box.index]?.number ?? 0 }
    func give(_ tracks: SubgridTracks, to box: BoxID) {
        if current[box.index]?.tracks == tracks { return }
        if let known = earlier[box.index]?.first(where: { $0.tracks == tracks }) {
            current[box.index] = known
            return
        }
        lastNumber += 1
        let numbered = NumberedTracks(tracks: tracks, number: lastNumber)
        current[box.index] = numbered
        Self.add(numbered, to: &earlier[box.index, default: []], most: Self.mostKept)
    }

    // MARK: - Solutions

    func solution(of box: BoxID, _ question: GridSolution.Question) -> GridSolution? {
        solved[box.index]?.first { $0.question == question }
    }
    func keep(_ solution: GridSolution, for box: BoxID) {
        Self.add(
            solution, to: &solved[box.index, default: []], most: solution.question.tracks == 0 ? 1 : Self.mostKept)
    }
    /// The items of a subgrid as they were measured: with these tracks, its border box this wide.
    func items(of box: BoxID, tracks: Int32, inlineSize: LayoutUnit) -> [GridItem]? {
        solved[box.index]?.last { $0.question.tracks == tracks && $0.question.inlineSize == inlineSize }?.items
    }

    private static func add<Element>(_ element: Element, to list: inout [Element], most: Int) {
        if list.count >= most { list.removeFirst() }
        list.append(element)
    }
}
