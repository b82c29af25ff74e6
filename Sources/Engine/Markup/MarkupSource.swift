//  MarkupSource.swift
//  In: a document's bytes and the place of a tag. Out: the exact place of an attribute, or of a character inside it.
//  The tree keeps one place per node; what points deeper is looked up here, only when there is something to say.

import Diagnostics

/// The text of a document, for messages that point into a tag or a run of text.
public struct MarkupSource: Sendable {
    public let name: String
    private let bytes: [UInt8]
    private let lineStarts: [Int]

    /// In: the file's bytes as given to the parser (UTF-8, with or without byte order mark).
    public init(_ bytes: [UInt8], name: String) {
        self.name = name
        self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        var starts = [0]
        for (index, byte) in self.bytes.enumerated()
        where byte == 0x0A || (byte == 0x0D && !(index + 1 < self.bytes.count && self.bytes[index + 1] == 0x0A)) {
            starts.append(index + 1)
        }
        lineStarts = starts
    }

    /// The place of the `character`th character of the value of an attribute of the tag at `line`:`column`; the
    /// attribute's own place without one; the tag's place if there is no such attribute.
    public func location(
        ofAttribute attribute: String, character: Int? = nil, tagAt line: Int, _ column: Int
    ) -> SourceLocation {
        let tag = SourceLocation(file: name, line: line, column: column)
        guard let start = offset(line, column) else { return tag }
        let wanted = attribute.split(separator: ":").last.map { String($0) } ?? attribute
        var index = start + 1
        while index < bytes.count, !isBlank(bytes[index]), bytes[index] != 0x3E { index += 1 }
        while index < bytes.count, bytes[index] != 0x3E {
            if isBlank(bytes[index]) || bytes[index] == 0x2F {
                index += 1
                continue
            }
            let from = index
            while index < bytes.count, bytes[index] != 0x3D, !isBlank(bytes[index]), bytes[index] != 0x3E { index += 1 }
            let found = String(decoding: bytes[from..<index], as: UTF8.self)
            while index < bytes.count, isBlank(bytes[index]) || bytes[index] == 0x3D { index += 1 }
            guard index < bytes.count, bytes[index] == 0x22 || bytes[index] == 0x27 else { continue }
            let quote = bytes[index]
            let value = index + 1
            index = value
            while index < bytes.count, bytes[index] != quote { index += 1 }
            if found == attribute || (attribute.contains(":") && found.hasSuffix(":" + wanted)) {
                guard let character else { return place(from) }
                return place(skip(character, from: value, to: index))
            }
            index += 1
        }
        return tag
    }

    /// The place of the `character`th character of the text that begins at `line`:`column`.
    public func location(ofCharacter character: Int, inTextAt line: Int, _ column: Int) -> SourceLocation {
        guard let start = offset(line, column) else { return SourceLocation(file: name, line: line, column: column) }
        return place(skip(character, from: start, to: bytes.count))
    }

    /// Walks over characters as the parser gave them: an entity counts as one, CR LF as one, comments not at all.
    private func skip(_ count: Int, from: Int, to end: Int) -> Int {
        var index = from
        var left = count
        bytes.withUnsafeBufferPointer { bytes in
            while index < end {
                if bytes[index] == 0x3C {
                    if bytes.starts(with: "<!--", at: index) {
                        index = bytes.end(of: "-->", from: index + 4)
                    } else if bytes.starts(with: "<![CDATA[", at: index) {
                        index += 9
                    } else if bytes.starts(with: "<?", at: index) {
                        index = bytes.end(of: "?>", from: index + 2)
                    } else {
                        return
                    }
                    continue
                }
                if left == 0 { return }
                if bytes[index] == 0x26 {
                    while index < end, bytes[index] != 0x3B { index += 1 }
                } else if bytes[index] == 0x0D, index + 1 < end, bytes[index + 1] == 0x0A {
                    index += 1
                }
                index += 1
                while index < end, bytes[index] & 0xC0 == 0x80 { index += 1 }
                left -= 1
            }
        }
        return min(index, end)
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    private func offset(_ line: Int, _ column: Int) -> Int? {
        guard line >= 1, line <= lineStarts.count, column >= 1 else { return nil }
        var index = lineStarts[line - 1]
        for _ in 1..<max(column, 1) {
            guard index < bytes.count else { return nil }
            index += 1
            while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
        }
        return index
    }

    private func place(_ offset: Int) -> SourceLocation {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        let column = bytes[lineStarts[low]..<max(offset, lineStarts[low])].reduce(1) {
            $0 + ($1 & 0xC0 == 0x80 ? 0 : 1)
        }
        return SourceLocation(file: name, line: low + 1, column: column)
    }
}
