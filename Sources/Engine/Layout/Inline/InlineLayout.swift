//  InlineLayout.swift
//  In: an inline context. Out: prepared once, then lines on demand (InlineFormatting).

import Fragments
import Geometry

extension LayoutSession: InlineFormatting {
    public func line(of box: BoxID, from position: InlinePosition, in space: LineSpace) -> LineResult {
        LineResult(fragment: nil, blockSize: .zero, next: nil, exclusions: space.exclusions)
    }
    public func remainingLines(of box: BoxID, from position: InlinePosition, in space: LineSpace, limit: Int) -> Int {
        0
    }
    public func contentSizes(of box: BoxID) -> MinMaxSizes { .zero }
    public func isEmpty(_ box: BoxID) -> Bool { true }
}

extension LayoutSession {
    /// Their text has changed.
    func forgetParagraphs(_ contexts: [BoxID]) {}
}
