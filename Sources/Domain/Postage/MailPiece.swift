//  MailPiece.swift
//  In: sheets, paper, envelope, enclosures. Out: what the piece weighs and how thick it is.

/// One envelope with what is in it. Sheets are A4, folded into the envelope's layers.
public struct MailPiece: Sendable, Hashable {
    public var sheets: Int
    public var paper: Paper
    public var envelope: Envelope
    /// Whatever else goes in: a leaflet, a reply envelope.
    public var enclosureMilligrams: Int
    public var enclosureMicrometres: Int

    public init(
        sheets: Int, paper: Paper, envelope: Envelope, enclosureMilligrams: Int = 0, enclosureMicrometres: Int = 0
    ) {
        self.sheets = sheets
        self.paper = paper
        self.envelope = envelope
        self.enclosureMilligrams = enclosureMilligrams
        self.enclosureMicrometres = enclosureMicrometres
    }

    /// The area of A4 in square millimetres: 210 × 297. One gram per square metre is one microgram per square millimetre.
    static let sheetArea = 62_370

    /// Never less than the true weight: the last fraction of a milligram counts as one.
    public var milligrams: Int {
        let micrograms = sheets * Self.sheetArea * paper.decigramsPerSquareMetre / 10
        return (micrograms + 999) / 1000 + envelope.milligrams + enclosureMilligrams
    }

    /// Every layer of every sheet, both walls of the envelope.
    public var micrometres: Int {
        sheets * envelope.layers * paper.micrometres + 2 * envelope.micrometres + enclosureMicrometres
    }
}
