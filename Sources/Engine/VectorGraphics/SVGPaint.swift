//  SVGPaint.swift
//  In: `fill` and `stroke`. Out: colours, gradients, patterns. https://www.w3.org/TR/SVG2/pservers.html

import DisplayList
import Geometry
import Glibc
import Markup
import Style

extension SVGDrawing {
    /// nil: nothing is painted.
    func paint(_ name: String, _ state: SVGState, bounds: Rect) -> Paint? {
        let opacity = Float(state.unit(name + "-opacity"))
        guard opacity > 0 else { return nil }
        let text = state[name] ?? (name == "fill" ? "black" : "none")
        if let reference = svgReference(text) {
            if let server = target(reference.address) {
                switch tree.name(server) {
                case "linearGradient", "radialGradient":
                    return gradient(server, state, bounds: bounds, opacity: opacity)
                case "pattern": return pattern(server, state, bounds: bounds, opacity: opacity)
                default: break
                }
            }
            // the reference leads nowhere: what follows it counts
            guard !reference.rest.isEmpty else { return nil }
            return plain(reference.rest, state, opacity)
        }
        if text == "context-fill" { return state.context?.fill }
        if text == "context-stroke" { return state.context?.stroke }
        return plain(text, state, opacity)
    }
    private func plain(_ text: String, _ state: SVGState, _ opacity: Float) -> Paint? {
        guard text != "none", var color = color(text, current: state.color) else { return nil }
        color.alpha *= opacity
        return .color(color)
    }

    /// A drawing has few colours and names them for every shape.
    private func color(_ text: String, current: Color) -> Color? {
        let key = Budget.ColorKey(text: text, current: current)
        if let known = budget.colors[key] { return known }
        let color = Color(css: text, current: current)
        if budget.colors.count < 1_024 { budget.colors[key] = color }
        return color
    }

    /// The element that has an attribute, following references to templates.
    private func inherited(_ name: String, _ node: NodeID) -> String? {
        for template in templates(node) {
            if let value = tree.attribute(name, of: template) { return value }
        }
        return nil
    }
    /// The element itself and those it takes over from, each once.
    private func templates(_ node: NodeID) -> [NodeID] {
        var result = [node]
        while result.count < 32, let address = href(result[result.count - 1]), let next = target(address),
            !result.contains(next)
        {
            result.append(next)
        }
        return result
    }

    private func gradient(_ node: NodeID, _ state: SVGState, bounds: Rect, opacity: Float) -> Paint? {
        let stops = gradientStops(node, opacity)
        guard let last = stops.last else { return nil }
        if stops.count == 1 { return .color(last.color) }
        let usesBox = inherited("gradientUnits", node) != "userSpaceOnUse"
        if usesBox, bounds.width <= 0 || bounds.height <= 0 { return nil }
        let spread: GradientSpread =
            switch inherited("spreadMethod", node) {
            case "reflect": .reflect
            case "repeat": .repeat
            default: .pad
            }
        var transform =
            inherited("gradientTransform", node).flatMap {
                svgTransform($0, fontSize: state.fontSize, viewport: state.viewport)
            } ?? .identity
        if usesBox {
            transform = AffineTransform(a: bounds.width, b: 0, c: 0, d: bounds.height, e: bounds.x, f: bounds.y)
                .concatenating(transform)
        }
        func value(_ name: String, _ initial: String, _ measure: (SVGLength) -> Double) -> Double {
            let length = inherited(name, node).flatMap { SVGLength($0) } ?? SVGLength(initial)
            guard let length else { return 0 }
            if usesBox { return length.unit == .percent ? length.value / 100 : length.value }
            return measure(length)
        }
        if tree.name(node) == "linearGradient" {
            let from = Point(x: value("x1", "0%", state.x), y: value("y1", "0%", state.y))
            let to = Point(x: value("x2", "100%", state.x), y: value("y2", "0%", state.y))
            if from == to { return .color(last.color) }
            return .linear(from: from, to: to, stops: stops, spread: spread, transform: transform)
        }
        let centre = Point(x: value("cx", "50%", state.x), y: value("cy", "50%", state.y))
        let radius = value("r", "50%", state.other)
        if radius <= 0 { return .color(last.color) }
        var focus = Point(
            x: inherited("fx", node) == nil ? centre.x : value("fx", "50%", state.x),
            y: inherited("fy", node) == nil ? centre.y : value("fy", "50%", state.y))
        let focalRadius = max(0, value("fr", "0%", state.other))
        let distance = hypot(focus.x - centre.x, focus.y - centre.y)
        if distance + focalRadius > radius * 0.999, distance > 0 {
            // a focus outside lies on the edge
            let room = max(0, radius * 0.999 - focalRadius) / distance
            focus = Point(x: centre.x + (focus.x - centre.x) * room, y: centre.y + (focus.y - centre.y) * room)
        }
        return .radial(
            from: focus, fromRadius: min(focalRadius, radius), to: centre, toRadius: radius, stops: stops,
            spread: spread,
            transform: transform)
    }

