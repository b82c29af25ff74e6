//  ParallelBands.swift
//  In: bands one below the other (flex lines, items of a flex column, grid rows), each with items side by side at known places,
//  a page with some room, a token. Out: the fragments of the items on this page and where each goes on.
//  https://www.w3.org/TR/css-flexbox-1/#pagination, https://www.w3.org/TR/css-grid-1/#pagination
//  Rules, as for table rows: 1 a band that fits is placed whole; 2 else its items are cut side by side if all can be cut
//  well; 3 else the break is before it, or before an earlier band if `avoid` forbids this one; 4 on an empty page it is
//  cut whatever `avoid` says, and placed whole if even that does not move on.

import Fragments
import Geometry
import Style

/// An item at its place.
struct BandItem {
    let box: BoxID
    /// The bands it lies in.
    let bands: Range<Int>
    /// Border box: from the container's border-box start, and from the start of its first band.
    let inlineOffset: LayoutUnit
    let blockOffset: LayoutUnit
    /// Margin at the block end.
    let marginEnd: LayoutUnit
    /// The final question, in endless space.
    let space: ConstraintSpace
    /// Relative positioning.
    let relative: LogicalOffset
}

struct Band {
    /// From the container's border-box start, without breaks.
    var start: LayoutUnit
    var size: LayoutUnit
    /// What acts between this band and the one before.
    var breakBefore: BreakBetween = .auto
    var avoidsBreakInside = false
    var end: LayoutUnit { start + size }
}

/// What became of the bands on this page.
struct BandOutcome {
    var links: [FragmentLink] = []
    var bubbles = Bubbles()
    /// The block end of the last band here.
    var end = LayoutUnit.zero
    var token: BreakToken?
    var refuses = false
    var isForced = false
    var appeal = BreakAppeal.perfect
    var earlyBreak: EarlyBreak?
    var shortage: LayoutUnit?
    var tallest = LayoutUnit.zero
    /// Fragments by item, for baselines.
    var fragments: [Int: FragmentLink] = [:]
}

struct BandPager {
    private let session: LayoutSession
    private let container: BoxID
    private let bands: [Band]
    private let items: [BandItem]
    private let itemsOfBand: [[Int]]
    private let page: Fragmentainer?
    private let earlyBreak: EarlyBreak?
    /// Border and padding.
    private let startEdge: LayoutUnit
    private let endEdge: LayoutUnit
    private let token: BreakToken?

    private var firstBand = 0
    private var isInside = false
    private var consumed = LayoutUnit.zero
    private var spanning: [Int] = []
    private var tokens: [Int32: BreakToken] = [:]

    private struct Part {
        var result: LayoutResult
        var offset: LayoutUnit
    }
    private struct Placed {
        var band: Int
        var start: LayoutUnit
        var size: LayoutUnit
        var parts: [Int: Part]?
        var end: LayoutUnit { start + size }
    }
    private var placed: [Placed] = []
    private var position: LayoutUnit
    private var outcome = BandOutcome()
    private var next: (band: Int, isInside: Bool, consumed: LayoutUnit)?
    private var nextTokens: [Int32: BreakToken] = [:]
    private var opportunities: [(index: Int, appeal: BreakAppeal)] = []

    init(
        _ session: LayoutSession, container: BoxID, bands: [Band], items: [BandItem], edges: LogicalEdges,
        isContinuedCut: Bool, in space: ConstraintSpace, from token: BreakToken?
    ) {
        self.session = session
        self.container = container
        self.bands = bands
        self.items = items
        var lists = Array(repeating: [Int](), count: bands.count)
        for (index, item) in items.enumerated() where item.bands.lowerBound < bands.count {
            lists[item.bands.lowerBound].append(index)
        }
        itemsOfBand = lists
        page = space.fragmentation
        earlyBreak = space.earlyBreak
        startEdge = edges.blockStart
        endEdge = edges.blockEnd
        self.token = token
        position = token != nil && isContinuedCut ? .zero : edges.blockStart
        if let token, case .units(_, let numbers) = token.detail, numbers.count >= 3 {
            firstBand = Int(numbers[0])
            isInside = numbers[1] != 0
            consumed = LayoutUnit(raw: numbers[2])
            spanning = numbers[3...].map { Int($0) }
            for child in token.children { tokens[child.box] = child }
        }
    }

