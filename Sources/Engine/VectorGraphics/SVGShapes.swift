//  SVGShapes.swift
//  In: basic shapes and paths. Out: fills, strokes, markers. https://www.w3.org/TR/SVG2/shapes.html

import DisplayList
import Geometry
import Glibc
import Markup
import Style

extension SVGDrawing {
    /// A shape's outline in its own coordinates; empty when it is not rendered.
    func outline(_ node: NodeID, _ state: SVGState) -> [PathElement] {
        func x(_ name: String) -> Double { length(name, node).map(state.x) ?? 0 }
        func y(_ name: String) -> Double { length(name, node).map(state.y) ?? 0 }
        switch tree.name(node) {
        case "path":
            var text = property("d", node) ?? ""
            if text.hasPrefix("path(") {
                text = String(text.dropFirst(5).dropLast()).filter { $0 != "\"" && $0 != "'" }
            }
            return text == "none" ? [] : PathGrammar.parse(text)
        case "rect":
            let width = size("width", node, state, isWidth: true)
            let height = size("height", node, state, isWidth: false)
            guard width > 0, height > 0 else { return [] }
            var rx = length("rx", node).map(state.x)
            var ry = length("ry", node).map(state.y)
            if rx.map({ $0 < 0 }) ?? false { rx = nil }
            if ry.map({ $0 < 0 }) ?? false { ry = nil }
            return Self.rectangle(
                Rect(x: x("x"), y: y("y"), width: width, height: height), rx: min(rx ?? ry ?? 0, width / 2),
                ry: min(ry ?? rx ?? 0, height / 2))
        case "circle":
            let radius = length("r", node).map(state.other) ?? 0
            guard radius > 0 else { return [] }
            return Self.oval(Point(x: x("cx"), y: y("cy")), radius, radius)
        case "ellipse":
            let rx = length("rx", node).map(state.x)
            let ry = length("ry", node).map(state.y)
            guard let width = rx ?? ry, let height = ry ?? rx, width > 0, height > 0 else { return [] }
            return Self.oval(Point(x: x("cx"), y: y("cy")), width, height)
        case "line":
            return [.move(Point(x: x("x1"), y: y("y1"))), .line(Point(x: x("x2"), y: y("y2")))]
        case "polyline", "polygon":
            let numbers = svgNumbers(tree.attribute("points", of: node) ?? "")
            guard numbers.count >= 2 else { return [] }
            var path: [PathElement] = []
            for index in stride(from: 0, to: numbers.count - 1, by: 2) {
                let point = Point(x: numbers[index], y: numbers[index + 1])
                path.append(index == 0 ? .move(point) : .line(point))
            }
            if tree.name(node) == "polygon" { path.append(.close) }
            return path
        default: return []
        }
    }
    /// `width` and `height` are attributes, or CSS's own properties.
    private func size(_ name: String, _ node: NodeID, _ state: SVGState, isWidth: Bool) -> Double {
        if let length = tree.attribute(name, of: node).flatMap({ SVGLength($0) }) {
            return isWidth ? state.x(length) : state.y(length)
        }
        let value = isWidth ? style(node).box.width : style(node).box.height
        if case .length(let length) = value {
            switch length {
            case .px(let px): return Double(px)
            case .percent(let percent):
                return (isWidth ? state.viewport.width : state.viewport.height) * Double(percent) / 100
            case .calc(let calculation):
                return calculation.value(basis: isWidth ? state.viewport.width : state.viewport.height, font: nil)
            }
        }
        return 0
    }
    private static func oval(_ centre: Point, _ rx: Double, _ ry: Double) -> [PathElement] {
        if case .path(let elements, _) = ellipse(centre, rx, ry) { return elements }
        return []
    }
    static func rectangle(_ r: Rect, rx: Double, ry: Double) -> [PathElement] {
        guard rx > 0, ry > 0 else {
            return [
                .move(Point(x: r.x, y: r.y)), .line(Point(x: r.maxX, y: r.y)), .line(Point(x: r.maxX, y: r.maxY)),
                .line(Point(x: r.x, y: r.maxY)), .close,
            ]
        }
        let k = 0.552_284_749_831
        let (kx, ky) = (rx * (1 - k), ry * (1 - k))
        return [
            .move(Point(x: r.x + rx, y: r.y)), .line(Point(x: r.maxX - rx, y: r.y)),
            .curve(Point(x: r.maxX - kx, y: r.y), Point(x: r.maxX, y: r.y + ky), Point(x: r.maxX, y: r.y + ry)),
            .line(Point(x: r.maxX, y: r.maxY - ry)),
            .curve(
                Point(x: r.maxX, y: r.maxY - ky), Point(x: r.maxX - kx, y: r.maxY), Point(x: r.maxX - rx, y: r.maxY)),
            .line(Point(x: r.x + rx, y: r.maxY)),
            .curve(Point(x: r.x + kx, y: r.maxY), Point(x: r.x, y: r.maxY - ky), Point(x: r.x, y: r.maxY - ry)),
            .line(Point(x: r.x, y: r.y + ry)),
            .curve(Point(x: r.x, y: r.y + ky), Point(x: r.x + kx, y: r.y), Point(x: r.x + rx, y: r.y)), .close,
        ]
    }

