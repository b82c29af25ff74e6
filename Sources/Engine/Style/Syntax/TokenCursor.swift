//  TokenCursor.swift
//  In: tokens. Out: a place among them, read forwards; every value parser takes one.

/// Reads tokens within bounds. White space is skipped before each read, unless a name says otherwise.
struct TokenCursor {
    let tokens: [CSSToken]
    var position: Int
    let end: Int

    init(_ tokens: [CSSToken]) {
        self.tokens = tokens
        position = 0
        end = tokens.count
    }
    init(_ tokens: [CSSToken], _ range: Range<Int>) {
        self.tokens = tokens
        position = range.lowerBound
        end = range.upperBound
    }

    mutating func skipWhitespace() {
        while position < end, tokens[position].kind == .whitespace { position += 1 }
    }
    /// No more tokens but white space.
    var isAtEnd: Bool {
        var index = position
        while index < end {
            if tokens[index].kind != .whitespace { return false }
            index += 1
        }
        return true
    }
    /// The next token without skipping white space.
    var rawPeek: CSSToken? { position < end ? tokens[position] : nil }
    mutating func peek() -> CSSToken? {
        skipWhitespace()
        return rawPeek
    }
    /// Consumes one token; a block or function as a whole.
    mutating func advance() {
        guard position < end else { return }
        let token = tokens[position]
        position = token.opensBlock ? min(Int(token.match) + 1, end) : position + 1
    }
    mutating func next() -> CSSToken? {
        guard let token = peek() else { return nil }
        advance()
        return token
    }
    /// The contents of the block or function at the present place, which is consumed.
    mutating func enter() -> TokenCursor {
        let open = position
        let close = min(Int(tokens[open].match), end)
        advance()
        return TokenCursor(tokens, min(open + 1, close)..<close)
    }
    /// The rest as a slice.
    var remaining: ArraySlice<CSSToken> { tokens[position..<max(position, end)] }

    /// Runs `body`; if it fails, nothing was read.
    mutating func attempt<Value>(_ body: (inout TokenCursor) -> Value?) -> Value? {
        let saved = position
        if let value = body(&self) { return value }
        position = saved
        return nil
    }

    /// Any identifier, in lower case.
    mutating func ident() -> String? {
        guard let token = peek(), token.kind == .ident else { return nil }
        position += 1
        return token.keyword
    }
    /// Any identifier, as written.
    mutating func name() -> String? {
        guard let token = peek(), token.kind == .ident else { return nil }
        position += 1
        return token.text
    }
    /// This identifier.
    mutating func keyword(_ name: String) -> Bool {
        guard let token = peek(), token.kind == .ident, token.keyword == name else { return false }
        position += 1
        return true
    }
    mutating func string() -> String? {
        guard let token = peek(), token.kind == .string else { return nil }
        position += 1
        return token.text
    }
    mutating func comma() -> Bool { take(.comma) }
    mutating func slash() -> Bool { delim("/") }
    mutating func delim(_ character: String) -> Bool {
        guard let token = peek(), token.isDelim(character) else { return false }
        position += 1
        return true
    }
    mutating func take(_ kind: CSSToken.Kind) -> Bool {
        guard let token = peek(), token.kind == kind else { return false }
        position += 1
        return true
    }
    /// The contents of this function.
    mutating func function(_ name: String) -> TokenCursor? {
        guard let token = peek(), token.kind == .function, token.keyword == name else { return nil }
        return enter()
    }
    /// The name and the contents of any function.
    mutating func anyFunction() -> (name: String, contents: TokenCursor)? {
        guard let token = peek(), token.kind == .function else { return nil }
        return (token.keyword, enter())
    }
    /// Values parted by commas, at least one; nil if any is wrong.
    mutating func list<Value>(_ item: (inout TokenCursor) -> Value?) -> [Value]? {
        var result: [Value] = []
        repeat {
            guard let value = item(&self) else { return nil }
            result.append(value)
        } while comma()
        return result
    }
    /// The contents split at top-level commas.
    func splitAtCommas() -> [TokenCursor] {
        var parts: [TokenCursor] = []
        var cursor = self
        var from = position
        while cursor.position < end {
            if tokens[cursor.position].kind == .comma {
                parts.append(TokenCursor(tokens, from..<cursor.position))
                cursor.position += 1
                from = cursor.position
            } else {
                cursor.advance()
            }
        }
        parts.append(TokenCursor(tokens, from..<end))
        return parts
    }
}
