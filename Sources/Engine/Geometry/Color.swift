//  Color.swift
//  In: red, green, blue, opacity. Out: one sRGB colour. https://www.w3.org/TR/css-color-4/

/// An sRGB colour; components run from 0 to 1, not premultiplied.
public struct Color: Hashable, Sendable, BitwiseCopyable {
    public var red: Float
    public var green: Float
    public var blue: Float
    public var alpha: Float
    public static let black = Color(red: 0, green: 0, blue: 0, alpha: 1)
    public static let white = Color(red: 1, green: 1, blue: 1, alpha: 1)
    public static let transparent = Color(red: 0, green: 0, blue: 0, alpha: 0)
    @inlinable public init(red: Float, green: Float, blue: Float, alpha: Float = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }
    @inlinable public var isTransparent: Bool { alpha <= 0 }
    @inlinable public var isOpaque: Bool { alpha >= 1 }
}
