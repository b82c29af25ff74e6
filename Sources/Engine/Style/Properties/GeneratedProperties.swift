//  GeneratedProperties.swift
//  In: Content 3, counters, GCPM 3 (strings, running elements, targets, leaders, bookmarks). Out: rows of the property table.
//  https://www.w3.org/TR/css-content-3/ https://www.w3.org/TR/css-gcpm-3/

import Geometry

extension TokenCursor {
    /// `attr(name)` in generated content: the attribute's text when the style is computed.
    private mutating func attributeText() -> Deferred<String>? {
        guard var inside = function("attr"), let name = inside.name() else { return nil }
        if !inside.isAtEnd, inside.peek()?.kind != .comma { _ = inside.next() }
        var fallback = ""
        if inside.comma() {
            guard let text = inside.string() else { return nil }
            fallback = text
        }
        let substitute = fallback
        return { $0.attribute(name) ?? substitute }
    }
    /// A string, `url()` or `attr()`.
    private mutating func targetAddress(_ context: ValueContext) -> Deferred<String>? {
        if let text = string() { return { _ in text } }
        if let address = url(context) { return { _ in address.url } }
        return attributeText()
    }
    private mutating func textPart() -> ContentItem.TextPart? {
        if isAtEnd { return .text }
        switch ident() {
        case "text", "content", "element": return .text
        case "before": return .before
        case "after": return .after
        case "first-letter": return .firstLetter
        case "marker": return .marker
        default: return nil
        }
    }
    private mutating func pageKeyword() -> ContentItem.Keyword? {
        guard comma() else { return .first }
        switch ident() {
        case "first": return .first
        case "start": return .start
        case "last": return .last
        case "first-except": return .firstExcept
        default: return nil
        }
    }
    /// One item of `content`, `string-set` or `bookmark-label`.
    mutating func contentItem(_ context: ValueContext) -> Deferred<ContentItem>? {
        guard let token = peek() else { return nil }
        switch token.kind {
        case .string:
            position += 1
            let text = token.text
            return { _ in .string(text) }
        case .ident:
            let item: ContentItem
            switch token.keyword {
            case "open-quote": item = .openQuote
            case "close-quote": item = .closeQuote
            case "no-open-quote": item = .noOpenQuote
            case "no-close-quote": item = .noCloseQuote
            case "contents": item = .contents
            default: return nil
            }
            position += 1
            return { _ in item }
        case .function where token.keyword == "attr":
            guard let text = attributeText() else { return nil }
            return { .string(text(&$0)) }
        case .function:
            if let image = image(context) { return { .image(image(&$0)) } }
            return attempt { cursor in
                guard let (name, contents) = cursor.anyFunction() else { return nil }
                var inside = contents
                guard let item = inside.contentFunction(name, context), inside.isAtEnd else { return nil }
                return item
            }
        case .url:
            guard let image = image(context) else { return nil }
            return { .image(image(&$0)) }
        default: return nil
        }
    }
    private mutating func optionalStyle() -> ListStyleType? {
        guard comma() else { return .counter("decimal") }
        return counterStyle()
    }
    private mutating func contentFunction(_ name: String, _ context: ValueContext) -> Deferred<ContentItem>? {
        switch name {
        case "counter":
            guard let counter = self.name(), let style = optionalStyle() else { return nil }
            return { _ in .counter(counter, style: style) }
        case "counters":
            guard let counter = self.name(), comma(), let separator = string(), let style = optionalStyle() else {
                return nil
            }
            return { _ in .counters(counter, separator: separator, style: style) }
        case "content":
            guard let part = textPart() else { return nil }
            return { _ in .content(part) }
        case "element":
            guard let element = self.name(), let keyword = pageKeyword() else { return nil }
            return { _ in .element(element, keyword) }
        case "string":
            guard let string = self.name(), let keyword = pageKeyword() else { return nil }
            return { _ in .namedString(string, keyword) }
        case "-teian-carry":
            guard let sum = self.name() else { return nil }
            return { _ in .carried(sum) }
        case "leader":
            if let text = string() { return { _ in .leader(text) } }
            switch ident() {
            case "dotted": return { _ in .leader(".") }
            case "solid": return { _ in .leader("_") }
            case "space": return { _ in .leader(" ") }
            default: return nil
            }
        case "target-counter":
            guard let address = targetAddress(context), comma(), let counter = self.name(), let style = optionalStyle()
            else {
                return nil
            }
            return { .targetCounter(address(&$0), counter, style: style) }
        case "target-counters":
            guard let address = targetAddress(context), comma(), let counter = self.name(), comma(),
                let separator = string(),
                let style = optionalStyle()
            else { return nil }
            return { .targetCounters(address(&$0), counter, separator: separator, style: style) }
        case "target-text":
            guard let address = targetAddress(context) else { return nil }
            var part = ContentItem.TextPart.text
            if comma() {
                guard let given = textPart() else { return nil }
                part = given
            }
            let chosen = part
            return { .targetText(address(&$0), chosen) }
        default: return nil
        }
    }
    mutating func contentItems(_ context: ValueContext) -> [Deferred<ContentItem>]? {
        var items: [Deferred<ContentItem>] = []
        while let item = contentItem(context), items.count < 10_000 { items.append(item) }
        return items.isEmpty ? nil : items
    }
    /// `none` or names with numbers. https://www.w3.org/TR/css-lists-3/#auto-numbering
    mutating func counterChanges(default initial: Int32) -> [CounterChange]? {
        if keyword("none") { return [] }
        var changes: [CounterChange] = []
        while let token = peek() {
            if token.kind == .function, token.keyword == "reversed" {
                var inside = enter()
                guard let name = inside.name(), inside.isAtEnd else { return nil }
                // without a number the count of items decides, in Layout
                changes.append(CounterChange(name: name, value: integer() ?? Int32.min, isReversed: true))
            } else {
                guard let name = name(), name.asciiLowercased != "none",
                    WideKeyword(rawValue: name.asciiLowercased) == nil
                else {
                    return nil
                }
                changes.append(CounterChange(name: name, value: integer() ?? initial))
            }
        }
        return changes.isEmpty ? nil : changes
    }
}

