//  MessageCatalogue.swift
//  In: Catalogue.txt, a key, values. Out: the sentence in the language of the process.
//
//  Invariants of the room:
//  1. Everything said to people is in the one catalogue; each language has every key with the same names in braces.
//  2. The engine makes a `Sentence`, which takes a language when it is read; the rest of the program says text (`told`) in the
//     language of the process. Nothing else depends on the language.

/// The texts of every language.
public struct MessageCatalogue: Sendable {
    /// A text in the pieces between its braces.
    enum Piece: Sendable, Hashable {
        case text(String)
        case name(String)
    }
    private var texts: [MessageLanguage: [MessageKey: [Piece]]] = [:]
    /// Lines that are none: an unknown key, an unknown language. A test wants none.
    public private(set) var faults: [String] = []

    /// The catalogue of the program.
    public static let shared = MessageCatalogue(
        String(decoding: PackageResources.Catalogue_txt, as: UTF8.self))

    /// A key stands alone on its line; below it, indented, `en …` and `ja …`, with `\n` for a new line; `#` begins
    /// a remark.
    public init(_ source: String) {
        var key: MessageKey?
        for line in source.split(separator: "\n") where !line.hasPrefix("#") {
            guard line.hasPrefix("  ") else {
                key = MessageKey(rawValue: String(line))
                if key == nil { faults.append(String(line)) }
                continue
            }
            let parts = line.dropFirst(2).split(separator: " ", maxSplits: 1)
            guard let key, parts.count == 2, let language = MessageLanguage(rawValue: String(parts[0])),
                texts[language]?[key] == nil
            else {
                faults.append(String(line))
                continue
            }
            texts[language, default: [:]][key] = Self.pieces(parts[1].replacing("\\n", with: "\n"))
        }
    }

    /// The sentence; its key if there is none.
    public func text(
        _ key: MessageKey, _ values: KeyValuePairs<String, any CustomStringConvertible> = [:],
        language: MessageLanguage
    ) -> String {
        text(key, language: language) { name in values.first { $0.key == name }?.value.description }
    }

    /// The sentence with what `value` says for each name in braces.
    func text(_ key: MessageKey, language: MessageLanguage, value: (String) -> String?) -> String {
        guard let pieces = texts[language]?[key] else { return key.rawValue }
        return pieces.reduce(into: "") { result, piece in
            switch piece {
            case .text(let text): result += text
            case .name(let name): result += value(name) ?? "{\(name)}"
            }
        }
    }

    /// The names in braces of a text; nothing if the language has no such text.
    public func names(_ key: MessageKey, language: MessageLanguage) -> Set<String>? {
        texts[language]?[key].map { pieces in
            Set(pieces.compactMap { if case .name(let name) = $0 { name } else { nil } })
        }
    }

    // a brace that holds anything but letters is a brace of the text
    private static func pieces(_ text: Substring) -> [Piece] {
        var pieces: [Piece] = []
        var plain = ""
        var rest = text
        while let open = rest.firstIndex(of: "{") {
            let inner = rest[rest.index(after: open)...].prefix { $0.isLetter && $0.isASCII }
            guard !inner.isEmpty, inner.endIndex < rest.endIndex, rest[inner.endIndex] == "}" else {
                plain += rest[...open]
                rest = rest[rest.index(after: open)...]
                continue
            }
            plain += rest[..<open]
            if !plain.isEmpty { pieces.append(.text(plain)) }
            plain = ""
            pieces.append(.name(String(inner)))
            rest = rest[rest.index(after: inner.endIndex)...]
        }
        plain += rest
        if !plain.isEmpty { pieces.append(.text(plain)) }
        return pieces
    }
}

/// What the program says, in the language of the process: `told(.dataKeyMissing, ["key": name])`.
public func told(
    _ key: MessageKey, _ values: KeyValuePairs<String, any CustomStringConvertible> = [:]
) -> String {
    MessageCatalogue.shared.text(key, values, language: .ofProcess)
}

/// `a, b, c` as the language writes it.
public func listed<Items: Sequence>(_ items: Items) -> String where Items.Element: StringProtocol {
    items.map { String($0) }.joined(separator: told(.listMark))
}

/// `a or b` as the language writes it.
public func either<Items: Sequence>(_ items: Items) -> String where Items.Element: StringProtocol {
    items.map { String($0) }.joined(separator: told(.orMark))
}
