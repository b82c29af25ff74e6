//  WOFF2Glyphs.swift
//  In: the transformed `glyf` table of a WOFF 2 file. Out: `glyf` and `loca` as OpenType has them, and `hmtx` if it was transformed.
//  https://www.w3.org/TR/WOFF2/#glyf_table_format : contours, points, flags, coordinates, composites, boxes and instructions
//  lie in streams of their own, which are read side by side.

struct WOFF2Glyphs {
    private(set) var glyf: [UInt8] = []
    /// Long offsets.
    private(set) var loca: [UInt8] = []
    /// The left edge of each glyph's box.
    private var lefts: [Int] = []

    private struct Streams {
        var contours: FontBytesReader
        var points: FontBytesReader
        var flags: FontBytesReader
        var glyphs: FontBytesReader
        var composites: FontBytesReader
        var boxes: FontBytesReader
        var instructions: FontBytesReader
    }
    private struct Point {
        var dx: Int
        var dy: Int
        var isOnCurve: Bool
    }

    init?(_ table: ArraySlice<UInt8>) {
        var header = FontBytesReader(table)
        header.skip(2)
        guard let options = header.short(), let count = header.short() else { return nil }
        header.skip(2)
        var sizes: [Int] = []
        for _ in 0..<7 {
            guard let size = header.long() else { return nil }
            sizes.append(size)
        }
        var parts: [ArraySlice<UInt8>] = []
        for size in sizes {
            guard let part = header.slice(size) else { return nil }
            parts.append(part)
        }
        let bitmapSize = (count + 31) / 32 * 4
        guard parts[5].count >= bitmapSize else { return nil }
        let hasBox = parts[5].prefix(bitmapSize)
        let overlaps = options & 1 == 1 ? header.slice((count + 7) / 8) : nil
        var streams = Streams(
            contours: FontBytesReader(parts[0]), points: FontBytesReader(parts[1]), flags: FontBytesReader(parts[2]),
            glyphs: FontBytesReader(parts[3]), composites: FontBytesReader(parts[4]),
            boxes: FontBytesReader(parts[5].dropFirst(bitmapSize)), instructions: FontBytesReader(parts[6]))
        func bit(_ bitmap: ArraySlice<UInt8>, _ index: Int) -> Bool {
            bitmap[bitmap.startIndex + index / 8] & (0x80 >> UInt8(index % 8)) != 0
        }
        lefts.reserveCapacity(count)
        for index in 0..<count {
            append(glyf.count, bytes: 4, to: &loca)
            guard glyf.count <= FontContainer.largest, let contours = streams.contours.short() else { return nil }
            let box = bit(hasBox, index)
            switch contours {
            case 0:
                guard !box else { return nil }
                lefts.append(0)
            case 0xFFFF:
                guard box, addComposite(&streams) else { return nil }
            default:
                guard contours < 0x8000,
                    addSimple(contours, &streams, hasBox: box, overlaps: overlaps.map { bit($0, index) } ?? false)
                else { return nil }
            }
            while glyf.count % 4 != 0 { glyf.append(0) }
        }
        append(glyf.count, bytes: 4, to: &loca)
    }

    private func append(_ value: Int, bytes count: Int, to data: inout [UInt8]) {
        for shift in stride(from: (count - 1) * 8, through: 0, by: -8) { data.append(UInt8(value >> shift & 255)) }
    }
    private mutating func appendShort(_ value: Int) {
        glyf.append(UInt8(value >> 8 & 255))
        glyf.append(UInt8(value & 255))
    }
    private static func signed(_ value: Int) -> Int { value >= 0x8000 ? value - 0x10000 : value }

    // MARK: Composites

    private mutating func addComposite(_ streams: inout Streams) -> Bool {
        guard let box = streams.boxes.take(8) else { return false }
        lefts.append(Self.signed(Int(box[0]) << 8 | Int(box[1])))
        appendShort(0xFFFF)
        glyf += box
        var hasInstructions = false
        while true {
            guard let flags = streams.composites.short() else { return false }
            // the glyph and two arguments, then what is said of scale
            var length = 2 + (flags & 0x01 != 0 ? 4 : 2)
            if flags & 0x08 != 0 {
                length += 2
            } else if flags & 0x40 != 0 {
                length += 4
            } else if flags & 0x80 != 0 {
                length += 8
            }
            guard let rest = streams.composites.slice(length) else { return false }
            appendShort(flags)
            glyf += rest
            if flags & 0x100 != 0 { hasInstructions = true }
            if flags & 0x20 == 0 { break }
        }
        return !hasInstructions || addInstructions(&streams)
    }

    private mutating func addInstructions(_ streams: inout Streams) -> Bool {
        guard let length = streams.glyphs.packedShort(), let code = streams.instructions.slice(length) else {
            return false
        }
        appendShort(length)
        glyf += code
        return true
    }

    // MARK: Simple glyphs

