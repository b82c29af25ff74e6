//  ColumnGeometry.swift
//  In: a multi-column container's style and width. Out: how many columns it has, how wide they are.
//  https://www.w3.org/TR/css-multicol-1/#pseudo-algorithm

import Geometry
import Style

/// How many columns there are and where.
struct ColumnGeometry {
    static let maximumCount = 1_000
    var count: Int
    var width: LayoutUnit
    var gap: LayoutUnit

    /// https://www.w3.org/TR/css-multicol-1/#pseudo-algorithm
    init(_ session: LayoutSession, _ style: ComputedStyle, available: LayoutUnit) {
        let normal = LayoutUnit(px: style.text.fontSize)
        let gap = (style.flow.columnGap.map { session.resolve($0, against: available, style) ?? .zero } ?? normal)
            .clampedToZero
        self.gap = gap
        let wanted = style.flow.columnWidth.flatMap { session.resolve($0, against: .indefinite, style) }
        var count = min(max(Int(style.flow.columnCount ?? 1), 1), Self.maximumCount)
        if let wanted {
            let least = max(wanted, LayoutUnit(1))
            let fitting = max(1, Int(((available + gap).px / (least + gap).px).rounded(.down)))
            count = style.flow.columnCount == nil ? fitting : min(count, fitting)
        }
        self.count = min(count, Self.maximumCount)
        width = ((available - gap * (self.count - 1)).clampedToZero) / self.count
    }
    func start(_ column: Int) -> LayoutUnit { (width + gap) * column }
}
