//  TableColumnDistribution.swift
//  In: column constraints and a width. Out: the used width of each column.
//  Automatic: https://www.w3.org/TR/css-tables-3/#width-distribution-algorithm ; fixed: https://www.w3.org/TR/CSS22/tables.html#fixed-table-layout

import Geometry

/// Splits `whole` by weights without losing a 64th: what rounding leaves goes to the last part with weight.
func share(_ whole: LayoutUnit, by weights: [Double]) -> [LayoutUnit] {
    let total = weights.reduce(0, +)
    guard total > 0 else { return Array(repeating: .zero, count: weights.count) }
    var result: [LayoutUnit] = []
    result.reserveCapacity(weights.count)
    var sum = 0.0
    var given: Int64 = 0
    for weight in weights {
        sum += weight
        let end = Int64((Double(whole.raw) * (sum / total)).rounded())
        result.append(LayoutUnit(saturating: end - given))
        given = end
    }
    return result
}

/// The width of each column where `target` is to be filled (it never gets below the columns' minima).
func distributeToColumns(
    _ target: LayoutUnit, _ columns: [TableColumnConstraint], percentageBasis: LayoutUnit
) -> [LayoutUnit] {
    let minimum = columns.map { $0.isCollapsed ? .zero : $0.min }
    func percentSize(_ column: TableColumnConstraint) -> LayoutUnit? {
        column.percent.map { max(column.min, LayoutUnit(px: percentageBasis.px * $0 / 100)) }
    }
    /// The guesses of the specification, each at least as wide as the one before.
    let percentGuess = columns.indices.map { percentSize(columns[$0]) ?? minimum[$0] }
    let specifiedGuess = columns.indices.map {
        percentSize(columns[$0]) ?? (columns[$0].isConstrained ? columns[$0].max : minimum[$0])
    }
    let maximumGuess = columns.indices.map { percentSize(columns[$0]) ?? columns[$0].max }
    let guesses = [minimum, percentGuess, specifiedGuess, maximumGuess]
    func sum(_ sizes: [LayoutUnit]) -> LayoutUnit { sizes.reduce(.zero, +) }
    var below = minimum
    if target <= sum(minimum) { return minimum }
    for guess in guesses.dropFirst() {
        let low = sum(below)
        let high = sum(guess)
        if target <= high {
            // between two guesses: each column grows by its share of the difference
            let growth = share(target - low, by: columns.indices.map { max(0, (guess[$0] - below[$0]).px) })
            return columns.indices.map { below[$0] + growth[$0] }
        }
        below = guess
    }
    return widen(maximumGuess, columns, by: target - sum(maximumGuess))
}

/// https://www.w3.org/TR/css-tables-3/#distributing-width-to-columns : more than all columns ask for.
private func widen(
    _ sizes: [LayoutUnit], _ columns: [TableColumnConstraint], by excess: LayoutUnit
) -> [LayoutUnit] {
    func weights(_ weight: (TableColumnConstraint) -> Double) -> [Double]? {
        let all = columns.map { $0.isCollapsed ? 0 : weight($0) }
        return all.contains { $0 > 0 } ? all : nil
    }
    // each rule applies only where no column answers to the ones before it
    func isFree(_ column: TableColumnConstraint) -> Bool {
        !column.isConstrained && column.percent == nil && column.hasCells
    }
    var chosen = weights { isFree($0) ? $0.max.px : 0 }
    if chosen == nil { chosen = weights { isFree($0) ? 1 : 0 } }
    if chosen == nil { chosen = weights { $0.isConstrained && $0.percent == nil ? $0.max.px : 0 } }
    if chosen == nil { chosen = weights { $0.percent ?? 0 } }
    if chosen == nil { chosen = weights { $0.hasCells ? 1 : 0 } }
    if chosen == nil { chosen = weights { _ in 1 } }
    let growth = share(excess, by: chosen ?? columns.map { _ in 0 })
    return sizes.indices.map { sizes[$0] + growth[$0] }
}

/// Fixed layout: columns without a width share what the others leave.
func distributeFixed(_ target: LayoutUnit, _ columns: [TableColumnConstraint]) -> [LayoutUnit] {
    var sizes = columns.map { column -> LayoutUnit? in
        if column.isCollapsed { return .zero }
        if let percent = column.percent { return LayoutUnit(px: target.px * percent / 100) }
        return column.isConstrained ? column.max : nil
    }
    let known = sizes.reduce(LayoutUnit.zero) { $0 + ($1 ?? .zero) }
    let rest = (target - known).clampedToZero
    let open = sizes.indices.filter { sizes[$0] == nil }
    if !open.isEmpty {
        for (index, part) in zip(open, share(rest, by: open.map { _ in 1 })) { sizes[index] = part }
    } else if rest > .zero {
        // lengths grow in proportion; percentages only where there is nothing else
        let lengths = columns.map { !$0.isCollapsed && $0.isConstrained && $0.percent == nil ? $0.max.px : 0 }
        let percents = columns.map { $0.isCollapsed ? 0 : $0.percent ?? 0 }
        let weights =
            lengths.contains { $0 > 0 }
            ? lengths : percents.contains { $0 > 0 } ? percents : columns.map { $0.isCollapsed ? 0 : 1 }
        let growth = share(rest, by: weights)
        for index in sizes.indices { sizes[index] = (sizes[index] ?? .zero) + growth[index] }
    }
    return sizes.map { $0 ?? .zero }
}
