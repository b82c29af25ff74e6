//  TemplateFilling.swift
//  In: a program and a record. Out: a filled document, or the first fault with its place.

import Diagnostics
import Markup
import Messages

/// One run of a program. Lives as long as one document is filled.
struct TemplateFilling {
    private let program: TemplateProgram
    private let values: TemplateRecord
    private var slots: [TemplateValue]
    private var loops: [(index: Int, count: Int)]
    private struct Repetition {
        var items: [TemplateValue]
        var item: Int
        var loop: Int
        var body: Int
    }
    private var repetitions: [Repetition] = []
    /// Set while every expression is tried: conditions don't count, faults are gathered.
    private var triesEverything = false
    private var faults: [Diagnostic] = []

    init(program: TemplateProgram, values: TemplateRecord) {
        self.program = program
        self.values = values
        slots = [TemplateValue](repeating: .none, count: program.slots)
        loops = [(Int, Int)](repeating: (0, 0), count: program.loops)
    }

    mutating func run() throws(TemplateError) -> MarkupDocument {
        let document = MarkupDocument(vocabulary: program.vocabulary)
        do { try execute(document) } catch { throw TemplateError([error.diagnostic]) }
        return document
    }

    mutating func tryEverything() -> [Diagnostic] {
        triesEverything = true
        do { try execute(nil) } catch { gather(error) }
        return faults
    }

    private mutating func gather(_ fault: TemplateFault) {
        if faults.count < 1_000, !faults.contains(fault.diagnostic) { faults.append(fault.diagnostic) }
    }

    /// Evaluates, or notes the fault and goes on with nothing while everything is tried.
    private mutating func attempt(_ expression: Expression) throws(TemplateFault) -> TemplateValue {
        do { return try evaluate(expression) } catch {
            guard triesEverything else { throw error }
            gather(error)
            return .none
        }
    }

    private mutating func execute(_ document: MarkupDocument?) throws(TemplateFault) {
        let operations = program.operations
        var position = 0
        while position < operations.count {
            let operation = operations[position]
            position += 1
            switch operation {
            case .open(let name, let namespace, let attributes, let line, let column):
                document?.open(program.names[name], namespace: namespace, line: line, column: column)
                for index in attributes { try set(program.attributes[index], document) }
            case .close: document?.close()
            case .text(let text): document?.text(text)
            case .print(let expression):
                let value = try attempt(expression)
                if let text = try text(value, of: expression) { document?.text(text) }
            case .insert(let expression):
                let value = try attempt(expression)
                switch value {
                case .markup(let tree): document?.insert(tree)
                case .none where triesEverything: break
                default:
                    try refuse(
                        "template-wrong-kind",
                        told(.fillingMarkupOnly, ["kind": value.kind.spoken]),
                        expression)
                }
            case .unless(let condition, let target):
                let value = try attempt(condition)
                if !value.isTrue, !triesEverything { position = target }
            case .set(let slot, let expression): slots[slot] = try attempt(expression)
            case .each(let expression, let item, let loop, let end):
                let value = try attempt(expression)
                var items: [TemplateValue] = []
                switch value {
                case .list(let list): items = list
                case .none: break
                default:
                    try refuse("template-wrong-kind", told(.fillingWantsList, ["kind": value.kind.spoken]), expression)
                }
                guard let first = items.first else {
                    position = end
                    continue
                }
                slots[item] = first
                loops[loop] = (0, items.count)
                repetitions.append(Repetition(items: items, item: item, loop: loop, body: position))
            case .next:
                let last = repetitions.count - 1
                let next = loops[repetitions[last].loop].index + 1
                if next < repetitions[last].items.count {
                    slots[repetitions[last].item] = repetitions[last].items[next]
                    loops[repetitions[last].loop].index = next
                    position = repetitions[last].body
                } else {
                    repetitions.removeLast()
                }
            }
        }
    }

