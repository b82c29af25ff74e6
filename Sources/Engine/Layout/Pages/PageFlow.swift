//  PageFlow.swift
//  In: where the document goes on and a page's geometry. Out: what stands in the page area: flow, footnotes, positioned boxes; and
//  where the next page begins.

import Fragments
import Geometry
import Messages
import Style

/// Where a page begins in the document.
struct PageStart {
    var token: BreakToken?
    /// False: nothing of the flow is left, only footnotes or positioned boxes go on.
    var hasFlow = true
    /// Footnotes called on earlier pages, and where those go on that have begun.
    var footnotes: [DeferredFootnote] = []
    /// Positioned boxes that go on.
    var positioned: [OutOfFlowBox] = []
    var isEmpty: Bool { !hasFlow && footnotes.isEmpty && positioned.isEmpty }
}
struct DeferredFootnote {
    var body: BoxID
    var token: BreakToken?
}

/// A page area's contents; offsets from the content corner.
struct PageFlowResult {
    var links: [FragmentLink] = []
    var next: PageStart
    /// Fixed boxes met in the flow, each with the place it would have there.
    var fixed: [OutOfFlowBox] = []
}

struct PageFlow {
    let session: LayoutSession
    let geometry: PageGeometry
    let footnoteStyle: ComputedStyle

    private var areaBlock: LayoutUnit { max(geometry.content.block, LayoutUnit(1)) }
    private var basis: LogicalSize { geometry.content }

    func run(_ start: PageStart) -> PageFlowResult {
        var result = PageFlowResult(next: PageStart(hasFlow: false))
        var bubbles = Bubbles()
        var reserved = LayoutUnit.zero
        var flow: (link: FragmentLink, result: LayoutResult)?
        var notes = footnoteArea(start.footnotes, limit: areaBlock)
        reserved = notes.height
        if start.hasFlow {
            flow = layoutFlow(start.token, reserved: reserved)
            // Footnotes take room from the text that calls them: until both agree, at most a few times.
            var attempts = 0
            while let calls = flow?.result.bubbles.footnotes, attempts < 4 {
                let bodies = start.footnotes + calls.map { DeferredFootnote(body: $0.body, token: nil) }
                if bodies.isEmpty { break }
                notes = footnoteArea(bodies, limit: areaBlock)
                if notes.height <= reserved { break }
                reserved =
                    attempts == 0
                    ? room(for: calls, below: start.footnotes, flowOffset: flow?.link.offset.block ?? .zero)
                        ?? notes.height
                    : notes.height
                attempts += 1
                let again = layoutFlow(start.token, reserved: reserved)
                if again.result.bubbles.footnotes.isEmpty, !calls.isEmpty, start.footnotes.isEmpty {
                    // the line with the call itself no longer fits: it goes to the next page with its notes
                    flow = again
                    notes = footnoteArea([], limit: areaBlock)
                    break
                }
                flow = again
            }
            if let calls = flow?.result.bubbles.footnotes {
                notes = footnoteArea(
                    start.footnotes + calls.map { DeferredFootnote(body: $0.body, token: nil) },
                    limit: max(reserved, notes.height))
            }
        }
        if let placed = flow { flow = honourPolicies(placed, start, &notes) }
        let flowCalls = flow?.result.bubbles.footnotes.count ?? 0
        if let flow {
            result.links.append(flow.link)
            bubbles.absorb(flow.result.bubbles, at: flow.link.offset)
            result.next.token = flow.result.breakToken
            result.next.hasFlow = flow.result.breakToken != nil
        }
        var innerNotes: [DeferredFootnote] = []
        let innerOffset = LogicalOffset(
            inline: notes.inlineOffset, block: basis.block - notes.height + notes.blockOffset)
        if notes.fragment != nil {
            var inner = notes.bubbles
            // notes within notes have the next page's foot
            innerNotes = inner.footnotes.map { DeferredFootnote(body: $0.body, token: nil) }
            inner.footnotes = []
            bubbles.absorb(inner, at: innerOffset)
        }
        // boxes placed by insets, in the page area
        for entry in start.positioned { continuePositioned(entry, into: &result, &bubbles) }
        let area = LogicalRect(offset: .zero, size: basis)
        result.links += session.placePositioned(
            &bubbles, in: area, direction: .ltr,
            fragmentation: Fragmentainer(kind: .page, blockSize: areaBlock, offset: .zero, hasContentBefore: false)
        ) { !session.boxes.traits($0.box).contains(.fixed) }
        result.fixed = bubbles.outOfFlow.filter {
            $0.token == nil && session.boxes.traits($0.box).contains(.fixed)
        }
        // notes of positioned boxes are known only now: at the foot of this page if the text leaves room, else of the next
        var late = bubbles.footnotes.dropFirst(flowCalls).map { DeferredFootnote(body: $0.body, token: nil) }
        if !late.isEmpty, notes.deferred.isEmpty, notes.bubbles.outOfFlow.isEmpty, flow?.result.breakToken == nil {
            let end = flow.map { $0.link.offset.block + ($0.link.fragment.size.block) } ?? .zero
            let calls = flow?.result.bubbles.footnotes ?? []
            let bodies = start.footnotes + calls.map { DeferredFootnote(body: $0.body, token: nil) } + late
            let wider = footnoteArea(bodies, limit: (areaBlock - end).clampedToZero)
            // boxes placed by insets are placed already: a note that holds one waits for the next page
            if wider.deferred.isEmpty, wider.bubbles.outOfFlow.isEmpty, wider.height <= areaBlock - end {
                notes = wider
                innerNotes = wider.bubbles.footnotes.map { DeferredFootnote(body: $0.body, token: nil) }
                late = []
            }
        }
        let notesOffset = LogicalOffset(
            inline: notes.inlineOffset, block: basis.block - notes.height + notes.blockOffset)
        result.next.positioned += bubbles.outOfFlow.filter { $0.token != nil }
        if let area = notes.fragment {
            result.links.append(FragmentLink(offset: notesOffset, fragment: area))
        }
        result.next.footnotes = innerNotes + notes.deferred + late
        return result
    }

