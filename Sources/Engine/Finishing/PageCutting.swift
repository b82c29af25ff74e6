//  PageCutting.swift
//  In: a print file and some of its pages. Out: a PDF of these pages alone, with everything they need and nothing else.
//  The pages' own bytes are copied as they are: what was printed is what comes out.

import Messages

/// Cuts pages out of a print file.
public enum PageCutting {
    /// `pages` count from 0. `read` answers ranges of the file's bytes; no more is read than the pages need.
    public static func cut(
        size: Int, pages: Range<Int>, information: DocumentInformation, read: @escaping (Range<Int>) -> [UInt8]?
    ) throws(FinishingError) -> [UInt8] {
        let index = try PrintFileIndex(size: size, read: read)
        guard !pages.isEmpty, pages.lowerBound >= 0, pages.upperBound <= index.pages.count else {
            throw .unexpectedFile(Sentence(.pdfPageCount, ["count": index.pages.count]))
        }
        var cutter = Cutter(index: index)
        let kids = try index.pages[pages].map { page throws(FinishingError) in try cutter.page(page) }
        return cutter.finish(kids: kids, information: information)
    }
}

/// Copies objects under new numbers: 1 the catalogue, 2 the page tree, 3 the information, then what pages refer to.
private struct Cutter {
    let index: PrintFileIndex
    private var numbers: [Int: Int] = [:]
    private var waiting: [Int] = []
    private var out: [UInt8] = Array("%PDF-1.5\n%\u{B5}\u{ED}\u{AE}\u{FB}\n".unicodeScalars.map { UInt8($0.value) })
    private var offsets: [Int: Int] = [:]
    private var next = 4

    init(index: PrintFileIndex) { self.index = index }

    /// A page and all that it refers to.
    mutating func page(_ old: Int) throws(FinishingError) -> Int {
        let number = number(of: old)
        while let one = waiting.popLast() { try copy(one) }
        return number
    }

    private mutating func number(of old: Int) -> Int {
        if let known = numbers[old] { return known }
        numbers[old] = next
        waiting.append(old)
        next += 1
        return next - 1
    }

    private mutating func copy(_ old: Int) throws(FinishingError) {
        let bytes = try index.bytes(old)
        // only what stands before a stream's data is PDF's own text
        let head = PrintFileIndex.first("stream", in: bytes).map { bytes[..<$0] } ?? bytes[...]
        let text = renumbered(String(decoding: head, as: UTF8.self))
        begin(numbers[old] ?? 0)
        out.append(contentsOf: text.utf8)
        out.append(contentsOf: bytes[head.endIndex...])
        out.append(contentsOf: "endobj\n".utf8)
    }

    private mutating func begin(_ number: Int) {
        offsets[number] = out.count
        out.append(contentsOf: "\(number) 0 obj".utf8)
    }

    /// `/Parent n 0 R` becomes the new page tree; every other reference its object's new number.
    private mutating func renumbered(_ text: String) -> String {
        var result = ""
        var rest = Substring(text)
        while let mark = rest.firstRange(of: " 0 R") {
            let before = rest[..<mark.lowerBound]
            let digits = before.reversed().prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty, let old = Int(String(digits.reversed())) else {
                result += rest[..<mark.upperBound]
                rest = rest[mark.upperBound...]
                continue
            }
            let kept = before.dropLast(digits.count)
            result += kept
            let isParent = kept.reversed().drop { $0.isWhitespace }.prefix(7).elementsEqual("/Parent".reversed())
            result += String(isParent ? 2 : number(of: old)) + " 0 R"
            rest = rest[mark.upperBound...]
        }
        return result + rest
    }

    mutating func finish(kids: [Int], information: DocumentInformation) -> [UInt8] {
        func write(_ number: Int, _ text: String) {
            begin(number)
            out.append(contentsOf: "\n\(text)\nendobj\n".utf8)
        }
        write(1, "<< /Type /Catalog /Pages 2 0 R >>")
        write(
            2, "<< /Type /Pages /Kids [ \(kids.map { "\($0) 0 R" }.joined(separator: " ")) ] /Count \(kids.count) >>")
        write(3, MetadataWriter.dictionary(information))
        let table = out.count
        out.append(contentsOf: "xref\n0 \(next)\n0000000000 65535 f \n".utf8)
        for number in 1..<next {
            let digits = String(offsets[number] ?? 0)
            out.append(contentsOf: String(repeating: "0", count: max(0, 10 - digits.count)).utf8)
            out.append(contentsOf: "\(digits) 00000 n \n".utf8)
        }
        out.append(
            contentsOf: "trailer\n<< /Size \(next) /Root 1 0 R /Info 3 0 R >>\nstartxref\n\(table)\n%%EOF\n".utf8)
        return out
    }
}
