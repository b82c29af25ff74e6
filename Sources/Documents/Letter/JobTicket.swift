//  JobTicket.swift
//  In: what a print file holds. Out: the paper that goes with it to the press (作業指示書), and the envelope's artwork.

import Diagrams
import Measures
import Postage
import Proposal
import Templating
import Wording

/// What a print file holds.
public struct PrintFileFacts: Sendable, Hashable {
    public struct StepLine: Sendable, Hashable {
        public var step: PostageStep
        public var pieces: Int
        public init(step: PostageStep, pieces: Int) {
            self.step = step
            self.pieces = pieces
        }
    }
    public var kind: PieceKind
    /// The day of the documents.
    public var day: Day
    public var fileName: String
    /// From 1, of so many.
    public var number: Int
    public var count: Int
    /// Pieces to be mailed, and control pieces beside them.
    public var pieces: Int
    public var specimens: Int
    /// Of the whole file, control pieces included.
    public var pages: Int
    public var sheets: Int
    public var firstSequence: Int
    public var lastSequence: Int
    /// Seven digits; nothing where the list has none.
    public var firstPostalCode: String?
    public var lastPostalCode: String?
    /// How many pieces have so many sheets, in the order of the sheets.
    public var sheetCounts: [SheetCount]
    /// How many pieces carry a legal customer bar code.
    public var barcoded: Int
    /// In the order of the postage table; empty: not known.
    public var steps: [StepLine]
    public var sha256: String
    public var bytes: Int
    /// The paper's name; nothing: as agreed.
    public var paper: String?
    /// Which pieces go in which envelope, where the run has more than one sender.
    public var envelopes: [EnvelopeRun] = []

    /// Pieces of one sender that follow each other.
    public struct EnvelopeRun: Sendable, Hashable {
        /// The page of the artwork, from 1.
        public var number: Int
        public var firstSequence: Int
        public var lastSequence: Int
        public var pieces: Int
        public init(number: Int, firstSequence: Int, lastSequence: Int, pieces: Int) {
            self.number = number
            self.firstSequence = firstSequence
            self.lastSequence = lastSequence
            self.pieces = pieces
        }
    }

    public struct SheetCount: Sendable, Hashable {
        public var sheets: Int
        public var pieces: Int
        public init(sheets: Int, pieces: Int) {
            self.sheets = sheets
            self.pieces = pieces
        }
    }

    public init(
        kind: PieceKind, day: Day, fileName: String, number: Int, count: Int, pieces: Int, specimens: Int, pages: Int,
        sheets: Int, sequences: ClosedRange<Int>, postalCodes: (first: String?, last: String?),
        sheetCounts: [SheetCount], barcoded: Int, steps: [StepLine], sha256: String, bytes: Int, paper: String? = nil
    ) {
        self.kind = kind
        self.day = day
        self.fileName = fileName
        self.number = number
        self.count = count
        self.pieces = pieces
        self.specimens = specimens
        self.pages = pages
        self.sheets = sheets
        firstSequence = sequences.lowerBound
        lastSequence = sequences.upperBound
        firstPostalCode = postalCodes.first
        lastPostalCode = postalCodes.last
        self.sheetCounts = sheetCounts
        self.barcoded = barcoded
        self.steps = steps
        self.sha256 = sha256
        self.bytes = bytes
        self.paper = paper
    }
}

extension LetterWorkshop {
    static let ticketName = "Letter/ticket.html"
    static let artworkName = "Letter/envelope.html"

    /// The job ticket of a print file.
    public func jobTicket(_ file: PrintFileFacts) throws(DocumentError) -> MadeDocument {
        let geometry = try geometry(of: file.kind)
        let record = TemplateRecord([
            "file": value(of: file), "envelope": try envelopeFacts(file.kind),
            "seller": .record(["company": .text(workshop.brand.company)]),
            "machine": .record([
                "example": .text(
                    SheetCodes.machineText(
                        printFile: file.number, sequence: file.firstSequence, sheet: 1,
                        of: file.sheetCounts.first?.sheets ?? 1))
            ]),
            "code": .record([
                "points": TemplateValue(geometry.codeSize.map { LetterFigures.decimal($0.points) }),
                "width": TemplateValue(geometry.codeSize.map { LetterFigures.decimal($0.width) }),
                "fits": .bool(geometry.codeSize != nil),
            ]),
        ])
        let filled = try workshop.fill(Self.ticketName, record, language: .ja)
        return try workshop.render(filled, name: Self.ticketName, created: file.day)
    }

