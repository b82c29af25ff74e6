//  ListFile.swift
//  In: the path of a list. Out: its bytes in pieces, as often as asked; whether it is still the same file.

import DataFiles
import Diagnostics
import Glibc
import Messages

/// A file that can be read more than once. What cannot (standard input, a pipe) is kept in a file without a name first.
final class ListFile: Sendable {
    let name: String
    private let descriptor: Int32

    /// `-` is standard input.
    init(_ path: String) throws(DataFaults) {
        name = path == "-" ? told(.standardInput) : path
        let opened = path == "-" ? dup(0) : open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else {
            throw DataFaults(
                "list-unreadable", told(.dataUnreadable, ["cause": systemCause(errno)]), at: SourceLocation(file: name)
            )
        }
        var status = stat()
        let isPlain = fstat(opened, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        if status.st_mode & S_IFMT == S_IFDIR {
            close(opened)
            throw DataFaults(
                "list-unreadable", told(.listFolder), at: SourceLocation(file: name))
        }
        guard !isPlain else {
            descriptor = opened
            return
        }
        let kept = ListFile.nameless()
        let failed = kept < 0 || !ListFile.copy(from: opened, to: kept)
        let cause = errno
        close(opened)
        // stored before the check, so that it is closed whatever happens
        descriptor = kept
        if failed {
            throw DataFaults(
                "list-unreadable", told(.listNotKept, ["cause": systemCause(cause)]),
                at: SourceLocation(file: name))
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Size, times and number of the file: the same as long as nobody writes to it.
    var stamp: [Int] {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return [] }
        return [
            Int(status.st_size), Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec), Int(clamping: status.st_ino),
        ]
    }

    /// The bytes from `offset` on, as many as fit; 0 at the end.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(DataFaults) -> Int {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            if errno != EINTR {
                throw DataFaults(
                    "list-unreadable", told(.dataUnreadable, ["cause": systemCause(errno)]),
                    at: SourceLocation(file: name))
            }
        }
    }

    private static func nameless() -> Int32 {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var pattern = Array("\(folder)/teian-list-XXXXXX".utf8CString)
        let made = mkstemp(&pattern)
        if made >= 0 { unlink(pattern) }
        return made
    }

    private static func copy(from source: Int32, to target: Int32) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(source, $0.baseAddress, $0.count) }
            if count == 0 { return true }
            if count < 0 {
                if errno == EINTR { continue }
                return false
            }
            var done = 0
            while done < count {
                let written = buffer.withUnsafeBytes { write(target, $0.baseAddress?.advanced(by: done), count - done) }
                if written < 0 && errno != EINTR { return false }
                done += max(0, written)
            }
        }
    }
}
