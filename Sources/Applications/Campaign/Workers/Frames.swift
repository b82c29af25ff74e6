//  Frames.swift
//  In: messages. Out: bytes that tell where a message ends, and the way back: four bytes of length, then JSON.

import Foundation

enum Frames {
    /// Longer is a fault of ours or of somebody who writes into the pipe.
    static let limit = 256 << 20

    static func encode(_ message: some Encodable) -> [UInt8] {
        guard let body = try? JSONEncoder().encode(message) else { preconditionFailure("messages are plain values") }
        let length = UInt32(body.count)
        return [UInt8(length >> 24), UInt8(length >> 16 & 255), UInt8(length >> 8 & 255), UInt8(length & 255)] + body
    }
}

/// Gathers bytes until there is a whole message.
struct FrameReader<Message: Decodable> {
    struct Garbled: Error {}
    private var bytes: [UInt8] = []
    private var start = 0

    mutating func add(_ more: UnsafeRawBufferPointer) { bytes.append(contentsOf: more) }

    /// The next whole message; nil if more bytes are needed.
    mutating func next() throws(Garbled) -> Message? {
        guard bytes.count - start >= 4 else { return nil }
        let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
        guard length <= Frames.limit else { throw Garbled() }
        guard bytes.count - start - 4 >= length else { return nil }
        let body = Data(bytes[(start + 4)..<(start + 4 + length)])
        start += 4 + length
        if start == bytes.count || start > 1 << 20 {
            bytes.removeFirst(start)
            start = 0
        }
        guard let message = try? JSONDecoder().decode(Message.self, from: body) else { throw Garbled() }
        return message
    }
}
