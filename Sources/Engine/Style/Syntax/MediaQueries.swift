//  MediaQueries.swift
//  In: the tokens of a media query list. Out: whether they hold for print on these pages.
//  https://www.w3.org/TR/mediaqueries-5/

import Geometry

/// A media query list, kept as tokens because the page size is known only when sheets are put together.
struct MediaQueryList: Sendable {
    let tokens: [CSSToken]

    func matches(_ media: MediaEnvironment) -> Bool {
        let cursor = TokenCursor(tokens)
        if cursor.isAtEnd { return true }
        return cursor.splitAtCommas().contains { query in
            var query = query
            return Self.query(&query, media) ?? false
        }
    }

    private static func query(_ cursor: inout TokenCursor, _ media: MediaEnvironment) -> Bool? {
        if let token = cursor.peek(), token.kind == .ident, token.keyword != "not" || startsType(cursor) {
            var isNegated = false
            if cursor.keyword("not") { isNegated = true } else { _ = cursor.keyword("only") }
            guard let type = cursor.ident(), !["and", "or", "not", "only", "layer"].contains(type) else { return nil }
            var result = type == "all" || type == "print"
            if cursor.keyword("and") {
                guard let rest = condition(&cursor, media, depth: 0) else { return nil }
                result = result && rest
            }
            return cursor.isAtEnd ? result != isNegated : nil
        }
        guard let result = condition(&cursor, media, depth: 0), cursor.isAtEnd else { return nil }
        return result
    }
    private static func startsType(_ cursor: TokenCursor) -> Bool {
        var ahead = cursor
        _ = ahead.ident()
        return ahead.peek()?.kind == .ident
    }

    private static func condition(_ cursor: inout TokenCursor, _ media: MediaEnvironment, depth: Int) -> Bool? {
        guard depth < 32 else { return nil }
        if cursor.keyword("not") { return inParentheses(&cursor, media, depth: depth).map { !$0 } }
        guard var result = inParentheses(&cursor, media, depth: depth) else { return nil }
        while true {
            if cursor.keyword("and") {
                guard let next = inParentheses(&cursor, media, depth: depth) else { return nil }
                result = result && next
            } else if cursor.keyword("or") {
                guard let next = inParentheses(&cursor, media, depth: depth) else { return nil }
                result = result || next
            } else {
                return result
            }
        }
    }
    private static func inParentheses(_ cursor: inout TokenCursor, _ media: MediaEnvironment, depth: Int) -> Bool? {
        guard let token = cursor.peek(), token.kind == .openParen || token.kind == .function else { return nil }
        let isFunction = token.kind == .function
        var inside = cursor.enter()
        if isFunction { return false }
        if let first = inside.peek(), first.kind == .openParen || first.isIdent("not") {
            return condition(&inside, media, depth: depth + 1)
        }
        return feature(&inside, media)
    }

    /// A feature's value in its own unit, or the keyword it has.
    private enum Fact {
        case number(Double)
        case keyword(String)
    }
    private static func fact(_ name: String, _ media: MediaEnvironment) -> Fact? {
        switch name {
        case "width", "device-width": .number(media.pageSize.width)
        case "height", "device-height": .number(media.pageSize.height)
        case "aspect-ratio", "device-aspect-ratio": .number(media.pageSize.width / max(1, media.pageSize.height))
        case "resolution": .number(300.0 / 96)
        case "color": .number(8)
        case "color-index", "monochrome", "grid": .number(0)
        case "orientation": .keyword(media.pageSize.width > media.pageSize.height ? "landscape" : "portrait")
        case "update", "hover", "any-hover", "pointer", "any-pointer", "scripting", "inverted-colors",
            "overflow-inline", "forced-colors":
            .keyword("none")
        case "overflow-block": .keyword("paged")
        case "color-gamut": .keyword("srgb")
        case "display-mode": .keyword("browser")
        case "scan": .keyword("progressive")
        case "dynamic-range", "video-dynamic-range": .keyword("standard")
        case "prefers-color-scheme": .keyword("light")
        case "prefers-reduced-motion": .keyword("reduce")
        case "prefers-contrast", "prefers-reduced-transparency", "prefers-reduced-data": .keyword("no-preference")
        default: nil
        }
    }
    private static func value(_ cursor: inout TokenCursor) -> Fact? {
        if let length = cursor.length() {
            // relative units in media queries refer to the initial font size
            return .number(
                Double(
                    length.px(
                        LengthBasis(
                            fontSize: 16, rootFontSize: 16, rootLineHeight: 19.2, viewport: MediaEnvironment.a4.viewport
                        ))))
        }
        if let resolution = cursor.resolution() { return .number(resolution) }
        if let ratio = cursor.ratio() { return .number(Double(ratio ?? 0)) }
        return cursor.ident().map { .keyword($0) }
    }
    private static func feature(_ cursor: inout TokenCursor, _ media: MediaEnvironment) -> Bool? {
        // name, name: value
        let start = cursor
        if let name = cursor.ident() {
            if cursor.isAtEnd {
                switch fact(name, media) {
                case .number(let number): return number != 0
                case .keyword(let word): return word != "none" && word != "no-preference"
                case nil: return false
                }
            }
            if cursor.take(.colon) {
                var plain = name
                var comparison = 0
                if name.hasPrefix("min-") || name.hasPrefix("max-") {
                    plain = String(name.dropFirst(4))
                    comparison = name.hasPrefix("min-") ? 1 : -1
                }
                guard let wanted = value(&cursor), cursor.isAtEnd, let actual = fact(plain, media) else { return false }
                switch (actual, wanted) {
                case (.number(let have), .number(let want)):
                    return comparison == 0
                        ? abs(have - want) < 0.01 : comparison > 0 ? have >= want - 0.01 : have <= want + 0.01
                case (.keyword(let have), .keyword(let want)): return comparison == 0 && have == want
                default: return false
                }
            }
        }
        // ranges: value < name <= value
        cursor = start
        var terms: [Fact] = []
        var signs: [String] = []
        var name: String?
        while terms.count < 3, let term = value(&cursor) {
            if case .keyword(let word) = term {
                guard name == nil, case .number(let number)? = fact(word, media) else { return false }
                name = word
                terms.append(.number(number))
            } else {
                terms.append(term)
            }
            guard let sign = cursor.peek(), sign.kind == .delim, "<>=".contains(sign.text) else { break }
            cursor.position += 1
            var text = sign.text
            if text != "=", let equals = cursor.rawPeek, equals.isDelim("=") {
                cursor.position += 1
                text += "="
            }
            signs.append(text)
        }
        guard cursor.isAtEnd, name != nil, signs.count == terms.count - 1, !signs.isEmpty else { return false }
        for (index, sign) in signs.enumerated() {
            guard case .number(let left) = terms[index], case .number(let right) = terms[index + 1] else {
                return false
            }
            let holds =
                switch sign {
                case "<": left < right
                case "<=": left <= right
                case ">": left > right
                case ">=": left >= right
                default: left == right
                }
            if !holds { return false }
        }
        return true
    }
}
