//  PixelDecoder.swift
//  In: a raster file whose header was accepted. Out: premultiplied ARGB pixels, upright; nil if the file is damaged.

import CGdkPixbuf

/// Decoded pixels: 32-bit words 0xAARRGGBB, premultiplied, rows without padding.
public struct Pixels: Sendable {
    public let width: Int
    public let height: Int
    public let words: [UInt32]
    public let isOpaque: Bool
}

extension PictureTable.Raster {
    /// Decodes with gdk-pixbuf (first frame of an animation) and turns the picture upright. A file that is cut short
    /// gives nil, never half a picture of whatever was in memory.
    public func decode() -> Pixels? {
        guard let loader = gdk_pixbuf_loader_new() else { return nil }
        defer { g_object_unref(loader) }
        var error: UnsafeMutablePointer<GError>?
        defer { g_clear_error(&error) }
        let written = bytes.withUnsafeBufferPointer { buffer in
            gdk_pixbuf_loader_write(loader, buffer.baseAddress, gsize(buffer.count), &error)
        }
        if error != nil { g_clear_error(&error) }
        let closed = gdk_pixbuf_loader_close(loader, &error)
        guard written != 0, closed != 0, let stored = gdk_pixbuf_loader_get_pixbuf(loader) else { return nil }
        // the header decided what is allowed; a file whose pixels disagree with it is refused
        guard Int(gdk_pixbuf_get_width(stored)) == header.width, Int(gdk_pixbuf_get_height(stored)) == header.height
        else { return nil }
        guard header.orientation != 1, let upright = gdk_pixbuf_apply_embedded_orientation(stored) else {
            return Self.premultiplied(stored)
        }
        defer { g_object_unref(UnsafeMutableRawPointer(upright)) }
        return Self.premultiplied(upright)
    }

    private static func premultiplied(_ pixbuf: OpaquePointer) -> Pixels? {
        let width = Int(gdk_pixbuf_get_width(pixbuf))
        let height = Int(gdk_pixbuf_get_height(pixbuf))
        let channels = Int(gdk_pixbuf_get_n_channels(pixbuf))
        let stride = Int(gdk_pixbuf_get_rowstride(pixbuf))
        guard gdk_pixbuf_get_bits_per_sample(pixbuf) == 8, channels == 3 || channels == 4,
            let source = gdk_pixbuf_read_pixels(pixbuf)
        else { return nil }
        var isOpaque = true
        let words = [UInt32](unsafeUninitializedCapacity: width * height) { target, count in
            var index = 0
            for y in 0..<height {
                var pixel = source + y * stride
                for _ in 0..<width {
                    let red = UInt32(pixel[0])
                    let green = UInt32(pixel[1])
                    let blue = UInt32(pixel[2])
                    let alpha = channels == 4 ? UInt32(pixel[3]) : 255
                    if alpha == 255 {
                        target[index] = 0xFF00_0000 | red << 16 | green << 8 | blue
                    } else {
                        isOpaque = false
                        let r = (red * alpha + 127) / 255
                        let g = (green * alpha + 127) / 255
                        let b = (blue * alpha + 127) / 255
                        target[index] = alpha << 24 | r << 16 | g << 8 | b
                    }
                    pixel += channels
                    index += 1
                }
            }
            count = index
        }
        return Pixels(width: width, height: height, words: words, isOpaque: isOpaque)
    }
}
