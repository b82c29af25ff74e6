//  PriceCalculator.swift
//  In: a configuration, the profile's own prices, a price book. Out: the quote with its lines and totals.
//
//  Invariants of the room:
//  1. Every amount is a unit price of the book (or of an override) times a whole number.
//  2. A line without a price stays in the quote, and every total that misses it names it.
//  3. The totals are the sums of the lines; tax is taken from a total once.

import Catalogue
import ClinicProfile
import Measures
import PackageSelection

/// Prices configurations. Cheap to make: one per offer.
public struct PriceCalculator: Sendable {
    let catalogue: CatalogueLibrary
    let book: PriceBook
    let day: Day
    let overrides: [ItemID: PriceOverride]
    let extraLines: [ExtraLine]
    let discounts: [Discount]

    /// The overrides must name items of the book that have no price; `Offer` has checked that.
    public init(catalogue: CatalogueLibrary, book: PriceBook, day: Day, profile: CustomerProfile) {
        self.catalogue = catalogue
        self.book = book
        self.day = day
        var overrides: [ItemID: PriceOverride] = [:]
        for override in profile.overrides {
            if let id = ItemID(rawValue: override.item) { overrides[id] = override }
        }
        self.overrides = overrides
        extraLines = profile.extraLines
        discounts = profile.discounts
    }

    public func quote(for configuration: PackageConfiguration) -> PriceQuote {
        let example = printedExample(for: configuration)
        var lines = lineItems(configuration)
        lines += equipment(configuration)
        var work = jobs(configuration, hasPrintedWires: example != nil)
        let surcharge = surcharge(for: configuration, lines: lines, work: work, example: example)
        work.insert(contentsOf: surchargeLine(surcharge), at: min(1, work.count))
        lines += work
        if configuration.hasSupport { lines.append(line(.supportSetup, 1, remark: Message("remark.noInitialFee"))) }
        lines += profileLines()
        let monthly = monthlyLines(configuration)

        let initialTotal = total(of: lines)
        let monthlyTotal = total(of: monthly)
        var subtotals: [PriceQuote.Subtotal] = []
        for group in LineGroup.allCases {
            let part = lines.filter { $0.group == group }
            guard !part.isEmpty else { continue }
            subtotals.append(
                PriceQuote.Subtotal(
                    group: group, total: total(of: part), listTotal: part.map(\.listAmount).totalOfKnown))
        }
        let savings = lines.reduce(Yen.zero) { sum, line in
            guard let list = line.listAmount, let amount = line.amount else { return sum }
            return sum + (list - amount)
        }
        let isComplete = initialTotal.isComplete && monthlyTotal.isComplete
        let eligible = lines.filter(\.isEligible).map(\.amount).totalIfKnown
        var notes = ["reference", "receiptComputerExcluded"]
        for line in lines + monthly { notes += line.notes }
        if !isComplete { notes.append("quotedSeparately") }
        return PriceQuote(
            initial: lines, monthly: monthly, initialTotal: initialTotal, monthlyTotal: monthlyTotal,
            subtotals: subtotals, savings: savings,
            fiveYearTotal: isComplete ? initialTotal.known + monthlyTotal.known * book.comparisonMonths : nil,
            eligible: eligible.map { max($0, .zero) }, notes: catalogue.ordered(notes), priceBook: book.id,
            comparisonMonths: book.comparisonMonths, surcharge: surcharge)
    }

    // MARK: Lines

