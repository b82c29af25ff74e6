//  FontCatalogue.swift
//  In: folders. Out: what each face in them is called and for which weights, widths and postures it was made.

import CFontconfig

/// One face as its file describes it; not opened yet.
struct FaceRecord: Sendable {
    var path: String
    var collectionIndex: Int
    /// In every language the font names itself in; the first is its English name where it has one.
    var families: [String]
    var fullNames: [String]
    var postScriptName: String
    /// CSS values.
    var weight: ClosedRange<Float>
    var stretch: ClosedRange<Float>
    var posture: FontPosture
    var isVariable: Bool
    var coverage: FaceCoverage?
}

/// The characters a face has, known without opening it.
/// `@unchecked Sendable`: the set is a copy that nobody changes; Fontconfig reads sets without locks.
final class FaceCoverage: @unchecked Sendable {
    private let set: OpaquePointer
    init?(copying other: OpaquePointer?) {
        guard let other, let copy = FcCharSetCopy(other) else { return nil }
        set = copy
    }
    deinit { FcCharSetDestroy(set) }
    func has(_ scalar: UInt32) -> Bool { FcCharSetHasChar(set, scalar) != 0 }
}

enum FontCatalogue {
    /// Reads the folders through a configuration of our own, which looks at nothing else; its cache is the system's, so
    /// unchanged folders are not scanned again. The order is by family, path and index, whatever the disk's.
    static func read(folders: [String], system: Bool) -> [FaceRecord] {
        var records: [FaceRecord] = []
        if let config = FcConfigCreate() {
            let caches = """
                <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>
                <cachedir>/var/cache/fontconfig</cachedir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>
                """
            _ = FcConfigParseAndLoadFromMemory(config, caches, 0)
            for folder in folders { _ = FcConfigAppFontAddDir(config, folder) }
            add(FcConfigGetFonts(config, FcSetApplication), to: &records)
            FcConfigDestroy(config)
        }
        if system, let config = FcInitLoadConfigAndFonts() {
            add(FcConfigGetFonts(config, FcSetSystem), to: &records)
            FcConfigDestroy(config)
        }
        records.sort {
            ($0.families.first ?? "", $0.path, $0.collectionIndex) < (
                $1.families.first ?? "", $1.path, $1.collectionIndex
            )
        }
        var unique: [FaceRecord] = []
        for record in records {
            if let last = unique.last, last.path == record.path, last.collectionIndex == record.collectionIndex {
                continue
            }
            unique.append(record)
        }
        return unique
    }

    private static func add(_ set: UnsafeMutablePointer<FcFontSet>?, to records: inout [FaceRecord]) {
        guard let set, let fonts = set.pointee.fonts else { return }
        for index in 0..<Int(set.pointee.nfont) {
            if let pattern = fonts[index], let record = record(of: pattern) { records.append(record) }
        }
    }

    private static func record(of pattern: OpaquePointer) -> FaceRecord? {
        let format = strings(pattern, FC_FONTFORMAT).first ?? ""
        // Type 1, bitmap and other formats are not for HarfBuzz's OpenType functions
        guard format == "TrueType" || format == "CFF", let path = strings(pattern, FC_FILE).first else { return nil }
        var index: Int32 = 0
        _ = FcPatternGetInteger(pattern, FC_INDEX, 0, &index)
        var variable: FcBool = 0
        _ = FcPatternGetBool(pattern, FC_VARIABLE, 0, &variable)
        // a named instance of a variable font: the font itself is listed too
        if index >> 16 != 0, variable == 0 { return nil }
        var slant: Int32 = 0
        _ = FcPatternGetInteger(pattern, FC_SLANT, 0, &slant)
        var characters: OpaquePointer?
        _ = FcPatternGetCharSet(pattern, FC_CHARSET, 0, &characters)
        let weight = range(pattern, FC_WEIGHT, or: 80)
        let low = Float(FcWeightToOpenTypeDouble(weight.lowerBound))
        let high = Float(FcWeightToOpenTypeDouble(weight.upperBound))
        let width = range(pattern, FC_WIDTH, or: 100)
        return FaceRecord(
            path: path, collectionIndex: Int(index & 0xFFFF), families: strings(pattern, FC_FAMILY),
            fullNames: strings(pattern, FC_FULLNAME), postScriptName: strings(pattern, FC_POSTSCRIPT_NAME).first ?? "",
            weight: low <= high && low > 0 ? low...high : 400...400,
            stretch: Float(width.lowerBound)...Float(width.upperBound),
            posture: slant == FC_SLANT_ITALIC ? .italic : slant == FC_SLANT_OBLIQUE ? .oblique : .normal,
            isVariable: variable != 0, coverage: FaceCoverage(copying: characters))
    }

    private static func strings(_ pattern: OpaquePointer, _ object: String) -> [String] {
        var found: [String] = []
        var value: UnsafeMutablePointer<FcChar8>?
        while found.count < 64, FcPatternGetString(pattern, object, Int32(found.count), &value) == FcResultMatch,
            let text = value
        {
            found.append(String(cString: text))
        }
        return found
    }

    private static func range(_ pattern: OpaquePointer, _ object: String, or fallback: Double) -> ClosedRange<Double> {
        var single = 0.0
        if FcPatternGetDouble(pattern, object, 0, &single) == FcResultMatch { return single...single }
        var pair: OpaquePointer?
        if FcPatternGetRange(pattern, object, 0, &pair) == FcResultMatch, let pair {
            var low = 0.0
            var high = 0.0
            if FcRangeGetDouble(pair, &low, &high) != 0, low <= high { return low...high }
        }
        return fallback...fallback
    }
}
