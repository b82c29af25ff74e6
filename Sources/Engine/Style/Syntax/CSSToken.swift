//  CSSToken.swift
//  In: the tokenizer's findings. Out: flat tokens whose blocks know their end. https://www.w3.org/TR/css-syntax-3/#tokenization

/// One token. Blocks and functions carry the index of their closing token, so that skipping one costs nothing.
struct CSSToken: Sendable, Hashable {
    enum Kind: UInt8, Sendable {
        case ident, function, atKeyword, hash, string, badString, url, badURL, delim, number, percentage, dimension
        case whitespace, comment, cdo, cdc, colon, semicolon, comma
        case openSquare, closeSquare, openParen, closeParen, openCurly, closeCurly
    }
    var kind: Kind
    /// A number without a fraction or exponent; a hash that is an identifier.
    var flag = false
    /// A number written with `+` or `-`.
    var isSigned = false
    var number: Double = 0
    /// The name, string, address, unit or character.
    var text = ""
    /// `text` in ASCII lower case, for names and units.
    var keyword = ""
    /// Byte offsets in the source.
    var start: Int32 = 0
    var end: Int32 = 0
    /// Of a block or function: the index of the closing token (or the end of the tokens, if none).
    var match: Int32 = -1

    init(_ kind: Kind) { self.kind = kind }

    var opensBlock: Bool { kind == .function || kind == .openParen || kind == .openCurly || kind == .openSquare }

    func isDelim(_ character: String) -> Bool { kind == .delim && text == character }
    func isIdent(_ name: String) -> Bool { kind == .ident && keyword == name }
}

extension String {
    /// ASCII letters in lower case; allocates only if there is an upper-case one.
    var asciiLowercased: String {
        utf8.contains(where: { $0 >= 65 && $0 <= 90 })
            ? String(decoding: utf8.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 }, as: UTF8.self) : self
    }
}

extension CSSToken {
    /// The token as CSS text.
    var serialized: String {
        switch kind {
        case .ident: CSSToken.escaped(text)
        case .function: CSSToken.escaped(text) + "("
        case .atKeyword: "@" + CSSToken.escaped(text)
        case .hash: "#" + CSSToken.escaped(text)
        case .string: CSSToken.quoted(text)
        case .badString, .badURL: ""
        case .url: "url(" + CSSToken.quoted(text) + ")"
        case .delim: text
        case .number: CSSToken.number(number)
        case .percentage: CSSToken.number(number) + "%"
        case .dimension: CSSToken.number(number) + text
        case .whitespace: " "
        case .comment: ""
        case .cdo: "<!--"
        case .cdc: "-->"
        case .colon: ":"
        case .semicolon: ";"
        case .comma: ","
        case .openSquare: "["
        case .closeSquare: "]"
        case .openParen: "("
        case .closeParen: ")"
        case .openCurly: "{"
        case .closeCurly: "}"
        }
    }
    static func number(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        return String(value)
    }
    static func quoted(_ text: String) -> String {
        "\"" + text.flatMap { $0 == "\"" || $0 == "\\" ? "\\\($0)" : $0 == "\n" ? "\\a " : String($0) } + "\""
    }
    private static func escaped(_ text: String) -> String {
        var result = ""
        for (index, scalar) in text.unicodeScalars.enumerated() {
            let value = scalar.value
            let isNameCharacter =
                value >= 0x80 || value == 45 || value == 95 || (value >= 97 && value <= 122)
                || (value >= 65 && value <= 90) || (value >= 48 && value <= 57 && index > 0)
            if isNameCharacter {
                result.unicodeScalars.append(scalar)
            } else {
                result += "\\" + String(value, radix: 16) + " "
            }
        }
        return result
    }
}

extension Sequence where Element == CSSToken {
    /// The tokens as CSS text, without white space at either end.
    var serialized: String {
        var result = ""
        for token in self { result += token.serialized }
        while result.last == " " { result.removeLast() }
        if result.first == " " { result = String(result.drop(while: { $0 == " " })) }
        return result
    }
}
