//  BoxProperties.swift
//  In: Display 3, Sizing 3, Box 4, Positioning 3, Overflow 3 and the visual model of CSS 2.2. Out: rows of the property table.

import Geometry

enum DisplaySyntax {
    static let single: [String: Display] = [
        "none": .none, "contents": .contents, "block": .block, "flow-root": .flowRoot, "inline": .inline,
        "inline-block": .inlineBlock, "list-item": .listItem, "flex": .flex, "inline-flex": .inlineFlex, "grid": .grid,
        "inline-grid": .inlineGrid, "table": .table, "inline-table": .inlineTable, "table-row-group": .tableRowGroup,
        "table-header-group": .tableHeaderGroup, "table-footer-group": .tableFooterGroup, "table-row": .tableRow,
        "table-cell": .tableCell, "table-column-group": .tableColumnGroup, "table-column": .tableColumn,
        "table-caption": .tableCaption, "ruby": .ruby, "ruby-base": .rubyBase, "ruby-text": .rubyText,
        "ruby-base-container": .rubyBaseContainer, "ruby-text-container": .rubyTextContainer, "-webkit-box": .flex,
        "-webkit-flex": .flex, "-webkit-inline-box": .inlineFlex, "run-in": .block, "flow": .block, "math": .inline,
    ]
    /// https://www.w3.org/TR/css-display-3/#the-display-properties
    static func parse(_ cursor: inout TokenCursor) -> Display? {
        guard
            let words = cursor.words(
                single.keys.sorted() + ["flow", "flow-root", "list-item"])
        else { return nil }
        if words.count == 1, let word = words.first { return single[word] }
        let isInline = words.contains("inline")
        let outer = words.intersection(["block", "inline", "run-in"])
        let inner = words.subtracting(outer).subtracting(["list-item"])
        guard outer.count <= 1, inner.count <= 1, words.count <= 3 else { return nil }
        if words.contains("list-item") {
            guard inner.isEmpty || inner == ["flow"] || inner == ["flow-root"] else { return nil }
            return isInline ? .inlineListItem : .listItem
        }
        switch inner.first {
        case "flow": return isInline ? .inline : .block
        case "flow-root": return isInline ? .inlineBlock : .flowRoot
        case "table": return isInline ? .inlineTable : .table
        case "flex": return isInline ? .inlineFlex : .flex
        case "grid": return isInline ? .inlineGrid : .grid
        case "ruby": return .ruby
        default: return nil
        }
    }
}

extension TokenCursor {
    /// `width` and its kin.
    mutating func size(keywords: Set<String>) -> Deferred<SizeValue>? {
        if let token = peek(), token.kind == .ident {
            let value: SizeValue
            switch token.keyword {
            case "auto" where keywords.contains("auto"): value = .auto
            case "none" where keywords.contains("none"): value = .none
            case "content" where keywords.contains("content"): value = .content
            case "min-content", "-webkit-min-content", "-moz-min-content": value = .minContent
            case "max-content", "-webkit-max-content", "-moz-max-content", "intrinsic": value = .maxContent
            case "fit-content", "-moz-fit-content", "-webkit-fit-content": value = .fitContent(nil)
            case "stretch", "-webkit-fill-available", "-moz-available": value = .stretch
            default: return nil
            }
            position += 1
            return { _ in value }
        }
        if let token = peek(), token.kind == .function, token.keyword == "fit-content" {
            var inside = enter()
            guard let limit = inside.lengthPercentage(.notNegative), inside.isAtEnd else { return nil }
            return { .fitContent(limit.computed($0.basis)) }
        }
        guard let length = lengthPercentage(.notNegative) else { return nil }
        return { .length(length.computed($0.basis)) }
    }
    mutating func lengthOrAuto() -> Deferred<LengthOrAuto>? {
        if keyword("auto") { return { _ in .auto } }
        guard let length = lengthPercentage() else { return nil }
        return { .length(length.computed($0.basis)) }
    }
    /// `a / b` or `a`, as a quotient; nil if it is degenerate.
    mutating func ratio() -> Float?? {
        guard let width = number(.notNegative) else { return nil }
        var height = 1.0
        if slash() {
            guard let second = number(.notNegative) else { return nil }
            height = second
        }
        let quotient = width / height
        return .some(quotient.isFinite && quotient > 0 ? Float(quotient) : nil)
    }
}

