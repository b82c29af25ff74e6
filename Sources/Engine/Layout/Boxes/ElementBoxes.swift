//  ElementBoxes.swift
//  In: an element's style. Out: the draft that its `display`, `float` and `position` ask for.
//  https://www.w3.org/TR/css-display-3/#the-display-properties

import Geometry
import Markup
import Style

/// Elements whose boxes HTML decides beside their style.
enum ElementRole: UInt8 {
    case plain, lineBreak, wordBreak, picture
    /// Its contents are not shown on paper.
    case embedded
    case hiddenInput
    case orderedList, listItem, cell, column, anchor

    init(name: String) {
        switch name {
        case "br": self = .lineBreak
        case "wbr": self = .wordBreak
        case "img", "object", "embed", "video": self = .picture
        case "iframe", "canvas", "audio": self = .embedded
        case "input", "select", "textarea": self = .hiddenInput
        case "ol", "ul", "menu": self = .orderedList
        case "li": self = .listItem
        case "td", "th": self = .cell
        case "col", "colgroup": self = .column
        case "a": self = .anchor
        default: self = .plain
        }
    }
}

extension BoxBuilder {
    /// A draft for a box of this style; for a table the wrapper, with its grid as first child.
    func makeBox(style styleID: StyleID, node: NodeID, pseudo: PseudoElement?) -> Int32 {
        let style = table[styleID]
        var draft = BoxDraft(kind: .block, style: styleID, node: node, pseudo: pseudo)
        if pseudo != nil { draft.traits.insert(.generated) }
        addPositioning(style, to: &draft)
        if case .running(let name) = style.box.position, page == nil {
            draft.kind = .runningElement
            draft.traits.formUnion([.newFormattingContext, .hasPageFacts])
            draft.marks.insert(.isOut)
            var inner: Int32?
            switch style.box.display {
            case .table, .inlineTable, .flex, .inlineFlex, .grid, .inlineGrid:
                // what moves to the margin box is a block that holds the table or container
                var plain = style.box
                plain.position = .static
                let moved = table.intern(
                    ComputedStyle(
                        text: style.text, box: plain, decoration: style.decoration, flow: style.flow,
                        generated: style.generated))
                inner = makeBox(style: moved, node: node, pseudo: pseudo)
                draft.style = table.anonymous(inheriting: styleID, display: .block)
            default: break
            }
            let id = drafts.make(draft)
            drafts.withRare(id) { $0.runningName = name }
            if let inner { drafts.append(inner, to: id) }
            return id
        }
        var isInline = false
        switch style.box.display {
        case .none, .contents, .block: break
        case .flowRoot: draft.traits.insert(.newFormattingContext)
        case .listItem: break
        case .inline, .inlineListItem:
            isInline = true
            if !draft.isOut { draft.kind = .inline }
        case .inlineBlock: isInline = true
        case .flex: draft.kind = .flex
        case .inlineFlex:
            draft.kind = .flex
            isInline = true
        case .grid: draft.kind = .grid
        case .inlineGrid:
            draft.kind = .grid
            isInline = true
        case .table: draft.kind = .tableWrapper
        case .inlineTable:
            draft.kind = .tableWrapper
            isInline = true
        case .tableRowGroup: draft.kind = .tableRowGroup
        case .tableHeaderGroup:
            draft.kind = .tableRowGroup
            draft.traits.insert(.headerGroup)
        case .tableFooterGroup:
            draft.kind = .tableRowGroup
            draft.traits.insert(.footerGroup)
        case .tableRow: draft.kind = .tableRow
        case .tableCell: draft.kind = .tableCell
        case .tableColumnGroup: draft.kind = .tableColumnGroup
        case .tableColumn: draft.kind = .tableColumn
        case .tableCaption: draft.kind = .tableCaption
        case .ruby:
            draft.kind = .ruby
            isInline = true
        case .rubyBase, .rubyBaseContainer:
            draft.kind = .rubyBase
            isInline = true
        case .rubyText, .rubyTextContainer:
            draft.kind = .rubyText
            isInline = true
        }
        if draft.isOut {
            isInline = false
            // Style blockifies what floats or is positioned; this only keeps the promise for the rest
            switch draft.kind {
            case .inline, .ruby, .rubyBase, .rubyText, .tableRowGroup, .tableRow, .tableCell, .tableColumn,
                .tableColumnGroup, .tableCaption:
                draft.kind = .block
            default: break
            }
        }
        if draft.kind == .block, style.flow.columnCount != nil || style.flow.columnWidth != nil {
            draft.kind = .columns
        }
        switch draft.kind {
        case .flex, .grid, .columns, .tableWrapper, .tableCell, .tableCaption:
            draft.traits.insert(.newFormattingContext)
        case .block:
            if isInline || draft.isOut || style.flow.columnSpanAll || Self.clips(style) {
                draft.traits.insert(.newFormattingContext)
            }
        default: break
        }
        if isInline {
            draft.traits.insert(.inlineLevel)
            switch draft.kind {
            case .inline, .ruby, .rubyBase, .rubyText: break
            default: draft.traits.insert(.atomicInline)
            }
        }
        switch draft.kind {
        case .tableRowGroup, .tableRow, .tableCell, .tableColumnGroup, .tableColumn, .tableCaption:
            draft.marks.insert(.isTablePart)
        default: break
        }
        if draft.kind == .tableWrapper { return makeTable(draft) }
        return drafts.make(draft)
    }

