//  Phrasebook.swift
//  In: reasons.yaml; messages of the domain. Out: sentences.

import DataFiles
import Diagnostics
import Measures
import Messages

/// The sentences and names that stand for ids.
public struct Phrasebook: Sendable {
    private enum Piece: Sendable {
        case text(String)
        case argument(String)
    }

    private let sentences: [String: [Piece]]
    private let names: [String: String]
    /// What another language says where this one says nothing.
    private let fallbackSentences: [String: [Piece]]
    private let fallbackNames: [String: String]
    /// What stands for words of the data files that are arguments themselves, such as units.
    private let texts: [String: String]
    public let place: SourceLocation

    /// The ids that have a sentence, in alphabetical order.
    public var ids: [String] { sentences.keys.sorted() }

    public init(
        _ node: DataNode, names extra: [String: String] = [:], texts: [String: String] = [:],
        fallback: Phrasebook? = nil
    ) throws(DataFaults) {
        place = node.place
        self.texts = texts
        fallbackSentences = fallback?.sentences ?? [:]
        fallbackNames = fallback?.names ?? [:]
        var sentences: [String: [Piece]] = [:]
        for entry in node["messages"]?.entries ?? [] {
            guard let pieces = Self.pieces(entry.value.text ?? "") else {
                throw DataFaults("phrase-braces", told(.phraseBrace), at: entry.value.place)
            }
            sentences[entry.key] = pieces
        }
        var names = extra
        for entry in node["names"]?.entries ?? [] { names[entry.key] = entry.value.text }
        self.sentences = sentences
        self.names = names
    }

    /// The sentence of a message; its id in brackets if there is none.
    public func text(_ message: Message) -> String {
        guard let pieces = sentences[message.id] ?? fallbackSentences[message.id] else { return "[\(message.id)]" }
        var result = ""
        for piece in pieces {
            switch piece {
            case .text(let text): result += text
            case .argument(let name): result += message[name].map(text(of:)) ?? "[\(name)]"
            }
        }
        return result
    }

    public func hasSentence(_ id: String) -> Bool { sentences[id] != nil }

    /// The names in braces of a sentence.
    public func arguments(of id: String) -> [String] {
        (sentences[id] ?? []).compactMap { if case .argument(let name) = $0 { name } else { nil } }
    }

    /// The name that stands for an id; the id itself if there is none.
    public func name(_ id: String) -> String { names[id] ?? fallbackNames[id] ?? id }

    /// Fills the braces of any text of the data files.
    public func filled(_ template: String, _ arguments: [String: Message.Value]) -> String {
        (Self.pieces(template) ?? [.text(template)]).reduce(into: "") { result, piece in
            switch piece {
            case .text(let text): result += text
            case .argument(let name): result += arguments[name].map(text(of:)) ?? "[\(name)]"
            }
        }
    }

    /// One argument as it is read.
    public func text(of value: Message.Value) -> String {
        switch value {
        case .yen(let yen): form("form.yen", ["n": yen.grouped])
        // round tens of thousands as they are said: 4万
        case .count(let count) where count >= 10_000 && count % 10_000 == 0 && names["tenThousand"] != nil:
            "\(Yen(count / 10_000).grouped)\(name("tenThousand"))"
        case .count(let count): Yen(count).grouped
        case .day(let day):
            form(
                "form.day",
                [
                    "y": String(day.year), "m": String(day.month), "d": String(day.day), "M": month(day.month),
                ])
        case .rate(let rate): rate.description
        // a word with two forms (`unit|units`) is named by the first
        case .text(let text): texts[text].map { String($0.prefix { $0 != "|" }) } ?? text
        case .name(let id): name(id)
        }
    }

    /// A form of the file (`form.yen: "{n}円"`) filled in.
    private func form(_ id: String, _ values: KeyValuePairs<String, String>) -> String {
        var text = name(id)
        for (name, value) in values { text = text.replacing("{\(name)}", with: value) }
        return text
    }
    /// The month's name, where the language has names for them.
    private func month(_ month: Int) -> String {
        let months = (names["form.months"] ?? "").split(separator: " ")
        return months.indices.contains(month - 1) ? String(months[month - 1]) : String(month)
    }

    private static func pieces(_ template: String) -> [Piece]? {
        var pieces: [Piece] = []
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else { return nil }
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            pieces.append(.argument(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }
}
