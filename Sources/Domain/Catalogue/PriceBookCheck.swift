//  PriceBookCheck.swift
//  In: a price book. Out: what in it contradicts itself.

import Diagnostics
import Measures

extension PriceBook {
    /// The invariants of a book that need no other file. Empty if all hold.
    public func contradictions() -> [Diagnostic] {
        var faults: [Diagnostic] = []
        func complain(_ id: String, _ message: String) {
            faults.append(Diagnostic(id, .error, "\(self.id): \(message)", at: place))
        }
        if validFrom.value == nil {
            complain(
                "book-validity", "validFrom has no day that is known: prices without a first day would hold forever")
        }
        if let from = validity.from, let through = validity.through, through < from {
            complain("book-validity", "ends (\(through)) before it begins (\(from))")
        }
        if taxRounding == .exact {
            for item in allItems {
                for price in [item.price.value, item.listPrice?.value].compactMap(\.self)
                where withoutTax(price) == nil {
                    complain(
                        "book-tax",
                        "\(item.id.rawValue) (\(price)) does not divide exactly by "
                            + "\(100 + taxPercent)/100: correct it or state taxRounding: floor")
                }
            }
        }
        for item in allItems {
            if let list = item.listPrice?.value, let price = item.price.value, list < price {
                complain("book-list-price", "\(item.id.rawValue) costs more (\(price)) than its list price (\(list))")
            }
        }
        let full = lineWork.map(\.price.value).totalIfKnown
        if let full, let printed = self[.fletsNew].price.value, full != printed {
            complain("book-line-work", "the parts of the new line are \(full), the line costs \(printed)")
        }
        let migration = lineWork.filter { !$0.isWaivedOnMigration }.map(\.price.value).totalIfKnown
        if let migration, let printed = self[.fletsMigration].price.value, migration != printed {
            complain("book-line-work", "what a migration leaves is \(migration), the item says \(printed)")
        }
        if surchargeThreshold.value == .zero { complain("book-surcharge", "the surcharge's threshold is 0") }
        if surchargeTolerance.value != self[.surcharge].price.value {
            complain("book-surcharge", "the tolerance is not one step of the surcharge")
        }
        if lineWorkPart("contract") == nil || lineWorkPart("timeDesignation") == nil {
            complain("book-line-work", "lineWork needs the parts contract and timeDesignation")
        }
        return faults
    }
}
