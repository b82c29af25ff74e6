//  GridLayout.swift
//  In: a grid container and a space. Out: its fragment. (To be furnished: the two functions are the door.)

import Fragments
import Geometry

extension LayoutSession {
    func layoutGrid(_ box: BoxID, in space: ConstraintSpace, from token: BreakToken?) -> LayoutResult {
        emptyResult(box)
    }
    /// min-content and max-content of the contents, content box.
    func gridContentSizes(of box: BoxID) -> MinMaxSizes { .zero }
}
