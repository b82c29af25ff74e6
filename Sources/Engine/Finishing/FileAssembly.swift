//  FileAssembly.swift
//  In: the objects of a finished document. Out: the file: streams packed, everything else in object streams, and a
//  cross-reference stream. https://www.iso.org/standard/51502.html 7.5.7 and 7.5.8 (PDF 1.5)
//  A document has a thousand small objects (each paragraph of its structure is one): packed together they take a
//  fifth of what they take one by one.

struct FileAssembly {
    private let writer: ObjectWriter
    private let deflater: Deflater
    private var out: [UInt8] = []
    /// By number: where the object is.
    private var entries: [Entry]
    /// The contents of tagged pages.
    private let tagged: Set<Int>

    private enum Entry {
        case free
        case offset(Int)
        case packed(in: Int, index: Int)
    }
    /// More in one object stream would make readers unpack much for one object.
    private static let objectsPerStream = 250

    /// `tagged`: the content streams of pages that have a structure tree.
    init(_ writer: ObjectWriter, tagged: Set<Int> = []) throws(FinishingError) {
        guard let deflater = Deflater() else { throw .outOfMemory }
        self.writer = writer
        self.tagged = tagged
        self.deflater = deflater
        entries = [Entry](repeating: .free, count: writer.count)
    }

    consuming func file(catalogue: Int, information: Int) -> [UInt8] {
        let source = writer.source
        out.reserveCapacity(source.bytes.count)
        // header and the comment of high bytes
        out.append(contentsOf: source.bytes[..<(source.order.first.map { source.objects[$0].lowerBound } ?? 0)])
        var left = [Bool](repeating: false, count: writer.count)
        for number in source.superseded { left[number] = true }
        var streams: [(number: Int, stream: CairoFile.Stream)] = []
        for number in source.order where !left[number] && writer.written(number) == nil {
            guard let stream = source.stream(number) else { continue }
            streams.append((number, stream))
            left[number] = true
            // its length is written where it is
            if let length = stream.lengthObject { left[length] = true }
        }
        for (number, stream) in streams { append(stream, number) }
        for number in writer.streams {
            entries[number] = .offset(out.count)
            append("\(number) 0 obj\n")
            out.append(contentsOf: writer.written(number) ?? [])
            append("\nendobj\n")
        }
        appendPacked(
            (1..<writer.count).filter { number in
                if writer.written(number) != nil { return !writer.streams.contains(number) }
                return !left[number] && source.objects.indices.contains(number) && !source.objects[number].isEmpty
            })
        appendTable(catalogue: catalogue, information: information)
        return out
    }

    private mutating func append(_ text: String) { out.append(contentsOf: text.utf8) }

    /// One of Cairo's streams; packed, if Cairo was told not to.
    private mutating func append(_ stream: CairoFile.Stream, _ number: Int) {
        entries[number] = .offset(out.count)
        let packed: [UInt8]? = writer.source.bytes[stream.data].withUnsafeBytes { data in
            guard stream.isDeflated, var contents = Deflater.stored(data) else { return nil }
            PaperFill.remove(from: &contents)
            if tagged.contains(number) { contents = ArtifactMarks.adding(to: contents) }
            return contents.withUnsafeBytes { deflater.pack($0) }
        }
        var dictionary = stream.dictionary(length: packed?.count ?? stream.data.count)
        if InvertedInks.apply(to: stream, in: writer.source.bytes), let end = dictionary.range(ofLast: ">>") {
            dictionary.replaceSubrange(end, with: "/Decode [1 0 1 0 1 0 1 0] >>")
        }
        append("\(number) 0 obj\n\(dictionary)\nstream\n")
        if let packed {
            out.append(contentsOf: packed)
        } else {
            out.append(contentsOf: writer.source.bytes[stream.data])
        }
        append("\nendstream\nendobj\n")
    }

