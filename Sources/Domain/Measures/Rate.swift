//  Rate.swift
//  In: fractions as rules print them (3/4). Out: their application to yen, rounded down.

/// A fraction between 0 and 1 in lowest terms as the rule prints it.
public struct Rate: Sendable, Hashable, BitwiseCopyable {
    public let numerator: Int
    public let denominator: Int

    public init?(_ numerator: Int, _ denominator: Int) {
        guard denominator > 0, denominator <= 1000, numerator >= 0, numerator <= denominator else { return nil }
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Reads `3/4`.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let numerator = Int(parts[0]), let denominator = Int(parts[1]) else { return nil }
        self.init(numerator, denominator)
    }

    /// The share of an amount, fractions of a yen dropped.
    public func of(_ yen: Yen) -> Yen { Yen(yen.amount * numerator / denominator) }
}

extension Rate: CustomStringConvertible {
    public var description: String { "\(numerator)/\(denominator)" }
}
