//  PositionedLayout.swift
//  In: absolutely positioned boxes that wait in a container's bubbles. Out: their fragments, placed.

import Fragments
import Geometry

extension LayoutSession {
    /// Every algorithm calls this once its own border-box size is known: takes those boxes out of `bubbles` whose containing
    /// block `box` is, and returns them placed, relative to the border box.
    func placePositioned(
        _ bubbles: inout Bubbles, in box: BoxID, size: LogicalSize, border: LogicalEdges, fragmentation: Fragmentainer?
    ) -> [FragmentLink] {
        []
    }
}
