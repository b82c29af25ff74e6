//  WorkerMessages.swift
//  In: nothing. Out: what parent and worker say to each other.
//  The parent says who the worker is, then hands out print files one at a time; the end of its words is the end of the
//  worker. Whatever the worker says last before it dies tells what it died of.

/// What the parent says.
enum WorkOrder: Sendable, Codable {
    /// Once, first.
    case setUp(WorkerSetUp)
    case make(ChunkOrder)
}

/// Everything that is the same for all pieces.
struct WorkerSetUp: Sendable, Codable, Hashable {
    /// The run's folder and the folder with Templates and Assets; absolute paths.
    var folder: String
    var home: String
    var document: String
    /// The day of the documents, ISO; nothing: each profile's own.
    var date: String?
    /// More pages than this is a fault of the piece.
    var maximumPages: Int
    /// Bytes of memory of its own that a worker may take.
    var maximumMemory: Int
    /// No documents of the recipients' own.
    var printsOnly: Bool
}

/// One print file to be made.
struct ChunkOrder: Sendable, Codable, Hashable {
    enum Purpose: String, Sendable, Codable {
        case make
        /// The pieces are made and thrown away: to see whether the worker lives through it.
        case probe
    }
    var chunk: Int
    /// Print files of the whole run.
    var chunks: Int
    var pieces: [Piece]
    /// Senders of the whole run.
    var senders: Int
    var purpose = Purpose.make
}

/// What the worker says.
enum WorkReport: Sendable, Codable {
    case ready
    /// This piece is in work now; the one before is done with.
    case started(sequence: Int)
    /// The piece cannot be made: no fault of the worker.
    case failed(PieceFailure)
    /// No piece is in work any more: the files are written.
    case closing
    /// The files are on the disk under their names.
    case made(PrintFile, [PieceResult])
    /// The world failed: disk, memory, templates. The worker ends.
    case broken(kind: String, text: String)
}
