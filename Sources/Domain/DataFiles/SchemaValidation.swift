//  SchemaValidation.swift
//  In: a schema and a tree. Out: the tree with English keys, canonical choices and folded codes, or every fault in it.

import Diagnostics
import Measures

extension JSONSchema {
    /// Holds a tree to this schema. Keys and choices may be written by their Japanese titles; the answer has the
    /// English ones. Throws all faults at once, in the order of the file.
    public func checked(_ node: DataNode) throws(DataFaults) -> DataNode {
        var check = SchemaCheck()
        let result = check.value(node, self, path: "")
        guard check.faults.isEmpty else {
            throw DataFaults(
                check.faults.sorted {
                    ($0.location?.line ?? 0, $0.location?.column ?? 0)
                        < ($1.location?.line ?? 0, $1.location?.column ?? 0)
                })
        }
        return result
    }
}

private struct SchemaCheck {
    var faults: [Diagnostic] = []

    mutating func complain(_ id: String, _ message: String, _ place: SourceLocation) {
        if faults.count < 100 { faults.append(Diagnostic(id, .error, message, at: place)) }
    }

    mutating func value(_ node: DataNode, _ schema: JSONSchema, path: String) -> DataNode {
        switch node.content {
        case .null:
            if !schema.kinds.isEmpty, !schema.kinds.contains(.null) {
                complain("data-type", "\(named(path)) has no value: \(expectation(schema))", node.place)
            }
            return node
        case .mapping(let entries):
            guard allows(schema, .object) else { return wrongType(node, schema, path) }
            return mapping(node, entries, schema, path)
        case .sequence(let elements):
            guard allows(schema, .array) else { return wrongType(node, schema, path) }
            if let least = schema.minItems, elements.count < least {
                complain("data-range", "\(named(path)) needs at least \(least) entries", node.place)
            }
            if let most = schema.maxItems, elements.count > most {
                complain("data-range", "\(named(path)) may have at most \(most) entries", node.place)
                return node
            }
            guard let items = schema.items else { return node }
            var result: [DataNode] = []
            result.reserveCapacity(elements.count)
            for (index, element) in elements.enumerated() {
                result.append(value(element, items, path: "\(path)[\(index)]"))
            }
            return DataNode(.sequence(result), at: node.place)
        case .scalar(let text, let quoted):
            return scalar(node, text, quoted, schema, path)
        }
    }

    private func allows(_ schema: JSONSchema, _ kind: JSONSchema.Kind) -> Bool {
        schema.kinds.isEmpty || schema.kinds.contains(kind)
    }

    private mutating func wrongType(_ node: DataNode, _ schema: JSONSchema, _ path: String) -> DataNode {
        let found =
            switch node.content {
            case .mapping: "keys with values"
            case .sequence: "a list"
            case .scalar(let text, let quoted): quoted ? "the quoted text \"\(shown(text))\"" : "\"\(shown(text))\""
            case .null: "nothing"
            }
        complain("data-type", "\(named(path)) is \(found): \(expectation(schema))", node.place)
        return node
    }

    private mutating func mapping(
        _ node: DataNode, _ entries: [DataEntry], _ schema: JSONSchema, _ path: String
    ) -> DataNode {
        var result: [DataEntry] = []
        result.reserveCapacity(entries.count)
        var seen = [Bool](repeating: false, count: schema.properties.count)
        for entry in entries {
            let inner = path.isEmpty ? entry.key : "\(path).\(entry.key)"
            if let position = schema.index[entry.key] ?? schema.index[foldWidth(entry.key)] {
                let property = schema.properties[position]
                if seen[position] {
                    complain(
                        "data-doubled-key",
                        "\"\(shown(entry.key))\" gives \(property.key) a second time: keep one of them", entry.keyPlace)
                }
                seen[position] = true
                // a key without a value says nothing; whether it must say something is for `required`
                if entry.value.content == .null, !property.schema.kinds.contains(.null) {
                    seen[position] = !schema.required.contains(property.key)
                    continue
                }
                let place = path.isEmpty ? property.key : "\(path).\(property.key)"
                result.append(
                    DataEntry(
                        key: property.key, keyPlace: entry.keyPlace,
                        value: value(entry.value, property.schema, path: place)))
                continue
            }
            switch schema.additional {
            case .anything: result.append(entry)
            case .each(let rule):
                result.append(
                    DataEntry(
                        key: entry.key, keyPlace: entry.keyPlace, value: value(entry.value, rule, path: inner)))
            case .refused:
                let known = schema.properties.flatMap { [$0.key, $0.schema.title].compactMap(\.self) }
                let advice =
                    nearestWord(to: entry.key, among: known).map { "did you mean \"\($0)\"?" }
                    ?? "the keys here are \(schema.properties.map(\.key).joined(separator: ", "))"
                complain(
                    "data-unknown-key",
                    "unknown key \"\(shown(entry.key))\"\(path.isEmpty ? "" : " in \(path)"); \(advice)", entry.keyPlace
                )
            }
        }
        for key in schema.required {
            if let position = schema.index[key], !seen[position] {
                let property = schema.properties[position]
                let full = path.isEmpty ? key : "\(path).\(key)"
                complain("data-missing-key", "\(full) is missing: \(expectation(property.schema))", node.place)
            } else if schema.index[key] == nil, !entries.contains(where: { $0.key == key }) {
                complain("data-missing-key", "\(path.isEmpty ? key : "\(path).\(key)") is missing", node.place)
            }
        }
        return DataNode(.mapping(result), at: node.place)
    }

