//  OperationPainter.swift
//  In: a drawing list and a Cairo context. Out: the same drawing by Cairo's calls.
//  1 Numbers that Cairo refuses (NaN, singular maps, negative dashes) never reach it: one of them would spoil the file.
//  2 Saves and restores are balanced even if a list is not.

import CCairo
import Diagnostics
import DisplayList
import Geometry
import Glibc
import Text

/// Draws lists on one Cairo context. PDF and PNG differ only in `target`.
final class OperationPainter {
    enum Target { case pdf, pixels }
    /// Called with the source node before content of another node is drawn; nil: nothing is marked.
    @exclusivity(unchecked) var mark: ((Int32) -> Void)?
    enum Oddity {
        /// A shape is too large for Cairo's coordinates and was left out.
        case shapeTooLarge
        /// A variable font is asked for at more places of its axes than are kept.
        case tooManyVariants
    }
    var complain: ((Oddity) -> Void)?
    /// What is left of the document's time and memory; nil: as much as it takes.
    var budget: RenderBudget?
    let context: OpaquePointer
    let target: Target
    let pictures: PictureSurfaces
    let faces: FaceCache
    /// The font that is set, so that it is set once for many runs.
    // Faster because: these are touched for every run.
    @exclusivity(unchecked) private var font = FontState()
    @exclusivity(unchecked) private var glyphs: [cairo_glyph_t] = []
    @exclusivity(unchecked) private var clusters: [cairo_text_cluster_t] = []
    private var depth = 0

    init(context: OpaquePointer, target: Target, pictures: PictureSurfaces, faces: FaceCache) {
        self.context = context
        self.target = target
        self.pictures = pictures
        self.faces = faces
        let options = Self.fontOptions()
        defer { cairo_font_options_destroy(options) }
        cairo_set_font_options(context, options)
    }

    /// What was opened and is still to be closed.
    private enum Opened {
        case state
        case group(GroupStyle)
        /// A group that needs no surface of its own.
        case plain
        /// Inside a map that flattens everything: nothing is drawn until it is closed.
        case nothing
        /// Inside a clip that leaves nothing: likewise. Cairo would forget a tag that is opened there, and then refuse the
        /// whole file when it is closed.
        case emptyClip

        var isOutsideGroups: Bool {
            if case .group = self { return false }
            return true
        }
    }

    func paint(_ list: DrawingList) {
        guard depth < 64 else { return }
        depth += 1
        defer { depth -= 1 }
        var opened: [Opened] = []
        var suppressed = 0
        let marks = mark
        for (index, operation) in list.operations.enumerated() {
            if let budget, budget.isSpent() { break }
            if let mark, operation.hasContent, suppressed == 0 { mark(list.nodes[index]) }
            switch operation {
            case .pushClip(let shape):
                save()
                if suppressed == 0, !clip(shape) {
                    suppressed += 1
                    opened.append(.emptyClip)
                } else {
                    opened.append(.state)
                }
            case .pushTransform(let transform):
                if transform.isUsable {
                    save()
                    apply(transform)
                    opened.append(.state)
                } else {
                    suppressed += 1
                    opened.append(.nothing)
                }
            case .pushGroup(let style):
                if suppressed > 0 || style.isPlain {
                    opened.append(.plain)
                } else {
                    if opened.allSatisfy(\.isOutsideGroups) { mark = nil }
                    save()
                    cairo_push_group(context)
                    opened.append(.group(style))
                }
            case .popClip, .popTransform, .popGroup:
                guard let last = opened.popLast() else { continue }
                close(last)
                switch last {
                case .nothing, .emptyClip: suppressed -= 1
                case .state, .group, .plain: break
                }
                if opened.allSatisfy(\.isOutsideGroups) { mark = marks }
            default:
                if suppressed == 0 { draw(operation) }
            }
        }
        while let last = opened.popLast() { close(last) }
        mark = marks
    }

    private func close(_ opened: Opened) {
        switch opened {
        case .state, .emptyClip: restore()
        case .plain, .nothing: break
        case .group(let style):
            cairo_pop_group_to_source(context)
            lay(style)
            restore()
        }
    }

    // MARK: State

    func save() {
        cairo_save(context)
        font.saved.append(font.current)
    }
    func restore() {
        cairo_restore(context)
        font.current = font.saved.popLast() ?? FontState.Values()
    }
    func apply(_ transform: AffineTransform) {
        var matrix = transform.cairo
        cairo_transform(context, &matrix)
        font.current = FontState.Values(variations: font.current.variations)
    }

    /// A rectangle wider than Cairo's coordinates would come out empty, or as another one: what is left of it within them.
    func withinReach(_ rect: Rect) -> Rect {
        var map = cairo_matrix_t()
        cairo_get_matrix(context, &map)
        guard map.xy == 0, map.yx == 0, map.xx != 0, map.yy != 0 else { return rect }
        let (left, right) = ((-Self.reach - map.x0) / map.xx, (Self.reach - map.x0) / map.xx)
        let (top, bottom) = ((-Self.reach - map.y0) / map.yy, (Self.reach - map.y0) / map.yy)
        let limits = Rect(
            x: min(left, right), y: min(top, bottom), width: abs(right - left), height: abs(bottom - top))
        // nearly always, and then it stays the same to the last bit
        if rect.x >= limits.x, rect.y >= limits.y, rect.maxX <= limits.maxX, rect.maxY <= limits.maxY { return rect }
        return rect.intersection(limits)
    }