    private func value(of file: PrintFileFacts) -> TemplateValue {
        func postal(_ code: String?) -> TemplateValue {
            TemplateValue(code.map { $0.count == 7 ? "\($0.prefix(3))-\($0.suffix(4))" : $0 })
        }
        return .record([
            "name": .text(file.fileName), "number": .number(file.number), "count": .number(file.count),
            "day": .text(file.day.iso), "isLetter": .bool(file.kind == .letter),
            "hasEstimate": .bool(file.kind == .letterAndEstimate), "isProposal": .bool(file.kind == .proposal),
            "pieces": LetterFigures.count(file.pieces), "specimens": .number(file.specimens),
            "pages": LetterFigures.count(file.pages), "sheets": LetterFigures.count(file.sheets),
            "firstSequence": .text(SheetCodes.padded(file.firstSequence, 7)),
            "lastSequence": .text(SheetCodes.padded(file.lastSequence, 7)),
            "firstPostalCode": postal(file.firstPostalCode), "lastPostalCode": postal(file.lastPostalCode),
            "sheetCounts": .list(
                file.sheetCounts.map {
                    .record(["sheets": .number($0.sheets), "pieces": LetterFigures.count($0.pieces)])
                }),
            "barcoded": LetterFigures.count(file.barcoded), "hasBarcodes": .bool(file.barcoded > 0),
            "allBarcoded": .bool(file.barcoded == file.pieces && file.pieces > 0),
            "steps": .list(
                file.steps.map {
                    .record([
                        "name": .text($0.step.className), "grams": .number($0.step.grams),
                        "price": FigureValue.record($0.step.price.value, unknown: ""),
                        "priceKnown": .bool($0.step.price.value != nil), "pieces": LetterFigures.count($0.pieces),
                    ])
                }),
            "hash": .text(file.sha256), "bytes": LetterFigures.count(file.bytes), "paper": TemplateValue(file.paper),
            "isMixed": .bool(file.envelopes.count > 1),
            "envelopes": .list(
                file.envelopes.map {
                    .record([
                        "number": .number($0.number), "first": .text(SheetCodes.padded($0.firstSequence, 7)),
                        "last": .text(SheetCodes.padded($0.lastSequence, 7)), "pieces": LetterFigures.count($0.pieces),
                    ])
                }),
        ])
    }

    /// The envelope's measures as numbers of millimetres, for text and drawing.
    private func envelopeFacts(_ kind: PieceKind) throws(DocumentError) -> TemplateValue {
        let geometry = try geometry(of: kind)
        let envelope = geometry.envelope
        func area(_ area: Area) -> TemplateValue {
            .record([
                "x": .text(LetterFigures.decimal(area.x)), "y": .text(LetterFigures.decimal(area.y)),
                "width": .text(LetterFigures.decimal(area.width)), "height": .text(LetterFigures.decimal(area.height)),
                "bottom": .text(LetterFigures.decimal(area.bottom)),
            ])
        }
        let folded = envelope.folds.first ?? stationery.sheetHeight
        return .record([
            "name": .text(envelope.name), "width": .text(LetterFigures.decimal(envelope.width)),
            "height": .text(LetterFigures.decimal(envelope.height)), "window": area(envelope.window),
            "always": area(geometry.alwaysVisible),
            "sheet": area(Area(x: 0, y: 0, width: stationery.sheetWidth, height: folded)),
            "far": area(Area(x: geometry.slideX, y: geometry.slideY, width: stationery.sheetWidth, height: folded)),
            "slideX": .text(LetterFigures.decimal(geometry.slideX)),
            "slideY": .text(LetterFigures.decimal(geometry.slideY)),
            "isFolded": .bool(!envelope.folds.isEmpty),
            "folds": .list(envelope.folds.map { .text(LetterFigures.decimal($0)) }),
            "viewBox": .text(
                "0 0 \(LetterFigures.decimal(envelope.width)) \(LetterFigures.decimal(envelope.height))"),
            "size": .text(
                "width:\(LetterFigures.decimal(envelope.width))mm;height:\(LetterFigures.decimal(envelope.height))mm"),
            "isLarge": .bool(envelope.width > 277 || envelope.height > 180),
            "isUpright": .bool(envelope.height > envelope.width),
            "maximumSheets": .number(envelope.maximumSheets),
            "windowStyle": .text(
                "left:\(LetterFigures.decimal(envelope.window.x))mm;top:\(LetterFigures.decimal(envelope.window.y))mm;"
                    + "width:\(LetterFigures.decimal(envelope.window.width))mm;"
                    + "height:\(LetterFigures.decimal(envelope.window.height))mm"),
        ])
    }

