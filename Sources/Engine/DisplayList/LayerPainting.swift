//  LayerPainting.swift
//  In: sorted layers. Out: operations in the order of CSS 2.2 appendix E.

import Fragments
import Geometry
import Style

/// Paints one page's layers.
struct LayerPainter {
    let sources: PaintSources
    let writer: ListWriter
    let decorations: [DecoratingBox]
    let page: Page?
    private let styles: [ComputedStyle]

    init(sources: PaintSources, writer: ListWriter, decorations: [DecoratingBox], page: Page?) {
        self.sources = sources
        self.writer = writer
        self.decorations = decorations
        self.page = page
        styles = sources.styles.styles
    }
    func style(_ index: Int32) -> ComputedStyle? {
        styles.indices.contains(Int(index)) ? styles[Int(index)] : nil
    }
    /// What `background-attachment: fixed` refers to.
    var pageRect: Rect { page.map { Rect(x: 0, y: 0, width: $0.size.width, height: $0.size.height) } ?? .zero }

    // MARK: The page itself

    /// The page's own background over the whole paper, then that of the canvas over the page area.
    /// https://www.w3.org/TR/css-page-3/#painting
    func paintPage(_ root: Fragment) {
        guard let page else { return }
        let margins = root.physical(root.margin)
        var area = pageRect.insetBy(
            top: margins.top, right: margins.right, bottom: margins.bottom, left: margins.left)
        var borders = root.physical(root.border)
        var paddings = root.physical(root.padding)
        var rootElement: (Fragment, Point)?
        for link in root.children {
            let place = root.place(of: link, at: .zero)
            if link.fragment.kind == .pageArea {
                if margins == Sides(all: 0) {
                    area = Rect(x: place.x, y: place.y, width: link.fragment.width, height: link.fragment.height)
                }
                borders = link.fragment.physical(link.fragment.border)
                paddings = link.fragment.physical(link.fragment.padding)
                if let inner = link.fragment.children.first(where: { !$0.fragment.flags.contains(.outOfFlow) }) {
                    rootElement = (inner.fragment, link.fragment.place(of: inner, at: place))
                }
                break
            }
            if link.fragment.kind != .marginBox, rootElement == nil { rootElement = (link.fragment, place) }
        }
        let box = PlacedBox(
            border: RoundedRect(rect: area, radii: .none), borderWidths: borders, paddingWidths: paddings)
        if let style = style(root.style), style.text.visibility == .visible {
            let paper = pageRect.insetBy(
                top: -Double(page.bleed.top), right: -Double(page.bleed.right), bottom: -Double(page.bleed.bottom),
                left: -Double(page.bleed.left))
            paintBackground(style, box: box, paintingArea: RoundedRect(rect: paper, radii: .none))
            let radii = CornerRadii(style.decoration, width: area.width, height: area.height)
            paintBorders(
                style,
                box: PlacedBox(
                    border: RoundedRect(rect: area, radii: radii), borderWidths: borders, paddingWidths: paddings))
        }
        if let canvas = style(sources.canvasStyle) {
            var positioning = box
            if let (fragment, origin) = rootElement, let style = style(fragment.style) {
                positioning = PlacedBox(fragment, at: origin, style: style)
            }
            paintBackground(
                canvas, box: positioning, paintingArea: RoundedRect(rect: box.padding.rect, radii: .none))
        }
    }

    // MARK: Layers

    /// Paints a layer; with its context, if it is one.
    func paint(_ layer: Layer, context: StackingContext?) {
        if let root = layer.root { paintBlock(root) }
        if let context {
            for item in context.negative.sorted(by: { $0.level < $1.level }) { paint(item) }
        }
        for block in layer.blocks { paintBlock(block) }
        for float in layer.floats { paint(float, context: nil) }
        if let root = layer.root { paintContent(root) }
        for entry in layer.inlines {
            switch entry {
            case .fragment(let placed):
                if placed.fragment.kind == .inline || placed.fragment.kind == .inlineReplaced
                    || placed.fragment.kind == .rubyBase || placed.fragment.kind == .rubyText
                {
                    paintBlock(placed)
                }
                paintContent(placed)
            case .layer(let inner): paint(inner, context: nil)
            }
        }
        for outlined in layer.outlines { paintOutline(outlined) }
        if let context {
            for item in context.zero { paint(item) }
            // `sorted` keeps the order of equals in Swift's implementation, but does not promise it
            for item in context.positive.enumerated().sorted(by: {
                ($0.element.level, $0.offset) < ($1.element.level, $1.offset)
            }) {
                paint(item.element)
            }
        }
    }

