//  SpacingClaims.swift
//  In: Japanese text at 10 px. Out: punctuation trimmed, quarter ems, hanging marks, justified lines.

import Testing

@testable import Text

struct WidthCase: Sendable, CustomTestStringConvertible {
    var text: String
    var family: String
    var width: Float
    var change: @Sendable (inout TextStyle) -> Void
    init(
        _ text: String, _ width: Float, _ family: String = "BIZ UDGothic",
        _ change: @escaping @Sendable (inout TextStyle) -> Void = { _ in }
    ) {
        self.text = text
        self.family = family
        self.width = width
        self.change = change
    }
    var testDescription: String { "\(text) \(width)" }
}

@Test(arguments: [
    WidthCase("」「", 15), WidthCase("」」", 15), WidthCase("「「", 15), WidthCase("。」", 15), WidthCase("」。", 15),
    WidthCase("、「", 15), WidthCase("）（", 15), WidthCase("。（", 15), WidthCase("（「", 15), WidthCase("」・", 15),
    WidthCase("・「", 15), WidthCase("　「", 15), WidthCase("」　", 15), WidthCase("」」」", 20), WidthCase("」、「", 20),
    WidthCase("「あ」", 30), WidthCase("あ。い", 30), WidthCase("あ・い", 30), WidthCase("、あ、", 30),
    WidthCase("」「", 20, "BIZ UDGothic") { $0.spacingTrim = .spaceAll },
    WidthCase("「あ」。", 25, "BIZ UDGothic") { $0.spacingTrim = .trimAll },
    WidthCase("（あ）", 20, "BIZ UDGothic") { $0.spacingTrim = .trimAll },
    // proportional marks have no blank half
    WidthCase("」「", 10, "BIZ UDPGothic"),
    WidthCase("」「", 15, "Noto Sans CJK JP"),
    WidthCase("」「", 15, "BIZ UDMincho"),
    // palt has already taken the halves off
    WidthCase("」「", 10, "Noto Sans CJK JP") { $0.features = [FontFeature(tag: "halt", value: 1)] },
])
func `full-width marks that meet give up a half`(claim: WidthCase) {
    #expect(abs(paragraph(claim.text, style(claim.family, claim.change)).width - claim.width) < 0.02)
}

@Test(arguments: [
    WidthCase("日本ABC語", 50), WidthCase("第1章", 30), WidthCase("あABC", 27.5), WidthCase("ABC 日", 30),
    WidthCase("A、日", 25), WidthCase("日（A）", 35), WidthCase("ー1", 17.5), WidthCase("々A", 17.5), WidthCase("日＋A", 25),
    WidthCase("Ａ日", 20), WidthCase("日é", 17.5),
    WidthCase("第1章", 25) { $0.autospaceNumeric = false },
    WidthCase("日A章", 25) { $0.autospaceAlpha = false },
    WidthCase("第1A", 22.5) { $0.autospaceAlpha = false },
])
func `a quarter em stands between ideographs and letters or digits`(claim: WidthCase) {
    #expect(abs(paragraph(claim.text, style(claim.family, claim.change)).width - claim.width) < 0.02)
}

extension WidthCase {
    init(_ text: String, _ width: Float, _ change: @escaping @Sendable (inout TextStyle) -> Void) {
        self.init(text, width, "BIZ UDGothic", change)
    }
}

@Test func `the quarter em vanishes at a line's end`() {
    let p = paragraph("日本ABC", style())
    let first = p.line(0..<2, start: .first)
    #expect(p.width(of: first.range, in: first) == 20)
    #expect(p.lastBreak(from: 0, to: p.count, available: 20, lineStart: .first) == 2)
    let second = p.line(2..<5, start: .wrapped)
    #expect(p.width(of: second.range, in: second) == 15)
}

struct EdgeCase: Sendable {
    var trim: TextStyle.SpacingTrim
    var start: LineStart
    var available: Float
    var width: Float
}

@Test(arguments: [
    EdgeCase(trim: .normal, start: .first, available: 100, width: 30),
    EdgeCase(trim: .normal, start: .wrapped, available: 100, width: 30),
    EdgeCase(trim: .normal, start: .wrapped, available: 25, width: 25),
    EdgeCase(trim: .spaceAll, start: .wrapped, available: 25, width: 30),
    EdgeCase(trim: .spaceFirst, start: .first, available: 100, width: 30),
    EdgeCase(trim: .spaceFirst, start: .forced, available: 100, width: 30),
    EdgeCase(trim: .spaceFirst, start: .wrapped, available: 100, width: 25),
    EdgeCase(trim: .trimStart, start: .first, available: 100, width: 25),
    EdgeCase(trim: .trimStart, start: .wrapped, available: 20, width: 20),
    EdgeCase(trim: .trimBoth, start: .wrapped, available: 100, width: 20),
    EdgeCase(trim: .trimAll, start: .first, available: 100, width: 20),
])
func `text-spacing-trim says what happens at a line's edges`(claim: EdgeCase) {
    let p = paragraph("「日」", style("BIZ UDGothic") { $0.spacingTrim = claim.trim })
    let line = p.line(0..<3, start: claim.start, available: claim.available)
    #expect(p.width(of: line.range, in: line) == claim.width)
    let runs = p.glyphRuns(of: line.range, in: line)
    #expect(runs.map(\.advance) == [claim.width])
    // a trimmed opening mark is drawn half an em to the left, so that its ink begins the line
    #expect(runs[0].positions[0] == (line.startTrim + (claim.trim == .trimAll ? 5 : 0) > 0 ? -5 : 0))
}

