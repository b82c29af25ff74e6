//  BreakClaims.swift
//  In: strings. Out: where their lines may end: Unicode's rules, CSS's properties, JLREQ's prohibitions.

import Testing

@testable import Text

/// A string with its expected breaks marked (`|` allowed, `~` hyphenated, `!` forced), and the style that gives them.
struct BreakCase: Sendable, CustomTestStringConvertible {
    var expected: String
    var change: @Sendable (inout TextStyle) -> Void
    init(_ expected: String, _ change: @escaping @Sendable (inout TextStyle) -> Void = { _ in }) {
        self.expected = expected
        self.change = change
    }
    var testDescription: String { expected }
    var text: String {
        String(String.UnicodeScalarView(expected.unicodeScalars.filter { !"|~!".unicodeScalars.contains($0) }))
    }
}

@Test func `a word is divided by its dictionary across the edges of inline boxes`() throws {
    let session = newSession()
    let plain = session.intern(style("BIZ UDGothic") { ($0.language, $0.hyphens) = ("en", .auto) })
    let bold = session.intern(style("BIZ UDGothic") { ($0.language, $0.hyphens, $0.weight) = ("en", .auto, 700) })
    let scalars = "information".unicodeScalars.map(\.value)
    let whole = session.paragraph("information", style: plain).marked
    try #require(whole.contains("~"), "no dictionary is installed")
    let cut = ParagraphText(
        scalars: scalars, runs: [StyleRun(range: 0..<5, style: bold), StyleRun(range: 5..<11, style: plain)],
        baseDirection: .ltr)
    #expect(session.paragraph(cut).marked == whole)
}

@Test(arguments: [
    BreakCase("日|本|語|の|文"),
    BreakCase("「日|本」、|ABC|（テ|ス|ト）。|office |123|円"),
    BreakCase("foo bar-baz").replacing("foo |bar-|baz"),
    BreakCase("1,250,000|円（税|込）").replacing("1,250,000|円|（税|込）"),
    BreakCase("￥12,000|で|す"),
    BreakCase("第|1|章"),
    BreakCase("本|日……|終|了"),
    BreakCase("https://|example.jp/|path/|file.html"),
    BreakCase("見|積|（案）|を"),
    BreakCase("は|い！|そ|う？|え"),
    BreakCase("日|本・|中|国"),
    BreakCase("日|本“語”文").replacing("日|本|“語”|文"),
    BreakCase("「『二|重』」|と"),
    BreakCase("a\u{A0}b c").replacing("a\u{A0}b |c"),
    BreakCase("日\u{2060}本|語"),
    BreakCase("ab\u{200B}|cd"),
    BreakCase("日|本　|語"),
    BreakCase("一~\n!二").replacing("一\n!二"),
    BreakCase("デ|ー|タ").replacing("デー|タ"),
    BreakCase("時|々|刻|々").replacing("時々|刻々"),
    BreakCase("ス|ゞ|ー").replacing("スゞー"),
    BreakCase("キ|ャッ|シュ").replacing("キャッ|シュ"),
    BreakCase("約~50％|引").replacing("約|50％|引"),
    BreakCase("20℃|以|上"),
    BreakCase("か\u{3099}|き"),
    BreakCase("辻\u{E0100}|さ|ん"),
])
func `lines of mixed text end where Japanese readers expect`(claim: BreakCase) {
    #expect(paragraph(claim.text, style("BIZ UDGothic", claim.change)).marked == claim.expected)
}

@Test(arguments: [
    BreakCase("キ|ャ|ッ|シ|ュ", { $0.lineBreak = .normal }),
    BreakCase("デ|ー|タ", { $0.lineBreak = .normal }),
    BreakCase("時々|刻々", { $0.lineBreak = .normal }),
    BreakCase("時|々|刻|々", { $0.lineBreak = .loose }),
    BreakCase("日|・|本", { $0.lineBreak = .loose }),
    BreakCase("日・|本", { $0.lineBreak = .normal }),
    BreakCase("は|い。|は|い", { $0.lineBreak = .loose }),
    BreakCase("日|〜|本", { $0.lineBreak = .normal }),
    BreakCase("日〜|本", { $0.lineBreak = .strict }),
    BreakCase("「|あ|」|。", { $0.lineBreak = .anywhere }),
    BreakCase("a|b|c| |d", { $0.lineBreak = .anywhere }),
    BreakCase("か\u{3099}|き", { $0.lineBreak = .anywhere }),
])
func `line-break chooses how strict the rules are`(claim: BreakCase) {
    #expect(paragraph(claim.text, style("BIZ UDGothic", claim.change)).marked == claim.expected)
}

