//  FontBasis.swift
//  In: a style. Out: what `ch`, `ex`, `cap`, `ic`, `lh` are in CSS px. (To be furnished with real faces by Inline.)

import Style

extension LayoutSession {
    /// Font-relative units; asked only for lengths that name them.
    func fontBasis(of style: ComputedStyle) -> FontRelativeBasis {
        let size = style.text.fontSize
        return FontRelativeBasis(ch: size / 2, ex: size / 2, cap: size * 0.7, ic: size, lh: size * 1.2)
    }
}
