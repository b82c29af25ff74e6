//  CharacterClass.swift
//  In: a character. Out: its class by the Requirements for Japanese Text Layout, appendix A.
//  https://www.w3.org/TR/jlreq/#character_classes

/// The classes that line composition tells apart; raw values are JLREQ's numbers. 0: none of them.
enum CharacterClass: UInt8, Sendable, CaseIterable {
    case other = 0
    case openingBracket = 1
    case closingBracket = 2
    case hyphen = 3
    case dividingPunctuation = 4
    case middleDot = 5
    case fullStop = 6
    case comma = 7
    case inseparable = 8
    case iterationMark = 9
    case prolongedSoundMark = 10
    case smallKana = 11
    case prefixedAbbreviation = 12
    case postfixedAbbreviation = 13
    case fullWidthSpace = 14
    case hiragana = 15
    case katakana = 16
    case mathSymbol = 17
    case mathOperator = 18
    case ideographic = 19
    case wordSpace = 26
    case western = 27

    /// cl-01 … cl-13, cl-17, cl-18: characters that are listed one by one.
    static let listed: [(CharacterClass, String)] = [
        (.openingBracket, "‘“（〔［｛〈《「『【⦅｟〘〖«〝"),
        (.closingBracket, "’”）〕］｝〉》」』】⦆｠〙〗»〟"),
        (.hyphen, "‐〜゠–～"),
        (.dividingPunctuation, "！？‼⁇⁈⁉"),
        (.middleDot, "・：；"),
        (.fullStop, "。．"),
        (.comma, "、，"),
        (.inseparable, "—…‥〳〴〵―"),
        (.iterationMark, "ヽヾゝゞ々〻"),
        (.prolongedSoundMark, "ー"),
        (.smallKana, "ぁぃぅぇぉァィゥェォっゃゅょゎゕゖッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"),
        (.prefixedAbbreviation, "￥＄￡＃€№"),
        (.postfixedAbbreviation, "°′″℃￠％‰㏋ℓ㌃㌍㌔㌘㌢㌣㌦㌧㌫㌶㌻㍉㍊㍍㍑㍗㎎㎏㎜㎝㎞㎡㏄"),
        (.mathSymbol, "＝≠＜＞≦≧⊆⊇∪∩⊂⊃∈∋≡≒∽∝⊥∥∠"),
        (.mathOperator, "＋−×÷±∓"),
    ]

    static let byCharacter: [UInt32: CharacterClass] = {
        var map: [UInt32: CharacterClass] = [:]
        for (kind, characters) in listed {
            for scalar in characters.unicodeScalars { map[scalar.value] = kind }
        }
        return map
    }()

    /// Punctuation that is set full width and half of whose width is blank, for trimming. Quotation marks are not here:
    /// they are full width by context, not by nature.
    static let fullWidthPunctuation: [(scalars: [UInt32], kind: CharacterClass)] = [
        ("（〔［｛〈《「『【｟〘〖〝".unicodeScalars.map(\.value), .openingBracket),
        ("）〕］｝〉》」』】｠〙〗〟".unicodeScalars.map(\.value), .closingBracket),
        ("。．".unicodeScalars.map(\.value), .fullStop),
        ("、，".unicodeScalars.map(\.value), .comma),
        ("・：；".unicodeScalars.map(\.value), .middleDot),
    ]

    /// The class of a character that is not listed, by its block.
    static func of(_ scalar: UInt32) -> CharacterClass {
        if let known = byCharacter[scalar] { return known }
        switch scalar {
        case 0x20, 0xA0: return .wordSpace
        case 0x3000: return .fullWidthSpace
        case 0x3041...0x3096: return .hiragana
        case 0x30A1...0x30FA: return .katakana
        case 0x3006, 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: return .ideographic
        // enclosed and squared characters, symbols, dingbats, boxes: set solid like ideographs
        case 0x3003, 0x3004, 0x3012, 0x3013, 0x3020, 0x2460...0x24FF, 0x2500...0x27BF, 0x3190...0x33FF,
            0x2190...0x21FF, 0xFF02...0xFF5E, 0x1F000...0x1FAFF:
            return .ideographic
        case 0x21...0x7E, 0xA1...0x2DF, 0x370...0x52F, 0x1E00...0x1FFF: return .western
        default: return .other
        }
    }

    /// May not begin a line. https://www.w3.org/TR/jlreq/#characters_not_starting_a_line
    var mayNotStartLine: Bool {
        switch self {
        case .closingBracket, .hyphen, .dividingPunctuation, .middleDot, .fullStop, .comma, .iterationMark,
            .prolongedSoundMark, .smallKana:
            true
        default: false
        }
    }
    /// May not end a line. https://www.w3.org/TR/jlreq/#characters_not_ending_a_line
    var mayNotEndLine: Bool { self == .openingBracket }
}
