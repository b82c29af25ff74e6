//  BoxEmission.swift
//  In: finished drafts. Out: boxes in preorder, text decoded, transformed and with its white space collapsed.

import Markup
import Style

/// Appends drafts to a box tree.
struct BoxEmission {
    let builder: BoxBuilder
    var tree: BoxTree
    /// The inline context that text goes to; contexts nest (inline-blocks, floats).
    private var state = WhiteSpaceState()
    private var scratch: [UInt32] = []

    init(builder: BoxBuilder, tree: BoxTree) {
        self.builder = builder
        self.tree = tree
        self.tree.reserve(builder.drafts.all.count)
    }

    /// Appends a draft with its subtree. Answers the box.
    @discardableResult
    mutating func emit(_ id: Int32, parent: BoxID) -> BoxID {
        let draft = builder.drafts[id]
        let box = BoxID(Int32(tree.kinds.count))
        tree.kinds.append(draft.kind)
        tree.styles.append(draft.style)
        tree.nodes.append(draft.node)
        tree.pseudos.append(draft.pseudo)
        tree.parents.append(parent)
        tree.firstChildren.append(.none)
        tree.nextSiblings.append(.none)
        tree.textRanges.append(0..<0)
        tree.traits.append(draft.traits)
        if draft.rare >= 0 { tree.rare[box.index] = builder.drafts.rare[Int(draft.rare)] }
        switch draft.kind {
        case .text: emitText(id, draft, box: box)
        case .lineBreak:
            // spaces before a break vanish at the line's end, those after it here
            state.pass(0x0A)
        case .inline, .ruby, .rubyBase: emitChildren(draft, of: box)
        default:
            let isInFlow = draft.traits.contains(.inlineLevel) && !draft.isOut
            let outer = state
            state = WhiteSpaceState()
            emitChildren(draft, of: box)
            if draft.kind == .inlineContext || draft.kind == .rubyText { closeContext() }
            state = outer
            // annotations are beside the text, atomic boxes are part of it
            if isInFlow, draft.kind != .rubyText { state.pass(0xFFFC) }
        }
        return box
    }

    private mutating func emitChildren(_ draft: BoxDraft, of box: BoxID) {
        var previous = BoxID.none
        var child = draft.first
        while child >= 0 {
            let next = builder.drafts[child].next
            let emitted: BoxID
            if !builder.copies.isEmpty, let source = builder.copies[child] {
                emitted = copy(source, parent: box)
            } else {
                emitted = emit(child, parent: box)
            }
            child = next
            if dropIfEmpty(emitted) { continue }
            link(emitted, after: previous, in: box)
            previous = emitted
        }
    }
    /// Text of which nothing is left is no box.
    private mutating func dropIfEmpty(_ box: BoxID) -> Bool {
        let index = Int(box.index)
        guard index == tree.kinds.count - 1, tree.kinds[index] == .text, tree.textRanges[index].isEmpty,
            tree.rare[box.index] == nil, state.trailingSpaceBox != box.index
        else { return false }
        tree.kinds.removeLast()
        tree.styles.removeLast()
        tree.nodes.removeLast()
        tree.pseudos.removeLast()
        tree.parents.removeLast()
        tree.firstChildren.removeLast()
        tree.nextSiblings.removeLast()
        tree.textRanges.removeLast()
        tree.traits.removeLast()
        return true
    }
    private mutating func link(_ box: BoxID, after previous: BoxID, in parent: BoxID) {
        if previous.isNone {
            tree.firstChildren[Int(parent.index)] = box
        } else {
            tree.nextSiblings[Int(previous.index)] = box
        }
    }

    private mutating func emitText(_ id: Int32, _ draft: BoxDraft, box: BoxID) {
        var pending: PendingContent?
        if draft.rare >= 0 { pending = builder.drafts.rare[Int(draft.rare)].pending }
        var scalars: [UInt32]
        if let pending {
            // counters of places further on are known only now
            scalars = builder.pendingString(pending, place: GeneratedPlace(node: draft.node, pseudo: draft.pseudo))
                .unicodeScalars.map(\.value)
        } else {
            scalars = builder.scalars(of: id)
        }
        let start = Int32(tree.scalars.count)
        // the class, not its large value of inherited properties
        let style = builder.table[draft.style]
        if let transform = TextTransform(style) { scalars = transform.apply(scalars, inWord: &state.inWord) }
        if let pending, case .leader = pending {
            tree.scalars += scalars
            state.pass(0xFFFC)
        } else {
            WhiteSpace.append(
                scalars, collapse: style.text.whiteSpaceCollapse, box: box.index, state: &state, tree: &tree)
        }
        tree.textRanges[Int(box.index)] = start..<Int32(tree.scalars.count)
    }

    /// Drops the collapsible space that ends an inline context.
    private mutating func closeContext() {
        if state.trailingSpaceBox >= 0 { WhiteSpace.removeTrailingSpace(state: &state, tree: &tree, current: -1) }
    }

    /// Appends a copy of boxes that are already in the tree (a running element's).
    private mutating func copy(_ source: BoxID, parent: BoxID) -> BoxID {
        let box = BoxID(Int32(tree.kinds.count))
        let index = Int(source.index)
        tree.kinds.append(tree.kinds[index] == .runningElement ? .block : tree.kinds[index])
        tree.styles.append(tree.styles[index])
        tree.nodes.append(tree.nodes[index])
        tree.pseudos.append(tree.pseudos[index])
        tree.parents.append(parent)
        tree.firstChildren.append(.none)
        tree.nextSiblings.append(.none)
        tree.textRanges.append(tree.textRanges[index])
        tree.traits.append(tree.traits[index])
        if var rare = tree.rare[source.index] {
            // the copy is no place of its own
            rare.runningName = nil
            rare.anchors = []
            rare.namedStrings = []
            rare.bookmark = nil
            tree.rare[box.index] = rare
            if let pending = rare.pending, builder.page != nil { supply(pending, to: box) }
        }
        var previous = BoxID.none
        var child = tree.firstChild(source)
        while !child.isNone {
            let copied = copy(child, parent: box)
            link(copied, after: previous, in: box)
            previous = copied
            child = tree.nextSibling(child)
        }
        return box
    }
    /// Page counters inside a running element count the page it is shown on.
    private mutating func supply(_ pending: PendingContent, to box: BoxID) {
        guard let page = builder.page else { return }
        let text: String
        switch pending {
        case .pageCounter(let name, let style):
            text = builder.document.counterStyles.text(page.counters[name]?.last ?? 0, style: style)
        case .pageCounters(let name, let separator, let style):
            text = (page.counters[name] ?? [0]).map { builder.document.counterStyles.text($0, style: style) }
                .joined(separator: separator)
        default: return
        }
        let start = Int32(tree.scalars.count)
        tree.scalars += text.unicodeScalars.map(\.value)
        tree.textRanges[Int(box.index)] = start..<Int32(tree.scalars.count)
    }
}
