//  Borders.swift
//  In: four edges and a rounded box. Out: rings, mitred sides, dashes and dots.
//  1 All sides one colour and solid (or double): one ring, no seam at the corners. 2 Otherwise each side within its
//  mitre: from the outer corner to the inner one. https://www.w3.org/TR/css-backgrounds-3/#borders

import Fragments
import Geometry
import Style

enum Side: Int, CaseIterable { case top, right, bottom, left }

extension Sides {
    subscript(_ side: Side) -> Value {
        switch side {
        case .top: top
        case .right: right
        case .bottom: bottom
        case .left: left
        }
    }
}

extension LayerPainter {
    func paintBorders(_ style: ComputedStyle, box: PlacedBox) {
        if let image = style.decoration.borderImage, paintBorderImage(image, style: style, box: box) { return }
        paintEdges(style.decoration.border, widths: box.borderWidths, outer: box.border)
    }

    /// Also for outlines.
    func paintEdges(_ edges: Sides<BorderEdge>, widths: Sides<Double>, outer: RoundedRect) {
        let visible = Side.allCases.filter {
            widths[$0] > 0 && edges[$0].style.isVisible && !edges[$0].color.isTransparent
        }
        guard let first = visible.first, !outer.rect.isEmpty || outer.rect.width >= 0 else { return }
        let edge = edges[first]
        let isUniform = visible.allSatisfy { edges[$0].style == edge.style && edges[$0].color == edge.color }
        // a side of no width leaves the ring open; an invisible side with a width does not
        let isWhole = Side.allCases.allSatisfy { widths[$0] <= 0 || visible.contains($0) }
        if isUniform, isWhole {
            switch edge.style {
            case .solid:
                return ring(outer, outer.inset(widths), edge.color)
            case .double:
                let third = widths.map { ($0 / 3) }
                ring(outer, outer.inset(third), edge.color)
                return ring(outer.inset(widths.map { $0 * 2 / 3 }), outer.inset(widths), edge.color)
            default: break
            }
        }
        for side in visible { paintSide(side, edges[side], widths: widths, outer: outer, isAlone: visible.count == 1) }
    }

    /// The room between two rounded rectangles.
    private func ring(_ outer: RoundedRect, _ inner: RoundedRect, _ color: Color) {
        if inner.rect.isEmpty { return writer.fill(outer.shape, color) }
        if outer.radii.isSquare {
            // a single side is a plain rectangle
            let o = outer.rect
            let i = inner.rect
            var strips: [Rect] = []
            if i.y > o.y { strips.append(Rect(x: o.x, y: o.y, width: o.width, height: i.y - o.y)) }
            if i.maxX < o.maxX { strips.append(Rect(x: i.maxX, y: o.y, width: o.maxX - i.maxX, height: o.height)) }
            if i.maxY < o.maxY { strips.append(Rect(x: o.x, y: i.maxY, width: o.width, height: o.maxY - i.maxY)) }
            if i.x > o.x { strips.append(Rect(x: o.x, y: o.y, width: i.x - o.x, height: o.height)) }
            if strips.count == 1 { return writer.fill(.rect(strips[0]), color) }
            // where a side has no width, the edges of a ring would coincide there and leave a hair of colour
            if strips.count < 4 {
                let elements: [PathElement] = strips.flatMap { strip -> [PathElement] in
                    [
                        .move(Point(x: strip.x, y: strip.y)), .line(Point(x: strip.maxX, y: strip.y)),
                        .line(Point(x: strip.maxX, y: strip.maxY)), .line(Point(x: strip.x, y: strip.maxY)), .close,
                    ]
                }
                return writer.fill(.path(elements, .nonZero), color)
            }
        }
        writer.fill(.path(outer.elements + inner.elements, .evenOdd), color)
    }

