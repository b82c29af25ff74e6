//  PredefinedCounterStyles.swift
//  In: a name. Out: one of the styles that every sheet may use.
//  https://www.w3.org/TR/css-counter-styles-3/#predefined-counters

enum PredefinedCounterStyles {
    static let table: [String: CounterStyle] = {
        var table: [String: CounterStyle] = [:]
        // digits of other scripts: zero's code point
        let zeros: [(String, UInt32)] = [
            ("decimal", 0x30), ("arabic-indic", 0x660), ("persian", 0x6F0), ("bengali", 0x9E6), ("cambodian", 0x17E0),
            ("khmer", 0x17E0), ("devanagari", 0x966), ("gujarati", 0xAE6), ("gurmukhi", 0xA66), ("kannada", 0xCE6),
            ("lao", 0xED0), ("malayalam", 0xD66), ("mongolian", 0x1810), ("myanmar", 0x1040), ("oriya", 0xB66),
            ("tamil", 0xBE6), ("telugu", 0xC66), ("thai", 0xE50), ("tibetan", 0xF20),
        ]
        for (name, zero) in zeros { table[name] = CounterStyle(system: .numeric, symbols: range(zero, 10)) }
        var padded = CounterStyle(system: .numeric, symbols: range(0x30, 10))
        padded.pad = (2, "0")
        table["decimal-leading-zero"] = padded
        table["cjk-decimal"] = CounterStyle(
            system: .numeric, symbols: letters("〇一二三四五六七八九"), suffix: "、", range: [0...Int.max])

        for (name, symbol) in [
            ("disc", "•"), ("circle", "◦"), ("square", "▪"), ("disclosure-open", "▾"), ("disclosure-closed", "▸"),
        ] {
            table[name] = CounterStyle(system: .cyclic, symbols: [symbol], suffix: " ")
        }

        let lower = range(0x61, 26)
        let upper = range(0x41, 26)
        for name in ["lower-alpha", "lower-latin"] { table[name] = CounterStyle(system: .alphabetic, symbols: lower) }
        for name in ["upper-alpha", "upper-latin"] { table[name] = CounterStyle(system: .alphabetic, symbols: upper) }
        table["lower-greek"] = CounterStyle(system: .alphabetic, symbols: letters("αβγδεζηθικλμνξοπρστυφχψω"))
        let kana: [(String, String)] = [
            ("hiragana", "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん"),
            ("hiragana-iroha", "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす"),
            ("katakana", "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン"),
            ("katakana-iroha", "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"),
        ]
        for (name, text) in kana {
            table[name] = CounterStyle(system: .alphabetic, symbols: letters(text), suffix: "、")
        }
        table["cjk-earthly-branch"] = CounterStyle(
            system: .fixed(1), symbols: letters("子丑寅卯辰巳午未申酉戌亥"), suffix: "、", fallback: "cjk-decimal")
        table["cjk-heavenly-stem"] = CounterStyle(
            system: .fixed(1), symbols: letters("甲乙丙丁戊己庚辛壬癸"), suffix: "、", fallback: "cjk-decimal")

        let roman = [
            (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
            (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
        ]
        table["lower-roman"] = additive(roman, 1...3999)
        table["upper-roman"] = additive(roman.map { ($0.0, $0.1.uppercased()) }, 1...3999)
        for (name, first) in [("upper-armenian", 0x531), ("armenian", 0x531), ("lower-armenian", 0x561)]
            as [(String, UInt32)]
        {
            var pairs: [(Int, String)] = []
            for place in stride(from: 3, through: 0, by: -1) {
                let weight = [1, 10, 100, 1000][place]
                for digit in stride(from: 9, through: 1, by: -1) {
                    pairs.append((weight * digit, range(first + UInt32(place * 9 + digit - 1), 1)[0]))
                }
            }
            table[name] = additive(pairs, 1...9999)
        }
        let georgian = letters("ჵჰჯჴხჭწძცჩშყღქფჳტსრჟპოჲნმლკითჱზვედგბა")
        let georgianWeights = [10_000] + [1000, 100, 10, 1].flatMap { place in (1...9).reversed().map { $0 * place } }
        table["georgian"] = additive(Array(zip(georgianWeights, georgian)), 1...19_999)
        var hebrew: [(Int, String)] = []
        let hebrewLetters = letters("אבגדהוזחט")
        hebrew.append((10_000, "י׳"))
        for digit in stride(from: 9, through: 1, by: -1) {
            hebrew.append((digit * 1000, hebrewLetters[digit - 1] + "׳"))
        }
        hebrew += [
            (400, "ת"), (300, "ש"), (200, "ר"), (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"), (60, "ס"), (50, "נ"),
            (40, "מ"),
            (30, "ל"), (20, "כ"), (19, "יט"), (18, "יח"), (17, "יז"), (16, "טז"), (15, "טו"), (10, "י"),
        ]
        for digit in stride(from: 9, through: 1, by: -1) { hebrew.append((digit, hebrewLetters[digit - 1])) }
        table["hebrew"] = additive(hebrew, 1...10_999)
        table["ethiopic-numeric"] = CounterStyle(system: .ethiopic, suffix: "/ ", range: [1...Int.max])

        let plain = ["", "十", "百", "千"]
        let old = ["", "拾", "佰", "仟"]
        func cjk(
            _ name: String, _ digits: String, _ places: [String], _ myriads: [String], _ ones: CJKNumerals.Ones,
            zero: Bool,
            negative: String, suffix: String
        ) {
            var style = CounterStyle(
                system: .cjk(
                    CJKNumerals(digits: letters(digits), places: places, myriads: myriads, ones: ones, saysZero: zero)),
                suffix: suffix, fallback: "cjk-decimal")
            style.negative = (negative, "")
            table[name] = style
        }
        cjk(
            "japanese-informal", "〇一二三四五六七八九", plain, ["", "万", "億"], .never, zero: false, negative: "マイナス", suffix: "、"
        )
        cjk(
            "japanese-formal", "零壱弐参四伍六七八九", ["", "拾", "百", "阡"], ["", "萬", "億"], .always, zero: false,
            negative: "マイナス", suffix: "、")
        cjk(
            "korean-hangul-formal", "영일이삼사오육칠팔구", ["", "십", "백", "천"], ["", "만", "억"], .always, zero: false,
            negative: "마이너스 ", suffix: ", ")
        cjk(
            "korean-hanja-informal", "零一二三四五六七八九", plain, ["", "萬", "億"], .never, zero: false, negative: "마이너스 ",
            suffix: ", ")
        cjk(
            "korean-hanja-formal", "零壹貳參四五六七八九", ["", "拾", "百", "仟"], ["", "萬", "億"], .always, zero: false,
            negative: "마이너스 ", suffix: ", ")
        cjk(
            "simp-chinese-informal", "零一二三四五六七八九", plain, ["", "万", "亿"], .notBeforeLeadingTen, zero: true,
            negative: "负", suffix: "、")
        cjk("simp-chinese-formal", "零壹贰叁肆伍陆柒捌玖", old, ["", "万", "亿"], .always, zero: true, negative: "负", suffix: "、")
        cjk(
            "trad-chinese-informal", "零一二三四五六七八九", plain, ["", "萬", "億"], .notBeforeLeadingTen, zero: true,
            negative: "負", suffix: "、")
        cjk("trad-chinese-formal", "零壹貳參肆伍陸柒捌玖", old, ["", "萬", "億"], .always, zero: true, negative: "負", suffix: "、")
        table["cjk-ideographic"] = table["trad-chinese-informal"]
        return table
    }()

    private static func range(_ first: UInt32, _ count: UInt32) -> [String] {
        (first..<(first + count)).map { Unicode.Scalar($0).map { String(Character($0)) } ?? "" }
    }
    private static func letters(_ text: String) -> [String] { text.map { String($0) } }
    private static func additive(_ pairs: [(Int, String)], _ range: ClosedRange<Int>) -> CounterStyle {
        CounterStyle(system: .additive, additive: pairs.map { (weight: $0.0, symbol: $0.1) }, range: [range])
    }
}
