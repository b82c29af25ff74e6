//  GeneratedContent.swift
//  In: pseudo-elements and `content`. Out: their drafts and the texts of counters, quotes, targets, strings.
//  https://www.w3.org/TR/css-content-3/

import Diagnostics
import Markup
import Style

extension BoxBuilder {
    /// ::before and ::after.
    func pseudoElement(_ pseudo: PseudoElement, of node: NodeID, into parent: Int32) {
        guard !document.pseudoStyles.isEmpty, let styleID = document.pseudoStyleID(pseudo, of: node) else { return }
        let style = table[styleID]
        guard case .items(let items, _) = style.generated.content, style.box.display != .none else { return }
        applyCounters(of: style, node: nil, role: .plain)
        if style.box.display == .contents {
            generate(items, style: styleID, node: node, pseudo: pseudo, into: parent)
            return
        }
        if items.count == 1, case .image(let image) = items[0], let picture = pictures(.image(image)),
            style.box.display != .inline
        {
            drafts.append(makeReplaced(picture: picture, style: styleID, node: node, pseudo: pseudo), to: parent)
            return
        }
        let id = makeBox(style: styleID, node: node, pseudo: pseudo)
        let target = drafts[id].kind == .tableWrapper ? drafts[id].first : id
        counters.enterChildren()
        if style.box.display == .listItem { marker(of: node, style: styleID, into: target) }
        generate(items, style: styleID, node: node, pseudo: pseudo, into: target)
        counters.leaveChildren()
        if pseudo == .before || pseudo == .after { noteText(items, pseudo: pseudo, node: node) }
        finish(target)
        drafts.append(id, to: parent)
    }

    /// The items of `content` as texts and pictures in `parent`.
    func generate(
        _ items: [ContentItem], style: StyleID, node: NodeID, pseudo: PseudoElement?, into parent: Int32
    ) {
        var pendingText: [UInt32] = []
        func flush() {
            if pendingText.isEmpty { return }
            append(scalars: pendingText, style: style, node: node, pseudo: pseudo, to: parent)
            pendingText.removeAll()
        }
        func wait(for content: PendingContent) {
            flush()
            let text = pendingString(content, place: GeneratedPlace(node: node, pseudo: pseudo))
            let id = append(
                scalars: text.unicodeScalars.map(\.value), style: style, node: node, pseudo: pseudo, to: parent)
            drafts[id].marks.remove(.isBlank)
            drafts.withRare(id) { $0.pending = content }
            // so that Pages finds the place: see PageWalk
            drafts[parent].traits.insert(.hasPageFacts)
        }
        for item in items {
            switch item {
            case .string(let string): pendingText += string.unicodeScalars.map(\.value)
            case .image(let image):
                guard let picture = pictures(.image(image)) else { continue }
                flush()
                let anonymous = table.anonymous(inheriting: style, display: .inline)
                drafts.append(makeReplaced(picture: picture, style: anonymous, node: node, pseudo: pseudo), to: parent)
            case .counter(let name, let listStyle):
                if page == nil, counters.instances(name) == nil {
                    wait(for: .pageCounter(name, style: listStyle))
                } else {
                    pendingText += counterText(name, style: listStyle).unicodeScalars.map(\.value)
                }
            case .counters(let name, let separator, let listStyle):
                if page == nil, counters.instances(name) == nil {
                    wait(for: .pageCounters(name, separator: separator, style: listStyle))
                } else {
                    pendingText += countersText(name, separator, style: listStyle).unicodeScalars.map(\.value)
                }
            case .openQuote, .closeQuote, .noOpenQuote, .noCloseQuote:
                pendingText += quote(item, style: table[style].text).unicodeScalars.map(\.value)
            case .content, .contents:
                flush()
                if pseudo == nil, page == nil { children(of: node, style: style, into: parent) }
            case .element(let name, let keyword):
                flush()
                if let running = page?.runningElement(name, keyword) { appendCopy(of: running, to: parent) }
            case .namedString(let name, let keyword):
                pendingText += (page?.namedString(name, keyword) ?? "").unicodeScalars.map(\.value)
            case .targetCounter(let url, let name, let listStyle):
                wait(for: .targetCounter(url, name, style: listStyle))
            case .targetCounters(let url, let name, let separator, let listStyle):
                wait(for: .targetCounters(url, name, separator: separator, style: listStyle))
            case .targetText(let url, let part): wait(for: .targetText(url, part))
            case .leader(let pattern): wait(for: .leader(pattern))
            case .carried(let sum): wait(for: .carried(sum))
            }
        }
        flush()
    }

