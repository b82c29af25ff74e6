//  ProposalDocument.swift
//  In: a profile and a day. Out: the proposal as HTML and as PDF; for customers in the West the one-page notice.

import ClinicProfile
import DataFiles
import Markup
import Measures
import Offer
import PagedMedia
import Templating
import Wording

/// The proposal for one customer.
public struct ProposalDocument {
    public static let templateName = "Proposal/proposal.html"
    public let workshop: DocumentWorkshop
    public let offer: CustomerOffer
    public let language: DocumentLanguage
    /// The filled template.
    public let html: MarkupDocument
    let facts: ProposalFacts

    /// `since`: what changed against an earlier revision, to be said in the document.
    public init(
        offer: CustomerOffer, since: RevisionDifference? = nil, workshop: DocumentWorkshop, language: DocumentLanguage
    ) throws(DocumentError) {
        self.workshop = workshop
        self.offer = offer
        self.language = language
        facts = ProposalFacts(
            offer: offer, since: since, library: workshop.library, words: try workshop.words(language),
            texts: try workshop.texts(language), brand: workshop.brand)
        html = try workshop.fill(Self.templateName, facts.record(), language: language)
    }

    public func render() throws(DocumentError) -> MadeDocument {
        try workshop.render(html, name: Self.templateName, created: offer.date)
    }

    /// A file name people recognise: 御提案書_施設名_番号.pdf, without characters that file systems refuse.
    public func fileName() throws(DocumentError) -> String {
        let words = try workshop.words(language)
        return FileName.make(
            [words[.fileProposal], offer.profile.clinic.name, offer.profile.quotation.number ?? offer.date.iso])
    }
}

/// File names from the words of a document.
public enum FileName {
    public static func make(_ parts: [String], ending: String = "pdf") -> String {
        let cleaned = parts.map { part in
            String(
                part.map { character in
                    "/\\:*?\"<>|".contains(character) || character.isWhitespace
                        || character.asciiValue.map { $0 < 32 } ?? false
                        ? "_" : character
                }.prefix(60))
        }
        return cleaned.joined(separator: "_") + "." + ending
    }
}
