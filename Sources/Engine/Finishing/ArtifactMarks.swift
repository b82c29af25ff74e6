//  ArtifactMarks.swift
//  In: a page's contents as Cairo wrote them, what belongs to the structure tree marked. Out: all the rest marked as artifacts:
//  backgrounds, borders, running heads, folios, repeated table heads.
//  https://www.iso.org/standard/51502.html 14.8.2.2; PDF/UA wants every piece of content in one or the other.
//  Cairo ends text objects before it opens or closes a mark and writes marks on lines of their own, so lines tell all.

enum ArtifactMarks {
    /// The contents with `/Artifact BMC … EMC` around everything painted outside Cairo's own marks.
    static func adding(to contents: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(contents.count + contents.count / 16 + 64)
        contents.withUnsafeBufferPointer { bytes in
            var gap = 0
            var place = 0
            var depth = 0
            while place < bytes.count {
                let line = place
                while place < bytes.count, bytes[place] != newline { place += 1 }
                let end = place
                place = min(place + 1, bytes.count)
                if opens(bytes, line, end) {
                    if depth == 0 { append(gap..<line, of: bytes, to: &result) }
                    if depth == 0 { gap = line }
                    depth += 1
                } else if depth > 0, closes(bytes, line, end) {
                    depth -= 1
                    if depth == 0 {
                        result.append(contentsOf: bytes[gap..<place])
                        gap = place
                    }
                }
            }
            // a mark that is never closed stays as it is
            if depth > 0 {
                result.append(contentsOf: bytes[gap..<bytes.count])
            } else {
                append(gap..<bytes.count, of: bytes, to: &result)
            }
        }
        return result
    }

    private static let newline = UInt8(ascii: "\n")

    private static func append(_ gap: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]) {
        guard let first = firstPainting(in: gap, of: bytes) else {
            result.append(contentsOf: bytes[gap])
            return
        }
        // what only sets the scene stays outside
        result.append(contentsOf: bytes[gap.lowerBound..<first])
        result.append(contentsOf: "/Artifact BMC\n".utf8)
        result.append(contentsOf: bytes[first..<gap.upperBound])
        if result.last != newline { result.append(newline) }
        result.append(contentsOf: "EMC\n".utf8)
    }

    /// The start of the first line that does more than save, restore and move the state; nil: none does.
    private static func firstPainting(in gap: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var line = gap.lowerBound
        while line < gap.upperBound {
            var end = line
            while end < gap.upperBound, bytes[end] != newline { end += 1 }
            if !isScene(bytes, line, end) { return line }
            line = end + 1
        }
        return nil
    }

    /// `q`, `Q`, `… cm` or nothing.
    private static func isScene(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var last = end
        while last > start, bytes[last - 1] == 0x20 { last -= 1 }
        switch last - start {
        case 0: return true
        case 1: return bytes[start] == UInt8(ascii: "q") || bytes[start] == UInt8(ascii: "Q")
        default:
            let isMap = bytes[last - 1] == UInt8(ascii: "m") && bytes[last - 2] == UInt8(ascii: "c")
            // a line of several operators paints
            return isMap && bytes[start..<last - 2].allSatisfy { $0 < 0x40 }
        }
    }

    private static func opens(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        end - start > 8 && bytes[start] == UInt8(ascii: "/") && bytes[end - 1] == UInt8(ascii: "C")
            && bytes[end - 2] == UInt8(ascii: "D") && bytes[end - 3] == UInt8(ascii: "B")
    }
    private static func closes(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        end - start == 3 && bytes[start] == UInt8(ascii: "E") && bytes[start + 1] == UInt8(ascii: "M")
            && bytes[start + 2] == UInt8(ascii: "C")
    }
}
