//  ShapingClaims.swift
//  In: characters. Out: the right faces and glyphs, the same by either way of shaping.

import CZlib
import Foundation
import Testing

@testable import Text

/// What HarfBuzz must shape, because the style asks for a feature (that no face has).
private let slow: @Sendable (inout TextStyle) -> Void = { $0.features = [FontFeature(tag: "zzzz", value: 1)] }

@Test(arguments: ["BIZ UDGothic", "BIZ UDPGothic", "BIZ UDMincho", "BIZ UDPMincho", "IPAmjMincho"])
func `the fast path gives HarfBuzz's glyphs for every character of the face`(family: String) {
    let session = newSession()
    let fast = session.intern(style(family))
    let exact = session.intern(style(family, slow))
    let face = session.primaryFace(of: fast)
    #expect(face.familyName == family)
    var scalars: [UInt32] = []
    for scalar in UInt32(0x21)..<0x10000 where face.glyph(for: scalar) != 0 && !(0xD800...0xF8FF).contains(scalar) {
        if ScalarProperties(scalar).has(ScalarProperties.isExtending) { continue }
        scalars.append(scalar)
        // a control between them, so that each is by itself
        scalars.append(0x200B)
    }
    #expect(scalars.count > 10_000)
    let runs = { (id: TextStyleID) in [StyleRun(range: 0..<scalars.count, style: id)] }
    let calls = session.harfBuzzCalls
    let a = session.paragraph(ParagraphText(scalars: scalars, runs: runs(fast)))
    let fastCalls = session.harfBuzzCalls - calls
    let b = session.paragraph(ParagraphText(scalars: scalars, runs: runs(exact)))
    #expect(fastCalls < scalars.count / 8, "the fast path is hardly taken")
    #expect(a.glyphs.map(\.id) == b.glyphs.map(\.id))
    #expect(a.positions == b.positions)
}

@Test(arguments: ["BIZ UDGothic", "BIZ UDPGothic", "BIZ UDPMincho", "Noto Sans CJK JP", "DejaVu Sans"])
func `the fast path gives HarfBuzz's glyphs for running text`(family: String) {
    let texts = [
        "医療機関のネットワークを守る「安全な回線」と監視、office・AVATAR・ffi・1/2・①㈱㌔〜…——",
        "か\u{3099}きは\u{309A}ぽA\u{301}x 辻\u{E0100} 葛\u{FE00} １２３ ｶﾞﾊﾟ ﾞ 1⁄2 ¼ fi fl Ⅷ ０",
        "こんにちは。Hello, World! To. AV; \u{AD}co\u{AD}op",
    ]
    for text in texts {
        let a = paragraph(text, style(family))
        let b = paragraph(text, style(family, slow))
        #expect(a.glyphs.map(\.id) == b.glyphs.map(\.id), "\(text)")
        #expect(a.positions == b.positions, "\(text)")
    }
}

@Test func `plain Japanese needs no shaper, and other words need it once`() {
    let session = newSession()
    let id = session.intern(style())
    _ = session.paragraph("医療の現場を守るために、「安全な回線」を提供します。", style: id)
    #expect(session.harfBuzzCalls == 0)
    // ト and ク may join with a following ゜ in this font
    _ = session.paragraph("ネットワークを守るために、「安全な回線」を", style: id)
    let calls = session.harfBuzzCalls
    _ = session.paragraph("守るために、ネットワークを、「安全な回線」を", style: id)
    #expect(session.harfBuzzCalls == calls)
}

@Test(arguments: [
    ("𠮷", "IPAmjMincho"), ("日", "BIZ UDGothic"), ("א", "DejaVu Sans"), ("辻\u{E0102}", "IPAmjMincho"),
    ("葛\u{E0100}", "BIZ UDGothic"), ("邉\u{E010F}", "IPAmjMincho"), ("A", "BIZ UDGothic"), ("가", "Noto Sans CJK JP"),
])
func `a character the family lacks comes from the next face that has it`(text: String, family: String) {
    let p = paragraph(text, style())
    let line = p.line(0..<p.count, start: .first)
    let runs = p.glyphRuns(of: line.range, in: line)
    #expect(runs.map { testLibrary.face($0.face).familyName } == [family])
    #expect(p.missing.isEmpty)
}

