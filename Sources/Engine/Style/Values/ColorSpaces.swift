//  ColorSpaces.swift
//  In: components in one of the colour spaces of CSS. Out: gamma-encoded sRGB. https://www.w3.org/TR/css-color-4/#color-conversion-code

import Geometry

/// The spaces of `color()` and `color-mix()`.
enum ColorSpace: String, Sendable, Hashable {
    case srgb
    case srgbLinear = "srgb-linear"
    case displayP3 = "display-p3"
    case displayP3Linear = "display-p3-linear"
    case a98 = "a98-rgb"
    case prophoto = "prophoto-rgb"
    case rec2020
    case xyz
    case xyzD50 = "xyz-d50"
    case xyzD65 = "xyz-d65"
    case lab, lch, oklab, oklch, hsl, hwb

    typealias Triple = (Double, Double, Double)

    /// Index of the hue among the components, for polar spaces.
    var hueIndex: Int? {
        switch self {
        case .lch, .oklch: 2
        case .hsl, .hwb: 0
        default: nil
        }
    }

    /// sRGB of these components (percentages of hsl, hwb and lab lightness run to 100; oklab's to 1).
    func sRGB(_ c: Triple) -> Triple {
        switch self {
        case .srgb: return c
        case .srgbLinear: return Self.encoded(c)
        case .hsl: return Self.hsl(c)
        case .hwb:
            let white = c.1 / 100
            let black = c.2 / 100
            if white + black >= 1 {
                let gray = white / (white + black)
                return (gray, gray, gray)
            }
            let pure = Self.hsl((c.0, 100, 50))
            let scale = 1 - white - black
            return (pure.0 * scale + white, pure.1 * scale + white, pure.2 * scale + white)
        case .lab: return Self.fromXYZ(Self.d65(Self.xyzD50(lab: c)))
        case .lch: return ColorSpace.lab.sRGB(Self.rectangular(c))
        case .oklch: return ColorSpace.oklab.sRGB(Self.rectangular(c))
        case .oklab:
            let l = Self.cube(c.0 + 0.3963377773761749 * c.1 + 0.2158037573099136 * c.2)
            let m = Self.cube(c.0 - 0.1055613458156586 * c.1 - 0.0638541728258133 * c.2)
            let s = Self.cube(c.0 - 0.0894841775298119 * c.1 - 1.2914855480194092 * c.2)
            return Self.encoded(
                (
                    4.0767416360759574 * l - 3.3077115392580616 * m + 0.2309699031821044 * s,
                    -1.2684379732850317 * l + 2.6097573492876887 * m - 0.3413193760026573 * s,
                    -0.0041960761386756 * l - 0.7034186179359362 * m + 1.7076146940746117 * s
                ))
        case .displayP3, .displayP3Linear:
            let v = self == .displayP3 ? Self.linear(c) : c
            return Self.fromXYZ(
                (
                    0.4865709486482162 * v.0 + 0.2656676931690931 * v.1 + 0.1982172852343625 * v.2,
                    0.2289745640697488 * v.0 + 0.6917385218365064 * v.1 + 0.0792869140937450 * v.2,
                    0.0451133818589026 * v.1 + 1.0439443689009760 * v.2
                ))
        case .a98:
            func decode(_ x: Double) -> Double { (x < 0 ? -1 : 1) * CalcMath.power(abs(x), 563.0 / 256) }
            let v = (decode(c.0), decode(c.1), decode(c.2))
            return Self.fromXYZ(
                (
                    0.5766690429101305 * v.0 + 0.1855582379065463 * v.1 + 0.1882286462349947 * v.2,
                    0.2973449752505361 * v.0 + 0.6273635662554661 * v.1 + 0.0752914584939979 * v.2,
                    0.0270313613864123 * v.0 + 0.0706888525358272 * v.1 + 0.9913375368376388 * v.2
                ))
        case .prophoto:
            func decode(_ x: Double) -> Double {
                abs(x) <= 16.0 / 512 ? x / 16 : (x < 0 ? -1 : 1) * CalcMath.power(abs(x), 1.8)
            }
            let v = (decode(c.0), decode(c.1), decode(c.2))
            return Self.fromXYZ(
                Self.d65(
                    (
                        0.7977666449006423 * v.0 + 0.1351812974005331 * v.1 + 0.0313477341283922 * v.2,
                        0.2880748288194013 * v.0 + 0.7118352342418731 * v.1 + 0.0000899369387256 * v.2,
                        0.8251046025104602 * v.2
                    )))
        case .rec2020:
            func decode(_ x: Double) -> Double {
                let a = 1.09929682680944
                let b = 0.018053968510807
                return abs(x) < b * 4.5 ? x / 4.5 : (x < 0 ? -1 : 1) * CalcMath.power((abs(x) + a - 1) / a, 1 / 0.45)
            }
            let v = (decode(c.0), decode(c.1), decode(c.2))
            return Self.fromXYZ(
                (
                    0.6369580483012914 * v.0 + 0.1446169035862083 * v.1 + 0.1688809751641721 * v.2,
                    0.2627002120112671 * v.0 + 0.6779980715188708 * v.1 + 0.0593017164698620 * v.2,
                    0.0280726930490874 * v.1 + 1.0609850577107909 * v.2
                ))
        case .xyz, .xyzD65: return Self.fromXYZ(c)
        case .xyzD50: return Self.fromXYZ(Self.d65(c))
        }
    }

