//  OfferDocument.swift
//  In: an offer, and which document it shall be. Out: that document as HTML and as PDF; its figures are the offer's.

import Markup
import Offer
import PagedMedia
import Templating
import Wording

/// A document for one customer: the proposal, or the estimate of one page.
public struct OfferDocument {
    /// As the manifest names it.
    public enum Kind: String, Sendable, CaseIterable {
        case proposal, estimate

        public var templateName: String {
            switch self {
            case .proposal: "Proposal/proposal.html"
            case .estimate: "Estimate/estimate.html"
            }
        }
        var fileWord: WordKey {
            switch self {
            case .proposal: .fileProposal
            case .estimate: .fileEstimate
            }
        }
    }

    public let kind: Kind
    public let workshop: DocumentWorkshop
    public let offer: CustomerOffer
    public let language: DocumentLanguage
    /// The filled template.
    public let html: MarkupDocument

    /// `since`: what changed against an earlier revision, to be said in the document.
    public init(
        _ kind: Kind, of offer: CustomerOffer, since: RevisionDifference? = nil, workshop: DocumentWorkshop,
        language: DocumentLanguage
    ) throws(DocumentError) {
        self.kind = kind
        self.workshop = workshop
        self.offer = offer
        self.language = language
        let facts = ProposalFacts(
            offer: offer, since: since, library: workshop.library, words: try workshop.words(language),
            texts: try workshop.texts(language), brand: workshop.brand)
        let record =
            switch kind {
            case .proposal: facts.record()
            case .estimate: facts.estimateRecord()
            }
        html = try workshop.fill(kind.templateName, record, language: language)
    }

    public func render() throws(DocumentError) -> MadeDocument {
        try workshop.render(html, name: kind.templateName, created: offer.date)
    }

    /// A file name people recognise: 御提案書_施設名_番号.pdf, without characters that file systems refuse.
    public func fileName() throws(DocumentError) -> String {
        let words = try workshop.words(language)
        return FileName.make(
            [words[kind.fileWord], offer.profile.clinic.name, offer.profile.quotation.number ?? offer.date.iso])
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
