//  WorkerProcess.swift
//  In: orders on standard input. Out: reports on standard output, files in the run's folder. `teian worker` is this.
//  One thread; templates, faces and pictures are read once. The end of input is the end of the process: a worker whose
//  parent died stops after the piece in work.

import Foundation
import Glibc
import Messages
import Proposal

/// A worker. Its entry does not return before the input ends.
public final class WorkerProcess {
    private let input: Int32 = 0
    private let output: Int32
    private var frames = FrameReader<WorkOrder>()

    /// Standard output carries frames: whatever else would be printed goes to standard error.
    public init() {
        output = dup(1)
        dup2(2, 1)
        // Ctrl-C reaches the whole group; when to stop is the parent's to say
        signal(SIGINT, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
    }

    /// The exit code.
    public func run() -> Int32 {
        do throws(CampaignError) {
            guard case .setUp(let setUp)? = try next() else { return 0 }
            limitMemory(setUp.maximumMemory)
            let folder = CampaignFolder(root: setUp.folder)
            // kept until the process ends
            guard let lock = try FolderLock(folder.workersLock, .shared, patience: 5) else {
                throw .world(told(.workerBusy, ["path": folder.workersLock]))
            }
            let printer = try ChunkPrinter(setUp, isOrphaned: { self.isOrphaned }, report: { self.say($0) })
            say(.ready)
            while let order = try next() {
                guard case .make(let chunk) = order else { continue }
                switch try printer.carryOut(chunk) {
                case .made(let file, let results): say(.made(file, results))
                case .orphaned: return 0
                }
            }
            withExtendedLifetime(lock) {}
            return 0
        } catch {
            switch error {
            case .input(let text), .usage(let text): say(.broken(kind: "input", text: text))
            case .world(let text), .stopped(let text): say(.broken(kind: "world", text: text))
            }
            return 3
        }
    }

    /// What the process may have of its own. A layout stack of 256 MiB is reserved and hardly used: it comes on top.
    private func limitMemory(_ bytes: Int) {
        let whole = rlim_t(bytes + (320 << 20))
        var limit = rlimit(rlim_cur: whole, rlim_max: whole)
        _ = setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
        // a crash needs no picture of the memory
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    }

    /// The parent has closed its end or is gone.
    private var isOrphaned: Bool {
        var state = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        guard poll(&state, 1, 0) > 0 else { return false }
        return state.revents & Int16(POLLHUP | POLLERR) != 0 && state.revents & Int16(POLLIN) == 0
    }

    /// The next order; nil at the end of input.
    private func next() throws(CampaignError) -> WorkOrder? {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            do {
                if let order = try frames.next() { return order }
            } catch {
                throw .world(told(.workerOrder))
            }
            let count = read(input, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return nil }
            frames.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    private func say(_ report: WorkReport) {
        let bytes = Frames.encode(report)
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = write(output, buffer.baseAddress! + done, buffer.count - done)
                if count < 0, errno == EINTR { continue }
                // nobody listens: the parent is gone
                if count <= 0 { exit(0) }
                done += count
            }
        }
    }
}
