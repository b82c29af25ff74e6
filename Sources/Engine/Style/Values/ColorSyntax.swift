//  ColorSyntax.swift
//  In: any colour syntax of CSS Color 4. Out: sRGB, or what is left to know (the current colour).
//  https://www.w3.org/TR/css-color-4/#color-syntax

import Geometry

/// A specified colour.
indirect enum ColorValue: Sendable, Hashable {
    case color(Color)
    case current
    /// Parts of the first and the second colour; they need not sum to 1 (the rest is transparent).
    case mix(ColorSpace, HuePath, ColorValue, Double, ColorValue, Double)
    /// A function's name, the colour it begins from, which hangs on the current one, and the text after that.
    case relative(String, from: ColorValue, String)

    /// Which way round. https://www.w3.org/TR/css-color-4/#hue-interpolation
    enum HuePath: String, Sendable, Hashable { case shorter, longer, increasing, decreasing }

    func resolved(current: Color) -> Color {
        switch self {
        case .color(let color): return color
        case .current: return current
        case .mix(let space, let path, let first, let share, let second, let otherShare):
            return Self.mixed(
                space, path, first.resolved(current: current), share, second.resolved(current: current), otherShare)
        case .relative(let name, let origin, let text):
            // it was read once already, with black
            let color = TokenCursor(Tokenizer.tokens(of: text)).relativeColor(
                name, from: origin.resolved(current: current), depth: 0)
            return color ?? .transparent
        }
    }

    /// https://www.w3.org/TR/css-color-5/#color-mix
    private static func mixed(
        _ space: ColorSpace, _ path: HuePath, _ a: Color, _ p: Double, _ b: Color, _ q: Double
    ) -> Color {
        let total = p + q
        guard total > 0 else { return .transparent }
        let weight = p / total
        let alphaA = Double(a.alpha)
        let alphaB = Double(b.alpha)
        let alpha = alphaA * weight + alphaB * (1 - weight)
        guard alpha > 0 else { return .transparent }
        let from = space.components(ofSRGB: (Double(a.red), Double(a.green), Double(a.blue)))
        let to = space.components(ofSRGB: (Double(b.red), Double(b.green), Double(b.blue)))
        func blend(_ x: Double, _ y: Double, _ index: Int) -> Double {
            if space.hueIndex == index {
                var distance = (y - x).truncatingRemainder(dividingBy: 360)
                if !space.hasHue(from) { return y }
                if !space.hasHue(to) { return x }
                switch path {
                case .shorter:
                    if distance > 180 { distance -= 360 }
                    if distance < -180 { distance += 360 }
                case .longer:
                    if distance > 0, distance < 180 { distance -= 360 }
                    if distance <= 0, distance > -180 { distance += 360 }
                case .increasing: if distance < 0 { distance += 360 }
                case .decreasing: if distance > 0 { distance -= 360 }
                }
                return x + distance * (1 - weight)
            }
            return (x * alphaA * weight + y * alphaB * (1 - weight)) / alpha
        }
        let mixed = (blend(from.0, to.0, 0), blend(from.1, to.1, 1), blend(from.2, to.2, 2))
        return Color(sRGB: space.sRGB(mixed), alpha: alpha * min(1, total))
    }
}

extension Color {
    /// Components out of range are clipped.
    init(sRGB: ColorSpace.Triple, alpha: Double = 1) {
        func unit(_ value: Double) -> Float { value.isNaN ? 0 : Float(min(max(value, 0), 1)) }
        self.init(red: unit(sRGB.0), green: unit(sRGB.1), blue: unit(sRGB.2), alpha: unit(alpha))
    }
    init(hex: UInt32) {
        self.init(
            red: Float(hex >> 16 & 255) / 255, green: Float(hex >> 8 & 255) / 255, blue: Float(hex & 255) / 255)
    }
}

extension TokenCursor {
    mutating func color() -> ColorValue? { color(depth: 0) }