extension PropertyTableBuilder {
    mutating func addBoxRows() {
        box("display", \.display, "inline", DisplaySyntax.parse)
        box("position", \.position, "static") { cursor in
            if let token = cursor.peek(), token.kind == .function, token.keyword == "running" {
                var inside = cursor.enter()
                guard let name = inside.name(), inside.isAtEnd else { return nil }
                return .running(name)
            }
            switch cursor.ident() {
            case "static": return .static
            case "relative": return .relative
            case "absolute": return .absolute
            case "fixed": return .fixed
            case "sticky", "-webkit-sticky": return .sticky
            default: return nil
            }
        }
        box(
            "float", \.float, "none",
            oneOf([
                "none": Float_.none, "left": .left, "right": .right, "inline-start": .inlineStart,
                "inline-end": .inlineEnd,
                "footnote": .footnote,
            ]))
        box(
            "clear", \.clear, "none",
            oneOf([
                "none": Clear.none, "left": .left, "right": .right, "both": .both, "inline-start": .inlineStart,
                "inline-end": .inlineEnd,
            ]))
        box(
            "box-sizing", \.boxSizing, "content-box",
            oneOf(["content-box": .contentBox, "border-box": .borderBox, "padding-box": .contentBox]))
        let sizes: [(String, WritableKeyPath<BoxValues, SizeValue> & Sendable, String)] = [
            ("width", \.width, "auto"), ("height", \.height, "auto"), ("min-width", \.minWidth, "auto"),
            ("min-height", \.minHeight, "auto"), ("max-width", \.maxWidth, "none"), ("max-height", \.maxHeight, "none"),
        ]
        for (name, path, initial) in sizes {
            boxComputed(name, path, initial) { cursor, _ in cursor.size(keywords: [initial]) }
        }
        add(
            Longhand(
                name: "aspect-ratio", isInherited: false, initial: "auto",
                parse: { cursor, _ in
                    var isAuto = cursor.keyword("auto")
                    var ratio: Float?
                    if let value = cursor.ratio() {
                        ratio = value
                        if !isAuto { isAuto = cursor.keyword("auto") }
                    } else if !isAuto {
                        return nil
                    }
                    let (auto, quotient) = (isAuto || ratio == nil, ratio)
                    return {
                        $0.box.aspectRatio = quotient
                        $0.box.aspectRatioAuto = auto
                    }
                },
                copy: {
                    $0.box.aspectRatio = $1.box.aspectRatio
                    $0.box.aspectRatioAuto = $1.box.aspectRatioAuto
                }))
        addEdgeRows()
        let overflow: KeyValuePairs<String, Overflow> = [
            "visible": .visible, "hidden": .hidden, "clip": .clip, "scroll": .scroll, "auto": .auto, "overlay": .auto,
        ]
        box("overflow-x", \.overflowX, "visible", oneOf(overflow))
        box("overflow-y", \.overflowY, "visible", oneOf(overflow))
        pair("overflow", "overflow-x", "overflow-y")
        alias("overflow-inline", "overflow-x")
        alias("overflow-block", "overflow-y")
        box("z-index", \.zIndex, "auto") { cursor -> Int32?? in
            cursor.keyword("auto") ? .some(nil) : cursor.integer().map { .some($0) }
        }
        boxComputed("vertical-align", \.verticalAlign, "baseline") { cursor, _ in
            let words: [String: VerticalAlign] = [
                "baseline": .baseline, "sub": .sub, "super": .super, "text-top": .textTop, "text-bottom": .textBottom,
                "middle": .middle, "top": .top, "bottom": .bottom, "-webkit-baseline-middle": .middle,
            ]
            if let token = cursor.peek(), token.kind == .ident, let value = words[token.keyword] {
                cursor.position += 1
                return { _ in value }
            }
            guard let length = cursor.lengthPercentage() else { return nil }
            return { .length(length.computed($0.basis)) }
        }
        box(
            "object-fit", \.objectFit, "fill",
            oneOf([
                "fill": .fill, "contain": .contain, "cover": .cover, "none": ObjectFit.none, "scale-down": .scaleDown,
            ]))
        boxComputed("object-position", \.objectPosition, "50% 50%") { cursor, _ in
            guard let position = cursor.positionValue() else { return nil }; return { position.computed($0.basis) }
        }
        box(
            "unicode-bidi", \.unicodeBidi, "normal",
            oneOf([
                "normal": .normal, "embed": .embed, "isolate": .isolate, "bidi-override": .bidiOverride,
                "isolate-override": .isolateOverride, "plaintext": .plaintext,
            ]))
        box("table-layout", \.tableLayout, "auto", oneOf(["auto": .auto, "fixed": .fixed]))
        // the smallest factor to which a cell's text may be condensed: `none`, 75 %, 0.75
        box("-teian-condense", \.shrinkToFitLimit, "none") { cursor -> Float?? in
            if cursor.keyword("none") { return .some(nil) }
            guard let factor = cursor.numberOrPercentage(.notNegative), factor > 0, factor <= 1 else { return nil }
            return .some(Float(factor))
        }
        alias("-teian-shrink", "-teian-condense")
    }

    private mutating func addEdgeRows() {
        let margins: [(String, WritableKeyPath<BoxValues, LengthOrAuto> & Sendable)] = [
            ("margin-top", \.margin.top), ("margin-right", \.margin.right), ("margin-bottom", \.margin.bottom),
            ("margin-left", \.margin.left),
        ]
        for (name, path) in margins { boxComputed(name, path, "0") { cursor, _ in cursor.lengthOrAuto() } }
        sides("margin", margins.map(\.0))
        let paddings: [(String, WritableKeyPath<BoxValues, LengthPercentage> & Sendable)] = [
            ("padding-top", \.padding.top), ("padding-right", \.padding.right), ("padding-bottom", \.padding.bottom),
            ("padding-left", \.padding.left),
        ]
        for (name, path) in paddings {
            boxComputed(name, path, "0") { cursor, _ in
                guard let length = cursor.lengthPercentage(.notNegative) else { return nil }
                return { length.computed($0.basis) }
            }
        }
        sides("padding", paddings.map(\.0))
        let insets: [(String, WritableKeyPath<BoxValues, LengthOrAuto> & Sendable)] = [
            ("top", \.inset.top), ("right", \.inset.right), ("bottom", \.inset.bottom), ("left", \.inset.left),
        ]
        for (name, path) in insets { boxComputed(name, path, "auto") { cursor, _ in cursor.lengthOrAuto() } }
        sides("inset", insets.map(\.0))
    }
}
