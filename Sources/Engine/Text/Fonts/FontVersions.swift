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
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func mix(_ value: UInt64) {
            hash = (hash ^ value) &* 0x0000_0100_0000_01b3
            hash ^= hash >> 31
        }
        for record in records where seen.insert(record.path).inserted {
            for byte in (record.path.split(separator: "/").last ?? "").utf8 { mix(UInt64(byte)) }
            FontBytes(path: record.path)?.withUnsafeBytes { bytes in
                mix(UInt64(bytes.count))
                for at in stride(from: 0, to: bytes.count - bytes.count % 8, by: 8) {
                    mix(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
                }
                for byte in bytes.suffix(bytes.count % 8) { mix(UInt64(byte)) }
            }
        }
        return String(hash, radix: 16)
    }
}
