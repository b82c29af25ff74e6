//  TextProperties.swift
//  In: CSS Text 4, Text Decoration 4, Writing Modes, Ruby. Out: rows of the property table.
//  https://www.w3.org/TR/css-text-4/ https://www.w3.org/TR/css-text-decor-4/ https://www.w3.org/TR/css-ruby-1/

import Geometry

extension TokenCursor {
    /// Words of a set in any order, each at most once.
    mutating func words(_ allowed: [String]) -> Set<String>? {
        var found: Set<String> = []
        while let token = peek(), token.kind == .ident, allowed.contains(token.keyword) {
            guard found.insert(token.keyword).inserted else { return nil }
            position += 1
        }
        return found.isEmpty ? nil : found
    }
    /// `none` or offsets, blur and colour, parted by commas.
    mutating func shadows() -> [Deferred<BoxShadow>]? {
        if keyword("none") { return [] }
        return list { cursor in
            var lengths: [LengthValue] = []
            var color: ColorValue?
            var isInset = false
            while let token = cursor.peek(), token.kind != .comma {
                if token.isIdent("inset") {
                    if isInset { return nil }
                    isInset = true
                    cursor.position += 1
                } else if lengths.isEmpty, let length = cursor.length() {
                    lengths = [length]
                    while lengths.count < 4, let more = cursor.length() { lengths.append(more) }
                } else if color == nil, let value = cursor.color() {
                    color = value
                } else {
                    return nil
                }
            }
            guard lengths.count >= 2, lengths.count < 3 || lengths[2].isNotNegative else { return nil }
            let (values, shade, inset) = (lengths, color ?? .current, isInset)
            return { builder in
                let px = values.map { $0.px(builder.basis) }
                return BoxShadow(
                    x: px[0], y: px[1], blur: px.count > 2 ? px[2] : 0, spread: px.count > 3 ? px[3] : 0,
                    color: shade.resolved(current: builder.text.color), isInset: inset)
            }
        }
    }
    /// https://www.w3.org/TR/css-text-decor-4/#text-emphasis-style-property
    mutating func emphasisMark() -> TextEmphasis? {
        if keyword("none") { return TextEmphasis.none }
        if let string = string() { return string.first.map { .mark(String($0)) } ?? TextEmphasis.none }
        let shapes = ["dot": "•◦", "circle": "●○", "double-circle": "◉◎", "triangle": "▲△", "sesame": "﹅﹆"]
        guard let found = words(["filled", "open"] + shapes.keys.sorted()) else { return nil }
        let shape = found.filter { shapes[$0] != nil }
        guard shape.count <= 1, !(found.contains("filled") && found.contains("open")) else { return nil }
        let marks = shapes[shape.first ?? "circle"] ?? "●○"
        return (found.contains("open") ? marks.last : marks.first).map { .mark(String($0)) }
    }
}

extension PropertyTableBuilder {
    mutating func addTextRows() {
        addSpacingRows()
        addAlignmentRows()
        addBreakingRows()
        addEmphasisRows()
        addDecorationLineRows()
        text(
            "text-orientation", \.isTextOrientationSet, "mixed",
            oneOf(["mixed": false, "upright": true, "sideways": true, "sideways-right": true]))
        text(
            "ruby-position", \.rubyPosition, "alternate",
            { cursor in
                guard let words = cursor.words(["over", "under", "alternate", "inter-character"]) else { return nil }
                return words.contains("under") ? .under : words.contains("inter-character") ? .interCharacter : .over
            })
        text(
            "ruby-align", \.rubyAlign, "space-around",
            oneOf(["start": .start, "center": .center, "space-between": .spaceBetween, "space-around": .spaceAround]))
    }

