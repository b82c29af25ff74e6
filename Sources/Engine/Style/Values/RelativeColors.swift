//  RelativeColors.swift
//  In: the contents of a colour function that begin with `from` a colour. Out: the same with that colour's channels as numbers, which
//  the function then reads as ever. https://www.w3.org/TR/css-color-5/#relative-colors

import Geometry

extension TokenCursor {
    /// The channels by name, as the function counts them.
    private static func channels(of name: String, space: ColorSpace?, _ color: Color) -> [String: Double]? {
        let rgb = (Double(color.red), Double(color.green), Double(color.blue))
        func named(_ space: ColorSpace, _ names: [String]) -> [String: Double] {
            let values = space.components(ofSRGB: rgb)
            return [names[0]: values.0, names[1]: values.1, names[2]: values.2]
        }
        switch name {
        case "rgb", "rgba": return ["r": rgb.0 * 255, "g": rgb.1 * 255, "b": rgb.2 * 255]
        case "hsl", "hsla": return named(.hsl, ["h", "s", "l"])
        case "hwb": return named(.hwb, ["h", "w", "b"])
        case "lab": return named(.lab, ["l", "a", "b"])
        case "oklab": return named(.oklab, ["l", "a", "b"])
        case "lch": return named(.lch, ["l", "c", "h"])
        case "oklch": return named(.oklch, ["l", "c", "h"])
        case "color":
            guard let space else { return nil }
            return named(space, space.isXYZ ? ["x", "y", "z"] : ["r", "g", "b"])
        default: return nil
        }
    }

    /// After `from`: the origin colour is read. The rest as other tokens; `alpha` is the origin's where none is written. nil: wrong.
    mutating func relativeContents(of name: String, _ origin: Color) -> (tokens: [CSSToken], alpha: Float?)? {
        var space: ColorSpace?
        if name == "color" {
            var ahead = self
            guard let word = ahead.ident() else { return nil }
            space = ColorSpace(rawValue: word)
        }
        guard var values = Self.channels(of: name, space: space, origin) else { return nil }
        values["alpha"] = Double(origin.alpha)
        let first = position
        var hasAlpha = false
        var open = 0
        var rest = Array(tokens[first..<max(first, end)])
        for index in rest.indices {
            switch rest[index].kind {
            case .ident:
                guard let value = values[rest[index].keyword] else { break }
                var number = CSSToken(.number)
                number.number = value.isFinite ? value : 0
                rest[index] = number
            case .function, .openParen: open += 1
            case .closeParen: open -= 1
            default: if open == 0, rest[index].isDelim("/") { hasAlpha = true }
            }
            if rest[index].opensBlock { rest[index].match -= Int32(first) }
        }
        position = end
        return (rest, hasAlpha ? nil : origin.alpha)
    }
}