@Test func `a character no font has is named`() {
    let p = paragraph("日\u{F0000}本\u{10FFFD}", style())
    #expect(p.missing == [MissingGlyph(position: 1, scalar: 0xF0000), MissingGlyph(position: 3, scalar: 0x10FFFD)])
}

@Test func `controls, joiners and variation selectors make no glyph and are not missed`() {
    let p = paragraph("a\u{200B}b\u{2060}c\u{AD}d\u{FEFF}e\tf\u{FFFC}\u{200D}日\u{FE0F}\u{202A}\u{202C}\u{1}", style())
    #expect(p.missing.isEmpty)
    #expect(p.glyphs.count == 7)
    #expect(p.width == 6 * 5 + 10 + 2.5 || p.width == 6 * 5 + 10)
}

@Test(arguments: [
    ("serif", "BIZ UDPMincho"), ("sans-serif", "BIZ UDPGothic"), ("monospace", "BIZ UDGothic"),
    ("BIZ UDゴシック", "BIZ UDGothic"), ("biz udgothic", "BIZ UDGothic"), ("IPAmj明朝", "IPAmjMincho"),
    ("No Such Family", "BIZ UDPGothic"),
])
func `families are found by any of their names and by generic keywords`(asked: String, found: String) {
    let session = newSession()
    #expect(session.primaryFace(of: session.intern(style(asked))).familyName == found)
}

@Test func `weights and postures without a face are synthesised`() {
    let session = newSession()
    func run(_ change: (inout TextStyle) -> Void) -> GlyphRun {
        let p = session.paragraph("日", style: session.intern(style("BIZ UDMincho", change)))
        return p.glyphRuns(of: 0..<1, in: p.line(0..<1, start: .first))[0]
    }
    #expect(run { $0.weight = 700 }.syntheticBold)
    #expect(!run { $0.weight = 500 }.syntheticBold)
    #expect(run { $0.posture = .italic }.syntheticOblique)
    let p = session.paragraph("日", style: session.intern(style("BIZ UDGothic") { $0.weight = 700 }))
    let bold = p.glyphRuns(of: 0..<1, in: p.line(0..<1, start: .first))[0]
    #expect(!bold.syntheticBold)
    #expect(testLibrary.face(bold.face).postScriptName.contains("Bold"))
}

@Test(arguments: [
    (Float(400), [Float(300), 400, 700], 1), (500, [300, 400, 700], 1), (450, [500, 400], 0),
    (600, [300, 400, 700], 2),
    (600, [300, 400], 1), (300, [400, 700], 0), (300, [100, 400], 0), (900, [100, 700, 800], 2),
])
func `the nearest weight is CSS's nearest`(wish: Float, weights: [Float], best: Int) {
    struct Face: FaceTraits {
        var weight: ClosedRange<Float>
        var stretch: ClosedRange<Float> = 100...100
        var posture: FontPosture = .normal
    }
    let faces = weights.map { Face(weight: $0...$0) }
    #expect(FontMatching.best(of: faces, weight: wish, stretch: 100, posture: .normal) == [best])
}

@Test func `a font's measures are those of its tables`() {
    let session = newSession()
    let metrics = session.metrics(of: session.intern(style("BIZ UDGothic") { $0.size = 2048 }))
    #expect(metrics.ascent == 1802 && metrics.descent == 246 && metrics.lineGap == 0)
    #expect(metrics.xHeight == 1108 && metrics.capHeight == 1567)
    #expect(metrics.zeroAdvance == 1024 && metrics.ideographAdvance == 2048)
    #expect(metrics.normalLineHeight == 2048)
}

@Test func `OpenType features reach the shaper`() {
    #expect(
        paragraph("日本、", style("Noto Sans CJK JP") { $0.features = [FontFeature(tag: "halt", value: 1)] }).width == 25)
    #expect(
        paragraph("カタカナ", style("Noto Sans CJK JP") { $0.features = [FontFeature(tag: "palt", value: 1)] }).width < 39)
    #expect(paragraph("ＡＢ", style("BIZ UDGothic") { $0.features = [FontFeature(tag: "hwid", value: 1)] }).width == 10)
    let kerned = paragraph("AVAV", style("DejaVu Sans")).width
    #expect(kerned < paragraph("AVAV", style("DejaVu Sans") { $0.kerning = .none }).width)
}

