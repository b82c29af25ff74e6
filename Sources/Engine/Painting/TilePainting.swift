//  TilePainting.swift
//  In: pictures and drawings, once or repeated over an area. Out: Cairo's calls: few tiles one by one, many as a pattern.

import CCairo
import DisplayList
import Geometry

extension OperationPainter {
    /// A list repeated. Few tiles are drawn one by one, which is exact everywhere; many become a Cairo pattern.
    func fillPattern(_ shape: Shape, _ list: DrawingList, tile: Rect, transform: AffineTransform) {
        guard transform.isUsable, tile.isFinite, !tile.isEmpty else { return }
        save()
        clip(shape)
        apply(transform)
        var left = 0.0
        var top = 0.0
        var right = 0.0
        var bottom = 0.0
        cairo_clip_extents(context, &left, &top, &right, &bottom)
        let firstColumn = ((left - tile.x) / tile.width).rounded(.down)
        let lastColumn = ((right - tile.x) / tile.width).rounded(.up)
        let firstRow = ((top - tile.y) / tile.height).rounded(.down)
        let lastRow = ((bottom - tile.y) / tile.height).rounded(.up)
        let count = (lastColumn - firstColumn) * (lastRow - firstRow)
        let marks = mark
        mark = nil
        if count.isFinite, count > 0, count <= 256 {
            for row in 0..<Int(lastRow - firstRow) {
                for column in 0..<Int(lastColumn - firstColumn) {
                    save()
                    let x = (firstColumn + Double(column)) * tile.width
                    let y = (firstRow + Double(row)) * tile.height
                    cairo_translate(context, x, y)
                    clip(.rect(tile))
                    paint(list)
                    restore()
                }
            }
        } else if count > 0 {
            fillManyTiles(list, tile: tile)
        }
        mark = marks
        restore()
    }

    func fillManyTiles(_ list: DrawingList, tile: Rect) {
        if setTile(tile, draw: { $0.paint(list) }) { cairo_paint(context) }
    }

    /// Larger recordings than this Cairo refuses, and with them the file; their tiles are drawn smaller and enlarged.
    static let widestRecording = 1_000_000.0

    /// Makes a drawing the source, repeated at every `tile.width` and `tile.height` from the tile's corner on; `transform` leads
    /// from the tile's space to the user's. False: it cannot be.
    func setTile(_ tile: Rect, _ transform: AffineTransform = .identity, draw: (OperationPainter) -> Void) -> Bool {
        guard let inverse = transform.inverted else { return false }
        // Cairo rounds a recording's size to whole units: the recording is made so large that this does no harm
        func units(_ size: Double) -> Double {
            let exact = size == size.rounded() ? size : max(1, (size * 64).rounded())
            return min(exact, Self.widestRecording)
        }
        let columns = units(tile.width)
        let rows = units(tile.height)
        var extents = cairo_rectangle_t(x: 0, y: 0, width: columns, height: rows)
        guard let surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents) else { return false }
        defer { cairo_surface_destroy(surface) }
        guard let inner = cairo_create(surface) else { return false }
        cairo_scale(inner, columns / tile.width, rows / tile.height)
        cairo_translate(inner, -tile.x, -tile.y)
        let painter = OperationPainter(context: inner, target: target, pictures: pictures, faces: faces)
        painter.complain = complain
        painter.budget = budget
        draw(painter)
        cairo_destroy(inner)
        let toTile = AffineTransform.scale(x: columns / tile.width, y: rows / tile.height)
            .concatenating(.translation(x: -tile.x, y: -tile.y)).concatenating(inverse)
        guard toTile.isUsable, let pattern = cairo_pattern_create_for_surface(surface) else { return false }
        defer { cairo_pattern_destroy(pattern) }
        cairo_pattern_set_extend(pattern, CAIRO_EXTEND_REPEAT)
        var matrix = toTile.cairo
        cairo_pattern_set_matrix(pattern, &matrix)
        cairo_set_source(context, pattern)
        return true
    }

    func drawPicture(_ picture: PictureSurfaces.Surface, into rect: Rect, smooth: Bool) {
        save()
        // Cairo 1.16 draws only the first of several appearances on a page right unless each has its own group
        let grouped = target == .pdf && pictures.isRepeated(picture.surface)
        if grouped {
            cairo_rectangle(context, rect.x, rect.y, rect.width, rect.height)
            cairo_clip(context)
            cairo_push_group(context)
        }
        var matrix = picture.transform(into: rect).cairo
        cairo_transform(context, &matrix)
        cairo_set_source_surface(context, picture.surface, 0, 0)
        if let pattern = cairo_get_source(context) {
            cairo_pattern_set_filter(pattern, smooth ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST)
            if target == .pixels { cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD) }
        }
        if target == .pixels {
            cairo_rectangle(context, 0, 0, picture.width, picture.height)
            cairo_fill(context)
        } else {
            cairo_paint(context)
        }
        if grouped {
            cairo_pop_group_to_source(context)
            cairo_paint(context)
        }
        restore()
    }

    func drawTiles(
        _ picture: PictureSurfaces.Surface, tile: Rect, step: Size, area: Rect, smooth: Bool
    ) {
        let across = step.width > 0 ? step.width : tile.width
        let down = step.height > 0 ? step.height : tile.height
        let firstColumn = ((area.x - tile.maxX) / across).rounded(.down) + 1
        let firstRow = ((area.y - tile.maxY) / down).rounded(.down) + 1
        let columns = ((area.maxX - tile.x) / across).rounded(.up) - firstColumn
        let rows = ((area.maxY - tile.y) / down).rounded(.up) - firstRow
        guard columns * rows >= 1, (columns * rows).isFinite else { return }
        save()
        clip(.rect(area))
        if columns * rows <= 16 {
            for row in 0..<Int(rows) {
                for column in 0..<Int(columns) {
                    let x = tile.x + (firstColumn + Double(column)) * across
                    let y = tile.y + (firstRow + Double(row)) * down
                    drawPicture(picture, into: Rect(x: x, y: y, width: tile.width, height: tile.height), smooth: smooth)
                }
            }
        } else if across == tile.width, down == tile.height, picture.orientation == 1,
            picture.width > 1 || picture.height > 1
        {
            var matrix = AffineTransform.scale(x: picture.width / tile.width, y: picture.height / tile.height)
                .concatenating(.translation(x: -tile.x, y: -tile.y)).cairo
            guard let pattern = cairo_pattern_create_for_surface(picture.surface) else { return restore() }
            cairo_pattern_set_extend(pattern, CAIRO_EXTEND_REPEAT)
            cairo_pattern_set_filter(pattern, smooth ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST)
            cairo_pattern_set_matrix(pattern, &matrix)
            cairo_set_source(context, pattern)
            cairo_pattern_destroy(pattern)
            cairo_paint(context)
        } else {
            drawSpacedTiles(picture, tile: tile, step: Size(width: across, height: down), area: area, smooth: smooth)
        }
        restore()
    }

    /// Tiles with gaps, or of a picture that is not decoded: a recording of one tile is repeated.
    func drawSpacedTiles(
        _ picture: PictureSurfaces.Surface, tile: Rect, step: Size, area: Rect, smooth: Bool
    ) {
        let repeated = Rect(x: tile.x, y: tile.y, width: step.width, height: step.height)
        if setTile(repeated, draw: { $0.drawPicture(picture, into: tile, smooth: smooth) }) { cairo_paint(context) }
    }
}