    private mutating func color(depth: Int) -> ColorValue? {
        guard depth < 8, let token = peek() else { return nil }
        switch token.kind {
        case .hash:
            guard let color = Self.hexColor(token.text) else { return nil }
            position += 1
            return .color(color)
        case .ident:
            if token.keyword == "currentcolor" {
                position += 1
                return .current
            }
            if token.keyword == "transparent" {
                position += 1
                return .color(.transparent)
            }
            guard let hex = ColorNames.table[token.keyword] else { return nil }
            position += 1
            return .color(Color(hex: hex))
        case .function:
            return attempt { cursor in
                guard let (name, contents) = cursor.anyFunction() else { return nil }
                var inside = contents
                let value = inside.colorFunction(name, depth: depth)
                return inside.isAtEnd ? value : nil
            }
        default: return nil
        }
    }

    static func hexColor(_ text: String) -> Color? {
        var digits: [Float] = []
        for byte in text.utf8 {
            guard let digit = Tokenizer.hexDigit(byte), digits.count < 8 else { return nil }
            digits.append(Float(digit))
        }
        switch digits.count {
        case 3, 4:
            return Color(
                red: digits[0] / 15, green: digits[1] / 15, blue: digits[2] / 15,
                alpha: digits.count == 4 ? digits[3] / 15 : 1)
        case 6, 8:
            return Color(
                red: (digits[0] * 16 + digits[1]) / 255, green: (digits[2] * 16 + digits[3]) / 255,
                blue: (digits[4] * 16 + digits[5]) / 255,
                alpha: digits.count == 8 ? (digits[6] * 16 + digits[7]) / 255 : 1)
        default: return nil
        }
    }

    /// One component: `none`, a number, or a percentage of `whole`.
    private mutating func component(of whole: Double) -> Double? {
        if keyword("none") { return 0 }
        if let percent = percentage() { return percent / 100 * whole }
        return number()
    }
    private mutating func hue() -> Double? {
        if keyword("none") { return 0 }
        if let degrees = angle(zero: false) { return degrees }
        return number()
    }
    /// `/ alpha` or, in the old syntax, `, alpha`; 1 without one, nil if wrong.
    private mutating func alpha(isLegacy: Bool) -> Double? {
        if isAtEnd { return 1 }
        guard isLegacy ? comma() : slash() else { return nil }
        if keyword("none") { return 0 }
        return numberOrPercentage().map { min(max($0, 0), 1) }
    }

