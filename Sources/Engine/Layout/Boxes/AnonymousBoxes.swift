//  AnonymousBoxes.swift
//  In: a container whose children are known. Out: the same with inline boxes broken around blocks and with anonymous
//  boxes, so that its children are all block-level or all inline-level.
//  https://www.w3.org/TR/CSS22/visuren.html#anonymous-block-level

import Geometry
import Style

extension BoxBuilder {
    /// Inline boxes: tables inside become complete, blocks inside are noted for the container to break around.
    func finishInline(_ id: Int32) {
        let marks = drafts[id].marks
        if marks.contains(.hasTablePart) { wrapTableParts(of: id, isInline: true) }
        if drafts[id].marks.intersection([.hasBlock, .hasBrokenInline]).isEmpty { return }
        if drafts[id].kind == .inline {
            drafts[id].marks.insert(.containsBlock)
        } else {
            // ruby bases and texts are not broken: blocks inside become inline-blocks
            for child in drafts.children(id) where drafts[child].isBlockInFlow { makeAtomic(child) }
            drafts.setChildren(drafts.children(id), of: id)
        }
    }
    private func makeAtomic(_ id: Int32) {
        drafts[id].traits.formUnion([.inlineLevel, .atomicInline, .newFormattingContext])
    }

    /// Block containers of all kinds.
    func finishBlockContainer(_ id: Int32) {
        if drafts[id].marks.contains(.hasTablePart) { wrapTableParts(of: id, isInline: false) }
        if drafts[id].marks.contains(.hasBrokenInline) { breakInlines(of: id) }
        let marks = drafts[id].marks
        // these keep their own kind, so that text goes into a box of its own
        let mayHoldLines = drafts[id].kind == .block
        var marker: Int32 = -1
        if drafts[id].kind != .outsideMarker, let first = firstMarker(of: id) {
            marker = first
            drafts.setChildren(drafts.children(id).filter { $0 != first }, of: id)
        }
        switch (marks.contains(.hasBlock), marks.contains(.hasInline)) {
        case (false, true):
            if mayHoldLines {
                drafts[id].kind = .inlineContext
            } else {
                let context = anonymousContext(in: id)
                for child in drafts.children(id) { drafts.append(child, to: context) }
                drafts.setChildren([context], of: id)
            }
        case (_, false):
            if marks.contains(.hasBlank) {
                drafts.setChildren(drafts.children(id).filter { !drafts[$0].isBlank }, of: id)
            }
        case (true, true): groupRuns(of: id)
        }
        if marker >= 0 { place(marker: marker, in: id) }
    }
    private func firstMarker(of id: Int32) -> Int32? {
        let first = drafts[id].first
        return first >= 0 && drafts[first].kind == .outsideMarker ? first : nil
    }

    /// Wraps each run of inline-level children; floats and the like stay outside a run that has no text.
    private func groupRuns(of id: Int32) {
        var result: [Int32] = []
        var run: [Int32] = []
        var runHasInline = false
        func close() {
            if runHasInline {
                let context = anonymousContext(in: id)
                for child in run { drafts.append(child, to: context) }
                result.append(context)
            } else {
                result += run.filter { !drafts[$0].isBlank }
            }
            run.removeAll()
            runHasInline = false
        }
        for child in drafts.children(id) {
            let draft = drafts[child]
            if draft.isBlockInFlow {
                close()
                result.append(child)
            } else {
                run.append(child)
                if draft.isInlineLevel, !draft.isBlank { runHasInline = true }
            }
        }
        close()
        drafts.setChildren(result, of: id)
    }

    func anonymousContext(in id: Int32) -> Int32 {
        let style = table.anonymous(inheriting: drafts[id].style, display: .block)
        return drafts.make(
            BoxDraft(kind: .inlineContext, style: style, node: .none, pseudo: nil, traits: [.anonymous]))
    }

