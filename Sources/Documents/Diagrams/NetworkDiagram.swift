//  NetworkDiagram.swift
//  In: a configuration. Out: the customer's own network: upper row the new path from left to right, terminals stacked at
//  its end, lower row the LAN that is there; columns aligned, so that no wire crosses another and none crosses a label.
//
//  Steps: 1 group the terminals into at most three rows; 2 columns for the line situation and the extra switch; 3 the frame
//  of our scope around what we provide; 4 wires, counted as in the price (5a, 5b, …); 5 devices, names, numbers, the VLANs;
//  6 the legend. The picture is never so high that the table of the services has to leave its page.

import ClinicProfile
import PackageSelection
import Wording

public enum NetworkDiagram {
    /// One row of the terminal column: one terminal, or several alike.
    struct TerminalRow: Hashable {
        var isNotebook: Bool
        var hasReader: Bool
        var count: Int
    }

    /// Terminals with readers first, desktops before notebooks. Up to three rows one each; more are stacked with a count.
    static func rows(_ configuration: PackageConfiguration) -> [TerminalRow] {
        var single: [TerminalRow] = []
        for index in 0..<max(1, configuration.terminals) {
            single.append(
                TerminalRow(
                    isNotebook: index >= configuration.desktops && configuration.notebooks > 0,
                    hasReader: index < configuration.cardReaders, count: 1))
        }
        if single.count <= 3 { return single }
        var grouped: [TerminalRow] = []
        for row in single {
            if let index = grouped.firstIndex(where: {
                $0.isNotebook == row.isNotebook && $0.hasReader == row.hasReader
            }) {
                grouped[index].count += 1
            } else {
                grouped.append(row)
            }
        }
        return grouped
    }

    /// Where things stand from left to right: their middles, and the left and right edge of our scope.
    struct Columns {
        var onu, hub, router, pc, reader, scopeLeft, scopeRight: Double
        /// The extra switch, close beside the router: the price counts no wire between them.
        var extraSwitch: Double?
        /// The computer that is there already, on the lower row.
        let receipt = 126.0

        init(_ configuration: PackageConfiguration) {
            let hasSwitch = configuration.switches > 0
            switch (configuration.situation == .existing, hasSwitch) {
            case (true, false):
                (onu, hub, router, pc, reader, scopeLeft, scopeRight) = (42, 70, 94.5, 126, 155.5, 57.5, 141)
            case (true, true):
                (onu, hub, router, pc, reader, scopeLeft, scopeRight) = (36.5, 60.5, 83, 132, 157.5, 48.5, 144.5)
                extraSwitch = 104
            case (false, false):
                (onu, hub, router, pc, reader, scopeLeft, scopeRight) = (43, 69, 84, 126, 155.5, 34, 141)
            case (false, true):
                (onu, hub, router, pc, reader, scopeLeft, scopeRight) = (43, 69, 69, 126, 155.5, 34, 141)
                extraSwitch = 91
            }
        }
        /// Where the wires to the terminals begin.
        var terminalsFrom: Double { (extraSwitch ?? router) + 8 }
        /// Where they part.
        var trunk: Double { terminalsFrom + 2.2 }
    }

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
        let isPharmacy = names.isPharmacy
        let rows = rows(configuration)
        // three rows closer, so that the table of the services keeps its place on the page
        let pitch = rows.count > 2 ? 15.0 : 17.0
        let axis = 36.0
        let last = axis + Double(rows.count - 1) * pitch
        let frameBottom = last + 24
        let lower = frameBottom + 10.5
        // under the terminals: the VLANs' names, the names of the wires that go down
        let foot = last + 10.4
        let insideBottom = lower + 14.5
        let isExisting = configuration.situation == .existing
        let columns = Columns(configuration)
        let (onu, hubX, routerX, pcX, readerX) = (
            columns.onu, columns.hub, columns.router, columns.pc, columns.reader
        )
        var d = Drawing(
            width: 170, height: insideBottom + 8.5, title: words(.diagramNetworkTitle, ["name": names.customer]),
            palette: palette)

