//  MarginBoxContent.swift
//  In: a margin box's style and its page; facts of a round of paging. Out: boxes appended to, or texts changed in, the
//  session's tree.

import Markup
import Style

extension BoxBuilder {
    /// A draft that stands for a copy of a running element's boxes.
    func appendCopy(of running: BoxID, to parent: Int32) {
        let style = table.anonymous(inheriting: drafts[parent].style, display: .block)
        let id = drafts.make(BoxDraft(kind: .block, style: style, node: .none, pseudo: nil))
        copies[id] = running
        drafts.append(id, to: parent)
    }
}

extension BoxGenerator {
    /// Appends a margin box with its generated content to the session's tree: a block container, laid out like any
    /// other box. Pages caches by its own key. https://www.w3.org/TR/css-page-3/#margin-boxes
    public func marginBox(style: ComputedStyle, context: PageContext, in session: LayoutSession) -> BoxID {
        let builder = BoxBuilder(
            document: document, pictures: pictures, facts: context.facts, diagnostics: session.diagnostics)
        builder.page = context
        let styleID = document.table.intern(style)
        let root = builder.drafts.make(
            BoxDraft(
                kind: .block, style: styleID, node: .none, pseudo: nil, traits: [.newFormattingContext, .generated]))
        if case .items(let items, _) = style.generated.content {
            builder.generate(items, style: styleID, node: .none, pseudo: nil, into: root)
        }
        builder.finishBlockContainer(root)
        // moved, not copied: appending stays cheap however large the document is
        var tree = BoxTree()
        swap(&tree, &session.boxes)
        var emission = BoxEmission(builder: builder, tree: consume tree)
        let box = emission.emit(root, parent: .none)
        swap(&emission.tree, &session.boxes)
        return box
    }

    /// Supplies page-dependent text for the next round. Answers the inline contexts whose text changed: the session
    /// forgets their paragraphs, Block forgets their ancestors' layouts.
    public func supply(_ facts: PagingFacts, in session: LayoutSession) -> [BoxID] {
        let builder = BoxBuilder(document: document, pictures: pictures, facts: facts, diagnostics: session.diagnostics)
        var changed: [BoxID] = []
        for index in session.boxes.rare.keys.sorted() {
            guard let pending = session.boxes.rare[index]?.pending else { continue }
            let box = BoxID(index)
            switch pending {
            case .leader, .targetText, .carried: continue
            case .targetCounter(let url, let name, _), .targetCounters(let url, let name, _, _):
                // counters of the document itself were final from the start
                guard facts.countersAtAnchor[BoxBuilder.anchor(url)]?[name] != nil || name == "pages" else { continue }
            case .pageCounter, .pageCounters: break
            }
            let place = GeneratedPlace(node: session.boxes.node(box), pseudo: session.boxes.pseudos[Int(index)])
            let text = builder.pendingString(pending, place: place).unicodeScalars.map(\.value)
            let range = session.boxes.textRanges[Int(index)]
            let now = session.boxes.scalars[Int(range.lowerBound)..<Int(range.upperBound)]
            if now.elementsEqual(text) { continue }
            let start = Int32(session.boxes.scalars.count)
            session.boxes.scalars += text
            session.boxes.textRanges[Int(index)] = start..<Int32(session.boxes.scalars.count)
            var context = box
            while !context.isNone, session.boxes.kind(context) != .inlineContext {
                context = session.boxes.parent(context)
            }
            if !context.isNone, changed.last != context { changed.append(context) }
        }
        session.forgetParagraphs(changed)
        return changed
    }
}
