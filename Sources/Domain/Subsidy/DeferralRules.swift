//  DeferralRules.swift
//  In: the fund's six reasons for which a facility may take part later (経過措置、猶予届). Out: the days each sets.

import ClinicProfile
import DataFiles
import Measures
import Messages

/// One reason for taking part later than 2023-04-01, with the days that then bind.
public struct Deferral: Sendable, Hashable {
    public let reason: DeferralReason
    /// 類型 1 to 6.
    public let number: Int
    public let name: String
    /// Until when taking part may wait; nothing in it where no day is set.
    public let until: Figure<Day>?
    /// The day from which `until` is known, where it was published later than the rest.
    public let untilPublishedOn: Figure<Day>?
    /// The wait ends so many months after the line is there.
    public let monthsAfterLine: Figure<Int>?
    /// The contract with the vendor must be made by then.
    public let contractThrough: Figure<Day>?
    public let completion: Figure<Day>
    public let claim: Figure<Day>
    /// From this day on the later completion and claim are known.
    public let datesPublishedOn: Figure<Day>
}

/// The six reasons and what holds for all of them.
public struct DeferralRules: Sendable {
    public let publishedOn: Figure<Day>
    /// The last day of filing the 猶予届.
    public let filedThrough: Figure<Day>
    /// In the order of their numbers; every reason once.
    public let deferrals: [Deferral]

    public subscript(reason: DeferralReason) -> Deferral? { deferrals.first { $0.reason == reason } }

    /// Whether a document of a day knows of them.
    public func isKnown(on day: Day) -> Bool { publishedOn.value.map { $0 <= day } ?? false }

    init(_ node: DataNode) throws(DataFaults) {
        publishedOn = try node.needed("publishedOn", try node.dayFigure("publishedOn"))
        filedThrough = try node.needed("filedThrough", try node.dayFigure("filedThrough"))
        var deferrals: [Deferral] = []
        for entry in node["reasons"]?.elements ?? [] {
            let reason = try entry.needed("id", try entry.choice("id", DeferralReason.self))
            guard !deferrals.contains(where: { $0.reason == reason }) else {
                throw DataFaults("fund-deferral", told(.fundReasonTwice, ["reason": reason.rawValue]), at: entry.place)
            }
            deferrals.append(
                Deferral(
                    reason: reason, number: try entry.needed("number", try entry.integer("number")),
                    name: try entry.needed("name", entry.text("name")), until: try entry.dayFigure("until"),
                    untilPublishedOn: try entry.dayFigure("untilPublishedOn"),
                    monthsAfterLine: try entry.countFigure("monthsAfterLine"),
                    contractThrough: try entry.dayFigure("contractThrough"),
                    completion: try entry.needed("completion", try entry.dayFigure("completion")),
                    claim: try entry.needed("claim", try entry.dayFigure("claim")),
                    datesPublishedOn: try entry.needed("datesPublishedOn", try entry.dayFigure("datesPublishedOn"))))
        }
        for reason in DeferralReason.allCases where !deferrals.contains(where: { $0.reason == reason }) {
            throw DataFaults("fund-deferral", told(.fundReasonMissing, ["reason": reason.rawValue]), at: node.place)
        }
        self.deferrals = deferrals
    }
}