    private mutating func colorFunction(_ name: String, depth: Int) -> ColorValue? {
        if keyword("from") {
            guard let origin = color(depth: depth + 1) else { return nil }
            let rest = remaining.map(\.serialized).joined(separator: " ")
            let start = self
            position = end
            if case .color(let known) = origin {
                return start.relativeColor(name, from: known, depth: depth).map { .color($0) }
            }
            guard start.relativeColor(name, from: .black, depth: depth) != nil else { return nil }
            return .relative(name, from: origin, rest)
        }
        switch name {
        case "rgb", "rgba":
            guard let r = component(of: 255) else { return nil }
            let isLegacy = comma()
            guard let g = component(of: 255), !isLegacy || comma(), let b = component(of: 255),
                let alpha = alpha(isLegacy: isLegacy)
            else { return nil }
            return .color(Color(sRGB: (r / 255, g / 255, b / 255), alpha: alpha))
        case "hsl", "hsla", "hwb":
            guard let h = hue() else { return nil }
            let isLegacy = name != "hwb" && comma()
            guard let s = component(of: 100), !isLegacy || comma(), let l = component(of: 100),
                let alpha = alpha(isLegacy: isLegacy)
            else { return nil }
            if name == "hwb" {
                return .color(Color(sRGB: ColorSpace.hwb.sRGB((h, max(0, s), max(0, l))), alpha: alpha))
            }
            return .color(Color(sRGB: ColorSpace.hsl.sRGB((h, min(max(s, 0), 100), min(max(l, 0), 100))), alpha: alpha))
        case "lab", "oklab":
            let isOK = name == "oklab"
            guard let l = component(of: isOK ? 1 : 100), let a = component(of: isOK ? 0.4 : 125),
                let b = component(of: isOK ? 0.4 : 125), let alpha = alpha(isLegacy: false)
            else { return nil }
            let space = isOK ? ColorSpace.oklab : .lab
            return .color(Color(sRGB: space.sRGB((min(max(l, 0), isOK ? 1 : 100), a, b)), alpha: alpha))
        case "lch", "oklch":
            let isOK = name == "oklch"
            guard let l = component(of: isOK ? 1 : 100), let c = component(of: isOK ? 0.4 : 150), let h = hue(),
                let alpha = alpha(isLegacy: false)
            else { return nil }
            let space = isOK ? ColorSpace.oklch : .lch
            return .color(Color(sRGB: space.sRGB((min(max(l, 0), isOK ? 1 : 100), max(0, c), h)), alpha: alpha))
        case "color":
            guard let spaceName = ident(), let space = ColorSpace(rawValue: spaceName), space.hueIndex == nil,
                space != .lab, space != .oklab,
                let x = component(of: 1), let y = component(of: 1), let z = component(of: 1),
                let alpha = alpha(isLegacy: false)
            else { return nil }
            return .color(Color(sRGB: space.sRGB((x, y, z)), alpha: alpha))
        case "device-cmyk":
            guard let c = component(of: 1) else { return nil }
            let isLegacy = comma()
            guard let m = component(of: 1), !isLegacy || comma(), let y = component(of: 1), !isLegacy || comma(),
                let k = component(of: 1), let alpha = alpha(isLegacy: false)
            else { return nil }
            return .color(
                Color(
                    sRGB: (1 - min(1, c * (1 - k) + k), 1 - min(1, m * (1 - k) + k), 1 - min(1, y * (1 - k) + k)),
                    alpha: alpha))
        case "light-dark":
            guard let light = color(depth: depth + 1), comma(), color(depth: depth + 1) != nil else { return nil }
            return light
        case "color-mix": return colorMix(depth: depth)
        default: return nil
        }
    }

    /// What is after `from` and a colour, once that is known. https://www.w3.org/TR/css-color-5/#relative-colors
    fileprivate func relativeColor(_ name: String, from origin: Color, depth: Int) -> Color? {
        var contents = self
        guard let (tokens, alpha) = contents.relativeContents(of: name, origin) else { return nil }
        var inside = TokenCursor(tokens)
        guard case .color(var color)? = inside.colorFunction(name, depth: depth + 1), inside.isAtEnd else { return nil }
        if let alpha { color.alpha = alpha }
        return color
    }

    private mutating func colorMix(depth: Int) -> ColorValue? {
        var space = ColorSpace.oklab
        var path = ColorValue.HuePath.shorter
        if keyword("in") {
            guard let name = ident(), let named = ColorSpace(rawValue: name) else { return nil }
            space = named
            if let direction = ident() {
                guard let named = ColorValue.HuePath(rawValue: direction), space.hueIndex != nil, keyword("hue") else {
                    return nil
                }
                path = named
            }
            guard comma() else { return nil }
        }
        func part(_ cursor: inout TokenCursor) -> (ColorValue, Double?)? {
            let before = cursor.percentage()
            guard let color = cursor.color(depth: depth + 1) else { return nil }
            return (color, before ?? cursor.percentage())
        }
        guard let (first, p) = part(&self), comma(), let (second, q) = part(&self) else { return nil }
        let share = p ?? (q.map { 100 - $0 } ?? 50)
        let other = q ?? (100 - share)
        guard share >= 0, other >= 0, share <= 100, other <= 100, share + other > 0 else { return nil }
        let mix = ColorValue.mix(space, path, first, share / 100, second, other / 100)
        if case .color = first, case .color = second { return .color(mix.resolved(current: .black)) }
        return mix
    }
}
