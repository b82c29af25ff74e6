//  LabelLines.swift
//  In: a label and the room for it. Out: its lines, broken where its words allow.
//  A space in a label is a place where a line may end. Between full-width characters it is nothing else: in one line
//  such words stand together.

enum LabelLines {
    /// At most `lines` lines, as few as fit into the width and of about equal length.
    static func wrapped(_ text: String, width: Double, size: Double, lines: Int) -> [String] {
        let words = text.split(separator: " ").map(String.init)
        if Drawing.width(joined(words), size: size) <= width || lines <= 1 { return [joined(words)] }
        if words.count == 1 { return divided(text, width: width, size: size, lines: lines) }
        for count in 2...max(2, lines) {
            let result = balanced(words, count, size)
            if count >= lines || result.allSatisfy({ Drawing.width($0, size: size) <= width }) { return result }
        }
        return [joined(words)]
    }

    /// Words in one line, with spaces only where a letter of the Latin alphabet stands beside them.
    static func joined(_ words: [String]) -> String {
        var result = ""
        for word in words {
            if let last = result.last, let first = word.first, last.isASCII || first.isASCII { result += " " }
            result += word
        }
        return result
    }

    /// Words in at most so many lines, the longest of them as short as it can be.
    private static func balanced(_ words: [String], _ lines: Int, _ size: Double) -> [String] {
        var limit = Drawing.width(joined(words), size: size) / Double(max(1, lines))
        while true {
            var result: [[String]] = []
            for word in words {
                if let last = result.last, Drawing.width(joined(last + [word]), size: size) <= limit {
                    result[result.count - 1].append(word)
                } else {
                    result.append([word])
                }
            }
            if result.count <= lines { return result.map(joined) }
            limit += size / 2
        }
    }

    /// A label of one word: after a mark where one is near, else evenly.
    private static func divided(_ text: String, width: Double, size: Double, lines: Int) -> [String] {
        let count = min(lines, max(1, Int((Drawing.width(text, size: size) / width).rounded(.up))))
        let characters = Array(text)
        var result: [String] = []
        var start = 0
        for line in 0..<count {
            let remaining = characters.count - start
            var end = start + Int((Double(remaining) / Double(count - line)).rounded(.up))
            for near in [end, end - 1, end + 1, end - 2, end + 2]
            where near > start && near < characters.count && "・のと".contains(characters[near - 1]) {
                end = near
                break
            }
            end = line == count - 1 ? characters.count : min(end, characters.count)
            result.append(String(characters[start..<end]))
            start = end
        }
        return result.filter { !$0.isEmpty }
    }
}
