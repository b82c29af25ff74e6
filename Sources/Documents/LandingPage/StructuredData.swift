//  StructuredData.swift
//  In: who offers, what it costs, what is asked. Out: schema.org in JSON-LD, for those who read pages by machine.
//  https://schema.org/Product  https://schema.org/FAQPage  https://schema.org/Organization

import Measures
import QuoteReport

struct StructuredData {
    struct Offered {
        var name: String
        var price: Yen
        var address: String
        /// The last day of the price.
        var through: Day?
    }
    struct Answered {
        var question: String
        var answer: String
    }

    var company: String
    /// The company's own page.
    var web: String
    var page: String
    var picture: String
    /// The product's name and what it is.
    var name: String
    var text: String
    var offers: [Offered]
    var questions: [Answered]

    /// One graph; the offers name the organization by its id.
    var json: String {
        let seller = ReportValue.fields(["@id": .text(page + "#organization")])
        return ReportValue.fields([
            "@context": .text("https://schema.org"),
            "@graph": .list([
                .fields([
                    "@type": .text("Organization"), "@id": .text(page + "#organization"), "name": .text(company),
                    "url": .text(web),
                ]),
                .fields([
                    "@type": .text("Product"), "name": .text(name), "description": .text(text),
                    "image": .text(picture), "brand": .fields(["@type": .text("Brand"), "name": .text(company)]),
                    "offers": .list(offers.map { offer($0, seller) }),
                ]),
                .fields([
                    "@type": .text("FAQPage"),
                    "mainEntity": .list(
                        questions.map {
                            .fields([
                                "@type": .text("Question"), "name": .text($0.question),
                                "acceptedAnswer": .fields(["@type": .text("Answer"), "text": .text($0.answer)]),
                            ])
                        }),
                ]),
            ]),
        ]).json
    }

    private func offer(_ offer: Offered, _ seller: ReportValue) -> ReportValue {
        .fields([
            "@type": .text("Offer"), "name": .text(offer.name), "price": .number(offer.price.amount),
            "priceCurrency": .text("JPY"), "priceValidUntil": .optional(offer.through?.iso),
            "availability": .text("https://schema.org/InStock"), "url": .text(offer.address), "seller": seller,
        ])
    }
}
