//  PhysicalGeometry.swift
//  In: CSS pixels, y downwards. Out: points, rectangles and transforms for drawing, and the four physical sides.

public struct Point: Hashable, Sendable, BitwiseCopyable {
    public var x: Double
    public var y: Double
    public static let zero = Point(x: 0, y: 0)
    @inlinable public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

public struct Size: Hashable, Sendable, BitwiseCopyable {
    public var width: Double
    public var height: Double
    public static let zero = Size(width: 0, height: 0)
    @inlinable public init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }
}

public struct Rect: Hashable, Sendable, BitwiseCopyable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double
    public static let zero = Rect(x: 0, y: 0, width: 0, height: 0)
    @inlinable public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
    @inlinable public var maxX: Double { x + width }
    @inlinable public var maxY: Double { y + height }
    @inlinable public var isEmpty: Bool { width <= 0 || height <= 0 }
    @inlinable public func insetBy(top: Double, right: Double, bottom: Double, left: Double) -> Rect {
        Rect(x: x + left, y: y + top, width: width - left - right, height: height - top - bottom)
    }
    @inlinable public func intersection(_ other: Rect) -> Rect {
        let left = Swift.max(x, other.x)
        let top = Swift.max(y, other.y)
        return Rect(
            x: left, y: top, width: Swift.max(0, Swift.min(maxX, other.maxX) - left),
            height: Swift.max(0, Swift.min(maxY, other.maxY) - top))
    }
    @inlinable public func union(_ other: Rect) -> Rect {
        if isEmpty { return other }
        if other.isEmpty { return self }
        let left = Swift.min(x, other.x)
        let top = Swift.min(y, other.y)
        return Rect(
            x: left, y: top, width: Swift.max(maxX, other.maxX) - left, height: Swift.max(maxY, other.maxY) - top)
    }
}

/// One value for each physical side, in the order CSS shorthands use.
public struct Sides<Value> {
    public var top: Value
    public var right: Value
    public var bottom: Value
    public var left: Value
    @inlinable public init(top: Value, right: Value, bottom: Value, left: Value) {
        self.top = top
        self.right = right
        self.bottom = bottom
        self.left = left
    }
    @inlinable public init(all value: Value) { self.init(top: value, right: value, bottom: value, left: value) }
    @inlinable public func map<Other>(_ transform: (Value) -> Other) -> Sides<Other> {
        Sides<Other>(top: transform(top), right: transform(right), bottom: transform(bottom), left: transform(left))
    }
}
extension Sides: Sendable where Value: Sendable {}
extension Sides: Equatable where Value: Equatable {}
extension Sides: Hashable where Value: Hashable {}

/// The affine map x′ = a·x + c·y + e, y′ = b·x + d·y + f, as CSS `matrix()` writes it.
public struct AffineTransform: Hashable, Sendable, BitwiseCopyable {
    public var a: Double
    public var b: Double
    public var c: Double
    public var d: Double
    public var e: Double
    public var f: Double
    public static let identity = AffineTransform(a: 1, b: 0, c: 0, d: 1, e: 0, f: 0)
    @inlinable public init(a: Double, b: Double, c: Double, d: Double, e: Double, f: Double) {
        self.a = a
        self.b = b
        self.c = c
        self.d = d
        self.e = e
        self.f = f
    }
    @inlinable public static func translation(x: Double, y: Double) -> Self { Self(a: 1, b: 0, c: 0, d: 1, e: x, f: y) }
    @inlinable public static func scale(x: Double, y: Double) -> Self { Self(a: x, b: 0, c: 0, d: y, e: 0, f: 0) }
    /// The map that applies `inner` first and this one after it.
    @inlinable public func concatenating(_ inner: Self) -> Self {
        Self(
            a: a * inner.a + c * inner.b, b: b * inner.a + d * inner.b,
            c: a * inner.c + c * inner.d, d: b * inner.c + d * inner.d,
            e: a * inner.e + c * inner.f + e, f: b * inner.e + d * inner.f + f)
    }
    @inlinable public func apply(_ p: Point) -> Point { Point(x: a * p.x + c * p.y + e, y: b * p.x + d * p.y + f) }
    @inlinable public var determinant: Double { a * d - b * c }
}
