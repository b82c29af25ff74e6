//  WidthFolding.swift
//  In: keys and codes as people type them. Out: the same in one width.
//
//  NFKC as ICU has it, and for codes the many hyphens of Japanese keyboards, which NFKC leaves apart. Names never pass
//  through here: they are printed as written.
//  https://www.unicode.org/reports/tr15/

import CICU

/// NFKC: full-width letters, digits and signs become narrow, half-width kana wide, ① becomes 1.
public func foldWidth(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    let units = Array(text.utf16)
    guard let length = Int32(exactly: units.count), length < Int32.max / 32 else { return text }
    // nearly always as long as before; the longest expansion of a unit is eighteen
    var capacity = length + 16
    while true {
        var folded = [UInt16](repeating: 0, count: Int(capacity))
        let count = icu_nfkc(units, length, &folded, capacity)
        guard count >= 0 else { return text }
        if count <= capacity { return String(decoding: folded[..<Int(count)], as: UTF16.self) }
        capacity = count
    }
}

/// A code of digits, letters and hyphens: narrow, every hyphen the ASCII one, without blanks at the ends.
public func foldCode(_ text: String) -> String {
    func isBlank(_ byte: UInt8?) -> Bool { byte == 0x20 || byte == 0x09 }
    // most codes are typed as they are wanted
    if text.utf8.allSatisfy({ $0 < 0x80 }), !isBlank(text.utf8.first), !isBlank(text.utf8.last) { return text }
    var result = String.UnicodeScalarView()
    for scalar in foldWidth(text).unicodeScalars {
        switch scalar.value {
        case 0x2010...0x2015, 0x2212, 0x30FC, 0x2500: result.append("-")
        default: result.append(scalar)
        }
    }
    // by scalars: taking a text apart into characters costs more than all the rest
    func isText(_ scalar: Unicode.Scalar) -> Bool { scalar != " " && scalar != "\t" }
    guard let first = result.firstIndex(where: isText), let last = result.lastIndex(where: isText) else { return "" }
    return String(result[first...last])
}
