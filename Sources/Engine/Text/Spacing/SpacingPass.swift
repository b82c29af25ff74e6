//  SpacingPass.swift
//  In: a paragraph's characters, shaped. Out: its advances with letter and word spacing, quarter ems between scripts and
//  punctuation trimmed by its neighbours; and for each gap whether justification may stretch it.
//  https://www.w3.org/TR/css-text-4/#text-spacing  https://www.w3.org/TR/jlreq/#line_composition

/// What justification may do between a cluster and the next one.
enum GapKind: UInt8, BitwiseCopyable {
    case none
    /// After a space between words.
    case wordSpace
    /// Between an ideograph and a letter or digit.
    case autospace
    /// Between two characters of Japanese text.
    case character
    /// Between other characters: only `text-justify: inter-character` stretches it.
    case other
}

/// How far the gap between scripts is opened, em. https://www.w3.org/TR/jlreq/#spacing_between_cl-19_and_cl-27
let autospaceEm: Float = 0.25

struct SpacingPass {
    let scalars: [UInt32]
    let properties: [ScalarProperties]
    let runs: [ShapedRun]
    let glyphStart: [Int32]
    /// Each scalar's advance, CSS px; in and out.
    var advances: [Float]
    /// By scalar.
    var gaps: [GapKind]
    /// CSS px taken off the leading side of a character because of the one before; empty: nothing is taken off.
    var leadingTrims: [Float] = []
    var trailingTrims: [Float] = []

    /// Takes over the advances and the lists that `room` lends.
    init(_ shaped: inout ParagraphShaper, _ room: inout ShapingRoom) {
        scalars = shaped.scalars
        properties = shaped.properties
        runs = shaped.runs
        glyphStart = Self.starts(of: shaped.glyphs, count: shaped.scalars.count, ShapingRoom.take(&room.starts))
        advances = shaped.advances
        shaped.advances = []
        gaps = ShapingRoom.take(&room.gaps)
        gaps.append(contentsOf: repeatElement(.none, count: scalars.count))
    }

    /// For each scalar the first glyph of its cluster or of the one after; one more than scalars.
    private static func starts(of glyphs: [ShapedGlyph], count: Int, _ empty: consuming [Int32]) -> [Int32] {
        var starts = empty
        starts.reserveCapacity(count + 1)
        var glyph = 0
        for index in 0..<count {
            starts.append(Int32(glyph))
            while glyph < glyphs.count, Int(glyphs[glyph].cluster) <= index { glyph += 1 }
        }
        starts.append(Int32(glyphs.count))
        return starts
    }

    mutating func run() {
        var previous = -1
        var previousRun = 0
        for (number, run) in runs.enumerated() {
            let shaping = run.shaping
            let trims = run.face.tables.trims
            let letterSpacing = shaping.style.letterSpacing
            let wordSpacing = shaping.style.wordSpacing
            let hasSpacing = letterSpacing != 0 || wordSpacing != 0
            for index in run.range {
                let current = properties[index]
                // only clusters count, and objects of Layout's
                let isObject = scalars[index] == 0xFFFC
                if glyphStart[index] == glyphStart[index + 1], !isObject { continue }
                if hasSpacing, !isObject {
                    advances[index] += letterSpacing
                    if current.characterClass == .wordSpace { advances[index] += wordSpacing }
                }
                if previous >= 0 {
                    meet(previous, runs[previousRun], index, run, trims)
                } else if shaping.style.spacingTrim == .trimAll {
                    trimAlways(index, run, trims)
                }
                previous = index
                previousRun = number
            }
        }
    }

    /// Two neighbours.
    private mutating func meet(
        _ left: Int, _ leftRun: ShapedRun, _ right: Int, _ rightRun: ShapedRun, _ trims: [UInt32: PunctuationTrim]
    ) {
        let a = properties[left]
        let b = properties[right]
        gaps[left] = Self.gap(a, b, scalars[left], scalars[right])
        if gaps[left] == .autospace {
            advances[left] += Self.autospace(a, leftRun.shaping, b, rightRun.shaping)
        }
        let trimming = rightRun.shaping.style.spacingTrim
        if trimming == .trimAll {
            trimAlways(right, rightRun, trims)
        } else if trimming != .spaceAll, rightRun.level & 1 == 0 {
            trimPair(left, leftRun, right, rightRun, a.characterClass, b.characterClass, trims)
        }
    }

    /// The space between an ideograph and a letter or digit, CSS px; 0 for other pairs.
    static func autospace(
        _ a: ScalarProperties, _ left: ShapingStyle, _ b: ScalarProperties, _ right: ShapingStyle
    ) -> Float {
        let isLeftIdeograph = a.autospace == .ideograph
        guard isLeftIdeograph != (b.autospace == .ideograph) else { return 0 }
        let size = isLeftIdeograph ? left.style.size : right.style.size
        switch isLeftIdeograph ? b.autospace : a.autospace {
        case .letter: return left.style.autospaceAlpha && right.style.autospaceAlpha ? size * autospaceEm : 0
        case .digit: return left.style.autospaceNumeric && right.style.autospaceNumeric ? size * autospaceEm : 0
        case .none, .ideograph: return 0
        }
    }

