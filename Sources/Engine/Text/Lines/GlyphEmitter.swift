//  GlyphEmitter.swift
//  In: clusters in logical order, each with its width. Out: one glyph run in visual order.

struct GlyphEmitter {
    private let isRightToLeft: Bool
    private let expansion: LineExpansion
    private var ids: [UInt32] = []
    private var positions: [Float] = []
    private var rises: [Float] = []
    private var hasRise = false
    private var utf8: [UInt8] = []
    private var clusters: [GlyphRun.Cluster] = []
    /// Right to left: how wide each glyph is; they are placed when all are known.
    private var natural: Double = 0
    private var wordSpaces = 0
    private var autospaces = 0
    private var characters = 0

    init(isRightToLeft: Bool, expansion: LineExpansion, capacity: Int) {
        self.isRightToLeft = isRightToLeft
        self.expansion = expansion
        ids.reserveCapacity(capacity)
        positions.reserveCapacity(capacity + 1)
        utf8.reserveCapacity(capacity * 3)
        clusters.reserveCapacity(capacity)
    }

    var isEmpty: Bool { ids.isEmpty }

    /// Where the pen is: the sum of the widths plus whole multiples of the expansions, so that nothing drifts.
    private var pen: Double {
        natural + Double(wordSpaces) * Double(expansion.wordSpace) + Double(autospaces) * Double(expansion.autospace)
            + Double(characters) * Double(expansion.character)
    }

    /// Adds a cluster `advance` wide whose glyphs stand `shift` to the right of where they were shaped, and the gap after it.
    mutating func add(
        _ glyphs: ArraySlice<ShapedGlyph>, text: ArraySlice<UInt32>, advance: Float, shift: Float, gap: GapKind
    ) {
        let start = pen
        natural += Double(advance)
        switch gap {
        case .none: break
        case .wordSpace: wordSpaces += 1
        case .autospace: autospaces += 1
        case .character: characters += 1
        case .other: if expansion.stretchesLetters { characters += 1 }
        }
        var x = start + Double(shift)
        if isRightToLeft {
            // measured from the run's right end; glyphs of a cluster in logical order go leftwards
            for glyph in glyphs {
                x += Double(glyph.advance)
                append(glyph.id, x: Float(x - Double(glyph.dx)), rise: glyph.dy)
            }
        } else {
            for glyph in glyphs {
                append(glyph.id, x: Float(x + Double(glyph.dx)), rise: glyph.dy)
                x += Double(glyph.advance)
            }
        }
        addCluster(text, glyphCount: glyphs.count)
    }

    /// A cluster's counts are 16 bits: a base with thousands of marks becomes several clusters.
    private mutating func addCluster(_ text: ArraySlice<UInt32>, glyphCount: Int) {
        var rest = text
        var glyphsLeft = glyphCount
        repeat {
            let before = utf8.count
            // a place for a line's end is no text: who copies or searches the line does not want it
            for scalar in rest.prefix(16_000) where scalar != 0x200B { Self.append(scalar, to: &utf8) }
            rest = rest.dropFirst(16_000)
            let taken = min(glyphsLeft, Int(UInt16.max))
            glyphsLeft -= taken
            guard utf8.count > before || taken > 0 else { continue }
            clusters.append(GlyphRun.Cluster(bytes: UInt16(utf8.count - before), glyphs: UInt16(taken)))
        } while !rest.isEmpty || glyphsLeft > 0
    }

    private mutating func append(_ id: UInt32, x: Float, rise: Float) {
        ids.append(id)
        positions.append(x)
        if rise != 0, !hasRise {
            hasRise = true
            rises = [Float](repeating: 0, count: ids.count - 1)
        }
        if hasRise { rises.append(rise) }
    }

    @inline(__always)
    private static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        switch scalar {
        case ..<0x80: bytes.append(UInt8(scalar))
        case ..<0x800:
            bytes.append(UInt8(0xC0 | scalar >> 6))
            bytes.append(UInt8(0x80 | scalar & 63))
        case ..<0x10000:
            bytes.append(UInt8(0xE0 | scalar >> 12))
            bytes.append(UInt8(0x80 | scalar >> 6 & 63))
            bytes.append(UInt8(0x80 | scalar & 63))
        default:
            bytes.append(UInt8(0xF0 | scalar >> 18 & 7))
            bytes.append(UInt8(0x80 | scalar >> 12 & 63))
            bytes.append(UInt8(0x80 | scalar >> 6 & 63))
            bytes.append(UInt8(0x80 | scalar & 63))
        }
    }

    consuming func finish(
        face: FaceID, size: Float, bold: Bool, oblique: Bool, variations: [FontVariation], range: Range<Int>
    ) -> GlyphRun {
        let total = Float(pen)
        if isRightToLeft {
            ids.reverse()
            positions = positions.reversed().map { total - $0 }
            rises.reverse()
        }
        positions.append(total)
        return GlyphRun(
            face: face, size: size, syntheticBold: bold, syntheticOblique: oblique, isRightToLeft: isRightToLeft,
            glyphs: ids, positions: positions, rises: rises, utf8: utf8, clusters: clusters, variations: variations,
            range: range)
    }
}
