//  OfferRefusal.swift
//  In: a customer that cannot be offered anything, or not so. Out: why, and what to do.

import DataFiles
import Diagnostics
import Measures

/// Why there is no offer.
public enum OfferRefusal: Error, Sendable, CustomStringConvertible {
    /// The profile is at fault; exit code 1.
    case input(DataFaults)
    /// The customer lies in the other company's area: no quote, but a one-page notice.
    case outsideArea(AreaRefusal)

    /// One line a fault: `file:line:column: what, and what to do`.
    public var description: String {
        switch self {
        case .input(let faults): faults.description
        case .outsideArea(let refusal): "\(refusal.place): \(refusal.advice)"
        }
    }
}

/// A customer in the area of NTT西日本.
public struct AreaRefusal: Sendable, Hashable {
    /// Two digits of JIS X 0401.
    public let prefecture: String
    public let message: Message
    public let place: SourceLocation
    /// For the terminal.
    public let advice: String
}
