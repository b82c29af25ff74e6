//  Hyphenation.swift
//  In: a word and a language. Out: where it may be divided, by Liang's patterns from the system's dictionaries (Debian's hyphen-*).
//  A dictionary that is not installed leaves words whole: `hyphens: auto` then does what `manual` does.
//  F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983.

import CHarfBuzz
import Glibc

/// The patterns of one language.
struct HyphenationPatterns {
    /// By the pattern's letters: the digits between them.
    private var digits: [String: [UInt8]] = [:]
    private var longest = 0
    private(set) var before = 2
    private(set) var after = 3

    /// Debian's.
    private static let folder = "/usr/share/hyphen"

    /// The files of all languages that are installed, in the order of their names.
    static var dictionaries: [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var paths: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix("hyph_"), name.hasSuffix(".dic") { paths.append("\(folder)/\(name)") }
        }
        return paths.sorted()
    }

    /// nil: no dictionary of the language is there.
    init?(language: String) {
        let name = Self.file(language)
        guard let name, let file = FontBytes(path: "\(Self.folder)/\(name)"), file.count < 4 << 20 else {
            return nil
        }
        self.init(dictionary: file.withUnsafeBytes { Array($0) })
    }

    /// A dictionary of libhyphen: the first line is the encoding, each other one a pattern or a setting.
    init?(dictionary bytes: [UInt8]) {
        let lines = bytes.split(whereSeparator: { $0 == 10 || $0 == 13 })
        guard let encoding = lines.first.map({ String(decoding: $0, as: UTF8.self) }) else { return nil }
        let isLatin = encoding.hasPrefix("ISO8859-1") || encoding.hasPrefix("ISO-8859-1")
        guard isLatin || encoding.hasPrefix("UTF-8") else { return nil }
        for line in lines.dropFirst() where !line.isEmpty && line.first != UInt8(ascii: "%") {
            let text =
                isLatin
                ? String(String.UnicodeScalarView(line.map { Unicode.Scalar($0) }))
                : String(decoding: line, as: UTF8.self)
            if text.hasPrefix("LEFTHYPHENMIN ") {
                before = Int(text.dropFirst(14)) ?? before
            } else if text.hasPrefix("RIGHTHYPHENMIN ") {
                after = Int(text.dropFirst(15)) ?? after
            } else if text.first?.isUppercase != true {
                add(text)
            }
        }
        if digits.isEmpty { return nil }
    }

    private mutating func add(_ pattern: String) {
        var letters = ""
        var values: [UInt8] = [0]
        for character in pattern {
            // `=` and `/` begin what only other forms of hyphenation use
            if character == "/" || character == "=" { return }
            if let digit = character.wholeNumberValue {
                values[values.count - 1] = UInt8(clamping: digit)
            } else {
                letters.append(character)
                values.append(0)
            }
        }
        guard !letters.isEmpty, letters.count < 32 else { return }
        digits[letters] = values
        longest = max(longest, letters.count)
    }

    /// Places inside a word, counted in letters from its start.
    func places(in word: [UInt32]) -> [Int] {
        guard word.count >= before + after, word.count < 64 else { return [] }
        var letters: [Character] = ["."]
        for value in word {
            let lower = Unicode.Scalar(value).map { String($0).lowercased() } ?? "?"
            letters.append(lower.count == 1 ? lower.first ?? "?" : "?")
        }
        letters.append(".")
        var values = [UInt8](repeating: 0, count: letters.count + 1)
        for start in letters.indices {
            var piece = ""
            for end in start..<min(letters.count, start + longest) {
                piece.append(letters[end])
                guard let found = digits[piece] else { continue }
                for (index, value) in found.enumerated() { values[start + index] = max(values[start + index], value) }
            }
        }
        return (before...word.count - after).filter { values[$0 + 1] % 2 == 1 }
    }

    private static func file(_ language: String) -> String? {
        let parts = language.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" })
        guard let primary = parts.first, primary.allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
        let region = parts.dropFirst().last { $0.count == 2 && $0.allSatisfy { $0.isASCII && $0.isLetter } }
        if let region { return "hyph_\(primary)_\(region.uppercased()).dic" }
        switch primary {
        case "en": return "hyph_en_US.dic"
        case "de", "fr", "it", "es", "nl", "pt", "pl", "ru": return "hyph_\(primary)_\(primary.uppercased()).dic"
        default: return "hyph_\(primary).dic"
        }
    }
}

extension LineBreaker {
    /// `hyphens: auto`: words of at least five letters may be divided. https://www.w3.org/TR/css-text-3/#hyphens-property
    func hyphenate(_ scalars: [UInt32], _ range: Range<Int>, _ style: TextStyle, _ breaks: inout [BreakKind]) {
        guard style.hyphens == .auto, style.wraps, !style.language.isEmpty, let patterns = patterns(style.language)
        else { return }
        var index = range.lowerBound
        while index < range.upperBound {
            guard Self.isLetter(scalars[index]) else {
                index += 1
                continue
            }
            var end = index
            while end < range.upperBound, Self.isLetter(scalars[end]) { end += 1 }
            if end - index >= 5 {
                for place in patterns.places(in: Array(scalars[index..<end])) where breaks[index + place] == .none {
                    breaks[index + place] = .hyphen
                }
            }
            index = end
        }
    }
    private static func isLetter(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x400...0x45F: true
        default: false
        }
    }
}
