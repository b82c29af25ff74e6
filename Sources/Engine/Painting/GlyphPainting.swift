//  GlyphPainting.swift
//  In: glyph runs, one after the other. Out: Cairo's text calls. In a PDF, runs that follow each other on one baseline, in
//  one font and one opaque colour, are shown by one call: Cairo records, measures and writes each call by itself, and a line
//  of Japanese has many runs. The file's bytes are the same as if each run were shown alone.

import CCairo
import DisplayList
import Geometry
import Glibc
import Text

/// Runs that wait to be shown together. `color` is nil where nothing waits.
struct WaitingText {
    var color: Color?
    var baseline = 0.0
    var glyphs: [cairo_glyph_t] = []
    var clusters: [cairo_text_cluster_t] = []
    var utf8: [UInt8] = []
    /// No more than these in one call.
    static let mostGlyphs = 4_096
}

/// Which font a context has, and had when its states were saved.
struct FontState {
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

extension OperationPainter {
    /// Shows a run with its characters, so that text can be copied out of the file.
    func show(_ run: GlyphRun, at origin: Point, _ paint: Paint) {
        guard let values = drawableFont(of: run), run.hasSoundClusters else {
            showWaiting()
            showAlone(run, at: origin, paint)
            return
        }
        guard target == .pdf, !run.isRightToLeft, case .color(let color) = paint, color.isOpaque else {
            showWaiting()
            guard set(paint) else { return }
            select(values)
            gather(run, at: origin)
            showGathered(run.isRightToLeft ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : Self.forward)
            return
        }
        let isSameLine = waiting.color == color && waiting.baseline == origin.y
        if !isSameLine || values != font.current || waiting.glyphs.count > WaitingText.mostGlyphs {
            showWaiting()
            guard set(paint) else { return }
            select(values)
            waiting.color = color
            waiting.baseline = origin.y
        }
        gather(run, at: origin)
    }

    /// Shows what waits. Called before anything else is drawn or the context's state changes.
    func showWaiting() {
        guard waiting.color != nil else { return }
        waiting.color = nil
        showGathered(Self.forward)
    }
    private static let forward = cairo_text_cluster_flags_t(rawValue: 0)

    private func showGathered(_ flags: cairo_text_cluster_flags_t) {
        waiting.utf8.withUnsafeBytes { text in
            cairo_show_text_glyphs(
                context, text.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(text.count), waiting.glyphs,
                Int32(waiting.glyphs.count), waiting.clusters, Int32(waiting.clusters.count), flags)
        }
        waiting.utf8.removeAll(keepingCapacity: true)
        waiting.glyphs.removeAll(keepingCapacity: true)
        waiting.clusters.removeAll(keepingCapacity: true)
    }

    private func gather(_ run: GlyphRun, at origin: Point) {
        Self.place(run, at: origin, into: &waiting.glyphs)
        waiting.utf8 += run.utf8
        for cluster in run.clusters {
            waiting.clusters.append(
                cairo_text_cluster_t(num_bytes: Int32(cluster.bytes), num_glyphs: Int32(cluster.glyphs)))
        }
    }

    /// A run whose characters cannot be told to Cairo.
    private func showAlone(_ run: GlyphRun, at origin: Point, _ paint: Paint) {
        guard let values = drawableFont(of: run), set(paint) else { return }
        select(values)
        outline.removeAll(keepingCapacity: true)
        Self.place(run, at: origin, into: &outline)
        cairo_show_glyphs(context, outline, Int32(outline.count))
    }

    /// Appends the run's glyphs where they are to stand.
    static func place(_ run: GlyphRun, at origin: Point, into glyphs: inout [cairo_glyph_t]) {
        let count = run.shownGlyphs
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
    }

    /// The font a run wants; nil if there is nothing to show.
    func drawableFont(of run: GlyphRun) -> FontState.Values? {
        guard run.shownGlyphs > 0, isDrawable(run.size), let face = faces[run.face] else { return nil }
        let weight: FaceWeight = run.syntheticBold ? .emboldened : .asDesigned
        return FontState.Values(
            face: run.variations.isEmpty
                ? face.cairoFace(for: run.glyphs, weight: weight)
                : movedFace(face, run.variations, weight),
            size: run.size, isOblique: run.syntheticOblique, variations: run.variations)
    }

    func select(_ wanted: FontState.Values) {
        guard wanted != font.current else { return }
        if wanted.variations != font.current.variations { setAxes(wanted.variations) }
        if wanted.face != font.current.face { cairo_set_font_face(context, wanted.face) }
        if wanted.isOblique {
            // 0.2126 is the tangent of 12 degrees, as CSS Fonts asks of a synthesised slant
            var matrix = cairo_matrix_t(
                xx: Double(wanted.size), yx: 0, xy: -0.2126 * Double(wanted.size), yy: Double(wanted.size), x0: 0, y0: 0
            )
            cairo_set_font_matrix(context, &matrix)
        } else {
            cairo_set_font_size(context, Double(wanted.size))
        }
        font.current = wanted
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
    static func fontOptions() -> OpaquePointer? {
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
}

extension GlyphRun {
    /// A glyph without a position is not shown.
    fileprivate var shownGlyphs: Int { min(glyphs.count, positions.count) }

    /// Cairo gives up the whole document for one wrong cluster.
    fileprivate var hasSoundClusters: Bool {
        guard !clusters.isEmpty else { return false }
        var bytes = 0
        var count = 0
        return utf8.withUnsafeBufferPointer { text in
            for cluster in clusters {
                if cluster.bytes == 0, cluster.glyphs == 0 { return false }
                if bytes < text.count, text[bytes] & 0xC0 == 0x80 { return false }
                bytes += Int(cluster.bytes)
                count += Int(cluster.glyphs)
            }
            return bytes == text.count && count == shownGlyphs
        }
    }
}
