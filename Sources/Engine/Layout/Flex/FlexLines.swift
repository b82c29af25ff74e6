//  FlexLines.swift
//  In: flex items with their base sizes. Out: lines, and each item's main size after growing and shrinking.
//  https://www.w3.org/TR/css-flexbox-1/#algo-line-break, https://www.w3.org/TR/css-flexbox-1/#resolve-flexible-lengths

import Geometry

struct FlexLine {
    var items: Range<Int>
    var cross = LayoutUnit.zero
    var crossPosition = LayoutUnit.zero
    /// The largest ascent among the items aligned to the line's first baseline.
    var ascent = LayoutUnit.zero
}

extension FlexFrame {
    /// Breaks items into lines. `available`: the main size offered, indefinite for endless.
    func lines(_ items: [FlexItem], available: LayoutUnit) -> [FlexLine] {
        guard axes.wraps, let limit = available.definite else {
            return items.isEmpty ? [] : [FlexLine(items: 0..<items.count)]
        }
        var result: [FlexLine] = []
        var begin = 0
        var sum = LayoutUnit.zero
        for (index, item) in items.enumerated() {
            let outer = item.hypothetical + axes.mainSum(item.margins)
            if index > begin, sum + mainGap + outer > limit {
                result.append(FlexLine(items: begin..<index))
                begin = index
                sum = outer
            } else {
                sum += outer + (index > begin ? mainGap : .zero)
            }
        }
        if begin < items.count { result.append(FlexLine(items: begin..<items.count)) }
        return result
    }

    /// https://www.w3.org/TR/css-flexbox-1/#resolve-flexible-lengths : sets `main` of the line's items.
    func resolveFlexibleLengths(_ line: Range<Int>, of items: inout [FlexItem], inner: LayoutUnit) {
        let gaps = mainGap * max(line.count - 1, 0)
        func outer(_ item: FlexItem, _ size: LayoutUnit) -> LayoutUnit { size + axes.mainSum(item.margins) }
        let wanted = line.reduce(gaps) { $0 + outer(items[$1], items[$1].hypothetical) }
        let grows = wanted < inner
        var frozen = Array(repeating: false, count: line.count)
        for (number, index) in line.enumerated() {
            let item = items[index]
            let factor = grows ? item.style.flow.flexGrow : item.style.flow.flexShrink
            if factor <= 0 || (grows ? item.base > item.hypothetical : item.base < item.hypothetical) {
                items[index].main = item.hypothetical
                frozen[number] = true
            }
        }
        func freeSpace() -> Double {
            var used = gaps.px
            for (number, index) in line.enumerated() {
                used += outer(items[index], frozen[number] ? items[index].main : items[index].base).px
            }
            return inner.px - used
        }
        let initial = freeSpace()
        // each round freezes at least one item
        for _ in 0...line.count {
            let open = line.enumerated().filter { !frozen[$0.offset] }
            if open.isEmpty { break }
            var rest = freeSpace()
            let factors = open.reduce(0.0) {
                $0 + Double(grows ? items[$1.element].style.flow.flexGrow : items[$1.element].style.flow.flexShrink)
            }
            if factors < 1, abs(initial * factors) < abs(rest) { rest = initial * factors }
            var total = LayoutUnit.zero
            var targets: [(number: Int, index: Int, size: LayoutUnit, violation: LayoutUnit)] = []
            let scaled = open.reduce(0.0) {
                $0 + Double(items[$1.element].style.flow.flexShrink) * innerBase(items[$1.element]).px
            }
            var handedOut = 0.0
            var begun = LayoutUnit.zero
            for (number, index) in open {
                let item = items[index]
                var share = 0.0
                if grows {
                    if factors > 0 { share = rest * Double(item.style.flow.flexGrow) / factors }
                } else if scaled > 0 {
                    share = rest * Double(item.style.flow.flexShrink) * innerBase(item).px / scaled
                }
                // cumulative rounding: the parts sum to the whole
                handedOut += share
                let end = LayoutUnit(px: handedOut)
                let size = item.base + (end - begun)
                begun = end
                let bounded = max(item.minimum, min(size, item.maximum))
                total += bounded - size
                targets.append((number, index, bounded, bounded - size))
            }
            for target in targets {
                items[target.index].main = target.size
                if total == .zero || (total > .zero) == (target.violation > .zero) && target.violation != .zero {
                    frozen[target.number] = true
                }
            }
        }
    }
    private func innerBase(_ item: FlexItem) -> LayoutUnit { (item.base - item.edges).clampedToZero }
}
