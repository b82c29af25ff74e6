//  GlyphOutlines.swift
//  In: a TrueType font. Out: the same outlines under the same ids, without instructions and without the tables that are
//  not needed to draw or embed them. A copy, so it takes a few milliseconds where a subsetter takes its twenty.
//  https://learn.microsoft.com/typography/opentype/spec/glyf

import CHarfBuzz

enum GlyphOutlines {
    private static let keptTables = ["hhea", "hmtx", "name", "OS/2", "post"]

    /// A font file in a blob that the caller owns; nil if anything in it is not as the format has it.
    static func withoutInstructions(_ face: OpaquePointer?) -> OpaquePointer? {
        let glyphs = Table(face, "glyf")
        let places = Table(face, "loca")
        let head = Table(face, "head")
        let maxima = Table(face, "maxp")
        guard head.count >= 54, maxima.count >= 32 else { return nil }
        let count = maxima.short(at: 4)
        let isLong = head.short(at: 50) == 1
        guard count > 0, places.count >= (count + 1) * (isLong ? 4 : 2) else { return nil }

        // a glyph may become one byte longer, to end at an even place
        let outlines = Buffer(capacity: glyphs.count + count)
        let newPlaces = Buffer(capacity: (count + 1) * 4)
        newPlaces.append(long: 0)
        var start = isLong ? places.long(at: 0) : places.short(at: 0) * 2
        for glyph in 0..<count {
            let end = isLong ? places.long(at: glyph * 4 + 4) : places.short(at: glyph * 2 + 2) * 2
            // glyphs that share their bytes would not fit
            guard start <= end, end <= glyphs.count,
                start == end || copy(start..<end, of: glyphs, glyphCount: count, to: outlines)
            else { return nil }
            newPlaces.append(long: outlines.count)
            start = end
        }

        let newHead = Buffer(copying: head)
        newHead.set(short: 1, at: 50)
        // nothing is left to execute
        let newMaxima = Buffer(copying: maxima)
        newMaxima.set(short: 1, at: 14)
        for place in stride(from: 16, through: 26, by: 2) { newMaxima.set(short: 0, at: place) }

        guard let builder = hb_face_builder_create() else { return nil }
        defer { hb_face_destroy(builder) }
        for (name, table) in [("glyf", outlines), ("loca", newPlaces), ("head", newHead), ("maxp", newMaxima)] {
            let blob = table.blob()
            hb_face_builder_add_table(builder, FaceRebuilding.tag(name), blob)
            hb_blob_destroy(blob)
        }
        for name in keptTables {
            let table = Table(face, name)
            if table.count > 0 { hb_face_builder_add_table(builder, FaceRebuilding.tag(name), table.blob) }
        }
        guard let font = hb_face_reference_blob(builder) else { return nil }
        guard hb_blob_get_length(font) > 0 else {
            hb_blob_destroy(font)
            return nil
        }
        return font
    }

    /// One glyph without its instructions; false if it is no glyph.
    private static func copy(
        _ place: Range<Int>, of glyphs: borrowing Table, glyphCount: Int, to outlines: Buffer
    ) -> Bool {
        guard place.count >= 10 else { return false }
        let contours = glyphs.short(at: place.lowerBound)
        if contours < 0x8000 {
            // the header, the last point of each contour, the number of instructions, these, flags and coordinates
            let instructions = place.lowerBound + 10 + contours * 2
            guard instructions + 2 <= place.upperBound else {
                // a glyph of no contour may end with its header
                guard contours == 0 else { return false }
                outlines.append(glyphs, place)
                return true
            }
            let points = instructions + 2 + glyphs.short(at: instructions)
            guard points <= place.upperBound else { return false }
            outlines.append(glyphs, place.lowerBound..<instructions)
            outlines.append(short: 0)
            outlines.append(glyphs, points..<place.upperBound)
        } else {
            var component = place.lowerBound + 10
            let copied = outlines.count
            var flagPlaces: [Int] = []
            var flags = 0
            repeat {
                guard component + 4 <= place.upperBound, glyphs.short(at: component + 2) < glyphCount else {
                    return false
                }
                flags = glyphs.short(at: component)
                flagPlaces.append(component - place.lowerBound)
                component += 4 + (flags & 0x0001 != 0 ? 4 : 2)
                // a scale, one for each axis, or a matrix
                component += flags & 0x0008 != 0 ? 2 : flags & 0x0040 != 0 ? 4 : flags & 0x0080 != 0 ? 8 : 0
            } while flags & 0x0020 != 0
            guard component <= place.upperBound else { return false }
            outlines.append(glyphs, place.lowerBound..<component)
            for flag in flagPlaces {
                outlines.set(short: glyphs.short(at: place.lowerBound + flag) & ~0x0100, at: copied + flag)
            }
        }
        outlines.align()
        return true
    }

    /// A table as it is in the font.
    private struct Table: ~Copyable {
        let blob: OpaquePointer?
        private let bytes: UnsafeRawBufferPointer
        var count: Int { bytes.count }

        init(_ face: OpaquePointer?, _ name: String) {
            blob = hb_face_reference_table(face, FaceRebuilding.tag(name))
            var length: UInt32 = 0
            let data = hb_blob_get_data(blob, &length)
            bytes = UnsafeRawBufferPointer(start: data, count: data == nil ? 0 : Int(length))
        }
        deinit { hb_blob_destroy(blob) }

        func short(at place: Int) -> Int { Int(bytes[place]) << 8 | Int(bytes[place + 1]) }
        func long(at place: Int) -> Int { short(at: place) << 16 | short(at: place + 2) }
        func slice(_ range: Range<Int>) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[range]) }
    }

    /// A table being written. It never grows: what is to go in is known before.
    private final class Buffer {
        private var memory: UnsafeMutableRawBufferPointer
        private(set) var count = 0

        init(capacity: Int) { memory = .allocate(byteCount: max(capacity, 1), alignment: 4) }
        convenience init(copying table: borrowing Table) {
            self.init(capacity: table.count)
            append(table, 0..<table.count)
        }
        deinit { memory.deallocate() }

        func append(_ table: borrowing Table, _ range: Range<Int>) {
            precondition(range.count <= memory.count - count)
            UnsafeMutableRawBufferPointer(rebasing: memory[count..<count + range.count]).copyMemory(
                from: table.slice(range))
            count += range.count
        }
        func append(short value: Int) {
            count += 2
            set(short: value, at: count - 2)
        }
        func append(long value: Int) {
            append(short: value >> 16 & 0xFFFF)
            append(short: value & 0xFFFF)
        }
        func set(short value: Int, at place: Int) {
            memory[place] = UInt8(value >> 8)
            memory[place + 1] = UInt8(value & 0xFF)
        }
        func align() {
            guard count & 1 == 1 else { return }
            memory[count] = 0
            count += 1
        }

        /// The bytes given away: the blob frees them.
        func blob() -> OpaquePointer? {
            let given = memory
            let length = count
            memory = .allocate(byteCount: 1, alignment: 4)
            count = 0
            return hb_blob_create(
                given.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(clamping: length),
                HB_MEMORY_MODE_WRITABLE, given.baseAddress, { $0?.deallocate() })
        }
    }
}
