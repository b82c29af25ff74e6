//  Product.swift
//  In: nothing. Out: the words for what can be bought.

import Measures

/// A product with what its card says. Every text is the data file's.
public struct Product: Sendable, Hashable {
    public let id: String
    public let name: String
    public let maker: String?
    public let model: String?
    /// Name and value in the order of the card.
    public let specifications: [Specification]
    public let maintenance: [String]
    /// What is not in the box, if the source says so.
    public let remarks: [String]
    public let use: [String]
    /// For a router: how many LAN ports it has.
    public let lanPorts: Int?
    public let source: String
    public let status: FigureStatus

    public struct Specification: Sendable, Hashable {
        public let name: String
        public let value: String
    }
}

/// A solution of the catalogue that answers a need of the profile.
public struct Solution: Sendable, Hashable {
    /// The key of the profile's `needs`.
    public let need: String
    public let area: String
    public let wish: String
    public let product: String
    public let effect: String
    /// What its drawing shows (Assets/Pictures/need-….svg, by the need's key).
    public let drawing: String
    /// For those who examine and treat patients; a pharmacy hears of it only if it asks.
    public let isForCare: Bool
    public let source: String
}

/// A note of the price tables.
public struct PriceNote: Sendable, Hashable {
    public let id: String
    public let text: String
    public let source: String
}

/// Whether an item can be ordered.
public enum Availability: String, Sendable, Hashable, CaseIterable { case offered, suspended, ended }
