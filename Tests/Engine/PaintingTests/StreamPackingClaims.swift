//  StreamPackingClaims.swift
//  Claims about the zlib functions that Cairo finds in their stead: any buffers, any packing, the same contents.

import CStreamPacking
import CZlib
import Glibc
import Testing

@Suite struct StreamPackingClaims {
    /// Packs as Cairo does: the input in parts, the output drained whenever its buffer is full.
    private static func pack(_ contents: [UInt8], parts: Int, buffer: Int) throws -> [UInt8] {
        var stream = z_stream()
        try #require(
            deflateInit_(&stream, Z_DEFAULT_COMPRESSION, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK)
        defer { deflateEnd(&stream) }
        var input = contents
        var output = [UInt8](repeating: 0, count: buffer)
        var packed: [UInt8] = []
        try input.withUnsafeMutableBufferPointer { input in
            try output.withUnsafeMutableBufferPointer { output in
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(buffer)
                for start in stride(from: 0, to: input.count, by: parts) {
                    stream.next_in = input.baseAddress.map { $0 + start }
                    stream.avail_in = UInt32(min(parts, input.count - start))
                    while stream.avail_in > 0 {
                        try #require(deflate(&stream, Z_NO_FLUSH) == Z_OK)
                        drain(&stream, output, into: &packed)
                    }
                }
                var status = Z_OK
                repeat {
                    status = deflate(&stream, Z_FINISH)
                    drain(&stream, output, into: &packed)
                } while status == Z_OK
                try #require(status == Z_STREAM_END)
            }
        }
        #expect(stream.total_in == contents.count)
        #expect(stream.total_out == packed.count)
        return packed
    }

    private static func drain(
        _ stream: inout z_stream, _ output: UnsafeMutableBufferPointer<UInt8>, into packed: inout [UInt8]
    ) {
        packed += output[..<(output.count - Int(stream.avail_out))]
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
    }

    private static func unpack(_ packed: [UInt8], count: Int) -> [UInt8]? {
        var contents = [UInt8](repeating: 0, count: count + 1)
        var length = uLong(contents.count)
        guard uncompress(&contents, &length, packed, uLong(packed.count)) == Z_OK else { return nil }
        return Array(contents[..<Int(length)])
    }

    @Test(arguments: [STREAM_PACKING_ZLIB, STREAM_PACKING_NONE, STREAM_PACKING_LIBDEFLATE])
    func `whatever packs a stream, it unpacks to what was written`(_ packing: stream_packing) throws {
        let before = stream_packing_set(packing)
        defer { _ = stream_packing_set(before) }
        for (count, parts, buffer) in [(0, 1, 64), (1, 1, 1), (70_000, 16_384, 16_384), (200_001, 999, 7)] {
            let contents = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 3 * 7) }
            let packed = try Self.pack(contents, parts: parts, buffer: buffer)
            #expect(Self.unpack(packed, count: count) == contents, "\(count) bytes")
            #expect((packed.count > count) == (packing == STREAM_PACKING_NONE || count < 20), "\(count) bytes")
        }
    }

    /// Cairo would ask a stream that cannot go on again and again.
    @Test func `where memory ends while a stream is packed, the process ends`() async {
        await #expect(processExitsWith: .signal(SIGABRT)) {
            var stream = z_stream()
            _ = stream_packing_set(STREAM_PACKING_LIBDEFLATE)
            deflateInit_(&stream, Z_DEFAULT_COMPRESSION, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
            let part = UnsafeMutablePointer<UInt8>.allocate(capacity: 1 << 20)
            part.initialize(repeating: 7, count: 1 << 20)
            // everything is taken already: not a page more
            var limit = rlimit(rlim_cur: 1 << 20, rlim_max: 1 << 20)
            setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
            for _ in 0..<64 {
                stream.next_in = part
                stream.avail_in = 1 << 20
                _ = deflate(&stream, Z_NO_FLUSH)
            }
        }
    }

    @Test func `a stream stays what it was begun as`() throws {
        var stream = z_stream()
        let before = stream_packing_set(STREAM_PACKING_LIBDEFLATE)
        try #require(
            deflateInit_(&stream, Z_DEFAULT_COMPRESSION, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK)
        _ = stream_packing_set(before)
        var input: [UInt8] = Array("the same again, the same again, the same again".utf8)
        var output = [UInt8](repeating: 0, count: 200)
        let status = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        #expect(status == Z_STREAM_END)
        #expect(Self.unpack(Array(output[..<Int(stream.total_out)]), count: input.count) == input)
        // nothing can follow its end
        stream.avail_in = 1
        #expect(deflate(&stream, Z_NO_FLUSH) == Z_STREAM_ERROR)
        #expect(deflateEnd(&stream) == Z_OK)
    }
}
