//  CodePicture.swift
//  In: dark rectangles in millimetres. Out: an SVG picture of exact size with literal colours.

import Messages

/// A code as a picture. The same data always give the same bytes.
public struct CodePicture: Sendable, Hashable {
    /// A whole `svg` element with its namespace, sized in millimetres; the quiet zone is inside.
    public let svg: String
    /// In millimetres, quiet zone included.
    public let width: Double
    public let height: Double

    /// Black on white: the contrast that every reader is made for. `title` is what screen readers say.
    init(path: String, width: Double, height: Double, title: String) {
        self.width = width
        self.height = height
        let size = "\(Self.written(width)) \(Self.written(height))"
        svg = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(Self.written(width))mm" height="\(Self.written(height))mm" \
            viewBox="0 0 \(size)" role="img"><title>\(Self.escaped(title))</title>\
            <path fill="#ffffff" d="M0 0h\(Self.written(width))v\(Self.written(height))h-\(Self.written(width))z"/>\
            <path fill="#000000" d="\(path)"/></svg>
            """
    }

    /// A length with at most four decimals and without needless zeros, the same in every locale.
    static func written(_ value: Double) -> String {
        let scaled = Int((value * 10_000).rounded())
        let magnitude = scaled.magnitude
        var text = String(magnitude / 10_000)
        var rest = magnitude % 10_000
        if rest > 0 {
            var digits = ""
            for _ in 0..<4 {
                digits = String(rest % 10) + digits
                rest /= 10
            }
            while digits.hasSuffix("0") { digits.removeLast() }
            text += "." + digits
        }
        return scaled < 0 ? "-" + text : text
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case let control where control.value < 0x20: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

/// Why a code cannot be made.
public enum CodeError: Error, Hashable, Sendable {
    /// More data than the code holds at this level of error correction.
    case tooLong(bytes: Int)
    /// Characters the code cannot hold, or nothing at all.
    case unfit(Sentence)
    /// A measure outside the legal range.
    case size(Sentence)
}
