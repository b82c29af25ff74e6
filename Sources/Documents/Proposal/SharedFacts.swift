//  SharedFacts.swift
//  In: an offer. Out: the fields that short documents to the same customer name: no diagram, table or list is built.

import Measures
import Offer
import Templating
import Wording

extension ProposalFacts {
    /// Who writes to whom, the figures of what is ordered, its grant and its deadlines, as the proposal says them.
    public func sharedFields() -> [String: TemplateValue] {
        [
            "doc": doc, "customer": customer, "seller": seller, "brand": brandFacts, "line": line, "support": support,
            "equipment": equipment, "figures": figures, "subsidy": subsidy, "waiting": waiting, "deadlines": deadlines,
        ]
    }

    /// The figures of one alternative: {initial, grant, own, monthly}; what is not known has its word.
    public func figures(of alternative: Alternative) -> [String: TemplateValue] {
        let quote = alternative.quote
        let unknown = Self.unknownWord(quote)
        func known(_ yen: Yen, isComplete: Bool) -> TemplateValue {
            .record([
                "value": .number(yen.amount), "known": .bool(isComplete), "word": .text(words[.knownSeparate]),
            ])
        }
        return [
            "initial": known(quote.initialTotal.known, isComplete: quote.initialTotal.isComplete),
            "monthly": known(quote.monthlyTotal.known, isComplete: quote.monthlyTotal.isComplete),
            "grant": figure(alternative.subsidy.grant, unknown: unknown),
            "own": figure(alternative.subsidy.selfPay, unknown: unknown),
        ]
    }
}
