//  SubsidyRules.swift
//  In: the fund's file and one file a scheme. Out: which scheme holds for a day, as far as it was published.
//
//  Invariants of the room:
//  1. A document knows only what was published by its own day.
//  2. A figure that is not confirmed makes everything that depends on it unknown, never 0.
//  3. The grant never exceeds the limit, base × rate, or the cost.

import ClinicProfile
import DataFiles
import Diagnostics
import Measures

/// One row of a scheme's table.
public struct SchemeRow: Sendable, Hashable {
    public let row: SubsidyRow
    /// For hospitals: how many readers are installed.
    public let readers: Int?
    public let cap: Figure<Yen>
    public let rate: Figure<Rate>
    public let limit: Figure<Yen>
}

/// What the fund pays to those who applied for the reader within certain days.
public struct SubsidyScheme: Sendable, Hashable {
    public let id: String
    public let name: String
    public let publishedOn: Figure<Day>
    public let appliedFrom: Figure<Day>
    public let appliedThrough: Figure<Day>?
    public let contractThrough: Figure<Day>?
    /// The scheme whose rates held before it.
    public let replaces: String?
    /// The scheme without a last day that holds no more from this one's first day on.
    public let ends: String?
    /// The scheme whose last day is the day before this one's first.
    public let follows: String?
    /// Whom it pays the difference to who applied under an earlier one.
    public let difference: DifferenceRule?
    public let rows: [SchemeRow]
    public let place: SourceLocation

    public var window: DayRange { DayRange(from: appliedFrom.value, through: appliedThrough?.value) }

    /// The row of a facility; hospitals by their number of readers.
    public func row(_ row: SubsidyRow, readers: Int) -> SchemeRow? {
        let count = min(max(readers, 1), 3)
        return rows.first { $0.row == row && ($0.readers == nil || $0.readers == count) }
    }

    public init(_ node: DataNode) throws(DataFaults) {
        place = node.place
        id = try node.needed("id", node.text("id"))
        name = try node.needed("name", node.text("name"))
        publishedOn = try node.needed("publishedOn", try node.dayFigure("publishedOn"))
        appliedFrom = try node.needed("appliedFrom", try node.dayFigure("appliedFrom"))
        appliedThrough = try node.dayFigure("appliedThrough")
        contractThrough = try node.dayFigure("contractThrough")
        replaces = node.text("replaces")
        ends = node.text("ends")
        follows = node.text("follows")
        if let entry = node["difference"] { difference = try DifferenceRule(entry) } else { difference = nil }
        var rows: [SchemeRow] = []
        for entry in node["rows"]?.elements ?? [] {
            rows.append(
                SchemeRow(
                    row: try entry.needed("facility", try entry.choice("facility", SubsidyRow.self)),
                    readers: try entry.integer("readers"),
                    cap: try entry.needed("cap", try entry.yenFigure("cap")),
                    rate: try entry.needed("rate", try entry.rateFigure("rate")),
                    limit: try entry.needed("limit", try entry.yenFigure("limit"))))
        }
        self.rows = rows
    }
}

/// A deadline of the fund with the day on which it was published.
public struct FundDeadline: Sendable, Hashable {
    public let id: String
    public let day: Day
    public let publishedOn: Day
    public let status: FigureStatus
    public let source: String
}

/// A kind of cost and whether the fund covers it.
public struct EligibleCost: Sendable, Hashable {
    public let id: String
    public let text: String
    public let isEligible: Bool
    public let status: FigureStatus
    public let source: String
}

/// The fund with all its schemes. Immutable, one per process.
public struct SubsidyRules: Sendable {
    public let fundName: String
    public let readerApplicationsOpened: Figure<Day>
    public let roundingUnit: Figure<Yen>
    public let chainPrescriptions: Figure<Int>
    public let readerBudget: Figure<Yen>
    public let deadlines: [FundDeadline]
    public let eligibleCosts: [EligibleCost]
    public let deferrals: DeferralRules
    /// The schemes that the fund names: each must have its file, and no other.
    let named: [String]
    let place: SourceLocation
    /// By the day of publication.
    public let schemes: [SubsidyScheme]

    public init(fund node: DataNode, schemes files: [DataNode]) throws(DataFaults) {
        place = node["schemes"]?.place ?? node.place
        fundName = try node.needed("name", node.text("name"))
        named = node.texts("schemes")
        deferrals = try DeferralRules(try node.needed("deferrals", node["deferrals"]))
        readerApplicationsOpened = try node.needed(
            "readerApplicationsOpened", try node.dayFigure("readerApplicationsOpened"))
        roundingUnit = try node.needed("roundingUnit", try node.yenFigure("roundingUnit"))
        chainPrescriptions = try node.needed("chainPrescriptions", try node.countFigure("chainPrescriptions"))
        readerBudget = try node.needed("readerBudget", try node.yenFigure("readerBudget"))
        var deadlines: [FundDeadline] = []
        for entry in node["deadlines"]?.elements ?? [] {
            let (status, source) = try entry.provenance()
            deadlines.append(
                FundDeadline(
                    id: try entry.needed("id", entry.text("id")), day: try entry.needed("day", try entry.day("day")),
                    publishedOn: try entry.needed("publishedOn", try entry.day("publishedOn")), status: status,
                    source: source))
        }
        self.deadlines = deadlines
        var costs: [EligibleCost] = []
        for entry in node["eligibleCosts"]?.elements ?? [] {
            let (status, source) = try entry.provenance()
            costs.append(
                EligibleCost(
                    id: try entry.needed("id", entry.text("id")), text: try entry.needed("text", entry.text("text")),
                    isEligible: try entry.flag("isEligible") ?? false, status: status, source: source))
        }
        eligibleCosts = costs
        var schemes: [SubsidyScheme] = []
        for file in files { schemes.append(try SubsidyScheme(file)) }
        self.schemes = schemes.sorted {
            ($0.publishedOn.written ?? Day(serial: 0), $0.id) < ($1.publishedOn.written ?? Day(serial: 0), $1.id)
        }
    }

    public func scheme(_ id: String) -> SubsidyScheme? { schemes.first { $0.id == id } }

    /// The scheme for an application on a day, known on the day of the document: of those published by then, the
    /// latest whose days contain it.
    public func scheme(appliedOn day: Day, knownOn known: Day) -> SubsidyScheme? {
        let published = schemes.filter { scheme in scheme.publishedOn.value.map { $0 <= known } ?? false }
        return published.last { scheme in
            scheme.window.contains(day)
                && !published.contains { $0.ends == scheme.id && ($0.appliedFrom.value.map { $0 <= day } ?? false) }
        }
    }

    /// A deadline of the fund as it was known on a day: the latest publication by then.
    public func deadline(_ id: String, knownOn known: Day) -> FundDeadline? {
        deadlines.filter { $0.id == id && $0.publishedOn <= known }.max { $0.publishedOn < $1.publishedOn }
    }
}
