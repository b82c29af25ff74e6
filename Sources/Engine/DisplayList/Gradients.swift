//  Gradients.swift
//  In: a CSS gradient and its box. Out: one fill with Cairo's kind of gradient; conic ones as thin wedges.
//  https://www.w3.org/TR/css-images-4/#gradients

import Geometry
import Glibc
import Style

extension LayerPainter {
    /// Fills `box` with a gradient.
    func paintGradient(_ image: ImageValue, in box: Rect, into writer: ListWriter) {
        guard !box.isEmpty else { return }
        switch image {
        case .url: return
        case .linearGradient(let direction, let stops, let repeating):
            let (from, to) = Self.gradientLine(direction, box)
            let length = hypot(to.x - from.x, to.y - from.y)
            guard let line = GradientLine(stops, length: length, repeating: repeating) else { return }
            func point(_ position: Double) -> Point {
                let t = length > 0 ? position / length : 0
                return Point(x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t)
            }
            if let color = line.onlyColor {
                writer.fill(.rect(box), color)
            } else {
                writer.append(
                    .fill(
                        .rect(box),
                        .linear(
                            from: point(line.start), to: point(line.end), stops: line.stops,
                            spread: repeating ? .repeat : .pad, transform: .identity)), node: -1)
            }
        case .radialGradient(let isCircle, let size, let position, let stops, let repeating):
            paintRadial(isCircle, size, position, stops, repeating, box, writer)
        case .conicGradient(let from, let position, let stops, let repeating):
            paintConic(Double(from), position, stops, repeating, box, writer)
        }
    }

    /// The ends of the gradient line. https://www.w3.org/TR/css-images-3/#linear-gradient-syntax
    static func gradientLine(_ direction: GradientDirection, _ box: Rect) -> (Point, Point) {
        let centre = Point(x: box.x + box.width / 2, y: box.y + box.height / 2)
        let dx: Double
        let dy: Double
        switch direction {
        case .angle(let degrees):
            let (sine, cosine) = sineAndCosine(degrees: Double(degrees))
            dx = sine
            dy = -cosine
        case .toCorner(let x, let y):
            if x == 0 || y == 0 {
                dx = Double(x)
                dy = Double(y)
            } else {
                // so that the 50 % line runs through the two other corners
                let length = hypot(box.width, box.height)
                dx = Double(x) * box.height / length
                dy = Double(y) * box.width / length
            }
        }
        let half = (abs(box.width * dx) + abs(box.height * dy)) / 2
        return (
            Point(x: centre.x - dx * half, y: centre.y - dy * half),
            Point(x: centre.x + dx * half, y: centre.y + dy * half)
        )
    }

    private func paintRadial(
        _ isCircle: Bool, _ size: RadialSize, _ position: PositionValue, _ stops: [ColorStop], _ repeating: Bool,
        _ box: Rect, _ writer: ListWriter
    ) {
        let centre = Point(x: box.x + position.x.px(box.width), y: box.y + position.y.px(box.height))
        var (rx, ry) = radialRadii(size, isCircle: isCircle, centre: centre, box: box)
        // a size of nothing is drawn as if it were a very small circle
        if rx <= 0 && ry <= 0 || isCircle && rx <= 0 {
            rx = 1e-4
            ry = 1e-4
        } else if rx <= 0 {
            rx = 1e-4
        } else if ry <= 0 {
            ry = 1e-4
        }
        guard let line = GradientLine(stops, length: rx, repeating: repeating) else { return }
        if let color = line.onlyColor { return writer.fill(.rect(box), color) }
        let transform = AffineTransform.translation(x: centre.x, y: centre.y).concatenating(.scale(x: 1, y: ry / rx))
        let (start, end, shifted) = line.fromZero(repeating: repeating)
        writer.append(
            .fill(
                .rect(box),
                .radial(
                    from: .zero, fromRadius: start, to: .zero, toRadius: end, stops: shifted,
                    spread: repeating ? .repeat : .pad, transform: transform)), node: -1)
    }

