//  GradientExpansion.swift
//  In: a gradient and the bounds of what it fills. Out: the same colours there from a gradient that pads.
//  Readers of PDF differ where a gradient repeats and where two stops share its end, so repetitions are written out and
//  ends with a hard edge are moved outwards. What would take too many stops stays as it is.

import DisplayList
import Geometry
import Glibc

extension Paint {
    /// The paint as it is best written for a shape of these bounds (user space).
    func expanded(over bounds: Rect) -> Paint {
        if let blurred = blurred(over: bounds) { return blurred }
        switch self {
        case .linear(let from, let to, let stops, let spread, let transform):
            return Self.linear(from, to, stops, spread, transform, bounds) ?? self
        case .radial(let from, let r0, let to, let r1, let stops, let spread, let transform):
            guard from == to, r1 > r0 else { return self }
            return Self.radial(from, r0, r1, stops, spread, transform, bounds) ?? self
        case .color, .pattern: return self
        }
    }

    private static let mostStops = 1_024

    /// Periods narrower than anybody sees are one colour; readers and Cairo would write each of them out.
    private func blurred(over bounds: Rect) -> Paint? {
        let period: Double
        let stops: [GradientStop]
        switch self {
        case .linear(let from, let to, let own, let spread, let transform) where spread != .pad:
            period = hypot(to.x - from.x, to.y - from.y) * transform.determinant.magnitude.squareRoot()
            stops = own
        case .radial(_, let r0, _, let r1, let own, let spread, let transform) where spread != .pad:
            period = abs(r1 - r0) * transform.determinant.magnitude.squareRoot()
            stops = own
        default: return nil
        }
        let reach = hypot(bounds.width, bounds.height)
        guard !stops.isEmpty, reach.isFinite, !(period * 10_000 > reach && period > 0.01) else { return nil }
        var color = SIMD4<Float>()
        var total: Float = 0
        for (index, stop) in stops.enumerated() {
            // a stop counts for half of the way to each neighbour
            let before = index > 0 ? stops[index - 1].offset : 0
            let after = index + 1 < stops.count ? stops[index + 1].offset : 1
            let weight = Float(max(0, after - before)) + 1e-6
            color += SIMD4(stop.color.red, stop.color.green, stop.color.blue, stop.color.alpha) * weight
            total += weight
        }
        color /= total
        return .color(Color(red: color.x, green: color.y, blue: color.z, alpha: color.w))
    }

    private static func linear(
        _ from: Point, _ to: Point, _ stops: [GradientStop], _ spread: GradientSpread, _ transform: AffineTransform,
        _ bounds: Rect
    ) -> Paint? {
        let d = Point(x: to.x - from.x, y: to.y - from.y)
        let square = d.x * d.x + d.y * d.y
        guard square > 0, let inverse = transform.inverted else { return nil }
        let positions = bounds.corners.map { corner -> Double in
            let p = inverse.apply(corner)
            return ((p.x - from.x) * d.x + (p.y - from.y) * d.y) / square
        }
        guard let low = positions.min(), let high = positions.max(),
            let periods = periods(low, high, stops, spread)
        else { return nil }
        let first = Double(periods.lowerBound)
        let last = Double(periods.upperBound)
        return .linear(
            from: Point(x: from.x + d.x * first, y: from.y + d.y * first),
            to: Point(x: from.x + d.x * last, y: from.y + d.y * last),
            stops: repeated(stops, periods, spread), spread: .pad, transform: transform)
    }

    private static func radial(
        _ centre: Point, _ r0: Double, _ r1: Double, _ stops: [GradientStop], _ spread: GradientSpread,
        _ transform: AffineTransform, _ bounds: Rect
    ) -> Paint? {
        guard let inverse = transform.inverted else { return nil }
        let span = r1 - r0
        if spread == .pad, let wider = widened(centre, r0, r1, stops, transform) { return wider }
        let reach =
            bounds.corners.map { corner -> Double in
                let p = inverse.apply(corner)
                return hypot(p.x - centre.x, p.y - centre.y)
            }.max() ?? 0
        guard let periods = periods(-r0 / span, (reach - r0) / span, stops, spread) else { return nil }
        // many circles are left to the reader, who draws them better than a long list of stops
        if spread != .pad, periods.count > 8 { return nil }
        let all = repeated(stops, periods, spread)
        let start = r0 + span * Double(periods.lowerBound)
        let end = r0 + span * Double(periods.upperBound)
        guard end > 0 else { return nil }
        if start >= 0 {
            return .radial(
                from: centre, fromRadius: start, to: centre, toRadius: end, stops: all, spread: .pad,
                transform: transform)
        }
        // radii below zero are cut off, the colour at zero kept
        let zero = -start / (end - start)
        var cut: [GradientStop] = []
        for (index, stop) in all.enumerated() where stop.offset >= zero {
            if cut.isEmpty, index > 0 {
                let before = all[index - 1]
                let width = stop.offset - before.offset
                cut.append(
                    GradientStop(
                        offset: 0,
                        color: width > 0
                            ? blend(before.color, stop.color, (zero - before.offset) / width) : before.color))
            }
            cut.append(GradientStop(offset: (stop.offset - zero) / (1 - zero), color: stop.color))
        }
        // of several colours at the centre the last one counts, and of one that is too small to see nothing is: a reader
        // would paint a dot of it
        let unseen = max(1e-9, 0.1 / (end * transform.determinant.magnitude.squareRoot()))
        while cut.count > 2, cut[1].offset <= unseen { cut.removeFirst() }
        if !cut.isEmpty { cut[0].offset = 0 }
        return .radial(
            from: centre, fromRadius: 0, to: centre, toRadius: end, stops: cut, spread: .pad, transform: transform)
    }

