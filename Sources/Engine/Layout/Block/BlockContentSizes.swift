//  BlockContentSizes.swift
//  In: a block container. Out: min-content and max-content of its contents. https://www.w3.org/TR/css-sizing-3/#intrinsic-sizes

import Geometry
import Style

extension LayoutSession {
    /// Content box; margins of children are counted where they are lengths.
    func blockContentSizes(of box: BoxID) -> MinMaxSizes {
        if boxes.kind(box) == .inlineContext { return contentSizes(of: box) }
        var sizes = MinMaxSizes.zero
        var floatsMax = LayoutUnit.zero
        var child = boxes.firstChild(box)
        while !child.isNone {
            defer { child = boxes.nextSibling(child) }
            let traits = boxes.traits(child)
            let kind = boxes.kind(child)
            if traits.contains(.outOfFlow) || kind == .runningElement || kind == .footnoteBody { continue }
            let margins = margins(of: child, inlineBasis: .zero).inlineSum
            var own = inlineSizes(of: child)
            own.min = (own.min + margins).clampedToZero
            own.max = (own.max + margins).clampedToZero
            sizes.min = max(sizes.min, own.min)
            let style = style(child)
            if style.box.clear != .none {
                sizes.max = max(sizes.max, floatsMax)
                floatsMax = .zero
            }
            if traits.contains(.floating) {
                floatsMax += own.max
            } else if kind == .inlineContext || traits.contains(.newFormattingContext) {
                sizes.max = max(sizes.max, floatsMax + own.max)
                floatsMax = .zero
            } else {
                sizes.max = max(sizes.max, max(floatsMax, own.max))
            }
        }
        sizes.max = max(max(sizes.max, floatsMax), sizes.min)
        return sizes
    }
}
