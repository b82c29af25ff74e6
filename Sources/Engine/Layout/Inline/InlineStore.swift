//  InlineStore.swift
//  In: inline contexts as they are met. Out: each prepared once per session; measures and text styles once per style.

import Geometry
import Style
import Text

/// What Inline remembers of one document.
final class InlineStore {
    /// By box.
    // Faster because: asked for every line.
    @exclusivity(unchecked) var prepared = ByBox<PreparedInline>()
    /// Paragraphs of contexts that hold plain text only, by box.
    @exclusivity(unchecked) var plain = ByBox<ShapedParagraph>()
    /// By box: min-content and max-content.
    @exclusivity(unchecked) var sizes = ByBox<MinMaxSizes>()
    /// By style index: −1 is not known yet.
    @exclusivity(unchecked) var textStyles: [Int32] = []
    @exclusivity(unchecked) var metrics: [InlineMetrics?] = []
    /// By style: what `ch`, `ex` and `lh` are. The style is held, for those of pages live no longer than they are used, and another
    /// may come to lie where one was.
    @exclusivity(unchecked) var fontBases: [ObjectIdentifier: (style: ComputedStyle, basis: FontRelativeBasis)] = [:]
    /// Styles of ::first-line by (element's style, block's style, first-line style).
    var firstLineStyles: [FirstLineKey: StyleID] = [:]
    /// Widths that balance a paragraph, by box; with the width they were found for.
    var balanced: [Int32: (available: LayoutUnit, width: LayoutUnit)] = [:]
    /// Some ::first-line style exists; nil: not asked yet.
    @exclusivity(unchecked) var hasFirstLines: Bool?
    /// Paragraphs shaped, for tests.
    var preparedCount = 0

    struct FirstLineKey: Hashable {
        var style: StyleID
        var block: StyleID
        var firstLine: StyleID
    }
}
