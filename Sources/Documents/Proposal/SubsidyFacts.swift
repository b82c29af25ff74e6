//  SubsidyFacts.swift
//  In: the grant's calculation and the schemes published by the day of the document. Out: the subsidy part's facts.

import ClinicProfile
import Measures
import Offer
import Pricing
import Subsidy
import Templating
import Wording

extension ProposalFacts {
    private var decision: SubsidyDecision { ordered.subsidy }

    var subsidy: TemplateValue {
        // what flooring to the rounding unit takes away, where it is the last step
        var cut: Yen?
        if let base = decision.base, let rate = decision.rate, let grant = decision.grant {
            let exact = base.amount * rate.numerator / max(1, rate.denominator)
            if exact > grant.amount, decision.limit.map({ grant < $0 }) ?? true { cut = Yen(exact - grant.amount) }
        }
        let rules = library.subsidies
        let unknown = Self.unknownWord(ordered.quote)
        let outlay = ordered.quote.initialTotal.ifComplete.map {
            $0 + (offer.profile.receiptComputer.renovationCost ?? .zero)
        }
        return .record([
            "schemeName": TemplateValue(decision.schemeName.map { texts.name($0) }),
            "rate": TemplateValue(decision.rate.map(rateText)),
            "rateOrAsk": .text(decision.rate.map(rateText) ?? words[.knownUnconfirmed]),
            "isAcceleration": .bool(
                decision.rate.map { $0.numerator == $0.denominator } ?? false && decision.applyBy != nil),
            "eligible": figure(decision.eligible, unknown: unknown), "cap": figure(decision.cap),
            "hasExcluded": .bool(decision.eligible.flatMap { eligible in outlay.map { $0 > eligible } } ?? false),
            "excluded": .list(
                ordered.quote.initial.filter { !$0.isEligible && ($0.amount ?? .zero) > .zero }.map { line in
                    .record([
                        "name": .text(texts.name(line.name)), "amount": TemplateValue(line.amount?.amount),
                    ])
                }),
            "base": figure(decision.base, unknown: unknown), "limit": TemplateValue(decision.limit?.amount),
            // what is left up to a limit means something only where the grant is known
            "headroom": decision.grant == nil
                ? .none : decision.headroom.flatMap { $0 > .zero ? .number($0.amount) : nil } ?? .none,
            "cut": cut.map { .number($0.amount) } ?? .none,
            "otherVendors": TemplateValue(offer.profile.receiptComputer.renovationCost?.amount),
            "appliedOn": day(offer.profile.dates.cardReaderApplied), "applyBy": day(decision.applyBy),
            // what was known: the newest of the rules that were published by then
            "hasApplied": .bool(offer.profile.dates.cardReaderApplied.map { $0 <= offer.date } ?? false),
            "later": laterRates,
            "publishedOn": day(knownSchemes.compactMap(\.publishedOn.value).max() ?? offer.date),
            "freeReaders": .number(configuration.freeReaders),
            "completeBy": day(rules.deadline("completion", knownOn: offer.date)?.day),
            "claimBy": day(rules.deadline("claim", knownOn: offer.date)?.day),
            "conditions": .list(decision.conditions.map { .text(texts.text($0)) }),
            "unknownReason": TemplateValue(decision.reasonUnknown.map { texts.text($0) }),
        ])
    }

    func rateText(_ rate: Rate) -> String { rate.description }

    /// The schemes that were published by the day of the document.
    private var knownSchemes: [SubsidyScheme] {
        library.subsidies.schemes.filter { ($0.publishedOn.value ?? offer.date) <= offer.date }
    }

    /// The rates that hold after the present scheme's last day, where the grant itself is not known: what waiting changes
    /// can then be said of rate and limit only.
    private var laterRates: TemplateValue {
        let planned = offer.profile.dates.cardReaderApplied
        guard decision.grant == nil, planned.map({ $0 > offer.date }) ?? true, let last = decision.applyBy,
            last >= offer.date, let figures = schemeRow(appliedOn: last + 1), let rate = figures.rate.value,
            let limit = figures.limit.value, decision.limit.map({ limit < $0 }) ?? true
        else { return .none }
        return .record(["day": day(last + 1), "rate": .text(rateText(rate)), "limit": .number(limit.amount)])
    }

