//  BlockBreaks.swift
//  In: children as they are placed, the end of the page. Out: where to break: the last of the best places, to which the state is
//  wound back; a place is better the fewer wishes of the author it violates. https://www.w3.org/TR/css-break-4/#unforced-breaks

import Fragments
import Geometry
import Style

/// The place before a child.
struct BreakPoint {
    var child: BoxID
    var appeal: BreakAppeal
    var mark: BlockMark?
}

/// A possible break, and the state of affairs there.
struct BreakCandidate {
    var place: EarlyBreak.Place
    var appeal: BreakAppeal
    var mark: BlockMark?
    /// For a place inside a child that was itself resumed.
    var resume: BreakToken?
}

extension BlockAlgorithm {
    func mark() -> BlockMark {
        BlockMark(
            children: state.children.count, outOfFlow: state.bubbles.outOfFlow.count,
            footnotes: state.bubbles.footnotes.count, parallel: state.parallel.count, lines: state.lines,
            cursor: state.cursor, strut: state.strut, offset: state.offset, assumed: state.assumed,
            firstBaseline: state.firstBaseline, lastBaseline: state.lastBaseline, exclusions: state.exclusions,
            previous: state.previous, hasContent: state.hasContent)
    }
    mutating func rewind(to mark: BlockMark) {
        state.children.removeLast(state.children.count - mark.children)
        state.bubbles.outOfFlow.removeLast(state.bubbles.outOfFlow.count - mark.outOfFlow)
        state.bubbles.footnotes.removeLast(state.bubbles.footnotes.count - mark.footnotes)
        state.parallel.removeLast(state.parallel.count - mark.parallel)
        state.lines = mark.lines
        state.cursor = mark.cursor
        state.strut = mark.strut
        state.offset = mark.offset
        state.assumed = mark.assumed
        state.firstBaseline = mark.firstBaseline
        state.lastBaseline = mark.lastBaseline
        state.exclusions = mark.exclusions
        state.previous = mark.previous
        state.hasContent = mark.hasContent
    }

    func forces(_ value: BreakBetween) -> Bool {
        fragmentation?.kind == .column ? value.forcesColumn : value.forcesPage
    }
    func avoids(_ value: BreakBetween) -> Bool {
        fragmentation?.kind == .column ? value.avoidsColumn : value.avoidsPage
    }

    /// Remembers a place if none better is known; of equals the later.
    mutating func consider(_ place: BreakCandidate) {
        if let known = candidate, known.appeal > place.appeal { return }
        candidate = place
    }

    /// After a child was placed: did it break, does it stick out, may one break inside it later?
    mutating func settleBreaks(
        _ visit: ChildVisit, _ result: LayoutResult, _ fragment: Fragment, at local: LayoutUnit
    ) -> BlockFlow? {
        let hadContent = visit.point.mark.map { $0.hasContent || fragmentation?.hasContentBefore ?? false } ?? false
        let hadPrevious = visit.point.mark.map { !$0.previous.isNone } ?? false
        state.previous = visit.child
        guard let fragmentation else { return nil }
        if let shortage = result.spaceShortage { note(shortage: shortage) }
        if let rest = result.breakToken {
            if rest.flags.contains(.atBlockEnd) {
                state.parallel.append(rest)
                return nil
            }
            var appeal = result.breakAppeal
            if avoidsBreakInside { appeal = appeal.insideUnbreakable }
            if rest.children.contains(where: \.isForced) || hasForcedBreak(rest) {
                return .broke(finishBroken([rest], flags: [], appeal: .perfect))
            }
            if !isFinal, visit.early == nil, let better = candidate, better.appeal > appeal {
                return take(better)
            }
            return .broke(finishBroken([rest], flags: [], appeal: appeal))
        }
        let end = placeInFragmentainer(local + fragment.size.block)
        if end > fragmentation.blockSize, fragment.size.block > .zero, hadContent, visit.resume == nil {
            // sticks out, though it could not be broken: before it, then
            note(shortage: end - fragmentation.blockSize)
            if hadPrevious { return breakUnforced(visit) }
            if space.fragmentation?.hasContentBefore ?? false { return .given(breakBeforeMe) }
        }
        if let inner = result.earlyBreak, visit.early == nil {
            let appeal = avoidsBreakInside ? inner.appeal.insideUnbreakable : inner.appeal
            // the place before the child has its own candidate; of equals the later wins
            consider(
                BreakCandidate(
                    place: .inside(visit.child, inner), appeal: appeal, mark: visit.point.mark, resume: visit.resume))
        }
        return nil
    }

    /// The child said that nothing of it fits.
    mutating func breakWhereNothingFits(_ visit: ChildVisit, _ result: LayoutResult) -> BlockFlow {
        if let shortage = result.spaceShortage { note(shortage: shortage) }
        tallest = max(tallest, result.tallestUnbreakable)
        guard let mark = visit.point.mark else {
            assertionFailure("a break where nothing breaks")
            return .done
        }
        if mark.previous.isNone {
            if space.fragmentation?.hasContentBefore ?? false, !isContinuation { return .given(breakBeforeMe) }
        }
        return breakUnforced(visit)
    }

    /// Breaks before this child, or at a better place above.
    private mutating func breakUnforced(_ visit: ChildVisit) -> BlockFlow {
        if !isFinal, let better = candidate, better.appeal > visit.point.appeal { return take(better) }
        if let mark = visit.point.mark { rewind(to: mark) }
        return .broke(
            finishBroken(
                [visit.resume ?? BreakToken(box: visit.child.index, flags: .before)], flags: [],
                appeal: visit.point.appeal))
    }
    mutating func breakForced(before child: BoxID) -> BlockFlow {
        .broke(
            finishBroken([BreakToken(box: child.index, flags: [.before, .forced])], flags: [], appeal: .perfect))
    }
    mutating func breakChosen(before child: BoxID, appeal: BreakAppeal) -> BlockFlow {
        .broke(finishBroken([BreakToken(box: child.index, flags: .before)], flags: [], appeal: appeal))
    }

    /// Winds back to a better place and breaks there.
    mutating func take(_ better: BreakCandidate) -> BlockFlow {
        isFinal = true
        if let mark = better.mark { rewind(to: mark) }
        switch better.place {
        case .before(let child): return breakChosen(before: child, appeal: better.appeal)
        case .line(let position):
            return .broke(finishBroken([], flags: [], appeal: better.appeal, text: position))
        case .inside(let child, let inner):
            candidate = nil
            if let flow = placeInFlow(child, resume: better.resume, early: inner) { return flow }
            // The child kept to its own counsel and ended: break after it.
            let next = session.boxes.nextSibling(child)
            if next.isNone { return .broke(finish()) }
            return .broke(finishBroken([BreakToken(box: next.index, flags: .before)], flags: [], appeal: better.appeal))
        }
    }

    /// For column balancing: the least by which something did not fit.
    mutating func note(shortage amount: LayoutUnit) {
        guard amount > .zero else { return }
        shortage = min(shortage ?? .max, amount)
    }

    private func hasForcedBreak(_ token: BreakToken) -> Bool {
        var current = token
        while true {
            if current.isForced { return true }
            guard let last = current.children.last else { return false }
            current = last
        }
    }
}
