//  FaceTables.swift
//  In: a face's bytes. Out: what shaping needs of it, read once: a character map, advances, measures, and which glyphs
//  no substitution or positioning touches by default (those need no shaper).

import CHarfBuzz

/// The shaping data of one face.
/// `@unchecked Sendable`: the HarfBuzz face and font are made immutable in `init`; HarfBuzz lets threads share those.
final class FaceTables: @unchecked Sendable {
    let face: OpaquePointer
    /// Scaled to font units, so that all positions are whole numbers.
    let font: OpaquePointer
    let unitsPerEm: Float
    let glyphCount: Int
    let metrics: FaceMetrics
    let isCFF: Bool
    let isVariable: Bool
    /// For each character of the basic plane: its glyph (low half), and `untouched` if no default lookup concerns it.
    let basicPlane: [UInt32]
    /// Font units by glyph.
    let advances: [UInt16]
    /// Full-width punctuation whose half is blank: em that can be taken off its leading and trailing sides.
    let trims: [UInt32: PunctuationTrim]

    static let untouched: UInt32 = 1 << 16

    /// nil when the bytes hold no such face.
    init?(bytes: FontBytes, index: Int) {
        guard index >= 0, index < Int(hb_face_count(bytes.blob)) else { return nil }
        guard let face = hb_face_create(bytes.blob, UInt32(index)), let font = hb_font_create(face) else { return nil }
        self.face = face
        self.font = font
        hb_face_make_immutable(face)
        let units = hb_face_get_upem(face)
        hb_font_set_scale(font, Int32(units), Int32(units))
        hb_font_make_immutable(font)
        unitsPerEm = Float(units)
        let glyphCount = Int(hb_face_get_glyph_count(face))
        self.glyphCount = glyphCount
        isCFF = Self.hasTable(face, "CFF ") || Self.hasTable(face, "CFF2")
        isVariable = hb_ot_var_has_data(face) != 0
        let advances = Self.readAdvances(font, count: min(glyphCount, 65_536))
        self.advances = advances
        let basicPlane = Self.readBasicPlane(face, font, glyphCount: glyphCount)
        self.basicPlane = basicPlane
        metrics = Self.readMetrics(font, unitsPerEm: Float(units), advances: advances, map: basicPlane)
        trims = PunctuationTrim.read(font, unitsPerEm: Float(units), map: basicPlane)
        // a face without glyphs serves nobody
        if glyphCount == 0 || units == 0 { return nil }
    }

    deinit {
        hb_font_destroy(font)
        hb_face_destroy(face)
    }

    /// 0 when there is none.
    func glyph(for scalar: UInt32) -> UInt32 {
        if scalar < 0x10000 { return basicPlane[Int(scalar)] & 0xFFFF }
        var glyph: UInt32 = 0
        return hb_font_get_nominal_glyph(font, scalar, &glyph) != 0 ? glyph : 0
    }
    /// Whether the face has a glyph of its own for the character with this variation selector.
    func hasVariation(_ scalar: UInt32, selector: UInt32) -> Bool {
        var glyph: UInt32 = 0
        return hb_font_get_variation_glyph(font, scalar, selector, &glyph) != 0
    }
    /// Em.
    func advance(of glyph: UInt32) -> Float {
        Int(glyph) < advances.count ? Float(advances[Int(glyph)]) / unitsPerEm : 0
    }

    static func tag(_ name: String) -> UInt32 {
        var value: UInt32 = 0
        var count = 0
        for byte in name.utf8.prefix(4) {
            value = value << 8 | UInt32(byte)
            count += 1
        }
        while count < 4 {
            value = value << 8 | 0x20
            count += 1
        }
        return value
    }

    private static func hasTable(_ face: OpaquePointer, _ name: String) -> Bool {
        let blob = hb_face_reference_table(face, tag(name))
        defer { hb_blob_destroy(blob) }
        return hb_blob_get_length(blob) > 0
    }

