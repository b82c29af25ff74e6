//  LengthSyntax.swift
//  In: numbers with units. Out: specified lengths, and their computed values once the font size is known.

import Geometry

/// What relative units need to become CSS px.
struct LengthBasis {
    var fontSize: Double
    var rootFontSize: Double
    var rootLineHeight: Double
    var viewport: Size
}

/// Units that are not absolute. https://www.w3.org/TR/css-values-4/#relative-lengths
enum RelativeUnit: UInt8, Sendable, Hashable {
    case em, rem, rlh, vw, vh, vmin, vmax
    case ch, ex, cap, ic, lh

    init?(_ unit: String) {
        switch unit {
        case "em": self = .em
        case "rem": self = .rem
        case "rlh": self = .rlh
        case "vw", "svw", "lvw", "dvw", "vi", "svi", "lvi", "dvi": self = .vw
        case "vh", "svh", "lvh", "dvh", "vb", "svb", "lvb", "dvb": self = .vh
        case "vmin", "svmin", "lvmin", "dvmin": self = .vmin
        case "vmax", "svmax", "lvmax", "dvmax": self = .vmax
        case "ch", "rch": self = .ch
        case "ex", "rex": self = .ex
        case "cap", "rcap": self = .cap
        case "ic", "ric": self = .ic
        case "lh": self = .lh
        default: return nil
        }
    }
    /// The unit if only Layout can resolve it.
    var fontUnit: Calculation.FontUnit? {
        switch self {
        case .ch: .ch
        case .ex: .ex
        case .cap: .cap
        case .ic: .ic
        case .lh: .lh
        default: nil
        }
    }
    /// CSS px of one such unit; nil if only Layout knows.
    func px(_ basis: LengthBasis) -> Double? {
        switch self {
        case .em: basis.fontSize
        case .rem: basis.rootFontSize
        case .rlh: basis.rootLineHeight
        case .vw: basis.viewport.width / 100
        case .vh: basis.viewport.height / 100
        case .vmin: min(basis.viewport.width, basis.viewport.height) / 100
        case .vmax: max(basis.viewport.width, basis.viewport.height) / 100
        default: nil
        }
    }
}

enum AbsoluteUnit {
    /// CSS px of one absolute unit. https://www.w3.org/TR/css-values-4/#absolute-lengths
    static func px(_ unit: String) -> Double? {
        switch unit {
        case "px": 1
        case "mm": 96 / 25.4
        case "cm": 96 / 2.54
        case "pt": 96.0 / 72
        case "in": 96
        case "pc": 16
        case "q": 96 / 101.6
        default: nil
        }
    }
    /// Degrees of one unit of angle.
    static func degrees(_ unit: String) -> Double? {
        switch unit {
        case "deg": 1
        case "grad": 0.9
        case "rad": 180 / Double.pi
        case "turn": 360
        default: nil
        }
    }
    /// Dots per CSS px of one unit of resolution.
    static func dppx(_ unit: String) -> Double? {
        switch unit {
        case "dppx", "x": 1
        case "dpi": 1.0 / 96
        case "dpcm": 2.54 / 96
        default: nil
        }
    }
}

/// A specified `<length-percentage>`.
enum LengthValue: Sendable, Hashable {
    case px(Float)
    case percent(Float)
    case relative(Double, RelativeUnit)
    case calc(CalcNode)

    static let zero = LengthValue.px(0)

    func computed(_ basis: LengthBasis) -> LengthPercentage {
        switch self {
        case .px(let px): return .px(px)
        case .percent(let percent): return .percent(percent)
        case .relative(let number, let unit):
            if let px = unit.px(basis) { return .px(Self.bounded(number * px)) }
            return .calc(.font(number, unit.fontUnit ?? .ch))
        case .calc(let node): return Self.simplified(node.computed(basis))
        }
    }
    /// The length in CSS px where fonts cannot be asked: `ch` and `ex` count as half an em, percentages as given.
    func px(_ basis: LengthBasis, percentOf whole: Double = 0) -> Float {
        let font = FontRelativeBasis(
            ch: Float(basis.fontSize / 2), ex: Float(basis.fontSize / 2), cap: Float(basis.fontSize * 0.7),
            ic: Float(basis.fontSize), lh: Float(basis.fontSize * 1.2))
        switch computed(basis) {
        case .px(let px): return px
        case .percent(let percent): return Self.bounded(Double(percent) * whole / 100)
        case .calc(let calculation): return Self.bounded(calculation.value(basis: whole, font: font))
        }
    }
    static func simplified(_ calculation: Calculation) -> LengthPercentage {
        switch calculation {
        case .px(let px): .px(bounded(px))
        case .percent(let percent): .percent(bounded(percent))
        default: .calc(calculation)
        }
    }
    static func bounded(_ value: Double) -> Float {
        value.isNaN ? 0 : Float(min(max(value, -1e9), 1e9))
    }
    /// False for what is known to be below zero; a calculation is clamped when it is used.
    var isNotNegative: Bool {
        switch self {
        case .px(let value), .percent(let value): value >= 0
        case .relative(let value, _): value >= 0
        case .calc: true
        }
    }
    func clampedToZero(_ basis: LengthBasis) -> LengthPercentage {
        let value = computed(basis)
        switch value {
        case .px(let px): return px < 0 ? .zero : value
        case .percent(let percent): return percent < 0 ? .percent(0) : value
        case .calc(let calculation): return .calc(.max([.px(0), calculation]))
        }
    }
}