@Test(arguments: [
    BreakCase("日本語の文、|次の文", { $0.wordBreak = .keepAll }),
    BreakCase("安全な\u{200B}|回線を\u{200B}|守る", { $0.wordBreak = .keepAll }),
    BreakCase("安全な |回線ABC", { $0.wordBreak = .keepAll }),
    BreakCase("デーモン時々", { $0.wordBreak = .keepAll }),
    // phrases: names stay whole, particles stay with their word
    BreakCase("導入に|要した|費用は、|カードリーダーの|方針で|決まります。", { $0.wordBreak = .autoPhrase }),
    BreakCase("附属|サンプルメディカルモール|内科", { $0.wordBreak = .autoPhrase }),
    BreakCase("内科|循環器|内科|補助率|機関等。|貴院の|額は", { $0.wordBreak = .autoPhrase }),
    BreakCase("早めに|お確かめ|ください。", { $0.wordBreak = .autoPhrase }),
    BreakCase("既設|回線、|デスクトップ型、|保守", { $0.wordBreak = .autoPhrase }),
    BreakCase("a|b|c |d|日|1|2", { $0.wordBreak = .breakAll }),
    BreakCase("日|本。|a|b", { $0.wordBreak = .breakAll }),
    BreakCase("co\u{AD}~op"),
    BreakCase("co\u{AD}op", { $0.hyphens = .none }),
    BreakCase("日本 語", { $0.wraps = false }),
    BreakCase("日本\n!語", { $0.wraps = false }),
    BreakCase("a | |b", { $0.spaces = .breakSpaces }),
    BreakCase("a  |b", { $0.spaces = .preserve }),
])
func `word-break, hyphens and white-space change where lines end`(claim: BreakCase) {
    #expect(paragraph(claim.text, style("BIZ UDGothic", claim.change)).marked == claim.expected)
}

extension BreakCase {
    func replacing(_ expected: String) -> BreakCase { BreakCase(expected, change) }
}

