//  TemplateLibrary.swift
//  In: a folder of templates, a language, a table of filters. Out: compiled templates, each compiled once.
//  Invariant: a library is immutable once made; it holds compiled programs and no C pointer of a document.

import Diagnostics
import Markup

/// Where templates come from.
public struct TemplateFolder: Sendable {
    /// The folder's path, for messages and for `check`.
    public let path: String
    let read: @Sendable (String) -> [UInt8]?
    let list: @Sendable () -> [String]

    /// A folder of the file system.
    public init(path: String) {
        self.path = path
        read = { FileReading.contents(of: path + "/" + $0) }
        list = { FileReading.files(under: path) }
    }

    /// Files in memory, for tests and previews: relative path → text.
    public init(path: String = "templates", files: [String: String]) {
        self.path = path
        read = { files[$0].map { Array($0.utf8) } }
        list = { files.keys.sorted() }
    }
}

/// Choices of a library.
public struct TemplateOptions: Sendable {
    /// The language wanted first, then those to fall back on: `["en", "ja"]`. A file `Proposal/cover.html` is looked
    /// for as `Proposal/en/cover.html`, `Proposal/cover.html`, `Proposal/ja/cover.html`.
    public var languages: [String] = ["ja"]
    public var filters: [String: TemplateFilter] = [:]
    public init(languages: [String] = ["ja"], filters: [String: TemplateFilter] = [:]) {
        self.languages = languages
        self.filters = filters
    }
}

/// Finds, compiles and checks templates. Sendable: one per process and language.
public struct TemplateLibrary: Sendable {
    let folder: TemplateFolder
    let options: TemplateOptions
    let filters: [String: TemplateFilter]
    /// The number of each filter in a program: their names in order.
    let filterOrder: [String: Int]

    public init(_ folder: TemplateFolder, options: TemplateOptions = TemplateOptions()) {
        self.folder = folder
        self.options = options
        filters = TemplateFilter.builtIn.merging(options.filters) { _, own in own }
        var order: [String: Int] = [:]
        for (index, name) in filters.keys.sorted().enumerated() { order[name] = index }
        filterOrder = order
    }

    /// Compiles one template with everything it inserts. Keep the result: it serves any number of documents.
    /// In: a path below the folder, such as `Proposal/proposal.html`.
    public func template(_ name: String) throws(TemplateError) -> Template {
        var compiler = TemplateCompiler(library: self)
        let template = compiler.compile(name)
        guard let template, compiler.faults.isEmpty else { throw TemplateError(compiler.faults) }
        return template
    }

    /// The same file in the same place, in the language wanted. Answers the path below the folder, if there is one.
    public func resolve(_ name: String) -> String? {
        candidates(name).first { folder.read($0) != nil }
    }

    func candidates(_ name: String) -> [String] {
        guard let name = Self.normalized(name) else { return [] }
        var parts = name.split(separator: "/").map(String.init)
        guard let file = parts.popLast() else { return [] }
        func inLanguage(_ language: String) -> String { (parts + [language, file]).joined(separator: "/") }
        guard let first = options.languages.first else { return [name] }
        return [inLanguage(first), name] + options.languages.dropFirst().map(inLanguage)
    }

    /// A path without `.` and `..`; nil if it would leave the folder.
    static func normalized(_ path: String) -> String? {
        var parts: [Substring] = []
        for part in path.split(separator: "/") {
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else if part != "." {
                parts.append(part)
            }
        }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }

    /// Compiles every template of the folder and reports every fault, in the order of the files.
    public func check() -> [Diagnostic] {
        var faults: [Diagnostic] = []
        for file in folder.list() where file.hasSuffix(".html") || file.hasSuffix(".xhtml") {
            var compiler = TemplateCompiler(library: self)
            _ = compiler.compile(file, exactly: true)
            for fault in compiler.faults where !faults.contains(fault) { faults.append(fault) }
        }
        return faults
    }
}
