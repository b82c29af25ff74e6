//  FacilityFacts.swift
//  In: facilities.yaml. Out: what is true of each kind of facility.

import DataFiles
import Diagnostics
import Measures
import Messages

/// The row of the subsidy tables that a facility falls under.
public enum SubsidyRow: String, Sendable, Hashable, CaseIterable { case hospital, chainPharmacy, standard }

/// What is true of a kind of facility.
public struct FacilityFacts: Sendable, Hashable {
    public let kind: FacilityKind
    public let name: String
    /// How a document speaks to it: 貴院, 貴薬局.
    public let address: String
    /// The 点数表 digits of its medical code.
    public let codeTables: [String]
    /// Digits that a second code of the same facility may have (医科・歯科併設).
    public let alsoCodeTables: [String]
    public let subsidyRow: SubsidyRow
    /// Hospitals and clinics see 特定健診情報, pharmacies don't.
    public let seesCheckupData: Bool
    public let freeReaders: Figure<Int>

    /// All kinds; each must be there once.
    public static func read(_ node: DataNode) throws(DataFaults) -> [FacilityKind: FacilityFacts] {
        var result: [FacilityKind: FacilityFacts] = [:]
        for entry in node["kinds"]?.elements ?? [] {
            let kind = try entry.needed("id", try entry.choice("id", FacilityKind.self))
            let free = try entry.needed("freeReaders", entry["freeReaders"])
            let (status, source) = try free.provenance()
            result[kind] = FacilityFacts(
                kind: kind, name: try entry.needed("name", entry.text("name")),
                address: try entry.needed("address", entry.text("address")), codeTables: entry.texts("codeTables"),
                alsoCodeTables: entry.texts("alsoCodeTables"),
                subsidyRow: try entry.needed("subsidyRow", try entry.choice("subsidyRow", SubsidyRow.self)),
                seesCheckupData: try entry.flag("seesCheckupData") ?? false,
                freeReaders: Figure(
                    try free.needed("value", try free.integer("value")), status: status, source: source))
        }
        for kind in FacilityKind.allCases where result[kind] == nil {
            throw DataFaults("facility-missing", told(.facilityMissing, ["kind": kind.rawValue]), at: node.place)
        }
        return result
    }
}
