//  SVGValues.swift
//  In: attribute values as text. Out: lengths, lists of numbers, view boxes, transforms, references.

import DisplayList
import Geometry
import Glibc
import Style

/// A length as SVG writes it. https://www.w3.org/TR/css-values-4/#lengths
struct SVGLength: Equatable {
    enum Unit { case px, percent, em, ex, rem, factor(Double) }
    var value: Double
    var unit: Unit

    init?(_ text: String) {
        var reader = NumberReader(Array(text.utf8))
        reader.skipSpaces()
        guard let value = reader.number() else { return nil }
        self.value = value
        guard let unit = Self.unit(reader.unit().lowercased()) else { return nil }
        self.unit = unit
    }
    init(value: Double, unit: Unit) {
        self.value = value
        self.unit = unit
    }
    static func unit(_ name: String) -> Unit? {
        switch name {
        case "", "px": .px
        case "%": .percent
        case "em": .em
        case "ex", "ch": .ex
        case "rem": .rem
        case "in": .factor(96)
        case "cm": .factor(96 / 2.54)
        case "mm": .factor(96 / 25.4)
        case "q": .factor(96 / 101.6)
        case "pt": .factor(4.0 / 3)
        case "pc": .factor(16)
        default: nil
        }
    }
    func px(percentOf basis: Double, fontSize: Double, rootFontSize: Double = 16) -> Double {
        switch unit {
        case .px: value
        case .percent: value * basis / 100
        case .em: value * fontSize
        case .ex: value * fontSize / 2
        case .rem: value * rootFontSize
        case .factor(let factor): value * factor
        }
    }
    static func == (a: Self, b: Self) -> Bool { a.value == b.value && a.unit == b.unit }

    /// Lengths with spaces or commas between them; at an error, those before it.
    static func list(_ text: String) -> [SVGLength] {
        var reader = NumberReader(Array(text.utf8))
        var result: [SVGLength] = []
        reader.skipSpaces()
        while result.count < 100_000, let value = reader.number() {
            guard let unit = unit(reader.unit().lowercased()) else { return result }
            result.append(SVGLength(value: value, unit: unit))
        }
        return result
    }
}
extension SVGLength.Unit: Equatable {}

/// Numbers with spaces or commas between them.
func svgNumbers(_ text: String) -> [Double] {
    var reader = NumberReader(Array(text.utf8))
    var result: [Double] = []
    while result.count < 1_000_000, let number = reader.number() { result.append(number) }
    return result
}

/// https://www.w3.org/TR/SVG2/coords.html#ViewBoxAttribute
struct SVGViewBox {
    var rect: Rect
    /// nil without a value, or with one of no area.
    init?(_ text: String?) {
        guard let text else { return nil }
        let numbers = svgNumbers(text)
        guard numbers.count == 4, numbers[2] > 0, numbers[3] > 0 else { return nil }
        rect = Rect(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
    }
    init(rect: Rect) { self.rect = rect }
}

/// https://www.w3.org/TR/SVG2/coords.html#PreserveAspectRatioAttribute
struct SVGAspectRatio {
    var stretches = false
    var slices = false
    /// 0, ½, 1.
    var x = 0.5
    var y = 0.5

    init(_ text: String?) {
        for word in (text ?? "").split(whereSeparator: \.isWhitespace) {
            switch word {
            case "none": stretches = true
            case "slice": slices = true
            case "meet", "defer": break
            default:
                guard word.utf8.count == 8 else { continue }
                let parts = (word.dropFirst(1).prefix(3), word.dropFirst(5).prefix(3))
                x = parts.0 == "Min" ? 0 : parts.0 == "Max" ? 1 : 0.5
                y = parts.1 == "Min" ? 0 : parts.1 == "Max" ? 1 : 0.5
            }
        }
    }
    /// From the box to the area.
    func transform(_ box: Rect, into area: Rect) -> AffineTransform {
        var sx = area.width / box.width
        var sy = area.height / box.height
        if !stretches {
            let scale = slices ? max(sx, sy) : min(sx, sy)
            sx = scale
            sy = scale
        }
        let alignX = stretches ? 0 : x
        let alignY = stretches ? 0 : y
        return AffineTransform(
            a: sx, b: 0, c: 0, d: sy, e: area.x + (area.width - box.width * sx) * alignX - box.x * sx,
            f: area.y + (area.height - box.height * sy) * alignY - box.y * sy)
    }
}

/// The `transform` attribute; an error anywhere makes it the identity. https://www.w3.org/TR/css-transforms-1/#svg-syntax
func svgTransform(_ text: String, fontSize: Double, viewport: Size) -> AffineTransform? {
    var result = AffineTransform.identity
    var rest = Substring(text)
    var count = 0
    while true {
        rest = rest.drop { $0.isWhitespace || $0 == "," }
        if rest.isEmpty { return result }
        count += 1
        guard count < 1000, let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") else {
            return nil
        }
        let name = rest[..<open].filter { !$0.isWhitespace }.lowercased()
        let arguments = String(rest[rest.index(after: open)..<close])
        rest = rest[rest.index(after: close)...]
        guard let matrix = svgFunction(name, arguments, fontSize: fontSize, viewport: viewport) else { return nil }
        result = result.concatenating(matrix)
    }
}

