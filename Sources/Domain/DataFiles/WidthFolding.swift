//  WidthFolding.swift
//  In: keys and codes as people type them. Out: the same in one width.
//
//  The full-width and half-width forms of NFKC (Unicode block FF00–FFEF) and the many hyphens of Japanese keyboards;
//  nothing else. Names never pass through here.

/// Makes full-width letters, digits and signs narrow, and half-width kana wide.
public func foldWidth(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0xFF01...0xFF5E: result.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
        case 0x3000: result.append(" ")
        case 0xFF9E, 0xFF9F:
            // a voiced or half-voiced mark joins the kana before it
            let step: UInt32 = scalar.value == 0xFF9E ? 1 : 2
            if let last = result.last, let voiced = voicedKana(last.value, step) {
                result.removeLast()
                result.append(voiced)
            } else {
                result.append(step == 1 ? "\u{309B}" : "\u{309C}")
            }
        case 0xFF61...0xFF9D: result.append(wideKana[Int(scalar.value - 0xFF61)])
        default: result.append(scalar)
        }
    }
    return String(result)
}

/// A code of digits, letters and hyphens: narrow, every hyphen the ASCII one, without blanks at the ends.
public func foldCode(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in foldWidth(text).unicodeScalars {
        switch scalar.value {
        case 0x2010...0x2015, 0x2212, 0x30FC, 0xFE63, 0x2500: result.append("-")
        default: result.append(scalar)
        }
    }
    let trimmed = String(result).drop { $0 == " " || $0 == "\t" }
    return String(trimmed.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
}

private let wideKana = Array("。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン".unicodeScalars)

private func voicedKana(_ kana: UInt32, _ step: UInt32) -> Unicode.Scalar? {
    let takesVoice = "カキクケコサシスセソタチツテトハヒフヘホ".unicodeScalars.contains { $0.value == kana }
    let takesHalf = "ハヒフヘホ".unicodeScalars.contains { $0.value == kana }
    if kana == 0x30A6, step == 1 { return "ヴ" }
    guard step == 1 ? takesVoice : takesHalf else { return nil }
    return Unicode.Scalar(kana + step)
}
