//  CairoFile.swift
//  In: a PDF as Cairo 1.16 writes it (one classic cross-reference section). Out: where its objects lie, its pages.

import Messages

/// A file, read only as far as it must be.
struct CairoFile {
    let bytes: [UInt8]
    /// Byte ranges by object number; empty: free.
    private(set) var objects: [Range<Int>] = [0..<0]
    /// Numbers of the objects as they lie in the file.
    private(set) var order: [Int] = []
    private(set) var pageTree = 0
    /// Object numbers in page order.
    private(set) var pages: [Int] = []
    /// For each page its key in the parent tree; −1: none.
    private(set) var structParents: [Int] = []
    /// Objects of Cairo's that the finished file does without.
    private(set) var superseded: [Int] = []

    init(_ bytes: [UInt8]) throws(FinishingError) {
        self.bytes = bytes
        guard let mark = Self.last("startxref", in: bytes, before: bytes.count),
            let table = Self.integer(in: bytes, at: mark + 9)?.value, table > 0, table < bytes.count
        else { throw .unexpectedFile(Sentence(.pdfNoTable)) }
        try readTable(at: table)
        guard let trailer = Self.last("trailer", in: bytes, before: mark) else {
            throw .unexpectedFile(Sentence(.pdfNoTrailer))
        }
        let text = String(decoding: bytes[trailer..<mark], as: UTF8.self)
        guard let root = Self.reference("/Root", in: text), objects.indices.contains(root) else {
            throw .unexpectedFile(Sentence(.pdfNoCatalogue))
        }
        superseded.append(root)
        if let information = Self.reference("/Info", in: text), objects.indices.contains(information) {
            superseded.append(information)
        }
        let catalogue = dictionary(root)
        guard let tree = Self.reference("/Pages", in: catalogue), objects.indices.contains(tree) else {
            throw .unexpectedFile(Sentence(.pdfNoPages))
        }
        pageTree = tree
        let kids = dictionary(tree)
        guard let open = kids.firstIndex(of: "["), let close = kids[open...].firstIndex(of: "]") else {
            throw .unexpectedFile(Sentence(.pdfNoPageList))
        }
        let words = kids[kids.index(after: open)..<close].split(separator: " ")
        pages = stride(from: 0, to: words.count - words.count % 3, by: 3).compactMap { Int(words[$0]) }
        guard pages.allSatisfy({ objects.indices.contains($0) }) else {
            throw .unexpectedFile(Sentence(.pdfPageMissing))
        }
        structParents = pages.map { page in
            let text = dictionary(page)
            guard let range = text.firstRange(of: "/StructParents ") else { return -1 }
            return Int(text[range.upperBound...].prefix(while: \.isNumber)) ?? -1
        }
        findStructure(catalogue)
    }

    /// An object's contents without `n 0 obj` and `endobj`.
    func dictionary(_ number: Int) -> String {
        let range = objects[number]
        var text = Substring(String(decoding: bytes[range], as: UTF8.self))
        if let start = text.firstRange(of: "obj\n") { text = text[start.upperBound...] }
        if let end = text.firstRange(of: "endobj") { text = text[..<end.lowerBound] }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }

    /// An object's contents as bytes.
    func contents(_ number: Int) -> ArraySlice<UInt8> {
        var range = objects[number]
        // "n 0 obj\n" and "\nendobj\n"
        if let newline = bytes[range].firstIndex(of: 0x0A) { range = (newline + 1)..<range.upperBound }
        let mark = Array("endobj".utf8)
        var end = range.upperBound - mark.count
        while end > range.lowerBound, !bytes[end..<range.upperBound].starts(with: mark) { end -= 1 }
        while end > range.lowerBound, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x20 { end -= 1 }
        return bytes[range.lowerBound..<end]
    }

    /// The object with a page's contents.
    func contentStream(of page: Int) -> Int? {
        Self.reference("/Contents", in: dictionary(page)).flatMap { objects.indices.contains($0) ? $0 : nil }
    }

    /// An object that is a dictionary with a stream.
    struct Stream {
        /// The dictionary up to its length's value, and from there on.
        var before: ArraySlice<UInt8>
        var after: ArraySlice<UInt8>
        var data: Range<Int>
        /// The object that holds the length; nil: it stands in the dictionary.
        var lengthObject: Int?
        var isDeflated: Bool
        func dictionary(length: Int) -> String {
            String(decoding: before, as: UTF8.self) + String(length) + String(decoding: after, as: UTF8.self)
        }
    }

