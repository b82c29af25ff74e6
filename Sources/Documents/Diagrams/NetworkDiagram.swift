//  NetworkDiagram.swift
//  In: a configuration. Out: the customer's own network: above the new path from left to right, terminals stacked at its
//  end, below the LAN that is there; columns aligned, so that no wire crosses another and none crosses a label.
//
//  Steps: 1 the layout; 2 house, our scope, the ground of the LAN that is there; 3 wires; 4 devices; 5 names; 6 numbers
//  and names of cables, as the table beside the picture calls them; 7 the legend.

import ClinicProfile
import PackageSelection
import Wording

public enum NetworkDiagram {
    /// What the diagram names beside the configuration.
    public struct Names: Sendable, Hashable {
        public var customer: String
        public var routerModel: String
        public var isPharmacy: Bool
        public init(customer: String, routerModel: String, isPharmacy: Bool) {
            self.customer = customer
            self.routerModel = routerModel
            self.isPharmacy = isPharmacy
        }
    }

    /// The picture, 170 mm wide.
    public static func drawing(
        _ configuration: PackageConfiguration, names: Names, words: Words, palette: Palette
    ) -> Drawing {
        let cables = NetworkCables(configuration)
        var widest = 6.6
        if configuration.usesWirelessLAN {
            widest =
                Drawing.cableWidth(words[.diagramWireless]) + (NetworkLayout.isOnePath(configuration) ? 12 : 0)
        }
        for (place, name) in cables.names {
            if case .terminals = place { widest = max(widest, Drawing.cableWidth(name)) }
        }
        let layout = NetworkLayout(
            configuration, cable: widest, usb: Drawing.width(words[.diagramUsb], size: Drawing.small))
        var network = NetworkPicture(
            configuration: configuration, cables: cables, layout: layout, names: names, words: words,
            drawing: Drawing(
                width: NetworkLayout.width,
                height: layout.house.bottom + NetworkLegend.height(configuration, cables, words),
                title: words(.diagramNetworkTitle, ["name": names.customer]), palette: palette))
        network.draw()
        return network.drawing
    }
}

/// One picture being drawn.
private struct NetworkPicture {
    let configuration: PackageConfiguration
    let cables: NetworkCables
    let layout: NetworkLayout
    let names: NetworkDiagram.Names
    let words: Words
    var drawing: Drawing

    private var palette: Palette { drawing.palette }
    private var axis: Double { NetworkLayout.axis }
    private var lower: Double { layout.lower }
    private var isExisting: Bool { configuration.situation == .existing }

    mutating func draw() {
        surroundings()
        newWires()
        wiresThere()
        devices()
        namesAbove()
        namesBelow()
        numbers()
        NetworkLegend.draw(configuration, cables, y: layout.house.bottom + 6.5, words: words, into: &drawing)
    }

    // MARK: - what lies behind

    private mutating func surroundings() {
        let house = layout.house
        drawing.frame(
            "house",
            [(house.x, house.y), (house.right, house.y), (house.right, house.bottom), (house.x, house.bottom)],
            fill: "#ffffff", stroke: palette.line)
        drawing.text(
            words[names.isPharmacy ? .diagramInsidePharmacy : .diagramInsideFacility], x: house.x + 3.9, y: 6.6,
            bold: true)
        drawing.frame("scope", layout.scope, fill: palette.tint, stroke: palette.primary, dashes: "1.8 1.2")
        drawing.text(
            words[.diagramScope], x: layout.scopeLeft + 3, y: 15.4, bold: true, color: palette.primary)
        let maintenance = words[configuration.hasSupport ? .diagramSupport : .diagramMaintenance]
        let x = layout.scopeRight - 3 - Drawing.width(maintenance, size: Drawing.small)
        drawing.callout("6", x: x - 3.6, y: 14.4, full: configuration.hasSupport)
        drawing.text(maintenance, x: x, y: 15.4, bold: true, color: palette.primary)
        drawing.rect(layout.ground, radius: 1.5, fill: palette.ground)
    }

    // MARK: - wires

