//  FileDigest.swift
//  In: bytes in pieces, or a file. Out: their SHA-256 in hexadecimal digits.

import CGLib
import Glibc

/// A SHA-256 in the making.
final class FileDigest {
    private let checksum = g_checksum_new(G_CHECKSUM_SHA256)

    init() {}
    deinit { g_checksum_free(checksum) }

    func add(_ bytes: UnsafeRawBufferPointer) {
        g_checksum_update(checksum, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), gssize(bytes.count))
    }
    func add(_ text: String) {
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }
    /// 64 digits. Ends the making.
    func hexadecimal() -> String { String(cString: g_checksum_get_string(checksum)) }

    /// Of a whole file, read in pieces; nil if it cannot be read.
    static func file(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let digest = FileDigest()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 { return nil }
            if count == 0 { return digest.hexadecimal() }
            digest.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
    static func of(_ text: String) -> String {
        let digest = FileDigest()
        digest.add(text)
        return digest.hexadecimal()
    }
}
