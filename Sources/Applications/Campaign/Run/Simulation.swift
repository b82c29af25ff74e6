//  Simulation.swift
//  In: a list. Out: what a run of it would come to: counts by kind and cause, documents and disk, without making the run;
//  and its most extreme documents as proofs.

import DataFiles
import Letter
import MailingList
import Messages
import PagedMedia
import Proposal

extension CampaignRun {
    /// Reads and checks every row. Returns lines for people. Nothing is written; what a document takes is measured on a few
    /// that are made and thrown away.
    public func simulate() throws(CampaignError) -> String {
        let planning = Planning(options: options, workshop: workshop, progress: progress)
        let list = try planning.list()
        let survey = try planning.survey(list)
        let words: PaperWords
        do { words = try PaperWords(assets: workshop.folders.assets) } catch { throw .input(error.description) }
        progress.end()
        var lines: [(String, String)] = [
            (words["simulate.rows"], "\(survey.rowCount)"), (words["simulate.accepted"], "\(survey.accepted)"),
        ]
        for entry in survey.acceptedByKind {
            lines.append(
                ("  " + (workshop.library.facilities[entry.kind]?.name ?? entry.kind.rawValue), "\(entry.rows)"))
        }
        lines.append((words["simulate.leftOut"], "\(survey.leftOut)"))
        for entry in survey.leftOutByCause { lines.append(("  " + list.words.title(entry.cause), "\(entry.rows)")) }
        if try !planning.namesContact(list) { lines.append((words["simulate.noContact"], "")) }
        if survey.accepted > 0 {
            let size = try measured(list, survey)
            let estimate = survey.estimate(per: size)
            let perFile = options.perFile
            let bytes = options.printsOnly ? estimate.streamBytes : estimate.bytes
            lines += [
                (words["simulate.pages"], "\(estimate.pages)"), (words["simulate.sheets"], "\(estimate.sheets)"),
                (words["simulate.files"], "\((estimate.documents + perFile - 1) / perFile)"),
                (words["simulate.disk"], Self.megabytes(bytes)),
            ]
            if let room = FileSystem.room(at: Self.nearest(options.folder)) {
                lines.append((words["simulate.room"], Self.megabytes(room)))
                if room < bytes { lines.append((words["simulate.tooLittle"], "")) }
            }
        }
        return lines.map { $0.1.isEmpty ? $0.0 : "\($0.0)\t\($0.1)" }.joined(separator: "\n")
    }

    /// Makes the most extreme documents into the folder `proofs` of the campaign's, which the run then leaves as it is; returns their paths.
    public func proofs(_ count: Int) throws(CampaignError) -> [String] {
        let planning = Planning(options: options, workshop: workshop, progress: progress)
        let list = try planning.list()
        let survey = try planning.survey(list)
        let maker = try PieceMaker(setUp(folder: CampaignFolder(root: options.folder)))
        let folder = options.folder + "/" + CampaignFolder.proofsName
        try FileSystem.makeFolder(folder)
        var paths: [String] = []
        for piece in try pieces(survey.proofs(count).map(\.row), list, survey) {
            let pdf: [UInt8]
            do throws(CampaignError) { pdf = try maker.painted(piece).pdf } catch {
                guard case .input(let text) = error else { throw error }
                progress.say(text)
                continue
            }
            let path = "\(folder)/\(CampaignFolder.fileName(piece.number)).pdf"
            let file = try WholeFile(temporary: path + ".part")
            file.write(pdf)
            try file.settle(as: path)
            paths.append(path)
        }
        progress.end()
        return paths
    }

    // MARK: - measuring

    /// A few pieces made in memory: the mean of what each takes.
    private func measured(_ list: MailingList, _ survey: ListSurvey) throws(CampaignError) -> ListSurvey.DocumentSize {
        let maker = try PieceMaker(setUp(folder: CampaignFolder(root: options.folder)))
        var (made, pages, sheets, bytes) = (0, 0, 0, 0)
        let stream = Counter()
        let trial = try pieces(survey.proofs(8).map(\.row), list, survey)
        do throws(RenderingError) {
            let file = try PrintStream(
                resources: maker.resources,
                outlet: PrintStream.Outlet(write: { stream.add($0.count) }, read: { _ in nil }))
            for piece in trial {
                guard let one = try? maker.make(piece) else { continue }
                bytes += try one.session.pdf(alsoInto: file).pdf.count
                made += 1
                pages += one.pageCount
                sheets += one.sheets
            }
        } catch {
            throw .world(told(.workerNotRun, ["cause": error.message(in: .ofProcess)]))
        }
        let count = max(1, made)
        return ListSurvey.DocumentSize(
            pages: (pages + count / 2) / count, sheets: (sheets + count / 2) / count, bytes: bytes / count,
            streamBytes: stream.size / count)
    }

    private final class Counter {
        var size = 0
        func add(_ count: Int) -> Bool {
            size += count
            return true
        }
    }

    /// The recipients of these rows, in the list's order, as pieces of the first print file.
    private func pieces(_ rows: [Int], _ list: MailingList, _ survey: ListSurvey) throws(CampaignError) -> [Piece] {
        var wanted = Set(rows)
        var result: [Piece] = []
        do throws(DataFaults) {
            let reader = try list.rows(after: survey)
            while !wanted.isEmpty, let outcome = try reader.next() {
                guard case .accepted(let recipient) = outcome, wanted.remove(recipient.row) != nil else { continue }
                result.append(
                    Piece(
                        sequence: result.count + 1, chunk: 1, number: CampaignFolder.padded(recipient.row, 6),
                        name: recipient.profile.clinic.name, postalCode: recipient.postalCode,
                        profile: recipient.profileText, assumed: recipient.assumed,
                        barcode: Planning.barcode(recipient), sender: 1))
            }
        } catch {
            throw .input(error.description)
        }
        return result
    }

    private static func megabytes(_ bytes: Int) -> String {
        bytes < 10 << 30 ? "\((bytes + (1 << 20) - 1) >> 20) MB" : "\((bytes + (1 << 30) - 1) >> 30) GB"
    }

    /// The path itself, or the nearest folder above it that is there.
    private static func nearest(_ path: String) -> String {
        var path = path
        while !FileSystem.isFolder(path) {
            guard let slash = path.lastIndex(of: "/") else { return "." }
            if slash == path.startIndex { return "/" }
            path = String(path[..<slash])
        }
        return path
    }
}
