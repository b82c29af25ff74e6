//  PrintFileIndex.swift
//  In: a file of ours on the disk, by ranges of its bytes. Out: where its objects lie, its pages in order.
//  Reads classic cross-reference sections, the newest first. https://www.iso.org/standard/51502.html 7.5.4

import Messages

/// Where the objects of a PDF lie.
struct PrintFileIndex {
    /// The newest section's place.
    let table: Int
    let count: Int
    let root: Int
    let information: Int
    private(set) var pages: [Int] = []
    private var offsets: [Int]
    /// Where the next object or section begins, by an object's place.
    private var ends: [Int: Int] = [:]
    private let read: (Range<Int>) -> [UInt8]?

    init(size: Int, read: @escaping (Range<Int>) -> [UInt8]?) throws(FinishingError) {
        self.read = read
        guard let tail = read(max(0, size - 1024)..<size),
            let mark = CairoFile.last("startxref", in: tail, before: tail.count),
            let newest = CairoFile.integer(in: tail, at: mark + 9)?.value, newest > 0, newest < size
        else { throw .unexpectedFile(Sentence(.pdfNoTable)) }
        table = newest
        var offsets: [Int] = []
        var borders = [size]
        var next: Int? = newest
        var end = size
        var trailer = ""
        while let place = next {
            guard place > 0, place < end, let bytes = read(place..<end) else {
                throw .unexpectedFile(Sentence(.pdfTableMissing))
            }
            borders.append(place)
            let text = try Self.section(bytes, into: &offsets)
            if trailer.isEmpty { trailer = text }
            next = CairoFile.reference("/Prev", in: text)
            end = place
        }
        guard let root = CairoFile.reference("/Root", in: trailer),
            let information = CairoFile.reference("/Info", in: trailer)
        else { throw .unexpectedFile(Sentence(.pdfNoTrailer)) }
        self.root = root
        self.information = information
        self.offsets = offsets
        count = offsets.count
        let sorted = (offsets.filter { $0 > 0 } + borders).sorted()
        for (here, after) in zip(sorted, sorted.dropFirst()) { ends[here] = after }
        guard let tree = CairoFile.reference("/Pages", in: try object(root)) else {
            throw .unexpectedFile(Sentence(.pdfNoPages))
        }
        let kids = try object(tree)
        guard let open = kids.firstIndex(of: "["), let close = kids[open...].firstIndex(of: "]") else {
            throw .unexpectedFile(Sentence(.pdfNoPageList))
        }
        let words = kids[kids.index(after: open)..<close].split(separator: " ")
        pages = stride(from: 0, to: words.count - words.count % 3, by: 3).compactMap { Int(words[$0]) }
    }

    /// Reads one section; places that a newer one gave stay. Returns the trailer's text.
    private static func section(_ bytes: [UInt8], into offsets: inout [Int]) throws(FinishingError) -> String {
        guard bytes.starts(with: Array("xref".utf8)) else { throw .unexpectedFile(Sentence(.pdfNoTable)) }
        var at = 4
        while let first = CairoFile.integer(in: bytes, at: at),
            let counted = CairoFile.integer(in: bytes, at: first.end), first.value >= 0, counted.value >= 0,
            first.value < 50_000_000, counted.value < 50_000_000
        {
            at = counted.end
            while at < bytes.count, bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x20 { at += 1 }
            guard at + counted.value * 20 <= bytes.count else {
                throw .unexpectedFile(Sentence(.pdfTableShort))
            }
            if offsets.count < first.value + counted.value {
                offsets += [Int](repeating: 0, count: first.value + counted.value - offsets.count)
            }
            for number in first.value..<(first.value + counted.value) {
                let entry = at + (number - first.value) * 20
                guard offsets[number] == 0, bytes[entry + 17] == UInt8(ascii: "n") else { continue }
                offsets[number] = CairoFile.integer(in: bytes, at: entry)?.value ?? 0
            }
            at += counted.value * 20
        }
        return String(decoding: bytes[at...], as: UTF8.self)
    }

    /// An object's bytes between `n 0 obj` and `endobj`, a stream's data included.
    func bytes(_ number: Int) throws(FinishingError) -> [UInt8] {
        guard offsets.indices.contains(number), offsets[number] > 0, let end = ends[offsets[number]],
            let bytes = read(offsets[number]..<end)
        else { throw .unexpectedFile(Sentence(.pdfObjectMissing, ["number": number])) }
        guard let start = Self.first("obj", in: bytes),
            let close = CairoFile.last("endobj", in: bytes, before: bytes.count)
        else { throw .unexpectedFile(Sentence(.pdfObjectCut, ["number": number])) }
        return Array(bytes[(start + 3)..<close])
    }

    /// An object that is no stream.
    func object(_ number: Int) throws(FinishingError) -> String {
        var text = Substring(String(decoding: try bytes(number), as: UTF8.self))
        while text.first?.isWhitespace ?? false { text.removeFirst() }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }

    static func first(_ word: String, in bytes: [UInt8]) -> Int? {
        let pattern = Array(word.utf8)
        var place = 0
        while place + pattern.count <= bytes.count {
            if bytes[place] == pattern[0], bytes[place..<place + pattern.count].elementsEqual(pattern) { return place }
            place += 1
        }
        return nil
    }
}
