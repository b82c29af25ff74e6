//  LineBreaker.swift
//  In: a paragraph's characters and styles. Out: for each scalar whether a line may begin there.
//  Steps: 1 Unicode's rules by ICU, once for each strictness and language, and its phrases where they are asked for;
//  2 what JLREQ asks beyond them; 3 `word-break`, `line-break: anywhere`, `hyphens`; 4 breaks that only overflow permits;
//  5 no wrapping. The paragraph is one text, so the rules hold across the boundaries of inline boxes.  https://www.w3.org/TR/css-text-3/#line-breaking

import CICU

/// Which rule set of ICU's a stretch is broken by.
private struct BreakRules: Hashable {
    var strictness: TextStyle.LineBreak
    var language: String
    /// Ends of Japanese phrases (文節) only, by ICU's model of the language.
    var phrases = false
}

/// Owns ICU's break iterators. Belongs to a desk.
final class LineBreaker {
    private var iterators: [BreakRules: OpaquePointer] = [:]
    /// By language; nil inside: there is no dictionary.
    private var hyphenation: [String: HyphenationPatterns?] = [:]
    deinit { for iterator in iterators.values { icu_breaks_close(iterator) } }

    /// One more than scalars.
    func breaks(
        of scalars: [UInt32], _ properties: [ScalarProperties], _ runs: [StyleRun], _ styles: [ShapingStyle]
    ) -> [BreakKind] {
        let count = scalars.count
        var breaks = [BreakKind](repeating: .none, count: count + 1)
        if count == 0 {
            breaks[0] = .mandatory
            return breaks
        }
        applyUnicodeRules(scalars, properties, runs, styles, to: &breaks)
        var previousEnd: ShapingStyle?
        for (index, run) in runs.enumerated() {
            let style = styles[index]
            tailor(scalars, properties, run.range, style, before: previousEnd, &breaks)
            previousEnd = style
        }
        // a word may go on in the next run
        var start = 0
        for index in runs.indices {
            let (style, next) = (styles[index].style, index + 1 < runs.count ? styles[index + 1].style : nil)
            if let next, next.hyphens == style.hyphens, next.wraps == style.wraps, next.language == style.language {
                continue
            }
            hyphenate(scalars, start..<runs[index].range.upperBound, style, &breaks)
            start = runs[index].range.upperBound
        }
        breaks[0] = .none
        breaks[count] = .mandatory
        return breaks
    }

    /// Documents in ever more languages must not fill memory.
    func forgetRareLanguages() {
        if hyphenation.count > Self.mostLanguages { hyphenation.removeAll() }
    }
    private static let mostLanguages = 64

    /// Read once per desk.
    func patterns(_ language: String) -> HyphenationPatterns? {
        if let known = hyphenation[language] { return known }
        let found = HyphenationPatterns(language: language)
        hyphenation[language] = .some(found)
        return found
    }

    // MARK: 1 Unicode's rules

    private func applyUnicodeRules(
        _ scalars: [UInt32], _ properties: [ScalarProperties], _ runs: [StyleRun], _ styles: [ShapingStyle],
        to breaks: inout [BreakKind]
    ) {
        let isEveryday =
            styles.allSatisfy(Self.hasStrictRules) && EverydayBreaks.find(scalars, properties, into: &breaks)
        if isEveryday, !styles.contains(where: { $0.style.wordBreak == .autoPhrase }) { return }
        askICU(isEveryday ? .phrases : .everything, scalars, properties, runs, styles, to: &breaks)
    }

    /// What of a paragraph is not yet known.
    enum Question { case everything, phrases }

    func askICU(
        _ question: Question, _ scalars: [UInt32], _ properties: [ScalarProperties], _ runs: [StyleRun],
        _ styles: [ShapingStyle], to breaks: inout [BreakKind]
    ) {
        var text = UTF16Text(capacity: scalars.count + 8)
        for index in scalars.indices where !properties[index].has(ScalarProperties.isBidiControl) {
            // an object breaks like an ideograph
            text.append(scalars[index] == 0xFFFC ? 0x4E00 : scalars[index], at: index)
        }
        guard !text.units.isEmpty, text.units.count < Int(Int32.max) else { return }
        let rules = styles.map { Self.rules(of: $0) }
        var distinct: [BreakRules] = []
        for rule in rules where !distinct.contains(rule) { distinct.append(rule) }
        let isMixed = distinct.count > 1
        // which rule set governs each scalar, if there are several
        var governing: [UInt8] = []
        if isMixed {
            governing = [UInt8](repeating: 0, count: scalars.count)
            for (index, run) in runs.enumerated() {
                let number = UInt8(clamping: distinct.firstIndex(of: rules[index]) ?? 0)
                for scalar in run.range { governing[scalar] = number }
            }
        }
        for (number, rule) in distinct.prefix(255).enumerated() where question == .everything {
            visit(text, scalars, by: rule) { index, isHard in
                if isMixed && governing[index - 1] != UInt8(number) { return }
                breaks[index] = isHard ? .mandatory : .allowed
            }
        }
        // the model reads the whole paragraph, so it is asked once, not for each run
        var phraseEnds: [BreakRules: [Bool]] = [:]
        for (index, run) in runs.enumerated()
        where styles[index].isJapanese && styles[index].style.wordBreak == .autoPhrase {
            var phrases = rules[index]
            phrases.phrases = true
            var ends = phraseEnds.removeValue(forKey: phrases) ?? []
            if ends.isEmpty {
                ends = [Bool](repeating: false, count: scalars.count + 1)
                visit(text, scalars, by: phrases) { index, _ in ends[index] = true }
            }
            keepPhrases(scalars, run.range, &ends, &breaks)
            phraseEnds[phrases] = ends
        }
    }

