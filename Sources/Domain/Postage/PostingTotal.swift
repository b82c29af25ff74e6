//  PostingTotal.swift
//  In: what each of several postings costs. Out: their sums, for a report over all of them.

import Measures

extension PostingCost {
    /// Several postings by the same table and terms together; nil: there is none. A discount is claimed where one of them may
    /// claim it: pieces and sums of those are added, and its rate is the lowest among them. Where none may, the first
    /// posting says why.
    public init?(together postings: [PostingCost]) {
        guard let first = postings.first else { return nil }
        var counts: [PostageStep: StepCount] = [:]
        var numbers: [String: Int] = [:]
        for posting in postings {
            for count in posting.steps {
                let known = counts[count.step]
                counts[count.step] = StepCount(
                    step: count.step, pieces: (known?.pieces ?? 0) + count.pieces,
                    sum: (known?.sum ?? .zero) + count.sum)
            }
            for area in posting.areas { numbers[area.number, default: 0] += area.pieces }
        }
        let discounts = first.discounts.enumerated().map { place, discount in
            var claimed: (pieces: Int, permille: Int, sum: Yen)?
            for posting in postings {
                guard case .claimed(let pieces, let permille, let sum) = posting.discounts[place].outcome else {
                    continue
                }
                claimed =
                    claimed.map { ($0.pieces + pieces, min($0.permille, permille), $0.sum + sum) }
                    ?? (pieces, permille, sum)
            }
            return DiscountResult(
                id: discount.id, name: discount.name,
                outcome: claimed.map { .claimed(pieces: $0.pieces, permille: $0.permille, sum: $0.sum) }
                    ?? discount.outcome)
        }
        self.init(
            steps: Array(counts.values).inTableOrder, pieces: postings.reduce(0) { $0 + $1.pieces },
            full: postings.map(\.full).totalIfKnown, discounts: discounts,
            discounted: postings.map(\.discounted).totalIfKnown,
            areas: numbers.sorted { $0.key < $1.key }.map { (number: $0.key, pieces: $0.value) },
            unsorted: postings.reduce(0) { $0 + $1.unsorted })
    }
}
