//  WOFF2.swift
//  In: a WOFF 2 file. Out: the OpenType font in it. https://www.w3.org/TR/WOFF2/
//  Steps: 1 header and directory; 2 one Brotli stream with all tables; 3 glyphs and metrics that were taken apart are put
//  together again; 4 an OpenType file of the tables.

import CBrotli

enum WOFF2 {
    /// A table as it lies in the stream.
    private struct Entry {
        var tag: [UInt8]
        /// How much of the stream.
        var length: Int
        var isTransformed: Bool
    }

    /// nil: broken.
    static func unpack(_ bytes: [UInt8]) -> [UInt8]? {
        var reader = FontBytesReader(bytes[...])
        // signature, flavour, length: a collection's is told apart before
        reader.skip(12)
        guard let count = reader.short(), count > 0, count <= 512 else { return nil }
        // reserved, the size of the font
        reader.skip(6)
        guard let packed = reader.long() else { return nil }
        // version, metadata and private data
        reader.skip(24)
        var entries: [Entry] = []
        var total = 0
        for _ in 0..<count {
            // a font has a table once; a table written again and again would fill the memory
            guard let entry = readEntry(&reader), !entries.contains(where: { $0.tag == entry.tag }) else { return nil }
            total += entry.length
            guard total <= FontContainer.largest else { return nil }
            entries.append(entry)
        }
        guard let data = reader.take(packed), let stream = decompress(data, to: total) else { return nil }

        var tables: [(tag: [UInt8], data: ArraySlice<UInt8>, isTransformed: Bool)] = []
        var place = 0
        for entry in entries {
            tables.append((entry.tag, stream[place..<place + entry.length], entry.isTransformed))
            place += entry.length
        }
        return assemble(tables)
    }

    // MARK: - 1 Directory

    private static func readEntry(_ reader: inout FontBytesReader) -> Entry? {
        guard let flags = reader.byte() else { return nil }
        let known = Int(flags & 63)
        let version = flags >> 6
        guard let tag = known < knownTags.count ? Array(knownTags[known].utf8) : reader.take(4),
            let length = reader.base128()
        else { return nil }
        // glyphs are transformed unless the version says otherwise, other tables are not unless it says so
        let name = String(decoding: tag, as: UTF8.self)
        let isGlyphs = name == "glyf" || name == "loca"
        guard isGlyphs ? version == 0 || version == 3 : version == 0 || (version == 1 && name == "hmtx") else {
            return nil
        }
        let isTransformed = isGlyphs ? version == 0 : version != 0
        guard isTransformed else { return Entry(tag: tag, length: length, isTransformed: false) }
        guard let transformed = reader.base128(), name != "loca" || transformed == 0 else { return nil }
        return Entry(tag: tag, length: transformed, isTransformed: true)
    }

    private static let knownTags = [
        "cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post", "cvt ", "fpgm", "glyf", "loca", "prep", "CFF ",
        "VORG", "EBDT", "EBLC", "gasp", "hdmx", "kern", "LTSH", "PCLT", "VDMX", "vhea", "vmtx", "BASE", "GDEF", "GPOS",
        "GSUB", "EBSC", "JSTF", "MATH", "CBDT", "CBLC", "COLR", "CPAL", "SVG ", "sbix", "acnt", "avar", "bdat", "bloc",
        "bsln", "cvar", "fdsc", "feat", "fmtx", "fvar", "gvar", "hsty", "just", "lcar", "mort", "morx", "opbd", "prop",
        "trak", "Zapf", "Silf", "Glat", "Gloc", "Feat", "Sill",
    ]

    // MARK: - 2 Stream

    /// nil unless the data give exactly `length` bytes.
    private static func decompress(_ data: [UInt8], to length: Int) -> [UInt8]? {
        // a font is never packed to a two thousandth: a claim beyond it is a bomb
        guard !data.isEmpty, length <= data.count * 2_000 + 64 else { return nil }
        var written = length
        var status = BROTLI_DECODER_RESULT_ERROR
        let result = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            status = BrotliDecoderDecompress(data.count, data, &written, buffer.baseAddress)
            count = status == BROTLI_DECODER_RESULT_SUCCESS ? written : 0
        }
        return status == BROTLI_DECODER_RESULT_SUCCESS && result.count == length ? result : nil
    }

    // MARK: - 3, 4 Tables

    private static func assemble(
        _ tables: [(tag: [UInt8], data: ArraySlice<UInt8>, isTransformed: Bool)]
    ) -> [UInt8]? {
        func table(_ name: String) -> ArraySlice<UInt8>? { tables.first { $0.tag == Array(name.utf8) }?.data }
        var glyphs: WOFF2Glyphs?
        if let glyf = tables.first(where: { $0.tag == Array("glyf".utf8) }), glyf.isTransformed {
            guard let made = WOFF2Glyphs(glyf.data) else { return nil }
            glyphs = made
        }
        var finished: [(tag: [UInt8], data: [UInt8])] = []
        for (tag, data, isTransformed) in tables {
            switch String(decoding: tag, as: UTF8.self) {
            case "glyf" where isTransformed: finished.append((tag, glyphs?.glyf ?? []))
            case "loca" where isTransformed: finished.append((tag, glyphs?.loca ?? []))
            case "hmtx" where isTransformed:
                guard let glyphs, let hhea = table("hhea"),
                    let made = glyphs.metrics(data, hhea: FontBytesReader(hhea))
                else { return nil }
                finished.append((tag, made))
            case "head":
                var head = Array(data)
                // the offsets of glyphs are written long
                if glyphs != nil, head.count >= 52 {
                    head[50] = 0
                    head[51] = 1
                }
                finished.append((tag, head))
            default: finished.append((tag, Array(data)))
            }
        }
        return OpenTypeFile.assembled(finished)
    }
}
