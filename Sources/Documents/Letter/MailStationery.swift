//  MailStationery.swift
//  In: Assets/Brand/mail.yaml. Out: envelopes with their windows and folds, type sizes, marks. Millimetres throughout.

import DataFiles
import Diagrams
import Measures

/// What a piece of mail consists of.
public enum PieceKind: String, Sendable, Hashable, CaseIterable {
    case letter
    case letterAndEstimate = "letter+estimate"
    case proposal
}

/// An envelope with a window.
public struct Envelope: Sendable, Hashable {
    public let id: String
    public let name: String
    public let innerWidth: Double
    public let innerHeight: Double
    /// Seen from the front.
    public let window: Area
    /// Distances from the sheet's upper edge; none if it goes in flat.
    public let folds: [Double]
    public let holds: Set<PieceKind>
    public let maximumSheets: Int
    public let status: FigureStatus
    public let source: String
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
    public let envelopes: [Envelope]
    public let addressSizes: [TypeSizes]
    public let addressLeading: Double
    /// Left upper corner of the machine's code, its module, and the points of the words below it.
    public let machine: (left: Double, top: Double, module: Double, points: Double)
    public let markTitle: String
    public let markOffice: String?
    public let markDiameter: Double
    public let specimenName: String
    public let specimenAddress: String
    public let specimenPostalCode: String

    /// The envelope that takes such a piece.
    public func envelope(for kind: PieceKind) -> Envelope? { envelopes.first { $0.holds.contains(kind) } }

    /// Reads the file. A missing key, a number that is none, an envelope smaller than the sheet: a fault with its place.
    public init(file: String) throws(DataFaults) { try self.init(DataFile.read(file)) }

    public init(_ root: DataNode) throws(DataFaults) {
        func part(_ node: DataNode, _ key: String) throws(DataFaults) -> DataNode { try node.needed(key, node[key]) }
        func measure(_ node: DataNode, _ key: String) throws(DataFaults) -> Double {
            let text = try node.needed(key, node.text(key))
            guard let value = Double(text), value.isFinite, value >= 0, value < 10_000 else {
                throw DataFaults(
                    "mail-measure", "\(key) is '\(text)': write millimetres or points as a number",
                    at: node[key]?.place ?? node.place)
            }
            return value
        }
        let sheet = try part(root, "sheet")
        sheetWidth = try measure(sheet, "width")
        sheetHeight = try measure(sheet, "height")
        margin = try measure(root, "margin")
        var envelopes: [Envelope] = []
        for node in try part(root, "envelopes").elements {
            let inner = try part(node, "inner")
            let window = try part(node, "window")
            var folds: [Double] = []
            for fold in try part(node, "folds").elements {
                guard let place = fold.text.flatMap({ Double($0) }), place > (folds.last ?? 0), place < sheetHeight
                else {
                    throw DataFaults(
                        "mail-folds", "folds are distances from the upper edge, in order, within the sheet",
                        at: fold.place)
                }
                folds.append(place)
            }
            let (status, source) = try node.provenance()
            let envelope = Envelope(
                id: try node.needed("id", node.text("id")), name: try node.needed("name", node.text("name")),
                innerWidth: try measure(inner, "width"), innerHeight: try measure(inner, "height"),
                window: Area(
                    x: try measure(window, "left"), y: try measure(window, "top"),
                    width: try measure(window, "width"), height: try measure(window, "height")), folds: folds,
                holds: Set(node.texts("holds").compactMap(PieceKind.init(rawValue:))),
                maximumSheets: try node.needed("maximumSheets", try node.integer("maximumSheets")), status: status,
                source: source)
            guard envelope.innerWidth >= sheetWidth, envelope.innerHeight >= (folds.first ?? sheetHeight) else {
                throw DataFaults(
                    "mail-envelope", "\(envelope.name) is smaller than the folded sheet: check inner and folds",
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
        let mark = try part(root, "mark")
        markTitle = try mark.needed("title", mark.text("title"))
        markOffice = mark.text("office")
        markDiameter = try measure(mark, "diameter")
        // https://www.post.japanpost.jp/fee/how_to_pay/separate_pay/ : a circle of 2 to 3 cm
        guard markDiameter >= 20, markDiameter <= 30 else {
            throw DataFaults("mail-mark", "the mark is 20 to 30 mm wide", at: mark["diameter"]?.place ?? mark.place)
        }
        let specimen = try part(root, "specimen")
        specimenName = try specimen.needed("name", specimen.text("name"))
        specimenAddress = try specimen.needed("address", specimen.text("address"))
        specimenPostalCode = try specimen.needed("postalCode", specimen.text("postalCode"))
    }
}
