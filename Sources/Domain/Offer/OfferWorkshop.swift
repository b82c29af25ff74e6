//  OfferWorkshop.swift
//  In: one customer on one day. Out: the alternatives, the recommended one, the comparisons.

import Catalogue
import ClinicProfile
import Measures
import PackageSelection
import Pricing
import Subsidy

/// What is needed to make the parts of one offer.
struct OfferWorkshop {
    let library: DomainLibrary
    let profile: CustomerProfile
    let date: Day
    let book: PriceBook
    let calculator: PriceCalculator

    // MARK: Alternatives

    func alternative(id: String, change: PackageChange) -> Alternative {
        let configuration = library.selector.configuration(for: profile, change: change, book: book, on: date)
        let quote = calculator.quote(for: configuration)
        let decision = library.subsidies.decision(for: grantCase(configuration), quote: quote)
        let net = quote.monthlyTotal.ifComplete.flatMap { monthly in
            decision.selfPay.map { $0 + monthly * book.comparisonMonths }
        }
        var comparable: Yen?
        if profile.line.situation != .new, let current = profile.line.currentMonthly, let net {
            // with a new line the present one is given up
            comparable = configuration.situation == .existing ? net + current * book.comparisonMonths : net
        }
        return Alternative(
            id: id, letter: "A", title: title(configuration), configuration: configuration, quote: quote,
            subsidy: decision, fiveYearNet: net, fiveYearComparable: comparable)
    }

    /// One step away from what the profile orders: the line, the terminals, the support.
    func changes(from ordered: PackageConfiguration) -> [(String, PackageChange)] {
        let otherLine: LineSituation = ordered.situation == .new ? .existing : .new
        let otherTerminals: PackageChange =
            ordered.notebooks == 0
            ? .terminals(desktops: 0, notebooks: ordered.terminals)
            : .terminals(desktops: ordered.terminals, notebooks: 0)
        return [
            ("otherLine", .line(otherLine)), ("otherTerminal", otherTerminals),
            ("otherSupport", .support(!ordered.hasSupport)),
        ]
    }

    private func title(_ configuration: PackageConfiguration) -> Message {
        let terminal =
            configuration.notebooks == 0 ? "desktop" : configuration.desktops == 0 ? "notebook" : "mixed"
        return Message(
            "alternative.title",
            [
                "line": .name("situation.\(configuration.situation.rawValue)"),
                "terminal": .name("terminal.\(terminal)"),
                "support": .name(configuration.hasSupport ? "support.yes" : "support.no"),
            ])
    }

    func grantCase(_ configuration: PackageConfiguration, applied: Day? = nil) -> GrantCase {
        GrantCase(
            kind: profile.clinic.kind,
            row: library.facilities[profile.clinic.kind]?.subsidyRow ?? .standard,
            readers: configuration.cardReaders, date: date,
            readerApplied: applied ?? profile.dates.cardReaderApplied,
            renovationCost: profile.receiptComputer.renovationCost)
    }

    /// What a later scheme pays on top of the ordered alternative's grant.
    func difference(_ ordered: Alternative) -> DifferencePayment? {
        library.subsidies.difference(
            for: grantCase(ordered.configuration), quote: ordered.quote, decision: ordered.subsidy,
            operationStarts: profile.dates.operationStarts)
    }

    /// What the customer ordered, if every price of it is known; else the first alternative that is complete.
    func recommendation(_ alternatives: [Alternative]) -> (Int?, Message) {
        let ordered = alternatives[0]
        if ordered.isComplete {
            let others = alternatives.dropFirst().filter { $0.id == "otherLine" }.compactMap(\.fiveYearComparable)
            if let own = ordered.fiveYearComparable, let other = others.min(), own < other {
                return (0, Message("recommend.ordered.cheaper", ["difference": .yen(other - own)]))
            }
            return (0, Message("recommend.ordered"))
        }
        let missing = Message.Value.count(
            ordered.quote.initialTotal.missing.count + ordered.quote.monthlyTotal.missing.count)
        guard let index = alternatives.firstIndex(where: \.isComplete) else {
            return (nil, Message("recommend.none", ["missing": missing]))
        }
        return (index, Message("recommend.\(alternatives[index].id)", ["missing": missing]))
    }

    // MARK: Comparisons

    /// The same customer applying on the day after the end of the scheme that is open on the day of the document.
    func waiting(_ ordered: Alternative) -> WaitingCost? {
        let hasApplied = profile.dates.cardReaderApplied.map { $0 <= date } ?? false
        guard !hasApplied, ordered.isComplete else { return nil }
        var now = ordered.subsidy
        if let planned = profile.dates.cardReaderApplied,
            library.subsidies.scheme(appliedOn: planned, knownOn: date)
                != library.subsidies.scheme(appliedOn: date, knownOn: date)
        {
            now = library.subsidies.decision(
                for: grantCase(ordered.configuration, applied: date), quote: ordered.quote)
        }
        guard let last = now.applyBy, last >= date, let grant = now.grant else { return nil }
        let later = library.subsidies.decision(
            for: grantCase(ordered.configuration, applied: last + 1), quote: ordered.quote)
        guard let laterGrant = later.grant, laterGrant < grant else { return nil }
        return WaitingCost(
            lastDay: last, later: later, loss: grant - laterGrant,
            text: Message("waiting", ["day": .day(last + 1), "loss": .yen(grant - laterGrant)]))
    }

