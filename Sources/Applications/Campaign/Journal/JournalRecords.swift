//  JournalRecords.swift
//  In: rows of the journal. Out: plain values.

import GRDB
import Messages

/// A recipient as planned: frozen when the run began.
struct PlannedRecipient: Sendable, Hashable {
    /// Names documents and answers `reprint`: the list's row, six digits or more.
    var number: String
    var row: Int
    var line: Int
    var name: String
    var postalCode: String
    var kind: String
    var prefecture: String
    /// The profile as text that reads back to the same profile.
    var profile: String
    /// The profile's keys that the defaults filled.
    var assumed: [String]
    var joinedRows: [Int]
    /// SHA-256 of the list's cells.
    var inputHash: String
    /// The 13 characters of the customer bar code's address part, where one may be printed; may be empty.
    var barcode: String?
    /// 郵便区番号.
    var area: String?
    /// Whose envelope it goes in: a page of the artwork, from 1.
    var sender: Int
    /// As the list wrote them.
    var cells: [String]
}

/// A planned recipient in its place of the run's order.
struct Piece: Sendable, Hashable, Codable {
    /// From 1, in the order of sender, postal code and number.
    var sequence: Int
    /// The print file, from 1.
    var chunk: Int
    var number: String
    var name: String
    var postalCode: String
    var profile: String
    var assumed: [String]
    var barcode: String?
    /// Whose envelope it goes in, from 1.
    var sender: Int
}

/// What became of a piece.
struct PieceResult: Sendable, Hashable, Codable {
    var sequence: Int
    /// In the print file, from 1.
    var firstPage: Int
    var pages: Int
    var sheets: Int
    /// The recipient's own document; nothing if only print files are made.
    var bytes: Int
    var hash: String?
    /// Why it has no customer bar code, by the obstacle's name; nil: it has one.
    var barcode: String?
}

/// A piece that was given up.
struct PieceFailure: Sendable, Hashable, Codable {
    var sequence: Int
    var cause: FailureCause
    /// In words, for people who look for the reason: as rejects.csv says it …
    var detail: String
    /// … and as the terminal does.
    var said: String
    var attempts: Int
}

/// Why a document was left out of the run.
public enum FailureCause: String, Sendable, Hashable, Codable, CaseIterable {
    /// The profile cannot be offered to, or its text does not fit.
    case refused
    /// The worker died of it.
    case crash
    case time
    case memory
    case pages

    /// As it is said to people.
    var text: String {
        switch self {
        case .refused: told(.failureRefused)
        case .crash: told(.failureCrash)
        case .time: told(.failureTime)
        case .memory: told(.failureMemory)
        case .pages: told(.failurePages)
        }
    }
}

/// A finished print file.
struct PrintFile: Sendable, Hashable, Codable {
    var chunk: Int
    var pieces: Int
    var pages: Int
    var sheets: Int
    var bytes: Int
    var hash: String
    var ticketHash: String
}

/// A row of the index: a piece that was made.
struct IndexEntry: Sendable {
    var sequence: Int
    var chunk: Int
    var number: String
    var row: Int
    var name: String
    var postalCode: String
    var kind: String
    var prefecture: String
    var area: String?
    var sender: Int
    var firstPage: Int
    var pages: Int
    var sheets: Int
    var bytes: Int
    var hash: String?
    /// Why it has no customer bar code; nil: it has one.
    var barcode: String?
    var hasBarcode: Bool { barcode == nil }
}