    private mutating func set(_ attribute: TemplateProgram.Attribute, _ document: MarkupDocument?) throws(TemplateFault)
    {
        let name = program.names[attribute.name]
        switch attribute.value {
        case .fixed(let text): document?.attribute(name, text)
        case .parts(let parts):
            // Evaluated first: without a document, while everything is tried, the faults still count.
            let text = try joined(parts)
            document?.attribute(name, text)
        case .computed(let expression):
            switch try attempt(expression) {
            case .none, .bool(false): break
            case .bool(true): document?.attribute(name, "")
            case let value: if let text = try text(value, of: expression) { document?.attribute(name, text) }
            }
        case .classes(let parts, let added):
            var text = try joined(parts)
            for expression in added {
                switch try attempt(expression) {
                case .none, .bool(false): break
                case let value:
                    guard let more = try self.text(value, of: expression), !more.isEmpty else { continue }
                    text += (text.isEmpty ? "" : " ") + more
                }
            }
            if !text.isEmpty { document?.attribute(name, text) }
        }
    }

    private mutating func joined(_ parts: [TemplateProgram.Part]) throws(TemplateFault) -> String {
        var result = ""
        for part in parts {
            switch part {
            case .text(let text): result += text
            case .value(let expression): result += try text(attempt(expression), of: expression) ?? ""
            }
        }
        return result
    }

    /// A value as text; what has no text is a fault, so that nothing is ever printed as an empty string by mistake.
    private mutating func text(_ value: TemplateValue, of expression: Expression) throws(TemplateFault) -> String? {
        switch value {
        case .text(let text): return text
        case .number(let number): return String(number)
        case .none where triesEverything: return nil
        case .none:
            try refuse(
                "template-no-value", told(.fillingNoValue), expression)
        case .bool:
            try refuse("template-wrong-kind", told(.fillingFlag), expression)
        case .list:
            try refuse("template-wrong-kind", told(.fillingList), expression)
        case .record(let record):
            try refuse(
                "template-wrong-kind",
                told(.fillingRecord, ["fields": listed(record.names.prefix(12))]),
                expression)
        case .markup: try refuse("template-wrong-kind", told(.fillingMarkup), expression)
        }
        return nil
    }

    private mutating func refuse(_ id: String, _ what: String, _ expression: Expression) throws(TemplateFault) {
        let place = expression.location ?? SourceLocation(file: program.name)
        let fault = TemplateFault(
            diagnostic: Diagnostic(
                id, .error, told(.fillingSubject, ["expression": expression.spelling, "what": what]), at: place))
        guard triesEverything else { throw fault }
        gather(fault)
    }

    // MARK: Expressions

    private mutating func evaluate(_ expression: Expression) throws(TemplateFault) -> TemplateValue {
        switch expression {
        case .literal(let value): return value
        case .path(let slot, let fields, let place): return try look(slot, fields, place)
        case .loop(let loop, let field): return state(loops[loop], field)
        case .not(let inner): return .bool(!(try evaluate(inner).isTrue))
        case .and(let first, let second):
            let isTrue = try evaluate(first).isTrue
            if !isTrue, !triesEverything { return .bool(false) }
            return .bool(try evaluate(second).isTrue && isTrue)
        case .or(let first, let second):
            let isTrue = try evaluate(first).isTrue
            if isTrue, !triesEverything { return .bool(true) }
            return .bool(try evaluate(second).isTrue || isTrue)
        case .compare(let comparison, let first, let second, let place):
            return .bool(try compare(comparison, evaluate(first), evaluate(second), place))
        case .filter(let inner, let index, let name, let arguments, let place):
            return try apply(index, name, to: inner, arguments, place)
        case .choose(let value, let condition, let otherwise):
            let isTrue = try evaluate(condition).isTrue
            if triesEverything {
                let first = try evaluate(value)
                let second = try evaluate(otherwise)
                return isTrue ? first : second
            }
            return try evaluate(isTrue ? value : otherwise)
        }
    }