    /// These components of an sRGB colour, for the spaces that colours are mixed in.
    func components(ofSRGB c: Triple) -> Triple {
        switch self {
        case .srgb: return c
        case .srgbLinear: return Self.linear(c)
        case .hsl, .hwb:
            let high = max(c.0, c.1, c.2)
            let low = min(c.0, c.1, c.2)
            let chroma = high - low
            var hue = 0.0
            if chroma > 0 {
                if high == c.0 {
                    hue = ((c.1 - c.2) / chroma).truncatingRemainder(dividingBy: 6)
                } else if high == c.1 {
                    hue = (c.2 - c.0) / chroma + 2
                } else {
                    hue = (c.0 - c.1) / chroma + 4
                }
                hue *= 60
                if hue < 0 { hue += 360 }
            }
            if self == .hwb { return (hue, low * 100, (1 - high) * 100) }
            let lightness = (high + low) / 2
            let saturation = chroma == 0 ? 0 : chroma / (1 - abs(2 * lightness - 1))
            return (hue, saturation * 100, lightness * 100)
        case .oklab:
            let v = Self.linear(c)
            let l = CalcMath.cubeRoot(0.4122214694707629 * v.0 + 0.5363325372617349 * v.1 + 0.0514459932675022 * v.2)
            let m = CalcMath.cubeRoot(0.2119034958178251 * v.0 + 0.6806995506452345 * v.1 + 0.1073969535369406 * v.2)
            let s = CalcMath.cubeRoot(0.0883024591900564 * v.0 + 0.2817188391361215 * v.1 + 0.6299787016738222 * v.2)
            return (
                0.2104542683093140 * l + 0.7936177747023054 * m - 0.0040720430116193 * s,
                1.9779985324311684 * l - 2.4285922420485799 * m + 0.4505937096174110 * s,
                0.0259040424655478 * l + 0.7827717124575296 * m - 0.8086757549230774 * s
            )
        case .oklch: return Self.polar(ColorSpace.oklab.components(ofSRGB: c))
        case .lch: return Self.polar(ColorSpace.lab.components(ofSRGB: c))
        case .lab:
            let xyz = Self.d50(Self.toXYZ(c))
            func f(_ t: Double) -> Double { t > 216.0 / 24389 ? CalcMath.cubeRoot(t) : (24389.0 / 27 * t + 16) / 116 }
            let x = f(xyz.0 / 0.9642956764295677)
            let y = f(xyz.1)
            let z = f(xyz.2 / 0.8251046025104602)
            return (116 * y - 16, 500 * (x - y), 200 * (y - z))
        case .xyz, .xyzD65: return Self.toXYZ(c)
        case .xyzD50: return Self.d50(Self.toXYZ(c))
        case .displayP3, .displayP3Linear:
            let v = Self.toXYZ(c)
            let p3 = (
                2.493496911941425 * v.0 - 0.9313836179191239 * v.1 - 0.40271078445071684 * v.2,
                -0.8294889695615747 * v.0 + 1.7626640603183463 * v.1 + 0.023624685841943577 * v.2,
                0.03584583024378447 * v.0 - 0.07617238926804182 * v.1 + 0.9568845240076872 * v.2
            )
            return self == .displayP3 ? Self.encoded(p3) : p3
        case .a98:
            let v = Self.toXYZ(c)
            func encode(_ x: Double) -> Double { (x < 0 ? -1 : 1) * CalcMath.power(abs(x), 256.0 / 563) }
            return (
                encode(2.0415879038107465 * v.0 - 0.5650069742788596 * v.1 - 0.34473135077832956 * v.2),
                encode(-0.9692436362808795 * v.0 + 1.8759675015077202 * v.1 + 0.04155505740717557 * v.2),
                encode(0.013444280632031142 * v.0 - 0.11836239223101838 * v.1 + 1.0151749943912054 * v.2)
            )
        case .prophoto:
            let v = Self.d50(Self.toXYZ(c))
            func encode(_ x: Double) -> Double {
                abs(x) < 1.0 / 512 ? x * 16 : (x < 0 ? -1 : 1) * CalcMath.power(abs(x), 1 / 1.8)
            }
            return (
                encode(1.3457989731028281 * v.0 - 0.25558010007997534 * v.1 - 0.05110628506753401 * v.2),
                encode(-0.5446224939028347 * v.0 + 1.5082327413132781 * v.1 + 0.02053603239147973 * v.2),
                encode(1.2119675456389454 * v.2)
            )
        case .rec2020:
            let v = Self.toXYZ(c)
            func encode(_ x: Double) -> Double {
                let a = 1.09929682680944
                let b = 0.018053968510807
                return abs(x) <= b ? x * 4.5 : (x < 0 ? -1 : 1) * (a * CalcMath.power(abs(x), 0.45) - (a - 1))
            }
            return (
                encode(1.7166511879712674 * v.0 - 0.35567078377639233 * v.1 - 0.25336628137365974 * v.2),
                encode(-0.6666843518324892 * v.0 + 1.6164812366349395 * v.1 + 0.01576854581391113 * v.2),
                encode(0.017639857445310783 * v.0 - 0.042770613257808524 * v.1 + 0.9421031212354738 * v.2)
            )
        }
    }
    var isXYZ: Bool { self == .xyz || self == .xyzD50 || self == .xyzD65 }
    /// For grey the hue says nothing. https://www.w3.org/TR/css-color-4/#powerless
    func hasHue(_ c: Triple) -> Bool {
        switch self {
        case .hsl: c.1 > 0.001
        case .hwb: c.1 + c.2 < 99.999
        case .lch: c.1 > 0.0015
        case .oklch: c.1 > 0.000_004
        default: true
        }
    }

