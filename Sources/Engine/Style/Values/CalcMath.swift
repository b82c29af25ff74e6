//  CalcMath.swift
//  In: numbers of a style sheet. Out: elementary functions, from the C library.

import Glibc

/// The functions that `calc()` and the colour spaces need.
enum CalcMath {
    static let e = 2.718281828459045
    static func sine(_ x: Double) -> Double { sin(x) }
    static func cosine(_ x: Double) -> Double { cos(x) }
    static func arcSine(_ x: Double) -> Double { asin(x) }
    static func arcTangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
    static func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
    static func logarithm(_ x: Double) -> Double { log(x) }
    static func cubeRoot(_ x: Double) -> Double { cbrt(x) }
}
