//  PostageLibrary.swift
//  In: the folder of the assets. Out: papers, envelopes, and the dated tables of letter postage and bulk discounts.
//
//  Invariants of the room:
//  1. Weights are whole micrograms and milligrams, thickness whole micrometres, money whole yen: no floating point.
//  2. Every table is dated; a day without a table has no postage, it does not borrow another day's.
//  3. A discount is never claimed without its condition: what is not known to be met counts as not met, with its reason.

import DataFiles
import Diagnostics
import Measures
import Messages

/// A paper by its weight.
public struct Paper: Sendable, Hashable {
    public let id: String
    public let name: String
    /// Tenths of a gram per square metre: 81.4 g/m² is 814.
    public let decigramsPerSquareMetre: Int
    public let micrometres: Int

    public init(id: String, name: String, decigramsPerSquareMetre: Int, micrometres: Int) {
        self.id = id
        self.name = name
        self.decigramsPerSquareMetre = decigramsPerSquareMetre
        self.micrometres = micrometres
    }
}

/// An envelope, all lengths in tenths of a millimetre.
public struct Envelope: Sendable, Hashable {
    public struct Window: Sendable, Hashable {
        /// From the left and upper edge of the envelope, as the addressee reads it.
        public let left, top, width, height: Int
    }
    public let id: String
    public let name: String
    public let width, height: Int
    /// The space inside, in which a folded sheet can slide.
    public let innerWidth, innerHeight: Int
    public let milligrams: Int
    /// One wall of it.
    public let micrometres: Int
    public let window: Window?
    /// Into how many layers a sheet of A4 is folded to go in.
    public let layers: Int
}

/// Everything that postage is computed from. Immutable, one per process.
public struct PostageLibrary: Sendable {
    public let papers: [Paper]
    public let envelopes: [Envelope]
    public let tables: [PostageTable]

    /// Reads `Postage/` and `Schemas/` of the assets folder.
    public init(assets: String) throws(DataFaults) {
        let schema = try JSONSchema.read("\(assets)/Schemas/postage.schema.json")
        let stationery = try JSONSchema.read("\(assets)/Schemas/stationery.schema.json")
        let goods = try stationery.checked(try DataFile.read("\(assets)/Postage/stationery.yaml"))
        papers = try Self.papers(goods)
        envelopes = try Self.envelopes(goods)
        // the folder's tables are named here by the file that lists them, so that a stray file is never believed
        var tables: [PostageTable] = []
        for name in goods.texts("tables") {
            let path = "\(assets)/Postage/\(name)"
            tables.append(try PostageTable(try schema.checked(try DataFile.read(path))))
        }
        for (earlier, later) in zip(tables, tables.dropFirst()) where earlier.validity.overlaps(later.validity) {
            throw DataFaults(
                "postage-overlap",
                told(.postageOverlap, ["one": earlier.id, "other": later.id]),
                at: later.place)
        }
        self.tables = tables
    }

    /// The table of a day; nothing if no table is valid then.
    public func table(on day: Day) -> PostageTable? { tables.first { $0.validity.contains(day) } }

    public func paper(_ id: String) -> Paper? { papers.first { $0.id == id } }
    public func envelope(_ id: String) -> Envelope? { envelopes.first { $0.id == id } }

    private static func papers(_ root: DataNode) throws(DataFaults) -> [Paper] {
        var result: [Paper] = []
        for node in root["papers"]?.elements ?? [] {
            result.append(
                Paper(
                    id: try node.needed("id", node.text("id")), name: try node.needed("name", node.text("name")),
                    decigramsPerSquareMetre: try node.needed(
                        "decigramsPerSquareMetre", try node.integer("decigramsPerSquareMetre")),
                    micrometres: try node.needed("micrometres", try node.integer("micrometres"))))
        }
        return result
    }

    private static func envelopes(_ root: DataNode) throws(DataFaults) -> [Envelope] {
        var result: [Envelope] = []
        for node in root["envelopes"]?.elements ?? [] {
            func number(_ key: String) throws(DataFaults) -> Int { try node.needed(key, try node.integer(key)) }
            var window: Envelope.Window?
            if let hole = node["window"] {
                window = Envelope.Window(
                    left: try hole.needed("left", try hole.integer("left")),
                    top: try hole.needed("top", try hole.integer("top")),
                    width: try hole.needed("width", try hole.integer("width")),
                    height: try hole.needed("height", try hole.integer("height")))
            }
            result.append(
                Envelope(
                    id: try node.needed("id", node.text("id")), name: try node.needed("name", node.text("name")),
                    width: try number("width"), height: try number("height"), innerWidth: try number("innerWidth"),
                    innerHeight: try number("innerHeight"), milligrams: try number("milligrams"),
                    micrometres: try number("micrometres"), window: window, layers: try number("layers")))
        }
        return result
    }
}
