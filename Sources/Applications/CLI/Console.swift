//  Console.swift
//  In: messages and data. Out: standard error and standard output, whole or not at all.

import Glibc

enum Console {
    static func error(_ message: String) { write(2, Array((message + "\n").utf8)) }
    /// Without an end of line: parts of a progress bar.
    static func errorRaw(_ text: String) { write(2, Array(text.utf8)) }
    static func output(_ text: String) { write(1, Array((text.hasSuffix("\n") ? text : text + "\n").utf8)) }
    static func output(_ bytes: [UInt8]) { write(1, bytes) }

    static func exit(_ status: ExitStatus) -> Never { Glibc.exit(status.rawValue) }

    /// Writes everything; a closed pipe ends it quietly.
    private static func write(_ descriptor: Int32, _ bytes: [UInt8]) {
        bytes.withUnsafeBytes { buffer in
            var from = 0
            while from < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress! + from, buffer.count - from)
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return }
                from += count
            }
        }
    }
}