enum ValueRange { case all, notNegative }
/// Whether a property takes percentages.
enum PercentUse { case allowed, forbidden }

extension TokenCursor {
    /// `<number>`, calculated ones too.
    mutating func number(_ range: ValueRange = .all) -> Double? {
        guard let token = peek() else { return nil }
        if token.kind == .number {
            if range == .notNegative, token.number < 0 { return nil }
            position += 1
            return token.number
        }
        return attempt { cursor in
            guard case .number(let value)? = cursor.calculation(.number) else { return nil }
            return range == .notNegative ? max(0, value) : value
        }
    }
    /// `<integer>`; calculated numbers are rounded.
    mutating func integer(_ range: ClosedRange<Int32> = Int32.min...Int32.max) -> Int32? {
        guard let token = peek() else { return nil }
        if token.kind == .number {
            guard token.flag else { return nil }
            let value = Int32(clamping: Int64(max(-1e15, min(1e15, token.number))))
            guard range.contains(value) else { return nil }
            position += 1
            return value
        }
        return attempt { cursor in
            guard case .number(let value)? = cursor.calculation(.number) else { return nil }
            let whole = Int32(clamping: Int64(max(-1e15, min(1e15, (value + 0.5).rounded(.down)))))
            return min(max(whole, range.lowerBound), range.upperBound)
        }
    }
    /// `<percentage>`; 100 means 100 %.
    mutating func percentage(_ range: ValueRange = .all) -> Double? {
        guard let token = peek() else { return nil }
        if token.kind == .percentage {
            if range == .notNegative, token.number < 0 { return nil }
            position += 1
            return token.number
        }
        return attempt { cursor in
            guard case .percent(let value)? = cursor.calculation(.lengthPercentage) else { return nil }
            return range == .notNegative ? max(0, value) : value
        }
    }
    /// `<number> | <percentage>` as a number, 50 % being 0.5.
    mutating func numberOrPercentage(_ range: ValueRange = .all) -> Double? {
        if let percent = percentage(range) { return percent / 100 }
        return number(range)
    }
    mutating func length(_ range: ValueRange = .all) -> LengthValue? { lengthPercentage(range, percent: .forbidden) }

    mutating func lengthPercentage(_ range: ValueRange = .all, percent: PercentUse = .allowed) -> LengthValue? {
        guard let token = peek() else { return nil }
        var value: LengthValue
        switch token.kind {
        case .dimension:
            if let px = AbsoluteUnit.px(token.keyword) {
                value = .px(LengthValue.bounded(token.number * px))
            } else if let unit = RelativeUnit(token.keyword) {
                value = .relative(token.number, unit)
            } else {
                return nil
            }
        case .percentage where percent == .allowed: value = .percent(LengthValue.bounded(token.number))
        case .number where token.number == 0: value = .px(0)
        case .function:
            return attempt { cursor in
                guard let node = cursor.calculation(.lengthPercentage) else { return nil }
                if percent == .forbidden, node.hasPercent { return nil }
                switch node {
                case .length(let px, nil): return .px(LengthValue.bounded(range == .notNegative ? max(0, px) : px))
                case .percent(let value):
                    return .percent(LengthValue.bounded(range == .notNegative ? max(0, value) : value))
                case .length(let number, let unit?) where number >= 0 || range == .all: return .relative(number, unit)
                default: return .calc(range == .notNegative ? .max([.length(0, nil), node]) : node)
                }
            }
        default: return nil
        }
        if range == .notNegative, !value.isNotNegative { return nil }
        position += 1
        return value
    }
    /// `<angle>` in degrees; a bare 0 is one where `zero` says so.
    mutating func angle(zero: Bool = true) -> Double? {
        guard let token = peek() else { return nil }
        if token.kind == .dimension, let degrees = AbsoluteUnit.degrees(token.keyword) {
            position += 1
            return token.number * degrees
        }
        if zero, token.kind == .number, token.number == 0 {
            position += 1
            return 0
        }
        return attempt { cursor in
            guard case .angle(let value)? = cursor.calculation(.angle) else { return nil }
            return value
        }
    }
    /// `<resolution>` in dots per CSS px.
    mutating func resolution() -> Double? {
        guard let token = peek(), token.kind == .dimension, let dppx = AbsoluteUnit.dppx(token.keyword) else {
            return nil
        }
        position += 1
        return token.number * dppx
    }
}
