//  PageGeometry.swift
//  In: a page's computed style. Out: its margins, borders, padding and content area in CSS px.
//  https://www.w3.org/TR/css-page-3/#page-model

import Fragments
import Geometry
import Style

/// The used page box. The inline axis is horizontal.
struct PageGeometry: Hashable {
    var sheet: LogicalSize
    var margin: LogicalEdges
    var border: LogicalEdges
    var padding: LogicalEdges
    /// The page area: where the document flows.
    var content: LogicalSize

    /// From the sheet's corner.
    var contentOffset: LogicalOffset {
        LogicalOffset(
            inline: margin.inlineStart + border.inlineStart + padding.inlineStart,
            block: margin.blockStart + border.blockStart + padding.blockStart)
    }
    /// Of the page box without its margins.
    var borderBox: LogicalSize {
        LogicalSize(
            inline: content.inline + border.inlineSum + padding.inlineSum,
            block: content.block + border.blockSum + padding.blockSum)
    }

    init(_ page: PageStyle, session: LayoutSession) {
        let style = page.style
        sheet = LogicalSize(
            inline: LayoutUnit(px: page.size.width).clampedToZero, block: LayoutUnit(px: page.size.height).clampedToZero
        )
        let edges = style.decoration.border
        border = LogicalEdges(
            blockStart: LayoutUnit(px: edges.top.width), inlineEnd: LayoutUnit(px: edges.right.width),
            blockEnd: LayoutUnit(px: edges.bottom.width), inlineStart: LayoutUnit(px: edges.left.width))
        let sheet = sheet
        func used(_ length: LengthPercentage, _ basis: LayoutUnit) -> LayoutUnit {
            session.resolve(length, against: basis, style) ?? .zero
        }
        let values = style.box
        padding = LogicalEdges(
            blockStart: used(values.padding.top, sheet.block).clampedToZero,
            inlineEnd: used(values.padding.right, sheet.inline).clampedToZero,
            blockEnd: used(values.padding.bottom, sheet.block).clampedToZero,
            inlineStart: used(values.padding.left, sheet.inline).clampedToZero)

        /// One axis: start margin, end margin, content size.
        func axis(
            _ whole: LayoutUnit, _ start: LengthOrAuto, _ end: LengthOrAuto, edges: LayoutUnit,
            size: (value: SizeValue, minimum: SizeValue, maximum: SizeValue)
        ) -> (LayoutUnit, LayoutUnit, LayoutUnit) {
            func margin(_ side: LengthOrAuto) -> LayoutUnit? { side.lengthPercentage.map { used($0, whole) } }
            func content(_ value: SizeValue) -> LayoutUnit? {
                guard case .length(let length) = value else { return nil }
                let size = used(length, whole)
                return values.boxSizing == .borderBox ? (size - edges).clampedToZero : size.clampedToZero
            }
            let first = margin(start)
            let second = margin(end)
            let filled = (whole - (first ?? .zero) - (second ?? .zero) - edges).clampedToZero
            var wanted = content(size.value)
            if let most = content(size.maximum), (wanted ?? filled) > most { wanted = most }
            if let least = content(size.minimum), (wanted ?? filled) < least { wanted = least }
            guard let fixed = wanted else { return (first ?? .zero, second ?? .zero, filled) }
            let free = whole - fixed - edges
            switch (first, second) {
            case (nil, nil): return (free / 2, free - free / 2, fixed)
            case (nil, let end?): return (free - end, end, fixed)
            case (let start?, _): return (start, free - start, fixed)
            }
        }
        let inline = axis(
            sheet.inline, values.margin.left, values.margin.right, edges: border.inlineSum + padding.inlineSum,
            size: (values.width, values.minWidth, values.maxWidth))
        let block = axis(
            sheet.block, values.margin.top, values.margin.bottom, edges: border.blockSum + padding.blockSum,
            size: (values.height, values.minHeight, values.maxHeight))
        margin = LogicalEdges(blockStart: block.0, inlineEnd: inline.1, blockEnd: block.1, inlineStart: inline.0)
        content = LogicalSize(inline: inline.2, block: block.2)
    }
}
