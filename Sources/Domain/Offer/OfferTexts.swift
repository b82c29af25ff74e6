//  OfferTexts.swift
//  In: the data files' own words, and a file that says them in another language. Out: every sentence and name of an offer in
//  one language.

import Catalogue
import DataFiles
import Diagnostics
import Measures
import Messages
import PackageSelection

/// What an offer says, in one language.
public struct OfferTexts: Sendable {
    public let phrases: Phrasebook
    /// The notes of the price tables by their ids.
    let notes: [String: String]
    /// What stands for the data files' own words; empty in their own language.
    let texts: [String: String]
    let catalogue: CatalogueLibrary

    /// The sentence of a message.
    public func text(_ message: Message) -> String { phrases.text(message) }

    /// A word of the data files: the name of an item, a specification, a source. What has no other text stays as it is.
    public func name(_ written: String) -> String { texts[written] ?? written }

    /// A unit beside a number: `1 unit`, `2 units` where the language has two forms (`unit|units`).
    public func unit(_ written: String, count: Int) -> String {
        let forms = name(written).split(separator: "|")
        return String((count == 1 ? forms.first : forms.last) ?? "")
    }

    /// A note of a book's tables with its figures filled in.
    public func noteText(_ id: String, book: String) -> String? {
        guard let note = notes[id] ?? catalogue.note(id)?.text,
            let book = catalogue.books.first(where: { $0.id == book })
        else { return nil }
        return phrases.filled(note, book.noteArguments)
    }
}

extension DomainLibrary {
    /// The data files' own language.
    public var texts: OfferTexts {
        OfferTexts(phrases: phrases, notes: Self.notes(catalogue), texts: [:], catalogue: catalogue)
    }

    /// Another language. In: its file in Assets/Languages, held to the schema `language`.
    public func texts(file: String, schema: String) throws(DataFaults) -> OfferTexts {
        let root = try JSONSchema.read(schema).checked(try DataFile.read(file))
        func entries(_ key: String) -> [String: String] {
            Dictionary((root[key]?.entries ?? []).map { ($0.key, $0.value.text ?? "") }) { _, last in last }
        }
        let texts = entries("texts")
        let names = phraseNames.mapValues { texts[$0] ?? $0 }
        return OfferTexts(
            phrases: try Phrasebook(root, names: names, texts: texts, fallback: phrases), notes: entries("notes"),
            texts: texts,
            catalogue: catalogue)
    }

    private static func notes(_ catalogue: CatalogueLibrary) -> [String: String] {
        Dictionary(catalogue.notes.map { ($0.id, $0.text) }) { first, _ in first }
    }

    /// What a language does not say, or says with other names in braces: one note each.
    public func gaps(_ language: OfferTexts, place: SourceLocation) -> [Diagnostic] {
        var found: [Diagnostic] = []
        func miss(_ what: String) {
            found.append(Diagnostic("language-missing", .warning, told(.languageMissing, ["text": what]), at: place))
        }
        for id in phrases.ids {
            if !language.phrases.hasSentence(id) {
                miss(id)
            } else if Set(language.phrases.arguments(of: id)) != Set(phrases.arguments(of: id)) {
                found.append(
                    Diagnostic("language-braces", .error, told(.languageBraces, ["text": id]), at: place))
            }
        }
        for note in catalogue.notes where language.notes[note.id] == nil { miss(note.id) }
        for text in printedTexts where language.texts[text] == nil { miss(text) }
        return found
    }

    /// Every word of the data files that documents print and that is not the same in every language.
    private var printedTexts: [String] {
        var texts: [String] = Array(phraseNames.values)
        for item in catalogue.books.flatMap(\.allItems) { texts += [item.name, item.unit] }
        for book in catalogue.books { texts += [book.name, book.extraUnit] }
        for product in catalogue.products {
            texts += [product.name, product.maker ?? ""] + product.maintenance + product.remarks
            texts += product.specifications.flatMap { [$0.name, $0.value] }
        }
        for solution in catalogue.solutions {
            texts += [solution.wish, solution.product, solution.effect, solution.drawing]
        }
        texts += catalogue.readerMakers.map(\.name)
        var seen: Set<String> = []
        return texts.filter { text in
            text.unicodeScalars.contains { (0x3041...0x9FFF).contains($0.value) } && seen.insert(text).inserted
        }
    }
}
