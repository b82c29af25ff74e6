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
            if let deadline = rules.deadline(id, knownOn: date) {
                add(id, deadline.day, .legal, source: deadline.source, publishedOn: deadline.publishedOn)
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
}