    private static func readAdvances(_ font: OpaquePointer, count: Int) -> [UInt16] {
        var glyphs = [UInt32](repeating: 0, count: count)
        for index in 0..<count { glyphs[index] = UInt32(index) }
        var wide = [Int32](repeating: 0, count: count)
        hb_font_get_glyph_h_advances(font, UInt32(count), glyphs, 4, &wide, 4)
        return wide.map { UInt16(clamping: $0) }
    }

    private static func readBasicPlane(_ face: OpaquePointer, _ font: OpaquePointer, glyphCount: Int) -> [UInt32] {
        var map = [UInt32](repeating: 0, count: 0x10000)
        guard let characters = hb_set_create(), let touched = hb_set_create() else { return map }
        defer {
            hb_set_destroy(characters)
            hb_set_destroy(touched)
        }
        let allTouched = !DefaultLookups.collect(face, into: touched)
        hb_face_collect_unicodes(face, characters)
        var scalar: UInt32 = UInt32.max
        while hb_set_next(characters, &scalar) != 0, scalar < 0x10000 {
            var glyph: UInt32 = 0
            guard hb_font_get_nominal_glyph(font, scalar, &glyph) != 0, glyph != 0, glyph < 0x10000,
                Int(glyph) < glyphCount
            else { continue }
            let isTouched = allTouched || hb_set_has(touched, glyph) != 0
            map[Int(scalar)] = isTouched ? glyph : glyph | untouched
        }
        return map
    }

    private static func readMetrics(
        _ font: OpaquePointer, unitsPerEm: Float, advances: [UInt16], map: [UInt32]
    ) -> FaceMetrics {
        var metrics = FaceMetrics()
        let em = unitsPerEm > 0 ? unitsPerEm : 1000
        var extents = hb_font_extents_t()
        if hb_font_get_h_extents(font, &extents) != 0, extents.ascender != 0 || extents.descender != 0 {
            metrics.ascent = Float(extents.ascender) / em
            metrics.descent = -Float(extents.descender) / em
            metrics.lineGap = max(0, Float(extents.line_gap) / em)
        }
        func value(_ tag: hb_ot_metrics_tag_t) -> Float? {
            var position: Int32 = 0
            return hb_ot_metrics_get_position(font, tag, &position) != 0 ? Float(position) / em : nil
        }
        func height(_ scalar: Int) -> Float? {
            var box = hb_glyph_extents_t()
            let glyph = map[scalar] & 0xFFFF
            guard glyph != 0, hb_font_get_glyph_extents(font, glyph, &box) != 0, box.y_bearing > 0 else { return nil }
            return Float(box.y_bearing) / em
        }
        func advance(_ scalar: Int) -> Float? {
            let glyph = Int(map[scalar] & 0xFFFF)
            return glyph != 0 && glyph < advances.count ? Float(advances[glyph]) / em : nil
        }
        func positive(_ value: Float?) -> Float? { value.flatMap { $0 > 0 ? $0 : nil } }
        metrics.xHeight = positive(value(HB_OT_METRICS_TAG_X_HEIGHT)) ?? height(0x78) ?? 0.5
        metrics.capHeight = positive(value(HB_OT_METRICS_TAG_CAP_HEIGHT)) ?? height(0x48) ?? metrics.ascent
        metrics.zeroAdvance = advance(0x30) ?? 0.5
        metrics.ideographAdvance = advance(0x6C34) ?? 1
        // both tables give the line's upper edge
        if let thickness = positive(value(HB_OT_METRICS_TAG_UNDERLINE_SIZE)) { metrics.underlineThickness = thickness }
        if let top = value(HB_OT_METRICS_TAG_UNDERLINE_OFFSET) {
            metrics.underlineOffset = -top + metrics.underlineThickness / 2
        }
        if let thickness = positive(value(HB_OT_METRICS_TAG_STRIKEOUT_SIZE)) {
            metrics.strikeoutThickness = thickness
        }
        if let top = positive(value(HB_OT_METRICS_TAG_STRIKEOUT_OFFSET)) {
            metrics.strikeoutOffset = top - metrics.strikeoutThickness / 2
        } else {
            metrics.strikeoutOffset = metrics.xHeight / 2
        }
        return metrics
    }
}