    /// Breaks the inline children that contain blocks.
    private func breakInlines(of id: Int32) {
        var result: [Int32] = []
        for child in drafts.children(id) {
            if drafts[child].marks.contains(.containsBlock) {
                result += pieces(of: child)
            } else {
                result.append(child)
            }
        }
        drafts.setChildren(result, of: id)
    }
    /// An inline box as pieces and the blocks between them.
    private func pieces(of id: Int32) -> [Int32] {
        let original = drafts[id]
        var result: [Int32] = []
        var current = id
        var count = 0
        let children = drafts.children(id)
        drafts.setChildren([], of: id)
        drafts[id].marks.remove(.containsBlock)
        func close(isLast: Bool) {
            let isFirst = count == 0
            count += 1
            if isLast, current < 0, hasEdge(original.style, start: false) { open() }
            guard current >= 0 else { return }
            if !isFirst { drafts[current].traits.insert(.startCut) }
            if !isLast { drafts[current].traits.insert(.endCut) }
            // an empty piece matters only for an edge of its own or for what Pages looks for
            let isNeeded =
                !isFirst || drafts[current].first >= 0 || drafts[current].traits.contains(.hasPageFacts)
                || hasEdge(original.style, start: true)
            if isNeeded { result.append(current) }
            current = -1
        }
        func open() {
            var piece = original
            piece.first = -1
            piece.last = -1
            piece.next = -1
            piece.rare = -1
            piece.marks.subtract(BoxDrafts.childMarks)
            piece.marks.remove(.containsBlock)
            piece.traits.remove(.hasPageFacts)
            current = drafts.make(piece)
            // a link goes on in every piece
            if original.rare >= 0, let link = drafts.rare[Int(original.rare)].link {
                drafts.withRare(current) { $0.link = link }
                drafts[current].traits.insert(.hasPageFacts)
            }
        }
        for child in children {
            let parts = drafts[child].marks.contains(.containsBlock) ? pieces(of: child) : [child]
            for part in parts {
                if drafts[part].isBlockInFlow {
                    close(isLast: false)
                    result.append(part)
                } else {
                    // made when there is something to hold: many blocks deep inside inline boxes stay cheap
                    if current < 0 { open() }
                    drafts.append(part, to: current)
                }
            }
        }
        close(isLast: true)
        return result
    }
    private func hasEdge(_ style: StyleID, start: Bool) -> Bool {
        let values = table[style]
        let isLeft = start == (values.text.direction == .ltr)
        let margin = isLeft ? values.box.margin.left : values.box.margin.right
        let padding = isLeft ? values.box.padding.left : values.box.padding.right
        let border = isLeft ? values.decoration.border.left : values.decoration.border.right
        return margin != .zero || !padding.isZero || border.width > 0
    }

    /// Flex and grid items: every child in flow is block-level, text is wrapped.
    /// https://www.w3.org/TR/css-flexbox-1/#flex-items
    func finishItems(_ id: Int32) {
        var result: [Int32] = []
        var run: [Int32] = []
        var runHasText = false
        func close() {
            if runHasText {
                let context = anonymousContext(in: id)
                drafts[context].traits.insert(.newFormattingContext)
                for child in run { drafts.append(child, to: context) }
                result.append(context)
            }
            run.removeAll()
            runHasText = false
        }
        if drafts[id].marks.contains(.hasTablePart) { wrapTableParts(of: id, isInline: false) }
        for child in drafts.children(id) {
            let draft = drafts[child]
            if draft.kind == .text || draft.kind == .lineBreak {
                run.append(child)
                if !draft.isBlank { runHasText = true }
                continue
            }
            close()
            if !draft.traits.contains(.outOfFlow), draft.kind != .runningElement, draft.kind != .footnoteBody {
                drafts[child].traits.subtract([.inlineLevel, .atomicInline, .floating])
                drafts[child].traits.insert(.newFormattingContext)
                drafts[child].marks.remove(.isOut)
                switch draft.kind {
                case .inline, .ruby, .rubyBase, .rubyText:
                    drafts[child].kind = .block
                    drafts[child].marks.remove(.containsBlock)
                    finishBlockContainer(child)
                default: break
                }
            }
            result.append(child)
        }
        close()
        drafts.setChildren(result, of: id)
    }

    /// Puts an outside marker where its line will be: into the first inline context of the list item.
    private func place(marker: Int32, in item: Int32) {
        var current = item
        while true {
            if drafts[current].kind == .inlineContext {
                drafts.setChildren([marker] + drafts.children(current), of: current)
                return
            }
            guard drafts[current].kind == .block else { break }
            var next: Int32 = -1
            var child = drafts[current].first
            while child >= 0 {
                let draft = drafts[child]
                if draft.isBlockInFlow, draft.kind != .block || draft.first >= 0 {
                    next = child
                    break
                }
                child = draft.next
            }
            guard next >= 0, !drafts[next].traits.contains(.newFormattingContext) else { break }
            current = next
        }
        let context = anonymousContext(in: item)
        drafts.append(marker, to: context)
        drafts.setChildren([context] + drafts.children(item), of: item)
    }
}
