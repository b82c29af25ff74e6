//  FacilityName.swift
//  In: a facility's name, the parts after which names may be divided. Out: the name with a zero-width space where a line
//  may end: 「内科循環器内科」 is 内科 and 循環器内科, which no general model of the language knows.

/// Divides long names between their parts.
public struct FacilityName: Sendable {
    /// Words that end a part: 科, センター, 法人 …
    let ends: [String]
    /// Words that begin like one of `ends` or hold one, and are not divided: 科学, 会館 …
    let wholes: [String]

    public init(_ words: Words) {
        func list(_ key: WordKey) -> [String] {
            words[key].split(separator: " ").map(String.init).sorted { ($0.count, $1) > ($1.count, $0) }
        }
        ends = list(.nameEnds)
        wholes = list(.nameWholes)
    }

    /// The name with its places for a line's end; its letters are not changed.
    public func divided(_ name: String) -> String {
        var result = ""
        var rest = Substring(name)
        var part = 0
        while !rest.isEmpty {
            let word =
                wholes.first { rest.hasPrefix($0) } ?? ends.first { rest.hasPrefix($0) } ?? String(rest.prefix(1))
            let isEnd = ends.contains(word) && !wholes.contains(word)
            result += word
            rest = rest.dropFirst(word.count)
            part += word.count
            // a part of one letter is none, nor is the honorific left alone
            if isEnd, part > 1, rest.count > 2, rest.first?.isWhitespace == false {
                result += "\u{200B}"
                part = 0
            }
        }
        return result
    }
}
