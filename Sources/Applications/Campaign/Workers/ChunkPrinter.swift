//  ChunkPrinter.swift
//  In: the pieces of one print file. Out: the print file, its job ticket, and each recipient's own document, all under
//  their names or none.
//  Steps: 1 each piece is laid out once and its pages painted twice, for the recipient and for the press; 2 everything is
//  written beside its place; 3 all files are synchronised; 4 then renamed. Who dies in between leaves nothing that counts.

import Glibc
import Messages
import Offer
import PagedMedia
import Proposal

/// Makes print files. One per worker.
final class ChunkPrinter {
    enum Outcome {
        case made(PrintFile, [PieceResult])
        /// The parent is gone.
        case orphaned
    }

    private let setUp: WorkerSetUp
    private let folder: CampaignFolder
    private let maker: PieceMaker
    private let making: String
    private let isOrphaned: () -> Bool
    private let report: (WorkReport) -> Void

    init(
        _ setUp: WorkerSetUp, isOrphaned: @escaping () -> Bool, report: @escaping (WorkReport) -> Void
    ) throws(CampaignError) {
        self.setUp = setUp
        self.isOrphaned = isOrphaned
        self.report = report
        folder = CampaignFolder(root: setUp.folder)
        maker = try PieceMaker(setUp)
        making = folder.workshop + "/worker-\(getpid())"
    }

    func carryOut(_ order: ChunkOrder) throws(CampaignError) -> Outcome {
        if order.purpose == .probe { return try probe(order) }
        try FileSystem.makeFolder(making)
        defer { FileSystem.remove(making) }
        let file = try WholeFile(temporary: making + "/print.pdf")
        let stream = try open(file)
        var results: [PieceResult] = []
        var documents: [(file: WholeFile, path: String)] = []
        var folders: Set<String> = []
        var last: MadePiece?
        for piece in order.pieces {
            if isOrphaned() { return .orphaned }
            report(.started(sequence: piece.sequence))
            let made: MadePiece
            do throws(PieceRefusal) { made = try maker.make(piece) } catch {
                if error.endsRun { throw .input(error.said) }
                report(
                    .failed(
                        PieceFailure(
                            sequence: piece.sequence, cause: error.cause, detail: error.written, said: error.said,
                            attempts: 1))
                )
                continue
            }
            if last == nil { try addSpecimen(to: stream, like: made) }
            last = made
            let firstPage = stream.pageCount + 1
            let pdf = try paint(made, into: stream, file)
            var result = PieceResult(
                sequence: piece.sequence, firstPage: firstPage, pages: made.pageCount, sheets: made.sheets, bytes: 0,
                hash: nil, barcode: made.obstacle?.rawValue)
            if setUp.printsOnly { result.hash = made.contentHash }
            if let pdf {
                let path = CampaignFolder.document(piece.sequence, number: piece.number)
                let document = try WholeFile(temporary: making + "/\(piece.sequence).pdf")
                document.write(pdf)
                // a print file may have more pieces than a process may have files open
                try document.rest()
                documents.append((document, folder.root + "/" + path))
                if let slash = path.lastIndex(of: "/") { folders.insert(folder.root + "/" + path[..<slash]) }
                result.bytes = pdf.count
                result.hash = Checksum.sha256(pdf)
            }
            results.append(result)
        }
        report(.closing)
        guard let last else {
            // nothing of it could be made: no print file
            return .made(
                PrintFile(chunk: order.chunk, pieces: 0, pages: 0, sheets: 0, bytes: 0, hash: "", ticketHash: ""), [])
        }
        try addSpecimen(to: stream, like: last)
        try close(stream, file, order)
        for path in folders.sorted() { try FileSystem.makeFolder(path) }
        try FileSystem.makeFolder(folder.prints)
        for document in documents { try document.file.settle(as: document.path) }
        for path in folders.sorted() { try FileSystem.synchronise(folder: path) }
        return .made(try settle(file, order, results, pages: stream.pageCount), results)
    }

    /// The same work without a result.
    private func probe(_ order: ChunkOrder) throws(CampaignError) -> Outcome {
        for piece in order.pieces {
            report(.started(sequence: piece.sequence))
            // what else is wrong with it will be said when the print file is made
            if let made = try? maker.make(piece) { _ = try? made.session.pdf() }
        }
        return .made(
            PrintFile(chunk: order.chunk, pieces: 0, pages: 0, sheets: 0, bytes: 0, hash: "", ticketHash: ""), [])
    }

    // MARK: - steps

    private func open(_ file: WholeFile) throws(CampaignError) -> PrintStream {
        do {
            return try PrintStream(
                resources: maker.resources,
                outlet: PrintStream.Outlet(write: { file.write($0) }, read: { file.read($0) }))
        } catch {
            throw .world(error.message(in: .ofProcess))
        }
    }

    /// Paints the piece for the press, and for its recipient unless only print files are wanted.
    private func paint(_ made: MadePiece, into stream: PrintStream, _ file: WholeFile) throws(CampaignError) -> [UInt8]?
    {
        var pdf: [UInt8]?
        do throws(RenderingError) {
            if setUp.printsOnly {
                try made.session.print(into: stream)
            } else {
                pdf = try made.session.pdf(alsoInto: stream).pdf
            }
            if !made.pageCount.isMultiple(of: 2) { try stream.addBlank() }
        } catch {
            if file.fault != 0 { throw .system(folder.prints, file.fault, doing: .written) }
            throw .world(error.message(in: .ofProcess))
        }
        return pdf
    }

    /// A control piece: marked 見本, mailed to nobody.
    private func addSpecimen(to stream: PrintStream, like made: MadePiece) throws(CampaignError) {
        guard let specimen = try maker.specimen(like: made) else { return }
        do throws(RenderingError) {
            try specimen.session.print(into: stream)
            if !specimen.pageCount.isMultiple(of: 2) { try stream.addBlank() }
        } catch {
            throw .world(error.message(in: .ofProcess))
        }
    }

    private func close(_ stream: PrintStream, _ file: WholeFile, _ order: ChunkOrder) throws(CampaignError) {
        do throws(RenderingError) {
            try stream.finish(title: "print \(order.chunk) / \(order.chunks)", created: maker.created)
        } catch {
            if file.fault != 0 { throw .system(folder.prints, file.fault, doing: .written) }
            throw .world(error.message(in: .ofProcess))
        }
        try file.flush()
    }

    private func settle(
        _ file: WholeFile, _ order: ChunkOrder, _ results: [PieceResult], pages: Int
    ) throws(CampaignError) -> PrintFile {
        guard let hash = FileDigest.file(file.temporary) else {
            throw .system(file.temporary, errno, doing: .readBack)
        }
        var made = PrintFile(
            chunk: order.chunk, pieces: results.count, pages: pages,
            sheets: pages / 2, bytes: file.size, hash: hash, ticketHash: "")
        let ticket = try maker.ticket(for: made, of: order, results)
        if let ticket {
            made.ticketHash = Checksum.sha256(ticket)
            let paper = try WholeFile(temporary: making + "/ticket.pdf")
            paper.write(ticket)
            try paper.settle(as: folder.root + "/" + CampaignFolder.ticket(order.chunk))
        }
        try file.settle(as: folder.root + "/" + CampaignFolder.printFile(order.chunk))
        try FileSystem.synchronise(folder: folder.prints)
        return made
    }
}