    /// Not all calls of a full page have room for their notes: as many as do, in order, and the line of the next one goes to the
    /// next page. What to reserve for it; nil: not even the first has room.
    private func room(
        for calls: [FootnoteCall], below carried: [DeferredFootnote], flowOffset: LayoutUnit
    ) -> LayoutUnit? {
        var ends: [LayoutUnit] = []
        for call in calls { ends.append(max(ends.last ?? .zero, flowOffset + call.blockOffset)) }
        func height(_ count: Int) -> LayoutUnit {
            footnoteArea(
                carried + calls.prefix(count).map { DeferredFootnote(body: $0.body, token: nil) }, limit: areaBlock
            ).height
        }
        var low = 0
        var high = calls.count
        var best: LayoutUnit?
        while low < high {
            let middle = (low + high + 1) / 2
            let needed = height(middle)
            if ends[middle - 1] + needed <= areaBlock {
                low = middle
                best = needed
            } else {
                high = middle - 1
            }
        }
        guard let best, low < calls.count else { return best }
        return max(best, areaBlock - (ends[low] - .epsilon))
    }

    /// `footnote-policy: line | block`: a note that found no room takes its line to the next page with it.
    /// https://www.w3.org/TR/css-gcpm-3/#the-footnote-policy-property
    private func honourPolicies(
        _ flow: (link: FragmentLink, result: LayoutResult), _ start: PageStart, _ notes: inout FootnoteAreaResult
    ) -> (link: FragmentLink, result: LayoutResult) {
        var flow = flow
        for _ in 0..<8 {
            let late = flow.result.bubbles.footnotes.first { call in
                session.style(call.body).flow.footnotePolicy != .auto
                    && notes.deferred.contains { $0.body == call.body && $0.token == nil }
            }
            guard let late else { return flow }
            let end = flow.link.offset.block + late.blockOffset - .epsilon
            let again = layoutFlow(start.token, reserved: max(areaBlock - end, .zero))
            // a line that fills the page by itself stays
            guard let fragment = again.result.fragment, fragment.size.block > .zero, !fragment.children.isEmpty,
                madeProgress(again.result, from: start.token),
                !again.result.bubbles.footnotes.contains(where: { $0.body == late.body })
            else { return flow }
            flow = again
            notes = footnoteArea(
                start.footnotes + flow.result.bubbles.footnotes.map { DeferredFootnote(body: $0.body, token: nil) },
                limit: areaBlock)
        }
        return flow
    }