    func drawShape(_ node: NodeID, _ state: SVGState) {
        let path = outline(node, state)
        guard !path.isEmpty, state.text.visibility == .visible else { return }
        let rule: FillRule =
            (state.isClipping ? state["clip-rule"] : state["fill-rule"]) == "evenodd" ? .evenOdd : .nonZero
        let shape = Shape.path(path, rule)
        if state.isClipping { return append(.fill(shape, .color(.black)), node) }
        let bounds = path.bounds
        let fill = paint("fill", state, bounds: bounds)
        let stroke = paint("stroke", state, bounds: bounds)
        let style = strokeStyle(state)
        func drawFill() { if let fill { append(.fill(simple(shape), fill), node) } }
        func drawStroke() { if let stroke, let style { append(.stroke(.path(path, rule), style, stroke), node) } }
        func drawMarkers() {
            self.drawMarkers(
                node, path, state, context: SVGContextPaint(fill: fill, stroke: stroke), width: strokeWidth(state))
        }
        guard let wish = state["paint-order"] else {
            drawFill()
            drawStroke()
            drawMarkers()
            return
        }
        // https://www.w3.org/TR/SVG2/painting.html#PaintOrder: what is not named follows in the usual order
        var order = wish.split(separator: " ").map(String.init)
        for usual in ["fill", "stroke", "markers"] where !order.contains(usual) { order.append(usual) }
        for step in order {
            switch step {
            case "fill": drawFill()
            case "stroke": drawStroke()
            case "markers": drawMarkers()
            default: break
            }
        }
    }
    /// An upright rectangle as one, which is cheaper and sharper.
    private func simple(_ shape: Shape) -> Shape {
        guard case .path(let p, _) = shape, p.count == 5, case .move(let a) = p[0], case .line(let b) = p[1],
            case .line(let c) = p[2], case .line(let d) = p[3], case .close = p[4], a.y == b.y, b.x == c.x, c.y == d.y,
            d.x == a.x, b.x > a.x, c.y > b.y
        else { return shape }
        return .rect(Rect(x: a.x, y: a.y, width: b.x - a.x, height: c.y - a.y))
    }

    func strokeWidth(_ state: SVGState) -> Double {
        state["stroke-width"].flatMap { SVGLength($0) }.map(state.other) ?? 1
    }
    /// nil: a stroke of no width.
    func strokeStyle(_ state: SVGState) -> StrokeStyle? {
        let width = strokeWidth(state)
        guard width > 0, width.isFinite else { return nil }
        var style = StrokeStyle(width: width)
        switch state["stroke-linecap"] {
        case "round": style.cap = .round
        case "square": style.cap = .square
        default: style.cap = .butt
        }
        switch state["stroke-linejoin"] {
        case "round": style.join = .round
        case "bevel": style.join = .bevel
        default: style.join = .miter
        }
        style.miterLimit = state["stroke-miterlimit"].flatMap(Double.init) ?? 4
        if let dashes = state["stroke-dasharray"], dashes != "none" {
            style.dashes = SVGLength.list(dashes).map(state.other)
            if style.dashes.contains(where: { $0 < 0 }) || style.dashes.reduce(0, +) <= 0 { style.dashes = [] }
            style.dashOffset = state["stroke-dashoffset"].flatMap { SVGLength($0) }.map(state.other) ?? 0
        }
        return style
    }

