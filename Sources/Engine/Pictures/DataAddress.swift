//  DataAddress.swift
//  In: a `data:` address. Out: its media type and bytes; nil if it is none. https://www.rfc-editor.org/rfc/rfc2397

/// A decoded `data:` address.
public struct DataAddress: Hashable, Sendable {
    /// In lower case, without parameters; "text/plain" when it is left out.
    public var mediaType: String
    public var bytes: [UInt8]

    public init?(_ address: String) {
        let utf8 = Array(address.utf8)
        guard utf8.count > 5, String(decoding: utf8[..<5], as: UTF8.self).lowercased() == "data:",
            let comma = utf8.firstIndex(of: UInt8(ascii: ","))
        else { return nil }
        let parts = String(decoding: utf8[5..<comma], as: UTF8.self).lowercased().split(
            separator: ";", omittingEmptySubsequences: false
        ).map { $0.filter { !$0.isWhitespace } }
        mediaType = parts.first.flatMap { $0.isEmpty ? nil : String($0) } ?? "text/plain"
        let body = Self.percentDecoded(utf8[(comma + 1)...])
        if parts.last == "base64" {
            guard let decoded = Self.base64Decoded(body) else { return nil }
            bytes = decoded
        } else {
            bytes = body
        }
    }

    private static func percentDecoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        func digit(_ at: Int) -> UInt8? {
            text.indices.contains(at) ? Character(UnicodeScalar(text[at])).hexDigitValue.map(UInt8.init) : nil
        }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            if text[index] == UInt8(ascii: "%"), let high = digit(index + 1), let low = digit(index + 2) {
                result.append(high << 4 | low)
                index += 3
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return result
    }

    /// White space is passed over; padding may be missing. nil: a character that is no base64.
    private static func base64Decoded(_ text: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(text.count / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        for byte in text {
            let value: UInt32
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = UInt32(byte - 65)
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = UInt32(byte - 97 + 26)
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt32(byte - 48 + 52)
            case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
            case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
            case UInt8(ascii: "="), 0x20, 0x09, 0x0A, 0x0C, 0x0D: continue
            default: return nil
            }
            bits = bits << 6 | value
            count += 1
            if count == 4 {
                result.append(UInt8(truncatingIfNeeded: bits >> 16))
                result.append(UInt8(truncatingIfNeeded: bits >> 8))
                result.append(UInt8(truncatingIfNeeded: bits))
                bits = 0
                count = 0
            }
        }
        if count == 2 { result.append(UInt8(truncatingIfNeeded: bits >> 4)) }
        if count == 3 {
            result.append(UInt8(truncatingIfNeeded: bits >> 10))
            result.append(UInt8(truncatingIfNeeded: bits >> 2))
        }
        return result
    }
}
