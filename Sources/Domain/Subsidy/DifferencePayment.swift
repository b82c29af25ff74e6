//  DifferencePayment.swift
//  In: a grant under an earlier scheme, and a later scheme that pays the difference. Out: the difference, or that it is
//  not known.
//
//  Whoever applied for the reader before scheme D and starts operation within its days is paid the difference of the
//  two limits (DOMAIN.md 1.3). The difference is never more than the later scheme would grant for the same cost.

import DataFiles
import Measures
import Pricing

/// The days of a scheme's difference payment.
public struct DifferenceRule: Sendable, Hashable {
    /// Who applied for the reader by this day.
    public let appliedThrough: Figure<Day>
    /// Operation starts from this day …
    public let operationFrom: Figure<Day>
    /// … to this.
    public let operationThrough: Figure<Day>

    init(_ node: DataNode) throws(DataFaults) {
        appliedThrough = try node.needed("appliedThrough", try node.dayFigure("appliedThrough"))
        operationFrom = try node.needed("operationFrom", try node.dayFigure("operationFrom"))
        operationThrough = try node.needed("operationThrough", try node.dayFigure("operationThrough"))
    }
}

/// What a later scheme pays on top. It is claimed by itself, so the own share of the quote does not count it.
public struct DifferencePayment: Sendable, Hashable {
    /// The scheme that pays.
    public let scheme: String
    /// Nothing where the later scheme's figures are not known: 要確認.
    public let amount: Yen?
    public let operationFrom: Day
    public let operationThrough: Day
    public let text: Message
    public let step: TrailStep
}

extension SubsidyRules {
    /// The difference that a later scheme pays on a decision; nothing if none does, or if both limits are the same.
    /// `operationStarts` is the day of the plan; without one the condition alone is told.
    public func difference(
        for grantCase: GrantCase, quote: PriceQuote, decision: SubsidyDecision, operationStarts: Day?
    ) -> DifferencePayment? {
        guard let applied = grantCase.readerApplied, let own = decision.scheme.flatMap(scheme) else { return nil }
        let known = schemes.last {
            ($0.publishedOn.value.map { $0 <= grantCase.date } ?? false) && $0.difference != nil
        }
        guard let later = known, later.id != own.id, let rule = later.difference,
            let through = rule.appliedThrough.value, applied <= through, let from = rule.operationFrom.value,
            let end = rule.operationThrough.value
        else { return nil }
        if let operationStarts, operationStarts < from || operationStarts > end { return nil }
        let oldLimit = own.row(grantCase.row, readers: grantCase.readers)?.limit.value
        let newLimit = later.row(grantCase.row, readers: grantCase.readers)?.limit.value
        if let oldLimit, let newLimit, newLimit <= oldLimit { return nil }
        let granted = self.decision(for: grantCase, quote: quote, under: later).grant
        var amount: Yen?
        if let oldLimit, let newLimit, let granted, let paid = decision.grant {
            amount = min(max(granted - paid, .zero), newLimit - oldLimit)
        }
        if amount == .zero { return nil }
        let days: KeyValuePairs<String, Message.Value> = ["from": .day(from), "through": .day(end)]
        let text =
            amount.map {
                Message("difference", ["amount": .yen($0), "from": .day(from), "through": .day(end)])
            } ?? Message("difference.unknown", days)
        return DifferencePayment(
            scheme: later.id, amount: amount, operationFrom: from, operationThrough: end, text: text,
            step: TrailStep(
                figure: "subsidy.difference", value: amount,
                rule: Message(
                    "rule.subsidy.difference",
                    ["scheme": .name("scheme.\(later.id)"), "before": .name("scheme.\(own.id)")]),
                source: rule.appliedThrough.source, status: amount == nil ? .unconfirmed : .derived))
    }
}
