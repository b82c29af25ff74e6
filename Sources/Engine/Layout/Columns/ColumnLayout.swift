//  ColumnLayout.swift
//  In: a multi-column container, a space, a token. Out: its fragment: rows of columns, spanning boxes between them.
//  https://www.w3.org/TR/css-multicol-1/
//  Steps: 1 how many columns, how wide (ColumnGeometry), 2 segments: runs of children between spanning ones, 3 each run in
//  columns as high as the page leaves room for; the last run of a page that ends there is balanced (ColumnBalance).

import Fragments
import Geometry
import Style

extension LayoutSession {
    func layoutColumns(_ box: BoxID, in space: ConstraintSpace, from token: BreakToken?) -> LayoutResult {
        var algorithm = ColumnAlgorithm(self, box, space, token)
        return algorithm.run()
    }

    /// min-content and max-content of the contents, content box.
    func columnsContentSizes(of box: BoxID) -> MinMaxSizes {
        let style = style(box)
        let contents = blockContentSizes(of: box)
        let count = min(max(Int(style.flow.columnCount ?? 1), 1), ColumnGeometry.maximumCount)
        let gap =
            (style.flow.columnGap.flatMap { resolve($0, against: .indefinite, style) }
            ?? LayoutUnit(px: style.text.fontSize)).clampedToZero
        let gaps = gap * (count - 1)
        guard let width = style.flow.columnWidth.flatMap({ resolve($0, against: .indefinite, style) }) else {
            return MinMaxSizes(min: contents.min * count + gaps, max: contents.max * count + gaps)
        }
        return MinMaxSizes(min: min(contents.min, width), max: max(contents.max, width) * count + gaps)
    }
}

/// A stretch of children in columns, or one child across all of them.
enum ColumnSegment {
    /// From a child up to another (exclusive; `.none`: to the end).
    case run(from: BoxID, to: BoxID)
    case spanner(BoxID)
}

struct ColumnAlgorithm {
    let session: LayoutSession
    let box: BoxID
    let space: ConstraintSpace
    let token: BreakToken?
    let shape: ContainerShape
    let geometry: ColumnGeometry
    let segments: [ColumnSegment]
    let isContinuation: Bool

    var links: [FragmentLink] = []
    var rules: [LogicalRect] = []
    var bubbles = Bubbles()
    var position: LayoutUnit
    /// Margins of spanning boxes that may collapse with the next one's.
    var strut = MarginStrut()
    var firstBaseline: LayoutUnit?
    var lastBaseline: LayoutUnit?
    var next: (segment: Int, token: BreakToken?)?
    var isForced = false
    var shortage: LayoutUnit?
    var tallest = LayoutUnit.zero

    init(_ session: LayoutSession, _ box: BoxID, _ space: ConstraintSpace, _ token: BreakToken?) {
        self.session = session
        self.box = box
        self.space = space
        self.token = token
        shape = ContainerShape(session, box, in: space, from: nil)
        geometry = ColumnGeometry(session, session.style(box), available: shape.content.inline)
        isContinuation = token != nil
        position = isContinuation && !shape.isCloned ? .zero : shape.input.edges.blockStart
        segments = Self.segments(session, box)
    }

    static func segments(_ session: LayoutSession, _ box: BoxID) -> [ColumnSegment] {
        var result: [ColumnSegment] = []
        var runStart = BoxID.none
        for child in session.boxes.children(box) {
            let traits = session.boxes.traits(child)
            let spans =
                session.style(child).flow.columnSpanAll && !traits.contains(.floating) && !traits.contains(.outOfFlow)
                && !traits.contains(.inlineLevel)
            if spans {
                if !runStart.isNone { result.append(.run(from: runStart, to: child)) }
                runStart = .none
                result.append(.spanner(child))
            } else if runStart.isNone {
                runStart = child
            }
        }
        if !runStart.isNone { result.append(.run(from: runStart, to: .none)) }
        return result
    }

    // MARK: - The page

    mutating func run() -> LayoutResult {
        var index = 0
        var resumed: BreakToken?
        if let token, case .numbers(let numbers) = token.detail, let first = numbers.first {
            index = Int(first)
            resumed = token.children.first
        }
        while index < segments.count, next == nil {
            switch segments[index] {
            case .spanner(let child):
                if !placeSpanner(child, index, from: resumed) { return refusal }
            case .run(let first, let end):
                if !placeRun(from: first, to: end, index, resume: resumed) { return refusal }
            }
            resumed = nil
            index += 1
        }
        return finish()
    }