    /// One line of an item. `price` replaces the book's where a rule computes it.
    private func line(
        _ id: ItemID, _ quantity: Int, price: (Yen, FigureStatus, String)? = nil, notes: [String]? = nil,
        remark: Message? = nil
    ) -> QuoteLine {
        let item = book[id]
        let product = item.product.flatMap(catalogue.product)
        var unitPrice = price?.0 ?? item.price.value
        var status = price?.1 ?? item.price.status
        var source = price?.2 ?? item.price.source
        var state: PriceState = .priced
        var remark = remark
        if let override = overrides[id] {
            (unitPrice, status) = (override.unitPrice, .confirmed)
            source = "\(override.source) (\(override.by), \(override.on))"
        } else if !item.isOffered(on: day) {
            (unitPrice, state) = (nil, .toBeConfirmed)
            remark = Message("remark.\(item.availability.rawValue)")
        } else if unitPrice == nil {
            state = item.state == .toBeConfirmed ? .toBeConfirmed : .quotedSeparately
        } else if item.state == .noCharge {
            state = .noCharge
        }
        return QuoteLine(
            id: id.rawValue, group: LineGroup(item.group), name: item.name, model: product?.model,
            product: item.product, quantity: quantity, unit: item.unit, state: state, unitPrice: unitPrice,
            amount: unitPrice.map { $0 * quantity }, listPrice: item.listPrice?.value,
            notes: catalogue.ordered(
                overrides[id] == nil ? notes ?? item.notes : item.notes.filter { $0 != "quotedSeparately" }),
            status: status, source: source, isEligible: item.isEligible, remark: remark)
    }

    private func lineItems(_ configuration: PackageConfiguration) -> [QuoteLine] {
        // the surcharge of the line's own work is known; that of ours is not (offHoursWork)
        let isOnHoliday = configuration.situation.laysLine && configuration.workTime == .holiday
        return lineItself(configuration) + (isOnHoliday ? [line(.holidayLineWork, 1)] : [])
    }

    private func lineItself(_ configuration: PackageConfiguration) -> [QuoteLine] {
        let work = configuration.isTimeDesignated ? "lineWork" : "lineWorkWithoutTime"
        switch configuration.situation {
        case .existing:
            if configuration.lineKind == .other { return [line(.fletsOther, 1)] }
            return [line(.fletsExisting, 1, remark: Message("remark.existingLine"))]
        case .new, .migration:
            if configuration.building == .apartment { return [line(.fletsNewApartment, 1)] }
            if configuration.isInMigrationCampaign {
                let parts = book.lineWork.filter { part in
                    !part.isWaivedOnMigration && (configuration.isTimeDesignated || !part.isOnlyIfTimeDesignated)
                }
                guard let price = parts.map(\.price.value).totalIfKnown,
                    let low = book.lineWorkPart("contract")?.price.value
                else { return [line(.fletsMigration, 1)] }
                return [
                    line(
                        .fletsMigration, 1, price: (price, .derived, book[.fletsMigration].price.source),
                        notes: [work, "migration"],
                        remark: Message("remark.migrationRange", ["low": .yen(low), "high": .yen(price)]))
                ]
            }
            guard !configuration.isTimeDesignated,
                let price = book.lineWork.filter({ !$0.isOnlyIfTimeDesignated }).map(\.price.value).totalIfKnown
            else { return [line(.fletsNew, 1)] }
            return [line(.fletsNew, 1, price: (price, .derived, book[.fletsNew].price.source), notes: [work])]
        }
    }

    private func equipment(_ configuration: PackageConfiguration) -> [QuoteLine] {
        var lines = [line(.router, 1)]
        let withMonitor = min(configuration.desktops, configuration.monitors)
        func add(_ id: ItemID, _ count: Int) {
            if count > 0 { lines.append(line(id, count)) }
        }
        add(.desktop, withMonitor)
        add(.desktopWithoutMonitor, configuration.desktops - withMonitor)
        add(.notebook, configuration.notebooks)
        add(.monitor, configuration.monitors - withMonitor)
        add(.hub, configuration.hubs)
        add(.switchForTerminals, configuration.switches)
        return lines
    }

