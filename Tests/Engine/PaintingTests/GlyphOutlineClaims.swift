//  GlyphOutlineClaims.swift
//  Claims about the smaller fonts that Cairo draws and embeds from.

import CHarfBuzz
import Testing
import Text

@testable import Painting

@Suite struct GlyphOutlineClaims {
    private static let files = [
        "/usr/share/fonts/truetype/bizud-gothic/BIZUDPGothic-Regular.ttf",
        // composite glyphs with instructions of their own
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    ]

    /// What is drawn of a glyph, as text: its advance and the box around its outline.
    private static func measures(_ font: UnsafeRawBufferPointer) -> [String] {
        let blob = hb_blob_create(
            font.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(font.count), HB_MEMORY_MODE_READONLY, nil, nil
        )
        let face = hb_face_create(blob, 0)
        let scaled = hb_font_create(face)
        defer {
            hb_font_destroy(scaled)
            hb_face_destroy(face)
            hb_blob_destroy(blob)
        }
        return (0..<hb_face_get_glyph_count(face)).map { glyph in
            var box = hb_glyph_extents_t()
            let isDrawn = hb_font_get_glyph_extents(scaled, glyph, &box)
            return "\(isDrawn) \(hb_font_get_glyph_h_advance(scaled, glyph)) \(box)"
        }
    }

    @Test(arguments: files)
    func `a rebuilt font is smaller and draws every glyph as its file does`(_ path: String) throws {
        let bytes = try #require(FontBytes(path: path))
        let rebuilt = try #require(FaceRebuilding.rebuild(bytes, index: 0))
        #expect(rebuilt.blob.bytes.count < bytes.count * 9 / 10)
        let before = bytes.withUnsafeBytes { Self.measures($0) }
        #expect(Self.measures(rebuilt.blob.bytes) == before)
        #expect(before.count > 5_000)
    }

    @Test func `a font with damaged tables is rebuilt soundly or left alone`() throws {
        let path = try #require(Self.files.last)
        let sound = try #require(FontBytes(path: path)).withUnsafeBytes { Array($0) }
        var random = SeededNumbers(state: 7)
        var refused = 0
        for _ in 0..<24 {
            var damaged = sound
            // most of the file is glyphs and their places; its first bytes say where the tables lie
            for _ in 0..<400 {
                damaged[Int(random.next() % UInt64(damaged.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            let blob = damaged.withUnsafeBytes {
                hb_blob_create(
                    $0.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32($0.count), HB_MEMORY_MODE_DUPLICATE,
                    nil, nil)
            }
            let face = hb_face_create(blob, 0)
            hb_blob_destroy(blob)
            if let font = GlyphOutlines.withoutInstructions(face) {
                #expect(hb_blob_get_length(font) <= UInt32(sound.count))
                hb_blob_destroy(font)
            } else {
                refused += 1
            }
            hb_face_destroy(face)
        }
        #expect(refused > 0)
    }
}

/// The same numbers each time (a linear congruential generator).
private struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 24
    }
}