    private mutating func addSpacingRows() {
        textComputed("letter-spacing", \.letterSpacing, "normal") { cursor, _ in
            if cursor.keyword("normal") { return { _ in nil } }
            guard let length = cursor.lengthPercentage() else { return nil }; return { length.computed($0.basis) }
        }
        textComputed("word-spacing", \.wordSpacing, "normal") { cursor, _ in
            if cursor.keyword("normal") { return { _ in .zero } }
            guard let length = cursor.lengthPercentage() else { return nil }; return { length.computed($0.basis) }
        }
        add(
            Longhand(
                name: "text-indent", isInherited: true, initial: "0",
                parse: { cursor, _ in
                    var length: LengthValue?
                    var words: Set<String> = []
                    while let token = cursor.peek() {
                        if token.kind == .ident, ["hanging", "each-line"].contains(token.keyword),
                            words.insert(token.keyword).inserted
                        {
                            cursor.position += 1
                        } else if length == nil, let value = cursor.lengthPercentage() {
                            length = value
                        } else {
                            return nil
                        }
                    }
                    guard let length else { return nil }
                    let (hanging, eachLine) = (words.contains("hanging"), words.contains("each-line"))
                    return {
                        $0.text.textIndent = length.computed($0.basis)
                        $0.text.textIndentHanging = hanging
                        $0.text.textIndentEachLine = eachLine
                    }
                },
                copy: {
                    $0.text.textIndent = $1.text.textIndent
                    $0.text.textIndentHanging = $1.text.textIndentHanging
                    $0.text.textIndentEachLine = $1.text.textIndentEachLine
                }))
        text(
            "text-spacing-trim", \.textSpacingTrim, "normal",
            oneOf([
                "space-all": .spaceAll, "normal": .normal, "space-first": .spaceFirst, "trim-start": .trimStart,
                "trim-both": .trimBoth, "trim-all": .trimAll, "auto": .auto,
            ]))
        add(
            Longhand(
                name: "text-autospace", isInherited: true, initial: "normal",
                parse: { cursor, _ in
                    var alpha = true
                    var numeric = true
                    if cursor.keyword("no-autospace") || cursor.keyword("none") {
                        (alpha, numeric) = (false, false)
                    } else if !cursor.keyword("normal"), !cursor.keyword("auto") {
                        let all = ["ideograph-alpha", "ideograph-numeric", "punctuation", "insert", "replace"]
                        guard let words = cursor.words(all) else { return nil }
                        alpha = words.contains("ideograph-alpha")
                        numeric = words.contains("ideograph-numeric")
                    }
                    let (forAlpha, forNumeric) = (alpha, numeric)
                    return {
                        $0.text.autospaceAlpha = forAlpha
                        $0.text.autospaceNumeric = forNumeric
                    }
                },
                copy: {
                    $0.text.autospaceAlpha = $1.text.autospaceAlpha
                    $0.text.autospaceNumeric = $1.text.autospaceNumeric
                }))
        let spacing = [id("text-spacing-trim"), id("text-autospace")]
        let parsers = [parser("text-spacing-trim"), parser("text-autospace")]
        shorthand("text-spacing", ["text-spacing-trim", "text-autospace"]) { cursor, context in
            if cursor.keyword("none") {
                return [
                    (spacing[0], .set { $0.text.textSpacingTrim = .spaceAll }),
                    (
                        spacing[1],
                        .set {
                            $0.text.autospaceAlpha = false
                            $0.text.autospaceNumeric = false
                        }
                    ),
                ]
            }
            if cursor.keyword("auto") || cursor.keyword("normal"), cursor.isAtEnd {
                return spacing.map { ($0, .wide(.initial)) }
            }
            var values: LonghandValues = []
            for index in [0, 1, 0] {
                if values.contains(where: { $0.property == spacing[index] }) { continue }
                if let setter = cursor.attempt({ parsers[index](&$0, context) }) {
                    values.append((spacing[index], .set(setter)))
                }
            }
            return values.isEmpty ? nil : values
        }
        text("hanging-punctuation", \.hangingPunctuation, "none") { cursor in
            if cursor.keyword("none") { return [] }
            guard let words = cursor.words(["first", "last", "force-end", "allow-end"]) else { return nil }
            var result: HangingPunctuation = []
            if words.contains("first") { result.insert(.first) }
            if words.contains("last") { result.insert(.last) }
            if words.contains("force-end") { result.insert(.forceEnd) }
            if words.contains("allow-end") { result.insert(.allowEnd) }
            return words.contains("force-end") && words.contains("allow-end") ? nil : result
        }
        textComputed("tab-size", \.tabSize, "8") { cursor, _ in
            if let number = cursor.number(.notNegative) { return { _ in .spaces(LengthValue.bounded(number)) } }
            guard let length = cursor.length(.notNegative) else { return nil }; return { .length(length.px($0.basis)) }
        }
    }

