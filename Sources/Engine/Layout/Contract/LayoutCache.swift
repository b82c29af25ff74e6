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
    /// Flex and grid containers ask an item in two or three ways; with fewer answers kept than questions asked, nesting would
    /// double the work at every level.
    private static let answersPerBox = 4
    private var laidOut: [Int32: [Entry]] = [:]
    private var measured: [Int32: [Entry]] = [:]
    /// min-content and max-content border-box sizes.
    var inlineSizes = ByBox<MinMaxSizes>()

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
        guard let entries = space.isMeasuring ? measured[box.index] : laidOut[box.index] else { return nil }
        for entry in entries where entry.space == space { return entry.result }
        guard canIgnoreFragmentation, let fragmentainer = space.fragmentation, space.earlyBreak == nil else {
            return nil
        }
        var plain = space
        plain.fragmentation = nil
        for entry in entries where entry.result.breakToken == nil && entry.result.bubbles.isEmpty {
            guard let fragment = entry.result.fragment, fragment.size.block <= fragmentainer.remaining else { continue }
            if entry.space == plain { return entry.result }
        }
        return nil
    }
    mutating func forgetMeasured(_ box: BoxID) { measured[box.index] = nil }
    mutating func keep(_ box: BoxID, _ space: ConstraintSpace, _ result: LayoutResult) {
        let entry = Entry(space: space, result: result)
        func add(to entries: inout [Entry]) {
            if entries.count >= Self.answersPerBox { entries.removeFirst() }
            entries.append(entry)
        }
        if space.isMeasuring {
            add(to: &measured[box.index, default: []])
        } else {
            add(to: &laidOut[box.index, default: []])
        }
    }
}
