//  PDFText.swift
//  In: strings and numbers of a document. Out: their spelling in PDF, from which nothing can break out.

enum PDFText {
    /// A text string: ASCII as a literal, anything else as UTF-16. https://www.iso.org/standard/51502.html 7.9.2.2
    static func string(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return literal(Array(text.utf8)) }
        var bytes: [UInt8] = [0xFE, 0xFF]
        for unit in text.utf16 {
            bytes.append(UInt8(unit >> 8))
            bytes.append(UInt8(unit & 255))
        }
        return hexadecimal(bytes)
    }
    /// A byte string.
    static func bytes(_ bytes: [UInt8]) -> String {
        if bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return literal(bytes) }
        return hexadecimal(bytes)
    }
    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        // Faster because: the letters are gathered as bytes; a string grown letter by letter checks itself each time.
        var letters: [UInt8] = [UInt8(ascii: "<")]
        letters.reserveCapacity(2 * bytes.count + 2)
        for byte in bytes {
            letters.append(digits.utf8Start[Int(byte >> 4)])
            letters.append(digits.utf8Start[Int(byte & 15)])
        }
        letters.append(UInt8(ascii: ">"))
        return String(decoding: letters, as: UTF8.self)
    }
    private static func literal(_ bytes: [UInt8]) -> String {
        var letters: [UInt8] = [UInt8(ascii: "(")]
        letters.reserveCapacity(bytes.count + 2)
        for byte in bytes {
            if byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "\\") {
                letters.append(UInt8(ascii: "\\"))
            }
            letters.append(byte)
        }
        letters.append(UInt8(ascii: ")"))
        return String(decoding: letters, as: UTF8.self)
    }
    private static let digits: StaticString = "0123456789ABCDEF"
    static func hex(_ byte: UInt8, into result: inout String) {
        result.unicodeScalars.append(Unicode.Scalar(digits.utf8Start[Int(byte >> 4)]))
        result.unicodeScalars.append(Unicode.Scalar(digits.utf8Start[Int(byte & 15)]))
    }
    /// Letters and digits only; "Span" if nothing is left.
    static func name(_ text: String) -> String {
        func isPlain(_ byte: UInt8) -> Bool {
            byte &- 0x30 < 10 || byte &- 0x41 < 26 || byte &- 0x61 < 26
        }
        if !text.isEmpty, text.utf8.allSatisfy(isPlain) { return text }
        let kept = text.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return kept.isEmpty ? "Span" : kept
    }
    /// At most three decimals, no exponent.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        let scaled = (min(max(value, -1e9), 1e9) * 1000).rounded()
        let whole = Int(scaled)
        let sign = whole < 0 ? "-" : ""
        let magnitude = abs(whole)
        var fraction = String(magnitude % 1000)
        if fraction == "0" { return sign + String(magnitude / 1000) }
        while fraction.count < 3 { fraction = "0" + fraction }
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return sign + String(magnitude / 1000) + "." + fraction
    }
    /// `D:20260102030405+09'00'`
    static func date(_ date: DocumentDate) -> String {
        func two(_ value: Int) -> String { (abs(value) < 10 ? "0" : "") + String(abs(value)) }
        func four(_ value: Int) -> String {
            String(repeating: "0", count: max(0, 4 - String(value).count)) + String(value)
        }
        let day = "D:" + four(date.year) + two(date.month) + two(date.day)
        let time = two(date.hour) + two(date.minute) + two(date.second)
        if date.offset == 0 { return "(" + day + time + "Z)" }
        let zone = (date.offset < 0 ? "-" : "+") + two(date.offset / 60) + "'" + two(date.offset % 60) + "'"
        return "(" + day + time + zone + ")"
    }
}
