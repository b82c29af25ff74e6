//  SubsidyDecision.swift
//  In: nothing. Out: the words for a computed grant.

import Measures
import Pricing

/// The grant for one quote under one scheme, with the way to it. What is not known is nothing.
public struct SubsidyDecision: Sendable, Hashable {
    /// `A`, `B`, `C`, `D`; nothing if no published scheme covers the day.
    public let scheme: String?
    public let schemeName: String?
    public let publishedOn: Day?
    /// The day of the reader's application that was computed with.
    public let appliedOn: Day
    /// True if the application lies ahead or its day is not known: the condition must be printed.
    public let isConditional: Bool
    /// The last day on which an application still falls under this scheme.
    public let applyBy: Day?
    /// All eligible cost, the other vendors' included.
    public let eligible: Yen?
    public let cap: Yen?
    public let base: Yen?
    public let rate: Rate?
    public let limit: Yen?
    public let grant: Yen?
    public let headroom: Yen?
    public let status: FigureStatus
    /// Initial total + other vendors' cost − grant.
    public let selfPay: Yen?
    /// Each step with its rule and source.
    public let steps: [TrailStep]
    /// Why there is no grant: 要確認, 別途見積 …
    public let reasonUnknown: Message?
    /// Conditions to print: 「グループの処方箋受付が月4万回未満の場合」.
    public let conditions: [Message]
}
