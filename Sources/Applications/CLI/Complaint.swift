//  Complaint.swift
//  In: a diagnostic. Out: the line that people read, in their language.

import Diagnostics
import Messages
import Proposal

extension Diagnostic {
    /// `file:line:column: warning: message [id]`
    var line: String {
        let word =
            switch severity {
            case .error: told(.severityError)
            case .warning: told(.severityWarning)
            case .note: told(.severityNote)
            }
        return (location.map { "\($0): " } ?? "") + "\(word): \(message) [\(id)]"
    }
}

extension DocumentError {
    /// Every fault on a line of its own.
    var lines: String {
        switch self {
        case .data(let faults): faults.description
        case .template(let error): error.faults.map(\.line).joined(separator: "\n")
        case .rendering(let error): error.description
        case .missingCharacters(let list): list.map(\.line).joined(separator: "\n")
        }
    }
}
