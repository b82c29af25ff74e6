//  StreamPainter.swift
//  In: the drawing lists of many documents, one after the other. Out: one PDF handed on in pieces as Cairo writes it, so
//  that fonts and pictures are in it once and memory does not grow with it.
//  Invariants: 1 the same lists in the same order give the same bytes; 2 nothing of a document is kept once its pages are
//  painted, but what Cairo keeps of fonts and pictures.

import CCairo
import CStreamPacking
import Diagnostics
import Geometry
import Messages
import Pictures
import Text

/// Paints a print file. Untagged: it is for a press, not for a reader. Not Sendable.
public final class StreamPainter {
    /// Takes the file's next bytes; false stops the painting.
    public typealias Sink = (UnsafeRawBufferPointer) -> Bool

    private final class Outlet {
        let sink: Sink
        init(_ sink: @escaping Sink) { self.sink = sink }
        static let write: cairo_write_func_t = { closure, data, length in
            guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
            let outlet = Unmanaged<Outlet>.fromOpaque(closure).takeUnretainedValue()
            return outlet.sink(UnsafeRawBufferPointer(start: data, count: Int(length)))
                ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR
        }
    }

    private let outlet: Outlet
    private let surface: OpaquePointer
    private let context: OpaquePointer
    private let resources: PaintingResources
    private let files: (FaceID) -> FaceFile?
    private var painter: OperationPainter?

    public init(
        resources: PaintingResources, faces: @escaping (FaceID) -> FaceFile?, sink: @escaping Sink
    ) throws(PaintingError) {
        outlet = Outlet(sink)
        self.resources = resources
        files = faces
        guard
            let surface = cairo_pdf_surface_create_for_stream(
                Outlet.write, Unmanaged.passUnretained(outlet).toOpaque(), 1, 1)
        else { throw .outOfMemory }
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let context = cairo_create(surface) else {
            throw PaintingError(cairo_surface_status(surface))
        }
        self.surface = surface
        self.context = context
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
    }
    deinit {
        painter = nil
        cairo_destroy(context)
        cairo_surface_destroy(surface)
    }

    /// The next document begins: its pictures and complaints are its own.
    public func begin(pictures: PictureTable, diagnostics: DiagnosticLog) {
        painter = OperationPainter(
            context: context, target: .pdf, pictures: PictureSurfaces(pictures, passesThrough: true),
            faces: FaceCache(resources: resources, files: files) { name in
                diagnostics.report("font-unreadable", .warning, Sentence(.fontNotDrawn, ["name": name]))
            })
        painter?.complainOnce(diagnostics)
    }

    /// Paints the document's next page.
    public func add(_ sheet: Sheet) throws(PaintingError) {
        precondition(painter != nil, "begin comes before the first page of a document")
        guard let painter else { return }
        let before = stream_packing_set(STREAM_PACKING_LIBDEFLATE)
        defer { _ = stream_packing_set(before) }
        sheet.paint(on: surface, with: painter, .covered) { painter.paint(sheet.list) }
        let status = cairo_status(context)
        if status != CAIRO_STATUS_SUCCESS { throw PaintingError(status) }
    }

    /// An empty page of this size, CSS px: where a duplex sheet has no back.
    public func addBlank(_ size: Size) throws(PaintingError) {
        cairo_pdf_surface_set_size(
            surface, (size.width * Sheet.scale).rounded(.up), (size.height * Sheet.scale).rounded(.up))
        cairo_show_page(context)
        let status = cairo_status(context)
        if status != CAIRO_STATUS_SUCCESS { throw PaintingError(status) }
    }

    /// The document's pages are painted: what it brought is let go.
    public func end() { painter = nil }

    /// Ends the file; its last bytes reach the sink.
    public func finish() throws(PaintingError) {
        painter = nil
        let before = stream_packing_set(STREAM_PACKING_LIBDEFLATE)
        defer { _ = stream_packing_set(before) }
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        if status != CAIRO_STATUS_SUCCESS { throw PaintingError(status) }
    }
}

extension Sheet {
    /// CSS px to points.
    static let scale = 0.75

    /// What is done to a page before its content.
    struct Preparations: OptionSet {
        let rawValue: UInt8
        /// All content lies in a clip of the page's size.
        static let clipped = Preparations(rawValue: 1)
        /// White is laid over the whole page. Cairo adds what each operation covers to a region of up to a thousand
        /// rectangles, copied each time; where all is covered already there is nothing to add. `Finishing` takes the
        /// white out again, a print file keeps it.
        static let covered = Preparations(rawValue: 2)
    }

    /// Sets up the next page of a PDF surface, lets `content` paint on it in CSS px from the sheet's corner, and ends it.
    func paint(
        on surface: OpaquePointer, with painter: OperationPainter, _ preparations: Preparations, _ content: () -> Void
    ) {
        let paper = paper
        // Cairo clips what it rounds to a whole number of points, so its page is rounded up and ours lies at its lower
        // left corner; Finishing writes the true size. The shift is a multiple of Cairo's own unit: geometry stays exact.
        let height = paper.height * Self.scale
        let whole = Size(width: (paper.width * Self.scale).rounded(.up), height: height.rounded(.up))
        cairo_pdf_surface_set_size(surface, whole.width, whole.height)
        painter.pictures.startPage()
        painter.save()
        if preparations.contains(.clipped) {
            // a picture or group painted first on a page without a clip makes Cairo forget the tag opened for it
            cairo_rectangle(painter.context, 0, 0, whole.width, whole.height)
            cairo_clip(painter.context)
        }
        if preparations.contains(.covered) {
            cairo_set_source_rgb(painter.context, 1, 1, 1)
            cairo_paint(painter.context)
        }
        if whole.height > height {
            painter.apply(.translation(x: 0, y: ((whole.height - height) * 256).rounded() / 256))
        }
        painter.apply(.scale(x: Self.scale, y: Self.scale))
        painter.apply(.translation(x: Double(bleed.left), y: Double(bleed.top)))
        content()
        painter.restore()
        cairo_show_page(painter.context)
    }
}
