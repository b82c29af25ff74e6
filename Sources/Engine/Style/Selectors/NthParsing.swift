//  NthParsing.swift
//  In: the argument of `:nth-child()` and its kin. Out: a step and an offset. https://www.w3.org/TR/css-syntax-3/#anb

extension SelectorParser {
    /// `an+b`, `odd`, `even`. https://www.w3.org/TR/css-syntax-3/#anb-microsyntax
    static func nth(_ cursor: inout TokenCursor) -> NthPattern? {
        func number(_ text: Substring) -> Int? { Int(text).map { max(-1_000_000_000, min(1_000_000_000, $0)) } }
        func whole(_ value: Double) -> Int { Int(max(-1e9, min(1e9, value))) }
        guard let token = cursor.next() else { return nil }
        var step = 0
        var rest: Substring = ""
        switch token.kind {
        case .number:
            guard token.flag else { return nil }
            return NthPattern(step: 0, offset: whole(token.number))
        case .dimension:
            guard token.flag, token.keyword.hasPrefix("n") else { return nil }
            step = whole(token.number)
            rest = token.keyword.dropFirst()
        case .ident:
            switch token.keyword {
            case "odd": return NthPattern(step: 2, offset: 1)
            case "even": return NthPattern(step: 2, offset: 0)
            default: break
            }
            if token.keyword.hasPrefix("n") {
                step = 1
                rest = token.keyword.dropFirst()
            } else if token.keyword.hasPrefix("-n") {
                step = -1
                rest = token.keyword.dropFirst(2)
            } else {
                return nil
            }
        case .delim where token.text == "+":
            guard let name = cursor.rawPeek, name.kind == .ident, name.keyword.hasPrefix("n") else { return nil }
            cursor.position += 1
            step = 1
            rest = name.keyword.dropFirst()
        default: return nil
        }
        if rest.isEmpty {
            // `n`, perhaps with ` + b`, ` - b`, ` +b` behind it
            if let next = cursor.peek() {
                if next.kind == .number, next.isSigned, next.flag {
                    cursor.position += 1
                    return NthPattern(step: step, offset: whole(next.number))
                }
                if next.isDelim("+") || next.isDelim("-") {
                    cursor.position += 1
                    guard let value = cursor.next(), value.kind == .number, value.flag, !value.isSigned else {
                        return nil
                    }
                    return NthPattern(step: step, offset: whole(next.text == "-" ? -value.number : value.number))
                }
            }
            return NthPattern(step: step, offset: 0)
        }
        if rest == "-" {
            guard let value = cursor.next(), value.kind == .number, value.flag, !value.isSigned else { return nil }
            return NthPattern(step: step, offset: whole(-value.number))
        }
        return number(rest).map { NthPattern(step: step, offset: $0) }
    }
}
