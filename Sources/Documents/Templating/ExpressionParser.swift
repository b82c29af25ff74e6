//  ExpressionParser.swift
//  In: the text of an attribute or of ${…}. Out: an expression, or a fault at its exact character.
//
//      expression := pipe [ "if" any [ "else" expression ] ]
//      pipe       := any { "|" filter [ "(" expression { "," expression } ")" ] }
//      any        := all { "or" all }          all := test { "and" test }
//      test       := "not" test | value [ ( == != < <= > >= ) value ]
//      value      := 'text' | number | true | false | none | path | "(" expression ")"
//      path       := name { "." ( name | number ) }

import Diagnostics
import Messages

/// A fault found while compiling or filling.
struct TemplateFault: Error { var diagnostic: Diagnostic }

/// What a local name stands for.
enum Binding: Sendable { case value(Int), loop(Int) }

struct ExpressionParser {
    private let characters: [Unicode.Scalar]
    private var index: Int
    private let scope: [String: Binding]
    private let locate: (Int) -> SourceLocation
    /// Gives the number of a filter with so many arguments, or says why not.
    private let filter: (String, Int, SourceLocation) throws(TemplateFault) -> Int
    private var depth = 0

    init(
        _ text: [Unicode.Scalar], from: Int = 0, scope: [String: Binding], locate: @escaping (Int) -> SourceLocation,
        filter: @escaping (String, Int, SourceLocation) throws(TemplateFault) -> Int
    ) {
        characters = text
        index = from
        self.scope = scope
        self.locate = locate
        self.filter = filter
    }

    var position: Int { index }
    var isAtEnd: Bool { mutating get { peek() == nil } }

    func fault(_ id: String, _ message: String, at place: Int? = nil) -> TemplateFault {
        TemplateFault(diagnostic: Diagnostic(id, .error, message, at: locate(place ?? index)))
    }

    // MARK: Tokens

    mutating func peek() -> Unicode.Scalar? {
        while index < characters.count, characters[index].properties.isWhitespace { index += 1 }
        return index < characters.count ? characters[index] : nil
    }

    mutating func take(_ symbol: Unicode.Scalar) -> Bool {
        guard peek() == symbol else { return false }
        index += 1
        return true
    }

    mutating func expect(_ symbol: Unicode.Scalar, _ why: String) throws(TemplateFault) {
        guard take(symbol) else {
            throw fault("template-expression", told(.expressionSymbol, ["symbol": symbol, "why": why]))
        }
    }

    /// A name: letters of any script, digits, `_` and `-`; not beginning with a digit.
    mutating func name() -> String? {
        guard let first = peek(), first.properties.isAlphabetic || first == "_" else { return nil }
        let start = index
        while index < characters.count, Self.continuesName(characters[index]) { index += 1 }
        return String(String.UnicodeScalarView(characters[start..<index]))
    }

    /// A name of an attribute: also with `:`.
    mutating func attributeName() -> String? {
        guard var result = name() else { return nil }
        while index < characters.count, characters[index] == ":" || characters[index] == "." {
            result.unicodeScalars.append(characters[index])
            index += 1
            result += name() ?? ""
        }
        return result
    }

