//  SubsidyChecks.swift
//  In: all schemes. Out: what in them contradicts the arithmetic that the published figures obey (DOMAIN.md 1.2).

import ClinicProfile
import Diagnostics
import Measures
import Messages

extension SubsidyRules {
    /// Contradictions among the schemes' figures. Empty if all hold.
    public func contradictions() -> [Diagnostic] {
        var faults: [Diagnostic] = []
        var ids: Set<String> = []
        func fund(_ message: String) { faults.append(Diagnostic("fund-schemes", .error, message, at: place)) }
        for id in named where scheme(id) == nil {
            fund(told(.fundNamesNone, ["scheme": id]))
        }
        for scheme in schemes {
            func complain(_ id: String, _ message: String) {
                faults.append(
                    Diagnostic(
                        id, .error, told(.schemeSays, ["scheme": scheme.id, "message": message]), at: scheme.place))
            }
            if !ids.insert(scheme.id).inserted { complain("scheme-doubled", told(.schemeTwice)) }
            if scheme.appliedFrom.value == nil { complain("scheme-days", told(.schemeNoStart)) }
            if scheme.publishedOn.value == nil { complain("scheme-days", told(.schemeNoPublication)) }
            if let from = scheme.appliedFrom.value, let through = scheme.appliedThrough?.value, through < from {
                complain("scheme-days", told(.schemeDays, ["through": through, "from": from]))
            }
            if let replaced = scheme.replaces, self.scheme(replaced) == nil {
                complain("scheme-replaces", told(.schemeReplaces, ["scheme": replaced]))
            }
            if !named.contains(scheme.id) { complain("fund-schemes", told(.schemeUnnamed)) }
            if let ended = scheme.ends, self.scheme(ended) == nil {
                complain("scheme-ends", told(.schemeEnds, ["scheme": ended]))
            }
            if let before = scheme.follows {
                if let end = self.scheme(before)?.appliedThrough?.value, let start = scheme.appliedFrom.value {
                    if start - end != 1 {
                        complain(
                            "scheme-follows",
                            start > end
                                ? told(.schemeGap, ["start": start, "scheme": before, "end": end])
                                : told(.schemeOverlap, ["start": start, "scheme": before, "end": end]))
                    }
                } else {
                    complain("scheme-follows", told(.schemeFollowsNone, ["scheme": before]))
                }
            }
            if let rule = scheme.difference, let from = rule.operationFrom.value,
                let through = rule.operationThrough.value, let applied = rule.appliedThrough.value,
                let start = scheme.appliedFrom.value, through < from || start - applied != 1
            {
                complain("scheme-difference", told(.schemeDifference))
            }
            for kind in SubsidyRow.allCases {
                for readers in kind == .hospital ? [1, 2, 3] : [0] {
                    let found = scheme.rows.filter { $0.row == kind && ($0.readers ?? 0) == readers }
                    guard found.count == 1 else {
                        complain(
                            "scheme-rows",
                            told(.schemeRows, ["kind": kind.rawValue, "readers": readers, "count": found.count]))
                        continue
                    }
                    faults += contradictions(in: found[0], of: scheme)
                }
            }
        }
        for kind in ["completion", "claim"] where !deadlines.contains(where: { $0.id == kind }) {
            faults.append(
                Diagnostic("fund-deadline", .error, told(.fundDeadline, ["deadline": kind]), at: schemes.first?.place))
        }
        return faults
    }

    private func contradictions(in row: SchemeRow, of scheme: SubsidyScheme) -> [Diagnostic] {
        var faults: [Diagnostic] = []
        let name = row.readers.map { told(.schemeRow, ["kind": row.row.rawValue, "readers": $0]) } ?? row.row.rawValue
        func complain(_ id: String, _ message: String) {
            faults.append(
                Diagnostic(
                    id, .error, told(.schemeRowSays, ["scheme": scheme.id, "row": name, "message": message]),
                    at: scheme.place))
        }
        if let cap = row.cap.value {
            if cap.amount % 11 != 0 || (cap.amount / 11) % 1000 != 0 {
                complain("scheme-cap", told(.schemeCapTax, ["cap": cap]))
            }
            if row.row == .hospital, let readers = row.readers, let budget = readerBudget.value,
                let one = scheme.row(.hospital, readers: 1)?.cap.value,
                cap != one - budget * (readers - 1)
            {
                complain("scheme-cap", told(.schemeCapStep, ["cap": cap, "budget": budget]))
            }
        }
        if let cap = row.cap.value, let rate = row.rate.value, let limit = row.limit.value,
            let unit = roundingUnit.value, rate.of(cap).floored(to: unit) != limit
        {
            complain("scheme-limit", told(.schemeLimit, ["limit": limit, "cap": cap, "rate": rate, "unit": unit]))
        }
        return faults
    }
}
