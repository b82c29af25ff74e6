//  Shaper.swift
//  In: scalars, a face, features, script, language, direction. Out: glyphs in logical order, by HarfBuzz.

import CHarfBuzz
import CICU

/// One glyph, CSS px.
struct ShapedGlyph: BitwiseCopyable {
    var id: UInt32
    /// The first scalar of its cluster.
    var cluster: Int32
    var advance: Float
    /// From the pen, to the right and up.
    var dx: Float
    var dy: Float
}

/// How a stretch is shaped.
struct ShapingRequest {
    var font: OpaquePointer
    /// CSS px per font unit.
    var scale: Float
    var script: UInt32
    var isRightToLeft: Bool
    var language: OpaquePointer?
    var features: [hb_feature_t]
    /// The capitals of the letters are shaped in their stead.
    var isCapital = false
    var isTurkic = false
}

/// A short stretch shaped before, its clusters counted from its start.
struct KnownStretch {
    var glyphs: [ShapedGlyph] = []
    var unsafeCuts: [Int32] = []
}

/// What a stretch's glyphs depend on. The candidate belongs to a style of the session, which keeps it alive.
struct StretchKey: Hashable {
    var candidate: ObjectIdentifier
    var script: UInt32
    var scalars: [UInt32]
}

/// Owns a HarfBuzz buffer, used again and again. Belongs to a desk.
final class Shaper {
    private let buffer: OpaquePointer
    private var languages: [String: OpaquePointer] = [:]
    /// Some language of the document was one too many.
    private(set) var hasRefusedLanguages = false
    private static let mostLanguages = 64
    private var scripts: [UInt32: hb_script_t] = [:]
    /// Words in scripts whose letters do not look beyond their stretch.
    @exclusivity(unchecked) var known = RecentlyUsed<StretchKey, KnownStretch>(capacity: 16_384)
    static let longestKnown = 24
    /// How many stretches have been given to HarfBuzz, for tests.
    private(set) var callCount = 0

    init() {
        guard let buffer = hb_buffer_create() else { preconditionFailure("HarfBuzz always returns a buffer") }
        self.buffer = buffer
    }
    deinit { hb_buffer_destroy(buffer) }

    /// Shapes `range` of the scalars, seeing a few of its neighbours. `unsafe` is called with each cluster before which
    /// a line cannot be cut without shaping again.
    func shape(
        _ scalars: UnsafeBufferPointer<UInt32>, _ range: Range<Int>, _ request: ShapingRequest,
        into glyphs: inout [ShapedGlyph], unsafe: (Int) -> Void
    ) {
        guard !range.isEmpty, scalars.count < Int(Int32.max) else { return }
        callCount += 1
        hb_buffer_clear_contents(buffer)
        hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE)
        // context: five characters are all that HarfBuzz keeps
        let low = max(0, range.lowerBound - 5)
        let high = min(scalars.count, range.upperBound + 5)
        guard let base = scalars.baseAddress else { return }
        if request.isCapital {
            for index in range {
                for capital in CapitalSynthesis.capital(base[index], turkic: request.isTurkic) {
                    hb_buffer_add(buffer, capital, UInt32(index - low))
                }
            }
        } else {
            hb_buffer_add_codepoints(
                buffer, base + low, Int32(high - low), UInt32(range.lowerBound - low), Int32(range.count))
        }
        hb_buffer_set_direction(buffer, request.isRightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
        hb_buffer_set_script(buffer, script(request.script))
        if let language = request.language { hb_buffer_set_language(buffer, language) }
        hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES)
        hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES)
        request.features.withUnsafeBufferPointer {
            hb_shape(request.font, buffer, $0.baseAddress, UInt32($0.count))
        }
        var count: UInt32 = 0
        guard let infos = hb_buffer_get_glyph_infos(buffer, &count) else { return }
        guard let positions = hb_buffer_get_glyph_positions(buffer, nil) else { return }
        let total = Int(count)
        glyphs.reserveCapacity(glyphs.count + total)
        for step in 0..<total {
            let index = request.isRightToLeft ? total - 1 - step : step
            let info = infos[index]
            let position = positions[index]
            let cluster = Int(info.cluster) + low
            if info.mask & HB_GLYPH_FLAG_UNSAFE_TO_BREAK.rawValue != 0 { unsafe(cluster) }
            glyphs.append(
                ShapedGlyph(
                    id: info.codepoint, cluster: Int32(cluster), advance: Float(position.x_advance) * request.scale,
                    dx: Float(position.x_offset) * request.scale, dy: Float(position.y_offset) * request.scale))
        }
    }

    /// HarfBuzz interns languages for the process's life. A language system of OpenType (`KOR`, `SRB`) comes before that
    /// of the language.
    func language(_ name: String, system: String) -> OpaquePointer? {
        var tag = name
        let letters = system.prefix { $0 != " " }
        if (1...4).contains(letters.count), letters.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) {
            tag = "\(name.isEmpty ? "und" : name)-x-hbot\(letters)"
        }
        if tag.isEmpty { return nil }
        if let known = languages[tag] { return known }
        // hostile documents must not fill that table: nothing longer is a language
        guard tag.utf8.count <= 35 else { return nil }
        guard languages.count < Self.mostLanguages else {
            hasRefusedLanguages = true
            return nil
        }
        guard let made = hb_language_from_string(tag, -1) else { return nil }
        languages[tag] = made
        return made
    }
    /// The next document may have as many as this one.
    func forgetLanguages() { languages.removeAll(keepingCapacity: true) }

    private func script(_ code: UInt32) -> hb_script_t {
        if let known = scripts[code] { return known }
        let made = icu_script_name(Int32(code)).map { hb_script_from_string($0, -1) } ?? HB_SCRIPT_COMMON
        scripts[code] = made
        return made
    }
}
