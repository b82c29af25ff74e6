//  BlockFloats.swift
//  In: a float and the floats before it. Out: its place, as high and as far to its side as the rules allow; on the next page if it
//  does not fit on this one. https://www.w3.org/TR/CSS22/visuren.html#float-position

import Fragments
import Geometry
import Style

extension BlockAlgorithm {
    /// A float among block-level children.
    mutating func placeFloatChild(_ child: BoxID, token: BreakToken?) -> BlockFlow? {
        let own = supposedOffset
        if state.offset == nil { state.assumed = own }
        let local = state.cursor + (state.offset == nil ? .zero : state.strut.sum)
        let origin = LogicalOffset(inline: contentStartInBFC, block: own + local)
        let resume = token?.isBreakBefore == true ? nil : token
        let (link, result) = session.placeFloat(
            child, origin: origin, availableInline: contentInline, percentageBasis: childBasis,
            exclusions: &state.exclusions, fragmentation: fragmentation == nil ? nil : fragmentainer(at: own + local),
            token: resume)
        if let rest = result.breakToken { state.parallel.append(rest) }
        tallest = max(tallest, result.tallestUnbreakable)
        if let link {
            let offset = LogicalOffset(inline: contentStart + link.offset.inline, block: local + link.offset.block)
            state.children.append(FragmentLink(offset: offset, fragment: link.fragment))
            if !result.bubbles.isEmpty { state.bubbles.absorb(result.bubbles, at: offset) }
            if link.fragment.size.block > .zero { state.hasContent = true }
        }
        return nil
    }
}

extension LayoutSession {
    public func placeFloat(
        _ box: BoxID, origin: LogicalOffset, availableInline: LayoutUnit, percentageBasis: LogicalSize,
        exclusions: inout ExclusionSpace, fragmentation: Fragmentainer?, token: BreakToken?
    ) -> (link: FragmentLink?, result: LayoutResult) {
        let style = style(box)
        var margins = margins(of: box, inlineBasis: percentageBasis.inline)
        if token != nil { margins.blockStart = .zero }
        let isRTL = containerDirection(of: box) == .rtl
        let isStart: Bool =
            switch style.box.float {
            case .right: isRTL
            case .left: !isRTL
            case .inlineEnd: false
            default: true
            }
        var space = ConstraintSpace(
            available: LogicalSize(inline: availableInline, block: percentageBasis.block),
            percentageBasis: percentageBasis)
        space.inlineAuto = .fitContent

        var start = max(origin.block, exclusions.lastFloatBlockStart)
        let clearance: LayoutUnit =
            switch style.box.clear {
            case .none: .min
            case .both: exclusions.clearance(start: true, end: true)
            case .left, .inlineStart:
                exclusions.clearance(
                    start: style.box.clear == .inlineStart || !isRTL, end: style.box.clear == .left && isRTL)
            case .right, .inlineEnd:
                exclusions.clearance(
                    start: style.box.clear == .right && isRTL, end: style.box.clear == .inlineEnd || !isRTL)
            }
        start = max(start, clearance)

        func room(for size: LogicalSize) -> LogicalOffset {
            let inline = size.inline + margins.inlineSum
            let place = exclusions.opportunity(
                from: LogicalOffset(inline: origin.inline, block: start), available: availableInline,
                minimum: inline, blockSize: max(size.block + margins.blockSum, .epsilon))
            return LogicalOffset(
                inline: isStart ? place.offset.inline : place.inlineEnd - inline, block: place.offset.block)
        }
        // Most floats fit: laid out once, without thought of the page.
        let breaksInside = token != nil || (fragmentation != nil && flow.hasForcedBreakInside(box))
        var result = layout(box, in: space, from: breaksInside ? nil : token)
        var size = result.fragment?.size ?? .zero
        var place = room(for: size)
        if let fragmentation {
            let offset = fragmentation.offset + place.block - origin.block + margins.blockStart
            if breaksInside || offset + size.block > fragmentation.blockSize {
                let isFirst = !fragmentation.hasContentBefore && place.block <= origin.block
                if !isFirst, token == nil, !breaksInside, size.block <= fragmentation.blockSize {
                    return (nil, waiting(box))
                }
                space.fragmentation = fragmentation
                space.fragmentation?.offset = offset
                space.fragmentation?.hasContentBefore = !isFirst
                result = layout(box, in: space, from: token)
                let sticksOut = (result.fragment?.size.block ?? .zero) + offset > fragmentation.blockSize
                if result.fragment == nil || (sticksOut && result.breakToken == nil && !isFirst && token == nil) {
                    return (nil, waiting(box))
                }
                size = result.fragment?.size ?? .zero
                if result.breakToken != nil { margins.blockEnd = .zero }
                place = LogicalOffset(inline: room(for: size).inline, block: place.block)
            }
        }
        guard let fragment = result.fragment else { return (nil, result) }
        exclusions.add(
            ExclusionSpace.Exclusion(
                rect: LogicalRect(
                    offset: place,
                    size: LogicalSize(
                        inline: (size.inline + margins.inlineSum).clampedToZero,
                        block: (size.block + margins.blockSum).clampedToZero)),
                isStart: isStart))
        let offset =
            LogicalOffset(
                inline: place.inline + margins.inlineStart - origin.inline,
                block: place.block + margins.blockStart - origin.block)
            + relativeOffset(of: box, basis: percentageBasis)
        return (FragmentLink(offset: offset, fragment: fragment), result)
    }

    /// The float begins in the next fragmentainer.
    private func waiting(_ box: BoxID) -> LayoutResult {
        var result = LayoutResult()
        result.status = .breakBefore
        result.breakToken = BreakToken(box: box.index, flags: .before)
        return result
    }
}
