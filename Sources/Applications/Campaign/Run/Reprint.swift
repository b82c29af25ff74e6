//  Reprint.swift
//  In: a campaign's folder and a recipient's number. Out: the document that went out, byte for byte, made again from what
//  the journal froze; or, where program, libraries or fonts are not those of then, the pages cut from the print file.

import Foundation
import Messages
import PagedMedia
import Proposal

/// Makes documents of a finished run again.
public struct Reprint {
    /// A document with what is to be said of it.
    public struct Made {
        public var pdf: [UInt8]
        public var remark: String
    }

    private let folder: CampaignFolder
    private let home: WorkshopFolders
    private let journal: Journal
    private let facts: [String: String]

    /// `home`: Templates and Assets of today, used if they are those of the run.
    public init(folder path: String, home: WorkshopFolders) throws(CampaignError) {
        guard let root = FileSystem.canonical(path) else { throw .input(told(.fileNotThere, ["path": path])) }
        folder = CampaignFolder(root: root)
        self.home = home
        journal = try Journal(folder.journal, .reading)
        facts = try journal.facts()
    }

    /// Makes the document and holds it to the hash of what went out.
    public func make(_ number: String) throws(CampaignError) -> Made {
        let (piece, entry) = try find(number)
        let today = try RunFacts.files(of: home.home)
        let isFrozen = RunFacts.hash(today) != facts["data"]
        let place = isFrozen ? try Self.unfreeze(journal) : home.home
        defer { if isFrozen { FileSystem.remove(place) } }
        let maker = try PieceMaker(
            WorkerSetUp(
                folder: folder.root, home: place, document: facts["option.document"] ?? "",
                date: facts["option.date"].flatMap { $0.isEmpty ? nil : $0 },
                maximumPages: Int(facts["option.pages"] ?? "") ?? 98, maximumMemory: 0, printsOnly: false))
        let made = try maker.painted(piece)
        let pdf = made.pdf
        let content = facts["option.printOnly"] == "yes" ? made.piece.contentHash : nil
        let changed = RunFacts.changedRenderer(maker.resources, since: facts)
        let isSame = content.map { $0 == entry.hash && changed.isEmpty } ?? (Checksum.sha256(pdf) == entry.hash)
        if isSame {
            let remark =
                content == nil
                ? told(.reprintSame, ["number": number]) : told(.reprintSameContent, ["number": number])
            guard isFrozen else { return Made(pdf: pdf, remark: remark) }
            let files = RunFacts.differing(today, try journal.frozenFiles())
            return Made(pdf: pdf, remark: told(.reprintFromFrozen, ["remark": remark, "files": files]))
        }
        let file = CampaignFolder.printFile(entry.chunk)
        throw .input(
            changed.isEmpty
                ? told(.reprintFrozen, ["number": number, "file": file])
                : told(.reprintChanged, ["number": number, "names": RunFacts.spoken(changed), "file": file]))
    }

    /// Cuts the recipient's pages out of the archived print file.
    public func cut(_ number: String) throws(CampaignError) -> Made {
        let (_, entry) = try find(number)
        let path = folder.root + "/" + CampaignFolder.printFile(entry.chunk)
        guard let file = try journal.printFiles().first(where: { $0.chunk == entry.chunk }),
            let hash = FileDigest.file(path)
        else { throw .input(told(.fileMissing, ["path": path])) }
        guard hash == file.hash else { throw .input(told(.fileChanged, ["path": path])) }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .input(told(.fileUnreadable, ["path": path]))
        }
        defer { try? handle.close() }
        let first = entry.firstPage - 1
        do throws(RenderingError) {
            let pdf = try PrintStream.cut(
                pages: first..<(first + entry.pages), ofFileOf: file.bytes, title: entry.name
            ) { range in
                guard (try? handle.seek(toOffset: UInt64(range.lowerBound))) != nil,
                    let data = try? handle.read(upToCount: range.count), data.count == range.count
                else { return nil }
                return Array(data)
            }
            return Made(
                pdf: pdf,
                remark: told(
                    .reprintPages,
                    [
                        "number": number, "first": entry.firstPage, "last": first + entry.pages,
                        "file": CampaignFolder.printFile(entry.chunk),
                    ])
            )
        } catch {
            throw .input(told(.fileDamaged, ["path": path, "cause": error.message(in: .ofProcess)]))
        }
    }

    private func find(_ number: String) throws(CampaignError) -> (Piece, IndexEntry) {
        guard let piece = try journal.piece(number: number) else {
            throw .input(told(.reprintUnknown, ["number": number, "folder": folder.root]))
        }
        guard let entry = try journal.entry(sequence: piece.sequence) else {
            throw .input(told(.reprintNotMade, ["number": number]))
        }
        return (piece, entry)
    }

    /// Writes the frozen templates and data into a folder of their own.
    static func unfreeze(_ journal: Journal) throws(CampaignError) -> String {
        let place = NSTemporaryDirectory() + "/teian-reprint-\(UUID().uuidString)"
        for file in try journal.frozenFiles() {
            let path = place + "/" + file.path
            if let slash = path.lastIndex(of: "/") { try FileSystem.makeFolder(String(path[..<slash])) }
            let copy = try WholeFile(temporary: path)
            copy.write(file.bytes)
            try copy.flush()
        }
        return place
    }
}
