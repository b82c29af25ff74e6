//  PieceFacts.swift
//  In: nothing. Out: what a run knows of one piece of mail beyond the offer, and what became of it.

import Codes

/// What a run knows of one piece.
public struct PieceFacts: Sendable, Hashable {
    /// A control piece is marked 見本 and is never mailed.
    public enum Role: Sendable, Hashable { case mail, specimen }

    /// The place in the run's order, from 1; at most seven digits.
    public var sequence: Int
    /// The print file, from 1; at most three digits.
    public var printFile: Int
    /// The profile's keys that `--defaults` filled, not the list: printed as 想定. `line.situation`: existing and new
    /// line stand side by side.
    public var assumed: Set<String>
    /// The customer bar code; nil if there is no postal data for the address or only its area's number is known.
    public var barcode: CustomerBarcode?
    public var role: Role

    public init(
        sequence: Int, printFile: Int = 1, assumed: Set<String> = [], barcode: CustomerBarcode? = nil,
        role: Role = .mail
    ) {
        self.sequence = sequence
        self.printFile = printFile
        self.assumed = assumed
        self.barcode = barcode
        self.role = role
    }
}

/// Whether a piece carries a legal customer bar code.
public enum BarcodeOutcome: Sendable, Hashable {
    /// Drawn at this size in points.
    case printed(points: Double)
    /// Left out: no discount may be claimed for this piece.
    case omitted(BarcodeObstacle)

    public var isPrinted: Bool {
        if case .printed = self { return true }
        return false
    }
}
