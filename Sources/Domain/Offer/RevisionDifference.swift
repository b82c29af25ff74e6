//  RevisionDifference.swift
//  In: what an earlier revision said and what this one says. Out: what changed: figures, lines, what had been assumed.
//
//  Invariant: the differences of the lines of a table add up to the difference of its total, both counted over what is
//  known, so a line that had no price and has one now counts with all of it.

import Measures
import Pricing

/// What changed from one revision of a quotation to another.
public struct RevisionDifference: Sendable, Hashable {
    /// One of the large figures.
    public struct Figure: Sendable, Hashable {
        public enum Subject: String, Sendable, Hashable, CaseIterable { case initial, grant, own, monthly }
        public let subject: Subject
        /// What was printed; nothing if it was not known.
        public let before: Yen?
        public let after: Yen?
        /// Whether lines without a price come on top of it.
        public let beforeIsComplete: Bool
        public let afterIsComplete: Bool
        /// Nothing if one of the two is not known.
        public var difference: Yen? {
            guard let before, let after else { return nil }
            return after - before
        }
        public var hasChanged: Bool {
            before != after || beforeIsComplete != afterIsComplete
        }
    }
    /// A line that is not as it was.
    public struct Line: Sendable, Hashable {
        public enum Change: String, Sendable, Hashable, CaseIterable { case added, removed, quantity, price }
        public let change: Change
        public let isMonthly: Bool
        public let before: QuotationSnapshot.Line?
        public let after: QuotationSnapshot.Line?
        /// What the change adds to the known part of the total.
        public var difference: Yen { (after?.amount ?? .zero) - (before?.amount ?? .zero) }
    }

    public let before: QuotationSnapshot
    public let after: QuotationSnapshot
    /// All four, changed or not.
    public let figures: [Figure]
    /// Those that changed: first the initial cost, then the monthly, each in the order of its table, what was taken out last.
    public let lines: [Line]
    /// Keys that had been assumed and no longer are.
    public let settled: [String]
    /// Keys that are assumed only now.
    public let opened: [String]

    public var isEmpty: Bool {
        lines.isEmpty && settled.isEmpty && opened.isEmpty && !figures.contains(where: \.hasChanged)
    }

    public init(before: QuotationSnapshot, after: QuotationSnapshot) {
        self.before = before
        self.after = after
        figures = [
            Figure(
                subject: .initial, before: before.initialTotal.known, after: after.initialTotal.known,
                beforeIsComplete: before.initialTotal.isComplete, afterIsComplete: after.initialTotal.isComplete),
            Figure(
                subject: .grant, before: before.grant, after: after.grant, beforeIsComplete: true,
                afterIsComplete: true),
            Figure(
                subject: .own, before: before.own, after: after.own, beforeIsComplete: true, afterIsComplete: true),
            Figure(
                subject: .monthly, before: before.monthlyTotal.known, after: after.monthlyTotal.known,
                beforeIsComplete: before.monthlyTotal.isComplete, afterIsComplete: after.monthlyTotal.isComplete),
        ]
        lines =
            Self.lines(before.initial, after.initial, isMonthly: false)
            + Self.lines(before.monthly, after.monthly, isMonthly: true)
        settled = before.assumed.filter { !after.assumed.contains($0) }
        opened = after.assumed.filter { !before.assumed.contains($0) }
    }

    private static func lines(
        _ before: [QuotationSnapshot.Line], _ after: [QuotationSnapshot.Line], isMonthly: Bool
    ) -> [Line] {
        var rest = before
        var lines: [Line] = []
        for line in after {
            guard let index = rest.firstIndex(where: { isSame($0, line) }) else {
                lines.append(Line(change: .added, isMonthly: isMonthly, before: nil, after: line))
                continue
            }
            let old = rest.remove(at: index)
            if old.quantity != line.quantity {
                lines.append(Line(change: .quantity, isMonthly: isMonthly, before: old, after: line))
            } else if old.amount != line.amount || old.unitPrice != line.unitPrice || old.state != line.state {
                lines.append(Line(change: .price, isMonthly: isMonthly, before: old, after: line))
            }
        }
        return lines + rest.map { Line(change: .removed, isMonthly: isMonthly, before: $0, after: nil) }
    }

    // the profile's own lines are numbered in its order, which a new line at their head would shift
    private static func isSame(_ first: QuotationSnapshot.Line, _ second: QuotationSnapshot.Line) -> Bool {
        let isOwn = first.id.contains(".") && second.id.contains(".")
        return isOwn
            ? first.name == second.name && first.id.prefix { $0 != "." } == second.id.prefix { $0 != "." }
            : first.id == second.id
    }
}