    // MARK: Markers

    /// https://www.w3.org/TR/SVG2/painting.html#Markers
    private func drawMarkers(
        _ node: NodeID, _ path: [PathElement], _ state: SVGState, context: SVGContextPaint, width: Double
    ) {
        guard ["path", "line", "polyline", "polygon"].contains(tree.name(node)) else { return }
        func marker(_ name: String) -> NodeID? {
            guard let text = state[name], let reference = svgReference(text), let found = target(reference.address),
                tree.name(found) == "marker", !active.contains(found)
            else { return nil }
            return found
        }
        let start = marker("marker-start")
        let middle = marker("marker-mid")
        let end = marker("marker-end")
        if start == nil, middle == nil, end == nil { return }
        let vertices = path.vertices
        for (index, vertex) in vertices.enumerated() {
            let isFirst = index == 0
            let isLast = index == vertices.count - 1
            if isFirst, let start { drawMarker(start, vertex, isStart: true, state, context, width) }
            if !isFirst, !isLast, let middle { drawMarker(middle, vertex, isStart: false, state, context, width) }
            if isLast, let end { drawMarker(end, vertex, isStart: false, state, context, width) }
        }
    }

    private func drawMarker(
        _ marker: NodeID, _ vertex: PathVertex, isStart: Bool, _ outer: SVGState, _ context: SVGContextPaint,
        _ strokeWidth: Double
    ) {
        guard budget.operations > 0, budget.depth < 64 else { return }
        // a marker inherits from where it stands, not from the shape it marks
        var state = SVGState(viewport: outer.viewport)
        let ownStyle = style(marker)
        state.values = ownStyle.text.svg?.values ?? [:]
        state.text = ownStyle.text
        state.context = context
        let scale = tree.attribute("markerUnits", of: marker) == "userSpaceOnUse" ? 1 : strokeWidth
        let width = tree.attribute("markerWidth", of: marker).flatMap { SVGLength($0) }.map(outer.x) ?? 3
        let height = tree.attribute("markerHeight", of: marker).flatMap { SVGLength($0) }.map(outer.y) ?? 3
        guard width > 0, height > 0, scale > 0 else { return }
        var fit = AffineTransform.identity
        var visible = Rect(x: 0, y: 0, width: width, height: height)
        if let box = SVGViewBox(tree.attribute("viewBox", of: marker)) {
            let area = Rect(x: 0, y: 0, width: width, height: height)
            fit = SVGAspectRatio(tree.attribute("preserveAspectRatio", of: marker)).transform(box.rect, into: area)
            state.viewport = Size(width: box.rect.width, height: box.rect.height)
            // the area, seen from inside
            visible = Rect(
                x: (0 - fit.e) / fit.a, y: (0 - fit.f) / fit.d, width: width / fit.a, height: height / fit.d)
        }
        func reference(_ name: String, _ basis: Double, _ low: String, _ high: String) -> Double {
            guard let text = tree.attribute(name, of: marker) else { return 0 }
            if text == low { return 0 }
            if text == "center" { return basis / 2 }
            if text == high { return basis }
            return SVGLength(text)?.px(percentOf: basis, fontSize: outer.fontSize) ?? 0
        }
        let refX = reference("refX", state.viewport.width, "left", "right")
        let refY = reference("refY", state.viewport.height, "top", "bottom")
        var angle = 0.0
        switch tree.attribute("orient", of: marker) {
        case "auto": angle = vertex.angle
        case "auto-start-reverse": angle = vertex.angle + (isStart ? 180 : 0)
        case let text?:
            var reader = NumberReader(Array(text.utf8))
            angle = reader.number() ?? 0
            switch reader.unit() {
            case "rad": angle *= 180 / .pi
            case "grad": angle *= 0.9
            case "turn": angle *= 360
            default: break
            }
        case nil: break
        }
        let (sine, cosine) = sineAndCosine(degrees: angle)
        let transform = AffineTransform.translation(x: vertex.point.x, y: vertex.point.y)
            .concatenating(AffineTransform(a: cosine, b: sine, c: -sine, d: cosine, e: 0, f: 0))
            .concatenating(.scale(x: scale, y: scale))
            .concatenating(.scale(x: fit.a, y: fit.d)).concatenating(.translation(x: -refX, y: -refY))
        append(.pushTransform(transform), marker)
        let clips = clipsOverflow(marker)
        if clips { append(.pushClip(.rect(visible)), marker) }
        active.insert(marker)
        budget.depth += 1
        drawChildren(marker, state)
        budget.depth -= 1
        active.remove(marker)
        if clips { append(.popClip, marker) }
        append(.popTransform, marker)
    }
}

