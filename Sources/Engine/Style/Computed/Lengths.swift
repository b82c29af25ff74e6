//  Lengths.swift
//  In: computed CSS lengths. Out: used lengths, once the percentage basis and the font are known (in Layout).

import Geometry

/// What a font-relative unit needs that only Layout knows (`ch`, `ex`, `lh` stay unresolved until then).
public struct FontRelativeBasis: Hashable, Sendable, BitwiseCopyable {
    /// Advance of "0", x-height, cap height, advance of 水, and the used line height, in CSS px.
    public var ch, ex, cap, ic, lh: Float
    public init(ch: Float, ex: Float, cap: Float, ic: Float, lh: Float) {
        self.ch = ch
        self.ex = ex
        self.cap = cap
        self.ic = ic
        self.lh = lh
    }
}

/// A computed `<length-percentage>`: `em`, `rem`, `vw` and absolute units are already CSS px.
public enum LengthPercentage: Hashable, Sendable {
    case px(Float)
    /// 100 means 100 %.
    case percent(Float)
    /// Anything that needs a percentage basis or a font: `calc(100% - 3px)`, `2ch`, `min(50%, 3lh)`.
    case calc(Calculation)

    public static let zero = LengthPercentage.px(0)

    public var hasPercent: Bool {
        switch self {
        case .px: false
        case .percent: true
        case .calc(let calculation): calculation.hasPercent
        }
    }
    public var isZero: Bool { self == .px(0) || self == .percent(0) }

    /// The used length; nil when a percentage has no definite basis.
    public func resolve(against basis: LayoutUnit, font: FontRelativeBasis? = nil) -> LayoutUnit? {
        switch self {
        case .px(let px): return LayoutUnit(px: px)
        case .percent(let percent):
            return basis.isIndefinite ? nil : LayoutUnit(px: basis.px * Double(percent) / 100)
        case .calc(let calculation):
            if calculation.hasPercent, basis.isIndefinite { return nil }
            return LayoutUnit(px: calculation.value(basis: basis.isIndefinite ? 0 : basis.px, font: font))
        }
    }
    /// The used length, counting an indefinite basis as zero.
    public func resolveOrZero(against basis: LayoutUnit, font: FontRelativeBasis? = nil) -> LayoutUnit {
        resolve(against: basis, font: font) ?? .zero
    }
}

/// A calculation tree. https://www.w3.org/TR/css-values-4/#calc-internal
public indirect enum Calculation: Hashable, Sendable {
    public enum FontUnit: UInt8, Hashable, Sendable { case ch, ex, cap, ic, lh }
    case px(Double)
    case percent(Double)
    case font(Double, FontUnit)
    case sum([Calculation])
    case product(Calculation, Double)
    case min([Calculation])
    case max([Calculation])
    case clamp(Calculation, Calculation, Calculation)
    case function(MathFunction, [Calculation])

    /// The functions whose result may depend on a percentage or a font. https://www.w3.org/TR/css-values-4/#math
    public enum MathFunction: UInt8, Hashable, Sendable {
        case abs, hypot, mod, rem, roundNearest, roundUp, roundDown, roundToZero
        /// The result for these arguments; NaN where CSS says so.
        public func value(_ a: [Double]) -> Double {
            let first = a.first ?? 0
            let second = a.count > 1 ? a[1] : 1
            switch self {
            case .abs: return Swift.abs(first)
            case .hypot: return a.reduce(0) { $0 + $1 * $1 }.squareRoot()
            case .mod: return first - second * (first / second).rounded(.down)
            case .rem: return first.truncatingRemainder(dividingBy: second)
            case .roundNearest: return (first / second + 0.5).rounded(.down) * second
            case .roundUp: return (first / second).rounded(.up) * second
            case .roundDown: return (first / second).rounded(.down) * second
            case .roundToZero: return (first / second).rounded(.towardZero) * second
            }
        }
    }

    public var hasPercent: Bool {
        switch self {
        case .px, .font: false
        case .percent: true
        case .sum(let parts), .min(let parts), .max(let parts): parts.contains(where: \.hasPercent)
        case .product(let part, _): part.hasPercent
        case .clamp(let a, let b, let c): a.hasPercent || b.hasPercent || c.hasPercent
        case .function(_, let parts): parts.contains(where: \.hasPercent)
        }
    }
    /// The value in CSS px; `basis` is what 100 % means, in CSS px.
    public func value(basis: Double, font: FontRelativeBasis?) -> Double {
        switch self {
        case .px(let px): return px
        case .percent(let percent): return basis * percent / 100
        case .font(let number, let unit):
            guard let font else { return number * 8 }
            switch unit {
            case .ch: return number * Double(font.ch)
            case .ex: return number * Double(font.ex)
            case .cap: return number * Double(font.cap)
            case .ic: return number * Double(font.ic)
            case .lh: return number * Double(font.lh)
            }
        case .sum(let parts): return parts.reduce(0) { $0 + $1.value(basis: basis, font: font) }
        case .product(let part, let factor): return part.value(basis: basis, font: font) * factor
        case .min(let parts): return parts.map { $0.value(basis: basis, font: font) }.min() ?? 0
        case .max(let parts): return parts.map { $0.value(basis: basis, font: font) }.max() ?? 0
        case .clamp(let low, let middle, let high):
            return Swift.max(
                low.value(basis: basis, font: font),
                Swift.min(middle.value(basis: basis, font: font), high.value(basis: basis, font: font)))
        case .function(let function, let parts):
            let value = function.value(parts.map { $0.value(basis: basis, font: font) })
            return value.isFinite ? value : 0
        }
    }
}

/// `width`, `height`, `min-*`, `max-*`, `flex-basis`. https://www.w3.org/TR/css-sizing-3/
public enum SizeValue: Hashable, Sendable {
    case auto
    /// `none` of max-*; `content` of flex-basis.
    case none
    case content
    case length(LengthPercentage)
    case minContent, maxContent
    /// nil: the keyword `fit-content`; else the argument of the function.
    case fitContent(LengthPercentage?)
    case stretch

    public var isAuto: Bool { self == .auto }
    public var hasPercent: Bool {
        switch self {
        case .length(let length): length.hasPercent
        case .fitContent(let limit): limit?.hasPercent ?? false
        default: false
        }
    }
}

/// A margin or an inset: a length or `auto`.
public enum LengthOrAuto: Hashable, Sendable {
    case auto
    case length(LengthPercentage)
    public static let zero = LengthOrAuto.length(.zero)
    public var isAuto: Bool { self == .auto }
    public var lengthPercentage: LengthPercentage? {
        if case .length(let length) = self { return length }
        return nil
    }
}
