//  ColumnLayout.swift
//  In: a multi-column container, a space, a token. Out: its fragment: rows of columns, spanning boxes between them.
//  https://www.w3.org/TR/css-multicol-1/
//  Steps: 1 how many columns, how wide (ColumnGeometry), 2 segments: runs of children between spanning ones, 3 each run in
//  columns as high as the page leaves room for; the last run of a page that ends there is balanced (ColumnBalance).

import Fragments
import Geometry
import Style

/// How many columns there are and where.
struct ColumnGeometry {
    static let maximumCount = 1_000
    var count: Int
    var width: LayoutUnit
    var gap: LayoutUnit

    /// https://www.w3.org/TR/css-multicol-1/#pseudo-algorithm
    init(_ session: LayoutSession, _ style: ComputedStyle, available: LayoutUnit) {
        let normal = LayoutUnit(px: style.text.fontSize)
        let gap = (style.flow.columnGap.map { session.resolve($0, against: available, style) ?? .zero } ?? normal)
            .clampedToZero
        self.gap = gap
        let wanted = style.flow.columnWidth.flatMap { session.resolve($0, against: .indefinite, style) }
        var count = min(max(Int(style.flow.columnCount ?? 1), 1), Self.maximumCount)
        if let wanted {
            let least = max(wanted, LayoutUnit(1))
            let fitting = max(1, Int(((available + gap).px / (least + gap).px).rounded(.down)))
            count = style.flow.columnCount == nil ? fitting : min(count, fitting)
        }
        self.count = min(count, Self.maximumCount)
        width = ((available - gap * (self.count - 1)).clampedToZero) / self.count
    }
    func start(_ column: Int) -> LayoutUnit { (width + gap) * column }
}

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
private enum ColumnSegment {
    /// From a child up to another (exclusive; `.none`: to the end).
    case run(from: BoxID, to: BoxID)
    case spanner(BoxID)
}

struct ColumnAlgorithm {
    let session: LayoutSession
    let box: BoxID
    let space: ConstraintSpace
    let token: BreakToken?
    private let shape: ContainerShape
    private let geometry: ColumnGeometry
    private let segments: [ColumnSegment]
    private let isContinuation: Bool

    private var links: [FragmentLink] = []
    private var rules: [LogicalRect] = []
    private var bubbles = Bubbles()
    private var position: LayoutUnit
    /// Margins of spanning boxes that may collapse with the next one's.
    private var strut = MarginStrut()
    private var firstBaseline: LayoutUnit?
    private var lastBaseline: LayoutUnit?
    private var next: (segment: Int, token: BreakToken?)?
    private var isForced = false
    private var shortage: LayoutUnit?
    private var tallest = LayoutUnit.zero

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