    /// Calls `found` with each scalar that a line may begin with by these rules, and whether it must.
    private func visit(
        _ text: UTF16Text, _ scalars: [UInt32], by rules: BreakRules, _ found: (_ index: Int, _ isHard: Bool) -> Void
    ) {
        guard let iterator = iterator(for: rules) else { return }
        text.units.withUnsafeBufferPointer { units in
            guard icu_breaks_set_text(iterator, units.baseAddress, Int32(units.count)) != 0 else { return }
            _ = icu_breaks_first(iterator)
            while true {
                let unit = icu_breaks_next(iterator)
                if unit < 0 { break }
                var index = Int(unit) < units.count ? Int(text.scalarOfUnit(Int(unit))) : scalars.count
                // the break lies before controls that open an embedding or isolate
                while index > 0, Self.opensEmbedding(scalars[index - 1]) { index -= 1 }
                if index > 0 { found(index, icu_breaks_status(iterator) >= 100) }  // UBRK_LINE_HARD
            }
            _ = icu_breaks_set_text(iterator, Self.emptyText, 0)
        }
    }
    private static let emptyText: [UInt16] = [0]

    /// `word-break: auto-phrase`: inside a phrase a line ends only if it would overflow else. ICU before 72 knows no
    /// phrases and finds every break that it finds anyway.  https://www.w3.org/TR/css-text-4/#valdef-word-break-auto-phrase
    private func keepPhrases(
        _ scalars: [UInt32], _ range: Range<Int>, _ ends: inout [Bool], _ breaks: inout [BreakKind]
    ) {
        JapanesePhrases.mend(&ends, scalars, range)
        for index in range where index > 0 && breaks[index] == .allowed && !ends[index] && scalars[index - 1] != 0x200B
        {
            breaks[index] = .overflow
        }
    }

    private static func opensEmbedding(_ scalar: UInt32) -> Bool {
        scalar == 0x202A || scalar == 0x202B || scalar == 0x202D || scalar == 0x202E
            || (0x2066...0x2068).contains(scalar)
    }

    /// Those that EverydayBreaks knows.
    private static func hasStrictRules(_ style: ShapingStyle) -> Bool {
        switch style.style.lineBreak {
        case .auto, .strict, .anywhere: style.isJapanese || style.style.language.isEmpty
        case .loose, .normal: false
        }
    }
    /// `auto` is strict: JLREQ's rules are what a reader of business documents expects.
    private static func rules(of style: ShapingStyle) -> BreakRules {
        let wish = style.style.lineBreak
        let strictness: TextStyle.LineBreak = wish == .auto || wish == .anywhere ? .strict : wish
        return BreakRules(
            strictness: strictness,
            language: style.isJapanese ? "ja" : style.isChinese ? "zh" : dictionaryLanguage(style.style.language))
    }
    private static func dictionaryLanguage(_ tag: String) -> String {
        let language = String(tag.lowercased().prefix { $0 != "-" && $0 != "_" })
        return ["ko", "th", "lo", "km", "my", "fi", "sv", "de", "es"].contains(language) ? language : "en"
    }

    private func iterator(for rules: BreakRules) -> OpaquePointer? {
        if let known = iterators[rules] { return known }
        let strictness =
            switch rules.strictness {
            case .loose: "loose"
            case .normal: "normal"
            default: "strict"
            }
        guard let made = icu_breaks_open("\(rules.language)@lb=\(strictness)\(rules.phrases ? ";lw=phrase" : "")")
        else { return nil }
        iterators[rules] = made
        return made
    }

    // MARK: 2 … 5 tailoring

