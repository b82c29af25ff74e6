//  Measuring.swift
//  In: a shaped paragraph. Out: where its lines can end, how wide its parts are at least and at most, how a line's edges
//  are trimmed and hung.

/// The narrowest and the widest a range can be, CSS px; with the pieces at its ends, so that Layout can join ranges
/// with objects between them.
public struct ContentWidths: Hashable, Sendable, BitwiseCopyable {
    /// The widest piece that cannot be broken.
    public var min: Float = 0
    /// The widest line if only forced breaks are taken.
    public var max: Float = 0
    /// Up to the first break; the whole if there is none.
    public var leading: Float = 0
    /// After the last break, spaces at the end included; the whole if there is none.
    public var trailing: Float = 0
    public var hasBreak = false
    /// The widths up to the first and after the last forced break.
    public var leadingMax: Float = 0
    public var trailingMax: Float = 0
    public var hasForcedBreak = false
    public init() {}
}

extension ShapedParagraph {
    /// The end of a range without the spaces at its end that vanish or hang, and without characters that have no glyph.
    public func contentEnd(of range: Range<Int>) -> Int {
        max(range.lowerBound, Int(records[range.upperBound].visibleEnd))
    }
    /// The first index from `index` on that is no collapsible space.
    public func skipSpaces(from index: Int) -> Int {
        var index = index
        while index < count, scalars[index] == 0x20, shaping(at: index)?.style.spaces == .collapse { index += 1 }
        return index
    }

    // MARK: edges

    /// What can be taken off a mark at a line's edge, CSS px.
    private func trim(at index: Int) -> PunctuationTrim? {
        guard scalars[index] >= 0x3000, !runs.isEmpty else { return nil }
        let run = runs[runIndex(of: index)]
        guard run.level & 1 == 0, run.shaping.style.spacingTrim != .spaceAll else { return nil }
        var advance = records[index + 1].position - records[index].position
        if !leadingTrims.isEmpty { advance += leadingTrims[index] + trailingTrims[index] }
        return PunctuationTrim.amount(of: scalars[index], run.face.tables.trims, run.shaping, advance: advance)
    }

    /// What a line that begins at `index` takes off its first character beyond what `positions` have taken off.
    private func startTrim(at index: Int, _ start: LineStart) -> Float {
        guard index < count, scalars[index] >= 0x3000 else { return 0 }
        let done = leadingTrims.isEmpty ? 0 : leadingTrims[index]
        guard records[index].properties.characterClass == .openingBracket, let shaping = shaping(at: index) else {
            return 0
        }
        switch shaping.style.spacingTrim {
        case .spaceAll, .trimAll: return 0
        case .normal: return -done
        case .spaceFirst where start != .wrapped: return -done
        case .spaceFirst, .trimStart, .trimBoth: return (trim(at: index)?.leading ?? 0) - done
        }
    }

    /// What a line that ends before `end` takes off its last character: always, and only if it must.
    private func endTrim(at end: Int, from start: Int) -> (always: Float, ifNeeded: Float) {
        guard end > start else { return (0, 0) }
        let last = lastCluster(before: end, from: start)
        var always: Float = 0
        if records[last].gap == .autospace {
            // the quarter em that would stand before the next character
            let next = nextCluster(after: last)
            if next < count, let left = shaping(at: last), let right = shaping(at: next) {
                always += SpacingPass.autospace(records[last].properties, left, records[next].properties, right)
            }
        }
        guard scalars[last] >= 0x3000 else { return (always, 0) }
        switch records[last].properties.characterClass {
        case .closingBracket, .comma, .fullStop:
            guard let shaping = shaping(at: last) else { return (always, 0) }
            let done = trailingTrims.isEmpty ? 0 : trailingTrims[last]
            switch shaping.style.spacingTrim {
            case .spaceAll, .trimAll: return (always, 0)
            case .trimBoth: return (always + (trim(at: last)?.trailing ?? 0) - done, 0)
            case .normal, .spaceFirst, .trimStart: return (always - done, trim(at: last)?.trailing ?? 0)
            }
        default: return (always, 0)
        }
    }

    private func lastCluster(before end: Int, from start: Int) -> Int {
        var last = end - 1
        while last > start, isInvisible(last) { last -= 1 }
        return last
    }
    /// Neither a glyph's first scalar nor an object.
    private func isInvisible(_ index: Int) -> Bool {
        records[index].glyphStart == records[index + 1].glyphStart && scalars[index] != 0xFFFC
    }
    private func nextCluster(after index: Int) -> Int {
        var next = index + 1
        while next < count, isInvisible(next) { next += 1 }
        return next
    }

