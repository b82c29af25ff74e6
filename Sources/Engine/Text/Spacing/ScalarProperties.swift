//  ScalarProperties.swift
//  In: a character. Out: all that shaping, breaking and spacing ask about it, in one word; looked up in ICU once.

import CICU

/// What is known of one character, packed.
struct ScalarProperties: Hashable, Sendable, BitwiseCopyable {
    var bits: UInt32

    static let isExtending: UInt32 = 1 << 12
    static let isVoid: UInt32 = 1 << 13
    static let needsBidi: UInt32 = 1 << 14
    static let isBidiControl: UInt32 = 1 << 15
    static let isSpace: UInt32 = 1 << 16
    static let isPlain: UInt32 = 1 << 11
    static let isIgnorable: UInt32 = 1 << 27
    static let isLetterUnit: UInt32 = 1 << 28
    static let isWide: UInt32 = 1 << 29

    /// Scripts in which HarfBuzz maps characters to glyphs one by one, if no lookup says otherwise: Common, Han, Hiragana,
    /// Katakana, Latin, Greek, Cyrillic, Bopomofo (ICU's numbers).
    static let simpleScripts: [UInt32] = [0, 17, 20, 22, 25, 14, 8, 5]

    @inline(__always) func has(_ flag: UInt32) -> Bool { bits & flag != 0 }
    /// By JLREQ.
    var characterClass: CharacterClass { CharacterClass(rawValue: UInt8(bits & 31)) ?? .other }
    /// By UAX 14, as ICU numbers them.
    var lineBreak: UInt32 { bits >> 5 & 63 }
    /// As ICU numbers them.
    var script: UInt32 { bits >> 17 & 255 }
    /// For `text-autospace`.
    var autospace: AutospaceKind { AutospaceKind(rawValue: UInt8(bits >> 25 & 3)) ?? .none }

    init(_ scalar: UInt32) {
        let c = Int32(bitPattern: scalar)
        let category = Int32(icu_category(c))
        let kind = CharacterClass.of(scalar)
        var bits = UInt32(kind.rawValue)
        let lineBreak = UInt32(max(0, icu_line_break(c)))
        bits |= (lineBreak & 63) << 5
        let script = UInt32(max(0, icu_script(c)))
        bits |= (script & 255) << 17

        let mask = UInt32(1) << UInt32(category)
        func isOf(_ masks: Int...) -> Bool { masks.contains { mask & UInt32($0) != 0 } }
        let isMark = isOf(1 << 6, 1 << 7, 1 << 8)
        let isControl = category == 15
        let isLetter = category >= 1 && category <= 5
        let isDigit = category == 9
        let isPunctuation = (19...23).contains(category) || category == 28 || category == 29
        let isSelector = (0xFE00...0xFE0F).contains(scalar) || (0xE0100...0xE01EF).contains(scalar)
        let isModifier = (0x1F3FB...0x1F3FF).contains(scalar)
        let isIgnorable = icu_is_default_ignorable(c) != 0
        let isBidiControl =
            (0x202A...0x202E).contains(scalar) || (0x2066...0x2069).contains(scalar) || scalar == 0x200E
            || scalar == 0x200F || scalar == 0x61C
        if isMark || isSelector || isModifier || scalar == 0x200C || scalar == 0x200D || scalar == 0xFF9E
            || scalar == 0xFF9F || (0xE0020...0xE007F).contains(scalar)
        {
            bits |= Self.isExtending
        }
        if isControl || scalar == 0xFFFC || scalar == 0x2028 || scalar == 0x2029 || isBidiControl || scalar == 0x200B
            || scalar == 0xAD || scalar == 0x2060 || scalar == 0xFEFF
        {
            bits |= Self.isVoid
        }
        if isBidiControl { bits |= Self.isBidiControl }
        if isIgnorable { bits |= Self.isIgnorable }
        if icu_is_right_to_left(c) != 0 || isBidiControl { bits |= Self.needsBidi }
        if category == 12 && scalar != 0xA0 && scalar != 0x202F && scalar != 0x2007 { bits |= Self.isSpace }
        let width = icu_east_asian_width(c)
        let isWide = width == 3 || width == 5  // U_EA_FULLWIDTH, U_EA_WIDE
        if isWide { bits |= Self.isWide }

        let isSimpleScript = Self.simpleScripts.contains(script)
        let isVisible = isLetter || (9...11).contains(category) || isPunctuation || (24...27).contains(category)
        if isSimpleScript, !isMark, !isIgnorable, !isModifier,
            isVisible || scalar == 0x20 || scalar == 0xA0
                || scalar == 0x3000, bits & (Self.isExtending | Self.isVoid) == 0, scalar != 0x2044
        {
            bits |= Self.isPlain
        }

        let isIdeograph =
            !isPunctuation && kind != .fullWidthSpace
            && ((0x3041...0x30FF).contains(scalar) || (0x31C0...0x31FF).contains(scalar) || script == 17
                || (0xFF66...0xFF9D).contains(scalar))
        let autospace: AutospaceKind =
            isIdeograph ? .ideograph : isWide ? .none : isDigit ? .digit : isLetter || isMark ? .letter : .none
        bits |= UInt32(autospace.rawValue) << 25
        if isLetter || isDigit || isMark || isIdeograph || lineBreak == 14 { bits |= Self.isLetterUnit }
        self.bits = bits
    }
}

/// What a character is for `text-autospace`. https://www.w3.org/TR/css-text-4/#text-autospace-classes
enum AutospaceKind: UInt8, Sendable { case none, ideograph, letter, digit }

/// The properties of all characters met so far, in pages of 256.
struct ScalarTable: Sendable {
    private var pages = [Int32](repeating: -1, count: 0x1100)
    private var words: [UInt32] = []
    /// How many pages have been filled.
    private(set) var pageCount = 0

    @inline(__always)
    mutating func properties(of scalar: UInt32) -> ScalarProperties {
        let page = pages[Int(scalar >> 8)]
        if page >= 0 { return ScalarProperties(bits: words[Int(page) << 8 | Int(scalar & 255)]) }
        return fill(scalar)
    }
    @inline(never)
    private mutating func fill(_ scalar: UInt32) -> ScalarProperties {
        pages[Int(scalar >> 8)] = Int32(pageCount)
        pageCount += 1
        let first = scalar & ~255
        words.reserveCapacity(words.count + 256)
        for offset in 0..<UInt32(256) { words.append(ScalarProperties(first + offset).bits) }
        return ScalarProperties(bits: words[words.count - 256 + Int(scalar & 255)])
    }
}

extension ScalarProperties {
    init(bits: UInt32) { self.bits = bits }
}
