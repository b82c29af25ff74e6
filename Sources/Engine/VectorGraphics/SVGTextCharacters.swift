//  SVGTextCharacters.swift
//  In: an element with text. Out: its characters with the positions its lists give them, its elements with their shifts.

import DisplayList
import Geometry
import Markup
import Style
import Text

extension SVGDrawing {
    func collect(
        _ node: NodeID, _ state: SVGState, shift: Double, path: NodeID?, into characters: inout [SVGCharacter],
        _ elements: inout [SVGTextElement], depth: Int
    ) {
        guard depth < 64 else { return }
        let index = elements.count
        elements.append(SVGTextElement(node: node, state: state, baselineShift: shift, path: path))
        let from = characters.count
        let keepsSpaces =
            state.text.whiteSpaceCollapse == .preserve || tree.attribute("xml:space", of: node) == "preserve"
        var child = tree.firstChild(node)
        while !child.isNone {
            defer { child = tree.nextSibling(child) }
            if tree.kind(child) == .text {
                for scalar in tree.text(child).unicodeScalars {
                    var value = scalar.value
                    if value == 0x0A || value == 0x0D || value == 0x09 { value = 0x20 }
                    if value == 0x20, !keepsSpaces, characters.last.map({ $0.scalar == 0x20 }) ?? true { continue }
                    guard characters.count < 100_000 else { return }
                    characters.append(SVGCharacter(scalar: value, element: index))
                }
                continue
            }
            guard tree.isElement(child), style(child).box.display != .none else { continue }
            let name = tree.name(child)
            guard name == "tspan" || name == "a" || name == "textPath" || name == "tref" else { continue }
            let inner = self.state(child, within: state)
            var innerPath = path
            if name == "textPath", let address = href(child), let found = target(address), tree.name(found) == "path" {
                innerPath = found
            }
            collect(
                child, inner, shift: shift + baselineShift(child, inner), path: innerPath, into: &characters, &elements,
                depth: depth + 1)
        }
        // position lists of an element apply to its own characters unless an inner element says otherwise
        func list(_ name: String) -> [SVGLength] { tree.attribute(name, of: node).map { SVGLength.list($0) } ?? [] }
        for (offset, length) in list("x").enumerated() where from + offset < characters.count {
            if characters[from + offset].x == nil { characters[from + offset].x = state.x(length) }
        }
        for (offset, length) in list("y").enumerated() where from + offset < characters.count {
            if characters[from + offset].y == nil { characters[from + offset].y = state.y(length) }
        }
        for (offset, length) in list("dx").enumerated() where from + offset < characters.count {
            if characters[from + offset].dx == nil { characters[from + offset].dx = state.x(length) }
        }
        for (offset, length) in list("dy").enumerated() where from + offset < characters.count {
            if characters[from + offset].dy == nil { characters[from + offset].dy = state.y(length) }
        }
        if let text = tree.attribute("rotate", of: node) {
            let angles = svgNumbers(text)
            // the last angle holds for all that follow
            if let last = angles.last {
                for place in from..<characters.count where characters[place].rotate == nil {
                    characters[place].rotate = place - from < angles.count ? angles[place - from] : last
                }
            }
        }
    }

    /// Upwards is negative, as y runs. https://www.w3.org/TR/css-inline-3/#baseline-shift-property
    private func baselineShift(_ node: NodeID, _ state: SVGState) -> Double {
        switch property("baseline-shift", node) {
        case "sub": return state.fontSize * 0.2
        case "super": return -state.fontSize / 3
        case let text?:
            guard let length = SVGLength(text) else { return 0 }
            return -length.px(percentOf: state.fontSize, fontSize: state.fontSize)
        case nil: return 0
        }
    }

    /// How far the alphabetic baseline lies below the dominant one.
    func dominantShift(_ node: NodeID, _ state: SVGState) -> Double {
        let font = metrics(state)
        var name = property("alignment-baseline", node) ?? ""
        if name.isEmpty || name == "auto" || name == "baseline" { name = state["dominant-baseline"] ?? "auto" }
        switch name {
        case "middle": return Double(font.xHeight) / 2
        case "central": return Double(font.ascent - font.descent) / 2
        case "hanging": return Double(font.ascent) * 0.8
        case "mathematical": return Double(font.ascent) / 2
        case "text-before-edge", "text-top", "before-edge", "top": return Double(font.ascent)
        case "text-after-edge", "text-bottom", "after-edge", "ideographic", "bottom": return -Double(font.descent)
        default: return 0
        }
    }
}
