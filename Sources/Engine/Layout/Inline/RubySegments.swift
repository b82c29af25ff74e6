//  RubySegments.swift
//  In: a ruby base and its annotation. Out: one piece of a line: the base with the annotation above (or below) it.
//  https://www.w3.org/TR/css-ruby-1/

import Fragments
import Geometry
import Style
import Text

struct RubySegment {
    var fragment: Fragment
    /// What it takes up in the middle of a line: less than the fragment where the annotation may overhang its neighbours.
    var width: LayoutUnit { fragment.size.inline - overhang.before - overhang.after }
    var overhang: RubyOverhang
    /// Of the base, from the fragment's block start.
    var baseline: LayoutUnit
    /// Room needed about the baseline.
    var above: LayoutUnit
    var below: LayoutUnit
    var bubbles: Bubbles
}

/// How far an annotation reaches over its neighbours. At a line's edges it has none, and stays within the line.
struct RubyOverhang: BitwiseCopyable {
    var before = LayoutUnit.zero
    var after = LayoutUnit.zero
}

extension LayoutSession {
    /// Lays out the pair that begins with this base.
    func rubySegment(_ base: BoxID, in prepared: PreparedInline, item: InlineItem) -> RubySegment {
        let annotation = boxes.nextSibling(base)
        let baseLine = endlessLine(base)
        let textLine = endlessLine(annotation)
        let style = style(annotation)
        let isUnder = style.text.rubyPosition == .under
        let baseMetrics = metrics(boxes.style(base))
        let textMetrics = metrics(boxes.style(annotation))
        let baseWidth = baseLine.width
        let textWidth = textLine.width
        let whole = max(baseWidth, textWidth)
        let textHeight = textMetrics.ascent + textMetrics.descent
        let baseHeight = baseMetrics.ascent + baseMetrics.descent
        let baseTop = isUnder ? LayoutUnit.zero : textHeight
        let baseline = baseTop + baseMetrics.ascent
        let textTop = isUnder ? baseHeight : LayoutUnit.zero
        let baseFragment = part(
            .rubyBase, base, baseLine, width: whole, spread: style.text.rubyAlign, ascent: baseMetrics.ascent,
            height: baseHeight)
        let textFragment = part(
            .rubyText, annotation, textLine, width: whole, spread: style.text.rubyAlign, ascent: textMetrics.ascent,
            height: textHeight)
        // Reading order: the base comes first.
        let fragment = Fragment(
            kind: .inline, node: boxes.node(boxes.parent(base)).index, box: boxes.parent(base).index,
            style: boxes.style(boxes.parent(base)).index,
            size: LogicalSize(inline: whole, block: baseHeight + textHeight), firstBaseline: baseline,
            lastBaseline: baseline,
            children: [
                FragmentLink(offset: LogicalOffset(inline: .zero, block: baseTop), fragment: baseFragment),
                FragmentLink(offset: LogicalOffset(inline: .zero, block: textTop), fragment: textFragment),
            ])
        var reach = RubyOverhang()
        if textWidth > baseWidth {
            // not further than the base's own letters leave room
            let most = min(textMetrics.fontSize, endSpace(of: baseLine, whole - baseWidth, style.text.rubyAlign))
            reach.before = overhang(before: Int(item.start), of: prepared.paragraph.scalars, ruby: textMetrics, most)
            reach.after = overhang(after: Int(item.start), of: prepared.paragraph.scalars, ruby: textMetrics, most)
        }
        var bubbles = Bubbles()
        bubbles.absorb(baseLine.bubbles, at: .zero)
        bubbles.absorb(textLine.bubbles, at: .zero)
        let top = isUnder ? baseMetrics.ascent : baseMetrics.ascent + textHeight
        let bottom = isUnder ? baseMetrics.descent + textHeight : baseMetrics.descent
        return RubySegment(
            fragment: fragment, overhang: reach, baseline: baseline, above: top, below: bottom, bubbles: bubbles)
    }

    /// What is left at each end of a part that is shorter than the other by `free`.
    private func endSpace(of line: RubyLine, _ free: LayoutUnit, _ align: RubyAlign) -> LayoutUnit {
        switch align {
        case .start: .zero
        case .center: free / 2
        case .spaceBetween: line.gaps > 0 ? .zero : free / 2
        case .spaceAround: free / (2 * (line.gaps + 1))
        }
    }