    private func gradientStops(_ node: NodeID, _ opacity: Float) -> [GradientStop] {
        for template in templates(node) {
            var stops: [GradientStop] = []
            var child = tree.firstChild(template)
            while !child.isNone, stops.count < 10_000 {
                if tree.isElement(child), tree.name(child) == "stop" {
                    let style = style(child)
                    var color =
                        self.color(property("stop-color", child) ?? "black", current: style.text.color) ?? .black
                    color.alpha *= Float(svgUnit(property("stop-opacity", child)) ?? 1) * opacity
                    let offset = svgUnit(tree.attribute("offset", of: child)) ?? 0
                    stops.append(GradientStop(offset: max(offset, stops.last?.offset ?? 0), color: color))
                }
                child = tree.nextSibling(child)
            }
            if !stops.isEmpty { return stops }
        }
        return []
    }

    private func pattern(_ node: NodeID, _ state: SVGState, bounds: Rect, opacity: Float) -> Paint? {
        guard !active.contains(node), budget.depth < 48 else { return nil }
        let usesBox = inherited("patternUnits", node) != "userSpaceOnUse"
        if usesBox, bounds.width <= 0 || bounds.height <= 0 { return nil }
        func value(_ name: String, _ basis: Double, _ measure: (SVGLength) -> Double) -> Double {
            guard let length = inherited(name, node).flatMap({ SVGLength($0) }) else { return 0 }
            if usesBox { return (length.unit == .percent ? length.value / 100 : length.value) * basis }
            return measure(length)
        }
        var x = value("x", bounds.width, state.x)
        var y = value("y", bounds.height, state.y)
        let width = value("width", bounds.width, state.x)
        let height = value("height", bounds.height, state.y)
        if usesBox {
            x += bounds.x
            y += bounds.y
        }
        guard width > 0, height > 0, width.isFinite, height.isFinite else { return nil }
        let own =
            inherited("patternTransform", node).flatMap {
                svgTransform($0, fontSize: state.fontSize, viewport: state.viewport)
            } ?? .identity
        guard let source = templates(node).first(where: { hasElements($0) }) else { return nil }
        var inner = rootState(source, size: state.viewport)
        let drawing = SVGDrawing(inside: self)
        drawing.active.formUnion([node, source])
        var contents = AffineTransform.identity
        if let box = SVGViewBox(inherited("viewBox", node)) {
            contents = SVGAspectRatio(inherited("preserveAspectRatio", node)).transform(
                box.rect, into: Rect(x: 0, y: 0, width: width, height: height))
            inner.viewport = Size(width: box.rect.width, height: box.rect.height)
        } else if inherited("patternContentUnits", node) == "objectBoundingBox", !bounds.isEmpty {
            contents = .scale(x: bounds.width, y: bounds.height)
            // percentages of the tile
            inner.viewport = Size(width: width / bounds.width, height: height / bounds.height)
        }
        budget.depth += 1
        if opacity < 1 { drawing.append(.pushGroup(GroupStyle(opacity: opacity)), node) }
        drawing.append(.pushTransform(contents), node)
        drawing.drawChildren(source, inner)
        drawing.append(.popTransform, node)
        if opacity < 1 { drawing.append(.popGroup, node) }
        budget.depth -= 1
        return .pattern(
            drawing.list, tile: Rect(x: 0, y: 0, width: width, height: height),
            transform: own.concatenating(.translation(x: x, y: y)))
    }
    private func hasElements(_ node: NodeID) -> Bool { tree.children(node).contains { tree.isElement($0) } }
}
