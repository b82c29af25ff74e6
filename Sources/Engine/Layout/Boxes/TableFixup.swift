//  TableFixup.swift
//  In: boxes with table displays, anywhere. Out: complete tables: missing parents and children added.
//  https://www.w3.org/TR/CSS22/tables.html#anonymous-boxes

import Geometry
import Style

extension BoxBuilder {
    /// A table's wrapper with its grid as first child; each has its own part of the style.
    /// https://www.w3.org/TR/CSS22/tables.html#model
    func makeTable(_ wrapperDraft: BoxDraft) -> Int32 {
        var wrapper = wrapperDraft
        let styles = splitTableStyle(wrapper.style)
        var grid = BoxDraft(kind: .table, style: styles.grid, node: wrapper.node, pseudo: wrapper.pseudo)
        grid.traits = wrapper.traits.intersection(.generated)
        wrapper.style = styles.wrapper
        let id = drafts.make(wrapper)
        drafts.append(drafts.make(grid), to: id)
        return id
    }

    private func splitTableStyle(_ id: StyleID) -> (wrapper: StyleID, grid: StyleID) {
        if let known = tableStyles[id] { return known }
        let style = table[id]
        let initial = ComputedStyle.initial
        var outside = initial.box
        var inside = style.box
        outside.display = style.box.display
        outside.originalDisplay = style.box.originalDisplay
        outside.position = style.box.position
        outside.float = style.box.float
        outside.clear = style.box.clear
        outside.margin = style.box.margin
        outside.inset = style.box.inset
        outside.zIndex = style.box.zIndex
        outside.verticalAlign = style.box.verticalAlign
        inside.position = .static
        inside.float = .none
        inside.clear = .none
        inside.margin = initial.box.margin
        inside.inset = initial.box.inset
        inside.zIndex = nil
        inside.verticalAlign = .baseline
        var outerFlow = style.flow
        outerFlow.columnCount = nil
        outerFlow.columnWidth = nil
        var innerFlow = initial.flow
        innerFlow.breakInside = style.flow.breakInside
        innerFlow.boxDecorationBreak = style.flow.boxDecorationBreak
        let wrapper = table.intern(
            ComputedStyle(
                text: style.text, box: outside, decoration: initial.decoration, flow: outerFlow,
                generated: initial.generated))
        let grid = table.intern(
            ComputedStyle(
                text: style.text, box: inside, decoration: style.decoration, flow: innerFlow,
                generated: style.generated))
        tableStyles[id] = (wrapper, grid)
        return (wrapper, grid)
    }

    private func anonymous(_ kind: BoxKind, _ display: Display, in parent: Int32) -> Int32 {
        var draft = BoxDraft(
            kind: kind, style: table.anonymous(inheriting: drafts[parent].style, display: display), node: .none,
            pseudo: nil, traits: .anonymous)
        if kind == .tableCell { draft.traits.insert(.newFormattingContext) }
        draft.marks.insert(.isTablePart)
        return drafts.make(draft)
    }

    /// Runs of children that do not fit are wrapped; white space at a run's ends is dropped, out-of-flow boxes join the
    /// run they stand in.
    private func wrapMisfits(
        of id: Int32, fits: (BoxDraft) -> Bool, in wrap: ([Int32]) -> Int32?
    ) {
        var result: [Int32] = []
        var run: [Int32] = []
        func close() {
            while let last = run.last, drafts[last].isBlank { run.removeLast() }
            if !run.isEmpty {
                if run.allSatisfy({ drafts[$0].isOut || drafts[$0].isBlank }) {
                    result += run.filter { !drafts[$0].isBlank }
                } else if let box = wrap(run) {
                    result.append(box)
                }
            }
            run.removeAll()
        }
        for child in drafts.children(id) {
            if fits(drafts[child]) {
                close()
                result.append(child)
            } else if !(drafts[child].isBlank && run.isEmpty) {
                run.append(child)
            }
        }
        close()
        drafts.setChildren(result, of: id)
    }

