//  SVGColor.swift
//  In: a colour as text. Out: sRGB. (Style has read it once already; here it is taken from the text it kept.)

import Geometry
import Style

/// nil: no colour.
func svgColor(_ text: String, current: Color) -> Color? {
    let word = text.filter { !$0.isWhitespace }.lowercased()
    switch word {
    case "currentcolor": return current
    case "transparent": return .transparent
    case "black": return .black
    case "white": return .white
    case "red": return Color(red: 1, green: 0, blue: 0)
    case "lime": return Color(red: 0, green: 1, blue: 0)
    case "blue": return Color(red: 0, green: 0, blue: 1)
    case "green": return Color(red: 0, green: 128 / 255, blue: 0)
    default: break
    }
    guard word.hasPrefix("#") else { return nil }
    let digits = word.dropFirst().compactMap(\.hexDigitValue).map { Float($0) }
    switch digits.count {
    case 3: return Color(red: digits[0] / 15, green: digits[1] / 15, blue: digits[2] / 15)
    case 4: return Color(red: digits[0] / 15, green: digits[1] / 15, blue: digits[2] / 15, alpha: digits[3] / 15)
    case 6, 8:
        func pair(_ index: Int) -> Float { (digits[index] * 16 + digits[index + 1]) / 255 }
        return Color(red: pair(0), green: pair(2), blue: pair(4), alpha: digits.count == 8 ? pair(6) : 1)
    default: return nil
    }
}
