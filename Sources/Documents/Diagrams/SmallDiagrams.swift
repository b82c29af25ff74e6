//  SmallDiagrams.swift
//  In: a configuration, or a deployment model. Out: pictures of one glance: the recommended path, on-premises ① and ②.

import ClinicProfile
import PackageSelection
import Wording

public enum SmallDiagrams {
    /// The recommended configuration for "at a glance", 97.5 × 50 mm.
    public static func configuration(_ configuration: PackageConfiguration, words: Words, palette: Palette) -> Drawing {
        var d = Drawing(width: 97.5, height: 52, title: words[.diagramScope], palette: palette)
        let isExisting = configuration.situation == .existing
        let axis = 23.0
        let (router, pc, reader) = (isExisting ? 51.0 : 42.0, 72.0, 91.5)
        let scopeLeft = isExisting ? 17.0 : 0.3
        let scope = Area(x: scopeLeft, y: 0.3, width: 83 - scopeLeft, height: 33.5)
        d.rect(scope, radius: 1.5, fill: palette.tint)
        d.rect(scope, radius: 1.5, stroke: palette.primary, dashes: "1.8 1.2")
        d.text(words[.diagramScope], x: scopeLeft + 3, y: 5.6, bold: true, color: palette.primary)
        if isExisting {
            d.wire("onu-hub", [(10.1, axis), (20, axis)], stroke: palette.primary, weight: Drawing.thick)
            d.wire("hub-router", [(36, axis), (43, axis)], stroke: palette.primary, weight: Drawing.thick)
        } else {
            d.wire("onu-router", [(14.1, axis), (router - 8, axis)], stroke: palette.primary, weight: Drawing.thick)
        }
        let isNotebook = configuration.desktops == 0 && configuration.notebooks > 0
        let (pcLeft, pcRight) = isNotebook ? (pc - 6, pc + 6) : (pc - 8.2, pc + 8.6)
        d.wire("router-pc", [(router + 8, axis), (pcLeft, axis)], stroke: palette.primary, weight: Drawing.thick)
        d.wire("router-lan", [(router, axis + 3.2), (router, 38.5)], stroke: palette.primary, weight: Drawing.thick)
        d.line(pcRight, axis - 0.5, reader - 4, axis - 0.5, stroke: palette.ink2, weight: Drawing.thin)
        d.line(pcRight, axis + 0.5, reader - 4, axis + 0.5, stroke: palette.ink2, weight: Drawing.thin)
        let onu = isExisting ? 6.5 : 10.5
        d.opticalUnit(x: onu, y: axis, isExisting ? .existing : .ours)
        if isExisting { d.hub("hub", x: 28, y: axis, .ours) }
        d.router("router", x: router, y: axis, .ours)
        if isNotebook {
            d.notebook("terminal", x: pc, y: axis)
        } else {
            d.desktop("terminal", x: pc, y: axis, .ours)
        }
        d.reader("reader", x: reader, y: axis)
        d.desktop("receipt", x: router, y: 44.5, .existing)
        d.text(words[.diagramLine], x: onu, y: 10.6, anchor: .middle)
        d.text(words[isExisting ? .diagramOnuExisting : .diagramOnuNew], x: onu, y: 14.8, anchor: .middle)
        if isExisting { d.text(words[.diagramHub], x: 28, y: 14.8, anchor: .middle, bold: true, color: palette.ink) }
        d.text(words[.diagramRouter], x: router, y: 14.8, anchor: .middle, bold: true, color: palette.ink)
        let terminals = configuration.terminals
        d.text(
            words[.diagramPc] + (terminals > 1 ? words(.diagramCount, ["n": String(terminals)]) : ""), x: pc, y: 14.8,
            anchor: .middle, bold: true, color: palette.ink)
        d.text(words[.diagramReaderLine1], x: reader, y: 10.6, anchor: .middle)
        d.text(words[.diagramReaderLine2], x: reader, y: 14.8, anchor: .middle)
        if configuration.cardReaders > 1 {
            d.text(
                words(.diagramCount, ["n": String(configuration.cardReaders)]), x: reader, y: axis + 9.6,
                anchor: .middle, bold: true, color: palette.ink)
        }
        d.text(words[.diagramReceipt], x: router + 9.5, y: 45.5)
        return d
    }

    /// On-premises ①: a terminal of its own, parted from the レセコン by the router. 77 × 34 mm.
    public static func onPremises1(words: Words, palette: Palette) -> Drawing {
        var d = Drawing(width: 77, height: 36, title: words[.diagramNetworkOn1], palette: palette)
        d.wire("line", [(4, 12), (14, 12)], stroke: palette.ink2, weight: Drawing.edge)
        d.wire("pc", [(30, 12), (41.8, 12)], stroke: palette.primary, weight: Drawing.thick)
        d.wire("lan", [(22, 15.2), (22, 29), (43, 29)], stroke: palette.primary, weight: Drawing.thick)
        d.line(58.6, 11.5, 67, 11.5, stroke: palette.ink2, weight: Drawing.thin)
        d.line(58.6, 12.5, 67, 12.5, stroke: palette.ink2, weight: Drawing.thin)
        d.router("router", x: 22, y: 12, .ours)
        d.desktop("terminal", x: 50, y: 12, .ours)
        d.reader("reader", x: 71, y: 12)
        d.desktop("receipt", x: 50, y: 29, .existing)
        d.text(words[.diagramRouter], x: 22, y: 4.6, anchor: .middle, bold: true, color: palette.ink)
        d.text(words[.diagramNetworkOn1], x: 50, y: 4.6, anchor: .middle, bold: true, color: palette.ink)
        let receipt = ScheduleDiagram.wrapped(words[.diagramReceiptShort], width: 17, size: Drawing.small, lines: 2)
        for (line, text) in receipt.enumerated() { d.text(text, x: 60, y: 30 + Double(line) * 3.8) }
        return d
    }

    /// On-premises ②: the software inside the レセコン. 77 × 34 mm.
    public static func onPremises2(words: Words, palette: Palette) -> Drawing {
        var d = Drawing(width: 77, height: 36, title: words[.diagramNetworkOn2], palette: palette)
        d.wire("line", [(4, 12), (14, 12)], stroke: palette.ink2, weight: Drawing.edge)
        d.wire("pc", [(30, 12), (43, 12)], stroke: palette.ink2, weight: Drawing.edge)
        d.line(57, 11.5, 67, 11.5, stroke: palette.ink2, weight: Drawing.thin)
        d.line(57, 12.5, 67, 12.5, stroke: palette.ink2, weight: Drawing.thin)
        d.router("router", x: 22, y: 12, .existing)
        d.desktop("receipt", x: 50, y: 12, .existing)
        d.reader("reader", x: 71, y: 12)
        d.text(words[.diagramRouter], x: 22, y: 4.6, anchor: .middle)
        d.text(words[.diagramNetworkOn2], x: 50, y: 4.6, anchor: .middle, bold: true, color: palette.ink)
        let software = words[.diagramSoftware]
        let width = Drawing.width(software, size: Drawing.small) + 4
        d.rect(
            Area(x: 50 - width / 2, y: 22.5, width: width, height: 5.4), radius: 1, fill: "#ffffff",
            stroke: palette.ink2,
            dashes: "1.8 1.2")
        d.text(software, x: 50, y: 26.2, anchor: .middle)
        d.line(50, 18, 50, 22.5, stroke: palette.ink2, weight: Drawing.thin)
        return d
    }
}
