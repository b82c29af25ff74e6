//  Trigonometry.swift
//  In: angles. Out: sines and cosines that are exact at the multiples of 90°, so that quarter turns stay sharp.

import Glibc

/// Sine and cosine of an angle in degrees.
public func sineAndCosine(degrees: Double) -> (sine: Double, cosine: Double) {
    guard degrees.isFinite else { return (0, 1) }
    var turn = degrees.truncatingRemainder(dividingBy: 360)
    if turn < 0 { turn += 360 }
    switch turn {
    case 0: return (0, 1)
    case 90: return (1, 0)
    case 180: return (0, -1)
    case 270: return (-1, 0)
    default:
        let radians = turn * .pi / 180
        return (sin(radians), cos(radians))
    }
}
