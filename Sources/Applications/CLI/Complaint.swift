//  Complaint.swift
//  In: a diagnostic. Out: the line that people read, in their language.

import Diagnostics
import Messages
import Proposal

extension Diagnostic {
    /// `file:line:column: warning: message [id]`
    var line: String { line(in: .ofProcess) }
}
