//  SchemaValidation.swift
//  In: a schema and a tree. Out: the tree with English keys, canonical choices and folded codes, or every fault in it.

import Diagnostics
import Measures
import Messages

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
                complain(
                    "data-type", told(.dataNoValue, ["what": named(path), "need": expectation(schema)]), node.place)
            }
            return node
        case .mapping(let entries):
            guard allows(schema, .object) else { return wrongType(node, schema, path) }
            return mapping(node, entries, schema, path)
        case .sequence(let elements):
            guard allows(schema, .array) else { return wrongType(node, schema, path) }
            if let least = schema.minItems, elements.count < least {
                complain("data-range", told(.dataFewEntries, ["what": named(path), "least": least]), node.place)
            }
            if let most = schema.maxItems, elements.count > most {
                complain("data-range", told(.dataManyEntries, ["what": named(path), "most": most]), node.place)
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
            case .mapping: told(.dataFoundKeys)
            case .sequence: told(.dataFoundList)
            case .scalar(let text, let quoted):
                quoted ? told(.dataFoundQuoted, ["text": shown(text)]) : told(.dataFoundText, ["text": shown(text)])
            case .null: told(.dataFoundNothing)
            }
        complain(
            "data-type", told(.dataWrongType, ["what": named(path), "found": found, "need": expectation(schema)]),
            node.place)
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
                        told(.dataKeyAgain, ["written": shown(entry.key), "key": property.key]), entry.keyPlace)
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
                    nearestWord(to: entry.key, among: known).map { told(.dataMeant, ["name": $0]) }
                    ?? told(.dataKeysHere, ["keys": listed(schema.properties.map(\.key))])
                complain(
                    "data-unknown-key",
                    path.isEmpty
                        ? told(.dataUnknownKey, ["key": shown(entry.key), "advice": advice])
                        : told(.dataUnknownKeyIn, ["key": shown(entry.key), "path": path, "advice": advice]),
                    entry.keyPlace
                )
            }
        }
        for key in schema.required {
            if let position = schema.index[key], !seen[position] {
                let property = schema.properties[position]
                let full = path.isEmpty ? key : "\(path).\(key)"
                complain(
                    "data-missing-key", told(.dataMissingNeed, ["key": full, "need": expectation(property.schema)]),
                    node.place)
            } else if schema.index[key] == nil, !entries.contains(where: { $0.key == key }) {
                complain(
                    "data-missing-key", told(.dataKeyMissing, ["key": path.isEmpty ? key : "\(path).\(key)"]),
                    node.place)
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
                    near.map {
                        told(
                            .dataChoiceMeant,
                            ["what": named(path), "text": shown(text), "need": expectation(schema), "name": $0])
                    } ?? told(.dataChoice, ["what": named(path), "text": shown(text), "need": expectation(schema)]),
                    node.place)
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
                        "data-type", told(.dataDigitsOnly, ["what": named(path), "text": shown(text), "digits": bare]),
                        node.place)
                    return node
                }
                return wrongType(node, schema, path)
            }
            let isLow = schema.minimum.map { number < $0 } ?? false
            let isHigh = schema.maximum.map { number > $0 } ?? false
            if isLow || isHigh {
                complain(
                    "data-range",
                    told(.dataOutOfRange, ["what": named(path), "number": number, "need": expectation(schema)]),
                    node.place)
            }
            return DataNode(.scalar(String(number), quoted: false), at: node.place)
        }
        if schema.kinds.contains(.number) {
            // measures: millimetres, points; never money
            let digits = foldCode(text)
            guard digits.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }),
                let number = Double(digits), number.isFinite
            else { return wrongType(node, schema, path) }
            if schema.minimum.map({ number < Double($0) }) ?? false
                || schema.maximum.map({ number > Double($0) }) ?? false
            {
                complain(
                    "data-range",
                    told(.dataOutOfRange, ["what": named(path), "number": digits, "need": expectation(schema)]),
                    node.place)
            }
            return DataNode(.scalar(digits, quoted: false), at: node.place)
        }
        return wrongType(node, schema, path)
    }

    private mutating func string(
        _ node: DataNode, _ written: String, _ quoted: Bool, _ schema: JSONSchema, _ path: String
    ) -> DataNode {
        let text = schema.format == nil ? written : foldCode(written)
        let length = text.unicodeScalars.count
        if let least = schema.minLength, length < least {
            complain("data-range", told(.dataTooShort, ["what": named(path), "need": expectation(schema)]), node.place)
        } else if let most = schema.maxLength, length > most {
            complain(
                "data-range", told(.dataTooLong, ["what": named(path), "length": length, "most": most]), node.place)
        } else if let pattern = schema.pattern, !pattern.matches(text) {
            complain(
                "data-form",
                told(.dataChoice, ["what": named(path), "text": shown(text), "need": expectation(schema)]), node.place)
        } else if schema.format == .date, Day(text) == nil {
            complain(
                "data-form", told(.dataNoDay, ["what": named(path), "text": shown(text)]),
                node.place)
        } else if text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F }) {
            complain("data-form", told(.dataControlCharacter, ["what": named(path)]), node.place)
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

    private func named(_ path: String) -> String { path.isEmpty ? told(.dataTheFile) : path }

    private func shown(_ text: String) -> String {
        let line = text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
        return line.count > 40 ? String(line.prefix(40)) + "…" : line
    }

    private func expectation(_ schema: JSONSchema) -> String {
        if !schema.choices.isEmpty {
            let list = schema.choices.map { choice in
                choice.value + (choice.title.map { "（\($0)）" } ?? "")
            }
            return told(.needOneOf, ["list": listed(list)])
        }
        var need: String
        switch schema.kinds.first {
        case .object: need = told(.needKeys)
        case .array: need = told(.needList)
        case .integer:
            switch (schema.minimum, schema.maximum) {
            case (let low?, let high?): need = told(.needNumberRange, ["low": low, "high": high])
            case (let low?, nil): need = told(.needNumberFrom, ["low": low])
            default: need = told(.needNumber)
            }
        case .number:
            if let low = schema.minimum, let high = schema.maximum {
                need = told(.needDecimalRange, ["low": low, "high": high])
            } else {
                need = told(.needDecimal)
            }
        case .boolean: need = told(.needFlag)
        case .null: need = told(.needNothing)
        case .string, nil:
            need =
                schema.format == .date
                ? told(.needDay) : schema.pattern == nil ? told(.needText) : told(.needForm)
        }
        if let purpose = schema.purpose { need += " (\(purpose))" }
        return need
    }
}
