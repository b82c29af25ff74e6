//  PageLayout.swift
//  In: a session with a document's boxes. Out: finished pages, in order.
//  Steps: 1 a round: page by page, choose the page's style, lay out the flow (PageFlow), walk the fragments (PageWalk); 2 if generated
//  content asked for page numbers, supply them and do another round, at most three; 3 margin boxes (MarginBoxLayout), now that the
//  number of pages is known; 4 the page (here).
//  Invariants: 1 every page takes something in, or is blank because a side was asked for; 2 a document whose text and margin boxes do
//  not depend on later pages hands each page to the sink as soon as it is laid out, and keeps nothing of it.

import Diagnostics
import Fragments
import Geometry
import Messages
import Style

/// Breaks a document into pages. https://www.w3.org/TR/css-page-3/
public final class PageLayout {
    public let session: LayoutSession
    let generator: BoxGenerator
    private let marginBoxes: MarginBoxLayout
    /// How many rounds it took.
    public private(set) var rounds = 0
    private var repeated: [FixedKey: [FragmentLink]] = [:]
    private lazy var fixedBoxes = findFixedBoxes()
    /// Fixed boxes without insets along an axis: each stands on every page where it would stand in the flow of its own.
    private lazy var staticFixed = fixedBoxes.filter { box in
        let inset = session.style(box).box.inset
        return (inset.top.isAuto && inset.bottom.isAuto) || (inset.left.isAuto && inset.right.isAuto)
    }
    private var hasStaticFixed: Bool { !staticFixed.isEmpty }
    /// Their places are known: mostly they come first in a document.
    private var hasPlacedFixed: Bool { staticFixed.allSatisfy { staticPlaces[$0.index] != nil } }
    private var staticPlaces: [Int32: LogicalOffset] = [:]

    struct FixedKey: Hashable {
        let content: LogicalSize
    }
    /// A page whose flow is laid out; margin boxes are to come.
    struct Draft {
        var context: PageSelectorContext
        /// Where its flow begins, and where the next page's does.
        var start: PageStart
        var next: PageStart
        var style: PageStyle
        var geometry: PageGeometry
        var links: [FragmentLink]
        /// How many of them are the flow's; fixed boxes follow.
        var flowCount = 0
        var findings: PageFindings
        var state: PageState
    }

    public init(session: LayoutSession, generator: BoxGenerator) {
        self.session = session
        self.generator = generator
        marginBoxes = MarginBoxLayout(session: session, generator: generator)
    }

    /// All pages at once.
    public func pages() -> [Page] {
        var result: [Page] = []
        layout { result.append($0) }
        return result
    }

    /// Hands over the pages one by one, each as soon as nothing about it can change.
    public func layout(_ sink: (Page) -> Void) {
        guard !session.boxes.root.isNone else { return }
        // Ordinary documents stay on the caller's thread.
        if depth > 60 {
            LargeStack.run(bytes: 256 << 20) { layoutPages(sink) }
        } else {
            layoutPages(sink)
        }
    }
    /// How many boxes lie inside each other at most.
    private var depth: Int {
        var depths = [Int32](repeating: 1, count: session.boxes.count)
        var deepest: Int32 = 0
        for index in depths.indices {
            let parent = session.boxes.parents[index]
            if !parent.isNone { depths[index] = depths[Int(parent.index)] + 1 }
            deepest = max(deepest, depths[index])
        }
        return Int(deepest)
    }

    private func layoutPages(_ sink: (Page) -> Void) {
        let isPending = hasPendingText
        var facts = PagingFacts()
        var drafts: [Draft] = []
        var earlier: EarlierRound?
        let maximum = max(1, session.limits.maximumRounds)
        for round in 1...maximum {
            rounds = round
            drafts = []
            // Only what depends on the number of pages must wait for the last one.
            let streams = !isPending
            makePages(reusing: earlier) { draft in
                if streams, self.hasPlacedFixed, !self.needsPageCount(draft.style) {
                    if drafts.isEmpty {
                        sink(self.finish(draft, pageCount: nil, facts: facts))
                        return
                    }
                }
                drafts.append(draft)
            }
            guard isPending else { break }
            let found = pagingFacts(drafts)
            facts = found
            if round == maximum {
                if !generator.supply(found, in: session).isEmpty {
                    session.diagnostics.report(
                        "paging-not-stable", .warning,
                        Sentence(.pageNumbersUnstable, ["count": maximum]))
                }
                break
            }
            let changed = generator.supply(found, in: session)
            if changed.isEmpty { break }
            let finished = EarlierRound(drafts, changed: changed, in: session)
            session.textChanged(in: finished.affected)
            repeated.removeAll()
            earlier = finished
        }
        if hasStaticFixed {
            // pages before the one that has them in its flow
            for index in drafts.indices {
                drafts[index].links.removeSubrange(drafts[index].flowCount...)
                drafts[index].links += fixedLinks(drafts[index].geometry)
                drafts[index].findings = walk(drafts[index])
            }
        }
        let count = drafts.last.map { $0.context.index + 1 } ?? 0
        for draft in drafts { sink(finish(draft, pageCount: count, facts: facts)) }
    }

