//  PriceBook.swift
//  In: one price-book file. Out: every item with its price, unit, notes and source, valid from one day to another.
//
//  Invariants of the room:
//  1. A price stands in exactly one file, with status and source.
//  2. A book that a document was made from is never changed; new prices are a new file.
//  3. Every item that the program knows is in every book, be it without a price.

import DataFiles
import Diagnostics
import Measures
import Messages

/// The items that the configurator chooses from. Their names and prices stand in the price books.
public enum ItemID: String, Sendable, Hashable, CaseIterable {
    case fletsExisting, fletsOther, fletsNew, fletsNewApartment, fletsMigration, holidayLineWork
    case router, desktop, desktopWithoutMonitor, monitor, notebook, hub
    case switchForTerminals = "switch"
    case baseWork, surcharge, setupRouter, setupDesktop, setupDesktopWithoutMonitor, setupNotebook, setupReader
    case setupHub, lanWireNew, lanWireReuse, wirelessLAN, offHoursWork, supportSetup
    // monthly
    case fletsExistingMonthly, fletsOtherMonthly, fletsMonthly, fletsMonthlyApartment, supportMonthly

    public var isMonthly: Bool {
        switch self {
        case .fletsExistingMonthly, .fletsOtherMonthly, .fletsMonthly, .fletsMonthlyApartment, .supportMonthly: true
        default: false
        }
    }
}

/// The parts of the cost table that a price book fills.
public enum ItemGroup: String, Sendable, Hashable, CaseIterable { case line, equipment, work, support }

/// What an item without an amount prints instead.
public enum ItemState: String, Sendable, Hashable, CaseIterable {
    case priced, noCharge, quotedSeparately, toBeConfirmed
}

/// Whether the unit price is for one piece, one job or one line.
public enum PricedPer: String, Sendable, Hashable, CaseIterable { case unit, job, line }

/// One item of a price book.
public struct PriceItem: Sendable, Hashable {
    public let id: ItemID
    public let name: String
    public let group: ItemGroup
    public let per: PricedPer
    public let unit: String
    public let price: Figure<Yen>
    public let listPrice: Figure<Yen>?
    /// The id of the product's card.
    public let product: String?
    public let state: ItemState
    /// Counts into the in-premises work that the surcharge is computed from.
    public let isPremisesWork: Bool
    public let isEligible: Bool
    public let availability: Availability
    /// From this day on the availability holds; always if absent.
    public let availabilityFrom: Day?
    public let notes: [String]

    /// Whether the item can be ordered on a day.
    public func isOffered(on day: Day) -> Bool {
        availability == .offered || (availabilityFrom.map { day < $0 } ?? false)
    }
}

/// One part of a new line's charge.
public struct LineWorkPart: Sendable, Hashable {
    public let id: String
    public let name: String
    public let price: Figure<Yen>
    public let isPremisesWork: Bool
    public let isWaivedOnMigration: Bool
    public let isOnlyIfTimeDesignated: Bool
}

/// A configuration that the source prints in full.
public struct PrintedExample: Sendable, Hashable {
    /// The raw value of a line situation.
    public let situation: String
    public let isSimultaneous: Bool
    public let desktops: Int
    public let notebooks: Int
    public let cardReaders: Int
    public let newWires: Int
    public let reusedWires: Int
    public let hasSupport: Bool
    public let initial: Yen
    public let monthly: Yen
    public let surcharge: Yen
    /// Follows from a printed sentence, not from a printed table.
    public let isDerived: Bool
    public let source: String
}

/// How net prices are found from prices that include tax.
public enum TaxRounding: String, Sendable, Hashable, CaseIterable {
    /// Every price divides exactly; checked when the book is read.
    case exact
    /// Fractions of a yen of the contained tax are dropped, once per total.
    case floor
}

/// The prices of one period.
public struct PriceBook: Sendable {
    public let id: String
    public let name: String
    public let validity: DayRange
    public let validFrom: Figure<Day>
    public let validThrough: Figure<Day>?
    public let taxPercent: Int
    public let taxRounding: TaxRounding
    public let comparisonMonths: Int
    /// The unit of lines that a profile adds.
    public let extraUnit: String
    public let lineWork: [LineWorkPart]
    public let migrationApplyThrough: Figure<Day>
    public let migrationOpenThrough: Figure<Day>
    public let surchargeThreshold: Figure<Yen>
    public let surchargeTolerance: Figure<Yen>
    public let examples: [PrintedExample]
    public let place: SourceLocation
    private let items: [PriceItem]
    private let positions: [Int]

    /// Every item, in the order of the file.
    public var allItems: [PriceItem] { items }

    public subscript(id: ItemID) -> PriceItem { items[positions[id.ordinal]] }

    public func lineWorkPart(_ id: String) -> LineWorkPart? { lineWork.first { $0.id == id } }

    /// The contained tax of an amount that includes it; fractions of a yen are dropped.
    public func tax(in amount: Yen) -> Yen {
        let sign = amount.amount < 0 ? -1 : 1
        return Yen(sign * (Int(amount.amount.magnitude) * taxPercent / (100 + taxPercent)))
    }

    /// The net price, if it is whole.
    public func withoutTax(_ amount: Yen) -> Yen? {
        let net = amount.amount * 100
        return net % (100 + taxPercent) == 0 ? Yen(net / (100 + taxPercent)) : nil
    }

