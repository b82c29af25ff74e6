//  JournalPlan.swift
//  In: recipients and rows left out, as the list is read. Out: the plan: the run's order, sequence numbers, print files.

import GRDB
import MailingList

extension Journal {
    /// Whether the plan is whole. A run that died while planning plans again from nothing.
    var isPlanned: Bool { get throws(CampaignError) { try facts()["planned"] == "yes" } }

    /// Forgets everything but the log.
    func clearPlan() throws(CampaignError) {
        try write {
            try $0.execute(
                sql:
                    "DELETE FROM fact; DELETE FROM frozen; DELETE FROM recipient; DELETE FROM leftOut; DELETE FROM printFile"
            )
        }
    }

    /// Adds what some rows of the list came to.
    func add(recipients: [PlannedRecipient], leftOut: [LeftOutRow]) throws(CampaignError) {
        try write { database in
            let insert = try database.makeStatement(
                sql: """
                    INSERT INTO recipient (number, row, line, name, postalCode, kind, prefecture, profile, assumed, joined, \
                    inputHash, barcode, area, sender, cells) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
            for one in recipients {
                try insert.execute(arguments: [
                    one.number, one.row, one.line, one.name, one.postalCode, one.kind, one.prefecture, one.profile,
                    one.assumed.joined(separator: "\n"), one.joinedRows.map(String.init).joined(separator: "\n"),
                    one.inputHash, one.barcode, one.area, one.sender, one.cells.joined(separator: "\u{1F}"),
                ])
            }
            let leave = try database.makeStatement(
                sql: """
                    INSERT INTO leftOut (row, line, cause, groupName, text, advice, columnName, written, other, name, kind, \
                    prefecture, cells) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
            for row in leftOut {
                try leave.execute(arguments: [
                    row.row, row.line, row.cause.rawValue, row.cause.group.rawValue, row.text, row.advice, row.column,
                    row.written, row.other, row.name, row.kind?.rawValue, row.prefecture,
                    row.cells.joined(separator: "\u{1F}"),
                ])
            }
        }
    }

    /// Puts the recipients into order, cuts them into print files of `pieces`, and declares the plan whole.
    func settlePlan(pieces: Int, facts: [(name: String, value: String)]) throws(CampaignError) {
        try write { database in
            try database.execute(
                sql: """
                    CREATE TEMP TABLE place AS SELECT number, row_number() OVER (ORDER BY sender, postalCode, length(number), number) \
                    AS sequence FROM recipient;
                    CREATE UNIQUE INDEX temp.placeNumber ON place (number);
                    UPDATE recipient SET sequence = (SELECT sequence FROM place WHERE place.number = recipient.number);
                    DROP TABLE place;
                    """)
            try database.execute(
                sql: "UPDATE recipient SET chunk = (sequence - 1) / ? + 1", arguments: [pieces])
            for fact in facts + [("planned", "yes")] {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO fact VALUES (?, ?)", arguments: [fact.0, fact.1])
            }
        }
    }

    /// How many recipients the plan has, and how many print files.
    func planSize() throws(CampaignError) -> (pieces: Int, chunks: Int) {
        try read { database in
            let row = try Row.fetchOne(database, sql: "SELECT count(*), coalesce(max(chunk), 0) FROM recipient")
            return (pieces: row?[0] ?? 0, chunks: row?[1] ?? 0)
        }
    }

    /// The pieces with these sequence numbers, the ones given up left out.
    func pieces(_ range: ClosedRange<Int>) throws(CampaignError) -> [Piece] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT \(Self.pieceColumns) FROM recipient \
                    WHERE sequence BETWEEN ? AND ? AND state != 'left' ORDER BY sequence
                    """, arguments: [range.lowerBound, range.upperBound]
            ).map(Self.piece)
        }
    }

    /// The piece of a number; nil if the run has none.
    func piece(number: String) throws(CampaignError) -> Piece? {
        try read { database in
            try Row.fetchOne(
                database,
                sql: "SELECT \(Self.pieceColumns) FROM recipient WHERE number = ?", arguments: [number]
            ).map(Self.piece)
        }
    }

    private static let pieceColumns =
        "sequence, chunk, number, name, postalCode, profile, assumed, barcode, sender"

    private static func piece(_ row: Row) -> Piece {
        let assumed: String = row[6]
        return Piece(
            sequence: row[0], chunk: row[1], number: row[2], name: row[3], postalCode: row[4], profile: row[5],
            assumed: assumed.split(separator: "\n").map(String.init), barcode: row[7], sender: row[8])
    }
}
