//  PaintingResources.swift
//  In: font files. Out: Cairo faces made of them, once per process.

import Text

/// A font file as Painting asks for it.
public struct FaceFile: Sendable {
    /// Names the face in this process: the same key always has the same bytes and index.
    public var key: String
    /// The whole file.
    public var bytes: @Sendable () -> [UInt8]
    /// The face within a collection.
    public var index: Int
    public init(key: String, index: Int, bytes: @escaping @Sendable () -> [UInt8]) {
        self.key = key
        self.index = index
        self.bytes = bytes
    }
}

/// What a process keeps for painting: each face rebuilt once. Shared by all documents and threads.
public final class PaintingResources: Sendable {
    public init() {}
}
