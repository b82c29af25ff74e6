//  SlicedBackground.swift
//  In: a box that goes on over pages or columns and has a picture behind it. Out: which part of the whole this fragment shows, so that
//  the picture runs through all parts as if the box had been cut afterwards. https://www.w3.org/TR/css-break-4/#break-decoration

import Fragments
import Geometry
import Style

extension DecorationValues {
    /// Corners whose size follows from the whole box's.
    fileprivate var hasPercentRadius: Bool {
        [radiusTopLeft, radiusTopRight, radiusBottomRight, radiusBottomLeft].contains {
            $0.x.hasPercent || $0.y.hasPercent
        }
    }
}

/// A box that goes on where there is another width has another size without breaks.
struct SliceKey: Hashable {
    var box: BoxID
    var inlineSize: LayoutUnit
}

extension LayoutSession {
    /// What to paint a fragment's background by; `.none`: by itself. `consumed`: block size of earlier fragments; `known`: of the whole.
    func slice(
        of box: BoxID, _ flags: FragmentFlags, consumed: LayoutUnit, known: LayoutUnit?, in space: ConstraintSpace
    ) -> FragmentContent {
        // what stands in the columns of a box is no part of it that could be asked for by itself
        guard !flags.isDisjoint(with: [.continued, .continues]), !space.isMeasuring, !space.isColumnContents else {
            return .none
        }
        let style = style(box)
        guard style.flow.boxDecorationBreak == .slice,
            style.decoration.backgroundLayers.contains(where: { $0.image != nil && $0.attachment != .fixed })
                || style.decoration.hasPercentRadius
        else { return .none }
        // the canvas has a background of its own on every page
        let parent = boxes.parent(box)
        if parent.isNone || boxes.parent(parent).isNone { return .none }
        if let known { return .slice(start: consumed, whole: known) }
        let key = SliceKey(box: box, inlineSize: space.available.inline)
        if let whole = sliceSizes[key] { return .slice(start: consumed, whole: whole) }
        var endless = space
        endless.fragmentation = nil
        endless.earlyBreak = nil
        endless.isNewFormattingContext = true
        guard let fragment = layout(box, in: endless, from: nil).fragment else { return .none }
        sliceSizes[key] = fragment.size.block
        return .slice(start: consumed, whole: fragment.size.block)
    }
}
