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

    /// Each table is stored as it is or deflated; the directory of an OpenType font is built anew.
    private static func unpackWOFF(_ bytes: [UInt8]) -> [UInt8]? {
        func short(_ at: Int) -> Int { Int(bytes[at]) << 8 | Int(bytes[at + 1]) }
        func long(_ at: Int) -> Int { short(at) << 16 | short(at + 2) }
        guard bytes.count >= 44 else { return nil }
        let tableCount = short(12)
        guard tableCount > 0, tableCount <= 512, bytes.count >= 44 + 20 * tableCount else { return nil }

        var font = Array(bytes[4..<8])
        func append(_ value: Int, bytes count: Int, to data: inout [UInt8]) {
            for shift in stride(from: (count - 1) * 8, through: 0, by: -8) { data.append(UInt8(value >> shift & 255)) }
        }
        // the header's search values: the largest power of two not above the count
        var power = 1
        var exponent = 0
        while power * 2 <= tableCount {
            power *= 2
            exponent += 1
        }
        append(tableCount, bytes: 2, to: &font)
        append(power * 16, bytes: 2, to: &font)
        append(exponent, bytes: 2, to: &font)
        append((tableCount - power) * 16, bytes: 2, to: &font)

        var body: [UInt8] = []
        let bodyStart = 12 + 16 * tableCount
        for table in 0..<tableCount {
            let entry = 44 + 20 * table
            let offset = long(entry + 4)
            let packed = long(entry + 8)
            let length = long(entry + 12)
            guard packed <= length, offset + packed <= bytes.count, body.count + length <= largest else { return nil }
            font += bytes[entry..<entry + 4]
            font += bytes[entry + 16..<entry + 20]
            append(bodyStart + body.count, bytes: 4, to: &font)
            append(length, bytes: 4, to: &font)
            let data = bytes[offset..<offset + packed]
            if packed == length {
                body += data
            } else {
                guard let inflated = inflate(data, to: length) else { return nil }
                body += inflated
            }
            while body.count % 4 != 0 { body.append(0) }
        }
        return font + body
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
