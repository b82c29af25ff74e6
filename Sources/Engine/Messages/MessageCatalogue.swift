//  MessageCatalogue.swift
//  In: Catalogue.txt, a key, values. Out: the sentence in the language of the process.
//
//  Invariants of the room:
//  1. Everything said to people is in the one catalogue; each language has every key with the same names in braces.
//  2. The engine makes a `Sentence`, which takes a language when it is read; the rest of the program says text (`told`) in the
//     language of the process. Nothing else depends on the language.

/// The texts of every language. A process says few of them, so it is told at its start where each stands, and a text is
/// read when it is said.
public struct MessageCatalogue: Sendable {
    /// A text in the pieces between its braces.
    enum Piece: Sendable, Hashable {
        case text(String)
        case name(String)
    }
    private let source: [UInt8]
    /// Where the text of each key stands in the source.
    private var places: [MessageLanguage: [String: Range<Int>]] = [:]
    /// Lines that have no meaning at their place.
    private var strayLines: [String] = []

    /// The catalogue of the program.
    public static let shared = MessageCatalogue(PackageResources.Catalogue_txt)

    /// A key stands alone on its line; below it, indented, `en …` and `ja …`, with `\n` for a new line; `#` begins
    /// a remark.
    public init(_ source: [UInt8]) {
        self.source = source
        var key: String?
        var start = 0
        while start < source.count {
            let end = source[start...].firstIndex(of: UInt8(ascii: "\n")) ?? source.count
            defer { start = end + 1 }
            guard start < end, source[start] != UInt8(ascii: "#") else { continue }
            guard source[start] == UInt8(ascii: " ") else {
                key = String(decoding: source[start..<end], as: UTF8.self)
                continue
            }
            let indented = source[start..<end].dropFirst(2)
            let name = indented.prefix { $0 != UInt8(ascii: " ") }
            guard let key, name.endIndex < end,
                let language = MessageLanguage(rawValue: String(decoding: name, as: UTF8.self)),
                places[language]?[key] == nil
            else {
                strayLines.append(String(decoding: source[start..<end], as: UTF8.self))
                continue
            }
            places[language, default: [:]][key] = name.endIndex + 1..<end
        }
    }

    /// Lines that have no meaning at their place, and keys that nothing says. A test wants none.
    public var faults: [String] {
        let said = Set(MessageKey.allCases.map(\.rawValue))
        return strayLines + Set(places.values.flatMap(\.keys)).subtracting(said).sorted()
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
        guard let pieces = pieces(key, language) else { return key.rawValue }
        return pieces.reduce(into: "") { result, piece in
            switch piece {
            case .text(let text): result += text
            case .name(let name): result += value(name) ?? "{\(name)}"
            }
        }
    }

    /// The names in braces of a text; nothing if the language has no such text.
    public func names(_ key: MessageKey, language: MessageLanguage) -> Set<String>? {
        pieces(key, language).map { pieces in
            Set(pieces.compactMap { if case .name(let name) = $0 { name } else { nil } })
        }
    }

    // a brace that holds anything but letters is a brace of the text
    private func pieces(_ key: MessageKey, _ language: MessageLanguage) -> [Piece]? {
        guard let place = places[language]?[key.rawValue] else { return nil }
        let text = String(decoding: source[place], as: UTF8.self).replacing("\\n", with: "\n")
        var pieces: [Piece] = []
        var plain = ""
        var rest = text[...]
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
