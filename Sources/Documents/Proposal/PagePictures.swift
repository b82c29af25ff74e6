//  PagePictures.swift
//  In: a filled document. Out: a picture of every page, as a screen shows it, and every complaint: for the preview.

import Diagnostics
import Markup
import PagedMedia

/// The pages of a document as PNG files.
public struct PagePictures: Sendable {
    public let pages: [[UInt8]]
    /// Everything that was complained about; a character that no font has is an error among them.
    public let diagnostics: [Diagnostic]
}

extension DocumentWorkshop {
    /// Lays out a filled document and draws its pages; `resolution` in pixels per CSS px.
    public func pictures(
        of filled: MarkupDocument, name: String, resolution: Double
    ) throws(DocumentError) -> PagePictures {
        let session = session(filled, name: name, created: nil)
        var pages: [[UInt8]] = []
        do throws(RenderingError) {
            for page in session.pages() { pages.append(try session.png(page: page, resolution: resolution)) }
        } catch {
            throw .rendering(error)
        }
        return PagePictures(pages: pages, diagnostics: session.diagnostics.entries)
    }
}
