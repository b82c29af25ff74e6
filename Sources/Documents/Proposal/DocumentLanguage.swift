//  DocumentLanguage.swift
//  In: the project's folders. Out: the languages documents can be had in, and what of a document is not yet in its language.
//
//  A language is data: it is there as soon as Assets/Languages has its file. Templates, words and sentences that it does not have
//  are taken from the Japanese ones, and each is named.

import DataFiles
import Diagnostics
import Foundation
import Messages
import Offer
import Templating
import Wording

/// A language of documents, by its code.
public struct DocumentLanguage: Sendable, Hashable, CustomStringConvertible {
    /// As folders and files are named: `en`, `zh`, `pt-BR`.
    public let code: String
    /// The language of the data files and of templates in no folder of a language.
    public static let ja = DocumentLanguage(known: "ja")

    private init(known code: String) { self.code = code }
    /// Letters, digits and hyphens, as codes of languages are; nil for anything else.
    public init?(_ code: String) {
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, (2...8).contains(first.utf8.count), parts.count <= 4,
            parts.allSatisfy({ part in
                (1...8).contains(part.utf8.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            })
        else { return nil }
        self.code = code
    }
    public var description: String { code }
}

extension WorkshopFolders {
    /// Japanese, and every language with a file in Assets/Languages, in the order of their names.
    public var languages: [DocumentLanguage] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: assets + "/Languages")) ?? []
        let others = files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
        return [.ja] + others.compactMap { DocumentLanguage($0) }.filter { $0 != .ja }
    }

    /// The file of a language's sentences and names.
    func texts(of language: DocumentLanguage) -> String { assets + "/Languages/\(language.code).yaml" }
    /// The sentences and names of offers in a language: the data files' own in Japanese.
    public func offerTexts(_ language: DocumentLanguage, _ library: DomainLibrary) throws(DataFaults) -> OfferTexts {
        if language == .ja { return library.texts }
        return try library.texts(file: texts(of: language), schema: assets + "/Schemas/language.schema.json")
    }
    /// The file of a language's words.
    func words(of language: DocumentLanguage) -> String {
        templates + (language == .ja ? "/Shared/words.yaml" : "/Shared/\(language.code)/words.yaml")
    }
}

extension DocumentWorkshop {
    /// What of a document is not in its language: a warning for each template to be written, and one each for words and texts.
    public func untranslated(_ template: String, _ language: DocumentLanguage) throws(DocumentError) -> [Diagnostic] {
        if language == .ja { return [] }
        var found = try missingTemplates(template, language)
        func count(_ entries: [Diagnostic], _ file: String, _ sentence: (Int) -> String) {
            guard !entries.isEmpty, !found.contains(where: { $0.location?.file == file }) else { return }
            found.append(
                Diagnostic("language-missing", .warning, sentence(entries.count), at: SourceLocation(file: file)))
        }
        let words = try missingWords(language)
        found += words.filter { $0.id == "language-file" }
        count(words, folders.words(of: language)) { told(.languageWords, ["count": $0]) }
        let gaps = library.gaps(try texts(language), place: SourceLocation(file: folders.texts(of: language)))
        count(gaps.filter { $0.id == "language-missing" }, folders.texts(of: language)) {
            told(.languageTexts, ["count": $0])
        }
        return found
    }

    /// Everything that a language does not have, piece by piece.
    func gaps(_ language: DocumentLanguage) throws(DocumentError) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for template in OfferDocument.Kind.allCases.map(\.templateName) + [OutsideAreaNotice.templateName] {
            found += try missingTemplates(template, language).filter { !found.contains($0) }
        }
        found += try missingWords(language)
        found += library.gaps(try texts(language), place: SourceLocation(file: folders.texts(of: language)))
        return found
    }

    private func missingTemplates(_ name: String, _ language: DocumentLanguage) throws(DocumentError) -> [Diagnostic] {
        try template(name, language).files.compactMap { path in
            var parts = path.split(separator: "/").map(String.init)
            guard let file = parts.popLast(), parts.last != language.code else { return nil }
            // a file without a word of Japanese (the order of the parts) serves every language
            let text = (try? String(contentsOfFile: "\(folders.templates)/\(path)", encoding: .utf8)) ?? ""
            guard text.unicodeScalars.contains(where: Self.isJapanese) else { return nil }
            let wanted = "\(folders.templates)/\((parts + [language.code, file]).joined(separator: "/"))"
            return Diagnostic(
                "language-file", .warning, told(.languageFile, ["instead": "\(folders.templates)/\(path)"]),
                at: SourceLocation(file: wanted))
        }
    }

    /// Words that are taken from the Japanese ones although they are Japanese.
    private func missingWords(_ language: DocumentLanguage) throws(DocumentError) -> [Diagnostic] {
        let words = try words(language)
        let file = SourceLocation(file: folders.words(of: language))
        guard FileManager.default.fileExists(atPath: file.file) else {
            return [
                Diagnostic(
                    "language-file", .warning, told(.languageFile, ["instead": folders.words(of: .ja)]), at: file)
            ]
        }
        return words.borrowed.filter { words[$0].unicodeScalars.contains(where: Self.isJapanese) }
            .map { Diagnostic("language-missing", .warning, told(.languageMissing, ["text": $0.rawValue]), at: file) }
    }

    private static func isJapanese(_ scalar: Unicode.Scalar) -> Bool { (0x3041...0x9FFF).contains(scalar.value) }
}
