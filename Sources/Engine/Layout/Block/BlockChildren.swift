//  BlockChildren.swift
//  In: the children of a block container. Out: their fragments one below the other, margins collapsed, floats beside them.

import Fragments
import Geometry
import Style

extension BlockAlgorithm {
    mutating func placeChildren() -> BlockFlow {
        var child = session.boxes.firstChild(box)
        var resume: BreakToken?
        if let token, isContinuation {
            for part in token.children {
                let partBox = BoxID(part.box)
                if session.boxes.traits(partBox).contains(.floating) {
                    if let stop = placeFloatChild(partBox, token: part) { return stop }
                } else if part.flags.contains(.atBlockEnd) {
                    resumeOverflow(of: partBox, from: part)
                } else {
                    resume = part
                }
            }
            if let resume {
                child = BoxID(resume.box)
            } else if token.flags.contains(.hasSeenAllChildren) {
                child = .none
            }
        }
        while !child.isNone, child != space.contentsEnd, !isClamped {
            if let stop = place(child, resume: resume) { return stop }
            resume = nil
            child = session.boxes.nextSibling(child)
        }
        return .done
    }

    /// Places any child. An answer ends the loop.
    private mutating func place(_ child: BoxID, resume: BreakToken?) -> BlockFlow? {
        let traits = session.boxes.traits(child)
        if traits.contains(.outOfFlow) {
            state.bubbles.outOfFlow.append(
                OutOfFlowBox(
                    box: child,
                    staticOffset: LogicalOffset(
                        inline: contentStart,
                        block: state.cursor + (state.offset == nil ? .zero : state.strut.sum))))
            return nil
        }
        if traits.contains(.floating) { return placeFloatChild(child, token: resume) }
        switch session.boxes.kind(child) {
        case .runningElement:
            // a mark, so that its page is found
            state.children.append(
                FragmentLink(
                    offset: LogicalOffset(inline: contentStart, block: state.cursor),
                    fragment: Fragment(
                        kind: .block, flags: [.hasPageFacts, .hidden], node: session.boxes.node(child).index,
                        box: child.index, style: session.boxes.style(child).index, size: .zero)))
            return nil
        case .footnoteBody: return nil
        default: return placeInFlow(child, resume: resume, early: nil)
        }
    }

    /// Places an in-flow block-level child.
    mutating func placeInFlow(_ child: BoxID, resume: BreakToken?, early: EarlyBreak?) -> BlockFlow? {
        var early = early
        let isResumedInside = resume != nil && resume?.isBreakBefore == false
        var point = BreakPoint(child: child, appeal: .perfect)
        if fragmentation != nil {
            if resume == nil {
                let between = session.flow.between(state.previous, child)
                if forces(between) { return breakForced(before: child) }
                if avoids(between) {
                    point.appeal = avoidsBreakInside ? .violatesInnerWishToo : .violatesBreakAvoid
                } else if avoidsBreakInside {
                    point.appeal = .violatesBreakAvoid
                }
            }
            if let wanted = space.earlyBreak {
                switch wanted.place {
                case .before(child) where resume == nil: return breakChosen(before: child, appeal: wanted.appeal)
                case .inside(child, let inner): early = inner
                default: break
                }
            }
            point.mark = mark()
            if !state.previous.isNone, hasContentNow, resume == nil, early == nil {
                consider(BreakCandidate(place: .before(child), appeal: point.appeal, mark: point.mark, resume: nil))
            }
        }
        var margins = session.margins(of: child, inlineBasis: contentInline)
        if isResumedInside {
            margins.blockStart = .zero
        } else if let resume {
            let keeps =
                switch session.style(child).flow.marginBreak {
                case .auto: resume.isForced
                case .keep: true
                case .discard: false
                }
            if !keeps { state.strut.isDiscarding = true }
        }
        let kind = session.boxes.kind(child)
        let isIndependent =
            session.boxes.traits(child).contains(.newFormattingContext)
            || (kind != .block && kind != .inlineContext && kind != .outsideMarker)
        let visit = ChildVisit(
            child: child, resume: isResumedInside ? resume : nil, early: early, point: point, margins: margins)
        return isIndependent ? placeIndependent(visit) : placeCollapsing(visit)
    }