    /// Comma or full stop: what may hang at a line's end. https://www.w3.org/TR/css-text-3/#hanging-punctuation-property
    private static func isStop(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2C, 0x2E, 0x60C, 0x6D4, 0x3001, 0x3002, 0xFF0C, 0xFF0E, 0xFE50, 0xFE51, 0xFE52, 0xFF61, 0xFF64: true
        default: false
        }
    }
    private static let openingQuotes: Set<UInt32> = [
        0x22, 0x27, 0x28, 0x5B, 0x7B, 0x2018, 0x201C, 0xAB, 0x2039, 0x201E,
    ]
    private static let closingQuotes: Set<UInt32> = [0x22, 0x27, 0x29, 0x5D, 0x7D, 0x2019, 0x201D, 0xBB, 0x203A]

    /// The line of a range: spaces at the end taken off, edges trimmed and hung as the styles ask and as `available`
    /// (CSS px for the range alone) makes necessary.
    public func line(
        _ range: Range<Int>, start: LineStart, isLast: Bool = false, available: Float = .infinity
    ) -> TextLine {
        let end = contentEnd(of: range)
        var line = TextLine(range: range.lowerBound..<end, start: start)
        guard end > range.lowerBound else { return line }
        var first = range.lowerBound
        while first < end - 1, isInvisible(first) { first += 1 }
        let last = lastCluster(before: end, from: first)
        line.firstCluster = first
        line.lastCluster = last
        line.startTrim = startTrim(at: first, start)
        let trims = endTrim(at: end, from: first)
        line.endTrim = trims.always
        if start == .first, let shaping = shaping(at: first), shaping.style.hangingPunctuation.contains(.first),
            records[first].properties.characterClass == .openingBracket || Self.openingQuotes.contains(scalars[first])
        {
            line.startHang = records[first + 1].position - records[first].position - line.startTrim
        }
        let natural = width(of: line.range, in: line) - line.startHang
        if let hanging = shaping(at: last)?.style.hangingPunctuation, !hanging.isEmpty {
            let advance = records[end].position - records[last].position - trims.always
            if isLast, hanging.contains(.last),
                records[last].properties.characterClass == .closingBracket || Self.closingQuotes.contains(scalars[last])
            {
                line.endHang = advance
            } else if Self.isStop(scalars[last]) {
                if hanging.contains(.forceEnd) || (hanging.contains(.allowEnd) && natural > available + 0.01) {
                    line.endHang = advance
                }
            }
        }
        // trimming gives way to room: only a line that is too long sets its last mark half width
        if line.endHang == 0, trims.ifNeeded > 0, natural > available + 0.01 { line.endTrim += trims.ifNeeded }
        return line
    }

    /// The exact width of a part of a line as `glyphRuns` sets it: what is hung out at the edges is in it.
    public func width(of range: Range<Int>, in line: TextLine) -> Float {
        let range = range.clamped(to: line.range)
        guard !range.isEmpty else { return 0 }
        var width = advance(of: range)
        if records[range.lowerBound].isUnsafe || records[range.upperBound].isUnsafe { width = cutWidth(of: range) }
        if range.contains(line.firstCluster) { width -= line.startTrim }
        if range.contains(line.lastCluster) { width -= line.endTrim }
        if line.expansion != .none {
            let gaps = gaps(of: range, in: line, mode: .interCharacter, onlyCounting: line.expansion)
            width += Float(gaps.wordSpaces) * line.expansion.wordSpace
            width += Float(gaps.autospaces) * line.expansion.autospace
            width += Float(gaps.characters) * line.expansion.character
        }
        return width
    }

    /// The gaps of a part of a line that justification may stretch.
    public func gaps(of range: Range<Int>, in line: TextLine, mode: JustificationMode = .auto) -> JustificationGaps {
        gaps(of: range, in: line, mode: mode, onlyCounting: nil)
    }

    private func gaps(
        of range: Range<Int>, in line: TextLine, mode: JustificationMode, onlyCounting expansion: LineExpansion?
    ) -> JustificationGaps {
        var found = JustificationGaps()
        let range = range.clamped(to: line.range)
        guard mode != .none, !range.isEmpty else { return found }
        // with an expansion in force the question is which gaps it stretches
        let stretchesLetters = expansion.map(\.stretchesLetters) ?? (mode == .interCharacter)
        // the gap after the line's last cluster is none
        for index in range where index < line.lastCluster {
            let kind = records[index].gap
            if kind == .none { continue }
            switch kind {
            case .wordSpace:
                found.wordSpaces += 1
                if expansion == nil { found.wordSpaceEms += shaping(at: index)?.style.size ?? 0 }
            case .autospace where mode != .interWord:
                found.autospaces += 1
                if expansion == nil { found.autospaceEms += shaping(at: index)?.style.size ?? 0 }
            case .character where mode != .interWord, .other where stretchesLetters:
                found.characters += 1
                if expansion == nil { found.characterEms += shaping(at: index)?.style.size ?? 0 }
            default: break
            }
        }
        if expansion == nil, mode == .interCharacter { found.stretchesLetters = true }
        return found
    }

    // MARK: where lines end

    /// The last place up to `limit` where a line from `start` can end so that it takes at most `available`, trimming
    /// and hanging included; spaces before that place do not count. The answer is where the next line begins.
    /// nil when not even the first piece fits. With `emergency`, breaks that only overflow permits count too.
    /// A forced break ends the search.
    public func lastBreak(
        from start: Int, to limit: Int, available: Float, lineStart: LineStart, emergency: Bool = false
    ) -> Int? {
        guard start < limit, limit <= count else { return nil }
        findBreaks()
        let origin = records[start].position + startTrim(at: start, lineStart)
        let lowest: BreakKind = emergency ? .overflow : .hyphen
        // 1/64 px is what Layout rounds to
        let room = available + 1 / 64
        let hopeless = room + edgeSlack
        var best: Int?
        // breaks with only spaces between them are judged once
        var judgedEnd = -1
        var index = start + 1
        while index <= limit {
            let kind = records[index].breakKind
            let natural = records[index].position - origin
            if kind >= lowest {
                if natural <= room, kind != .hyphen {
                    best = index
                } else {
                    let end = contentEnd(of: start..<index)
                    if end != judgedEnd {
                        judgedEnd = end
                        if fits(start..<index, end, origin, room, lineStart, available) { best = index }
                    } else if best == index - 1 {
                        best = index
                    }
                }
                if kind == .mandatory { break }
            }
            // whatever comes, the line is too long already
            if natural > hopeless, !records[index - 1].properties.has(ScalarProperties.isSpace) { break }
            index += 1
        }
        return best.flatMap {
            records[start].isUnsafe || records[$0].isUnsafe
                ? verified($0, start, lowest, room, lineStart, available) : $0
        }
    }

    private func fits(
        _ range: Range<Int>, _ end: Int, _ origin: Float, _ room: Float, _ lineStart: LineStart, _ available: Float
    ) -> Bool {
        let isHyphenated = records[range.upperBound].breakKind == .hyphen
        let hyphen = isHyphenated ? hyphen(at: range.upperBound)?.advance ?? 0 : 0
        if records[end].position - origin + hyphen > room + edgeSlack { return false }
        let line = line(range, start: lineStart, isLast: range.upperBound == count, available: available - hyphen)
        return width(of: line.range, in: line) + hyphen - line.startHang - line.endHang <= room
    }

    /// A break through glyphs that depend on each other was judged by their uncut widths: goes back to the first that
    /// fits as cut.
    private func verified(
        _ found: Int, _ start: Int, _ lowest: BreakKind, _ room: Float, _ lineStart: LineStart, _ available: Float
    ) -> Int? {
        let origin = records[start].position + startTrim(at: start, lineStart)
        var index = found
        var steps = 0
        while index > start, steps < 16 {
            if records[index].breakKind >= lowest {
                if !records[index].isUnsafe, !records[start].isUnsafe { return index }
                let end = contentEnd(of: start..<index)
                if fits(start..<index, end, origin, room, lineStart, available) { return index }
                steps += 1
            }
            index -= 1
        }
        return nil
    }

    /// The narrowest and widest the range can be. https://www.w3.org/TR/css-sizing-3/#intrinsic-sizes
    public func contentWidths(of range: Range<Int>) -> ContentWidths {
        var widths = ContentWidths()
        guard !range.isEmpty else { return widths }
        findBreaks()
        var piece = range.lowerBound
        var lineStart = range.lowerBound
        for index in range.lowerBound + 1...range.upperBound {
            let isEnd = index == range.upperBound
            let kind = isEnd ? .none : records[index].breakKind
            guard isEnd || kind >= .anywhere else { continue }
            if !isEnd || piece < index {
                let end = contentEnd(of: piece..<index)
                var width = records[end].position - records[piece].position
                if end > piece {
                    width -= startTrim(at: piece, piece == range.lowerBound ? .first : .wrapped)
                    if !isEnd { width -= endTrim(at: end, from: piece).always }
                }
                if kind == .hyphen { width += hyphen(at: index)?.advance ?? 0 }
                widths.min = Swift.max(widths.min, width)
                if !isEnd, !widths.hasBreak {
                    widths.hasBreak = true
                    widths.leading = width
                }
            }
            if isEnd || kind == .mandatory {
                let end = contentEnd(of: lineStart..<index)
                let width = records[end].position - records[lineStart].position
                widths.max = Swift.max(widths.max, width)
                if kind == .mandatory, !widths.hasForcedBreak {
                    widths.hasForcedBreak = true
                    widths.leadingMax = width
                }
            }
            if isEnd {
                widths.trailing = records[index].position - records[piece].position
                widths.trailingMax = records[index].position - records[lineStart].position
                if !widths.hasBreak { widths.leading = widths.trailing }
                if !widths.hasForcedBreak { widths.leadingMax = widths.trailingMax }
            } else {
                piece = index
                if kind == .mandatory { lineStart = index }
            }
        }
        return widths
    }
}