    /// Cairo's coordinates are 24 bits and a fraction; what lies beyond spoils recordings, and with them the whole file.
    private func isWithinReach(_ shape: Shape, grownBy margin: Double = 0) -> Bool {
        let bounds = shape.controlBounds
        for corner in bounds.insetBy(top: -margin, right: -margin, bottom: -margin, left: -margin).corners {
            var (x, y) = (corner.x, corner.y)
            cairo_user_to_device(context, &x, &y)
            if !(abs(x) <= Self.reach + 1 && abs(y) <= Self.reach + 1) {
                complain?(.shapeTooLarge)
                return false
            }
        }
        return true
    }
    private static let reach = 4_000_000.0

    /// Lets only what is in `shape` be drawn. False: nothing at all is left.
    @discardableResult func clip(_ shape: Shape) -> Bool {
        cairo_new_path(context)
        add(shape)
        cairo_clip(context)
        var (left, top, right, bottom) = (0.0, 0.0, 0.0, 0.0)
        cairo_clip_extents(context, &left, &top, &right, &bottom)
        return right > left && bottom > top
    }

    /// The group that was just popped is the source: lays it over what is below.
    private func lay(_ style: GroupStyle) {
        cairo_set_operator(context, style.cairoOperator)
        if let mask = style.mask {
            if style.opacity < 1 {
                cairo_push_group(context)
                // the popped group stays the source inside
                paintMasked(mask, style.maskKind)
                cairo_pop_group_to_source(context)
                cairo_paint_with_alpha(context, Double(max(0, style.opacity)))
            } else {
                paintMasked(mask, style.maskKind)
            }
        } else if style.opacity < 1 {
            cairo_paint_with_alpha(context, Double(max(0, style.opacity)))
        } else {
            cairo_paint(context)
        }
    }

    // MARK: Drawing

    private func draw(_ operation: DrawingOperation) {
        switch operation {
        case .fill(let shape, let paint):
            fill(shape, paint)
        case .stroke(let shape, let style, let paint):
            guard style.width > 0, style.width.isFinite, isWithinReach(shape, grownBy: style.width), set(paint)
            else { return }
            cairo_new_path(context)
            add(shape)
            set(style, along: shape.outlineBound)
            cairo_stroke(context)
        case .glyphs(let reference, let origin, let paint):
            guard origin.isFinite, set(paint) else { return }
            show(reference.run, at: origin)
        case .glyphOutline(let reference, let origin, let style, let paint):
            guard origin.isFinite, style.width > 0, place(reference.run, at: origin), set(paint) else { return }
            cairo_new_path(context)
            cairo_glyph_path(context, glyphs, Int32(glyphs.count))
            // the outline of a dense kanji is some thirty times its size
            set(style, along: 30 * Double(reference.run.size) * Double(glyphs.count))
            cairo_stroke(context)
        case .picture(let id, let rect, let smooth):
            guard let surface = pictures[id], rect.isFinite, !rect.isEmpty else { return }
            drawPicture(surface, into: rect, smooth: smooth)
        case .tiledPicture(let id, let tile, let step, let area, let smooth):
            guard let surface = pictures[id], tile.isFinite, !tile.isEmpty, area.isFinite, !area.isEmpty else { return }
            drawTiles(surface, tile: tile, step: step, area: area, smooth: smooth)
        case .list(let list, let transform):
            guard transform.isUsable else { return }
            let marks = mark
            // one node stands for the whole inner drawing
            mark = nil
            save()
            apply(transform)
            paint(list)
            restore()
            mark = marks
        case .pushClip, .popClip, .pushTransform, .popTransform, .pushGroup, .popGroup:
            break
        }
    }

    private func fill(_ shape: Shape, _ paint: Paint) {
        var shape = shape
        if case .rect(let rect) = shape { shape = .rect(withinReach(rect)) }
        guard isWithinReach(shape) else { return }
        if case .pattern(let list, let tile, let transform) = paint {
            fillPattern(shape, list, tile: tile, transform: transform)
            return
        }
        if case .color = paint {
            guard set(paint) else { return }
        } else {
            guard set(paint.expanded(over: shape.controlBounds)) else { return }
        }
        cairo_new_path(context)
        add(shape)
        cairo_fill(context)
    }

    // MARK: Text