    private mutating func newWires() {
        let new = palette.primary
        drawing.wire(
            "line", [(17.5, axis), (layout.onuX - 3.6, axis)], stroke: isExisting ? palette.ink2 : new,
            weight: isExisting ? Drawing.edge : Drawing.thick)
        if let hubX = layout.hubX {
            drawing.wire(
                "onu-hub", [(layout.onuX + 3.6, axis), (hubX - 8, axis)], stroke: new, weight: Drawing.thick)
            drawing.wire(
                "hub-router", [(hubX + 8, axis), (layout.routerX - 8, axis)], stroke: new, weight: Drawing.thick)
        } else {
            drawing.wire(
                "onu-router", [(layout.onuX + 3.6, axis), (layout.routerX - 8, axis)], stroke: new,
                weight: Drawing.thick)
        }
        // the cord between router and switch belongs to the switch: the price does not count it
        if let switchX = layout.switchX {
            drawing.wire(
                "router-switch", [(layout.routerX + 8, axis), (switchX - 8, axis)], stroke: new, weight: Drawing.edge)
        }
        let start = (layout.switchX ?? layout.routerX) + 8
        for (index, row) in layout.rows.enumerated() {
            let (y, end) = (layout.rowY[index], layout.pcX - NetworkLayout.ports(row).left)
            if configuration.usesWirelessLAN {
                guard NetworkLayout.isOnePath(configuration) else { continue }
                let half = Drawing.cableWidth(words[.diagramWireless]) / 2
                drawing.waves(x: layout.cableX + half, y: y, toRight: true)
                drawing.waves(x: layout.cableX - half, y: y, toRight: false)
            } else {
                drawing.wire(
                    "terminal\(index)",
                    index == 0
                        ? [(start, axis), (end, axis)] : [(layout.trunk, axis), (layout.trunk, y), (end, y)],
                    stroke: new, weight: Drawing.thick)
            }
        }
        drawing.wire(
            "router-lan", [(layout.routerX, axis + 3.2), (layout.routerX, lower - 3.2)], stroke: new,
            weight: Drawing.thick)
    }

    private mutating func wiresThere() {
        if let hubX = layout.hubX {
            let isKept = cables.hubToOld == .kept
            drawing.wire(
                "hub-old", [(hubX, axis + 3.2), (hubX, lower - 3.2)], stroke: isKept ? palette.ink2 : palette.primary,
                weight: isKept ? Drawing.edge : Drawing.thick, dotted: cables.hubToOld == .reused)
            drawing.wire(
                "old1", [(hubX + 8, lower), (layout.routerX - 8, lower)], stroke: palette.ink2, weight: Drawing.edge)
        }
        drawing.wire(
            "old2", [(layout.routerX + 8, lower), (layout.receiptX - 7, lower)], stroke: palette.ink2,
            weight: Drawing.edge)
    }

    // MARK: - devices

    private mutating func devices() {
        drawing.servers(x: 10.5, y: axis)
        drawing.opticalUnit(x: layout.onuX, y: axis, isExisting ? .existing : .ours)
        if let hubX = layout.hubX { drawing.hub("hub", x: hubX, y: axis, .ours) }
        drawing.router("router", x: layout.routerX, y: axis, .ours)
        if let switchX = layout.switchX { drawing.hub("switch", x: switchX, y: axis, .ours) }
        for (index, row) in layout.rows.enumerated() { terminal(index, row, y: layout.rowY[index]) }
        if let hubX = layout.hubX { drawing.router("oldRouter", x: hubX, y: lower, .existing) }
        drawing.hub("oldHub", x: layout.routerX, y: lower, .existing)
        drawing.desktop("receipt", x: layout.receiptX, y: lower + 0.2, .existing)
    }

    private mutating func terminal(_ index: Int, _ row: NetworkLayout.TerminalRow, y: Double) {
        let pcX = layout.pcX
        if row.isNotebook {
            drawing.notebook("terminal\(index)", x: pcX, y: y)
        } else {
            drawing.desktop("terminal\(index)", x: pcX, y: y, .ours)
        }
        let count = words(.diagramCount, ["n": String(row.count)])
        if row.count > 1 {
            drawing.text(count, x: pcX, y: y + 9.6, anchor: .middle, bold: true, color: palette.ink)
        }
        guard row.hasReader else { return }
        let (from, to) = (pcX + NetworkLayout.ports(row).right, layout.readerX - 4)
        for half in [-0.55, 0.55] {
            drawing.line(from, y + half, to, y + half, stroke: palette.ink2, weight: Drawing.thin)
        }
        drawing.reader("reader\(index)", x: layout.readerX, y: y)
        if row.count > 1 {
            drawing.text(count, x: layout.readerX, y: y + 9.6, anchor: .middle, bold: true)
        }
        if index == 0 {
            drawing.text(
                words[.diagramUsb], x: (layout.scopeRight + layout.readerX - 5.2) / 2, y: y + 4.6, anchor: .middle)
        }
    }

    // MARK: - names

    /// A device's name and a remark, in at most three lines that end above it.
    private mutating func name(_ first: String, _ second: String, x: Double, width: Double, ours: Bool) {
        let remark = LabelLines.wrapped(second, width: width, size: Drawing.small, lines: 2)
        for (index, line) in remark.enumerated() {
            drawing.text(
                line, x: x, y: NetworkLayout.nameBase - Double(remark.count - 1 - index) * 4.2, anchor: .middle)
        }
        drawing.text(
            first, x: x, y: NetworkLayout.nameBase - Double(remark.count) * 4.2, anchor: .middle, bold: ours,
            color: ours ? palette.ink : nil)
    }

