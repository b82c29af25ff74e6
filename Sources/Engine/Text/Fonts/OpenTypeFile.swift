//  OpenTypeFile.swift
//  In: the tables of a font. Out: an OpenType file, its directory and checksums written by HarfBuzz.
//  https://learn.microsoft.com/typography/opentype/spec/otff

import CHarfBuzz

enum OpenTypeFile {
    /// Of tables with one name the last counts. nil: there is no memory for the file.
    static func assembled(_ tables: [(tag: [UInt8], data: [UInt8])]) -> [UInt8]? {
        guard let builder = hb_face_builder_create() else { return nil }
        defer { hb_face_destroy(builder) }
        for (tag, data) in tables {
            let blob = data.withUnsafeBytes { bytes in
                hb_blob_create(
                    bytes.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(clamping: bytes.count),
                    HB_MEMORY_MODE_DUPLICATE, nil, nil)
            }
            hb_face_builder_add_table(builder, tag.reduce(0) { $0 << 8 | hb_tag_t($1) }, blob)
            hb_blob_destroy(blob)
        }
        let file = hb_face_reference_blob(builder)
        defer { hb_blob_destroy(file) }
        var count: UInt32 = 0
        guard let bytes = hb_blob_get_data(file, &count), count > 0 else { return nil }
        return Array(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
    }
}

/// Reads big-endian numbers; nil at the end.
struct FontBytesReader {
    private let bytes: ArraySlice<UInt8>
    private var place: Int
    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        place = bytes.startIndex
    }
    mutating func skip(_ count: Int) { place = min(place + count, bytes.endIndex) }
    mutating func byte() -> UInt8? {
        guard place < bytes.endIndex else { return nil }
        place += 1
        return bytes[place - 1]
    }
    mutating func short() -> Int? {
        guard place + 2 <= bytes.endIndex else { return nil }
        place += 2
        return Int(bytes[place - 2]) << 8 | Int(bytes[place - 1])
    }
    mutating func long() -> Int? {
        guard let high = short(), let low = short() else { return nil }
        return high << 16 | low
    }
    mutating func take(_ count: Int) -> [UInt8]? { slice(count).map(Array.init) }
    mutating func slice(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= bytes.endIndex - place else { return nil }
        place += count
        return bytes[place - count..<place]
    }
    /// https://www.w3.org/TR/WOFF2/#DataTypes
    mutating func base128() -> Int? {
        var value = 0
        for index in 0..<5 {
            guard let byte = byte(), index > 0 || byte != 0x80, value < 1 << 25 else { return nil }
            value = value << 7 | Int(byte & 127)
            if byte & 128 == 0 { return value }
        }
        return nil
    }
    /// 255UInt16
    mutating func packedShort() -> Int? {
        guard let code = byte() else { return nil }
        switch code {
        case 253: return short()
        case 254: return byte().map { Int($0) + 506 }
        case 255: return byte().map { Int($0) + 253 }
        default: return Int(code)
        }
    }
}
