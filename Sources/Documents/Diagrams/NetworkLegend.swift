//  NetworkLegend.swift
//  In: a configuration and its cables. Out: one or two lines below the network's picture that say what each line means:
//  only the kinds that occur, the new cables with their number.

import ClinicProfile
import PackageSelection
import Wording

enum NetworkLegend {
    private enum Sample { case new, reused, kept, scope }
    private static let sample = 8.6
    private static let lineHeight = 5.5
    /// Kept free at the right of a full line: Latin letters are wider than the rule of thumb for widths.
    private static let reserve = 2.5

    /// From the foot of the picture to the foot of the legend.
    static func height(_ configuration: PackageConfiguration, _ cables: NetworkCables, _ words: Words) -> Double {
        8.5 + Double(lines(configuration, cables, words).count - 1) * lineHeight
    }

    static func draw(
        _ configuration: PackageConfiguration, _ cables: NetworkCables, y: Double, words: Words, into d: inout Drawing
    ) {
        for (index, line) in lines(configuration, cables, words).enumerated() {
            let y = y + Double(index) * lineHeight
            let free = d.width - reserve - line.reduce(0) { $0 + width($1.label) }
            let gap = min(7, free / Double(max(1, line.count - 1)))
            var x = 0.0
            for entry in line {
                draw(entry.sample, x: x, y: y, into: &d)
                d.text(entry.label, x: x + sample + 1.9, y: y + 1)
                x += width(entry.label) + gap
            }
        }
    }

    private static func width(_ label: String) -> Double {
        sample + 1.9 + Drawing.width(label, size: Drawing.small)
    }

    /// The entries, on as many lines as they need.
    private static func lines(
        _ configuration: PackageConfiguration, _ cables: NetworkCables, _ words: Words
    ) -> [[(sample: Sample, label: String)]] {
        var entries: [(sample: Sample, label: String)] = []
        let count: KeyValuePairs = ["n": String(configuration.newWires)]
        let laysLine = configuration.situation.laysLine
        var new = words(
            cables.isShort
                ? laysLine ? .diagramLegendShortAndLine : .diagramLegendShort
                : laysLine ? .diagramLegendNewAndLine : .diagramLegendNew, count)
        if cables.spare > 0 { new += words(.diagramLegendSpare, ["n": String(cables.spare)]) }
        entries.append((.new, new))
        if cables.hubToOld == .reused {
            entries.append((.reused, words(.diagramLegendReused, ["n": String(configuration.reusedWires)])))
        }
        entries.append((.kept, words[.diagramLegendOld]))
        entries.append((.scope, words[.diagramScope]))
        var lines: [[(sample: Sample, label: String)]] = [[]]
        var used = 0.0
        for entry in entries {
            let width = width(entry.label)
            if used > 0, used + 3 + width > NetworkLayout.width {
                lines.append([])
                used = 0
            }
            lines[lines.count - 1].append(entry)
            used += (used > 0 ? 3 : 0) + width
        }
        return lines
    }

    private static func draw(_ kind: Sample, x: Double, y: Double, into d: inout Drawing) {
        let palette = d.palette
        switch kind {
        case .new: d.line(x, y, x + sample, y, stroke: palette.primary, weight: Drawing.thick)
        case .reused:
            d.wire(
                "legend", [(x + 0.4, y), (x + sample, y)], stroke: palette.primary, weight: Drawing.thick, dotted: true)
        case .kept: d.line(x, y, x + sample, y, stroke: palette.ink2)
        case .scope:
            d.rect(
                Area(x: x, y: y - 1.8, width: sample, height: 3.6), radius: 0.8, fill: palette.tint,
                stroke: palette.primary, dashes: "1.8 1.2")
        }
    }
}