    private static func segments(_ session: LayoutSession, _ box: BoxID) -> [ColumnSegment] {
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

    private var refusal: LayoutResult {
        var result = LayoutResult()
        result.status = .breakBefore
        result.spaceShortage = shortage
        result.tallestUnbreakable = tallest
        return result
    }
    private var hasContentBefore: Bool {
        !links.isEmpty || (space.fragmentation?.hasContentBefore == true && !isContinuation)
    }
    /// What the page leaves from the current position on.
    private var remaining: LayoutUnit? {
        space.fragmentation.map { $0.remaining - position - (shape.isCloned ? shape.input.edges.blockEnd : .zero) }
    }
    private var inlineStart: LayoutUnit { shape.input.edges.inlineStart }

    /// False: break before the container.
    private mutating func placeSpanner(_ child: BoxID, _ index: Int, from resume: BreakToken?) -> Bool {
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

    private mutating func note(_ fragment: Fragment, at block: LayoutUnit) {
        if firstBaseline == nil { firstBaseline = fragment.firstBaseline.map { block + $0 } }
        if let last = fragment.lastBaseline { lastBaseline = block + last }
    }

    // MARK: - A run in columns

    private struct Filling {
        var columns: [LayoutResult] = []
        var rest: BreakToken?
        var height = LayoutUnit.zero
        var shortage: LayoutUnit?
        var forcesPage = false
        var refuses = false
        /// The worst break between two of its columns, or after the last.
        var appeal = BreakAppeal.perfect
    }

    private mutating func placeRun(from first: BoxID, to end: BoxID, _ index: Int, resume: BreakToken?) -> Bool {
        let start =
            resume
            ?? (first == session.boxes.firstChild(box)
                ? nil : BreakToken(box: box.index, children: [BreakToken(box: first.index, flags: .before)]))
        position += strut.sum
        strut = MarginStrut()
        let isLast = index == segments.count - 1
        var limit = remaining ?? .max
        if let definite = shape.content.block.definite {
            let used = position - (isContinuation ? .zero : shape.input.edges.blockStart) + (token?.consumed ?? .zero)
            limit = min(limit, (definite - used).clampedToZero)
        } else if shape.mostBlock < .max {
            limit = min(limit, shape.mostBlock)
        }
        let isEndless = limit == .max
        let balances = session.style(box).flow.columnFill == .balance || !isLast || isEndless
        var filling = isEndless ? Filling() : fill(from: start, to: end, height: limit)
        if filling.refuses { return false }
        if filling.rest != nil, filling.appeal < .perfect, links.isEmpty, !isContinuation,
            space.fragmentation?.hasContentBefore == true
        {
            // a whole page breaks better than this remainder
            return false
        }
        if balances, isEndless || (filling.rest == nil && !filling.forcesPage) {
            filling = balance(from: start, to: end, limit: limit)
            if filling.refuses { return false }
        } else if !balances, filling.rest == nil, shape.content.block.isIndefinite {
            filling.height = filling.columns.reduce(.zero) { max($0, $1.fragment?.size.block ?? .zero) }
        }
        emit(filling)
        if let rest = filling.rest {
            next = (index, rest)
            isForced = filling.forcesPage
        }
        return true
    }

    /// Fills columns of one height. In endless space there are as many as it takes.
    private func fill(from start: BreakToken?, to end: BoxID, height: LayoutUnit, isTrial: Bool = false) -> Filling {
        var result = Filling()
        result.height = height
        var token = start
        let isPaged = space.fragmentation != nil
        for column in 0..<10_000 {
            if column >= geometry.count, isPaged || isTrial { break }
            var inner = ConstraintSpace(
                available: LogicalSize(inline: geometry.width, block: .indefinite),
                percentageBasis: LogicalSize(inline: geometry.width, block: shape.content.block))
            inner.isColumnContents = true
            inner.contentsEnd = end
            inner.isMeasuring = space.isMeasuring || isTrial
            var page = Fragmentainer(
                kind: .column, blockSize: height, offset: .zero,
                hasContentBefore: column == 0 && hasContentBefore)
            page.avoidsBreakInside = false
            inner.fragmentation = page
            let laid = session.layoutBlock(box, in: inner, from: token)
            if let missing = laid.spaceShortage, missing > .zero {
                result.shortage = min(result.shortage ?? .max, missing)
            }
            guard laid.status == .success, laid.fragment != nil else {
                result.refuses = column == 0
                result.rest = token
                return result
            }
            result.columns.append(laid)
            token = laid.breakToken
            if token != nil { result.appeal = min(result.appeal, laid.breakAppeal) }
            guard let rest = token else { break }
            if isPaged, forcesPage(rest) {
                result.forcesPage = true
                break
            }
        }
        result.rest = token
        return result
    }

    /// The break was forced by a value that means a page.
    private func forcesPage(_ token: BreakToken) -> Bool {
        guard token.isBreakBefore, token.isForced else { return token.children.contains { forcesPage($0) } }
        let next = BoxID(token.box)
        var previous = BoxID.none
        var sibling = session.boxes.firstChild(session.boxes.parent(next))
        while !sibling.isNone, sibling != next {
            if !session.boxes.traits(sibling).contains(.outOfFlow) { previous = sibling }
            sibling = session.boxes.nextSibling(sibling)
        }
        let value = session.flow.between(previous, next)
        // `always` means the nearest fragmentation context: the column
        return value.forcesPage && value != .always
    }

    /// https://www.w3.org/TR/css-multicol-1/#cf : the lowest height at which everything fits into the columns.
    private mutating func balance(from start: BreakToken?, to end: BoxID, limit: LayoutUnit) -> Filling {
        let endless = LayoutUnit(20_000_000)
        let whole = fill(from: start, to: end, height: endless, isTrial: true)
        if whole.refuses { return fill(from: start, to: end, height: limit) }
        func heights(_ filling: Filling) -> LayoutUnit {
            filling.columns.reduce(LayoutUnit.zero) { max($0, $1.fragment?.size.block ?? .zero) }
        }
        let sum = whole.columns.reduce(LayoutUnit.zero) { $0 + ($1.fragment?.size.block ?? .zero) }
        let unbreakable = whole.columns.reduce(LayoutUnit.zero) { max($0, $1.tallestUnbreakable) }
        // contents that stick out of a box of a given height need room as well, though they make no column higher
        let reach = whole.columns.reduce(LayoutUnit.zero) { max($0, $1.fragment.map(Self.reach) ?? .zero) }
        let most = min(max(heights(whole), reach, .epsilon), limit)
        tallest = max(tallest, unbreakable)
        var height = min(max(sum / geometry.count, unbreakable, .epsilon), most)
        if whole.rest != nil {
            // more forced breaks than columns: nothing to balance
            return fill(from: start, to: end, height: most)
        }
        var best = most
        var isFound = false
        for _ in 0..<40 {
            let trial = fill(from: start, to: end, height: height, isTrial: true)
            if trial.rest == nil, !trial.refuses {
                // the first that fits, unless a higher one breaks better
                if !isFound || trial.appeal == .perfect { best = height }
                isFound = true
                if trial.appeal == .perfect { break }
            }
            let step = trial.shortage.map { max($0, .epsilon) } ?? max(LayoutUnit(1), (most - height) / 8)
            height += step
            if height >= most { break }
        }
        var result = fill(from: start, to: end, height: best)
        // a trial may let the padding at a box's end pass where the layout proper then breaks; the page has room up to `most`
        for round in 0..<40 where result.rest != nil && !result.forcesPage && !result.refuses && best < most {
            best = round == 39 ? most : min(most, best + max(result.shortage ?? .zero, LayoutUnit(1)))
            result = fill(from: start, to: end, height: best)
        }
        if result.rest != nil, !result.forcesPage, !result.refuses, best < limit {
            // it did fit into columns as high as the page: never leave a rest for the sake of balance
            best = min(limit, endless)
            result = fill(from: start, to: end, height: best)
        }
        result.height = min(best, max(heights(result), .epsilon))
        return result
    }

    /// How far a fragment and what is in it reach.
    private static func reach(_ fragment: Fragment) -> LayoutUnit {
        fragment.children.reduce(fragment.size.block) { max($0, $1.offset.block + reach($1.fragment)) }
    }

    private mutating func emit(_ filling: Filling) {
        for (column, laid) in filling.columns.enumerated() {
            guard let fragment = laid.fragment else { continue }
            let offset = LogicalOffset(inline: inlineStart + geometry.start(column), block: position)
            let height = filling.height == .max ? fragment.size.block : max(filling.height, .zero)
            links.append(
                FragmentLink(
                    offset: offset,
                    fragment: Fragment(
                        kind: .column, flags: fragment.flags.subtracting([.continued, .continues]), box: box.index,
                        size: LogicalSize(inline: geometry.width, block: height), firstBaseline: fragment.firstBaseline,
                        lastBaseline: fragment.lastBaseline, children: fragment.children)))
            bubbles.absorb(laid.bubbles, at: offset)
            note(fragment, at: position)
            tallest = max(tallest, laid.tallestUnbreakable)
        }
        if let missing = filling.shortage { shortage = min(shortage ?? .max, missing) }
        let rule = session.style(box).flow.columnRule
        if rule.style.isVisible, rule.width > 0, filling.columns.count > 1 {
            let width = LayoutUnit(px: rule.width)
            for column in 1..<filling.columns.count {
                let middle = inlineStart + geometry.start(column) - geometry.gap / 2
                rules.append(
                    LogicalRect(
                        offset: LogicalOffset(inline: middle - width / 2, block: position),
                        size: LogicalSize(inline: width, block: filling.height)))
            }
        }
        position += filling.height
    }

    // MARK: - The fragment

    private mutating func finish() -> LayoutResult {
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
        let content: FragmentContent = rules.isEmpty ? .none : .columnRules(rules)
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
