//  LayoutCache.swift
//  In: questions and their answers by box id. Out: the answer, if the same was asked before. Only boxes that begin a formatting
//  context are kept: those are asked several times; blocks in flow are laid out once and would only hold memory.

import Fragments
import Geometry

struct LayoutCache {
    private struct Entry {
        var space: ConstraintSpace
        var result: LayoutResult
    }
    private var laidOut: [Int32: Entry] = [:]
    private var measured: [Int32: Entry] = [:]
    /// min-content and max-content border-box sizes.
    var inlineSizes: [Int32: MinMaxSizes] = [:]

    mutating func removeAll() {
        removeResults()
        inlineSizes.removeAll()
    }
    /// At the end of a page: the fragments of finished pages must be free to go.
    mutating func removeResults() {
        if !laidOut.isEmpty { laidOut.removeAll(keepingCapacity: true) }
        if !measured.isEmpty { measured.removeAll(keepingCapacity: true) }
    }
    /// `canIgnoreFragmentation`: no forced break is inside, so an answer for endless space serves where it fits.
    func answer(_ box: BoxID, _ space: ConstraintSpace, canIgnoreFragmentation: Bool) -> LayoutResult? {
        guard let entry = space.isMeasuring ? measured[box.index] : laidOut[box.index] else { return nil }
        if entry.space == space { return entry.result }
        guard canIgnoreFragmentation, let fragmentainer = space.fragmentation, entry.result.breakToken == nil,
            let fragment = entry.result.fragment, entry.space.fragmentation == nil,
            fragment.size.block <= fragmentainer.remaining, entry.result.bubbles.isEmpty, space.earlyBreak == nil
        else { return nil }
        var plain = space
        plain.fragmentation = nil
        return entry.space == plain ? entry.result : nil
    }
    mutating func keep(_ box: BoxID, _ space: ConstraintSpace, _ result: LayoutResult) {
        let entry = Entry(space: space, result: result)
        if space.isMeasuring { measured[box.index] = entry } else { laidOut[box.index] = entry }
    }
}
