//  BoxGeometry.swift
//  In: a fragment at a physical place. Out: its border, padding and content rectangles, rounded corners, paths.
//  This is the one place where inline and block axes become left, right, top and bottom.

import Fragments
import Geometry
import Style

extension LengthPercentage {
    /// CSS px; `basis` is what 100 % means.
    func px(_ basis: Double) -> Double {
        switch self {
        case .px(let px): Double(px)
        case .percent(let percent): basis * Double(percent) / 100
        case .calc(let calculation): calculation.value(basis: basis, font: nil)
        }
    }
}

extension Fragment {
    var isRightToLeft: Bool { flags.contains(.rightToLeft) }
    var width: Double { size.inline.px }
    var height: Double { size.block.px }

    /// Where a child's border box lies, given where this fragment's does.
    @inline(__always) func place(of link: FragmentLink, at origin: Point) -> Point {
        let x =
            isRightToLeft
            ? origin.x + width - link.offset.inline.px - link.fragment.width
            : origin.x + link.offset.inline.px
        return Point(x: x, y: origin.y + link.offset.block.px)
    }
    func physical(_ edges: LogicalEdges) -> Sides<Double> {
        let start = edges.inlineStart.px
        let end = edges.inlineEnd.px
        return Sides(
            top: edges.blockStart.px, right: isRightToLeft ? start : end, bottom: edges.blockEnd.px,
            left: isRightToLeft ? end : start)
    }
    /// A rectangle given from the inline start, as it lies on the page.
    func physical(_ rect: LogicalRect, at origin: Point) -> Rect {
        let inline = rect.offset.inline.px
        return Rect(
            x: isRightToLeft ? origin.x + width - inline - rect.size.inline.px : origin.x + inline,
            y: origin.y + rect.offset.block.px, width: rect.size.inline.px, height: rect.size.block.px)
    }
}

/// Radii of the four corners, CSS px.
struct CornerRadii: Equatable {
    var topLeft = Size.zero
    var topRight = Size.zero
    var bottomRight = Size.zero
    var bottomLeft = Size.zero
    static let none = CornerRadii()

    var isSquare: Bool { self == .none }

    /// The radii of a style for a box of this size, shrunk so that they fit.
    /// https://www.w3.org/TR/css-backgrounds-3/#corner-overlap
    init(_ style: DecorationValues, width: Double, height: Double) {
        self.init(unbounded: style, width: width, height: height)
        fit(width: width, height: height)
    }
    /// As the style says, too large or not.
    init(unbounded style: DecorationValues, width: Double, height: Double) {
        func size(_ radius: CornerRadius) -> Size {
            let x = max(0, radius.x.px(width))
            let y = max(0, radius.y.px(height))
            return x > 0 && y > 0 ? Size(width: x, height: y) : .zero
        }
        topLeft = size(style.radiusTopLeft)
        topRight = size(style.radiusTopRight)
        bottomRight = size(style.radiusBottomRight)
        bottomLeft = size(style.radiusBottomLeft)
    }
    init() {}
    init(all radius: Double) {
        let size = radius > 0 ? Size(width: radius, height: radius) : .zero
        topLeft = size
        topRight = size
        bottomRight = size
        bottomLeft = size
    }
    mutating func fit(width: Double, height: Double) {
        var factor = 1.0
        for (sum, room) in [
            (topLeft.width + topRight.width, width), (bottomLeft.width + bottomRight.width, width),
            (topLeft.height + bottomLeft.height, height), (topRight.height + bottomRight.height, height),
        ] where sum > room && sum > 0 { factor = min(factor, max(0, room) / sum) }
        if factor < 1 {
            topLeft = topLeft.scaled(factor)
            topRight = topRight.scaled(factor)
            bottomRight = bottomRight.scaled(factor)
            bottomLeft = bottomLeft.scaled(factor)
        }
    }
    /// The corners of a box that lies inside by `edges` (outside if negative).
    func inset(_ edges: Sides<Double>) -> CornerRadii {
        func size(_ corner: Size, _ x: Double, _ y: Double) -> Size {
            if corner == .zero { return .zero }
            let width = corner.width - x
            let height = corner.height - y
            return width > 0 && height > 0 ? Size(width: width, height: height) : .zero
        }
        var result = CornerRadii()
        result.topLeft = size(topLeft, edges.left, edges.top)
        result.topRight = size(topRight, edges.right, edges.top)
        result.bottomRight = size(bottomRight, edges.right, edges.bottom)
        result.bottomLeft = size(bottomLeft, edges.left, edges.bottom)
        return result
    }
}
extension Size {
    func scaled(_ factor: Double) -> Size { Size(width: width * factor, height: height * factor) }
}

