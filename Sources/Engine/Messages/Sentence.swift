//  Sentence.swift
//  In: a key with its values, or words that are text already. Out: the text, once somebody says in which language.

/// Something to be said that is put into a language when it is read, not when it arises. The engine says everything this way:
/// who uses it chooses the language, and nothing of the process does.
public struct Sentence: Hashable, Sendable, CustomStringConvertible {
    private enum Content: Hashable, Sendable {
        case words(String)
        case key(MessageKey, [Value])
    }
    private struct Value: Hashable, Sendable {
        var name: String
        var content: Sentence
    }
    private let content: Content

    /// Words that stay as they are in every language.
    public init(words: String) { content = .words(words) }

    /// What the catalogue says for a key; `values` fill its braces and may be sentences themselves.
    public init(_ key: MessageKey, _ values: KeyValuePairs<String, any CustomStringConvertible> = [:]) {
        content = .key(
            key,
            values.map { Value(name: $0.key, content: $0.value as? Sentence ?? Sentence(words: $0.value.description)) })
    }

    public func text(in language: MessageLanguage) -> String {
        switch content {
        case .words(let words): words
        case .key(let key, let values):
            MessageCatalogue.shared.text(key, language: language) { name in
                values.first { $0.name == name }?.content.text(in: language)
            }
        }
    }

    /// English: what scripts and tests read.
    public var description: String { text(in: .en) }
}
