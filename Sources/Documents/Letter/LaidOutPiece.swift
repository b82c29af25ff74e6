//  LaidOutPiece.swift
//  In: a laid-out document. Out: its pages with their codes, how many sheets it has, and whether its bar code is legal.

import Codes
import Diagnostics
import Markup
import PagedMedia
import Proposal

/// One piece of mail, laid out. Belongs to one thread, as its session does.
public struct LaidOutPiece {
    public let kind: PieceKind
    public let facts: PieceFacts
    /// The filled template.
    public let html: MarkupDocument
    /// Its pages are front and back by turns; codes are stamped on the fronts, and `session.drawing(of:)` draws them.
    public let session: DocumentSession
    public let pageCount: Int
    public let barcode: BarcodeOutcome
    public let address: AddressBlock
    public let geometry: WindowGeometry
    private let workshop: DocumentWorkshop

    /// Sheets of paper, printed on both sides.
    public var sheets: Int { (pageCount + 1) / 2 }
    /// The last sheet has an empty back: a print stream adds a blank page.
    public var endsOnFront: Bool { !pageCount.isMultiple(of: 2) }
    /// Whether machine and envelope take so many sheets.
    public var fitsEnvelope: Bool { sheets <= geometry.envelope.maximumSheets }

    init(
        kind: PieceKind, facts: PieceFacts, html: MarkupDocument, session: DocumentSession, barcode: BarcodeOutcome,
        address: AddressBlock, geometry: WindowGeometry, workshop: DocumentWorkshop
    ) {
        self.kind = kind
        self.facts = facts
        self.html = html
        self.session = session
        self.barcode = barcode
        self.address = address
        self.geometry = geometry
        self.workshop = workshop
        pageCount = session.pageCount
    }

    /// Characters that no font has (外字); a document with any must not go out.
    public var missingCharacters: [Diagnostic] {
        session.diagnostics.entries.filter { $0.id == "text-missing-glyph" }
    }

    /// A hash of what the piece says and of its codes: with the same renderer and data the same hash means the same pages,
    /// in whichever file they were painted.
    public var contentHash: String {
        let bars = barcode.isPrinted ? facts.barcode?.codes ?? [] : []
        let codes = "\n\(facts.sequence) \(facts.printFile) \(bars)\n"
        return Checksum.sha256(html.serialize() + Array(codes.utf8))
    }

    /// The recipient's own PDF.
    public func render() throws(DocumentError) -> MadeDocument { try workshop.render(session) }
}
