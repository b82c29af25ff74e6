//  FontProperties.swift
//  In: CSS Fonts 4 and what must be computed before all else. Out: rows of the property table.
//  https://www.w3.org/TR/css-fonts-4/

import Geometry

/// What the `font-variant-*` properties ask for; becomes OpenType features when a style is finished.
public struct FontVariants: Hashable, Sendable {
    /// OpenType features by longhand, in the order of the specification.
    public var ligatures: [FontFeatureSetting] = []
    public var caps: [FontFeatureSetting] = []
    public var numeric: [FontFeatureSetting] = []
    public var alternates: [FontFeatureSetting] = []
    public var eastAsian: [FontFeatureSetting] = []
    public var position: [FontFeatureSetting] = []
    public init() {}
    /// Those of `caps` are set by Text, which knows what the face has; titling capitals are but a feature.
    var all: [FontFeatureSetting] {
        ligatures + (capitals == .titling ? caps : []) + numeric + alternates + eastAsian + position
    }
    var capitals: FontCapitals {
        switch (caps.first?.tag, caps.count) {
        case ("smcp", _): .small
        case ("c2sc", _): .allSmall
        case ("pcap", _): .petite
        case ("c2pc", _): .allPetite
        case ("unic", _): .unicase
        case ("titl", _): .titling
        default: .normal
        }
    }
}

enum FontSyntax {
    /// Of `font-size` keywords. https://www.w3.org/TR/css-fonts-4/#absolute-size-mapping
    static func size(_ keyword: String) -> Double? {
        switch keyword {
        case "xx-small": 16 * 3.0 / 5
        case "x-small": 12
        case "small": 16 * 8.0 / 9
        case "medium": 16
        case "large": 16 * 6.0 / 5
        case "x-large": 24
        case "xx-large": 32
        case "xxx-large": 48
        default: nil
        }
    }
    static func stretch(_ keyword: String) -> Float? {
        switch keyword {
        case "ultra-condensed": 50
        case "extra-condensed": 62.5
        case "condensed": 75
        case "semi-condensed": 87.5
        case "normal": 100
        case "semi-expanded": 112.5
        case "expanded": 125
        case "extra-expanded": 150
        case "ultra-expanded": 200
        default: nil
        }
    }
    static let generic: Set<String> = [
        "serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "math", "emoji", "fangsong", "ui-serif",
        "ui-sans-serif", "ui-monospace", "ui-rounded",
    ]
    static func on(_ tags: String...) -> [FontFeatureSetting] { tags.map { FontFeatureSetting(tag: $0, value: 1) } }
    static func off(_ tags: String...) -> [FontFeatureSetting] { tags.map { FontFeatureSetting(tag: $0, value: 0) } }

    /// The keywords of the `font-variant-*` longhands: mutually exclusive words share a group.
    static let variantWords: [String: (longhand: Int, group: Int, features: [FontFeatureSetting])] = [
        "common-ligatures": (0, 0, on("liga", "clig")), "no-common-ligatures": (0, 0, off("liga", "clig")),
        "discretionary-ligatures": (0, 1, on("dlig")), "no-discretionary-ligatures": (0, 1, off("dlig")),
        "historical-ligatures": (0, 2, on("hlig")), "no-historical-ligatures": (0, 2, off("hlig")),
        "contextual": (0, 3, on("calt")), "no-contextual": (0, 3, off("calt")),
        "small-caps": (1, 0, on("smcp")), "all-small-caps": (1, 0, on("c2sc", "smcp")),
        "petite-caps": (1, 0, on("pcap")), "all-petite-caps": (1, 0, on("c2pc", "pcap")),
        "unicase": (1, 0, on("unic")), "titling-caps": (1, 0, on("titl")),
        "lining-nums": (2, 0, on("lnum")), "oldstyle-nums": (2, 0, on("onum")),
        "proportional-nums": (2, 1, on("pnum")), "tabular-nums": (2, 1, on("tnum")),
        "diagonal-fractions": (2, 2, on("frac")), "stacked-fractions": (2, 2, on("afrc")),
        "ordinal": (2, 3, on("ordn")), "slashed-zero": (2, 4, on("zero")),
        "historical-forms": (3, 0, on("hist")),
        "jis78": (4, 0, on("jp78")), "jis83": (4, 0, on("jp83")), "jis90": (4, 0, on("jp90")),
        "jis04": (4, 0, on("jp04")), "simplified": (4, 0, on("smpl")), "traditional": (4, 0, on("trad")),
        "full-width": (4, 1, on("fwid")), "proportional-width": (4, 1, on("pwid")), "ruby": (4, 2, on("ruby")),
        "sub": (5, 0, on("subs")), "super": (5, 0, on("sups")),
    ]
    static let variantPaths: [WritableKeyPath<FontVariants, [FontFeatureSetting]> & Sendable] = [
        \.ligatures, \.caps, \.numeric, \.alternates, \.eastAsian, \.position,
    ]
    static let variantNames = [
        "font-variant-ligatures", "font-variant-caps", "font-variant-numeric", "font-variant-alternates",
        "font-variant-east-asian", "font-variant-position",
    ]
    /// Reads words of one longhand (or of any, if nil) until another token comes.
    static func variants(_ cursor: inout TokenCursor, longhand: Int?) -> [(Int, [FontFeatureSetting])]? {
        var taken: Set<Int> = []
        var result: [(Int, [FontFeatureSetting])] = []
        while let token = cursor.peek(), token.kind == .ident, let word = variantWords[token.keyword] {
            guard longhand == nil || word.longhand == longhand, taken.insert(word.longhand * 10 + word.group).inserted
            else {
                return nil
            }
            cursor.position += 1
            result.append((word.longhand, word.features))
        }
        return result
    }
}

