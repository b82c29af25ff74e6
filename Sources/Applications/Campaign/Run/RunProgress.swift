//  RunProgress.swift
//  In: what is finished. Out: a bar with rate and time left on a terminal, a plain line now and then elsewhere.

import Glibc
import Messages
import Synchronization

/// How much a run says.
public enum Loudness: Sendable {
    case quiet
    /// A line every few seconds.
    case lines
    /// One line that is drawn over.
    case bar
}

/// Tells people how far a run is. Any thread.
public final class RunProgress: Sendable {
    private struct State {
        var total = 0
        /// Done before this start.
        var before = 0
        var done = 0
        var leftOut = 0
        /// Pieces of files in work.
        var inWork: [Int: Set<Int>] = [:]
        var start = ContinuousClock.now
        var shown = ContinuousClock.now - .seconds(60)
        var isDrawn = false
    }
    private let state = Mutex(State())
    private let loudness: Loudness
    private let print: @Sendable (String) -> Void

    /// `print` writes text to standard error as it is.
    public init(_ loudness: Loudness, print: @escaping @Sendable (String) -> Void) {
        self.loudness = loudness
        self.print = print
    }

    /// The list is being read.
    func read(rows: Int) {
        guard loudness == .bar else { return }
        print("\r\u{1B}[K" + told(.progressRows, ["count": rows]))
        state.withLock { $0.isDrawn = true }
    }

    func begin(total: Int, done: Int) {
        state.withLock { state in
            state.total = total
            state.before = done
            state.done = done
            state.start = .now
        }
    }

    func started(chunk: Int, sequence: Int) {
        state.withLock { _ = $0.inWork[chunk, default: []].insert(sequence) }
        show()
    }
    func finished(chunk: Int, pieces: Int, leftOut: Int) {
        state.withLock { state in
            state.inWork[chunk] = nil
            state.done += pieces
        }
        show()
    }
    func leftOut() { state.withLock { $0.leftOut += 1 } }

    /// A message between the lines.
    func say(_ text: String) {
        if loudness == .quiet { return }
        let prefix = state.withLock { state in
            defer { state.isDrawn = false }
            return state.isDrawn ? "\r\u{1B}[K" : ""
        }
        print(prefix + text + "\n")
    }

    /// The last line.
    func end() {
        show(isLast: true)
        let isDrawn = state.withLock { $0.isDrawn }
        if isDrawn { print("\n") }
    }

    private func show(isLast: Bool = false) {
        guard loudness != .quiet else { return }
        let interval: Duration = loudness == .bar ? .milliseconds(200) : .seconds(10)
        let text: String? = state.withLock { state in
            guard state.total > 0, isLast || .now - state.shown >= interval else { return nil }
            state.shown = .now
            if loudness == .bar { state.isDrawn = true }
            return Self.line(state)
        }
        guard let text else { return }
        print(loudness == .bar ? "\r\u{1B}[K" + text : text + "\n")
    }

    private static func line(_ state: State) -> String {
        let inWork = state.inWork.values.reduce(0) { $0 + $1.count }
        let settled = min(state.total, state.done + state.leftOut + inWork)
        let seconds = seconds(.now - state.start)
        let rate = seconds > 0.5 ? Double(settled - state.before) / seconds : 0
        var text = "\(settled)/\(state.total) (\(settled * 100 / max(1, state.total)) %)"
        if rate > 0 {
            text += "  \(Double(Int(rate * 10)) / 10)/s"
            if settled < state.total {
                text += "  " + told(.progressLeft, ["time": duration(Double(state.total - settled) / rate)])
            }
        }
        if state.leftOut > 0 { text += "  " + told(.progressLeftOut, ["count": state.leftOut]) }
        return text
    }
    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
    private static func duration(_ seconds: Double) -> String {
        let whole = Int(min(seconds, 1e8).rounded(.up))
        if whole < 120 { return told(.durationSeconds, ["count": whole]) }
        if whole < 7200 { return told(.durationMinutes, ["count": (whole + 59) / 60]) }
        return told(.durationHours, ["hours": whole / 3600, "minutes": whole % 3600 / 60])
    }
}
