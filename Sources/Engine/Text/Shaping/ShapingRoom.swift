//  ShapingRoom.swift
//  In: the lists that shaping a paragraph fills and leaves. Out: the same lists, empty, for the next paragraph; and what names a
//  text in one style among those shaped before.

/// Lists for the length of one paragraph's shaping. Whoever takes one owns it; not given back, a new one is made.
// Faster because: most paragraphs are a few characters long, and cost more for their lists than for their glyphs.
struct ShapingRoom {
    var properties: [ScalarProperties] = []
    var advances: [Float] = []
    var unsafeCuts: [Bool] = []
    var glyphs: [ShapedGlyph] = []
    var starts: [Int32] = []
    var gaps: [GapKind] = []

    /// Longer lists are let go: one long paragraph must not hold memory for all that follow.
    private static let longestKept = 4_096

    static func take<Element>(_ list: inout [Element]) -> [Element] {
        var taken: [Element] = []
        swap(&taken, &list)
        taken.removeAll(keepingCapacity: true)
        return taken
    }

    /// They are emptied when they are taken next: until then whoever filled them may still hold them.
    mutating func giveBack(_ shaped: ParagraphShaper, _ spaced: SpacingPass) {
        guard shaped.scalars.count <= Self.longestKept else { return }
        properties = shaped.properties
        unsafeCuts = shaped.unsafeCuts
        glyphs = shaped.glyphs
        advances = spaced.advances
        starts = spaced.glyphStart
        gaps = spaced.gaps
    }
}

/// Names a text in one style. Two texts may share a name: who finds one compares the text.
struct PlainTextKey: Hashable {
    private let mixed: UInt64
    init(_ scalars: ArraySlice<UInt32>, _ style: TextStyleID) {
        var mixed = UInt64(UInt32(bitPattern: style.index)) &* 0x9E37_79B9_7F4A_7C15
        for scalar in scalars {
            mixed = (mixed ^ UInt64(scalar)) &* 0x9E37_79B9_7F4A_7C15
            mixed ^= mixed >> 29
        }
        self.mixed = mixed
    }
}

/// A paragraph all in one style, shaped before.
struct KnownPlainText {
    var style: TextStyleID
    var paragraph: ShapedParagraph
}
