//  DisplayListBuilder.swift
//  In: a finished page of fragments. Out: its drawing operations in paint order.

import Fragments
import Geometry
import Style
import Text

/// Turns pages into drawing lists. Reusable for all pages of a document.
public struct DisplayListBuilder {
    public let sources: PaintSources
    public init(sources: PaintSources) { self.sources = sources }

    /// The page's operations; the origin is the sheet's top left corner, so that bleed lies at negative coordinates.
    public func list(for page: Page) -> DrawingList {
        DrawingList(operations: [], nodes: [])
    }
}
