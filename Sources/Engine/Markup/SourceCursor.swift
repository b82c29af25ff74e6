//  SourceCursor.swift
//  In: byte offsets that mostly grow. Out: lines and columns. Each byte is looked at once.

/// Turns byte offsets of UTF-8 text into places.
struct SourceCursor {
    private var offset = 0
    private(set) var line = 1
    /// Counts characters (Unicode scalars), from 1.
    private(set) var column = 1

    /// Moves to an offset; one that lies behind stays where the cursor is.
    mutating func move(to target: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        let end = min(target, bytes.count)
        while offset < end {
            let byte = bytes[offset]
            offset += 1
            if byte == 0x0A || (byte == 0x0D && !(offset < bytes.count && bytes[offset] == 0x0A)) {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80, byte != 0x0D {
                column += 1
            }
        }
    }
}
