//  WorkerLine.swift
//  In: a desk that hands out print files. Out: workers one after the other that make them. One line for each worker that
//  runs at a time: it spawns, watches the clock, reads reports, and decides what a death means.

import Glibc
import Messages
import Subprocess
import Synchronization

/// One seat for a worker.
struct WorkerLine: Sendable {
    let desk: WorkDesk
    let setUp: WorkerSetUp
    /// Seconds a piece may take.
    let timeLimit: Double
    let progress: RunProgress
    let interruption: Interruption

    /// Works until there is nothing left to do. What goes wrong with the world is told to the desk.
    func run() async {
        var job: Job?
        do {
            while true {
                if job == nil { job = try await desk.next().map { Job(order: $0) } }
                guard let current = job else { return }
                job = try await employ(current)
                if await desk.isEnding { return }
            }
        } catch let error as CampaignError {
            await desk.fail(error)
        } catch {
            await desk.fail(.world(told(.workerNotRun, ["cause": "\(error)"])))
        }
    }

    /// After so many pieces another worker takes the seat. Memory stays the same long before that (`campaign-torture.py
    /// memory`); this holds whatever a library may leak.
    private static let mostPieces = 2_000

    /// A print file in work with its history.
    private struct Job: Sendable {
        var order: ChunkOrder
        var attempts = Attempts()
        /// The piece that is looked at alone before the file is made.
        var probe: Int?
        var failures: [PieceFailure] = []

        var next: ChunkOrder {
            guard let probe else { return order }
            var alone = order
            alone.pieces = order.pieces.filter { $0.sequence == probe }
            alone.purpose = .probe
            return alone
        }
    }

    /// What a worker's life came to.
    private struct Life: Sendable {
        /// The file it was making; nil: it ended with nothing to do.
        var job: Job?
        var sequence: Int?
        /// Pieces of the print files it has finished.
        var made = 0
        var lastWords: String
        var wasTooLate: Bool
        var broken: CampaignError?
    }

    /// Runs one worker until it dies, has made its pieces or there is nothing left to do. Returns the file that is still to be made.
    private func employ(_ first: Job) async throws -> Job? {
        let clock = Deadline()
        let outcome = try await Subprocess.run(
            .path(.init("/proc/\(getpid())/exe")), arguments: ["worker"], input: .inputWriter, output: .sequence,
            error: .sequence
        ) { execution in
            let pid = execution.processIdentifier.value
            let writer = execution.standardInputWriter
            let listener = interruption.listen { Task { try? await writer.finish() } }
            let watch = Task {
                while !Task.isCancelled {
                    try await Task.sleep(for: .milliseconds(200))
                    if clock.hasPassed { kill(pid, SIGKILL) }
                }
            }
            defer {
                watch.cancel()
                interruption.forget(listener)
            }
            async let words = Self.tail(of: execution.standardError)
            var life = Life(job: first, lastWords: "", wasTooLate: false)
            clock.set(30 + timeLimit)
            do {
                _ = try await writer.write(Frames.encode(WorkOrder.setUp(setUp)))
                _ = try await writer.write(Frames.encode(WorkOrder.make(first.next)))
                var frames = FrameReader<WorkReport>()
                var output = execution.standardOutput.makeAsyncIterator()
                reading: while let buffer = try await output.next() {
                    buffer.withUnsafeBytes { frames.add($0) }
                    while let report = try frames.next() {
                        if let over = try await take(report, &life, clock, writer) {
                            life = over
                            break reading
                        }
                    }
                }
            } catch let error as CampaignError {
                life.broken = error
            } catch {
                // the pipe broke with the worker: its status says the rest
            }
            try? await writer.finish()
            clock.set(timeLimit)
            life.lastWords = await words
            life.wasTooLate = clock.wasUsed
            return life
        }
        return try await judge(outcome.closureResult, outcome.terminationStatus)
    }

    /// One report. A value: the worker has nothing more to do.
    private func take(
        _ report: WorkReport, _ life: inout Life, _ clock: Deadline, _ writer: StandardInputWriter
    ) async throws -> Life? {
        switch report {
        case .ready: break
        case .started(let sequence):
            life.sequence = sequence
            clock.set(timeLimit)
            progress.started(chunk: life.job?.order.chunk ?? 0, sequence: sequence)
        case .failed(let failure):
            life.job?.failures.append(failure)
            life.sequence = nil
        case .closing:
            life.sequence = nil
            clock.set(timeLimit + 120)
        case .broken(let kind, let text):
            throw kind == "input" ? CampaignError.input(text) : .world(text)
        case .made(let file, let results):
            life.sequence = nil
            guard var job = life.job else { return life }
            if job.probe == nil {
                try await desk.finished(file, results, failures: job.failures, order: job.order)
                life.job = nil
                life.made += results.count
                if life.made >= Self.mostPieces { return life }
                guard let order = try await desk.next() else { return life }
                job = Job(order: order)
            } else {
                // it lives through it alone: the file again, with it
                job.probe = nil
                job.order = try await desk.order(job.order.chunk)
                if await desk.isEnding { return life }
            }
            job.failures = []
            life.job = job
            clock.set(timeLimit)
            _ = try await writer.write(Frames.encode(WorkOrder.make(job.next)))
        }
        return nil
    }

    /// What the end of a worker means for the file it was making.
    private func judge(_ life: Life, _ status: TerminationStatus) async throws -> Job? {
        if let broken = life.broken { throw broken }
        guard var job = life.job else { return nil }
        if await desk.isEnding { return nil }
        var (signal, code): (Int32?, Int32?) = (nil, nil)
        switch status {
        case .exited(let value): code = value
        case .signaled(let value): signal = value
        }
        let death = WorkerDeath(signal: signal, code: code, lastWords: life.lastWords, wasTooLate: life.wasTooLate)
        try await desk.note(
            "worker died over \(life.sequence.map(String.init) ?? "nothing"): \(death.text(in: .ofProcess))")
        switch job.attempts.died(death, over: life.sequence, probing: job.probe != nil) {
        case .again: break
        case .probe(let sequence): job.probe = sequence
        case .leaveOut(let failure):
            try await desk.leaveOut(failure, of: job.order)
            job.probe = nil
            job.order = try await desk.order(job.order.chunk)
        case .giveUp(let text): throw CampaignError.world(text)
        }
        job.failures = []
        return job
    }

    /// The end of what a worker writes to standard error.
    private static func tail(of stream: SubprocessOutputSequence) async -> String {
        var bytes: [UInt8] = []
        do {
            for try await buffer in stream {
                buffer.withUnsafeBytes { bytes.append(contentsOf: $0) }
                if bytes.count > 8192 { bytes.removeFirst(bytes.count - 4096) }
            }
        } catch {
            // what was read until then is what there is
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// When a worker's piece must be done.
private final class Deadline: Sendable {
    private let state = Mutex<(end: ContinuousClock.Instant?, wasUsed: Bool)>((nil, false))
    func set(_ seconds: Double) { state.withLock { $0.end = .now + .seconds(seconds) } }
    var hasPassed: Bool {
        state.withLock { state in
            guard let end = state.end, end < .now else { return false }
            state.wasUsed = true
            return true
        }
    }
    var wasUsed: Bool { state.withLock { $0.wasUsed } }
}
