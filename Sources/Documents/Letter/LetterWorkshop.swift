//  LetterWorkshop.swift
//  In: an offer and what a run knows of the piece. Out: the piece laid out: letter, letter and estimate, or proposal with
//  its address sheet. Templates, envelopes and QR codes are read and made once per process.

import ClinicProfile
import Codes
import DataFiles
import LandingPage
import Markup
import Measures
import Messages
import Offer
import PagedMedia
import Postage
import Proposal
import Synchronization
import Templating
import Wording

/// Makes pieces of mail. Immutable to its users and Sendable: one per process.
public final class LetterWorkshop: Sendable {
    public let workshop: DocumentWorkshop
    public let stationery: MailStationery
    public let postage: PostageLibrary
    private let geometries: [PieceKind: WindowGeometry]
    private let codes = Mutex<[String: MarkupTree]>([:])

    /// Reads Assets/Brand/mail.yaml and Assets/Postage.
    public init(workshop: DocumentWorkshop) throws(DocumentError) {
        self.workshop = workshop
        do throws(DataFaults) {
            postage = try PostageLibrary(assets: workshop.folders.assets)
            stationery = try MailStationery(assets: workshop.folders.assets, stock: postage.envelopes)
        } catch {
            throw .data(error)
        }
        var geometries: [PieceKind: WindowGeometry] = [:]
        for kind in PieceKind.allCases {
            guard let envelope = stationery.envelope(for: kind) else { continue }
            geometries[kind] = WindowGeometry(
                envelope: envelope, sheetWidth: stationery.sheetWidth, sheetHeight: stationery.sheetHeight,
                margin: stationery.margin)
        }
        self.geometries = geometries
    }

    /// Envelope and window for a kind of piece. Whether any bar code fits is known before a document is made:
    /// `geometry(of:).codeSize` is nil where the window is too small.
    public func geometry(of kind: PieceKind) throws(DocumentError) -> WindowGeometry {
        guard let geometry = geometries[kind] else {
            throw .data(
                DataFaults(
                    "mail-no-envelope",
                    told(.mailNoEnvelope, ["kind": kind.rawValue]),
                    at: .init(file: workshop.folders.assets + "/Brand/mail.yaml")))
        }
        return geometry
    }

    /// The template of a kind of piece.
    static func templateName(_ kind: PieceKind) -> String {
        switch kind {
        case .letter: "Letter/letter.html"
        case .letterAndEstimate: "Letter/letter-and-estimate.html"
        case .proposal: "Letter/letter-and-proposal.html"
        }
    }

    /// Fills, styles and lays out one piece, with its codes stamped on the fronts.
    public func piece(
        _ kind: PieceKind, for offer: CustomerOffer, _ facts: PieceFacts, limits: LayoutLimits = LayoutLimits()
    ) throws(DocumentError) -> LaidOutPiece {
        let geometry = try geometry(of: kind)
        let words = try workshop.words(.ja)
        let (address, barcode) = try block(for: offer.profile, facts, geometry, words)
        let shared = ProposalFacts(offer: offer, library: workshop.library, words: words, brand: workshop.brand)
        let letter = LetterFacts(
            offer: offer, facts: facts, kind: kind, shared: shared, words: words, geometry: geometry, address: address,
            site: workshop.brand.site)
        var fields: [String: TemplateValue]
        switch kind {
        case .letter: fields = shared.sharedFields()
        case .letterAndEstimate: fields = shared.estimateFields()
        case .proposal: fields = shared.fields()
        }
        for (name, value) in letter.fields(code: { self.code($0) }) { fields[name] = value }
        let name = Self.templateName(kind)
        let html = try workshop.fill(name, TemplateRecord(fields), language: .ja)
        let session = workshop.session(html, name: name, created: offer.date, limits: limits)
        let piece = LaidOutPiece(
            kind: kind, facts: facts, html: html, session: session, barcode: barcode, address: address,
            geometry: geometry, workshop: workshop)
        stamp(piece)
        return piece
    }