        // the house and our scope
        d.rect(
            Area(x: 28.1, y: 0.2, width: 141.7, height: insideBottom - 0.2), radius: 1.5, fill: "#ffffff",
            stroke: palette.line)
        d.text(words[isPharmacy ? .diagramInsidePharmacy : .diagramInsideFacility], x: 32, y: 6.6, bold: true)
        let (scopeLeft, scopeRight) = (columns.scopeLeft, columns.scopeRight)
        let scope = Area(x: scopeLeft, y: 10, width: scopeRight - scopeLeft, height: frameBottom - 10)
        d.rect(scope, radius: 1.5, fill: palette.tint)
        d.rect(scope, radius: 1.5, stroke: palette.primary, dashes: "1.8 1.2")
        d.text(words[.diagramScope], x: scopeLeft + 3, y: 15.4, bold: true, color: palette.primary)
        let maintenance = words[configuration.hasSupport ? .diagramSupport : .diagramMaintenance]
        let maintenanceX = scopeRight - 3 - Drawing.width(maintenance, size: Drawing.small)
        d.callout("6", x: maintenanceX - 3.6, y: 14.4, full: configuration.hasSupport)
        d.text(maintenance, x: maintenanceX, y: 15.4, bold: true, color: palette.primary)
        d.rect(
            Area(x: scopeLeft, y: lower - 7, width: scopeRight - scopeLeft, height: 19), radius: 1.5,
            fill: palette.ground)

        // wires; new ones are named 5a, 5b, … in the order in which the price counts them
        var named = 0
        func nextName() -> String {
            defer { named += 1 }
            return "5" + String(UnicodeScalar(UInt8(97 + min(named, 25))))
        }
        let new = palette.primary
        d.wire(
            "line", [(17.5, axis), (onu - 3.6, axis)], stroke: isExisting ? palette.ink2 : new,
            weight: isExisting ? Drawing.edge : Drawing.thick)
        var cables: [(String, Double, Double)] = []
        if isExisting {
            d.wire("onu-hub", [(onu + 3.6, axis), (hubX - 8, axis)], stroke: new, weight: Drawing.thick)
            // its name clear of the frame of our scope
            cables.append((nextName(), min((onu + hubX - 4.4) / 2, scopeLeft - 4.4), axis))
            d.wire("hub-router", [(hubX + 8, axis), (routerX - 8, axis)], stroke: new, weight: Drawing.thick)
            cables.append((nextName(), (hubX + routerX) / 2, axis))
        } else {
            d.wire("onu-router", [(onu + 3.6, axis), (routerX - 8, axis)], stroke: new, weight: Drawing.thick)
            cables.append((nextName(), (onu + routerX - 4.4) / 2, axis))
        }
        let trunk = columns.trunk
        let nameX = (trunk + pcX - 8.2) / 2
        if let x = columns.extraSwitch {
            d.wire(
                "router-switch", [(routerX + 8, axis), (x - 8, axis)], stroke: palette.primary, weight: Drawing.edge)
        }
        for index in rows.indices {
            let y = axis + Double(index) * pitch
            let end = pcX - (rows[index].isNotebook ? 6 : 8.2)
            let points =
                index == 0
                ? [(columns.terminalsFrom, axis), (end, axis)] : [(trunk, axis), (trunk, y), (end, y)]
            d.wire(
                "terminal\(index)", points, stroke: new, weight: Drawing.thick, dotted: configuration.usesWirelessLAN)
            if configuration.usesWirelessLAN {
                if index == 0 { cables.append((words[.diagramWireless], nameX, y)) }
                named += rows[index].count
            } else {
                let first = nextName()
                named += rows[index].count - 1
                let lastName = "5" + String(UnicodeScalar(UInt8(97 + min(named - 1, 25))))
                cables.append((rows[index].count == 1 ? first : "\(first)–\(lastName.dropFirst())", nameX, y))
            }
        }
        d.wire("router-lan", [(routerX, axis + 3.2), (routerX, lower - 3.2)], stroke: new, weight: Drawing.thick)
        cables.append((nextName(), routerX, foot + 4.4))
        if isExisting, configuration.reusedWires > 0 {
            d.wire(
                "hub-old", [(hubX, axis + 3.2), (hubX, lower - 3.2)], stroke: new, weight: Drawing.thick, dotted: true)
            cables.append((nextName(), hubX, foot + 4.4))
        }
        // the LAN that is there
        if isExisting {
            d.wire("old1", [(hubX + 8, lower), (routerX - 8, lower)], stroke: palette.ink2, weight: Drawing.edge)
        }
        d.wire(
            "old2", [(routerX + 8, lower), (columns.receipt - 7, lower)], stroke: palette.ink2, weight: Drawing.edge)

