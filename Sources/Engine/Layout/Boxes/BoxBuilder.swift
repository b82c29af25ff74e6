//  BoxBuilder.swift
//  In: a styled document. Out: finished drafts, element by element; children are regrouped when their parent closes.
//  The steps: 1 element → draft by `display` (ElementBoxes); 2 counters and generated content in document order
//  (CounterScopes, GeneratedContent); 3 on closing: tables completed (TableFixup), ruby paired (RubyBoxes), inline boxes
//  broken around blocks and anonymous boxes added (AnonymousBoxes), ::first-letter (FirstLetter); 4 emission in
//  preorder with text transformed and white space collapsed (BoxEmission).

import Diagnostics
import Markup
import Style

/// The state of one box generation.
final class BoxBuilder {
    let document: StyledDocument
    let tree: MarkupTree
    let table: StyleTable
    let pictures: PictureResolver
    let facts: PagingFacts
    let diagnostics: DiagnosticLog?
    var drafts = BoxDrafts()
    var counters = CounterScopes()
    var quoteDepth = 0
    /// What elements HTML treats specially, by name id.
    private(set) lazy var roles: [ElementRole] = tree.nameTable.map { ElementRole(name: $0) }
    /// Anchors that generated content points to, and what was found there.
    var targets: [String: TargetFacts] = [:]
    /// The page of a margin box; nil in the document.
    var page: PageContext?
    /// Drafts that stand for copies of running elements.
    var copies: [Int32: BoxID] = [:]
    var markerStyles: [StyleID: StyleID] = [:]
    var tableStyles: [StyleID: (wrapper: StyleID, grid: StyleID)] = [:]

    struct TargetFacts {
        var node = NodeID.none
        var counters: [String: [Int]] = [:]
        var before = ""
        var after = ""
        var marker = ""
    }

    init(
        document: StyledDocument, pictures: @escaping PictureResolver, facts: PagingFacts, diagnostics: DiagnosticLog?
    ) {
        self.document = document
        tree = document.tree
        table = document.table
        self.pictures = pictures
        self.facts = facts
        self.diagnostics = diagnostics
    }

    /// The draft of the document element; −1 without one.
    func buildDocument() -> Int32 {
        collectTargets()
        counters.reset("footnote", 0)
        let rootNode = tree.documentElement
        if rootNode.isNone { return -1 }
        let holder = drafts.make(BoxDraft(kind: .block, style: document.styleID(of: rootNode), node: .none))
        element(rootNode, into: holder)
        let root = drafts[holder].first
        if root >= 0, drafts[root].isInlineLevel {
            // a root that was not blockified: keep the promise that it is a block container
            drafts[holder].traits = [.anonymous, .newFormattingContext]
            finishBlockContainer(holder)
            return holder
        }
        if root >= 0 { drafts[root].traits.insert(.newFormattingContext) }
        return root
    }

    /// Appends what `node` generates to `parent`.
    func element(_ node: NodeID, into parent: Int32) {
        let styleID = document.styleID(of: node)
        let style = table[styleID]
        if style.box.display == .none { return }
        let isHTML = tree.namespace(node) == .html
        let role = isHTML ? roles[Int(tree.names[Int(node.index)].index)] : .plain
        applyCounters(of: style, node: node, role: role)
        noteTarget(node)
        if style.box.display == .contents {
            if role != .lineBreak, role != .picture {
                contents(of: node, style: styleID, role: role, into: parent)
            }
            return
        }
        switch role {
        case .lineBreak:
            let id = drafts.make(
                BoxDraft(kind: .lineBreak, style: styleID, node: node, pseudo: nil, traits: [.inlineLevel]))
            drafts.append(id, to: parent)
            return
        case .wordBreak:
            append(scalars: [0x200B], style: styleID, node: node, pseudo: nil, to: parent)
            return
        case .hiddenInput where tree.attribute("type", of: node)?.lowercased() == "hidden": return
        default: break
        }
        if style.box.float == .footnote {
            footnote(node, styleID: styleID, role: role, into: parent)
            return
        }
        let isSVG = tree.namespace(node) == .svg
        var picture: Int32?
        if case .items(let items, _) = style.generated.content, items.count == 1, case .image(let image) = items[0] {
            picture = pictures(.image(image))
        } else if role == .picture || isSVG {
            picture = pictures(.element(node))
        }
        if let picture {
            let id = makeReplaced(picture: picture, style: styleID, node: node, pseudo: nil)
            addFacts(of: node, style: style, to: id)
            drafts.append(id, to: parent)
            return
        }
        if isSVG { return }
        let id = makeBox(style: styleID, node: node, pseudo: nil)
        addFacts(of: node, style: style, to: id)
        readSpans(of: node, role: role, into: id)
        // children of a table go into its grid
        let outer = drafts[id].kind == .runningElement && drafts[id].first >= 0 ? drafts[id].first : id
        let target = drafts[outer].kind == .tableWrapper ? drafts[outer].first : outer
        let stringsAt = style.generated.stringSet.isEmpty && style.generated.bookmarkLevel <= 0 ? nil : counters
        contents(of: node, style: drafts[target].style, role: role, into: target)
        if let stringsAt { evaluateStrings(of: node, style: style, counters: stringsAt, into: id) }
        finish(target)
        if outer != id { finish(id) }
        if document.pseudoStyles.count > 0, let letter = document.pseudoStyleID(.firstLetter, of: node) {
            applyFirstLetter(letter, to: target, node: node)
        }
        drafts.append(id, to: parent)
    }