@Test(arguments: CharacterClass.listed.filter(\.0.mayNotStartLine).flatMap { $0.1.unicodeScalars.map(\.value) })
func `no line begins with a closing mark, a stop, a small kana or an iteration mark`(scalar: UInt32) throws {
    let mark = String(try #require(Unicode.Scalar(scalar)))
    // «» and ’” are quotation marks of other scripts, too: between ideographs only ’ and ” close
    let p = paragraph("国" + mark + "国", style())
    #expect(p.breaks[1] == .none)
}

@Test(arguments: CharacterClass.listed.filter(\.0.mayNotEndLine).flatMap { $0.1.unicodeScalars.map(\.value) })
func `no line ends with an opening mark`(scalar: UInt32) throws {
    let mark = String(try #require(Unicode.Scalar(scalar)))
    #expect(paragraph("国" + mark + "国", style()).breaks[2] == .none)
}

@Test(arguments: ["……", "‥‥", "――", "——", "100", "ABC", "か\u{3099}", "👨\u{200D}👩\u{200D}👧", "🇯🇵"])
func `what belongs together is not torn apart`(text: String) {
    let p = paragraph("国" + text + "国", style())
    #expect((2..<p.count - 1).allSatisfy { p.breaks[$0] == .none }, "\(p.marked)")
}

@Test(arguments: [
    "「日本」、ABC（テスト）。office 123円", "キャッシュデータ……終", "co\u{AD}op https://example.jp/a",
    "日本“語”文", "安全な\u{200B}回線",
])
func `boundaries of inline boxes change no break`(text: String) {
    let session = newSession()
    let id = session.intern(style())
    let other = session.intern(style("BIZ UDGothic") { $0.weight = 700 })
    let whole = session.paragraph(text, style: id)
    let cut = session.paragraph(
        ParagraphText(
            scalars: whole.scalars,
            runs: whole.scalars.indices.map { StyleRun(range: $0..<$0 + 1, style: $0 % 2 == 0 ? id : other) }))
    #expect(whole.breaks == cut.breaks)
}

@Test(arguments: [
    BreakCase("オンライン|資格|確認|システムの|導入について|ご提案") { $0.wordBreak = .autoPhrase },
    BreakCase("電子|カルテの|導入") { $0.wordBreak = .autoPhrase },
    BreakCase("「安全な|通信」を|守ります。") { $0.wordBreak = .autoPhrase },
])
func `auto-phrase breaks between phrases, and keeps ご with its noun`(_ given: BreakCase) {
    #expect(paragraph(given.text, style("BIZ UDGothic", given.change)).marked == given.expected)
}

@Test func `an object breaks like an ideograph`() {
    #expect(paragraph("ab\u{FFFC}c\u{FFFC}。", style()).marked == "ab|\u{FFFC}|c|\u{FFFC}。")
}

@Test func `overflow-wrap allows breaks only where nothing else does`() {
    for (wrap, kind) in [(TextStyle.OverflowWrap.breakWord, BreakKind.overflow), (.anywhere, .anywhere)] {
        let p = paragraph("abcd ef", style("BIZ UDGothic") { $0.overflowWrap = wrap })
        #expect(p.breaks[1] == kind)
        #expect(p.breaks[5] == .allowed)
        #expect(p.contentWidths(of: 0..<p.count).min == (wrap == .anywhere ? 5 : 20))
        #expect(p.lastBreak(from: 0, to: p.count, available: 11, lineStart: .first) == nil)
        #expect(p.lastBreak(from: 0, to: p.count, available: 11, lineStart: .first, emergency: true) == 2)
    }
}

@Test func `controls of embeddings stay with what they enclose`() {
    #expect(paragraph("ab \u{2067}cd\u{2069} ef", style()).marked == "ab |\u{2067}cd\u{2069} |ef")
}

@Test func `a box that does not wrap may still be put on a new line`() {
    let session = newSession()
    let wrapping = session.intern(style())
    let fixed = session.intern(style("BIZ UDGothic") { $0.wraps = false })
    let text = "日本語日本 語"
    let p = session.paragraph(
        ParagraphText(
            scalars: text.unicodeScalars.map(\.value),
            runs: [
                StyleRun(range: 0..<2, style: wrapping), StyleRun(range: 2..<5, style: fixed),
                StyleRun(range: 5..<7, style: wrapping),
            ]))
    #expect(p.marked == "日|本|語日本 |語")
}

/// Pieces of text from all characters that EverydayBreaks knows, and from some that it does not.
private func everydayTexts(_ count: Int) -> [[UInt32]] {
    var state: UInt64 = 20_21
    func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
    let ranges: [ClosedRange<UInt32>] = [
        0x20...0x7E, 0x30...0x39, 0x41...0x5A, 0xA1...0xFF, 0x370...0x3FF, 0x410...0x44F, 0x2010...0x2060,
        0x2190...0x21FF,
        0x2460...0x24FF, 0x25A0...0x25FF, 0x3000...0x303F, 0x3041...0x30FF, 0x31F0...0x31FF, 0x3220...0x32FF,
        0x4E00...0x4FFF,
        0xFF01...0xFF9F,
    ]
    let common = "「」（）、。・ー々ゃッ！？,.: 、。0 1a円番,20".unicodeScalars.map(\.value) + [0xFFFC]
    return (0..<count).map { _ in
        (0..<2 + next(7)).map { _ in
            if next(2) == 0 { return common[next(common.count)] }
            let range = ranges[next(ranges.count)]
            return range.lowerBound + UInt32(next(range.count))
        }
    }
}

@Test func `everyday text breaks where ICU breaks it, and most text is everyday`() throws {
    let session = newSession()
    let breaker = LineBreaker()
    var table = ScalarTable()
    for language in ["ja", ""] {
        let shaping = session.shaping(of: session.intern(style { $0.language = language }))
        var everyday = 0
        let texts = everydayTexts(12_000)
        for scalars in texts {
            let properties = scalars.map { table.properties(of: $0) }
            var found = [BreakKind](repeating: .none, count: scalars.count + 1)
            guard EverydayBreaks.find(scalars, properties, into: &found) else {
                try #require(found.allSatisfy { $0 == .none })
                continue
            }
            everyday += 1
            var asked = [BreakKind](repeating: .none, count: scalars.count + 1)
            breaker.askICU(
                .everything, scalars, properties, [StyleRun(range: 0..<scalars.count, style: TextStyleID(0))],
                [shaping], to: &asked)
            found[scalars.count] = asked[scalars.count]
            try #require(found == asked, "\(scalars.map { String($0, radix: 16) })")
        }
        #expect(everyday > texts.count / 12)
    }
}