extension TokenCursor {
    /// One family name: a string, or identifiers joined by spaces; generic names in lower case.
    mutating func familyName() -> String? {
        if let string = string() { return string }
        guard let first = peek(), first.kind == .ident else { return nil }
        position += 1
        var name = first.text
        while let token = peek(), token.kind == .ident {
            position += 1
            name += " " + token.text
        }
        if FontSyntax.generic.contains(name.asciiLowercased) { return name.asciiLowercased }
        return WideKeyword(rawValue: name.asciiLowercased) == nil ? name : nil
    }
    /// `"tag" value`, `on`, `off`, in a list; empty for `normal`.
    mutating func fontSettings() -> [FontFeatureSetting]? {
        if keyword("normal") { return [] }
        return list { cursor in
            guard let tag = cursor.string(), tag.utf8.count == 4 else { return nil }
            if cursor.keyword("on") { return FontFeatureSetting(tag: tag, value: 1) }
            if cursor.keyword("off") { return FontFeatureSetting(tag: tag, value: 0) }
            if let value = cursor.number() {
                return FontFeatureSetting(tag: tag, value: UInt32(max(0, min(65_535, value.isNaN ? 0 : value))))
            }
            return FontFeatureSetting(tag: tag, value: 1)
        }
    }
    /// https://www.w3.org/TR/css-fonts-4/#font-variation-settings-def
    mutating func fontVariations() -> [FontVariationSetting]? {
        if keyword("normal") { return [] }
        return list { cursor in
            guard let tag = cursor.string(), tag.utf8.count == 4, let value = cursor.number(), !value.isNaN else {
                return nil
            }
            // a font holds these as 16.16 fixed
            return FontVariationSetting(tag: tag, value: Float(max(-32_768, min(32_767, value))))
        }
    }
    mutating func fontSize() -> Deferred<Float>? {
        if let size = peek().flatMap({ $0.kind == .ident ? FontSyntax.size($0.keyword) : nil }) {
            position += 1
            return { _ in Float(size) }
        }
        if keyword("smaller") { return { $0.parent.text.fontSize / 1.2 } }
        if keyword("larger") { return { $0.parent.text.fontSize * 1.2 } }
        guard let length = lengthPercentage(.notNegative) else { return nil }
        return { builder in
            let parent = Double(builder.parent.text.fontSize)
            var basis = builder.basis
            basis.fontSize = parent
            return max(0, min(100_000, length.px(basis, percentOf: parent)))
        }
    }
    mutating func fontWeight() -> Deferred<Float>? {
        if keyword("normal") { return { _ in 400 } }
        if keyword("bold") { return { _ in 700 } }
        // https://www.w3.org/TR/css-fonts-4/#relative-weights
        if keyword("bolder") {
            return {
                let weight = $0.parent.text.fontWeight
                return weight < 350 ? 400 : weight < 550 ? 700 : max(900, weight)
            }
        }
        if keyword("lighter") {
            return {
                let weight = $0.parent.text.fontWeight
                return weight < 100 ? weight : weight < 550 ? 100 : weight < 750 ? 400 : 700
            }
        }
        guard let number = number(), number >= 1, number <= 1_000 else { return nil }
        return { _ in Float(number) }
    }
    mutating func fontSlant() -> FontSlant? {
        if keyword("normal") { return .normal }
        if keyword("italic") { return .italic }
        guard keyword("oblique") else { return nil }
        if let degrees = angle() { return degrees == 0 ? .normal : .oblique }
        return .oblique
    }
    mutating func lineHeight() -> Deferred<LineHeight>? {
        if keyword("normal") { return { _ in .normal } }
        if let number = number(.notNegative) { return { _ in .number(LengthValue.bounded(number)) } }
        guard let length = lengthPercentage(.notNegative) else { return nil }
        return { builder in
            let value = length.clampedToZero(builder.basis)
            if case .percent(let percent) = value { return .length(.px(builder.text.fontSize * percent / 100)) }
            return .length(value)
        }
    }
}

