//  OperationPainter.swift
//  In: a drawing list and a Cairo context. Out: the same drawing by Cairo's calls.
//  1 Numbers that Cairo refuses (NaN, singular maps, negative dashes) never reach it: one of them would spoil the file.
//  2 Saves and restores are balanced even if a list is not.
//  3 Text that follows text waits, and is shown before anything else is drawn (GlyphPainting.swift).

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
    @exclusivity(unchecked) var font = FontState()
    /// What the last runs left to be shown; empty before anything but text is drawn.
    @exclusivity(unchecked) var waiting = WaitingText()
    @exclusivity(unchecked) var outline: [cairo_glyph_t] = []
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
        var marked: Int32?
        for (index, operation) in list.operations.enumerated() {
            if let budget, budget.isSpent() { break }
            if case .glyphs = operation {} else { showWaiting() }
            if let mark, operation.hasContent, suppressed == 0 {
                if marked != list.nodes[index] { showWaiting() }
                marked = list.nodes[index]
                mark(list.nodes[index])
            }
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
        showWaiting()
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
            guard origin.isFinite else { return }
            show(reference.run, at: origin, paint)
        case .glyphOutline(let reference, let origin, let style, let paint):
            guard origin.isFinite, style.width > 0, let values = drawableFont(of: reference.run), set(paint)
            else { return }
            select(values)
            outline.removeAll(keepingCapacity: true)
            Self.place(reference.run, at: origin, into: &outline)
            cairo_new_path(context)
            cairo_glyph_path(context, outline, Int32(outline.count))
            // the outline of a dense kanji is some thirty times its size
            set(style, along: 30 * Double(reference.run.size) * Double(outline.count))
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
}
