//  Checksum.swift
//  In: bytes. Out: their SHA-256 in hexadecimal, for manifests and indexes.

import CGLib

public enum Checksum {
    public static func sha256(_ bytes: [UInt8]) -> String {
        let text = [UInt8](unsafeUninitializedCapacity: 65) { buffer, count in
            bytes.withUnsafeBufferPointer { input in
                cglib_sha256(
                    input.baseAddress, UInt(input.count),
                    UnsafeMutableRawPointer(buffer.baseAddress!).assumingMemoryBound(to: CChar.self))
            }
            count = 65
        }
        return String(decoding: text.dropLast(), as: UTF8.self)
    }
}
