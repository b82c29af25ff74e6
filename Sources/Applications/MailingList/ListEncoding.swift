//  ListEncoding.swift
//  In: the bytes of a list. Out: which encoding they are in and how that was told; text, or the place of a byte that is none.

import CICU
import DataFiles
import Diagnostics
import Messages

/// The encodings that lists come in.
public enum ListEncoding: String, Sendable, Hashable {
    case utf8 = "UTF-8"
    /// Windows' Shift_JIS, what Excel in Japan saves as CSV.
    case cp932 = "CP932"
}

/// What was found out about a file's encoding.
public struct EncodingFinding: Sendable, Hashable {
    public enum Reason: String, Sendable, Hashable {
        /// The file begins with UTF-8's byte order mark.
        case byteOrderMark
        /// Nothing in it but ASCII: every encoding agrees.
        case plainASCII
        /// The characters beyond ASCII of its first rows, or all but one in a hundred of it, are well-formed UTF-8.
        case wellFormed
        /// They are not, so they are CP932.
        case notWellFormed
    }
    public let encoding: ListEncoding
    public let reason: Reason
    /// Bytes to skip.
    let offset: Int

    /// Reads as much as it needs to see 10,000 characters beyond ASCII.
    static func find(in file: ListFile) throws(DataFaults) -> EncodingFinding {
        var window = [UInt8](repeating: 0, count: 1 << 16)
        var offset = 0
        var formed = 0
        var broken = 0
        while formed + broken < 10_000 {
            let count = try fill(&window, from: file, at: offset)
            if count == 0 { break }
            if offset == 0 {
                if window.starts(with: [0xEF, 0xBB, 0xBF]) {
                    return EncodingFinding(encoding: .utf8, reason: .byteOrderMark, offset: 3)
                }
                if window.starts(with: [0xFF, 0xFE]) || window.starts(with: [0xFE, 0xFF]) {
                    throw DataFaults(
                        "list-utf16", told(.listUTF16),
                        at: SourceLocation(file: file.name))
                }
                if window.starts(with: [0x50, 0x4B, 0x03, 0x04]) || window.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
                    throw DataFaults(
                        "list-workbook", told(.listWorkbook),
                        at: SourceLocation(file: file.name))
                }
            }
            // the last three bytes may be cut: they are looked at with what follows
            let usable = count < window.count ? count : count - 3
            var index = 0
            while index < usable {
                if window[index] < 0x80 {
                    // a first row of words in UTF-8 settles it, whatever comes below
                    if window[index] == UInt8(ascii: "\n"), formed >= 2, broken == 0 {
                        return EncodingFinding(encoding: .utf8, reason: .wellFormed, offset: 0)
                    }
                    index += 1
                } else if let length = lengthOfUTF8(window, at: index, end: count) {
                    formed += 1
                    index += length
                } else {
                    broken += 1
                    index += 1
                }
            }
            offset += max(index, 1)
        }
        if formed + broken == 0 { return EncodingFinding(encoding: .utf8, reason: .plainASCII, offset: 0) }
        // a few bad bytes must not turn a UTF-8 list into gibberish; real CP932 is broken at every second character
        return broken * 100 <= formed
            ? EncodingFinding(encoding: .utf8, reason: .wellFormed, offset: 0)
            : EncodingFinding(encoding: .cp932, reason: .notWellFormed, offset: 0)
    }

    private static func fill(_ window: inout [UInt8], from file: ListFile, at offset: Int) throws(DataFaults) -> Int {
        var count = 0
        var fault: DataFaults?
        window.withUnsafeMutableBytes { bytes in
            do throws(DataFaults) { count = try file.read(at: offset, into: bytes) } catch { fault = error }
        }
        if let fault { throw fault }
        return count
    }

    /// The length of a well-formed sequence of two to four bytes.
    private static func lengthOfUTF8(_ bytes: [UInt8], at index: Int, end: Int) -> Int? {
        let length: Int
        switch bytes[index] {
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF: length = 3
        case 0xF0...0xF4: length = 4
        default: return nil
        }
        guard index + length <= end else { return nil }
        for place in 1..<length where bytes[index + place] & 0xC0 != 0x80 { return nil }
        return length
    }
}

/// Turns cells into text. One per reader; neither shared nor Sendable.
final class CellDecoder {
    let encoding: ListEncoding
    private let converter: OpaquePointer?
    private var units: [UInt16] = []

    init(_ encoding: ListEncoding) {
        self.encoding = encoding
        converter = encoding == .cp932 ? icu_converter_open("ibm-943_P15A-2003") : nil
    }

    deinit { if let converter { icu_converter_close(converter) } }

    /// Nothing if a byte of it is no character.
    func text(_ bytes: ArraySlice<UInt8>) -> String? {
        if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
        guard encoding == .cp932 else { return String(validating: bytes, as: UTF8.self) }
        guard let converter else { return nil }
        if units.count < bytes.count + 1 { units = [UInt16](repeating: 0, count: bytes.count * 2 + 16) }
        let count = bytes.withUnsafeBufferPointer { input in
            input.withMemoryRebound(to: CChar.self) { characters in
                icu_to_unicode(
                    converter, characters.baseAddress, Int32(characters.count), &units, Int32(units.count))
            }
        }
        guard count >= 0 else { return nil }
        for index in 0..<Int(count) { units[index] = Self.asWindows(units[index]) }
        return String(validating: units[..<Int(count)], as: UTF16.self)
    }

    /// The first byte that is no character: its place in the cell, from 0, and its value.
    func badByte(_ bytes: ArraySlice<UInt8>) -> (place: Int, value: UInt8)? {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let length: Int
            if encoding == .cp932 {
                let isLead = (0x81...0x9F).contains(bytes[index]) || (0xE0...0xFC).contains(bytes[index])
                length = isLead ? 2 : 1
            } else {
                length = bytes[index] < 0x80 ? 1 : bytes[index] < 0xE0 ? 2 : bytes[index] < 0xF0 ? 3 : 4
            }
            let next = min(index + length, bytes.endIndex)
            if text(bytes[index..<next]) == nil { return (index - bytes.startIndex, bytes[index]) }
            index = next
        }
        return nil
    }

    // Seven signs that IBM's table and Windows' disagree about; the lists are Windows'.
    // https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP932.TXT
    private static func asWindows(_ unit: UInt16) -> UInt16 {
        switch unit {
        case 0x301C: 0xFF5E
        case 0x2212: 0xFF0D
        case 0x2016: 0x2225
        case 0x2014: 0x2015
        case 0x00A2: 0xFFE0
        case 0x00A3: 0xFFE1
        case 0x00AC: 0xFFE2
        default: unit
        }
    }
}
