//  MarginBoxSizes.swift
//  In: three margin boxes of one edge and the length of that edge. Out: how long each is and where it lies.
//  https://www.w3.org/TR/css-page-3/#margin-dimension

import Geometry

/// One margin box along its edge. Lengths are outer: margins, borders, padding included.
struct MarginBoxExtent {
    /// Of the contents with everything around.
    var minContent: LayoutUnit
    var maxContent: LayoutUnit
    /// nil: auto.
    var fixed: LayoutUnit?
    var minimum: LayoutUnit
    var maximum: LayoutUnit
}

enum MarginBoxDistribution {
    /// The outer lengths of start, centre and end box; zero for those that do not exist.
    static func lengths(
        start: MarginBoxExtent?, center: MarginBoxExtent?, end: MarginBoxExtent?, available: LayoutUnit
    ) -> (start: LayoutUnit, center: LayoutUnit, end: LayoutUnit) {
        guard let center else {
            let (a, c) = bounded(start, end, available: available)
            return (a, .zero, c)
        }
        guard start != nil || end != nil else {
            return (.zero, clamp(center.fixed ?? available, center), .zero)
        }
        // The centre competes with an imagined box that is twice the larger of its neighbours.
        func twice(_ pick: (MarginBoxExtent) -> LayoutUnit) -> LayoutUnit {
            max(start.map(pick) ?? .zero, end.map(pick) ?? .zero) * 2
        }
        let neighbours = MarginBoxExtent(
            minContent: twice { $0.fixed ?? $0.minContent }, maxContent: twice { $0.fixed ?? $0.maxContent },
            fixed: start.map { $0.fixed != nil } ?? true && end.map { $0.fixed != nil } ?? true
                ? twice { $0.fixed ?? .zero } : nil,
            minimum: .zero, maximum: .max)
        let middle = bounded(center, neighbours, available: available).0
        let side = ((available - middle) / 2).clampedToZero
        return (
            start.map { clamp($0.fixed ?? side, $0) } ?? .zero, middle, end.map { clamp($0.fixed ?? side, $0) } ?? .zero
        )
    }

    /// Two boxes share the length; then min and max sizes bind, and the other takes what is left.
    private static func bounded(
        _ a: MarginBoxExtent?, _ b: MarginBoxExtent?, available: LayoutUnit
    ) -> (LayoutUnit, LayoutUnit) {
        guard let a else { return (.zero, b.map { clamp($0.fixed ?? available, $0) } ?? .zero) }
        guard let b else { return (clamp(a.fixed ?? available, a), .zero) }
        var first = a
        var second = b
        var lengths = share(first, second, available: available)
        for limit in [\MarginBoxExtent.maximum, \MarginBoxExtent.minimum] {
            let isMaximum = limit == \MarginBoxExtent.maximum
            let firstBinds = isMaximum ? lengths.0 > first[keyPath: limit] : lengths.0 < first[keyPath: limit]
            let secondBinds = isMaximum ? lengths.1 > second[keyPath: limit] : lengths.1 < second[keyPath: limit]
            if firstBinds { first.fixed = first[keyPath: limit] }
            if secondBinds { second.fixed = second[keyPath: limit] }
            if firstBinds || secondBinds { lengths = share(first, second, available: available) }
        }
        return lengths
    }

    /// Flex-fit. https://www.w3.org/TR/css-page-3/#flex-fit
    private static func share(
        _ a: MarginBoxExtent, _ b: MarginBoxExtent, available: LayoutUnit
    ) -> (LayoutUnit, LayoutUnit) {
        switch (a.fixed, b.fixed) {
        case (let first?, let second?): return (first, second)
        case (let first?, nil): return (first, (available - first).clampedToZero)
        case (nil, let second?): return ((available - second).clampedToZero, second)
        case (nil, nil): break
        }
        func flex(
            base: (LayoutUnit, LayoutUnit), factors: (LayoutUnit, LayoutUnit)
        ) -> (LayoutUnit, LayoutUnit) {
            let space = available - base.0 - base.1
            let sum = factors.0 + factors.1
            let part = sum > .zero ? space.scaled(by: factors.0.px / sum.px) : space / 2
            let first = (base.0 + part).clampedToZero
            return (first, (base.1 + space - part).clampedToZero)
        }
        if a.maxContent + b.maxContent <= available {
            return flex(base: (a.maxContent, b.maxContent), factors: (a.maxContent, b.maxContent))
        }
        let minimum = (a.minContent, b.minContent)
        if a.minContent + b.minContent <= available {
            return flex(base: minimum, factors: (a.maxContent - a.minContent, b.maxContent - b.minContent))
        }
        return flex(base: minimum, factors: minimum)
    }
    private static func clamp(_ value: LayoutUnit, _ box: MarginBoxExtent) -> LayoutUnit {
        max(min(value, box.maximum), box.minimum)
    }
}
