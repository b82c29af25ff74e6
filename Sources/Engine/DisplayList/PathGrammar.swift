//  PathGrammar.swift
//  In: the `d` of an SVG path. Out: path elements; at an error, all before it. https://www.w3.org/TR/SVG2/paths.html#PathDataBNF

import Geometry
import Glibc

/// Reads path data.
public enum PathGrammar {
    /// Absolute elements; quadratic curves and arcs become cubic ones.
    public static func parse(_ text: String) -> [PathElement] {
        var reader = NumberReader(Array(text.utf8))
        var path: [PathElement] = []
        var current = Point.zero
        var start = Point.zero
        /// The last control point, for smooth curves: cubic and quadratic.
        var cubic: Point?
        var quadratic: Point?
        var command: UInt8 = 0
        reader.skipSpaces()
        while let byte = reader.peek {
            if isLetter(byte) {
                command = byte
                reader.advance()
                if path.isEmpty, command | 0x20 != UInt8(ascii: "m") { return path }
                if command | 0x20 == UInt8(ascii: "z") {
                    path.append(.close)
                    current = start
                    cubic = nil
                    quadratic = nil
                    reader.skipSpaces()
                    continue
                }
            } else if command == 0 || command | 0x20 == UInt8(ascii: "z") {
                return path
            }
            // after `z` a new figure begins where the old one did
            if case .close? = path.last, command | 0x20 != UInt8(ascii: "m") { path.append(.move(start)) }
            let isRelative = command & 0x20 != 0
            func absolute(_ x: Double, _ y: Double) -> Point {
                isRelative ? Point(x: current.x + x, y: current.y + y) : Point(x: x, y: y)
            }
            var nextCubic: Point?
            var nextQuadratic: Point?
            switch command | 0x20 {
            case UInt8(ascii: "m"):
                guard let x = reader.number(), let y = reader.number() else { return path }
                current = absolute(x, y)
                start = current
                path.append(.move(current))
                // further pairs are lines
                command = isRelative ? UInt8(ascii: "l") : UInt8(ascii: "L")
            case UInt8(ascii: "l"):
                guard let x = reader.number(), let y = reader.number() else { return path }
                current = absolute(x, y)
                path.append(.line(current))
            case UInt8(ascii: "h"):
                guard let x = reader.number() else { return path }
                current.x = isRelative ? current.x + x : x
                path.append(.line(current))
            case UInt8(ascii: "v"):
                guard let y = reader.number() else { return path }
                current.y = isRelative ? current.y + y : y
                path.append(.line(current))
            case UInt8(ascii: "c"):
                guard let n = reader.numbers(6) else { return path }
                let end = absolute(n[4], n[5])
                nextCubic = absolute(n[2], n[3])
                path.append(.curve(absolute(n[0], n[1]), absolute(n[2], n[3]), end))
                current = end
            case UInt8(ascii: "s"):
                guard let n = reader.numbers(4) else { return path }
                let first = cubic.map { Point(x: 2 * current.x - $0.x, y: 2 * current.y - $0.y) } ?? current
                let end = absolute(n[2], n[3])
                nextCubic = absolute(n[0], n[1])
                path.append(.curve(first, absolute(n[0], n[1]), end))
                current = end
            case UInt8(ascii: "q"):
                guard let n = reader.numbers(4) else { return path }
                let control = absolute(n[0], n[1])
                let end = absolute(n[2], n[3])
                path.append(raised(current, control, end))
                nextQuadratic = control
                current = end
            case UInt8(ascii: "t"):
                guard let n = reader.numbers(2) else { return path }
                let control = quadratic.map { Point(x: 2 * current.x - $0.x, y: 2 * current.y - $0.y) } ?? current
                let end = absolute(n[0], n[1])
                path.append(raised(current, control, end))
                nextQuadratic = control
                current = end
            case UInt8(ascii: "a"):
                guard let rx = reader.number(), let ry = reader.number(), let angle = reader.number(),
                    let isLarge = reader.flag(), let isSweep = reader.flag(), let x = reader.number(),
                    let y = reader.number()
                else { return path }
                let end = absolute(x, y)
                path += arc(from: current, to: end, rx: rx, ry: ry, angle: angle, isLarge: isLarge, isSweep: isSweep)
                current = end
            default: return path
            }
            cubic = nextCubic
            quadratic = nextQuadratic
            reader.skipSpacesAndComma()
        }
        return path
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        let low = byte | 0x20
        return low >= UInt8(ascii: "a") && low <= UInt8(ascii: "z")
    }

    /// A quadratic curve as a cubic one.
    static func raised(_ from: Point, _ control: Point, _ to: Point) -> PathElement {
        .curve(
            Point(x: from.x + (control.x - from.x) * 2 / 3, y: from.y + (control.y - from.y) * 2 / 3),
            Point(x: to.x + (control.x - to.x) * 2 / 3, y: to.y + (control.y - to.y) * 2 / 3), to)
    }

