//  SmallDiagrams.swift
//  In: a configuration, or a deployment model. Out: pictures of one glance: the recommended path, on-premises ① and ②.

import ClinicProfile
import PackageSelection
import Wording

public enum SmallDiagrams {
    /// The recommended configuration for "at a glance", 97.5 × 52 mm. With a switch there are more devices, and narrower.
    public static func configuration(
        _ configuration: PackageConfiguration, isPharmacy: Bool, words: Words, palette: Palette
    ) -> Drawing {
        var d = Drawing(width: 97.5, height: 52, title: words[.diagramScope], palette: palette)
        let isExisting = configuration.situation == .existing
        let isNotebook = configuration.desktops == 0 && configuration.notebooks > 0
        let hasSwitch = configuration.switches > 0
        let device = hasSwitch ? 12.0 : 16.0
        let half = device / 2
        let axis = 23.0
        let reader = 91.5
        let onu = isExisting ? (hasSwitch ? 6.0 : 6.5) : (hasSwitch ? 7.5 : 10.5)
        let hub = hasSwitch ? 20.2 : 28.0
        let router = isExisting ? (hasSwitch ? 37.0 : 51.0) : (hasSwitch ? 28.0 : 42.0)
        let extra = isExisting ? 53.8 : 50.0
        let pc = hasSwitch ? 72.8 : 72.0
        let scopeLeft = isExisting ? (hasSwitch ? 12.4 : 17.0) : 0.3
        let (left, right) = isNotebook ? (7.0, 7.0) : (8.2, 8.6)
        d.frame(
            "scope", [(scopeLeft, 0.3), (83.2, 0.3), (83.2, 34.8), (scopeLeft, 34.8)], fill: palette.tint,
            stroke: palette.primary, dashes: "1.8 1.2")
        d.text(words[.diagramScope], x: scopeLeft + 3, y: 5.6, bold: true, color: palette.primary)
        func wire(_ name: String, _ from: Double, _ to: Double, weight: Double = Drawing.thick) {
            d.wire(name, [(from, axis), (to, axis)], stroke: palette.primary, weight: weight)
        }
        if isExisting {
            wire("onu-hub", onu + 3.6, hub - half)
            wire("hub-router", hub + half, router - half)
        } else {
            wire("onu-router", onu + 3.6, router - half)
        }
        if hasSwitch { wire("router-switch", router + half, extra - half, weight: Drawing.edge) }
        if configuration.usesWirelessLAN {
            let middle = ((hasSwitch ? extra : router) + half + pc - left) / 2
            d.waves(x: middle - 3, y: axis, toRight: true)
        } else {
            wire("terminal", (hasSwitch ? extra : router) + half, pc - left)
        }
        d.wire("router-lan", [(router, axis + 3.2), (router, 38.5)], stroke: palette.primary, weight: Drawing.thick)
        for offset in [-0.5, 0.5] {
            d.line(pc + right, axis + offset, reader - 4, axis + offset, stroke: palette.ink2, weight: Drawing.thin)
        }
        d.opticalUnit(x: onu, y: axis, isExisting ? .existing : .ours)
        if isExisting { d.hub("hub", x: hub, y: axis, width: device, .ours) }
        d.router("router", x: router, y: axis, width: device, .ours)
        if hasSwitch { d.hub("switch", x: extra, y: axis, width: device, .ours) }
        if isNotebook {
            d.notebook("terminal", x: pc, y: axis)
        } else {
            d.desktop("terminal", x: pc, y: axis, .ours)
        }
        d.reader("reader", x: reader, y: axis)
        d.desktop("receipt", x: router, y: 44.5, .existing)

        func name(_ text: String, x: Double) {
            d.text(text, x: x, y: 14.8, anchor: .middle, bold: true, color: palette.ink)
        }
        d.text(words[.diagramLine], x: onu, y: 10.6, anchor: .middle)
        d.text(words[isExisting ? .diagramOnuExisting : .diagramOnuNew], x: onu, y: 14.8, anchor: .middle)
        if isExisting { name(words[.diagramHub], x: hub) }
        name(words[.diagramRouter], x: router)
        if hasSwitch {
            d.text(words[.diagramSwitchAsk], x: extra, y: axis + 7.4, anchor: .middle)
            name(words[.diagramSwitch], x: extra)
        }
        name(words[.diagramPc], x: pc)
        d.text(words[.diagramReaderLine1], x: reader, y: 10.6, anchor: .middle)
        d.text(words[.diagramReaderLine2], x: reader, y: 14.8, anchor: .middle)
        for (count, x) in [(configuration.terminals, pc), (configuration.cardReaders, reader)] where count > 1 {
            d.text(
                words(.diagramCount, ["n": String(count)]), x: x, y: axis + 9.6, anchor: .middle, bold: true,
                color: palette.ink)
        }
        let receipt = words[isPharmacy ? .diagramReceiptShort : .diagramReceipt]
        d.text(LabelLines.joined(receipt.split(separator: " ").map(String.init)), x: router + 9.5, y: 45.5)
        return d
    }

    /// On-premises ①: a terminal of its own, parted from the レセコン by the router. 77 × 34 mm.
    public static func onPremises1(_ configuration: PackageConfiguration, words: Words, palette: Palette) -> Drawing {
        let isNotebook = configuration.desktops == 0 && configuration.notebooks > 0
        var d = Drawing(width: 77, height: 36, title: words[.diagramNetworkOn1], palette: palette)
        d.wire("line", [(4, 12), (14, 12)], stroke: palette.ink2, weight: Drawing.edge)
        d.wire("pc", [(30, 12), (isNotebook ? 43 : 41.8, 12)], stroke: palette.primary, weight: Drawing.thick)
        d.wire("lan", [(22, 15.2), (22, 29), (43, 29)], stroke: palette.primary, weight: Drawing.thick)
        for y in [11.5, 12.5] {
            d.line(isNotebook ? 57 : 58.6, y, 67, y, stroke: palette.ink2, weight: Drawing.thin)
        }
        d.router("router", x: 22, y: 12, .ours)
        if isNotebook { d.notebook("terminal", x: 50, y: 12) } else { d.desktop("terminal", x: 50, y: 12, .ours) }
        d.reader("reader", x: 71, y: 12)
        d.desktop("receipt", x: 50, y: 29, .existing)
        d.text(words[.diagramRouter], x: 22, y: 4.6, anchor: .middle, bold: true, color: palette.ink)
        d.text(words[.diagramNetworkOn1], x: 50, y: 4.6, anchor: .middle, bold: true, color: palette.ink)
        let receipt = LabelLines.wrapped(words[.diagramReceiptShort], width: 17, size: Drawing.small, lines: 2)
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
