//  PictureTable.swift
//  In: bytes of pictures as they are met. Out: facts for layout (sizes), bytes for painting; each content once.

import Geometry

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
