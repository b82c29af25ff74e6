//  Backgrounds.swift
//  In: a style's background layers and a box. Out: fills, pictures and patterns, bottom-most layer first.

import Fragments
import Geometry
import Style

/// Where one layer's image goes: the first tile, how far apart tiles are, and what they cover.
struct TilePlan {
    var tile: Rect
    var step: Size
    var area: Rect
    var isSingle: Bool
}

extension LayerPainter {
    /// https://www.w3.org/TR/css-backgrounds-3/#painting-order
    /// `paintingArea` replaces every layer's own clip (pages, canvas).
    func paintBackground(_ style: ComputedStyle, box: PlacedBox, paintingArea: RoundedRect?) {
        let decoration = style.decoration
        if !decoration.backgroundColor.isTransparent, decoration.backgroundColorClip != .text {
            let area = paintingArea ?? box.area(decoration.backgroundColorClip)
            if !area.rect.isEmpty { writer.fill(area.shape, decoration.backgroundColor) }
        }
        paintLayers(
            decoration.backgroundLayers.filter { $0.clip != .text }, style: style, box: box, paintingArea: paintingArea)
    }
    /// Images, the bottom-most first.
    func paintLayers(
        _ layers: [BackgroundLayer], style: ComputedStyle, box: PlacedBox, paintingArea: RoundedRect? = nil
    ) {
        for layer in layers.reversed() {
            let area = paintingArea ?? box.area(layer.clip)
            guard !area.rect.isEmpty, let image = layer.image else { continue }
            paintLayer(layer, image, style: style, box: box, clip: area.shape, bounds: area.rect)
        }
    }

    /// Rows and columns show their background behind their cells only. https://www.w3.org/TR/CSS22/tables.html#table-layers
    func paintRowBackground(_ style: ComputedStyle, _ placed: PlacedFragment, box: PlacedBox) {
        let cells: [Rect]
        if case .cellAreas(let areas) = placed.fragment.content {
            cells = areas.map { placed.fragment.physical($0, at: placed.origin) }
        } else {
            cells = tableCells(of: placed.fragment, at: placed.origin)
        }
        let isColumn = placed.fragment.kind == .tableColumn || placed.fragment.kind == .tableColumnGroup
        if cells.isEmpty {
            if isColumn { paintBackground(style, box: box, paintingArea: nil) }
            return
        }
        let path = cells.flatMap { RoundedRect(rect: $0, radii: .none).elements }
        let shape: Shape = cells.count == 1 ? .rect(cells[0]) : .path(path, .nonZero)
        writer.fill(shape, style.decoration.backgroundColor)
        let bounds = cells.reduce(cells[0]) { $0.union($1) }
        for layer in style.decoration.backgroundLayers.reversed() {
            guard let image = layer.image else { continue }
            paintLayer(layer, image, style: style, box: box, clip: shape, bounds: bounds)
        }
    }

    private func paintLayer(
        _ layer: BackgroundLayer, _ image: ImageValue, style: ComputedStyle, box: PlacedBox, clip: Shape, bounds: Rect
    ) {
        if sources.isSpent() { return }
        let positioning =
            layer.attachment == .fixed && page != nil ? pageRect : box.positioningArea(layer.origin, style: style)
        guard let facts = imageFacts(image, style: style),
            let plan = plan(layer, facts, positioning: positioning, bounds: bounds)
        else { return }
        let isInside =
            plan.isSingle && clip == .rect(bounds) && plan.tile.x >= bounds.x && plan.tile.y >= bounds.y
            && plan.tile.maxX <= bounds.maxX && plan.tile.maxY <= bounds.maxY
        if !isInside { writer.append(.pushClip(clip), node: -1) }
        paintImage(image, plan, smooth: style.text.imageRendering == .auto)
        if !isInside { writer.append(.popClip, node: -1) }
    }

    // MARK: Images

