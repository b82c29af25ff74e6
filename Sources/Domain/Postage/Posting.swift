//  Posting.swift
//  In: pieces one by one, the terms of the posting. Out: what it costs, with and without the discounts; each discount's sum,
//  or why it is not claimed; counts by 郵便区番号.

import Measures

/// How the campaign is handed to the post office.
public struct PostingTerms: Sendable, Hashable {
    public enum Allowance: Int, Sendable, Hashable, Comparable, CaseIterable {
        case none = 0, threeDays = 3, sevenDays = 7
        public static func < (left: Allowance, right: Allowance) -> Bool { left.rawValue < right.rawValue }
    }
    public enum Sorting: String, Sendable, Hashable, CaseIterable { case none, byArea, byOffice }
    public enum Place: String, Sendable, Hashable, CaseIterable { case office, regionalOffice }

    public var allowance: Allowance
    public var sorting: Sorting
    public var place: Place

    public init(allowance: Allowance = .none, sorting: Sorting = .byArea, place: Place = .office) {
        self.allowance = allowance
        self.sorting = sorting
        self.place = place
    }
}

/// One piece as the posting counts it.
public struct PostedPiece: Sendable, Hashable {
    public var step: PostageStep
    public var milligrams: Int
    public var micrometres: Int
    /// 郵便区番号, three or five digits; nothing if it is not known.
    public var sortingNumber: String?
    /// A customer bar code is on it and may be claimed.
    public var hasBarcode: Bool

    public init(
        step: PostageStep, milligrams: Int, micrometres: Int, sortingNumber: String?, hasBarcode: Bool
    ) {
        self.step = step
        self.milligrams = milligrams
        self.micrometres = micrometres
        self.sortingNumber = sortingNumber
        self.hasBarcode = hasBarcode
    }
}

/// A discount as it came out.
public struct DiscountResult: Sendable, Hashable {
    public enum Outcome: Sendable, Hashable {
        /// Claimed for so many pieces: the sum it takes off.
        case claimed(pieces: Int, permille: Int, sum: Yen)
        /// Too few pieces: what is needed at least.
        case tooFew(pieces: Int, needed: Int)
        /// A condition that is not met.
        case notMet(PostingCondition)
        /// Another discount of its group is better.
        case outdone
        /// The table's figure is not confirmed.
        case unconfirmed
    }
    public let id: String
    public let name: String
    public let outcome: Outcome
}

/// What a posting costs.
public struct PostingCost: Sendable, Hashable {
    public struct StepCount: Sendable, Hashable {
        public let step: PostageStep
        public let pieces: Int
        public let sum: Yen
    }
    /// By class and step, in the table's order.
    public let steps: [StepCount]
    public let pieces: Int
    /// Without discounts; nothing if a step's price is not confirmed.
    public let full: Yen?
    public let discounts: [DiscountResult]
    /// With every discount that may be claimed.
    public let discounted: Yen?
    /// Pieces by 郵便区番号, in the order of the numbers.
    public let areas: [(number: String, pieces: Int)]
    /// Pieces whose 郵便区番号 is not known.
    public let unsorted: Int

    public static func == (left: PostingCost, right: PostingCost) -> Bool {
        left.steps == right.steps && left.full == right.full && left.discounts == right.discounts
            && left.discounted == right.discounted && left.unsorted == right.unsorted
            && left.areas.elementsEqual(right.areas) { $0 == $1 }
    }
    public func hash(into hasher: inout Hasher) {
        hasher.combine(steps)
        hasher.combine(discounted)
    }
}

/// Adds pieces up; its memory grows with steps and areas, not with pieces.
public struct PostingTally: Sendable {
    /// Pieces that are alike in everything a discount asks for.
    private struct Lot: Sendable, Hashable {
        var step: PostageStep
        var isSorted: Bool
        var hasBarcode: Bool
    }
    private struct LotCount: Sendable {
        var pieces = 0
        var thickest = 0
    }
    private var lots: [Lot: LotCount] = [:]
    private var areas: [String: Int] = [:]
    private var unsorted = 0
    /// Whole grams that occur; one posting may have six at most (「重量の種類」).
    private var weights: Set<Int> = []
    private static let weightsAllowed = 6

    public init() {}

    public mutating func add(_ piece: PostedPiece) {
        let lot = Lot(step: piece.step, isSorted: piece.sortingNumber != nil, hasBarcode: piece.hasBarcode)
        var count = lots[lot] ?? LotCount()
        count.pieces += 1
        count.thickest = max(count.thickest, piece.micrometres)
        lots[lot] = count
        weights.insert((piece.milligrams + 999) / 1000)
        if let number = piece.sortingNumber { areas[number, default: 0] += 1 } else { unsorted += 1 }
    }

