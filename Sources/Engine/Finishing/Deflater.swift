//  Deflater.swift
//  In: bytes. Out: the same as a zlib stream; and the bytes of a zlib stream that only stores.
//  https://www.rfc-editor.org/rfc/rfc1950, https://www.rfc-editor.org/rfc/rfc1951

import CLibDeflate

/// Packs whole buffers. Not Sendable: its memory serves one call at a time.
final class Deflater {
    private let compressor: OpaquePointer

    init?() {
        // 2 of 12: what comes after takes twice the time for the last five percent
        guard let made = libdeflate_alloc_compressor(2) else { return nil }
        compressor = made
    }
    deinit { libdeflate_free_compressor(compressor) }

    /// The bytes as a zlib stream.
    func pack(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        let bound = libdeflate_zlib_compress_bound(compressor, bytes.count)
        return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            count = libdeflate_zlib_compress(compressor, bytes.baseAddress, bytes.count, buffer.baseAddress, bound)
        }
    }

    /// The library tells no version at run time: what it makes of a sample stands for it, as far as bytes go.
    static let fingerprint: String = {
        var seed: UInt32 = 1
        let sample: [UInt8] = (0..<65_536).map { _ in
            seed = seed &* 1_664_525 &+ 1_013_904_223
            // numbers and blanks, as in the contents of a page
            return UInt8(ascii: "0") &- UInt8(seed >> 24) % 17
        }
        let packed = sample.withUnsafeBytes { Deflater()?.pack($0) ?? [] }
        let hash = packed.reduce(into: UInt64(0xcbf2_9ce4_8422_2325)) {
            $0 = ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
        }
        return String(hash, radix: 16)
    }()

    /// The contents of a zlib stream all of whose blocks are stored; nil for any other.
    static func stored(_ stream: UnsafeRawBufferPointer) -> [UInt8]? {
        guard stream.count >= 11, stream[0] & 0x0F == 8, stream[1] & 0x20 == 0 else { return nil }
        var contents: [UInt8] = []
        contents.reserveCapacity(stream.count)
        var place = 2
        while place + 5 <= stream.count {
            // one byte of header: the last block or not, then two bits that say how it is packed; stored is 0
            let header = stream[place]
            guard header & 0b110 == 0 else { return nil }
            let length = Int(stream[place + 1]) | Int(stream[place + 2]) << 8
            let complement = Int(stream[place + 3]) | Int(stream[place + 4]) << 8
            guard length ^ complement == 0xFFFF, place + 5 + length <= stream.count else { return nil }
            contents.append(contentsOf: stream[(place + 5)..<(place + 5 + length)])
            place += 5 + length
            if header & 1 == 1 { return contents }
        }
        return nil
    }
}