extension PropertyTableBuilder {
    mutating func addGeneratedRows() {
        generatedComputed("content", \.content, "normal") { cursor, context in
            if cursor.keyword("normal") { return { _ in .normal } }
            if cursor.keyword("none") { return { _ in ContentValue.none } }
            guard let items = cursor.contentItems(context) else { return nil }
            var alternative: [Deferred<ContentItem>] = []
            if cursor.slash() {
                guard let given = cursor.contentItems(context) else { return nil }
                alternative = given
            }
            let other = alternative
            return { builder in .items(items.map { $0(&builder) }, alternative: other.map { $0(&builder) }) }
        }
        generated("counter-reset", \.counterReset, "none") { $0.counterChanges(default: 0) }
        generated("counter-increment", \.counterIncrement, "none") { $0.counterChanges(default: 1) }
        generated("counter-set", \.counterSet, "none") { $0.counterChanges(default: 0) }
        generatedComputed("string-set", \.stringSet, "none") { cursor, context in
            if cursor.keyword("none") { return { _ in [] } }
            let sets = cursor.list { cursor -> (String, [Deferred<ContentItem>])? in
                guard let name = cursor.name(), let items = cursor.contentItems(context) else { return nil }
                return (name, items)
            }
            guard let sets else { return nil }
            return { builder in
                sets.map { set in StringSet(name: set.0, items: set.1.map { $0(&builder) }) }
            }
        }
        generated("bookmark-level", \.bookmarkLevel, "none") { $0.keyword("none") ? 0 : $0.integer(1...Int32.max) }
        generatedComputed("bookmark-label", \.bookmarkLabel, "content(text)") { cursor, context in
            if cursor.keyword("none") { return { _ in [] } }
            guard let items = cursor.contentItems(context) else { return nil }
            return { builder in items.map { $0(&builder) } }
        }
        generated("bookmark-state", \.bookmarkOpen, "open", oneOf(["open": true, "closed": false]))
        // WeasyPrint's names for what HTML says by attributes
        generatedComputed("anchor", \.anchorName, "none") { cursor, _ in
            if cursor.keyword("none") { return { _ in nil } }
            guard var inside = cursor.function("attr"), let name = inside.name() else { return nil }
            return { $0.attribute(name) }
        }
        generatedComputed("link", \.linkTarget, "none") { cursor, context in
            if cursor.keyword("none") { return { _ in nil } }
            if let address = cursor.url(context) { return { _ in address.url } }
            guard var inside = cursor.function("attr"), let name = inside.name() else { return nil }
            return { $0.attribute(name) }
        }
        // pages; of effect in @page only
        add(
            Longhand(
                name: "size", isInherited: false, initial: "auto",
                parse: { cursor, _ in
                    guard let size = cursor.pageSize() else { return nil }
                    return { builder in builder.extras.pageSize = size(&builder) }
                },
                copy: { builder, _ in builder.extras.pageSize = nil }))
        let bleeds = ["bleed-top", "bleed-right", "bleed-bottom", "bleed-left"]
        let paths: [WritableKeyPath<Sides<Float?>, Float?> & Sendable] = [\.top, \.right, \.bottom, \.left]
        for (index, name) in bleeds.enumerated() {
            let path = paths[index]
            add(
                Longhand(
                    name: name, isInherited: false, initial: "auto",
                    parse: { cursor, _ in
                        if cursor.keyword("auto") { return { $0.extras.bleed[keyPath: path] = nil } }
                        guard let length = cursor.length(.notNegative) else { return nil }
                        return { $0.extras.bleed[keyPath: path] = length.px($0.basis) }
                    },
                    copy: { builder, _ in builder.extras.bleed[keyPath: path] = nil }))
        }
        sides("bleed", bleeds)
        add(
            Longhand(
                name: "marks", isInherited: false, initial: "none",
                parse: { cursor, _ in
                    if cursor.keyword("none") { return { $0.extras.marks = (false, false) } }
                    guard let words = cursor.words(["crop", "cross"]) else { return nil }
                    let marks = (words.contains("crop"), words.contains("cross"))
                    return { $0.extras.marks = marks }
                },
                copy: { builder, _ in builder.extras.marks = (false, false) }))
    }
}

