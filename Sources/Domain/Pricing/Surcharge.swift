//  Surcharge.swift
//  In: the lines of a quote. Out: 基本工事費加算額, one step for every threshold of in-premises work begun beyond the first.
//
//  DOMAIN.md 2.3 and decision 1: surcharge = step × max(0, ceil((W − threshold) / threshold)). W is our own in-premises
//  work, and on every new or migrated line the line's in-premises parts too, waived or not, simultaneous or not.

import Catalogue
import ClinicProfile
import Measures
import PackageSelection

extension PriceCalculator {
    /// The printed configuration that this one is, if it is one.
    func printedExample(for configuration: PackageConfiguration) -> PrintedExample? {
        guard configuration.workTime == .weekday, !configuration.usesWirelessLAN, configuration.switches == 0,
            configuration.monitors == configuration.desktops, configuration.building == .house,
            configuration.lineKind == .flets || configuration.situation.laysLine
        else { return nil }
        return book.examples.first { example in
            !example.isDerived && example.situation == configuration.situation.rawValue
                && example.isSimultaneous == configuration.isSimultaneous
                && example.desktops == configuration.desktops && example.notebooks == configuration.notebooks
                && example.cardReaders == configuration.cardReaders && example.newWires == configuration.newWires
                && example.reusedWires == configuration.reusedWires
        }
    }

    func surcharge(
        for configuration: PackageConfiguration, lines: [QuoteLine], work: [QuoteLine], example: PrintedExample?
    ) -> PriceQuote.SurchargeSteps {
        let threshold = book.surchargeThreshold.value
        let step = book[.surcharge].price.value
        var premises: Yen? = .zero
        for line in work {
            guard let id = ItemID(rawValue: line.id), book[id].isPremisesWork else { continue }
            premises = premises.flatMap { sum in line.amount.map { sum + $0 } }
        }
        if configuration.situation.laysLine {
            // a line without a price is in-premises work without a price
            let parts = book.lineWork.filter(\.isPremisesWork).map(\.price.value).totalIfKnown
            let isPriced = lines.allSatisfy { $0.amount != nil || $0.group != .line }
            premises = premises.flatMap { sum in isPriced ? parts.map { sum + $0 } : nil }
        }
        let steps: Int?
        if let premises, let threshold, threshold > .zero {
            steps = Surcharge.steps(for: premises, threshold: threshold)
        } else {
            steps = nil
        }
        return PriceQuote.SurchargeSteps(
            premisesWork: premises, threshold: threshold, step: step, steps: steps, isPrinted: example != nil,
            source: example?.source ?? book[.surcharge].price.source)
    }

    /// The surcharge's line; none if the work does not reach the threshold.
    func surchargeLine(_ surcharge: PriceQuote.SurchargeSteps) -> [QuoteLine] {
        if surcharge.steps == 0 { return [] }
        let item = book[.surcharge]
        let isKnown = surcharge.steps != nil
        var notes = item.notes
        if !surcharge.isPrinted { notes.append("surchargeEstimate") }
        if !isKnown { notes = ["surcharge", "quotedSeparately"] }
        let quantity = surcharge.steps ?? 1
        let unitPrice = isKnown ? surcharge.step : nil
        return [
            QuoteLine(
                id: item.id.rawValue, group: .work, name: item.name, model: nil, product: nil, quantity: quantity,
                unit: item.unit, state: isKnown ? .priced : .quotedSeparately, unitPrice: unitPrice,
                amount: unitPrice.map { $0 * quantity }, listPrice: nil, notes: catalogue.ordered(notes),
                status: !isKnown ? .unconfirmed : surcharge.isPrinted ? .printed : .derived,
                source: surcharge.source, isEligible: item.isEligible,
                remark: surcharge.isPrinted || !isKnown
                    ? nil
                    : Message(
                        "remark.surchargeEstimate", ["tolerance": .yen(book.surchargeTolerance.value ?? .zero)]))
        ]
    }
}

/// The step rule by itself.
public enum Surcharge {
    /// How many thresholds are begun beyond the first.
    public static func steps(for work: Yen, threshold: Yen) -> Int {
        guard threshold > .zero, work > threshold else { return 0 }
        return (work.amount - threshold.amount + threshold.amount - 1) / threshold.amount
    }
}