    /// The four corners of a side's mitre, outer ones first, clockwise.
    private func mitre(_ side: Side, _ outer: Rect, _ inner: Rect) -> [Point] {
        let o = [
            Point(x: outer.x, y: outer.y), Point(x: outer.maxX, y: outer.y), Point(x: outer.maxX, y: outer.maxY),
            Point(x: outer.x, y: outer.maxY),
        ]
        let i = [
            Point(x: inner.x, y: inner.y), Point(x: inner.maxX, y: inner.y), Point(x: inner.maxX, y: inner.maxY),
            Point(x: inner.x, y: inner.maxY),
        ]
        let a = side.rawValue
        let b = (a + 1) % 4
        return [o[a], o[b], i[b], i[a]]
    }
    private func polygon(_ points: [Point]) -> Shape {
        .path([.move(points[0])] + points.dropFirst().map { .line($0) } + [.close], .nonZero)
    }

    /// The mitre of a side; with rounded corners it goes on to the middle, so that the inner curve is inside.
    private func region(_ side: Side, widths: Sides<Double>, outer: RoundedRect) -> Shape {
        let inner = outer.inset(widths)
        let corners = mitre(side, outer.rect, inner.rect)
        if outer.radii.isSquare { return polygon(corners) }
        let r = outer.radii
        let depth: Double =
            switch side {
            case .top: max(r.topLeft.height, r.topRight.height, widths.top)
            case .right: max(r.topRight.width, r.bottomRight.width, widths.right)
            case .bottom: max(r.bottomLeft.height, r.bottomRight.height, widths.bottom)
            case .left: max(r.topLeft.width, r.bottomLeft.width, widths.left)
            }
        let width = widths[side]
        guard width > 0, depth > width else { return polygon(corners) }
        // the mitre lines go on in their direction as far as the curves reach
        let factor = depth / width
        func further(_ from: Point, _ to: Point) -> Point {
            Point(x: from.x + (to.x - from.x) * factor, y: from.y + (to.y - from.y) * factor)
        }
        return polygon([corners[0], corners[1], further(corners[1], corners[2]), further(corners[0], corners[3])])
    }

    private func paintSide(
        _ side: Side, _ edge: BorderEdge, widths: Sides<Double>, outer: RoundedRect, isAlone: Bool
    ) {
        let isLight = side == .bottom || side == .right
        switch edge.style {
        case .none, .hidden: return
        case .solid: fillSide(side, edge.color, from: 0, to: 1, widths: widths, outer: outer)
        case .inset:
            fillSide(side, isLight ? edge.color : edge.color.darkened, from: 0, to: 1, widths: widths, outer: outer)
        case .outset:
            fillSide(side, isLight ? edge.color.darkened : edge.color, from: 0, to: 1, widths: widths, outer: outer)
        case .groove, .ridge:
            let isGroove = edge.style == .groove
            let first = isGroove == isLight ? edge.color : edge.color.darkened
            let second = isGroove == isLight ? edge.color.darkened : edge.color
            fillSide(side, first, from: 0, to: 0.5, widths: widths, outer: outer)
            fillSide(side, second, from: 0.5, to: 1, widths: widths, outer: outer)
        case .double:
            fillSide(side, edge.color, from: 0, to: 1 / 3, widths: widths, outer: outer)
            fillSide(side, edge.color, from: 2 / 3, to: 1, widths: widths, outer: outer)
        case .dashed, .dotted: strokeSide(side, edge, widths: widths, outer: outer, isAlone: isAlone)
        }
    }

    /// Fills a part (0 outside … 1 inside) of a side's width.
    private func fillSide(
        _ side: Side, _ color: Color, from: Double, to: Double, widths: Sides<Double>, outer: RoundedRect
    ) {
        let outside = outer.inset(widths.map { $0 * from })
        let inside = outer.inset(widths.map { $0 * to })
        if outer.radii.isSquare {
            return writer.fill(polygon(mitre(side, outside.rect, inside.rect)), color)
        }
        writer.append(.pushClip(region(side, widths: widths, outer: outer)), node: -1)
        writer.fill(.path(outside.elements + inside.elements, .evenOdd), color)
        writer.append(.popClip, node: -1)
    }

