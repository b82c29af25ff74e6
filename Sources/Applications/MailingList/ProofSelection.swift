//  ProofSelection.swift
//  In: recipients one after another. Out: the most extreme of them, for proofs.
//
//  For every measure the highest few are kept, the earlier row first where they are equal; the choice takes the best of
//  each measure in turn. So nothing depends on how many rows there are beyond the extremes, nor on chance.

import ClinicProfile

/// A recipient chosen for a proof.
public struct ProofChoice: Sendable, Hashable {
    /// What makes it extreme.
    public enum Reason: Sendable, Hashable {
        case longestName, longestAddress, mostLines, mostMissing, mostGiven, rarestCharacters, shortestName, mostNeeds
        case kind(FacilityKind)
    }
    public let row: Int
    public let reason: Reason
}

struct ProofSelection: Sendable {
    private struct Entry: Sendable {
        let row: Int
        let kind: FacilityKind
        let measure: Int
    }
    private static let kept = 50
    private static let measures: [ProofChoice.Reason] = [
        .longestName, .longestAddress, .mostLines, .mostMissing, .rarestCharacters, .mostNeeds, .mostGiven,
        .shortestName,
    ]
    /// The measures whose best comes before the kinds; the kinds come before the rest.
    private static let foremost = 5
    private var best = [[Entry]](repeating: [], count: Self.measures.count)
    private var byKind: [FacilityKind: Entry] = [:]

    mutating func consider(_ judged: JudgedRow, row: Int) {
        guard let profile = judged.profile else { return }
        let clinic = profile.clinic
        let name = clinic.name.unicodeScalars.count
        let address = clinic.address?.unicodeScalars.count ?? 0
        let lines = [clinic.name, clinic.address, clinic.department, clinic.addressee].compactMap(\.self).reduce(0) {
            $0 + 1 + $1.utf8.count { $0 == 0x0A }
        }
        let given = profile.origin.entries.reduce(0) { $0 + max(1, $1.value.entries.count) }
        let rare =
            clinic.name.unicodeScalars.count(where: Self.isRare)
            + (clinic.address?.unicodeScalars.count(where: Self.isRare) ?? 0)
        let missing = judged.assumed.count - given
        let values = [
            name + (clinic.addressee?.unicodeScalars.count ?? 0), address, lines, missing, rare, profile.needs.count,
            given,
            -name,
        ]
        for (index, value) in values.enumerated() {
            keep(Entry(row: row, kind: clinic.kind, measure: value), in: index)
        }
        if byKind[clinic.kind].map({ name > $0.measure }) ?? true {
            byKind[clinic.kind] = Entry(row: row, kind: clinic.kind, measure: name)
        }
    }

    private mutating func keep(_ entry: Entry, in index: Int) {
        if best[index].count == Self.kept, let least = best[index].last, entry.measure <= least.measure { return }
        let place = best[index].firstIndex { $0.measure < entry.measure } ?? best[index].count
        best[index].insert(entry, at: place)
        if best[index].count > Self.kept { best[index].removeLast() }
    }

    /// Beyond the two levels of everyday kanji and the kana: a variant, a name character, a sign.
    private static func isRare(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0x3000...0x30FF, 0x4E00...0x9FA5, 0xFF01...0xFF5E: false
        default: true
        }
    }

    func choice(_ count: Int) -> [ProofChoice] {
        var chosen: [ProofChoice] = []
        var rows: Set<Int> = []
        var shown: Set<FacilityKind> = []
        func take(_ entry: Entry, _ reason: ProofChoice.Reason) {
            guard chosen.count < count, rows.insert(entry.row).inserted else { return }
            shown.insert(entry.kind)
            chosen.append(ProofChoice(row: entry.row, reason: reason))
        }
        func takeBest(_ round: Int, _ range: Range<Int>) {
            for index in range where round < best[index].count {
                let reason = Self.measures[index]
                let entry = best[index][round]
                // what everybody has is no extreme
                let least: Int? =
                    switch reason {
                    case .rarestCharacters, .mostNeeds: 1
                    case .mostLines: round == 0 ? nil : 3
                    default: nil
                    }
                if let least, entry.measure < least { continue }
                take(entry, reason)
            }
        }
        takeBest(0, 0..<Self.foremost)
        for kind in FacilityKind.allCases where !shown.contains(kind) {
            if let entry = byKind[kind] { take(entry, .kind(kind)) }
        }
        takeBest(0, Self.foremost..<Self.measures.count)
        for round in 1..<Self.kept { takeBest(round, 0..<Self.measures.count) }
        return chosen
    }
}
