//  PunctuationTrim.swift
//  In: a face. Out: which of its full-width punctuation marks have a blank half, and on which side.

import CHarfBuzz

/// How much can be taken off a full-width punctuation mark, em.
struct PunctuationTrim: Sendable, Hashable {
    var leading: Float = 0
    var trailing: Float = 0

    /// Marks that are as wide as an em and whose ink leaves the half free. Faces with proportional punctuation have none.
    /// https://www.w3.org/TR/css-text-4/#fullwidth-collapsing
    static func read(_ font: OpaquePointer, unitsPerEm: Float, map: [UInt32]) -> [UInt32: PunctuationTrim] {
        var found: [UInt32: PunctuationTrim] = [:]
        for (scalars, kind) in CharacterClass.fullWidthPunctuation {
            for scalar in scalars {
                let glyph = map[Int(scalar)] & 0xFFFF
                guard glyph != 0 else { continue }
                let advance = Float(hb_font_get_glyph_h_advance(font, glyph))
                guard abs(advance - unitsPerEm) < unitsPerEm / 64 else { continue }
                var box = hb_glyph_extents_t()
                guard hb_font_get_glyph_extents(font, glyph, &box) != 0 else { continue }
                let left = Float(box.x_bearing) / unitsPerEm
                let right = 1 - left - Float(box.width) / unitsPerEm
                // halves are drawn with some freedom: an eighth of an em of ink may stand beyond the middle
                switch kind {
                case .openingBracket where left >= 0.375: found[scalar] = PunctuationTrim(leading: 0.5)
                case .closingBracket where right >= 0.375, .comma where right >= 0.375, .fullStop where right >= 0.375:
                    found[scalar] = PunctuationTrim(trailing: 0.5)
                case .middleDot where left >= 0.2 && right >= 0.2:
                    found[scalar] = PunctuationTrim(leading: 0.25, trailing: 0.25)
                default: break
                }
            }
        }
        return found
    }
}
