//  PriceBookCheck.swift
//  In: a price book. Out: what in it contradicts itself.

import Diagnostics
import Measures
import Messages

extension PriceBook {
    /// The invariants of a book that need no other file. Empty if all hold.
    public func contradictions() -> [Diagnostic] {
        var faults: [Diagnostic] = []
        func complain(_ id: String, _ message: String) {
            faults.append(Diagnostic(id, .error, told(.bookSays, ["book": self.id, "message": message]), at: place))
        }
        if validFrom.value == nil {
            complain(
                "book-validity", told(.bookNoStart))
        }
        if let from = validity.from, let through = validity.through, through < from {
            complain("book-validity", told(.bookValidity, ["through": through, "from": from]))
        }
        if taxRounding == .exact {
            for item in allItems {
                for price in [item.price.value, item.listPrice?.value].compactMap(\.self)
                where withoutTax(price) == nil {
                    complain(
                        "book-tax",
                        told(.bookTax, ["item": item.id.rawValue, "price": price, "percent": 100 + taxPercent]))
                }
            }
        }
        for item in allItems {
            if let list = item.listPrice?.value, let price = item.price.value, list < price {
                complain(
                    "book-list-price", told(.bookListPrice, ["item": item.id.rawValue, "price": price, "list": list]))
            }
        }
        let full = lineWork.map(\.price.value).totalIfKnown
        if let full, let printed = self[.fletsNew].price.value, full != printed {
            complain("book-line-work", told(.bookLineParts, ["parts": full, "line": printed]))
        }
        let migration = lineWork.filter { !$0.isWaivedOnMigration }.map(\.price.value).totalIfKnown
        if let migration, let printed = self[.fletsMigration].price.value, migration != printed {
            complain("book-line-work", told(.bookMigrationParts, ["parts": migration, "item": printed]))
        }
        if surchargeThreshold.value == .zero { complain("book-surcharge", told(.bookSurchargeZero)) }
        if surchargeTolerance.value != self[.surcharge].price.value {
            complain("book-surcharge", told(.bookSurchargeTolerance))
        }
        if lineWorkPart("contract") == nil || lineWorkPart("timeDesignation") == nil {
            complain("book-line-work", told(.bookLineWork))
        }
        return faults
    }
}
