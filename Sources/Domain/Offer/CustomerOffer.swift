//  CustomerOffer.swift
//  In: nothing. Out: everything a document says about one customer, as plain values.

import Catalogue
import ClinicProfile
import Measures
import PackageSelection
import Pricing
import Subsidy

/// The whole offer to one customer on one day.
public struct CustomerOffer: Sendable {
    public let profile: CustomerProfile
    /// The day of the document.
    public let date: Day
    public let priceBook: String
    /// What the profile orders is first.
    public let alternatives: [Alternative]
    /// Index into `alternatives`; nothing if none is complete.
    public let recommendedIndex: Int?
    /// Why the recommended one is recommended, or why none is.
    public let recommendation: Message
    public let deadlines: [Deadline]
    /// Applying for the reader after the scheme's end; nothing if that changes nothing or is not known.
    public let waiting: WaitingCost?
    public let comparisons: [Comparison]
    /// What a later scheme pays on top, claimed by itself.
    public let difference: DifferencePayment?
    /// 前提条件, for the ordered alternative.
    public let assumptions: [Assumption]
    /// Shown to sales, not to the customer.
    public let warnings: [Message]
    /// Printed on the document: 提供エリア確認中, 概算.
    public let banners: [Message]

    /// What the profile orders.
    public var ordered: Alternative { alternatives[0] }
    public var recommended: Alternative? { recommendedIndex.map { alternatives[$0] } }
    /// What is paid at first, with the other vendors' cost that the profile names; nil: it names none, or a price is open.
    public var initialWithOtherVendors: Yen? {
        guard let others = profile.receiptComputer.renovationCost, others > .zero else { return nil }
        return ordered.quote.initialTotal.ifComplete.map { $0 + others }
    }
    /// What an alternative costs in five years, beside what the profile orders: with the present line's fee where it is
    /// known, else without it, and then nothing for another line situation, since that could not be compared.
    public func fiveYearBeside(_ alternative: Alternative) -> Yen? {
        if ordered.fiveYearComparable != nil { return alternative.fiveYearComparable }
        let isSameLine = alternative.configuration.situation == ordered.configuration.situation
        return isSameLine ? alternative.fiveYearNet : nil
    }

    /// Every figure of what the profile orders, with its rule and source.
    public var trail: [TrailStep] {
        ordered.quote.trail + ordered.subsidy.steps + [difference?.step].compactMap(\.self)
    }
}

/// One way to serve the customer.
public struct Alternative: Sendable {
    /// `ordered`, `otherLine`, `otherTerminal`, `otherSupport`.
    public let id: String
    /// `A`, `B`, `C` …
    public internal(set) var letter: String
    public let title: Message
    public let configuration: PackageConfiguration
    public let quote: PriceQuote
    public let subsidy: SubsidyDecision
    /// Own share plus 60 months; nothing if unknown.
    public let fiveYearNet: Yen?
    /// The same with the present line's fee; comparable across line situations. Nothing unless that fee is known.
    public let fiveYearComparable: Yen?

    public var isComplete: Bool { quote.isComplete }
}

/// The same customer under other circumstances.
public struct Comparison: Sendable {
    /// `schemeBefore`, `schemeAfter`, `oneMoreReader`.
    public let id: String
    public let text: Message
    public let initial: Yen?
    public let decision: SubsidyDecision
}

/// What it costs to wait.
public struct WaitingCost: Sendable {
    /// The last day of the scheme that applies now.
    public let lastDay: Day
    public let later: SubsidyDecision
    /// How much smaller the grant becomes.
    public let loss: Yen
    public let text: Message
    /// The grant, and what the customer pays, when the application is in time.
    public var grantInTime: Yen? { later.grant.map { $0 + loss } }
    public var selfPayInTime: Yen? { later.selfPay.map { $0 - loss } }
}

/// A day that binds this customer.
public struct Deadline: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Set by law or by the scheme: cannot move.
        case legal
        /// Our own offer's: validity, campaign.
        case offer
        /// A plan of the profile.
        case plan
    }
    public let id: String
    public let day: Day
    public let kind: Kind
    public let text: Message
    /// Lies before the day of the document.
    public let hasPassed: Bool
    public let publishedOn: Day?
    public let source: String
}