    // MARK: A round

    private func makePages(reusing earlier: EarlierRound?, _ receive: (Draft) -> Void) {
        let root = session.boxes.root
        let flow = session.flow
        let isRTL = session.style(root).text.direction == .rtl
        var start = PageStart()
        var isRight = firstPageIsRight(flow.breakBefore(root), isRTL: isRTL)
        var name = flow.startPage(root)
        var index = 0
        var indexInGroup = 0
        var state = PageState()
        var wanted = BreakBetween.auto
        while !start.isEmpty {
            if index >= session.limits.maximumPages || (index > 0 && session.budget.isSpent()) {
                session.diagnostics.report(
                    "layout-limit", .error, Sentence(.layoutCut, ["count": index]))
                return
            }
            let isBlank = index > 0 && isWrongSide(wanted, isRight: isRight, isRTL: isRTL)
            let context = PageSelectorContext(
                name: name, index: index, isRight: isRight, isBlank: isBlank, indexInGroup: indexInGroup)
            var draft = earlier?.page(context, from: start) ?? layoutPage(context, from: start)
            state = index == 0 ? state : state.following
            state.enter(draft.style.style)
            for style in draft.findings.counterStyles { state.applyElement(style) }
            for entry in draft.findings.strings {
                state.strings[entry.name, default: PageAssignments()].assign(entry.value, atStart: entry.atStart)
            }
            for entry in draft.findings.running {
                state.running[entry.name, default: PageAssignments()].assign(entry.box, atStart: entry.atStart)
            }
            draft.state = state
            receive(draft)
            session.cache.removeResults()
            index += 1
            isRight.toggle()
            if !isBlank {
                start = draft.next
                wanted = start.token.map { forcedBreak(of: $0) } ?? .auto
                let following = start.token.map { pageName(of: $0) } ?? name
                indexInGroup = following == name ? indexInGroup + 1 : 0
                name = following
            } else {
                indexInGroup += 1
            }
        }
    }

    private func layoutPage(_ context: PageSelectorContext, from start: PageStart) -> Draft {
        let style = session.document.pages.style(for: context)
        let geometry = PageGeometry(style, session: session)
        var draft = Draft(
            context: context, start: start, next: start, style: style, geometry: geometry, links: [],
            findings: PageFindings(), state: PageState())
        if !context.isBlank {
            let flowed = PageFlow(session: session, geometry: geometry, footnoteStyle: style.footnoteArea).run(start)
            draft.links = flowed.links
            draft.next = flowed.next
            if hasStaticFixed {
                for entry in flowed.fixed where staticPlaces[entry.box.index] != entry.staticOffset {
                    staticPlaces[entry.box.index] = entry.staticOffset
                    repeated.removeAll()
                }
            }
        }
        draft.flowCount = draft.links.count
        draft.links += fixedLinks(geometry)
        draft.findings = walk(draft)
        return draft
    }

    private func firstPageIsRight(_ value: BreakBetween, isRTL: Bool) -> Bool {
        switch value {
        case .left: false
        case .right: true
        case .recto: !isRTL
        case .verso: isRTL
        default: !isRTL
        }
    }
    private func isWrongSide(_ value: BreakBetween, isRight: Bool, isRTL: Bool) -> Bool {
        switch value {
        case .left: isRight
        case .right: !isRight
        case .recto: isRight == isRTL
        case .verso: isRight != isRTL
        default: false
        }
    }

    /// The page name that applies where a token goes on.
    private func pageName(of token: BreakToken) -> String {
        guard session.flow.hasNames else { return "" }
        var current = token
        while let last = current.children.last { current = last }
        let box = BoxID(current.box)
        return current.isBreakBefore ? session.flow.startPage(box) : session.flow.usedPage(box)
    }

    /// The value that forced the break at which a token goes on.
    private func forcedBreak(of token: BreakToken) -> BreakBetween {
        if token.isForced {
            let box = BoxID(token.box)
            var previous = BoxID.none
            let parent = session.boxes.parent(box)
            var sibling = parent.isNone ? BoxID.none : session.boxes.firstChild(parent)
            while !sibling.isNone, sibling != box {
                let traits = session.boxes.traits(sibling)
                if !traits.contains(.floating), !traits.contains(.outOfFlow) { previous = sibling }
                sibling = session.boxes.nextSibling(sibling)
            }
            return session.flow.between(previous, box)
        }
        var result = BreakBetween.auto
        for child in token.children { result = FlowFacts.combine(result, forcedBreak(of: child)) }
        return result
    }

    // MARK: What rounds need of each other

