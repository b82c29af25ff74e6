//  JournalClaims.swift
//  In: a journal in a scratch folder. Out: order, print files, locks, and files that are whole or not there.

import Foundation
import Letter
import Testing

@testable import Campaign

struct JournalClaims {
    private func scratch() throws -> String {
        let path = NSTemporaryDirectory() + "/teian-campaign-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }
    private func recipient(_ number: Int, _ postalCode: String, sender: Int = 1) -> PlannedRecipient {
        PlannedRecipient(
            number: CampaignFolder.padded(number, 6), row: number, line: number + 1, name: "n\(number)",
            postalCode: postalCode, kind: "clinic", prefecture: "13", profile: "{}", assumed: ["line.situation"],
            joinedRows: [], inputHash: "", barcode: nil, area: nil, sender: sender, cells: ["a", "", "b"])
    }

    @Test func `the plan is in the order of postal code and number, cut into print files`() throws {
        let folder = try scratch()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let journal = try Journal(folder + "/journal.sqlite", .create)
        try journal.add(
            recipients: [
                recipient(1, "3300001"), recipient(2, "1000001"), recipient(3, "1000001"), recipient(4, "0600001"),
                recipient(1_000_001, "1000001"),
            ], leftOut: [])
        #expect(try !journal.isPlanned)
        try journal.settlePlan(pieces: 2, facts: [("perFile", "2")])
        #expect(try journal.isPlanned)
        let size = try journal.planSize()
        #expect(size.pieces == 5 && size.chunks == 3)
        let all = try journal.pieces(1...5)
        #expect(all.map(\.number) == ["000004", "000002", "000003", "1000001", "000001"])
        #expect(all.map(\.chunk) == [1, 1, 2, 2, 3])
        #expect(all[0].assumed == ["line.situation"])
        try journal.close()
    }

    @Test func `each sender's pieces follow each other, so that envelopes change once`() throws {
        let folder = try scratch()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let journal = try Journal(folder + "/journal.sqlite", .create)
        try journal.add(
            recipients: [
                recipient(1, "1000001", sender: 2), recipient(2, "0600001", sender: 2), recipient(3, "9800001"),
                recipient(4, "1000001"),
            ], leftOut: [])
        try journal.settlePlan(pieces: 10, facts: [])
        let all = try journal.pieces(1...4)
        #expect(all.map(\.number) == ["000004", "000003", "000002", "000001"])
        #expect(all.map(\.sender) == [1, 1, 2, 2])
        try journal.close()
    }

    @Test func `senders keep their numbers through the journal, and too many are told`() {
        var roll = SenderRoll()
        var seller = SenderFacts()
        for (office, number) in [("東京", 1), ("札幌", 2), ("東京", 1)] {
            seller.office = office
            #expect(roll.number(of: seller) == number)
        }
        #expect(SenderRoll(roll.text).senders == roll.senders && roll.senders.count == 2)
        for index in 0..<SenderRoll.most {
            seller.office = "\(index)"
            _ = roll.number(of: seller)
        }
        #expect(roll.senders.count == SenderRoll.most)
        seller.office = "もう一つ"
        #expect(roll.number(of: seller) == nil)
    }

    @Test func `what is finished and what is given up is kept, and nothing else counts`() throws {
        let folder = try scratch()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/journal.sqlite"
        let journal = try Journal(path, .create)
        try journal.add(recipients: (1...4).map { recipient($0, "1000001") }, leftOut: [])
        try journal.settlePlan(pieces: 2, facts: [])
        try journal.leaveOut(PieceFailure(sequence: 2, cause: .time, detail: "", said: "", attempts: 2))
        try journal.finish(
            PrintFile(chunk: 1, pieces: 1, pages: 6, sheets: 3, bytes: 9, hash: "h", ticketHash: ""),
            [PieceResult(sequence: 1, firstPage: 3, pages: 2, sheets: 1, bytes: 5, hash: "x", barcode: "noCode")])
        try journal.close()
        let again = try Journal(path, .existing)
        #expect(try again.states() == ["done": 1, "left": 1, "planned": 2])
        #expect(try again.finishedChunks() == [1])
        #expect(try again.pieces(1...4).map(\.sequence) == [1, 3, 4])
        #expect(try again.givenUp().map(\.cells) == [["a", "", "b"]])
        #expect(try again.entry(sequence: 1)?.hasBarcode == false)
        #expect(try again.entry(sequence: 3) == nil)
        try again.close()
    }

    @Test func `two runs cannot hold one folder, and a worker keeps a new run waiting`() throws {
        let folder = try scratch()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let first = try #require(try FolderLock(folder + "/lock", .exclusive))
        #expect(try FolderLock(folder + "/lock", .exclusive) == nil)
        withExtendedLifetime(first) {}
        let worker = try #require(try FolderLock(folder + "/workers", .shared))
        #expect(try FolderLock(folder + "/workers", .shared) != nil)
        #expect(try FolderLock(folder + "/workers", .exclusive) == nil)
        withExtendedLifetime(worker) {}
    }

    @Test func `a file has its name only when it is whole`() throws {
        let folder = try scratch()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = try WholeFile(temporary: folder + "/part")
        file.write(String(repeating: "あ", count: 100_000))
        #expect(file.read(3..<6) == Array("あ".utf8))
        #expect(FileSystem.size(folder + "/whole") == nil)
        try file.settle(as: folder + "/whole")
        #expect(FileSystem.size(folder + "/whole") == 300_000)
        #expect(FileSystem.size(folder + "/part") == nil)
    }

    @Test func `a full device is the world's fault`() throws {
        let file = try WholeFile(temporary: "/dev/full")
        file.write([UInt8](repeating: 1, count: 300_000))
        #expect { try file.flush() } throws: { error in
            guard case .world(let text)? = error as? CampaignError else { return false }
            return text.contains("--resume")
        }
    }

    @Test func `file names hold nothing that a file system refuses`() {
        #expect(CampaignFolder.document(1, number: "000001") == "documents/000/000001.pdf")
        #expect(CampaignFolder.document(1001, number: "../a b") == "documents/001/~2e~2e~2fa~20b.pdf")
        #expect(CampaignFolder.printFile(12) == "print/print-0012.pdf")
    }
}