extension PropertyTableBuilder {
    /// What the other rows need: direction, colour, font size.
    mutating func addEarlyRows() {
        text("direction", \.direction, "ltr", oneOf(["ltr": .ltr, "rtl": .rtl]))
        text(
            "writing-mode", \.writingMode, "horizontal-tb",
            oneOf([
                "horizontal-tb": .horizontalTB, "vertical-rl": .verticalRL, "vertical-lr": .verticalLR,
                "lr-tb": .horizontalTB, "tb-rl": .verticalRL, "lr": .horizontalTB, "rl": .horizontalTB,
                "sideways-rl": .verticalRL, "sideways-lr": .verticalLR,
            ]))
        textComputed("color", \.color, "canvastext") { cursor, _ in
            guard let color = cursor.color() else { return nil };
            return { color.resolved(current: $0.parent.text.color) }
        }
        textComputed("font-size", \.fontSize, "medium") { cursor, _ in cursor.fontSize() }
        // of the `lang` attribute; not a property of CSS
        text("-teian-language", \.language, "\"\"") { $0.string() }
    }

    mutating func addFontRows() {
        text("font-family", \.fontFamilies, "serif") { $0.list { $0.familyName() } }
        textComputed("font-weight", \.fontWeight, "normal") { cursor, _ in cursor.fontWeight() }
        text("font-style", \.fontSlant, "normal") { $0.fontSlant() }
        text("font-stretch", \.fontStretch, "normal") { cursor in
            if let token = cursor.peek(), token.kind == .ident, let value = FontSyntax.stretch(token.keyword) {
                cursor.position += 1
                return value
            }
            return cursor.percentage(.notNegative).map { Float($0) }
        }
        alias("font-width", "font-stretch")
        text(
            "font-kerning", \.fontKerning, "auto", oneOf(["auto": .auto, "normal": .normal, "none": FontKerning.none]))
        text(
            "font-synthesis-weight", \.fontSynthesisWeight, "auto", oneOf(["auto": .auto, "none": FontSynthesis.none]))
        text(
            "font-synthesis-style", \.fontSynthesisStyle, "auto",
            oneOf(["auto": .auto, "none": FontSynthesis.none, "oblique-only": .auto]))
        text(
            "font-synthesis-small-caps", \.fontSynthesisSmallCaps, "auto",
            oneOf(["auto": .auto, "none": FontSynthesis.none]))
        addFontSynthesisShorthand()
        text("font-feature-settings", \.featureSettings, "normal") { $0.fontSettings() }
        text("font-variation-settings", \.fontVariations, "normal") { $0.fontVariations() }
        text("font-language-override", \.languageOverride, "normal") { cursor in
            if cursor.keyword("normal") { return "" }
            return cursor.string()
        }
        for (index, name) in FontSyntax.variantNames.enumerated() {
            let path = FontSyntax.variantPaths[index]
            add(
                Longhand(
                    name: name, isInherited: true, initial: "normal",
                    parse: { cursor, _ in
                        if cursor.keyword("normal") { return { $0.text.fontVariants[keyPath: path] = [] } }
                        if index == 0, cursor.keyword("none") {
                            let none = FontSyntax.off("liga", "clig", "dlig", "hlig", "calt")
                            return { $0.text.fontVariants[keyPath: path] = none }
                        }
                        guard let words = FontSyntax.variants(&cursor, longhand: index), !words.isEmpty else {
                            return nil
                        }
                        let features = words.flatMap(\.1)
                        return { $0.text.fontVariants[keyPath: path] = features }
                    },
                    copy: { $0.text.fontVariants[keyPath: path] = $1.text.fontVariants[keyPath: path] }))
        }
        textComputed("line-height", \.lineHeight, "normal") { cursor, _ in cursor.lineHeight() }

        let variantIDs = FontSyntax.variantNames.map { id($0) }
        shorthand("font-variant", FontSyntax.variantNames) { cursor, _ in
            if cursor.keyword("normal") { return variantIDs.map { ($0, .wide(.initial)) } }
            if cursor.keyword("none") {
                let none = FontSyntax.off("liga", "clig", "dlig", "hlig", "calt")
                return [(variantIDs[0], .set { $0.text.fontVariants.ligatures = none })]
            }
            guard let words = FontSyntax.variants(&cursor, longhand: nil), !words.isEmpty else { return nil }
            return (0..<6).compactMap { index in
                let features = words.filter { $0.0 == index }.flatMap(\.1)
                let path = FontSyntax.variantPaths[index]
                return features.isEmpty
                    ? nil : (variantIDs[index], .set { $0.text.fontVariants[keyPath: path] = features })
            }
        }
        addFontShorthand()
    }

