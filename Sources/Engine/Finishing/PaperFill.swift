//  PaperFill.swift
//  In: a page's content stream as Painting had Cairo write it. Out: the same without the white laid over the page first,
//  which is there for Cairo's speed alone: a page of ours has no ground but what its document paints.

enum PaperFill {
    /// Takes the rectangle out; the colour stays set, as Cairo counts on it. Other streams stay as they are.
    static func remove(from contents: inout [UInt8]) {
        // 1 0 0 -1 0 842 cm
        // q
        // 1 1 1 rg /a0 gs
        // 0 0 596 842 re f
        guard contents.starts(with: "1 0 0 -1 0 ".utf8) else { return }
        var reader = contents.prefix(160)[11...]
        guard let height = reader.takeWord(), reader.take("cm\nq\n1 1 1 rg"),
            let end = reader.firstIndex(of: UInt8(ascii: "0"), after: " gs\n")
        else { return }
        reader = reader[end...]
        guard reader.take("0 0 "), reader.takeWord() != nil, reader.takeWord() == height, reader.take("re f\n")
        else { return }
        contents.removeSubrange(end..<reader.startIndex)
    }
}

extension ArraySlice<UInt8> {
    fileprivate mutating func take(_ word: StaticString) -> Bool {
        let expected = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard starts(with: expected) else { return false }
        removeFirst(expected.count)
        return true
    }
    /// What comes before the next blank, the blank taken too.
    fileprivate mutating func takeWord() -> ArraySlice<UInt8>? {
        guard let blank = firstIndex(of: 0x20) else { return nil }
        defer { self = self[(blank + 1)...] }
        return self[..<blank]
    }
    /// Where `byte` comes right after `words`, which may follow here or not at all.
    fileprivate func firstIndex(of byte: UInt8, after words: StaticString) -> Int? {
        let expected = UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
        var place = startIndex
        while place + expected.count < endIndex {
            if self[place...].starts(with: expected) {
                let found = place + expected.count
                return self[found] == byte ? found : nil
            }
            place += 1
        }
        return nil
    }
}
