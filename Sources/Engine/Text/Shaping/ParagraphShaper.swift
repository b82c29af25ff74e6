//  ParagraphShaper.swift
//  In: a paragraph's characters, styles and levels. Out: runs of one style, face and level, and their glyphs.
//  Characters that no default lookup of their face concerns are taken from its tables; all others are HarfBuzz's.

/// A stretch of one style, face and level.
struct ShapedRun {
    var range: Range<Int>
    let shaping: ShapingStyle
    let styleID: TextStyleID
    let candidate: FontCandidate
    let face: FontFace
    let level: UInt8
}

struct ParagraphShaper {
    let scalars: [UInt32]
    let properties: [ScalarProperties]
    /// Empty: all are at `baseLevel`.
    let levels: [UInt8]
    let baseLevel: UInt8
    /// Fractions are built by HarfBuzz around U+2044 from digits that are else left alone.
    let hasFractionSlash: Bool
    let shaper: Shaper

    var runs: [ShapedRun] = []
    var glyphs: [ShapedGlyph]
    var advances: [Float]
    /// 1 where a line cannot be cut without shaping again.
    var unsafeCuts: [Bool]
    var missing: [MissingGlyph] = []

    /// Longer stretches are given to HarfBuzz in pieces, so that its memory stays bounded.
    static let longestStretch = 8_192

    /// Takes the lists that `room` lends.
    init(_ characters: Characters, shaper: Shaper, _ room: inout ShapingRoom) {
        scalars = characters.scalars
        properties = characters.properties
        levels = characters.levels
        baseLevel = characters.baseLevel
        hasFractionSlash = characters.hasFractionSlash
        self.shaper = shaper
        advances = ShapingRoom.take(&room.advances)
        advances.append(contentsOf: repeatElement(0, count: scalars.count))
        unsafeCuts = ShapingRoom.take(&room.unsafeCuts)
        unsafeCuts.append(contentsOf: repeatElement(false, count: scalars.count + 1))
        glyphs = ShapingRoom.take(&room.glyphs)
        glyphs.reserveCapacity(scalars.count)
    }

    /// A paragraph's characters, looked up.
    struct Characters {
        var scalars: [UInt32]
        var properties: [ScalarProperties]
        var levels: [UInt8] = []
        var baseLevel: UInt8 = 0
        var hasFractionSlash = false
    }

    mutating func shape(_ range: Range<Int>, _ shaping: ShapingStyle, _ styleID: TextStyleID) {
        var start = range.lowerBound
        while start < range.upperBound {
            let level = levels.isEmpty ? baseLevel : levels[start]
            var end = start + 1
            if levels.isEmpty {
                end = range.upperBound
            } else {
                while end < range.upperBound, levels[end] == level { end += 1 }
            }
            itemize(start..<end, shaping, styleID, level)
            start = end
        }
    }

    /// Cuts a stretch of one level where the face changes. https://www.w3.org/TR/css-fonts-4/#cluster-matching
    private mutating func itemize(
        _ range: Range<Int>, _ shaping: ShapingStyle, _ styleID: TextStyleID, _ level: UInt8
    ) {
        let cascade = shaping.cascade
        let map =
            cascade.primaryIndex == 0 && cascade.candidates[0].unicodeRanges.isEmpty
            ? cascade.primary.tables.basicPlane : []
        var start = range.lowerBound
        var current = -1
        var index = range.lowerBound
        while index < range.upperBound {
            let property = properties[index]
            var next = index + 1
            var chosen = current
            let isFollowed = next < range.upperBound && properties[next].has(ScalarProperties.isExtending)
            if !isFollowed, scalars[index] < 0x10000, !map.isEmpty, map[Int(scalars[index])] != 0 {
                chosen = 0
            } else if property.has(ScalarProperties.isVoid) {
                // no glyph: stays with its neighbours
            } else {
                while next < range.upperBound, properties[next].has(ScalarProperties.isExtending), next - index < 64 {
                    next += 1
                }
                if let found = cascade.index(for: scalars[index..<next]) {
                    chosen = found
                } else {
                    chosen = cascade.primaryIndex
                    if !property.has(ScalarProperties.isIgnorable), !property.has(ScalarProperties.isSpace),
                        !property.has(ScalarProperties.isExtending)
                    {
                        missing.append(MissingGlyph(position: index, scalar: scalars[index]))
                    }
                }
            }
            if chosen != current {
                if current >= 0, index > start {
                    add(start..<index, cascade.candidates[current], shaping, styleID, level)
                    start = index
                }
                current = chosen
            }
            index = next
        }
        add(
            start..<range.upperBound, cascade.candidates[current < 0 ? cascade.primaryIndex : current], shaping,
            styleID,
            level)
    }

