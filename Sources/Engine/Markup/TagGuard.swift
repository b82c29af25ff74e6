//  TagGuard.swift
//  In: the text of a document. Out: whether a tag has so many attributes that a parser would take quadratic time.

/// A scan that knows no more of markup than tags, quotes and comments.
enum TagGuard {
    /// The offset of the first tag with more attributes than the limit.
    static func firstCrowdedTag(in text: [UInt8], limit: Int) -> Int? {
        text.withUnsafeBufferPointer { bytes in
            var index = 0
            while index < bytes.count {
                guard bytes[index] == 0x3C else {
                    index += 1
                    continue
                }
                let tag = index
                index += 1
                if bytes.starts(with: "!--", at: index) {
                    index = bytes.end(of: "-->", from: index + 3)
                    continue
                }
                if bytes.starts(with: "![CDATA[", at: index) {
                    index = bytes.end(of: "]]>", from: index + 8)
                    continue
                }
                var signs = 0
                while index < bytes.count, bytes[index] != 0x3E {
                    let byte = bytes[index]
                    index += 1
                    if byte == 0x3D { signs += 1 }
                    if byte == 0x22 || byte == 0x27 {
                        while index < bytes.count, bytes[index] != byte { index += 1 }
                        index += 1
                    } else if byte == 0x3C {
                        // Not well-formed; libxml2 says so better.
                        index -= 1
                        break
                    }
                }
                if signs > limit { return tag }
            }
            return nil
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    func starts(with word: StaticString, at index: Int) -> Bool {
        guard index + word.utf8CodeUnitCount <= count else { return false }
        for offset in 0..<word.utf8CodeUnitCount where self[index + offset] != word.utf8Start[offset] { return false }
        return true
    }
    /// The offset behind the next occurrence of a word, or the end.
    func end(of word: StaticString, from: Int) -> Int {
        var index = from
        while index < count {
            if self[index] == word.utf8Start[0], starts(with: word, at: index) { return index + word.utf8CodeUnitCount }
            index += 1
        }
        return count
    }
}
