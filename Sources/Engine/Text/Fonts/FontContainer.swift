//  FontContainer.swift
//  In: the bytes of a font file as downloaded. Out: an OpenType font.

/// What a font file turned out to be.
enum FontContainer {
    case font([UInt8])
    case unsupported(String)
    case broken

    static func unpack(_ bytes: [UInt8]) -> FontContainer {
        guard bytes.count >= 12 else { return .broken }
        switch Array(bytes.prefix(4)) {
        case Array("wOFF".utf8): return .unsupported("WOFF")
        case Array("wOF2".utf8): return .unsupported("WOFF 2")
        default: return .font(bytes)
        }
    }
}
