//  PositionedLayout.swift
//  In: absolutely positioned boxes that wait in a container's bubbles. Out: their fragments, placed.
//  https://www.w3.org/TR/css-position-3/#abspos-layout, https://www.w3.org/TR/CSS22/visudet.html#abs-non-replaced-width

import Fragments
import Geometry
import Style

extension LayoutSession {
    /// Every algorithm calls this once its own border-box size is known: takes those boxes out of `bubbles` whose containing
    /// block `box` is, and returns them placed, relative to the border box. `fragmentation.offset` is the border box's own.
    func placePositioned(
        _ bubbles: inout Bubbles, in box: BoxID, size: LogicalSize, border: LogicalEdges, fragmentation: Fragmentainer?
    ) -> [FragmentLink] {
        let traits = boxes.traits(box)
        guard traits.contains(.containsAbsolute) || traits.contains(.containsFixed) else { return [] }
        let containing = LogicalRect(
            offset: LogicalOffset(inline: border.inlineStart, block: border.blockStart),
            size: LogicalSize(
                inline: (size.inline - border.inlineSum).clampedToZero,
                block: (size.block - border.blockSum).clampedToZero))
        return placePositioned(
            &bubbles, in: containing, direction: style(box).text.direction, fragmentation: fragmentation
        ) { entry in
            self.boxes.traits(entry.box).contains(.fixed)
                ? traits.contains(.containsFixed) : traits.contains(.containsAbsolute)
        }
    }

    /// The same for a containing block given as a rectangle.
    func placePositioned(
        _ bubbles: inout Bubbles, in containing: LogicalRect, direction: Direction, fragmentation: Fragmentainer?,
        where belongs: (OutOfFlowBox) -> Bool
    ) -> [FragmentLink] {
        guard !bubbles.outOfFlow.isEmpty else { return [] }
        var links: [FragmentLink] = []
        var waiting = bubbles.outOfFlow
        bubbles.outOfFlow = []
        // an entry may bring others with it; each box is placed once
        var rounds = 0
        while !waiting.isEmpty, rounds < 1_000 {
            rounds += 1
            var next: [OutOfFlowBox] = []
            for entry in waiting {
                guard entry.token == nil, belongs(entry) else {
                    bubbles.outOfFlow.append(entry)
                    continue
                }
                let (link, result) = layoutPositioned(
                    entry, in: containing, direction: direction, fragmentation: fragmentation)
                if let link {
                    links.append(link)
                    if !result.bubbles.isEmpty {
                        var inner = Bubbles()
                        inner.absorb(result.bubbles, at: link.offset)
                        next += inner.outOfFlow
                        bubbles.footnotes += inner.footnotes
                    }
                }
                if let token = result.breakToken {
                    var rest = entry
                    rest.token = token
                    rest.staticOffset = link?.offset ?? entry.staticOffset
                    bubbles.outOfFlow.append(rest)
                }
            }
            waiting = next
        }
        return links
    }

    /// All that is left of the box is padding and border: that sticks out rather than asking for a page.
    private func isEdgeAlone(_ token: BreakToken?, of box: BoxID) -> Bool {
        guard let token, token.flags.contains(.hasSeenAllChildren), token.children.isEmpty,
            case .units(let rest, _) = token.detail, let rest = rest.first
        else { return false }
        return rest <= borders(of: box).blockEnd + padding(of: box, inlineBasis: .zero).blockEnd
    }

