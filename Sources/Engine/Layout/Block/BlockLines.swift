//  BlockLines.swift
//  In: an inline formatting context. Out: its lines stacked, beside floats, broken between pages with orphans and widows.
//  https://www.w3.org/TR/css-break-4/#widows-orphans

import Fragments
import Geometry
import Style

extension BlockAlgorithm {
    mutating func placeLines() -> BlockFlow {
        var position: InlinePosition? = .start
        var isContinuation = false
        if let token, self.isContinuation {
            for part in token.children {
                if let stop = placeFloatChild(BoxID(part.box), token: part) { return stop }
            }
            if case .text(let scalar, let item) = token.detail {
                position = InlinePosition(scalar: scalar, item: item)
                isContinuation = scalar != 0 || item != 0
            } else if token.flags.contains(.hasSeenAllChildren) {
                position = nil
            }
        }
        if position == .start, session.boxes.firstChild(box).isNone { return .done }
        let isEmpty = position != nil && session.isEmpty(box)
        if position != nil, !isEmpty {
            guard settleHere() else { return .given(mismatch) }
        }
        var starts: [(mark: BlockMark, position: InlinePosition)] = []
        while let from = position, !isClamped {
            if case .line(from)? = space.earlyBreak?.place, state.lines > 0 || !starts.isEmpty {
                return .broke(
                    finishBroken([], flags: [], appeal: space.earlyBreak?.appeal ?? .perfect, text: from))
            }
            var lineSpace = lineSpace(isFirst: from == .start, isContinuation: isContinuation && state.lines == 0)
            var line = layoutLine(from, &lineSpace, isEmpty: isEmpty)
            if lineLimit >= 0, state.lines + 1 >= lineLimit, line.fragment != nil, line.next != nil || isFollowed,
                let ellipsis = style.text.blockEllipsis
            {
                lineSpace.ellipsis = ellipsis
                line = session.line(of: box, from: from, in: lineSpace)
            }
            if let fragment = line.fragment {
                if let fragmentation {
                    let end = placeInFragmentainer(state.cursor + line.blockSize)
                    if end > fragmentation.blockSize, hasContentNow || state.lines > 0 {
                        note(shortage: end - fragmentation.blockSize)
                        tallest = max(tallest, line.blockSize)
                        return breakBeforeLine(from, lineSpace, starts)
                    }
                    starts.append((mark(), from))
                }
                let offset = LogicalOffset(inline: contentStart, block: state.cursor)
                for link in line.floats {
                    state.children.append(FragmentLink(offset: offset + link.offset, fragment: link.fragment))
                }
                state.children.append(FragmentLink(offset: offset, fragment: fragment))
                if !line.bubbles.isEmpty { state.bubbles.absorb(line.bubbles, at: offset) }
                if let baseline = fragment.firstBaseline ?? fragment.lastBaseline {
                    if state.firstBaseline == nil { state.firstBaseline = state.cursor + baseline }
                    state.lastBaseline = state.cursor + (fragment.lastBaseline ?? baseline)
                }
                state.cursor += line.blockSize
                state.lines += 1
                state.hasContent = true
                tallest = max(tallest, line.blockSize)
            } else {
                let offset = LogicalOffset(
                    inline: contentStart, block: state.cursor + (state.offset == nil ? .zero : state.strut.sum))
                for link in line.floats {
                    state.children.append(FragmentLink(offset: offset + link.offset, fragment: link.fragment))
                }
                if !line.floats.isEmpty {
                    if state.offset == nil { state.assumed = supposedOffset } else { state.hasContent = true }
                }
                if !line.bubbles.isEmpty { state.bubbles.absorb(line.bubbles, at: offset) }
            }
            state.exclusions = line.exclusions
            state.parallel += line.floatTokens
            if line.clearStart || line.clearEnd { clearAfterLine(line) }
            if line.next == from || session.budget.isSpent() { break }
            position = line.next
        }
        rememberLineBreak(starts)
        return .done
    }

    /// More contents of the clamped block come after this box.
    private var isFollowed: Bool {
        var current = box
        while !current.isNone {
            let flow = session.style(current).flow
            if flow.continueDiscards, flow.maxLines > 0, !session.boxes.traits(current).contains(.anonymous) {
                return false
            }
            if !session.boxes.nextSibling(current).isNone { return true }
            current = session.boxes.parent(current)
        }
        return false
    }

    private func lineSpace(isFirst: Bool, isContinuation: Bool) -> LineSpace {
        let block = supposedOffset + state.cursor + (state.offset == nil ? .zero : state.strut.sum)
        return LineSpace(
            inlineOffset: .zero, inlineSize: contentInline, containerInlineSize: contentInline,
            containerBlockSize: childBasis.block, bfcBlockOffset: block, bfcInlineOffset: contentStartInBFC,
            exclusions: state.exclusions, isFirstLine: isFirst, isContinuation: isContinuation,
            isMeasuring: space.isMeasuring, fragmentation: fragmentation == nil ? nil : fragmentainer(at: block))
    }