    /// Intrinsic width, height and ratio; all nil for gradients. nil: no such image.
    struct ImageFacts {
        var width: Double?
        var height: Double?
        var ratio: Double?
    }
    func imageFacts(_ image: ImageValue, style: ComputedStyle) -> ImageFacts? {
        guard case .url(let address) = image else { return ImageFacts() }
        guard let id = sources.pictureID(address), let facts = sources.pictures.facts(id) else { return nil }
        let resolution = facts.format == .svg ? 1 : Double(style.text.imageResolution)
        return ImageFacts(
            width: facts.width.map { Double($0) / resolution }, height: facts.height.map { Double($0) / resolution },
            ratio: facts.ratio.map(Double.init))
    }

    /// Paints an image as often as the plan says.
    func paintImage(_ image: ImageValue, _ plan: TilePlan, smooth: Bool) {
        switch image {
        case .url(let address):
            guard let id = sources.pictureID(address) else { return }
            if sources.pictures.isVector(id) {
                let size = Size(width: plan.tile.width, height: plan.tile.height)
                guard let list = sources.vectorPicture(id, size, .clipped) else { return }
                if plan.isSingle {
                    writer.append(.list(list, .translation(x: plan.tile.x, y: plan.tile.y)), node: -1)
                } else {
                    fillTiles(list, plan)
                }
            } else if plan.isSingle {
                writer.append(.picture(id, into: plan.tile, smooth: smooth), node: -1)
            } else {
                writer.append(
                    .tiledPicture(id, tile: plan.tile, step: plan.step, area: plan.area, smooth: smooth), node: -1)
            }
        default:
            if plan.isSingle {
                paintGradient(image, in: plan.tile, into: writer)
            } else {
                let inner = ListWriter()
                paintGradient(
                    image, in: Rect(x: 0, y: 0, width: plan.tile.width, height: plan.tile.height), into: inner)
                fillTiles(inner.finish(), plan)
            }
        }
    }
    private func fillTiles(_ list: DrawingList, _ plan: TilePlan) {
        let size = Rect(x: 0, y: 0, width: plan.tile.width, height: plan.tile.height)
        var contents = list
        if plan.step.width != size.width || plan.step.height != size.height {
            // gaps between tiles: the tile of the pattern is a whole step
            contents = DrawingList(
                operations: [.pushClip(.rect(size)), .list(list, .identity), .popClip], nodes: [-1, -1, -1])
        }
        writer.append(
            .fill(
                .rect(plan.area),
                .pattern(
                    contents, tile: Rect(x: 0, y: 0, width: plan.step.width, height: plan.step.height),
                    transform: .translation(x: plan.tile.x, y: plan.tile.y))), node: -1)
    }

    // MARK: Sizes and places

    /// https://www.w3.org/TR/css-images-3/#default-sizing
    static func concreteSize(_ facts: ImageFacts, width: Double?, height: Double?, room: Size) -> Size {
        switch (width, height) {
        case (let width?, let height?): return Size(width: width, height: height)
        case (let width?, nil):
            if let ratio = facts.ratio, ratio > 0 { return Size(width: width, height: width / ratio) }
            return Size(width: width, height: facts.height ?? room.height)
        case (nil, let height?):
            if let ratio = facts.ratio, ratio > 0 { return Size(width: height * ratio, height: height) }
            return Size(width: facts.width ?? room.width, height: height)
        case (nil, nil):
            if facts.width == nil, facts.height == nil {
                guard let ratio = facts.ratio, ratio > 0 else { return room }
                return fit(ratio, room: room, covers: false)
            }
            return concreteSize(facts, width: facts.width, height: facts.height, room: room)
        }
    }
    static func fit(_ ratio: Double, room: Size, covers: Bool) -> Size {
        let isWide = room.width / ratio <= room.height
        return isWide != covers
            ? Size(width: room.width, height: room.width / ratio)
            : Size(width: room.height * ratio, height: room.height)
    }

