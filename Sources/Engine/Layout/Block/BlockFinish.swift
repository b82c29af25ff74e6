//  BlockFinish.swift
//  In: placed children. Out: the block size, the fragment, the token with which the box goes on.
//  https://www.w3.org/TR/CSS22/visudet.html#normal-block, https://www.w3.org/TR/css-break-4/#box-splitting

import Fragments
import Geometry
import Style

extension BlockAlgorithm {
    /// Edges of a cloned box that earlier fragments had already.
    private var repeatedStart: LayoutUnit { isCloned && isContinuation ? startEdge : .zero }

    /// All children are placed.
    mutating func finish() -> LayoutResult {
        if state.offset == nil {
            if endEdge == .zero, (known ?? ratioBlockSize() ?? .zero) == .zero, minimumIsZero, state.parallel.isEmpty {
                var result = makeResult(size: .zero, continues: false)
                result.isSelfCollapsing = true
                result.endStrut = state.strut
                result.assumedBFCBlockOffset = state.assumed
                return result
            }
            guard settleHere() else { return mismatch }
        }
        var contentEnd = state.cursor
        var endStrut = MarginStrut()
        let ratioSize = known == nil && !space.isColumnContents ? ratioBlockSize() : nil
        if endEdge == .zero, known == nil, !isRoot, ratioSize == nil, !space.isTableCell {
            endStrut = state.strut
        } else {
            contentEnd = max(contentEnd + state.strut.sum, startEdge)
            if endEdge == .zero, let fragmentation, contentEnd > state.cursor {
                // a margin at the end of the page is cut there
                let left = fragmentation.blockSize - placeInFragmentainer(.zero)
                if state.cursor <= left { contentEnd = min(contentEnd, left) }
            }
        }
        if isRoot {
            for exclusion in state.exclusions.exclusions { contentEnd = max(contentEnd, exclusion.rect.blockEnd) }
            if !state.parallel.isEmpty, known == nil, fragmentation != nil {
                // floats go on: so does the box that contains them
                state.cursor = contentEnd
                let parts = state.parallel
                state.parallel = []
                return finishBroken(parts, flags: .hasSeenAllChildren, appeal: .perfect)
            }
        }
        let intrinsic = consumed + (contentEnd - repeatedStart) + endEdge
        var total: LayoutUnit
        if let token, isContinuation, token.flags.contains(.hasSeenAllChildren),
            case .units(let rest, _) = token.detail,
            let remaining = rest.first
        {
            total = max(consumed + remaining, state.parallel.isEmpty && state.children.isEmpty ? .zero : intrinsic)
            if token.flags.contains(.atBlockEnd) { total = consumed }
        } else if let known {
            total = known
        } else if let ratioSize {
            let isScrollable = style.box.overflowY != .visible && style.box.overflowY != .clip
            total = bounded(isScrollable || style.box.minHeight != .auto ? ratioSize : max(ratioSize, intrinsic))
        } else {
            total = bounded(intrinsic)
        }
        let size = (total - consumed).clampedToZero + repeatedStart
        if let broken = splitTail(size: size, contentEnd: contentEnd) { return broken }
        var result = makeResult(size: size, continues: false)
        result.endStrut = endStrut
        result.intrinsicBlockSize = intrinsic
        if let candidate {
            result.earlyBreak = EarlyBreak(candidate.place, appeal: candidate.appeal)
        }
        if !state.parallel.isEmpty {
            result.breakToken = BreakToken(
                box: box.index, consumed: max(total, consumed), sequence: (token?.sequence ?? 0) + 1,
                children: state.parallel, flags: [.hasSeenAllChildren, .atBlockEnd],
                detail: .units([.zero], numbers: []))
        }
        return result
    }

    private func bounded(_ size: LayoutUnit) -> LayoutUnit {
        if space.isColumnContents || space.isTableCell { return size }
        return session.boundBlockSize(size, of: box, in: space, input)
    }
    private var minimumIsZero: Bool {
        style.box.minHeight == .auto || bounded(.zero) == .zero
    }
    private func ratioBlockSize() -> LayoutUnit? {
        style.box.aspectRatio == nil || space.isTableCell
            ? nil : session.blockSizeFromRatio(of: box, input, inlineSize: inlineSize)
    }

    /// The contents end on this page, the box itself does not: its height or its end edge goes on, unless a better place to
    /// break lies above.
    private mutating func splitTail(size: LayoutUnit, contentEnd: LayoutUnit) -> LayoutResult? {
        guard let fragmentation, !space.isTableCell, !space.isMeasuring, !isCloned else { return nil }
        let left = fragmentation.blockSize - placeInFragmentainer(.zero)
        guard size > left, !(space.isBlockSizeFixed && isRoot && space.isColumnContents) else { return nil }
        // all contents are here, and what cannot be broken reaches beyond the page: the box ends with it
        if known == nil, endEdge == .zero, contentEnd > left, size <= contentEnd, state.parallel.isEmpty { return nil }
        note(shortage: size - left)
        let hasBefore = space.fragmentation?.hasContentBefore ?? false
        if left <= .zero { return hasBefore && !isContinuation ? breakBeforeMe : nil }
        var appeal: BreakAppeal =
            size <= fragmentation.blockSize && !isContinuation && !(space.isBlockSizeFixed && style.box.height.isAuto)
            ? .violatesOrphansAndWidows : .perfect
        if avoidsBreakInside { appeal = .lastResort }
        if !isFinal, let better = candidate, better.appeal > appeal, state.parallel.isEmpty {
            switch take(better) {
            case .done: return nil
            case .broke(let result), .given(let result): return result
            }
        }
        var result = makeResult(size: left, continues: true)
        result.breakAppeal = appeal
        result.breakToken = BreakToken(
            box: box.index, consumed: consumed + left - repeatedStart, sequence: (token?.sequence ?? 0) + 1,
            children: state.parallel, flags: .hasSeenAllChildren, detail: .units([size - left], numbers: []))
        return result
    }

