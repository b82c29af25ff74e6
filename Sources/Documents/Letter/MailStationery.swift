//  MailStationery.swift
//  In: Assets/Brand/mail.yaml. Out: envelopes with their windows and folds, type sizes, marks. Millimetres throughout.

import Codes
import DataFiles
import Diagrams
import Measures
import Messages
import Postage

/// What a piece of mail consists of.
public enum PieceKind: String, Sendable, Hashable, CaseIterable {
    case letter
    case letterAndEstimate = "letter+estimate"
    case proposal
}

/// An envelope of the stock, as a run of letters uses it.
public struct WindowEnvelope: Sendable, Hashable {
    /// As it is weighed, in the words of Assets/Postage/stationery.yaml.
    public let stock: Envelope
    /// Where the sheet is folded, from its upper edge; none if it goes in flat.
    public let folds: [Double]
    public let holds: Set<PieceKind>
    public let maximumSheets: Int
    public let window: Area

    public var name: String { stock.name }
    public var width: Double { Double(stock.width) / 10 }
    public var height: Double { Double(stock.height) / 10 }
    public var innerWidth: Double { Double(stock.innerWidth) / 10 }
    public var innerHeight: Double { Double(stock.innerHeight) / 10 }

    init(stock: Envelope, window: Area, folds: [Double], holds: Set<PieceKind>, maximumSheets: Int) {
        self.stock = stock
        self.window = window
        self.folds = folds
        self.holds = holds
        self.maximumSheets = maximumSheets
    }
}

/// Paper, envelopes and marks.
public struct MailStationery: Sendable {
    /// A pair of type sizes in points.
    public struct TypeSizes: Sendable, Hashable {
        public let name: Double
        public let text: Double
    }
    public let sheetWidth: Double
    public let sheetHeight: Double
    public let margin: Double
    public let envelopes: [WindowEnvelope]
    public let addressSizes: [TypeSizes]
    public let addressLeading: Double
    /// Left upper corner of the machine's code, its module, and the points of the words below it.
    public let machine: (left: Double, top: Double, module: Double, points: Double)
    public let markTitle: String
    public let markOffice: String?
    public let markDiameter: Double
    /// How a run is handed to the post office.
    public let posting: PostingTerms
    /// Printed on every page of a control piece.
    public let specimenMark: String
    public let specimenName: String
    public let specimenAddress: String
    public let specimenPostalCode: String

    /// The envelope that takes such a piece.
    public func envelope(for kind: PieceKind) -> WindowEnvelope? { envelopes.first { $0.holds.contains(kind) } }

    /// Reads `Brand/mail.yaml` of the assets folder by its schema. A missing key, a number that is none, an envelope
    /// smaller than the sheet: a fault with its place.
    public init(assets: String, stock: [Envelope]) throws(DataFaults) {
        let schema = try JSONSchema.read("\(assets)/Schemas/mail.schema.json")
        try self.init(schema.checked(try DataFile.read("\(assets)/Brand/mail.yaml")), stock: stock)
    }

