//  SnapshotJSON.swift
//  In: what a revision of a quotation said. Out: the same as JSON, which `QuotationSnapshot` reads again.

import Measures
import Offer

extension QuotationSnapshot {
    /// The value of `QuotationSnapshot.key` in the JSON beside a document.
    public var report: ReportValue {
        func amount(_ yen: Yen?) -> ReportValue { yen.map { .number($0.amount) } ?? .null }
        func total(_ total: Total) -> ReportValue {
            .fields(["known": amount(total.known), "complete": .flag(total.isComplete)])
        }
        func line(_ line: Line) -> ReportValue {
            .fields([
                "id": .text(line.id), "name": .text(line.name), "quantity": .number(line.quantity),
                "unit": .text(line.unit), "unitPrice": amount(line.unitPrice), "amount": amount(line.amount),
                "state": .text(line.state.rawValue),
            ])
        }
        return .fields([
            "codes": .list(codes.map { .text($0) }), "initial": .list(initial.map(line)),
            "monthly": .list(monthly.map(line)), "initialTotal": total(initialTotal),
            "monthlyTotal": total(monthlyTotal), "grant": amount(grant), "own": amount(own),
            "assumed": .list(assumed.map { .text($0) }),
        ])
    }
}