    // MARK: a child in the same formatting context

    private mutating func placeCollapsing(_ visit: ChildVisit) -> BlockFlow? {
        var visit = visit
        let child = visit.child
        resolveAutoMargins(&visit)
        var strut = state.strut
        strut.append(visit.margins.blockStart)
        var base = state.offset.map { $0 + state.cursor } ?? space.bfcOffset.block
        var ancestorClearance = state.offset == nil ? space.clearanceOffset : LayoutUnit.min
        let cleared = clearance(for: child)
        if cleared > base + strut.sum {
            // https://www.w3.org/TR/CSS22/visuren.html#clearance : the margin no longer collapses with the parent's
            if state.offset == nil {
                guard settleHere() else { return .given(mismatch) }
                strut = MarginStrut()
                strut.append(visit.margins.blockStart)
                base = (state.offset ?? .zero) + state.cursor
            }
            ancestorClearance = cleared
        }
        var childSpace = childSpace(isNewContext: false)
        childSpace.bfcOffset = LogicalOffset(
            inline: contentStartInBFC + visit.margins.inlineStart, block: base)
        childSpace.marginStrut = strut
        childSpace.clearanceOffset = ancestorClearance
        childSpace.exclusions = state.exclusions
        childSpace.expectedBFCBlockOffset = state.offset == nil ? space.expectedBFCBlockOffset : nil
        childSpace.fragmentation = fragmentainer(at: base)
        childSpace.earlyBreak = visit.early
        if lineLimit >= 0 { childSpace.lineLimit = Int32(clamping: lineLimit - state.lines) }
        var result = session.layout(child, in: childSpace, from: visit.resume)
        if result.status == .needsBFCOffset, let found = result.bfcBlockOffset {
            if state.offset == nil {
                guard settle(at: found) else { return .given(mismatch) }
            }
            childSpace.expectedBFCBlockOffset = found
            result = session.layout(child, in: childSpace, from: visit.resume)
        }
        guard let fragment = result.fragment else { return breakWhereNothingFits(visit, result) }
        let local: LayoutUnit
        if let found = result.bfcBlockOffset {
            if state.offset == nil {
                guard settle(at: found) else { return .given(mismatch) }
            }
            local = found - (state.offset ?? .zero)
            append(fragment, result, at: local, visit)
            state.cursor = local + fragment.size.block
            state.strut = result.endStrut
            if fragment.size.block > .zero || !fragment.children.isEmpty { state.hasContent = true }
        } else {
            if state.offset == nil { state.assumed = result.assumedBFCBlockOffset ?? state.assumed }
            local =
                state.offset == nil ? state.cursor : max(base + strut.sum, ancestorClearance) - (state.offset ?? .zero)
            append(fragment, result, at: local, visit)
            state.strut = result.endStrut
        }
        state.exclusions = result.exclusions
        state.lines += Int(result.lineCount)
        state.strut.append(visit.margins.blockEnd)
        return settleBreaks(visit, result, fragment, at: local)
    }

    // MARK: a child with a formatting context of its own

