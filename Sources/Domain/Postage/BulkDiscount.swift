//  BulkDiscount.swift
//  In: a discount's row in the table. Out: what it gives, from how many pieces on, and under which conditions.

import DataFiles
import Diagnostics
import Measures
import Messages

/// What must hold before a discount may be claimed.
public enum PostingCondition: String, Sendable, Hashable, CaseIterable {
    /// Sorted by the addressee's 郵便区番号, and the numbers are known.
    case sortedByArea
    /// Sorted by the numbers that the office gave.
    case sortedByOffice
    /// The posting is in order three days before it must arrive.
    case threeDays
    /// … seven days.
    case sevenDays
    /// Posted at a 地域区分局.
    case regionalOffice
    /// Every piece of it carries a customer bar code that may be claimed.
    case barcoded
    /// 定形, or a card.
    case standardSize
    /// One shape and one weight.
    case uniform
    /// Not thicker than the limit of the bar code machines.
    case thin
    /// The claim rests on 区分郵便物 being claimed too.
    case withSorting
}

/// One discount of a table.
public struct BulkDiscount: Sendable, Hashable {
    public struct Tier: Sendable, Hashable {
        public let pieces: Int
        /// Tenths of a per cent.
        public let permille: Figure<Int>
    }
    public let id: String
    public let name: String
    /// Of discounts in one group at most the best is claimed; groups add up.
    public let group: String
    public let conditions: [PostingCondition]
    /// Rising; the highest that the number of pieces reaches counts.
    public let tiers: [Tier]
    /// Micrometres, for `thin`.
    public let thickness: Int?

    init(_ node: DataNode) throws(DataFaults) {
        id = try node.needed("id", node.text("id"))
        name = try node.needed("name", node.text("name"))
        group = try node.needed("group", node.text("group"))
        var conditions: [PostingCondition] = []
        for word in node["conditions"]?.elements ?? [] {
            guard let condition = word.text.flatMap(PostingCondition.init) else {
                throw DataFaults(
                    "postage-condition", told(.postageCondition), at: word.place)
            }
            conditions.append(condition)
        }
        self.conditions = conditions
        var tiers: [Tier] = []
        for tier in node["tiers"]?.elements ?? [] {
            let (status, source) = try tier.provenance()
            tiers.append(
                Tier(
                    pieces: try tier.needed("pieces", try tier.integer("pieces")),
                    permille: Figure(try tier.integer("permille"), status: status, source: source)))
        }
        self.tiers = tiers.sorted { $0.pieces < $1.pieces }
        thickness = try node.integer("thickness")
    }

    func tier(for pieces: Int) -> Tier? { tiers.last { $0.pieces <= pieces } }
}