    /// A positioned box or stacking context, with its transform, clips and group.
    private func paint(_ item: StackedItem) {
        guard let root = item.layer.root else { return }
        guard let style = style(root.fragment.style) else { return paint(item.layer, context: item.context) }
        let decoration = style.decoration
        writer.setClip(root.clip)
        let node = root.node
        let rect = Rect(
            x: root.origin.x, y: root.origin.y, width: root.fragment.width, height: root.fragment.height)
        var pops: [DrawingOperation] = []
        if !decoration.transform.isEmpty, root.fragment.kind != .inline {
            writer.append(.pushTransform(transform(decoration, rect: rect)), node: -1)
            pops.append(.popTransform)
        }
        let blend = decoration.blendMode == .normal ? (decoration.isolation ? "normal" : "") : decoration.blendMode.css
        let mask = mask(style, root)
        if decoration.opacity < 1 || !blend.isEmpty || mask != nil {
            let kind: GroupStyle.MaskKind = decoration.maskUsesLuminance ? .luminance : .alpha
            writer.append(
                .pushGroup(
                    GroupStyle(opacity: max(0, decoration.opacity), blendMode: blend, mask: mask, maskKind: kind)),
                node: node)
            pops.append(.popGroup)
        }
        if let path = decoration.clipPath,
            let shape = clipShape(path, box: PlacedBox(root.fragment, at: root.origin, style: style))
        {
            writer.append(.pushClip(shape), node: -1)
            pops.append(.popClip)
        }
        if let clip = decoration.clip, style.box.position == .absolute || style.box.position == .fixed {
            let left = rect.x + Double(clip.left ?? 0)
            let top = rect.y + Double(clip.top ?? 0)
            let right = clip.right.map { rect.x + Double($0) } ?? rect.maxX
            let bottom = clip.bottom.map { rect.y + Double($0) } ?? rect.maxY
            writer.append(
                .pushClip(.rect(Rect(x: left, y: top, width: max(0, right - left), height: max(0, bottom - top)))),
                node: -1)
            pops.append(.popClip)
        }
        if decoration.opacity > 0 { paint(item.layer, context: item.context) }
        writer.setClip(root.clip)
        for pop in pops.reversed() { writer.append(pop, node: -1) }
    }

    /// https://www.w3.org/TR/css-transforms-1/#transform-rendering
    private func transform(_ style: DecorationValues, rect: Rect) -> AffineTransform {
        let x = rect.x + style.transformOrigin.x.px(rect.width)
        let y = rect.y + style.transformOrigin.y.px(rect.height)
        var result = AffineTransform.translation(x: x, y: y)
        for function in style.transform {
            result = result.concatenating(function.matrix(width: rect.width, height: rect.height))
        }
        return result.concatenating(.translation(x: -x, y: -y))
    }

    // MARK: One fragment

    /// Shadows, background, borders, column rules, collapsed borders.
    func paintBlock(_ placed: PlacedFragment) {
        let fragment = placed.fragment
        guard let style = style(fragment.style), !fragment.flags.contains(.hidden) else { return }
        switch fragment.kind {
        case .text, .line, .tableWrapper, .page, .pageArea: return
        default: break
        }
        guard style.text.visibility == .visible else { return }
        if placed.decoration == -2 {
            writer.setClip(placed.clip)
            paintCollapsedBorders(fragment, at: placed.origin)
            return
        }
        let decoration = style.decoration
        let isCanvas =
            sources.canvasNode >= 0 && fragment.node == sources.canvasNode && !fragment.flags.contains(.generated)
        let hasBackground =
            !isCanvas && (!decoration.backgroundColor.isTransparent || !decoration.backgroundLayers.isEmpty)
        let hasBorder =
            fragment.border != .zero
            && (decoration.border.top.style.isVisible || decoration.border.right.style.isVisible
                || decoration.border.bottom.style.isVisible || decoration.border.left.style.isVisible
                || decoration.borderImage != nil)
        let isRow: Bool
        switch fragment.kind {
        case .tableRow, .tableRowGroup, .tableHeaderGroup, .tableFooterGroup, .tableColumn, .tableColumnGroup:
            isRow = true
        default: isRow = false
        }
        if hasBackground || hasBorder || !decoration.boxShadows.isEmpty {
            writer.setClip(placed.clip)
            let box = PlacedBox(fragment, at: placed.origin, style: style)
            if isRow {
                if hasBackground { paintRowBackground(style, placed, box: box) }
            } else {
                for shadow in decoration.boxShadows.reversed() where !shadow.isInset { paintShadow(shadow, box: box) }
                if hasBackground {
                    paintBackground(style, box: box, paintingArea: nil)
                    if decoration.backgroundColorClip == .text
                        || decoration.backgroundLayers.contains(where: { $0.clip == .text })
                    {
                        paintBackgroundInText(style, placed, box: box)
                    }
                }
                for shadow in decoration.boxShadows.reversed() where shadow.isInset {
                    paintInsetShadow(shadow, box: box)
                }
                let isCollapsed = fragment.kind == .tableCell || fragment.kind == .table
                if hasBorder, !(isCollapsed && style.text.borderCollapse == .collapse) { paintBorders(style, box: box) }
            }
        }
        if case .columnRules(let rules) = fragment.content {
            writer.setClip(placed.clip)
            for rule in rules {
                paintRule(fragment.physical(rule, at: placed.origin), edge: style.flow.columnRule)
            }
        }
    }

