//  SlicedBackground.swift
//  In: a box that goes on over pages, columns or lines and has a picture behind it. Out: what its fragments share, so that the picture
//  runs through all parts as if the box had been cut afterwards. https://www.w3.org/TR/css-break-4/#break-decoration
//  Where each part begins is known once the pages are finished: the parts are then walked once, in reading order.

import Fragments
import Geometry
import Style

extension DecorationValues {
    /// Whether a part of the box does not look as a whole box of its size: a picture, or corners that follow from the whole's size.
    fileprivate var showsWholeBox: Bool {
        backgroundLayers.contains { $0.image != nil && $0.attachment != .fixed }
            || [radiusTopLeft, radiusTopRight, radiusBottomRight, radiusBottomLeft].contains {
                $0.x.hasPercent || $0.y.hasPercent
            }
    }
}

extension LayoutSession {
    /// What to paint a block-level fragment's background by; `.none`: by itself.
    func slice(of box: BoxID, _ flags: FragmentFlags, in space: ConstraintSpace) -> FragmentContent {
        // the contents of a column are no part of the box by themselves
        guard !flags.isDisjoint(with: [.continued, .continues]), !space.isMeasuring, !space.isColumnContents,
            isSliced(style(box))
        else { return .none }
        // the canvas has a background of its own on every page
        let parent = boxes.parent(box)
        if parent.isNone || boxes.parent(parent).isNone { return .none }
        return slice(of: box, along: .block, inlineBasis: space.percentageBasis.inline)
    }

    /// The same for an inline box that goes on over lines.
    func slice(ofInline box: BoxID, _ flags: FragmentFlags, _ style: ComputedStyle, inlineBasis: LayoutUnit)
        -> FragmentContent
    {
        guard !flags.isDisjoint(with: [.startCut, .endCut]), isSliced(style) else { return .none }
        return slice(of: box, along: .inline, inlineBasis: inlineBasis)
    }

    private func isSliced(_ style: ComputedStyle) -> Bool {
        style.flow.boxDecorationBreak == .slice && style.decoration.showsWholeBox
    }

    private func slice(of box: BoxID, along axis: SlicedBox.Axis, inlineBasis: LayoutUnit) -> FragmentContent {
        if let known = slicedBoxes[box.index] { return .slice(known) }
        let made = SlicedBox(
            axis: axis, border: borders(of: box), padding: padding(of: box, inlineBasis: inlineBasis))
        slicedBoxes[box.index] = made
        return .slice(made)
    }

    /// Counts the parts of sliced boxes on a finished page.
    func countSlices(on page: Fragment) {
        guard !slicedBoxes.isEmpty else { return }
        var open = [page]
        while let fragment = open.popLast() {
            if case .slice(let box) = fragment.content { box.append(fragment) }
            for link in fragment.children.reversed() { open.append(link.fragment) }
        }
    }
}