    public init(_ node: DataNode) throws(DataFaults) {
        place = node.place
        id = try node.needed("id", node.text("id"))
        name = try node.needed("name", node.text("name"))
        validFrom = try node.needed("validFrom", try node.dayFigure("validFrom"))
        validThrough = try node.dayFigure("validThrough")
        validity = DayRange(from: validFrom.written, through: validThrough?.written)
        let tax = try node.needed("taxPercent", node["taxPercent"])
        taxPercent = try tax.needed("value", try tax.integer("value"))
        taxRounding = try node.choice("taxRounding", TaxRounding.self) ?? .exact
        extraUnit = try node.needed("extraUnit", node.text("extraUnit"))
        comparisonMonths = try node.integer("comparisonMonths") ?? 60

        var items: [PriceItem] = []
        var positions = [Int](repeating: -1, count: ItemID.allCases.count)
        for (key, isMonthly) in [("initial", false), ("monthly", true)] {
            for entry in node[key]?.elements ?? [] {
                let item = try Self.item(entry)
                guard item.id.isMonthly == isMonthly else {
                    throw DataFaults(
                        "book-item", told(.bookItemPlace, ["item": item.id.rawValue, "key": key]), at: entry.place)
                }
                guard positions[item.id.ordinal] < 0 else {
                    throw DataFaults("book-item", told(.bookItemTwice, ["item": item.id.rawValue]), at: entry.place)
                }
                positions[item.id.ordinal] = items.count
                items.append(item)
            }
        }
        for id in ItemID.allCases where positions[id.ordinal] < 0 {
            throw DataFaults(
                "book-item", told(.bookItemMissing, ["item": id.rawValue]),
                at: node.place)
        }
        self.items = items
        self.positions = positions

        var parts: [LineWorkPart] = []
        for entry in node["lineWork"]?.elements ?? [] {
            parts.append(
                LineWorkPart(
                    id: try entry.needed("id", entry.text("id")), name: try entry.needed("name", entry.text("name")),
                    price: try entry.needed("price", try entry.yenFigure("price")),
                    isPremisesWork: try entry.flag("premisesWork") ?? false,
                    isWaivedOnMigration: try entry.flag("waivedOnMigration") ?? false,
                    isOnlyIfTimeDesignated: try entry.flag("onlyIfTimeDesignated") ?? false))
        }
        lineWork = parts
        let migration = try node.needed("migration", node["migration"])
        migrationApplyThrough = try migration.needed("applyThrough", try migration.dayFigure("applyThrough"))
        migrationOpenThrough = try migration.needed("openThrough", try migration.dayFigure("openThrough"))
        let surcharge = try node.needed("surcharge", node["surcharge"])
        surchargeThreshold = try surcharge.needed("threshold", try surcharge.yenFigure("threshold"))
        surchargeTolerance = try surcharge.needed("tolerance", try surcharge.yenFigure("tolerance"))
        var examples: [PrintedExample] = []
        for entry in node["examples"]?.elements ?? [] { examples.append(try Self.example(entry)) }
        self.examples = examples
    }

    private static func item(_ node: DataNode) throws(DataFaults) -> PriceItem {
        let text = try node.needed("id", node.text("id"))
        guard let id = ItemID(rawValue: text) else {
            let near = nearestWord(to: text, among: ItemID.allCases.map(\.rawValue))
            throw DataFaults(
                "book-item",
                near.map { told(.bookItemMeant, ["item": text, "name": $0]) } ?? told(.bookItemUnknown, ["item": text]),
                at: node["id"]?.place ?? node.place)
        }
        let price = try node.needed("price", try node.yenFigure("price"))
        let state = try node.choice("state", ItemState.self) ?? .priced
        if price.value == nil, state == .priced || state == .noCharge {
            throw DataFaults(
                "book-item", told(.bookItemNoPrice, ["item": text]), at: node.place)
        }
        if price.value != nil, state == .quotedSeparately || state == .toBeConfirmed {
            throw DataFaults(
                "book-item", told(.bookItemHasPrice, ["item": text, "state": state.rawValue]), at: node.place)
        }
        let availability = node["availability"]
        return PriceItem(
            id: id, name: try node.needed("name", node.text("name")),
            group: try node.needed("group", try node.choice("group", ItemGroup.self)),
            per: try node.needed("per", try node.choice("per", PricedPer.self)),
            unit: try node.needed("unit", node.text("unit")), price: price, listPrice: try node.yenFigure("listPrice"),
            product: node.text("product"), state: state, isPremisesWork: try node.flag("premisesWork") ?? false,
            isEligible: try node.flag("eligible") ?? true,
            availability: try availability?.choice("state", Availability.self) ?? .offered,
            availabilityFrom: try availability?.day("from"), notes: node.texts("notes"))
    }

    private static func example(_ node: DataNode) throws(DataFaults) -> PrintedExample {
        PrintedExample(
            situation: try node.needed("situation", node.text("situation")),
            isSimultaneous: try node.flag("simultaneousWork") ?? false,
            desktops: try node.integer("desktops") ?? 0, notebooks: try node.integer("notebooks") ?? 0,
            cardReaders: try node.integer("cardReaders") ?? 0, newWires: try node.integer("newWires") ?? 0,
            reusedWires: try node.integer("reusedWires") ?? 0, hasSupport: try node.flag("support") ?? false,
            initial: try node.needed("initial", try node.yen("initial")),
            monthly: try node.needed("monthly", try node.yen("monthly")),
            surcharge: try node.needed("surcharge", try node.yen("surcharge")),
            isDerived: try node.flag("isDerived") ?? false, source: try node.needed("source", node.text("source")))
    }
}

extension ItemID {
    // The place in `allCases`, found once: a book is asked for items thousands of times a second.
    var ordinal: Int { Self.ordinals[self] ?? 0 }
    private static let ordinals: [ItemID: Int] = Dictionary(
        uniqueKeysWithValues: allCases.enumerated().map { ($0.element, $0.offset) })
}