    /// The root element, from a token, with room left for footnotes.
    private func layoutFlow(_ token: BreakToken?, reserved: LayoutUnit) -> (link: FragmentLink, result: LayoutResult) {
        let root = session.boxes.root
        var margins = session.margins(of: root, inlineBasis: basis.inline)
        if token != nil { margins.blockStart = .zero }
        var space = ConstraintSpace(available: basis, percentageBasis: basis)
        space.fragmentation = Fragmentainer(
            kind: .page, blockSize: max(areaBlock - reserved, LayoutUnit(1)), offset: margins.blockStart,
            hasContentBefore: false)
        var result = session.layout(root, in: space, from: token)
        if result.fragment == nil || (token != nil && !madeProgress(result, from: token)) {
            // Ours to mend, but nobody's document may be lost: the rest goes on one page.
            session.diagnostics.report(
                "layout-no-progress", .error, Sentence(.layoutNoProgress))
            space.fragmentation = nil
            result = session.layout(root, in: space, from: token)
        }
        let fragment = result.fragment ?? Fragment(kind: .block, box: root.index, size: .zero)
        let auto = session.autoInlineMargins(of: root)
        let free = (basis.inline - fragment.size.inline - margins.inlineSum).clampedToZero
        if auto.start { margins.inlineStart = auto.end ? free / 2 : free }
        let offset =
            LogicalOffset(inline: margins.inlineStart, block: margins.blockStart)
            + session.relativeOffset(of: root, basis: basis)
        return (FragmentLink(offset: offset, fragment: fragment), result)
    }

    /// A page took something in: its token differs from the one before. Law 2 of BreakToken.
    private func madeProgress(_ result: LayoutResult, from token: BreakToken?) -> Bool {
        guard let token, let next = result.breakToken else { return true }
        return !Self.isSame(token, next)
    }
    static func isSame(_ a: BreakToken, _ b: BreakToken) -> Bool {
        guard a.box == b.box, a.consumed == b.consumed, a.flags == b.flags, a.children.count == b.children.count else {
            return false
        }
        switch (a.detail, b.detail) {
        case (.none, .none): break
        case (.text(let p, let i), .text(let q, let j)): if p != q || i != j { return false }
        case (.numbers(let m), .numbers(let n)): if m != n { return false }
        case (.units(let u, let m), .units(let v, let n)): if u != v || m != n { return false }
        default: return false
        }
        return zip(a.children, b.children).allSatisfy { isSame($0, $1) }
    }

    /// A positioned box that began on an earlier page goes on at the top of this one.
    private func continuePositioned(
        _ entry: OutOfFlowBox, into result: inout PageFlowResult, _ bubbles: inout Bubbles
    ) {
        var space = ConstraintSpace(available: basis, percentageBasis: basis)
        space.inlineAuto = .fitContent
        space.fragmentation = Fragmentainer(kind: .page, blockSize: areaBlock, offset: .zero, hasContentBefore: false)
        let laidOut = session.layout(entry.box, in: space, from: entry.token)
        guard let fragment = laidOut.fragment else { return }
        let offset = LogicalOffset(inline: entry.staticOffset.inline, block: .zero)
        result.links.append(FragmentLink(offset: offset, fragment: fragment))
        bubbles.absorb(laidOut.bubbles, at: offset)
        if let token = laidOut.breakToken {
            var rest = entry
            rest.token = token
            result.next.positioned.append(rest)
        }
    }
}
