//  CairoValues.swift
//  In: shapes, paints and strokes of the display list. Out: Cairo's paths, patterns and line settings.

import CCairo
import DisplayList
import Geometry
import Glibc

extension AffineTransform {
    var cairo: cairo_matrix_t { cairo_matrix_t(xx: a, yx: b, xy: c, yy: d, x0: e, y0: f) }
    /// Finite, and not flat: Cairo takes no other.
    var isUsable: Bool {
        a.isFinite && b.isFinite && c.isFinite && d.isFinite && e.isFinite && f.isFinite
            && abs(determinant) > 1e-18 && determinant.isFinite
    }
}
extension Point {
    var isFinite: Bool { x.isFinite && y.isFinite }
}
extension Rect {
    var isFinite: Bool { x.isFinite && y.isFinite && width.isFinite && height.isFinite }
}

extension DrawingOperation {
    /// Draws something itself.
    var hasContent: Bool {
        switch self {
        case .fill, .stroke, .glyphs, .glyphOutline, .picture, .tiledPicture, .list: true
        case .pushGroup(let style): !style.isPlain
        default: false
        }
    }
}

extension GroupStyle {
    /// https://www.w3.org/TR/compositing-1/#blending
    var cairoOperator: cairo_operator_t {
        switch blendMode {
        case "multiply": CAIRO_OPERATOR_MULTIPLY
        case "screen": CAIRO_OPERATOR_SCREEN
        case "overlay": CAIRO_OPERATOR_OVERLAY
        case "darken": CAIRO_OPERATOR_DARKEN
        case "lighten": CAIRO_OPERATOR_LIGHTEN
        case "color-dodge": CAIRO_OPERATOR_COLOR_DODGE
        case "color-burn": CAIRO_OPERATOR_COLOR_BURN
        case "hard-light": CAIRO_OPERATOR_HARD_LIGHT
        case "soft-light": CAIRO_OPERATOR_SOFT_LIGHT
        case "difference": CAIRO_OPERATOR_DIFFERENCE
        case "exclusion": CAIRO_OPERATOR_EXCLUSION
        case "hue": CAIRO_OPERATOR_HSL_HUE
        case "saturation": CAIRO_OPERATOR_HSL_SATURATION
        case "color": CAIRO_OPERATOR_HSL_COLOR
        case "luminosity": CAIRO_OPERATOR_HSL_LUMINOSITY
        default: CAIRO_OPERATOR_OVER
        }
    }
}

extension GradientSpread {
    /// A gradient so large or so far away that the whole page is one point of it: Cairo cannot tell which of its periods that
    /// is in, and ends the process. It is padded instead.
    fileprivate func ifNear(_ transform: AffineTransform, _ coordinates: [Double]) -> Self {
        let scale = max(abs(transform.a), abs(transform.b), abs(transform.c), abs(transform.d))
        let reach = coordinates.reduce(1) { max($0, abs($1)) }
        return max(scale * reach, abs(transform.e), abs(transform.f)) < 1e7 ? self : .pad
    }
}

extension OperationPainter {
    /// Adds a shape to the current path. Coordinates that are no numbers end the shape.
    func add(_ shape: Shape) {
        switch shape {
        case .rect(let rect):
            guard rect.isFinite else { return }
            cairo_set_fill_rule(context, CAIRO_FILL_RULE_WINDING)
            let rect = withinReach(rect)
            cairo_rectangle(context, rect.x, rect.y, rect.width, rect.height)
        case .path(let elements, let rule):
            cairo_set_fill_rule(context, rule == .evenOdd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING)
            for element in elements {
                switch element {
                case .move(let p):
                    guard p.isFinite else { return }
                    cairo_move_to(context, p.x, p.y)
                case .line(let p):
                    guard p.isFinite else { return }
                    cairo_line_to(context, p.x, p.y)
                case .curve(let a, let b, let c):
                    guard a.isFinite, b.isFinite, c.isFinite else { return }
                    cairo_curve_to(context, a.x, a.y, b.x, b.y, c.x, c.y)
                case .close: cairo_close_path(context)
                }
            }
        }
    }