    /// https://www.w3.org/TR/css-text-4/#fullwidth-collapsing : of two marks that turn blank halves to each other one is
    /// set half width.
    private mutating func trimPair(
        _ left: Int, _ leftRun: ShapedRun, _ right: Int, _ rightRun: ShapedRun, _ a: CharacterClass,
        _ b: CharacterClass,
        _ rightTrims: [UInt32: PunctuationTrim]
    ) {
        if b == .openingBracket {
            switch a {
            case .openingBracket, .middleDot, .fullWidthSpace, .closingBracket, .comma, .fullStop:
                guard scalars[left] >= 0x3000, let trim = amount(right, rightRun, rightTrims)?.leading, trim > 0
                else { return }
                // after a proportional mark there is no blank to collapse with
                if a != .fullWidthSpace, leftRun.face.tables.trims[scalars[left]] == nil { return }
                setTrim(right, leading: trim)
            default: return
            }
        } else if a == .closingBracket || a == .comma || a == .fullStop {
            switch b {
            case .closingBracket, .comma, .fullStop, .middleDot, .fullWidthSpace:
                guard leftRun.shaping.style.spacingTrim != .spaceAll, scalars[right] >= 0x3000,
                    let trim = amount(left, leftRun, leftRun.face.tables.trims)?.trailing, trim > 0
                else { return }
                setTrim(left, trailing: trim)
            default: return
            }
        }
    }

    private mutating func trimAlways(_ index: Int, _ run: ShapedRun, _ trims: [UInt32: PunctuationTrim]) {
        guard let trim = amount(index, run, trims) else { return }
        setTrim(index, leading: trim.leading)
        setTrim(index, trailing: trim.trailing)
    }

    private func amount(_ index: Int, _ run: ShapedRun, _ trims: [UInt32: PunctuationTrim]) -> PunctuationTrim? {
        guard run.level & 1 == 0 else { return nil }
        return PunctuationTrim.amount(of: scalars[index], trims, run.shaping, advance: advances[index])
    }

    private mutating func setTrim(_ index: Int, leading: Float = 0, trailing: Float = 0) {
        guard leading > 0 || trailing > 0 else { return }
        if leadingTrims.isEmpty {
            leadingTrims = [Float](repeating: 0, count: scalars.count)
            trailingTrims = leadingTrims
        }
        leadingTrims[index] += leading
        trailingTrims[index] += trailing
        advances[index] -= leading + trailing
    }

    /// Where a line of Japanese may be opened. JLREQ's table of opportunities: not after opening marks, not before closing
    /// ones, not beside middle dots, not within …… and ――.  https://www.w3.org/TR/jlreq/#opportunities_for_inter-character_space_expansion
    static func gap(_ a: ScalarProperties, _ b: ScalarProperties, _ left: UInt32, _ right: UInt32) -> GapKind {
        if a.characterClass == .wordSpace { return .wordSpace }
        if b.characterClass == .wordSpace { return .none }
        let isLeftIdeograph = a.autospace == .ideograph
        let isRightIdeograph = b.autospace == .ideograph
        if isLeftIdeograph, isRightIdeograph { return .character }
        if isLeftIdeograph, b.autospace == .letter || b.autospace == .digit { return .autospace }
        if isRightIdeograph, a.autospace == .letter || a.autospace == .digit { return .autospace }
        let isLeftJapanese = isLeftIdeograph || isJapanese(a, left)
        let isRightJapanese = isRightIdeograph || isJapanese(b, right)
        guard isLeftJapanese, isRightJapanese else { return .other }
        switch (a.characterClass, b.characterClass) {
        case (.openingBracket, _), (_, .closingBracket), (_, .comma), (_, .fullStop), (.middleDot, _), (_, .middleDot),
            (.inseparable, .inseparable), (_, .dividingPunctuation), (_, .hyphen), (.hyphen, _):
            return .none
        default: return .character
        }
    }
    private static func isJapanese(_ properties: ScalarProperties, _ scalar: UInt32) -> Bool {
        properties.has(ScalarProperties.isWide) || scalar == 0xFFFC || properties.characterClass == .inseparable
    }
}

extension PunctuationTrim {
    /// What can be taken off a mark as it was shaped, CSS px; nil if nothing.
    static func amount(
        of scalar: UInt32, _ trims: [UInt32: PunctuationTrim], _ shaping: ShapingStyle, advance: Float
    ) -> PunctuationTrim? {
        guard scalar >= 0x3000, let trim = trims[scalar] else { return nil }
        let size = shaping.style.size
        // features such as palt and halt have already taken it off
        guard advance - shaping.style.letterSpacing > size * 63 / 64 else { return nil }
        if shaping.centresPunctuation, trim.trailing > 0, CharacterClass.of(scalar) != .closingBracket { return nil }
        return PunctuationTrim(leading: trim.leading * size, trailing: trim.trailing * size)
    }
}