    private mutating func namesAbove() {
        name(words[.diagramAuthority], words[.diagramAuthority2], x: 10.5, width: 20, ours: false)
        name(
            words[.diagramOnu], words[isExisting ? .diagramOnuExisting : .diagramOnuNew], x: layout.onuX, width: 16,
            ours: !isExisting)
        if let hubX = layout.hubX {
            name(words[.diagramHub], words[.diagramHubPorts], x: hubX, width: 22, ours: true)
        }
        name(words[.diagramRouter], names.routerModel, x: layout.routerX, width: 22, ours: true)
        if let switchX = layout.switchX {
            name(words[.diagramSwitch], words[.diagramSwitchAsk], x: switchX, width: 20, ours: true)
        }
        name(words[.diagramPc], words[.diagramPcUse], x: layout.pcX, width: 22, ours: true)
        if layout.rows.contains(where: \.hasReader) {
            name(words[.diagramReader], words[.diagramReaderBy], x: layout.readerX, width: 20, ours: false)
        }
    }

    private mutating func namesBelow() {
        if let last = layout.rows.indices.last(where: { layout.rows[$0].hasReader }) {
            let y = layout.rowY[last] + (layout.rows[last].count > 1 ? 15.7 : 12.2)
            drawing.text(words[.diagramReaderSetup], x: layout.readerX, y: y, anchor: .middle)
            drawing.text(words[.diagramReaderSetup2], x: layout.readerX, y: y + 4.2, anchor: .middle)
        }
        let below = lower + 10.4
        if let hubX = layout.hubX { drawing.text(words[.diagramOldRouter], x: hubX, y: below, anchor: .middle) }
        drawing.text(words[.diagramOldHub], x: layout.routerX, y: below, anchor: .middle)
        let receipt = LabelLines.wrapped(
            words[names.isPharmacy ? .diagramReceiptShort : .diagramReceipt], width: layout.isCornered ? 20 : 32,
            size: Drawing.small, lines: 2)
        for (index, line) in receipt.enumerated() {
            drawing.text(line, x: layout.receiptX, y: below + Double(index) * 4.2, anchor: .middle)
        }
        let old = [words[.diagramOldLan], words[names.isPharmacy ? .diagramOldLan2Pharmacy : .diagramOldLan2Facility]]
        if layout.isCornered {
            drawing.text(LabelLines.joined(old), x: layout.ground.x, y: layout.ground.bottom + 4.4)
        } else {
            for (index, line) in old.enumerated() {
                drawing.text(line, x: layout.readerX, y: lower + 2.4 + Double(index) * 4.2, anchor: .middle)
            }
        }
        // the router's VLANs: one for the terminals, one towards the LAN that is there
        func vlan(_ word: WordKey, x: Double, y: Double, width: Double, anchor: Drawing.Anchor) {
            let lines = LabelLines.wrapped(words[word], width: width, size: Drawing.small, lines: 2)
            for (index, line) in lines.enumerated() {
                drawing.text(
                    line, x: x, y: y + Double(index) * 4.2, anchor: anchor, bold: true, color: palette.primary)
            }
        }
        vlan(
            .diagramVlanCheck, x: layout.routerX + 2, y: axis + 7,
            width: min(layout.linkRight, layout.pcX - 9.2) - layout.routerX - 2, anchor: .start)
        vlan(.diagramVlanReceipt, x: layout.routerX - 2, y: axis + 8.5, width: 16, anchor: .end)
        // beside the cable to it: what may pass
        let link = LabelLines.wrapped(
            words[.diagramLink], width: layout.linkRight - layout.linkLeft, size: Drawing.small, lines: 4)
        for (index, line) in link.enumerated() {
            drawing.text(line, x: layout.linkLeft, y: linkY + 1 + (Double(index) - Double(link.count - 1) / 2) * 4.2)
        }
    }
    /// Where the names of the cables downwards stand.
    private var linkY: Double { axis + 18 }

    // MARK: - numbers

    private mutating func numbers() {
        let corner = axis - 5
        drawing.callout("1", x: (17.5 + layout.house.x) / 2, y: axis, full: !isExisting)
        if let hubX = layout.hubX { drawing.callout("4", x: hubX - 8, y: corner, full: true) }
        drawing.callout("2", x: layout.routerX - 8, y: corner, full: true)
        if let switchX = layout.switchX { drawing.callout("4", x: switchX - 8, y: corner, full: true) }
        for (index, row) in layout.rows.enumerated() {
            drawing.callout(
                "3", x: layout.pcX - NetworkLayout.ports(row).left, y: layout.rowY[index] - 5.6, full: true)
        }
        func cable(_ place: NetworkCables.Place, x: Double, y: Double) {
            if let name = cables.names[place] { drawing.cableName(name, x: x, y: y) }
        }
        cable(.opticalToRouter, x: layout.firstCableX, y: axis)
        if let hubX = layout.hubX {
            cable(.opticalToHub, x: layout.firstCableX, y: axis)
            cable(.hubToRouter, x: (hubX + layout.routerX) / 2, y: axis)
            cable(.hubToOld, x: hubX, y: linkY)
        }
        for (index, y) in layout.rowY.enumerated() {
            if configuration.usesWirelessLAN {
                drawing.cableName(words[.diagramWireless], x: layout.cableX, y: y)
            } else {
                cable(.terminals(index), x: layout.cableX, y: y)
            }
        }
        cable(.routerToLAN, x: layout.routerX, y: linkY)
    }
}