    /// Readers find a hard edge between two stops best when the circles go on beyond the last stop.
    private static func widened(
        _ centre: Point, _ r0: Double, _ r1: Double, _ stops: [GradientStop], _ transform: AffineTransform
    ) -> Paint? {
        guard let first = stops.first, let last = stops.last, stops.count >= 2, first.offset >= 0, last.offset < 1,
            zip(stops, stops.dropFirst()).contains(where: { $0.offset == $1.offset })
        else { return nil }
        var all = stops.map { GradientStop(offset: $0.offset * 0.8, color: $0.color) }
        all.append(GradientStop(offset: 1, color: last.color))
        return .radial(
            from: centre, fromRadius: r0, to: centre, toRadius: r1 + (r1 - r0) / 4, stops: all, spread: .pad,
            transform: transform)
    }

    /// Which periods are to be written out; nil: the gradient is good as it is.
    private static func periods(
        _ low: Double, _ high: Double, _ stops: [GradientStop], _ spread: GradientSpread
    ) -> Range<Int>? {
        guard low.isFinite, high.isFinite, stops.count >= 2 else { return nil }
        if spread == .pad {
            let isHard = stops[1].offset <= 0 || stops[stops.count - 2].offset >= 1
            return isHard && stops.count > 2 ? -1..<2 : nil
        }
        guard abs(low) < 1e6, abs(high) < 1e6 else { return nil }
        // no more than is seen: readers sample the whole line a limited number of times
        let first = Int((low + 1e-6).rounded(.down))
        let last = Int((high - 1e-6).rounded(.up))
        guard last > first, (last - first) * (stops.count + 2) <= mostStops else { return nil }
        return first..<last
    }

    private static func repeated(_ stops: [GradientStop], _ periods: Range<Int>, _ spread: GradientSpread)
        -> [GradientStop]
    {
        var period = stops
        if let first = period.first, first.offset > 0 {
            period.insert(GradientStop(offset: 0, color: first.color), at: 0)
        }
        if let last = period.last, last.offset < 1 { period.append(GradientStop(offset: 1, color: last.color)) }
        let mirrored = period.reversed().map { GradientStop(offset: 1 - $0.offset, color: $0.color) }
        let count = Double(periods.count)
        var result: [GradientStop] = []
        for index in periods {
            let start = Double(index - periods.lowerBound)
            if spread == .pad, index != 0 {
                // before and after the gradient's own period: one colour
                let color = index < 0 ? period[0].color : period[period.count - 1].color
                result.append(GradientStop(offset: start / count, color: color))
                result.append(GradientStop(offset: (start + 1) / count, color: color))
                continue
            }
            let own = spread == .reflect && index & 1 != 0 ? mirrored : period
            for stop in own {
                result.append(GradientStop(offset: (start + stop.offset) / count, color: stop.color))
            }
        }
        return result
    }

    private static func blend(_ a: Color, _ b: Color, _ t: Double) -> Color {
        let t = Float(min(1, max(0, t)))
        func part(_ x: Float, _ y: Float) -> Float { x + (y - x) * t }
        return Color(
            red: part(a.red, b.red), green: part(a.green, b.green), blue: part(a.blue, b.blue),
            alpha: part(a.alpha, b.alpha))
    }
}

extension AffineTransform {
    var inverted: AffineTransform? {
        guard isUsable else { return nil }
        let d = determinant
        return AffineTransform(
            a: self.d / d, b: -b / d, c: -c / d, d: a / d, e: (c * f - self.d * e) / d, f: (b * e - a * f) / d)
    }
}
extension Rect {
    var corners: [Point] {
        [Point(x: x, y: y), Point(x: maxX, y: y), Point(x: x, y: maxY), Point(x: maxX, y: maxY)]
    }
}
extension Shape {
    /// Of all points, control points included.
    var controlBounds: Rect {
        switch self {
        case .rect(let rect): return rect
        case .path(let elements, _):
            var low = Point(x: .infinity, y: .infinity)
            var high = Point(x: -Double.infinity, y: -Double.infinity)
            func add(_ p: Point) {
                low = Point(x: min(low.x, p.x), y: min(low.y, p.y))
                high = Point(x: max(high.x, p.x), y: max(high.y, p.y))
            }
            for element in elements {
                switch element {
                case .move(let p), .line(let p): add(p)
                case .curve(let a, let b, let c):
                    add(a)
                    add(b)
                    add(c)
                case .close: break
                }
            }
            return low.x.isFinite ? Rect(x: low.x, y: low.y, width: high.x - low.x, height: high.y - low.y) : .zero
        }
    }
}
