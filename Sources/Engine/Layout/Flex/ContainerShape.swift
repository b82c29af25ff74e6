//  ContainerShape.swift
//  In: a flex or grid container and a space. Out: its own edges and sizes before the items are known, and its fragment after they
//  were placed: what both kinds of container have in common.

import Fragments
import Geometry
import Style

struct ContainerShape {
    let box: BoxID
    let input: SizingInput
    let border: LogicalEdges
    let padding: LogicalEdges
    /// Border box.
    let inlineSize: LayoutUnit
    /// The whole border-box block size, if known beforehand.
    let known: LayoutUnit?
    /// The content box; block is indefinite unless percentages may refer to it.
    let content: LogicalSize
    /// Bounds of the content-box block size: its minimum and maximum where it is open, else both are that size.
    let leastBlock: LayoutUnit
    let mostBlock: LayoutUnit
    let isCloned: Bool
    let isRightToLeft: Bool

    init(_ session: LayoutSession, _ box: BoxID, in space: ConstraintSpace, from token: BreakToken?) {
        self.box = box
        border = session.borders(of: box)
        padding = session.padding(of: box, inlineBasis: space.percentageBasis.inline)
        let edges = border + padding
        let input = SizingInput(
            edges: edges, margins: session.margins(of: box, inlineBasis: space.percentageBasis.inline))
        self.input = input
        if case .units(let sizes, _)? = token?.detail, let begun = sizes.first {
            // lines and tracks were found at the width the box began with; what is left of them keeps it
            inlineSize = begun
        } else {
            inlineSize = session.usedInlineSize(of: box, in: space, input)
        }
        var known = session.knownBlockSize(of: box, in: space, input, inlineSize: inlineSize)
        if known == nil, session.style(box).box.aspectRatio != nil {
            known = session.blockSizeFromRatio(of: box, input, inlineSize: inlineSize).map {
                session.boundBlockSize($0, of: box, in: space, input)
            }
        }
        self.known = known
        let block = known.map { ($0 - edges.blockSum).clampedToZero }
        content = LogicalSize(
            inline: (inlineSize - edges.inlineSum).clampedToZero, block: block ?? .indefinite)
        if let block {
            leastBlock = block
            mostBlock = block
        } else {
            leastBlock = (session.boundBlockSize(.zero, of: box, in: space, input) - edges.blockSum).clampedToZero
            let most = session.boundBlockSize(.max, of: box, in: space, input)
            mostBlock = most == .max ? .max : (most - edges.blockSum).clampedToZero
        }
        isRightToLeft = session.style(box).text.direction == .rtl
        isCloned = session.style(box).flow.boxDecorationBreak == .clone
    }

