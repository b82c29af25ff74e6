//  Journal.swift
//  In: the path of a journal. Out: the database of a run: a row for each recipient, each row left out, each print file.
//  WAL with exclusive locking: one process writes, and no second one can even look. What is committed is on the disk.

import GRDB
import Messages

/// The journal of a run. Every call is a transaction of its own.
public final class Journal: Sendable {
    let database: DatabaseQueue
    let path: String

    /// What is asked of the file.
    enum Opening: Sendable {
        /// Makes it if it is not there.
        case create
        /// It must be there.
        case existing
        /// It must be there and is not written to.
        case reading
    }

    init(_ path: String, _ opening: Opening) throws(CampaignError) {
        self.path = path
        if opening != .create, FileSystem.size(path) == nil {
            throw .input(told(.journalNone, ["path": path]))
        }
        var configuration = Configuration()
        configuration.readonly = opening == .reading
        configuration.busyMode = .immediateError
        configuration.prepareDatabase { database in
            if opening != .reading {
                try database.execute(
                    sql: "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
            }
            try database.execute(sql: "PRAGMA cache_size = -16384; PRAGMA temp_store = FILE")
        }
        do {
            database = try DatabaseQueue(path: path, configuration: configuration)
            if opening == .create { try database.write { try $0.execute(sql: Self.tables) } }
            let version = try database.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } ?? 0
            guard version == Self.version else {
                throw CampaignError.input(told(.journalVersion, ["path": path, "version": version]))
            }
        } catch {
            throw Self.failure(error, path)
        }
    }

    static let version = 2

    private static let tables = """
        CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS frozen (path TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS recipient (
          number TEXT NOT NULL UNIQUE, row INTEGER NOT NULL, line INTEGER NOT NULL,
          name TEXT NOT NULL, postalCode TEXT NOT NULL, kind TEXT NOT NULL, prefecture TEXT NOT NULL,
          profile TEXT NOT NULL, assumed TEXT NOT NULL, joined TEXT NOT NULL, inputHash TEXT NOT NULL,
          barcode TEXT, area TEXT, sender INTEGER NOT NULL, cells TEXT NOT NULL,
          sequence INTEGER, chunk INTEGER,
          state TEXT NOT NULL DEFAULT 'planned', attempts INTEGER NOT NULL DEFAULT 0, cause TEXT, detail TEXT,
          firstPage INTEGER, pages INTEGER, sheets INTEGER, bytes INTEGER, hash TEXT, barcodeOutcome TEXT
        );
        CREATE INDEX IF NOT EXISTS recipientSequence ON recipient (sequence);
        CREATE TABLE IF NOT EXISTS leftOut (
          id INTEGER PRIMARY KEY, row INTEGER NOT NULL, line INTEGER NOT NULL, cause TEXT NOT NULL, groupName TEXT NOT NULL,
          text TEXT NOT NULL, advice TEXT NOT NULL, columnName TEXT, written TEXT NOT NULL, other INTEGER,
          name TEXT, kind TEXT, prefecture TEXT, cells TEXT NOT NULL
        );
        CREATE TABLE IF NOT EXISTS printFile (
          chunk INTEGER PRIMARY KEY, pieces INTEGER NOT NULL, pages INTEGER NOT NULL, sheets INTEGER NOT NULL,
          bytes INTEGER NOT NULL, hash TEXT NOT NULL, ticketHash TEXT NOT NULL
        );
        CREATE TABLE IF NOT EXISTS event (at TEXT NOT NULL, what TEXT NOT NULL);
        PRAGMA user_version = \(version);
        """

    /// What a failure of the database means to the caller.
    static func failure(_ error: any Error, _ path: String) -> CampaignError {
        if let error = error as? CampaignError { return error }
        if let error = error as? DatabaseError {
            switch error.resultCode {
            case .SQLITE_FULL:
                return .world(told(.journalFull, ["path": path]))
            case .SQLITE_BUSY, .SQLITE_LOCKED:
                return .input(told(.campaignBusy, ["path": path]))
            case .SQLITE_NOTADB, .SQLITE_CORRUPT:
                return .input(told(.journalDamaged, ["path": path, "cause": error.message ?? "\(error.resultCode)"]))
            case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
                return .input(told(.journalNotOpened, ["path": path]))
            default:
                return .world(told(.journalFailed, ["path": path, "cause": error.message ?? "\(error.resultCode)"]))
            }
        }
        return .world(told(.journalFailed, ["path": path, "cause": "\(error)"]))
    }

    func write<Value>(_ body: (Database) throws -> Value) throws(CampaignError) -> Value {
        do { return try database.write(body) } catch { throw Self.failure(error, path) }
    }
    func read<Value>(_ body: (Database) throws -> Value) throws(CampaignError) -> Value {
        do { return try database.read(body) } catch { throw Self.failure(error, path) }
    }

    /// Moves what is in the write-ahead file into the journal and closes it: one file that can be read from anywhere.
    func close() throws(CampaignError) {
        do {
            try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try database.close()
        } catch {
            throw Self.failure(error, path)
        }
    }

    // MARK: - facts

    /// The frozen facts of the run, by name.
    func facts() throws(CampaignError) -> [String: String] {
        try read { database in
            var facts: [String: String] = [:]
            for row in try Row.fetchAll(database, sql: "SELECT name, value FROM fact") { facts[row[0]] = row[1] }
            return facts
        }
    }
    func set(_ facts: [(name: String, value: String)]) throws(CampaignError) {
        try write { database in
            for fact in facts {
                try database.execute(
                    sql: "INSERT OR REPLACE INTO fact VALUES (?, ?)", arguments: [fact.name, fact.value])
            }
        }
    }

    /// A line of the run's log, with the time of day.
    func log(_ what: String) throws(CampaignError) {
        try write {
            try $0.execute(
                sql: "INSERT INTO event VALUES (strftime('%Y-%m-%dT%H:%M:%fZ'), ?)", arguments: [what])
        }
    }

    // MARK: - frozen files

    func freeze(_ files: [(path: String, bytes: [UInt8])]) throws(CampaignError) {
        try write { database in
            try database.execute(sql: "DELETE FROM frozen")
            for file in files {
                try database.execute(
                    sql: "INSERT INTO frozen VALUES (?, ?)", arguments: [file.path, Data(file.bytes)])
            }
        }
    }
    func frozenFiles() throws(CampaignError) -> [(path: String, bytes: [UInt8])] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT path, bytes FROM frozen ORDER BY path").map { row in
                let bytes: Data = row[1]
                return (path: row[0], bytes: Array(bytes))
            }
        }
    }
}

import struct Foundation.Data
