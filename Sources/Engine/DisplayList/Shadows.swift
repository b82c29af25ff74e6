//  Shadows.swift
//  In: box shadows and outlines. Out: layered shapes: a blur is a stack of rounded rectangles whose summed opacity
//  follows the blurred edge, so nothing becomes pixels.

import Fragments
import Geometry
import Glibc
import Style

extension LayerPainter {
    /// https://www.w3.org/TR/css-backgrounds-3/#box-shadow
    func paintShadow(_ shadow: BoxShadow, box: PlacedBox) {
        let color = shadow.color
        guard !color.isTransparent else { return }
        let spread = Double(shadow.spread)
        // a sliced box casts the shadow of the whole, which ends where the box is cut
        let whole = box.isCut ? box.uncut(box.border, by: shadow.reach) : nil
        let shape = grown(whole?.shape ?? box.border, by: spread).moved(Double(shadow.x), Double(shadow.y))
        guard shape.rect.width > 0, shape.rect.height > 0 else { return }
        if let whole { writer.append(.pushClip(.rect(whole.clip)), node: -1) }
        // nothing is drawn under the box itself
        let far = box.border.rect.insetBy(top: -1e5, right: -1e5, bottom: -1e5, left: -1e5)
        writer.append(
            .pushClip(.path(RoundedRect(rect: far, radii: .none).elements + box.border.elements, .evenOdd)), node: -1)
        paintBlurred(shape, blur: Double(shadow.blur), color)
        writer.append(.popClip, node: -1)
        if whole != nil { writer.append(.popClip, node: -1) }
    }

    func paintInsetShadow(_ shadow: BoxShadow, box: PlacedBox) {
        let color = shadow.color
        guard !color.isTransparent, !box.padding.rect.isEmpty else { return }
        let spread = Double(shadow.spread)
        let area = box.isCut ? box.uncut(box.padding, by: shadow.reach).shape : box.padding
        let hole = grown(area, by: -spread).moved(Double(shadow.x), Double(shadow.y))
        let blur = Double(shadow.blur)
        writer.append(.pushClip(box.padding.shape), node: -1)
        let far = box.padding.rect.insetBy(
            top: -blur - 1e4, right: -blur - 1e4, bottom: -blur - 1e4, left: -blur - 1e4)
        let outside = RoundedRect(rect: far, radii: .none).elements
        for (offset, alpha) in Self.steps(blur: blur, alpha: Double(color.alpha)).reversed() {
            // from the largest hole to the smallest, each adding its share
            let inner = grown(hole, by: -offset)
            var tint = color
            tint.alpha = Float(alpha)
            if inner.rect.width <= 0 || inner.rect.height <= 0 {
                writer.fill(.rect(box.padding.rect), tint)
            } else {
                writer.fill(.path(outside + inner.elements, .evenOdd), tint)
            }
        }
        writer.append(.popClip, node: -1)
    }

    private func paintBlurred(_ shape: RoundedRect, blur: Double, _ color: Color) {
        for (offset, alpha) in Self.steps(blur: blur, alpha: Double(color.alpha)) {
            let layer = grown(shape, by: offset, roundsSquareCorners: blur > 0)
            guard layer.rect.width > 0, layer.rect.height > 0 else { continue }
            var tint = color
            tint.alpha = Float(alpha)
            writer.fill(layer.shape, tint)
        }
    }

    /// Offsets from the edge, outermost first, and the opacity each layer adds, such that their sum follows a Gaussian of
    /// half the blur radius. https://www.w3.org/TR/css-backgrounds-3/#shadow-blur
    static func steps(blur: Double, alpha: Double) -> [(offset: Double, alpha: Double)] {
        guard blur > 0, blur.isFinite else { return [(0, alpha)] }
        let sigma = min(blur, 1000) / 2
        let count = min(24, max(6, Int(blur * 1.5)))
        var result: [(Double, Double)] = []
        var reached = 0.0
        for step in 0..<count {
            // from +2 sigma to −2 sigma
            let position = 2 * sigma * (1 - 2 * (Double(step) + 0.5) / Double(count))
            let next = 2 * sigma * (1 - 2 * Double(step + 1) / Double(count))
            let covered = alpha * (step == count - 1 ? 1 : 0.5 * erfc(next / (sigma * 2.0.squareRoot())))
            let share = reached >= 1 ? 0 : (covered - reached) / (1 - reached)
            reached = covered
            result.append((position, max(0, min(1, share))))
        }
        return result
    }

    /// https://www.w3.org/TR/css-backgrounds-3/#shadow-shape: small radii grow less than the spread.
    private func grown(_ shape: RoundedRect, by offset: Double, roundsSquareCorners: Bool = false) -> RoundedRect {
        let edges = Sides(all: -offset)
        var result = shape.inset(edges)
        func corner(_ size: Size) -> Size {
            if size == .zero { return roundsSquareCorners && offset > 0 ? Size(width: offset, height: offset) : .zero }
            func grow(_ radius: Double) -> Double {
                if offset <= 0 { return max(0, radius + offset) }
                if roundsSquareCorners { return radius + offset }
                let ratio = radius / offset
                return radius + offset * (ratio >= 1 ? 1 : 1 + pow(ratio - 1, 3))
            }
            let width = grow(size.width)
            let height = grow(size.height)
            return width > 0 && height > 0 ? Size(width: width, height: height) : .zero
        }
        result.radii.topLeft = corner(shape.radii.topLeft)
        result.radii.topRight = corner(shape.radii.topRight)
        result.radii.bottomRight = corner(shape.radii.bottomRight)
        result.radii.bottomLeft = corner(shape.radii.bottomLeft)
        result.radii.fit(width: result.rect.width, height: result.rect.height)
        return result
    }

    /// https://www.w3.org/TR/css-ui-4/#outline-props
    func paintOutline(_ placed: PlacedFragment) {
        guard let style = style(placed.fragment.style), style.text.visibility == .visible else { return }
        let outline = style.decoration.outline
        guard outline.width > 0, outline.style.isVisible else { return }
        writer.setClip(placed.clip)
        let width = Double(outline.width)
        let offset = Double(style.decoration.outlineOffset)
        let box = PlacedBox(placed.fragment, at: placed.origin, style: style).border
        let outer = grown(box, by: max(offset + width, -min(box.rect.width, box.rect.height) / 2 + width))
        paintEdges(Sides(all: outline), widths: Sides(all: width), outer: outer)
    }
}

extension BoxShadow {
    /// Farther than it shows.
    fileprivate var reach: Double {
        let offset = Double(max(abs(x), abs(y)))
        return min(1e5, offset + Double(abs(spread)) + 2 * Double(blur) + 1)
    }
}

extension RoundedRect {
    func moved(_ x: Double, _ y: Double) -> RoundedRect {
        RoundedRect(rect: Rect(x: rect.x + x, y: rect.y + y, width: rect.width, height: rect.height), radii: radii)
    }
}
