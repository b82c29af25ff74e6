//  PostalAddress.swift
//  In: the part of an address that its postal code does not cover (住所B). Out: the characters of the customer bar code.
//  https://www.post.japanpost.jp/zipcode/zipmanual/ pages 17–23
//  Steps: 1 full-width to half-width, lower to upper case; 2 kanji numerals before their counters become digits;
//  3 & / ・ . vanish; 4 digits, hyphens and single letters stay, anything else is one hyphen; 5 hyphens are merged,
//  those beside a letter vanish, so do leading and closing ones.

/// Extraction of the address part of a customer bar code.
public enum PostalAddress {
    /// The characters to encode: digits, `-` and capital letters.
    public static func barcodeCharacters(of address: String) -> String {
        var scalars = halfWidth(address)
        scalars = kanjiNumbersAsDigits(scalars)
        scalars.removeAll { "&/・.･．＆／".unicodeScalars.contains($0) }
        scalars = withoutFloors(scalars)
        var kept: [Unicode.Scalar] = []
        for (index, scalar) in scalars.enumerated() {
            if isDigit(scalar) || scalar == "-" || (isLetter(scalar) && isAlone(index, in: scalars)) {
                kept.append(scalar)
            } else {
                kept.append("-")
            }
        }
        var merged: [Unicode.Scalar] = []
        for (index, scalar) in kept.enumerated() {
            if scalar == "-" {
                guard let last = merged.last, last != "-", !isLetter(last) else { continue }
                let next = kept[(index + 1)...].first { $0 != "-" }
                guard let next, !isLetter(next) else { continue }
            }
            merged.append(scalar)
        }
        return String(String.UnicodeScalarView(merged))
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { ("A"..."Z").contains(scalar) }

    /// A letter counts only by itself: words such as ABC are names of buildings.
    private static func isAlone(_ index: Int, in scalars: [Unicode.Scalar]) -> Bool {
        (index == 0 || !isLetter(scalars[index - 1])) && (index + 1 == scalars.count || !isLetter(scalars[index + 1]))
    }

    private static func halfWidth(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.map { scalar in
            var value = scalar.value
            if (0xFF01...0xFF5E).contains(value) { value -= 0xFEE0 }
            if (0x61...0x7A).contains(value) { value -= 0x20 }
            // Every dash in use, the long vowel mark among digits included.
            if [0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFF70, 0x30FC, 0x3000].contains(value) {
                value = 0x2D
            }
            return Unicode.Scalar(value) ?? scalar
        }
    }

    /// A floor such as 2F: the F is dropped.
    private static func withoutFloors(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        for (index, scalar) in scalars.enumerated() {
            if scalar == "F", index > 0, isDigit(scalars[index - 1]), isAlone(index, in: scalars) {
                result.append("-")
            } else {
                result.append(scalar)
            }
        }
        return result
    }

    private static let counters = ["丁目", "丁", "番地", "番", "号", "地割", "線", "の", "ノ"].map {
        Array($0.unicodeScalars)
    }

    /// 二十三番地 → 23番地. Numerals before anything else are part of a name. `more` are counters beyond the manual's.
    public static func kanjiNumbersAsDigits(
        _ scalars: [Unicode.Scalar], before more: [[Unicode.Scalar]] = []
    ) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        var index = 0
        while index < scalars.count {
            let start = index
            while index < scalars.count, numeral(scalars[index]) != nil { index += 1 }
            if index == start {
                result.append(scalars[index])
                index += 1
                continue
            }
            let rest = scalars[index...]
            if counters.contains(where: { rest.starts(with: $0) }) || more.contains(where: { rest.starts(with: $0) }) {
                result.append(contentsOf: digits(scalars[start..<index]))
            } else {
                result.append(contentsOf: scalars[start..<index])
            }
        }
        return result
    }

    private static func numeral(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "〇", "零": 0
        case "一", "壱": 1
        case "二", "弐": 2
        case "三", "参": 3
        case "四": 4
        case "五": 5
        case "六": 6
        case "七": 7
        case "八": 8
        case "九": 9
        case "十": 10
        case "百": 100
        case "千": 1_000
        default: nil
        }
    }

    private static func digits(_ numerals: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
        let values = numerals.compactMap(numeral)
        if values.allSatisfy({ $0 < 10 }) { return values.map { Unicode.Scalar(UInt8(0x30 + $0)) } }
        var total = 0
        var pending: Int?
        for value in values {
            if value < 10 {
                pending = value
            } else {
                total += (pending ?? 1) * value
                pending = nil
            }
        }
        return Array(String(total + (pending ?? 0)).unicodeScalars)
    }
}
