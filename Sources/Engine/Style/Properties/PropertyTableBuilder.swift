//  PropertyTableBuilder.swift
//  In: a row's parts. Out: longhands and shorthands in the table. The verbs that the rows of all specifications use.

import Geometry

/// Gathers the rows of `PropertyTable`.
struct PropertyTableBuilder {
    private(set) var longhands: [Longhand] = []
    private(set) var shorthands: [Shorthand] = []
    private(set) var names: [String: PropertyName] = [:]
    private(set) var logical: [(logical: PropertyID, ltr: PropertyID, rtl: PropertyID)] = []

    typealias Parser<Value> = @Sendable (inout TokenCursor) -> Value?
    typealias ComputedParser<Value> = @Sendable (inout TokenCursor, ValueContext) -> Deferred<Value>?
    typealias Path<Group, Value> = WritableKeyPath<Group, Value> & Sendable

    mutating func add(_ row: Longhand) {
        names[row.name] = .longhand(PropertyID(longhands.count))
        longhands.append(row)
    }

    // Rows of a group whose specified value is the computed one.
    mutating func text<Value: Sendable>(
        _ name: String, _ path: Path<TextValues, Value>, _ initial: String, _ parse: @escaping Parser<Value>
    ) {
        textComputed(name, path, initial, Self.asSpecified(parse))
    }
    mutating func box<Value: Sendable>(
        _ name: String, _ path: Path<BoxValues, Value>, _ initial: String, _ parse: @escaping Parser<Value>
    ) {
        boxComputed(name, path, initial, Self.asSpecified(parse))
    }
    mutating func decoration<Value: Sendable>(
        _ name: String, _ path: Path<DecorationValues, Value>, _ initial: String, _ parse: @escaping Parser<Value>
    ) {
        decorationComputed(name, path, initial, Self.asSpecified(parse))
    }
    mutating func flow<Value: Sendable>(
        _ name: String, _ path: Path<FlowValues, Value>, _ initial: String, _ parse: @escaping Parser<Value>
    ) {
        flowComputed(name, path, initial, Self.asSpecified(parse))
    }
    mutating func generated<Value: Sendable>(
        _ name: String, _ path: Path<GeneratedValues, Value>, _ initial: String, _ parse: @escaping Parser<Value>
    ) {
        generatedComputed(name, path, initial, Self.asSpecified(parse))
    }
    private static func asSpecified<Value: Sendable>(_ parse: @escaping Parser<Value>) -> ComputedParser<Value> {
        { (cursor: inout TokenCursor, _: ValueContext) -> Deferred<Value>? in
            guard let value = parse(&cursor) else { return nil }
            return { _ in value }
        }
    }

    // Rows whose value must be computed: the parser's answer says how.
    mutating func textComputed<Value>(
        _ name: String, _ path: Path<TextValues, Value>, _ initial: String, _ parse: @escaping ComputedParser<Value>
    ) {
        add(
            Longhand(
                name: name, isInherited: true, initial: initial,
                parse: { cursor, context in
                    guard let value = parse(&cursor, context) else { return nil }
                    return { $0.text[keyPath: path] = value(&$0) }
                },
                copy: { $0.text[keyPath: path] = $1.text[keyPath: path] }))
    }
    mutating func boxComputed<Value>(
        _ name: String, _ path: Path<BoxValues, Value>, _ initial: String, _ parse: @escaping ComputedParser<Value>
    ) {
        add(
            Longhand(
                name: name, isInherited: false, initial: initial,
                parse: { cursor, context in
                    guard let value = parse(&cursor, context) else { return nil }
                    return { $0.box[keyPath: path] = value(&$0) }
                },
                copy: { $0.box[keyPath: path] = $1.box[keyPath: path] }))
    }
    mutating func decorationComputed<Value>(
        _ name: String, _ path: Path<DecorationValues, Value>, _ initial: String,
        _ parse: @escaping ComputedParser<Value>
    ) {
        add(
            Longhand(
                name: name, isInherited: false, initial: initial,
                parse: { cursor, context in
                    guard let value = parse(&cursor, context) else { return nil }
                    return { $0.decoration[keyPath: path] = value(&$0) }
                },
                copy: { $0.decoration[keyPath: path] = $1.decoration[keyPath: path] }))
    }
    /// A colour that is the text's colour unless set.
    mutating func decorationColor(
        _ name: String, _ path: Path<DecorationValues, Color>, _ use: CurrentColors, initial: String = "currentcolor"
    ) {
        add(
            Longhand(
                name: name, isInherited: false, initial: initial,
                parse: { cursor, _ in
                    guard let color = cursor.color() else { return nil }
                    return { $0.setColor(path, use, color) }
                },
                copy: { $0.copyColor(path, use, from: $1) }))
    }
    mutating func flowComputed<Value>(
        _ name: String, _ path: Path<FlowValues, Value>, _ initial: String, _ parse: @escaping ComputedParser<Value>
    ) {
        add(
            Longhand(
                name: name, isInherited: false, initial: initial,
                parse: { cursor, context in
                    guard let value = parse(&cursor, context) else { return nil }
                    return { $0.flow[keyPath: path] = value(&$0) }
                },
                copy: { $0.flow[keyPath: path] = $1.flow[keyPath: path] }))
    }
    mutating func generatedComputed<Value>(
        _ name: String, _ path: Path<GeneratedValues, Value>, _ initial: String,
        _ parse: @escaping ComputedParser<Value>
    ) {
        add(
            Longhand(
                name: name, isInherited: false, initial: initial,
                parse: { cursor, context in
                    guard let value = parse(&cursor, context) else { return nil }
                    return { $0.generated[keyPath: path] = value(&$0) }
                },
                copy: { $0.generated[keyPath: path] = $1.generated[keyPath: path] }))
    }