    mutating func run() -> BandOutcome {
        var band = firstBand
        if isInside, band < bands.count {
            if goOnInside(band) { band += 1 } else { band = bands.count }
        }
        while band < bands.count, next == nil {
            let isFirstHere = placed.isEmpty
            let gap = gapBefore(band, isFirstHere: isFirstHere)
            if !isFirstHere, let page {
                if page.kind == .page ? bands[band].breakBefore.forcesPage : bands[band].breakBefore.forcesColumn {
                    outcome.isForced = true
                    next = (band, false, .zero)
                    break
                }
                let avoids =
                    page.kind == .page ? bands[band].breakBefore.avoidsPage : bands[band].breakBefore.avoidsColumn
                opportunities.append((placed.count, avoids ? .violatesBreakAvoid : .perfect))
                if case .before(let box)? = earlyBreak?.place, items(in: band).contains(where: { items[$0].box == box })
                {
                    outcome.appeal = avoids ? .violatesBreakAvoid : .perfect
                    next = (band, false, .zero)
                    break
                }
            }
            position += gap
            let size = sizeHere(band)
            outcome.tallest = max(outcome.tallest, size)
            let isLast = band == bands.count - 1
            let fits = page.map { position + size + (isLast ? endEdge : .zero) <= $0.remaining } ?? true
            if fits,
                page == nil || !items(in: band).contains(where: { session.flow.hasForcedBreakInside(items[$0].box) })
            {
                placed.append(Placed(band: band, start: position, size: size, parts: nil))
                position += size
                band += 1
                continue
            }
            if let page {
                outcome.shortage = min(outcome.shortage ?? .max, max(position + size - page.remaining, .epsilon))
            }
            if fits || !bands[band].avoidsBreakInside, split(band, isForced: fits) { break }
            position -= gap
            if !isFirstHere {
                breakAtBest(orBefore: band)
                break
            }
            if page?.hasContentBefore == true, token == nil {
                outcome.refuses = true
                return outcome
            }
            position += gap
            if split(band, isForced: true) { break }
            placed.append(Placed(band: band, start: position, size: size, parts: nil))
            position += size
            band += 1
        }
        emit()
        return outcome
    }

    private func items(in band: Int) -> [Int] { itemsOfBand[band] }

    private func gapBefore(_ band: Int, isFirstHere: Bool) -> LayoutUnit {
        if band == 0 { return bands[0].start - startEdge }
        return isFirstHere && token != nil ? .zero : bands[band].start - bands[band - 1].end
    }

    /// As measured, but an item that spans from an earlier page may need more.
    private func sizeHere(_ band: Int) -> LayoutUnit {
        var size = bands[band].size
        for index in spanning where items[index].bands.upperBound == band + 1 {
            guard let rest = tokens[items[index].box.index] else { continue }
            let begin = placed.first?.start ?? position
            let need =
                (session.layout(items[index].box, in: items[index].space, from: begun(rest)).fragment?.size.block
                    ?? .zero)
            size = max(size, need + items[index].marginEnd - (position - begin))
        }
        return size
    }
    private func begun(_ token: BreakToken?) -> BreakToken? { token?.isBreakBefore == true ? nil : token }

    // MARK: - Breaks

    private mutating func breakAtBest(orBefore band: Int) {
        guard let best = opportunities.max(by: { ($0.appeal, $0.index) < ($1.appeal, $1.index) }) else {
            next = (band, false, .zero)
            return
        }
        if best.appeal < .perfect, page?.hasContentBefore == true, token == nil {
            outcome.refuses = true
            return
        }
        outcome.appeal = best.appeal
        var target = band
        if best.index < placed.count {
            target = placed[best.index].band
            placed.removeSubrange(best.index...)
            position = placed.last?.end ?? position
        }
        next = (target, false, .zero)
    }