    /// A control piece (見本) like one for this profile: the same pages, an address that is none.
    public func specimen(_ kind: PieceKind, like profile: CustomerProfile, on day: Day?, _ facts: PieceFacts)
        throws(DocumentError) -> LaidOutPiece
    {
        var profile = profile
        profile.clinic.name = stationery.specimenName
        profile.clinic.address = stationery.specimenAddress
        profile.clinic.postalCode = stationery.specimenPostalCode
        profile.clinic.codes = []
        profile.clinic.addressee = nil
        profile.clinic.department = nil
        profile.clinic.phone = nil
        profile.quotation.number = nil
        var facts = facts
        facts.role = .specimen
        facts.barcode = try? CustomerBarcode(postalCode: stationery.specimenPostalCode, addressCharacters: "")
        let offer: CustomerOffer
        do { offer = try workshop.library.offer(for: profile, on: day) } catch {
            switch error {
            case .input(let faults): throw .data(faults)
            case .outsideArea(let refusal):
                throw .data(DataFaults("specimen-area", refusal.advice, at: refusal.place))
            }
        }
        return try piece(kind, for: offer, facts)
    }

    // MARK: - the window

    /// The address with a code where both fit, else without; one that does not fit at all is the input's fault.
    func block(for profile: CustomerProfile, _ facts: PieceFacts, _ geometry: WindowGeometry, _ words: Words)
        throws(DocumentError) -> (AddressBlock, BarcodeOutcome)
    {
        let clinic = profile.clinic
        let person = clinic.addressee.map { person in
            clinic.department.map { "\($0)\u{3000}\(person)" } ?? person
        }
        let text = AddressBlock.Text(
            postalCode: clinic.postalCode.map { $0.count == 7 ? "\($0.prefix(3))-\($0.suffix(4))" : $0 },
            address: clinic.address ?? "", name: clinic.name, person: person,
            honorific: words[person == nil ? .honorificOrganisation : .honorificPerson])
        var obstacle: BarcodeObstacle?
        if geometry.codeSize == nil { obstacle = .windowTooSmall } else if facts.barcode == nil { obstacle = .noCode }
        if obstacle == nil, let size = geometry.codeSize,
            let block = AddressBlock.fitting(text, into: geometry.addressArea, stationery: stationery)
        {
            return (block, .printed(points: size.points))
        }
        guard let block = AddressBlock.fitting(text, into: geometry.addressAreaAlone, stationery: stationery) else {
            throw .data(
                DataFaults(
                    "letter-address-room",
                    told(.letterAddressRoom, ["envelope": geometry.envelope.name]),
                    at: profile.place("clinic", "address")))
        }
        return (block, .omitted(obstacle ?? .addressTooLong))
    }

    private func stamp(_ piece: LaidOutPiece) {
        for sheet in 1...max(1, piece.sheets) {
            var stamp = SheetCodes.machine(piece.facts, sheet: sheet, of: piece.sheets, stationery: stationery)
            if sheet == 1 { stamp.dark += bars(of: piece) }
            piece.session.stamps[2 * (sheet - 1)] = stamp
        }
        guard piece.facts.role == .specimen else { return }
        for page in 0..<piece.pageCount {
            var stamp = piece.session.stamps[page] ?? PageStamp(dark: [])
            stamp.words.append(SheetCodes.specimen(stationery))
            piece.session.stamps[page] = stamp
        }
    }

    /// The bars as they are drawn on the first sheet, in millimetres; none without a code.
    func bars(of piece: LaidOutPiece) -> [PageStamp.Box] {
        guard piece.barcode.isPrinted, let code = piece.facts.barcode, let size = piece.geometry.codeSize,
            let area = piece.geometry.codeArea
        else { return [] }
        return SheetCodes.bars(code, size: size, left: area.x, top: area.y)
    }

    /// A QR code's picture, made once for each address.
    private func code(_ address: String) -> TemplateValue {
        if let known = codes.withLock({ $0[address] }) { return .markup(known) }
        guard let svg = try? MatrixCode.qr(address).picture(module: 0.55).svg,
            let tree = try? MarkupParser.parseXML(Array(svg.utf8), sourceName: "qr")
        else { return .none }
        codes.withLock { if $0.count < 1_000 { $0[address] = tree } }
        return .markup(tree)
    }
}