    // Shorthands.
    func id(_ name: String) -> PropertyID {
        guard case .longhand(let id)? = names[name] else { preconditionFailure("no row \(name) before its shorthand") }
        return id
    }
    func parser(_ name: String) -> ValueParser { longhands[Int(id(name).index)].parse }

    mutating func shorthand(
        _ name: String, _ longhandNames: [String],
        _ parse: @escaping @Sendable (inout TokenCursor, ValueContext) -> LonghandValues?
    ) {
        names[name] = .shorthand(shorthands.count)
        shorthands.append(Shorthand(name: name, longhands: longhandNames.map { id($0) }, parse: parse))
    }
    /// One to four values for top, right, bottom, left.
    mutating func sides(_ name: String, _ four: [String]) {
        let ids = four.map { id($0) }
        let parse = parser(four[0])
        let parsers = four.map { parser($0) }
        shorthand(name, four) { cursor, context in
            // each side's own parser reads each value, for a setter belongs to one side
            var places: [Int] = []
            while !cursor.isAtEnd, places.count < 4 {
                cursor.skipWhitespace()
                places.append(cursor.position)
                guard parse(&cursor, context) != nil else { return nil }
            }
            guard !places.isEmpty else { return nil }
            let chosen = [
                0, places.count > 1 ? 1 : 0, places.count > 2 ? 2 : 0, places.count > 3 ? 3 : places.count > 1 ? 1 : 0,
            ]
            var values: LonghandValues = []
            for side in 0..<4 {
                var at = cursor
                at.position = places[chosen[side]]
                guard let setter = parsers[side](&at, context) else { return nil }
                values.append((ids[side], .set(setter)))
            }
            return values
        }
    }
    /// One value for both or two values.
    mutating func pair(_ name: String, _ first: String, _ second: String) {
        let ids = (id(first), id(second))
        let parsers = (parser(first), parser(second))
        shorthand(name, [first, second]) { cursor, context in
            let start = cursor
            guard let one = parsers.0(&cursor, context) else { return nil }
            var again = cursor.isAtEnd ? start : cursor
            guard let two = parsers.1(&again, context) else { return nil }
            cursor = again
            return [(ids.0, .set(one)), (ids.1, .set(two))]
        }
    }
    /// Values in any order, each for the first longhand that takes it; all of them may be repeated over `targets`.
    mutating func anyOrder(_ name: String, _ longhandNames: [String], also targets: [[String]] = []) {
        let groups = [longhandNames] + targets
        let ids = groups.map { $0.map { id($0) } }
        let parsers = groups.map { $0.map { parser($0) } }
        shorthand(name, groups.flatMap { $0 }) { cursor, context in
            var values: LonghandValues = []
            var open = Array(longhandNames.indices)
            while !cursor.isAtEnd {
                var found = false
                for (place, index) in open.enumerated() {
                    let start = cursor
                    guard let setter = parsers[0][index](&cursor, context) else {
                        cursor = start
                        continue
                    }
                    values.append((ids[0][index], .set(setter)))
                    for group in 1..<max(1, ids.count) {
                        var again = start
                        if let other = parsers[group][index](&again, context) {
                            values.append((ids[group][index], .set(other)))
                        }
                    }
                    open.remove(at: place)
                    found = true
                    break
                }
                if !found { return nil }
            }
            return values.isEmpty ? nil : values
        }
    }
    /// Another name for a property.
    mutating func alias(_ name: String, _ target: String) {
        names[name] = names[target]
    }
    mutating func ignore(_ list: String) {
        for name in list.split(separator: " ") where names[String(name)] == nil { names[String(name)] = .ignored }
    }
    /// A flow-relative longhand on the inline axis, mapped by `direction` when styles are computed.
    mutating func logicalInline(_ name: String, ltr: String, rtl: String) {
        let row = longhands[Int(id(ltr).index)]
        let other = longhands[Int(id(rtl).index)]
        add(
            Longhand(
                name: name, isInherited: row.isInherited, initial: row.initial,
                parse: { cursor, context in
                    var again = cursor
                    guard let left = row.parse(&cursor, context), let right = other.parse(&again, context) else {
                        return nil
                    }
                    return { $0.text.direction == .rtl ? right(&$0) : left(&$0) }
                },
                copy: { $0.text.direction == .rtl ? other.copy(&$0, $1) : row.copy(&$0, $1) }))
        logical.append((id(name), id(ltr), id(rtl)))
    }
}

/// A parser that takes one of these keywords.
func oneOf<Value: Sendable>(_ words: KeyValuePairs<String, Value>) -> PropertyTableBuilder.Parser<Value> {
    let table = Dictionary(words.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    return { cursor in
        guard let token = cursor.peek(), token.kind == .ident, let value = table[token.keyword] else { return nil }
        cursor.position += 1
        return value
    }
}
