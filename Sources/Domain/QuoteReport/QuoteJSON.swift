//  QuoteJSON.swift
//  In: an offer. Out: `teian quote --format json`, a contract that scripts rely on (DESIGN.md).
//
//  A figure that is not known is null, never 0. Keys may be added; none is renamed or reordered.

import ClinicProfile
import Measures
import Offer
import PackageSelection
import Pricing
import Subsidy

/// Whether the way to every figure is told too.
public enum Explanation: Sendable { case none, full }

/// Writes offers as JSON.
public struct QuoteJSON: Sendable {
    private let library: DomainLibrary

    public init(library: DomainLibrary) { self.library = library }

    /// The text of the JSON document.
    public func text(_ offer: CustomerOffer, explanation: Explanation = .none) -> String {
        value(offer, explanation: explanation).json
    }

    public func value(_ offer: CustomerOffer, explanation: Explanation = .none) -> ReportValue {
        let ordered = offer.ordered
        var fields = figures(ordered)
        fields += [
            .init("date", .text(offer.date.iso)), .init("priceBook", .text(offer.priceBook)),
            .init(
                "customer",
                .fields([
                    "name": .text(offer.profile.clinic.name), "kind": .text(offer.profile.clinic.kind.rawValue),
                    "prefecture": .text(offer.profile.clinic.prefecture),
                ])), .init("configuration", configuration(ordered.configuration)),
            .init("otherVendors", yen(offer.profile.receiptComputer.renovationCost)),
            .init("initialWithOtherVendors", yen(offer.initialWithOtherVendors)),
            .init("recommended", .optional(offer.recommended?.id)),
            .init("recommendation", text(offer.recommendation)),
            .init(
                "alternatives",
                .list(
                    offer.alternatives.enumerated().map { index, alternative in
                        .object(
                            [
                                .init("id", .text(alternative.id)), .init("letter", .text(alternative.letter)),
                                .init("title", text(alternative.title)),
                                .init("recommended", .flag(index == offer.recommendedIndex)),
                                .init("fiveYearBeside", yen(offer.fiveYearBeside(alternative))),
                                .init("configuration", configuration(alternative.configuration)),
                            ] + figures(alternative))
                    })),
            .init("deadlines", .list(offer.deadlines.map(deadline))),
            .init(
                "waiting",
                offer.waiting.map { waiting in
                    .fields([
                        "lastDay": .text(waiting.lastDay.iso), "scheme": .optional(waiting.later.scheme),
                        "grant": yen(waiting.later.grant), "loss": yen(waiting.loss),
                        "grantInTime": yen(waiting.grantInTime), "selfPayInTime": yen(waiting.selfPayInTime),
                        "text": text(waiting.text),
                    ])
                } ?? .null),
            .init(
                "comparisons",
                .list(
                    offer.comparisons.map { comparison in
                        .fields([
                            "id": .text(comparison.id), "text": text(comparison.text),
                            "initial": yen(comparison.initial), "subsidy": subsidy(comparison.decision),
                            "selfPay": yen(comparison.decision.selfPay),
                        ])
                    })),
            .init(
                "difference",
                offer.difference.map { difference in
                    .fields([
                        "scheme": .text(difference.scheme), "amount": yen(difference.amount),
                        "operationFrom": .text(difference.operationFrom.iso),
                        "operationThrough": .text(difference.operationThrough.iso), "text": text(difference.text),
                    ])
                } ?? .null),
            .init(
                "assumptions",
                .list(
                    offer.assumptions.map { assumption in
                        .fields([
                            "key": .text(assumption.key), "text": text(assumption.assumed),
                            "effect": yen(assumption.effect),
                            "effectText": assumption.effectText.map(text) ?? .null,
                        ])
                    })), .init("warnings", .list(offer.warnings.map(text))),
            .init("banners", .list(offer.banners.map(text))),
            .init(
                "notes",
                .list(
                    ordered.quote.notes.map { id in
                        .fields(["id": .text(id), "text": .optional(library.noteText(id, book: offer.priceBook))])
                    })),
        ]
        if explanation == .full { fields.append(.init("trail", .list(offer.trail.map(step)))) }
        return .object(fields)
    }