    private mutating func placeIndependent(_ visit: ChildVisit) -> BlockFlow? {
        var visit = visit
        let child = visit.child
        var strut = state.strut
        strut.append(visit.margins.blockStart)
        let base = state.offset.map { $0 + state.cursor } ?? space.bfcOffset.block
        var place = base + strut.sum
        if state.offset == nil { place = max(place, space.clearanceOffset) }
        let cleared = clearance(for: child)
        if cleared > place {
            if state.offset == nil {
                guard settleHere() else { return .given(mismatch) }
            }
            place = cleared
        } else if state.offset == nil {
            guard settle(at: place) else { return .given(mismatch) }
        }
        var childSpace = childSpace(isNewContext: true)
        childSpace.earlyBreak = visit.early
        var result: LayoutResult
        var inline: LayoutUnit?
        if state.exclusions.isEmpty {
            childSpace.fragmentation = fragmentainer(at: place)
            result = session.layout(child, in: childSpace, from: visit.resume)
        } else {
            (result, place, inline) = layoutBesideFloats(visit, &childSpace, from: place)
        }
        guard let fragment = result.fragment else { return breakWhereNothingFits(visit, result) }
        if let inline {
            visit.margins.inlineStart = inline
        } else {
            applyAutoMargins(&visit, inlineSize: fragment.size.inline)
        }
        let local = place - (state.offset ?? .zero)
        append(fragment, result, at: local, visit)
        state.cursor = local + fragment.size.block
        state.strut = MarginStrut()
        state.strut.append(visit.margins.blockEnd)
        if fragment.size.block > .zero { state.hasContent = true }
        return settleBreaks(visit, result, fragment, at: local)
    }

    /// The border box of a formatting context does not overlap floats: beside them if there is room, else below.
    /// https://www.w3.org/TR/CSS22/visuren.html#bfc-next-to-float
    private mutating func layoutBesideFloats(
        _ visit: ChildVisit, _ childSpace: inout ConstraintSpace, from start: LayoutUnit
    ) -> (LayoutResult, place: LayoutUnit, inline: LayoutUnit?) {
        let full = childSpace.available.inline
        let kind = session.boxes.kind(visit.child)
        let width = session.style(visit.child).box.width
        var place = start
        while true {
            var room = state.exclusions.opportunity(
                from: LogicalOffset(inline: contentStartInBFC, block: place), available: contentInline,
                minimum: .zero, blockSize: .zero)
            if room.size.inline == contentInline {
                childSpace.available.inline = full
                childSpace.fragmentation = fragmentainer(at: room.offset.block)
                return (session.layout(visit.child, in: childSpace, from: visit.resume), room.offset.block, nil)
            }
            // what the box needs at least
            let start = max(room.offset.inline, contentStartInBFC + visit.margins.inlineStart)
            let end = min(room.inlineEnd, contentStartInBFC + contentInline - visit.margins.inlineEnd)
            let sizes = session.inlineSizes(of: visit.child)
            let isFlexible = width.isAuto && kind != .replaced
            let offered = (end - start).clampedToZero
            if !isFlexible || sizes.min <= offered {
                childSpace.available.inline =
                    isFlexible ? offered + visit.margins.inlineSum : full
                childSpace.fragmentation = fragmentainer(at: room.offset.block)
                let result = session.layout(visit.child, in: childSpace, from: visit.resume)
                guard let fragment = result.fragment else { return (result, room.offset.block, nil) }
                let rest = state.exclusions.opportunity(
                    from: LogicalOffset(inline: contentStartInBFC, block: room.offset.block),
                    available: contentInline, minimum: .zero, blockSize: fragment.size.block)
                if fragment.size.inline <= offered, rest.offset.block == room.offset.block,
                    rest.offset.inline <= start, rest.inlineEnd >= start + fragment.size.inline
                {
                    return (result, room.offset.block, start - contentStartInBFC)
                }
            }
            // below the float that ends first
            var next = LayoutUnit.max
            for exclusion in state.exclusions.exclusions where exclusion.rect.blockEnd > room.offset.block {
                next = min(next, exclusion.rect.blockEnd)
            }
            if next == .max || next <= place {
                room.offset.block = max(room.offset.block, place)
                childSpace.available.inline = full
                childSpace.fragmentation = fragmentainer(at: room.offset.block)
                return (session.layout(visit.child, in: childSpace, from: visit.resume), room.offset.block, nil)
            }
            place = next
        }
    }