    /// Children of a row are cells.
    func finishRow(_ id: Int32) {
        wrapMisfits(of: id, fits: { $0.kind == .tableCell && !$0.isOut }) { run in
            let cell = anonymous(.tableCell, .tableCell, in: id)
            for child in run { drafts.append(child, to: cell) }
            finish(cell)
            return cell
        }
        settleOutOfFlow(of: id, cell: .tableCell)
    }
    /// Children of a row group are rows.
    func finishRowGroup(_ id: Int32) {
        wrapMisfits(of: id, fits: { $0.kind == .tableRow && !$0.isOut }) { run in
            let row = anonymous(.tableRow, .tableRow, in: id)
            for child in run { drafts.append(child, to: row) }
            finishRow(row)
            return row
        }
        settleOutOfFlow(of: id, cell: .tableRow)
    }
    /// Only columns stand in a column group; a column has no contents.
    func finishColumnGroup(_ id: Int32) {
        let keepsColumns = drafts[id].kind == .tableColumnGroup
        drafts.setChildren(drafts.children(id).filter { keepsColumns && drafts[$0].kind == .tableColumn }, of: id)
    }
    /// Children of the grid are column groups and row groups; captions go to the wrapper.
    func finishTable(_ id: Int32) {
        var captions: [Int32] = []
        var columns: [Int32] = []
        var rest: [Int32] = []
        var columnRun: Int32 = -1
        for child in drafts.children(id) {
            switch drafts[child].kind {
            case .tableCaption where !drafts[child].isOut: captions.append(child)
            case .tableColumnGroup:
                columns.append(child)
                columnRun = -1
            case .tableColumn:
                if columnRun < 0 {
                    columnRun = anonymous(.tableColumnGroup, .tableColumnGroup, in: id)
                    columns.append(columnRun)
                }
                drafts.append(child, to: columnRun)
            default: rest.append(child)
            }
        }
        drafts.setChildren(rest, of: id)
        wrapMisfits(of: id, fits: { $0.kind == .tableRowGroup && !$0.isOut }) { run in
            let group = anonymous(.tableRowGroup, .tableRowGroup, in: id)
            for child in run { drafts.append(child, to: group) }
            finishRowGroup(group)
            return group
        }
        settleOutOfFlow(of: id, cell: .tableRowGroup)
        let groups = drafts.children(id)
        // only the first header group and the first footer group repeat
        var seenHeader = false
        var seenFooter = false
        for group in groups {
            if drafts[group].traits.contains(.headerGroup) {
                if seenHeader { drafts[group].traits.remove(.headerGroup) }
                seenHeader = true
            }
            if drafts[group].traits.contains(.footerGroup) {
                if seenFooter { drafts[group].traits.remove(.footerGroup) }
                seenFooter = true
            }
        }
        drafts.setChildren(columns + groups, of: id)
        if !captions.isEmpty, let wrapper = wrapper(of: id) {
            drafts.setChildren(captions + [id], of: wrapper)
        }
    }
    /// The wrapper is made just before its grid.
    private func wrapper(of grid: Int32) -> Int32? {
        grid > 0 && drafts[grid - 1].kind == .tableWrapper ? grid - 1 : nil
    }

    /// Floats and absolute boxes directly in a table part would stand where only rows or cells may: they go into the
    /// nearest cell, or get one.
    private func settleOutOfFlow(of id: Int32, cell kind: BoxKind) {
        let children = drafts.children(id)
        guard children.contains(where: { drafts[$0].isOut }) else { return }
        let outside = children.filter { drafts[$0].isOut }
        var inside = children.filter { !drafts[$0].isOut }
        if inside.isEmpty { inside = [anonymous(kind, Self.display(of: kind), in: id)] }
        var host = inside[inside.count - 1]
        // down to a cell
        while drafts[host].kind != .tableCell {
            let cells = drafts.children(host).filter { !drafts[$0].isOut }
            if let last = cells.last {
                host = last
            } else {
                let nextKind: BoxKind = drafts[host].kind == .tableRowGroup ? .tableRow : .tableCell
                let next = anonymous(nextKind, Self.display(of: nextKind), in: host)
                drafts.append(next, to: host)
                host = next
            }
        }
        let contents = drafts.children(host)
        if contents.count == 1, drafts[contents[0]].kind == .inlineContext {
            for child in outside { drafts.append(child, to: contents[0]) }
        } else {
            for child in outside { drafts.append(child, to: host) }
        }
        drafts.setChildren(inside, of: id)
    }
    private static func display(of kind: BoxKind) -> Display {
        switch kind {
        case .tableRowGroup: .tableRowGroup
        case .tableRow: .tableRow
        default: .tableCell
        }
    }

    /// Wraps runs of table parts whose parent is no table in an anonymous table.
    func wrapTableParts(of id: Int32, isInline: Bool) {
        var result: [Int32] = []
        var run: [Int32] = []
        func close() {
            var blanks: [Int32] = []
            while let last = run.last, drafts[last].isBlank { blanks.append(run.removeLast()) }
            if !run.isEmpty {
                let style = table.anonymous(inheriting: drafts[id].style, display: isInline ? .inlineTable : .table)
                var traits: BoxTraits = [.anonymous, .newFormattingContext]
                if isInline { traits.formUnion([.inlineLevel, .atomicInline]) }
                let wrapper = makeTable(
                    BoxDraft(kind: .tableWrapper, style: style, node: .none, pseudo: nil, traits: traits))
                let grid = drafts[wrapper].first
                drafts[grid].traits.insert(.anonymous)
                for child in run { drafts.append(child, to: grid) }
                finishTable(grid)
                result.append(wrapper)
            }
            result += blanks.reversed()
            run.removeAll()
        }
        for child in drafts.children(id) {
            let draft = drafts[child]
            if draft.marks.contains(.isTablePart), !draft.isOut {
                run.append(child)
            } else if draft.isBlank, !run.isEmpty {
                run.append(child)
            } else {
                close()
                result.append(child)
            }
        }
        close()
        drafts.setChildren(result, of: id)
    }
}