/// A vertex of a path and the direction there, in degrees.
struct PathVertex {
    var point: Point
    var angle: Double
}

extension [PathElement] {
    /// https://www.w3.org/TR/SVG2/painting.html#VertexMarkerOrientation: half way between the directions in and out.
    var vertices: [PathVertex] {
        var points: [Point] = []
        var incoming: [Point?] = []
        var outgoing: [Point?] = []
        var current = Point.zero
        var start = 0
        func direction(_ candidates: Point...) -> Point? {
            for (a, b) in zip(candidates, candidates.dropFirst()) where a != b {
                return Point(x: b.x - a.x, y: b.y - a.y)
            }
            return nil
        }
        for element in self {
            switch element {
            case .move(let p):
                start = points.count
                points.append(p)
                incoming.append(nil)
                outgoing.append(nil)
                current = p
            case .line(let p):
                let way = direction(current, p)
                if !outgoing.isEmpty { outgoing[outgoing.count - 1] = way }
                points.append(p)
                incoming.append(way)
                outgoing.append(nil)
                current = p
            case .curve(let a, let b, let c):
                if !outgoing.isEmpty { outgoing[outgoing.count - 1] = direction(current, a, b, c) }
                points.append(c)
                // the last of the three that differ, seen from the end
                let way: Point? =
                    b != c
                    ? Point(x: c.x - b.x, y: c.y - b.y)
                    : a != c ? Point(x: c.x - a.x, y: c.y - a.y) : direction(current, c)
                incoming.append(way)
                outgoing.append(nil)
                current = c
            case .close:
                guard points.indices.contains(start) else { continue }
                let way = direction(current, points[start])
                outgoing[outgoing.count - 1] = way ?? outgoing[start]
                points.append(points[start])
                incoming.append(way ?? incoming[incoming.count - 1])
                outgoing.append(outgoing[start])
                incoming[start] = way
                current = points[start]
            }
        }
        return points.indices.map { index in
            let a = incoming[index]
            let b = outgoing[index]
            func degrees(_ p: Point) -> Double { atan2(p.y, p.x) * 180 / .pi }
            switch (a, b) {
            case (nil, nil): return PathVertex(point: points[index], angle: 0)
            case (let way?, nil), (nil, let way?): return PathVertex(point: points[index], angle: degrees(way))
            case (let a?, let b?):
                let la = hypot(a.x, a.y)
                let lb = hypot(b.x, b.y)
                let sum = Point(x: a.x / la + b.x / lb, y: a.y / la + b.y / lb)
                // opposite directions: a right angle to both
                if hypot(sum.x, sum.y) < 1e-9 { return PathVertex(point: points[index], angle: degrees(a) + 90) }
                return PathVertex(point: points[index], angle: degrees(sum))
            }
        }
    }
}
