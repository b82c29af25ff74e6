//  VariableFontClaims.swift
//  In: a variable font of one letter, made here: at weight 400 the letter A is 500 units wide, at 900 it is 1,000. Out: claims that
//  what is painted follows the axes, however many places of the axes a document uses.

import Foundation
import PagedMedia
import Testing

/// The font's tables, put together byte by byte. https://learn.microsoft.com/typography/opentype/spec/otff
enum VariableFont {
    private static func be(_ value: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    private static func u16(_ values: Int...) -> [UInt8] { values.flatMap { be($0, 2) } }
    private static func u32(_ values: Int...) -> [UInt8] { values.flatMap { be($0, 4) } }

    static let bytes: [UInt8] = {
        // a square of 500 by 700 units
        let glyph =
            u16(1, 0, 0, 500, 700, 3, 0) + [1, 1, 1, 1] + u16(0, 500, 0, -500) + u16(0, 0, 700, 0)
        // its right side and its advance move by 500 at the end of the axis
        let deltas = u16(0, 500, 500, 0, 0, 500, 0, 0)
        let points: [UInt8] = [0, 0x47] + deltas + [0x87]
        let variation = u16(1, 10, points.count, 0xA000, 0x4000) + points
        let padded = variation + [UInt8](repeating: 0, count: variation.count % 2)
        let tables: [(String, [UInt8])] = [
            (
                "OS/2",
                u16(4, 500, 400, 5, 0) + [UInt8](repeating: 0, count: 50) + u16(0, 0x41, 0x41, 800, -200, 0, 800, 200)
                    + u32(1, 0) + u16(500, 700, 0, 32, 1)
            ),
            (
                "cmap",
                u16(0, 1, 3, 1) + u32(12) + u16(4, 32, 0, 4, 4, 1, 0, 0x41, 0xFFFF, 0, 0x41, 0xFFFF, -0x40, 1, 0, 0)
            ),
            (
                "fvar",
                u16(1, 0, 16, 2, 1, 20, 0, 8) + Array("wght".utf8) + u32(100 << 16, 400 << 16, 900 << 16) + u16(0, 256)
            ),
            ("glyf", glyph),
            ("gvar", u16(1, 0, 1, 0) + u32(32) + u16(2, 1) + u32(32, 0, 0, padded.count) + padded),
            (
                "head",
                u16(1, 0) + u32(0x10000, 0, 0x5F0F_3CF5) + u16(0, 1000) + u32(0, 0, 0, 0)
                    + u16(0, 0, 1000, 700, 0, 8, 2, 1, 0)
            ),
            ("hhea", u16(1, 0, 800, -200, 0, 1100, 0, 0, 1000, 1, 0, 0, 0, 0, 0, 0, 0, 2)),
            ("hmtx", u16(600, 0, 600, 0)),
            ("loca", u32(0, 0, glyph.count)),
            ("maxp", u16(1, 0, 2, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)),
            ("name", u16(0, 0, 6)),
            ("post", u16(3, 0, 0, 0, 0, 0) + u32(0, 0, 0, 0, 0)),
        ]
        var directory = u32(0x10000) + u16(tables.count, 128, 3, 64)
        var data: [UInt8] = []
        for (tag, table) in tables {
            directory += Array(tag.utf8) + u32(0, 12 + 16 * tables.count + data.count, table.count)
            data += table + [UInt8](repeating: 0, count: (4 - table.count % 4) % 4)
        }
        return directory + data
    }()
}

@Suite struct VariableFontClaims {
    private static let resources = Result { try EngineResources() }

    /// A document of letters at these weights, each 100 px high.
    private func session(_ weights: [Int]) throws -> DocumentSession {
        let address = "data:font/ttf;base64," + Data(VariableFont.bytes).base64EncodedString()
        let letters = weights.map { "<p style='font-weight:\($0)'>A</p>" }.joined()
        return try DocumentSession(
            bytes: Array(
                """
                <!DOCTYPE html><html lang=en><style>@page{size:200px 100px;margin:0}body{margin:0}
                @font-face{font-family:v;src:url(\(address));font-weight:100 900}
                p{margin:0;font:100px/1 v;break-after:page}</style>\(letters)
                """.utf8),
            address: "/page.html", resources: Self.resources.get(),
            options: RenderOptions(resources: ResourcePolicy(baseFolder: NSTemporaryDirectory())))
    }

    @Test func `letters are drawn as wide as their axes say`() throws {
        let wide = try session([900]).pdf()
        let narrow = try session([400]).pdf()
        let both = try session([400, 900]).pdf()
        #expect(wide.pdf != narrow.pdf)
        #expect(both.pageCount == 2)
        let session = try session([400, 900, 400])
        let pictures = try session.pages().map { try session.png(page: $0, resolution: 1) }
        #expect(pictures[0] == pictures[2])
        #expect(pictures[0] != pictures[1])
        #expect(pictures[0].count > 100)
    }

    @Test func `a document may use more places of an axis than are kept, and says what it draws by the nearest`() throws
    {
        let session = try session(Array(100...400))
        #expect(try session.pdf().pageCount == 301)
        #expect(session.diagnostics.entries.map(\.id) == ["font-variants"])
    }
}