    private mutating func addAlignmentRows() {
        let align: KeyValuePairs<String, TextAlign> = [
            "start": .start, "end": .end, "left": .left, "right": .right, "center": .center, "justify": .justify,
            "match-parent": .matchParent, "justify-all": .justifyAll, "-webkit-center": .center, "-webkit-left": .left,
            "-webkit-right": .right, "-moz-center": .center, "-webkit-match-parent": .matchParent,
        ]
        let parse = oneOf(align)
        textComputed("text-align-all", \.textAlign, "start") { cursor, _ in
            guard let value = parse(&cursor) else { return nil }
            guard value == .matchParent else { return { _ in value } }
            return { builder in
                let parent = builder.parent.text
                switch parent.textAlign {
                case .start: return parent.direction == .rtl ? .right : .left
                case .end: return parent.direction == .rtl ? .left : .right
                default: return parent.textAlign
                }
            }
        }
        text(
            "text-align-last", \.textAlignLast, "auto",
            oneOf([
                "auto": .auto, "start": .start, "end": .end, "left": .left, "right": .right, "center": .center,
                "justify": .justify, "match-parent": .start,
            ]))
        let ids = (id("text-align-all"), id("text-align-last"))
        let all = parser("text-align-all")
        // https://www.w3.org/TR/css-text-4/#character-alignment
        text("text-align-character", \.textAlignCharacter, "none") { cursor -> String?? in
            if cursor.keyword("none") { return .some(nil) }
            guard let text = cursor.string(), !text.isEmpty else { return nil }
            return .some(text)
        }
        let character = id("text-align-character")
        shorthand("text-align", ["text-align-all", "text-align-last", "text-align-character"]) { cursor, context in
            if let text = cursor.string() {
                guard !text.isEmpty else { return nil }
                var values: LonghandValues = [(character, .set { $0.text.textAlignCharacter = text })]
                if cursor.isAtEnd {
                    values.append((ids.0, .set { $0.text.textAlign = .end }))
                } else {
                    guard let setter = all(&cursor, context) else { return nil }
                    values.append((ids.0, .set(setter)))
                }
                return values
            }
            let isJustifyAll = cursor.peek()?.isIdent("justify-all") ?? false
            guard let setter = all(&cursor, context) else { return nil }
            if isJustifyAll { return [(ids.0, .set(setter)), (ids.1, .set { $0.text.textAlignLast = .justify })] }
            return [(ids.0, .set(setter))]
        }
        text(
            "text-justify", \.textJustify, "auto",
            oneOf([
                "auto": .auto, "none": TextJustify.none, "inter-word": .interWord, "inter-character": .interCharacter,
                "distribute": .interCharacter, "inter-ideograph": .interCharacter, "ruby": .auto, "no-compress": .auto,
            ]))
        add(
            Longhand(
                name: "text-transform", isInherited: true, initial: "none",
                parse: { cursor, _ in
                    if cursor.keyword("none") {
                        return {
                            $0.text.textTransform = .none
                            $0.text.textTransformFullWidth = false
                            $0.text.textTransformFullSizeKana = false
                        }
                    }
                    let all = ["capitalize", "uppercase", "lowercase", "full-width", "full-size-kana"]
                    guard let words = cursor.words(all) else { return nil }
                    let cases = words.intersection(["capitalize", "uppercase", "lowercase"])
                    guard cases.count <= 1 else { return nil }
                    let change: TextTransformCase =
                        words.contains("capitalize")
                        ? .capitalize
                        : words.contains("uppercase") ? .uppercase : words.contains("lowercase") ? .lowercase : .none
                    let fullWidth = words.contains("full-width")
                    let fullSizeKana = words.contains("full-size-kana")
                    return {
                        $0.text.textTransform = change
                        $0.text.textTransformFullWidth = fullWidth
                        $0.text.textTransformFullSizeKana = fullSizeKana
                    }
                },
                copy: {
                    $0.text.textTransform = $1.text.textTransform
                    $0.text.textTransformFullWidth = $1.text.textTransformFullWidth
                    $0.text.textTransformFullSizeKana = $1.text.textTransformFullSizeKana
                }))
    }