    /// https://www.w3.org/TR/SVG2/implnote.html#ArcImplementationNotes
    public static func arc(
        from: Point, to: Point, rx: Double, ry: Double, angle: Double, isLarge: Bool, isSweep: Bool
    ) -> [PathElement] {
        if from == to { return [] }
        var rx = abs(rx)
        var ry = abs(ry)
        guard rx > 0, ry > 0, rx.isFinite, ry.isFinite, angle.isFinite else { return [.line(to)] }
        let (sine, cosine) = sineAndCosine(degrees: angle)
        let dx = (from.x - to.x) / 2
        let dy = (from.y - to.y) / 2
        let x1 = cosine * dx + sine * dy
        let y1 = -sine * dx + cosine * dy
        let lambda = x1 * x1 / (rx * rx) + y1 * y1 / (ry * ry)
        if lambda > 1 {
            rx *= lambda.squareRoot()
            ry *= lambda.squareRoot()
        }
        let denominator = rx * rx * y1 * y1 + ry * ry * x1 * x1
        guard denominator > 0, denominator.isFinite else { return [.line(to)] }
        var factor = max(0, (rx * rx * ry * ry - denominator) / denominator).squareRoot()
        if isLarge == isSweep { factor = -factor }
        let cx1 = factor * rx * y1 / ry
        let cy1 = -factor * ry * x1 / rx
        let cx = cosine * cx1 - sine * cy1 + (from.x + to.x) / 2
        let cy = sine * cx1 + cosine * cy1 + (from.y + to.y) / 2
        let start = atan2((y1 - cy1) / ry, (x1 - cx1) / rx)
        var sweep = atan2((-y1 - cy1) / ry, (-x1 - cx1) / rx) - start
        if isSweep, sweep < 0 { sweep += 2 * .pi }
        if !isSweep, sweep > 0 { sweep -= 2 * .pi }
        let count = max(1, Int((abs(sweep) / (.pi / 2) - 1e-9).rounded(.up)))
        let step = sweep / Double(count)
        let k = 4 / 3 * tan(step / 4)
        func place(_ x: Double, _ y: Double) -> Point {
            Point(x: cx + cosine * rx * x - sine * ry * y, y: cy + sine * rx * x + cosine * ry * y)
        }
        var result: [PathElement] = []
        for index in 0..<count {
            let a = start + Double(index) * step
            let b = a + step
            result.append(
                .curve(
                    place(cos(a) - k * sin(a), sin(a) + k * cos(a)), place(cos(b) + k * sin(b), sin(b) - k * cos(b)),
                    index == count - 1 ? to : place(cos(b), sin(b))))
        }
        return result
    }
}

/// Reads SVG's numbers, which need no separators where none are needed.
public struct NumberReader {
    private let bytes: [UInt8]
    private var index = 0

    public init(_ bytes: [UInt8]) { self.bytes = bytes }
    public var peek: UInt8? { index < bytes.count ? bytes[index] : nil }
    public var isAtEnd: Bool { index >= bytes.count }
    public mutating func advance() { index += 1 }
    public mutating func skipSpaces() {
        while let byte = peek, byte == 0x20 || (0x09...0x0D).contains(byte) { index += 1 }
    }
    public mutating func skipSpacesAndComma() {
        skipSpaces()
        if peek == UInt8(ascii: ",") {
            index += 1
            skipSpaces()
        }
    }
    /// An arc's flag: one digit, 0 or 1.
    public mutating func flag() -> Bool? {
        skipSpacesAndComma()
        guard let byte = peek, byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else { return nil }
        index += 1
        return byte == UInt8(ascii: "1")
    }
    public mutating func numbers(_ count: Int) -> [Double]? {
        var result: [Double] = []
        for _ in 0..<count {
            guard let number = number() else { return nil }
            result.append(number)
        }
        return result
    }
    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]
    /// nil: no number is here; the place is then unchanged but for spaces.
    public mutating func number() -> Double? {
        skipSpacesAndComma()
        let from = index
        var place = index
        func isDigit(_ at: Int) -> Bool { at < bytes.count && bytes[at] >= 0x30 && bytes[at] <= 0x39 }
        if place < bytes.count, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") { place += 1 }
        var digits = 0
        var fraction = 0
        var mantissa = 0
        while isDigit(place) {
            mantissa = mantissa &* 10 &+ Int(bytes[place] & 15)
            place += 1
            digits += 1
        }
        if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
            place += 1
            while isDigit(place) {
                mantissa = mantissa &* 10 &+ Int(bytes[place] & 15)
                place += 1
                digits += 1
                fraction += 1
            }
        }
        guard digits > 0 else { return nil }
        if digits <= 15, place >= bytes.count || bytes[place] | 0x20 != UInt8(ascii: "e") {
            // both are exact, so the quotient is the nearest number, as of any other way to read it
            let value = Double(mantissa) / Self.powersOfTen[fraction]
            index = place
            return bytes[from] == UInt8(ascii: "-") ? -value : value
        }
        if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
            var exponent = place + 1
            if exponent < bytes.count, bytes[exponent] == UInt8(ascii: "-") || bytes[exponent] == UInt8(ascii: "+") {
                exponent += 1
            }
            if isDigit(exponent) {
                while isDigit(exponent) { exponent += 1 }
                place = exponent
            }
        }
        index = place
        var text = String(decoding: bytes[from..<place], as: UTF8.self)
        if text.hasPrefix("+") { text.removeFirst() }
        if text.hasSuffix(".") { text.removeLast() }
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }
    /// What follows the number up to a space, comma or the end: its unit.
    public mutating func unit() -> String {
        let from = index
        while let byte = peek, byte == UInt8(ascii: "%") || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) { index += 1 }
        return String(decoding: bytes[from..<index], as: UTF8.self)
    }
}