    func stream(_ number: Int) -> Stream? {
        let range = objects[number]
        guard let newline = bytes[range].firstIndex(of: 0x0A),
            let mark = Self.first("\nstream\n", in: bytes, range),
            let key = Self.first("/Length ", in: bytes, newline..<mark),
            let length = Self.integer(in: bytes, at: key + 8)
        else { return nil }
        var after = length.end
        var lengthObject: Int?
        var count = length.value
        if bytes[after..<mark].starts(with: " 0 R".utf8) {
            guard objects.indices.contains(count), !objects[count].isEmpty,
                let value = Int(String(decoding: contents(count), as: UTF8.self).filter(\.isNumber))
            else { return nil }
            lengthObject = count
            count = value
            after += 4
        }
        let start = mark + 8
        guard count >= 0, count <= range.upperBound - start else { return nil }
        return Stream(
            before: bytes[(newline + 1)..<(key + 8)], after: bytes[after..<mark], data: start..<(start + count),
            lengthObject: lengthObject, isDeflated: Self.first("/FlateDecode", in: bytes, newline..<mark) != nil)
    }

    private mutating func readTable(at place: Int) throws(FinishingError) {
        guard let start = Self.integer(in: bytes, at: place + 4), start.value == 0,
            let count = Self.integer(in: bytes, at: start.end), count.value > 0, count.value < 10_000_000
        else { throw .unexpectedFile(Sentence(.pdfTableStart)) }
        var at = count.end
        while at < bytes.count, bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x20 { at += 1 }
        guard at + count.value * 20 <= bytes.count else {
            throw .unexpectedFile(Sentence(.pdfTableShort))
        }
        var offsets = [Int](repeating: -1, count: count.value)
        for number in 0..<count.value {
            let entry = at + number * 20
            guard bytes[entry + 17] == UInt8(ascii: "n"), let offset = Self.integer(in: bytes, at: entry)?.value,
                offset > 0, offset < place
            else { continue }
            offsets[number] = offset
        }
        order = offsets.indices.filter { offsets[$0] >= 0 }.sorted { offsets[$0] < offsets[$1] }
        objects = [Range<Int>](repeating: 0..<0, count: count.value)
        for (index, number) in order.enumerated() {
            let end = index + 1 < order.count ? offsets[order[index + 1]] : place
            objects[number] = offsets[number]..<end
        }
    }

    private mutating func findStructure(_ catalogue: String) {
        guard let root = Self.reference("/StructTreeRoot", in: catalogue), objects.indices.contains(root) else {
            return
        }
        superseded.append(root)
        if let parents = Self.reference("/ParentTree", in: dictionary(root)), objects.indices.contains(parents) {
            superseded.append(parents)
        }
        let mark: StaticString = "\n<< /Type /StructElem"
        for number in objects.indices where objects[number].count > mark.utf8CodeUnitCount {
            let range = objects[number]
            // "n 0 obj" comes before
            let head = range.lowerBound..<min(range.upperBound, range.lowerBound + 24 + mark.utf8CodeUnitCount)
            if Self.first(mark, in: bytes, head) != nil { superseded.append(number) }
        }
    }

    // MARK: Scanning

    static func last(_ word: String, in bytes: [UInt8], before end: Int) -> Int? {
        let pattern = Array(word.utf8)
        var place = end - pattern.count
        while place >= 0 {
            if bytes[place] == pattern[0], bytes[place..<place + pattern.count].elementsEqual(pattern) { return place }
            place -= 1
        }
        return nil
    }
    private static func first(_ word: StaticString, in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        let pattern = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        return bytes.withUnsafeBufferPointer { bytes in
            var place = range.lowerBound
            let end = range.upperBound - pattern.count
            while place <= end {
                if bytes[place] == pattern[0] {
                    var matched = 1
                    while matched < pattern.count, bytes[place + matched] == pattern[matched] { matched += 1 }
                    if matched == pattern.count { return place }
                }
                place += 1
            }
            return nil
        }
    }
    static func integer(in bytes: [UInt8], at place: Int) -> (value: Int, end: Int)? {
        var index = place
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x0A || bytes[index] == 0x0D { index += 1 }
        var value = 0
        let start = index
        while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39, index - start < 15 {
            value = value * 10 + Int(bytes[index] - 0x30)
            index += 1
        }
        return index > start ? (value, index) : nil
    }
    static func reference(_ key: String, in text: String) -> Int? {
        guard let range = text.firstRange(of: key + " ") else { return nil }
        return Int(text[range.upperBound...].prefix(while: \.isNumber))
    }
}
