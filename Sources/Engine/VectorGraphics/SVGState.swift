//  SVGState.swift
//  In: an element and the state of the one around. Out: the values in force, also for what `use` puts elsewhere.
//  Computed styles inherit along the document; `use` inherits along the drawing. A value that differs from that of the
//  element's parent in the document is the element's own; any other is taken from the drawing's parent.

import DisplayList
import Geometry
import Markup
import Style

/// What the fill and stroke of the marked shape are, inside a marker.
struct SVGContextPaint {
    var fill: Paint?
    var stroke: Paint?
}

struct SVGState {
    /// Inherited SVG properties by name; absent: initial.
    var values: [String: String] = [:]
    var text = TextValues()
    /// What percentages refer to.
    var viewport: Size
    var context: SVGContextPaint?
    /// Inside a `clipPath`: shapes only, opaque.
    var isClipping = false

    var color: Color { text.color }
    var fontSize: Double { Double(text.fontSize) }
    var diagonal: Double { ((viewport.width * viewport.width + viewport.height * viewport.height) / 2).squareRoot() }

    subscript(_ name: String) -> String? { values[name] }

    func x(_ length: SVGLength) -> Double { length.px(percentOf: viewport.width, fontSize: fontSize) }
    func y(_ length: SVGLength) -> Double { length.px(percentOf: viewport.height, fontSize: fontSize) }
    func other(_ length: SVGLength) -> Double { length.px(percentOf: diagonal, fontSize: fontSize) }

    /// A number between 0 and 1 (a percentage counts as its hundredth).
    func unit(_ name: String) -> Double { svgUnit(values[name]) ?? 1 }
}

/// An opacity or offset.
func svgUnit(_ text: String?) -> Double? {
    guard let text, let length = SVGLength(text) else { return nil }
    return min(1, max(0, length.unit == .percent ? length.value / 100 : length.value))
}

extension SVGDrawing {
    func style(_ node: NodeID) -> ComputedStyle {
        let styles = sources.document.elementStyles
        guard styles.indices.contains(Int(node.index)), styles[Int(node.index)] != .none else { return .initial }
        return sources.document.table[styles[Int(node.index)]]
    }

    func rootState(_ node: NodeID, size: Size) -> SVGState {
        let style = style(node)
        return SVGState(values: style.text.svg?.values ?? [:], text: style.text, viewport: size)
    }

    /// The state inside `node`, drawn within `outer`.
    func state(_ node: NodeID, within outer: SVGState) -> SVGState {
        let ownStyle = style(node)
        let parentNode = tree.parent(node)
        let parentStyle = parentNode.isNone ? ComputedStyle.initial : style(parentNode)
        if ownStyle === parentStyle { return outer }
        let own = ownStyle.text
        let parent = parentStyle.text
        var state = outer
        if own.svg != parent.svg {
            let before = parent.svg?.values ?? [:]
            let after = own.svg?.values ?? [:]
            for (name, value) in after where before[name] != value { state.values[name] = value }
            for name in before.keys where after[name] == nil { state.values[name] = nil }
        }
        if own != parent {
            var changed = own
            // what the element did not change comes from the drawing's parent
            if own.color == parent.color { changed.color = outer.text.color }
            if own.fontSize == parent.fontSize { changed.fontSize = outer.text.fontSize }
            if own.fontFamilies == parent.fontFamilies { changed.fontFamilies = outer.text.fontFamilies }
            if own.fontWeight == parent.fontWeight { changed.fontWeight = outer.text.fontWeight }
            if own.visibility == parent.visibility { changed.visibility = outer.text.visibility }
            state.text = changed
        }
        return state
    }

    /// A property that is not inherited: from the style, or else the attribute.
    func property(_ name: String, _ node: NodeID) -> String? {
        style(node).decoration.svg?.values[name] ?? tree.attribute(name, of: node)
    }
    func length(_ name: String, _ node: NodeID) -> SVGLength? { property(name, node).flatMap { SVGLength($0) } }
}