    // MARK: what all children have in common

    private func childSpace(isNewContext: Bool) -> ConstraintSpace {
        var result = ConstraintSpace(
            available: LogicalSize(inline: contentInline, block: childBasis.block), percentageBasis: childBasis)
        result.isNewFormattingContext = isNewContext
        result.isMeasuring = space.isMeasuring
        return result
    }

    /// Margins of a box narrower than its container. https://www.w3.org/TR/CSS22/visudet.html#blockwidth
    private func applyAutoMargins(_ visit: inout ChildVisit, inlineSize: LayoutUnit) {
        let auto = session.autoInlineMargins(of: visit.child)
        guard auto.start || auto.end else { return }
        let free = (contentInline - inlineSize - visit.margins.inlineSum).clampedToZero
        if auto.start { visit.margins.inlineStart = auto.end ? free / 2 : free }
        if auto.end { visit.margins.inlineEnd = auto.start ? free - free / 2 : free }
    }
    private func resolveAutoMargins(_ visit: inout ChildVisit) {
        let auto = session.autoInlineMargins(of: visit.child)
        guard auto.start || auto.end else { return }
        let space = childSpace(isNewContext: false)
        let input = session.sizingInput(of: visit.child, in: space)
        applyAutoMargins(&visit, inlineSize: session.usedInlineSize(of: visit.child, in: space, input))
    }

    /// Below which floats the child must lie; `.min`: none.
    private func clearance(for child: BoxID) -> LayoutUnit {
        if state.exclusions.isEmpty { return .min }
        let isRTL = style.text.direction == .rtl
        switch session.style(child).box.clear {
        case .none: return .min
        case .both: return state.exclusions.clearance(start: true, end: true)
        case .left: return state.exclusions.clearance(start: !isRTL, end: isRTL)
        case .right: return state.exclusions.clearance(start: isRTL, end: !isRTL)
        case .inlineStart: return state.exclusions.clearance(start: true, end: false)
        case .inlineEnd: return state.exclusions.clearance(start: false, end: true)
        }
    }

    private mutating func append(
        _ fragment: Fragment, _ result: LayoutResult, at local: LayoutUnit, _ visit: ChildVisit
    ) {
        let natural = LogicalOffset(inline: contentStart + visit.margins.inlineStart, block: local)
        let offset = natural + session.relativeOffset(of: visit.child, basis: childBasis)
        state.children.append(FragmentLink(offset: offset, fragment: fragment))
        if !result.bubbles.isEmpty { state.bubbles.absorb(result.bubbles, at: offset) }
        if let baseline = fragment.firstBaseline, state.firstBaseline == nil {
            state.firstBaseline = offset.block + baseline
        }
        if let baseline = fragment.lastBaseline { state.lastBaseline = offset.block + baseline }
        tallest = max(tallest, result.tallestUnbreakable)
    }

    /// Contents of a box that ended on an earlier page go on beside the flow.
    private mutating func resumeOverflow(of child: BoxID, from part: BreakToken) {
        var childSpace = childSpace(isNewContext: true)
        childSpace.fragmentation = fragmentainer(at: supposedOffset + state.cursor)
        let margins = session.margins(of: child, inlineBasis: contentInline)
        let result = session.layout(child, in: childSpace, from: part)
        guard let fragment = result.fragment else {
            state.parallel.append(part)
            return
        }
        let visit = ChildVisit(
            child: child, resume: part, early: nil, point: BreakPoint(child: child, appeal: .perfect), margins: margins)
        append(fragment, result, at: state.cursor, visit)
        state.hasContent = true
        if let rest = result.breakToken { state.parallel.append(rest) }
    }
}

/// A child while it is being placed.
struct ChildVisit {
    var child: BoxID
    /// The token, if the child goes on inside.
    var resume: BreakToken?
    var early: EarlyBreak?
    var point: BreakPoint
    var margins: LogicalEdges
}
