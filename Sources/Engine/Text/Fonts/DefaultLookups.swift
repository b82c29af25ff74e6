//  DefaultLookups.swift
//  In: a face. Out: the glyphs that horizontal shaping without any requested feature could touch. All others come out
//  of HarfBuzz as the character map and the advances have them, so the shaper need not be asked.
//  https://harfbuzz.github.io/shaping-opentype-features.html

import CHarfBuzz

enum DefaultLookups {
    /// Applied by HarfBuzz without being asked, in some script or other.
    static let features = [
        "rvrn", "ccmp", "locl", "rlig", "rclt", "calt", "clig", "liga", "rand", "kern", "mark", "mkmk", "abvm", "blwm",
        "curs", "dist", "ltra", "ltrm", "rtla", "rtlm", "ljmo", "vjmo", "tjmo", "isol", "init", "medi", "medi2", "fina",
        "fin2", "fin3", "med2", "mset", "stch", "nukt", "akhn", "rphf", "rkrf", "pref", "blwf", "abvf", "half", "pstf",
        "vatu", "cjct", "pres", "abvs", "blws", "psts", "haln", "cfar", "frac", "numr", "dnom", "valt", "Harf", "HARF",
        "Buzz", "BUZZ",
    ]

    /// Adds the glyphs; false if the face has tables whose glyphs cannot be told (then all are touched).
    static func collect(_ face: OpaquePointer, into glyphs: OpaquePointer) -> Bool {
        if hb_aat_layout_has_substitution(face) != 0 || hb_aat_layout_has_positioning(face) != 0 { return false }
        let kern = hb_face_reference_table(face, FaceTables.tag("kern"))
        defer { hb_blob_destroy(kern) }
        if hb_blob_get_length(kern) > 0 { return false }
        for table in ["GSUB", "GPOS"] {
            guard let lookups = hb_set_create() else { return false }
            defer { hb_set_destroy(lookups) }
            let tag = FaceTables.tag(table)
            // zero ends the list; null for scripts and languages means all of them
            let tags = features.map(FaceTables.tag) + [0]
            hb_ot_layout_collect_lookups(face, tag, nil, nil, tags, lookups)
            addRequired(face, tag, lookups)
            var lookup = UInt32.max
            while hb_set_next(lookups, &lookup) != 0 {
                hb_ot_layout_lookup_collect_glyphs(face, tag, lookup, glyphs, glyphs, glyphs, nil)
            }
        }
        return true
    }

    /// Lookups of the features that a script or language requires.
    private static func addRequired(_ face: OpaquePointer, _ table: UInt32, _ lookups: OpaquePointer) {
        let scripts = min(hb_ot_layout_table_get_script_tags(face, table, 0, nil, nil), 512)
        for script in 0..<scripts {
            let languages = min(hb_ot_layout_script_get_language_tags(face, table, script, 0, nil, nil), 512)
            // the last stands for the script's default language system
            for language in Array(0..<languages) + [0xFFFF] {
                var feature: UInt32 = 0
                guard
                    hb_ot_layout_language_get_required_feature_index(face, table, script, language, &feature) != 0
                else { continue }
                var found = [UInt32](repeating: 0, count: 64)
                var count: UInt32 = 64
                hb_ot_layout_feature_get_lookups(face, table, feature, 0, &count, &found)
                for lookup in found.prefix(Int(count)) { hb_set_add(lookups, lookup) }
            }
        }
    }
}
