//  GridItems.swift
//  In: a grid container's children and the solved columns. Out: items with their areas, what they ask of the tracks, their sizes and
//  places. https://www.w3.org/TR/css-grid-1/#grid-items, #alignment

import Fragments
import Geometry
import Style

struct GridItem {
    let box: BoxID
    let style: ComputedStyle
    var columns: Range<Int>
    var rows: Range<Int>
    /// `auto` counts as zero.
    let margins: LogicalEdges
    var justify: Alignment
    var align: Alignment
    let isAutoInline: (start: Bool, end: Bool)
    let isAutoBlock: (start: Bool, end: Bool)
    /// Border box.
    var inlineSize = LayoutUnit.zero
    var blockSize = LayoutUnit.zero
    var ascent = LayoutUnit.zero
    /// Fills its area's height.
    var isBlockFixed = false
    var isReplaced = false
    /// The number of the container's tracks that a subgrid was measured with.
    var measuredTracks: Int32 = 0
}

extension LayoutSession {
    func gridItem(
        _ box: BoxID, columns: Range<Int>, rows: Range<Int>, container: ComputedStyle, inlineBasis: LayoutUnit
    )
        -> GridItem
    {
        let style = style(box)
        let margin = style.box.margin
        let isReplaced = boxes.kind(box) == .replaced
        let normal: Alignment = isReplaced || boxes.kind(box) == .tableWrapper ? .start : .stretch
        let parentJustify: Alignment =
            container.flow.justifyItems == .legacy || container.flow.justifyItems == .auto
            ? .normal : container.flow.justifyItems
        var item = GridItem(
            box: box, style: style, columns: columns, rows: rows, margins: margins(of: box, inlineBasis: inlineBasis),
            justify: selfAlignment(style.flow.justifySelf, parent: parentJustify, normal: normal),
            align: selfAlignment(style.flow.alignSelf, parent: container.flow.alignItems, normal: normal),
            isAutoInline: autoInlineMargins(of: box), isAutoBlock: (margin.top.isAuto, margin.bottom.isAuto))
        item.isReplaced = isReplaced
        return item
    }

    // MARK: - What items ask

    /// Contributions to the columns. https://www.w3.org/TR/css-grid-1/#min-size-auto
    func inlineContribution(_ item: GridItem, tracks: [GridTrack], gap: LayoutUnit) -> GridContribution {
        let outer = item.margins.inlineSum
        let sizes = inlineSizes(of: item.box)
        let minContent = sizes.min + outer
        let maxContent = sizes.max + outer
        var minimum = minContent
        let overflow = item.style.box.overflowX
        if item.style.box.width.isAuto || item.style.box.width.hasPercent {
            if item.style.box.minWidth.isAuto {
                let spansAuto = item.columns.contains { tracks[$0].hasIntrinsicMinimum }
                let spansFlexible = item.columns.count > 1 && item.columns.contains { tracks[$0].isFlexible }
                if (overflow != .visible && overflow != .clip) || !spansAuto || spansFlexible {
                    minimum = outer + (borders(of: item.box) + padding(of: item.box, inlineBasis: .zero)).inlineSum
                } else if item.columns.allSatisfy({ tracks[$0].maxKind == .fixed && tracks[$0].limit != .max }) {
                    let room = item.columns.reduce(gap * (item.columns.count - 1)) { $0 + tracks[$1].limit }
                    minimum = min(minimum, room)
                }
            } else if case .length(let length) = item.style.box.minWidth,
                let used = resolve(length, against: .indefinite, item.style)
            {
                let edges = (borders(of: item.box) + padding(of: item.box, inlineBasis: .zero)).inlineSum
                minimum = borderBox(used, edges: edges, item.style) + outer
            }
        }
        return GridContribution(
            tracks: item.columns, minimum: min(minimum, maxContent), minContent: minContent,
            maxContent: max(maxContent, minContent))
    }

    /// The border-box width of an item in an area of this width.
    func gridInlineSize(_ item: GridItem, area: LogicalSize) -> LayoutUnit {
        var space = ConstraintSpace(available: area, percentageBasis: area)
        let stretches = item.justify == .stretch && !item.isAutoInline.start && !item.isAutoInline.end
        space.inlineAuto = stretches ? .stretch : .fitContent
        let input = SizingInput(
            edges: borders(of: item.box) + padding(of: item.box, inlineBasis: area.inline), margins: item.margins)
        switch boxes.kind(item.box) {
        case .replaced:
            let natural = replacedSize(of: item.box, in: space, input).inline
            guard stretches, item.style.box.width.isAuto else { return natural }
            let stretched = (area.inline - item.margins.inlineSum).clampedToZero
            return boundInlineSize(stretched, of: item.box, in: space, input, stretched: stretched)
        case .tableWrapper, .table:
            let parts = tableParts(of: item.box)
            guard !parts.grid.isNone else { return .zero }
            let room = (area.inline - item.margins.inlineSum).clampedToZero
            let natural = tableUsedWidth(parts, in: space, available: room)
            return stretches && style(parts.grid).box.width.isAuto ? max(natural, room) : natural
        default: return usedInlineSize(of: item.box, in: space, input)
        }
    }

    /// The question asked of an item of known width.
    func gridItemSpace(_ item: GridItem, area: LogicalSize) -> ConstraintSpace {
        var space = ConstraintSpace(
            available: LogicalSize(inline: item.inlineSize, block: .indefinite), percentageBasis: area)
        space.isInlineSizeFixed = true
        space.subgridTracks = gridStore.tracks(of: item.box)
        return space
    }

    /// Lays the item out at its natural height.
    func measureGridItem(_ item: inout GridItem, area: LogicalSize) {
        var space = gridItemSpace(item, area: area)
        space.isMeasuring = true
        item.measuredTracks = space.subgridTracks
        var fragment = layout(item.box, in: space, from: nil).fragment
        if isSubgrid(item.box, .block), measuredItems(ofSubgrid: item) == nil {
            // the answer was kept, but what it came from is not
            cache.forgetMeasured(item.box)
            fragment = layout(item.box, in: space, from: nil).fragment
        }
        item.blockSize = fragment?.size.block ?? .zero
        item.ascent = fragment?.firstBaseline ?? item.blockSize
    }

    // MARK: - Places in areas

    /// Offset of the border box from the area's start.
    func gridOffset(
        _ alignment: Alignment, free: LayoutUnit, start: LayoutUnit, isAuto: (start: Bool, end: Bool), isRTL: Bool
    ) -> LayoutUnit {
        let room = free.clampedToZero
        switch (isAuto.start, isAuto.end) {
        case (true, true): return start + room / 2
        case (true, false): return start + room
        case (false, true): return start
        case (false, false): break
        }
        switch alignment {
        case .end, .flexEnd, .selfEnd, .lastBaseline: return start + free
        case .right: return isRTL ? start : start + free
        case .left: return isRTL ? start + free : start
        case .center: return start + free / 2
        default: return start
        }
    }
}
