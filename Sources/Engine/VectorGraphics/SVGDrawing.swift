//  SVGDrawing.swift
//  In: elements. Out: operations. https://www.w3.org/TR/SVG2/struct.html

import Diagnostics
import DisplayList
import Geometry
import Markup
import Messages
import Pictures
import Style

/// Draws one SVG document fragment. Inner lists (patterns, masks) are drawings of their own that share the counters.
final class SVGDrawing {
    let sources: VectorSources
    let tree: MarkupTree
    private(set) var operations: [DrawingOperation] = []
    private(set) var nodes: [Int32] = []
    /// Elements being drawn right now: none is drawn within itself.
    var active: Set<NodeID> = []
    /// Shared by inner drawings.
    final class Budget {
        var operations = 400_000
        /// How many elements may still be measured for bounding boxes.
        var measures = 40_000
        var depth = 0
        /// Colours read so far.
        var colors: [ColorKey: Color] = [:]
        struct ColorKey: Hashable {
            var text: String
            var current: Color
        }
    }
    let budget: Budget
    private var ids: [String: NodeID]?

    init(sources: VectorSources) {
        self.sources = sources
        tree = sources.document.tree
        budget = Budget()
    }
    /// A drawing for a list inside this one.
    init(inside outer: SVGDrawing) {
        sources = outer.sources
        tree = outer.tree
        budget = outer.budget
        active = outer.active
        ids = outer.ids
    }
    var list: DrawingList { DrawingList(operations: operations, nodes: nodes) }

    func append(_ operation: DrawingOperation, _ node: NodeID) {
        // pops always pass, so that lists stay balanced
        switch operation {
        case .popClip, .popTransform, .popGroup, .pushClip, .pushTransform, .pushGroup: break
        default:
            guard budget.operations > 0 else { return }
        }
        budget.operations -= 1
        operations.append(operation)
        nodes.append(node.index)
    }

    func complain(_ id: String, _ sentence: Sentence, _ node: NodeID) {
        sources.diagnostics.report(
            id, .warning, sentence,
            at: SourceLocation(file: tree.sourceName, line: tree.line(node), column: tree.column(node)))
    }

    /// The first element of an id.
    func element(_ id: String) -> NodeID? {
        sources.followsID()
        if ids == nil {
            var map: [String: NodeID] = [:]
            for index in 0..<tree.count where tree.kinds[index] == .element {
                let name = tree.ids[index]
                if name != .none, map[tree.nameTable[Int(name.index)]] == nil {
                    map[tree.nameTable[Int(name.index)]] = NodeID(index)
                }
            }
            ids = map
        }
        return ids?[id]
    }
    /// The element that `#id`, or an address ending in it, names in this document.
    func target(_ address: String) -> NodeID? {
        guard let hash = address.firstIndex(of: "#") else { return nil }
        let id = String(address[address.index(after: hash)...])
        return element(id) ?? element(percentDecoded(id))
    }
    func href(_ node: NodeID) -> String? {
        tree.attribute("href", of: node) ?? tree.attribute("xlink:href", of: node)
    }
    private func percentDecoded(_ text: String) -> String {
        DataAddress("data:," + text).map { String(decoding: $0.bytes, as: UTF8.self) } ?? text
    }

    // MARK: Elements

    func drawRoot(_ svg: NodeID, size: Size, overflow: PictureOverflow = .clipped) {
        var state = rootState(svg, size: size)
        let area = Rect(x: 0, y: 0, width: size.width, height: size.height)
        var box = SVGViewBox(tree.attribute("viewBox", of: svg))
        if box == nil {
            // without a view box the intrinsic size is one
            let facts = VectorGraphics.intrinsicFacts(tree, svg, fontSize: state.text.fontSize)
            if let width = facts.width, let height = facts.height, width > 0, height > 0 {
                box = SVGViewBox(rect: Rect(x: 0, y: 0, width: Double(width), height: Double(height)))
            }
        }
        // an outermost element of a document shows on the whole canvas, unless the document is a picture with an edge
        let isOutermost = tree.documentElement == svg
        let clips = overflow == .clipped || !isOutermost
        if clips { append(.pushClip(.rect(area)), svg) }
        var transform = AffineTransform.identity
        if let box {
            var fit = SVGAspectRatio(tree.attribute("preserveAspectRatio", of: svg))
            if tree.attribute("viewBox", of: svg) == nil { fit.stretches = true }
            transform = fit.transform(box.rect, into: area)
            state.viewport = Size(width: box.rect.width, height: box.rect.height)
        }
        if transform != .identity { append(.pushTransform(transform), svg) }
        active.insert(svg)
        drawChildren(svg, state)
        active.remove(svg)
        if transform != .identity { append(.popTransform, svg) }
        if clips { append(.popClip, svg) }
    }