    private func jobs(_ configuration: PackageConfiguration, hasPrintedWires: Bool) -> [QuoteLine] {
        var lines: [QuoteLine] = []
        if configuration.isSimultaneous {
            // no second visit, so no call-out charge
            lines.append(
                line(
                    .baseWork, 1, price: (.zero, book[.baseWork].price.status, book[.baseWork].price.source),
                    notes: ["simultaneous"], remark: Message("remark.simultaneous")
                ).withoutCharge)
        } else {
            lines.append(line(.baseWork, 1, notes: configuration.situation.laysLine ? ["notSimultaneous"] : nil))
        }
        let withMonitor = min(configuration.desktops, configuration.monitors)
        func add(_ id: ItemID, _ count: Int, notes: [String]? = nil) {
            if count > 0 { lines.append(line(id, count, notes: notes)) }
        }
        add(.setupRouter, 1)
        add(.setupDesktop, withMonitor)
        add(.setupDesktopWithoutMonitor, configuration.desktops - withMonitor)
        add(.setupNotebook, configuration.notebooks)
        add(.setupReader, configuration.cardReaders)
        add(.setupHub, configuration.hubs)
        add(.lanWireNew, configuration.newWires, notes: hasPrintedWires ? [] : nil)
        add(.lanWireReuse, configuration.reusedWires, notes: hasPrintedWires ? [] : nil)
        if configuration.usesWirelessLAN { add(.wirelessLAN, 1) }
        if configuration.workTime != .weekday { add(.offHoursWork, 1) }
        return lines
    }

    private func profileLines() -> [QuoteLine] {
        var lines: [QuoteLine] = []
        for (index, extra) in extraLines.enumerated() {
            lines.append(
                QuoteLine(
                    id: "extra.\(index)", group: .extra, name: extra.name, model: nil, product: nil,
                    quantity: extra.quantity, unit: book.extraUnit, state: .priced, unitPrice: extra.unitPrice,
                    amount: extra.unitPrice * extra.quantity, listPrice: nil, notes: [], status: .confirmed,
                    source: extra.by.map { "\(extra.source) (\($0))" } ?? extra.source,
                    isEligible: extra.isEligible, remark: nil))
        }
        for (index, discount) in discounts.enumerated() {
            lines.append(
                QuoteLine(
                    id: "discount.\(index)", group: .discount, name: discount.name, model: nil, product: nil,
                    quantity: 1, unit: book.extraUnit, state: .priced, unitPrice: -discount.amount,
                    amount: -discount.amount, listPrice: nil, notes: [], status: .confirmed,
                    source: "\(discount.reason) (\(discount.approvedBy))", isEligible: true, remark: nil))
        }
        return lines
    }

    private func monthlyLines(_ configuration: PackageConfiguration) -> [QuoteLine] {
        var lines: [QuoteLine] = []
        switch (configuration.situation, configuration.building) {
        case (.existing, _):
            lines.append(line(configuration.lineKind == .other ? .fletsOtherMonthly : .fletsExistingMonthly, 1))
        case (_, .apartment): lines.append(line(.fletsMonthlyApartment, 1))
        case (_, .house): lines.append(line(.fletsMonthly, 1))
        }
        if configuration.hasSupport { lines.append(line(.supportMonthly, 1)) }
        return lines
    }

    private func total(of lines: [QuoteLine]) -> QuoteTotal {
        let known = lines.map(\.amount).totalOfKnown
        return QuoteTotal(
            known: known, tax: book.tax(in: known), missing: lines.filter { $0.amount == nil }.map(\.id))
    }
}

extension LineGroup {
    init(_ group: ItemGroup) {
        switch group {
        case .line: self = .line
        case .equipment: self = .equipment
        case .work: self = .work
        case .support: self = .support
        }
    }
}

extension QuoteLine {
    // The item takes part, and its price is known to be nothing.
    var withoutCharge: QuoteLine {
        QuoteLine(
            id: id, group: group, name: name, model: model, product: product, quantity: quantity, unit: unit,
            state: .noCharge, unitPrice: .zero, amount: .zero, listPrice: nil, notes: notes, status: status,
            source: source, isEligible: isEligible, remark: remark)
    }
}