    private mutating func addBreakingRows() {
        text(
            "white-space-collapse", \.whiteSpaceCollapse, "collapse",
            oneOf([
                "collapse": .collapse, "preserve": .preserve, "preserve-breaks": .preserveBreaks,
                "break-spaces": .breakSpaces, "discard": .collapse, "preserve-spaces": .preserve,
            ]))
        text("text-wrap-mode", \.textWrapMode, "wrap", oneOf(["wrap": .wrap, "nowrap": .nowrap]))
        text(
            "text-wrap-style", \.textWrapStyle, "auto",
            oneOf([
                "auto": .auto, "balance": .balance, "stable": .stable, "pretty": .pretty, "avoid-orphans": .pretty,
            ]))
        anyOrder("text-wrap", ["text-wrap-mode", "text-wrap-style"])
        let ids = (id("white-space-collapse"), id("text-wrap-mode"))
        let parsers = (parser("white-space-collapse"), parser("text-wrap-mode"))
        let old: [String: (WhiteSpaceCollapse, TextWrapMode)] = [
            "normal": (.collapse, .wrap), "pre": (.preserve, .nowrap), "pre-wrap": (.preserve, .wrap),
            "pre-line": (.preserveBreaks, .wrap), "-moz-pre-wrap": (.preserve, .wrap),
        ]
        shorthand("white-space", ["white-space-collapse", "text-wrap-mode"]) { cursor, context in
            if let token = cursor.peek(), token.kind == .ident, let (collapse, wrap) = old[token.keyword] {
                cursor.position += 1
                return [
                    (ids.0, .set { $0.text.whiteSpaceCollapse = collapse }),
                    (ids.1, .set { $0.text.textWrapMode = wrap }),
                ]
            }
            var values: LonghandValues = []
            while !cursor.isAtEnd {
                if let setter = cursor.attempt({ parsers.0(&$0, context) }) {
                    values.append((ids.0, .set(setter)))
                } else if let setter = cursor.attempt({ parsers.1(&$0, context) }) {
                    values.append((ids.1, .set(setter)))
                } else if cursor.words(["none", "discard-before", "discard-after", "discard-inner"]) == nil {
                    return nil
                }
            }
            return values.isEmpty || values.count > 2 ? nil : values
        }
        text(
            "line-break", \.lineBreak, "auto",
            oneOf(["auto": .auto, "loose": .loose, "normal": .normal, "strict": .strict, "anywhere": .anywhere]))
        text(
            "word-break", \.wordBreak, "normal",
            oneOf([
                "normal": .normal, "break-all": .breakAll, "keep-all": .keepAll, "break-word": .breakWord,
                "auto-phrase": .autoPhrase, "manual": .normal,
            ]))
        text(
            "overflow-wrap", \.overflowWrap, "normal",
            oneOf(["normal": .normal, "break-word": .breakWord, "anywhere": .anywhere]))
        alias("word-wrap", "overflow-wrap")
        text("hyphens", \.hyphens, "manual", oneOf(["none": Hyphens.none, "manual": .manual, "auto": .auto]))
        text("hyphenate-character", \.hyphenateCharacter, "auto") { cursor -> String?? in
            if cursor.keyword("auto") { return .some(nil) }
            return cursor.string().map { .some($0) }
        }
        text("orphans", \.orphans, "2") { $0.integer(1...Int32.max) }
        text("widows", \.widows, "2") { $0.integer(1...Int32.max) }
        text("quotes", \.quotes, "auto") { cursor in
            if cursor.keyword("auto") || cursor.keyword("match-parent") { return .auto }
            if cursor.keyword("none") { return QuotePairs.none }
            var pairs: [[String]] = []
            while let open = cursor.string() {
                guard let close = cursor.string() else { return nil }
                pairs.append([open, close])
            }
            return pairs.isEmpty ? nil : .pairs(pairs)
        }
        text(
            "visibility", \.visibility, "visible",
            oneOf(["visible": .visible, "hidden": .hidden, "collapse": .collapse]))
        // https://www.w3.org/TR/css-images-4/#the-image-resolution; a picture's own resolution is not read
        text("image-resolution", \.imageResolution, "1dppx") { cursor in
            let isFromImage = cursor.keyword("from-image")
            _ = cursor.keyword("snap")
            let given = cursor.resolution()
            _ = cursor.keyword("snap") || cursor.keyword("from-image")
            guard let given else { return isFromImage ? 1 : nil }
            return given > 0 ? LengthValue.bounded(given) : nil
        }
        text(
            "image-rendering", \.imageRendering, "auto",
            oneOf([
                "auto": .auto, "smooth": .auto, "high-quality": .auto, "crisp-edges": .crispEdges,
                "pixelated": .pixelated, "optimizespeed": .auto, "optimizequality": .auto,
                "optimize-contrast": .crispEdges,
            ]))
    }

