//  CustomProperties.swift
//  In: custom properties as declared and as inherited. Out: their values, and values with `var()` put in.
//  https://www.w3.org/TR/css-variables-1/

import Markup

/// The computed custom properties of an element; elements that declare none share their parent's.
final class CustomEnvironment {
    let values: [String: [CSSToken]]
    /// What parsed under these values, by declaration: the same text is not parsed twice in a document.
    var parsed: [ObjectIdentifier: [PropertyID: DeclaredValue]] = [:]
    init(_ values: [String: [CSSToken]]) { self.values = values }
}

/// What `attr()` reads from.
struct AttributeSource {
    var document: DocumentReference?
    var node: NodeID
    func value(_ name: String) -> String? {
        guard let document, !node.isNone else { return nil }
        return document.tree.attribute(name, of: node)
    }
}

enum Substitution {
    /// More tokens than this make a value invalid: it is an attack, not a style.
    static let mostTokens = 50_000
    private static let deepest = 32

    private static let ownAttr: Set<String> = [
        "content", "string-set", "bookmark-label", "bookmark-level", "anchor", "link", "lang", "-weasy-anchor",
        "-weasy-link",
        "-weasy-lang",
    ]
    /// Whether a value contains `var()`, `env()`, or `attr()` that the property does not read itself.
    static func isNeeded(in value: TokenCursor, for property: String) -> Bool {
        for index in value.position..<value.end where value.tokens[index].kind == .function {
            switch value.tokens[index].keyword {
            case "var", "env": return true
            case "attr": if !ownAttr.contains(property) { return true }
            default: break
            }
        }
        return false
    }

    /// A value's tokens with every reference replaced; nil if one has no value and no fallback.
    static func substitute(
        _ tokens: TokenCursor, lookup: (String) -> [CSSToken]?, attributes: inout AttributeUse, depth: Int = 0
    ) -> [CSSToken]? {
        guard depth < deepest else { return nil }
        var result: [CSSToken] = []
        guard append(tokens, to: &result, lookup: lookup, attributes: &attributes, depth: depth) else { return nil }
        relink(&result)
        return result
    }

    private static func append(
        _ tokens: TokenCursor, to result: inout [CSSToken], lookup: (String) -> [CSSToken]?,
        attributes: inout AttributeUse, depth: Int
    ) -> Bool {
        guard depth < deepest else { return false }
        var cursor = tokens
        while let token = cursor.rawPeek {
            guard result.count < mostTokens else { return false }
            guard token.kind == .function, ["var", "env", "attr"].contains(token.keyword) else {
                result.append(token)
                cursor.position += 1
                continue
            }
            var inside = cursor.enter()
            guard let name = inside.name() else { return false }
            var type = ""
            if token.keyword == "attr" {
                while let word = inside.peek(), word.kind != .comma {
                    type = word.kind == .function ? "type" : word.keyword
                    if word.isDelim("%") { type = "%" }
                    inside.advance()
                }
            } else if token.keyword == "env" {
                while inside.integer() != nil {}
            }
            let hasFallback = inside.comma()
            guard hasFallback || inside.isAtEnd else { return false }
            let value: [CSSToken]? =
                switch token.keyword {
                case "var": lookup(name)
                case "attr": attributes.tokens(name, type: type)
                default: name.hasPrefix("safe-area-inset") ? Tokenizer.tokens(of: "0px") : nil
                }
            if let value {
                guard result.count + value.count < mostTokens else { return false }
                result += value
            } else if hasFallback {
                guard append(inside, to: &result, lookup: lookup, attributes: &attributes, depth: depth + 1) else {
                    return false
                }
            } else {
                return false
            }
        }
        return true
    }

