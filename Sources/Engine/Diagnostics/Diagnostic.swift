//  Diagnostic.swift
//  In: what an author wrote oddly. Out: one complaint with its place; rendering goes on.

import Messages

/// How serious a complaint is.
public enum Severity: String, Sendable, Hashable {
    case note, warning, error

    /// The word for it that stands in a complaint's line.
    public func text(in language: MessageLanguage) -> String {
        let word =
            switch self {
            case .error: Sentence(.severityError)
            case .warning: Sentence(.severityWarning)
            case .note: Sentence(.severityNote)
            }
        return word.text(in: language)
    }
}

/// One complaint: what is wrong, where, and what would be right.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
    /// A stable name such as `css-unknown-property`, for tests and for scripts; the same in every language.
    public var id: String
    public var severity: Severity
    public var sentence: Sentence
    public var location: SourceLocation?

    public init(
        _ id: String, _ severity: Severity = .warning, _ sentence: Sentence, at location: SourceLocation? = nil
    ) {
        self.id = id
        self.severity = severity
        self.sentence = sentence
        self.location = location
    }
    /// A complaint whose words are in a language already.
    public init(_ id: String, _ severity: Severity = .warning, _ message: String, at location: SourceLocation? = nil) {
        self.init(id, severity, Sentence(words: message), at: location)
    }

    /// What is wrong and what would be right, in English where the words are not in a language already.
    public var message: String { message(in: .en) }
    public func message(in language: MessageLanguage) -> String { sentence.text(in: language) }

    /// `file:line:column: warning: message [id]`
    public var description: String { line(in: .en) }
    /// The same in another language.
    public func line(in language: MessageLanguage) -> String {
        (location.map { "\($0): " } ?? "") + "\(severity.text(in: language)): \(message(in: language)) [\(id)]"
    }
}
