//  FontContainer.swift
//  In: the bytes of a font file as they were found. Out: an OpenType font, unpacked if it was WOFF.
//  https://www.w3.org/TR/WOFF/

import CZlib

/// What a font file turned out to be.
enum FontContainer {
    case font([UInt8])
    case unsupported(String)
    case broken

    /// A font says how big it becomes; more than this is not believed.
    static let largest = 128 << 20

    static func unpack(_ bytes: [UInt8]) -> FontContainer {
        guard bytes.count >= 12 else { return .broken }
        switch Array(bytes.prefix(4)) {
        case Array("wOFF".utf8): return unpackWOFF(bytes).map(FontContainer.font) ?? .broken
        case Array("wOF2".utf8):
            if bytes[4..<8].elementsEqual("ttcf".utf8) { return .unsupported("WOFF 2 collection") }
            return WOFF2.unpack(bytes).map(FontContainer.font) ?? .broken
        default: return .font(bytes)
        }
    }

    /// Each table is stored as it is or deflated.
    private static func unpackWOFF(_ bytes: [UInt8]) -> [UInt8]? {
        var reader = FontBytesReader(bytes[...])
        // signature, flavour, length
        reader.skip(12)
        guard let count = reader.short(), count > 0, count <= 512 else { return nil }
        // the size of the font, version, metadata and private data
        reader.skip(30)
        var tables: [(tag: [UInt8], data: [UInt8])] = []
        var total = 0
        for _ in 0..<count {
            guard let tag = reader.take(4), let offset = reader.long(), let packed = reader.long(),
                let length = reader.long()
            else { return nil }
            // the checksum is computed anew
            reader.skip(4)
            total += length
            guard packed <= length, offset + packed <= bytes.count, total <= largest else { return nil }
            let data = bytes[offset..<offset + packed]
            guard let table = packed == length ? Array(data) : inflate(data, to: length) else { return nil }
            tables.append((tag, table))
        }
        return OpenTypeFile.assembled(tables)
    }

    /// nil unless the data give exactly `length` bytes.
    private static func inflate(_ data: ArraySlice<UInt8>, to length: Int) -> [UInt8]? {
        // deflate cannot pack more than about a thousand bytes into one: a claim beyond it is a bomb
        guard length <= data.count * 1_100 + 64 else { return nil }
        var result = [UInt8](repeating: 0, count: length)
        var written = uLong(length)
        let status = data.withUnsafeBufferPointer { source in
            uncompress(&result, &written, source.baseAddress, uLong(source.count))
        }
        return status == Z_OK && Int(written) == length ? result : nil
    }
}