        // devices
        d.servers(x: 10.5, y: axis)
        d.opticalUnit(x: onu, y: axis, isExisting ? .existing : .ours)
        if isExisting { d.hub("hub", x: hubX, y: axis, .ours) }
        d.router("router", x: routerX, y: axis, .ours)
        if let x = columns.extraSwitch { d.hub("switch", x: x, y: axis, .ours) }
        for (index, row) in rows.enumerated() {
            let y = axis + Double(index) * pitch
            if row.count > 1 { d.screenBehind(x: pcX, y: y, row.isNotebook ? .notebook : .desktop) }
            if row.isNotebook {
                d.notebook("terminal\(index)", x: pcX, y: y)
            } else {
                d.desktop("terminal\(index)", x: pcX, y: y, .ours)
            }
            if row.count > 1 {
                let count = words(.diagramCount, ["n": String(row.count)])
                d.text(count, x: nameX, y: y + 5.7, anchor: .middle, bold: true, color: palette.ink)
                if row.hasReader {
                    d.text(count, x: readerX, y: y + 9.6, anchor: .middle, bold: true, color: palette.ink)
                }
            }
            if row.hasReader {
                let start = pcX + (row.isNotebook ? 6 : 8.6)
                d.line(start, y - 0.55, readerX - 4, y - 0.55, stroke: palette.ink2, weight: Drawing.thin)
                d.line(start, y + 0.55, readerX - 4, y + 0.55, stroke: palette.ink2, weight: Drawing.thin)
                d.reader("reader\(index)", x: readerX, y: y)
                if index == 0 {
                    d.text(words[.diagramUsb], x: (scopeRight + readerX - 5.2) / 2, y: y + 4.6, anchor: .middle)
                }
            }
        }
        if isExisting { d.router("oldRouter", x: hubX, y: lower, .existing) }
        d.hub("oldHub", x: routerX, y: lower, .existing)
        d.desktop("receipt", x: columns.receipt, y: lower + 0.2, .existing)

