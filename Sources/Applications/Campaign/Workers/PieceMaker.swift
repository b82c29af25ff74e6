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
    /// Why, as the terminal says it …
    var said: String
    /// … and as rejects.csv does.
    var written: String
    /// The templates are at fault: no other piece would come out either.
    var endsRun = false

    init(_ cause: FailureCause, _ sentence: Sentence) {
        self.cause = cause
        said = sentence.text(in: .ofProcess)
        written = sentence.text(in: .ofPapers)
    }

    /// For faults that are words in the process's language already. `again`: what was refused; it is done once more where
    /// the papers speak another language.
    init<Value, Failure: Error & CustomStringConvertible>(_ fault: Failure, again: () throws(Failure) -> Value) {
        cause = .refused
        said = fault.description
        written = said
        if MessageLanguage.ofProcess == .ofPapers { return }
        let inPapers: String? = MessageLanguage.speaking(.ofPapers) {
            do throws(Failure) {
                _ = try again()
                return nil
            } catch {
                return error.description
            }
        }
        if let inPapers { written = inPapers }
    }
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
        let profile = try profile(piece)
        let offer = try offer(profile)
        lastDay = offer.date
        let mail = try laidOut(
            offer,
            PieceFacts(
                sequence: piece.sequence, printFile: piece.chunk, assumed: Set(piece.assumed), barcode: barcode(piece)))
        guard mail.pageCount <= setUp.maximumPages else {
            throw PieceRefusal(
                .pages, Sentence(.piecePages, ["count": mail.pageCount, "most": setUp.maximumPages]))
        }
        guard mail.fitsEnvelope else {
            let envelope = mail.geometry.envelope
            throw PieceRefusal(
                .pages,
                Sentence(
                    .pieceSheets,
                    ["count": mail.sheets, "envelope": envelope.name, "most": envelope.maximumSheets]))
        }
        if let missing = mail.missingCharacters.first { throw PieceRefusal(.refused, missing.sentence) }
        return MadePiece(mail, profile)
    }

    /// The piece with its own document, for a run of one.
    func painted(_ piece: Piece) throws(CampaignError) -> (piece: MadePiece, pdf: [UInt8]) {
        let made: MadePiece
        do throws(PieceRefusal) { made = try make(piece) } catch {
            throw .input(told(.reprintRefused, ["number": piece.number, "cause": error.said]))
        }
        do throws(RenderingError) { return (made, try made.session.pdf().pdf) } catch {
            throw .world(told(.reprintRefused, ["number": piece.number, "cause": error.message(in: .ofProcess)]))
        }
    }

    private func profile(_ piece: Piece) throws(PieceRefusal) -> CustomerProfile {
        func read() throws(DataFaults) -> CustomerProfile {
            try workshop.library.profile(from: try DataFile.parse(piece.profile, file: piece.number))
        }
        do throws(DataFaults) { return try read() } catch { throw PieceRefusal(error, again: read) }
    }

    private func offer(_ profile: CustomerProfile) throws(PieceRefusal) -> CustomerOffer {
        func make() throws(OfferRefusal) -> CustomerOffer { try workshop.library.offer(for: profile, on: date) }
        do throws(OfferRefusal) { return try make() } catch { throw PieceRefusal(error, again: make) }
    }

    /// What is refused here is so before anything is laid out.
    private func laidOut(_ offer: CustomerOffer, _ facts: PieceFacts) throws(PieceRefusal) -> LaidOutPiece {
        func make() throws(DocumentError) -> LaidOutPiece { try letters.piece(kind, for: offer, facts) }
        do throws(DocumentError) { return try make() } catch {
            var refusal = PieceRefusal(error, again: make)
            if case .template = error { refusal.endsRun = true }
            throw refusal
        }
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

    /// Pieces that follow each other and go in the same envelope.
    private static func envelopes(_ pieces: [Piece]) -> [PrintFileFacts.EnvelopeRun] {
        var runs: [PrintFileFacts.EnvelopeRun] = []
        for piece in pieces {
            if let last = runs.indices.last, runs[last].number == piece.sender {
                runs[last].lastSequence = piece.sequence
                runs[last].pieces += 1
            } else {
                runs.append(
                    .init(
                        number: piece.sender, firstSequence: piece.sequence, lastSequence: piece.sequence, pieces: 1))
            }
        }
        return runs
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
        var facts = PrintFileFacts(
            kind: kind, day: day, fileName: CampaignFolder.printFile(file.chunk), number: file.chunk,
            count: order.chunks, pieces: file.pieces, specimens: 2, pages: file.pages, sheets: file.sheets,
            sequences: first.sequence...last.sequence, postalCodes: (first.postalCode, last.postalCode),
            sheetCounts: sheets.keys.sorted().map { .init(sheets: $0, pieces: sheets[$0] ?? 0) },
            barcoded: results.count { $0.barcode == nil }, steps: steps, sha256: file.hash, bytes: file.bytes,
            paper: weights.paper.name)
        if order.senders > 1 { facts.envelopes = Self.envelopes(made) }
        do { return try letters.jobTicket(facts).pdf } catch {
            throw .input(told(.workerTicket, ["cause": error.description]))
        }
    }
}
