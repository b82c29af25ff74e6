//  SVGClips.swift
//  In: `clipPath` and `mask` elements. Out: a shape where one suffices, else a list that masks.
//  https://drafts.fxtf.org/css-masking-1/

import DisplayList
import Geometry
import Markup
import Style

extension SVGDrawing {
    /// The clip as one shape; nil when it needs more (text, clips of its own, mixed fill rules).
    func clipShape(_ clip: NodeID, bounds: Rect, state: SVGState) -> Shape? {
        if property("clip-path", clip).flatMap({ svgReference($0) }) != nil { return nil }
        var path: [PathElement] = []
        var rules: Set<FillRule> = []
        var count = 0
        var inner = clipState(clip, bounds: bounds, state: state)
        let base = clipTransform(clip, bounds: bounds, state: state)
        inner.isClipping = true
        var child = tree.firstChild(clip)
        while !child.isNone {
            defer { child = tree.nextSibling(child) }
            guard tree.isElement(child), style(child).box.display != .none else { continue }
            var shapeNode = child
            var transform = base
            var childState = self.state(child, within: inner)
            transform = transform.concatenating(elementTransform(child, style(child), childState) ?? .identity)
            if tree.name(child) == "use", let address = href(child), let used = target(address) {
                transform = transform.concatenating(
                    .translation(
                        x: length("x", child).map(childState.x) ?? 0, y: length("y", child).map(childState.y) ?? 0))
                shapeNode = used
                childState = self.state(used, within: childState)
                transform = transform.concatenating(elementTransform(used, style(used), childState) ?? .identity)
            }
            let name = tree.name(shapeNode)
            if name == "text" { return nil }
            guard Self.shapes.contains(name) else { continue }
            if property("clip-path", shapeNode).flatMap({ svgReference($0) }) != nil { return nil }
            guard childState.text.visibility == .visible else { continue }
            path += outline(shapeNode, childState).transformed(transform)
            rules.insert(childState["clip-rule"] == "evenodd" ? .evenOdd : .nonZero)
            count += 1
            if count > 1, rules.contains(.evenOdd) { return nil }
        }
        return .path(path, rules.first ?? .nonZero)
    }
    private func clipState(_ clip: NodeID, bounds: Rect, state: SVGState) -> SVGState {
        rootState(
            clip,
            size: tree.attribute("clipPathUnits", of: clip) == "objectBoundingBox"
                ? Size(width: 1, height: 1) : state.viewport)
    }
    private func clipTransform(_ clip: NodeID, bounds: Rect, state: SVGState) -> AffineTransform {
        let own = elementTransform(clip, style(clip), state) ?? .identity
        guard tree.attribute("clipPathUnits", of: clip) == "objectBoundingBox" else { return own }
        return AffineTransform(a: bounds.width, b: 0, c: 0, d: bounds.height, e: bounds.x, f: bounds.y)
            .concatenating(own)
    }

    /// The clip as a drawing whose alpha counts.
    func clipList(_ clip: NodeID, bounds: Rect, state: SVGState) -> DrawingList {
        let drawing = SVGDrawing(inside: self)
        guard budget.depth < 48 else { return drawing.list }
        drawing.active.insert(clip)
        budget.depth += 1
        defer { budget.depth -= 1 }
        var inner = clipState(clip, bounds: bounds, state: state)
        inner.isClipping = true
        var pops: [DrawingOperation] = []
        if let reference = property("clip-path", clip).flatMap({ svgReference($0) }),
            let outer = target(reference.address), tree.name(outer) == "clipPath", !drawing.active.contains(outer)
        {
            if let shape = drawing.clipShape(outer, bounds: bounds, state: state) {
                drawing.append(.pushClip(shape), clip)
                pops.append(.popClip)
            } else {
                drawing.append(
                    .pushGroup(
                        GroupStyle(mask: drawing.clipList(outer, bounds: bounds, state: state), maskKind: .alpha)),
                    clip)
                pops.append(.popGroup)
            }
        }
        drawing.append(.pushTransform(clipTransform(clip, bounds: bounds, state: state)), clip)
        drawing.drawChildren(clip, inner)
        drawing.append(.popTransform, clip)
        for pop in pops.reversed() { drawing.append(pop, clip) }
        return drawing.list
    }

    /// The drawing whose luminance (or alpha) masks.
    func maskList(_ mask: NodeID, bounds: Rect, state: SVGState) -> DrawingList {
        let drawing = SVGDrawing(inside: self)
        guard budget.depth < 48 else { return drawing.list }
        drawing.active.insert(mask)
        budget.depth += 1
        defer { budget.depth -= 1 }
        let usesBox = tree.attribute("maskUnits", of: mask) != "userSpaceOnUse"
        func value(_ name: String, _ initial: String, _ basis: Double, _ measure: (SVGLength) -> Double) -> Double {
            guard let length = SVGLength(tree.attribute(name, of: mask) ?? initial) ?? SVGLength(initial) else {
                return 0
            }
            if usesBox { return (length.unit == .percent ? length.value / 100 : length.value) * basis }
            return measure(length)
        }
        var area = Rect(
            x: value("x", "-10%", bounds.width, state.x), y: value("y", "-10%", bounds.height, state.y),
            width: value("width", "120%", bounds.width, state.x),
            height: value("height", "120%", bounds.height, state.y))
        if usesBox {
            area.x += bounds.x
            area.y += bounds.y
        }
        guard !area.isEmpty else { return drawing.list }
        var inner = rootState(mask, size: state.viewport)
        drawing.append(.pushClip(.rect(area)), mask)
        let fitsBox = tree.attribute("maskContentUnits", of: mask) == "objectBoundingBox"
        if fitsBox {
            inner.viewport = Size(width: 1, height: 1)
            drawing.append(
                .pushTransform(
                    AffineTransform(a: bounds.width, b: 0, c: 0, d: bounds.height, e: bounds.x, f: bounds.y)), mask)
        }
        drawing.drawChildren(mask, inner)
        if fitsBox { drawing.append(.popTransform, mask) }
        drawing.append(.popClip, mask)
        return drawing.list
    }
}
