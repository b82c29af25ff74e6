//  ClipShapes.swift
//  In: `clip-path` and a box. Out: a shape. https://www.w3.org/TR/css-shapes-1/#basic-shape-functions

import Geometry
import Glibc
import Style

extension LayerPainter {
    /// nil: nothing is clipped (a reference that leads nowhere).
    func clipShape(_ path: ClipPath, box: PlacedBox) -> Shape? {
        let rect = box.border.rect
        func point(_ position: PositionValue) -> Point {
            Point(x: rect.x + position.x.px(rect.width), y: rect.y + position.y.px(rect.height))
        }
        switch path {
        case .inset(let edges, let corners):
            let sides = Sides(
                top: edges.top.px(rect.height), right: edges.right.px(rect.width), bottom: edges.bottom.px(rect.height),
                left: edges.left.px(rect.width))
            let inner = RoundedRect(rect: rect, radii: .none).inset(sides)
            guard corners.count == 4 else { return inner.shape }
            var radii = CornerRadii()
            func size(_ corner: CornerRadius) -> Size {
                Size(width: max(0, corner.x.px(rect.width)), height: max(0, corner.y.px(rect.height)))
            }
            radii.topLeft = size(corners[0])
            radii.topRight = size(corners[1])
            radii.bottomRight = size(corners[2])
            radii.bottomLeft = size(corners[3])
            radii.fit(width: inner.rect.width, height: inner.rect.height)
            return RoundedRect(rect: inner.rect, radii: radii).shape
        case .circle(let radius, let size, let position):
            let centre = point(position)
            // a percentage refers to the diagonal over the root of two
            let diagonal = hypot(rect.width, rect.height) / 2.0.squareRoot()
            let used = radius?.px(diagonal) ?? radialRadii(size, isCircle: true, centre: centre, box: rect).0
            return ellipse(centre, max(0, used), max(0, used))
        case .ellipse(let size, let position):
            let centre = point(position)
            let (x, y) = radialRadii(size, isCircle: false, centre: centre, box: rect)
            return ellipse(centre, x, y)
        case .polygon(let evenOdd, let points):
            guard let first = points.first else { return .path([], .nonZero) }
            return .path(
                [.move(point(first))] + points.dropFirst().map { .line(point($0)) } + [.close],
                evenOdd ? .evenOdd : .nonZero)
        case .path(let evenOdd, let text):
            let elements = PathGrammar.parse(text).map { $0.moved(by: Point(x: rect.x, y: rect.y)) }
            return .path(elements, evenOdd ? .evenOdd : .nonZero)
        case .url(let address): return sources.clipPath(address, rect)
        }
    }
}

/// Four quarter curves.
public func ellipse(_ centre: Point, _ rx: Double, _ ry: Double) -> Shape {
    let k = 0.552_284_749_831
    let (x, y) = (centre.x, centre.y)
    return .path(
        [
            .move(Point(x: x + rx, y: y)),
            .curve(Point(x: x + rx, y: y + ry * k), Point(x: x + rx * k, y: y + ry), Point(x: x, y: y + ry)),
            .curve(Point(x: x - rx * k, y: y + ry), Point(x: x - rx, y: y + ry * k), Point(x: x - rx, y: y)),
            .curve(Point(x: x - rx, y: y - ry * k), Point(x: x - rx * k, y: y - ry), Point(x: x, y: y - ry)),
            .curve(Point(x: x + rx * k, y: y - ry), Point(x: x + rx, y: y - ry * k), Point(x: x + rx, y: y)),
            .close,
        ], .nonZero)
}

extension PathElement {
    func moved(by offset: Point) -> PathElement {
        func moved(_ p: Point) -> Point { Point(x: p.x + offset.x, y: p.y + offset.y) }
        switch self {
        case .move(let p): return .move(moved(p))
        case .line(let p): return .line(moved(p))
        case .curve(let a, let b, let c): return .curve(moved(a), moved(b), moved(c))
        case .close: return .close
        }
    }
}