    /// The items as plain text, for strings and bookmarks.
    func evaluate(_ items: [ContentItem], node: NodeID) -> String {
        var result = ""
        for item in items {
            switch item {
            case .string(let string): result += string
            case .counter(let name, let style): result += counterText(name, style: style)
            case .counters(let name, let separator, let style): result += countersText(name, separator, style: style)
            case .content(let part): result += textPart(part, of: node)
            case .contents: result += textPart(.text, of: node)
            case .openQuote, .closeQuote, .noOpenQuote, .noCloseQuote:
                if !node.isNone { result += quote(item, style: document.style(of: node).text) }
            case .targetCounter(let url, let name, let style):
                result += pendingString(
                    .targetCounter(url, name, style: style), place: GeneratedPlace(node: node, pseudo: nil))
            case .targetCounters(let url, let name, let separator, let style):
                result += pendingString(
                    .targetCounters(url, name, separator: separator, style: style),
                    place: GeneratedPlace(node: node, pseudo: nil))
            case .targetText(let url, let part):
                result += pendingString(.targetText(url, part), place: GeneratedPlace(node: node, pseudo: nil))
            case .namedString(let name, let keyword): result += page?.namedString(name, keyword) ?? ""
            case .image, .element, .leader, .carried: break
            }
        }
        return result
    }

    private func instances(_ name: String) -> [Int] {
        if let page, let values = page.counters[name] { return values }
        return counters.instances(name) ?? []
    }
    private func counterText(_ name: String, style: ListStyleType) -> String {
        document.counterStyles.text(instances(name).last ?? 0, style: style)
    }
    private func countersText(_ name: String, _ separator: String, style: ListStyleType) -> String {
        let values = instances(name)
        return (values.isEmpty ? [0] : values).map { document.counterStyles.text($0, style: style) }
            .joined(separator: separator)
    }

    /// https://www.w3.org/TR/css-content-3/#quotes
    private func quote(_ item: ContentItem, style: TextValues) -> String {
        let pairs: [[String]]
        switch style.quotes {
        case .none: pairs = []
        case .pairs(let given): pairs = given
        case .auto: pairs = Self.languageQuotes(style.language)
        }
        switch item {
        case .openQuote, .noOpenQuote:
            defer { quoteDepth += 1 }
            guard item == .openQuote, !pairs.isEmpty else { return "" }
            return pairs[min(quoteDepth, pairs.count - 1)].first ?? ""
        default:
            if quoteDepth == 0 { return "" }
            quoteDepth -= 1
            guard item == .closeQuote, !pairs.isEmpty else { return "" }
            return pairs[min(quoteDepth, pairs.count - 1)].last ?? ""
        }
    }
    private static func languageQuotes(_ language: String) -> [[String]] {
        switch language.lowercased().prefix(2) {
        case "ja": [["「", "」"], ["『", "』"]]
        case "zh": [["“", "”"], ["‘", "’"]]
        case "de": [["„", "“"], ["‚", "‘"]]
        case "fr": [["«\u{202F}", "\u{202F}»"], ["‹\u{202F}", "\u{202F}›"]]
        default: [["“", "”"], ["‘", "’"]]
        }
    }

