//  DashLimits.swift
//  In: a dashed stroke, what it follows, the scale it is drawn at. Out: the dashes, or none where nobody could tell them apart.
//  Cairo works out the outline of every single dash before it writes one short line about them into a PDF: dashes of a billionth
//  of a pixel, or along a line to the moon, would cost all memory.

import CCairo
import DisplayList
import Geometry
import Glibc

enum DashLimits {
    /// A dash and its gap together, device px: finer than a printer of 2,000 dots to the inch.
    static let finestPeriod = 0.05
    /// Dashes of one stroke.
    static let mostDashes = 20_000.0

    /// Whether a stroke's dashes are drawn as dashes.
    static func keepsDashes(_ style: StrokeStyle, along length: Double, scale: Double) -> Bool {
        guard !style.dashes.isEmpty, style.dashOffset.isFinite, style.dashes.allSatisfy({ $0 >= 0 && $0.isFinite })
        else { return false }
        // an odd list is gone through twice before it repeats; what counts is one on and one off
        let period = style.dashes.reduce(0, +) / Double(style.dashes.count) * 2
        return period > 0 && period * scale >= finestPeriod && length / period <= mostDashes
    }
}

extension Shape {
    /// At least the length of the outline: curves by their control points.
    var outlineBound: Double {
        switch self {
        case .rect(let rect): return 2 * (abs(rect.width) + abs(rect.height))
        case .path(let elements, _):
            var length = 0.0
            var start = Point.zero
            var current = Point.zero
            func way(_ a: Point, _ b: Point) -> Double { hypot(b.x - a.x, b.y - a.y) }
            for element in elements {
                switch element {
                case .move(let p):
                    start = p
                    current = p
                case .line(let p):
                    length += way(current, p)
                    current = p
                case .curve(let a, let b, let c):
                    length += way(current, a) + way(a, b) + way(b, c)
                    current = c
                case .close:
                    length += way(current, start)
                    current = start
                }
            }
            return length
        }
    }
}
