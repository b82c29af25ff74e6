//  FlexLayout.swift
//  In: a flex container and a space. Out: its fragment. (To be furnished: the two functions are the door.)

import Fragments
import Geometry

extension LayoutSession {
    func layoutFlex(_ box: BoxID, in space: ConstraintSpace, from token: BreakToken?) -> LayoutResult {
        emptyResult(box)
    }
    /// min-content and max-content of the contents, content box.
    func flexContentSizes(of box: BoxID) -> MinMaxSizes { .zero }
}
