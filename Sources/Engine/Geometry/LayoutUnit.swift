//  LayoutUnit.swift
//  In: lengths in CSS pixels. Out: fixed-point lengths whose sums are exact and the same on every machine.

/// A length in 1/64 CSS px. Arithmetic saturates and never traps, so that absurd input cannot crash layout.
public struct LayoutUnit: Hashable, Comparable, Sendable, BitwiseCopyable {
    /// The number of 64ths of a CSS pixel.
    public var raw: Int32

    public static let zero = LayoutUnit(raw: 0)
    public static let max = LayoutUnit(raw: Int32.max)
    public static let min = LayoutUnit(raw: -Int32.max)
    /// The size "not known yet" (an `auto` block size while it is being found). Test with `isIndefinite`;
    /// never calculate with it.
    public static let indefinite = LayoutUnit(raw: Int32.min)
    public static let epsilon = LayoutUnit(raw: 1)

    @inlinable public init(raw: Int32) { self.raw = raw }
    /// Whole CSS pixels.
    @inlinable public init(_ px: Int) {
        let (scaled, overflow) = Int64(px).multipliedReportingOverflow(by: 64)
        self.init(saturating: overflow ? (px < 0 ? .min : .max) : scaled)
    }
    /// CSS pixels, rounded to the nearest 64th. NaN becomes zero.
    @inlinable public init(px: Double) {
        let scaled = (px * 64).rounded()
        if scaled >= 2_147_483_647 {
            raw = Int32.max
        } else if scaled <= -2_147_483_647 {
            raw = -Int32.max
        } else {
            raw = scaled.isNaN ? 0 : Int32(scaled)
        }
    }
    @inlinable public init(px: Float) { self.init(px: Double(px)) }
    /// CSS pixels, rounded up to the next 64th: the way a text run's width enters layout.
    @inlinable public init(ceiling px: Float) { self.init(px: (Double(px) * 64 - 0.01).rounded(.up) / 64) }
    @inlinable public init(saturating value: Int64) {
        raw = value > Int64(Int32.max) ? Int32.max : value < -Int64(Int32.max) ? -Int32.max : Int32(value)
    }

    /// CSS pixels.
    @inlinable public var px: Double { Double(raw) / 64 }
    @inlinable public var isIndefinite: Bool { raw == Int32.min }
    /// The value, or nil when indefinite.
    @inlinable public var definite: LayoutUnit? { isIndefinite ? nil : self }

    @inlinable public static func < (a: Self, b: Self) -> Bool { a.raw < b.raw }
    @inlinable public static func + (a: Self, b: Self) -> Self { Self(saturating: Int64(a.raw) + Int64(b.raw)) }
    @inlinable public static func - (a: Self, b: Self) -> Self { Self(saturating: Int64(a.raw) - Int64(b.raw)) }
    @inlinable public static prefix func - (a: Self) -> Self { Self(saturating: -Int64(a.raw)) }
    @inlinable public static func += (a: inout Self, b: Self) { a = a + b }
    @inlinable public static func -= (a: inout Self, b: Self) { a = a - b }
    @inlinable public static func * (a: Self, b: Int) -> Self {
        let (product, overflow) = Int64(a.raw).multipliedReportingOverflow(by: Int64(b))
        return overflow ? ((a.raw < 0) == (b < 0) ? .max : .min) : Self(saturating: product)
    }
    /// Floors, so that parts never sum to more than the whole. Division by zero gives zero.
    @inlinable public static func / (a: Self, b: Int) -> Self {
        b == 0 ? .zero : Self(saturating: (Double(a.raw) / Double(b)).rounded(.down).asInt64)
    }
    /// A fraction of this length, rounded to the nearest 64th.
    @inlinable public func scaled(by factor: Double) -> Self { Self(px: px * factor) }

    /// Never below zero; indefinite stays indefinite.
    @inlinable public var clampedToZero: Self { raw < 0 && !isIndefinite ? .zero : self }
}

extension Double {
    @usableFromInline var asInt64: Int64 { self >= 9e18 ? .max : self <= -9e18 ? .min : isNaN ? 0 : Int64(self) }
}

extension LayoutUnit: CustomStringConvertible {
    /// CSS pixels without trailing zeros, as dumps print them.
    public var description: String {
        if isIndefinite { return "indefinite" }
        let whole = px
        return whole == whole.rounded() ? String(Int(whole)) : String(whole)
    }
}
