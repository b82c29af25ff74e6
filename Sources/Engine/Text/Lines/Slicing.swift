//  Slicing.swift
//  In: a part of a line. Out: its glyph runs from left to right. Glyphs are taken as they were shaped; only where a cut
//  goes through glyphs that depend on each other is a little shaped again.

extension ShapedParagraph {
    /// A part of one shaped run.
    private struct Portion {
        var run: Int
        var range: Range<Int>
        var level: UInt8
    }

    /// The levels of a line's parts, from left to right. https://www.unicode.org/reports/tr9/#L2
    public func visualOrder(of line: Range<Int>) -> [BidiSegment] {
        guard !line.isEmpty else { return [] }
        guard isBidirectional, !levels.isEmpty else { return [BidiSegment(range: line, level: baseLevel)] }
        // rule L1: spaces at the end of a line are at the paragraph's level
        let content = contentEnd(of: line)
        var segments: [BidiSegment] = []
        var start = line.lowerBound
        func levelOf(_ index: Int) -> UInt8 { index >= content ? baseLevel : levels[index] }
        while start < line.upperBound {
            let level = levelOf(start)
            var end = start + 1
            while end < line.upperBound, levelOf(end) == level { end += 1 }
            segments.append(BidiSegment(range: start..<end, level: level))
            start = end
        }
        Self.reorder(&segments, level: \.level)
        return segments
    }

    /// Rule L2: from the highest level to the lowest odd one, reverse what is at that level or above.
    private static func reorder<Piece>(_ pieces: inout [Piece], level: (Piece) -> UInt8) {
        guard let highest = pieces.map(level).max(), highest > 0 else { return }
        for current in stride(from: Int(highest), through: 1, by: -1) {
            var start = 0
            while start < pieces.count {
                guard level(pieces[start]) >= current else {
                    start += 1
                    continue
                }
                var end = start + 1
                while end < pieces.count, level(pieces[end]) >= current { end += 1 }
                pieces[start..<end].reverse()
                start = end
            }
        }
    }

    /// The glyphs of a part of a line, from left to right.
    public func glyphRuns(of range: Range<Int>, in line: TextLine) -> [GlyphRun] {
        let range = range.clamped(to: line.range)
        guard !range.isEmpty, !runs.isEmpty else { return [] }
        // cells and labels of one text share a paragraph, and the runs of its one line
        if let lastRuns, lastRuns.range == range, lastRuns.line == line { return lastRuns.runs }
        var portions: [Portion] = []
        var index = runIndex(of: range.lowerBound)
        while index < runs.count, runs[index].range.lowerBound < range.upperBound {
            let part = runs[index].range.clamped(to: range)
            if !part.isEmpty { portions.append(Portion(run: index, range: part, level: runs[index].level)) }
            index += 1
        }
        if isBidirectional { Self.reorder(&portions, level: \.level) }
        let made = portions.compactMap { glyphRun($0, line) }
        if count <= TextDesk.longestKnown { lastRuns = (range, line, made) }
        return made
    }

    private func glyphRun(_ portion: Portion, _ line: TextLine) -> GlyphRun? {
        let run = runs[portion.run]
        let range = portion.range
        var emitter = GlyphEmitter(
            isRightToLeft: run.level & 1 == 1, expansion: line.expansion, capacity: range.count)
        for piece in pieces(of: range) {
            let source = piece.glyphs
            var glyph = piece.first
            while glyph < piece.end {
                let start = Int(source[glyph].cluster)
                var next = glyph + 1
                while next < piece.end, source[next].cluster == source[glyph].cluster { next += 1 }
                let end = next < piece.end ? Int(source[next].cluster) : piece.range.upperBound
                var advance: Float
                var shift: Float = 0
                if piece.isReshaped {
                    advance = 0
                    for part in glyph..<next { advance += source[part].advance }
                    advance += run.shaping.style.letterSpacing
                    if records[start].properties.characterClass == .wordSpace {
                        advance += run.shaping.style.wordSpacing
                    }
                } else {
                    advance = records[end].position - records[start].position
                    if !leadingTrims.isEmpty { shift = -leadingTrims[start] }
                }
                if start == line.firstCluster {
                    advance -= line.startTrim
                    shift -= line.startTrim
                }
                if start == line.lastCluster { advance -= line.endTrim }
                let gap = line.expansion == .none || start >= line.lastCluster ? GapKind.none : records[start].gap
                emitter.add(source[glyph..<next], text: scalars[start..<end], advance: advance, shift: shift, gap: gap)
                glyph = next
            }
        }
        guard !emitter.isEmpty else { return nil }
        return emitter.finish(
            face: run.face.id, size: run.shaping.style.size, bold: run.candidate.isSyntheticBold,
            oblique: run.candidate.isSyntheticOblique, variations: run.candidate.variations, range: range)
    }

    // MARK: cuts

    /// A stretch of glyphs to take: of the paragraph's own, or shaped again.
    private struct Piece {
        var range: Range<Int>
        var glyphs: [ShapedGlyph]
        var first: Int
        var end: Int
        var isReshaped: Bool
    }
    /// A cut is mended within this many scalars; beyond them the glyphs stay as they were.
    private static let reach = 256

