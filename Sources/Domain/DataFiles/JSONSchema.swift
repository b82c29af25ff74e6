//  JSONSchema.swift
//  In: a JSON Schema file. Out: the rules it states, ready to hold data files to.
//
//  A subset of JSON Schema 2020-12, the one our schemas use: type, properties, required, additionalProperties, items,
//  enum, const inside oneOf, minimum, maximum, minLength, maxLength, minItems, maxItems, pattern, format, local $ref.
//  A schema that uses another keyword is refused, so nothing can stand in the file that only editors would check.
//  `title` is the Japanese name: accepted for keys and values, and shown beside the English one in messages.
//  https://json-schema.org/draft/2020-12/json-schema-validation

import Diagnostics
import Messages

/// One (sub)schema. Immutable, shared by everything that checks with it.
public final class JSONSchema: Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case object, array, string, integer, number, boolean, null
    }

    /// Codes are folded to one width before they are checked, and handed on folded.
    enum Format: String, Sendable, CaseIterable {
        case date
        case postalCode = "postal-code"
        case telephone
        case medicalCode = "medical-code"
        case registrationNumber = "registration-number"
        case rate
        case email
    }

    enum Additional: Sendable {
        case refused
        case anything
        case each(JSONSchema)
    }

    struct Property: Sendable {
        let key: String
        let schema: JSONSchema
    }

    struct Choice: Sendable {
        let value: String
        let title: String?
        /// Also accepted: other words for the same.
        let others: [String]
    }

    public let title: String?
    let purpose: String?
    let kinds: [Kind]
    let properties: [Property]
    let index: [String: Int]
    let required: [String]
    let additional: Additional
    let items: JSONSchema?
    let choices: [Choice]
    let choiceIndex: [String: Int]
    let minimum: Int?
    let maximum: Int?
    let minLength: Int?
    let maxLength: Int?
    let minItems: Int?
    let maxItems: Int?
    let pattern: SchemaPattern?
    let format: Format?

    /// Reads a schema file.
    public static func read(_ path: String) throws(DataFaults) -> JSONSchema {
        try schema(of: try DataFile.read(path))
    }

    public static func schema(of root: DataNode) throws(DataFaults) -> JSONSchema {
        try JSONSchema(root, root: root, depth: 0)
    }

    private static let keywords: Set<String> = [
        "$schema", "$id", "$defs", "$ref", "$comment", "title", "description", "default", "examples", "type",
        "properties", "required", "additionalProperties", "items", "enum", "oneOf", "const", "minimum", "maximum",
        "minLength", "maxLength", "minItems", "maxItems", "pattern", "format",
    ]

    private init(_ written: DataNode, root: DataNode, depth: Int) throws(DataFaults) {
        func refuse(_ message: String, _ place: SourceLocation) -> DataFaults {
            DataFaults("schema-unsupported", message, at: place)
        }
        guard depth < 32 else { throw refuse(told(.schemaCircle), written.place) }
        var node = written
        if let reference = written["$ref"] {
            let path = (reference.text ?? "").split(separator: "/").map(String.init)
            guard path.count == 3, path[0] == "#", path[1] == "$defs", let target = root["$defs"]?[path[2]] else {
                throw refuse(told(.schemaReference), reference.place)
            }
            node = target
        }
        for entry in node.entries + written.entries where !Self.keywords.contains(entry.key) {
            throw refuse(told(.schemaKeyword, ["name": entry.key]), entry.keyPlace)
        }
        func bound(_ key: String) throws(DataFaults) -> Int? {
            guard let value = node[key] else { return nil }
            guard let number = value.text.flatMap(Int.init) else {
                throw refuse(told(.schemaNumber, ["key": key]), value.place)
            }
            return number
        }
        title = (written["title"] ?? node["title"])?.text
        purpose = (written["description"] ?? node["description"])?.text

        var kinds: [Kind] = []
        if let type = node["type"] {
            for name in type.text.map({ [$0] }) ?? type.elements.compactMap(\.text) {
                guard let kind = Kind(rawValue: name) else {
                    throw refuse(told(.schemaType, ["name": name]), type.place)
                }
                kinds.append(kind)
            }
        }
        self.kinds = kinds

        var properties: [Property] = []
        var index: [String: Int] = [:]
        for entry in node["properties"]?.entries ?? [] {
            let schema = try JSONSchema(entry.value, root: root, depth: depth + 1)
            index[entry.key] = properties.count
            if let title = schema.title {
                guard index[foldWidth(title)] == nil else {
                    throw refuse(told(.schemaTitle, ["title": title]), entry.keyPlace)
                }
                index[foldWidth(title)] = properties.count
            }
            properties.append(Property(key: entry.key, schema: schema))
        }
        self.properties = properties
        self.index = index
        required = (node["required"]?.elements ?? []).compactMap(\.text)
        switch node["additionalProperties"] {
        case .some(let rule) where rule.text == "false": additional = .refused
        case .some(let rule) where rule.text == nil:
            additional = .each(try JSONSchema(rule, root: root, depth: depth + 1))
        default: additional = .anything
        }
        items = try node["items"].map { rule throws(DataFaults) in
            try JSONSchema(rule, root: root, depth: depth + 1)
        }

        var choices: [Choice] = []
        for value in node["enum"]?.elements ?? [] {
            choices.append(Choice(value: value.text ?? "null", title: nil, others: []))
        }
        for option in node["oneOf"]?.elements ?? [] {
            guard let value = option["const"]?.text else {
                throw refuse(told(.schemaOneOf), option.place)
            }
            choices.append(
                Choice(
                    value: value, title: option["title"]?.text,
                    others: option["examples"]?.elements.compactMap(\.text) ?? []))
        }
        self.choices = choices
        var choiceIndex: [String: Int] = [:]
        for (position, choice) in choices.enumerated() {
            for name in [choice.value] + [choice.title].compactMap(\.self) + choice.others {
                choiceIndex[foldWidth(name)] = position
            }
        }
        self.choiceIndex = choiceIndex

        minimum = try bound("minimum")
        maximum = try bound("maximum")
        minLength = try bound("minLength")
        maxLength = try bound("maxLength")
        minItems = try bound("minItems")
        maxItems = try bound("maxItems")
        if let text = node["pattern"] {
            guard let pattern = SchemaPattern(text.text ?? "") else {
                throw refuse(told(.schemaPattern), text.place)
            }
            self.pattern = pattern
        } else {
            pattern = nil
        }
        if let name = node["format"] {
            guard let format = Format(rawValue: name.text ?? "") else {
                throw refuse(told(.schemaFormat, ["name": name.text ?? ""]), name.place)
            }
            self.format = format
        } else {
            format = nil
        }
    }
}

extension JSONSchema {
    /// The constants that a property, or the entries of a list property, may have.
    public func choices(of key: String) -> [String] {
        guard let position = index[key] else { return [] }
        let schema = properties[position].schema
        return (schema.items ?? schema).choices.map(\.value)
    }
}