    /// Fills `glyphs` with the run's glyphs and sets its font; false if there is nothing to show.
    private func place(_ run: GlyphRun, at origin: Point) -> Bool {
        let count = min(run.glyphs.count, run.positions.count)
        guard count > 0, isDrawable(run.size), let face = faces[run.face] else { return false }
        let weight: FaceWeight = run.syntheticBold ? .emboldened : .asDesigned
        let wanted = FontState.Values(
            face: run.variations.isEmpty
                ? face.cairoFace(for: run.glyphs, weight: weight)
                : movedFace(face, run.variations, weight),
            size: run.size, isOblique: run.syntheticOblique, variations: run.variations)
        if wanted != font.current {
            if wanted.variations != font.current.variations { setAxes(wanted.variations) }
            if wanted.face != font.current.face { cairo_set_font_face(context, wanted.face) }
            if wanted.isOblique {
                // 0.2126 is the tangent of 12 degrees, as CSS Fonts asks of a synthesised slant
                var matrix = cairo_matrix_t(
                    xx: Double(run.size), yx: 0, xy: -0.2126 * Double(run.size), yy: Double(run.size), x0: 0, y0: 0)
                cairo_set_font_matrix(context, &matrix)
            } else {
                cairo_set_font_size(context, Double(run.size))
            }
            font.current = wanted
        }
        glyphs.removeAll(keepingCapacity: true)
        if run.rises.count < count {
            for index in 0..<count {
                glyphs.append(
                    cairo_glyph_t(
                        index: UInt(run.glyphs[index]), x: origin.x + Double(run.positions[index]), y: origin.y))
            }
        } else {
            for index in 0..<count {
                glyphs.append(
                    cairo_glyph_t(
                        index: UInt(run.glyphs[index]), x: origin.x + Double(run.positions[index]),
                        y: origin.y - Double(run.rises[index])))
            }
        }
        return true
    }

    private func movedFace(_ face: CairoFace, _ axes: [FontVariation], _ weight: FaceWeight) -> OpaquePointer {
        let (moved, isExact) = face.cairoFace(moved: axes, weight: weight)
        if !isExact { complain?(.tooManyVariants) }
        return moved
    }

    /// Moves the axes of a variable font. Cairo writes the outlines as they then are.
    private func setAxes(_ variations: [FontVariation]) {
        let options = Self.fontOptions()
        defer { cairo_font_options_destroy(options) }
        // spelled by hand: an axis is four letters, a value has a point whatever the language
        let axes = variations.map { axis in
            let tag = String(
                axis.tag.unicodeScalars.filter { $0.isASCII && $0 != "," && $0 != "=" }.map(Character.init))
            let value = axis.value.isFinite ? min(max(axis.value, -30_000), 30_000) : 0
            let thousandths = Int((value * 1_000).rounded())
            let fraction = String(1_000 + abs(thousandths) % 1_000).dropFirst()
            return "\(tag)=\(thousandths < 0 ? "-" : "")\(abs(thousandths) / 1_000).\(fraction)"
        }
        cairo_font_options_set_variations(options, axes.joined(separator: ","))
        cairo_set_font_options(context, options)
    }
    private static func fontOptions() -> OpaquePointer? {
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        return options
    }

    /// FreeType refuses sizes beyond these, and one refusal would spoil the whole file. Nobody could read such letters.
    private func isDrawable(_ size: Float) -> Bool {
        guard size > 0, size.isFinite else { return false }
        var matrix = cairo_matrix_t()
        cairo_get_matrix(context, &matrix)
        let x = hypot(matrix.xx, matrix.yx) * Double(size)
        let y = hypot(matrix.xy, matrix.yy) * Double(size)
        return min(x, y) > 0.02 && max(x, y) < 10_000
    }

    /// Shows a run with its characters, so that text can be copied out of the file.
    private func show(_ run: GlyphRun, at origin: Point) {
        guard place(run, at: origin) else { return }
        if hasSoundClusters(run) {
            run.utf8.withUnsafeBytes { text in
                cairo_show_text_glyphs(
                    context, text.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(text.count), glyphs,
                    Int32(glyphs.count), clusters, Int32(clusters.count),
                    run.isRightToLeft ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : cairo_text_cluster_flags_t(rawValue: 0))
            }
        } else {
            cairo_show_glyphs(context, glyphs, Int32(glyphs.count))
        }
    }

    /// Cairo gives up the whole document for one wrong cluster, so they are checked here, filling `clusters`.
    private func hasSoundClusters(_ run: GlyphRun) -> Bool {
        guard !run.clusters.isEmpty else { return false }
        clusters.removeAll(keepingCapacity: true)
        var bytes = 0
        var count = 0
        for cluster in run.clusters {
            if cluster.bytes == 0, cluster.glyphs == 0 { return false }
            if bytes < run.utf8.count, run.utf8[bytes] & 0xC0 == 0x80 { return false }
            bytes += Int(cluster.bytes)
            count += Int(cluster.glyphs)
            clusters.append(
                cairo_text_cluster_t(num_bytes: Int32(cluster.bytes), num_glyphs: Int32(cluster.glyphs)))
        }
        return bytes == run.utf8.count && count == glyphs.count
    }
}

/// Which font a context has, and had when its states were saved.
private struct FontState {
    struct Values: Equatable {
        var face: OpaquePointer?
        var size: Float = 0
        var isOblique = false
        /// Where the axes of a variable font are; they are part of Cairo's font options.
        var variations: [FontVariation] = []
    }
    var current = Values()
    var saved: [Values] = []
}
