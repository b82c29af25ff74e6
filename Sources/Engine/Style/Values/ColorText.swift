//  ColorText.swift
//  In: a colour as text, kept by a property of SVG. Out: sRGB.

import Geometry

extension Color {
    /// A colour in any syntax of CSS Color; `current` is what `currentcolor` means. nil: the text is no colour.
    public init?(css text: String, current: Color) {
        var cursor = TokenCursor(Tokenizer.tokens(of: text))
        guard let value = cursor.color(), cursor.isAtEnd else { return nil }
        self = value.resolved(current: current)
    }
}
