//  DepthLimiter.swift
//  In: start and end of elements. Out: the same to a tree builder, no deeper and no larger than allowed.

import Diagnostics
import Messages

/// Feeds a `MarkupTreeBuilder`; beyond the limit of depth an element becomes its parent's next sibling.
struct DepthLimiter {
    var builder: MarkupTreeBuilder
    let options: MarkupOptions
    private let sourceName: String
    private let log: DiagnosticLog?
    private var excess = 0

    init(sourceName: String, isQuirky: Bool, options: MarkupOptions, log: DiagnosticLog?) {
        builder = MarkupTreeBuilder(sourceName: sourceName, isQuirky: isQuirky)
        self.options = options
        self.sourceName = sourceName
        self.log = log
    }

    var isFull: Bool { builder.count > options.maximumNodes }

    /// Opens an element; its attributes go to the builder before anything else.
    mutating func start(_ name: NameID, _ namespace: MarkupNamespace, line: Int, column: Int) {
        if builder.depth > max(options.maximumDepth, 1) {
            if excess == 0 { Self.complain(at: line, column, sourceName, options, log) }
            excess += 1
            builder.end()
        }
        builder.start(name, namespace, line: line, column: column)
    }

    mutating func end() {
        if excess > 0 { excess -= 1 } else { builder.end() }
    }

    static func complain(
        at line: Int, _ column: Int, _ sourceName: String, _ options: MarkupOptions, _ log: DiagnosticLog?
    ) {
        log?.report(
            "markup-too-deep", .warning,
            Sentence(.markupTooDeep, ["most": options.maximumDepth]),
            at: SourceLocation(file: sourceName, line: line, column: column))
    }
}
