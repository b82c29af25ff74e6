//  HelpLayout.swift
//  In: a help whose lines are as long as they like. Out: lines that fit the terminal, also where words have no blanks
//  between them; an option's words stand in a column of their own.

import Glibc
import QuoteReport

enum HelpLayout {
    /// Where the words of an option begin, as the parser lays them out.
    private static let column = 26

    static func wrapped(_ text: String, width: Int = terminalWidth) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let indent = line.prefix { $0 == " " }.count
            let words = line.dropFirst(indent)
            guard indent == 2, let gap = words.firstRange(of: "  ") else {
                return block(words, indent: indent, width: width)
            }
            // `  --name <value>      words`
            let label = "  " + words[..<gap.lowerBound]
            let body = words[gap.upperBound...].drop { $0 == " " }
            let pad = column - displayWidth(label)
            return pad > 0
                ? label + block(body, indent: column, width: width).dropFirst(column - pad)
                : label + "\n" + block(body, indent: column, width: width)
        }.joined(separator: "\n")
    }

    /// Text in lines, each behind the same indent.
    private static func block(_ text: Substring, indent: Int, width: Int) -> String {
        let space = max(20, width - indent)
        var lines: [String] = []
        var line: [Character] = []
        var taken = 0
        for character in text {
            taken += displayWidth(String(character))
            line.append(character)
            guard taken > space, let cut = lastBreak(line) else { continue }
            lines.append(String(line[..<cut]).trimmedAtEnd)
            line = Array(line[cut...].drop { $0 == " " })
            taken = displayWidth(String(line))
        }
        if !line.isEmpty || lines.isEmpty { lines.append(String(line)) }
        let blanks = String(repeating: " ", count: indent)
        return lines.map { $0.isEmpty ? $0 : blanks + $0 }.joined(separator: "\n")
    }

    /// The last place before the last character where a line may end: at a blank, or beside a wide character, but not before
    /// a closing mark nor behind an opening one.
    private static func lastBreak(_ line: [Character]) -> Int? {
        for place in stride(from: line.count - 1, to: 0, by: -1) {
            let (before, after) = (line[place - 1], line[place])
            if before == " " { return place }
            guard isWide(before) || isWide(after) else { continue }
            if "、。，．・：」』）〉》ー…！？ゃゅょっァィゥェォャュョッ,.)".contains(after) || "「『（〈《(".contains(before) || after == " " {
                continue
            }
            return place
        }
        return nil
    }
    private static func isWide(_ character: Character) -> Bool { displayWidth(String(character)) > 1 }

    /// The columns of the terminal: what the shell says, or the terminal itself; 80 elsewhere.
    static var terminalWidth: Int {
        if let text = getenv("COLUMNS").map({ String(cString: $0) }), let width = Int(text), width > 0 { return width }
        var size = winsize()
        if ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return 80
    }
}

extension String {
    fileprivate var trimmedAtEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
