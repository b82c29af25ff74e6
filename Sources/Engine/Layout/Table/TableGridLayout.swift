//  TableGridLayout.swift
//  In: a table's rows and a space. Out: the grid box's fragment on this page: columns, then row groups › rows › cells, the
//  collapsed borders on top, and the token with which the next page goes on.

import Fragments
import Geometry
import Style

extension LayoutSession {
    /// `space.available.inline` is the grid's border-box width; `captions`: what captions take of a fixed height.
    func layoutTableGrid(
        _ rows: TableRows, in space: ConstraintSpace, captions: LayoutUnit, from token: BreakToken?
    ) -> LayoutResult {
        let facts = rows.facts
        let grid = facts.grid
        let resume = TableResume(token)
        let border = borders(of: facts.table)
        let padding = padding(of: facts.table, inlineBasis: space.percentageBasis.inline)
        let wanted = tableBlockSize(facts, in: space, edges: border + padding, captions: captions)
        if let wanted, !grid.rows.isEmpty {
            rows.stretch(toFill: (wanted - border.blockSum - padding.blockSum).clampedToZero)
        } else {
            rows.forgetStretch()
        }
        let isCloned = style(facts.table).flow.boxDecorationBreak == .clone && facts.collapsed == nil
        var edges = border + padding
        if token != nil, !isCloned { edges.blockStart = .zero }
        var pager = TablePager(session: self, rows: rows, space: space, resume: resume, edges: edges)
        pager.fill(isContinuation: token != nil)
        if pager.refuses {
            var refused = LayoutResult()
            refused.status = .breakBefore
            return refused
        }
        var size = LogicalSize(inline: rows.columns.tableWidth, block: pager.position + edges.blockEnd)
        if pager.next != nil, !isCloned {
            edges.blockEnd = pager.endHere
            size.block = pager.position + edges.blockEnd
            if facts.spacing.block == .zero, let page = space.fragmentation, pager.placed.last?.continues == true {
                size.block = max(size.block, min(pager.position, page.remaining))
            }
        } else if let wanted {
            size.block = max(size.block, wanted - (token?.consumed ?? .zero))
        }
        var builder = TableFragmentBuilder(session: self, rows: rows, space: space, pager: pager)
        builder.build()
        var bubbles = builder.bubbles
        for stray in grid.strays where boxes.traits(stray).contains(.outOfFlow) && token == nil {
            bubbles.outOfFlow.append(
                OutOfFlowBox(
                    box: stray, staticOffset: LogicalOffset(inline: edges.inlineStart, block: edges.blockStart)))
        }
        var shownBorder = border
        var shownPadding = padding
        var flags = partFlags(facts.table)
        if token != nil {
            flags.insert(.continued)
            if !isCloned {
                shownBorder.blockStart = facts.collapsed == nil ? .zero : pager.startHere
                shownPadding.blockStart = .zero
            }
        }
        if pager.next != nil {
            flags.insert(.continues)
            if !isCloned {
                shownBorder.blockEnd = facts.collapsed == nil ? .zero : pager.endHere
                shownPadding.blockEnd = .zero
            }
        }
        let positioned = placePositioned(
            &bubbles, in: facts.table, size: size, border: shownBorder, fragmentation: space.fragmentation)
        var content = builder.borderContent
        if case .none = content { content = slice(of: facts.table, flags, in: space) }
        var result = LayoutResult(
            fragment: Fragment(
                kind: .table, flags: flags, node: boxes.node(facts.table).index, box: facts.table.index,
                style: boxes.style(facts.table).index, size: size, border: shownBorder, padding: shownPadding,
                firstBaseline: builder.firstBaseline, lastBaseline: builder.lastBaseline,
                children: builder.children + positioned, content: content))
        result.bubbles = bubbles
        result.intrinsicBlockSize = size.block
        result.breakAppeal = pager.appeal
        result.earlyBreak = pager.earlyBreak
        result.spaceShortage = pager.shortage
        result.tallestUnbreakable = pager.tallest
        if var next = pager.next {
            for (index, rest) in builder.openSpans { next.tokens[grid.cells[index].box.index] = rest }
            result.breakToken = next.token(
                box: facts.table, consumed: (token?.consumed ?? .zero) + size.block,
                sequence: (token?.sequence ?? 0) + 1,
                isForced: pager.isForced)
        }
        if space.fragmentation != nil { rows.release(before: resume.row) }
        return result
    }

    /// The height that the table is given, border box; nil: as its rows ask.
    private func tableBlockSize(
        _ facts: TableFacts, in space: ConstraintSpace, edges: LogicalEdges, captions: LayoutUnit
    ) -> LayoutUnit? {
        if space.isBlockSizeFixed, let fixed = space.available.block.definite {
            return (fixed - captions).clampedToZero
        }
        let input = SizingInput(edges: edges, margins: .zero)
        let values = style(facts.table).box
        var result: LayoutUnit?
        if let height = definiteBlockSize(values.height, of: facts.table, in: space, input) { result = height }
        if let least = definiteBlockSize(values.minHeight, of: facts.table, in: space, input), least > .zero {
            result = max(result ?? .zero, least)
        }
        return result
    }
}
