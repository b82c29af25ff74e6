//  FlattenedPath.swift
//  In: a path. Out: its length, and the point and the direction at a distance from its start.

import DisplayList
import Geometry
import Glibc

/// A path as short straight lines, for distances along it. No two points but those around a gap are at the same distance.
struct FlattenedPath {
    private var points: [Point] = []
    private var distances: [Double] = []
    /// Nothing is drawn from the last point yet.
    private var beginsFigure = false
    var length: Double { distances.last ?? 0 }

    init(_ path: [PathElement]) {
        var current = Point.zero
        var start = Point.zero
        for element in path {
            switch element {
            case .move(let p):
                // a later figure follows without adding to the length
                if beginsFigure {
                    points[points.count - 1] = p
                } else {
                    distances.append(length)
                    points.append(p)
                    beginsFigure = true
                }
                current = p
                start = p
            case .line(let p):
                add(p)
                current = p
            case .curve(let a, let b, let c):
                for step in 1...24 { add([PathElement].place(Double(step) / 24, current, a, b, c)) }
                current = c
            case .close:
                add(start)
                current = start
            }
        }
    }
    private mutating func add(_ p: Point) {
        let last = points.last ?? p
        let distance = length + hypot(p.x - last.x, p.y - last.y)
        guard distance > length || points.isEmpty else { return }
        distances.append(distance)
        points.append(p)
        beginsFigure = false
    }
    /// The point at a distance, and the direction there in radians.
    func place(at distance: Double) -> (Point, Double)? {
        guard points.count > 1 else { return nil }
        var low = 1
        var high = points.count - 1
        while low < high {
            let middle = (low + high) / 2
            if distances[middle] < distance { low = middle + 1 } else { high = middle }
        }
        while low < points.count - 1, distances[low] == distances[low - 1] { low += 1 }
        let a = points[low - 1]
        let b = points[low]
        let span = distances[low] - distances[low - 1]
        let t = span > 0 ? (distance - distances[low - 1]) / span : 0
        return (Point(x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t), atan2(b.y - a.y, b.x - a.x))
    }
}
