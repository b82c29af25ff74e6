//  ObjectWriter.swift
//  In: new objects, and those of a file that stay. Out: the file.

/// Numbers new objects, reusing the numbers of superseded ones, and writes the whole.
final class ObjectWriter {
    private let source: CairoFile
    private var free: [Int]
    private var next: Int
    private var contents: [Int: [UInt8]] = [:]

    init(_ source: CairoFile) {
        self.source = source
        free = source.superseded.sorted(by: >)
        next = source.objects.count
    }

    /// A number for an object to be written later.
    func reserve() -> Int {
        if let number = free.popLast() { return number }
        next += 1
        return next - 1
    }
    /// Gives an object its contents (replaces the source's object of that number).
    func write(_ number: Int, _ text: String) { contents[number] = Array(text.utf8) }
    func add(_ text: String) -> Int {
        let number = reserve()
        write(number, text)
        return number
    }

    func finish(catalogue: Int, information: Int) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(source.bytes.count + contents.values.reduce(0) { $0 + $1.count + 40 } + next * 4)
        let header = source.objects.lazy.filter { !$0.isEmpty }.map(\.lowerBound).min() ?? 0
        out.append(contentsOf: source.bytes[..<header])
        var offsets = [Int](repeating: 0, count: next)
        let left = Set(source.superseded)
        // the source's objects stay in their order in the file
        let order = source.objects.indices.filter { !source.objects[$0].isEmpty }
            .sorted { source.objects[$0].lowerBound < source.objects[$1].lowerBound }
        for number in order where contents[number] == nil && !left.contains(number) {
            offsets[number] = out.count
            out.append(contentsOf: source.bytes[source.objects[number]])
        }
        for number in contents.keys.sorted() {
            offsets[number] = out.count
            out.append(contentsOf: "\(number) 0 obj\n".utf8)
            out.append(contentsOf: contents[number] ?? [])
            out.append(contentsOf: "\nendobj\n".utf8)
        }
        let identity = Self.identity(of: out)
        let table = out.count
        out.append(contentsOf: "xref\n0 \(next)\n".utf8)
        // free numbers form a chain that begins at 0
        let unused = offsets.indices.filter { $0 > 0 && offsets[$0] == 0 }
        for number in 0..<next {
            let isFree = number == 0 || offsets[number] == 0
            var following = 0
            if isFree { following = unused.first { $0 > number } ?? 0 }
            Self.appendEntry(isFree ? following : offsets[number], isFree: isFree, to: &out)
        }
        out.append(
            contentsOf:
                "trailer\n<< /Size \(next) /Root \(catalogue) 0 R /Info \(information) 0 R /ID [<\(identity)> <\(identity)>] >>\nstartxref\n\(table)\n%%EOF\n"
                .utf8)
        return out
    }

    private static func appendEntry(_ value: Int, isFree: Bool, to out: inout [UInt8]) {
        var divisor = 1_000_000_000
        while divisor > 0 {
            out.append(UInt8(truncatingIfNeeded: value / divisor % 10 + 0x30))
            divisor /= 10
        }
        out.append(contentsOf: isFree ? " 65535 f \n".utf8 : " 00000 n \n".utf8)
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
