//  ColumnRuns.swift
//  In: a run of children between boxes that span all columns. Out: the run in columns as high as there is room for; balanced where it
//  ends on this page. https://www.w3.org/TR/css-multicol-1/#filling-columns

import Fragments
import Geometry
import Style

extension ColumnAlgorithm {
    struct Filling {
        var columns: [LayoutResult] = []
        var rest: BreakToken?
        var height = LayoutUnit.zero
        var shortage: LayoutUnit?
        var forcesPage = false
        var refuses = false
        /// The worst break between two of its columns, or after the last.
        var appeal = BreakAppeal.perfect
    }

    mutating func placeRun(from first: BoxID, to end: BoxID, _ index: Int, resume: BreakToken?) -> Bool {
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
    func fill(from start: BreakToken?, to end: BoxID, height: LayoutUnit, isTrial: Bool = false) -> Filling {
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
    func forcesPage(_ token: BreakToken) -> Bool {
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
    mutating func balance(from start: BreakToken?, to end: BoxID, limit: LayoutUnit) -> Filling {
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
    static func reach(_ fragment: Fragment) -> LayoutUnit {
        fragment.children.reduce(fragment.size.block) { max($0, $1.offset.block + reach($1.fragment)) }
    }

    mutating func emit(_ filling: Filling) {
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
}