    private func look(_ slot: Int?, _ fields: [String], _ place: SourceLocation) throws(TemplateFault) -> TemplateValue
    {
        var value = slot.map { slots[$0] } ?? .record(values)
        for (index, field) in fields.enumerated() {
            if index == 0, slot != nil { continue }
            switch value {
            case .none: return .none
            case .record(let record):
                guard let next = record.fields[field] else {
                    let known = record.names
                    throw TemplateFault(
                        diagnostic: Diagnostic(
                            "template-unknown-name", .error,
                            told(
                                .fillingUnknownName,
                                [
                                    "name": field, "path": fields.joined(separator: "."),
                                    "advice": Spelling.advice(field, known),
                                ]),
                            at: place))
                }
                value = next
            case .list(let items):
                guard let number = Int(field) else { fallthrough }
                value = items.indices.contains(number) ? items[number] : .none
            default:
                throw TemplateFault(
                    diagnostic: Diagnostic(
                        "template-unknown-name", .error,
                        told(
                            .fillingNoField,
                            ["path": fields[..<index].joined(separator: "."), "kind": value.kind.spoken, "name": field]),
                        at: place))
            }
        }
        return value
    }

    private func state(_ loop: (index: Int, count: Int), _ field: LoopField) -> TemplateValue {
        switch field {
        case .index: .number(loop.index)
        case .number: .number(loop.index + 1)
        case .count: .number(loop.count)
        case .first: .bool(loop.index == 0)
        case .last: .bool(loop.index == loop.count - 1)
        case .odd: .bool(loop.index % 2 == 0)
        case .even: .bool(loop.index % 2 == 1)
        }
    }

    private mutating func apply(
        _ index: Int, _ name: String, to inner: Expression, _ arguments: [Expression], _ place: SourceLocation
    ) throws(TemplateFault) -> TemplateValue {
        let filter = program.filters[index]
        let value = try evaluate(inner)
        if case .none = value, triesEverything, !filter.accepts.contains(.none) { return .none }
        guard filter.accepts.contains(value.kind) else {
            let wanted = TemplateValueKind.allCases.filter { filter.accepts.contains($0) }.map(\.rawValue)
            let advice = value.kind == .none ? told(.fillingFilterAdvice) : ""
            throw TemplateFault(
                diagnostic: Diagnostic(
                    "template-filter-misfit", .error,
                    told(
                        .fillingFilterKind,
                        [
                            "filter": name, "wanted": either(wanted), "expression": inner.spelling,
                            "kind": value.kind.spoken, "advice": advice,
                        ]), at: place))
        }
        var given: [TemplateValue] = []
        for argument in arguments { given.append(try evaluate(argument)) }
        do { return try filter.apply(value, given) } catch {
            throw TemplateFault(
                diagnostic: Diagnostic(
                    "template-filter-misfit", .error,
                    told(.fillingFilterValue, ["filter": name, "expression": inner.spelling, "cause": error.message]),
                    at: place))
        }
    }

    private func compare(
        _ comparison: Comparison, _ first: TemplateValue, _ second: TemplateValue, _ place: SourceLocation
    ) throws(TemplateFault) -> Bool {
        switch (first, second) {
        case (.number(let a), .number(let b)): return holds(comparison, a == b, a < b)
        case (.text(let a), .text(let b)):
            return holds(comparison, a == b, a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars))
        case (.bool(let a), .bool(let b)) where comparison == .equal || comparison == .unequal:
            return holds(comparison, a == b, false)
        case (.none, .none): return comparison == .equal
        case (.none, _), (_, .none): return comparison == .unequal
        default:
            throw TemplateFault(
                diagnostic: Diagnostic(
                    "template-wrong-kind", .error,
                    told(.fillingCompare, ["one": first.kind.spoken, "other": second.kind.spoken]), at: place)
            )
        }
    }

    private func holds(_ comparison: Comparison, _ isEqual: Bool, _ isLess: Bool) -> Bool {
        switch comparison {
        case .equal: isEqual
        case .unequal: !isEqual
        case .less: isLess
        case .lessOrEqual: isLess || isEqual
        case .greater: !isLess && !isEqual
        case .greaterOrEqual: !isLess
        }
    }
}
