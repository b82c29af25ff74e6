//  WorkDesk.swift
//  In: the plan. Out: print files handed to workers one by one; what comes back goes into the journal. The only writer.

import Messages
import Synchronization

/// What to do with a document that cannot be made.
public enum FaultPolicy: String, Sendable, CaseIterable {
    case stop, `continue`
}

/// Hands out work and takes in results.
actor WorkDesk {
    private let journal: Journal
    private let folder: CampaignFolder
    private let pieces: Int
    private let chunks: Int
    private let perFile: Int
    private let senders: Int
    private let policy: FaultPolicy
    private var open: [Int]
    private var failure: CampaignError?
    let progress: RunProgress
    let interruption: Interruption

    init(
        journal: Journal, folder: CampaignFolder, perFile: Int, shard: Shard, policy: FaultPolicy,
        progress: RunProgress,
        interruption: Interruption
    ) throws(CampaignError) {
        self.journal = journal
        self.folder = folder
        self.perFile = perFile
        self.policy = policy
        self.progress = progress
        self.interruption = interruption
        senders = SenderRoll(try journal.facts()["senders"] ?? "").senders.count
        let size = try journal.planSize()
        pieces = size.pieces
        chunks = size.chunks
        let finished = try journal.finishedChunks()
        open = shard.chunks(of: size.chunks).filter { !finished.contains($0) }.reversed()
    }

    /// The next print file; nil: there is none, or the run ends.
    func next() throws(CampaignError) -> ChunkOrder? {
        guard failure == nil, !interruption.isRequested, let chunk = open.popLast() else { return nil }
        return try order(chunk)
    }

    /// The order for a print file as things stand now: without what was given up meanwhile.
    func order(_ chunk: Int) throws(CampaignError) -> ChunkOrder {
        let first = (chunk - 1) * perFile + 1
        return ChunkOrder(
            chunk: chunk, chunks: chunks, pieces: try journal.pieces(first...min(pieces, first + perFile - 1)),
            senders: senders)
    }

    /// The files are on the disk. Pieces that failed on the way are given up with it.
    func finished(_ file: PrintFile, _ results: [PieceResult], failures: [PieceFailure], order: ChunkOrder)
        throws(CampaignError)
    {
        for failed in failures { try leaveOut(failed, of: order) }
        try journal.finish(file, results)
        progress.finished(chunk: file.chunk, pieces: results.count, leftOut: 0)
    }

    /// A piece is given up.
    func leaveOut(_ failed: PieceFailure, of order: ChunkOrder) throws(CampaignError) {
        try journal.leaveOut(failed)
        progress.leftOut()
        guard let piece = order.pieces.first(where: { $0.sequence == failed.sequence }) else { return }
        // an earlier attempt may have left it
        FileSystem.remove(folder.root + "/" + CampaignFolder.document(piece.sequence, number: piece.number))
        try journal.log("left out \(piece.number): \(failed.cause.rawValue): \(failed.detail)")
        let (number, why, detail) = (piece.number, failed.cause.text, failed.said)
        progress.say(told(.pieceLeftOut, ["number": number, "why": why, "detail": detail]))
        if policy == .stop {
            fail(.input(told(.pieceStopped, ["number": number, "why": why, "detail": detail])))
        }
    }

    func note(_ what: String) throws(CampaignError) { try journal.log(what) }

    /// The run ends; the first reason counts.
    func fail(_ error: CampaignError) {
        if failure == nil { failure = error }
        interruption.end()
    }

    var error: CampaignError? { failure }
    var isEnding: Bool { failure != nil || interruption.isRequested }
}

/// A wish to stop, from the keyboard or the scheduler, and what must be told of it.
public final class Interruption: Sendable {
    private struct State {
        var isRequested = false
        var isOver = false
        var listeners: [Int: @Sendable () -> Void] = [:]
        var next = 0
    }
    private let state = Mutex(State())

    public init() {}

    /// Asks the run to stop.
    public func request() {
        state.withLock { $0.isRequested = true }
        end()
    }
    public var isRequested: Bool { state.withLock { $0.isRequested } }

    /// Tells everybody who works that it is over.
    func end() {
        let listeners = state.withLock { state in
            state.isOver = true
            return state.listeners.values
        }
        for listener in listeners { listener() }
    }
    /// `body` is called when the run ends, at once if it has.
    func listen(_ body: @escaping @Sendable () -> Void) -> Int {
        let (number, isOver) = state.withLock { state in
            state.next += 1
            state.listeners[state.next] = body
            return (state.next, state.isOver)
        }
        if isOver { body() }
        return number
    }
    func forget(_ number: Int) { state.withLock { $0.listeners[number] = nil } }
}