    var refusal: LayoutResult {
        var result = LayoutResult()
        result.status = .breakBefore
        result.spaceShortage = shortage
        result.tallestUnbreakable = tallest
        return result
    }
    var hasContentBefore: Bool {
        !links.isEmpty || (space.fragmentation?.hasContentBefore == true && !isContinuation)
    }
    /// What the page leaves from the current position on.
    var remaining: LayoutUnit? {
        space.fragmentation.map { $0.remaining - position - (shape.isCloned ? shape.input.edges.blockEnd : .zero) }
    }
    var inlineStart: LayoutUnit { shape.input.edges.inlineStart }

    /// False: break before the container.
    mutating func placeSpanner(_ child: BoxID, _ index: Int, from resume: BreakToken?) -> Bool {
        let margins = session.margins(of: child, inlineBasis: shape.content.inline)
        if resume == nil || resume?.isBreakBefore == true { strut.append(margins.blockStart) }
        let start = position + strut.sum
        var inner = ConstraintSpace(
            available: LogicalSize(inline: shape.content.inline, block: shape.content.block),
            percentageBasis: shape.content)
        inner.isMeasuring = space.isMeasuring
        inner.fragmentation = space.fragmentation
        inner.fragmentation?.offset += start
        inner.fragmentation?.hasContentBefore = hasContentBefore
        let result = session.layout(child, in: inner, from: resume?.isBreakBefore == true ? nil : resume)
        tallest = max(tallest, result.tallestUnbreakable)
        guard result.status == .success, let fragment = result.fragment else {
            if links.isEmpty, !isContinuation { return false }
            next = (index, BreakToken(box: child.index, flags: .before))
            return true
        }
        let offset = LogicalOffset(inline: inlineStart + margins.inlineStart, block: start)
        links.append(FragmentLink(offset: offset, fragment: fragment))
        bubbles.absorb(result.bubbles, at: offset)
        note(fragment, at: start)
        position = start + fragment.size.block
        strut = MarginStrut()
        if result.breakToken == nil { strut.append(margins.blockEnd) }
        if let rest = result.breakToken { next = (index, rest) }
        return true
    }

    mutating func note(_ fragment: Fragment, at block: LayoutUnit) {
        if firstBaseline == nil { firstBaseline = fragment.firstBaseline.map { block + $0 } }
        if let last = fragment.lastBaseline { lastBaseline = block + last }
    }

    // MARK: - The fragment

    mutating func finish() -> LayoutResult {
        let edges = shape.input.edges
        if next == nil { position += strut.sum }
        let avoids = session.style(box).flow.breakInside.avoids(space.fragmentation)
        if next != nil, avoids, !isContinuation, space.fragmentation?.hasContentBefore == true { return refusal }
        var border = shape.border
        var padding = shape.padding
        var flags = session.partFlags(box)
        if session.boxes.traits(box).contains(.floating) { flags.insert(.floating) }
        if session.boxes.traits(box).contains(.outOfFlow) { flags.insert(.outOfFlow) }
        let consumed = token?.consumed ?? .zero
        if isContinuation {
            flags.insert(.continued)
            if !shape.isCloned {
                border.blockStart = .zero
                padding.blockStart = .zero
            }
        }
        var size = LogicalSize(inline: shape.inlineSize, block: position)
        if next != nil {
            flags.insert(.continues)
            if !shape.isCloned {
                border.blockEnd = .zero
                padding.blockEnd = .zero
            }
            if let page = space.fragmentation, page.remaining < LayoutUnit(10_000_000) {
                size.block = max(position, page.remaining)
            }
        } else {
            size.block = position + edges.blockEnd
            let whole = shape.known ?? max(size.block + consumed, shape.leastBlock + edges.blockSum)
            size.block = shape.known == nil ? max(size.block, whole - consumed) : (whole - consumed).clampedToZero
        }
        let content: FragmentContent = rules.isEmpty ? session.slice(of: box, flags, in: space) : .columnRules(rules)
        let fragment = Fragment(
            kind: .columns, flags: flags, node: session.boxes.node(box).index, box: box.index,
            style: session.boxes.style(box).index, size: size, border: border, padding: padding,
            margin: shape.input.margins, firstBaseline: firstBaseline, lastBaseline: lastBaseline, children: links,
            content: content)
        var result = LayoutResult(fragment: fragment)
        result.intrinsicBlockSize = position + edges.blockEnd
        result.bubbles = bubbles
        result.spaceShortage = shortage
        result.tallestUnbreakable = tallest
        result.exclusions = space.exclusions
        result.bfcBlockOffset = .zero
        if let next {
            result.breakAppeal = avoids ? .violatesBreakAvoid : .perfect
            result.breakToken = BreakToken(
                box: box.index, consumed: consumed + size.block, sequence: (token?.sequence ?? 0) + 1,
                children: next.token.map { [$0] } ?? [], flags: isForced ? .forced : [],
                detail: .numbers([Int32(next.segment)]))
        }
        return shape.placingPositioned(session, result, result.bubbles, in: space)
    }
}
