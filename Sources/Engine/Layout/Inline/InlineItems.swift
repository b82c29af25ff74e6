//  InlineItems.swift
//  In: the boxes of an inline context. Out: their flat list with the scalars of the whole paragraph.

import Geometry
import Style
import Text

/// One thing in the flow of a line.
struct InlineItem: BitwiseCopyable {
    enum Kind: UInt8, BitwiseCopyable {
        case text
        /// An inline box begins, ends.
        case open, close
        /// An inline-block, a picture, …: one U+FFFC.
        case atomic
        /// A base with its annotation: one U+FFFC.
        case ruby
        /// `leader()`: one U+FFFC.
        case leader
        case tab
        /// `<br>` or a preserved line feed: one U+000A.
        case forcedBreak
        case float, outOfFlow, footnote, running, marker
    }
    var kind: Kind
    var box: BoxID
    var start: Int32
    var end: Int32
    /// open: index of its close; close: of its open.
    var match: Int32 = -1
    /// The open item around this one (a close's own open); −1: the root inline box.
    var parent: Int32 = -1
    /// open, close: there is a margin, border or padding on this side.
    var hasEdge = false
    /// Counts as line content.
    var isContent: Bool {
        switch kind {
        case .text: end > start
        case .atomic, .ruby, .leader, .tab, .forcedBreak, .marker: true
        case .open, .close: hasEdge
        case .float, .outOfFlow, .footnote, .running: false
        }
    }
    /// Takes up room of its own, so that text around it is measured in pieces.
    var isObject: Bool {
        switch kind {
        case .atomic, .ruby, .leader, .tab, .float: true
        case .open, .close: hasEdge
        default: false
        }
    }
}

/// An inline context ready for breaking.
final class PreparedInline {
    let box: BoxID
    /// The block container's (root inline box's) style.
    let style: StyleID
    let items: [InlineItem]
    let paragraph: ShapedParagraph
    /// Indices of items with `isObject`.
    let objects: [Int32]
    /// Scalar positions after forced breaks, in order.
    let forcedBreaks: [Int32]
    /// The item after the last one that is content or must be placed somewhere (float, out of flow, footnote, running).
    let significantEnd: Int
    /// Some line ends in a leader.
    let hasLeaders: Bool
    /// The item after the last that is content.
    let contentEnd: Int
    /// The same with the styles of ::first-line.
    var firstLine: PreparedInline?
    /// `text-indent` applies: not in a later anonymous part of a container.
    var takesIndent = true
    /// Text that does not fit ends in an ellipsis.
    var hasEllipsis = false
    /// The smallest factor to which the letters may be condensed; nil: never.
    var condenseLimit: Float?
    /// The same in smaller letters, as it was last asked for.
    var condensed: (factor: Float, context: PreparedInline)?
    /// Styles of boxes on the first line, where they differ; empty otherwise.
    var restyled: [Int32: StyleID] = [:]
    /// Widths of objects by index in `objects`, for a container of this size; NaN: not asked yet.
    var objectWidths: [Float] = []
    var objectWidthsContainer = LayoutUnit.indefinite
    /// Some inline box has its edges on every line (`box-decoration-break: clone`).
    var hasClones = false
    /// By item: what an annotation may reach over its neighbours, of which its width in `objectWidths` makes use.
    var rubyOverhangs: [Int32: RubyOverhang] = [:]

    init(
        box: BoxID, style: StyleID, items: [InlineItem], paragraph: ShapedParagraph
    ) {
        self.box = box
        self.style = style
        self.items = items
        self.paragraph = paragraph
        var objects: [Int32] = []
        var forced: [Int32] = []
        var contentEnd = 0
        var significantEnd = 0
        for (index, item) in items.enumerated() {
            if item.isObject { objects.append(Int32(index)) }
            if item.kind == .forcedBreak { forced.append(item.end) }
            if item.isContent { contentEnd = index + 1 }
            switch item.kind {
            case .float, .outOfFlow, .footnote, .running: significantEnd = index + 1
            default: if item.isContent { significantEnd = index + 1 }
            }
        }
        self.objects = objects
        hasLeaders = items.contains { $0.kind == .leader }
        forcedBreaks = forced
        self.contentEnd = contentEnd
        self.significantEnd = significantEnd
    }
    var hasContent: Bool { contentEnd > 0 }

    /// The end of the text that may be on a line from `scalar`: after the next forced break, or the paragraph's end.
    func limit(from scalar: Int) -> Int {
        var low = 0
        var high = forcedBreaks.count
        while low < high {
            let middle = (low + high) / 2
            if Int(forcedBreaks[middle]) > scalar { high = middle } else { low = middle + 1 }
        }
        return low < forcedBreaks.count ? Int(forcedBreaks[low]) : paragraph.count
    }
    /// The items of a line; the last may go on in the next.
    func itemRange(from position: InlinePosition, _ line: BrokenLine) -> Range<Int> {
        let first = Int(position.item)
        var end = max(line.endItem, first)
        if end < items.count, Int(items[end].start) < line.endScalar { end += 1 }
        return first..<end
    }
    /// The first object at or after an item.
    func firstObject(from item: Int) -> Int {
        var low = 0
        var high = objects.count
        while low < high {
            let middle = (low + high) / 2
            if Int(objects[middle]) >= item { high = middle } else { low = middle + 1 }
        }
        return low
    }
    /// The first item of a line that begins at `scalar`: tags that close there belong to the line before.
    func firstItem(at scalar: Int, from: Int) -> Int {
        // the first item that ends after `scalar`, or stands at it without taking text
        var low = from
        var high = items.count
        while low < high {
            let middle = (low + high) / 2
            if Int(items[middle].end) >= scalar
                && (Int(items[middle].end) > scalar || Int(items[middle].start) >= scalar)
            {
                high = middle
            } else {
                low = middle + 1
            }
        }
        var index = low
        // what ends here, and the body of a footnote called here
        while index < items.count, Int(items[index].end) <= scalar,
            items[index].kind == .close || items[index].kind == .footnote
        {
            index += 1
        }
        return index
    }
}

/// The vertical measures of a style, CSS px as LayoutUnit.
struct InlineMetrics: BitwiseCopyable {
    /// Of the first available font, rounded to whole px as browsers do.
    var ascent: LayoutUnit
    var descent: LayoutUnit
    var lineHeight: LayoutUnit
    var xHeight: LayoutUnit
    var fontSize: LayoutUnit
    /// With half of the leading on each side.
    var above: LayoutUnit
    var below: LayoutUnit
}
