//  Manifest.swift
//  In: an offer and the PDF that was made of it. Out: the small JSON beside the PDF: what it was made from.

import ClinicProfile
import Measures
import Offer
import PagedMedia
import QuoteReport
import Wording

public enum Manifest {
    /// The program's version, printed by `--version` as well.
    public static let programVersion = "0.1.0"

    /// JSON with a fixed order of keys and no time of day: the same input gives the same bytes.
    public static func json(
        document: OfferDocument.Kind, offer: CustomerOffer, sources: DocumentSources, profileBytes: [UInt8],
        pdf: [UInt8], pages: Int
    ) -> String {
        ReportValue.fields([
            "document": .text(document.rawValue), "program": .text("teian \(programVersion)"),
            "number": .optional(offer.profile.quotation.number),
            "revision": .number(offer.profile.quotation.revision), "date": .text(offer.date.iso),
            "customer": .text(offer.profile.clinic.name), "priceBook": .text(offer.priceBook),
            "subsidyScheme": .optional(offer.ordered.subsidy.scheme),
            "profileSHA256": .text(Checksum.sha256(profileBytes)), "pages": .number(pages),
            "pdfSHA256": .text(Checksum.sha256(pdf)), "templatesSHA256": .text(sources.templates),
            "dataSHA256": .text(sources.data), "renderer": sources.rendererReport,
            // what was printed, for the next revision to be compared with
            QuotationSnapshot.key: QuotationSnapshot(offer).report,
        ]).json
    }

    /// The JSON beside an エリア外ご案内: who was handed over, by which profile; no figure was printed.
    public static func notice(
        _ profile: CustomerProfile, date: Day?, sources: DocumentSources, profileBytes: [UInt8], pdf: [UInt8],
        pages: Int
    ) -> String {
        ReportValue.fields([
            "document": .text("outside-area"), "program": .text("teian \(programVersion)"),
            "number": .optional(profile.quotation.number), "revision": .number(profile.quotation.revision),
            "date": .optional(date?.iso), "customer": .text(profile.clinic.name),
            "profileSHA256": .text(Checksum.sha256(profileBytes)), "pages": .number(pages),
            "pdfSHA256": .text(Checksum.sha256(pdf)), "templatesSHA256": .text(sources.templates),
            "dataSHA256": .text(sources.data), "renderer": sources.rendererReport,
        ]).json
    }
}
