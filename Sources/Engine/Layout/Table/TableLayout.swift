//  TableLayout.swift
//  In: a table wrapper and a space. Out: its fragment: captions above and below, and between them the grid.
//  https://www.w3.org/TR/css-tables-3/#bounding-box-assignment
//  Steps: 1 width (TableWidth), 2 columns (TableColumnDistribution), 3 rows (TableRows), 4 pages (TablePaging),
//  5 fragments (TableFragments).

import Fragments
import Geometry
import Style

extension LayoutSession {
    /// Lays out `.tableWrapper` (captions, and the `.table` inside it).
    func layoutTable(_ box: BoxID, in space: ConstraintSpace, from token: BreakToken?) -> LayoutResult {
        let parts = tableParts(of: box)
        guard !parts.grid.isNone else { return emptyResult(box) }
        let margins = boxes.kind(box) == .table ? .zero : margins(of: box, inlineBasis: space.percentageBasis.inline)
        let available = (space.available.inline - margins.inlineSum).clampedToZero
        let facts = tableFacts(parts.grid)
        let width = tableUsedWidth(parts, in: space, available: available)
        let rows = solvedRows(facts, tableWidth: width, inlineBasis: space.percentageBasis.inline)
        if boxes.kind(box) == .table {
            return layoutTableGrid(rows, in: space, captions: .zero, from: token)
        }
        return stackTable(box, parts, rows, in: space, from: token)
    }

    private func solvedRows(_ facts: TableFacts, tableWidth: LayoutUnit, inlineBasis: LayoutUnit) -> TableRows {
        if let rows = facts.rows, rows.askedWidth == tableWidth, rows.inlineBasis == tableWidth { return rows }
        let columns = tableColumns(facts, tableWidth: tableWidth, inlineBasis: inlineBasis)
        let rows = TableRows(
            facts: facts, columns: columns, askedWidth: tableWidth, inlineBasis: tableWidth, session: self)
        facts.rows = rows
        return rows
    }

