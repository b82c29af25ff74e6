//  PriceTrail.swift
//  In: a quote. Out: every figure of it with its rule and source. Made on demand: most quotes are never explained.

import Measures

extension PriceQuote {
    /// The way to every figure, in the order of the tables.
    public var trail: [TrailStep] {
        var steps = initial.map { step(of: $0, table: "initial") }
        steps.append(
            TrailStep(
                figure: "initial.total", value: initialTotal.known,
                rule: Message(
                    initialTotal.isComplete ? "rule.total" : "rule.total.incomplete",
                    ["missing": .count(initialTotal.missing.count)]), source: priceBook, status: worst(of: initial)))
        steps.append(
            TrailStep(
                figure: "initial.tax", value: initialTotal.tax, rule: Message("rule.tax"), source: priceBook,
                status: worst(of: initial)))
        steps += monthly.map { step(of: $0, table: "monthly") }
        steps.append(
            TrailStep(
                figure: "monthly.total", value: monthlyTotal.known, rule: Message("rule.total"), source: priceBook,
                status: worst(of: monthly)))
        steps.append(
            TrailStep(
                figure: "fiveYearTotal", value: fiveYearTotal,
                rule: Message("rule.fiveYear", ["months": .count(comparisonMonths)]), source: priceBook,
                status: worst(of: initial + monthly)))
        return steps
    }

    private func worst(of lines: [QuoteLine]) -> FigureStatus { lines.map(\.status).max() ?? .printed }

    private func step(of line: QuoteLine, table: String) -> TrailStep {
        let rule: Message
        if line.id == "surcharge", let work = surcharge.premisesWork, let threshold = surcharge.threshold,
            let step = surcharge.step, let count = surcharge.steps
        {
            rule = Message(
                "rule.surcharge",
                ["work": .yen(work), "threshold": .yen(threshold), "step": .yen(step), "steps": .count(count)])
        } else if let price = line.unitPrice {
            rule = Message(
                line.state == .noCharge ? "rule.noCharge" : "rule.unitPrice",
                ["price": .yen(price), "quantity": .count(line.quantity), "unit": .text(line.unit)])
        } else {
            rule = Message(line.state == .toBeConfirmed ? "rule.toBeConfirmed" : "rule.quotedSeparately")
        }
        return TrailStep(
            figure: "\(table).\(line.id)", value: line.amount, rule: rule, source: line.source, status: line.status)
    }
}
