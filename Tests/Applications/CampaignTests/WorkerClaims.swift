//  WorkerClaims.swift
//  In: deaths of workers, frames in pieces. Out: what becomes of the print file; messages come through whole.

import Messages
import Testing

@testable import Campaign

struct WorkerClaims {
    private let crash = WorkerDeath.crashed(Sentence(.deathSignal, ["signal": 11]))
    private let kill = WorkerDeath.killed(signal: 9)

    @Test func `a piece that crashes a worker is tried alone, then left out`() {
        var attempts = Attempts()
        #expect(attempts.died(crash, over: 7, probing: false) == .probe(7))
        guard case .leaveOut(let failure) = attempts.died(crash, over: 7, probing: true) else {
            Issue.record("it was not left out")
            return
        }
        #expect(failure.sequence == 7 && failure.cause == .crash && failure.attempts == 2)
        // rejects.csv is a Japanese paper, whatever the process speaks
        #expect(failure.detail == "シグナル11で落ちました")
    }

    @Test func `a worker killed from outside is no fault of its piece`() {
        var attempts = Attempts()
        #expect(attempts.died(kill, over: 7, probing: false) == .again)
        #expect(attempts.died(kill, over: 8, probing: false) == .again)
        #expect(attempts.died(kill, over: 7, probing: false) == .again)
        #expect(attempts.died(kill, over: 7, probing: false) == .probe(7))
        #expect(attempts.died(kill, over: 7, probing: false) == .again)
    }

    @Test func `a piece that is killed alone again and again is left out`() {
        var attempts = Attempts()
        var last = Attempts.Next.again
        for _ in 1..<Attempts.killsInProbe { last = attempts.died(kill, over: 7, probing: true) }
        // somebody who kills a worker every second must not cost a document, however slow the machine
        #expect(last == .probe(7) && Attempts.killsInProbe >= 30)
        last = attempts.died(kill, over: 7, probing: true)
        guard case .leaveOut = last else {
            Issue.record("\(last)")
            return
        }
    }

    @Test func `workers that never start end the run`() {
        var attempts = Attempts()
        var last = Attempts.Next.again
        for _ in 0..<11 {
            last = attempts.died(.crashed(Sentence(.deathExit, ["code": 127])), over: nil, probing: false)
        }
        guard case .giveUp = last else {
            Issue.record("\(last)")
            return
        }
    }

    @Test func `a death is told by its signal, its last words and the clock`() {
        #expect(WorkerDeath(signal: 9, code: nil, lastWords: "", wasTooLate: true) == .timedOut)
        #expect(WorkerDeath(signal: 9, code: nil, lastWords: "", wasTooLate: false) == .killed(signal: 9))
        #expect(
            WorkerDeath(signal: 4, code: nil, lastWords: "Fatal error: Could not allocate memory.", wasTooLate: false)
                == .outOfMemory)
        let (fallen, left) = (
            WorkerDeath(signal: 11, code: nil, lastWords: "", wasTooLate: false),
            WorkerDeath(signal: nil, code: 70, lastWords: "no\nsecond", wasTooLate: false)
        )
        #expect(fallen == crash)
        #expect(fallen.text(in: .en) == "signal 11" && left.text(in: .en) == "exit 70: no")
        #expect(left.text(in: .ja) == "コード70で終わりました：no")
    }

    @Test func `frames come through in pieces of any size`() throws {
        let reports: [WorkReport] = [
            .ready, .started(sequence: 12),
            .failed(PieceFailure(sequence: 12, cause: .refused, detail: "外字「𠮷」", said: "no font has 𠮷", attempts: 1)),
        ]
        let bytes = reports.flatMap { Frames.encode($0) }
        for size in [1, 3, 64, bytes.count] {
            var reader = FrameReader<WorkReport>()
            var count = 0
            for start in stride(from: 0, to: bytes.count, by: size) {
                bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { reader.add($0) }
                while try reader.next() != nil { count += 1 }
            }
            #expect(count == reports.count, "in pieces of \(size)")
        }
    }

    @Test func `what is no frame is told`() {
        var reader = FrameReader<WorkReport>()
        [UInt8](repeating: 0xFF, count: 64).withUnsafeBytes { reader.add($0) }
        #expect(throws: FrameReader<WorkReport>.Garbled.self) { _ = try reader.next() }
    }
}
