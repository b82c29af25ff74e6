//  SheetParser+Supports.swift
//  In: the condition of `@supports`. Out: whether this engine meets it; nil where it is none.

extension SheetParser {
    /// https://www.w3.org/TR/css-conditional-4/#at-supports-ext
    mutating func supports(_ cursor: inout TokenCursor, depth: Int) -> Bool? {
        guard depth < Self.deepestNesting else { return nil }
        if cursor.keyword("not") { return supportsInParentheses(&cursor, depth: depth).map { !$0 } }
        guard var result = supportsInParentheses(&cursor, depth: depth) else { return nil }
        while true {
            if cursor.keyword("and") {
                guard let next = supportsInParentheses(&cursor, depth: depth) else { return nil }
                result = result && next
            } else if cursor.keyword("or") {
                guard let next = supportsInParentheses(&cursor, depth: depth) else { return nil }
                result = result || next
            } else {
                return result
            }
        }
    }
    mutating func supportsInParentheses(_ cursor: inout TokenCursor, depth: Int) -> Bool? {
        guard let token = cursor.peek() else { return nil }
        if token.kind == .function {
            var inside = cursor.enter()
            guard token.keyword == "selector" else { return false }
            var parser = SelectorParser(atoms: AtomTable(), parent: nil, namespaces: namespaces)
            return parser.list(&inside) != nil
        }
        guard token.kind == .openParen else { return nil }
        let whole = cursor.enter()
        var inside = whole
        if let result = supports(&inside, depth: depth + 1), inside.isAtEnd { return result }
        return supportsDeclaration(whole)
    }
    func supportsDeclaration(_ contents: TokenCursor) -> Bool {
        var cursor = contents
        guard let name = cursor.peek(), name.kind == .ident else { return false }
        cursor.position += 1
        guard cursor.take(.colon) else { return false }
        if name.text.hasPrefix("--") { return true }
        guard let property = PropertyTable.shared.names[name.keyword], property != .ignored else { return false }
        var value = TokenCursor(cursor.tokens, cursor.position..<cursor.end)
        value.skipWhitespace()
        if Substitution.isNeeded(in: value, for: name.keyword) { return true }
        return PropertyTable.shared.parse(property, value, ValueContext(base: "")) != nil
    }
}
