//  BorderImages.swift
//  In: an image cut into nine. Out: corners, stretched or repeated edges, the middle.
//  https://www.w3.org/TR/css-backgrounds-3/#border-images

import Geometry
import Style

extension LayerPainter {
    /// False when the image cannot be had, so that the border styles show instead.
    func paintBorderImage(_ image: BorderImage, style: ComputedStyle, box: PlacedBox) -> Bool {
        guard let facts = imageFacts(image.source, style: style) else { return false }
        let border = box.border.rect
        let area = border.insetBy(
            top: -Double(image.outset.top), right: -Double(image.outset.right), bottom: -Double(image.outset.bottom),
            left: -Double(image.outset.left))
        guard !area.isEmpty else { return true }
        let size = Self.concreteSize(
            facts, width: nil, height: nil, room: Size(width: area.width, height: area.height))
        guard size.width > 0, size.height > 0 else { return true }
        let slice = Sides(
            top: min(size.height, max(0, image.slice.top.px(size.height))),
            right: min(size.width, max(0, image.slice.right.px(size.width))),
            bottom: min(size.height, max(0, image.slice.bottom.px(size.height))),
            left: min(size.width, max(0, image.slice.left.px(size.width))))
        var widths = box.borderWidths
        if let given = image.width {
            widths = Sides(
                top: max(0, given.top.px(area.height)), right: max(0, given.right.px(area.width)),
                bottom: max(0, given.bottom.px(area.height)), left: max(0, given.left.px(area.width)))
        }
        // `auto`: the slice's own size, if it has one
        if facts.width != nil || facts.height != nil {
            if image.hasAutoWidth.top { widths.top = slice.top }
            if image.hasAutoWidth.right { widths.right = slice.right }
            if image.hasAutoWidth.bottom { widths.bottom = slice.bottom }
            if image.hasAutoWidth.left { widths.left = slice.left }
        }
        let factor = min(
            1, widths.left + widths.right > 0 ? area.width / (widths.left + widths.right) : 1,
            widths.top + widths.bottom > 0 ? area.height / (widths.top + widths.bottom) : 1)
        widths = widths.map { $0 * factor }

        let sourceX = [0, slice.left, size.width - slice.right, size.width]
        let sourceY = [0, slice.top, size.height - slice.bottom, size.height]
        let targetX = [area.x, area.x + widths.left, area.maxX - widths.right, area.maxX]
        let targetY = [area.y, area.y + widths.top, area.maxY - widths.bottom, area.maxY]
        for row in 0..<3 {
            for column in 0..<3 {
                if row == 1, column == 1, !image.fill { continue }
                let source = Rect(
                    x: sourceX[column], y: sourceY[row], width: sourceX[column + 1] - sourceX[column],
                    height: sourceY[row + 1] - sourceY[row])
                let target = Rect(
                    x: targetX[column], y: targetY[row], width: targetX[column + 1] - targetX[column],
                    height: targetY[row + 1] - targetY[row])
                guard !source.isEmpty, !target.isEmpty else { continue }
                // an edge keeps the scale that its width gives it; the middle takes those of the top and left edges
                let scaleX: Double
                let scaleY: Double
                switch (row, column) {
                case (1, 1):
                    scaleX = scale(widths.top, slice.top, widths.bottom, slice.bottom)
                    scaleY = scale(widths.left, slice.left, widths.right, slice.right)
                default:
                    scaleX = row == 1 ? target.width / source.width : target.height / source.height
                    scaleY = column == 1 ? target.height / source.height : target.width / source.width
                }
                let across =
                    column == 1
                    ? pieces(source.width * scaleX, room: target.width, image.repeatX, stretches: image.stretchX)
                    : (offset: 0.0, size: target.width, step: target.width, count: 1)
                let down =
                    row == 1
                    ? pieces(source.height * scaleY, room: target.height, image.repeatY, stretches: image.stretchY)
                    : (offset: 0.0, size: target.height, step: target.height, count: 1)
                guard across.count * down.count <= 10_000, across.count > 0, down.count > 0 else { continue }
                writer.append(.pushClip(.rect(target)), node: -1)
                for y in 0..<down.count {
                    for x in 0..<across.count {
                        let piece = Rect(
                            x: target.x + across.offset + Double(x) * across.step,
                            y: target.y + down.offset + Double(y) * down.step, width: across.size, height: down.size)
                        paintPiece(image.source, size, source, piece, smooth: style.text.imageRendering == .auto)
                    }
                }
                writer.append(.popClip, node: -1)
            }
        }
        return true
    }

    private func scale(_ width: Double, _ slice: Double, _ other: Double, _ otherSlice: Double) -> Double {
        if slice > 0, width > 0 { return width / slice }
        return otherSlice > 0 && other > 0 ? other / otherSlice : 1
    }

    private func pieces(_ natural: Double, room: Double, _ how: BackgroundRepeat, stretches: Bool)
        -> (offset: Double, size: Double, step: Double, count: Int)
    {
        guard !stretches, how != .noRepeat, natural > 0, room / natural < 5_000 else { return (0, room, room, 1) }
        switch how {
        case .round:
            let count = max(1, (room / natural).rounded())
            return (0, room / count, room / count, Int(count))
        case .space:
            let count = (room / natural + 1e-6).rounded(.down)
            if count < 1 { return (0, 0, 0, 0) }
            let gap = (room - count * natural) / (count + 1)
            return (gap, natural, natural + gap, Int(count))
        case .repeat, .noRepeat:
            // centred, cut off at both ends
            let count = (room / natural).rounded(.up)
            let total = Int(count) | 1
            return ((room - Double(total) * natural) / 2, natural, natural, total)
        }
    }

    /// The part `source` of the image, drawn into `target`.
    private func paintPiece(_ image: ImageValue, _ size: Size, _ source: Rect, _ target: Rect, smooth: Bool) {
        guard !target.isEmpty else { return }
        let x = target.width / source.width
        let y = target.height / source.height
        let whole = Rect(
            x: target.x - source.x * x, y: target.y - source.y * y, width: size.width * x, height: size.height * y)
        writer.append(.pushClip(.rect(target)), node: -1)
        if case .url(let address) = image, let id = sources.pictureID(address) {
            if sources.pictures.isVector(id) {
                // drawn once at its own size and scaled, so that all nine parts agree
                if let list = sources.vectorPicture(id, size, .clipped) {
                    writer.append(
                        .list(list, AffineTransform(a: x, b: 0, c: 0, d: y, e: whole.x, f: whole.y)), node: -1)
                }
            } else {
                writer.append(.picture(id, into: whole, smooth: smooth), node: -1)
            }
        } else {
            let inner = ListWriter()
            paintGradient(image, in: Rect(x: 0, y: 0, width: size.width, height: size.height), into: inner)
            writer.append(
                .list(inner.finish(), AffineTransform(a: x, b: 0, c: 0, d: y, e: whole.x, f: whole.y)), node: -1)
        }
        writer.append(.popClip, node: -1)
    }
}
