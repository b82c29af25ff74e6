//  MatchKeys.swift
//  In: names, addresses, codes as written. Out: keys that are equal where the same facility is meant.
//
//  A name's key knows no width, no kana, no blanks, no legal forms (医療法人社団, 株式会社, ㈱ …). An address' key is its place
//  and its numbers, however they are written (一丁目2番3号, 1-2-3); what follows the numbers, a building, is left out: the
//  same name at the same number is the same facility.

import Codes
import DataFiles
import Messages

/// 128 bits of a normalised text. Two of 220,000 texts share one with a chance of 10⁻²⁸; not made to resist an attacker,
/// who could only get his own row taken for another.
struct MatchKey: Sendable, Hashable, BitwiseCopyable {
    var high: UInt64 = 0x9E37_79B9_7F4A_7C15
    var low: UInt64 = 0xD1B5_4A32_D192_ED03

    mutating func add(_ value: UInt32) {
        high = (high ^ UInt64(value)) &* 0xFF51_AFD7_ED55_8CCD
        high ^= high >> 32
        low = (low &+ UInt64(value)) &* 0xC4CE_B9FE_1A85_EC53
        low = (low << 29) | (low >> 35)
    }

    mutating func add(_ scalars: [Unicode.Scalar]) {
        for scalar in scalars { add(scalar.value) }
        // so that the end of one part cannot be the beginning of the next
        add(0x11_0000)
    }
}

/// The normalising rules, from data.
struct MatchForms: Sendable {
    private let legalForms: [[Unicode.Scalar]]
    private let legalStarts: Set<Unicode.Scalar>
    private let variants: [Unicode.Scalar: Unicode.Scalar]
    private let connectors: [[Unicode.Scalar]]
    private let wards: [[Unicode.Scalar]]
    private let fillers: [[Unicode.Scalar]]

    init(_ node: DataNode) throws(DataFaults) {
        var variants: [Unicode.Scalar: Unicode.Scalar] = [:]
        for pair in node.texts("variants") {
            let scalars = Array(pair.unicodeScalars)
            guard scalars.count == 2 else {
                throw DataFaults(
                    "list-variant", told(.listVariant, ["pair": pair]),
                    at: node["variants"]?.place ?? node.place)
            }
            variants[scalars[0]] = scalars[1]
        }
        self.variants = variants
        func lists(_ key: String) -> [[Unicode.Scalar]] {
            node.texts(key).map { Self.folded($0, variants) }.sorted { $0.count > $1.count }
        }
        legalForms = lists("legalForms")
        legalStarts = Set(legalForms.compactMap(\.first))
        connectors = lists("connectors")
        wards = lists("wards")
        fillers = lists("fillers")
    }

    /// One width, capital letters, katakana, plain variants, no blanks and no punctuation but hyphens.
    private static func folded(_ text: String, _ variants: [Unicode.Scalar: Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        for scalar in foldWidth(text).unicodeScalars {
            let plain = variants[scalar] ?? scalar
            var value = plain.value
            switch value {
            case 0x61...0x7A: value -= 0x20
            case 0x3041...0x3096: value += 0x60
            case 0x2010...0x2015, 0x2212, 0xFE63, 0x2500: value = 0x2D
            case 0x20, 0x09, 0x0A, 0xA0, 0x22, 0x27, 0x2C, 0x2E, 0x30FB, 0x3001, 0x3002, 0x300C, 0x300D: continue
            default: break
            }
            switch value {
            case 0x30F6, 0x30F5, 0x30AC: value = 0x30B1  // ヶ ヵ ガ → ケ
            default: break
            }
            result.append(Unicode.Scalar(value) ?? scalar)
        }
        return result
    }

    /// The name without legal forms.
    func name(_ text: String) -> [Unicode.Scalar] {
        let scalars = Self.folded(text, variants)
        guard scalars.contains(where: legalStarts.contains) else { return scalars }
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(scalars.count)
        var index = 0
        while index < scalars.count {
            if legalStarts.contains(scalars[index]),
                let form = legalForms.first(where: { scalars[index...].starts(with: $0) })
            {
                index += form.count
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        // a name of nothing but legal forms is still a name
        return result.isEmpty ? scalars : result
    }

    /// Place and numbers.
    func address(_ text: String) -> [Unicode.Scalar] {
        var scalars = Self.folded(text, variants)
        scalars = PostalAddress.kanjiNumbersAsDigits(scalars, before: wards)
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(scalars.count)
        var index = 0
        while index < scalars.count, !Self.isDigit(scalars[index]) || isWard(scalars, at: index) {
            if Self.isDigit(scalars[index]) {
                while index < scalars.count, Self.isDigit(scalars[index]) {
                    result.append(scalars[index])
                    index += 1
                }
            } else if let filler = fillers.first(where: { scalars[index...].starts(with: $0) }), index > 0 {
                index += filler.count
            } else {
                result.append(scalars[index])
                index += 1
            }
        }
        var numbers = 0
        while index < scalars.count, Self.isDigit(scalars[index]) {
            numbers += 1
            result.append("-")
            while index < scalars.count, Self.isDigit(scalars[index]) {
                result.append(scalars[index])
                index += 1
            }
            while index < scalars.count, let length = connector(scalars, at: index) { index += length }
        }
        // one number, and further on a house's numbers: the first was a name that no rule knows, so everything counts
        if numbers == 1, hasHouseNumbers(scalars[index...]) { return scalars }
        return result
    }

    // A number, a connector, a number.
    private func hasHouseNumbers(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        let all = Array(scalars)
        return all.indices.contains { index in
            guard Self.isDigit(all[index]), index + 1 < all.count, !Self.isDigit(all[index + 1]),
                let length = connector(all, at: index + 1), index + 1 + length < all.count
            else { return false }
            return Self.isDigit(all[index + 1 + length])
        }
    }

    // 北10条西: a number that belongs to the place's name.
    private func isWard(_ scalars: [Unicode.Scalar], at start: Int) -> Bool {
        var index = start
        while index < scalars.count, Self.isDigit(scalars[index]) { index += 1 }
        return index > start && wards.contains { scalars[index...].starts(with: $0) }
    }

    private func connector(_ scalars: [Unicode.Scalar], at index: Int) -> Int? {
        if scalars[index] == "-" || scalars[index].value == 0x30FC { return 1 }
        return connectors.first { scalars[index...].starts(with: $0) }?.count
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// The key of a facility by its name and address. Pharmacies and medical facilities never share one.
    func key(name: String, address: String, isPharmacy: Bool) -> MatchKey {
        var key = MatchKey()
        key.add(isPharmacy ? 1 : 2)
        key.add(self.name(name))
        key.add(self.address(address))
        return key
    }

    /// The key of a code of digits: exact.
    static func key(digits: String, mark: UInt64) -> MatchKey? {
        guard let number = UInt64(digits) else { return nil }
        return MatchKey(high: mark, low: number)
    }
}

/// What the digits of an exact key are.
enum KeyMark {
    static let code: UInt64 = 1
    static let phone: UInt64 = 2
}