/// A rectangle with rounded corners.
struct RoundedRect: Equatable {
    var rect: Rect
    var radii: CornerRadii

    func inset(_ edges: Sides<Double>) -> RoundedRect {
        var inner = rect.insetBy(top: edges.top, right: edges.right, bottom: edges.bottom, left: edges.left)
        inner.width = max(0, inner.width)
        inner.height = max(0, inner.height)
        return RoundedRect(rect: inner, radii: radii.inset(edges))
    }
    var shape: Shape { radii.isSquare ? .rect(rect) : .path(elements, .nonZero) }

    /// The outline, clockwise from the top left corner's end; curves are quarter ellipses.
    var elements: [PathElement] {
        let r = rect
        if radii.isSquare {
            return [
                .move(Point(x: r.x, y: r.y)), .line(Point(x: r.maxX, y: r.y)), .line(Point(x: r.maxX, y: r.maxY)),
                .line(Point(x: r.x, y: r.maxY)), .close,
            ]
        }
        let k = 0.552_284_749_831
        var path: [PathElement] = []
        path.reserveCapacity(10)
        path.append(.move(Point(x: r.x + radii.topLeft.width, y: r.y)))
        path.append(.line(Point(x: r.maxX - radii.topRight.width, y: r.y)))
        var c = radii.topRight
        if c != .zero {
            path.append(
                .curve(
                    Point(x: r.maxX - c.width + c.width * k, y: r.y),
                    Point(x: r.maxX, y: r.y + c.height - c.height * k),
                    Point(x: r.maxX, y: r.y + c.height)))
        }
        c = radii.bottomRight
        path.append(.line(Point(x: r.maxX, y: r.maxY - c.height)))
        if c != .zero {
            path.append(
                .curve(
                    Point(x: r.maxX, y: r.maxY - c.height + c.height * k),
                    Point(x: r.maxX - c.width + c.width * k, y: r.maxY), Point(x: r.maxX - c.width, y: r.maxY)))
        }
        c = radii.bottomLeft
        path.append(.line(Point(x: r.x + c.width, y: r.maxY)))
        if c != .zero {
            path.append(
                .curve(
                    Point(x: r.x + c.width - c.width * k, y: r.maxY),
                    Point(x: r.x, y: r.maxY - c.height + c.height * k),
                    Point(x: r.x, y: r.maxY - c.height)))
        }
        c = radii.topLeft
        path.append(.line(Point(x: r.x, y: r.y + c.height)))
        if c != .zero {
            path.append(
                .curve(
                    Point(x: r.x, y: r.y + c.height - c.height * k), Point(x: r.x + c.width - c.width * k, y: r.y),
                    Point(x: r.x + c.width, y: r.y)))
        }
        path.append(.close)
        return path
    }
}

/// A fragment's boxes on the page.
struct PlacedBox {
    /// Sides where the box goes on in another fragment, sliced.
    var cuts = Sides(all: false)
    let border: RoundedRect
    /// The whole box of which this is a slice, where its background runs through all slices.
    var whole: Rect?
    /// Of the whole box.
    private var wholeBorder = Sides(all: 0.0)
    private var wholePadding = Sides(all: 0.0)
    let borderWidths: Sides<Double>
    let paddingWidths: Sides<Double>

