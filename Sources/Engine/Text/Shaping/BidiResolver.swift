//  BidiResolver.swift
//  In: a paragraph as UTF-16. Out: the embedding level of each scalar. https://www.unicode.org/reports/tr9/

import CICU

/// Owns ICU's bidi object. Belongs to a session.
final class BidiResolver {
    private let bidi = icu_bidi_open()
    deinit { if let bidi { icu_bidi_close(bidi) } }

    /// Levels by scalar, and the paragraph's level. Empty when ICU fails; then all is at the base level.
    func levels(of text: UTF16Text, count: Int, base: BaseDirection) -> (levels: [UInt8], base: UInt8) {
        let wish: UInt8 = base == .ltr ? 0 : base == .rtl ? 1 : 0xFE  // UBIDI_DEFAULT_LTR
        let fallback = ([UInt8](), wish == 0xFE ? UInt8(0) : wish)
        guard let bidi, !text.units.isEmpty, text.units.count < Int(Int32.max) else { return fallback }
        return text.units.withUnsafeBufferPointer { units in
            guard let found = icu_bidi_levels(bidi, units.baseAddress, Int32(units.count), wish) else {
                return fallback
            }
            var levels = [UInt8](repeating: 0, count: count)
            for unit in 0..<units.count { levels[Int(text.scalarOfUnit(unit))] = found[unit] }
            return (levels, icu_bidi_base_level(bidi))
        }
    }
}

/// A paragraph in UTF-16, for the length of an ICU call, with the way back to scalars.
struct UTF16Text {
    private(set) var units: [UInt16] = []
    /// Empty while every scalar is one unit and none was left out.
    private var scalars: [Int32] = []

    init(capacity: Int) { units.reserveCapacity(capacity) }

    /// Appends `value`, which stands for the scalar at `index`.
    @inline(__always)
    mutating func append(_ value: UInt32, at index: Int) {
        if value < 0x10000 {
            if !scalars.isEmpty || units.count != index { note(index) }
            units.append(UInt16(truncatingIfNeeded: value))
        } else {
            note(index)
            units.append(UInt16(0xD800 + ((value - 0x10000) >> 10)))
            note(index)
            units.append(UInt16(0xDC00 + ((value - 0x10000) & 0x3FF)))
        }
    }
    private mutating func note(_ index: Int) {
        if scalars.isEmpty {
            scalars.reserveCapacity(units.capacity)
            for known in 0..<units.count { scalars.append(Int32(known)) }
        }
        if scalars.count < units.count + 1 { scalars.append(Int32(index)) }
    }
    @inline(__always) func scalarOfUnit(_ unit: Int) -> Int32 { scalars.isEmpty ? Int32(unit) : scalars[unit] }
}