    /// A range of one run as pieces, in logical order.
    private func pieces(of range: Range<Int>) -> [Piece] {
        let isHeadUnsafe =
            records[range.lowerBound].isUnsafe
            && range.lowerBound > runs[runIndex(of: range.lowerBound)].range.lowerBound
        let isTailUnsafe =
            range.upperBound < count && records[range.upperBound].isUnsafe
            && runIndex(of: range.upperBound) == runIndex(of: range.upperBound - 1)
        if !isHeadUnsafe, !isTailUnsafe { return [own(range)] }
        var head = range.lowerBound
        if isHeadUnsafe {
            head += 1
            while head < range.upperBound, records[head].isUnsafe, head - range.lowerBound < Self.reach { head += 1 }
        }
        var tail = range.upperBound
        if isTailUnsafe {
            tail -= 1
            while tail > range.lowerBound, records[tail].isUnsafe, range.upperBound - tail < Self.reach { tail -= 1 }
        }
        if head >= tail {
            if range.count <= 2 * Self.reach { return [shapedAgain(range)] }
            // the two mended parts would meet: cut in the middle
            head = min(head, range.lowerBound + Self.reach)
            tail = max(head, range.upperBound - Self.reach)
        }
        var pieces: [Piece] = []
        if range.lowerBound < head { pieces.append(shapedAgain(range.lowerBound..<head)) }
        if head < tail { pieces.append(own(head..<tail)) }
        if tail < range.upperBound { pieces.append(shapedAgain(tail..<range.upperBound)) }
        return pieces
    }

    private func own(_ range: Range<Int>) -> Piece {
        Piece(
            range: range, glyphs: glyphs, first: Int(records[range.lowerBound].glyphStart),
            end: Int(records[range.upperBound].glyphStart),
            isReshaped: false)
    }

    private func shapedAgain(_ range: Range<Int>) -> Piece {
        if let known = reshaped[range] {
            return Piece(range: range, glyphs: known, first: 0, end: known.count, isReshaped: true)
        }
        let run = runs[runIndex(of: range.lowerBound)]
        var made: [ShapedGlyph] = []
        let request = ShapingRequest(
            font: run.candidate.font(of: run.face), scale: run.shaping.style.size / run.face.tables.unitsPerEm,
            script: records[range.lowerBound].properties.script, isRightToLeft: run.level & 1 == 1,
            language: run.shaping.language, features: run.shaping.features(for: run.candidate),
            isCapital: run.shaping.isReduced, isTurkic: run.shaping.isTurkic)
        // by itself, as if the line began and ended there
        let alone = Array(scalars[range])
        alone.withUnsafeBufferPointer { shaper.shape($0, 0..<range.count, request, into: &made) { _ in } }
        for index in made.indices { made[index].cluster += Int32(range.lowerBound) }
        if reshaped.count >= 4_096 { reshaped.removeAll(keepingCapacity: true) }
        reshaped[range] = made
        return Piece(range: range, glyphs: made, first: 0, end: made.count, isReshaped: true)
    }

    /// The width of a range whose ends cut through glyphs that depend on each other.
    func cutWidth(of range: Range<Int>) -> Float {
        var width: Float = 0
        var index = runIndex(of: range.lowerBound)
        while index < runs.count, runs[index].range.lowerBound < range.upperBound {
            let part = runs[index].range.clamped(to: range)
            if !part.isEmpty {
                for piece in pieces(of: part) {
                    if !piece.isReshaped {
                        width += advance(of: piece.range)
                        continue
                    }
                    let style = runs[index].shaping.style
                    var cluster: Int32 = -1
                    for glyph in piece.glyphs {
                        width += glyph.advance
                        if glyph.cluster != cluster {
                            width += style.letterSpacing
                            if records[Int(glyph.cluster)].properties.characterClass == .wordSpace {
                                width += style.wordSpacing
                            }
                        }
                        cluster = glyph.cluster
                    }
                }
            }
            index += 1
        }
        return width
    }

    // MARK: hyphens

    /// What is shown at the end of a line that ends at a soft hyphen, in the style of the character before `index`.
    public func hyphen(at index: Int) -> GlyphRun? {
        guard index > 0, index <= count, !runs.isEmpty else { return nil }
        let number = runIndex(of: index - 1)
        if let known = hyphens[number] { return known }
        let made = makeHyphen(for: runs[number])
        hyphens[number] = made
        return made
    }

    private func makeHyphen(for run: ShapedRun) -> GlyphRun? {
        let style = run.shaping.style
        let wish = style.hyphenateCharacter.map { $0.unicodeScalars.map(\.value) }
        let cascade = run.shaping.cascade
        let text = wish ?? [cascade.primary.tables.glyph(for: 0x2010) != 0 ? 0x2010 : 0x2D]
        guard !text.isEmpty, text.count <= 64 else { return nil }
        let candidate = cascade.index(for: text[0]).map { cascade.candidates[$0] }
        guard let candidate, let face = candidate.face else { return nil }
        let isRightToLeft = run.level & 1 == 1
        var made: [ShapedGlyph] = []
        let request = ShapingRequest(
            font: candidate.font(of: face), scale: style.size / face.tables.unitsPerEm, script: 25,
            isRightToLeft: isRightToLeft, language: run.shaping.language, features: run.shaping.features(for: candidate)
        )
        text.withUnsafeBufferPointer { shaper.shape($0, 0..<text.count, request, into: &made) { _ in } }
        var emitter = GlyphEmitter(isRightToLeft: isRightToLeft, expansion: .none, capacity: text.count)
        var glyph = 0
        while glyph < made.count {
            var next = glyph + 1
            while next < made.count, made[next].cluster == made[glyph].cluster { next += 1 }
            let end = next < made.count ? Int(made[next].cluster) : text.count
            let advance = made[glyph..<next].reduce(0) { $0 + $1.advance }
            emitter.add(
                made[glyph..<next], text: text[Int(made[glyph].cluster)..<end], advance: advance, shift: 0, gap: .none)
            glyph = next
        }
        guard !emitter.isEmpty else { return nil }
        return emitter.finish(
            face: face.id, size: style.size, bold: candidate.isSyntheticBold, oblique: candidate.isSyntheticOblique,
            variations: candidate.variations, range: 0..<0)
    }
}