    private func tailor(
        _ scalars: [UInt32], _ properties: [ScalarProperties], _ range: Range<Int>, _ shaping: ShapingStyle,
        before: ShapingStyle?, _ breaks: inout [BreakKind]
    ) {
        let style = shaping.style
        let isStrict = style.lineBreak == .auto || style.lineBreak == .strict || style.lineBreak == .anywhere
        let overflow: BreakKind =
            style.overflowWrap == .anywhere || style.wordBreak == .breakWord
            ? .anywhere : style.overflowWrap == .breakWord ? .overflow : .none
        for index in range where index > 0 && breaks[index] != .mandatory {
            let left = properties[index - 1]
            let right = properties[index]
            let isFirst = index == range.lowerBound
            var kind = breaks[index]

            if kind == .none {
                if allowsAtQuote(scalars, properties, index) { kind = .allowed }
            } else if isStrict, right.characterClass.mayNotStartLine, scalars[index] >= 0x2FFF,
                !left.has(ScalarProperties.isSpace), scalars[index - 1] != 0x200B
            {
                kind = .none
            }
            switch style.wordBreak {
            case .keepAll:
                if kind == .allowed, left.has(ScalarProperties.isLetterUnit), right.has(ScalarProperties.isLetterUnit) {
                    kind = .none
                }
            case .breakAll:
                if kind == .none, left.has(ScalarProperties.isLetterUnit), right.has(ScalarProperties.isLetterUnit),
                    Self.isGraphemeBoundary(scalars, properties, index)
                {
                    kind = .allowed
                }
            case .autoPhrase
            where kind == .allowed && shaping.isJapanese && Self.isHonorific(scalars[index - 1])
                && right.script == 17 && index - 1 > range.lowerBound:
                // ご and お belong to the noun after them; the model takes them for the end of a phrase
                kind = .none
                if breaks[index - 1] < .allowed, properties[index - 2].characterClass == .hiragana {
                    breaks[index - 1] = .allowed
                }
            case .autoPhrase
            where kind == .allowed && left.characterClass == .closingBracket && right.characterClass == .hiragana:
                // a particle after what it marks
                kind = .overflow
            case .normal, .breakWord, .autoPhrase: break
            }
            if style.lineBreak == .anywhere, kind == .none, Self.isGraphemeBoundary(scalars, properties, index) {
                kind = .allowed
            }
            if style.spaces == .breakSpaces, scalars[index - 1] == 0x20 { kind = .allowed }
            if scalars[index - 1] == 0xAD, kind == .allowed { kind = style.hyphens == .none ? .none : .hyphen }

            // https://www.w3.org/TR/css-text-3/#line-break-details : at a space its own box decides, else the boxes'
            // common ancestor, which wraps if either of them does
            let wraps: Bool
            if isFirst, let before {
                wraps = left.has(ScalarProperties.isSpace) ? before.style.wraps : before.style.wraps || style.wraps
            } else {
                wraps = style.wraps
            }
            if !wraps {
                kind = .none
            } else if kind == .none, overflow != .none, style.wraps,
                !(right.has(ScalarProperties.isSpace) && style.spaces == .collapse),
                Self.isGraphemeBoundary(scalars, properties, index)
            {
                kind = overflow
            }
            breaks[index] = kind
        }
    }

    /// Quotation marks are ambiguous to Unicode, which forbids breaks on both sides. Between ideographs “ opens and ”
    /// closes, and lines break outside of them.
    private func allowsAtQuote(_ scalars: [UInt32], _ properties: [ScalarProperties], _ index: Int) -> Bool {
        let right = scalars[index]
        let left = scalars[index - 1]
        if right == 0x2018 || right == 0x201C {
            return Self.isJapaneseText(properties[index - 1]) && !properties[index - 1].characterClass.mayNotEndLine
        }
        if left == 0x2019 || left == 0x201D {
            return Self.isJapaneseText(properties[index]) && !properties[index].characterClass.mayNotStartLine
        }
        return false
    }
    /// ご, お
    private static func isHonorific(_ scalar: UInt32) -> Bool { scalar == 0x3054 || scalar == 0x304A }
    private static func isJapaneseText(_ properties: ScalarProperties) -> Bool {
        properties.autospace == .ideograph || properties.has(ScalarProperties.isWide)
    }

    /// Whether a user-perceived character begins here. Extended grapheme clusters, as far as lines need them.
    /// https://www.unicode.org/reports/tr29/
    static func isGraphemeBoundary(_ scalars: [UInt32], _ properties: [ScalarProperties], _ index: Int) -> Bool {
        if properties[index].has(ScalarProperties.isExtending) { return false }
        let left = scalars[index - 1]
        if left == 0x200D { return false }
        if left == 0x0D, scalars[index] == 0x0A { return false }
        let a = properties[index - 1].lineBreak
        let b = properties[index].lineBreak
        // Hangul: L before L, V, LV, LVT; V and LV before V, T; T and LVT before T (ICU's numbers of the classes)
        if a == 33, b == 33 || b == 35 || b == 31 || b == 32 { return false }
        if a == 35 || a == 31, b == 35 || b == 34 { return false }
        if a == 34 || a == 32, b == 34 { return false }
        if a == 39, b == 39 {
            // flags are pairs of regional indicators
            var before = 0
            while before < 64, index - 1 - before >= 0, properties[index - 1 - before].lineBreak == 39 { before += 1 }
            return before % 2 == 0
        }
        return true
    }
}
