//  LanguageOption.swift
//  In: --language, the locale. Out: a language that is there; the sentences of an offer for the terminal.

import ArgumentParser
import DataFiles
import Diagnostics
import Glibc
import Messages
import Offer
import Proposal

extension DocumentLanguage: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
    public var defaultValueDescription: String { code }

    /// The language that the locale names: `en_GB.UTF-8` is `en`; nil where it names none (C, POSIX).
    static var ofLocale: DocumentLanguage? {
        let variable: (String) -> String? = { name in getenv(name).map { String(cString: $0) } }
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty }
        return locale.flatMap { DocumentLanguage(String($0.prefix { $0.isLetter })) }
    }
}

extension CommonOptions {
    /// Wrong usage unless the language is there; a home that is not found is complained about later.
    func hold(_ language: DocumentLanguage?) throws(ValidationError) {
        guard let language, let folders = try? folders() else { return }
        let known = folders.languages
        guard !known.contains(language) else { return }
        throw ValidationError(
            told(.languageUnknown, ["language": language.code, "known": listed(known.map(\.code))]))
    }

    /// What to check in an offer, said in the language of the process if it is there.
    func reportWarnings(of offer: CustomerOffer, _ library: DomainLibrary, _ folders: WorkshopFolders) {
        if offer.warnings.isEmpty { return }
        let spoken = folders.known(DocumentLanguage(MessageLanguage.ofProcess.rawValue))
        let texts = (try? folders.offerTexts(spoken, library)) ?? library.texts
        report(offer.warnings.map { .init("offer-warning", .warning, texts.text($0)) })
    }
}

extension WorkshopFolders {
    /// The language, if it is there; else that of the data files.
    func known(_ language: DocumentLanguage?) -> DocumentLanguage {
        language.flatMap { languages.contains($0) ? $0 : nil } ?? .ja
    }
}
