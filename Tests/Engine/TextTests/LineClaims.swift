//  LineClaims.swift
//  In: shaped paragraphs. Out: lines whose runs show all of the text, once, in visual order, at the widths that were said.

import Testing

@testable import Text

private let samples = [
    "医療機関のネットワークを守る「安全な回線」と監視、office・AVATAR・ffi・①㈱㌔〜…——",
    "the quick brown fox AVAVA To. fluffy office difficult", "か\u{3099}きは\u{309A}ぽA\u{301}x 辻\u{E0100} 𠮷野家",
    "abc אבגד 123 def", "العربية نص طويل هنا للقطع", "日本אבג語123",
]

@Test(arguments: samples, ["BIZ UDGothic", "DejaVu Sans", "Noto Sans CJK JP"])
func `lines show every character once, as wide as they were measured`(text: String, family: String) {
    for width in [Float(25), 60, 200] {
        for overflow in [TextStyle.OverflowWrap.normal, .anywhere] {
            let p = paragraph(text, style(family) { $0.overflowWrap = overflow })
            var shown: [Int] = []
            for line in p.lines(width: width) {
                let runs = p.glyphRuns(of: line.range, in: line)
                let drawn = runs.reduce(0) { $0 + $1.advance }
                #expect(abs(drawn - p.width(of: line.range, in: line)) < 0.01)
                for run in runs {
                    shown += Array(run.range)
                    #expect(run.clusters.reduce(0) { $0 + Int($1.bytes) } == run.utf8.count)
                    #expect(run.clusters.reduce(0) { $0 + Int($1.glyphs) } == run.glyphs.count)
                    #expect(run.positions.count == run.glyphs.count + 1)
                    #expect(run.rises.isEmpty || run.rises.count == run.glyphs.count)
                    #expect(run.string == p.text(of: run.range))
                }
                if overflow == .anywhere { #expect(p.width(of: line.range, in: line) <= width + 0.02) }
            }
            let expected = p.scalars.indices.filter { p.scalars[$0] != 0x20 }
            #expect(expected.allSatisfy(Set(shown).contains))
            #expect(Set(shown).count == shown.count)
        }
    }
}

@Test(arguments: ["BIZ UDGothic", "DejaVu Sans", "Noto Sans CJK JP"])
func `a place for a line's end is no text: whoever copies or searches the line does not get it`(family: String) {
    let p = paragraph("内科\u{200B}循環器内科 office\u{200B}hour", style(family))
    let line = p.line(0..<p.count, start: .first)
    let runs = p.glyphRuns(of: line.range, in: line)
    #expect(runs.map(\.string).joined() == "内科循環器内科 officehour")
    for run in runs {
        #expect(run.clusters.reduce(0) { $0 + Int($1.bytes) } == run.utf8.count)
        #expect(run.clusters.allSatisfy { $0.bytes > 0 || $0.glyphs > 0 })
    }
}

@Test func `right-to-left words are set in visual order`() {
    let p = paragraph("abc אבג 12 def", style("DejaVu Sans"))
    #expect(p.isBidirectional)
    let line = p.line(0..<p.count, start: .first)
    #expect(p.visualOrder(of: line.range).map { p.text(of: $0.range) } == ["abc ", "12", "אבג ", " def"])
    let runs = p.glyphRuns(of: line.range, in: line)
    #expect(runs.map(\.string) == ["abc ", "12", "אבג ", " def"])
    #expect(runs.map(\.isRightToLeft) == [false, false, true, false])
    let base = paragraph("abc אבג", style("DejaVu Sans"), base: .rtl)
    #expect(base.visualOrder(of: 0..<base.count).map { base.text(of: $0.range) } == [" אבג", "abc"])
    #expect(paragraph("אבג abc", style("DejaVu Sans"), base: .auto).baseLevel == 1)
}

@Test func `a word may be cut where its glyphs depend on each other`() {
    let p = paragraph("AVAVAV", style("DejaVu Sans") { $0.overflowWrap = .anywhere })
    // kerning joins A and V; a cut between them takes it away
    #expect(p.unsafeCuts[1])
    let line = p.line(0..<1, start: .first)
    let alone = paragraph("A", style("DejaVu Sans")).width
    #expect(p.width(of: 0..<1, in: line) == alone)
    #expect(alone > p.positions[1])
}

@Test func `a soft hyphen shows a hyphen at a line's end and nowhere else`() {
    let p = paragraph("co\u{AD}operation", style("DejaVu Sans"))
    #expect(p.width == paragraph("cooperation", style("DejaVu Sans")).width)
    #expect(p.hyphen(at: 3)?.string == "\u{2010}")
    let needed = paragraph("co", style("DejaVu Sans")).width + (p.hyphen(at: 3)?.advance ?? 0)
    #expect(p.lastBreak(from: 0, to: p.count, available: needed, lineStart: .first) == 3)
    #expect(p.lastBreak(from: 0, to: p.count, available: needed - 0.5, lineStart: .first) == nil)
}

@Test func `spaces at a line's end take no room`() {
    let p = paragraph("ab   cd", style())
    #expect(p.lastBreak(from: 0, to: p.count, available: 10, lineStart: .first) == 5)
    #expect(p.line(0..<5, start: .first).range == 0..<2)
    let kept = paragraph("ab   cd", style("BIZ UDGothic") { $0.spaces = .breakSpaces })
    #expect(kept.lastBreak(from: 0, to: kept.count, available: 14, lineStart: .first) == nil)
    #expect(kept.lastBreak(from: 0, to: kept.count, available: 20, lineStart: .first) == 4)
    // an ideographic space hangs
    #expect(paragraph("日本　語", style()).lastBreak(from: 0, to: 4, available: 20, lineStart: .first) == 3)
}

@Test func `content widths are those of the widest piece and the widest line`() {
    let p = paragraph("ab cdef\ngh", style())
    let widths = p.contentWidths(of: 0..<p.count)
    #expect(widths.min == 20 && widths.max == 35)
    #expect(widths.leading == 10 && widths.trailing == 10)
    #expect(widths.leadingMax == 35 && widths.trailingMax == 10)
    let japanese = paragraph("「日本」です。", style()).contentWidths(of: 0..<7)
    #expect(japanese.min == 20 && japanese.max == 70)
}

@Test func `the same text gives the same lines every time`() {
    for text in samples {
        let runs = (0..<3).map { _ in
            let p = paragraph(text, style())
            return p.lines(width: 60).flatMap { line in
                p.glyphRuns(of: line.range, in: line).map { "\($0.glyphs) \($0.positions) \($0.string)" }
            }
        }
        #expect(runs[0] == runs[1] && runs[1] == runs[2])
    }
}

@Test func `equal short paragraphs are shaped once`() {
    let session = newSession()
    let id = session.intern(style())
    #expect(session.paragraph("合計", style: id) === session.paragraph("合計", style: id))
    #expect(session.intern(style()) == id)
}
