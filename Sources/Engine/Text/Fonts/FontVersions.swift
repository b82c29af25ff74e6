//  FontVersions.swift
//  In: a library of faces. Out: the versions and hashes that decide how text is set.

import CHarfBuzz
import CICU
import CZlib

extension FontLibrary {
    /// The libraries whose output depends on their version.
    public static var libraryVersions: [(name: String, version: String)] {
        [
            ("harfbuzz", String(cString: hb_version_string())), ("icu", String(cString: icu_version())),
            ("zlib", String(cString: zlibVersion())),
        ]
    }

    /// A hash of all font files with their names, in the order of the catalogue. Reads every file: some 0.1 s.
    public func contentsHash() -> String {
        var seen: Set<String> = []
        var hash = FileHash()
        for record in records where seen.insert(record.path).inserted {
            if let bytes = FontBytes(path: record.path) { hash.mix(bytes, named: record.path) }
        }
        return hash.text
    }

    /// A hash of the dictionaries by which words are divided; `none` without any.
    public static func hyphenationHash() -> String {
        let files = HyphenationPatterns.dictionaries
        var hash = FileHash()
        for path in files {
            if let bytes = FontBytes(path: path) { hash.mix(bytes, named: path) }
        }
        return files.isEmpty ? "none" : hash.text
    }
}

/// Tells one set of files from another; no protection against forgery.
private struct FileHash {
    private var value: UInt64 = 0xcbf2_9ce4_8422_2325
    var text: String { String(value, radix: 16) }

    mutating func mix(_ file: FontBytes, named path: String) {
        for byte in (path.split(separator: "/").last ?? "").utf8 { mix(UInt64(byte)) }
        var whole = self
        file.withUnsafeBytes { bytes in
            whole.mix(UInt64(bytes.count))
            for at in stride(from: 0, to: bytes.count - bytes.count % 8, by: 8) {
                whole.mix(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            }
            for byte in bytes.suffix(bytes.count % 8) { whole.mix(UInt64(byte)) }
        }
        self = whole
    }
    private mutating func mix(_ number: UInt64) {
        value = (value ^ number) &* 0x0000_0100_0000_01b3
        value ^= value >> 31
    }
}
