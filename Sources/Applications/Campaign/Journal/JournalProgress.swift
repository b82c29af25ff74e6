//  JournalProgress.swift
//  In: finished print files and failures. Out: what is done, what is left, what was given up.

import GRDB
import MailingList

extension Journal {
    /// A print file and all its pieces are on the disk.
    func finish(_ file: PrintFile, _ results: [PieceResult]) throws(CampaignError) {
        try write { database in
            let update = try database.makeStatement(
                sql: """
                    UPDATE recipient SET state = 'done', firstPage = ?, pages = ?, sheets = ?, bytes = ?, hash = ?, \
                    barcodeOutcome = ?, cause = NULL, detail = NULL WHERE sequence = ? AND chunk = ?
                    """)
            for result in results {
                try update.execute(arguments: [
                    result.firstPage, result.pages, result.sheets, result.bytes, result.hash, result.barcode,
                    result.sequence, file.chunk,
                ])
            }
            try database.execute(
                sql: "INSERT OR REPLACE INTO printFile VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    file.chunk, file.pieces, file.pages, file.sheets, file.bytes, file.hash, file.ticketHash,
                ])
        }
    }

    /// A piece is given up.
    func leaveOut(_ failure: PieceFailure) throws(CampaignError) {
        try write {
            try $0.execute(
                sql: "UPDATE recipient SET state = 'left', cause = ?, detail = ?, attempts = ? WHERE sequence = ?",
                arguments: [failure.cause.rawValue, failure.detail, failure.attempts, failure.sequence])
        }
    }

    /// The print files that are done.
    func finishedChunks() throws(CampaignError) -> Set<Int> {
        try read { Set(try Int.fetchAll($0, sql: "SELECT chunk FROM printFile")) }
    }

    func printFiles() throws(CampaignError) -> [PrintFile] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT chunk, pieces, pages, sheets, bytes, hash, ticketHash FROM printFile ORDER BY chunk"
            ).map { row in
                PrintFile(
                    chunk: row[0], pieces: row[1], pages: row[2], sheets: row[3], bytes: row[4], hash: row[5],
                    ticketHash: row[6])
            }
        }
    }

    /// How many recipients are in each state: `planned`, `done`, `left`.
    func states() throws(CampaignError) -> [String: Int] {
        try read { database in
            var counts: [String: Int] = [:]
            for row in try Row.fetchAll(database, sql: "SELECT state, count(*) FROM recipient GROUP BY state") {
                counts[row[0]] = row[1]
            }
            return counts
        }
    }

    private static let entryColumns =
        "sequence, chunk, number, row, name, postalCode, kind, prefecture, area, firstPage, pages, sheets, bytes, hash, "
        + "barcodeOutcome, sender"

    private static func entry(_ row: Row) -> IndexEntry {
        IndexEntry(
            sequence: row[0], chunk: row[1], number: row[2], row: row[3], name: row[4], postalCode: row[5],
            kind: row[6], prefecture: row[7], area: row[8], sender: row[15], firstPage: row[9], pages: row[10],
            sheets: row[11], bytes: row[12], hash: row[13], barcode: row[14])
    }

    /// The pieces that were made, in the run's order, one by one.
    func eachEntry(_ body: (IndexEntry) throws -> Void) throws(CampaignError) {
        try read { database in
            let cursor = try Row.fetchCursor(
                database, sql: "SELECT \(Self.entryColumns) FROM recipient WHERE state = 'done' ORDER BY sequence")
            while let row = try cursor.next() { try body(Self.entry(row)) }
        }
    }

    /// A piece that was made; nil if it was not.
    func entry(sequence: Int) throws(CampaignError) -> IndexEntry? {
        try read { database in
            try Row.fetchOne(
                database, sql: "SELECT \(Self.entryColumns) FROM recipient WHERE state = 'done' AND sequence = ?",
                arguments: [sequence]
            ).map(Self.entry)
        }
    }

    /// A row that got no document: by the list, or given up by the run.
    struct RejectedRow {
        var row: Int
        var cause: String
        var group: String
        var text: String
        var advice: String
        var column: String?
        var name: String?
        var kind: String?
        var prefecture: String?
        var other: Int?
        var cells: [String]
    }

    /// The rows that the list itself left out, in the list's order, one by one.
    func eachLeftOut(_ body: (RejectedRow) throws -> Void) throws(CampaignError) {
        try read { database in
            let cursor = try Row.fetchCursor(
                database,
                sql: """
                    SELECT row, cause, groupName, text, advice, columnName, name, kind, prefecture, other, cells FROM leftOut \
                    ORDER BY row, id
                    """)
            while let row = try cursor.next() {
                let cells: String = row[10]
                try body(
                    RejectedRow(
                        row: row[0], cause: row[1], group: row[2], text: row[3], advice: row[4], column: row[5],
                        name: row[6], kind: row[7], prefecture: row[8], other: row[9],
                        cells: cells.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)))
            }
        }
    }

    /// A recipient that the run gave up.
    struct GivenUp {
        var row: Int
        var sequence: Int
        var chunk: Int
        var number: String
        var name: String
        var kind: String
        var prefecture: String
        var cause: FailureCause
        var detail: String
        var cells: [String]
    }

    /// The recipients that the run gave up, in the list's order.
    func givenUp() throws(CampaignError) -> [GivenUp] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT row, sequence, chunk, number, name, kind, prefecture, cause, detail, cells FROM recipient \
                    WHERE state = 'left' ORDER BY row, number
                    """
            ).map { row in
                let cause: String = row[7] ?? ""
                let cells: String = row[9]
                return GivenUp(
                    row: row[0], sequence: row[1], chunk: row[2], number: row[3], name: row[4], kind: row[5],
                    prefecture: row[6], cause: FailureCause(rawValue: cause) ?? .crash, detail: row[8] ?? "",
                    cells: cells.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init))
            }
        }
    }
}