    private mutating func scalar(
        _ node: DataNode, _ text: String, _ quoted: Bool, _ schema: JSONSchema, _ path: String
    ) -> DataNode {
        if !schema.choices.isEmpty {
            guard let position = schema.choiceIndex[text] ?? schema.choiceIndex[foldWidth(text)] else {
                let near = nearestWord(
                    to: text, among: schema.choices.flatMap { [$0.value, $0.title].compactMap(\.self) })
                complain(
                    "data-choice",
                    "\(named(path)) is \"\(shown(text))\": \(expectation(schema))"
                        + (near.map { "; did you mean \"\($0)\"?" } ?? ""), node.place)
                return node
            }
            let choice = schema.choices[position].value
            return choice == text ? node : DataNode(.scalar(choice, quoted: quoted), at: node.place)
        }
        if allows(schema, .string) { return string(node, text, quoted, schema, path) }
        guard !quoted else { return wrongType(node, schema, path) }
        if schema.kinds.contains(.boolean), let flag = truth(text) {
            return DataNode(.scalar(flag ? "true" : "false", quoted: false), at: node.place)
        }
        if schema.kinds.contains(.integer) {
            let digits = foldCode(text)
            guard let number = Int(digits), digits.first != "+" else {
                let bare = digits.filter { $0 != "," && $0 != "円" && $0 != "¥" && $0 != " " }
                if digits != bare, Int(bare) != nil {
                    complain(
                        "data-type", "\(named(path)) is \"\(shown(text))\": write \(bare), digits only", node.place)
                    return node
                }
                return wrongType(node, schema, path)
            }
            let isLow = schema.minimum.map { number < $0 } ?? false
            let isHigh = schema.maximum.map { number > $0 } ?? false
            if isLow || isHigh {
                complain("data-range", "\(named(path)) is \(number): \(expectation(schema))", node.place)
            }
            return DataNode(.scalar(String(number), quoted: false), at: node.place)
        }
        return wrongType(node, schema, path)
    }

    private mutating func string(
        _ node: DataNode, _ written: String, _ quoted: Bool, _ schema: JSONSchema, _ path: String
    ) -> DataNode {
        let text = schema.format == nil ? written : foldCode(written)
        let length = text.unicodeScalars.count
        if let least = schema.minLength, length < least {
            complain("data-range", "\(named(path)) is too short: \(expectation(schema))", node.place)
        } else if let most = schema.maxLength, length > most {
            complain(
                "data-range", "\(named(path)) has \(length) characters: at most \(most) are allowed", node.place)
        } else if let pattern = schema.pattern, !pattern.matches(text) {
            complain("data-form", "\(named(path)) is \"\(shown(text))\": \(expectation(schema))", node.place)
        } else if schema.format == .date, Day(text) == nil {
            complain(
                "data-form", "\(named(path)) is \"\(shown(text))\": a day of the calendar as YYYY-MM-DD is needed",
                node.place)
        } else if text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F }) {
            complain("data-form", "\(named(path)) contains a control character: remove it", node.place)
        }
        return text == written ? node : DataNode(.scalar(text, quoted: quoted), at: node.place)
    }

    private func truth(_ text: String) -> Bool? {
        switch text {
        case "true", "はい", "あり", "有": true
        case "false", "いいえ", "なし", "無": false
        default: nil
        }
    }

    private func named(_ path: String) -> String { path.isEmpty ? "the file" : path }

    private func shown(_ text: String) -> String {
        let line = text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
        return line.count > 40 ? String(line.prefix(40)) + "…" : line
    }

    private func expectation(_ schema: JSONSchema) -> String {
        if !schema.choices.isEmpty {
            let list = schema.choices.map { choice in
                choice.value + (choice.title.map { "（\($0)）" } ?? "")
            }
            return "one of \(list.joined(separator: ", ")) is needed"
        }
        var need: String
        switch schema.kinds.first {
        case .object: need = "keys with values are needed"
        case .array: need = "a list is needed"
        case .integer:
            switch (schema.minimum, schema.maximum) {
            case (let low?, let high?): need = "a whole number from \(low) to \(high) is needed"
            case (let low?, nil): need = "a whole number from \(low) on is needed"
            default: need = "a whole number is needed"
            }
        case .boolean: need = "true or false is needed"
        case .null: need = "no value is needed"
        case .string, nil:
            need =
                schema.format == .date
                ? "a day as YYYY-MM-DD is needed" : schema.pattern == nil ? "text is needed" : "another form is needed"
        }
        if let purpose = schema.purpose { need += " (\(purpose))" }
        return need
    }
}