    /// Sets lines for a stroke of about this length; `length` is asked for only where there are dashes.
    func set(_ style: StrokeStyle, along length: @autoclosure () -> Double) {
        cairo_set_line_width(context, style.width)
        cairo_set_line_cap(
            context,
            style.cap == .butt
                ? CAIRO_LINE_CAP_BUTT : style.cap == .round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_SQUARE)
        cairo_set_line_join(
            context,
            style.join == .miter
                ? CAIRO_LINE_JOIN_MITER : style.join == .round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_BEVEL)
        cairo_set_miter_limit(context, style.miterLimit.isFinite ? max(1, style.miterLimit) : 10)
        if !style.dashes.isEmpty, DashLimits.keepsDashes(style, along: length(), scale: scale) {
            cairo_set_dash(context, style.dashes, Int32(clamping: style.dashes.count), style.dashOffset)
        } else {
            cairo_set_dash(context, nil, 0, 0)
        }
    }

    /// How large one unit is drawn.
    private var scale: Double {
        var matrix = cairo_matrix_t()
        cairo_get_matrix(context, &matrix)
        return max(hypot(matrix.xx, matrix.yx), hypot(matrix.xy, matrix.yy))
    }

    /// Makes `paint` the source. False: it shows nothing.
    func set(_ paint: Paint) -> Bool {
        switch paint {
        case .color(let color):
            guard color.alpha > 0 else { return false }
            cairo_set_source_rgba(
                context, Double(color.red), Double(color.green), Double(color.blue), Double(color.alpha))
            return true
        case .linear(let from, let to, let stops, let spread, let transform):
            guard from.isFinite, to.isFinite, transform.isUsable else { return false }
            return set(
                cairo_pattern_create_linear(from.x, from.y, to.x, to.y), stops,
                spread.ifNear(transform, [from.x, from.y, to.x, to.y]), transform)
        case .radial(let from, let fromRadius, let to, let toRadius, let stops, let spread, let transform):
            guard from.isFinite, to.isFinite, fromRadius >= 0, toRadius >= 0, toRadius.isFinite, fromRadius.isFinite,
                transform.isUsable
            else { return false }
            return set(
                cairo_pattern_create_radial(from.x, from.y, fromRadius, to.x, to.y, toRadius), stops,
                spread.ifNear(transform, [from.x, from.y, fromRadius, to.x, to.y, toRadius]), transform)
        case .pattern(let list, let tile, let transform):
            return setPattern(list, tile: tile, transform: transform)
        }
    }

    private func set(
        _ pattern: OpaquePointer?, _ stops: [GradientStop], _ spread: GradientSpread, _ transform: AffineTransform
    ) -> Bool {
        guard let pattern else { return false }
        defer { cairo_pattern_destroy(pattern) }
        guard stops.contains(where: { $0.color.alpha > 0 }) else { return false }
        // CSS and SVG pad a period's ends, where Cairo would blend its last colour into its first
        var stops = stops
        if let first = stops.first, first.offset > 0 {
            stops.insert(GradientStop(offset: 0, color: first.color), at: 0)
        }
        if let last = stops.last, last.offset < 1 { stops.append(GradientStop(offset: 1, color: last.color)) }
        for stop in stops where stop.offset.isFinite {
            cairo_pattern_add_color_stop_rgba(
                pattern, stop.offset, Double(stop.color.red), Double(stop.color.green), Double(stop.color.blue),
                Double(stop.color.alpha))
        }
        cairo_pattern_set_extend(
            pattern,
            spread == .pad ? CAIRO_EXTEND_PAD : spread == .reflect ? CAIRO_EXTEND_REFLECT : CAIRO_EXTEND_REPEAT)
        // Cairo's matrix leads from user space to the pattern's
        var matrix = transform.cairo
        guard cairo_matrix_invert(&matrix) == CAIRO_STATUS_SUCCESS else { return false }
        cairo_pattern_set_matrix(pattern, &matrix)
        cairo_set_source(context, pattern)
        return true
    }

    /// A pattern for strokes and glyphs; fills have their own, more exact way.
    private func setPattern(_ list: DrawingList, tile: Rect, transform: AffineTransform) -> Bool {
        guard transform.isUsable, tile.isFinite, !tile.isEmpty else { return false }
        return setTile(tile, transform) { $0.paint(list) }
    }
}