    private mutating func addEmphasisRows() {
        text("text-emphasis-style", \.textEmphasis, "none") { $0.emphasisMark() }
        textComputed("text-emphasis-color", \.textEmphasisColor, "currentcolor") { cursor, _ in
            guard let color = cursor.color() else { return nil };
            return { color == .current ? nil : color.resolved(current: $0.text.color) }
        }
        text("text-emphasis-position", \.textEmphasisUnder, "over right") { cursor in
            guard let words = cursor.words(["over", "under", "left", "right", "auto"]) else { return nil }
            return words.contains("under")
        }
        anyOrder("text-emphasis", ["text-emphasis-style", "text-emphasis-color"])
        textComputed("text-shadow", \.textShadows, "none") { cursor, _ in
            guard let shadows = cursor.shadows() else { return nil }
            return { builder in
                shadows.map {
                    let shadow = $0(&builder)
                    return TextShadow(x: shadow.x, y: shadow.y, blur: shadow.blur, color: shadow.color)
                }
            }
        }
    }

    private mutating func addDecorationLineRows() {
        decoration("text-decoration-line", \.textDecoration, "none") { cursor in
            if cursor.keyword("none") { return [] }
            guard let words = cursor.words(["underline", "overline", "line-through", "blink"]) else { return nil }
            var lines: TextDecorationLines = []
            if words.contains("underline") { lines.insert(.underline) }
            if words.contains("overline") { lines.insert(.overline) }
            if words.contains("line-through") { lines.insert(.lineThrough) }
            return lines
        }
        decoration(
            "text-decoration-style", \.textDecorationStyle, "solid",
            oneOf(["solid": .solid, "double": .double, "dotted": .dotted, "dashed": .dashed, "wavy": .wavy]))
        decorationColor("text-decoration-color", \.textDecorationColor, .textDecoration)
        decorationComputed("text-decoration-thickness", \.textDecorationThickness, "auto") { cursor, _ in
            if cursor.keyword("auto") { return { _ in .auto } }
            if cursor.keyword("from-font") { return { _ in .fromFont } }
            guard let length = cursor.lengthPercentage() else { return nil };
            return { .length(length.computed($0.basis)) }
        }
        anyOrder(
            "text-decoration",
            ["text-decoration-line", "text-decoration-style", "text-decoration-color", "text-decoration-thickness"])
        decorationComputed("text-underline-offset", \.textUnderlineOffset, "auto") { cursor, _ in
            if cursor.keyword("auto") { return { _ in nil } }
            guard let length = cursor.lengthPercentage() else { return nil }; return { length.computed($0.basis) }
        }
        decoration(
            "text-decoration-skip-ink", \.textDecorationSkipInk, "auto",
            oneOf(["auto": true, "all": true, "none": false]))
    }
}