    private func paintConic(
        _ from: Double, _ position: PositionValue, _ stops: [ColorStop], _ repeating: Bool, _ box: Rect,
        _ writer: ListWriter
    ) {
        // positions are turns: 100 % is 360
        guard let line = GradientLine(stops, length: 360, repeating: repeating) else { return }
        if let color = line.onlyColor { return writer.fill(.rect(box), color) }
        let centre = Point(x: box.x + position.x.px(box.width), y: box.y + position.y.px(box.height))
        let reach = hypot(
            max(abs(box.x - centre.x), abs(box.maxX - centre.x)), max(abs(box.y - centre.y), abs(box.maxY - centre.y)))
        func rim(_ degrees: Double) -> Point {
            let (sine, cosine) = sineAndCosine(degrees: degrees + from)
            return Point(x: centre.x + sine * reach * 1.5, y: centre.y - cosine * reach * 1.5)
        }
        writer.append(.pushClip(.rect(box)), node: -1)
        let steps = 240
        let width = 360.0 / Double(steps)
        for step in 0..<steps {
            let angle = Double(step) * width
            let color = line.color(at: angle + width / 2, repeating: repeating)
            // each wedge reaches a little under the next, so that no seam shows
            let end = step == steps - 1 ? angle + width : angle + width * 1.5
            writer.fill(.path([.move(centre), .line(rim(angle)), .line(rim(end)), .close], .nonZero), color)
        }
        writer.append(.popClip, node: -1)
    }
}

/// https://www.w3.org/TR/css-images-3/#radial-size
func radialRadii(_ size: RadialSize, isCircle: Bool, centre: Point, box: Rect) -> (Double, Double) {
    let left = abs(centre.x - box.x)
    let right = abs(box.maxX - centre.x)
    let top = abs(centre.y - box.y)
    let bottom = abs(box.maxY - centre.y)
    func corner(_ x: Double, _ y: Double, _ sideX: Double, _ sideY: Double) -> (Double, Double) {
        if isCircle {
            let radius = hypot(x, y)
            return (radius, radius)
        }
        // the ellipse through the corner keeps the ratio of the one that touches the sides
        guard sideX > 0, sideY > 0 else { return (sideX, sideY) }
        let ratio = sideX / sideY
        let radius = hypot(x, y * ratio)
        return (radius, radius / ratio)
    }
    switch size {
    case .closestSide:
        let radius = min(min(left, right), min(top, bottom))
        return isCircle ? (radius, radius) : (min(left, right), min(top, bottom))
    case .farthestSide:
        let radius = max(max(left, right), max(top, bottom))
        return isCircle ? (radius, radius) : (max(left, right), max(top, bottom))
    case .closestCorner:
        return corner(min(left, right), min(top, bottom), min(left, right), min(top, bottom))
    case .farthestCorner:
        return corner(max(left, right), max(top, bottom), max(left, right), max(top, bottom))
    case .radii(let x, let y):
        return (max(0, x.px(box.width)), max(0, y.px(isCircle ? box.width : box.height)))
    }
}

/// Colour stops with all positions known, along a line of a length.
struct GradientLine {
    /// Where the first and the last stop lie, in the line's own unit.
    private(set) var start = 0.0
    private(set) var end = 0.0
    /// Offsets from 0 (start) to 1 (end).
    private(set) var stops: [GradientStop] = []
    /// Set when there is nothing to blend.
    private(set) var onlyColor: Color?

    /// nil: no stops.
    init?(_ given: [ColorStop], length: Double, repeating: Bool) {
        var positions = given.map { $0.position.map { $0.px(length) } }
        guard !given.isEmpty else { return nil }
        if positions[0] == nil { positions[0] = 0 }
        if positions[given.count - 1] == nil { positions[given.count - 1] = length }
        var largest = -Double.infinity
        for index in positions.indices {
            guard let position = positions[index] else { continue }
            largest = max(largest, position.isFinite ? position : 0)
            positions[index] = largest
        }
        var resolved: [(position: Double, color: Color, isHint: Bool)] = []
        var last = 0
        for index in given.indices {
            guard let position = positions[index] else { continue }
            if index > last + 1, let before = positions[last] {
                for between in last + 1..<index {
                    let part = Double(between - last) / Double(index - last)
                    resolved.append((before + (position - before) * part, given[between].color, given[between].isHint))
                }
            }
            resolved.append((position, given[index].color, given[index].isHint))
            last = index
        }
        var plain = Self.withoutHints(resolved)
        guard let first = plain.first, let final = plain.last else { return nil }
        start = first.0
        end = final.0
        if plain.count == 1 || plain.allSatisfy({ $0.1 == first.1 }) {
            onlyColor = first.1
        } else if end - start <= 1e-9 {
            if repeating {
                onlyColor = Self.average(plain.map(\.1))
            } else {
                // a hard edge: a line of a tiny length
                end = start + 1e-3
                plain = [(start, first.1), (start, final.1), (end, final.1)]
            }
        }
        let span = max(end - start, 1e-9)
        stops = Self.withoutGreyEdges(plain.map { GradientStop(offset: ($0.0 - start) / span, color: $0.1) })
    }

