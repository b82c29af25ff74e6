//  ParserWords.swift
//  In: what the argument parser says, in English. Out: the same in another language, laid out for the terminal.
//
//  The parser has no texts of other languages. What it says stands in the catalogue: the English text of a key is the pattern
//  that its words are held to, and what stands in the braces goes into the other language's text. What fits no pattern stays.

import Messages

enum ParserWords {
    /// Whole lines, as they stand behind their indent; the first that fits holds.
    private static let lines: [Sentence] = [
        Sentence(.parserArguments), Sentence(.parserOptions), Sentence(.parserSubcommands),
        Sentence(.parserOverview, ["text": "{text}"]), Sentence(.parserUsageHelp, ["usage": "{usage}"]),
        Sentence(.parserUsage, ["usage": "{usage}"]), Sentence(.parserSeeSubcommand, ["command": "{command}"]),
        Sentence(.parserSeeHelp, ["command": "{command}"]), Sentence(.parserHint, ["text": "{text}"]),
    ]
    /// What stands at the end of a line behind the words of an option.
    private static let endings: [Sentence] = [
        Sentence(.parserVersion), Sentence(.parserSubcommandHelp), Sentence(.parserHelp),
        Sentence(.parserValuesDefault, ["values": "{values}", "value": "{value}"]),
        Sentence(.parserValues, ["values": "{values}"]), Sentence(.parserDefault, ["value": "{value}"]),
    ]
    private static let faults: [Sentence] = [
        Sentence(.parserOptionMeant, ["option": "{option}", "meant": "{meant}"]),
        Sentence(.parserOption, ["option": "{option}"]), Sentence(.parserMissingValue, ["option": "{option}"]),
        Sentence(.parserNoValue, ["option": "{option}", "value": "{value}"]),
        Sentence(.parserUnexpected, ["argument": "{argument}"]),
        Sentence(.parserUnexpectedMany, ["count": "{count}", "arguments": "{arguments}"]),
        Sentence(.parserMissingArgument, ["argument": "{argument}"]),
        Sentence(.parserMissingOneOf, ["arguments": "{arguments}"]),
        Sentence(.parserInvalidChoice, ["value": "{value}", "option": "{option}", "choices": "{choices}"]),
        Sentence(.parserInvalidValue, ["value": "{value}", "option": "{option}"]), Sentence(.parserMissingSubcommand),
        Sentence(.parserInvalidOption, ["option": "{option}"]),
        Sentence(.parserTwice, ["one": "{one}", "other": "{other}"]),
    ]
    private static let error = Sentence(.parserError, ["text": "{text}"])
    private static let defaultCommand = Sentence(.parserDefaultCommand)

    /// A help or a complaint of the parser in a language. English is the parser's own and stays as it is.
    static func spoken(_ text: String, in language: MessageLanguage) -> String {
        if language == .en { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let indent = line.prefix { $0 == " " }
            let words = String(line.dropFirst(indent.count))
            if indent.isEmpty, let fault = values(words, error)?["text"] {
                let spoken = faults.lazy.compactMap { translated(fault, $0, language) }.first ?? fault
                return filled(error, ["text": spoken], language)
            }
            if let whole = lines.lazy.compactMap({ translated(words, $0, language) }).first { return indent + whole }
            return indent + ending(words, language)
        }.joined(separator: "\n")
    }

    /// A line of an option or a subcommand.
    private static func ending(_ words: String, _ language: MessageLanguage) -> String {
        for sentence in endings {
            let start = sentence.text(in: .en).prefix { $0 != "{" }
            guard let place = words.ranges(of: start).last?.lowerBound,
                let end = translated(String(words[place...]), sentence, language)
            else { continue }
            let before = words[..<place]
            return (end.hasPrefix("（") ? before.dropLast(before.hasSuffix(" ") ? 1 : 0) : before) + end
        }
        let mark = " \(defaultCommand.text(in: .en)) "
        return words.replacing(mark, with: " \(defaultCommand.text(in: language)) ", maxReplacements: 1)
    }

    private static func translated(_ words: String, _ sentence: Sentence, _ language: MessageLanguage) -> String? {
        values(words, sentence).map { filled(sentence, $0, language) }
    }
    private static func filled(_ sentence: Sentence, _ values: [String: String], _ language: MessageLanguage) -> String
    {
        values.sorted { $0.key < $1.key }.reduce(sentence.text(in: language)) {
            $0.replacing("{\($1.key)}", with: $1.value)
        }
    }

    /// What stands for the names in braces of a sentence's English text; nil: the words are another sentence's.
    private static func values(_ words: String, _ sentence: Sentence) -> [String: String]? {
        var found: [String: String] = [:]
        var rest = words[...]
        var pattern = sentence.text(in: .en)[...]
        while let open = pattern.firstIndex(of: "{"), let close = pattern.firstIndex(of: "}") {
            guard rest.hasPrefix(pattern[..<open]) else { return nil }
            rest = rest.dropFirst(pattern.distance(from: pattern.startIndex, to: open))
            let name = String(pattern[pattern.index(after: open)..<close])
            pattern = pattern[pattern.index(after: close)...]
            let next = pattern.prefix { $0 != "{" }
            // the last one reaches as far as it can
            guard
                let end = next.isEmpty
                    ? rest.endIndex
                    : next.endIndex == pattern.endIndex
                        ? rest.hasSuffix(next) ? rest.index(rest.endIndex, offsetBy: -next.count) : nil
                        : rest.firstRange(of: next)?.lowerBound
            else { return nil }
            // lists of choices in no language's words: 'a', 'b'
            found[name] = String(rest[..<end]).replacing("' and '", with: "', '").replacing("' or '", with: "', '")
            rest = rest[end...]
        }
        return rest == pattern ? found : nil
    }
}
