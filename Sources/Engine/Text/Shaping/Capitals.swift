//  Capitals.swift
//  In: `font-variant-caps` and a face that may lack the letters asked for. Out: which letters are drawn as smaller capitals of the
//  same face. The text keeps its own letters. https://www.w3.org/TR/css-fonts-4/#font-variant-caps-prop

import CHarfBuzz

extension TextStyle {
    /// The letters that `font-variant-caps` changes.
    public enum Capitals: UInt8, Hashable, Sendable {
        case asWritten, small, allSmall, petite, allPetite, unicase
    }
}

enum CapitalSynthesis {
    /// The size of a made small capital, as browsers have it.
    static let scale: Float = 0.7

    /// The face's own features for the wish, in order of preference; none of them: the letters are made.
    private static func wanted(_ capitals: TextStyle.Capitals) -> [[String]] {
        switch capitals {
        case .asWritten: []
        case .small: [["smcp"]]
        case .allSmall: [["smcp", "c2sc"]]
        case .petite: [["pcap"], ["smcp"]]
        case .allPetite: [["pcap", "c2pc"], ["smcp", "c2sc"]]
        case .unicase: [["unic"], ["c2sc"]]
        }
    }
    static let tags: Set<String> = ["smcp", "c2sc", "pcap", "c2pc", "unic"]

    /// The features to set on a face; nil: it has no such letters.
    static func features(for capitals: TextStyle.Capitals, of face: FontFace) -> [String]? {
        let present = Self.features(of: face)
        return wanted(capitals).first { $0.allSatisfy { present.contains(FaceTables.tag($0)) } }
    }

    private static func features(of face: FontFace) -> Set<UInt32> {
        guard let table = hb_font_get_face(face.tables.font) else { return [] }
        var found: Set<UInt32> = []
        var page = [UInt32](repeating: 0, count: 64)
        var offset: UInt32 = 0
        while true {
            var count = UInt32(page.count)
            let total = hb_ot_layout_table_get_feature_tags(table, FaceTables.tag("GSUB"), offset, &count, &page)
            found.formUnion(page.prefix(Int(count)))
            offset += count
            if count == 0 || offset >= total { return found }
        }
    }

    /// Whether the letter is drawn as a smaller capital.
    static func reduces(_ scalar: UInt32, for capitals: TextStyle.Capitals) -> Bool {
        if scalar < 0x41 { return false }
        guard let letter = Unicode.Scalar(scalar) else { return false }
        let isLower = letter.properties.isLowercase && letter.properties.changesWhenUppercased
        switch capitals {
        case .asWritten: return false
        case .small, .petite: return isLower
        case .allSmall, .allPetite: return isLower || letter.properties.changesWhenLowercased
        case .unicase: return !isLower && letter.properties.changesWhenLowercased
        }
    }

    /// The capital of a letter: one, or several (ß).
    static func capital(_ scalar: UInt32, turkic: Bool) -> [UInt32] {
        if turkic, scalar == 0x69 { return [0x130] }
        guard let letter = Unicode.Scalar(scalar) else { return [scalar] }
        return letter.properties.uppercaseMapping.unicodeScalars.map(\.value)
    }
}
