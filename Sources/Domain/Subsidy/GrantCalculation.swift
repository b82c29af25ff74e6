//  GrantCalculation.swift
//  In: a quote, the other vendors' cost, the day of the reader's application. Out: the grant with its steps.
//
//  grant = min(floor to 1,000 of (min(eligible, cap) × rate), limit); own share = initial + others − grant.

import ClinicProfile
import Measures
import Pricing

/// What the grant of one case depends on.
public struct GrantCase: Sendable {
    public let kind: FacilityKind
    public let row: SubsidyRow
    public let readers: Int
    /// The day of the document.
    public let date: Day
    /// The day of the reader's application; nothing if it is not known.
    public let readerApplied: Day?
    /// Other vendors' eligible cost; counted as nothing if unknown, and said so as an assumption.
    public let renovationCost: Yen?

    public init(
        kind: FacilityKind, row: SubsidyRow, readers: Int, date: Day, readerApplied: Day?, renovationCost: Yen?
    ) {
        self.kind = kind
        self.row = row
        self.readers = readers
        self.date = date
        self.readerApplied = readerApplied
        self.renovationCost = renovationCost
    }
}

extension SubsidyRules {
    /// The grant for a quote, under the scheme of the application's day or under a given one.
    public func decision(for grantCase: GrantCase, quote: PriceQuote, under given: SubsidyScheme? = nil)
        -> SubsidyDecision
    {
        let applied = grantCase.readerApplied ?? grantCase.date
        let isConditional = grantCase.readerApplied.map { $0 > grantCase.date } ?? true
        let scheme = given ?? scheme(appliedOn: applied, knownOn: grantCase.date)
        let row = scheme?.row(grantCase.row, readers: grantCase.readers)
        let others = grantCase.renovationCost ?? .zero
        let eligible = quote.isComplete ? quote.eligible.map { $0 + others } : nil
        let cap = row?.cap.value
        let rate = row?.rate.value
        let limit = row?.limit.value
        var base: Yen?
        if let eligible, let cap { base = min(eligible, cap) }
        var share: Yen?
        if let base, let rate { share = rate.of(base) }
        var floored: Yen?
        if let share, let unit = roundingUnit.value { floored = share.floored(to: unit) }
        var grant: Yen?
        if let floored, let limit { grant = min(floored, limit) }
        let cost = quote.initialTotal.ifComplete.map { $0 + others }

        var status: FigureStatus = scheme == nil || row == nil ? .unconfirmed : .printed
        if let row {
            status = max(row.cap.status, row.rate.status, row.limit.status)
            // the rounding matters only where it takes something away below the limit
            if let share, let floored, let limit, share != floored, floored < limit {
                status = max(status, roundingUnit.status)
            }
        }
        var reason: Message?
        if grant == nil {
            if scheme == nil {
                reason = Message("unknown.noScheme", ["applied": .day(applied)])
            } else if !quote.isComplete {
                reason = Message("unknown.incompleteQuote", ["missing": .count(missing(quote))])
            } else {
                reason = Message("unknown.unconfirmedRule", ["kind": .name("kind.\(grantCase.kind.rawValue)")])
            }
            status = .unconfirmed
        }
        var conditions: [Message] = []
        if isConditional, let through = scheme?.appliedThrough?.value, through >= grantCase.date {
            conditions.append(Message("condition.applyBy", ["day": .day(through)]))
        }
        if grantCase.kind == .pharmacy, let chain = chainPrescriptions.value {
            conditions.append(Message("condition.notChain", ["count": .count(chain)]))
        }
        var steps: [TrailStep] = []
        if let scheme, let row {
            let figures = Figures(
                eligible: eligible, others: others, cap: cap, base: base, rate: rate, share: share, floored: floored,
                limit: limit, grant: grant, cost: cost)
            steps = trail(scheme, row, figures)
        }
        return SubsidyDecision(
            scheme: scheme?.id, schemeName: scheme?.name, publishedOn: scheme?.publishedOn.value, appliedOn: applied,
            isConditional: isConditional, applyBy: scheme?.appliedThrough?.value, eligible: eligible, cap: cap,
            base: base, rate: rate, limit: limit, grant: grant, headroom: headroom(eligible, cap), status: status,
            selfPay: grant.flatMap { grant in cost.map { $0 - grant } }, steps: steps, reasonUnknown: reason,
            conditions: conditions)
    }

    private func missing(_ quote: PriceQuote) -> Int {
        quote.initialTotal.missing.count + quote.monthlyTotal.missing.count
    }

    private func headroom(_ eligible: Yen?, _ cap: Yen?) -> Yen? {
        guard let eligible, let cap else { return nil }
        return max(cap - eligible, .zero)
    }

    private struct Figures {
        let eligible: Yen?, others: Yen, cap: Yen?, base: Yen?, rate: Rate?, share: Yen?, floored: Yen?, limit: Yen?
        let grant: Yen?, cost: Yen?
    }

    private func trail(_ scheme: SubsidyScheme, _ row: SchemeRow, _ figures: Figures) -> [TrailStep] {
        let name = Message.Value.name("scheme.\(scheme.id)")
        func step(
            _ figure: String, _ value: Yen?, _ arguments: KeyValuePairs<String, Message.Value>, _ source: String,
            _ status: FigureStatus
        ) -> TrailStep {
            TrailStep(
                figure: "subsidy.\(figure)", value: value, rule: Message("rule.subsidy.\(figure)", arguments),
                source: source, status: value == nil ? .unconfirmed : status)
        }
        return [
            step("eligible", figures.eligible, ["others": .yen(figures.others)], row.cap.source, .derived),
            step("cap", figures.cap, ["scheme": name], row.cap.source, row.cap.status),
            step("base", figures.base, [:], row.cap.source, row.cap.status),
            step(
                "share", figures.share, ["rate": figures.rate.map { .rate($0) } ?? .name("unknown"), "scheme": name],
                row.rate.source, row.rate.status),
            step(
                "floored", figures.floored, ["unit": .yen(roundingUnit.value ?? .zero)], roundingUnit.source,
                roundingUnit.status),
            step("limit", figures.limit, ["scheme": name], row.limit.source, row.limit.status),
            step("grant", figures.grant, [:], row.limit.source, row.limit.status),
            step(
                "headroom", headroom(figures.eligible, figures.cap), [:], row.cap.source, row.cap.status),
            step(
                "selfPay", figures.grant.flatMap { grant in figures.cost.map { $0 - grant } }, [:], row.limit.source,
                row.limit.status),
        ]
    }
}
