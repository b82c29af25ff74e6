//  DataFault.swift
//  In: something wrong in a data file. Out: one line that says where, what, and what would be right.

import Diagnostics
import Messages

/// The input is at fault: everything that was found wrong, in the order of the file. Exit code 1.
public struct DataFaults: Error, Sendable, CustomStringConvertible {
    public let faults: [Diagnostic]

    public init(_ faults: [Diagnostic]) { self.faults = faults }

    public init(_ id: String, _ message: String, at place: SourceLocation) {
        faults = [Diagnostic(id, .error, message, at: place)]
    }

    /// One line a fault: `file:line:column: what, and what to do`.
    public var description: String {
        faults.map { fault in (fault.location.map { "\($0): " } ?? "") + fault.message(in: .ofProcess) }.joined(
            separator: "\n")
    }
}
