//  Dispatch.swift
//  In: any box. Out: its layout by the algorithm of its kind; the one door between algorithms.

import Fragments
import Geometry
import Style

extension LayoutSession: BoxLayout {
    public func layout(_ box: BoxID, in space: ConstraintSpace, from token: BreakToken?) -> LayoutResult {
        // tables keep their cells themselves
        let isKept = token == nil && space.isNewFormattingContext && !space.isTableCell
        if isKept,
            let known = cache.answer(box, space, canIgnoreFragmentation: !flow.hasForcedBreakInside(box))
        {
            return known
        }
        if space.isMeasuring { measureCount += 1 } else { layoutCount += 1 }
        var result = layoutAnew(box, in: space, from: token)
        if !result.bubbles.outOfFlow.isEmpty, !space.isColumnContents { turnStaticPositions(of: box, in: &result) }
        if isKept { cache.keep(box, space, result) }
        return result
    }

    /// Static positions leave a box in the inline axis of the box around it, which may run the other way.
    private func turnStaticPositions(of box: BoxID, in result: inout LayoutResult) {
        var parent = boxes.parent(box)
        while !parent.isNone, boxes.kind(parent) == .inline { parent = boxes.parent(parent) }
        let outer = parent.isNone ? Direction.ltr : style(parent).text.direction
        guard outer != style(box).text.direction, let width = result.fragment?.size.inline else { return }
        for index in result.bubbles.outOfFlow.indices where result.bubbles.outOfFlow[index].token == nil {
            result.bubbles.outOfFlow[index].turn(within: width)
        }
    }

    private func layoutAnew(_ box: BoxID, in space: ConstraintSpace, from token: BreakToken?) -> LayoutResult {
        guard depth < limits.maximumDepth, !budget.isSpent() else { return emptyResult(box) }
        depth += 1
        defer { depth -= 1 }
        switch boxes.kind(box) {
        case .replaced: return layoutReplaced(box, in: space, from: token)
        case .tableWrapper, .table: return layoutTable(box, in: space, from: token)
        case .flex: return layoutFlex(box, in: space, from: token)
        case .grid: return layoutGrid(box, in: space, from: token)
        case .columns: return layoutColumns(box, in: space, from: token)
        case .block, .inlineContext, .tableCell, .tableCaption, .outsideMarker, .runningElement, .footnoteBody:
            return layoutBlock(box, in: space, from: token)
        case .inline, .text, .lineBreak, .tableColumnGroup, .tableColumn, .tableRowGroup, .tableRow, .ruby, .rubyBase,
            .rubyText:
            return emptyResult(box)
        }
    }

    /// A box of no size: for kinds that only their container lays out, and beyond the depth limit.
    func emptyResult(_ box: BoxID) -> LayoutResult { LayoutResult(fragment: emptyFragment(box)) }
    func emptyFragment(_ box: BoxID) -> Fragment {
        Fragment(kind: .block, node: boxes.node(box).index, box: box.index, style: boxes.style(box).index, size: .zero)
    }

    public func inlineSizes(of box: BoxID) -> MinMaxSizes {
        if let known = cache.inlineSizes[box.index] { return known }
        guard depth < limits.maximumDepth, !budget.isSpent() else { return .zero }
        depth += 1
        defer { depth -= 1 }
        let sizes: MinMaxSizes =
            switch boxes.kind(box) {
            case .replaced: replacedInlineSizes(of: box)
            case .tableWrapper, .table: tableInlineSizes(of: box)
            default: boundedInlineSizes(of: box)
            }
        cache.inlineSizes[box.index] = sizes
        return sizes
    }

    /// min-content and max-content of the contents alone (content box), whatever the box's own sizes say.
    func contentInlineSizes(of box: BoxID) -> MinMaxSizes {
        switch boxes.kind(box) {
        case .flex: flexContentSizes(of: box)
        case .grid: gridContentSizes(of: box)
        case .columns: columnsContentSizes(of: box)
        default: blockContentSizes(of: box)
        }
    }
}
