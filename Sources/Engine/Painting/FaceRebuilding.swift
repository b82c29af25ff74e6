//  FaceRebuilding.swift
//  In: a font file. Out: the smaller font that Cairo embeds from: a pure function of the file, never of what was drawn.
//  1 TrueType: all glyphs under their ids, without instructions and without the tables that only shaping needs. Where the
//    font is sound that is a copy (`GlyphOutlines`); what is odd or variable goes through HarfBuzz's subsetting, which
//    takes five times as long.
//  2 CFF (large ones): the glyphs of a fixed repertoire under their ids; a glyph outside it is drawn from the whole file.
//  3 Anything else stays as it is.

import CHarfBuzz
import Glibc
import Text

/// A font's bytes, outside of Swift's arrays: FreeType reads them as long as it knows the font.
final class FontBlob {
    let bytes: UnsafeRawBufferPointer
    private let blob: OpaquePointer?

    /// Takes the blob over.
    init(_ blob: OpaquePointer?) {
        self.blob = blob
        var length: UInt32 = 0
        let data = hb_blob_get_data(blob, &length)
        bytes = UnsafeRawBufferPointer(start: data, count: data == nil ? 0 : Int(length))
    }

    /// A copy of the bytes.
    convenience init(_ bytes: FontBytes) {
        self.init(
            bytes.withUnsafeBytes {
                hb_blob_create(
                    $0.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(clamping: $0.count),
                    HB_MEMORY_MODE_DUPLICATE, nil, nil)
            })
    }

    deinit { hb_blob_destroy(blob) }
}

/// A font ready for FreeType.
struct RebuiltFont {
    var blob: FontBlob
    var index: Int
    /// nil: every glyph is there; else a bit for each glyph id.
    var covered: [UInt64]?

    func covers(_ glyph: UInt32) -> Bool {
        guard let covered else { return true }
        let word = Int(glyph >> 6)
        return word < covered.count && covered[word] >> UInt64(glyph & 63) & 1 == 1
    }
}

enum FaceRebuilding {
    /// CFF fonts below this size cost Cairo little.
    static let smallFont = 1 << 20

    /// nil: the font is best left as it is.
    static func rebuild(_ bytes: FontBytes, index: Int) -> RebuiltFont? {
        bytes.withUnsafeBytes { buffer in
            let blob = hb_blob_create(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(clamping: buffer.count),
                HB_MEMORY_MODE_READONLY, nil, nil)
            defer { hb_blob_destroy(blob) }
            let face = hb_face_create(blob, UInt32(clamping: index))
            defer { hb_face_destroy(face) }
            if has(face, "glyf") {
                if !has(face, "fvar"), let outlines = GlyphOutlines.withoutInstructions(face) {
                    return RebuiltFont(blob: FontBlob(outlines), index: 0, covered: nil)
                }
                return trueType(face)
            }
            return has(face, "CFF ") && bytes.count > smallFont ? repertoire(face) : nil
        }
    }