    private func layOutPart(
        _ item: BandItem, at start: LayoutUnit, end: LayoutUnit, hasContentBefore: Bool, from token: BreakToken?
    ) -> LayoutResult {
        var inner = item.space
        if let page {
            var part = Fragmentainer(
                kind: page.kind, blockSize: page.offset + end, offset: page.offset + start,
                hasContentBefore: hasContentBefore)
            part.avoidsBreakInside = page.avoidsBreakInside
            inner.fragmentation = part
        }
        return session.layout(item.box, in: inner, from: begun(token))
    }

    /// Cuts the items of a band at the end of the page. False: not possible, or not well; nothing is placed.
    private mutating func split(_ band: Int, isForced: Bool) -> Bool {
        guard let page, page.remaining > position else { return false }
        let end = page.remaining
        var parts: [Int: Part] = [:]
        var rest: [Int32: BreakToken] = [:]
        var hasProgress = false
        for index in items(in: band) where items[index].bands.count == 1 {
            let item = items[index]
            let start = position + item.blockOffset
            if start >= end {
                rest[item.box.index] = BreakToken(box: item.box.index, flags: .before)
                continue
            }
            let result = layOutPart(item, at: start, end: end, hasContentBefore: !isForced, from: nil)
            if result.status != .success || result.fragment == nil {
                if !isForced { return false }
                rest[item.box.index] = BreakToken(box: item.box.index, flags: .before)
                continue
            }
            if result.breakToken != nil, !isForced {
                if result.breakAppeal < .perfect
                    || (result.fragment?.children.allSatisfy { $0.fragment.isVacant } ?? true)
                {
                    return false
                }
            }
            if result.breakToken == nil, !isForced, start + (result.fragment?.size.block ?? .zero) > end {
                // monolithic and too tall for what is left
                return false
            }
            if result.fragment?.children.isEmpty == false || result.breakToken == nil { hasProgress = true }
            parts[index] = Part(result: result, offset: start)
            if let token = result.breakToken { rest[token.box] = token }
        }
        guard hasProgress, !rest.isEmpty else { return false }
        placed.append(Placed(band: band, start: position, size: end - position, parts: parts))
        next = (band, true, end - position)
        nextTokens = rest
        position = end
        return true
    }

    /// What is left of a band that was cut. False: it goes on once more.
    private mutating func goOnInside(_ band: Int) -> Bool {
        let end = page?.remaining ?? .max
        var parts: [Int: Part] = [:]
        var rest: [Int32: BreakToken] = [:]
        var bottom = position
        var hasProgress = false
        for index in items(in: band) where items[index].bands.count == 1 {
            let item = items[index]
            guard let token = tokens[item.box.index] else { continue }
            let start =
                token.isBreakBefore ? position + (item.blockOffset - consumed).clampedToZero : position
            if start >= end, start > position {
                rest[item.box.index] = token
                continue
            }
            let result = layOutPart(item, at: start, end: end, hasContentBefore: start > position, from: token)
            guard result.status == .success, let fragment = result.fragment else {
                rest[item.box.index] = token
                continue
            }
            if result.breakToken == nil || fragment.children.contains(where: { !$0.fragment.isVacant }) {
                hasProgress = true
            }
            parts[index] = Part(result: result, offset: start)
            if let token = result.breakToken { rest[token.box] = token }
            bottom = max(bottom, start + fragment.size.block + item.marginEnd)
        }
        if !rest.isEmpty, !hasProgress || end <= position {
            // no room at all: what is left is placed whole and sticks out
            rest = [:]
            for index in items(in: band) where items[index].bands.count == 1 {
                let item = items[index]
                guard let token = tokens[item.box.index] else { continue }
                let result = session.layout(item.box, in: item.space, from: begun(token))
                parts[index] = Part(result: result, offset: position)
                bottom = max(bottom, position + (result.fragment?.size.block ?? .zero) + item.marginEnd)
            }
        }
        let continues = !rest.isEmpty
        if continues {
            bottom = max(end, position)
            next = (band, true, consumed + (bottom - position))
            nextTokens = rest
        }
        placed.append(Placed(band: band, start: position, size: bottom - position, parts: parts))
        position = bottom
        return !continues
    }

