//  QuoteText.swift
//  In: an offer. Out: `teian quote`: the figures as a table that lines up on a terminal. Every word is the data files'.

import ClinicProfile
import Measures
import Offer
import Pricing
import Subsidy

/// Writes offers as text.
public struct QuoteText: Sendable {
    private let library: DomainLibrary

    public init(library: DomainLibrary) { self.library = library }

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
            offer.deadlines.map { library.text($0.text) + ($0.hasPassed ? "（\(word("passed"))）" : "") }
                + [offer.waiting.map { library.text($0.text) }].compactMap(\.self))
        lines += section(
            word("assumptions"),
            offer.assumptions.map { assumption in
                library.text(assumption.assumed) + (assumption.effectText.map { "（\(library.text($0))）" } ?? "")
            })
        lines += section(word("warnings"), offer.warnings.map(library.text))
        lines += section(
            word("notes"), ordered.quote.notes.compactMap { library.noteText($0, book: offer.priceBook) })
        if explanation == .full { lines += trail(offer) }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Parts

    private func head(_ offer: CustomerOffer) -> [String] {
        var lines = [
            "\(offer.profile.clinic.name)（\(library.phrases.name("kind.\(offer.profile.clinic.kind.rawValue)"))）"
        ]
        let number = offer.profile.quotation.number.map { "  \($0)-\(offer.profile.quotation.revision)" } ?? ""
        lines.append("\(library.phrases.text(of: .day(offer.date)))\(number)  \(offer.priceBook)")
        lines.append(library.text(offer.ordered.title))
        lines += offer.banners.map { "* \(library.text($0))" }
        return lines
    }

    private func priceTable(_ title: String, _ lines: [QuoteLine], _ total: QuoteTotal) -> [String] {
        var table = TextTable([.left, .right, .left, .right, .right, .left])
        table.add(word("item"), word("quantity"), "", word("unitPrice"), word("amount"))
        for line in lines {
            table.add(
                line.name, String(line.quantity), line.unit, amount(line.unitPrice, line.state),
                amount(line.amount, line.state), line.remark.map { "（\(library.text($0))）" } ?? "")
        }
        let open = total.isComplete ? "" : word("plusSeparate")
        table.add(word("total"), "", "", "", yen(total.known), open)
        table.add(
            "（\(word("excludingTax")) \(yen(total.excludingTax))、\(word("tax")) \(yen(total.tax))）", "", "", "", "")
        return ["", title] + table.lines()
    }

    private func subsidyTable(_ offer: CustomerOffer) -> [String] {
        let decision = offer.ordered.subsidy
        let unknown = offer.ordered.isComplete ? word("confirm") : word("separate")
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
        let scheme = decision.schemeName.map { "（\($0)）" } ?? ""
        var lines = ["", word("subsidy") + scheme] + table.lines()
        lines += [offer.difference.map { "  * \(library.text($0.text))" }].compactMap(\.self)
        lines += (decision.conditions + [decision.reasonUnknown].compactMap(\.self)).map { "  * \(library.text($0))" }
        return lines
    }

    private func alternatives(_ offer: CustomerOffer) -> [String] {
        var table = TextTable([.left, .left, .right, .right, .right, .right, .right, .left])
        table.add(
            "", "", word("initialShort"), word("grant"), word("selfPay"), word("monthly"), word("fiveYearNet"), "")
        for (index, alternative) in offer.alternatives.enumerated() {
            let unknown = alternative.isComplete ? word("confirm") : word("separate")
            table.add(
                alternative.letter, library.text(alternative.title),
                alternative.quote.initialTotal.ifComplete.map(yen) ?? word("separate"),
                alternative.subsidy.grant.map(yen) ?? unknown, alternative.subsidy.selfPay.map(yen) ?? unknown,
                alternative.quote.monthlyTotal.ifComplete.map(yen) ?? word("separate"),
                offer.fiveYearBeside(alternative).map(yen)
                    ?? (alternative.isComplete && alternative.subsidy.grant != nil ? word("notComparable") : unknown),
                index == offer.recommendedIndex ? "<- \(word("recommended"))" : "")
        }
        return ["", word("alternatives")] + table.lines() + ["  * \(library.text(offer.recommendation))"]
    }

    private func trail(_ offer: CustomerOffer) -> [String] {
        var lines = ["", word("trail")]
        for step in offer.trail {
            lines.append("  \(step.figure)  \(step.value.map(yen) ?? word("confirm"))")
            lines.append("      \(library.text(step.rule))")
            lines.append(
                "      \(word("source")): \(step.source)  [\(library.phrases.name("status.\(step.status.rawValue)"))]")
        }
        lines.append("")
        for choice in offer.ordered.configuration.choices { lines.append("  \(library.text(choice.reason))") }
        for comparison in offer.comparisons {
            lines.append(
                "  \(library.text(comparison.text))  \(word("grant")) "
                    + "\(comparison.decision.grant.map(yen) ?? word("confirm"))")
        }
        return lines
    }

    private func section(_ title: String, _ entries: [String]) -> [String] {
        entries.isEmpty ? [] : ["", title] + entries.map { "  \($0)" }
    }

    private func amount(_ yen: Yen?, _ state: PriceState) -> String {
        switch state {
        case .priced: yen.map(self.yen) ?? word("confirm")
        case .noCharge: word("noCharge")
        case .quotedSeparately: word("separate")
        case .toBeConfirmed: word("confirm")
        }
    }

    private func yen(_ yen: Yen) -> String {
        yen < .zero ? "▲\((-yen).grouped)円" : "\(yen.grouped)円"
    }

    private func word(_ id: String) -> String { library.phrases.name("quote.\(id)") }
}
