//  TableCells.swift
//  In: a cell's slot and its table's solved columns. Out: the cell's contents laid out once, at their natural height and in endless
//  space. A cell that holds one line of plain text is not laid out as a block at all.

import Fragments
import Geometry
import Style

/// What a cell's fragment takes over from its contents.
struct TableCellBody {
    /// Of the border box around the contents.
    var size: LogicalSize
    var border: LogicalEdges
    var padding: LogicalEdges
    var firstBaseline: LayoutUnit?
    var lastBaseline: LayoutUnit?
    var children: [FragmentLink]
    var bubbles: Bubbles

    init(_ fragment: Fragment, _ bubbles: Bubbles) {
        size = fragment.size
        border = fragment.border
        padding = fragment.padding
        firstBaseline = fragment.firstBaseline
        lastBaseline = fragment.lastBaseline
        children = fragment.children
        self.bubbles = bubbles
    }
    /// One block that is as wide as the content box.
    fileprivate init(_ block: Fragment, border: LogicalEdges, padding: LogicalEdges, inlineSize: LayoutUnit) {
        let edges = border + padding
        let start = edges.blockStart
        size = LogicalSize(inline: inlineSize, block: start + block.size.block + edges.blockEnd)
        self.border = border
        self.padding = padding
        firstBaseline = block.firstBaseline.map { start + $0 }
        lastBaseline = block.lastBaseline.map { start + $0 }
        children = [
            FragmentLink(offset: LogicalOffset(inline: edges.inlineStart, block: start), fragment: block)
        ]
        bubbles = Bubbles()
    }
}

/// A cell's contents at their natural height.
struct TableCellContents {
    var body: TableCellBody
    /// Border-box height that the cell asks for: contents, or its own `height`.
    var height: LayoutUnit
    var percentHeight: Double?
    var baseline: LayoutUnit
    var isEmpty: Bool
}

extension TableRows {
    func layOut(_ index: Int) -> TableCellContents {
        let slot = facts.grid.cells[index]
        let body = plainBody(index) ?? generalBody(slot)
        var contents = TableCellContents(
            body: body, height: body.size.block, percentHeight: nil,
            baseline: body.firstBaseline ?? (body.size.block - body.border.blockEnd - body.padding.blockEnd),
            isEmpty: !body.children.contains { !$0.fragment.isVacant })
        takeHeight(of: slot.box, into: &contents)
        return contents
    }

    private func generalBody(_ slot: TableCellSlot) -> TableCellBody {
        let result = session.layout(slot.box, in: cellSpace(slot), from: nil)
        let fragment = result.fragment ?? session.emptyFragment(slot.box)
        return TableCellBody(fragment, result.bubbles)
    }

    /// Contents that are one line of plain text, as the layout of blocks and lines would make them.
    // Faster because: that is what nearly all cells of a long table are.
    private func plainBody(_ index: Int) -> TableCellBody? {
        let slot = facts.grid.cells[index]
        guard let context = session.bareContext(in: slot.box), let paragraph = session.plainParagraph(context),
            !session.budget.isSpent()
        else { return nil }
        let border = facts.border(of: index, in: session)
        let padding = session.padding(of: slot.box, inlineBasis: inlineBasis)
        let edges = border + padding
        let inlineSize = max(columns.extent(slot.column..<slot.columnEnd), edges.inlineSum)
        let width = (inlineSize - edges.inlineSum).clampedToZero
        guard let line = session.plainLine(of: context, paragraph, from: 0, width: width), line.next == nil else {
            return nil
        }
        session.layoutCount += 1
        let block = Fragment(
            kind: .block, flags: session.partFlags(context), node: session.boxes.node(context).index,
            box: context.index, style: session.boxes.style(context).index,
            size: LogicalSize(inline: width, block: line.height), firstBaseline: line.fragment.firstBaseline,
            lastBaseline: line.fragment.lastBaseline,
            children: [FragmentLink(offset: .zero, fragment: line.fragment)])
        return TableCellBody(block, border: border, padding: padding, inlineSize: inlineSize)
    }

    /// The cell's own `height` and `min-height`.
    private func takeHeight(of cell: BoxID, into contents: inout TableCellContents) {
        if session.facts(of: cell).flags.contains(.hasAutomaticHeight) { return }
        let style = session.style(cell)
        let edges = contents.body.border.blockSum + contents.body.padding.blockSum
        let font = session.fontBasis(of: style)
        func used(_ value: SizeValue) -> LayoutUnit? {
            guard case .length(let length) = value, length.percentOnly == nil,
                let used = length.resolve(against: .indefinite, font: font)
            else { return nil }
            return style.box.boxSizing == .borderBox ? used : used + edges
        }
        if case .length(let length) = style.box.height { contents.percentHeight = length.percentOnly }
        if let height = used(style.box.height) { contents.height = max(contents.height, height) }
        if let height = used(style.box.minHeight) { contents.height = max(contents.height, height) }
    }

    /// The question asked of a cell: a fixed width, a natural height.
    func cellSpace(_ slot: TableCellSlot) -> ConstraintSpace {
        let width = columns.extent(slot.column..<slot.columnEnd)
        var space = ConstraintSpace(
            available: LogicalSize(inline: width, block: .indefinite),
            percentageBasis: LogicalSize(inline: inlineBasis, block: .indefinite))
        space.isInlineSizeFixed = true
        space.isTableCell = true
        return space
    }
}

extension TableFacts {
    /// A cell's own borders, or its share of the collapsed ones.
    func border(of index: Int, in session: LayoutSession) -> LogicalEdges {
        let cell = grid.cells[index].box
        let own = session.facts(of: cell)
        return collapsed != nil && own.flags.contains(.collapsesBorders) ? collapsedEdges[index] : own.border
    }
}

extension LayoutSession {
    /// The inline context that is all there is in a cell, and takes no edges or sizes of its own; nil: there is more.
    func bareContext(in cell: BoxID) -> BoxID? {
        let only = boxes.firstChild(cell)
        guard !only.isNone, boxes.kind(only) == .inlineContext, boxes.nextSibling(only).isNone,
            boxes.traits(only).isDisjoint(with: [.floating, .outOfFlow, .newFormattingContext, .atomicInline]),
            facts(of: only).flags.contains(.isBare), !facts(of: cell).flags.contains(.limitsLines)
        else { return nil }
        return only
    }
}
