//  ShapingStyle.swift
//  In: a style. Out: what shaping derives from it once: faces to try, OpenType features, language.

import CHarfBuzz

/// A style made ready. Belongs to a session.
final class ShapingStyle {
    let style: TextStyle
    let cascade: FontCascade
    let features: [hb_feature_t]
    let language: OpaquePointer?
    let isChinese: Bool
    let isJapanese: Bool
    /// Nothing was asked for that could touch glyphs which no default lookup touches.
    let allowsFastPath: Bool
    /// Commas and full stops stand in the middle of their square (traditional Chinese): nothing to trim.
    let centresPunctuation: Bool

    init(_ style: TextStyle, fonts: FontSet, shaper: Shaper) {
        self.style = style
        cascade = FontCascade(style: style, fonts: fonts)
        language = shaper.language(style.language)
        let tag = style.language.lowercased()
        isChinese = tag == "zh" || tag.hasPrefix("zh-")
        isJapanese = tag == "ja" || tag.hasPrefix("ja-")
        centresPunctuation = ["zh-hant", "zh-tw", "zh-hk", "zh-mo"].contains { tag.hasPrefix($0) }
        var features: [hb_feature_t] = []
        func set(_ name: String, _ value: UInt32) {
            // HB_FEATURE_GLOBAL_START and _END are macros
            features.append(hb_feature_t(tag: FaceTables.tag(name), value: value, start: 0, end: UInt32.max))
        }
        // optional ligatures would hide the space between letters. https://www.w3.org/TR/css-text-3/#letter-spacing-property
        if style.letterSpacing != 0 {
            set("liga", 0)
            set("clig", 0)
        }
        if style.kerning == .none { set("kern", 0) }
        for feature in style.features where feature.tag.utf8.count == 4 { set(feature.tag, feature.value) }
        self.features = features
        let harmless: Set<String> = ["kern", "liga", "clig", "calt", "ccmp", "locl"]
        allowsFastPath =
            style.variations.isEmpty
            && style.features.allSatisfy { $0.value == 0 || harmless.contains($0.tag) }
    }

    /// Features of the `@font-face` rule come before the style's.
    func features(for candidate: FontCandidate) -> [hb_feature_t] {
        if candidate.features.isEmpty { return features }
        return candidate.features.map {
            hb_feature_t(tag: FaceTables.tag($0.tag), value: $0.value, start: 0, end: UInt32.max)
        } + features
    }
}
