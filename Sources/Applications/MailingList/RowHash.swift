//  RowHash.swift
//  In: the cells of a row. Out: their SHA-256, for the record.

import CGLib

enum RowHash {
    static func sha256(_ cells: [String]) -> String {
        let bytes = Array(cells.joined(separator: "\u{1F}").utf8)
        let text = [UInt8](unsafeUninitializedCapacity: 65) { buffer, count in
            bytes.withUnsafeBufferPointer { input in
                guard let base = buffer.baseAddress else { return }
                cglib_sha256(
                    input.baseAddress, UInt(input.count),
                    UnsafeMutableRawPointer(base).assumingMemoryBound(to: CChar.self))
            }
            count = 65
        }
        return String(decoding: text.dropLast(), as: UTF8.self)
    }
}
