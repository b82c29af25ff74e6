//  TemplateFilters.swift
//  In: a language's words. Out: the filters that templates may use (`| yen`, `| amount`, `| date`, `| wareki` …).
//  A figure and its unit are one unbreakable word, so filters of money give markup, not text.

import Markup
import Measures
import Messages
import Templating
import Wording

/// A figure as templates see it: a record {value, known, word}; `word` stands where an unknown value would.
public enum FigureValue {
    public static func record(_ yen: Yen?, unknown: String) -> TemplateValue {
        .record([
            "value": TemplateValue(yen?.amount), "known": .bool(yen != nil), "word": .text(unknown),
        ])
    }
}

/// The filters of all documents.
public enum TemplateFilters {
    public static func all(_ words: Words) -> [String: TemplateFilter] {
        [
            "yen": figure { words.yen($0) },
            "digits": figure { words.digits($0) },
            "amount": markup(words, unitTag: "small", digits: { words.digits($0) }),
            "figure": markup(words, unitTag: "span", digits: { words.digits($0) }),
            "lineAmount": markup(words, unitTag: "small", digits: { words.digits($0) }),
            "amountOrDash": orElse(words, words[.knownNone]),
            "amountOrBlank": orElse(words, ""),
            "change": markup(words, unitTag: "small", digits: { words.change($0) }),
            "date": day { words.date($0) },
            "wareki": day { words.eraDate($0) },
            "monthday": day { words.monthDay($0) },
            "dateday": day { words.dateWithWeekday($0) },
            "year": day { words.year($0) },
        ]
    }

    /// Plain text of a number or of a figure; an unknown figure gives its word.
    private static func figure(_ text: @escaping @Sendable (Yen) -> String) -> TemplateFilter {
        TemplateFilter(accepts: [.number, .record]) { (value, _) throws(TemplateMisfit) in
            let (yen, word) = try parts(value)
            return .text(yen.map(text) ?? word)
        }
    }

    private static func parts(_ value: TemplateValue) throws(TemplateMisfit) -> (Yen?, String) {
        switch value {
        case .number(let number): return (Yen(number), "")
        case .record(let record):
            guard case .text(let word)? = record["word"] else { throw TemplateMisfit(told(.misfitFigure)) }
            if case .number(let number)? = record["value"] { return (Yen(number), word) }
            return (nil, word)
        default: throw TemplateMisfit(told(.misfitFigure))
        }
    }

    /// `<span class="n">279,950<small>円</small></span>`, or the word of what is not known in its quiet style.
    private static func markup(
        _ words: Words, unitTag: String, digits: @escaping @Sendable (Yen) -> String
    ) -> TemplateFilter {
        TemplateFilter(accepts: [.number, .record, .none]) { (value, _) throws(TemplateMisfit) in
            if case .none = value { return .markup(FigureMarkup.unknown(words[.knownUnconfirmed])) }
            let (yen, word) = try parts(value)
            guard let yen else { return .markup(FigureMarkup.unknown(word)) }
            return .markup(FigureMarkup.known(digits(yen), words, unitTag: unitTag))
        }
    }

    private static func orElse(_ words: Words, _ absent: String) -> TemplateFilter {
        TemplateFilter(accepts: [.number, .record, .none]) { (value, _) throws(TemplateMisfit) in
            if case .none = value { return .markup(FigureMarkup.plain(absent)) }
            let (yen, word) = try parts(value)
            guard let yen else { return .markup(FigureMarkup.unknown(word)) }
            return .markup(FigureMarkup.known(words.digits(yen), words, unitTag: "small"))
        }
    }

    /// Days travel through templates as ISO text.
    private static func day(_ text: @escaping @Sendable (Day) -> String) -> TemplateFilter {
        .ofText(expecting: told(.misfitDay)) { Day($0).map(text) }
    }
}

/// The little pieces of markup that stand for figures.
enum FigureMarkup {
    /// The digits, with the language's sign of money before or behind them; a sign of the amount stays first.
    static func known(_ digits: String, _ words: Words, unitTag: String) -> MarkupTree {
        var builder = MarkupTreeBuilder(sourceName: "figure")
        func unit(_ text: String) {
            if text.isEmpty { return }
            builder.start(unitTag)
            builder.text(text)
            builder.end()
        }
        let sign = digits.prefix { !$0.isNumber }
        builder.start("span", attributes: [("class", "n")])
        if !sign.isEmpty, !words[.moneyBefore].isEmpty { builder.text(String(sign)) }
        unit(words[.moneyBefore])
        builder.text(words[.moneyBefore].isEmpty ? digits : String(digits.dropFirst(sign.count)))
        unit(words[.moneyUnit])
        builder.end()
        return builder.finish()
    }
    static func unknown(_ word: String) -> MarkupTree {
        var builder = MarkupTreeBuilder(sourceName: "figure")
        builder.start("span", attributes: [("class", "un")])
        builder.text(word)
        builder.end()
        return builder.finish()
    }
    static func plain(_ text: String) -> MarkupTree {
        var builder = MarkupTreeBuilder(sourceName: "figure")
        builder.start("span", attributes: [("class", "un")])
        builder.text(text)
        builder.end()
        return builder.finish()
    }
}