    private mutating func add(
        _ range: Range<Int>, _ candidate: FontCandidate, _ shaping: ShapingStyle, _ styleID: TextStyleID, _ level: UInt8
    ) {
        guard !range.isEmpty, let face = candidate.face else { return }
        if let reduced = shaping.reduced, shaping.capitals(of: face) == nil {
            // letters in turn as they are and as smaller capitals; marks stay with their letters
            var start = range.lowerBound
            var isSmall = CapitalSynthesis.reduces(scalars[start], for: shaping.style.capitals)
            for index in range {
                let next = index + 1
                var becomes = isSmall
                if next < range.upperBound {
                    if properties[next].has(ScalarProperties.isExtending) { continue }
                    becomes = CapitalSynthesis.reduces(scalars[next], for: shaping.style.capitals)
                    if becomes == isSmall { continue }
                }
                addRun(
                    ShapedRun(
                        range: start..<next, shaping: isSmall ? reduced : shaping, styleID: styleID,
                        candidate: candidate, face: face, level: level))
                start = next
                isSmall = becomes
            }
            return
        }
        addRun(
            ShapedRun(range: range, shaping: shaping, styleID: styleID, candidate: candidate, face: face, level: level))
    }

    private mutating func addRun(_ run: ShapedRun) {
        runs.append(run)
        shape(run)
    }

    private mutating func shape(_ run: ShapedRun) {
        let tables = run.face.tables
        let scale = run.shaping.style.size / tables.unitsPerEm
        let isFast =
            run.shaping.allowsFastPath && run.candidate.features.isEmpty && run.candidate.variations.isEmpty
            && run.level & 1 == 0 && !hasFractionSlash
        let map = tables.basicPlane
        let widths = tables.advances
        let end = run.range.upperBound
        var index = run.range.lowerBound
        while index < end {
            let scalar = scalars[index]
            let property = properties[index]
            if isFast, property.has(ScalarProperties.isPlain), scalar < 0x10000 {
                let entry = map[Int(scalar)]
                if entry & FaceTables.untouched != 0,
                    index + 1 == scalars.count || !properties[index + 1].has(ScalarProperties.isExtending)
                {
                    let glyph = entry & 0xFFFF
                    let advance = Float(widths[Int(glyph)]) * scale
                    glyphs.append(ShapedGlyph(id: glyph, cluster: Int32(index), advance: advance, dx: 0, dy: 0))
                    advances[index] = advance
                    index += 1
                    continue
                }
            }
            if property.has(ScalarProperties.isVoid) {
                index += 1
                continue
            }
            // a stretch for HarfBuzz: up to the next character that needs none, a control, or another script
            var script = property.script
            var stop = index + 1
            while stop < end, stop - index < Self.longestStretch {
                let next = properties[stop]
                if next.has(ScalarProperties.isVoid), !next.has(ScalarProperties.isIgnorable) { break }
                if isFast, next.has(ScalarProperties.isPlain), scalars[stop] < 0x10000,
                    map[Int(scalars[stop])] & FaceTables.untouched != 0,
                    stop + 1 == scalars.count || !properties[stop + 1].has(ScalarProperties.isExtending)
                {
                    break
                }
                // 0 is Common, 1 Inherited: they go with their neighbours
                if next.script > 1 {
                    if script <= 1 { script = next.script } else if script != next.script { break }
                }
                stop += 1
            }
            shape(index..<stop, run, scale: scale, script: script <= 1 ? nearbyScript(index) : script)
            index = stop
        }
    }

    /// The script of common characters is that of the text before them.
    private func nearbyScript(_ index: Int) -> UInt32 {
        var back = index - 1
        while back >= 0, index - back < 64 {
            if properties[back].script > 1 { return properties[back].script }
            back -= 1
        }
        return 0
    }

    private mutating func shape(_ range: Range<Int>, _ run: ShapedRun, scale: Float, script: UInt32) {
        let isShort =
            range.count <= Shaper.longestKnown && run.level & 1 == 0 && ScalarProperties.simpleScripts.contains(script)
        guard isShort else {
            shapeAnew(range, run, scale: scale, script: script)
            return
        }
        let key = StretchKey(
            candidate: ObjectIdentifier(run.candidate),
            script: run.shaping.isReduced ? script | 0x8000_0000 : script, scalars: Array(scalars[range]))
        let base = Int32(range.lowerBound)
        if let stretch = shaper.known[key] {
            for glyph in stretch.glyphs {
                var glyph = glyph
                glyph.cluster += base
                glyphs.append(glyph)
                advances[Int(glyph.cluster)] += glyph.advance
            }
            for cut in stretch.unsafeCuts { unsafeCuts[Int(cut + base)] = true }
            return
        }
        let first = glyphs.count
        shapeAnew(range, run, scale: scale, script: script)
        var stretch = KnownStretch()
        for glyph in glyphs[first...] {
            var glyph = glyph
            glyph.cluster -= base
            stretch.glyphs.append(glyph)
        }
        for index in range where unsafeCuts[index] { stretch.unsafeCuts.append(Int32(index) - base) }
        shaper.known[key] = stretch
    }

    private mutating func shapeAnew(_ range: Range<Int>, _ run: ShapedRun, scale: Float, script: UInt32) {
        let first = glyphs.count
        let request = ShapingRequest(
            font: run.candidate.font(of: run.face), scale: scale, script: script, isRightToLeft: run.level & 1 == 1,
            language: run.shaping.language, features: run.shaping.features(for: run.candidate),
            isCapital: run.shaping.isReduced, isTurkic: run.shaping.isTurkic)
        scalars.withUnsafeBufferPointer { buffer in
            shaper.shape(buffer, range, request, into: &glyphs) { unsafeCuts[$0] = true }
        }
        for glyph in glyphs[first...] { advances[Int(glyph.cluster)] += glyph.advance }
    }
}
