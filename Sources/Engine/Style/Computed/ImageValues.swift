//  ImageValues.swift
//  In: the winners of the cascade, computed. Out: images as values: addresses and gradients.

import Geometry

/// An address as written and the base it is relative to (a style sheet's or the document's own address).
public struct ResourceAddress: Hashable, Sendable {
    public var url: String
    public var base: String
    public init(url: String, base: String) {
        self.url = url
        self.base = base
    }
}

public struct ColorStop: Hashable, Sendable {
    public var color: Color
    public var position: LengthPercentage?
    /// A transition hint: no colour of its own.
    public var isHint: Bool
    public init(color: Color, position: LengthPercentage?, isHint: Bool = false) {
        self.color = color
        self.position = position
        self.isHint = isHint
    }
}
public enum GradientDirection: Hashable, Sendable {
    /// Degrees, clockwise from "to top".
    case angle(Float)
    /// −1, 0, 1 for left/centre/right and top/centre/bottom.
    case toCorner(x: Int8, y: Int8)
}
public enum RadialSize: Hashable, Sendable {
    case closestSide, farthestSide, closestCorner, farthestCorner
    case radii(LengthPercentage, LengthPercentage)
}
/// An `<image>`. https://www.w3.org/TR/css-images-4/
public enum ImageValue: Hashable, Sendable {
    case url(ResourceAddress)
    case linearGradient(GradientDirection, [ColorStop], repeating: Bool)
    case radialGradient(isCircle: Bool, RadialSize, PositionValue, [ColorStop], repeating: Bool)
    case conicGradient(from: Float, PositionValue, [ColorStop], repeating: Bool)
}
