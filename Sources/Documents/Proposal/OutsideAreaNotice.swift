//  OutsideAreaNotice.swift
//  In: a customer in the other company's area. Out: the one-page エリア外ご案内; no figure stands in it.

import ClinicProfile
import Markup
import Measures
import Offer
import PagedMedia
import Templating
import Wording

/// The notice that hands a customer over to NTT西日本.
public struct OutsideAreaNotice {
    public static let templateName = "Proposal/outside-area.html"
    let profile: CustomerProfile
    let date: Day?
    let area: AreaRefusal
    let workshop: DocumentWorkshop
    let language: DocumentLanguage

    public init(
        profile: CustomerProfile, date: Day?, area: AreaRefusal, workshop: DocumentWorkshop, language: DocumentLanguage
    ) {
        self.profile = profile
        self.date = date
        self.area = area
        self.workshop = workshop
        self.language = language
    }

    public func render() throws(DocumentError) -> MadeDocument {
        try workshop.render(try filled(), name: Self.templateName, created: date)
    }

    /// The filled template.
    public func filled() throws(DocumentError) -> MarkupDocument {
        let words = try workshop.words(language)
        let clinic = profile.clinic
        let facts = TemplateRecord([
            "doc": .record([
                "date": TemplateValue(date?.iso), "number": TemplateValue(profile.quotation.number),
                "areaText": .text(try workshop.texts(language).text(area.message)),
            ]),
            "customer": .record([
                "name": .text(clinic.name), "addressee": TemplateValue(clinic.addressee),
                "department": TemplateValue(clinic.department),
                "you": .text(words[clinic.kind.isPharmacy ? .youPharmacy : .youFacility]),
            ]),
            "seller": .record([
                "company": .text(profile.seller.company ?? workshop.brand.company),
                "office": TemplateValue(profile.seller.office), "phone": TemplateValue(profile.seller.phone),
            ]),
        ])
        return try workshop.fill(Self.templateName, facts, language: language)
    }

    public func fileName() throws(DocumentError) -> String {
        FileName.make([
            try workshop.words(language)[.fileOutside], profile.clinic.name,
            profile.quotation.number ?? date?.iso ?? "",
        ])
    }
}
