//  Diagnostic.swift
//  In: what an author wrote oddly. Out: one complaint with its place; rendering goes on.

/// How serious a complaint is.
public enum Severity: String, Sendable, Hashable {
    case note, warning, error
}

/// One complaint: what is wrong, where, and what would be right.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
    /// A stable name such as `css-unknown-property`, for tests and for scripts.
    public var id: String
    public var severity: Severity
    public var message: String
    public var location: SourceLocation?
    public init(_ id: String, _ severity: Severity = .warning, _ message: String, at location: SourceLocation? = nil) {
        self.id = id
        self.severity = severity
        self.message = message
        self.location = location
    }
    /// `file:line:column: warning: message [id]`
    public var description: String {
        (location.map { "\($0): " } ?? "") + "\(severity.rawValue): \(message) [\(id)]"
    }
}
