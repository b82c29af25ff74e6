//  FiveYearChart.swift
//  In: own share and 60 monthly fees of comparable alternatives. Out: one bar each, parted in two, with the figures.

import Measures
import Wording

public enum FiveYearChart {
    public struct Case: Sendable, Hashable {
        public var letter: String
        public var title: String
        public var own: Yen
        public var monthly60: Yen
        public var isRecommended: Bool
        public init(letter: String, title: String, own: Yen, monthly60: Yen, isRecommended: Bool) {
            self.letter = letter
            self.title = title
            self.own = own
            self.monthly60 = monthly60
            self.isRecommended = isRecommended
        }
    }

    /// 170 mm wide; nil without a case.
    public static func drawing(_ cases: [Case], words: Words, palette: Palette) -> Drawing? {
        guard !cases.isEmpty else { return nil }
        let left = 54.0
        let rowHeight = 16.0
        var d = Drawing(
            width: 170, height: 11 + Double(cases.count) * rowHeight, title: words[.diagramFiveTitle], palette: palette)
        d.defineHatching()
        let highest = cases.map { ($0.own + $0.monthly60).amount }.max() ?? 1
        let scale = 80.0 / Double(max(1, highest))
        // the key above the bars
        d.rect(Area(x: left, y: 1.4, width: 5, height: 3.6), fill: Drawing.hatching, stroke: palette.accent)
        d.text(words[.diagramFiveOwn], x: left + 7, y: 4.3)
        let second = left + 12 + Drawing.width(words[.diagramFiveOwn], size: Drawing.small)
        d.rect(Area(x: second, y: 1.4, width: 5, height: 3.6), fill: palette.tint, stroke: palette.primary)
        d.text(words[.diagramFiveMonthly], x: second + 7, y: 4.3)
        for (index, item) in cases.enumerated() {
            let y = 9 + Double(index) * rowHeight
            d.text(
                words(.diagramFiveCase, ["a": item.letter]), x: 0, y: y + 4.6, size: 3.18, bold: true,
                color: item.isRecommended ? palette.primary : palette.ink)
            let title = LabelLines.wrapped(item.title, width: left - 3, size: Drawing.small, lines: 2)
            for (line, text) in title.enumerated() { d.text(text, x: 0, y: y + 9 + Double(line) * 3.8) }
            let own = Double(item.own.amount) * scale
            let monthly = Double(item.monthly60.amount) * scale
            if own >= 0.8 {
                d.rect(
                    Area(x: left, y: y, width: own, height: 10), fill: Drawing.hatching, stroke: palette.accent,
                    weight: Drawing.edge)
            }
            d.rect(
                Area(x: left + own, y: y, width: max(0.4, monthly), height: 10), fill: palette.tint,
                stroke: palette.primary, weight: item.isRecommended ? Drawing.thick : Drawing.edge)
            let x = left + own + monthly + 3
            d.text(
                words(.diagramFiveTotal, ["n": words.yen(item.own + item.monthly60)]), x: x, y: y + 4.4, size: 3.53,
                bold: true, color: palette.ink)
            d.text(words(.diagramFiveSum, ["a": words.yen(item.own), "b": words.yen(item.monthly60)]), x: x, y: y + 9)
        }
        d.line(left, 7.5, left, 9 + Double(cases.count) * rowHeight - 4, stroke: palette.ink2)
        return d
    }
}