    /// The marker of a list item. https://www.w3.org/TR/css-lists-3/#markers
    func marker(of node: NodeID, style itemID: StyleID, into parent: Int32) {
        let item = table[itemID]
        let styleID = markerStyle(of: node, item: itemID)
        let style = table[styleID]
        if style.box.display == .none { return }
        let isInside =
            item.text.listStylePosition == .inside || item.box.display == .inlineListItem
            || drafts[parent].kind == .inline
        let inlineID = table.anonymous(inheriting: styleID, display: .inline)
        let box: Int32
        if isInside {
            box = drafts.make(
                BoxDraft(
                    kind: .inline, style: inlineID, node: node, pseudo: .marker, traits: [.inlineLevel, .generated]))
        } else {
            var draft = BoxDraft(
                kind: .outsideMarker, style: table.anonymous(inheriting: styleID, display: .block), node: node,
                pseudo: .marker, traits: [.generated, .newFormattingContext])
            draft.marks.insert(.isOut)
            box = drafts.make(draft)
        }
        switch style.generated.content {
        case .none: return
        case .items(let items, _): generate(items, style: inlineID, node: node, pseudo: .marker, into: box)
        case .normal:
            if let image = item.text.listStyleImage, let picture = pictures(.image(image)) {
                drafts.append(
                    makeReplaced(picture: picture, style: inlineID, node: node, pseudo: .marker), to: box)
                append(scalars: [0x20], style: inlineID, node: node, pseudo: .marker, to: box)
            } else {
                let value = counters.instances("list-item")?.last ?? 0
                let text = document.counterStyles.marker(value, style: item.text.listStyleType)
                if text.isEmpty { return }
                append(
                    scalars: text.unicodeScalars.map(\.value), style: inlineID, node: node, pseudo: .marker, to: box)
            }
        }
        if drafts[box].first < 0 { return }
        finish(box)
        drafts.append(box, to: parent)
    }

    /// Markers keep their spaces and do not wrap. https://www.w3.org/TR/css-lists-3/#ua-stylesheet
    private func markerStyle(of node: NodeID, item: StyleID) -> StyleID {
        let given = document.pseudoStyleID(.marker, of: node) ?? table.anonymous(inheriting: item, display: .inline)
        if let known = markerStyles[given] { return known }
        let style = table[given]
        var text = style.text
        text.whiteSpaceCollapse = .preserve
        text.textWrapMode = .nowrap
        text.textTransform = .none
        text.textIndent = .zero
        text.textAlign = .start
        let id = table.intern(
            ComputedStyle(
                text: text, box: style.box, decoration: style.decoration, flow: style.flow, generated: style.generated))
        markerStyles[given] = id
        return id
    }

    /// A footnote: the call where the element stands, the body for the foot of the page.
    /// https://www.w3.org/TR/css-gcpm-3/#footnotes
    func footnote(_ node: NodeID, styleID: StyleID, role: ElementRole, into parent: Int32) {
        let style = table[styleID]
        if !style.generated.counterIncrement.contains(where: { $0.name == "footnote" }) {
            counters.change("footnote", by: 1)
        }
        func mark(_ pseudo: PseudoElement, into target: Int32) {
            let given = document.pseudoStyleID(pseudo, of: node)
            let id = given ?? table.anonymous(inheriting: styleID, display: .inline)
            if table[id].box.display == .none { return }
            var items: [ContentItem] = [.counter("footnote", style: .counter("decimal"))]
            switch table[id].generated.content {
            case .items(let own, _): items = own
            case .none: return
            case .normal: if pseudo == .footnoteMarker { items.append(.string(". ")) }
            }
            var draft = BoxDraft(
                kind: .inline, style: id, node: node, pseudo: pseudo, traits: [.inlineLevel, .generated])
            // the call is where a link to the footnote's element leads from
            if pseudo == .footnoteCall { draft.traits.insert(.hasPageFacts) }
            let box = drafts.make(draft)
            generate(items, style: id, node: node, pseudo: pseudo, into: box)
            finish(box)
            drafts.append(box, to: target)
        }
        mark(.footnoteCall, into: parent)
        var draft = BoxDraft(
            kind: .footnoteBody, style: styleID, node: node, pseudo: nil,
            traits: [.newFormattingContext, .hasPageFacts])
        draft.marks.insert(.isOut)
        let body = drafts.make(draft)
        addFacts(of: node, style: style, to: body)
        mark(.footnoteMarker, into: body)
        contents(of: node, style: styleID, role: role, into: body)
        finish(body)
        drafts.append(body, to: parent)
    }
}
