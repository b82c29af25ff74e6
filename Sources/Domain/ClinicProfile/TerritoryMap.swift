//  TerritoryMap.swift
//  In: territory.yaml; an address, a postal code. Out: the prefecture and whose area that is.

import DataFiles
import Diagnostics
import Messages

/// Prefectures with their postal areas, and the municipalities on the border of the two companies.
public struct TerritoryMap: Sendable {
    public struct Prefecture: Sendable, Hashable {
        /// Two digits of JIS X 0401.
        public let code: String
        public let name: String
        public let isEast: Bool
    }

    private struct Border: Sendable {
        let prefecture: String
        let municipality: String
        let postal: [String]
    }

    public let prefectures: [Prefecture]
    private let byPostalPrefix: [String: Int]
    private let longestPrefix: Int
    private let ambiguous: [String]
    private let borders: [Border]

    /// What a place name and a postal code say.
    public struct Location: Sendable, Hashable {
        public let prefecture: Prefecture
        public let territory: Territory
    }

    public init(_ node: DataNode) throws(DataFaults) {
        var prefectures: [Prefecture] = []
        var prefixes: [String: Int] = [:]
        for entry in node["prefectures"]?.elements ?? [] {
            let prefecture = Prefecture(
                code: try entry.needed("code", entry.text("code")),
                name: try entry.needed("name", entry.text("name")), isEast: entry.text("side") == "east")
            for prefix in entry.texts("postal") {
                if prefixes[prefix] != nil {
                    throw DataFaults(
                        "territory-doubled", told(.territoryDoubled, ["prefix": prefix]),
                        at: entry["postal"]?.place ?? entry.place)
                }
                prefixes[prefix] = prefectures.count
            }
            prefectures.append(prefecture)
        }
        self.prefectures = prefectures
        byPostalPrefix = prefixes
        longestPrefix = prefixes.keys.map(\.utf8.count).max() ?? 0
        ambiguous = node.texts("ambiguous")
        var borders: [Border] = []
        for entry in node["borders"]?.elements ?? [] {
            borders.append(
                Border(
                    prefecture: try entry.needed("prefecture", entry.text("prefecture")),
                    municipality: try entry.needed("municipality", entry.text("municipality")),
                    postal: entry.texts("postal")))
        }
        self.borders = borders
    }

    /// Nothing if neither the address nor the postal code (seven digits) tells the prefecture.
    public func location(address: String?, postalCode: String?) -> Location? {
        guard let prefecture = address.flatMap(prefecture(inAddress:)) ?? postalCode.flatMap(prefecture(ofPostalCode:))
        else { return nil }
        let border = borders.first { border in
            border.prefecture == prefecture.code
                && (address?.contains(border.municipality) == true
                    || border.postal.contains { postalCode?.hasPrefix($0) == true })
        }
        if let border { return Location(prefecture: prefecture, territory: .border(border.municipality)) }
        return Location(prefecture: prefecture, territory: prefecture.isEast ? .east : .west)
    }

    /// The prefecture that an address begins with.
    public func prefecture(inAddress address: String) -> Prefecture? {
        // as most addresses are written
        if let plain = prefectures.first(where: { address.utf8.starts(with: $0.name.utf8) }) { return plain }
        // official lists glue the postal code to the address
        let start = foldCode(address).drop { "〒0123456789- ".contains($0) }
        return prefectures.first { start.hasPrefix($0.name) }
    }

    /// The prefecture of a postal code; nothing where the code lies in two of them.
    public func prefecture(ofPostalCode code: String) -> Prefecture? {
        if ambiguous.contains(where: code.hasPrefix) { return nil }
        for length in stride(from: min(longestPrefix, code.utf8.count), to: 0, by: -1) {
            if let index = byPostalPrefix[String(code.prefix(length))] { return prefectures[index] }
        }
        return nil
    }
}
