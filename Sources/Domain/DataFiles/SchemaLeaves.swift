//  SchemaLeaves.swift
//  In: a schema. Out: its single values in order, each with its path and its Japanese names: the columns a list may have.

/// A value that one cell can hold: a scalar, or a list of scalars.
public struct SchemaLeaf: Sendable {
    public enum Form: Sendable, Hashable {
        case text, date, postalCode, telephone, medicalCode, integer, flag, choice
    }

    /// The keys that lead to it: `["clinic", "name"]`.
    public let keys: [String]
    /// The Japanese names of the same keys, where the schema gives them.
    public let titles: [String?]
    public let form: Form
    /// Several values may stand in it.
    public let isList: Bool
    /// Constants and how they are called in Japanese, by title and by other words.
    public let choices: [(value: String, title: String?, others: [String])]
    public let maxLength: Int?

    public var path: String { keys.joined(separator: ".") }
}

extension JSONSchema {
    /// The single values of objects within objects, in the schema's order. Lists of objects are left out.
    public var leaves: [SchemaLeaf] { leaves(keys: [], titles: []) }

    private func leaves(keys: [String], titles: [String?]) -> [SchemaLeaf] {
        properties.flatMap { property -> [SchemaLeaf] in
            let schema = property.schema
            let path = keys + [property.key]
            let names = titles + [schema.title]
            if !schema.properties.isEmpty { return schema.leaves(keys: path, titles: names) }
            let single = schema.items ?? schema
            guard single.properties.isEmpty, !property.key.hasPrefix("$") else { return [] }
            return [
                SchemaLeaf(
                    keys: path, titles: names, form: single.leafForm, isList: schema.items != nil,
                    choices: single.choices.map { (value: $0.value, title: $0.title, others: $0.others) },
                    maxLength: single.maxLength)
            ]
        }
    }

    private var leafForm: SchemaLeaf.Form {
        if !choices.isEmpty { return .choice }
        switch format {
        case .date: return .date
        case .postalCode: return .postalCode
        case .telephone: return .telephone
        case .medicalCode: return .medicalCode
        default: break
        }
        if kinds.contains(.integer) { return .integer }
        return kinds.contains(.boolean) ? .flag : .text
    }
}