    // An annotation may hang over kana, and over the blank half of punctuation, by one of its own letters; over a kana
    // that has another annotation on its other side by half of one. https://www.w3.org/TR/jlreq/#adjustments_of_ruby
    private func overhang(
        before position: Int, of scalars: [UInt32], ruby: InlineMetrics, _ most: LayoutUnit
    ) -> LayoutUnit {
        guard position > 0 else { return .zero }
        let isBetween = position > 1 && scalars[position - 2] == 0xFFFC
        return Self.isKana(scalars[position - 1]) || Self.blankAtEnd.contains(scalars[position - 1])
            ? min(most, isBetween ? ruby.fontSize / 2 : most) : .zero
    }
    private func overhang(
        after position: Int, of scalars: [UInt32], ruby: InlineMetrics, _ most: LayoutUnit
    ) -> LayoutUnit {
        guard position + 1 < scalars.count else { return .zero }
        let isBetween = position + 2 < scalars.count && scalars[position + 2] == 0xFFFC
        return Self.isKana(scalars[position + 1]) || Self.blankAtStart.contains(scalars[position + 1])
            ? min(most, isBetween ? ruby.fontSize / 2 : most) : .zero
    }

    private static func isKana(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3041...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x3000, 0x20: true
        default: false
        }
    }
    /// Full stops, commas and closing brackets; low marks, over which there is room as well.
    private static let blankAtEnd = Set("、。，．）〕］｝〉》」』】".unicodeScalars.map(\.value))
    private static let blankAtStart = Set("、。，．（〔［｛〈《「『【".unicodeScalars.map(\.value))

    /// A base or an annotation on one line without end.
    private struct RubyLine {
        var children: [FragmentLink]
        var width: LayoutUnit
        var ascent: LayoutUnit
        var bubbles: Bubbles
        /// Between letters that may be spread: not those of a Latin word.
        var gaps: Int
    }
    /// `gap`: how much is added between letters, CSS px.
    private func endlessLine(_ box: BoxID, gap: Float = 0) -> RubyLine {
        let prepared = preparedInline(box)
        let space = LineSpace(
            inlineOffset: .zero, inlineSize: LayoutUnit(1_000_000), containerInlineSize: LayoutUnit(1_000_000),
            containerBlockSize: .indefinite, bfcBlockOffset: .zero, bfcInlineOffset: .zero,
            exclusions: ExclusionSpace(), isFirstLine: false, isContinuation: false, isMeasuring: false,
            fragmentation: nil)
        var broken = breakLine(prepared, from: .start, in: space, places: false)
        broken.indent = 0
        broken.letterGap = gap
        let placed = placeLine(prepared, from: .start, broken, in: space)
        let gaps = prepared.paragraph.gaps(of: placed.text.range, in: placed.text)
        return RubyLine(
            children: placed.fragment?.children ?? [], width: LayoutUnit(ceiling: placed.width),
            ascent: placed.ascent, bubbles: placed.bubbles,
            gaps: gaps.characters + gaps.autospaces + gaps.wordSpaces)
    }

    /// One of the two over the segment's width, its letters spread if it is the shorter one.
    /// https://www.w3.org/TR/css-ruby-1/#ruby-align-property
    private func part(
        _ kind: FragmentKind, _ box: BoxID, _ line: RubyLine, width: LayoutUnit, spread: RubyAlign,
        ascent: LayoutUnit, height: LayoutUnit
    ) -> Fragment {
        let free = (width - line.width).clampedToZero
        var line = line
        var shift = LayoutUnit.zero
        let gaps = free > .zero ? line.gaps : 0
        switch spread {
        case .start: break
        case .center: shift = free / 2
        case .spaceBetween where gaps > 0: line = endlessLine(box, gap: Float(free.px) / Float(gaps))
        case .spaceAround where gaps > 0:
            // half as much at the ends as between the letters
            let gap = Float(free.px) / Float(gaps + 1)
            line = endlessLine(box, gap: gap)
            shift = LayoutUnit(px: gap / 2)
        case .spaceBetween, .spaceAround: shift = free / 2
        }
        // lines align their start edges, whatever text-align says: children are moved back to the start
        let first = line.children.map(\.offset.inline).min() ?? .zero
        let children = line.children.map {
            FragmentLink(
                offset: LogicalOffset(
                    inline: $0.offset.inline - first + shift, block: $0.offset.block - line.ascent + ascent),
                fragment: $0.fragment)
        }
        return Fragment(
            kind: kind, node: boxes.node(box).index, box: box.index, style: boxes.style(box).index,
            size: LogicalSize(inline: width, block: height), firstBaseline: ascent, lastBaseline: ascent,
            children: children)
    }
}
