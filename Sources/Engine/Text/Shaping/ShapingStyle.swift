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
    var isTurkic: Bool { style.language.hasPrefix("tr") || style.language.hasPrefix("az") }
    /// Nothing was asked for that could touch glyphs which no default lookup touches.
    let allowsFastPath: Bool
    /// Commas and full stops stand in the middle of their square (traditional Chinese): nothing to trim.
    let centresPunctuation: Bool
    /// The style of letters drawn as smaller capitals; nil where none can be asked for.
    let reduced: ShapingStyle?
    /// It is itself such a style.
    let isReduced: Bool
    private var capitalFeatures: [FaceID: [hb_feature_t]?] = [:]

    convenience init(_ style: TextStyle, fonts: FontSet, shaper: Shaper) {
        let cascade = FontCascade(style: style, fonts: fonts)
        var reduced: ShapingStyle?
        if style.capitals != .asWritten {
            var small = style
            small.size *= CapitalSynthesis.scale
            small.features.removeAll { CapitalSynthesis.tags.contains($0.tag) }
            reduced = ShapingStyle(small, cascade, shaper: shaper, reduced: nil, isReduced: true)
        }
        self.init(style, cascade, shaper: shaper, reduced: reduced, isReduced: false)
    }

    private init(
        _ style: TextStyle, _ cascade: FontCascade, shaper: Shaper, reduced: ShapingStyle?, isReduced: Bool
    ) {
        self.style = style
        self.cascade = cascade
        self.reduced = reduced
        self.isReduced = isReduced
        language = shaper.language(style.language, system: style.languageSystem)
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
            style.variations.isEmpty && style.capitals == .asWritten
            && style.features.allSatisfy { $0.value == 0 || harmless.contains($0.tag) }
    }

    /// The face's own features for `font-variant-caps`; nil: they are to be made from its capitals.
    func capitals(of face: FontFace) -> [hb_feature_t]? {
        if let known = capitalFeatures[face.id] { return known }
        let tags = CapitalSynthesis.features(for: style.capitals, of: face)
        let made = tags ?? (style.synthesis.contains(.smallCapitals) ? nil : [])
        let features = made.map {
            $0.map { hb_feature_t(tag: FaceTables.tag($0), value: 1, start: 0, end: UInt32.max) }
        }
        capitalFeatures[face.id] = .some(features)
        return features
    }

    /// Features of the `@font-face` rule come before the style's.
    func features(for candidate: FontCandidate) -> [hb_feature_t] {
        var features = features
        if reduced != nil, let face = candidate.face, let capitals = capitals(of: face) {
            features.insert(contentsOf: capitals, at: 0)
        }
        if candidate.features.isEmpty { return features }
        return candidate.features.map {
            hb_feature_t(tag: FaceTables.tag($0.tag), value: $0.value, start: 0, end: UInt32.max)
        } + features
    }
}
