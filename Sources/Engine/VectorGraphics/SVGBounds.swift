//  SVGBounds.swift
//  In: outlines and elements. Out: bounding boxes, for units of `objectBoundingBox`.
//  https://www.w3.org/TR/SVG2/coords.html#BoundingBoxes

import DisplayList
import Geometry
import Markup
import Style

extension [PathElement] {
    /// The tight box: curves are measured at their extremes, not at their control points.
    var bounds: Rect {
        var low = Point(x: .infinity, y: .infinity)
        var high = Point(x: -Double.infinity, y: -Double.infinity)
        func add(_ p: Point) {
            low = Point(x: Swift.min(low.x, p.x), y: Swift.min(low.y, p.y))
            high = Point(x: Swift.max(high.x, p.x), y: Swift.max(high.y, p.y))
        }
        var current = Point.zero
        for element in self {
            switch element {
            case .move(let p), .line(let p):
                add(p)
                current = p
            case .curve(let a, let b, let c):
                add(c)
                for t in Self.extremes(current.x, a.x, b.x, c.x) + Self.extremes(current.y, a.y, b.y, c.y) {
                    add(Self.place(t, current, a, b, c))
                }
                current = c
            case .close: break
            }
        }
        guard low.x.isFinite, low.y.isFinite else { return .zero }
        return Rect(x: low.x, y: low.y, width: high.x - low.x, height: high.y - low.y)
    }
    private static func extremes(_ p: Double, _ a: Double, _ b: Double, _ c: Double) -> [Double] {
        // the derivative is a quadratic
        let qa = -p + 3 * a - 3 * b + c
        let qb = 2 * (p - 2 * a + b)
        let qc = a - p
        var roots: [Double] = []
        if abs(qa) < 1e-12 {
            if abs(qb) > 1e-12 { roots = [-qc / qb] }
        } else {
            let discriminant = qb * qb - 4 * qa * qc
            if discriminant >= 0 {
                let root = discriminant.squareRoot()
                roots = [(-qb + root) / (2 * qa), (-qb - root) / (2 * qa)]
            }
        }
        return roots.filter { $0 > 0 && $0 < 1 }
    }
    static func place(_ t: Double, _ p: Point, _ a: Point, _ b: Point, _ c: Point) -> Point {
        let u = 1 - t
        let (w0, w1, w2, w3) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
        return Point(
            x: w0 * p.x + w1 * a.x + w2 * b.x + w3 * c.x, y: w0 * p.y + w1 * a.y + w2 * b.y + w3 * c.y)
    }
    func transformed(_ transform: AffineTransform) -> [PathElement] {
        map { element in
            switch element {
            case .move(let p): .move(transform.apply(p))
            case .line(let p): .line(transform.apply(p))
            case .curve(let a, let b, let c): .curve(transform.apply(a), transform.apply(b), transform.apply(c))
            case .close: .close
            }
        }
    }
}

extension Rect {
    func transformed(_ transform: AffineTransform) -> Rect {
        let corners = [
            Point(x: x, y: y), Point(x: maxX, y: y), Point(x: x, y: maxY), Point(x: maxX, y: maxY),
        ].map { transform.apply($0) }
        let left = corners.map(\.x).min() ?? 0
        let top = corners.map(\.y).min() ?? 0
        return Rect(
            x: left, y: top, width: (corners.map(\.x).max() ?? 0) - left, height: (corners.map(\.y).max() ?? 0) - top)
    }
    /// A union that counts boxes without an area, too (lines).
    func joined(_ other: Rect) -> Rect {
        let left = Swift.min(x, other.x)
        let top = Swift.min(y, other.y)
        return Rect(
            x: left, y: top, width: Swift.max(maxX, other.maxX) - left, height: Swift.max(maxY, other.maxY) - top)
    }
}

extension SVGDrawing {
    /// The box of an element in its own user space, strokes left out; nil: it has none.
    func bounds(_ node: NodeID, _ state: SVGState, depth: Int = 0) -> Rect? {
        // `use` elements that show each other would double the work at every level
        guard depth < 64, budget.measures > 0 else { return nil }
        budget.measures -= 1
        switch tree.name(node) {
        case let name where Self.shapes.contains(name):
            let path = outline(node, state)
            return path.isEmpty ? nil : path.bounds
        case "text", "tspan": return textBounds(node, state)
        case "image":
            let width = length("width", node).map(state.x) ?? 0
            let height = length("height", node).map(state.y) ?? 0
            return Rect(
                x: length("x", node).map(state.x) ?? 0, y: length("y", node).map(state.y) ?? 0, width: width,
                height: height)
        case "use":
            guard let address = href(node), let target = target(address), target != node else { return nil }
            let offset = AffineTransform.translation(
                x: length("x", node).map(state.x) ?? 0, y: length("y", node).map(state.y) ?? 0)
            let inner = self.state(target, within: state)
            guard let box = bounds(target, inner, depth: depth + 8) else { return nil }
            let own = elementTransform(target, style(target), inner) ?? .identity
            return box.transformed(offset.concatenating(own))
        case "g", "a", "svg", "symbol", "switch", "clipPath":
            var result: Rect?
            var child = tree.firstChild(node)
            var count = 0
            while !child.isNone, count < 10_000 {
                count += 1
                if tree.isElement(child), style(child).box.display != .none {
                    let inner = self.state(child, within: state)
                    if let box = bounds(child, inner, depth: depth + 1) {
                        let moved = box.transformed(elementTransform(child, style(child), inner) ?? .identity)
                        result = result.map { $0.joined(moved) } ?? moved
                    }
                }
                child = tree.nextSibling(child)
            }
            return result
        default: return nil
        }
    }
}
