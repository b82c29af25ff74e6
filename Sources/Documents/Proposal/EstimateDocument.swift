//  EstimateDocument.swift
//  In: an offer. Out: the estimate 概算見積書 as HTML and as PDF, with the proposal's figures.

import Markup
import Offer
import PagedMedia
import Templating
import Wording

/// The one-page estimate for one customer.
public struct EstimateDocument {
    public static let templateName = "Estimate/estimate.html"
    public let workshop: DocumentWorkshop
    public let offer: CustomerOffer
    public let language: DocumentLanguage
    /// The filled template.
    public let html: MarkupDocument

    /// `since`: what changed against an earlier revision, to be said in the document.
    public init(
        offer: CustomerOffer, since: RevisionDifference? = nil, workshop: DocumentWorkshop, language: DocumentLanguage
    ) throws(DocumentError) {
        self.workshop = workshop
        self.offer = offer
        self.language = language
        let facts = ProposalFacts(
            offer: offer, since: since, library: workshop.library, words: try workshop.words(language),
            texts: try workshop.texts(language), brand: workshop.brand)
        html = try workshop.fill(Self.templateName, facts.estimateRecord(), language: language)
    }

    public func render() throws(DocumentError) -> MadeDocument {
        try workshop.render(html, name: Self.templateName, created: offer.date)
    }

    /// 概算見積書_施設名_番号.pdf
    public func fileName() throws(DocumentError) -> String {
        let words = try workshop.words(language)
        return FileName.make(
            [words[.fileEstimate], offer.profile.clinic.name, offer.profile.quotation.number ?? offer.date.iso])
    }
}
