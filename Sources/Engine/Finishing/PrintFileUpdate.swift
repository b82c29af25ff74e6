//  PrintFileUpdate.swift
//  In: a print file that Cairo has written to the disk, and the true sizes of its pages. Out: the bytes to append to it.
//  A print file may have ten thousand pages, so it is not held in memory and copied as a customer's document is: its page
//  objects are written once more with their exact size, in an incremental update.
//  https://www.iso.org/standard/51502.html 7.5.6
//  Invariants: 1 no byte of the file changes; 2 no more of it is read than its cross-reference section and page objects.

import Geometry

/// The update of one print file.
public enum PrintFileUpdate {
    /// `size`: the file's length; `pages`: the sheets, CSS px; `identity`: 32 hexadecimal digits of the file's contents;
    /// `read` answers a range of the file's bytes.
    public static func bytes(
        size: Int, pages: [Size], information: DocumentInformation, identity: String,
        read: (Range<Int>) -> [UInt8]?
    ) throws(FinishingError) -> [UInt8] {
        let index = try PrintFileIndex(size: size, read: read)
        guard index.pages.count == pages.count else {
            throw .unexpectedFile("\(index.pages.count) pages where \(pages.count) were painted")
        }
        var out: [UInt8] = []
        var offsets: [(number: Int, offset: Int)] = []
        func write(_ number: Int, _ text: String) {
            offsets.append((number, size + out.count))
            out.append(contentsOf: "\(number) 0 obj\n\(text)\nendobj\n".utf8)
        }
        for (number, sheet) in zip(index.pages, pages) {
            let text = try index.object(number, read)
            write(number, page(text, sheet))
        }
        write(index.information, MetadataWriter.dictionary(information))
        offsets.sort { $0.number < $1.number }
        let table = size + out.count
        out.append(contentsOf: "xref\n".utf8)
        var first = 0
        while first < offsets.count {
            var end = first + 1
            while end < offsets.count, offsets[end].number == offsets[end - 1].number + 1 { end += 1 }
            out.append(contentsOf: "\(offsets[first].number) \(end - first)\n".utf8)
            for entry in offsets[first..<end] {
                let digits = String(entry.offset)
                out.append(contentsOf: String(repeating: "0", count: max(0, 10 - digits.count)).utf8)
                out.append(contentsOf: "\(digits) 00000 n \n".utf8)
            }
            first = end
        }
        out.append(
            contentsOf: """
                trailer
                << /Size \(index.count) /Root \(index.root) 0 R /Info \(index.information) 0 R /Prev \(index.table) \
                /ID [<\(identity)> <\(identity)>] >>
                startxref
                \(table)
                %%EOF

                """.utf8)
        return out
    }

    /// The page with its true size, and without the transparency group that Cairo gives every page.
    private static func page(_ cairo: String, _ sheet: Size) -> String {
        var text = cairo
        if let start = text.firstRange(of: "/MediaBox ["), let end = text[start.upperBound...].firstIndex(of: "]") {
            text.replaceSubrange(
                start.lowerBound...end,
                with: "/MediaBox [0 0 \(PDFText.number(sheet.width * 0.75)) \(PDFText.number(sheet.height * 0.75))]")
        }
        if let start = text.firstRange(of: "/Group <<"), let end = text[start.upperBound...].firstRange(of: ">>") {
            text.removeSubrange(start.lowerBound..<end.upperBound)
        }
        return text
    }
}

/// Where the objects of a file lie that Cairo 1.16 wrote in one go.
struct PrintFileIndex {
    let table: Int
    let count: Int
    let root: Int
    let information: Int
    private(set) var pages: [Int] = []
    private let offsets: [Int]
    private let ends: [Int: Int]

    init(size: Int, read: (Range<Int>) -> [UInt8]?) throws(FinishingError) {
        guard let tail = read(max(0, size - 1024)..<size),
            let mark = CairoFile.last("startxref", in: tail, before: tail.count),
            let table = CairoFile.integer(in: tail, at: mark + 9)?.value, table > 0, table < size,
            let section = read(table..<size)
        else { throw .unexpectedFile("no cross-reference section") }
        self.table = table
        guard let start = CairoFile.integer(in: section, at: 4), start.value == 0,
            let counted = CairoFile.integer(in: section, at: start.end), counted.value > 0, counted.value < 50_000_000
        else { throw .unexpectedFile("the cross-reference section does not begin at 0") }
        count = counted.value
        var at = counted.end
        while at < section.count, section[at] == 0x0A || section[at] == 0x0D || section[at] == 0x20 { at += 1 }
        guard at + count * 20 <= section.count else {
            throw .unexpectedFile("the cross-reference section is cut short")
        }
        var offsets = [Int](repeating: -1, count: count)
        for number in 0..<count where section[at + number * 20 + 17] == UInt8(ascii: "n") {
            offsets[number] = CairoFile.integer(in: section, at: at + number * 20)?.value ?? -1
        }
        self.offsets = offsets
        let sorted = offsets.filter { $0 >= 0 }.sorted()
        var ends: [Int: Int] = [:]
        for (index, offset) in sorted.enumerated() {
            ends[offset] = index + 1 < sorted.count ? sorted[index + 1] : table
        }
        self.ends = ends
        let trailer = String(decoding: section[(at + count * 20)...], as: UTF8.self)
        guard let root = CairoFile.reference("/Root", in: trailer),
            let information = CairoFile.reference("/Info", in: trailer)
        else { throw .unexpectedFile("no trailer") }
        self.root = root
        self.information = information
        guard let tree = CairoFile.reference("/Pages", in: try object(root, read)) else {
            throw .unexpectedFile("no pages")
        }
        let kids = try object(tree, read)
        guard let open = kids.firstIndex(of: "["), let close = kids[open...].firstIndex(of: "]") else {
            throw .unexpectedFile("no list of pages")
        }
        let words = kids[kids.index(after: open)..<close].split(separator: " ")
        pages = stride(from: 0, to: words.count - words.count % 3, by: 3).compactMap { Int(words[$0]) }
    }

    /// An object's contents without `n 0 obj` and `endobj`.
    func object(_ number: Int, _ read: (Range<Int>) -> [UInt8]?) throws(FinishingError) -> String {
        guard offsets.indices.contains(number), offsets[number] >= 0, let end = ends[offsets[number]],
            let bytes = read(offsets[number]..<end)
        else { throw .unexpectedFile("object \(number) is missing") }
        var text = Substring(String(decoding: bytes, as: UTF8.self))
        if let start = text.firstRange(of: "obj\n") { text = text[start.upperBound...] }
        if let end = text.firstRange(of: "endobj") { text = text[..<end.lowerBound] }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }
}
