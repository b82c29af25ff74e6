//  ShapingStyle.swift
//  In: computed values of text. Out: what the shaper asks for, the same for HTML and for SVG.
//  Invariants: 1 every property that chooses faces, glyphs, breaks or spaces is translated here and nowhere else; 2 the
//  words of both rooms stay their own: Style knows no faces, Text knows no CSS.

import Style
import Text

extension TextStyle {
    /// - Parameter resolved: a `calc()` in CSS px; percentages in it refer to the font size.
    public init(_ values: TextValues, resolved: (LengthPercentage) -> Float) {
        self.init()
        families = values.fontFamilies
        size = values.fontSize
        weight = values.fontWeight
        stretch = values.fontStretch
        switch values.fontSlant {
        case .normal: posture = .normal
        case .italic: posture = .italic
        case .oblique: posture = .oblique
        }
        features = values.fontFeatures.map { FontFeature(tag: $0.tag, value: $0.value) }
        // in both enumerations in the order of the specification
        capitals = Capitals(rawValue: values.fontCapitals.rawValue) ?? .asWritten
        if values.fontSynthesisWeight == .none { synthesis.remove(.weight) }
        if values.fontSynthesisStyle == .none { synthesis.remove(.slant) }
        if values.fontSynthesisSmallCaps == .none { synthesis.remove(.smallCapitals) }
        variations = values.fontVariations.map { FontVariation(tag: $0.tag, value: $0.value) }
        language = values.language
        languageSystem = values.languageOverride
        func px(_ length: LengthPercentage) -> Float {
            // spaces keep fractions that LayoutUnit would round
            switch length {
            case .px(let px): px
            case .percent(let percent): values.fontSize * percent / 100
            case .calc: resolved(length)
            }
        }
        if let spacing = values.letterSpacing { letterSpacing = px(spacing) }
        wordSpacing = px(values.wordSpacing)
        switch values.fontKerning {
        case .auto: kerning = .auto
        case .normal: kerning = .normal
        case .none: kerning = .none
        }
        takeBreaks(values)
        takeSpaces(values)
    }

    private mutating func takeBreaks(_ values: TextValues) {
        switch values.lineBreak {
        case .auto: lineBreak = .auto
        case .loose: lineBreak = .loose
        case .normal: lineBreak = .normal
        case .strict: lineBreak = .strict
        case .anywhere: lineBreak = .anywhere
        }
        switch values.wordBreak {
        case .normal: wordBreak = .normal
        case .autoPhrase: wordBreak = .autoPhrase
        case .breakAll: wordBreak = .breakAll
        case .keepAll: wordBreak = .keepAll
        case .breakWord: wordBreak = .breakWord
        }
        switch values.overflowWrap {
        case .normal: overflowWrap = .normal
        case .breakWord: overflowWrap = .breakWord
        case .anywhere: overflowWrap = .anywhere
        }
        switch values.hyphens {
        case .none: hyphens = .none
        case .manual: hyphens = .manual
        case .auto: hyphens = .auto
        }
        hyphenateCharacter = values.hyphenateCharacter
        wraps = values.textWrapMode == .wrap
    }

    private mutating func takeSpaces(_ values: TextValues) {
        switch values.textSpacingTrim {
        case .spaceAll: spacingTrim = .spaceAll
        case .normal, .auto: spacingTrim = .normal
        case .spaceFirst: spacingTrim = .spaceFirst
        case .trimStart: spacingTrim = .trimStart
        case .trimBoth: spacingTrim = .trimBoth
        case .trimAll: spacingTrim = .trimAll
        }
        autospaceAlpha = values.autospaceAlpha
        autospaceNumeric = values.autospaceNumeric
        hangingPunctuation = Hanging(rawValue: values.hangingPunctuation.rawValue)
        switch values.whiteSpaceCollapse {
        case .collapse, .preserveBreaks: spaces = .collapse
        case .preserve: spaces = .preserve
        case .breakSpaces: spaces = .breakSpaces
        }
    }
}
