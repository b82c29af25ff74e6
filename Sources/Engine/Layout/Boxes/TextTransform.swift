//  TextTransform.swift
//  In: scalars and `text-transform`. Out: transformed scalars. https://www.w3.org/TR/css-text-4/#text-transform-property

import Style

struct TextTransform {
    private let letterCase: TextTransformCase
    private let isFullWidth: Bool
    private let hasFullSizeKana: Bool
    private let keepsSpaces: Bool
    /// Takes the style whole: its text values are many, and copying them costs more than looking at three.
    init?(_ style: ComputedStyle) {
        if style.text.textTransform == .none, !style.text.textTransformFullWidth, !style.text.textTransformFullSizeKana
        {
            return nil
        }
        hasFullSizeKana = style.text.textTransformFullSizeKana
        letterCase = style.text.textTransform
        isFullWidth = style.text.textTransformFullWidth
        keepsSpaces = style.text.whiteSpaceCollapse == .preserve || style.text.whiteSpaceCollapse == .breakSpaces
    }

    /// `inWord`: the character before belongs to the same word; changed to what holds after `scalars`.
    func apply(_ scalars: [UInt32], inWord: inout Bool) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(scalars.count)
        for value in scalars {
            guard letterCase != .none, let scalar = Unicode.Scalar(value) else {
                result.append(value)
                continue
            }
            switch letterCase {
            case .none: result.append(value)
            case .uppercase: result += scalar.properties.uppercaseMapping.unicodeScalars.map(\.value)
            case .lowercase: result += scalar.properties.lowercaseMapping.unicodeScalars.map(\.value)
            case .capitalize:
                let isLetter = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                if isLetter, !inWord {
                    result += scalar.properties.titlecaseMapping.unicodeScalars.map(\.value)
                } else {
                    result.append(value)
                }
                // an apostrophe or a mark inside a word does not begin a new one
                let continues =
                    value == 0x27 || value == 0x2019 || scalar.properties.canonicalCombiningClass != .notReordered
                inWord = isLetter || (inWord && continues)
            }
        }
        if hasFullSizeKana { result = result.map(Self.fullSize) }
        return isFullWidth ? widen(result) : result
    }

    /// A small kana's letter of full size. https://www.w3.org/TR/css-text-3/#small-kana
    private static func fullSize(_ value: UInt32) -> UInt32 {
        switch value {
        case 0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308E,
            0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30C3, 0x30E3, 0x30E5, 0x30E7, 0x30EE:
            value + 1
        case 0x3095: 0x304B
        case 0x3096: 0x3051
        case 0x30F5: 0x30AB
        case 0x30F6: 0x30B1
        case 0x31F0...0x31FF: phoneticExtensions[Int(value - 0x31F0)]
        case 0xFF67...0xFF6B: value + 10
        case 0xFF6C...0xFF6E: value + 40
        case 0xFF6F: 0xFF82
        default: value
        }
    }
    /// U+31F0 … U+31FF, the small letters of Ainu.
    private static let phoneticExtensions: [UInt32] = "クシストヌハヒフヘホムラリルレロ".unicodeScalars.map(\.value)

    private func widen(_ scalars: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(scalars.count)
        for value in scalars {
            switch value {
            case 0x20 where keepsSpaces: result.append(0x3000)
            case 0x21...0x7E: result.append(value + 0xFEE0)
            case 0xA2: result.append(0xFFE0)
            case 0xA3: result.append(0xFFE1)
            case 0xA5: result.append(0xFFE5)
            case 0xA6: result.append(0xFFE4)
            case 0xAC: result.append(0xFFE2)
            case 0xAF: result.append(0xFFE3)
            case 0x20A9: result.append(0xFFE6)
            case 0xFF61...0xFF9D: result.append(Self.kana[Int(value - 0xFF61)])
            case 0xFF9E, 0xFF9F:
                // a voiced mark joins the letter before it
                let isVoiced = value == 0xFF9E
                if let last = result.last, let joined = Self.join(last, isVoiced: isVoiced) {
                    result[result.count - 1] = joined
                } else {
                    result.append(isVoiced ? 0x309B : 0x309C)
                }
            default: result.append(value)
            }
        }
        return result
    }
    private static func join(_ kana: UInt32, isVoiced: Bool) -> UInt32? {
        switch kana {
        case 0x30A6 where isVoiced: 0x30F4
        // カ … ト: every other letter, ッ between
        case 0x30AB...0x30C1 where isVoiced && kana % 2 == 1: kana + 1
        case 0x30C4, 0x30C6, 0x30C8: isVoiced ? kana + 1 : nil
        case 0x30CF, 0x30D2, 0x30D5, 0x30D8, 0x30DB: kana + (isVoiced ? 1 : 2)
        default: nil
        }
    }
    /// U+FF61 … U+FF9D.
    private static let kana: [UInt32] =
        "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン"
        .unicodeScalars.map(\.value)
}
