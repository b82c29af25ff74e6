//  FontCascade.swift
//  In: a style's families, weight, width, posture, language. Out: the faces to try, in order, for each character.

import CHarfBuzz

/// One face that a style may use, and how. Opened when it is first needed.
final class FontCandidate {
    private enum Source {
        case open(FontFace)
        case record(Int)
        case unusable
    }
    private var source: Source
    private let library: FontLibrary
    private let coverage: FaceCoverage?
    let isSyntheticBold: Bool
    let isSyntheticOblique: Bool
    let variations: [FontVariation]
    let features: [FontFeature]
    let unicodeRanges: [ClosedRange<UInt32>]
    /// The HarfBuzz font with the variations set; nil until used, or when the face has none.
    private var variedFont: OpaquePointer?
    private var variedAdvance: [UInt32: Float] = [:]

    init(record: Int, in library: FontLibrary, style: TextStyle) {
        let facts = library.records[record]
        self.library = library
        source = .record(record)
        coverage = facts.coverage
        isSyntheticBold = style.synthesis.contains(.weight) && style.weight >= 600 && facts.weight.upperBound < 600
        isSyntheticOblique = style.synthesis.contains(.slant) && style.posture != .normal && facts.posture == .normal
        variations = Self.variations(style, isVariable: facts.isVariable, weight: facts.weight, stretch: facts.stretch)
        features = []
        unicodeRanges = []
    }
    init(_ document: DocumentFace, in library: FontLibrary, style: TextStyle) {
        self.library = library
        source = .open(document.face)
        coverage = nil
        isSyntheticBold = style.synthesis.contains(.weight) && style.weight >= 600 && document.weight.upperBound < 600
        isSyntheticOblique = style.synthesis.contains(.slant) && style.posture != .normal && document.posture == .normal
        variations = Self.variations(
            style, isVariable: document.face.isVariable, weight: document.weight, stretch: document.stretch)
        features = document.features
        unicodeRanges = document.unicodeRanges
    }
    deinit { if let variedFont { hb_font_destroy(variedFont) } }

    /// The axes that weight and width move, then those the author sets.
    private static func variations(
        _ style: TextStyle, isVariable: Bool, weight: ClosedRange<Float>, stretch: ClosedRange<Float>
    ) -> [FontVariation] {
        guard isVariable else { return [] }
        var axes = [
            FontVariation(tag: "wght", value: min(max(style.weight, weight.lowerBound), weight.upperBound)),
            FontVariation(tag: "wdth", value: min(max(style.stretch, stretch.lowerBound), stretch.upperBound)),
        ]
        for setting in style.variations {
            axes.removeAll { $0.tag == setting.tag }
            axes.append(setting)
        }
        return axes
    }

    /// nil when the file cannot be used.
    var face: FontFace? {
        switch source {
        case .open(let face): return face
        case .unusable: return nil
        case .record(let index):
            guard let face = library.face(ofRecord: index) else {
                source = .unusable
                return nil
            }
            source = .open(face)
            return face
        }
    }

    /// Whether the candidate may and can show the character. Opens no file to say no.
    func has(_ scalar: UInt32) -> Bool {
        if !unicodeRanges.isEmpty, !unicodeRanges.contains(where: { $0.contains(scalar) }) { return false }
        if case .record = source, let coverage, !coverage.has(scalar) { return false }
        return face.map { $0.tables.glyph(for: scalar) != 0 } ?? false
    }

    func font(of face: FontFace) -> OpaquePointer {
        if variations.isEmpty { return face.tables.font }
        if let variedFont { return variedFont }
        guard let made = hb_font_create_sub_font(face.tables.font) else { return face.tables.font }
        var axes = variations.map { hb_variation_t(tag: FaceTables.tag($0.tag), value: $0.value) }
        hb_font_set_variations(made, &axes, UInt32(axes.count))
        variedFont = made
        return made
    }
}

/// The candidates of one style.
final class FontCascade {
    private(set) var candidates: [FontCandidate] = []
    /// How many of them come from the style's own families.
    private let familyCount: Int
    private let library: FontLibrary
    private let style: TextStyle
    @exclusivity(unchecked) private var chosen: [UInt32: Int32] = [:]
    private var isComplete = false
    /// A character was in none of the style's own faces: what is found from now on depends on it.
    private(set) var hasGrown = false
    /// The first candidate that has a space: measures come from it. https://www.w3.org/TR/css-fonts-4/#first-available-font
    let primary: FontFace
    let primaryIndex: Int

