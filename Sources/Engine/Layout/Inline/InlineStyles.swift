//  InlineStyles.swift
//  In: computed styles. Out: text styles for shaping, vertical measures, font-relative units, first-line styles.

import Geometry
import Style
import Text
import TextStyles

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
        let em = LayoutUnit(px: style.text.fontSize)
        return TextStyle(style.text) { length in Float((resolve(length, against: em, style) ?? .zero).px) }
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
        swap(\.languageOverride)
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
