//  DocumentWorkshop.swift
//  In: the project's folders. Out: documents for customers; everything that different documents share is read once.

import ClinicProfile
import DataFiles
import Diagnostics
import Diagrams
import Foundation
import Markup
import Measures
import Messages
import Offer
import PagedMedia
import Synchronization
import Templating
import Wording

/// Where templates and data lie.
public struct WorkshopFolders: Sendable, Hashable {
    /// The folder that holds `Templates` and `Assets`.
    public var home: String
    public init(home: String) { self.home = home }
    public var templates: String { home + "/Templates" }
    public var assets: String { home + "/Assets" }
}

/// Why a document could not be made.
public enum DocumentError: Error, CustomStringConvertible {
    case data(DataFaults)
    case template(TemplateError)
    case rendering(RenderingError)
    /// Characters that no font has (外字): each with its place in the document.
    case missingCharacters([Diagnostic])

    /// Every fault on a line of its own, in the language of the process.
    public var description: String {
        switch self {
        case .data(let faults): faults.description
        case .template(let error): error.description
        case .rendering(let error): error.message(in: .ofProcess)
        case .missingCharacters(let list): list.map { $0.line(in: .ofProcess) }.joined(separator: "\n")
        }
    }
}

/// A document that was made.
public struct MadeDocument: Sendable {
    public let pdf: [UInt8]
    public let pageCount: Int
    /// Warnings about templates, styles and pictures.
    public let diagnostics: [Diagnostic]
    public let timings: StageTimings
}

/// Makes documents. Immutable to its users and Sendable: one per process.
public final class DocumentWorkshop: Sendable {
    public let folders: WorkshopFolders
    public let library: DomainLibrary
    public let brand: Brand
    public let resources: EngineResources
    private let languages = Mutex<[DocumentLanguage: LanguageKit]>([:])

    /// What one language needs.
    struct LanguageKit: Sendable {
        var words: Words
        var texts: OfferTexts
        var templates: TemplateLibrary
        var compiled: [String: Template] = [:]
    }

    public init(folders: WorkshopFolders, cachesFiles: Bool = true) throws(DocumentError) {
        self.folders = folders
        do {
            library = try DomainLibrary(assets: folders.assets)
            brand = try Brand(file: folders.assets + "/Brand/brand.yaml")
        } catch {
            throw .data(error)
        }
        do { resources = try EngineResources(cachesFiles: cachesFiles) } catch { throw .rendering(.fonts(error)) }
    }

    /// The words of a language.
    public func words(_ language: DocumentLanguage) throws(DocumentError) -> Words { try kit(language).words }

    /// The sentences and names of offers in a language.
    public func texts(_ language: DocumentLanguage) throws(DocumentError) -> OfferTexts { try kit(language).texts }

    private func kit(_ language: DocumentLanguage) throws(DocumentError) -> LanguageKit {
        if let known = languages.withLock({ $0[language] }) { return known }
        let words: Words
        let texts: OfferTexts
        do {
            let first = try Words(file: folders.words(of: .ja))
            texts = try folders.offerTexts(language, library)
            let file = folders.words(of: language)
            let hasOwn = language != .ja && FileManager.default.fileExists(atPath: file)
            words = hasOwn ? try Words(file: file, fallback: first) : first
        } catch {
            throw .data(error)
        }
        let options = TemplateOptions(
            languages: language == .ja ? ["ja"] : [language.code, "ja"], filters: TemplateFilters.all(words))
        let kit = LanguageKit(
            words: words, texts: texts,
            templates: TemplateLibrary(TemplateFolder(path: folders.templates), options: options))
        languages.withLock { $0[language] = kit }
        return kit
    }

    /// A compiled template, kept for later documents.
    public func template(_ name: String, _ language: DocumentLanguage) throws(DocumentError) -> Template {
        let kit = try kit(language)
        if let known = languages.withLock({ $0[language]?.compiled[name] }) { return known }
        do {
            let template = try kit.templates.template(name)
            languages.withLock { $0[language]?.compiled[name] = template }
            return template
        } catch {
            throw .template(error)
        }
    }

    /// Fills a template.
    public func fill(_ name: String, _ facts: TemplateRecord, language: DocumentLanguage) throws(DocumentError)
        -> MarkupDocument
    {
        let template = try template(name, language)
        do { return try template.fill(facts) } catch { throw .template(error) }
    }

    /// Every fault of every template, and of the words of every language.
    public func checkTemplates() throws(DocumentError) -> [Diagnostic] {
        var faults = try kit(.ja).templates.check()
        for language in folders.languages where language != .ja { faults += try gaps(language) }
        return faults
    }

    /// Styles a filled document. `name` is the template's path below Templates: relative addresses start there.
    public func session(_ filled: MarkupDocument, name: String, created: Day?, limits: LayoutLimits = LayoutLimits())
        -> DocumentSession
    {
        let address = folders.templates + "/" + name
        let folder = String(address[..<(address.lastIndex(of: "/") ?? address.endIndex)])
        var options = RenderOptions(
            resources: ResourcePolicy(baseFolder: folder, allowedFolders: [folders.templates, folders.assets]))
        options.created = created.map { DocumentDate(year: $0.year, month: $0.month, day: $0.day) }
        options.limits = limits
        return DocumentSession(
            tree: filled.tree(sourceName: address), address: address, resources: resources, options: options)
    }

    /// Lays out and paints a filled document.
    public func render(_ filled: MarkupDocument, name: String, created: Day?) throws(DocumentError) -> MadeDocument {
        try render(session(filled, name: name, created: created))
    }

    /// Lays out and paints a document; a character that no font has is an error.
    public func render(_ session: DocumentSession) throws(DocumentError) -> MadeDocument {
        let rendered: RenderedDocument
        do { rendered = try session.pdf() } catch { throw .rendering(error) }
        try Self.refuseMissingCharacters(session)
        return MadeDocument(
            pdf: rendered.pdf, pageCount: rendered.pageCount, diagnostics: session.diagnostics.entries,
            timings: rendered.timings)
    }

    /// A character that no font has (外字) is known once the pages are laid out.
    public static func refuseMissingCharacters(_ session: DocumentSession) throws(DocumentError) {
        let missing = session.diagnostics.entries.filter { $0.id == "text-missing-glyph" }
        guard missing.isEmpty else { throw .missingCharacters(missing) }
    }
}