    private mutating func addSimple(_ contours: Int, _ streams: inout Streams, hasBox: Bool, overlaps: Bool) -> Bool {
        var ends: [Int] = []
        var total = 0
        for _ in 0..<contours {
            guard let count = streams.points.packedShort() else { return false }
            total += count
            guard total <= 0xFFFF, total > 0 else { return false }
            ends.append(total - 1)
        }
        var points: [Point] = []
        points.reserveCapacity(total)
        var (x, y) = (0, 0)
        var (left, bottom, right, top) = (Int.max, Int.max, Int.min, Int.min)
        for _ in 0..<total {
            guard let point = Self.point(&streams) else { return false }
            points.append(point)
            x += point.dx
            y += point.dy
            left = min(left, x)
            right = max(right, x)
            bottom = min(bottom, y)
            top = max(top, y)
        }
        appendShort(contours)
        if hasBox {
            guard let box = streams.boxes.take(8) else { return false }
            lefts.append(Self.signed(Int(box[0]) << 8 | Int(box[1])))
            glyf += box
        } else {
            lefts.append(left)
            for edge in [left, bottom, right, top] { appendShort(edge) }
        }
        for end in ends { appendShort(end) }
        guard addInstructions(&streams) else { return false }
        write(points, overlaps: overlaps)
        return true
    }

    /// Flags, then all x, then all y: short where they fit.
    private mutating func write(_ points: [Point], overlaps: Bool) {
        func kind(_ value: Int, short: UInt8, same: UInt8) -> UInt8 {
            if value == 0 { return same }
            if abs(value) < 256 { return short | (value > 0 ? same : 0) }
            return 0
        }
        for (index, point) in points.enumerated() {
            glyf.append(
                (point.isOnCurve ? 0x01 : 0) | (overlaps && index == 0 ? 0x40 : 0)
                    | kind(point.dx, short: 0x02, same: 0x10) | kind(point.dy, short: 0x04, same: 0x20))
        }
        for axis in [\Point.dx, \Point.dy] {
            for point in points {
                let value = point[keyPath: axis]
                if value == 0 { continue }
                if abs(value) < 256 { glyf.append(UInt8(abs(value))) } else { appendShort(value) }
            }
        }
    }

    /// https://www.w3.org/TR/WOFF2/#triplet_decoding
    private static func point(_ streams: inout Streams) -> Point? {
        guard let byte = streams.flags.byte() else { return nil }
        let flag = Int(byte & 127)
        guard let data = streams.glyphs.slice(flag < 84 ? 1 : flag < 120 ? 2 : flag < 124 ? 3 : 4) else { return nil }
        func at(_ index: Int) -> Int { Int(data[data.startIndex + index]) }
        func sign(_ bits: Int, _ value: Int) -> Int { bits & 1 == 1 ? value : -value }
        var point = Point(dx: 0, dy: 0, isOnCurve: byte < 128)
        switch flag {
        case ..<10: point.dy = sign(flag, (flag & 14) << 7 + at(0))
        case ..<20: point.dx = sign(flag, ((flag - 10) & 14) << 7 + at(0))
        case ..<84:
            let bits = flag - 20
            point.dx = sign(flag, 1 + (bits & 0x30) + at(0) >> 4)
            point.dy = sign(flag >> 1, 1 + (bits & 0x0C) << 2 + at(0) & 15)
        case ..<120:
            let bits = flag - 84
            point.dx = sign(flag, 1 + (bits / 12) << 8 + at(0))
            point.dy = sign(flag >> 1, 1 + ((bits % 12) >> 2) << 8 + at(1))
        case ..<124:
            point.dx = sign(flag, at(0) << 4 + at(1) >> 4)
            point.dy = sign(flag >> 1, (at(1) & 15) << 8 + at(2))
        default:
            point.dx = sign(flag, at(0) << 8 + at(1))
            point.dy = sign(flag >> 1, at(2) << 8 + at(3))
        }
        return point
    }

    // MARK: Metrics

    /// https://www.w3.org/TR/WOFF2/#hmtx_table_format : bearings that equal the boxes' left edges were left out.
    func metrics(_ table: ArraySlice<UInt8>, hhea: FontBytesReader) -> [UInt8]? {
        var hhea = hhea
        hhea.skip(34)
        var reader = FontBytesReader(table)
        guard let count = hhea.short(), count >= 1, count <= lefts.count, let flags = reader.byte(),
            let advances = reader.take(2 * count)
        else { return nil }
        var bearings: [Int] = []
        for (range, isLeftOut) in [(0..<count, flags & 1 != 0), (count..<lefts.count, flags & 2 != 0)] {
            for index in range {
                guard let bearing = isLeftOut ? lefts[index] : reader.short() else { return nil }
                bearings.append(bearing)
            }
        }
        var result: [UInt8] = []
        for index in 0..<count {
            result += advances[2 * index..<2 * index + 2]
            append(bearings[index], bytes: 2, to: &result)
        }
        for bearing in bearings[count...] { append(bearing, bytes: 2, to: &result) }
        return result
    }
}
