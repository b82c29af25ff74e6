//  TableLayout.swift
//  In: a table wrapper and a space. Out: its fragment. (To be furnished: the two functions are the door.)

import Fragments
import Geometry

extension LayoutSession {
    /// Lays out `.tableWrapper` (captions, and the `.table` inside it); called for `.table` only by itself.
    func layoutTable(_ box: BoxID, in space: ConstraintSpace, from token: BreakToken?) -> LayoutResult {
        emptyResult(box)
    }
    /// Border-box min-content and max-content of a `.tableWrapper`, its own width, min-width, max-width applied.
    func tableInlineSizes(of box: BoxID) -> MinMaxSizes { .zero }
}
