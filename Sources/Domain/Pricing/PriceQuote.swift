//  PriceQuote.swift
//  In: nothing. Out: the words for a priced configuration.

import Measures

/// The parts of the cost table, in its order.
public enum LineGroup: String, Sendable, Hashable, CaseIterable {
    case line, equipment, work, support, extra, discount
}

/// What stands where the amount would be.
public enum PriceState: String, Sendable, Hashable {
    /// The amount is known.
    case priced
    /// The item takes part but costs nothing: 既設利用, 初期費用不要.
    case noCharge
    /// 別途見積
    case quotedSeparately
    /// 要確認
    case toBeConfirmed
}

/// One line of the cost table. Amounts include tax.
public struct QuoteLine: Sendable, Hashable {
    /// The item of the price book, or `extra.0`, `discount.0` for lines of the profile.
    public let id: String
    public let group: LineGroup
    public let name: String
    public let model: String?
    /// The product's card, if it has one.
    public let product: String?
    public let quantity: Int
    public let unit: String
    public let state: PriceState
    public let unitPrice: Yen?
    public let amount: Yen?
    /// The maker's list price of one.
    public let listPrice: Yen?
    /// Ids of the notes that apply, in the order of the notes' file.
    public let notes: [String]
    public let status: FigureStatus
    public let source: String
    public let isEligible: Bool
    /// Printed under or beside the item: 既設利用, the range of an uncertain price, ±3,850.
    public let remark: Message?

    /// The list prices of the whole line.
    public var listAmount: Yen? { listPrice.map { $0 * quantity } }
}

/// A sum of lines, some of which may have no price.
public struct QuoteTotal: Sendable, Hashable {
    /// The sum of what is known, tax included.
    public let known: Yen
    public let tax: Yen
    /// The ids of the lines without a price, which the sum leaves out.
    public let missing: [String]

    public var excludingTax: Yen { known - tax }
    public var isComplete: Bool { missing.isEmpty }
    /// The sum, if every line has a price.
    public var ifComplete: Yen? { isComplete ? known : nil }
}

/// Lines and totals of one configuration.
public struct PriceQuote: Sendable, Hashable {
    public let initial: [QuoteLine]
    public let monthly: [QuoteLine]
    public let initialTotal: QuoteTotal
    public let monthlyTotal: QuoteTotal
    /// Subtotals of the initial table, in the order of the groups that occur.
    public let subtotals: [Subtotal]
    /// What the list prices would have cost beyond the offer, over the lines that have one.
    public let savings: Yen
    /// Initial plus 60 months; nothing if a line has no price.
    public let fiveYearTotal: Yen?
    /// Eligible part of the initial total; nothing if an eligible line has no price.
    public let eligible: Yen?
    /// Notes that apply, in the order of their file.
    public let notes: [String]
    public let priceBook: String
    /// The months of the long comparison.
    public let comparisonMonths: Int
    /// How the surcharge came about.
    public let surcharge: SurchargeSteps

    public var isComplete: Bool { initialTotal.isComplete && monthlyTotal.isComplete }

    /// 加算額: steps begun beyond the threshold.
    public struct SurchargeSteps: Sendable, Hashable {
        /// In-premises work, the line's included; nothing if a part has no price.
        public let premisesWork: Yen?
        public let threshold: Yen?
        public let step: Yen?
        public let steps: Int?
        /// The configuration is one that the source prints.
        public let isPrinted: Bool
        public let source: String
    }

    public struct Subtotal: Sendable, Hashable {
        public let group: LineGroup
        public let total: QuoteTotal
        public let listTotal: Yen
    }
}

/// One figure with the rule and the source it came from: `teian quote --explain`.
public struct TrailStep: Sendable, Hashable {
    /// What the figure is: `line.router`, `surcharge`, `grant`.
    public let figure: String
    public let value: Yen?
    public let rule: Message
    public let source: String
    public let status: FigureStatus

    public init(figure: String, value: Yen?, rule: Message, source: String, status: FigureStatus) {
        self.figure = figure
        self.value = value
        self.rule = rule
        self.source = source
        self.status = status
    }
}
