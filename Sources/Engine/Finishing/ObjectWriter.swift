//  ObjectWriter.swift
//  In: new objects, and those of a file that stay. Out: what the finished file is made of, by number.

/// Numbers new objects, reusing the numbers of superseded ones, and keeps what they hold.
final class ObjectWriter {
    let source: CairoFile
    private var free: [Int]
    /// One more than the highest number.
    private(set) var count: Int
    /// New contents, one after another.
    private var contents: [UInt8] = []
    /// By number: where in `contents`; empty: nothing was written.
    private var places: [Range<Int>]
    /// New stream objects: they cannot lie in an object stream.
    private(set) var streams: [Int] = []

    init(_ source: CairoFile) {
        self.source = source
        free = source.superseded.sorted(by: >)
        count = source.objects.count
        places = [Range<Int>](repeating: 0..<0, count: count)
        contents.reserveCapacity(1 << 16)
    }

    /// A number for an object to be written later.
    func reserve() -> Int {
        if let number = free.popLast() { return number }
        places.append(0..<0)
        count += 1
        return count - 1
    }
    /// Gives an object its contents (replaces the source's object of that number).
    func write(_ number: Int, _ bytes: PDFBytes) {
        let start = contents.count
        contents.append(contentsOf: bytes.bytes)
        places[number] = start..<contents.count
    }
    func write(_ number: Int, _ text: String) { write(number, PDFBytes(text)) }
    func add(_ bytes: PDFBytes) -> Int {
        let number = reserve()
        write(number, bytes)
        return number
    }
    func add(_ text: String) -> Int { add(PDFBytes(text)) }
    /// A dictionary followed by its stream.
    func add(stream text: String) -> Int {
        let number = add(text)
        streams.append(number)
        return number
    }

    /// What was written under a number; nil: nothing.
    func written(_ number: Int) -> ArraySlice<UInt8>? {
        places[number].isEmpty ? nil : contents[places[number]]
    }
}
