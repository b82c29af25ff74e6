//  PictureTable.swift
//  In: bytes of pictures as they are met. Out: facts for layout (sizes), bytes for painting; each content once.
//  Invariants: 1 an id is an index, given in the order of meeting, so it is the same on every run; 2 sizes come from
//  headers only, no pixel is decoded before painting; 3 bytes that are no picture give a diagnostic and nil.

import Diagnostics
import Geometry
import Messages

/// What layout needs to know of a picture. CSS px.
public struct PictureFacts: Hashable, Sendable {
    public enum Format: UInt8, Hashable, Sendable { case png, jpeg, gif, otherRaster, svg }
    public var format: Format
    /// nil: no intrinsic size on this axis (an SVG without `width`).
    public var width: Float?
    public var height: Float?
    /// Width divided by height; nil: none.
    public var ratio: Float?
    public init(format: Format, width: Float?, height: Float?, ratio: Float?) {
        self.format = format
        self.width = width
        self.height = height
        self.ratio = ratio
    }
}

/// Names a picture within its `PictureTable`; fragments and drawing operations carry it as a bare Int32.
public typealias PictureID = Int32

/// What a picture may cost before it is refused.
public struct PictureLimits: Sendable {
    /// Width times height.
    public var pixels = 100_000_000
    public var bytes = 64 << 20
    public init() {}
}

/// The pictures of one document. Belongs to a session: neither shared nor Sendable.
public final class PictureTable {
    /// One raster picture as it came.
    public struct Raster: Sendable {
        public let bytes: [UInt8]
        public let header: RasterHeader
        /// Of the bytes: names the content in a PDF.
        public let hash: UInt64
    }
    private enum Entry {
        case raster(Raster, PictureFacts)
        case vector(PictureFacts)
    }
    private var entries: [Entry] = []
    private var known: [UInt64: [PictureID]] = [:]
    private let limits: PictureLimits
    private let diagnostics: DiagnosticLog

    public init(limits: PictureLimits = PictureLimits(), diagnostics: DiagnosticLog) {
        self.limits = limits
        self.diagnostics = diagnostics
    }

    public var count: Int { entries.count }

    /// Takes in a raster picture. `name` and `location` are for the message if it is none. Equal bytes have one id.
    public func add(_ bytes: [UInt8], name: String, at location: SourceLocation? = nil) -> PictureID? {
        guard bytes.count <= limits.bytes else {
            diagnostics.report(
                "picture-too-large", .warning,
                Sentence(.pictureBytes, ["name": name, "count": bytes.count, "most": limits.bytes]),
                at: location)
            return nil
        }
        let hash = bytes.withUnsafeBytes { contentHash($0) }
        for id in known[hash] ?? [] {
            if case .raster(let raster, _) = entries[Int(id)], raster.bytes == bytes { return id }
        }
        guard let header = RasterHeader(reading: bytes) else {
            diagnostics.report("picture-unreadable", .warning, Sentence(.pictureNone, ["name": name]), at: location)
            return nil
        }
        guard header.width > 0, header.height > 0, header.width <= limits.pixels / header.height else {
            diagnostics.report(
                "picture-too-large", .warning,
                Sentence(
                    .picturePixels,
                    ["name": name, "width": header.width, "height": header.height, "most": limits.pixels]),
                at: location)
            return nil
        }
        let size = header.displayedSize
        let facts = PictureFacts(
            format: header.format, width: Float(size.width), height: Float(size.height),
            ratio: Float(size.width) / Float(size.height))
        let id = PictureID(entries.count)
        entries.append(.raster(Raster(bytes: bytes, header: header, hash: hash), facts))
        known[hash, default: []].append(id)
        return id
    }

    /// Takes in a picture that somebody else draws (an SVG file): an id for it, and its facts.
    public func addVector(_ facts: PictureFacts) -> PictureID {
        entries.append(.vector(facts))
        return PictureID(entries.count - 1)
    }

    public func facts(_ id: PictureID) -> PictureFacts? {
        guard entries.indices.contains(Int(id)) else { return nil }
        switch entries[Int(id)] {
        case .raster(_, let facts), .vector(let facts): return facts
        }
    }
    /// The bytes of a raster picture; nil for vector pictures and unknown ids.
    public func raster(_ id: PictureID) -> Raster? {
        guard entries.indices.contains(Int(id)), case .raster(let raster, _) = entries[Int(id)] else { return nil }
        return raster
    }
    public func isVector(_ id: PictureID) -> Bool {
        guard entries.indices.contains(Int(id)), case .vector = entries[Int(id)] else { return false }
        return true
    }
    /// A picture whose header was good but whose pixels were not: reported once.
    public func reportUndecodable(_ id: PictureID) {
        diagnostics.report("picture-undecodable", .warning, Sentence(.pictureDamaged, ["number": id]))
    }
}

/// FNV-1a over 8-byte words, then the rest: fast, and the same on every machine.
public func contentHash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325 ^ UInt64(bytes.count)
    var index = 0
    while index + 8 <= bytes.count {
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        hash = (hash ^ word) &* 0x0000_0100_0000_01b3
        hash ^= hash >> 29
        index += 8
    }
    while index < bytes.count {
        hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01b3
        index += 1
    }
    return hash
}
