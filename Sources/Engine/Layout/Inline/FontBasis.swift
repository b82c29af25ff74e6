//  FontBasis.swift
//  In: a style. Out: what `ch`, `ex`, `cap`, `ic`, `lh` are in CSS px. https://www.w3.org/TR/css-values-4/#font-relative-lengths

import Style
import Text

extension LayoutSession {
    /// Font-relative units; asked only for lengths that name them.
    func fontBasis(of style: ComputedStyle) -> FontRelativeBasis {
        if let known = inline.fontBases[ObjectIdentifier(style)] { return known.basis }
        let made = makeFontBasis(of: style)
        inline.fontBases[ObjectIdentifier(style)] = (style, made)
        return made
    }

    private func makeFontBasis(of style: ComputedStyle) -> FontRelativeBasis {
        // spacing plays no part in these units, and may itself be asking
        var plain = TextStyle()
        plain.families = style.text.fontFamilies
        plain.size = style.text.fontSize
        plain.weight = style.text.fontWeight
        plain.stretch = style.text.fontStretch
        plain.language = style.text.language
        let font = text.metrics(of: text.intern(plain))
        let normal = font.ascent.rounded() + font.descent.rounded() + font.lineGap.rounded()
        let lineHeight: Float
        switch style.text.lineHeight {
        case .normal: lineHeight = normal
        case .number(let number): lineHeight = number * style.text.fontSize
        case .length(.px(let px)): lineHeight = px
        case .length(.percent(let percent)): lineHeight = percent / 100 * style.text.fontSize
        case .length(.calc): lineHeight = normal
        }
        return FontRelativeBasis(
            ch: font.zeroAdvance, ex: font.xHeight, cap: font.capHeight, ic: font.ideographAdvance, lh: lineHeight)
    }
}