    static func tag(_ name: String) -> hb_tag_t { name.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

    private static func has(_ face: OpaquePointer?, _ table: String) -> Bool {
        let blob = hb_face_reference_table(face, tag(table))
        defer { hb_blob_destroy(blob) }
        return hb_blob_get_length(blob) > 0
    }

    private static func drop(_ tables: [String], from input: OpaquePointer) {
        let set = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
        for table in tables { hb_set_add(set, tag(table)) }
    }

    private static let shapingTables = [
        "GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH", "kern", "morx", "mort", "kerx", "vmtx", "vhea", "VORG", "DSIG",
        "gasp", "hdmx", "LTSH", "VDMX", "PCLT", "meta", "EBDT", "EBLC", "EBSC",
    ]

    private static func trueType(_ face: OpaquePointer?) -> RebuiltFont? {
        guard let input = hb_subset_input_create_or_fail() else { return nil }
        defer { hb_subset_input_destroy(input) }
        hb_subset_input_set_flags(
            input,
            HB_SUBSET_FLAGS_NO_HINTING.rawValue | HB_SUBSET_FLAGS_RETAIN_GIDS.rawValue
                | HB_SUBSET_FLAGS_NOTDEF_OUTLINE.rawValue)
        let count = hb_face_get_glyph_count(face)
        guard count > 0 else { return nil }
        hb_set_add_range(hb_subset_input_glyph_set(input), 0, count - 1)
        drop(shapingTables + ["cmap"], from: input)
        guard let result = hb_subset_or_fail(face, input) else { return nil }
        defer { hb_face_destroy(result) }
        return serialised(result).map { RebuiltFont(blob: $0, index: 0, covered: nil) }
    }

    private static func repertoire(_ face: OpaquePointer?) -> RebuiltFont? {
        guard let input = hb_subset_input_create_or_fail() else { return nil }
        defer { hb_subset_input_destroy(input) }
        hb_subset_input_set_flags(
            input, HB_SUBSET_FLAGS_RETAIN_GIDS.rawValue | HB_SUBSET_FLAGS_NOTDEF_OUTLINE.rawValue)
        let unicodes = hb_subset_input_unicode_set(input)
        for range in fixedRanges { hb_set_add_range(unicodes, range.lowerBound, range.upperBound) }
        for character in kanjiOfJISX0208() { hb_set_add(unicodes, character) }
        // the alternates that features reach from these are kept as well, so GSUB stays until the plan is made
        drop(shapingTables.filter { $0 != "GSUB" }, from: input)
        guard let plan = hb_subset_plan_create_or_fail(face, input) else { return nil }
        defer { hb_subset_plan_destroy(plan) }
        guard let result = hb_subset_plan_execute_or_fail(plan) else { return nil }
        defer { hb_face_destroy(result) }
        var covered = [UInt64](repeating: 0, count: Int(hb_face_get_glyph_count(face)) / 64 + 1)
        let map = hb_subset_plan_old_to_new_glyph_mapping(plan)
        for glyph in 0..<hb_face_get_glyph_count(face) where hb_map_has(map, glyph) != 0 {
            covered[Int(glyph >> 6)] |= 1 << UInt64(glyph & 63)
        }
        return serialised(result).map { RebuiltFont(blob: $0, index: 0, covered: covered) }
    }

    private static func serialised(_ face: OpaquePointer?) -> FontBlob? {
        let blob = FontBlob(hb_face_reference_blob(face))
        return blob.bytes.isEmpty ? nil : blob
    }

    /// Latin, Greek, Cyrillic, punctuation, symbols, kana, compatibility and full-width forms.
    private static let fixedRanges: [ClosedRange<UInt32>] = [
        0x20...0x24F, 0x2B0...0x3FF, 0x400...0x45F, 0x1E00...0x1EFF, 0x2000...0x206F, 0x2070...0x20BF, 0x2100...0x27BF,
        0x2900...0x29FF, 0x2B00...0x2BFF, 0x2E80...0x2FDF, 0x3000...0x30FF, 0x3200...0x33FF, 0xFB00...0xFB06,
        0xFE30...0xFE4F, 0xFF01...0xFFEE,
    ]

    /// Levels 1 and 2, rows 16 to 84, by way of EUC-JP.
    private static func kanjiOfJISX0208() -> [UInt32] {
        let converter = iconv_open("UTF-32LE", "EUC-JP")
        guard converter != iconv_t(bitPattern: -1) else { return Array(0x4E00...0x9FFF) }
        defer { iconv_close(converter) }
        var result: [UInt32] = []
        for row in 0xB0...0xF4 {
            for cell in 0xA1...0xFE {
                var source: [CChar] = [CChar(bitPattern: UInt8(row)), CChar(bitPattern: UInt8(cell))]
                var target: UInt32 = 0
                let left = source.withUnsafeMutableBufferPointer { input in
                    withUnsafeMutableBytes(of: &target) { output in
                        var from = input.baseAddress
                        var to = output.baseAddress?.assumingMemoryBound(to: CChar.self)
                        var fromLeft = 2
                        var toLeft = 4
                        let status = iconv(converter, &from, &fromLeft, &to, &toLeft)
                        return status == 0 ? toLeft : 4
                    }
                }
                if left == 0 { result.append(UInt32(littleEndian: target)) }
            }
        }
        return result
    }
}
