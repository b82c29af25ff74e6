//  InlineStyles.swift
//  In: computed styles. Out: text styles for shaping, vertical measures, font-relative units, first-line styles.

import Geometry
import Style
import Text

extension LayoutSession {
    /// The text style of a computed style.
    func textStyle(_ id: StyleID) -> TextStyleID {
        let index = Int(id.index)
        if index < inline.textStyles.count, inline.textStyles[index] >= 0 {
            return TextStyleID(inline.textStyles[index])
        }
        let made = text.intern(makeTextStyle(document.table[id]))
        while inline.textStyles.count <= index { inline.textStyles.append(-1) }
        inline.textStyles[index] = made.index
        return made
    }

    private func makeTextStyle(_ style: ComputedStyle) -> TextStyle {
        let values = style.text
        var result = TextStyle()
        result.families = values.fontFamilies
        result.size = values.fontSize
        result.weight = values.fontWeight
        result.stretch = values.fontStretch
        switch values.fontSlant {
        case .normal: result.posture = .normal
        case .italic: result.posture = .italic
        case .oblique: result.posture = .oblique
        }
        result.features = values.fontFeatures.map { FontFeature(tag: $0.tag, value: $0.value) }
        // in both enumerations in the order of the specification
        result.capitals = TextStyle.Capitals(rawValue: values.fontCapitals.rawValue) ?? .asWritten
        if values.fontSynthesisWeight == .none { result.synthesis.remove(.weight) }
        if values.fontSynthesisStyle == .none { result.synthesis.remove(.slant) }
        if values.fontSynthesisSmallCaps == .none { result.synthesis.remove(.smallCapitals) }
        result.variations = values.fontVariations.map { FontVariation(tag: $0.tag, value: Float($0.value)) }
        result.language = values.language
        let em = LayoutUnit(px: values.fontSize)
        func px(_ length: LengthPercentage) -> Float {
            // spaces keep fractions that LayoutUnit would round
            switch length {
            case .px(let px): return px
            case .percent(let percent): return values.fontSize * percent / 100
            case .calc: return Float((resolve(length, against: em, style) ?? .zero).px)
            }
        }
        if let spacing = values.letterSpacing { result.letterSpacing = px(spacing) }
        result.wordSpacing = px(values.wordSpacing)
        switch values.fontKerning {
        case .auto: result.kerning = .auto
        case .normal: result.kerning = .normal
        case .none: result.kerning = .none
        }
        switch values.lineBreak {
        case .auto: result.lineBreak = .auto
        case .loose: result.lineBreak = .loose
        case .normal: result.lineBreak = .normal
        case .strict: result.lineBreak = .strict
        case .anywhere: result.lineBreak = .anywhere
        }
        switch values.wordBreak {
        case .normal: result.wordBreak = .normal
        case .autoPhrase: result.wordBreak = .autoPhrase
        case .breakAll: result.wordBreak = .breakAll
        case .keepAll: result.wordBreak = .keepAll
        case .breakWord: result.wordBreak = .breakWord
        }
        switch values.overflowWrap {
        case .normal: result.overflowWrap = .normal
        case .breakWord: result.overflowWrap = .breakWord
        case .anywhere: result.overflowWrap = .anywhere
        }
        switch values.hyphens {
        case .none: result.hyphens = .none
        case .manual: result.hyphens = .manual
        case .auto: result.hyphens = .auto
        }
        result.hyphenateCharacter = values.hyphenateCharacter
        switch values.textSpacingTrim {
        case .spaceAll: result.spacingTrim = .spaceAll
        case .normal, .auto: result.spacingTrim = .normal
        case .spaceFirst: result.spacingTrim = .spaceFirst
        case .trimStart: result.spacingTrim = .trimStart
        case .trimBoth: result.spacingTrim = .trimBoth
        case .trimAll: result.spacingTrim = .trimAll
        }
        result.autospaceAlpha = values.autospaceAlpha
        result.autospaceNumeric = values.autospaceNumeric
        result.hangingPunctuation = TextStyle.Hanging(rawValue: values.hangingPunctuation.rawValue)
        result.wraps = values.textWrapMode == .wrap
        switch values.whiteSpaceCollapse {
        case .collapse, .preserveBreaks: result.spaces = .collapse
        case .preserve: result.spaces = .preserve
        case .breakSpaces: result.spaces = .breakSpaces
        }
        return result
    }

    /// Ascent, descent and line height of a style. https://www.w3.org/TR/css-inline-3/#inline-height
    func metrics(_ id: StyleID) -> InlineMetrics {
        let index = Int(id.index)
        if index < inline.metrics.count, let known = inline.metrics[index] { return known }
        let style = document.table[id]
        let font = text.metrics(of: textStyle(id))
        let ascent = LayoutUnit(px: font.ascent.rounded())
        let descent = LayoutUnit(px: font.descent.rounded())
        let size = LayoutUnit(px: style.text.fontSize)
        let lineHeight: LayoutUnit
        switch style.text.lineHeight {
        case .normal: lineHeight = ascent + descent + LayoutUnit(px: font.lineGap.rounded())
        case .number(let number): lineHeight = LayoutUnit(px: style.text.fontSize * number)
        case .length(let length):
            lineHeight = (resolve(length, against: size, style) ?? size).clampedToZero
        }
        // browsers put the odd pixel below
        let half = LayoutUnit(px: ((lineHeight - ascent - descent).px / 2).rounded(.down))
        let above = ascent + half
        let made = InlineMetrics(
            ascent: ascent, descent: descent, lineHeight: lineHeight, xHeight: LayoutUnit(px: font.xHeight),
            fontSize: size, above: above, below: lineHeight - above)
        while inline.metrics.count <= index { inline.metrics.append(nil) }
        inline.metrics[index] = made
        return made
    }

    /// The style of a box on a first line: what the box inherited from the block it takes from ::first-line instead.
    /// https://www.w3.org/TR/css-pseudo-4/#first-line-inheritance
    func firstLineStyle(of id: StyleID, block: StyleID, firstLine: StyleID) -> StyleID {
        let key = InlineStore.FirstLineKey(style: id, block: block, firstLine: firstLine)
        if let known = inline.firstLineStyles[key] { return known }
        let own = document.table[id].text
        let from = document.table[block].text
        let to = document.table[firstLine].text
        var text = own
        func swap<Value: Equatable>(_ path: WritableKeyPath<TextValues, Value>) {
            if own[keyPath: path] == from[keyPath: path] { text[keyPath: path] = to[keyPath: path] }
        }
        swap(\.color)
        swap(\.fontFamilies)
        swap(\.fontSize)
        swap(\.fontWeight)
        swap(\.fontStretch)
        swap(\.fontSlant)
        swap(\.fontKerning)
        swap(\.fontFeatures)
        swap(\.fontVariants)
        swap(\.fontVariations)
        swap(\.lineHeight)
        swap(\.letterSpacing)
        swap(\.wordSpacing)
        swap(\.textShadows)
        swap(\.textEmphasis)
        let style = document.table[id]
        var decoration = style.decoration
        if id == block {
            let first = document.table[firstLine].decoration
            decoration.textDecoration = first.textDecoration
            decoration.textDecorationColor = first.textDecorationColor
            decoration.textDecorationStyle = first.textDecorationStyle
        }
        let made = document.table.intern(
            ComputedStyle(
                text: text, box: style.box, decoration: decoration, flow: style.flow, generated: style.generated))
        inline.firstLineStyles[key] = made
        return made
    }
}