    /// The keys of the contract, in its order.
    private func figures(_ alternative: Alternative) -> [ReportValue.Field] {
        let quote = alternative.quote
        return [
            .init("complete", .flag(alternative.isComplete)),
            .init("initial", table(quote.initial, quote.initialTotal)),
            .init("monthly", table(quote.monthly, quote.monthlyTotal)),
            .init("subsidy", subsidy(alternative.subsidy)), .init("selfPay", yen(alternative.subsidy.selfPay)),
            .init("fiveYearTotal", yen(quote.fiveYearTotal)), .init("fiveYearNet", yen(alternative.fiveYearNet)),
            .init("fiveYearComparable", yen(alternative.fiveYearComparable)), .init("savings", yen(quote.savings)),
        ]
    }

    private func table(_ lines: [QuoteLine], _ total: QuoteTotal) -> ReportValue {
        .fields([
            "lines": .list(lines.map(line)), "total": yen(total.known),
            "totalExcludingTax": yen(total.excludingTax), "tax": yen(total.tax),
            "excludes": .list(total.missing.map { .text($0) }),
        ])
    }

    private func line(_ line: QuoteLine) -> ReportValue {
        .fields([
            "id": .text(line.id), "name": .text(line.name), "group": .text(line.group.rawValue),
            "quantity": .number(line.quantity), "unit": .text(line.unit), "unitPrice": yen(line.unitPrice),
            "amount": yen(line.amount), "listPrice": yen(line.listPrice), "state": .text(line.state.rawValue),
            "status": .text(line.status.rawValue), "source": .text(line.source), "eligible": .flag(line.isEligible),
            "notes": .list(line.notes.map { .text($0) }), "remark": line.remark.map(text) ?? .null,
        ])
    }

    private func subsidy(_ decision: SubsidyDecision) -> ReportValue {
        .fields([
            "scheme": .optional(decision.scheme), "name": .optional(decision.schemeName),
            "publishedOn": .optional(decision.publishedOn?.iso), "appliedOn": .text(decision.appliedOn.iso),
            "conditional": .flag(decision.isConditional), "eligible": yen(decision.eligible),
            "cap": yen(decision.cap), "base": yen(decision.base), "rate": .optional(decision.rate?.description),
            "limit": yen(decision.limit), "grant": yen(decision.grant), "status": .text(decision.status.rawValue),
            "headroom": yen(decision.headroom), "reasonUnknown": decision.reasonUnknown.map(text) ?? .null,
            "conditions": .list(decision.conditions.map(text)),
        ])
    }

    private func configuration(_ configuration: PackageConfiguration) -> ReportValue {
        .fields([
            "line": .text(configuration.situation.rawValue), "lineKind": .text(configuration.lineKind.rawValue),
            "building": .text(configuration.building.rawValue),
            "simultaneousWork": .flag(configuration.isSimultaneous),
            "timeDesignated": .flag(configuration.isTimeDesignated),
            "workTime": .text(configuration.workTime.rawValue),
            "deployment": .text(configuration.deployment.rawValue),
            "desktops": .number(configuration.desktops), "notebooks": .number(configuration.notebooks),
            "monitors": .number(configuration.monitors), "cardReaders": .number(configuration.cardReaders),
            "freeReaders": .number(configuration.freeReaders), "hubs": .number(configuration.hubs),
            "switches": .number(configuration.switches), "newWires": .number(configuration.newWires),
            "reusedWires": .number(configuration.reusedWires), "wirelessLAN": .flag(configuration.usesWirelessLAN),
            "support": .flag(configuration.hasSupport),
            "choices": .list(
                configuration.choices.map { .fields(["id": .text($0.id), "reason": text($0.reason)]) }),
        ])
    }

    private func deadline(_ deadline: Deadline) -> ReportValue {
        .fields([
            "id": .text(deadline.id), "day": .text(deadline.day.iso), "kind": .text(deadline.kind.rawValue),
            "text": text(deadline.text), "passed": .flag(deadline.hasPassed),
            "publishedOn": .optional(deadline.publishedOn?.iso), "source": .text(deadline.source),
        ])
    }

    private func step(_ step: TrailStep) -> ReportValue {
        .fields([
            "figure": .text(step.figure), "value": yen(step.value), "rule": text(step.rule),
            "source": .text(step.source), "status": .text(step.status.rawValue),
        ])
    }

    private func yen(_ yen: Yen?) -> ReportValue { yen.map { .number($0.amount) } ?? .null }
    private func text(_ message: Message) -> ReportValue { .text(library.text(message)) }
}