    /// Text or a picture.
    func paintContent(_ placed: PlacedFragment) {
        let fragment = placed.fragment
        switch fragment.content {
        case .text(let text):
            guard let style = style(fragment.style), style.text.visibility == .visible else { return }
            writer.setClip(placed.clip)
            paintText(text, placed, style: style)
        case .picture(let id, let logical):
            guard let style = style(fragment.style), style.text.visibility == .visible else { return }
            writer.setClip(placed.clip)
            paintPicture(id, fragment.physical(logical, at: placed.origin), placed, style: style)
        case .none, .slice, .collapsedBorders, .columnRules, .cellAreas: break
        }
    }

    private func paintPicture(_ id: Int32, _ rect: Rect, _ placed: PlacedFragment, style: ComputedStyle) {
        let content = PlacedBox(placed.fragment, at: placed.origin, style: style).content
        let room = content.rect
        let fits =
            rect.x >= room.x - 0.01 && rect.y >= room.y - 0.01 && rect.maxX <= room.maxX + 0.01
            && rect.maxY <= room.maxY + 0.01
        let node = placed.node
        let isClipped = (!fits && style.box.overflowX != .visible) || !content.radii.isSquare
        if isClipped { writer.append(.pushClip(content.shape), node: -1) }
        append(
            picture: id, into: rect, smooth: style.text.imageRendering == .auto,
            overflow: style.box.overflowX == .visible && content.radii.isSquare ? .visible : .clipped, node: node)
        if isClipped { writer.append(.popClip, node: -1) }
    }

    func append(picture id: Int32, into rect: Rect, smooth: Bool, overflow: PictureOverflow, node: Int32) {
        guard !rect.isEmpty else { return }
        if sources.pictures.isVector(id) {
            let size = Size(width: rect.width, height: rect.height)
            if let list = sources.vectorPicture(id, size, overflow) {
                writer.append(.list(list, .translation(x: rect.x, y: rect.y)), node: node)
            }
        } else {
            writer.append(.picture(id, into: rect, smooth: smooth), node: node)
        }
    }
}

extension TransformFunction {
    /// https://www.w3.org/TR/css-transforms-1/#mathematical-description
    public func matrix(width: Double, height: Double) -> AffineTransform {
        switch self {
        case .translate(let x, let y): return .translation(x: x.px(width), y: y.px(height))
        case .scale(let x, let y): return .scale(x: Double(x), y: Double(y))
        case .rotate(let degrees):
            let (sine, cosine) = sineAndCosine(degrees: Double(degrees))
            return AffineTransform(a: cosine, b: sine, c: -sine, d: cosine, e: 0, f: 0)
        case .skew(let x, let y):
            let (sx, cx) = sineAndCosine(degrees: Double(x))
            let (sy, cy) = sineAndCosine(degrees: Double(y))
            return AffineTransform(a: 1, b: sy / cy, c: sx / cx, d: 1, e: 0, f: 0)
        case .matrix(let a, let b, let c, let d, let e, let f):
            return AffineTransform(
                a: Double(a), b: Double(b), c: Double(c), d: Double(d), e: Double(e), f: Double(f))
        }
    }
}

extension BlendMode {
    /// The keyword.
    public var css: String {
        switch self {
        case .normal: "normal"
        case .multiply: "multiply"
        case .screen: "screen"
        case .overlay: "overlay"
        case .darken: "darken"
        case .lighten: "lighten"
        case .colorDodge: "color-dodge"
        case .colorBurn: "color-burn"
        case .hardLight: "hard-light"
        case .softLight: "soft-light"
        case .difference: "difference"
        case .exclusion: "exclusion"
        case .hue: "hue"
        case .saturation: "saturation"
        case .color: "color"
        case .luminosity: "luminosity"
        }
    }
}
