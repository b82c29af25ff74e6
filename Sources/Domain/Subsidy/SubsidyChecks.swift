//  SubsidyChecks.swift
//  In: all schemes. Out: what in them contradicts the arithmetic that the published figures obey (DOMAIN.md 1.2).

import ClinicProfile
import Diagnostics
import Measures

extension SubsidyRules {
    /// Contradictions among the schemes' figures. Empty if all hold.
    public func contradictions() -> [Diagnostic] {
        var faults: [Diagnostic] = []
        var ids: Set<String> = []
        func fund(_ message: String) { faults.append(Diagnostic("fund-schemes", .error, message, at: place)) }
        for id in named where scheme(id) == nil {
            fund("the fund names the scheme \(id), and no file describes it: its days are without a rule")
        }
        for scheme in schemes {
            func complain(_ id: String, _ message: String) {
                faults.append(Diagnostic(id, .error, "scheme \(scheme.id): \(message)", at: scheme.place))
            }
            if !ids.insert(scheme.id).inserted { complain("scheme-doubled", "stands twice") }
            if scheme.appliedFrom.value == nil { complain("scheme-days", "appliedFrom has no day that is known") }
            if scheme.publishedOn.value == nil { complain("scheme-days", "publishedOn has no day that is known") }
            if let from = scheme.appliedFrom.value, let through = scheme.appliedThrough?.value, through < from {
                complain("scheme-days", "ends (\(through)) before it begins (\(from))")
            }
            if let replaced = scheme.replaces, self.scheme(replaced) == nil {
                complain("scheme-replaces", "replaces the unknown scheme \(replaced)")
            }
            if !named.contains(scheme.id) { complain("fund-schemes", "is not among the schemes that the fund names") }
            if let ended = scheme.ends, self.scheme(ended) == nil {
                complain("scheme-ends", "ends the unknown scheme \(ended)")
            }
            if let before = scheme.follows {
                if let end = self.scheme(before)?.appliedThrough?.value, let start = scheme.appliedFrom.value {
                    if start - end != 1 {
                        complain(
                            "scheme-follows",
                            "begins on \(start), but the scheme \(before) that it follows ends on \(end): "
                                + (start > end ? "the days between have no rule" : "these days have two"))
                    }
                } else {
                    complain("scheme-follows", "follows the scheme \(before), which has no file or no last day")
                }
            }
            if let rule = scheme.difference, let from = rule.operationFrom.value,
                let through = rule.operationThrough.value, let applied = rule.appliedThrough.value,
                let start = scheme.appliedFrom.value, through < from || start - applied != 1
            {
                complain("scheme-difference", "the days of its difference payment contradict each other or its own")
            }
            for kind in SubsidyRow.allCases {
                for readers in kind == .hospital ? [1, 2, 3] : [0] {
                    let found = scheme.rows.filter { $0.row == kind && ($0.readers ?? 0) == readers }
                    guard found.count == 1 else {
                        complain("scheme-rows", "needs one row for \(kind.rawValue) \(readers), has \(found.count)")
                        continue
                    }
                    faults += contradictions(in: found[0], of: scheme)
                }
            }
        }
        for kind in ["completion", "claim"] where !deadlines.contains(where: { $0.id == kind }) {
            faults.append(
                Diagnostic("fund-deadline", .error, "the fund has no deadline \(kind)", at: schemes.first?.place))
        }
        return faults
    }

    private func contradictions(in row: SchemeRow, of scheme: SubsidyScheme) -> [Diagnostic] {
        var faults: [Diagnostic] = []
        let name = row.row.rawValue + (row.readers.map { " with \($0) readers" } ?? "")
        func complain(_ id: String, _ message: String) {
            faults.append(Diagnostic(id, .error, "scheme \(scheme.id), \(name): \(message)", at: scheme.place))
        }
        if let cap = row.cap.value {
            if cap.amount % 11 != 0 || (cap.amount / 11) % 1000 != 0 {
                complain("scheme-cap", "the cap \(cap) is not a whole 10,000 yen with 10 % tax")
            }
            if row.row == .hospital, let readers = row.readers, let budget = readerBudget.value,
                let one = scheme.row(.hospital, readers: 1)?.cap.value,
                cap != one - budget * (readers - 1)
            {
                complain("scheme-cap", "the cap \(cap) does not fall by \(budget) a reader")
            }
        }
        if let cap = row.cap.value, let rate = row.rate.value, let limit = row.limit.value,
            let unit = roundingUnit.value, rate.of(cap).floored(to: unit) != limit
        {
            complain("scheme-limit", "the limit \(limit) is not \(cap) × \(rate), floored to \(unit)")
        }
        return faults
    }
}