    /// Marker, ::before, children, ::after.
    func contents(of node: NodeID, style: StyleID, role: ElementRole, into parent: Int32) {
        counters.enterChildren()
        defer { counters.leaveChildren() }
        let display = table[style].box.display
        if display == .listItem || display == .inlineListItem { marker(of: node, style: style, into: parent) }
        switch role {
        case .hiddenInput:
            formControl(node, style: style, into: parent)
            return
        case .picture:
            // no picture: what HTML shows instead
            if let alternative = tree.attribute("alt", of: node), !alternative.isEmpty {
                append(
                    scalars: alternative.unicodeScalars.map(\.value), style: style, node: node, pseudo: nil, to: parent)
            } else if tree.name(node) == "object" {
                break
            }
            if tree.name(node) != "object" { return }
        case .embedded: return
        default: break
        }
        pseudoElement(.before, of: node, into: parent)
        if case .items(let items, _) = table[style].generated.content {
            generate(items, style: style, node: node, pseudo: nil, into: parent)
        } else {
            children(of: node, style: style, into: parent)
        }
        pseudoElement(.after, of: node, into: parent)
    }

    /// The children of `node` as boxes.
    func children(of node: NodeID, style: StyleID, into parent: Int32) {
        var child = tree.firstChild(node)
        while !child.isNone {
            switch tree.kind(child) {
            case .element: element(child, into: parent)
            case .text: text(child, style: style, into: parent)
            case .document: break
            }
            child = tree.nextSibling(child)
        }
    }

    private func text(_ node: NodeID, style: StyleID, into parent: Int32) {
        let range = tree.textRanges[Int(node.index)]
        if range.isEmpty { return }
        var draft = BoxDraft(kind: .text, style: style, node: node, pseudo: nil, traits: [.inlineLevel])
        draft.text = range
        let collapse = table[style].text.whiteSpaceCollapse
        if collapse == .collapse || collapse == .preserveBreaks {
            var isBlank = true
            for index in range {
                let byte = tree.characters[Int(index)]
                if byte == 0x20 || byte == 9 || (collapse == .collapse && (byte == 10 || byte == 13)) { continue }
                isBlank = false
                break
            }
            if isBlank { draft.marks.insert(.isBlank) }
        }
        drafts.append(drafts.make(draft), to: parent)
    }

    /// Appends generated text.
    @discardableResult
    func append(scalars: [UInt32], style: StyleID, node: NodeID, pseudo: PseudoElement?, to parent: Int32) -> Int32 {
        var draft = BoxDraft(
            kind: .text, style: style, node: node, pseudo: pseudo, traits: [.inlineLevel, .generated],
            marks: [.isGeneratedText])
        let start = Int32(drafts.generated.count)
        drafts.generated += scalars
        draft.text = start..<Int32(drafts.generated.count)
        let collapse = table[style].text.whiteSpaceCollapse
        if collapse == .collapse, scalars.allSatisfy(WhiteSpace.isSpace) { draft.marks.insert(.isBlank) }
        let id = drafts.make(draft)
        drafts.append(id, to: parent)
        return id
    }

    /// Regroups the children of a box that is complete.
    func finish(_ id: Int32) {
        switch drafts[id].kind {
        case .inline, .rubyBase, .rubyText: finishInline(id)
        case .ruby: finishRuby(id)
        case .flex, .grid: finishItems(id)
        case .table: finishTable(id)
        case .tableRowGroup: finishRowGroup(id)
        case .tableRow: finishRow(id)
        case .tableColumnGroup, .tableColumn: finishColumnGroup(id)
        case .block, .tableCell, .tableCaption, .columns, .runningElement, .footnoteBody, .outsideMarker:
            finishBlockContainer(id)
        case .text, .lineBreak, .replaced, .tableWrapper, .inlineContext: break
        }
    }
}
