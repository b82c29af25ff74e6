//  NetworkCables.swift
//  In: a configuration. Out: a name for each cable of its picture (5a, 5b, …), in the order in which the price counts
//  them, so that picture, legend and table name the same cables.

import ClinicProfile
import PackageSelection

/// The cables that a configuration's picture shows, and what they are called.
public struct NetworkCables: Sendable, Hashable {
    /// What a cable joins.
    enum Place: Hashable, Sendable {
        case opticalToHub, hubToRouter, opticalToRouter, terminals(Int), routerToLAN, hubToOld
    }
    enum Kind: Hashable, Sendable { case new, reused, kept }

    /// The name in the picture: `5a`, `5b–d` for several alike; nothing where no cable is ours.
    let names: [Place: String]
    /// How the cable from the new hub to what the customer has is made.
    let hubToOld: Kind
    /// `5a–5d`: the new ones; nothing where the profile orders fewer than the picture needs, so that none can be named,
    /// or more than there are letters.
    public let newNames: String?
    public let reusedNames: String?
    /// New ones beyond those that the picture shows.
    public let spare: Int
    /// Fewer are ordered than the picture shows: some that are there must serve.
    public let isShort: Bool

    public init(_ configuration: PackageConfiguration) {
        let rows = NetworkLayout.rows(configuration)
        let isExisting = configuration.situation == .existing
        var counts: [(Place, Int)] =
            isExisting ? [(.opticalToHub, 1), (.hubToRouter, 1)] : [(.opticalToRouter, 1)]
        if !configuration.usesWirelessLAN {
            for (index, row) in rows.enumerated() { counts.append((.terminals(index), row.count)) }
        }
        counts.append((.routerToLAN, 1))
        let needed = counts.reduce(0) { $0 + $1.1 }
        let isShort = configuration.newWires < needed
        var spare = max(0, configuration.newWires - needed)
        // nothing to re-plug: a new one, where one is to spare; else the customer's own
        var hubToOld = Kind.kept
        if isExisting, configuration.reusedWires > 0 {
            hubToOld = .reused
        } else if isExisting, spare > 0 {
            hubToOld = .new
            spare -= 1
            counts.append((.hubToOld, 1))
        }
        let areNamed = !isShort && counts.reduce(configuration.reusedWires) { $0 + $1.1 } <= 26
        var names: [Place: String] = [:]
        var used = 0
        for (place, count) in counts {
            names[place] = !areNamed ? "5" : Self.range(used, count, short: true)
            used += count
        }
        newNames = !areNamed || used == 0 ? nil : Self.range(0, used, short: false)
        if hubToOld == .reused {
            names[.hubToOld] = !areNamed ? "5" : Self.range(used, configuration.reusedWires, short: true)
        }
        reusedNames =
            !areNamed || hubToOld != .reused ? nil : Self.range(used, configuration.reusedWires, short: false)
        self.names = names
        self.hubToOld = hubToOld
        self.spare = spare
        self.isShort = isShort
    }

    /// `5b`, or `5b–d` in the picture and `5b–5d` in the table.
    private static func range(_ first: Int, _ count: Int, short: Bool) -> String {
        func letter(_ index: Int) -> String { String(UnicodeScalar(UInt8(97 + min(index, 25)))) }
        let start = "5" + letter(first)
        return count < 2 ? start : start + "–" + (short ? "" : "5") + letter(first + count - 1)
    }
}
