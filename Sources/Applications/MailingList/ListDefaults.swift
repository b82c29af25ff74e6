//  ListDefaults.swift
//  In: the tree of a defaults file. Out: the same with English keys, known to make a valid profile; what it fills in a row.

import ClinicProfile
import DataFiles
import Diagnostics
import Offer

/// What the list does not say.
struct ListDefaults: Sendable {
    /// Top-level entries with English keys.
    let entries: [DataEntry]

    // What belongs to the seller and to the document is no assumption about the customer.
    private static let ours: Set<String> = ["seller", "quotation", "overrides", "extraLines", "discounts", "$schema"]

    /// Faults are thrown with their places in the defaults file.
    init(_ tree: DataNode?, library: DomainLibrary) throws(DataFaults) {
        guard let tree else {
            entries = []
            return
        }
        // held to the profile's rules in the company of what every row brings along
        let stand = DataNode.text("-", at: tree.place)
        let kind = DataNode.text(FacilityKind.clinic.rawValue, at: tree.place)
        let prefecture = library.territory.prefectures.first { $0.isEast }?.name ?? ""
        let profile = library.profiles
        var added: Set<String> = []
        var given = tree.entries
        let clinicTitle = profile.schema.leaves.first { $0.keys.first == "clinic" }?.titles.first?.flatMap(\.self)
        let place = given.firstIndex { $0.key == "clinic" || foldWidth($0.key) == clinicTitle.map(foldWidth) }
        var clinic = place.map { given[$0].value.entries } ?? []
        let leaves = profile.schema.leaves
        for (key, value) in [("name", stand), ("kind", kind), ("address", .text(prefecture, at: tree.place))] {
            let title = leaves.first { $0.path == "clinic.\(key)" }?.titles.last?.flatMap(\.self)
            if !clinic.contains(where: { $0.key == key || foldWidth($0.key) == title.map(foldWidth) }) {
                clinic.append(DataEntry(key: key, keyPlace: tree.place, value: value))
                added.insert("clinic.\(key)")
            }
        }
        let entry = DataEntry(key: "clinic", keyPlace: tree.place, value: DataNode(.mapping(clinic), at: tree.place))
        if let place { given[place] = entry } else { given.append(entry) }
        let lineTitle = leaves.first { $0.path == "line.situation" }?.titles.first?.flatMap(\.self)
        if !given.contains(where: { $0.key == "line" || foldWidth($0.key) == lineTitle.map(foldWidth) }) {
            let line = DataEntry(
                key: "situation", keyPlace: tree.place, value: .text(LineSituation.existing.rawValue, at: tree.place))
            given.append(
                DataEntry(key: "line", keyPlace: tree.place, value: DataNode(.mapping([line]), at: tree.place)))
            added.insert("line.situation")
        }
        let whole = try profile.profile(from: DataNode(.mapping(given), at: tree.place)).origin
        entries = whole.entries.compactMap { top in
            guard case .mapping(let inner) = top.value.content else { return top }
            let kept = inner.filter { !added.contains("\(top.key).\($0.key)") }
            return kept.isEmpty
                ? nil
                : DataEntry(key: top.key, keyPlace: top.keyPlace, value: DataNode(.mapping(kept), at: top.value.place))
        }
    }

    func gives(_ path: String) -> Bool {
        let keys = path.split(separator: ".").map(String.init)
        guard let top = entries.first(where: { $0.key == keys[0] }) else { return false }
        return keys.count == 1 || top.value[keys[1]] != nil
    }

    subscript(key: String) -> DataNode? { entries.first { $0.key == key }?.value }

    /// Whether a value of this path says something about the customer.
    static func isAboutCustomer(_ top: String, _ key: String?) -> Bool {
        !ours.contains(top) && !(top == "dates" && key == "issued")
    }
}
