//  CounterStyleClaims.swift
//  In: numbers and styles. Out: claims about how they are written. https://www.w3.org/TR/css-counter-styles-3/

import Testing

@testable import Style

@Suite struct CounterStyleClaims {
    static let rows: [(style: String, value: Int, text: String)] = [
        ("decimal", 42, "42"), ("decimal", -7, "-7"), ("decimal-leading-zero", 7, "07"),
        ("decimal-leading-zero", -7, "-7"),
        ("lower-roman", 1994, "mcmxciv"), ("upper-roman", 3999, "MMMCMXCIX"), ("upper-roman", 4000, "4000"),
        ("lower-roman", 0, "0"), ("lower-alpha", 1, "a"), ("lower-alpha", 26, "z"), ("lower-alpha", 27, "aa"),
        ("upper-latin", 703, "AAA"), ("lower-greek", 24, "ω"), ("lower-alpha", 0, "0"), ("disc", 5, "•"),
        ("square", -3, "▪"),
        ("hiragana", 1, "あ"), ("hiragana", 48, "ん"), ("hiragana", 49, "ああ"), ("katakana-iroha", 3, "ハ"),
        ("hiragana-iroha", 47, "す"), ("cjk-decimal", 203, "二〇三"), ("cjk-decimal", -1, "-1"),
        ("japanese-informal", 0, "〇"), ("japanese-informal", 10, "十"), ("japanese-informal", 18, "十八"),
        ("japanese-informal", 1111, "千百十一"), ("japanese-informal", 9999, "九千九百九十九"),
        ("japanese-informal", 6001, "六千一"), ("japanese-informal", -5, "マイナス五"),
        ("japanese-informal", 12345, "一万二千三百四十五"),
        ("japanese-formal", 0, "零"), ("japanese-formal", 1, "壱"), ("japanese-formal", 10, "壱拾"),
        ("japanese-formal", 1100, "壱阡壱百"),
        ("cjk-ideographic", 10, "十"), ("trad-chinese-informal", 18, "十八"), ("simp-chinese-informal", 101, "一百零一"),
        ("simp-chinese-informal", 110, "一百一十"), ("simp-chinese-informal", 1001, "一千零一"),
        ("simp-chinese-formal", 10, "壹拾"),
        ("trad-chinese-informal", 6001, "六千零一"), ("korean-hangul-formal", 1111, "일천일백일십일"),
        ("korean-hanja-informal", 1111, "千百十一"), ("hebrew", 15, "טו"), ("hebrew", 16, "טז"), ("hebrew", 744, "תשמד"),
        ("georgian", 1, "ა"), ("georgian", 19, "ით"), ("armenian", 1, "Ա"), ("lower-armenian", 11, "ժա"),
        ("ethiopic-numeric", 1, "፩"), ("ethiopic-numeric", 100, "፻"), ("ethiopic-numeric", 78010092, "፸፰፻፩፼፺፪"),
        ("ethiopic-numeric", 780100000092, "፸፰፻፩፼፼፺፪"), ("arabic-indic", 10, "١٠"), ("thai", 205, "๒๐๕"),
        ("cjk-heavenly-stem", 1, "甲"), ("cjk-heavenly-stem", 11, "一一"), ("nonsense", 3, "3"),
        ("symbols(cyclic \"*\" \"†\")", 3, "*"), ("symbols(symbolic \"*\" \"†\")", 4, "††"),
        ("symbols(fixed \"a\" \"b\")", 3, "3"),
    ]
    @Test(arguments: rows.indices)
    func `a number is written so`(_ index: Int) {
        let (name, value, text) = Self.rows[index]
        #expect(CounterStyleSet().text(value, style: .counter(name)) == text, "\(name) \(value)")
    }

    static let authored: [(rule: String, value: Int, marker: String)] = [
        ("system: cyclic; symbols: '☆' '★'; suffix: ' '", 3, "☆ "),
        ("system: numeric; symbols: '0' '1'; negative: '(' ')'", -5, "(101). "),
        ("system: alphabetic; symbols: a b; prefix: '<'; suffix: '>'", 4, "<ab>"),
        ("system: additive; additive-symbols: 5 V, 1 I", 7, "VII. "),
        ("system: fixed 3; symbols: x y", 4, "y. "), ("system: fixed 3; symbols: x y", 5, "5. "),
        ("system: extends lower-roman; suffix: ')'", 4, "iv)"), ("system: extends x", 4, "4. "),
        ("system: numeric; symbols: '0' '1'; pad: 4 '0'", 5, "0101. "),
        ("system: cyclic; symbols: a; range: 1 2, 5 infinite; fallback: upper-roman", 4, "IV. "),
        ("system: symbolic; symbols: '*'", 3, "***. "), ("system: symbolic; symbols: '*'", 100_000, "100000. "),
        ("system: numeric; symbols: a", 4, "4. "), ("system: cyclic; symbols: a; range: 9 9; fallback: x", 4, "4. "),
    ]
    @Test(arguments: authored.indices)
    func `an author's counter style is followed`(_ index: Int) {
        let (rule, value, marker) = Self.authored[index]
        let cascade = Cascade(sheets: [StyleSheet.parse("@counter-style x { \(rule) }", address: "c.css")])
        #expect(cascade.counterStyles.marker(value, style: .counter("x")) == marker, "\(rule)")
    }

    @Test func `styles that extend each other in a loop end as decimal`() {
        let css = "@counter-style a { system: extends b } @counter-style b { system: extends a }"
        let cascade = Cascade(sheets: [StyleSheet.parse(css, address: "c.css")])
        #expect(cascade.counterStyles.text(12, style: .counter("a")) == "12")
    }
}
