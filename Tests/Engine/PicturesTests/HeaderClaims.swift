//  HeaderClaims.swift
//  In: raster files, sound and damaged. Out: their sizes, or a complaint; never a crash.

import Diagnostics
import Pictures
import Testing

/// A white GIF of one pixel.
let tinyGIF: [UInt8] = [
    0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 1, 0, 1, 0, 0x80, 0, 0, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0,
    0, 2, 2, 0x44, 1, 0, 0x3B,
]
/// A red PNG of one pixel.
let tinyPNG: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2,
    0,
    0, 0, 0x90, 0x77, 0x53, 0xDE, 0, 0, 0, 12, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0xF8, 0xCF, 0xC0, 0, 0, 3, 1,
    1,
    0, 0xC9, 0xFE, 0x92, 0xEF, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
]

struct HeaderClaims {
    let log = DiagnosticLog()

    @Test func `equal bytes have one id`() throws {
        let table = PictureTable(diagnostics: log)
        let first = try #require(table.add(tinyPNG, name: "a"))
        #expect(table.add(tinyGIF, name: "b") != first)
        #expect(table.add(tinyPNG, name: "c") == first)
        #expect(table.facts(first) == PictureFacts(format: .png, width: 1, height: 1, ratio: 1))
        #expect(log.entries.isEmpty)
    }

    @Test func `a decoded pixel has its colour`() throws {
        let table = PictureTable(diagnostics: log)
        let id = try #require(table.add(tinyPNG, name: "a"))
        #expect(table.raster(id)?.decode()?.words == [0xFFFF_0000])
    }

    @Test func `a header that claims too many pixels is refused without decoding`() {
        var limits = PictureLimits()
        limits.pixels = 1000
        let table = PictureTable(limits: limits, diagnostics: log)
        var bytes = tinyPNG
        bytes[17] = 1
        #expect(table.add(bytes, name: "big") == nil)
        #expect(log.entries.map(\.id) == ["picture-too-large"])
    }

    @Test func `a JPEG's size and orientation come from its markers`() throws {
        var jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE1, 0, 34]
        jpeg += Array("Exif".utf8) + [0, 0, 0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]
        jpeg += [0, 0, 0, 0]
        jpeg += [0xFF, 0xC0, 0, 11, 8, 0, 20, 0, 30, 3, 0, 0, 0]
        let header = try #require(RasterHeader(reading: jpeg))
        #expect(header.width == 30 && header.height == 20 && header.orientation == 6)
        #expect(header.displayedSize == (20, 30))
    }

    @Test func `truncated and random bytes give nil or a size, and decoding them gives nil or pixels`() {
        var seed: UInt64 = 42
        func random() -> UInt64 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return seed >> 33
        }
        let table = PictureTable(diagnostics: log)
        for source in [tinyPNG, tinyGIF] {
            for length in 0..<source.count {
                if let id = table.add(Array(source[..<length]), name: "cut") { _ = table.raster(id)?.decode() }
            }
            for _ in 0..<300 {
                var bytes = source
                for _ in 0...Int(random() % 4) { bytes[Int(random()) % bytes.count] = UInt8(random() & 255) }
                if let id = table.add(bytes, name: "changed") { _ = table.raster(id)?.decode() }
            }
        }
        for _ in 0..<300 {
            let bytes = [0xFF, 0xD8, 0xFF] + (0..<40).map { _ in UInt8(random() & 255) }
            _ = RasterHeader(reading: bytes)
        }
    }

    @Test(arguments: [
        ("data:,a%20b", "text/plain", Array("a b".utf8)),
        ("data:image/PNG;base64,AQID", "image/png", [1, 2, 3]),
        ("data:image/png;base64,AQ ID BA", "image/png", [1, 2, 3, 4]),
        ("DATA:text/html;charset=utf-8,%E5%BE%A1", "text/html", Array("御".utf8)),
    ])
    func `data addresses decode`(address: String, type: String, bytes: [UInt8]) throws {
        let data = try #require(DataAddress(address))
        #expect(data.mediaType == type)
        #expect(data.bytes == bytes)
    }

    @Test(arguments: ["data:image/png;base64,@@", "http://x", "data:", ""])
    func `what is no data address is nil`(address: String) {
        #expect(DataAddress(address) == nil)
    }
}