    public init(_ root: DataNode, stock: [Envelope]) throws(DataFaults) {
        func part(_ node: DataNode, _ key: String) throws(DataFaults) -> DataNode { try node.needed(key, node[key]) }
        func measure(_ node: DataNode, _ key: String) throws(DataFaults) -> Double {
            let text = try node.needed(key, node.text(key))
            guard let value = Double(text), value.isFinite, value >= 0, value < 10_000 else {
                throw DataFaults(
                    "mail-measure", told(.mailMeasure, ["key": key, "text": text]),
                    at: node[key]?.place ?? node.place)
            }
            return value
        }
        let sheet = try part(root, "sheet")
        sheetWidth = try measure(sheet, "width")
        sheetHeight = try measure(sheet, "height")
        margin = try measure(root, "margin")
        var envelopes: [WindowEnvelope] = []
        for node in try part(root, "envelopes").elements {
            let id = try node.needed("id", node.text("id"))
            guard let goods = stock.first(where: { $0.id == id }), let window = goods.window else {
                throw DataFaults(
                    "mail-envelope-unknown",
                    told(.mailEnvelopeUnknown, ["envelope": id]),
                    at: node["id"]?.place ?? node.place)
            }
            var folds: [Double] = []
            for fold in try part(node, "folds").elements {
                guard let place = fold.text.flatMap({ Double($0) }), place > (folds.last ?? 0), place < sheetHeight
                else {
                    throw DataFaults(
                        "mail-folds", told(.mailFolds),
                        at: fold.place)
                }
                folds.append(place)
            }
            let envelope = WindowEnvelope(
                stock: goods,
                window: Area(
                    x: Double(window.left) / 10, y: Double(window.top) / 10, width: Double(window.width) / 10,
                    height: Double(window.height) / 10), folds: folds,
                holds: Set(node.texts("holds").compactMap(PieceKind.init(rawValue:))),
                maximumSheets: try node.needed("maximumSheets", try node.integer("maximumSheets")))
            let panels = zip(folds + [sheetHeight], [0] + folds).map { $0 - $1 }
            guard envelope.innerWidth >= sheetWidth, envelope.innerHeight >= (panels.max() ?? sheetHeight) else {
                throw DataFaults(
                    "mail-envelope",
                    told(.mailEnvelopeSmall, ["envelope": envelope.name]),
                    at: node.place)
            }
            envelopes.append(envelope)
        }
        self.envelopes = envelopes
        let address = try part(root, "address")
        addressLeading = try measure(address, "leading")
        var sizes: [TypeSizes] = []
        for node in try part(address, "sizes").elements {
            sizes.append(TypeSizes(name: try measure(node, "name"), text: try measure(node, "text")))
        }
        addressSizes = sizes
        let machine = try part(root, "machine")
        self.machine = (
            try measure(machine, "left"), try measure(machine, "top"), try measure(machine, "module"),
            try measure(machine, "points")
        )
        // fourteen digits fill 14 × 14 modules, with two of quiet zone on every side
        guard self.machine.module >= MatrixCode.leastModule, self.machine.left + 18 * self.machine.module <= sheetWidth,
            self.machine.top + 18 * self.machine.module <= sheetHeight
        else { throw DataFaults("mail-machine", told(.mailMachine), at: machine.place) }
        let mark = try part(root, "mark")
        markTitle = try mark.needed("title", mark.text("title"))
        markOffice = mark.text("office")
        markDiameter = try measure(mark, "diameter")
        // https://www.post.japanpost.jp/fee/how_to_pay/separate_pay/ : a circle of 2 to 3 cm
        guard markDiameter >= 20, markDiameter <= 30 else {
            throw DataFaults("mail-mark", told(.mailMark), at: mark["diameter"]?.place ?? mark.place)
        }
        posting = try Self.posting(try part(root, "posting"))
        let specimen = try part(root, "specimen")
        specimenMark = try specimen.needed("mark", specimen.text("mark"))
        specimenName = try specimen.needed("name", specimen.text("name"))
        specimenAddress = try specimen.needed("address", specimen.text("address"))
        specimenPostalCode = try specimen.needed("postalCode", specimen.text("postalCode"))
    }

    private static func posting(_ node: DataNode) throws(DataFaults) -> PostingTerms {
        func choice<Value>(_ key: String, _ values: [(word: String, value: Value)]) throws(DataFaults) -> Value {
            let text = try node.needed(key, node.text(key))
            guard let found = values.first(where: { $0.word == text }) else {
                let need = told(.needOneOf, ["list": listed(values.map(\.word))])
                throw DataFaults(
                    "mail-posting", told(.dataChoice, ["what": key, "text": text, "need": need]),
                    at: node[key]?.place ?? node.place)
            }
            return found.value
        }
        return PostingTerms(
            allowance: try choice("allowance", PostingTerms.Allowance.allCases.map { (String($0.rawValue), $0) }),
            sorting: try choice("sorting", PostingTerms.Sorting.allCases.map { ($0.rawValue, $0) }),
            place: try choice("place", PostingTerms.Place.allCases.map { ($0.rawValue, $0) }))
    }
}
