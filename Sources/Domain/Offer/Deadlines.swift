//  Deadlines.swift
//  In: one customer's case. Out: the days that bind it, in their order, and which of them have passed.

import ClinicProfile
import Measures
import PackageSelection
import Subsidy

extension OfferWorkshop {
    func deadlines(_ ordered: Alternative) -> [Deadline] {
        var list: [Deadline] = []
        func add(
            _ id: String, _ day: Day?, _ kind: Deadline.Kind, source: String, publishedOn: Day? = nil
        ) {
            guard let day else { return }
            list.append(
                Deadline(
                    id: id, day: day, kind: kind, text: Message("deadline.\(id)", ["day": .day(day)]),
                    hasPassed: day < date, publishedOn: publishedOn, source: source))
        }
        let rules = library.subsidies
        let dates = profile.dates
        let hasApplied = dates.cardReaderApplied.map { $0 <= date } ?? false
        // whoever has not applied is bound by the scheme that is open now, even if the plan lies behind its end
        if !hasApplied, let open = rules.scheme(appliedOn: date, knownOn: date), let through = open.appliedThrough {
            add(
                "readerApplication", through.value, .legal, source: through.source,
                publishedOn: open.publishedOn.value)
        }
        if let scheme = ordered.subsidy.scheme.flatMap(rules.scheme) {
            if let contract = scheme.contractThrough {
                add(
                    "contract", contract.value, .legal, source: contract.source, publishedOn: scheme.publishedOn.value)
            }
        }
        for id in ["completion", "claim"] {
            if let deadline = bindingDeadline(id) {
                add(id, deadline.day.value, .legal, source: deadline.day.source, publishedOn: deadline.publishedOn)
            }
        }
        if let difference = difference(ordered) {
            add(
                "differenceOperation", difference.operationThrough, .legal, source: difference.step.source,
                publishedOn: rules.scheme(difference.scheme)?.publishedOn.value)
        }
        if let deferral {
            let published = rules.deferrals.publishedOn.value
            add(
                "deferralFiling", rules.deferrals.filedThrough.value, .legal,
                source: rules.deferrals.filedThrough.source, publishedOn: published)
            if let contract = deferral.contractThrough {
                add("deferralContract", contract.value, .legal, source: contract.source, publishedOn: published)
            }
            if let until = deferral.until, (deferral.untilPublishedOn?.value).map({ $0 <= date }) ?? true {
                add(
                    "deferralEnd", until.value, .legal, source: until.source,
                    publishedOn: deferral.untilPublishedOn?.value ?? published)
            } else if let months = deferral.monthsAfterLine, let count = months.value,
                let opened = profile.line.openedOn
            {
                add("deferralEnd", opened.adding(months: count), .legal, source: months.source, publishedOn: published)
            }
        }
        if ordered.configuration.situation == .migration {
            if profile.line.appliedOn.map({ $0 > date }) ?? true {
                add(
                    "migrationApplication", book.migrationApplyThrough.value, .offer,
                    source: book.migrationApplyThrough.source)
            }
            if ordered.configuration.isInMigrationCampaign {
                add(
                    "migrationOpening", book.migrationOpenThrough.value, .offer,
                    source: book.migrationOpenThrough.source)
            }
        }
        let own = profile.origin.place.file
        add("validity", profile.quotation.validUntil, .offer, source: own)
        if !hasApplied { add("plannedReaderApplication", dates.cardReaderApplied, .plan, source: own) }
        add("plannedContract", dates.contractOn, .plan, source: own)
        add("plannedCompletion", dates.completesOn, .plan, source: own)
        add("plannedOperation", dates.operationStarts, .plan, source: own)
        return list.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    }

    /// The 猶予届 of the profile, if a document of this day knows of such a thing.
    var deferral: Deferral? {
        let rules = library.subsidies.deferrals
        return rules.isKnown(on: date) ? profile.deferral.flatMap { rules[$0] } : nil
    }

    /// The day for `completion` or `claim` that binds this customer: its deferral's, as soon as that is published.
    func bindingDeadline(_ id: String) -> (day: Figure<Day>, publishedOn: Day?)? {
        if let deferral, let published = deferral.datesPublishedOn.value, published <= date {
            return (id == "claim" ? deferral.claim : deferral.completion, published)
        }
        return library.subsidies.deadline(id, knownOn: date).map {
            (Figure($0.day, status: $0.status, source: $0.source), $0.publishedOn)
        }
    }
}
