//  ColumnLayout.swift
//  In: a multi-column container and a space. Out: its fragment. (To be furnished: the two functions are the
//  door.) Its contents are those of a block: `layoutBlock(box, in: space, from: token)` lays them out in one column when
//  `space.isColumnContents` is set: then the box's own edges and sizes count as none.

import Fragments
import Geometry

extension LayoutSession {
    func layoutColumns(_ box: BoxID, in space: ConstraintSpace, from token: BreakToken?) -> LayoutResult {
        layoutBlock(box, in: space, from: token)
    }
    /// min-content and max-content of the contents, content box.
    func columnsContentSizes(of box: BoxID) -> MinMaxSizes { blockContentSizes(of: box) }
}