    /// Object streams.
    private mutating func appendPacked(_ numbers: [Int]) {
        var start = 0
        while start < numbers.count {
            let chunk = numbers[start..<min(start + Self.objectsPerStream, numbers.count)]
            start = chunk.endIndex
            var index = PDFBytes()
            var body = PDFBytes()
            let number = entries.count
            for (place, object) in chunk.enumerated() {
                entries[object] = .packed(in: number, index: place)
                index.add(object)
                index.add(" " as StaticString)
                index.add(body.count)
                index.add(" " as StaticString)
                if let written = writer.written(object) {
                    body.add(written)
                } else {
                    body.add(writer.source.contents(object))
                }
                body.add("\n" as StaticString)
            }
            entries.append(.offset(out.count))
            let first = index.count
            index.add(body)
            let packed = index.bytes.withUnsafeBytes { deflater.pack($0) }
            append(
                "\(number) 0 obj\n<< /Type /ObjStm /N \(chunk.count) /First \(first) /Filter /FlateDecode /Length \(packed.count) >>\nstream\n"
            )
            out.append(contentsOf: packed)
            append("\nendstream\nendobj\n")
        }
    }

    /// The cross-reference stream, which is the trailer as well.
    private mutating func appendTable(catalogue: Int, information: Int) {
        let place = out.count
        let number = entries.count
        entries.append(.offset(place))
        // type, offset or stream, index within the stream; each row as its difference from the one before
        let columns = 7
        var rows: [UInt8] = []
        rows.reserveCapacity(entries.count * (columns + 1))
        var previous = [UInt8](repeating: 0, count: columns)
        for (index, entry) in entries.enumerated() {
            let (kind, first, second): (Int, Int, Int) =
                switch entry {
                // free numbers are never used again; 0 heads their list
                case .free: (0, 0, index == 0 ? 0xFFFF : 0)
                case .offset(let offset): (1, offset, 0)
                case .packed(let stream, let index): (2, stream, index)
                }
            let row = [
                UInt8(kind), UInt8(first >> 24 & 255), UInt8(first >> 16 & 255), UInt8(first >> 8 & 255),
                UInt8(first & 255), UInt8(second >> 8 & 255), UInt8(second & 255),
            ]
            rows.append(2)
            for column in 0..<columns { rows.append(row[column] &- previous[column]) }
            previous = row
        }
        let packed = rows.withUnsafeBytes { deflater.pack($0) }
        let identity = Self.identity(of: out)
        append(
            "\(number) 0 obj\n<< /Type /XRef /Size \(entries.count) /W [1 4 2] /Root \(catalogue) 0 R /Info \(information) 0 R /ID [<\(identity)> <\(identity)>] /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns \(columns) >> /Length \(packed.count) >>\nstream\n"
        )
        out.append(contentsOf: packed)
        append("\nendstream\nendobj\nstartxref\n\(place)\n%%EOF\n")
    }

    /// 128 bits of the contents, as hexadecimal digits.
    private static func identity(of bytes: [UInt8]) -> String {
        var a: UInt64 = 0xcbf2_9ce4_8422_2325
        var b: UInt64 = 0x9e37_79b9_7f4a_7c15
        bytes.withUnsafeBytes { buffer in
            var index = 0
            while index + 8 <= buffer.count {
                let word = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                a = (a ^ word) &* 0x0000_0100_0000_01b3
                a ^= a >> 29
                b = (b &+ word) &* 0xff51_afd7_ed55_8ccd
                b ^= b >> 33
                index += 8
            }
            while index < buffer.count {
                a = (a ^ UInt64(buffer[index])) &* 0x0000_0100_0000_01b3
                b = (b &+ UInt64(buffer[index])) &* 0xff51_afd7_ed55_8ccd
                index += 1
            }
        }
        var result = ""
        for word in [a, b] {
            for shift in stride(from: 56, through: 0, by: -8) {
                PDFText.hex(UInt8(word >> UInt64(shift) & 255), into: &result)
            }
        }
        return result
    }
}