    func drawChildren(_ node: NodeID, _ state: SVGState) {
        var child = tree.firstChild(node)
        while !child.isNone {
            if tree.isElement(child) { draw(child, state) }
            child = tree.nextSibling(child)
        }
    }

    /// Draws an element with its transform, opacity, clip and mask.
    func draw(_ node: NodeID, _ outer: SVGState) {
        let name = tree.name(node)
        guard Self.drawable.contains(name), budget.operations > 0, budget.depth < 128 else {
            if name == "foreignObject" { complain("svg-foreign-object", Sentence(.svgForeignObject), node) }
            return
        }
        let style = style(node)
        guard style.box.display != .none, !active.contains(node), isWanted(node, outer) else { return }
        active.insert(node)
        budget.depth += 1
        defer {
            active.remove(node)
            budget.depth -= 1
        }
        let state = state(node, within: outer)
        var pops: [DrawingOperation] = []
        if let transform = elementTransform(node, style, state), transform != .identity {
            append(.pushTransform(transform), node)
            pops.append(.popTransform)
        }
        if !state.isClipping { pushEffects(node, name, style, state, &pops) }
        let from = operations.count
        contents(node, name, state)
        if operations.count == from, let last = pops.last, case .popGroup = last {
            // an empty group is not worth a surface, but its push is already there
            append(.popGroup, node)
            pops.removeLast()
        }
        for pop in pops.reversed() { append(pop, node) }
    }

    private static let drawable: Set<String> = [
        "g", "a", "svg", "use", "switch", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
        "image",
    ]
    static let shapes: Set<String> = ["path", "rect", "circle", "ellipse", "line", "polyline", "polygon"]

    private func contents(_ node: NodeID, _ name: String, _ state: SVGState) {
        switch name {
        case "g", "a": drawChildren(node, state)
        case "svg": drawViewport(node, state, size: nil)
        case "use": drawUse(node, state)
        case "switch":
            var child = tree.firstChild(node)
            while !child.isNone {
                if tree.isElement(child), isWanted(child, state) { return draw(child, state) }
                child = tree.nextSibling(child)
            }
        case "text": drawText(node, state)
        case "image": drawImage(node, state)
        default: drawShape(node, state)
        }
    }

    /// Conditional attributes. https://www.w3.org/TR/SVG2/struct.html#ConditionalProcessing
    private func isWanted(_ node: NodeID, _ state: SVGState) -> Bool {
        if let extensions = tree.attribute("requiredExtensions", of: node), !extensions.isEmpty { return false }
        guard let languages = tree.attribute("systemLanguage", of: node) else { return true }
        let wanted = state.text.language.isEmpty ? "en" : state.text.language.lowercased()
        return languages.split(separator: ",").contains { part in
            let language = part.filter { !$0.isWhitespace }.lowercased()
            return !language.isEmpty
                && (wanted == language || wanted.hasPrefix(language + "-") || language.hasPrefix(wanted + "-"))
        }
    }

