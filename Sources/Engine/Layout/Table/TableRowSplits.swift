//  TableRowSplits.swift
//  In: a row that does not fit, or the rest of one. Out: its cells cut at the end of the page, if all of them can be cut well.
//  https://www.w3.org/TR/css-tables-3/#fragmentation

import Fragments
import Geometry
import Style

extension TablePager {
    mutating func trySplit(_ row: Int, reserve: LayoutUnit, hasRows: Bool) -> Bool {
        guard let page = space.fragmentation, !session.style(grid.rows[row].box).flow.breakInside.avoids(page),
            !session.style(grid.sections[grid.rows[row].section].box).flow.breakInside.avoids(page)
        else { return false }
        return split(row, reserve: reserve, isForced: false)
    }

    /// Cuts the cells of a row at the end of the page. False: that is not possible, or not well, and nothing is placed.
    mutating func split(_ row: Int, reserve: LayoutUnit, isForced: Bool) -> Bool {
        guard let page = space.fragmentation else { return false }
        let end = page.remaining - reserve
        guard end > position else { return false }
        var parts: [Int: TableCellPart] = [:]
        var tokens: [Int32: BreakToken] = [:]
        var hasProgress = false
        var ownHeight = LayoutUnit.zero
        let baseline = rows.measure(row).baseline
        for index in grid.rows[row].cells where grid.cells[index].rowSpan == 1 {
            let slot = grid.cells[index]
            let whole = rows.cell(index)
            ownHeight = max(ownHeight, whole.body.size.block)
            var shift = LayoutUnit.zero
            if let baseline, session.facts(of: slot.box).cellAlignment == .baseline {
                shift = baseline - whole.baseline
            }
            if position + shift + whole.body.size.block <= end, !session.flow.hasForcedBreakInside(slot.box) {
                parts[index] = TableCellPart(body: whole.body, token: nil, shift: shift)
                if !whole.isEmpty { hasProgress = true }
                continue
            }
            let result = layOutPart(slot, at: position + shift, end: end, hasContentBefore: !isForced, from: nil)
            guard result.status == .success, let fragment = result.fragment else { return false }
            if !isForced, result.breakAppeal < .perfect || fragment.children.allSatisfy({ $0.fragment.isVacant }) {
                return false
            }
            if !fragment.children.isEmpty { hasProgress = true }
            parts[index] = TableCellPart(
                body: TableCellBody(fragment, result.bubbles), content: fragment.content, token: result.breakToken,
                shift: shift)
            if let token = result.breakToken { tokens[token.box] = token }
        }
        if tokens.isEmpty {
            // all its own cells are whole: only a cell over several rows can make it too tall for that
            guard !spanning(into: row).isEmpty || grid.rows[row].cells.contains(where: { grid.cells[$0].rowSpan > 1 })
            else { return false }
            let excess = heightOnPage(row) - (end - position)
            guard excess > .zero, isForced || (!spanning(into: row).isEmpty && excess >= ownHeight) else {
                return false
            }
        } else if !hasProgress {
            return false
        }
        placed.append(
            PlacedRow(row: row, start: position, height: end - position, parts: parts, continues: true))
        let spans = spanning(into: row) + grid.rows[row].cells.filter { grid.cells[$0].rowSpan > 1 }
        next = TableResume(
            row: row, isInsideRow: true, consumedOfRow: end - position, spanning: spans, tokens: tokens)
        position = end + gap
        return true
    }

    /// The rest of a row that was cut. False: it goes on once more.
    mutating func goOnInside(_ row: Int, reserve: LayoutUnit, isLast: Bool) -> Bool {
        let page = space.fragmentation
        let end = page.map { $0.remaining - reserve } ?? .max
        var parts: [Int: TableCellPart] = [:]
        var tokens: [Int32: BreakToken] = [:]
        var height = LayoutUnit.zero
        var hasProgress = false
        if rows.measure(row).isConstrained { height = (rows.measure(row).height - resume.consumedOfRow).clampedToZero }
        for index in grid.rows[row].cells where grid.cells[index].rowSpan == 1 {
            guard let token = resume.tokens[grid.cells[index].box.index] else { continue }
            let result = layOutPart(grid.cells[index], at: position, end: end, hasContentBefore: false, from: token)
            guard let fragment = result.fragment else { continue }
            if fragment.children.contains(where: { !$0.fragment.isVacant }) { hasProgress = true }
            parts[index] = TableCellPart(
                body: TableCellBody(fragment, result.bubbles), content: fragment.content, token: result.breakToken,
                shift: .zero)
            if let rest = result.breakToken { tokens[rest.box] = rest }
            height = max(height, fragment.size.block)
        }
        if !tokens.isEmpty, !hasProgress || end <= position {
            // no room at all: the rest is placed whole and sticks out
            tokens = [:]
            for index in parts.keys.sorted() {
                guard let token = resume.tokens[grid.cells[index].box.index] else { continue }
                let result = layOutRest(index, from: token)
                guard let fragment = result.fragment else { continue }
                parts[index] = TableCellPart(
                    body: TableCellBody(fragment, result.bubbles), content: fragment.content, token: nil, shift: .zero)
                height = max(height, fragment.size.block)
            }
        }
        var spanned = LayoutUnit.zero
        var natural = rows.measure(row).height
        for index in resume.spanning where grid.cells[index].rowEnd == row + 1 && tokens.isEmpty {
            guard let token = resume.tokens[grid.cells[index].box.index] else { continue }
            spanned = max(spanned, layOutRest(index, from: token).fragment?.size.block ?? .zero)
            natural = max(natural, rows.cell(index).body.size.block)
        }
        height = max(height, spanned)
        // a spanning cell may be more than this page holds, too; what does not get shorter by going on sticks out in the end
        let goesOnForSpans =
            page != nil && end > position && spanned > end - position && resume.consumedOfRow <= natural + natural
        let continues = !tokens.isEmpty || goesOnForSpans
        if continues { height = end - position }
        placed.append(
            PlacedRow(
                row: row, start: position, height: height, parts: parts, isContinued: true, continues: continues))
        if continues {
            next = TableResume(
                row: row, isInsideRow: true, consumedOfRow: resume.consumedOfRow + height, spanning: resume.spanning,
                tokens: tokens)
        }
        position += height + gap
        return !continues
    }

    /// A cell's contents from `token` on, down to `end`.
    func layOutPart(
        _ slot: TableCellSlot, at start: LayoutUnit, end: LayoutUnit, hasContentBefore: Bool, from token: BreakToken?
    ) -> LayoutResult {
        var inner = rows.cellSpace(slot)
        if let page = space.fragmentation {
            var part = Fragmentainer(
                kind: page.kind, blockSize: page.offset + end, offset: page.offset + start,
                hasContentBefore: hasContentBefore)
            part.avoidsBreakInside = page.avoidsBreakInside
            inner.fragmentation = part
        }
        return session.layout(slot.box, in: inner, from: token?.isBreakBefore == true ? nil : token)
    }
}
