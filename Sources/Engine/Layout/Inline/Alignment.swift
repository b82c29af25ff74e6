//  Alignment.swift
//  In: what is left of a line. Out: how it is aligned, and what justification gives to each gap.
//  https://www.w3.org/TR/css-text-4/#justification

import Geometry
import Style
import Text

enum LineAlignment { case start, end, center, justify }

extension LayoutSession {
    /// `isLast`: the last line of the block, or one before a forced break.
    func alignment(_ style: ComputedStyle, isLast: Bool) -> LineAlignment {
        let isLTR = style.text.direction == .ltr
        func resolve(_ align: TextAlign) -> LineAlignment {
            switch align {
            case .start, .matchParent: .start
            case .end: .end
            case .left: isLTR ? .start : .end
            case .right: isLTR ? .end : .start
            case .center: .center
            case .justify, .justifyAll: .justify
            }
        }
        guard isLast else { return resolve(style.text.textAlign) }
        switch style.text.textAlignLast {
        case .auto:
            if style.text.textAlign == .justifyAll { return .justify }
            let normal = resolve(style.text.textAlign)
            return normal == .justify ? .start : normal
        case .start: return .start
        case .end: return .end
        case .left: return isLTR ? .start : .end
        case .right: return isLTR ? .end : .start
        case .center: return .center
        case .justify: return .justify
        }
    }

    func justification(_ style: ComputedStyle) -> JustificationMode {
        switch style.text.textJustify {
        case .auto: .auto
        case .none: .none
        case .interWord: .interWord
        case .interCharacter: .interCharacter
        }
    }

    /// Spaces between words first, up to a quarter em more; then the gaps between scripts, up to an eighth more (JLREQ
    /// allows a quarter, which parts a short word from its sentence); what
    /// is still left goes evenly to every gap. https://www.w3.org/TR/jlreq/#line_adjustment_by_inter-character_space_expansion
    func expansion(of gaps: JustificationGaps, free: Float) -> LineExpansion {
        var result = LineExpansion.none
        if gaps.isEmpty || free <= 0 { return result }
        var rest = free
        let hasCharacters = gaps.characters > 0
        if gaps.wordSpaces > 0 {
            let most = hasCharacters ? gaps.wordSpaceEms / 4 : rest
            let given = min(rest, most)
            result.wordSpace = given / Float(gaps.wordSpaces)
            rest -= given
        }
        if gaps.autospaces > 0, rest > 0 {
            let given = min(rest, hasCharacters ? gaps.autospaceEms / 8 : gaps.wordSpaces > 0 ? 0 : rest)
            result.autospace = given / Float(gaps.autospaces)
            rest -= given
        }
        if rest > 0 {
            let each = rest / Float(gaps.wordSpaces + gaps.autospaces + gaps.characters)
            result.wordSpace += each
            result.autospace += each
            result.character += each
        }
        return result
    }
}