    /// Generated text in the flow waits for page numbers.
    private var hasPendingText: Bool {
        session.boxes.rare.values.contains { rare in
            switch rare.pending {
            case .pageCounter, .pageCounters, .targetCounter, .targetCounters: true
            case .targetText, .leader, .carried, nil: false
            }
        }
    }
    private func needsPageCount(_ style: PageStyle) -> Bool {
        style.marginBoxes.values.contains { box in
            guard case .items(let items, _) = box.generated.content else { return false }
            return items.contains { item in
                switch item {
                case .counter(let name, _), .counters(let name, _, _): name == "pages"
                // a running element may hold anything
                case .element, .targetCounter, .targetCounters: true
                default: false
                }
            }
        }
    }
    private func pagingFacts(_ drafts: [Draft]) -> PagingFacts {
        var facts = PagingFacts()
        let count = drafts.count
        facts.pageCount = count
        for draft in drafts {
            let counters = draft.state.counters.merging(["pages": [count]]) { own, _ in own }
            for anchor in draft.findings.anchors where facts.countersAtAnchor[anchor.name] == nil {
                facts.countersAtAnchor[anchor.name] = counters
            }
            for place in draft.findings.pending { facts.countersAtPlace[place] = counters }
        }
        return facts
    }

    // MARK: Fixed boxes

    /// Boxes that stand on every page: fixed ones whose containing block is the page.
    private func findFixedBoxes() -> [BoxID] {
        var result: [BoxID] = []
        for index in 0..<session.boxes.count where session.boxes.traits[index].contains(.fixed) {
            var ancestor = session.boxes.parents[index]
            while !ancestor.isNone, !session.boxes.traits(ancestor).contains(.containsFixed) {
                ancestor = session.boxes.parent(ancestor)
            }
            if ancestor.isNone { result.append(BoxID(Int32(index))) }
        }
        return result
    }
    /// Laid out once for each size of page area. https://www.w3.org/TR/css-position-3/#fixed-pos
    private func fixedLinks(_ geometry: PageGeometry) -> [FragmentLink] {
        if fixedBoxes.isEmpty { return [] }
        let key = FixedKey(content: geometry.content)
        if let known = repeated[key] {
            return known.map { FragmentLink(offset: $0.offset, fragment: $0.fragment.adding(.repeated)) }
        }
        var bubbles = Bubbles()
        for box in fixedBoxes {
            bubbles.outOfFlow.append(OutOfFlowBox(box: box, staticOffset: staticPlaces[box.index] ?? .zero))
        }
        let links = session.placePositioned(
            &bubbles, in: LogicalRect(offset: .zero, size: geometry.content),
            direction: .ltr, fragmentation: nil
        ) { _ in true }
        repeated[key] = links
        return links
    }

    // MARK: The page

    private func walk(_ draft: Draft) -> PageFindings {
        var walk = PageWalk(session)
        let origin = draft.geometry.contentOffset
        for link in draft.links {
            walk.visit(
                link.fragment, x: (origin.inline + link.offset.inline).px, y: (origin.block + link.offset.block).px)
        }
        return walk.findings
    }

    private func finish(_ draft: Draft, pageCount: Int?, facts: PagingFacts) -> Page {
        let geometry = draft.geometry
        let state = draft.state
        var counters = state.counters
        if let pageCount, counters["pages"] == nil { counters["pages"] = [pageCount] }
        let context = PageContext(
            counters: counters, namedString: { name, keyword in state.strings[name]?.value(keyword) },
            runningElement: { name, keyword in state.running[name]?.value(keyword) }, facts: facts)
        let inner =
            geometry.contentOffset
            - LogicalOffset(inline: geometry.margin.inlineStart, block: geometry.margin.blockStart)
        let area = Fragment(
            kind: .pageArea, size: geometry.borderBox, border: geometry.border, padding: geometry.padding,
            children: draft.links.map { FragmentLink(offset: inner + $0.offset, fragment: $0.fragment) })
        var children = [
            FragmentLink(
                offset: LogicalOffset(inline: geometry.margin.inlineStart, block: geometry.margin.blockStart),
                fragment: area)
        ]
        let margins = marginBoxes.links(for: draft.style, geometry: geometry, context: context)
        children += margins
        var links = draft.findings.links
        if !margins.isEmpty {
            var walk = PageWalk(session)
            for link in margins { walk.visit(link.fragment, x: link.offset.inline.px, y: link.offset.block.px) }
            links += walk.findings.links
        }
        let root = Fragment(
            kind: .page, style: session.document.table.intern(draft.style.style).index, size: geometry.sheet,
            border: geometry.border, padding: geometry.padding, margin: geometry.margin, children: children)
        session.countSlices(on: root)
        return Page(
            index: draft.context.index, name: draft.context.name,
            size: Size(width: geometry.sheet.inline.px, height: geometry.sheet.block.px), bleed: draft.style.bleed,
            hasCropMarks: draft.style.hasCropMarks, hasCrossMarks: draft.style.hasCrossMarks, root: root,
            label: String(counters["page"]?.last ?? draft.context.index + 1), anchors: draft.findings.anchors,
            links: links, bookmarks: draft.findings.bookmarks)
    }
}