    // MARK: - Fragments

    private mutating func emit() {
        outcome.end = position
        var found: [(index: Int, link: FragmentLink)] = []
        func add(_ index: Int, _ result: LayoutResult, at start: LayoutUnit) {
            guard let fragment = result.fragment else { return }
            let offset = LogicalOffset(inline: items[index].inlineOffset, block: start) + items[index].relative
            let link = FragmentLink(offset: offset, fragment: fragment)
            found.append((index, link))
            outcome.fragments[index] = link
            outcome.bubbles.absorb(result.bubbles, at: offset)
        }
        for index in spanning {
            if let part = spanningPart(index) { add(index, part.result, at: part.start) }
        }
        for place in placed {
            for index in items(in: place.band) {
                if items[index].bands.count > 1 {
                    if place.band > firstBand || !isInside || token == nil, let part = spanningPart(index) {
                        add(index, part.result, at: part.start)
                    }
                } else if let parts = place.parts {
                    if let part = parts[index] { add(index, part.result, at: part.offset) }
                } else {
                    add(
                        index, session.layout(items[index].box, in: items[index].space, from: nil),
                        at: place.start + items[index].blockOffset)
                }
            }
        }
        outcome.links = found.sorted { $0.index < $1.index }.map(\.link)
        if let best = opportunities.max(by: { ($0.appeal, $0.index) < ($1.appeal, $1.index) }),
            best.index < placed.count,
            let first = items(in: placed[best.index].band).first
        {
            outcome.earlyBreak = EarlyBreak(.before(items[first].box), appeal: best.appeal)
        }
        guard let next else { return }
        let open = items.indices.filter {
            items[$0].bands.count > 1 && items[$0].bands.lowerBound < next.band + (next.isInside ? 1 : 0)
                && items[$0].bands.upperBound > next.band
        }
        outcome.token = BreakToken(
            box: container.index, consumed: (token?.consumed ?? .zero) + position, sequence: (token?.sequence ?? 0) + 1,
            children: nextTokens.values.sorted { $0.box < $1.box }, flags: outcome.isForced ? .forced : [],
            detail: .numbers(
                [Int32(next.band), next.isInside ? 1 : 0, next.consumed.raw] + open.map { Int32($0) }))
    }

    /// An item over several bands, as far as they lie on this page.
    private mutating func spanningPart(_ index: Int) -> (result: LayoutResult, start: LayoutUnit)? {
        let item = items[index]
        let here = placed.filter { item.bands.contains($0.band) }
        guard let first = here.first, let last = here.last else { return nil }
        let isContinued = first.band > item.bands.lowerBound || (first.band == firstBand && isInside && token != nil)
        let endsHere = last.band == item.bands.upperBound - 1 && !(next?.isInside == true && next?.band == last.band)
        let start = isContinued ? first.start : first.start + item.blockOffset
        if !isContinued, endsHere { return (session.layout(item.box, in: item.space, from: nil), start) }
        let rest = tokens[item.box.index]
        if isContinued, rest == nil { return nil }
        if endsHere { return (session.layout(item.box, in: item.space, from: begun(rest)), start) }
        let result = layOutPart(item, at: start, end: last.end, hasContentBefore: true, from: rest)
        guard result.status == .success, result.fragment != nil else {
            nextTokens[item.box.index] = rest ?? BreakToken(box: item.box.index, flags: .before)
            return nil
        }
        if let token = result.breakToken { nextTokens[item.box.index] = token }
        return (result, start)
    }
}
