//  HostileClaims.swift
//  In: broken fonts and malicious strings. Out: a diagnostic or some glyphs, soon; never a crash.

import Diagnostics
import Testing

@testable import Text

/// The same numbers in every run.
struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}

@Test func `broken font bytes are a diagnostic or a font, never a crash`() throws {
    let file = try #require(FontBytes(path: "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"))
    let whole = file.withUnsafeBytes { Array($0) }
    var dice = Dice(state: 7)
    for round in 0..<24 {
        var bytes = whole
        if round % 3 == 0 { bytes = Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &dice))) }
        if !bytes.isEmpty {
            for _ in 0..<(round % 2 == 0 ? 200 : 5) {
                bytes[Int.random(in: 0..<min(bytes.count, round % 5 == 0 ? 600 : bytes.count), using: &dice)] =
                    UInt8.random(in: 0...255, using: &dice)
            }
        }
        let session = newSession([
            FontFaceDescription(family: "Broken", sources: [.file(bytes: bytes, name: "broken.ttf")])
        ])
        let p = session.paragraph("Office AVA 日本 é", style: session.intern(style("Broken")))
        for line in p.lines(width: 30) { _ = p.glyphRuns(of: line.range, in: line) }
    }
    let log = DiagnosticLog()
    for bytes in [
        [], [0], Array("wOF2".utf8) + [UInt8](repeating: 0, count: 60), Array("not a font at all, but text".utf8),
    ] {
        _ = FontSet(
            library: testLibrary,
            faces: [FontFaceDescription(family: "X", sources: [.file(bytes: bytes, name: "x\(bytes.count)")])],
            diagnostics: log)
    }
    #expect(log.entries.map(\.id) == [String](repeating: "font-face-unusable", count: 4))
}

@Test func `a library without fonts is an error that says where it looked`() {
    var options = FontLibraryOptions()
    options.folders = ["/nonexistent"]
    #expect(throws: FontLibraryError.noFonts(folders: ["/nonexistent"])) { try FontLibrary(options) }
}

@Test(arguments: [
    (UInt32(0x61), 100_000), (0x300, 20_000), (0x202E, 20_000), (0x2067, 20_000), (0xD800, 10_000), (0x110000, 10_000),
    (0xAD, 20_000), (0x200D, 20_000), (0x1F468, 5_000), (0x300C, 20_000), (0x20, 50_000), (0xFFFC, 20_000),
    (0x0A, 20_000),
    (0xE0100, 10_000), (0x627, 10_000), (0x1F1EF, 5_000), (0x2044, 5_000), (0x30, 20_000), (0x0E01, 5_000),
])
func `endless repetition of anything ends`(scalar: UInt32, count: Int) {
    let session = newSession()
    let id = session.intern(style("BIZ UDGothic") { $0.overflowWrap = .anywhere })
    let scalars = [UInt32](repeating: scalar, count: count)
    let p = session.paragraph(
        ParagraphText(scalars: scalars, runs: [StyleRun(range: 0..<count, style: id)], baseDirection: .auto))
    #expect(p.positions.count == count + 1 && p.breaks.count == count + 1)
    _ = p.contentWidths(of: 0..<count)
    var lines = 0
    var start = 0
    while start < count, lines < 2_000 {
        let end =
            p.lastBreak(from: start, to: count, available: 300, lineStart: .wrapped, emergency: true)
            ?? p.nextBreak(after: start)
        #expect(end > start)
        let line = p.line(start..<end, start: .wrapped, available: 300)
        _ = p.glyphRuns(of: line.range, in: line)
        start = end
        lines += 1
    }
}