    /// Dashes and dots along the middle of a side.
    private func strokeSide(
        _ side: Side, _ edge: BorderEdge, widths: Sides<Double>, outer: RoundedRect, isAlone: Bool
    ) {
        let width = widths[side]
        var middle = outer.inset(widths.map { $0 / 2 })
        // a side that is not there must not lend its line to its neighbours
        let r = outer.radii
        middle.rect = middle.rect.insetBy(
            top: widths.top == 0 && r.topLeft == .zero && r.topRight == .zero ? -width : 0,
            right: widths.right == 0 && r.topRight == .zero && r.bottomRight == .zero ? -width : 0,
            bottom: widths.bottom == 0 && r.bottomLeft == .zero && r.bottomRight == .zero ? -width : 0,
            left: widths.left == 0 && r.topLeft == .zero && r.bottomLeft == .zero ? -width : 0)
        let isClipped = !isAlone || !outer.radii.isSquare
        if isClipped { writer.append(.pushClip(region(side, widths: widths, outer: outer)), node: -1) }
        if middle.radii.isSquare {
            let r = outer.rect
            let half = width / 2
            let (from, to): (Point, Point) =
                switch side {
                case .top: (Point(x: r.x, y: r.y + half), Point(x: r.maxX, y: r.y + half))
                case .right: (Point(x: r.maxX - half, y: r.y), Point(x: r.maxX - half, y: r.maxY))
                case .bottom: (Point(x: r.maxX, y: r.maxY - half), Point(x: r.x, y: r.maxY - half))
                case .left: (Point(x: r.x + half, y: r.maxY), Point(x: r.x + half, y: r.y))
                }
            strokeLine(from, to, width: width, style: edge.style, color: edge.color)
        } else {
            var stroke = StrokeStyle(width: width)
            // the whole outline's length decides, so that dashes meet
            setDashes(&stroke, style: edge.style, length: middle.perimeter, isClosed: true)
            writer.append(.stroke(.path(middle.elements, .nonZero), stroke, .color(edge.color)), node: -1)
        }
        if isClipped { writer.append(.popClip, node: -1) }
    }

    /// A straight line with dashes or dots that fit its length, as browsers space them.
    func strokeLine(_ from: Point, _ to: Point, width: Double, style: BorderStyle, color: Color, node: Int32 = -1) {
        var stroke = StrokeStyle(width: width)
        let length = max(abs(to.x - from.x), abs(to.y - from.y))
        setDashes(&stroke, style: style, length: length, isClosed: false)
        var start = from
        var end = to
        if style == .dotted, stroke.cap == .round, length > width {
            // round ends reach half a dot beyond the line
            let dx = (to.x - from.x) / length * width / 2
            let dy = (to.y - from.y) / length * width / 2
            start = Point(x: from.x + dx, y: from.y + dy)
            end = Point(x: to.x - dx, y: to.y - dy)
        }
        writer.append(.stroke(.path([.move(start), .line(end)], .nonZero), stroke, .color(color)), node: node)
    }

    private func setDashes(_ stroke: inout StrokeStyle, style: BorderStyle, length: Double, isClosed: Bool) {
        let width = stroke.width
        guard length > 0, width > 0, length / width < 100_000 else { return }
        if style == .dotted {
            // dots one width apart, the gap stretched so that the last dot ends the line
            let room = isClosed ? length : length - width
            let count = max(1, (room / (2 * width)).rounded())
            if width < 1.5 {
                stroke.dashes = [
                    width, max(0.01, (isClosed ? length : length + width) / (count + (isClosed ? 0 : 1)) - width),
                ]
            } else {
                stroke.cap = .round
                stroke.dashes = [0, max(width, room / count)]
            }
        } else if style == .dashed {
            let dash = width * (width < 3 ? 3 : 2)
            let gap = dash
            if isClosed {
                let count = max(1, (length / (dash + gap)).rounded())
                stroke.dashes = [length / count / 2, length / count / 2]
            } else {
                let count = max(1, ((length - dash) / (dash + gap)).rounded())
                if length > dash { stroke.dashes = [dash, max(0.01, (length - dash) / count - dash)] }
            }
        }
    }

