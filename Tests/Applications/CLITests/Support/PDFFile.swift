//  PDFFile.swift
//  In: a PDF. Out: what poppler and qpdf say of it: the text of its pages, fonts, outline, words with their places.

import Foundation

struct PDFFile: Sendable {
    let path: String
    /// The text of each page as it stands there, in compatibility form (circled and wide digits become plain).
    let pages: [String]

    init(_ path: String) throws {
        self.path = path
        let text = try Program.tool("pdftotext", ["-layout", path, "-"])
        var pages = text.components(separatedBy: "\u{c}").map(\.precomposedStringWithCompatibilityMapping)
        if pages.last?.allSatisfy(\.isWhitespace) == true { pages.removeLast() }
        self.pages = pages
    }

    /// All text in the order of the content, without white space: names and figures are found across line ends.
    func solidText() throws -> String {
        try Program.tool("pdftotext", ["-raw", path, "-"]).precomposedStringWithCompatibilityMapping
            .filter { !$0.isWhitespace }
    }

    struct Font {
        let face: String
        let isEmbedded: Bool
        let isSubset: Bool
        let line: String
    }
    func fonts() throws -> [Font] {
        try Program.tool("pdffonts", [path]).split(separator: "\n").dropFirst(2).map { line in
            let words = line.split(separator: " ").map(String.init)
            guard words.count >= 8 else { throw CannotTest("pdffonts: \(line)") }
            return Font(
                face: String(words[0].split(separator: "+").last ?? ""), isEmbedded: words[words.count - 5] == "yes",
                isSubset: words[words.count - 4] == "yes" && words[0].contains("+"), line: String(line))
        }
    }

    struct Bookmark: Decodable {
        let title: String
        let destpageposfrom1: Int?
        let kids: [Bookmark]
        var flat: [Bookmark] { [self] + kids.flatMap(\.flat) }
    }
    func bookmarks() throws -> [Bookmark] {
        struct Answer: Decodable { let outlines: [Bookmark] }
        let json = try Program.tool("qpdf", ["--json", "--json-key=outlines", path])
        return try JSONDecoder().decode(Answer.self, from: Data(json.utf8)).outlines.flatMap(\.flat)
    }

    struct Word {
        let text: String
        let minX, minY, maxX, maxY: Double
    }
    struct PageBox {
        let width, height: Double
        var words: [Word] = []
    }
    func pageBoxes() throws -> [PageBox] {
        func numbers(_ line: Substring) -> [Double] {
            line.split(separator: "\"").compactMap { Double($0) }
        }
        var boxes: [PageBox] = []
        for line in try Program.tool("pdftotext", ["-bbox", path, "-"]).split(separator: "\n") {
            let line = line.drop { $0 == " " }
            if line.hasPrefix("<page ") {
                let size = numbers(line.prefix { $0 != ">" })
                guard size.count == 2 else { throw CannotTest("pdftotext -bbox: \(line)") }
                boxes.append(PageBox(width: size[0], height: size[1]))
            } else if line.hasPrefix("<word "), !boxes.isEmpty {
                let place = numbers(line.prefix { $0 != ">" })
                guard place.count == 4 else { throw CannotTest("pdftotext -bbox: \(line)") }
                let text = line.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }
                boxes[boxes.count - 1].words.append(
                    Word(text: String(text), minX: place[0], minY: place[1], maxX: place[2], maxY: place[3]))
            }
        }
        return boxes
    }

    /// One line of the list of contents: `6  費用  内訳… . . . . 13`.
    struct ContentsEntry {
        let number: Int?
        let title: String
        let page: Int
    }
    func contents() throws -> [ContentsEntry] {
        guard let page = pages.first(where: { $0.split(separator: "\n").contains { $0.trimmed == "目次" } }) else {
            throw CannotTest("\(path) has no page of contents")
        }
        return page.split(separator: "\n").compactMap { line in
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.count >= 3, let page = words.last.flatMap({ Int($0) }),
                words.contains(where: { $0.allSatisfy { $0 == "." } }) || line.contains("....")
            else { return nil }
            let number = Int(words[0])
            return ContentsEntry(number: number, title: String(words[number == nil ? 0 : 1]), page: page)
        }
    }

    /// The numbers written before 円, in all pages. A number ends where its line ends: the next cell is another figure.
    func yenAmounts() throws -> Set<Int> { Self.numbers(try lines(), /([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)[ \t]*円/) }

    /// The numbers written after ¥, as in English documents.
    func signedAmounts() throws -> Set<Int> { Self.numbers(try lines(), /¥[ \t]*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)/) }

    /// Every number of the document.
    func numbers() throws -> Set<Int> { Self.numbers(try lines(), /([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)/) }

    private func lines() throws -> String {
        try Program.tool("pdftotext", ["-raw", path, "-"]).precomposedStringWithCompatibilityMapping
    }
    private static func numbers(_ text: String, _ pattern: Regex<(Substring, Substring)>) -> Set<Int> {
        Set(text.matches(of: pattern).compactMap { Int($0.1.filter { $0 != "," }) })
    }
}

extension StringProtocol {
    var trimmed: String { String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()) }
    var solid: String { precomposedStringWithCompatibilityMapping.filter { !$0.isWhitespace } }
}