    init(_ fragment: Fragment, at origin: Point, style: ComputedStyle) {
        borderWidths = fragment.physical(fragment.border)
        paddingWidths = fragment.physical(fragment.padding)
        let rect = Rect(x: origin.x, y: origin.y, width: fragment.width, height: fragment.height)
        if case .slice(let box) = fragment.content {
            let start = box.start(of: fragment).px
            switch box.axis {
            case .block:
                whole = Rect(
                    x: rect.x, y: rect.y - start, width: rect.width, height: max(box.whole.px, start + rect.height))
            case .inline:
                let width = max(box.whole.px, start + rect.width)
                whole = Rect(
                    x: fragment.isRightToLeft ? rect.maxX + start - width : rect.x - start, y: rect.y, width: width,
                    height: rect.height)
            }
            wholeBorder = fragment.physical(box.border)
            wholePadding = fragment.physical(box.padding)
        }
        var radii = CornerRadii(
            unbounded: style.decoration, width: whole?.width ?? rect.width, height: whole?.height ?? rect.height)
        let flags = fragment.flags
        if !flags.isDisjoint(with: [.startCut, .endCut, .continued, .continues]),
            style.flow.boxDecorationBreak == .slice
        {
            cuts = Sides(
                top: flags.contains(.continued),
                right: flags.contains(fragment.isRightToLeft ? .startCut : .endCut),
                bottom: flags.contains(.continues),
                left: flags.contains(fragment.isRightToLeft ? .endCut : .startCut))
            if cuts.top || cuts.left { radii.topLeft = .zero }
            if cuts.top || cuts.right { radii.topRight = .zero }
            if cuts.bottom || cuts.right { radii.bottomRight = .zero }
            if cuts.bottom || cuts.left { radii.bottomLeft = .zero }
        }
        // only the corners that are there share the sides
        if !radii.isSquare { radii.fit(width: rect.width, height: rect.height) }
        border = RoundedRect(rect: rect, radii: radii)
    }
    /// What background pictures are sized and placed by.
    func positioningArea(_ box: BackgroundBox, style: ComputedStyle) -> Rect {
        guard let whole else { return area(box).rect }
        var edges = wholeBorder
        switch box {
        case .borderBox, .text: edges = Sides(all: 0)
        case .paddingBox: break
        case .contentBox:
            edges.left += wholePadding.left
            edges.right += wholePadding.right
            edges.top += wholePadding.top
            edges.bottom += wholePadding.bottom
        }
        return whole.insetBy(top: edges.top, right: edges.right, bottom: edges.bottom, left: edges.left)
    }
    init(border: RoundedRect, borderWidths: Sides<Double>, paddingWidths: Sides<Double>) {
        self.border = border
        self.borderWidths = borderWidths
        self.paddingWidths = paddingWidths
    }
    var isCut: Bool { cuts.top || cuts.right || cuts.bottom || cuts.left }
    /// The box as if it went on beyond its cut sides, and the area up to those.
    func uncut(_ area: RoundedRect, by far: Double) -> (shape: RoundedRect, clip: Rect) {
        let room = Rect(
            x: area.rect.x - far, y: area.rect.y - far, width: area.rect.width + 2 * far,
            height: area.rect.height + 2 * far)
        let out = Sides(
            top: cuts.top ? far : 0, right: cuts.right ? far : 0, bottom: cuts.bottom ? far : 0,
            left: cuts.left ? far : 0)
        var shape = area
        shape.rect = area.rect.insetBy(top: -out.top, right: -out.right, bottom: -out.bottom, left: -out.left)
        return (shape, room.insetBy(top: out.top, right: out.right, bottom: out.bottom, left: out.left))
    }
    var padding: RoundedRect { border.inset(borderWidths) }
    var content: RoundedRect { padding.inset(paddingWidths) }
    func area(_ box: BackgroundBox) -> RoundedRect {
        switch box {
        case .borderBox, .text: border
        case .paddingBox: padding
        case .contentBox: content
        }
    }
}