/// A feature, a text, a face, and whether the face has it for the text.
@Test(arguments: [
    ("palt", "カタカナ、「」", "Noto Sans CJK JP", true), ("halt", "「」、。", "Noto Sans CJK JP", true),
    ("fwid", "ABC", "Noto Sans CJK JP", true), ("pwid", "ＡＢＣ", "Noto Sans CJK JP", true),
    ("hwid", "ＡＢＣ", "BIZ UDGothic", true), ("jp78", "唖鯵茨", "BIZ UDGothic", true), ("jp90", "逢芦飴", "BIZ UDGothic", true),
    ("trad", "亜悪囲", "BIZ UDGothic", true), ("ruby", "、。", "BIZ UDGothic", true), ("zero", "0", "BIZ UDGothic", true),
    ("pkna", "カタカナ", "BIZ UDGothic", false), ("tnum", "111", "BIZ UDGothic", false),
    ("palt", "カタカナ", "BIZ UDGothic", false),
    ("smcp", "abc", "DejaVu Sans", false), ("jp04", "辻", "BIZ UDGothic", false),
])
func `a feature that a font has changes its glyphs, one that it lacks changes nothing`(
    tag: String, text: String, family: String, isThere: Bool
) {
    let plain = paragraph(text, style(family))
    let with = paragraph(text, style(family) { $0.features = [FontFeature(tag: tag, value: 1)] })
    let off = paragraph(text, style(family) { $0.features = [FontFeature(tag: tag, value: 0)] })
    #expect((plain.glyphs.map(\.id) != with.glyphs.map(\.id) || plain.width != with.width) == isThere)
    #expect(plain.glyphs.map(\.id) == off.glyphs.map(\.id) && plain.width == off.width)
    #expect(with.scalars == plain.scalars)
}

@Test func `the language chooses among a font's glyphs`() {
    let japanese = paragraph("骨直", style("Noto Sans CJK JP")).glyphs.map(\.id)
    let chinese = paragraph("骨直", style("Noto Sans CJK JP") { $0.language = "zh-Hans" }).glyphs.map(\.id)
    #expect(japanese != chinese)
    let overridden = paragraph("骨直", style("Noto Sans CJK JP") { $0.languageSystem = "ZHS" }).glyphs.map(\.id)
    #expect(overridden == chinese)
    for nonsense in ["", "Z-S", "ZHSZHS", "é", "    "] {
        let ids = paragraph("骨直", style("Noto Sans CJK JP") { $0.languageSystem = nonsense }).glyphs.map(\.id)
        #expect(ids == japanese, "\(nonsense)")
    }
}

@Test func `a font from bytes serves its own family and range`() throws {
    let file = try #require(FontBytes(path: "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))
    var face = FontFaceDescription(
        family: "Own", sources: [.file(bytes: file.withUnsafeBytes { Array($0) }, name: "own.ttf")])
    face.unicodeRanges = [0x41...0x5A]
    let session = newSession([face])
    let p = session.paragraph("Aa", style: session.intern(style("Own")))
    let families = p.glyphRuns(of: 0..<2, in: p.line(0..<2, start: .first)).map { testLibrary.face($0.face).familyName }
    #expect(families == ["Own", "BIZ UDPGothic"])
    var local = FontFaceDescription(family: "Alias", sources: [.local("No Such"), .local("BIZUDMincho-Regular")])
    local.weight = 100...900
    let other = newSession([local])
    #expect(other.primaryFace(of: other.intern(style("Alias"))).familyName == "BIZ UDMincho")
}

@Test func `a WOFF font is unpacked, table by table`() throws {
    let file = try #require(FontBytes(path: "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"))
    let plain = file.withUnsafeBytes { Array($0) }
    let woff = packWOFF(plain)
    #expect(woff.count < plain.count)
    guard case .font(let unpacked) = FontContainer.unpack(woff) else {
        Issue.record("not unpacked")
        return
    }
    let a = try #require(FontBytes(copying: unpacked).flatMap { FaceTables(bytes: $0, index: 0) })
    let b = try #require(FaceTables(bytes: file, index: 0))
    #expect(a.glyphCount == b.glyphCount && a.basicPlane == b.basicPlane && a.advances == b.advances)
    for length in stride(from: 0, to: woff.count, by: 9_973) {
        if case .font = FontContainer.unpack(Array(woff.prefix(length))) { Issue.record("\(length) bytes are no font") }
    }
}

