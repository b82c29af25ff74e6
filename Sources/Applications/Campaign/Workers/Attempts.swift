//  Attempts.swift
//  In: how a worker died, and over which piece. Out: what to do next with the print file it was making.
//  A piece that kills its worker is tried once more by itself, then left out. A worker that was killed from outside says
//  nothing about its piece: only when that happens over the same piece again and again is the piece looked at alone.

import Glibc
import MailingList
import Messages

/// How a worker ended.
enum WorkerDeath: Sendable, Hashable {
    /// SIGKILL, SIGTERM and the like: somebody else's doing, or the system's when memory is short.
    case killed(signal: Int32)
    /// Its own doing: a trap, a bad access, an exit that was not asked for.
    case crashed(Sentence)
    /// It took more memory than it may.
    case outOfMemory
    /// The piece took longer than it may; the parent killed it.
    case timedOut

    /// In: the status and what the worker last wrote to standard error.
    init(signal: Int32?, code: Int32?, lastWords: String, wasTooLate: Bool) {
        if wasTooLate {
            self = .timedOut
        } else if ["llocat", "memory", "NO_MEMORY", "bad_alloc"].contains(where: { lastWords.contains($0) }) {
            self = .outOfMemory
        } else if let signal, [SIGKILL, SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGPIPE].contains(signal) {
            self = .killed(signal: signal)
        } else {
            let how =
                signal.map { Sentence(.deathSignal, ["signal": $0]) } ?? Sentence(.deathExit, ["code": code ?? -1])
            let words = lastWords.split(separator: "\n").first?.prefix(200)
            self = .crashed(words.map { Sentence(.deathWords, ["how": how, "words": $0]) } ?? how)
        }
    }

    var cause: FailureCause {
        switch self {
        case .killed, .crashed: .crash
        case .outOfMemory: .memory
        case .timedOut: .time
        }
    }
    private var sentence: Sentence {
        switch self {
        case .killed(let signal): Sentence(.deathKilled, ["signal": signal])
        case .crashed(let how): how
        case .outOfMemory: Sentence(.deathMemory)
        case .timedOut: Sentence(.deathTime)
        }
    }
    func text(in language: MessageLanguage) -> String { sentence.text(in: language) }
}

/// What happened so far to one print file.
struct Attempts: Sendable {
    enum Next: Sendable, Hashable {
        /// The whole file again.
        case again
        /// This piece by itself.
        case probe(Int)
        /// Without this piece.
        case leaveOut(PieceFailure)
        /// Workers do not live long enough to do anything.
        case giveUp(String)
    }
    private var deaths: [Int: Int] = [:]
    private var kills: [Int: Int] = [:]
    private var idle = 0
    private var total = 0
    private static let killsBeforeProbe = 3
    // On a busy machine a new worker needs longer for its first piece than lies between two kills: only what nothing else
    // explains is the piece's fault. Its memory is bounded by a limit of its own, so that the system's killer rarely comes.
    static let killsInProbe = 30
    private static let idleLimit = 10
    private static let totalLimit = 400

    /// A worker died over `sequence`; nil: between pieces.
    mutating func died(_ death: WorkerDeath, over sequence: Int?, probing: Bool) -> Next {
        total += 1
        if total > Self.totalLimit {
            return .giveUp(told(.workerDeaths, ["count": total, "cause": death.text(in: .ofProcess)]))
        }
        guard let sequence else {
            if case .killed = death { return .again }
            idle += 1
            return idle > Self.idleLimit ? .giveUp(told(.workerNoStart, ["cause": death.text(in: .ofProcess)])) : .again
        }
        if case .killed = death {
            kills[sequence, default: 0] += 1
            let count = kills[sequence] ?? 0
            if probing, count >= Self.killsInProbe {
                return .leaveOut(failure(sequence, death, count))
            }
            return probing || count == Self.killsBeforeProbe ? .probe(sequence) : .again
        }
        deaths[sequence, default: 0] += 1
        let count = deaths[sequence] ?? 0
        return count >= 2 ? .leaveOut(failure(sequence, death, count)) : .probe(sequence)
    }

    private func failure(_ sequence: Int, _ death: WorkerDeath, _ count: Int) -> PieceFailure {
        PieceFailure(
            sequence: sequence, cause: death.cause, detail: death.text(in: .ofPapers),
            said: death.text(in: .ofProcess), attempts: count)
    }
}
