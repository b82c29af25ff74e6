//  GrantChart.swift
//  In: grant and own share now, and if the customer waits. Out: bars on one scale, with the limit as a line; readable in
//  black and white: the own share is hatched and every figure is written in.

import Measures
import Wording

public enum GrantChart {
    /// One bar.
    public struct Case: Sendable, Hashable {
        public var name: String
        public var rate: String?
        public var grant: Yen
        public var own: Yen
        public init(name: String, rate: String?, grant: Yen, own: Yen) {
            self.name = name
            self.rate = rate
            self.grant = grant
            self.own = own
        }
    }

    /// 170 mm wide; nil without a case.
    public static func drawing(_ cases: [Case], limit: Yen?, headroom: Yen?, words: Words, palette: Palette) -> Drawing?
    {
        guard !cases.isEmpty else { return nil }
        let left = 43.5
        let scaleWidth = 104.0
        let rowHeight = 21.0
        let top = 13.0
        let base = top + Double(cases.count) * rowHeight + 1
        var d = Drawing(width: 170, height: base + 7, title: words[.diagramGrantTitle], palette: palette)
        d.defineHatching()
        let highest = max(cases.map { $0.grant + $0.own }.max() ?? .zero, limit ?? .zero)
        let scale = min(
            scaleWidth / Double(max(1, highest.amount)), Self.largestScale(cases, limit, words, room: 170 - left))
        func x(_ yen: Yen) -> Double { left + Double(yen.amount) * scale }

        func label(_ amount: Int) -> String {
            amount == 0
                ? "0" : words(.moneyTenThousand, ["n": Yen(amount / 10_000).grouped, "y": Yen(amount).grouped])
        }
        // the scale: the largest of 1, 2, 5 × 10ⁿ that leaves three steps at least, or as many as have room for their labels
        let steps = Self.steps(to: highest)
        let enough = steps.last { highest.amount / $0 >= 3 } ?? steps[0]
        let step =
            steps.first { step in
                let last = highest.amount / step * step
                return step >= enough && Drawing.width(label(last), size: Drawing.small) + 2 <= Double(step) * scale
            } ?? steps[steps.count - 1]
        d.line(left, base, min(left + scaleWidth, x(highest)), base, stroke: palette.ink2)
        for amount in stride(from: 0, through: highest.amount, by: step) {
            d.line(x(Yen(amount)), base, x(Yen(amount)), base + 1.4, stroke: palette.ink2)
            d.text(label(amount), x: x(Yen(amount)), y: base + 5.6, anchor: .middle)
        }
        d.line(left, top - 1, left, base, stroke: palette.ink2)
        if let limit {
            d.line(x(limit), 6.5, x(limit), base, stroke: palette.ink)
            d.text(
                words(.diagramGrantLimit, ["n": words.yen(limit)]), x: x(limit), y: 4, anchor: .end, bold: true,
                color: palette.ink)
            if let headroom, headroom.amount > 0 {
                let from = x(limit - headroom)
                let label = words(.diagramGrantHeadroom, ["n": words.yen(headroom)])
                let width = Drawing.width(label, size: Drawing.small)
                d.line(from, 10, x(limit), 10, stroke: palette.ink2, weight: Drawing.thin)
                d.line(from, 8.9, from, 11.1, stroke: palette.ink2, weight: Drawing.thin)
                if x(limit) - from > width + 3 {
                    let middle = (from + x(limit)) / 2
                    d.rect(Area(x: middle - width / 2 - 1, y: 7.4, width: width + 2, height: 5.2), fill: "#ffffff")
                    d.text(label, x: middle, y: 11, anchor: .middle)
                } else {
                    d.text(label, x: from - 2, y: 11, anchor: .end)
                }
            }
        }
        for (index, item) in cases.enumerated() {
            let y = top + Double(index) * rowHeight + 3
            d.text(item.name, x: 0, y: y + 4.6, size: 3.18, bold: true, color: palette.ink)
            if let rate = item.rate { d.text(words(.diagramGrantRate, ["r": rate]), x: 0, y: y + 9.6) }
            let grantWidth = Double(item.grant.amount) * scale
            let ownWidth = Double(item.own.amount) * scale
            d.rect(Area(x: left, y: y, width: grantWidth, height: 11), fill: palette.primary)
            // the own share's figure: right of the bar, or right of the limit's line where that would be crossed
            var textX = left + grantWidth + ownWidth + 2.4
            let needed = Drawing.width(words.yen(item.own), size: 3.88)
            if let limit, textX < x(limit) + 1, textX + needed > x(limit) - 1 { textX = x(limit) + 2.4 }
            let amount = words.yen(item.grant)
            if grantWidth > 44 {
                d.text(words[.diagramGrantGrant], x: left + 3, y: y + 6.85, color: "#ffffff")
                d.text(
                    amount, x: left + grantWidth - 3, y: y + 7, anchor: .end, size: 3.88, bold: true, color: "#ffffff")
            } else {
                d.text(
                    words[.diagramGrantGrant] + " " + amount,
                    x: max(left + grantWidth + ownWidth + 26, textX + needed + 2), y: y + 6.85, bold: true,
                    color: palette.primary)
            }
            if ownWidth >= 1.4 {
                d.rect(
                    Area(x: left + grantWidth + 0.35, y: y + 0.18, width: max(0.7, ownWidth - 0.5), height: 10.64),
                    fill: Drawing.hatching, stroke: palette.accent)
            } else {
                d.rect(Area(x: left + grantWidth + 0.1, y: y - 1.2, width: 0.5, height: 13.4), fill: palette.accent)
            }
            d.text(words[.diagramGrantOwn], x: textX, y: y + 4.4, bold: true, color: palette.accent)
            d.text(words.yen(item.own), x: textX, y: y + 9.6, size: 3.88, bold: true, color: palette.accent)
        }
        return d
    }

    /// 1, 2, 5 × 10ⁿ from ten thousand yen up to the first that is more than the whole scale.
    private static func steps(to highest: Yen) -> [Int] {
        var steps = [10_000]
        while let last = steps.last, last <= highest.amount, last < Int.max / 10 {
            // 1, 2, 5, 10: each leading digit has its own factor
            steps.append(String(last).hasPrefix("2") ? last / 2 * 5 : last * 2)
        }
        return steps
    }

    /// Figures stand right of the bars: the scale that leaves room for the widest, mm a yen.
    private static func largestScale(_ cases: [Case], _ limit: Yen?, _ words: Words, room: Double) -> Double {
        var scale = Double.infinity
        for item in cases {
            let end = Double(max(1, (item.grant + item.own).amount, limit?.amount ?? 0))
            scale = min(scale, (room - 2.4 - Drawing.width(words.yen(item.own), size: 3.88)) / end)
        }
        // a narrower scale may put another grant's figure beside its bar
        for _ in cases {
            for item in cases where Double(item.grant.amount) * scale <= 44 {
                let label = words[.diagramGrantGrant] + " " + words.yen(item.grant)
                let end = Double(max(1, (item.grant + item.own).amount))
                let figure = 2.4 + Drawing.width(words.yen(item.own), size: 3.88) + 2
                scale = min(scale, (room - max(26, figure) - Drawing.width(label, size: Drawing.small)) / end)
            }
        }
        return scale
    }
}
