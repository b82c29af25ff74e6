//  TemplateError.swift
//  In: faults of a template, or of a value it was given. Out: each with its place and what to do.

import Diagnostics
import Messages

/// One or more faults, in the order in which they stand. Ids begin with `template-` (or `markup-` for broken XML).
public struct TemplateError: Error, Hashable, Sendable, CustomStringConvertible {
    public let faults: [Diagnostic]
    public init(_ faults: [Diagnostic]) { self.faults = faults }
    public var description: String { faults.map { $0.line(in: .ofProcess) }.joined(separator: "\n") }
}
