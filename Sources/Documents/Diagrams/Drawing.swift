//  Drawing.swift
//  In: boxes, wires and labels in millimetres. Out: an SVG picture, and the same as geometry that tests can question.
//  Invariants: 1 the same facts give the same picture; 2 colours are literal, so that an SVG library alone can draw it;
//  3 every label and every box lies inside the frame; 4 no text is written here: labels come from Words.

import Wording

/// Colours of drawings, as `#rrggbb`.
public struct Palette: Sendable, Hashable {
    public var primary, accent, ink, ink2, line, hair, tint, ground: String
    public init(
        primary: String, accent: String, ink: String, ink2: String, line: String, hair: String, tint: String,
        ground: String
    ) {
        self.primary = primary
        self.accent = accent
        self.ink = ink
        self.ink2 = ink2
        self.line = line
        self.hair = hair
        self.tint = tint
        self.ground = ground
    }
}

/// A rectangle in millimetres.
public struct Area: Sendable, Hashable {
    public var x, y, width, height: Double
    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
    public var right: Double { x + width }
    public var bottom: Double { y + height }
    /// Overlap by more than a hair.
    public func overlaps(_ other: Area) -> Bool {
        x < other.right - 0.01 && other.x < right - 0.01 && y < other.bottom - 0.01 && other.y < bottom - 0.01
    }
    public func contains(_ other: Area) -> Bool {
        other.x >= x - 0.01 && other.right <= right + 0.01 && other.y >= y - 0.01 && other.bottom <= bottom + 0.01
    }
}

/// A picture being drawn. Text is measured as full-width characters of one em and others of 0.56 em.
public struct Drawing: Sendable {
    public enum Anchor: String, Sendable { case start, middle, end }
    public struct Label: Sendable, Hashable {
        public var text: String
        public var area: Area
        /// The size of its letters in millimetres.
        public var size: Double
    }
    public struct Box: Sendable, Hashable {
        public var name: String
        public var area: Area
    }
    public struct Wire: Sendable, Hashable {
        public var name: String
        /// Corner points; every stretch is horizontal or vertical.
        public var points: [[Double]]
    }

    public let width: Double
    public let height: Double
    public let title: String
    public private(set) var labels: [Label] = []
    public private(set) var boxes: [Box] = []
    public private(set) var wires: [Wire] = []
    /// Discs with numbers and lozenges with names of cables: they may lie on what they name, and on nothing else.
    public private(set) var marks: [Box] = []
    /// The corners of frames around a scope or a house, each closed.
    public private(set) var frames: [Wire] = []
    private var body = ""
    private var definitions = ""
    public let palette: Palette

    /// Small text of diagrams: 8 pt.
    static let small = 2.83
    /// Line weights: rows and dimensions, edges, heads and new cables.
    static let thin = 0.2
    static let edge = 0.35
    static let thick = 0.7

    init(width: Double, height: Double, title: String, palette: Palette) {
        self.width = width
        self.height = height
        self.title = title
        self.palette = palette
    }

    /// The picture. `id` makes the names inside it unique within a page.
    public func svg(id: String) -> String {
        let size = "\(Self.number(width)) \(Self.number(height))"
        return
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(Self.number(width))mm\" height=\"\(Self.number(height))mm\""
            + " viewBox=\"0 0 \(size)\" role=\"img\" aria-label=\"\(Self.escaped(title))\">"
            + "<title>\(Self.escaped(title))</title>"
            + (definitions.isEmpty ? "" : "<defs>\(Self.named(definitions, id))</defs>")
            + Self.named(body, id) + "</svg>"
    }

