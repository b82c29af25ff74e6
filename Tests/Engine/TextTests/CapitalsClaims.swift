//  CapitalsClaims.swift
//  In: `font-variant-caps`. Out: small capitals made of a face's own capitals, where it has none.

import Testing

@testable import Text

/// The sizes and glyphs of the one line of a text.
private func runs(_ text: String, _ change: (inout TextStyle) -> Void) -> [GlyphRun] {
    let made = paragraph(text, style("DejaVu Sans", change))
    let line = made.line(0..<made.count, start: .first, isLast: true, available: 1_000)
    return made.glyphRuns(of: 0..<made.count, in: line)
}

@Test(
    arguments: [
        (TextStyle.Capitals.small, "7 10 7 10 7 10"), (.petite, "7 10 7 10 7 10"), (.allSmall, "7 10 7 10 7 10"),
        (.allPetite, "7 10 7 10 7 10"), (.unicase, "10 7 10"), (.asWritten, "10"),
    ])
func `letters for which a face has no small capitals are drawn as smaller capitals`(
    capitals: TextStyle.Capitals, sizes: String
) {
    let made = runs("ab Cd 12ß?") { $0.capitals = capitals }
    #expect(made.map { "\(Int($0.size))" }.joined(separator: " ") == sizes)
    #expect(made.map(\.string).joined() == "ab Cd 12ß?", "the text keeps its letters")
}

@Test func `a made small capital is the capital's glyph, as wide as its size says`() {
    let small = runs("abc") { $0.capitals = .small }
    let capital = runs("ABC") { $0.size = 7 }
    #expect(small.flatMap(\.glyphs) == capital.flatMap(\.glyphs))
    #expect(abs((small.first?.advance ?? 0) - (capital.first?.advance ?? 1)) < 0.01)
    #expect(runs("ß") { $0.capitals = .small }.first?.glyphs.count == 2, "ß is two letters S")
    let turkish = runs("i") {
        $0.capitals = .small
        $0.language = "tr"
    }
    #expect(turkish.first?.glyphs == runs("İ") { $0.size = 7 }.first?.glyphs)
}

@Test func `a mark stays with its small capital`() {
    let made = runs("e\u{301}E") { $0.capitals = .small }
    #expect(made.map(\.string) == ["e\u{301}", "E"])
    #expect(made.map(\.size) == [7, 10])
}

@Test func `font-synthesis says what may not be made`() {
    let plain = runs("ab") {
        $0.capitals = .small
        $0.synthesis = .all.subtracting(.smallCapitals)
    }
    #expect(plain.map(\.size) == [10])
    let face = { (synthesis: TextStyle.Synthesis) in
        runs("ab") {
            $0.families = ["IPAmjMincho"]
            $0.weight = 700
            $0.posture = .italic
            $0.synthesis = synthesis
        }.first
    }
    #expect(face(.all)?.syntheticBold == true)
    #expect(face(.all)?.syntheticOblique == true)
    #expect(face([.slant])?.syntheticBold == false)
    #expect(face([.weight])?.syntheticOblique == false)
}

@Test func `a line cut inside small capitals shapes them again as capitals`() {
    let made = paragraph("affiab", style("DejaVu Sans") { $0.capitals = .small })
    let capitals = paragraph("AFFIAB", style("DejaVu Sans") { $0.size = 7 })
    for end in 1...6 {
        let line = made.line(0..<end, start: .first, isLast: true, available: 1_000)
        let other = capitals.line(0..<end, start: .first, isLast: true, available: 1_000)
        #expect(
            made.glyphRuns(of: 0..<end, in: line).flatMap(\.glyphs)
                == capitals.glyphRuns(of: 0..<end, in: other).flatMap(\.glyphs))
    }
}