    /// Sizes and places one box in its containing block.
    func layoutPositioned(
        _ entry: OutOfFlowBox, in containing: LogicalRect, direction: Direction, fragmentation: Fragmentainer?
    ) -> (FragmentLink?, LayoutResult) {
        let box = entry.box
        let style = style(box)
        let basis = containing.size
        let isRTL = direction == .rtl
        func used(_ side: LengthOrAuto, _ basis: LayoutUnit) -> LayoutUnit? {
            side.lengthPercentage.flatMap { resolve($0, against: basis, style) }
        }
        let inset = style.box.inset
        let inlineStart = used(isRTL ? inset.right : inset.left, basis.inline)
        let inlineEnd = used(isRTL ? inset.left : inset.right, basis.inline)
        let blockStart = used(inset.top, basis.block)
        let blockEnd = used(inset.bottom, basis.block)
        let physical = style.box.margin.map { side in
            side.lengthPercentage.flatMap { resolve($0, against: basis.inline, style) } ?? .zero
        }
        var margins = logical(physical, direction)
        let margin = style.box.margin
        let autoInline =
            isRTL
            ? (start: margin.right.isAuto, end: margin.left.isAuto)
            : (start: margin.left.isAuto, end: margin.right.isAuto)
        let autoBlock = (start: margin.top.isAuto, end: margin.bottom.isAuto)
        let fixedPlace = entry.staticOffset - containing.offset

        // what there is for the margin box
        var space = ConstraintSpace(available: basis, percentageBasis: basis)
        let hasOwnSize = boxes.kind(box) == .replaced || boxes.kind(box) == .tableWrapper
        if let inlineStart, let inlineEnd {
            space.available.inline = (basis.inline - inlineStart - inlineEnd).clampedToZero
            space.inlineAuto = hasOwnSize ? .fitContent : .stretch
        } else {
            space.inlineAuto = .fitContent
            if let one = inlineStart ?? inlineEnd {
                space.available.inline = (basis.inline - one).clampedToZero
            } else {
                switch entry.inlineEdge {
                case .start: space.available.inline = (basis.inline - fixedPlace.inline).clampedToZero
                case .center:
                    space.available.inline =
                        (min(fixedPlace.inline, basis.inline - fixedPlace.inline) * 2).clampedToZero
                case .end: space.available.inline = fixedPlace.inline.clampedToZero
                }
            }
        }
        if let blockStart, let blockEnd {
            space.available.block = (basis.block - blockStart - blockEnd).clampedToZero
            space.blockAuto = hasOwnSize ? .fitContent : .stretch
        } else {
            space.available.block = (basis.block - (blockStart ?? blockEnd ?? .zero)).clampedToZero
        }
        var result = layout(box, in: space, from: nil)
        guard var fragment = result.fragment else { return (nil, result) }

        func place(_ size: LogicalSize) -> LogicalOffset {
            var inline: LayoutUnit
            if let inlineStart, let inlineEnd {
                let free = basis.inline - inlineStart - inlineEnd - size.inline - margins.inlineSum
                if autoInline.start, autoInline.end {
                    margins.inlineStart = free < .zero ? .zero : free / 2
                } else if autoInline.start {
                    margins.inlineStart = free
                }
                inline = inlineStart + margins.inlineStart
            } else if let inlineStart {
                inline = inlineStart + margins.inlineStart
            } else if let inlineEnd {
                inline = basis.inline - inlineEnd - margins.inlineEnd - size.inline
            } else {
                let outer = size.inline + margins.inlineSum
                inline = fixedPlace.inline + margins.inlineStart
                if entry.inlineEdge == .center { inline -= outer / 2 }
                if entry.inlineEdge == .end { inline -= outer }
            }
            var block: LayoutUnit
            if let blockStart, let blockEnd {
                let free = basis.block - blockStart - blockEnd - size.block - margins.blockSum
                if autoBlock.start, autoBlock.end {
                    margins.blockStart = free / 2
                } else if autoBlock.start {
                    margins.blockStart = free
                }
                block = blockStart + margins.blockStart
            } else if let blockStart {
                block = blockStart + margins.blockStart
            } else if let blockEnd {
                block = basis.block - blockEnd - margins.blockEnd - size.block
            } else {
                let outer = size.block + margins.blockSum
                block = fixedPlace.block + margins.blockStart
                if entry.blockEdge == .center { block -= outer / 2 }
                if entry.blockEdge == .end { block -= outer }
            }
            return containing.offset + LogicalOffset(inline: inline, block: block)
        }
        var offset = place(fragment.size)
        // Sticks out of the page though it hangs from above: it goes on on the next page.
        if let fragmentation, blockEnd == nil, !boxes.traits(box).contains(.fixed), !space.isMeasuring {
            let start = fragmentation.offset + offset.block
            if start >= .zero, start < fragmentation.blockSize, start + fragment.size.block > fragmentation.blockSize {
                var broken = space
                broken.fragmentation = fragmentation
                broken.fragmentation?.offset = start
                broken.fragmentation?.hasContentBefore = false
                let again = layout(box, in: broken, from: nil)
                if let first = again.fragment, !isEdgeAlone(again.breakToken, of: box) {
                    result = again
                    fragment = first
                    offset = place(first.size)
                }
            }
        }
        return (FragmentLink(offset: offset, fragment: fragment), result)
    }
}