    /// The fragment ends with the page; `tokens` and what follows them go on later.
    mutating func finishBroken(
        _ tokens: [BreakToken], flags: BreakToken.Flags, appeal: BreakAppeal, text: InlinePosition? = nil
    ) -> LayoutResult {
        var flags = flags
        guard settleForBreak() else { return mismatch }
        let limit = (fragmentation ?? space.fragmentation)?.blockSize ?? .max
        let left = (limit - placeInFragmentainer(.zero)).clampedToZero
        let isEndless = limit > LayoutUnit(10_000_000)
        var progress = (isEndless ? state.cursor : max(left, state.hasContent ? state.cursor : .zero)) - repeatedStart
        progress = progress.clampedToZero
        var ended = false
        var whole = known
        if let token, isContinuation, token.flags.contains(.hasSeenAllChildren), known == nil,
            case .units(let rest, _) = token.detail, let remaining = rest.first, token.flags.contains(.atBlockEnd)
        {
            whole = consumed + remaining
        }
        if let whole {
            let remaining = (whole - (isCloned ? endEdge : .zero) - consumed).clampedToZero
            if remaining <= progress {
                progress = remaining
                ended = true
                flags.insert(.atBlockEnd)
            }
        }
        let size = progress + repeatedStart + (isCloned ? endEdge : .zero)
        var result = makeResult(size: size, continues: !ended)
        result.breakAppeal = appeal
        result.spaceShortage = shortage
        var detail = BreakToken.Detail.none
        if let text {
            detail = .text(position: text.scalar, item: text.item)
        } else if flags.contains(.hasSeenAllChildren) {
            detail = .units([ended ? .zero : endEdge], numbers: [])
        }
        result.breakToken = BreakToken(
            box: box.index, consumed: consumed + progress, sequence: (token?.sequence ?? 0) + 1,
            children: state.parallel + tokens, flags: flags, detail: detail)
        return result
    }

    private mutating func settleForBreak() -> Bool {
        if state.offset != nil { return true }
        let place = max(space.bfcOffset.block + state.strut.sum, space.clearanceOffset)
        return settle(at: place)
    }

    private mutating func makeResult(size: LayoutUnit, continues: Bool) -> LayoutResult {
        let traits = session.boxes.traits(box)
        var flags: FragmentFlags = []
        if isContinuation { flags.insert(.continued) }
        if continues { flags.insert(.continues) }
        if traits.contains(.hasPageFacts) { flags.insert(.hasPageFacts) }
        if traits.contains(.generated) { flags.insert(.generated) }
        if traits.contains(.floating) { flags.insert(.floating) }
        if traits.contains(.outOfFlow) { flags.insert(.outOfFlow) }
        if style.text.direction == .rtl { flags.insert(.rightToLeft) }
        var border = border
        var padding = padding
        if !isCloned {
            if isContinuation {
                border.blockStart = .zero
                padding.blockStart = startEdge
            }
            if continues {
                border.blockEnd = .zero
                padding.blockEnd = .zero
            }
        }
        let whole = LogicalSize(inline: inlineSize, block: size)
        var bubbles = state.bubbles
        if !bubbles.outOfFlow.isEmpty, traits.contains(.containsAbsolute) || traits.contains(.containsFixed) {
            var place = space.fragmentation
            place?.offset = placeInFragmentainer(.zero)
            state.children += session.placePositioned(
                &bubbles, in: box, size: whole, border: border, fragmentation: place)
        }
        let fragment = Fragment(
            kind: fragmentKind, flags: flags, node: session.boxes.node(box).index, box: box.index,
            style: session.boxes.style(box).index, size: whole, border: border, padding: padding, margin: input.margins,
            firstBaseline: state.firstBaseline, lastBaseline: state.lastBaseline, children: state.children,
            content: isContinuation || continues
                ? session.slice(of: box, flags, in: space) : .none)
        var result = LayoutResult(fragment: fragment)
        result.bfcBlockOffset = isRoot ? .zero : state.offset
        result.exclusions = isRoot ? space.exclusions : state.exclusions
        result.bubbles = bubbles
        result.intrinsicBlockSize = size
        result.spaceShortage = shortage
        result.tallestUnbreakable = tallest
        result.lineCount = isRoot ? 0 : Int32(clamping: state.lines)
        return result
    }

    private var fragmentKind: FragmentKind {
        switch session.boxes.kind(box) {
        case .tableCell: .tableCell
        case .tableCaption: .tableCaption
        case .outsideMarker: .listMarker
        case .columns: .column
        default: session.boxes.traits(box).contains(.atomicInline) ? .inlineBlock : .block
        }
    }
}