    /// Finds the ends of blocks anew.
    private static func relink(_ tokens: inout [CSSToken]) {
        var open: [Int] = []
        for index in tokens.indices {
            switch tokens[index].kind {
            case .function, .openParen, .openCurly, .openSquare:
                tokens[index].match = Int32(clamping: tokens.count)
                open.append(index)
            case .closeParen:
                if let last = open.last, tokens[last].kind == .function || tokens[last].kind == .openParen {
                    tokens[last].match = Int32(clamping: index)
                    open.removeLast()
                }
            case .closeCurly, .closeSquare:
                let opener: CSSToken.Kind = tokens[index].kind == .closeCurly ? .openCurly : .openSquare
                if let last = open.last, tokens[last].kind == opener {
                    tokens[last].match = Int32(clamping: index)
                    open.removeLast()
                }
            default: break
            }
        }
    }
}

/// Reads attributes for `attr()` and remembers that it did.
struct AttributeUse {
    let source: AttributeSource
    var wasUsed = false
    init(_ source: AttributeSource) { self.source = source }

    mutating func tokens(_ name: String, type: String) -> [CSSToken]? {
        wasUsed = true
        guard let text = source.value(name) else { return nil }
        switch type {
        case "", "string", "raw-string":
            var token = CSSToken(.string)
            token.text = text
            return [token]
        case "type", "number", "integer", "color", "length", "angle", "percentage":
            let tokens = Tokenizer.tokens(of: text)
            // no references of any kind come in through an attribute
            return tokens.contains { $0.kind == .function || $0.kind == .url } ? nil : tokens
        case "url":
            var token = CSSToken(.url)
            token.text = text
            return [token]
        default:
            guard let number = Tokenizer.tokens(of: text).first(where: { $0.kind != .whitespace }),
                number.kind == .number
            else {
                return nil
            }
            var token = CSSToken(type == "%" ? .percentage : .dimension)
            token.number = number.number
            token.text = type
            token.keyword = type
            return [token]
        }
    }
}

/// Computes an element's custom properties. https://www.w3.org/TR/css-variables-1/#cycles
struct CustomResolver {
    let specified: [String: [CSSToken]]
    let inherited: [String: [CSSToken]]
    var attributes: AttributeUse
    private var done: [String: [CSSToken]] = [:]
    private var invalid: Set<String> = []
    private var path: [String] = []

    init(specified: [String: [CSSToken]], inherited: [String: [CSSToken]], attributes: AttributeUse) {
        self.specified = specified
        self.inherited = inherited
        self.attributes = attributes
    }

    /// All values; what is invalid is absent.
    mutating func resolveAll() -> [String: [CSSToken]] {
        var result = inherited
        for name in specified.keys.sorted() { result[name] = resolve(name) }
        return result
    }

    private mutating func resolve(_ name: String) -> [CSSToken]? {
        if let known = done[name] { return known }
        if invalid.contains(name) { return nil }
        guard let tokens = specified[name] else { return inherited[name] }
        if let start = path.firstIndex(of: name) {
            for member in path[start...] { invalid.insert(member) }
            return nil
        }
        guard path.count < 100 else { return nil }
        path.append(name)
        defer { path.removeLast() }
        let cursor = TokenCursor(tokens)
        var value: [CSSToken]? = tokens
        if Substitution.isNeeded(in: cursor, for: name) {
            // the names that this value refers to are resolved first, so that cycles show
            var values: [String: [CSSToken]] = [:]
            for reference in Self.references(in: tokens) { values[reference] = resolve(reference) }
            value = Substitution.substitute(cursor, lookup: { values[$0] }, attributes: &attributes)
        }
        if invalid.contains(name) { return nil }
        guard let value else {
            invalid.insert(name)
            return nil
        }
        done[name] = value
        return value
    }

    private static func references(in tokens: [CSSToken]) -> [String] {
        var names: [String] = []
        for index in tokens.indices where tokens[index].kind == .function && tokens[index].keyword == "var" {
            var inside = TokenCursor(tokens, min(index + 1, tokens.count)..<tokens.count)
            if let name = inside.name(), !names.contains(name) { names.append(name) }
            if names.count > 1_000 { break }
        }
        return names
    }
}
