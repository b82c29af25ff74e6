//  DiagnosticLog.swift
//  In: complaints while a document is made. Out: each of them once, at most a thousand.

import Messages

/// Gathers the complaints of one document. Belongs to a session: neither shared nor Sendable.
public final class DiagnosticLog {
    /// More than this many are counted, not kept.
    public static let limit = 1_000
    public private(set) var entries: [Diagnostic] = []
    /// How many were dropped because the limit was reached.
    public private(set) var dropped = 0
    private var seen: Set<Diagnostic> = []

    public init() {}

    public func report(_ diagnostic: Diagnostic) {
        guard seen.count < Self.limit else {
            dropped += 1
            return
        }
        if seen.insert(diagnostic).inserted { entries.append(diagnostic) }
    }
    public func report(
        _ id: String, _ severity: Severity = .warning, _ sentence: Sentence, at location: SourceLocation? = nil
    ) {
        report(Diagnostic(id, severity, sentence, at: location))
    }
}