extension TokenCursor {
    /// CSS px of the named sheets, upright. https://www.w3.org/TR/css-page-3/#page-size-prop
    static func paper(_ name: String) -> Size? {
        func mm(_ width: Double, _ height: Double) -> Size {
            Size(width: width / 25.4 * 96, height: height / 25.4 * 96)
        }
        switch name {
        case "a0": return mm(841, 1189)
        case "a1": return mm(594, 841)
        case "a2": return mm(420, 594)
        case "a3": return mm(297, 420)
        case "a4": return mm(210, 297)
        case "a5": return mm(148, 210)
        case "a6": return mm(105, 148)
        case "a7": return mm(74, 105)
        case "a8": return mm(52, 74)
        case "a9": return mm(37, 52)
        case "a10": return mm(26, 37)
        case "b0": return mm(1000, 1414)
        case "b1": return mm(707, 1000)
        case "b2": return mm(500, 707)
        case "b3": return mm(353, 500)
        case "b4": return mm(250, 353)
        case "b5": return mm(176, 250)
        case "b6": return mm(125, 176)
        case "b7": return mm(88, 125)
        case "b8": return mm(62, 88)
        case "b9": return mm(44, 62)
        case "b10": return mm(31, 44)
        case "c4": return mm(229, 324)
        case "c5": return mm(162, 229)
        case "c6": return mm(114, 162)
        case "jis-b0": return mm(1030, 1456)
        case "jis-b1": return mm(728, 1030)
        case "jis-b2": return mm(515, 728)
        case "jis-b3": return mm(364, 515)
        case "jis-b4": return mm(257, 364)
        case "jis-b5": return mm(182, 257)
        case "jis-b6": return mm(128, 182)
        case "jis-b7": return mm(91, 128)
        // 官製はがき、長形3号、角形2号
        case "hagaki": return mm(100, 148)
        case "letter": return Size(width: 816, height: 1056)
        case "legal": return Size(width: 816, height: 1344)
        case "ledger", "tabloid": return Size(width: 1056, height: 1632)
        default: return nil
        }
    }
    mutating func pageSize() -> Deferred<Size?>? {
        if keyword("auto") { return { _ in nil } }
        if let width = length(.notNegative) {
            let height = length(.notNegative) ?? width
            return { Size(width: Double(width.px($0.basis)), height: Double(height.px($0.basis))) }
        }
        var paper: Size?
        var isLandscape: Bool?
        while let word = ident() {
            if word == "landscape" || word == "portrait", isLandscape == nil {
                isLandscape = word == "landscape"
            } else if paper == nil, let size = Self.paper(word) {
                paper = size
            } else {
                return nil
            }
        }
        if paper == nil, isLandscape == nil { return nil }
        let sheet = paper ?? MediaEnvironment.a4.pageSize
        let turned = isLandscape == true
        return { _ in
            let size =
                turned ? Size(width: max(sheet.width, sheet.height), height: min(sheet.width, sheet.height)) : sheet
            return size
        }
    }
}