    /// The attribute's transform, or that of a sheet, about its origin.
    func elementTransform(_ node: NodeID, _ style: ComputedStyle, _ state: SVGState) -> AffineTransform? {
        var matrix: AffineTransform?
        let fromSheet = style.decoration.transform
        if !fromSheet.isEmpty {
            var product = AffineTransform.identity
            let bounds = state.viewport
            for function in fromSheet {
                product = product.concatenating(function.matrix(width: bounds.width, height: bounds.height))
            }
            matrix = product
        } else if let text = tree.attribute("transform", of: node) {
            matrix = svgTransform(text, fontSize: state.fontSize, viewport: state.viewport)
        }
        guard let matrix else { return nil }
        let origin = transformOrigin(node, style, state)
        if origin == .zero { return matrix }
        return AffineTransform.translation(x: origin.x, y: origin.y).concatenating(matrix)
            .concatenating(.translation(x: -origin.x, y: -origin.y))
    }
    private func transformOrigin(_ node: NodeID, _ style: ComputedStyle, _ state: SVGState) -> Point {
        let given = style.decoration.transformOrigin
        // 50 % 50 % is CSS's initial value; in SVG it is 0 0
        if given != .center {
            return Point(x: px(given.x, state.viewport.width), y: px(given.y, state.viewport.height))
        }
        guard let text = tree.attribute("transform-origin", of: node) else { return .zero }
        var point = Point.zero
        for (index, word) in text.split(separator: " ").prefix(2).enumerated() {
            let value: Double
            let basis = index == 0 ? state.viewport.width : state.viewport.height
            switch word {
            case "left", "top": value = 0
            case "center": value = basis / 2
            case "right", "bottom": value = basis
            default: value = SVGLength(String(word))?.px(percentOf: basis, fontSize: state.fontSize) ?? 0
            }
            if index == 0 {
                point.x = value
                point.y = state.viewport.height / 2
            } else {
                point.y = value
            }
        }
        return point
    }
    private func px(_ length: LengthPercentage, _ basis: Double) -> Double {
        switch length {
        case .px(let px): Double(px)
        case .percent(let percent): basis * Double(percent) / 100
        case .calc(let calculation): calculation.value(basis: basis, font: nil)
        }
    }

    /// Clip, mask, opacity and blending, outermost first: what is pushed last is popped first.
    private func pushEffects(
        _ node: NodeID, _ name: String, _ style: ComputedStyle, _ state: SVGState, _ pops: inout [DrawingOperation]
    ) {
        if let filter = property("filter", node), filter != "none" {
            complain("svg-filter", Sentence(.svgFilter, ["name": filter]), node)
        }
        var group = GroupStyle()
        if let text = property("clip-path", node), let reference = svgReference(text),
            let clip = target(reference.address), tree.name(clip) == "clipPath", !active.contains(clip)
        {
            let bounds = self.bounds(node, state) ?? .zero
            if let shape = clipShape(clip, bounds: bounds, state: state) {
                append(.pushClip(shape), node)
                pops.append(.popClip)
            } else {
                group.mask = clipList(clip, bounds: bounds, state: state)
                group.maskKind = .alpha
            }
        }
        if let text = property("mask", node) ?? property("mask-image", node), let reference = svgReference(text),
            let mask = target(reference.address), tree.name(mask) == "mask", !active.contains(mask)
        {
            if group.mask != nil {
                append(.pushGroup(group), node)
                pops.append(.popGroup)
                group = GroupStyle()
            }
            group.mask = maskList(mask, bounds: bounds(node, state) ?? .zero, state: state)
            group.maskKind = property("mask-type", mask) == "alpha" ? .alpha : .luminance
        }
        let opacity = style.decoration.opacity
        if opacity < 1 { group.opacity = max(0, opacity) }
        if style.decoration.blendMode != .normal {
            group.blendMode = style.decoration.blendMode.css
        } else if style.decoration.isolation {
            group.blendMode = "normal"
        }
        if !group.isPlain {
            append(.pushGroup(group), node)
            pops.append(.popGroup)
        }
    }

    // MARK: Viewports

    /// A nested `svg`, or a `symbol` that `use` gives a size.
    private func drawViewport(_ node: NodeID, _ state: SVGState, size: (width: SVGLength?, height: SVGLength?)?) {
        let full = SVGLength(value: 100, unit: .percent)
        let isSymbol = tree.name(node) == "symbol"
        let x = isSymbol ? 0 : length("x", node).map(state.x) ?? 0
        let y = isSymbol ? 0 : length("y", node).map(state.y) ?? 0
        let ownWidth = tree.attribute("width", of: node).flatMap { SVGLength($0) }
        let ownHeight = tree.attribute("height", of: node).flatMap { SVGLength($0) }
        let width = state.x(size?.width ?? ownWidth ?? full)
        let height = state.y(size?.height ?? ownHeight ?? full)
        guard width > 0, height > 0 else { return }
        let area = Rect(x: x, y: y, width: width, height: height)
        var inner = state
        var transform = AffineTransform.translation(x: x, y: y)
        inner.viewport = Size(width: width, height: height)
        if let box = SVGViewBox(tree.attribute("viewBox", of: node)) {
            transform = SVGAspectRatio(tree.attribute("preserveAspectRatio", of: node)).transform(box.rect, into: area)
            inner.viewport = Size(width: box.rect.width, height: box.rect.height)
        }
        let clips = clipsOverflow(node)
        if clips { append(.pushClip(.rect(area)), node) }
        append(.pushTransform(transform), node)
        drawChildren(node, inner)
        append(.popTransform, node)
        if clips { append(.popClip, node) }
    }
    /// The user agent's sheet hides what overflows inner viewports. https://www.w3.org/TR/SVG2/render.html#OverflowAndClipProperties
    func clipsOverflow(_ node: NodeID) -> Bool {
        let overflow = property("overflow", node) ?? declared("overflow", node) ?? "hidden"
        return overflow != "visible" && overflow != "auto"
    }
    /// A declaration in the `style` attribute, for properties whose computed value does not tell whether it was set.
    private func declared(_ name: String, _ node: NodeID) -> String? {
        guard let text = tree.attribute("style", of: node) else { return nil }
        for declaration in text.split(separator: ";") {
            let parts = declaration.split(separator: ":", maxSplits: 1)
            if parts.count == 2, parts[0].filter({ !$0.isWhitespace }) == name {
                return parts[1].filter { !$0.isWhitespace }
            }
        }
        return nil
    }