    /// The row of this customer in the scheme for an application on a day.
    func schemeRow(appliedOn day: Day) -> SchemeRow? {
        library.facilities[offer.profile.clinic.kind].flatMap { facility in
            library.subsidies.scheme(appliedOn: day, knownOn: offer.date)?
                .row(facility.subsidyRow, readers: configuration.cardReaders)
        }
    }

    var schemes: TemplateValue {
        let kind = offer.profile.clinic.kind
        guard let row = library.facilities[kind]?.subsidyRow else { return .list([]) }
        let known = knownSchemes
        // rates that hold again after those that replaced them stand after them, with their new first day
        func again(_ scheme: SubsidyScheme) -> Day? {
            guard let last = known.first(where: { $0.replaces == scheme.id })?.window.through,
                library.subsidies.scheme(appliedOn: last + 1, knownOn: offer.date)?.id == scheme.id
            else { return nil }
            return last + 1
        }
        let ordered = known.filter { again($0) == nil } + known.filter { again($0) != nil }
        return .list(
            ordered.compactMap { scheme -> TemplateValue? in
                guard let figures = scheme.row(row, readers: configuration.cardReaders) else { return nil }
                let isReplaced = known.contains { $0.replaces == scheme.id }
                let applies = scheme.id == decision.scheme
                let from = again(scheme).map { words(.periodAgain, ["a": words.date($0)]) }
                return .record([
                    "period": .text(from ?? (isReplaced ? words[.periodBefore] : period(scheme.window))),
                    "rate": .text(figures.rate.value.map(rateText) ?? words[.knownUnconfirmed]),
                    "cap": figure(figures.cap.value), "limit": figure(figures.limit.value),
                    "applies": .bool(applies), "class": .text(applies ? "applies" : ""),
                ])
            })
    }
    private func period(_ range: DayRange) -> String {
        switch (range.from, range.through) {
        case (_, .some(let through)): words(.periodThrough, ["b": words.date(through)])
        case (.some(let from), nil): words(.periodFrom, ["a": words.date(from)])
        case (nil, nil): ""
        }
    }

    var waiting: TemplateValue {
        guard let waiting = offer.waiting else { return .none }
        // the customer's own plan is the later one: its figures are the ones shown, and the earlier day gains
        let isPlanned = offer.profile.dates.cardReaderApplied.map { $0 > waiting.lastDay } ?? false
        return .record([
            "later": day(waiting.lastDay + 1), "last": day(waiting.lastDay), "isPlanned": .bool(isPlanned),
            "loss": .number(waiting.loss.amount),
            "rate": TemplateValue(waiting.later.rate.map(rateText)),
        ])
    }

    // MARK: - days

    private func deadlineWord(_ id: String) -> String? { WordKey(rawValue: "deadline.\(id)").map { words[$0] } }

    /// The deadlines as the pictures mark them, in order.
    var marks: [ScheduleMark] {
        offer.deadlines.sorted { $0.day < $1.day }.map {
            ScheduleMark(
                id: $0.id, day: $0.day, text: deadlineWord($0.id) ?? texts.text($0.text), isFixed: $0.kind != .plan,
                hasPassed: $0.hasPassed)
        }
    }
    struct ScheduleMark {
        var id: String
        var day: Day
        var text: String
        var isFixed: Bool
        var hasPassed: Bool
    }

    var deadlines: TemplateValue {
        var lastYear = 0
        return .list(
            marks.map { mark in
                let showYear = mark.day.year != lastYear
                lastYear = mark.day.year
                return .record([
                    "day": day(mark.day), "text": .text(mark.text), "dot": .text(mark.isFixed ? "hard" : ""),
                    "showYear": .bool(showYear), "hasPassed": .bool(mark.hasPassed),
                    "class": .text(showYear ? "first" : ""),
                ])
            })
    }

    var steps: TemplateValue {
        let planned = offer.profile.dates.cardReaderApplied
        // a plan beyond the day on which the better rate ends is not what we ask for
        let deadline = offer.deadlines.first { $0.id == "readerApplication" && !$0.hasPassed }?.day
        let by = planned.flatMap { $0 >= offer.date ? min($0, deadline ?? $0) : nil } ?? decision.applyBy
        // the order comes before the contract, and while the quotation holds
        let contact = [offer.profile.quotation.validUntil, offer.profile.dates.contractOn].compactMap(\.self)
            .filter { $0 >= offer.date }.min()
        return .record(["readerBy": day(by), "contactBy": day(contact)])
    }

    var schedule: TemplateValue { .record(["operation": day(offer.profile.dates.operationStarts)]) }
}
