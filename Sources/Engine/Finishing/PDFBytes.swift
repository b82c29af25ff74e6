//  PDFBytes.swift
//  In: words and numbers of an object. Out: its bytes, without a string on the way.

struct PDFBytes {
    private(set) var bytes: [UInt8] = []

    init(_ text: String = "") { bytes.append(contentsOf: text.utf8) }

    var count: Int { bytes.count }
    mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }
    mutating func add(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
    mutating func add(_ other: PDFBytes) { bytes.append(contentsOf: other.bytes) }
    mutating func add(_ other: some Sequence<UInt8>) { bytes.append(contentsOf: other) }
    mutating func add(_ number: Int) {
        if number < 0 {
            bytes.append(UInt8(ascii: "-"))
        }
        var rest = number.magnitude
        var low = bytes.count
        repeat {
            bytes.append(UInt8(truncatingIfNeeded: rest % 10) + UInt8(ascii: "0"))
            rest /= 10
        } while rest > 0
        var high = bytes.count - 1
        while low < high {
            bytes.swapAt(low, high)
            low += 1
            high -= 1
        }
    }
    /// `12 0 R`
    mutating func add(reference number: Int) {
        add(number)
        add(" 0 R" as StaticString)
    }
}
