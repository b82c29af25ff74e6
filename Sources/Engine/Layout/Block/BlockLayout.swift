//  BlockLayout.swift
//  In: a block container and a space. Out: its fragment.

import Fragments
import Geometry

extension LayoutSession {
    func layoutBlock(_ box: BoxID, in space: ConstraintSpace, from token: BreakToken?) -> LayoutResult {
        emptyResult(box)
    }
    func blockContentSizes(of box: BoxID) -> MinMaxSizes { .zero }
    public func placeFloat(
        _ box: BoxID, origin: LogicalOffset, availableInline: LayoutUnit, percentageBasis: LogicalSize,
        exclusions: inout ExclusionSpace, fragmentation: Fragmentainer?, token: BreakToken?
    ) -> (link: FragmentLink?, result: LayoutResult) {
        (nil, emptyResult(box))
    }
}