    private static func clips(_ style: ComputedStyle) -> Bool {
        func clips(_ overflow: Overflow) -> Bool { overflow != .visible && overflow != .clip }
        return clips(style.box.overflowX) || clips(style.box.overflowY)
    }

    private func addPositioning(_ style: ComputedStyle, to draft: inout BoxDraft) {
        switch style.box.position {
        case .absolute:
            draft.traits.formUnion([.outOfFlow, .newFormattingContext, .containsAbsolute])
            draft.marks.insert(.isOut)
        case .fixed:
            draft.traits.formUnion([.outOfFlow, .fixed, .newFormattingContext, .containsAbsolute])
            draft.marks.insert(.isOut)
        case .relative, .sticky: draft.traits.insert(.containsAbsolute)
        case .static, .running: break
        }
        if !style.decoration.transform.isEmpty { draft.traits.formUnion([.containsAbsolute, .containsFixed]) }
        let floats = style.box.float != .none && style.box.float != .footnote
        if floats, !draft.traits.contains(.outOfFlow) {
            draft.traits.formUnion([.floating, .newFormattingContext])
            draft.marks.insert(.isOut)
        }
    }

    /// A replaced box, atomic where `display` is inline.
    func makeReplaced(picture: Int32, style styleID: StyleID, node: NodeID, pseudo: PseudoElement?) -> Int32 {
        var draft = BoxDraft(kind: .replaced, style: styleID, node: node, pseudo: pseudo)
        let style = table[styleID]
        addPositioning(style, to: &draft)
        switch style.box.display {
        case .block, .flowRoot, .flex, .grid, .table, .listItem: break
        default: if !draft.isOut { draft.traits.formUnion([.inlineLevel, .atomicInline]) }
        }
        draft.traits.insert(.newFormattingContext)
        let id = drafts.make(draft)
        drafts.withRare(id) { $0.picture = picture }
        return id
    }

    /// Colspan, rowspan, span: clamped as HTML says.
    /// https://html.spec.whatwg.org/multipage/tables.html#attributes-common-to-td-and-th-elements
    func readSpans(of node: NodeID, role: ElementRole, into id: Int32) {
        switch role {
        case .cell:
            let columns = number("colspan", of: node) ?? 1
            let rows = number("rowspan", of: node) ?? 1
            if columns == 1, rows == 1 { return }
            drafts.withRare(id) {
                $0.columnSpan = columns < 1 ? 1 : min(columns, 1000)
                // 0: to the end of the row group, where every span is cut off anyway
                $0.rowSpan = rows == 0 ? 65534 : rows < 0 ? 1 : min(rows, 65534)
            }
        case .column:
            guard let span = number("span", of: node), span > 1 else { return }
            drafts.withRare(id) { $0.columnSpan = min(span, 1000) }
        default: break
        }
    }

    /// The leading integer of an attribute, as HTML's rules for parsing integers read it.
    func number(_ name: String, of node: NodeID) -> Int? {
        guard let value = tree.attribute(name, of: node) else { return nil }
        var result = 0
        var isNegative = false
        var digits = 0
        var isLeading = true
        for byte in value.utf8 {
            if isLeading, byte == 0x20 || byte == 9 || byte == 10 || byte == 13 || byte == 12 { continue }
            if isLeading, byte == 0x2D || byte == 0x2B {
                isNegative = byte == 0x2D
                isLeading = false
                continue
            }
            isLeading = false
            guard byte >= 0x30, byte <= 0x39 else { break }
            result = min(result * 10 + Int(byte - 0x30), 1_000_000_000)
            digits += 1
        }
        return digits == 0 ? nil : isNegative ? -result : result
    }

    /// Fields of forms, as they stand when printed: a box with its value.
    func formControl(_ node: NodeID, style: StyleID, into parent: Int32) {
        var shown = ""
        switch tree.name(node) {
        case "textarea": shown = tree.textContent(node)
        case "select":
            var option = NodeID.none
            let end = tree.subtreeEnd(node).index
            var index = node.index + 1
            while index < end {
                let candidate = NodeID(index)
                if tree.name(candidate) == "option" {
                    if option.isNone { option = candidate }
                    if tree.attribute("selected", of: candidate) != nil {
                        option = candidate
                        break
                    }
                }
                index += 1
            }
            if !option.isNone { shown = tree.textContent(option) }
        default:
            switch tree.attribute("type", of: node)?.lowercased() {
            case "checkbox": shown = tree.attribute("checked", of: node) == nil ? "" : "\u{2713}"
            case "radio": shown = tree.attribute("checked", of: node) == nil ? "" : "\u{25CF}"
            default: shown = tree.attribute("value", of: node) ?? tree.attribute("placeholder", of: node) ?? ""
            }
        }
        if shown.isEmpty { return }
        append(scalars: shown.unicodeScalars.map(\.value), style: style, node: node, pseudo: nil, to: parent)
    }
}
