//  EstimateFacts.swift
//  In: an offer. Out: the record that the estimate's template names.
//  Lines are printed without tax as offices expect it; as soon as one amount has no whole net price (an extra line, a
//  discount), all are printed with tax, so that the lines always add up to what stands under them.

import Catalogue
import Measures
import Offer
import Pricing
import Templating
import Wording

extension ProposalFacts {
    /// Everything the estimate's template may name.
    public func estimateRecord() -> TemplateRecord { TemplateRecord(estimateFields()) }

    /// The fields of `estimateRecord` and those that short documents share, for what contains an estimate.
    public func estimateFields() -> [String: TemplateValue] {
        var fields = sharedFields()
        fields["estimate"] = estimate
        fields["revision"] = revision
        return fields
    }

    private var book: PriceBook? { library.catalogue.books.first { $0.id == offer.priceBook } }

    private var estimate: TemplateValue {
        let quote = ordered.quote
        // what costs nothing is no line of an estimate; the subject and the notes say that it is used
        let initial = quote.initial.filter { $0.state != .noCharge }
        let monthly = quote.monthly.filter { $0.state != .noCharge }
        let isNet = initial.allSatisfy { line in
            [line.unitPrice, line.amount].allSatisfy { $0 == nil || netPrice($0) != nil }
        }
        func amount(_ yen: Yen?, _ line: QuoteLine) -> TemplateValue {
            figure(
                isNet ? netPrice(yen) : yen, unknown: line.state == .toBeConfirmed ? .knownUnconfirmed : .knownSeparate)
        }
        let total = quote.initialTotal
        let isRegistered = brand.registrationFrom.map { offer.date >= $0 } ?? false
        return .record([
            "isNet": .bool(isNet), "taxPercent": .number(book?.taxPercent ?? 0),
            "lines": .list(
                initial.enumerated().map { index, line in
                    .record([
                        "number": .number(index + 1), "name": .text(texts.name(line.name)),
                        "model": TemplateValue(line.model),
                        "quantity": .number(line.quantity), "unit": .text(texts.unit(line.unit, count: line.quantity)),
                        "unitPrice": amount(line.unitPrice, line), "amount": amount(line.amount, line),
                    ])
                }),
            "subtotal": .number(total.excludingTax.amount), "tax": .number(total.tax.amount),
            "total": .number(total.known.amount), "isComplete": .bool(total.isComplete),
            "hasTotal": .bool(total.isComplete || total.known > .zero),
            "monthly": .list(
                monthly.map { line in
                    .record([
                        "name": .text(texts.name(line.name)), "amount": figure(line.amount, unknown: .knownSeparate),
                        "isKnown": .bool(line.amount != nil), "net": TemplateValue(netPrice(line.amount)?.amount),
                    ])
                }),
            "hasMonthly": .bool(!monthly.isEmpty), "sumsMonthly": .bool(monthly.count > 1),
            "monthlyTotal": .number(quote.monthlyTotal.known.amount),
            "monthlyIsComplete": .bool(quote.monthlyTotal.isComplete),
            "monthlyNet": .number(quote.monthlyTotal.excludingTax.amount),
            "monthlyTax": .number(quote.monthlyTotal.tax.amount),
            "notes": .list(noteTexts.map { .text($0) }),
            "completesOn": day(offer.profile.dates.completesOn),
            "operationStarts": day(offer.profile.dates.operationStarts),
            "registrationNumber": isRegistered ? TemplateValue(offer.profile.seller.registrationNumber) : .none,
        ])
    }

    /// The price without tax, if there is one in whole yen.
    private func netPrice(_ yen: Yen?) -> Yen? { yen.flatMap { book?.withoutTax($0) } }
}
