//  Template.swift
//  In: a compiled program and a record of values. Out: a document, to be serialised or laid out.

import Diagnostics
import Markup

/// A compiled template. Immutable; serves any number of documents, on any thread.
public struct Template: Sendable {
    /// The file's path as messages name it.
    public let name: String
    /// The files it was compiled from, as paths below the folder of templates, in alphabetical order.
    public let files: [String]
    let program: TemplateProgram

    /// Fills the template. In: a record whose fields are the names the template may use.
    public func fill(_ values: TemplateRecord) throws(TemplateError) -> MarkupDocument {
        var filling = TemplateFilling(program: program, values: values)
        return try filling.run()
    }
    public func fill(_ values: [String: TemplateValue]) throws(TemplateError) -> MarkupDocument {
        try fill(TemplateRecord(values))
    }

    /// Tries every expression on these values, whatever the conditions say, and reports every fault at once: unknown
    /// names, filters that don't fit. Lists are tried item by item.
    public func check(_ values: TemplateRecord) -> [Diagnostic] {
        var filling = TemplateFilling(program: program, values: values)
        return filling.tryEverything()
    }
}
