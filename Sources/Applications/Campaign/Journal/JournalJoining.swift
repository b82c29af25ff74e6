//  JournalJoining.swift
//  In: a shard's journal. Out: its plan, or what became of its share, in another journal.

import GRDB

extension Journal {
    private static let columns =
        "number, row, line, name, postalCode, kind, prefecture, profile, assumed, joined, inputHash, barcode, area, sender, cells, "
        + "sequence, chunk"

    /// Copies the plan: facts, frozen files, recipients as planned, rows left out by the list.
    func copyPlan(into other: Journal) throws(CampaignError) {
        try copy("fact", "name, value", into: other)
        try copy("frozen", "path, bytes", into: other)
        try copy("recipient", Self.columns, into: other)
        try copy(
            "leftOut",
            "id, row, line, cause, groupName, text, advice, columnName, written, other, name, kind, prefecture, cells",
            into: other)
    }

    /// Copies what became of this shard's pieces, and its print files.
    func copyShare(into other: Journal) throws(CampaignError) {
        try copy("printFile", "chunk, pieces, pages, sheets, bytes, hash, ticketHash", into: other)
        try transfer(
            "SELECT state, attempts, cause, detail, firstPage, pages, sheets, bytes, hash, barcodeOutcome, sequence FROM recipient WHERE state != 'planned'",
            """
            UPDATE recipient SET state = ?, attempts = ?, cause = ?, detail = ?, firstPage = ?, pages = ?, sheets = ?, \
            bytes = ?, hash = ?, barcodeOutcome = ? WHERE sequence = ?
            """, into: other)
    }

    private func copy(_ table: String, _ columns: String, into other: Journal) throws(CampaignError) {
        let marks = columns.split(separator: ",").map { _ in "?" }.joined(separator: ", ")
        try transfer(
            "SELECT \(columns) FROM \(table)", "INSERT INTO \(table) (\(columns)) VALUES (\(marks))", into: other)
    }

    /// Row by row, in transactions of a thousand.
    private func transfer(_ query: String, _ command: String, into other: Journal) throws(CampaignError) {
        var fault: CampaignError?
        try read { database in
            let cursor = try Row.fetchCursor(database, sql: query)
            var isOver = false
            while !isOver, fault == nil {
                do throws(CampaignError) {
                    try other.write { target in
                        let statement = try target.makeStatement(sql: command)
                        for _ in 0..<1000 {
                            guard let row = try cursor.next() else {
                                isOver = true
                                break
                            }
                            try statement.execute(arguments: StatementArguments(row.databaseValues))
                        }
                    }
                } catch {
                    fault = error
                }
            }
        }
        if let fault { throw fault }
    }
}