    init(style: TextStyle, fonts: FontSet) {
        library = fonts.library
        self.style = style
        for family in style.families {
            if let own = fonts.own.faces[FontLibrary.key(family)] {
                let best = FontMatching.best(
                    of: own, weight: style.weight, stretch: style.stretch, posture: style.posture)
                // later rules win where ranges overlap
                for index in best.reversed() {
                    candidates.append(FontCandidate(own[index], in: fonts.library, style: style))
                }
            } else if let meant = fonts.library.options.genericFamilies[family] {
                for name in meant { Self.add(name, style, fonts.library, to: &candidates) }
            } else {
                Self.add(family, style, fonts.library, to: &candidates)
            }
        }
        familyCount = candidates.count
        for name in fonts.library.options.lastResort {
            Self.add(Self.regional(name, language: style.language), style, fonts.library, to: &candidates)
        }
        if let index = candidates.firstIndex(where: { $0.has(0x20) }), let face = candidates[index].face {
            primary = face
            primaryIndex = index
        } else {
            // a library has at least one record, but its file may have become unreadable since
            for index in fonts.library.records.indices {
                candidates.append(FontCandidate(record: index, in: fonts.library, style: style))
            }
            isComplete = true
            if let index = candidates.firstIndex(where: { $0.face != nil }), let face = candidates[index].face {
                primary = face
                primaryIndex = index
            } else {
                preconditionFailure("invariant of FontLibrary: at least one face can be opened")
            }
        }
    }

    private static func add(
        _ family: String, _ style: TextStyle, _ library: FontLibrary, to candidates: inout [FontCandidate]
    ) {
        let indices = library.records(inFamily: family)
        let best = FontMatching.best(
            of: indices.map { library.records[$0] }, weight: style.weight, stretch: style.stretch,
            posture: style.posture)
        if let first = best.first {
            candidates.append(FontCandidate(record: indices[first], in: library, style: style))
        }
    }

    /// Han unification: the same character is drawn differently for each language.
    private static func regional(_ family: String, language: String) -> String {
        guard family.hasSuffix(" JP") else { return family }
        let tag = language.lowercased()
        let region =
            tag.hasPrefix("ko")
            ? "KR"
            : tag.hasPrefix("zh-hk") || tag.hasPrefix("zh-mo")
                ? "HK"
                : tag.hasPrefix("zh-tw") || tag.hasPrefix("zh-hant") ? "TC" : tag.hasPrefix("zh") ? "SC" : "JP"
        return family.dropLast(2) + region
    }

    /// The candidate for a character alone; nil when no face of the library has it.
    func index(for scalar: UInt32) -> Int? {
        if candidates[primaryIndex].unicodeRanges.isEmpty, primaryIndex == 0, primary.tables.glyph(for: scalar) != 0 {
            return 0
        }
        if let known = chosen[scalar] { return known < 0 ? nil : Int(known) }
        var found = candidates.firstIndex { $0.has(scalar) }
        if found == nil, !isComplete {
            // every other face, in the library's order
            if let record = library.records.firstIndex(where: { $0.coverage?.has(scalar) ?? false }) {
                let candidate = FontCandidate(record: record, in: library, style: style)
                if candidate.has(scalar) {
                    found = candidates.count
                    candidates.append(candidate)
                    hasGrown = true
                }
            }
        }
        chosen[scalar] = Int32(found ?? -1)
        return found
    }

    /// The candidate for a grapheme cluster: one that has all of it, else one for its first character. A variant of an
    /// ideograph is looked for in all faces before it is given up. https://www.w3.org/TR/css-fonts-4/#cluster-matching
    func index(for cluster: ArraySlice<UInt32>) -> Int? {
        guard let base = cluster.first else { return nil }
        if cluster.count == 1 { return index(for: base) }
        let second = cluster[cluster.startIndex + 1]
        if (0xE0100...0xE01EF).contains(second) || (0xFE00...0xFE02).contains(second) {
            let found = candidates.firstIndex { candidate in
                candidate.has(base) && candidate.face.map { $0.tables.hasVariation(base, selector: second) } ?? false
            }
            if let found { return found }
        }
        let needed = cluster.filter { !Self.isOptional($0) }
        if needed.count <= 1 { return index(for: base) }
        return candidates.firstIndex { candidate in needed.allSatisfy(candidate.has) } ?? index(for: base)
    }

    private static func isOptional(_ scalar: UInt32) -> Bool {
        (0xFE00...0xFE0F).contains(scalar) || (0xE0100...0xE01EF).contains(scalar) || scalar == 0x200C
            || scalar == 0x200D
    }
}
