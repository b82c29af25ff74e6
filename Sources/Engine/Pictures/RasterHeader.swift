//  RasterHeader.swift
//  In: the first bytes of a raster file. Out: its format, size in pixels and orientation; nil if it is none or cut short.

/// What the header of a raster picture says; no pixel is looked at.
public struct RasterHeader: Hashable, Sendable {
    public var format: PictureFacts.Format
    /// Pixels, as stored.
    public var width: Int
    public var height: Int
    /// EXIF: 1…8; 1 is upright. https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf, tag 0x0112
    public var orientation = 1
    /// JPEG: 1 grey, 3 colours, 4 inks.
    public var components = 3
    /// JPEG whose four inks are stored inverted (Adobe).
    public var isAdobe = false

    /// Width and height as seen: exchanged when the picture lies on its side.
    public var displayedSize: (width: Int, height: Int) {
        orientation >= 5 ? (height, width) : (width, height)
    }

    public init?(reading bytes: [UInt8]) {
        let reader = ByteReader(bytes: bytes)
        if let header = Self.png(reader) ?? Self.jpeg(reader) ?? Self.gif(reader) ?? Self.other(reader) {
            self = header
        } else {
            return nil
        }
    }
    private init(format: PictureFacts.Format, width: Int, height: Int) {
        self.format = format
        self.width = width
        self.height = height
    }

    /// https://www.w3.org/TR/png-3/#11IHDR
    private static func png(_ reader: ByteReader) -> RasterHeader? {
        guard reader.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
            let width = reader.big32(16), let height = reader.big32(20)
        else { return nil }
        return RasterHeader(format: .png, width: width, height: height)
    }

    /// https://www.w3.org/Graphics/GIF/spec-gif89a.txt
    private static func gif(_ reader: ByteReader) -> RasterHeader? {
        guard reader.starts(with: Array("GIF8".utf8)), let width = reader.little16(6), let height = reader.little16(8)
        else { return nil }
        return RasterHeader(format: .gif, width: width, height: height)
    }

    /// Walks the markers up to the frame header. https://www.w3.org/Graphics/JPEG/itu-t81.pdf B.1
    private static func jpeg(_ reader: ByteReader) -> RasterHeader? {
        guard reader.starts(with: [0xFF, 0xD8]) else { return nil }
        var place = 2
        var orientation = 1
        var isAdobe = false
        // each turn moves on by at least two bytes, so this ends
        while let mark = reader.byte(place), let code = reader.byte(place + 1) {
            guard mark == 0xFF else { return nil }
            if code == 0xFF {
                place += 1
                continue
            }
            if code == 0x01 || (0xD0...0xD8).contains(code) {
                place += 2
                continue
            }
            guard code != 0xD9, code != 0xDA, let length = reader.big16(place + 2), length >= 2 else { return nil }
            switch code {
            case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
                guard let height = reader.big16(place + 5), let width = reader.big16(place + 7),
                    let components = reader.byte(place + 9)
                else { return nil }
                var header = RasterHeader(format: .jpeg, width: width, height: height)
                header.orientation = orientation
                header.components = Int(components)
                header.isAdobe = isAdobe
                return header
            case 0xE1: orientation = exifOrientation(reader, from: place + 4, to: place + 2 + length) ?? orientation
            case 0xEE:
                isAdobe = (0..<5).allSatisfy { reader.byte(place + 4 + $0) == Array("Adobe".utf8)[$0] }
            default: break
            }
            place += 2 + length
        }
        return nil
    }

    private static func exifOrientation(_ reader: ByteReader, from: Int, to: Int) -> Int? {
        guard (0..<4).allSatisfy({ reader.byte(from + $0) == Array("Exif".utf8)[$0] }) else { return nil }
        let base = from + 6
        let isLittle = reader.byte(base) == 0x49
        func short(_ at: Int) -> Int? { at + 2 > to ? nil : isLittle ? reader.little16(at) : reader.big16(at) }
        func long(_ at: Int) -> Int? { at + 4 > to ? nil : isLittle ? reader.little32(at) : reader.big32(at) }
        guard let offset = long(base + 4), offset < to, let count = short(base + offset) else { return nil }
        for index in 0..<min(count, 512) {
            let entry = base + offset + 2 + index * 12
            if short(entry) == 0x0112, let value = short(entry + 8), (1...8).contains(value) { return value }
        }
        return nil
    }