    /// The sum by a table and terms. Discounts are counted over the pieces that may have them; each group's best adds up.
    public func cost(by table: PostageTable, terms: PostingTerms) -> PostingCost {
        let steps = stepCounts()
        let full = steps.map { count in count.step.price.value.map { $0 * count.pieces } }.totalIfKnown
        let sorting = table.discounts.filter { discount in
            discount.conditions.contains(.sortedByArea) || discount.conditions.contains(.sortedByOffice)
        }
        var results: [String: DiscountResult.Outcome] = [:]
        // sorting first: others rest on it
        for discount in sorting { results[discount.id] = outcome(of: discount, terms, isSorting: nil) }
        outdo(sorting, &results)
        let isSorting = sorting.contains { results[$0.id]?.isClaimed == true }
        let others = table.discounts.filter { other in !sorting.contains { $0.id == other.id } }
        for discount in others { results[discount.id] = outcome(of: discount, terms, isSorting: isSorting) }
        outdo(others, &results)

        let list = table.discounts.map { discount in
            DiscountResult(
                id: discount.id, name: discount.name, outcome: results[discount.id] ?? .unconfirmed)
        }
        let off = list.map { result -> Yen in
            if case .claimed(_, _, let sum) = result.outcome { return sum }
            return .zero
        }.total
        let unit = table.rounding.value ?? Yen(1)
        return PostingCost(
            steps: steps, pieces: steps.reduce(0) { $0 + $1.pieces }, full: full, discounts: list,
            discounted: full.map { ($0 - off).floored(to: unit) },
            areas: areas.sorted { $0.key < $1.key }.map { (number: $0.key, pieces: $0.value) }, unsorted: unsorted)
    }

    private func stepCounts() -> [PostingCost.StepCount] {
        var counts: [PostageStep: Int] = [:]
        for (lot, count) in lots { counts[lot.step, default: 0] += count.pieces }
        return counts.map { step, pieces in
            PostingCost.StepCount(step: step, pieces: pieces, sum: (step.price.value ?? .zero) * pieces)
        }.inTableOrder
    }

    // The best of each group stays.
    private func outdo(_ discounts: [BulkDiscount], _ results: inout [String: DiscountResult.Outcome]) {
        for group in Set(discounts.map(\.group)).sorted() {
            let members = discounts.filter { $0.group == group }
            let sums = members.map { member -> (id: String, sum: Yen)? in
                if case .claimed(_, _, let sum) = results[member.id] { return (member.id, sum) }
                return nil
            }.compactMap(\.self)
            guard let best = sums.max(by: { $0.sum < $1.sum }) else { continue }
            for other in sums where other.id != best.id { results[other.id] = .outdone }
        }
    }

    private func outcome(of discount: BulkDiscount, _ terms: PostingTerms, isSorting: Bool?) -> DiscountResult.Outcome {
        for condition in discount.conditions {
            switch condition {
            case .sortedByArea:
                guard terms.sorting == .byArea else { return .notMet(condition) }
                if areas.isEmpty { return .notMet(condition) }
            case .sortedByOffice: guard terms.sorting == .byOffice else { return .notMet(condition) }
            case .threeDays: guard terms.allowance >= .threeDays else { return .notMet(condition) }
            case .sevenDays: guard terms.allowance >= .sevenDays else { return .notMet(condition) }
            case .regionalOffice: guard terms.place == .regionalOffice else { return .notMet(condition) }
            case .withSorting: guard isSorting == true else { return .notMet(condition) }
            case .uniform: guard weights.count <= Self.weightsAllowed else { return .notMet(condition) }
            case .barcoded, .standardSize, .thin: break
            }
        }
        let eligible = lots.filter { lot, count in may(lot, count, discount) }
        let pieces = eligible.values.reduce(0) { $0 + $1.pieces }
        if pieces == 0 {
            let missing = discount.conditions.first { [.barcoded, .standardSize, .thin].contains($0) }
            if let missing, !lots.isEmpty { return .notMet(firstUnmet(discount) ?? missing) }
        }
        guard let tier = discount.tier(for: pieces) else {
            return .tooFew(pieces: pieces, needed: discount.tiers.first?.pieces ?? 0)
        }
        guard let permille = tier.permille.value else { return .unconfirmed }
        // the share of each step's whole sum, fractions of a yen dropped in the sender's disfavour
        var sums: [PostageStep: Int] = [:]
        for (lot, count) in eligible {
            sums[lot.step, default: 0] += (lot.step.price.value?.amount ?? 0) * count.pieces
        }
        let sum = sums.values.reduce(0) { $0 + $1 * permille / 1000 }
        return .claimed(pieces: pieces, permille: permille, sum: Yen(sum))
    }

    private func may(_ lot: Lot, _ count: LotCount, _ discount: BulkDiscount) -> Bool {
        discount.conditions.allSatisfy { condition in
            switch condition {
            case .sortedByArea, .withSorting: lot.isSorted
            case .barcoded: lot.hasBarcode
            case .standardSize: lot.step.letterClass == .standard
            case .thin: discount.thickness.map { count.thickest <= $0 } ?? true
            case .sortedByOffice, .threeDays, .sevenDays, .regionalOffice, .uniform: true
            }
        }
    }

    private func firstUnmet(_ discount: BulkDiscount) -> PostingCondition? {
        discount.conditions.first { condition in
            switch condition {
            case .barcoded: !lots.keys.contains(where: \.hasBarcode)
            case .standardSize: !lots.keys.contains { $0.step.letterClass == .standard }
            case .thin: lots.values.allSatisfy { count in discount.thickness.map { count.thickest > $0 } ?? false }
            default: false
            }
        }
    }
}

extension [PostingCost.StepCount] {
    /// By class, then weight.
    var inTableOrder: Self {
        let order = Dictionary(uniqueKeysWithValues: LetterClass.allCases.enumerated().map { ($1, $0) })
        return sorted {
            (order[$0.step.letterClass] ?? 0, $0.step.grams) < (order[$1.step.letterClass] ?? 0, $1.step.grams)
        }
    }
}

extension DiscountResult.Outcome {
    var isClaimed: Bool {
        if case .claimed = self { return true }
        return false
    }
}