    /// Places the bands on this page and makes the container's fragment. Positioned boxes are still in the bubbles.
    func assemble(
        _ session: LayoutSession, bands: [Band], items: [BandItem], contentBlock: LayoutUnit,
        in space: ConstraintSpace, from token: BreakToken?,
        baselines: ([Int: FragmentLink]) -> (first: LayoutUnit?, last: LayoutUnit?)
    ) -> LayoutResult {
        var breakingSpace = space
        let edges = input.edges
        let whole = known ?? contentBlock + edges.blockSum
        let consumed = token?.consumed ?? .zero
        if let known, let page = space.fragmentation, session.style(box).box.overflowY != .visible,
            known - consumed <= page.remaining
        {
            // clipped, and its own box fits: nobody sees what sticks out
            breakingSpace.fragmentation = nil
        }
        if isCloned { breakingSpace.fragmentation?.blockSize -= edges.blockEnd }
        let isContinuation = token != nil
        var pager = BandPager(
            session, container: box, bands: bands, items: items, edges: edges,
            isContinuedCut: isContinuation && !isCloned, in: breakingSpace, from: token)
        let outcome = pager.run()
        let avoids = session.style(box).flow.breakInside.avoids(space.fragmentation)
        if outcome.refuses
            || (outcome.token != nil && !isContinuation && avoids && space.fragmentation?.hasContentBefore == true)
        {
            var refused = LayoutResult()
            refused.status = .breakBefore
            refused.spaceShortage = outcome.shortage
            refused.tallestUnbreakable = outcome.tallest
            return refused
        }
        var border = border
        var padding = padding
        var flags = session.partFlags(box)
        if session.boxes.traits(box).contains(.floating) { flags.insert(.floating) }
        if session.boxes.traits(box).contains(.outOfFlow) { flags.insert(.outOfFlow) }
        var size = LogicalSize(inline: inlineSize, block: .zero)
        if isContinuation {
            flags.insert(.continued)
            if !isCloned {
                border.blockStart = .zero
                padding.blockStart = .zero
            }
        }
        if outcome.token != nil {
            flags.insert(.continues)
            let endHere = breakingSpace.fragmentation.map { max($0.remaining, outcome.end) } ?? outcome.end
            size.block = endHere > LayoutUnit(10_000_000) ? outcome.end : endHere
            if isCloned {
                size.block += edges.blockEnd
            } else {
                border.blockEnd = .zero
                padding.blockEnd = .zero
            }
        } else {
            let grown = outcome.end + edges.blockEnd
            if isContinuation {
                size.block = max(known == nil ? grown : .zero, max(.zero, min(whole - consumed, wholeLimit(grown))))
                if known != nil { size.block = (whole - consumed).clampedToZero }
            } else {
                size.block = known ?? max(whole, leastBlock + edges.blockSum)
            }
        }
        let lines = baselines(outcome.fragments)
        var result = LayoutResult(
            fragment: Fragment(
                kind: session.boxes.kind(box) == .grid ? .grid : .flex, flags: flags,
                node: session.boxes.node(box).index, box: box.index, style: session.boxes.style(box).index, size: size,
                border: border, padding: padding, margin: input.margins, firstBaseline: lines.first,
                lastBaseline: lines.last, children: outcome.links,
                content: session.slice(of: box, flags, in: space)))
        result.bubbles = outcome.bubbles
        result.intrinsicBlockSize = contentBlock + edges.blockSum
        result.breakAppeal = avoids && outcome.token != nil ? outcome.appeal.insideUnbreakable : outcome.appeal
        result.earlyBreak = avoids ? outcome.earlyBreak?.insideUnbreakable : outcome.earlyBreak
        result.spaceShortage = outcome.shortage
        result.tallestUnbreakable = outcome.tallest
        result.exclusions = space.exclusions
        result.bfcBlockOffset = .zero
        if let next = outcome.token, case .numbers(let numbers) = next.detail {
            result.breakToken = BreakToken(
                box: next.box, consumed: consumed + size.block, sequence: next.sequence, children: next.children,
                flags: next.flags, detail: .units([inlineSize], numbers: numbers))
        }
        return result
    }
    private func wholeLimit(_ grown: LayoutUnit) -> LayoutUnit { known == nil ? grown : .max }

    /// The result with those positioned boxes placed whose containing block the container is.
    func placingPositioned(
        _ session: LayoutSession, _ result: LayoutResult, _ bubbles: Bubbles, in space: ConstraintSpace
    ) -> LayoutResult {
        guard result.status == .success, let fragment = result.fragment else { return result }
        var risen = bubbles
        var changed = result
        let links = session.placePositioned(
            &risen, in: box, size: fragment.size, border: fragment.border, fragmentation: space.fragmentation)
        changed.bubbles = risen
        if !links.isEmpty {
            changed.fragment = Fragment(
                kind: fragment.kind, flags: fragment.flags, node: fragment.node, box: fragment.box,
                style: fragment.style, size: fragment.size, border: fragment.border, padding: fragment.padding,
                margin: fragment.margin, firstBaseline: fragment.firstBaseline, lastBaseline: fragment.lastBaseline,
                children: fragment.children + links, content: fragment.content)
        }
        return changed
    }
}

extension LayoutResult {
    /// The bubbles of a box that was placed; nil if it was not.
    var bubblesIfPlaced: Bubbles? { status == .success ? bubbles : nil }
}
