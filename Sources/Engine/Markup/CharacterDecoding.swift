//  CharacterDecoding.swift
//  In: bytes in any of the web's encodings. Out: valid UTF-8 without byte order mark and without NUL.

import CLibXML2
import Diagnostics
import Messages

enum CharacterDecoding {
    /// Decodes by byte order mark, the caller's label, `<?xml encoding>` or `<meta charset>`, in this order; without
    /// any of them UTF-8 if the bytes are valid UTF-8, else windows-1252 in HTML as browsers do.
    /// https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
    static func decode(
        _ bytes: [UInt8], syntax: MarkupSyntax, sourceName: String, label: String?, _ log: DiagnosticLog?
    ) -> [UInt8] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return repaired(Array(bytes.dropFirst(3))) }
        if bytes.starts(with: [0xFE, 0xFF]) { return converted(Array(bytes.dropFirst(2)), from: "UTF-16BE") }
        if bytes.starts(with: [0xFF, 0xFE]) { return converted(Array(bytes.dropFirst(2)), from: "UTF-16LE") }
        if bytes.starts(with: [0, 0x3C, 0, 0x3F]) { return converted(bytes, from: "UTF-16BE") }
        if bytes.starts(with: [0x3C, 0, 0x3F, 0]) { return converted(bytes, from: "UTF-16LE") }
        let declared = label ?? (syntax == .xml ? declaredInXML(bytes) : declaredInHTML(bytes))
        if let declared {
            switch converterName(declared) {
            case "UTF-8": return repaired(bytes)
            case let name?: return converted(bytes, from: name)
            case nil:
                log?.report(
                    "markup-unknown-encoding", .warning,
                    Sentence(.markupUnknownEncoding, ["name": declared]),
                    at: SourceLocation(file: sourceName, line: 1))
            }
        }
        if String(validating: bytes, as: UTF8.self) != nil || syntax == .xml { return repaired(bytes) }
        return converted(bytes, from: "CP1252")
    }

    /// Labels of the Encoding Standard and what iconv calls them. https://encoding.spec.whatwg.org/#names-and-labels
    static func converterName(_ label: String) -> String? {
        switch label.lowercased().filter({ $0 != " " && $0 != "\t" }) {
        case "utf-8", "utf8", "unicode-1-1-utf-8", "utf-16", "utf-16le", "utf-16be": "UTF-8"
        case "shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "ms932", "windows-31j", "csshiftjis", "cp932":
            "CP932"
        case "euc-jp", "x-euc-jp", "cseucpkdfmtjapanese", "eucjp": "EUC-JP-MS"
        case "iso-2022-jp", "csiso2022jp": "ISO-2022-JP"
        case "windows-1252", "cp1252", "x-cp1252", "iso-8859-1", "iso8859-1", "latin1", "l1", "ascii", "us-ascii":
            "CP1252"
        case "gbk", "gb2312", "gb_2312", "gb_2312-80", "chinese", "x-gbk", "gb18030": "GB18030"
        case "big5", "big5-hkscs", "cn-big5", "x-x-big5": "BIG5-HKSCS"
        case "euc-kr", "ks_c_5601-1987", "korean", "windows-949": "CP949"
        case "koi8-r", "koi8": "KOI8-R"
        case "koi8-u": "KOI8-U"
        case let name where isNumbered(name, "windows-125", 1): "CP" + name.dropFirst(8)
        case let name where isNumbered(name, "iso-8859-", 2): name.uppercased()
        default: nil
        }
    }

    private static func isNumbered(_ name: String, _ start: String, _ most: Int) -> Bool {
        let rest = name.dropFirst(start.count)
        return name.hasPrefix(start) && (1...most).contains(rest.count) && rest.allSatisfy(\.isNumber)
    }

    private static func declaredInXML(_ bytes: [UInt8]) -> String? {
        guard bytes.starts(with: "<?xml".utf8) else { return nil }
        let head = bytes.prefix(256)
        guard let end = head.firstIndex(of: 0x3E) else { return nil }
        return value(of: "encoding", in: head[..<end])
    }

    /// Looks for `<meta charset>` or `<meta http-equiv content="…charset=">` in the first 1,024 bytes.
    private static func declaredInHTML(_ bytes: [UInt8]) -> String? {
        let head = bytes.prefix(1_024)
        var from = head.startIndex
        while let open = head[from...].firstIndex(of: 0x3C) {
            from = open + 1
            let rest = head[from...]
            if rest.starts(with: "!--".utf8) {
                // A commented-out declaration does not count.
                var end = from
                while end + 2 < head.endIndex, !(head[end...].starts(with: "-->".utf8)) { end += 1 }
                from = min(end + 2, head.endIndex)
                continue
            }
            guard String(decoding: rest.prefix(4), as: UTF8.self).lowercased() == "meta" else { continue }
            let end = rest.firstIndex(of: 0x3E) ?? head.endIndex
            if let found = value(of: "charset", in: head[from..<end]) { return found }
        }
        return nil
    }

    private static func value(of name: String, in bytes: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let at = text.lowercased().utf8.firstRange(of: Array(name.utf8)) else { return nil }
        let offset = text.lowercased().utf8.distance(from: text.utf8.startIndex, to: at)
        var rest = Substring(text).utf8.dropFirst(offset + name.utf8.count)[...]
        while let first = rest.first, first == 0x20 || first == 0x09 || first == 0x0A || first == 0x0D {
            rest.removeFirst()
        }
        guard rest.first == 0x3D else { return nil }
        rest.removeFirst()
        while let first = rest.first, [0x20, 0x09, 0x0A, 0x0D, 0x22, 0x27].contains(first) { rest.removeFirst() }
        let word = rest.prefix { ![0x20, 0x09, 0x0A, 0x0D, 0x22, 0x27, 0x3B, 0x2F, 0x3F].contains($0) }
        return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
    }

    /// Valid UTF-8: broken sequences and NUL become U+FFFD.
    private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        if String(validating: bytes, as: UTF8.self) == nil {
            result = Array(String(decoding: bytes, as: UTF8.self).utf8)
        }
        if result.contains(0) { result = result.flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] } }
        return result
    }

    /// Converts with iconv; a byte that means nothing becomes U+FFFD.
    private static func converted(_ bytes: [UInt8], from name: String) -> [UInt8] {
        guard let converter = clibxml2_converter("UTF-8", name) else { return repaired(bytes) }
        defer { iconv_close(converter) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 3 / 2 + 16)
        var buffer = [CChar](repeating: 0, count: 8_192)
        var source = bytes.map { CChar(bitPattern: $0) }
        source.withUnsafeMutableBufferPointer { input in
            var from = input.baseAddress
            var left = input.count
            while left > 0 {
                let before = left
                var failed = false
                buffer.withUnsafeMutableBufferPointer { output in
                    var to = output.baseAddress
                    var room = output.count
                    failed = iconv(converter, &from, &left, &to, &room) == -1
                    for index in 0..<(output.count - room) { result.append(UInt8(bitPattern: output[index])) }
                }
                if failed, left == before, left > 0 {
                    // Neither a full buffer nor a valid sequence: one byte is given up.
                    result.append(contentsOf: [0xEF, 0xBF, 0xBD])
                    from = from?.advanced(by: 1)
                    left -= 1
                }
            }
        }
        return repaired(result)
    }
}

extension Collection where Element == UInt8 {
    /// Where a short sequence begins, if it occurs.
    fileprivate func firstRange(of needle: [UInt8]) -> Index? {
        var index = startIndex
        while index != endIndex {
            if self[index...].starts(with: needle) { return index }
            formIndex(after: &index)
        }
        return nil
    }
}