    // MARK: Rules and collapsed borders

    /// A column rule or the like, filling `rect`, along its longer side.
    func paintRule(_ rect: Rect, edge: BorderEdge) {
        let isVertical = rect.height >= rect.width
        paintLine(
            isVertical: isVertical, at: rect.x, rect.y, length: isVertical ? rect.height : rect.width,
            width: isVertical ? (rect.width > 0 ? rect.width : Double(edge.width)) : rect.height, edge.style, edge.color
        )
    }

    func paintCollapsedBorders(_ fragment: Fragment, at origin: Point) {
        guard case .collapsedBorders(let segments) = fragment.content else { return }
        for segment in segments {
            guard segment.width > 0, !segment.color.isTransparent else { continue }
            let width = Double(segment.width)
            let style = BorderStyle(rawValue: segment.style) ?? .solid
            let inline = segment.start.inline.px
            let y = origin.y + segment.start.block.px
            if segment.isHorizontal {
                let length = segment.length.px
                let x = fragment.isRightToLeft ? origin.x + fragment.width - inline - length : origin.x + inline
                paintLine(
                    isVertical: false, at: x, y - width / 2, length: length, width: width, style, segment.color)
            } else {
                let x = fragment.isRightToLeft ? origin.x + fragment.width - inline : origin.x + inline
                paintLine(
                    isVertical: true, at: x - width / 2, y, length: segment.length.px, width: width, style,
                    segment.color)
            }
        }
    }

    /// A straight border without corners, its top left corner given.
    private func paintLine(
        isVertical: Bool, at x: Double, _ y: Double, length: Double, width: Double, _ style: BorderStyle, _ color: Color
    ) {
        guard length > 0, width > 0 else { return }
        func strip(_ from: Double, _ to: Double, _ color: Color) {
            let rect =
                isVertical
                ? Rect(x: x + width * from, y: y, width: width * (to - from), height: length)
                : Rect(x: x, y: y + width * from, width: length, height: width * (to - from))
            writer.fill(.rect(rect), color)
        }
        switch style {
        case .none, .hidden: return
        case .solid: strip(0, 1, color)
        // https://www.w3.org/TR/CSS22/tables.html#table-border-styles: in the collapsing model these are ridge and groove
        case .ridge, .inset:
            strip(0, 0.5, color)
            strip(0.5, 1, color.darkened)
        case .groove, .outset:
            strip(0, 0.5, color.darkened)
            strip(0.5, 1, color)
        case .double:
            strip(0, 1 / 3, color)
            strip(2 / 3, 1, color)
        case .dashed, .dotted:
            let from = isVertical ? Point(x: x + width / 2, y: y) : Point(x: x, y: y + width / 2)
            let to = isVertical ? Point(x: from.x, y: y + length) : Point(x: x + length, y: from.y)
            strokeLine(from, to, width: width, style: style, color: color)
        }
    }
}

extension Color {
    /// The shaded side of three-dimensional borders.
    var darkened: Color {
        let isDark = red < 0.2 && green < 0.2 && blue < 0.2
        if isDark { return Color(red: red * 0.5 + 0.3, green: green * 0.5 + 0.3, blue: blue * 0.5 + 0.3, alpha: alpha) }
        return Color(red: red * 0.5, green: green * 0.5, blue: blue * 0.5, alpha: alpha)
    }
}
extension RoundedRect {
    /// Ramanujan's length of each quarter ellipse, and the straight parts.
    var perimeter: Double {
        func quarter(_ size: Size) -> Double {
            let a = size.width
            let b = size.height
            return (.pi * (3 * (a + b) - ((3 * a + b) * (a + 3 * b)).squareRoot())) / 4
        }
        let straight = 2 * (rect.width + rect.height)
        let corners = [radii.topLeft, radii.topRight, radii.bottomRight, radii.bottomLeft]
        return corners.reduce(straight) { $0 - $1.width - $1.height + quarter($1) }
    }
}
