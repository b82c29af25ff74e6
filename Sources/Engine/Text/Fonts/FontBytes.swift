//  FontBytes.swift
//  In: a font file. Out: its bytes at an address that stays while this object lives.

import CHarfBuzz

/// A font file's bytes, mapped into memory or held there; never changed.
/// `@unchecked Sendable`: the blob is made immutable in `init`, and HarfBuzz counts references to it atomically.
public final class FontBytes: @unchecked Sendable {
    let blob: OpaquePointer
    public let count: Int

    /// Maps a file; nil when it cannot be read or is empty.
    public init?(path: String) {
        guard let blob = hb_blob_create_from_file_or_fail(path) else { return nil }
        hb_blob_make_immutable(blob)
        self.blob = blob
        count = Int(hb_blob_get_length(blob))
        if count == 0 { return nil }
    }

    /// Copies bytes; nil when there are none.
    init?(copying data: [UInt8]) {
        guard !data.isEmpty, data.count < Int(Int32.max) else { return nil }
        let made = data.withUnsafeBytes { raw in
            hb_blob_create_or_fail(
                raw.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(raw.count), HB_MEMORY_MODE_DUPLICATE,
                nil, nil)
        }
        guard let made else { return nil }
        hb_blob_make_immutable(made)
        blob = made
        count = data.count
    }

    deinit { hb_blob_destroy(blob) }

    /// The address stays valid while this object lives.
    public func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        var length: UInt32 = 0
        let start = hb_blob_get_data(blob, &length)
        return try body(UnsafeRawBufferPointer(start: start, count: Int(length)))
    }
}
