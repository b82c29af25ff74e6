//  PictureSurfaces.swift
//  In: pictures by id. Out: Cairo surfaces of them, each made once per document.

import CCairo
import Geometry
import Pictures

/// The surfaces of one document's raster pictures.
final class PictureSurfaces {
    struct Surface {
        let surface: OpaquePointer
        /// From the unit square (0…1, y downwards) to the surface's own pixels.
        let width: Double
        let height: Double
        /// EXIF orientation still to be applied when drawing; 1 for decoded pictures.
        let orientation: Int
    }
    private let pictures: PictureTable
    private let passesThrough: Bool
    private var made: [PictureID: Surface?] = [:]
    /// Surfaces already drawn on this page.
    private var seen: Set<OpaquePointer> = []
    /// The same pictures as pixels, for what must be drawn as pixels inside a PDF.
    private(set) lazy var decodingCopy = PictureSurfaces(pictures, passesThrough: false)
    var decoding: PictureSurfaces { passesThrough ? decodingCopy : self }

    /// `passesThrough`: JPEG data goes into the target as it is (PDF); else pixels are needed (PNG).
    init(_ pictures: PictureTable, passesThrough: Bool) {
        self.pictures = pictures
        self.passesThrough = passesThrough
    }
    deinit {
        for case let surface? in made.values { cairo_surface_destroy(surface.surface) }
    }

    func startPage() { seen.removeAll(keepingCapacity: true) }
    /// True from the second time on that a page shows this surface.
    func isRepeated(_ surface: OpaquePointer) -> Bool { !seen.insert(surface).inserted }

    subscript(_ id: PictureID) -> Surface? {
        if let known = made[id] { return known }
        let surface = pictures.raster(id).flatMap { make($0) }
        if surface == nil { pictures.reportUndecodable(id) }
        made[id] = .some(surface)
        return surface
    }

    private func make(_ raster: PictureTable.Raster) -> Surface? {
        if passesThrough, raster.header.format == .jpeg, [1, 3, 4].contains(raster.header.components) {
            return carrier(raster)
        }
        guard let pixels = raster.decode() else { return nil }
        let format = pixels.isOpaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32
        guard let surface = cairo_image_surface_create(format, Int32(pixels.width), Int32(pixels.height)),
            cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(surface)
        else { return nil }
        let stride = Int(cairo_image_surface_get_stride(surface))
        pixels.words.withUnsafeBytes { words in
            for y in 0..<pixels.height {
                UnsafeMutableRawPointer(data + y * stride).copyMemory(
                    from: words.baseAddress! + y * pixels.width * 4, byteCount: pixels.width * 4)
            }
        }
        cairo_surface_mark_dirty(surface)
        attach(Array("teian-\(raster.hash)-\(raster.bytes.count)".utf8), CAIRO_MIME_TYPE_UNIQUE_ID, to: surface)
        return Surface(surface: surface, width: Double(pixels.width), height: Double(pixels.height), orientation: 1)
    }

    /// A surface of one pixel that carries the file: Cairo takes size and data from the file itself.
    private func carrier(_ raster: PictureTable.Raster) -> Surface? {
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1),
            cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
        else { return nil }
        attach(raster.bytes, CAIRO_MIME_TYPE_JPEG, to: surface)
        attach(Array("teian-\(raster.hash)-\(raster.bytes.count)".utf8), CAIRO_MIME_TYPE_UNIQUE_ID, to: surface)
        return Surface(surface: surface, width: 1, height: 1, orientation: raster.header.orientation)
    }

    private func attach(_ bytes: [UInt8], _ type: String, to surface: OpaquePointer) {
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(bytes.count, 1))
        copy.initialize(from: bytes, count: bytes.count)
        let status = cairo_surface_set_mime_data(
            surface, type, copy, UInt(bytes.count), { $0?.assumingMemoryBound(to: UInt8.self).deallocate() }, copy)
        if status != CAIRO_STATUS_SUCCESS { copy.deallocate() }
    }
}

extension PictureSurfaces.Surface {
    /// From the surface's pixels to `rect`, turned upright. https://www.w3.org/TR/css-images-3/#the-image-orientation
    func transform(into rect: Rect) -> AffineTransform {
        let upright: AffineTransform =
            switch orientation {
            case 2: AffineTransform(a: -1, b: 0, c: 0, d: 1, e: 1, f: 0)
            case 3: AffineTransform(a: -1, b: 0, c: 0, d: -1, e: 1, f: 1)
            case 4: AffineTransform(a: 1, b: 0, c: 0, d: -1, e: 0, f: 1)
            case 5: AffineTransform(a: 0, b: 1, c: 1, d: 0, e: 0, f: 0)
            case 6: AffineTransform(a: 0, b: 1, c: -1, d: 0, e: 1, f: 0)
            case 7: AffineTransform(a: 0, b: -1, c: -1, d: 0, e: 1, f: 1)
            case 8: AffineTransform(a: 0, b: -1, c: 1, d: 0, e: 0, f: 1)
            default: .identity
            }
        return AffineTransform(a: rect.width, b: 0, c: 0, d: rect.height, e: rect.x, f: rect.y)
            .concatenating(upright).concatenating(.scale(x: 1 / width, y: 1 / height))
    }
}