    /// What is not named may not be made. https://www.w3.org/TR/css-fonts-4/#font-synthesis
    private mutating func addFontSynthesisShorthand() {
        let names = ["font-synthesis-weight", "font-synthesis-style", "font-synthesis-small-caps"]
        let words = ["weight", "style", "small-caps", "position"]
        let ids = names.map { id($0) }
        shorthand("font-synthesis", names) { cursor, _ in
            var named: Set<String> = []
            if !cursor.keyword("none") {
                while let word = words.first(where: { !named.contains($0) && cursor.keyword($0) }) {
                    named.insert(word)
                }
                if named.isEmpty { return nil }
            }
            func value(_ word: String) -> FontSynthesis { named.contains(word) ? .auto : .none }
            let (weight, style, capitals) = (value("weight"), value("style"), value("small-caps"))
            return [
                (ids[0], .set { $0.text.fontSynthesisWeight = weight }),
                (ids[1], .set { $0.text.fontSynthesisStyle = style }),
                (ids[2], .set { $0.text.fontSynthesisSmallCaps = capitals }),
            ]
        }
    }

    /// https://www.w3.org/TR/css-fonts-4/#font-prop
    private mutating func addFontShorthand() {
        let names =
            [
                "font-style", "font-weight", "font-stretch", "font-size", "line-height", "font-family", "font-kerning",
                "font-feature-settings", "font-variation-settings", "font-language-override",
            ] + FontSyntax.variantNames
        let ids = Dictionary(uniqueKeysWithValues: names.map { ($0, id($0)) })
        let parsers = Dictionary(uniqueKeysWithValues: names.map { ($0, parser($0)) })
        let system: Set = ["caption", "icon", "menu", "message-box", "small-caption", "status-bar"]
        shorthand("font", names) { cursor, context in
            var values: LonghandValues = []
            func take(_ name: String) -> Bool {
                guard let parse = parsers[name], let id = ids[name],
                    let setter = cursor.attempt({ parse(&$0, context) })
                else { return false }
                values.append((id, .set(setter)))
                return true
            }
            if let token = cursor.peek(), token.kind == .ident, system.contains(token.keyword) {
                cursor.position += 1
                return [(ids["font-family"]!, .set { $0.text.fontFamilies = ["system-ui"] })]
            }
            var left = ["font-style", "font-weight", "font-variant-caps", "font-stretch"]
            for _ in 0..<4 {
                if cursor.keyword("normal") { continue }
                // a percentage is the size, not the width
                let isPercentage = cursor.peek()?.kind == .percentage
                guard let index = left.firstIndex(where: { !($0 == "font-stretch" && isPercentage) && take($0) }) else {
                    break
                }
                left.remove(at: index)
            }
            guard take("font-size") else { return nil }
            if cursor.slash(), !take("line-height") { return nil }
            return take("font-family") ? values : nil
        }
    }
}
