//  Devices.swift
//  In: a place. Out: our own line drawings of the devices that occur in network diagrams, all of one hand.

extension Drawing {
    /// What a device is to the customer: provided by us, or there already.
    enum Ownership { case ours, existing }

    private func color(_ ownership: Ownership) -> String { ownership == .ours ? palette.primary : palette.ink2 }

    /// Three slabs: the authority's systems. Centre at (x, y).
    mutating func servers(x: Double, y: Double) {
        box("authority", Area(x: x - 7, y: y - 6.3, width: 14, height: 12.6))
        for row in 0..<3 {
            let top = y - 6.3 + Double(row) * 4.3
            rect(Area(x: x - 7, y: top, width: 14, height: 3.6), radius: 0.5, fill: "#ffffff", stroke: palette.ink2)
            circle(x - 5, top + 1.8, 0.45, fill: palette.ink2)
            circle(x - 3.4, top + 1.8, 0.45, fill: palette.ink2)
            line(x + 1, top + 1.8, x + 5.2, top + 1.8, stroke: palette.ink2, weight: Self.thin)
        }
    }
    /// An upright box with lamps: the optical network unit.
    mutating func opticalUnit(x: Double, y: Double, _ ownership: Ownership) {
        let color = color(ownership)
        box("onu", Area(x: x - 4.6, y: y - 6, width: 9.2, height: 12))
        rect(Area(x: x - 3.6, y: y - 6, width: 7.2, height: 12), radius: 0.8, fill: "#ffffff", stroke: color)
        for lamp in 0..<4 { circle(x - 1.6, y - 3.6 + Double(lamp) * 1.9, 0.42, fill: color) }
        line(x + 0.2, y - 3.6, x + 2, y - 3.6, stroke: color, weight: Self.thin)
        line(x - 4.6, y + 6, x + 4.6, y + 6, stroke: color)
    }
    /// A flat box with five ports: a switching hub. Narrower than 16 mm where many stand in a row.
    mutating func hub(_ name: String, x: Double, y: Double, width: Double = 16, _ ownership: Ownership) {
        let color = color(ownership)
        let part = width / 16
        flatBox(name, x: x, y: y, width: width, color)
        for port in 0..<5 {
            rect(
                Area(x: x + (-6.3 + Double(port) * 2.6) * part, y: y - 0.9, width: 2 * part, height: 2),
                fill: "#ffffff", stroke: color, weight: Self.thin)
        }
        line(x - 6.3 * part, y - 2, x - 3.6 * part, y - 2, stroke: color, weight: Self.thin)
    }
    /// A flat box with one port apart and four more: a router.
    mutating func router(_ name: String, x: Double, y: Double, width: Double = 16, _ ownership: Ownership) {
        let color = color(ownership)
        let part = width / 16
        flatBox(name, x: x, y: y, width: width, color)
        rect(
            Area(x: x - 6.4 * part, y: y - 0.9, width: 2 * part, height: 2), fill: color, stroke: color,
            weight: Self.thin)
        line(x - 3.1 * part, y - 1.7, x - 3.1 * part, y + 1.7, stroke: color, weight: Self.thin)
        for port in 0..<4 {
            rect(
                Area(x: x + (-1.8 + Double(port) * 2.2) * part, y: y - 0.9, width: 1.7 * part, height: 2),
                fill: "#ffffff", stroke: color, weight: Self.thin)
        }
        for lamp in 0..<3 { circle(x + (3 + Double(lamp) * 1.5) * part, y - 2.1, 0.3, fill: color) }
    }
    private mutating func flatBox(_ name: String, x: Double, y: Double, width: Double, _ color: String) {
        let area = Area(x: x - width / 2, y: y - 3.2, width: width, height: 6.4)
        box(name, area)
        rect(area, radius: 0.8, fill: "#ffffff", stroke: color)
    }
    /// A screen on a foot, with a small upright computer beside it when it is ours.
    mutating func desktop(_ name: String, x: Double, y: Double, _ ownership: Ownership) {
        let color = color(ownership)
        let hasTower = ownership == .ours
        let left = hasTower ? x - 5.4 : x - 7
        box(name, Area(x: x - 8.2, y: y - 6, width: 16.8, height: 12))
        rect(Area(x: left, y: y - 6, width: 14, height: 9), radius: 0.6, fill: "#ffffff", stroke: color)
        rect(
            Area(x: left + 1, y: y - 5, width: 12, height: 7), fill: hasTower ? palette.tint : palette.ground,
            stroke: color, weight: Self.thin)
        let foot = left + 7
        path(
            "M\(Self.number(foot - 1.2)) \(Self.number(y + 3))L\(Self.number(foot - 1.6)) \(Self.number(y + 6))"
                + "L\(Self.number(foot + 1.6)) \(Self.number(y + 6))L\(Self.number(foot + 1.2)) \(Self.number(y + 3))Z",
            stroke: color, fill: "#ffffff")
        line(foot - 3.6, y + 6, foot + 3.6, y + 6, stroke: color)
        if hasTower {
            rect(Area(x: x - 8.2, y: y - 3, width: 2.2, height: 9), radius: 0.3, fill: "#ffffff", stroke: color)
            circle(x - 7.1, y - 1.7, 0.36, fill: color)
            line(x - 7.1, y + 1, x - 7.1, y + 4, stroke: color, weight: Self.thin)
        }
    }
    /// A notebook seen from the front. Cables end at its screen, 7 mm from the middle.
    mutating func notebook(_ name: String, x: Double, y: Double) {
        let color = palette.primary
        box(name, Area(x: x - 8.2, y: y - 6, width: 16.8, height: 12))
        rect(Area(x: x - 7, y: y - 6, width: 14, height: 9.4), radius: 0.6, fill: "#ffffff", stroke: color)
        rect(Area(x: x - 6, y: y - 5, width: 12, height: 7.4), fill: palette.tint, stroke: color, weight: Self.thin)
        path(
            "M\(Self.number(x - 7)) \(Self.number(y + 3.4))L\(Self.number(x - 8.2)) \(Self.number(y + 6))"
                + "L\(Self.number(x + 8.2)) \(Self.number(y + 6))L\(Self.number(x + 7)) \(Self.number(y + 3.4))Z",
            stroke: color, fill: "#ffffff")
        line(x - 1.6, y + 5.3, x + 1.6, y + 5.3, stroke: color, weight: Self.thin)
    }
    /// A face in a frame on a slanted base: the card reader.
    mutating func reader(_ name: String, x: Double, y: Double) {
        let color = palette.ink2
        box(name, Area(x: x - 5.2, y: y - 6, width: 10.4, height: 12))
        rect(Area(x: x - 4, y: y - 6, width: 8, height: 9.2), radius: 1, fill: "#ffffff", stroke: color)
        rect(Area(x: x - 3, y: y - 5, width: 6, height: 6.4), fill: palette.ground, stroke: color, weight: Self.thin)
        circle(x, y - 2.9, 1.15, fill: "#ffffff", stroke: color, weight: Self.thin)
        path(
            "M\(Self.number(x - 2)) \(Self.number(y + 0.9))C\(Self.number(x - 2)) \(Self.number(y - 1.9)) "
                + "\(Self.number(x + 2)) \(Self.number(y - 1.9)) \(Self.number(x + 2)) \(Self.number(y + 0.9))",
            stroke: color, weight: Self.thin)
        path(
            "M\(Self.number(x - 3)) \(Self.number(y + 3.2))L\(Self.number(x - 5.2)) \(Self.number(y + 6))"
                + "L\(Self.number(x + 5.2)) \(Self.number(y + 6))L\(Self.number(x + 3)) \(Self.number(y + 3.2))Z",
            stroke: color, fill: "#ffffff")
        line(x - 2.6, y + 4.8, x + 2.6, y + 4.8, stroke: color)
    }
}