    private static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_" || scalar == "-"
            || scalar == "ー"
    }

    private mutating func takeWord(_ word: String) -> Bool {
        let start = (peek(), index).1
        if name() == word { return true }
        index = start
        return false
    }

    // MARK: Grammar

    mutating func expression() throws(TemplateFault) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth < 32 else { throw fault("template-expression", told(.expressionDepth)) }
        let value = try pipe()
        guard takeWord("if") else { return value }
        let condition = try any()
        if takeWord("else") { return .choose(value, if: condition, else: try expression()) }
        return .choose(value, if: condition, else: .literal(.none))
    }

    private mutating func pipe() throws(TemplateFault) -> Expression {
        var value = try any()
        while take("|") {
            _ = peek()
            let start = index
            guard let name = name() else {
                throw fault("template-expression", told(.expressionFilterName))
            }
            var arguments: [Expression] = []
            if take("(") {
                if peek() != ")" {
                    repeat { arguments.append(try expression()) } while take(",")
                }
                try expect(")", told(.expressionAfterArguments, ["filter": name]))
            }
            let place = locate(start)
            value = .filter(value, try filter(name, arguments.count, place), name, arguments, place)
        }
        return value
    }

    private mutating func any() throws(TemplateFault) -> Expression {
        var value = try all()
        while takeWord("or") { value = .or(value, try all()) }
        return value
    }

    private mutating func all() throws(TemplateFault) -> Expression {
        var value = try test()
        while takeWord("and") { value = .and(value, try test()) }
        return value
    }

    private mutating func test() throws(TemplateFault) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth < 32 else { throw fault("template-expression", told(.expressionDepth)) }
        if takeWord("not") { return .not(try test()) }
        let left = try value()
        guard let symbol = peek(), "=!<>".unicodeScalars.contains(symbol) else { return left }
        let start = index
        index += 1
        let isDouble = index < characters.count && characters[index] == "="
        if isDouble { index += 1 }
        let comparison: Comparison
        switch (symbol, isDouble) {
        case ("=", true): comparison = .equal
        case ("!", true): comparison = .unequal
        case ("<", false): comparison = .less
        case ("<", true): comparison = .lessOrEqual
        case (">", false): comparison = .greater
        case (">", true): comparison = .greaterOrEqual
        default: throw fault("template-expression", told(.expressionAlone, ["symbol": symbol]), at: start)
        }
        return .compare(comparison, left, try value(), locate(start))
    }

    private mutating func value() throws(TemplateFault) -> Expression {
        guard let first = peek() else { throw fault("template-expression", told(.expressionNoValueAtEnd)) }
        let start = index
        if take("(") {
            let inner = try expression()
            try expect(")", told(.expressionCloseBracket))
            return inner
        }
        if first == "'" || first == "\"" { return .literal(.text(try quoted(first))) }
        if first == "-" || ("0"..."9").contains(first) {
            index += 1
            while index < characters.count, ("0"..."9").contains(characters[index]) { index += 1 }
            let text = String(String.UnicodeScalarView(characters[start..<index]))
            guard let number = Int(text) else {
                throw fault("template-expression", told(.expressionNoNumber, ["text": text]), at: start)
            }
            return .literal(.number(number))
        }
        guard let name = name() else {
            throw fault("template-expression", told(.expressionCannotStand, ["character": first]))
        }
        switch name {
        case "true": return .literal(.bool(true))
        case "false": return .literal(.bool(false))
        case "none": return .literal(.none)
        case "if", "else", "and", "or", "not":
            throw fault("template-expression", told(.expressionNoValueBefore, ["word": name]), at: start)
        default: return try path(name, from: start)
        }
    }

    private mutating func quoted(_ quote: Unicode.Scalar) throws(TemplateFault) -> String {
        let start = index
        index += 1
        var text = String.UnicodeScalarView()
        while index < characters.count, characters[index] != quote {
            text.append(characters[index])
            index += 1
        }
        guard index < characters.count else {
            throw fault("template-expression", told(.expressionQuote, ["quote": quote]), at: start)
        }
        index += 1
        return String(text)
    }

    private mutating func path(_ first: String, from start: Int) throws(TemplateFault) -> Expression {
        var fields = [first]
        while index < characters.count, characters[index] == "." {
            index += 1
            let from = index
            if index < characters.count, ("0"..."9").contains(characters[index]) {
                while index < characters.count, ("0"..."9").contains(characters[index]) { index += 1 }
                fields.append(String(String.UnicodeScalarView(characters[from..<index])))
            } else if from < characters.count, !characters[from].properties.isWhitespace, let field = name() {
                fields.append(field)
            } else {
                throw fault("template-expression", told(.expressionNoName))
            }
        }
        switch scope[first] {
        case .loop(let loop):
            guard fields.count == 2, let field = LoopField(rawValue: fields[1]) else {
                let known = LoopField.allCases.map(\.rawValue)
                throw fault(
                    "template-unknown-name",
                    told(
                        .expressionUnknownLoopField,
                        ["name": fields.joined(separator: "."), "advice": Spelling.advice(fields.last ?? "", known)]),
                    at: start)
            }
            return .loop(loop, field)
        case .value(let slot): return .path(slot: slot, fields, locate(start))
        case nil: return .path(slot: nil, fields, locate(start))
        }
    }
}