    /// Captions and grid one below the other. The token names the part that goes on, and brings its own token.
    private func stackTable(
        _ box: BoxID, _ parts: TableParts, _ rows: TableRows, in space: ConstraintSpace, from token: BreakToken?
    ) -> LayoutResult {
        let top = parts.captions.filter { style($0).text.captionSide == .top }
        let bottom = parts.captions.filter { style($0).text.captionSide == .bottom }
        let order = top + [parts.grid] + bottom
        let resumed = token?.children.first
        let first = resumed.flatMap { child in order.firstIndex { $0.index == child.box } } ?? 0
        let width = rows.columns.tableWidth
        var links: [FragmentLink] = []
        var bubbles = Bubbles()
        var offset = LayoutUnit.zero
        var rest: BreakToken?
        var appeal = BreakAppeal.perfect
        var baseline: LayoutUnit?
        var lastBaseline: LayoutUnit?
        var early: EarlyBreak?
        var shortage: LayoutUnit?
        var tallest = LayoutUnit.zero
        // a definite height is the grid's, less what the captions take
        var captionHeight = LayoutUnit.zero
        if space.isBlockSizeFixed || space.percentageBasis.block.definite != nil {
            for caption in parts.captions {
                captionHeight += captionResult(caption, width: width, fragmentation: nil, from: nil).height
            }
        }
        for index in first..<order.count {
            let part = order[index]
            let childToken = index == first && resumed?.isBreakBefore == false ? resumed : nil
            var fragmentation = space.fragmentation
            fragmentation?.offset += offset
            if !links.isEmpty { fragmentation?.hasContentBefore = true }
            let result: LayoutResult
            let margins: LogicalEdges
            if part == parts.grid {
                var inner = space
                inner.available.inline = width
                inner.isInlineSizeFixed = true
                inner.fragmentation = fragmentation
                if case .inside(let grid, let place)? = space.earlyBreak?.place, grid == part {
                    inner.earlyBreak = place
                } else {
                    inner.earlyBreak = nil
                }
                margins = .zero
                result = layoutTableGrid(rows, in: inner, captions: captionHeight, from: childToken)
            } else {
                (result, _, margins) = captionResult(
                    part, width: width, fragmentation: fragmentation, from: childToken)
            }
            guard result.status == .success, let fragment = result.fragment else {
                if links.isEmpty || index <= top.count && space.fragmentation?.hasContentBefore == true {
                    // a caption stays with its table
                    var refused = LayoutResult()
                    refused.status = .breakBefore
                    return refused
                }
                rest = BreakToken(box: part.index, flags: .before)
                break
            }
            let begin = offset + (childToken == nil ? margins.blockStart : .zero)
            links.append(
                FragmentLink(offset: LogicalOffset(inline: margins.inlineStart, block: begin), fragment: fragment))
            bubbles.absorb(result.bubbles, at: LogicalOffset(inline: margins.inlineStart, block: begin))
            if part == parts.grid {
                baseline = fragment.firstBaseline.map { $0 + begin }
                lastBaseline = fragment.lastBaseline.map { $0 + begin }
                early = result.earlyBreak.map { EarlyBreak(.inside(part, $0), appeal: $0.appeal) }
            }
            appeal = min(appeal, result.breakAppeal)
            shortage = [shortage, result.spaceShortage].compactMap { $0 }.min()
            tallest = max(tallest, result.tallestUnbreakable)
            offset = begin + fragment.size.block
            if let child = result.breakToken {
                rest = child
                break
            }
            offset += margins.blockEnd
        }
        let avoids = style(box).flow.breakInside.avoids(space.fragmentation)
        if rest != nil, token == nil, avoids, space.fragmentation?.hasContentBefore == true {
            var refused = LayoutResult()
            refused.status = .breakBefore
            return refused
        }
        var flags = partFlags(box)
        if token != nil { flags.insert(.continued) }
        if rest != nil { flags.insert(.continues) }
        let size = LogicalSize(inline: width, block: offset)
        links += placePositioned(&bubbles, in: box, size: size, border: .zero, fragmentation: space.fragmentation)
        var result = LayoutResult(
            fragment: Fragment(
                kind: .tableWrapper, flags: flags, node: boxes.node(box).index, box: box.index,
                style: boxes.style(box).index, size: size,
                margin: margins(of: box, inlineBasis: space.percentageBasis.inline), firstBaseline: baseline,
                lastBaseline: lastBaseline, children: links))
        result.intrinsicBlockSize = offset
        result.breakAppeal = avoids && rest != nil ? appeal.insideUnbreakable : appeal
        result.earlyBreak = avoids ? early?.insideUnbreakable : early
        result.spaceShortage = shortage
        result.tallestUnbreakable = tallest
        result.bubbles = bubbles
        result.exclusions = space.exclusions
        if let rest {
            result.breakToken = BreakToken(
                box: box.index, consumed: (token?.consumed ?? .zero) + offset, sequence: (token?.sequence ?? 0) + 1,
                children: [rest])
        }
        return result
    }

    /// A caption is as wide as its table, unless it has a width of its own.
    private func captionResult(
        _ caption: BoxID, width: LayoutUnit, fragmentation: Fragmentainer?, from token: BreakToken?
    ) -> (result: LayoutResult, height: LayoutUnit, margins: LogicalEdges) {
        var margins = margins(of: caption, inlineBasis: width)
        var space = ConstraintSpace(
            available: LogicalSize(inline: width, block: .indefinite),
            percentageBasis: LogicalSize(inline: width, block: .indefinite))
        space.fragmentation = fragmentation
        space.fragmentation?.offset += margins.blockStart
        let result = layout(caption, in: space, from: token)
        let size = result.fragment?.size ?? .zero
        let free = (width - size.inline - margins.inlineSum).clampedToZero
        switch autoInlineMargins(of: caption) {
        case (true, true): margins.inlineStart += free / 2
        case (true, false): margins.inlineStart += free
        default: break
        }
        return (result, size.block + margins.blockSum, margins)
    }

    /// Flags that come from the box alone.
    func partFlags(_ box: BoxID) -> FragmentFlags {
        var flags: FragmentFlags = []
        let traits = boxes.traits(box)
        if traits.contains(.hasPageFacts) { flags.insert(.hasPageFacts) }
        if traits.contains(.generated) { flags.insert(.generated) }
        if facts(of: box).flags.contains(.isRightToLeft) { flags.insert(.rightToLeft) }
        return flags
    }
}
