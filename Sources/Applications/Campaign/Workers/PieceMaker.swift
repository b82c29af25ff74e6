//  PieceMaker.swift
//  In: a planned piece with its frozen profile. Out: the piece laid out, or why it cannot be.

import ClinicProfile
import Codes
import DataFiles
import Letter
import Measures
import Messages
import Offer
import PagedMedia
import Proposal

/// A piece that is laid out and ready to be painted.
struct MadePiece {
    let session: DocumentSession
    let profile: CustomerProfile
    let printFile: Int
    /// The profile's keys that the defaults filled.
    let assumed: Set<String>
    let pageCount: Int
    let sheets: Int
    /// Why it has no customer bar code; nil: it has one.
    let obstacle: BarcodeObstacle?
    private let mail: LaidOutPiece

    init(_ mail: LaidOutPiece, _ profile: CustomerProfile) {
        self.mail = mail
        self.profile = profile
        session = mail.session
        printFile = mail.facts.printFile
        assumed = mail.facts.assumed
        pageCount = mail.pageCount
        sheets = mail.sheets
        if case .omitted(let why) = mail.barcode { obstacle = why } else { obstacle = nil }
    }

    /// What it says, whichever file it is painted in.
    var contentHash: String { mail.contentHash }
}

/// A piece that cannot be made.
struct PieceRefusal: Error {
    var cause: FailureCause
    var text: String
    /// The templates are at fault: no other piece would come out either.
    var endsRun = false
}

/// Makes pieces: everything that different ones share is read once.
final class PieceMaker {
    private let setUp: WorkerSetUp
    private let workshop: DocumentWorkshop
    private let letters: LetterWorkshop
    private let kind: PieceKind
    private let date: Day?
    /// The day of the last piece made: the ticket's, where the run gives none.
    private var lastDay: Day?
    private var weights: MailWeights?

    init(_ setUp: WorkerSetUp) throws(CampaignError) {
        self.setUp = setUp
        date = setUp.date.flatMap { Day($0) }
        guard let kind = PieceKind(rawValue: setUp.document) else {
            throw .usage(told(.workerDocument, ["document": setUp.document]))
        }
        self.kind = kind
        do {
            workshop = try DocumentWorkshop(folders: WorkshopFolders(home: setUp.home))
            letters = try LetterWorkshop(workshop: workshop)
            // faults of templates and words are the run's, not a piece's: found before the first one
            _ = try workshop.words(.ja)
        } catch {
            throw .input(error.description)
        }
    }

    var resources: EngineResources { workshop.resources }
    var created: DocumentDate? { date.map { DocumentDate(year: $0.year, month: $0.month, day: $0.day) } }

    func make(_ piece: Piece) throws(PieceRefusal) -> MadePiece {
        let profile: CustomerProfile
        do {
            profile = try workshop.library.profile(from: try DataFile.parse(piece.profile, file: piece.number))
        } catch {
            throw PieceRefusal(cause: .refused, text: error.description)
        }
        let offer: CustomerOffer
        do { offer = try workshop.library.offer(for: profile, on: date) } catch {
            throw PieceRefusal(cause: .refused, text: error.description)
        }
        lastDay = offer.date
        let mail: LaidOutPiece
        do throws(DocumentError) {
            mail = try letters.piece(
                kind, for: offer,
                PieceFacts(
                    sequence: piece.sequence, printFile: piece.chunk, assumed: Set(piece.assumed),
                    barcode: barcode(piece)))
        } catch {
            var refusal = PieceRefusal(cause: .refused, text: error.description)
            if case .template = error { refusal.endsRun = true }
            throw refusal
        }
        guard mail.pageCount <= setUp.maximumPages else {
            throw PieceRefusal(
                cause: .pages, text: told(.piecePages, ["count": mail.pageCount, "most": setUp.maximumPages]))
        }
        guard mail.fitsEnvelope else {
            throw PieceRefusal(
                cause: .pages,
                text: told(
                    .pieceSheets,
                    [
                        "count": mail.sheets, "envelope": mail.geometry.envelope.name,
                        "most": mail.geometry.envelope.maximumSheets,
                    ]))
        }
        if let missing = mail.missingCharacters.first {
            throw PieceRefusal(cause: .refused, text: missing.message(in: .ofProcess))
        }
        return MadePiece(mail, profile)
    }

    /// The plan has the characters of the address; nothing where no code may be printed.
    private func barcode(_ piece: Piece) -> CustomerBarcode? {
        piece.barcode.flatMap { try? CustomerBarcode(postalCode: piece.postalCode, addressCharacters: $0) }
    }

    /// A control piece like this one.
    func specimen(like made: MadePiece) throws(CampaignError) -> MadePiece? {
        do throws(DocumentError) {
            let mail = try letters.specimen(
                kind, like: made.profile, on: date,
                PieceFacts(sequence: 0, printFile: made.printFile, assumed: made.assumed, role: .specimen))
            return MadePiece(mail, made.profile)
        } catch {
            throw .input(told(.workerSpecimen, ["cause": error.description]))
        }
    }

    /// The job ticket of a print file.
    func ticket(for file: PrintFile, of order: ChunkOrder, _ results: [PieceResult]) throws(CampaignError) -> [UInt8]? {
        let made = order.pieces.filter { piece in results.contains { $0.sequence == piece.sequence } }
        guard let day = date ?? lastDay, let first = made.first, let last = made.last else { return nil }
        let weights: MailWeights
        if let known = self.weights {
            weights = known
        } else {
            weights = try MailWeights(workshop: workshop, letters: letters, kind: kind, day: day)
            self.weights = weights
        }
        var sheets: [Int: Int] = [:]
        for result in results { sheets[result.sheets, default: 0] += 1 }
        var steps: [PrintFileFacts.StepLine] = []
        for count in sheets.keys.sorted() {
            guard let step = weights.weight(sheets: count).step else { continue }
            let pieces = sheets[count] ?? 0
            if let index = steps.firstIndex(where: { $0.step == step }) {
                steps[index].pieces += pieces
            } else {
                steps.append(.init(step: step, pieces: pieces))
            }
        }
        let facts = PrintFileFacts(
            kind: kind, day: day, fileName: CampaignFolder.printFile(file.chunk), number: file.chunk,
            count: order.chunks, pieces: file.pieces, specimens: 2, pages: file.pages, sheets: file.sheets,
            sequences: first.sequence...last.sequence, postalCodes: (first.postalCode, last.postalCode),
            sheetCounts: sheets.keys.sorted().map { .init(sheets: $0, pieces: sheets[$0] ?? 0) },
            barcoded: results.count { $0.barcode == nil }, steps: steps, sha256: file.hash, bytes: file.bytes,
            paper: weights.paper.name)
        do { return try letters.jobTicket(facts).pdf } catch {
            throw .input(told(.workerTicket, ["cause": error.description]))
        }
    }
}
