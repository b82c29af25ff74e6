//  Masking.swift
//  In: a mask's drawing list. Out: the current source painted through it. Cairo masks by alpha, SVG by luminance.
//  A mask of one plain shape turns into alpha exactly and stays vector; any other is drawn once as grey pixels.

import CCairo
import DisplayList
import Geometry

extension OperationPainter {
    /// Pixels per CSS px of a mask that must be drawn as pixels: a multiple of one, so whole pixels stay sharp.
    private static let maskResolution = 4.0

    /// Paints the source through a mask. https://drafts.fxtf.org/css-masking-1/#MaskElement
    func paintMasked(_ mask: DrawingList, _ kind: GroupStyle.MaskKind) {
        guard let source = cairo_pattern_reference(cairo_get_source(context)) else { return }
        defer { cairo_pattern_destroy(source) }
        if let vector = kind == .alpha ? mask : mask.asAlpha {
            cairo_push_group(context)
            let marks = mark
            mark = nil
            paint(vector)
            mark = marks
            guard let pattern = cairo_pop_group(context) else { return }
            defer { cairo_pattern_destroy(pattern) }
            cairo_set_source(context, source)
            cairo_mask(context, pattern)
        } else {
            maskWithPixels(mask, source: source)
        }
    }

    private func maskWithPixels(_ mask: DrawingList, source: OpaquePointer) {
        var left = 0.0
        var top = 0.0
        var right = 0.0
        var bottom = 0.0
        cairo_clip_extents(context, &left, &top, &right, &bottom)
        left = left.rounded(.down)
        top = top.rounded(.down)
        let width = right.rounded(.up) - left
        let height = bottom.rounded(.up) - top
        guard width > 0, height > 0, width.isFinite, height.isFinite else { return }
        var scale = Self.maskResolution
        while scale > 0.01, width * scale > 8192 || height * scale > 8192 { scale /= 2 }
        guard
            let surface = cairo_image_surface_create(
                CAIRO_FORMAT_ARGB32, Int32((width * scale).rounded(.up)), Int32((height * scale).rounded(.up))),
            cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let inner = cairo_create(surface)
        else { return }
        defer { cairo_surface_destroy(surface) }
        cairo_scale(inner, scale, scale)
        cairo_translate(inner, -left, -top)
        let painter = OperationPainter(context: inner, target: .pixels, pictures: pictures.decoding, faces: faces)
        painter.complain = complain
        painter.budget = budget
        painter.paint(mask)
        cairo_destroy(inner)
        guard let alpha = Self.luminance(of: surface) else { return }
        defer { cairo_surface_destroy(alpha) }
        guard let pattern = cairo_pattern_create_for_surface(alpha) else { return }
        defer { cairo_pattern_destroy(pattern) }
        var matrix = AffineTransform.scale(x: scale, y: scale).concatenating(.translation(x: -left, y: -top)).cairo
        cairo_pattern_set_matrix(pattern, &matrix)
        cairo_pattern_set_filter(pattern, CAIRO_FILTER_NEAREST)
        cairo_set_source(context, source)
        cairo_mask(context, pattern)
    }

    /// https://www.w3.org/TR/filter-effects-1/#elementdef-fecolormatrix (luminanceToAlpha's weights); the pixels are
    /// premultiplied, so the result is luminance times alpha.
    private static func luminance(of surface: OpaquePointer) -> OpaquePointer? {
        cairo_surface_flush(surface)
        let width = Int(cairo_image_surface_get_width(surface))
        let height = Int(cairo_image_surface_get_height(surface))
        let stride = Int(cairo_image_surface_get_stride(surface))
        guard let result = cairo_image_surface_create(CAIRO_FORMAT_A8, Int32(width), Int32(height)),
            let source = cairo_image_surface_get_data(surface), let target = cairo_image_surface_get_data(result)
        else { return nil }
        let targetStride = Int(cairo_image_surface_get_stride(result))
        for y in 0..<height {
            let row = UnsafeRawPointer(source + y * stride)
            for x in 0..<width {
                let pixel = row.load(fromByteOffset: x * 4, as: UInt32.self)
                let red = (pixel >> 16 & 255) * 13_933
                let green = (pixel >> 8 & 255) * 46_871
                let blue = (pixel & 255) * 4_732
                target[y * targetStride + x] = UInt8(min(255, (red + green + blue + 32_768) >> 16))
            }
        }
        cairo_surface_mark_dirty(result)
        return result
    }
}

extension DrawingList {
    /// The same drawing whose alpha is its luminance, if one plain shape is all it has.
    fileprivate var asAlpha: DrawingList? {
        var contents = 0
        var result: [DrawingOperation] = []
        for operation in operations {
            switch operation {
            case .fill(let shape, let paint):
                contents += 1
                guard let paint = paint.asAlpha else { return nil }
                result.append(.fill(shape, paint))
            case .stroke(let shape, let style, let paint):
                contents += 1
                guard let paint = paint.asAlpha else { return nil }
                result.append(.stroke(shape, style, paint))
            case .pushClip, .popClip, .pushTransform, .popTransform: result.append(operation)
            default: return nil
            }
        }
        return contents <= 1 ? DrawingList(operations: result, nodes: nodes) : nil
    }
}
extension Paint {
    fileprivate var asAlpha: Paint? {
        switch self {
        case .color(let color): .color(color.luminanceAsAlpha)
        case .linear(let from, let to, let stops, let spread, let transform):
            .linear(from: from, to: to, stops: stops.map(\.luminanceAsAlpha), spread: spread, transform: transform)
        case .radial(let from, let fromRadius, let to, let toRadius, let stops, let spread, let transform):
            .radial(
                from: from, fromRadius: fromRadius, to: to, toRadius: toRadius, stops: stops.map(\.luminanceAsAlpha),
                spread: spread, transform: transform)
        case .pattern: nil
        }
    }
}
extension GradientStop {
    fileprivate var luminanceAsAlpha: GradientStop { GradientStop(offset: offset, color: color.luminanceAsAlpha) }
}
extension Color {
    fileprivate var luminanceAsAlpha: Color {
        Color(red: 0, green: 0, blue: 0, alpha: alpha * (0.2126 * red + 0.7152 * green + 0.0722 * blue))
    }
}
