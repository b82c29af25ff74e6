//  QuotationSnapshot.swift
//  In: an offer, or the JSON beside a document that was made of one. Out: the figures which that revision printed, enough
//  to say later what changed.

import DataFiles
import Diagnostics
import Measures
import Messages
import PackageSelection
import Pricing

/// What one revision of a quotation said.
public struct QuotationSnapshot: Sendable, Hashable {
    /// One line of the cost tables.
    public struct Line: Sendable, Hashable {
        /// The item of the price book; lines of the profile are told apart by their name.
        public let id: String
        public let name: String
        public let quantity: Int
        public let unit: String
        public let unitPrice: Yen?
        /// What the line adds to the total; nothing if it has no price.
        public let amount: Yen?
        public let state: PriceState
    }
    /// A sum of lines: what is known of it, and whether that is all.
    public struct Total: Sendable, Hashable {
        public let known: Yen
        public let isComplete: Bool
    }

    public let number: String?
    public let revision: Int
    public let date: Day
    public let customer: String
    /// The customer's medical codes.
    public let codes: [String]
    public let initial: [Line]
    public let monthly: [Line]
    public let initialTotal: Total
    public let monthlyTotal: Total
    public let grant: Yen?
    /// The customer's own share; nothing if unknown.
    public let own: Yen?
    /// The profile's keys that were assumed: `equipment.newWires`.
    public let assumed: [String]

    /// The key of the JSON beside a document under which a snapshot stands.
    public static let key = "figures"

    public init(_ offer: CustomerOffer) {
        func line(_ line: QuoteLine) -> Line {
            Line(
                id: line.id, name: line.name, quantity: line.quantity, unit: line.unit, unitPrice: line.unitPrice,
                amount: line.amount, state: line.state)
        }
        func total(_ total: QuoteTotal) -> Total { Total(known: total.known, isComplete: total.isComplete) }
        let quote = offer.ordered.quote
        number = offer.profile.quotation.number
        revision = offer.profile.quotation.revision
        date = offer.date
        customer = offer.profile.clinic.name
        codes = offer.profile.clinic.codes
        initial = quote.initial.map(line)
        monthly = quote.monthly.map(line)
        initialTotal = total(quote.initialTotal)
        monthlyTotal = total(quote.monthlyTotal)
        grant = offer.ordered.subsidy.grant
        own = offer.ordered.subsidy.selfPay
        assumed = offer.assumptions.map(\.key)
    }

    /// Reads what `Manifest` wrote. In: the root of the JSON beside a document.
    public init(_ root: DataNode) throws(DataFaults) {
        guard let figures = root[Self.key] else {
            throw DataFaults(
                "since-no-figures",
                told(.sinceNoFigures),
                at: root.place)
        }
        func needed(_ key: String) throws(DataFaults) -> DataNode { try figures.needed(key, figures[key]) }
        func lines(_ key: String) throws(DataFaults) -> [Line] {
            var lines: [Line] = []
            for node in try needed(key).elements { lines.append(try Self.line(node)) }
            return lines
        }
        func total(_ key: String) throws(DataFaults) -> Total {
            let node = try needed(key)
            return Total(
                known: try node.needed("known", try node.yen("known")),
                isComplete: try node.needed("complete", try node.flag("complete")))
        }
        number = root.text("number")
        revision = try root.needed("revision", try root.integer("revision"))
        date = try root.needed("date", try root.day("date"))
        customer = try root.needed("customer", root.text("customer"))
        codes = figures.texts("codes")
        initial = try lines("initial")
        monthly = try lines("monthly")
        initialTotal = try total("initialTotal")
        monthlyTotal = try total("monthlyTotal")
        grant = try figures.yen("grant")
        own = try figures.yen("own")
        assumed = figures.texts("assumed")
    }

    private static func line(_ node: DataNode) throws(DataFaults) -> Line {
        Line(
            id: try node.needed("id", node.text("id")), name: try node.needed("name", node.text("name")),
            quantity: try node.needed("quantity", try node.integer("quantity")), unit: node.text("unit") ?? "",
            unitPrice: try node.yen("unitPrice"), amount: try node.yen("amount"),
            state: try node.needed("state", try node.choice("state", PriceState.self)))
    }
}