    func comparisons(_ ordered: Alternative, waiting: WaitingCost?) -> [Comparison] {
        var result: [Comparison] = []
        let rules = library.subsidies
        if let scheme = ordered.subsidy.scheme.flatMap(rules.scheme),
            let before = scheme.replaces.flatMap(rules.scheme), before.publishedOn.value.map({ $0 <= date }) == true
        {
            result.append(
                Comparison(
                    id: "schemeBefore",
                    text: Message(
                        "comparison.schemeBefore",
                        ["scheme": .name("scheme.\(scheme.id)"), "before": .name("scheme.\(before.id)")]),
                    initial: ordered.quote.initialTotal.ifComplete,
                    decision: rules.decision(
                        for: grantCase(ordered.configuration), quote: ordered.quote, under: before)))
        }
        if let waiting {
            result.append(
                Comparison(
                    id: "schemeAfter", text: Message("comparison.schemeAfter", ["day": .day(waiting.lastDay + 1)]),
                    initial: ordered.quote.initialTotal.ifComplete, decision: waiting.later))
        }
        if ordered.configuration.cardReaders < ordered.configuration.freeReaders {
            let configuration = library.selector.configuration(
                for: profile, change: .oneMoreReader, book: book, on: date)
            let quote = calculator.quote(for: configuration)
            result.append(
                Comparison(
                    id: "oneMoreReader",
                    text: Message("comparison.oneMoreReader", ["readers": .count(configuration.cardReaders)]),
                    initial: quote.initialTotal.ifComplete,
                    decision: rules.decision(for: grantCase(configuration), quote: quote)))
        }
        return result
    }

    // MARK: Words for the reader

    func assumptions(_ ordered: Alternative, waiting: WaitingCost?) -> [Assumption] {
        var list = ordered.configuration.assumptions
        if profile.dates.cardReaderApplied == nil {
            list.append(
                Assumption(
                    key: "dates.cardReaderApplied",
                    assumed: Message(
                        "assumed.dates.cardReaderApplied", ["day": .day(ordered.subsidy.applyBy ?? date)]),
                    effect: waiting?.loss,
                    effectText: waiting.map {
                        Message("effect.dates.cardReaderApplied", ["yen": .yen($0.loss)])
                    }))
        }
        return list
    }

    func warnings(_ ordered: Alternative, waiting: WaitingCost?) -> [Message] {
        var list = ordered.configuration.warnings
        if let waiting, let planned = profile.dates.cardReaderApplied, planned > waiting.lastDay {
            list.append(
                Message(
                    "warning.reader.late",
                    ["planned": .day(planned), "last": .day(waiting.lastDay), "loss": .yen(waiting.loss)]))
        }
        let used = Set((ordered.quote.initial + ordered.quote.monthly).map(\.id))
        for override in profile.overrides where !used.contains(override.item) {
            list.append(Message("warning.override.unused", ["item": .name("item.\(override.item)")]))
        }
        if let until = profile.quotation.validUntil, let end = book.validity.through, until > end {
            list.append(Message("warning.validity.beyondBook", ["until": .day(until), "end": .day(end)]))
        }
        for (id, day) in [
            ("completion", profile.dates.completesOn ?? profile.dates.operationStarts),
            ("contract", profile.dates.contractOn),
        ] {
            let limit =
                id == "contract"
                ? ordered.subsidy.scheme.flatMap(library.subsidies.scheme)?.contractThrough?.value
                : bindingDeadline(id)?.day.value
            if let day, let limit, day > limit {
                list.append(Message("warning.deadline.\(id)", ["day": .day(day), "limit": .day(limit)]))
            }
        }
        if profile.deferral != nil, deferral == nil { list.append(Message("warning.deferral.notPublished")) }
        if let deferral, bindingDeadline("claim")?.day.value == nil {
            list.append(Message("warning.deferral.claimUnknown", ["number": .count(deferral.number)]))
        }
        if let limit = deferral?.contractThrough?.value, let day = profile.dates.contractOn, day > limit {
            list.append(Message("warning.deadline.contract", ["day": .day(day), "limit": .day(limit)]))
        }
        if let model = profile.equipment.readerModel,
            !library.catalogue.readerMakers.contains(where: { $0.name.contains(model) || model.contains($0.name) })
        {
            list.append(Message("warning.reader.unknown", ["model": .text(model)]))
        }
        for extra in profile.extraLines where extra.by == nil {
            list.append(Message("warning.extraLine.person", ["name": .text(extra.name)]))
        }
        if let code = profile.clinic.postalCode, let other = library.territory.prefecture(ofPostalCode: code),
            other.code != profile.clinic.prefecture
        {
            list.append(
                Message(
                    "warning.postalCode",
                    [
                        "postal": .name("prefecture.\(other.code)"),
                        "address": .name("prefecture.\(profile.clinic.prefecture)"),
                    ]
                ))
        }
        if case .border(let municipality) = profile.clinic.territory {
            list.append(Message("warning.border", ["municipality": .text(municipality)]))
        }
        return list
    }

    func banners() -> [Message] {
        var list = [Message("banner.estimate")]
        if case .border(let municipality) = profile.clinic.territory {
            list.append(Message("banner.border", ["municipality": .text(municipality)]))
        }
        return list
    }
}