@Test(arguments: [
    ("a", TextStyle.Spaces.collapse), ("ا", .collapse), (" ", .preserve), ("日\u{200B}", .collapse),
    ("\u{AD}b", .collapse),
])
func `a word of a quarter million letters is cut in linear time`(letter: String, spaces: TextStyle.Spaces) {
    let session = newSession()
    let id = session.intern(
        style("DejaVu Sans") {
            $0.overflowWrap = .anywhere
            $0.spaces = spaces
            if spaces == .preserve { $0.lineBreak = .anywhere }
        })
    let scalars = Array(
        String(repeating: letter, count: 250_000 / letter.unicodeScalars.count).unicodeScalars.map(\.value))
    let p = session.paragraph(ParagraphText(scalars: scalars, runs: [StyleRun(range: 0..<scalars.count, style: id)]))
    // each line asks as Layout does: ordinary breaks first; a search through the rest of the word for each line would
    // not end today
    var start = 0
    var lines = 0
    while start < p.count {
        let end =
            p.lastBreak(from: start, to: p.count, available: 600, lineStart: .wrapped)
            ?? p.lastBreak(from: start, to: p.count, available: 600, lineStart: .wrapped, emergency: true)
            ?? p.nextBreak(after: start)
        start = end
        lines += 1
    }
    #expect(lines > 0)
}

@Test func `random characters in random styles end`() {
    var dice = Dice(state: 42)
    let pool: [UInt32] =
        Array(
            "日本語「」、。ー々ABCxyz 12.5%　\n\t\u{AD}\u{200B}\u{2060}\u{202E}\u{202C}\u{2067}\u{2069}אבج👨\u{200D}👩か\u{3099}\u{E0100}\u{FE0F}ffi"
                .unicodeScalars
                .map(\.value)) + [0xD800, 0x110000, 0xFFFC, 0]
    for round in 0..<60 {
        let session = newSession()
        let scalars = (0..<Int.random(in: 0..<120, using: &dice)).map { _ in pool.randomElement(using: &dice) ?? 0 }
        var runs: [StyleRun] = []
        var start = 0
        while start < scalars.count {
            let end = min(scalars.count, start + Int.random(in: 1..<12, using: &dice))
            let changed = style(["BIZ UDGothic", "DejaVu Sans", "Noto Sans CJK JP"][round % 3]) {
                $0.size = Float.random(in: 0...40, using: &dice)
                $0.letterSpacing = Float.random(in: -8...8, using: &dice)
                $0.wordBreak =
                    [.normal, .breakAll, .keepAll, .breakWord, .autoPhrase].randomElement(using: &dice) ?? .normal
                $0.lineBreak = [.auto, .loose, .normal, .anywhere].randomElement(using: &dice) ?? .auto
                $0.spacingTrim =
                    [.spaceAll, .normal, .trimStart, .trimBoth, .trimAll].randomElement(using: &dice) ?? .normal
                $0.hangingPunctuation = TextStyle.Hanging(rawValue: UInt8.random(in: 0...15, using: &dice))
                $0.wraps = Bool.random(using: &dice)
                $0.spaces = [.collapse, .preserve, .breakSpaces].randomElement(using: &dice) ?? .collapse
            }
            runs.append(StyleRun(range: start..<end, style: session.intern(changed)))
            start = end
        }
        let p = session.paragraph(
            ParagraphText(scalars: scalars, runs: runs, baseDirection: [.ltr, .rtl, .auto][round % 3]))
        _ = p.contentWidths(of: 0..<p.count)
        for line in p.lines(width: Float.random(in: 0...200, using: &dice)) {
            let drawn = p.glyphRuns(of: line.range, in: line).reduce(0) { $0 + $1.advance }
            #expect(abs(drawn - p.width(of: line.range, in: line)) < 0.1)
        }
    }
}

@Test func `runs that do not cover the text are completed`() {
    let session = newSession()
    let id = session.intern(style())
    let p = session.paragraph(
        ParagraphText(scalars: [0x65E5, 0x672C, 0x8A9E], runs: [StyleRun(range: 0..<1, style: id)]))
    #expect(p.width == 30)
    let q = session.paragraph(ParagraphText(scalars: [0x65E5], runs: [StyleRun(range: 0..<9, style: id)]))
    #expect(q.width == 10)
    #expect(session.paragraph("", style: id).contentWidths(of: 0..<0).max == 0)
}