@Test func `a mark trimmed by its neighbour is whole again when a line parts them`() {
    let p = paragraph("あ」「い", style())
    #expect(p.width == 35)
    let head = p.line(0..<2, start: .first)
    let tail = p.line(2..<4, start: .wrapped)
    #expect(p.width(of: head.range, in: head) == 20)
    #expect(p.width(of: tail.range, in: tail) == 20)
}

@Test(arguments: [
    (TextStyle.Hanging.allowEnd, Float(20), Float(10)), (.allowEnd, 30, 0), (.forceEnd, 30, 10),
    (TextStyle.Hanging(), 30, 0),
])
func `a full stop hangs at a line's end`(hanging: TextStyle.Hanging, available: Float, hang: Float) {
    let p = paragraph("国語。", style("BIZ UDGothic") { $0.hangingPunctuation = hanging })
    let line = p.line(0..<3, start: .first, available: available)
    #expect(line.endHang == hang)
    #expect(line.startHang == 0)
}

@Test func `brackets hang at the first line's start and the last line's end`() {
    let p = paragraph("「国」", style("BIZ UDGothic") { $0.hangingPunctuation = [.first, .last] })
    #expect(p.line(0..<3, start: .first, isLast: true).startHang == 10)
    #expect(p.line(0..<3, start: .first, isLast: true).endHang == 10)
    #expect(p.line(0..<3, start: .wrapped, isLast: false).startHang == 0)
    #expect(p.line(0..<3, start: .wrapped, isLast: false).endHang == 0)
}

@Test(arguments: [
    "医療機関のネットワークを守るために、「安全な回線」と監視を一体で提供します。",
    "導入費用は1,250,000円（税込）です。VPN装置と office のLAN。",
    "the quick brown fox jumps over the lazy dog and runs away",
])
func `justified lines are exactly as wide as the measure`(text: String) {
    for family in ["BIZ UDGothic", "BIZ UDPMincho", "Noto Sans CJK JP", "DejaVu Sans"] {
        let p = paragraph(text, style(family))
        let measure: Float = 123
        for line in p.lines(width: measure).dropLast() {
            var line = line
            let gaps = p.gaps(of: line.range, in: line)
            let extra = measure - p.width(of: line.range, in: line)
            if gaps.isEmpty || extra <= 0 { continue }
            line.expansion = .filling(extra, gaps: gaps)
            #expect(abs(p.width(of: line.range, in: line) - measure) < 0.01)
            let drawn = p.glyphRuns(of: line.range, in: line).reduce(0) { $0 + $1.advance }
            #expect(abs(drawn - measure) < 0.01, "\(p.text(of: line.range))")
        }
    }
}

@Test func `a line without spaces is stretched between its characters`() {
    let p = paragraph("日本語、文", style())
    let line = p.line(0..<5, start: .first)
    // not before the comma
    #expect(p.gaps(of: line.range, in: line).characters == 3)
    #expect(p.gaps(of: line.range, in: line, mode: .interWord).isEmpty)
}

@Test func `word spaces are stretched first, then quarter ems, then other gaps`() {
    var gaps = JustificationGaps()
    gaps.wordSpaces = 1
    gaps.wordSpaceEms = 10
    gaps.autospaces = 2
    gaps.autospaceEms = 20
    gaps.characters = 10
    gaps.characterEms = 100
    #expect(LineExpansion.filling(2, gaps: gaps) == LineExpansion(wordSpace: 2, autospace: 0, character: 0))
    #expect(LineExpansion.filling(5.5, gaps: gaps) == LineExpansion(wordSpace: 2.5, autospace: 1.5, character: 0))
    #expect(LineExpansion.filling(17.5, gaps: gaps) == LineExpansion(wordSpace: 2.5, autospace: 2.5, character: 1))
    let all = LineExpansion.filling(32.5 + 13, gaps: gaps)
    #expect(all == LineExpansion(wordSpace: 3.5, autospace: 3.5, character: 3.5))
}

@Test func `letter and word spacing are added after each character`() {
    #expect(paragraph("ab c", style("BIZ UDGothic") { $0.letterSpacing = 2 }).width == 28)
    #expect(paragraph("ab c", style("BIZ UDGothic") { $0.wordSpacing = 3 }).width == 23)
    #expect(paragraph("日本", style("BIZ UDGothic") { $0.letterSpacing = -1 }).width == 18)
}