    private func drawUse(_ node: NodeID, _ state: SVGState) {
        guard let address = href(node), let target = target(address) else { return }
        guard !active.contains(target), tree.namespace(target) == .svg else {
            return complain("svg-use-loop", Sentence(.svgUseLoop, ["address": address]), node)
        }
        let x = length("x", node).map(state.x) ?? 0
        let y = length("y", node).map(state.y) ?? 0
        append(.pushTransform(.translation(x: x, y: y)), node)
        var state = state
        if state["fill"]?.hasPrefix("context") != true, state["stroke"]?.hasPrefix("context") != true {
            // https://www.w3.org/TR/SVG2/painting.html#TermContextElement
            let bounds = bounds(node, state) ?? .zero
            state.context = SVGContextPaint(
                fill: paint("fill", state, bounds: bounds), stroke: paint("stroke", state, bounds: bounds))
        }
        let name = tree.name(target)
        if name == "symbol" || name == "svg" {
            guard style(target).box.display != .none || name == "symbol", budget.depth < 128 else {
                return append(.popTransform, node)
            }
            active.insert(target)
            budget.depth += 1
            let width = tree.attribute("width", of: node).flatMap { SVGLength($0) }
            let height = tree.attribute("height", of: node).flatMap { SVGLength($0) }
            var inner = self.state(target, within: state)
            inner.viewport = state.viewport
            drawViewport(target, inner, size: (width, height))
            budget.depth -= 1
            active.remove(target)
        } else {
            draw(target, state)
        }
        append(.popTransform, node)
    }

    private func drawImage(_ node: NodeID, _ state: SVGState) {
        guard let address = href(node), !state.isClipping, state.text.visibility == .visible,
            let id = sources.pictureID(ResourceAddress(url: address, base: sources.base)),
            let facts = sources.pictures.facts(id)
        else { return }
        let x = length("x", node).map(state.x) ?? 0
        let y = length("y", node).map(state.y) ?? 0
        var width = length("width", node).map(state.x)
        var height = length("height", node).map(state.y)
        let ownWidth = facts.width.map(Double.init)
        let ownHeight = facts.height.map(Double.init)
        let ratio = facts.ratio.map(Double.init)
        if width == nil { width = height.flatMap { h in ratio.map { h * $0 } } ?? ownWidth ?? 300 }
        if height == nil { height = ratio.map { (width ?? 0) / $0 } ?? ownHeight ?? 150 }
        guard let width, let height, width > 0, height > 0 else { return }
        let area = Rect(x: x, y: y, width: width, height: height)
        let box = Rect(x: 0, y: 0, width: ownWidth ?? width, height: ownHeight ?? height)
        guard !box.isEmpty else { return }
        let transform = SVGAspectRatio(tree.attribute("preserveAspectRatio", of: node)).transform(box, into: area)
        append(.pushClip(.rect(area)), node)
        if sources.pictures.isVector(id) {
            if let list = sources.vectorPicture(id, Size(width: box.width, height: box.height)) {
                append(.list(list, transform), node)
            }
        } else {
            let corner = transform.apply(.zero)
            let into = Rect(x: corner.x, y: corner.y, width: box.width * transform.a, height: box.height * transform.d)
            append(.picture(id, into: into, smooth: state.text.imageRendering == .auto), node)
        }
        append(.popClip, node)
    }
}