private func svgFunction(_ name: String, _ text: String, fontSize: Double, viewport: Size) -> AffineTransform? {
    /// Numbers, with angles in degrees and lengths in px.
    var values: [Double] = []
    for word in text.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
        var reader = NumberReader(Array(word.utf8))
        while !reader.isAtEnd {
            guard let number = reader.number() else { return nil }
            switch reader.unit().lowercased() {
            case "", "deg", "px": values.append(number)
            case "rad": values.append(number * 180 / .pi)
            case "grad": values.append(number * 0.9)
            case "turn": values.append(number * 360)
            case "%":
                values.append(
                    number / 100 * (name == "translatey" || values.count == 1 ? viewport.height : viewport.width))
            case let unit:
                guard let unit = SVGLength.unit(unit) else { return nil }
                values.append(SVGLength(value: number, unit: unit).px(percentOf: 0, fontSize: fontSize))
            }
        }
    }
    switch (name, values.count) {
    case ("matrix", 6):
        return AffineTransform(a: values[0], b: values[1], c: values[2], d: values[3], e: values[4], f: values[5])
    case ("translate", 1): return .translation(x: values[0], y: 0)
    case ("translate", 2): return .translation(x: values[0], y: values[1])
    case ("translatex", 1): return .translation(x: values[0], y: 0)
    case ("translatey", 1): return .translation(x: 0, y: values[0])
    case ("scale", 1): return .scale(x: values[0], y: values[0])
    case ("scale", 2): return .scale(x: values[0], y: values[1])
    case ("scalex", 1): return .scale(x: values[0], y: 1)
    case ("scaley", 1): return .scale(x: 1, y: values[0])
    case ("rotate", 1), ("rotate", 3):
        let (sine, cosine) = sineAndCosine(degrees: values[0])
        let turn = AffineTransform(a: cosine, b: sine, c: -sine, d: cosine, e: 0, f: 0)
        if values.count == 1 { return turn }
        return AffineTransform.translation(x: values[1], y: values[2]).concatenating(turn)
            .concatenating(.translation(x: -values[1], y: -values[2]))
    case ("skewx", 1), ("skew", 1):
        let (sine, cosine) = sineAndCosine(degrees: values[0])
        return AffineTransform(a: 1, b: 0, c: cosine == 0 ? 0 : sine / cosine, d: 1, e: 0, f: 0)
    case ("skewy", 1):
        let (sine, cosine) = sineAndCosine(degrees: values[0])
        return AffineTransform(a: 1, b: cosine == 0 ? 0 : sine / cosine, c: 0, d: 1, e: 0, f: 0)
    case ("skew", 2):
        let (sx, cx) = sineAndCosine(degrees: values[0])
        let (sy, cy) = sineAndCosine(degrees: values[1])
        return AffineTransform(a: 1, b: cy == 0 ? 0 : sy / cy, c: cx == 0 ? 0 : sx / cx, d: 1, e: 0, f: 0)
    default: return nil
    }
}

/// `url(#name)` at the beginning of a value, and what follows it.
func svgReference(_ text: String) -> (address: String, rest: String)? {
    let trimmed = text.drop { $0.isWhitespace }
    guard trimmed.lowercased().hasPrefix("url("), let close = trimmed.firstIndex(of: ")") else { return nil }
    let inside = trimmed[trimmed.index(trimmed.startIndex, offsetBy: 4)..<close]
    let address = inside.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
    return (address, String(trimmed[trimmed.index(after: close)...].drop { $0.isWhitespace }))
}
