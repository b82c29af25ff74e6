//  DocumentPainter.swift
//  In: drawing lists, page by page. Out: one PDF in memory, and which source node each piece of marked content is of.
//  Invariants: 1 the same lists give the same bytes; 2 a page's list is not kept once it is painted; 3 no Cairo object
//  leaves; 4 links, destinations, outline and metadata are Finishing's, which escapes what it writes.

import CCairo
import CStreamPacking
import Diagnostics
import DisplayList
import Geometry
import Messages
import Pictures
import Text

/// The world failed while painting.
public enum PaintingError: Error, Sendable, Hashable {
    case outOfMemory
    /// Cairo's own words.
    case cairo(String)
    /// What takes the bytes of a print file refuses them.
    case notWritten

    public var sentence: Sentence {
        switch self {
        case .outOfMemory: Sentence(.renderMemory)
        case .cairo(let words): Sentence(.renderCairo, ["words": words])
        case .notWritten: Sentence(.renderNotWritten)
        }
    }

    init(_ status: cairo_status_t) {
        self = status == CAIRO_STATUS_NO_MEMORY ? .outOfMemory : .cairo(String(cString: cairo_status_to_string(status)))
    }
}

/// A page to paint.
public struct Sheet {
    /// The sheet after trimming, CSS px.
    public var size: Size
    /// How far the paper reaches beyond it, CSS px.
    public var bleed: Sides<Float>
    public var list: DrawingList
    public init(size: Size, bleed: Sides<Float> = Sides(all: 0), list: DrawingList) {
        self.size = size
        self.bleed = bleed
        self.list = list
    }
    /// The paper, CSS px; at least one, at most what PDF allows (14,400 pt).
    public var paper: Size {
        Size(
            width: min(19_200, max(1, size.width + Double(bleed.left + bleed.right))),
            height: min(19_200, max(1, size.height + Double(bleed.top + bleed.bottom))))
    }
}

/// What Finishing needs to know of what was painted.
public struct PaintedDocument: Sendable {
    /// The file, its streams not packed, each page white to begin with. Its pages are as large as whole points allow;
    /// `Finishing` gives them their exact size.
    public var bytes: [UInt8]
    /// For each page, for each content id (0, 1, 2 …), the source node; −1: an artifact. Empty without tagging.
    public var marks: [[Int32]]
}

/// Paints one document into one PDF. Not Sendable: it belongs to the session that made it.
public final class DocumentPainter {
    /// Whether pieces of content are marked for a structure tree.
    public enum Tagging: Sendable { case none, marked }
    /// Who packs the file's streams.
    public enum Packing: Sendable { case byFinishing, byCairo }

    private let sink = ByteSink()
    private let surface: OpaquePointer
    private let context: OpaquePointer
    private let painter: OperationPainter
    private let tagging: Tagging
    private let packing: Packing
    private var marks: [[Int32]] = []