    /// One line, where the floats leave room for it.
    private mutating func layoutLine(
        _ from: InlinePosition, _ lineSpace: inout LineSpace, isEmpty: Bool
    ) -> LineResult {
        // Faster because: without floats there is nothing to look for.
        if state.exclusions.isEmpty { return session.line(of: box, from: from, in: lineSpace) }
        let start = lineSpace.bfcBlockOffset
        var block = start
        var height = LayoutUnit.zero
        for _ in 0..<1_000 {
            let room = state.exclusions.opportunity(
                from: LogicalOffset(inline: contentStartInBFC, block: block), available: contentInline,
                minimum: isEmpty ? .zero : .epsilon, blockSize: height)
            if room.offset.block > block { height = .zero }
            block = room.offset.block
            lineSpace.inlineOffset = room.offset.inline - contentStartInBFC
            lineSpace.inlineSize = room.size.inline
            lineSpace.bfcBlockOffset = block
            lineSpace.fragmentation?.offset += block - start
            let line = session.line(of: box, from: from, in: lineSpace)
            lineSpace.fragmentation?.offset -= block - start
            let needed = line.neededBlockSize ?? line.blockSize
            if line.overflowsInline, room.size.inline < contentInline {
                // below the float that ends first
                var next = LayoutUnit.max
                for exclusion in state.exclusions.exclusions where exclusion.rect.blockEnd > block {
                    next = min(next, exclusion.rect.blockEnd)
                }
                if next < .max {
                    block = next
                    height = .zero
                    continue
                }
            }
            if line.fragment != nil, needed > height, line.neededBlockSize != nil || needed > .zero {
                let again = state.exclusions.opportunity(
                    from: LogicalOffset(inline: contentStartInBFC, block: block), available: contentInline,
                    minimum: .epsilon, blockSize: needed)
                if again.offset.block != block || again.offset.inline != room.offset.inline
                    || again.size.inline < room.size.inline
                {
                    height = needed
                    continue
                }
            }
            if line.fragment != nil || block > start, !isEmpty { state.cursor += block - start }
            return line
        }
        return session.line(of: box, from: from, in: lineSpace)
    }

    /// The line that begins here does not fit: break before it, or earlier for the sake of orphans and widows.
    private mutating func breakBeforeLine(
        _ position: InlinePosition, _ lineSpace: LineSpace, _ starts: [(mark: BlockMark, position: InlinePosition)]
    ) -> BlockFlow {
        let count = starts.count
        let best: BreakAppeal = avoidsBreakInside ? .violatesBreakAvoid : .perfect
        if count == 0 {
            if !isContinuation, space.fragmentation?.hasContentBefore ?? false { return .given(breakBeforeMe) }
            return .broke(finishBroken([], flags: [], appeal: .lastResort, text: position))
        }
        let worst: BreakAppeal = avoidsBreakInside ? .violatesInnerWishToo : .violatesOrphansAndWidows
        let orphans = max(1, Int(style.text.orphans))
        let widows = max(1, Int(style.text.widows))
        var index = count
        if widows > 1 {
            let rest = session.remainingLines(of: box, from: position, in: lineSpace, limit: widows)
            if rest < widows { index = count - (widows - max(rest, 1)) }
        }
        if index >= orphans, index > 0 {
            if index < count {
                let start = starts[index]
                rewind(to: start.mark)
                return .broke(finishBroken([], flags: [], appeal: best, text: start.position))
            }
            return .broke(finishBroken([], flags: [], appeal: best, text: position))
        }
        return .broke(
            finishBroken([], flags: [], appeal: worst, text: position))
    }

    /// All lines fit; should a later box need a break, the last good one in here is offered.
    private mutating func rememberLineBreak(_ starts: [(mark: BlockMark, position: InlinePosition)]) {
        guard fragmentation != nil, starts.count > 1 else { return }
        let best: BreakAppeal = avoidsBreakInside ? .violatesBreakAvoid : .perfect
        let worst: BreakAppeal = avoidsBreakInside ? .violatesInnerWishToo : .violatesOrphansAndWidows
        let index = starts.count - max(1, Int(style.text.widows))
        if index >= max(1, Int(style.text.orphans)) {
            consider(
                BreakCandidate(
                    place: .line(starts[index].position), appeal: best, mark: starts[index].mark, resume: nil))
        } else if let last = starts.last {
            consider(
                BreakCandidate(
                    place: .line(last.position), appeal: worst, mark: last.mark,
                    resume: nil))
        }
    }

    /// `<br clear>`: the next line begins below the floats.
    private mutating func clearAfterLine(_ line: LineResult) {
        guard let offset = state.offset else { return }
        let below = state.exclusions.clearance(start: line.clearStart, end: line.clearEnd)
        if below > offset + state.cursor { state.cursor = below - offset }
    }
}