    /// https://www.w3.org/TR/css-backgrounds-3/#background-size and what follows there.
    private func plan(_ layer: BackgroundLayer, _ facts: ImageFacts, positioning: Rect, bounds: Rect) -> TilePlan? {
        let room = Size(width: positioning.width, height: positioning.height)
        var size: Size
        var isAutoWidth = false
        var isAutoHeight = false
        switch layer.size {
        case .cover, .contain:
            if let ratio = facts.ratio, ratio > 0 {
                size = Self.fit(ratio, room: room, covers: layer.size == .cover)
            } else {
                size = room
            }
        case .size(let width, let height):
            isAutoWidth = width == nil
            isAutoHeight = height == nil
            size = Self.concreteSize(
                facts, width: width.map { max(0, $0.px(room.width)) },
                height: height.map { max(0, $0.px(room.height)) },
                room: room)
        }
        guard size.width > 0, size.height > 0, size.width.isFinite, size.height.isFinite else { return nil }
        if layer.repeatX == .round, room.width > 0 {
            let width = room.width / max(1, (room.width / size.width).rounded())
            if isAutoHeight, layer.repeatY != .round { size.height *= width / size.width }
            size.width = width
        }
        if layer.repeatY == .round, room.height > 0 {
            let height = room.height / max(1, (room.height / size.height).rounded())
            if isAutoWidth, layer.repeatX != .round { size.width *= height / size.height }
            size.height = height
        }
        var tile = Rect(
            x: positioning.x + layer.position.x.px(room.width - size.width),
            y: positioning.y + layer.position.y.px(room.height - size.height), width: size.width, height: size.height)
        var step = size
        var repeatsX = layer.repeatX != .noRepeat
        var repeatsY = layer.repeatY != .noRepeat
        // tiles that fit a whole number of times begin at the edge
        if layer.repeatX == .round { tile.x = positioning.x }
        if layer.repeatY == .round { tile.y = positioning.y }
        if layer.repeatX == .space {
            let count = (room.width / size.width + 1e-6).rounded(.down)
            if count >= 2 {
                tile.x = positioning.x
                step.width = size.width + (room.width - count * size.width) / (count - 1)
            } else {
                repeatsX = false
            }
        }
        if layer.repeatY == .space {
            let count = (room.height / size.height + 1e-6).rounded(.down)
            if count >= 2 {
                tile.y = positioning.y
                step.height = size.height + (room.height - count * size.height) / (count - 1)
            } else {
                repeatsY = false
            }
        }
        var area = bounds
        if !repeatsX {
            area.x = max(bounds.x, tile.x)
            area.width = min(bounds.maxX, tile.maxX) - area.x
            step.width = size.width
        }
        if !repeatsY {
            area.y = max(bounds.y, tile.y)
            area.height = min(bounds.maxY, tile.maxY) - area.y
            step.height = size.height
        }
        guard !area.isEmpty else { return nil }
        let isSingle =
            (!repeatsX || (tile.x <= bounds.x && tile.maxX >= bounds.maxX))
            && (!repeatsY || (tile.y <= bounds.y && tile.maxY >= bounds.maxY))
        return TilePlan(tile: tile, step: step, area: area, isSingle: isSingle)
    }
}

/// The border boxes of the cells in a table, row group or row that show their backgrounds.
func tableCells(of fragment: Fragment, at origin: Point) -> [Rect] {
    var cells: [Rect] = []
    for link in fragment.children {
        let place = fragment.place(of: link, at: origin)
        switch link.fragment.kind {
        case .tableCell:
            if !link.fragment.flags.contains(.hidden) {
                cells.append(Rect(x: place.x, y: place.y, width: link.fragment.width, height: link.fragment.height))
            }
        case .tableRow, .tableRowGroup, .tableHeaderGroup, .tableFooterGroup:
            cells += tableCells(of: link.fragment, at: place)
        default: break
        }
    }
    return cells
}