    private static func cube(_ x: Double) -> Double { x * x * x }
    private static func rectangular(_ c: Triple) -> Triple {
        let radians = c.2 * .pi / 180
        return (c.0, c.1 * CalcMath.cosine(radians), c.1 * CalcMath.sine(radians))
    }
    private static func polar(_ c: Triple) -> Triple {
        var hue = CalcMath.arcTangent(c.2, c.1) * 180 / .pi
        if hue < 0 { hue += 360 }
        return (c.0, (c.1 * c.1 + c.2 * c.2).squareRoot(), hue)
    }
    private static func hsl(_ c: Triple) -> Triple {
        var hue = c.0.truncatingRemainder(dividingBy: 360)
        if hue < 0 { hue += 360 }
        let saturation = c.1 / 100
        let lightness = c.2 / 100
        func component(_ n: Double) -> Double {
            let k = (n + hue / 30).truncatingRemainder(dividingBy: 12)
            return lightness - saturation * min(lightness, 1 - lightness) * max(-1, min(k - 3, 9 - k, 1))
        }
        return (component(0), component(8), component(4))
    }
    private static func encoded(_ c: Triple) -> Triple {
        func encode(_ x: Double) -> Double {
            let size = abs(x)
            return size > 0.0031308 ? (x < 0 ? -1 : 1) * (1.055 * CalcMath.power(size, 1 / 2.4) - 0.055) : 12.92 * x
        }
        return (encode(c.0), encode(c.1), encode(c.2))
    }
    private static func linear(_ c: Triple) -> Triple {
        func decode(_ x: Double) -> Double {
            let size = abs(x)
            return size <= 0.04045 ? x / 12.92 : (x < 0 ? -1 : 1) * CalcMath.power((size + 0.055) / 1.055, 2.4)
        }
        return (decode(c.0), decode(c.1), decode(c.2))
    }
    private static func fromXYZ(_ c: Triple) -> Triple {
        encoded(
            (
                3.2409699419045226 * c.0 - 1.5373831775700939 * c.1 - 0.4986107602930034 * c.2,
                -0.9692436362808796 * c.0 + 1.8759675015077202 * c.1 + 0.0415550574071756 * c.2,
                0.0556300796969936 * c.0 - 0.2039769588889765 * c.1 + 1.0569715142428786 * c.2
            ))
    }
    private static func toXYZ(_ c: Triple) -> Triple {
        let v = linear(c)
        return (
            0.4123907992659595 * v.0 + 0.3575843393838780 * v.1 + 0.1804807884018343 * v.2,
            0.2126390058715104 * v.0 + 0.7151686787677559 * v.1 + 0.0721923153607337 * v.2,
            0.0193308187155918 * v.0 + 0.1191947797946260 * v.1 + 0.9505321522496607 * v.2
        )
    }
    private static func d65(_ c: Triple) -> Triple {
        (
            0.9554734527042182 * c.0 - 0.0230985368742614 * c.1 + 0.0632593086610217 * c.2,
            -0.0283697069632081 * c.0 + 1.0099954580058226 * c.1 + 0.0210413989669430 * c.2,
            0.0123140016883199 * c.0 - 0.0205076964334779 * c.1 + 1.3303659366080753 * c.2
        )
    }
    private static func d50(_ c: Triple) -> Triple {
        (
            1.0479298208405488 * c.0 + 0.0229467933410191 * c.1 - 0.0501922295431356 * c.2,
            0.0296278156881593 * c.0 + 0.9904344845732489 * c.1 - 0.0170738250293851 * c.2,
            -0.0092430581525912 * c.0 + 0.0150551448965779 * c.1 + 0.7518742899580008 * c.2
        )
    }
    private static func xyzD50(lab c: Triple) -> Triple {
        let kappa = 24389.0 / 27
        let fy = (c.0 + 16) / 116
        let fx = c.1 / 500 + fy
        let fz = fy - c.2 / 200
        let x = cube(fx) > 216.0 / 24389 ? cube(fx) : (116 * fx - 16) / kappa
        let y = c.0 > 8 ? cube(fy) : c.0 / kappa
        let z = cube(fz) > 216.0 / 24389 ? cube(fz) : (116 * fz - 16) / kappa
        return (x * 0.9642956764295677, y, z * 0.8251046025104602)
    }
}