@Test func `a WOFF 2 font is unpacked, its glyphs put together again`() throws {
    // one axis, two glyphs: a square and a bar of 100 by 700 units
    let packed = try #require(Data(base64Encoded: barsInWOFF2))
    guard case .font(let unpacked) = FontContainer.unpack(Array(packed)) else {
        Issue.record("not unpacked")
        return
    }
    let tables = try #require(FontBytes(copying: unpacked).flatMap { FaceTables(bytes: $0, index: 0) })
    #expect(tables.glyphCount == 2)
    #expect(tables.glyph(for: 0x41) == 1)
    #expect(tables.advances[1] == 500)
    func table(_ name: String) -> ArraySlice<UInt8> {
        for entry in stride(from: 12, to: 12 + 16 * Int(unpacked[5]), by: 16)
        where unpacked[entry..<entry + 4].elementsEqual(name.utf8) {
            func long(_ at: Int) -> Int { unpacked[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
            return unpacked[long(entry + 8)..<long(entry + 8) + long(entry + 12)]
        }
        return []
    }
    // the second glyph, at its place by `loca`: one contour in a box of (50, 0) to (150, 700)
    let place = Array(table("loca"))[4..<8].reduce(0) { $0 << 8 | Int($1) }
    let glyph = Array(table("glyf").dropFirst(place).prefix(10))
    #expect(glyph == [0, 1, 0, 50, 0, 0, 0, 150, 2, 188])
    // the last bytes only fill a word
    for length in 0..<packed.count - 3 {
        if case .font = FontContainer.unpack(Array(packed.prefix(length))) {
            Issue.record("\(length) bytes are no font")
        }
    }
    for index in 0..<packed.count {
        var broken = Array(packed)
        broken[index] ^= 0x55
        _ = FontContainer.unpack(broken)
    }
}

/// A font of our own, with the axis wght from 100 to 900.
let barsInWOFF2 = """
    d09GMgABAAAAAAF8AAwAAAAAAyAAAAEuAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAABmAANC8kCjBAMDIBNgIkAwYLBgAEIAWBAQcmG1AC4K4G\
    bNcaKYpoEdtYo3FpFcNhkXPeH+L5p8P8c2deeqVSeTkVJEIBj5amS0GOeGlf4x8Ktx1sxEIiAiFSaDi3Z+BmUkzVkJrZBgiA5F2a+hnwwFvA\
    /2Y73o1gt7uB7AaxdyUZxp4H3ih/gc7Tk71d+aZCk+0/6vlryCkhAZ1tcSH1rT+ggleAt3xDx3I2WFa2UEpw8T9CAm/Pa2IZ49djLgRX6A8g\
    QAOFhnFMAgpEqqYyZWpkqgaS8NeAIGBTA5tg+iYmgRVxmwyzm3PD22cEYeLtn63jb7z3b/g6us7shgFe7KFrIBznIn98jRcDAMgYZyBoSkAD\
    AMCoS4IpBDRjSiCMmtKlJsS4hcKaWRtTmHb4N9gNqpqB1AHZ7nIruuFxNlp1x4JpsbIuxx4AAAA=
    """

/// Packs a font as WOFF: a directory of 20-byte entries after a header of 44 bytes, tables deflated.
private func packWOFF(_ font: [UInt8]) -> [UInt8] {
    func long(_ at: Int) -> Int { font[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
    func bytes(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 255) } }
    let count = Int(font[4]) << 8 | Int(font[5])
    var directory: [UInt8] = []
    var body: [UInt8] = []
    for table in 0..<count {
        let entry = 12 + 16 * table
        let data = Array(font[long(entry + 8)..<long(entry + 8) + long(entry + 12)])
        var packed = [UInt8](repeating: 0, count: Int(compressBound(uLong(data.count))))
        var length = uLong(packed.count)
        compress(&packed, &length, data, uLong(data.count))
        let stored = Int(length) < data.count ? Array(packed.prefix(Int(length))) : data
        directory += font[entry..<entry + 4] + bytes(44 + 20 * count + body.count) + bytes(stored.count)
        directory += bytes(data.count) + font[entry + 4..<entry + 8]
        body += stored
        while body.count % 4 != 0 { body.append(0) }
    }
    let header = Array("wOFF".utf8) + font[0..<4] + bytes(44 + directory.count + body.count) + font[4..<6] + [0, 0]
    return header + [UInt8](repeating: 0, count: 44 - header.count) + directory + body
}
