//  PostageTable.swift
//  In: one dated table of postage; a piece of mail. Out: its class, its step and its price, each with status and source.

import DataFiles
import Diagnostics
import Measures
import Messages

/// The classes of letters (第一種郵便物).
public enum LetterClass: String, Sendable, Hashable, CaseIterable {
    /// 定形
    case standard
    /// 定形外 規格内
    case large
    /// 定形外 規格外
    case oversize
}

/// What a piece costs, and the step it falls into.
public struct PostageStep: Sendable, Hashable {
    public let letterClass: LetterClass
    /// Its name in the table: 定形, 定形外（規格内）.
    public let className: String
    /// The step's upper end.
    public let grams: Int
    public let price: Figure<Yen>
}

/// What the post office charges from one day to another.
public struct PostageTable: Sendable {
    struct SizeLimit: Sendable {
        // tenths of a millimetre; the long side and the short side
        let longSide, shortSide, thickness: Int
        let leastLong, leastShort: Int
    }

    struct ClassRow: Sendable {
        let letterClass: LetterClass
        let name: String
        let limit: SizeLimit
        let steps: [(grams: Int, price: Figure<Yen>)]
    }

    public let id: String
    public let name: String
    public let validity: DayRange
    public let discounts: [BulkDiscount]
    /// What is rounded off the sum of a posting.
    public let rounding: Figure<Yen>
    let classes: [ClassRow]
    let place: SourceLocation

    init(_ root: DataNode) throws(DataFaults) {
        id = try root.needed("id", root.text("id"))
        name = try root.needed("name", root.text("name"))
        validity = DayRange(from: try root.day("from"), through: try root.day("through"))
        place = root.place
        var classes: [ClassRow] = []
        for node in root["classes"]?.elements ?? [] { classes.append(try Self.row(node)) }
        self.classes = classes
        for kind in LetterClass.allCases where !classes.contains(where: { $0.letterClass == kind }) {
            throw DataFaults(
                "postage-class", told(.postageClassMissing, ["kind": kind.rawValue]), at: root.place)
        }
        var discounts: [BulkDiscount] = []
        for node in root["discounts"]?.elements ?? [] { discounts.append(try BulkDiscount(node)) }
        self.discounts = discounts
        rounding = try root.needed("rounding", try root.yenFigure("rounding"))
    }

    private static func row(_ node: DataNode) throws(DataFaults) -> ClassRow {
        let limit = try node.needed("limit", node["limit"])
        func length(_ key: String) throws(DataFaults) -> Int { try limit.needed(key, try limit.integer(key)) }
        var steps: [(grams: Int, price: Figure<Yen>)] = []
        for step in node["steps"]?.elements ?? [] {
            let (status, source) = try step.provenance()
            let grams = try step.needed("grams", try step.integer("grams"))
            if let last = steps.last, grams <= last.grams {
                throw DataFaults(
                    "postage-steps", told(.postageSteps, ["grams": grams, "last": last.grams]), at: step.place)
            }
            steps.append((grams, Figure(try step.yen("yen"), status: status, source: source)))
        }
        return ClassRow(
            letterClass: try node.needed("id", try node.choice("id", LetterClass.self)),
            name: try node.needed("name", node.text("name")),
            limit: SizeLimit(
                longSide: try length("longSide"), shortSide: try length("shortSide"),
                thickness: try length("thickness"), leastLong: try length("leastLong"),
                leastShort: try length("leastShort")), steps: steps)
    }

    /// The cheapest class that the piece's size, thickness and weight allow; nothing if it is too heavy or too big to
    /// be a letter at all. A step whose price is not confirmed has a figure without a value.
    public func step(for piece: MailPiece) -> PostageStep? {
        let long = max(piece.envelope.width, piece.envelope.height)
        let short = min(piece.envelope.width, piece.envelope.height)
        for row in classes {
            guard long <= row.limit.longSide, short <= row.limit.shortSide, long >= row.limit.leastLong,
                short >= row.limit.leastShort, piece.micrometres <= row.limit.thickness * 100,
                let step = row.steps.first(where: { piece.milligrams <= $0.grams * 1000 })
            else { continue }
            return PostageStep(
                letterClass: row.letterClass, className: row.name, grams: step.grams, price: step.price)
        }
        return nil
    }
}