    /// The same stops on a line that begins at 0, for radii, which are never negative.
    func fromZero(repeating: Bool) -> (Double, Double, [GradientStop]) {
        if start >= 0 { return (start, end, stops) }
        let span = end - start
        if repeating {
            // as many whole periods further out as are needed
            let shift = (-start / span).rounded(.up) * span
            return (start + shift, end + shift, stops)
        }
        guard end > 0 else {
            let color = stops.last?.color ?? .transparent
            return (0, 1, [GradientStop(offset: 0, color: color), GradientStop(offset: 1, color: color)])
        }
        var cut = [GradientStop(offset: 0, color: color(at: 0, repeating: false))]
        for stop in stops {
            let position = start + stop.offset * span
            if position > 0 { cut.append(GradientStop(offset: position / end, color: stop.color)) }
        }
        return (0, end, cut)
    }

    func color(at position: Double, repeating: Bool) -> Color {
        var t = (position - start) / max(end - start, 1e-9)
        if repeating { t -= t.rounded(.down) }
        guard let first = stops.first, let last = stops.last else { return .transparent }
        if t <= first.offset { return first.color }
        for (a, b) in zip(stops, stops.dropFirst()) where t <= b.offset {
            let width = b.offset - a.offset
            return width <= 0 ? b.color : mix(a.color, b.color, (t - a.offset) / width)
        }
        return last.color
    }

    /// Transition hints become nine stops on their curve. https://www.w3.org/TR/css-images-4/#color-stop-fixup
    private static func withoutHints(_ stops: [(position: Double, color: Color, isHint: Bool)]) -> [(Double, Color)] {
        var result: [(Double, Color)] = []
        for (index, stop) in stops.enumerated() {
            guard stop.isHint else {
                result.append((stop.position, stop.color))
                continue
            }
            guard let before = result.last, index + 1 < stops.count else { continue }
            let after = stops[index + 1]
            let width = after.position - before.0
            guard width > 0 else { continue }
            let hint = (stop.position - before.0) / width
            if hint <= 0 {
                result.append((before.0, after.color))
            } else if hint >= 1 {
                result.append((after.position, before.1))
            } else {
                for step in 1...9 {
                    let t = Double(step) / 10
                    result.append((before.0 + width * t, mix(before.1, after.color, pow(t, log(0.5) / log(hint)))))
                }
            }
        }
        return result
    }

    /// Colours blend premultiplied in CSS, but not in PDF: a stop that is quite transparent takes its neighbours' colour.
    private static func withoutGreyEdges(_ stops: [GradientStop]) -> [GradientStop] {
        guard stops.contains(where: { $0.color.alpha == 0 }) else { return stops }
        var result: [GradientStop] = []
        for (index, stop) in stops.enumerated() {
            guard stop.color.alpha == 0 else {
                result.append(stop)
                continue
            }
            for neighbour in [index - 1, index + 1] where stops.indices.contains(neighbour) {
                var color = stops[neighbour].color
                color.alpha = 0
                result.append(GradientStop(offset: stop.offset, color: color))
            }
        }
        return result
    }
    private static func average(_ colors: [Color]) -> Color {
        var sum = (0.0, 0.0, 0.0, 0.0)
        for color in colors {
            sum.0 += Double(color.red * color.alpha)
            sum.1 += Double(color.green * color.alpha)
            sum.2 += Double(color.blue * color.alpha)
            sum.3 += Double(color.alpha)
        }
        guard sum.3 > 0 else { return .transparent }
        return Color(
            red: Float(sum.0 / sum.3), green: Float(sum.1 / sum.3), blue: Float(sum.2 / sum.3),
            alpha: Float(sum.3 / Double(colors.count)))
    }
}

/// Blends premultiplied.
func mix(_ a: Color, _ b: Color, _ t: Double) -> Color {
    let t = Float(min(1, max(0, t)))
    let alpha = a.alpha + (b.alpha - a.alpha) * t
    guard alpha > 0 else { return .transparent }
    func part(_ x: Float, _ y: Float) -> Float { (x * a.alpha * (1 - t) + y * b.alpha * t) / alpha }
    return Color(red: part(a.red, b.red), green: part(a.green, b.green), blue: part(a.blue, b.blue), alpha: alpha)
}