    /// The markup with `ID-` replaced by the picture's own. By bytes: the library's search costs thirty times as much.
    private static func named(_ markup: String, _ id: String) -> String {
        let bytes = Array(markup.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 256)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "I"), index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "D"),
                bytes[index + 2] == UInt8(ascii: "-")
            {
                result += id.utf8
                index += 2
            }
            result.append(bytes[index])
            index += 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    // MARK: - shapes

    mutating func rect(
        _ area: Area, radius: Double = 0, fill: String = "none", stroke: String? = nil, weight: Double = edge,
        dashes: String? = nil
    ) {
        body += "<rect x=\"\(Self.number(area.x))\" y=\"\(Self.number(area.y))\" width=\"\(Self.number(area.width))\""
        body += " height=\"\(Self.number(area.height))\""
        if radius > 0 { body += " rx=\"\(Self.number(radius))\"" }
        body += " fill=\"\(fill)\"" + Self.strokeAttributes(stroke, weight, dashes) + "/>"
    }
    mutating func circle(
        _ x: Double, _ y: Double, _ radius: Double, fill: String, stroke: String? = nil, weight: Double = edge
    ) {
        body +=
            "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\" fill=\"\(fill)\""
        body += Self.strokeAttributes(stroke, weight, nil) + "/>"
    }
    mutating func path(
        _ d: String, stroke: String?, weight: Double = edge, fill: String = "none", dashes: String? = nil
    ) {
        body += "<path d=\"\(d)\" fill=\"\(fill)\"" + Self.strokeAttributes(stroke, weight, dashes)
        body += " stroke-linejoin=\"round\"/>"
    }
    mutating func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, stroke: String, weight: Double = edge,
        dashes: String? = nil
    ) {
        path(
            "M\(Self.number(x1)) \(Self.number(y1))L\(Self.number(x2)) \(Self.number(y2))", stroke: stroke,
            weight: weight, dashes: dashes)
    }
    /// A row of diagonal hatching for the customer's own share, which must survive a black-and-white printer.
    mutating func defineHatching() {
        guard definitions.isEmpty else { return }
        definitions =
            "<pattern id=\"ID-own\" width=\"1.2\" height=\"1.2\" patternUnits=\"userSpaceOnUse\""
            + " patternTransform=\"rotate(45)\"><rect width=\"1.2\" height=\"1.2\" fill=\"#ffffff\"/>"
            + "<rect x=\"0\" y=\"0\" width=\"0.6\" height=\"1.2\" fill=\"\(palette.accent)\"/></pattern>"
    }
    static let hatching = "url(#ID-own)"

    // MARK: - what tests question

    mutating func box(_ name: String, _ area: Area) { boxes.append(Box(name: name, area: area)) }

    /// A frame with square corners given in order; round ones where it is a rectangle.
    mutating func frame(
        _ name: String, _ corners: [(x: Double, y: Double)], fill: String = "none", stroke: String,
        dashes: String? = nil
    ) {
        frames.append(Wire(name: name, points: (corners + corners.prefix(1)).map { [$0.x, $0.y] }))
        if corners.count == 4 {
            let area = Area(
                x: corners[0].x, y: corners[0].y, width: corners[2].x - corners[0].x,
                height: corners[2].y - corners[0].y)
            if fill != "none" { rect(area, radius: 1.5, fill: fill) }
            rect(area, radius: 1.5, stroke: stroke, dashes: dashes)
        } else {
            let d =
                corners.enumerated().map {
                    ($0.offset == 0 ? "M" : "L") + "\(Self.number($0.element.x)) \(Self.number($0.element.y))"
                }.joined() + "Z"
            if fill != "none" { path(d, stroke: nil, fill: fill) }
            path(d, stroke: stroke, dashes: dashes)
        }
    }
    mutating func wire(
        _ name: String, _ points: [(Double, Double)], stroke: String, weight: Double, dotted: Bool = false
    ) {
        wires.append(Wire(name: name, points: points.map { [$0.0, $0.1] }))
        var d = ""
        for (index, point) in points.enumerated() {
            d += (index == 0 ? "M" : "L") + "\(Self.number(point.0)) \(Self.number(point.1))"
        }
        body += "<path d=\"\(d)\" fill=\"none\" stroke=\"\(stroke)\" stroke-width=\"\(Self.number(weight))\""
        body += dotted ? " stroke-dasharray=\"0.01 1.5\" stroke-linecap=\"round\"" : ""
        body += " stroke-linejoin=\"round\"/>"
    }

    /// Text with its baseline at `y`. Digits are taken from the fixed-width sister face, so that they line up.
    mutating func text(
        _ string: String, x: Double, y: Double, anchor: Anchor = .start, size: Double = small, bold: Bool = false,
        color: String? = nil
    ) {
        guard !string.isEmpty else { return }
        let textWidth = Self.width(string, size: size)
        let left = anchor == .start ? x : anchor == .middle ? x - textWidth / 2 : x - textWidth
        labels.append(
            Label(
                text: string, area: Area(x: left, y: y - size * 0.86, width: textWidth, height: size * 1.02),
                size: size))
        write(string, x: x, y: y, anchor: anchor, size: size, bold: bold, color: color)
    }
    private mutating func write(
        _ string: String, x: Double, y: Double, anchor: Anchor, size: Double, bold: Bool, color: String?
    ) {
        body += "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" font-family=\"BIZ UDPGothic\""
        body += " font-size=\"\(Self.number(size))\"" + (bold ? " font-weight=\"700\"" : "")
        body +=
            " fill=\"\(color ?? palette.ink2)\"" + (anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\"") + ">"
        var digits = ""
        var others = ""
        func flush(_ into: inout String) {
            if !digits.isEmpty { into += "<tspan font-family=\"BIZ UDGothic\">\(digits)</tspan>" }
            into += Self.escaped(others)
            digits = ""
            others = ""
        }
        for character in string {
            if character.isASCII, character.isNumber {
                if !others.isEmpty { flush(&body) }
                digits.append(character)
            } else {
                if !digits.isEmpty { flush(&body) }
                others.append(character)
            }
        }
        flush(&body)
        body += "</text>"
    }

    /// A number in a disc: full is provided by us, hollow is kept as it is.
    mutating func callout(_ text: String, x: Double, y: Double, full: Bool) {
        marks.append(Box(name: text, area: Area(x: x - 2.4, y: y - 2.4, width: 4.8, height: 4.8)))
        circle(x, y, 2.4, fill: full ? palette.primary : "#ffffff", stroke: palette.primary)
        write(
            text, x: x, y: y + 1.05, anchor: .middle, size: Self.small, bold: true,
            color: full ? "#ffffff" : palette.primary)
    }
    /// The name of a cable, in a lozenge on it.
    mutating func cableName(_ text: String, x: Double, y: Double) {
        let width = Self.cableWidth(text)
        let area = Area(x: x - width / 2, y: y - 2.1, width: width, height: 4.2)
        marks.append(Box(name: text, area: area))
        rect(area, radius: 2.1, fill: "#ffffff", stroke: palette.primary)
        write(text, x: x, y: y + 1.05, anchor: .middle, size: Self.small, bold: true, color: palette.primary)
    }
    static func cableWidth(_ text: String) -> Double { max(6.6, width(text, size: small) + 2.4) }
    /// Radio instead of a cable: three arcs, open to the side given.
    mutating func waves(x: Double, y: Double, toRight: Bool) {
        let side = toRight ? 1.0 : -1.0
        for arc in 1...3 {
            let (reach, half) = (x + side * Double(arc) * 1.1, Double(arc) * 0.9)
            path(
                "M\(Self.number(reach)) \(Self.number(y - half))Q\(Self.number(reach + side * half * 0.8)) "
                    + "\(Self.number(y)) \(Self.number(reach)) \(Self.number(y + half))", stroke: palette.primary)
        }
    }

    // MARK: - measures

    static func width(_ string: String, size: Double) -> Double {
        string.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 || (0x2014...0x2026).contains($1.value) ? 1 : 0.56) }
            * size
    }
    static func number(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
    private static func strokeAttributes(_ stroke: String?, _ weight: Double, _ dashes: String?) -> String {
        guard let stroke else { return "" }
        return " stroke=\"\(stroke)\" stroke-width=\"\(number(weight))\""
            + (dashes.map { " stroke-dasharray=\"\($0)\"" } ?? "")
    }
}
