//  Yen.swift
//  In: whole amounts of money. Out: the same, added and multiplied without ever rounding in secret.
//
//  Invariants of the room:
//  1. Money is whole yen; no floating point anywhere.
//  2. A day is a day of the proleptic Gregorian calendar; there is no time of day and no time zone.
//  3. What is not known is `nil`, never 0.

/// An amount in whole yen, tax included unless its name says otherwise.
public struct Yen: Sendable, Hashable, Comparable, BitwiseCopyable {
    public let amount: Int

    public init(_ amount: Int) { self.amount = amount }

    public static let zero = Yen(0)

    public static func < (left: Yen, right: Yen) -> Bool { left.amount < right.amount }
    public static func + (left: Yen, right: Yen) -> Yen { Yen(left.amount + right.amount) }
    public static func - (left: Yen, right: Yen) -> Yen { Yen(left.amount - right.amount) }
    public static func += (left: inout Yen, right: Yen) { left = left + right }
    public static func * (yen: Yen, count: Int) -> Yen { Yen(yen.amount * count) }
    public static prefix func - (yen: Yen) -> Yen { Yen(-yen.amount) }

    /// The largest multiple of `unit` that is not more than this amount (千円未満切捨て: `unit` 1,000).
    public func floored(to unit: Yen) -> Yen {
        guard unit.amount > 0 else { return self }
        let rest = amount % unit.amount
        return Yen(amount - (rest < 0 ? rest + unit.amount : rest))
    }

    /// Digits in groups of three: `279,950`.
    public var grouped: String {
        let digits = Array(String(amount.magnitude).utf8)
        var text: [UInt8] = amount < 0 ? [UInt8(ascii: "-")] : []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(UInt8(ascii: ",")) }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension Yen: CustomStringConvertible {
    public var description: String { grouped }
}

extension Sequence<Yen> {
    /// The sum; an empty sequence is zero yen.
    public var total: Yen { reduce(.zero, +) }
}

extension Sequence<Yen?> {
    /// The sum of what is known.
    public var totalOfKnown: Yen { reduce(.zero) { $0 + ($1 ?? .zero) } }

    /// The sum, or nothing as soon as one part is not known.
    public var totalIfKnown: Yen? {
        reduce(Yen?.some(.zero)) { sum, part in
            guard let sum, let part else { return nil }
            return sum + part
        }
    }
}
