//  QuoteText.swift
//  In: an offer. Out: `teian quote`: the figures as a table that lines up on a terminal. Every word is the data files'.

import ClinicProfile
import Measures
import Offer
import Pricing
import Subsidy

/// Writes offers as text.
public struct QuoteText: Sendable {
    private let texts: OfferTexts

    public init(texts: OfferTexts) { self.texts = texts }
    /// In the data files' own language.
    public init(library: DomainLibrary) { self.init(texts: library.texts) }

    /// Lines with line feeds.
    public func text(_ offer: CustomerOffer, explanation: Explanation = .none) -> String {
        let ordered = offer.ordered
        var lines = head(offer)
        lines += priceTable(word("initial"), ordered.quote.initial, ordered.quote.initialTotal)
        lines += priceTable(word("monthly"), ordered.quote.monthly, ordered.quote.monthlyTotal)
        lines += subsidyTable(offer)
        lines += alternatives(offer)
        lines += section(
            word("deadlines"),
            offer.deadlines.map { texts.text($0.text) + ($0.hasPassed ? bracketed(word("passed")) : "") }
                + [offer.waiting.map { texts.text($0.text) }].compactMap(\.self))
        lines += section(
            word("assumptions"),
            offer.assumptions.map { assumption in
                texts.text(assumption.assumed) + (assumption.effectText.map { bracketed(texts.text($0)) } ?? "")
            })
        lines += section(word("warnings"), offer.warnings.map(texts.text))
        lines += section(
            word("notes"), ordered.quote.notes.compactMap { texts.noteText($0, book: offer.priceBook) })
        if explanation == .full { lines += trail(offer) }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Parts

    private func head(_ offer: CustomerOffer) -> [String] {
        var lines = [
            offer.profile.clinic.name + bracketed(texts.phrases.name("kind.\(offer.profile.clinic.kind.rawValue)"))
        ]
        let number = offer.profile.quotation.number.map { "  \($0)-\(offer.profile.quotation.revision)" } ?? ""
        lines.append("\(texts.phrases.text(of: .day(offer.date)))\(number)  \(offer.priceBook)")
        lines.append(texts.text(offer.ordered.title))
        lines += offer.banners.map { "* \(texts.text($0))" }
        return lines
    }

    private func priceTable(_ title: String, _ lines: [QuoteLine], _ total: QuoteTotal) -> [String] {
        var table = TextTable([.left, .right, .left, .right, .right, .left])
        table.add(word("item"), word("quantity"), "", word("unitPrice"), word("amount"))
        for line in lines {
            table.add(
                texts.name(line.name), String(line.quantity), texts.unit(line.unit, count: line.quantity),
                amount(line.unitPrice, line.state),
                amount(line.amount, line.state),
                line.remark.map { bracketed(texts.text($0)).drop { $0 == " " }.description } ?? "")
        }
        let open = total.isComplete ? "" : word("plusSeparate")
        table.add(word("total"), "", "", "", yen(total.known), open)
        table.add(
            bracketed(
                "\(word("excludingTax")) \(yen(total.excludingTax))\(word("comma"))\(word("tax")) \(yen(total.tax))"
            ).drop { $0 == " " }.description, "", "", "", "")
        return ["", title] + table.lines()
    }

    private func subsidyTable(_ offer: CustomerOffer) -> [String] {
        let decision = offer.ordered.subsidy
        let unknown = unknown(of: offer.ordered.isComplete)
        var table = TextTable([.left, .right])
        func add(_ name: String, _ value: Yen?) { table.add(word(name), value.map(yen) ?? unknown) }
        if let others = offer.profile.receiptComputer.renovationCost { add("otherVendors", others) }
        add("eligible", decision.eligible)
        add("cap", decision.cap)
        add("base", decision.base)
        table.add(word("rate"), decision.rate?.description ?? word("confirm"))
        add("limit", decision.limit)
        add("grant", decision.grant)
        add("headroom", decision.headroom)
        add("selfPay", decision.selfPay)
        add("fiveYear", offer.ordered.quote.fiveYearTotal)
        add("fiveYearNet", offer.ordered.fiveYearNet)
        let scheme = decision.schemeName.map { bracketed(texts.name($0)) } ?? ""
        var lines = ["", word("subsidy") + scheme] + table.lines()
        lines += [offer.difference.map { "  * \(texts.text($0.text))" }].compactMap(\.self)
        lines += (decision.conditions + [decision.reasonUnknown].compactMap(\.self)).map { "  * \(texts.text($0))" }
        return lines
    }

    private func alternatives(_ offer: CustomerOffer) -> [String] {
        var table = TextTable([.left, .left, .right, .right, .right, .right, .right, .left])
        table.add(
            "", "", word("initialShort"), word("grant"), word("selfPay"), word("monthly"), word("fiveYearNet"), "")
        for (index, alternative) in offer.alternatives.enumerated() {
            let unknown = unknown(of: alternative.isComplete)
            table.add(
                alternative.letter, texts.text(alternative.title),
                alternative.quote.initialTotal.ifComplete.map(yen) ?? word("separate"),
                alternative.subsidy.grant.map(yen) ?? unknown, alternative.subsidy.selfPay.map(yen) ?? unknown,
                alternative.quote.monthlyTotal.ifComplete.map(yen) ?? word("separate"),
                offer.fiveYearBeside(alternative).map(yen)
                    ?? (alternative.isComplete && alternative.subsidy.grant != nil ? word("notComparable") : unknown),
                index == offer.recommendedIndex ? "<- \(word("recommended"))" : "")
        }
        return ["", word("alternatives")] + table.lines() + ["  * \(texts.text(offer.recommendation))"]
    }

    private func trail(_ offer: CustomerOffer) -> [String] {
        var lines = ["", word("trail")]
        for step in offer.trail {
            lines.append("  \(step.figure)  \(step.value.map(yen) ?? word("confirm"))")
            lines.append("      \(texts.text(step.rule))")
            lines.append(
                "      \(word("source")): \(texts.name(step.source))  [\(texts.phrases.name("status.\(step.status.rawValue)"))]"
            )
        }
        lines.append("")
        for choice in offer.ordered.configuration.choices { lines.append("  \(texts.text(choice.reason))") }
        for comparison in offer.comparisons {
            lines.append(
                "  \(texts.text(comparison.text))  \(word("grant")) "
                    + "\(comparison.decision.grant.map(yen) ?? word("confirm"))")
        }
        return lines
    }

    private func section(_ title: String, _ entries: [String]) -> [String] {
        entries.isEmpty ? [] : ["", title] + entries.map { "  \($0)" }
    }

    /// What follows from all lines: open until the last one has a price. The documents say the same.
    private func unknown(of isComplete: Bool) -> String { word(isComplete ? "confirm" : "open") }

    private func amount(_ yen: Yen?, _ state: PriceState) -> String {
        switch state {
        case .priced: yen.map(self.yen) ?? word("confirm")
        case .noCharge: word("noCharge")
        case .quotedSeparately: word("separate")
        case .toBeConfirmed: word("confirm")
        }
    }

    private func yen(_ yen: Yen) -> String {
        let written = texts.phrases.text(of: .yen(yen < .zero ? -yen : yen))
        return yen < .zero ? word("negative").replacing("{yen}", with: written) : written
    }

    private func bracketed(_ text: String) -> String { word("bracketed").replacing("{text}", with: text) }

    private func word(_ id: String) -> String { texts.phrases.name("quote.\(id)") }
}
