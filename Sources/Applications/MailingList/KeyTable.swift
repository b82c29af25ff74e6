//  KeyTable.swift
//  In: 128-bit keys with a number each. Out: the number that a key was first given. 32 bytes a key, no text.

/// Open addressing over flat arrays; at most three quarters full.
struct KeyTable: Sendable {
    private var keys: [MatchKey] = []
    // 0 is an empty place
    private var values: [UInt64] = []
    private(set) var count = 0

    init() { grow(to: 1024) }

    subscript(key: MatchKey) -> UInt64? {
        let place = place(of: key)
        return values[place] == 0 ? nil : values[place] - 1
    }

    /// Keeps the first number of a key; true if it was not known.
    @discardableResult
    mutating func insert(_ key: MatchKey, _ value: UInt64) -> Bool {
        let found = place(of: key)
        guard values[found] == 0 else { return false }
        keys[found] = key
        values[found] = value + 1
        count += 1
        if count * 4 > keys.count * 3 { grow(to: keys.count * 2) }
        return true
    }

    /// Replaces the number of a key that is there.
    mutating func update(_ key: MatchKey, _ value: UInt64) {
        let found = place(of: key)
        if values[found] != 0 { values[found] = value + 1 }
    }

    private func place(of key: MatchKey) -> Int {
        var place = Int(truncatingIfNeeded: (key.low ^ (key.high &* 0x9E37_79B9_7F4A_7C15)) >> 7) & (keys.count - 1)
        while values[place] != 0, keys[place] != key { place = (place + 1) & (keys.count - 1) }
        return place
    }

    private mutating func grow(to size: Int) {
        let (oldKeys, oldValues) = (keys, values)
        keys = [MatchKey](repeating: MatchKey(high: 0, low: 0), count: size)
        values = [UInt64](repeating: 0, count: size)
        for (index, value) in oldValues.enumerated() where value != 0 {
            let found = place(of: oldKeys[index])
            keys[found] = oldKeys[index]
            values[found] = value
        }
    }
}

/// Finds rows that repeat others: by code, then by name and address.
struct DuplicateKeys {
    /// What a row turned out to be.
    enum Known: Sendable, Hashable {
        case first
        case repeats(RefusalCause, other: Int)
        /// Another code of the facility on row `other`, whose place in the file is `ordinal`.
        case joined(other: Int, ordinal: Int)
    }

    private var table = KeyTable()
    /// By ordinal of accepted rows whose number differs from it (lists with a column 行).
    private var numbers: [Int: Int] = [:]

    // the 点数表 digits of a facility's codes, as bits, beside its ordinal
    private func packed(_ ordinal: Int, _ tables: UInt64) -> UInt64 { UInt64(ordinal) << 16 | tables }

    mutating func settle(_ row: JudgedRow, _ draft: RowDraft) -> Known {
        guard row.finding == nil else { return .first }
        let codes = row.codes.compactMap { MatchForms.key(digits: $0, mark: KeyMark.code) }
        for code in codes {
            if let known = table[code] { return .repeats(.duplicateCode, other: number(of: known)) }
        }
        let tables = row.codes.reduce(UInt64(0)) { bits, code in
            guard let digit = code.utf8.dropFirst(2).first else { return bits }
            return bits | 1 << UInt64(digit & 0x0F)
        }
        if let known = table[row.placeKey] {
            let theirs = known & 0xFFFF
            // two codes of different 点数表 at one address: 医科・歯科併設
            guard tables != 0, theirs != 0, tables & theirs == 0 else {
                return .repeats(.duplicateAddress, other: number(of: known))
            }
            table.update(row.placeKey, known | tables)
            for code in codes { table.insert(code, known) }
            return .joined(other: number(of: known), ordinal: Int(known >> 16))
        }
        let value = packed(draft.ordinal, tables)
        for code in codes { table.insert(code, value) }
        table.insert(row.placeKey, value)
        if draft.row != draft.ordinal { numbers[draft.ordinal] = draft.row }
        return .first
    }

    private func number(of value: UInt64) -> Int {
        let ordinal = Int(value >> 16)
        return numbers[ordinal] ?? ordinal
    }
}