        // names above the axis, below the lower row
        func name(_ first: String, _ second: String, x: Double, ours: Bool) {
            d.text(first, x: x, y: 22.6, anchor: .middle, bold: ours, color: ours ? palette.ink : nil)
            d.text(second, x: x, y: 26.8, anchor: .middle)
        }
        name(words[.diagramAuthority], words[.diagramAuthority2], x: 10.5, ours: false)
        name(
            words[.diagramOnu], words[isExisting ? .diagramOnuExisting : .diagramOnuNew], x: onu, ours: !isExisting)
        if isExisting { name(words[.diagramHub], words[.diagramHubPorts], x: hubX, ours: true) }
        name(words[.diagramRouter], names.routerModel, x: routerX, ours: true)
        if let x = columns.extraSwitch { name(words[.diagramSwitch], words[.diagramSwitchAsk], x: x, ours: true) }
        name(words[.diagramPc], words[.diagramPcUse], x: pcX, ours: true)
        name(words[.diagramReader], words[.diagramReaderBy], x: readerX, ours: false)
        let readerRows = rows.filter(\.hasReader).count
        let setupY =
            axis + Double(max(0, readerRows - 1)) * pitch
            + (rows.contains { $0.hasReader && $0.count > 1 } ? 15.2 : 12.2)
        d.text(words[.diagramReaderSetup], x: readerX, y: setupY, anchor: .middle)
        d.text(words[.diagramReaderSetup2], x: readerX, y: setupY + 4.2, anchor: .middle)
        if isExisting { d.text(words[.diagramOldRouter], x: hubX, y: lower + 10.4, anchor: .middle) }
        d.text(words[.diagramOldHub], x: routerX, y: lower + 10.4, anchor: .middle)
        d.text(words[.diagramReceipt], x: columns.receipt, y: lower + 10.4, anchor: .middle)
        d.text(words[.diagramOldLan], x: readerX, y: lower + 2.4, anchor: .middle)
        d.text(
            words[isPharmacy ? .diagramOldLan2Pharmacy : .diagramOldLan2Facility], x: readerX, y: lower + 6.6,
            anchor: .middle)
        // the router's VLANs: one for the terminals, one towards the LAN that is there
        d.text(words[.diagramVlanCheck], x: scopeRight - 3, y: foot, anchor: .end, bold: true, color: palette.primary)
        let vlan = words[.diagramVlanReceipt].split(separator: " ")
        for (line, text) in vlan.enumerated() {
            d.text(
                String(text), x: routerX - 2.2, y: foot + 1.2 - Double(vlan.count - 1 - line) * 4.2, anchor: .end,
                bold: true, color: palette.primary)
        }
        d.text(words[.diagramLink], x: routerX + 5, y: foot + 6)
        d.text(words[.diagramLink2], x: routerX + 5, y: foot + 10.2)

        // numbers
        d.callout("1", x: 22.8, y: axis, full: !isExisting)
        if isExisting { d.callout("4", x: hubX - 8, y: axis - 5, full: true) }
        d.callout("2", x: routerX - 8, y: axis - 5, full: true)
        if let x = columns.extraSwitch { d.callout("4", x: x - 8, y: axis - 5, full: true) }
        for index in rows.indices { d.callout("3", x: pcX - 8.2, y: axis + Double(index) * pitch - 5.6, full: true) }
        for (name, x, y) in cables { d.cableName(name, x: x, y: y) }

        legend(configuration, y: insideBottom + 6.5, words: words, into: &d)
        return d
    }

    private static func legend(_ configuration: PackageConfiguration, y: Double, words: Words, into d: inout Drawing) {
        let palette = d.palette
        var entries: [(label: String, draw: (inout Drawing, Double) -> Void)] = []
        func entry(_ label: String, draw: @escaping (inout Drawing, Double) -> Void) { entries.append((label, draw)) }
        var newLabel = words(.diagramLegendNew, ["n": String(configuration.newWires)])
        if configuration.spareWires > 0 {
            newLabel += words(.diagramLegendSpare, ["n": String(configuration.spareWires)])
        }
        entry(newLabel) { $0.line($1, y, $1 + 8.6, y, stroke: palette.primary, weight: Drawing.thick) }
        if configuration.reusedWires > 0 {
            entry(words(.diagramLegendReused, ["n": String(configuration.reusedWires)])) {
                $0.path(
                    "M\(Drawing.number($1)) \(Drawing.number(y))H\(Drawing.number($1 + 8.6))", stroke: palette.primary,
                    weight: Drawing.thick, dashes: "0.7 0.8")
            }
        }
        entry(words[.diagramLegendOld]) { $0.line($1, y, $1 + 8.6, y, stroke: palette.ink2) }
        entry(words[.diagramScope]) {
            $0.rect(
                Area(x: $1, y: y - 1.8, width: 8.6, height: 3.6), radius: 0.8, fill: palette.tint,
                stroke: palette.primary,
                dashes: "1.8 1.2")
        }
        // the entries stand as far apart as the width allows
        let widths = entries.map { 10.5 + Drawing.width($0.label, size: Drawing.small) }
        let gap = min(6, (d.width - widths.reduce(0, +)) / Double(max(1, entries.count - 1)))
        var x = 0.0
        for (entry, width) in zip(entries, widths) {
            entry.draw(&d, x)
            d.text(entry.label, x: x + 10.5, y: y + 1)
            x += width + gap
        }
    }
}