    public init(
        resources: PaintingResources, pictures: PictureTable, faces: @escaping (FaceID) -> FaceFile?,
        tagging: Tagging, packing: Packing = .byFinishing, diagnostics: DiagnosticLog, budget: RenderBudget? = nil
    ) throws(PaintingError) {
        guard
            let surface = cairo_pdf_surface_create_for_stream(
                ByteSink.write, Unmanaged.passUnretained(sink).toOpaque(), 1, 1)
        else { throw .outOfMemory }
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let context = cairo_create(surface) else {
            throw PaintingError(cairo_surface_status(surface))
        }
        self.surface = surface
        self.context = context
        self.tagging = tagging
        self.packing = packing
        // fixed, so that bytes do not depend on the clock; Finishing writes the true one
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
        painter = OperationPainter(
            context: context, target: .pdf, pictures: PictureSurfaces(pictures, passesThrough: true),
            faces: FaceCache(resources: resources, files: faces) { name in
                diagnostics.report("font-unreadable", .warning, Sentence(.fontNotDrawn, ["name": name]))
            })
        painter.budget = budget
        painter.complainOnce(diagnostics)
    }
    deinit {
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// Paints the next page. Its list is not kept.
    public func add(_ sheet: Sheet) throws(PaintingError) {
        let before = stream_packing_set(packing == .byFinishing ? STREAM_PACKING_NONE : STREAM_PACKING_ZLIB)
        defer { _ = stream_packing_set(before) }
        var preparations: Sheet.Preparations = tagging == .marked ? .clipped : []
        if packing == .byFinishing { preparations.insert(.covered) }
        sheet.paint(on: surface, with: painter, preparations) {
            switch tagging {
            case .none: painter.paint(sheet.list)
            case .marked: paintMarked(sheet.list)
            }
        }
        let status = cairo_status(context)
        if status != CAIRO_STATUS_SUCCESS { throw PaintingError(status) }
    }

    /// Consecutive content of one node shares one leaf tag; artifacts have none.
    private func paintMarked(_ list: DrawingList) {
        var page: [Int32] = []
        var current: Int32 = -1
        let context = context
        painter.mark = { node in
            guard node != current else { return }
            if current >= 0 { cairo_tag_end(context, "Span") }
            current = node
            if node >= 0 {
                cairo_tag_begin(context, "Span", nil)
                page.append(node)
            }
        }
        painter.paint(list)
        if current >= 0 { cairo_tag_end(context, "Span") }
        painter.mark = nil
        marks.append(page)
    }

    /// Ends the file.
    public func finish() throws(PaintingError) -> PaintedDocument {
        let before = stream_packing_set(packing == .byFinishing ? STREAM_PACKING_NONE : STREAM_PACKING_ZLIB)
        defer { _ = stream_packing_set(before) }
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        if status != CAIRO_STATUS_SUCCESS { throw PaintingError(status) }
        return PaintedDocument(bytes: sink.bytes, marks: marks)
    }

    /// A page as PNG; `resolution` in pixels per CSS px (1 is 96 dpi). The background is white, or nothing.
    public static func png(
        _ sheet: Sheet, resolution: Double, isTransparent: Bool = false, resources: PaintingResources,
        pictures: PictureTable, faces: @escaping (FaceID) -> FaceFile?, diagnostics: DiagnosticLog
    ) throws(PaintingError) -> [UInt8] {
        let paper = sheet.paper
        let scale = resolution.isFinite ? max(0.01, min(resolution, 32_000 / max(paper.width, paper.height))) : 1
        guard
            let surface = cairo_image_surface_create(
                CAIRO_FORMAT_ARGB32, Int32(max(1, (paper.width * scale - 0.001).rounded(.up))),
                Int32(max(1, (paper.height * scale - 0.001).rounded(.up)))), let context = cairo_create(surface)
        else { throw .outOfMemory }
        defer {
            cairo_destroy(context)
            cairo_surface_destroy(surface)
        }
        if cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS { throw PaintingError(cairo_surface_status(surface)) }
        if !isTransparent {
            cairo_set_source_rgb(context, 1, 1, 1)
            cairo_paint(context)
        }
        let painter = OperationPainter(
            context: context, target: .pixels, pictures: PictureSurfaces(pictures, passesThrough: false),
            faces: FaceCache(resources: resources, files: faces) { name in
                diagnostics.report("font-unreadable", .warning, Sentence(.fontNotDrawn, ["name": name]))
            })
        painter.complainOnce(diagnostics)
        painter.apply(.scale(x: scale, y: scale))
        painter.apply(.translation(x: Double(sheet.bleed.left), y: Double(sheet.bleed.top)))
        painter.paint(sheet.list)
        if cairo_status(context) != CAIRO_STATUS_SUCCESS { throw PaintingError(cairo_status(context)) }
        let sink = ByteSink()
        let status = cairo_surface_write_to_png_stream(
            surface, ByteSink.write, Unmanaged.passUnretained(sink).toOpaque())
        if status != CAIRO_STATUS_SUCCESS { throw PaintingError(status) }
        return sink.bytes
    }
}

extension OperationPainter {
    /// Says each oddity once for a document.
    func complainOnce(_ diagnostics: DiagnosticLog) {
        var said: Set<Oddity> = []
        complain = { oddity in
            guard said.insert(oddity).inserted else { return }
            switch oddity {
            case .shapeTooLarge: diagnostics.report("drawing-too-large", .warning, Sentence(.drawingTooLarge))
            case .tooManyVariants:
                diagnostics.report(
                    "font-variants", .warning, Sentence(.fontVariants, ["count": mostFontVariants]))
            }
        }
    }
}

/// Gathers what Cairo writes.
private final class ByteSink {
    // Faster because: Cairo hands over its output in pieces of a few bytes.
    @exclusivity(unchecked) var bytes: [UInt8] = []
    static let write: cairo_write_func_t = { closure, data, length in
        guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
        Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue().bytes.append(
            contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
        return CAIRO_STATUS_SUCCESS
    }
}