    /// The envelope's artwork at its true size, a page for each sender: mark, sender, the window's outline. In: the
    /// allowance in days that a sorted posting grants (0, 3, 7), and what profiles say of their senders.
    public func envelopeArtwork(
        _ kind: PieceKind, day: Day, allowance: PostingTerms.Allowance, senders: [EnvelopeSender]
    ) throws(DocumentError) -> MadeDocument {
        let record = TemplateRecord([
            "envelope": try envelopeFacts(kind),
            "mark": .record([
                "title": .text(stationery.markTitle), "office": TemplateValue(stationery.markOffice),
                "style": .text(
                    "width:\(LetterFigures.decimal(stationery.markDiameter))mm;"
                        + "height:\(LetterFigures.decimal(stationery.markDiameter))mm"),
                "hasAllowance": .bool(allowance != .none),
            ]),
            "senders": self.senders(senders), "hasSeveral": .bool(senders.count > 1),
            "company": .text(workshop.brand.company),
        ])
        let filled = try workshop.fill(Self.artworkName, record, language: .ja)
        return try workshop.render(filled, name: Self.artworkName, created: day)
    }
}

extension LetterWorkshop {
    /// Senders as envelopes and the report name them.
    func senders(_ senders: [EnvelopeSender]) -> TemplateValue {
        .list(
            senders.enumerated().map { place, sender in
                .record([
                    "number": .number(place + 1), "pieces": LetterFigures.count(sender.pieces),
                    "company": .text(sender.facts.company ?? workshop.brand.company),
                    "office": TemplateValue(sender.facts.office),
                    "postalCode": TemplateValue(sender.facts.postalCode),
                    "address": TemplateValue(sender.facts.address), "phone": TemplateValue(sender.facts.phone),
                ])
            })
    }
}

/// A sender with the pieces that go out under its name.
public struct EnvelopeSender: Sendable, Hashable {
    public var facts: SenderFacts
    public var pieces: Int
    public init(_ facts: SenderFacts, pieces: Int) {
        self.facts = facts
        self.pieces = pieces
    }
}

/// Who mails, as the envelope says it.
public struct SenderFacts: Sendable, Hashable, Codable {
    public var company: String?
    public var office: String?
    public var postalCode: String?
    public var address: String?
    public var phone: String?
    public init(
        company: String? = nil, office: String? = nil, postalCode: String? = nil, address: String? = nil,
        phone: String? = nil
    ) {
        self.company = company
        self.office = office
        self.postalCode = postalCode
        self.address = address
        self.phone = phone
    }
}

/// Numbers as papers of a run write them.
enum LetterFigures {
    /// At most two decimals, without needless zeros.
    static func decimal(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let magnitude = hundredths.magnitude
        var text = String(magnitude / 100)
        if magnitude % 100 > 0 {
            text += "." + (magnitude % 100 < 10 ? "0" : "") + String(magnitude % 100)
            if text.hasSuffix("0") { text.removeLast() }
        }
        return hundredths < 0 ? "-" + text : text
    }
    /// Digits in groups of three.
    static func count(_ number: Int) -> TemplateValue { .text(Yen(number).grouped) }
}
