//  MarkupError.swift
//  In: what stopped a parser. Out: one message with its place and what to do.

import Diagnostics
import Messages

/// A document that cannot be read: not well-formed, in an unknown encoding, or beyond a limit.
public struct MarkupError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, where, and what would be right. Its `id` begins with `markup-`.
    public let diagnostic: Diagnostic
    public init(_ id: String, _ sentence: Sentence, at location: SourceLocation) {
        diagnostic = Diagnostic(id, .error, sentence, at: location)
    }
    public var description: String { diagnostic.description }
}