    private static func other(_ reader: ByteReader) -> RasterHeader? {
        if reader.starts(with: [0x42, 0x4D]), let width = reader.little32(18), let height = reader.little32(22) {
            // a negative height means that rows run downwards
            let signed = Int(Int32(truncatingIfNeeded: height))
            return RasterHeader(format: .otherRaster, width: width, height: abs(signed))
        }
        if reader.starts(with: Array("RIFF".utf8)), reader.text(8, 4) == "WEBP" {
            switch reader.text(12, 4) {
            case "VP8 ":
                guard let width = reader.little16(26), let height = reader.little16(28) else { return nil }
                return RasterHeader(format: .otherRaster, width: width & 0x3FFF, height: height & 0x3FFF)
            case "VP8L":
                guard let bits = reader.little32(21) else { return nil }
                return RasterHeader(format: .otherRaster, width: bits & 0x3FFF + 1, height: bits >> 14 & 0x3FFF + 1)
            case "VP8X":
                guard let width = reader.little32(24), let height = reader.little32(27) else { return nil }
                return RasterHeader(format: .otherRaster, width: width & 0xFF_FFFF + 1, height: height & 0xFF_FFFF + 1)
            default: return nil
            }
        }
        if reader.starts(with: [0x49, 0x49, 0x2A, 0]) || reader.starts(with: [0x4D, 0x4D, 0, 0x2A]) {
            return tiff(reader)
        }
        return nil
    }

    private static func tiff(_ reader: ByteReader) -> RasterHeader? {
        let isLittle = reader.byte(0) == 0x49
        func short(_ at: Int) -> Int? { isLittle ? reader.little16(at) : reader.big16(at) }
        func long(_ at: Int) -> Int? { isLittle ? reader.little32(at) : reader.big32(at) }
        guard let offset = long(4), let count = short(offset) else { return nil }
        var width: Int?
        var height: Int?
        for index in 0..<min(count, 512) {
            let entry = offset + 2 + index * 12
            let value = short(entry + 2) == 3 ? short(entry + 8) : long(entry + 8)
            if short(entry) == 256 { width = value }
            if short(entry) == 257 { height = value }
        }
        guard let width, let height else { return nil }
        return RasterHeader(format: .otherRaster, width: width, height: height)
    }
}

/// Bytes that answer nil beyond their end.
struct ByteReader {
    let bytes: [UInt8]
    func byte(_ at: Int) -> UInt8? { bytes.indices.contains(at) ? bytes[at] : nil }
    func starts(with prefix: [UInt8]) -> Bool { bytes.starts(with: prefix) }
    func big16(_ at: Int) -> Int? {
        guard at >= 0, at + 2 <= bytes.count else { return nil }
        return Int(bytes[at]) << 8 | Int(bytes[at + 1])
    }
    func little16(_ at: Int) -> Int? {
        guard at >= 0, at + 2 <= bytes.count else { return nil }
        return Int(bytes[at + 1]) << 8 | Int(bytes[at])
    }
    func big32(_ at: Int) -> Int? {
        guard let high = big16(at), let low = big16(at + 2) else { return nil }
        return high << 16 | low
    }
    func little32(_ at: Int) -> Int? {
        guard let low = little16(at), let high = little16(at + 2) else { return nil }
        return high << 16 | low
    }
    func text(_ at: Int, _ length: Int) -> String {
        guard at >= 0, at + length <= bytes.count else { return "" }
        return String(decoding: bytes[at..<at + length], as: UTF8.self)
    }
}
