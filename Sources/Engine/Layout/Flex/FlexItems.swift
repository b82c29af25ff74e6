//  FlexItems.swift
//  In: a flex container's children. Out: its items in order, each with its flex base size and the limits of its main size.
//  https://www.w3.org/TR/css-flexbox-1/#algo-main-item
//  All sizes are border-box sizes; "main" and "cross" are the inline and block axes or the other way round.

import Fragments
import Geometry
import Style

/// How the container's axes lie.
struct FlexAxes {
    var isRow: Bool
    var isReversed: Bool
    var wraps: Bool
    var isWrapReversed: Bool
    init(_ flow: FlowValues) {
        isRow = flow.flexDirection == .row || flow.flexDirection == .rowReverse
        isReversed = flow.flexDirection == .rowReverse || flow.flexDirection == .columnReverse
        wraps = flow.flexWrap != .nowrap
        isWrapReversed = flow.flexWrap == .wrapReverse
    }
    func main(_ size: LogicalSize) -> LayoutUnit { isRow ? size.inline : size.block }
    func cross(_ size: LogicalSize) -> LayoutUnit { isRow ? size.block : size.inline }
    func mainSum(_ edges: LogicalEdges) -> LayoutUnit { isRow ? edges.inlineSum : edges.blockSum }
    func crossSum(_ edges: LogicalEdges) -> LayoutUnit { isRow ? edges.blockSum : edges.inlineSum }
    func mainStart(_ edges: LogicalEdges) -> LayoutUnit { isRow ? edges.inlineStart : edges.blockStart }
    func crossStart(_ edges: LogicalEdges) -> LayoutUnit { isRow ? edges.blockStart : edges.inlineStart }
    func size(main: LayoutUnit, cross: LayoutUnit) -> LogicalSize {
        isRow ? LogicalSize(inline: main, block: cross) : LogicalSize(inline: cross, block: main)
    }
}

struct FlexItem {
    let box: BoxID
    let style: ComputedStyle
    /// `auto` counts as zero until space is distributed to it.
    var margins: LogicalEdges
    /// Which margins are `auto`: block start, inline end, block end, inline start.
    let autoMargins: (blockStart: Bool, inlineEnd: Bool, blockEnd: Bool, inlineStart: Bool)
    /// Border and padding along the main axis.
    var edges = LayoutUnit.zero
    var base = LayoutUnit.zero
    var hypothetical = LayoutUnit.zero
    var minimum = LayoutUnit.zero
    var maximum = LayoutUnit.max
    var main = LayoutUnit.zero
    var cross = LayoutUnit.zero
    /// Distance of the first baseline from the border-box start; of the last one.
    var ascent: LayoutUnit?
    var lastAscent: LayoutUnit?
    var alignment = Alignment.stretch
    var mainPosition = LayoutUnit.zero
    var crossPosition = LayoutUnit.zero
    var isStretched = false

    func hasAutoMain(_ axes: FlexAxes) -> (start: Bool, end: Bool) {
        axes.isRow
            ? (autoMargins.inlineStart, autoMargins.inlineEnd) : (autoMargins.blockStart, autoMargins.blockEnd)
    }
    func hasAutoCross(_ axes: FlexAxes) -> (start: Bool, end: Bool) {
        axes.isRow
            ? (autoMargins.blockStart, autoMargins.blockEnd) : (autoMargins.inlineStart, autoMargins.inlineEnd)
    }
}

/// What a flex container is asked with.
struct FlexFrame {
    let box: BoxID
    let style: ComputedStyle
    let axes: FlexAxes
    /// The content box; block may be indefinite.
    let content: LogicalSize
    let mainGap: LayoutUnit
    let crossGap: LayoutUnit
    var innerMain: LayoutUnit { axes.main(content) }
    var innerCross: LayoutUnit { axes.cross(content) }

    init(_ session: LayoutSession, _ box: BoxID, content: LogicalSize) {
        self.box = box
        self.content = content
        style = session.style(box)
        axes = FlexAxes(style.flow)
        func gap(_ value: LengthPercentage?, _ basis: LayoutUnit, _ style: ComputedStyle) -> LayoutUnit {
            (value.flatMap { session.resolve($0, against: basis, style) } ?? .zero).clampedToZero
        }
        let column = gap(style.flow.columnGap, content.inline, style)
        let row = gap(style.flow.rowGap, content.block, style)
        mainGap = axes.isRow ? column : row
        crossGap = axes.isRow ? row : column
    }

    /// The question asked of an item before its sizes are known.
    var itemSpace: ConstraintSpace {
        var space = ConstraintSpace(available: content, percentageBasis: content)
        space.inlineAuto = .fitContent
        return space
    }
}

extension LayoutSession {
    /// Items in `order`; boxes out of flow apart.
    func flexChildren(_ box: BoxID) -> (items: [BoxID], outOfFlow: [BoxID]) {
        var items: [BoxID] = []
        var outOfFlow: [BoxID] = []
        var isOrdered = false
        for child in boxes.children(box) {
            switch boxes.kind(child) {
            case .runningElement, .footnoteBody, .outsideMarker: continue
            default: break
            }
            if boxes.traits(child).contains(.outOfFlow) {
                outOfFlow.append(child)
            } else {
                items.append(child)
                if style(child).flow.order != 0 { isOrdered = true }
            }
        }
        if isOrdered {
            let keyed = items.enumerated().sorted {
                (style($0.element).flow.order, $0.offset) < (style($1.element).flow.order, $1.offset)
            }
            items = keyed.map(\.element)
        }
        return (items, outOfFlow)
    }

    /// https://www.w3.org/TR/css-align-3/#self-alignment : what `align-self` comes to.
    func selfAlignment(_ own: Alignment, parent: Alignment, normal: Alignment) -> Alignment {
        var value = own == .auto ? parent : own
        if value == .normal || value == .legacy || value == .auto { value = normal }
        return value
    }

    func flexItem(_ box: BoxID, in frame: FlexFrame) -> FlexItem {
        let style = style(box)
        let margin = style.box.margin
        let inlineAuto = autoInlineMargins(of: box)
        var item = FlexItem(
            box: box, style: style, margins: margins(of: box, inlineBasis: frame.content.inline),
            autoMargins: (margin.top.isAuto, inlineAuto.end, margin.bottom.isAuto, inlineAuto.start))
        item.alignment = selfAlignment(style.flow.alignSelf, parent: frame.style.flow.alignItems, normal: .stretch)
        let space = frame.itemSpace
        let input = SizingInput(
            edges: borders(of: box) + padding(of: box, inlineBasis: frame.content.inline), margins: item.margins)
        let edges = frame.axes.mainSum(input.edges)
        item.edges = edges
        let isRow = frame.axes.isRow
        let stretched = (frame.content.inline - item.margins.inlineSum).clampedToZero
        func definite(_ value: SizeValue) -> LayoutUnit? {
            isRow
                ? definiteInlineSize(value, of: box, in: space, input, stretched: stretched)
                : definiteBlockSize(value, of: box, in: space, input)
        }
        let own = isRow ? style.box.width : style.box.height
        /// The size that contents ask for along the main axis, found at most once.
        var contentSize: LayoutUnit?
        func content() -> LayoutUnit {
            if let known = contentSize { return known }
            let size = isRow ? flexInlineContent(box, frame, input) : flexBlockContent(item, in: frame)
            contentSize = size
            return size
        }
        let basis = style.flow.flexBasis
        if case .auto = basis {
            item.base = definite(own) ?? (isRow ? tableWidth(box, in: space, stretched: stretched) : nil) ?? content()
        } else {
            item.base = definite(basis) ?? content()
        }
        item.base = max(item.base, edges)

        let minimum = isRow ? style.box.minWidth : style.box.minHeight
        let maximum = isRow ? style.box.maxWidth : style.box.maxHeight
        if maximum != .none, let limit = definite(maximum) { item.maximum = max(limit, edges) }
        if let limit = definite(minimum) {
            item.minimum = max(limit, edges)
        } else if minimum.isAuto {
            item.minimum = max(
                automaticMinimum(item, in: frame, input, specified: definite(own), content: content), edges)
        } else {
            item.minimum = edges
        }
        item.hypothetical = max(item.minimum, min(item.base, item.maximum))
        item.main = item.hypothetical
        return item
    }

    /// The width that a table gives itself: it stands in the style of its grid.
    private func tableWidth(_ box: BoxID, in space: ConstraintSpace, stretched: LayoutUnit) -> LayoutUnit? {
        guard boxes.kind(box) == .tableWrapper else { return nil }
        let parts = tableParts(of: box)
        guard !parts.grid.isNone, !style(parts.grid).box.width.isAuto else { return nil }
        return tableUsedWidth(parts, in: space, available: stretched)
    }

    /// max-content of an item in a row.
    private func flexInlineContent(_ box: BoxID, _ frame: FlexFrame, _ input: SizingInput) -> LayoutUnit {
        if boxes.kind(box) == .replaced {
            return replacedSize(of: box, in: frame.itemSpace, input).inline
        }
        return unboundedInlineSizes(of: box).max
    }

    /// The natural block size of an item in a column.
    private func flexBlockContent(_ item: FlexItem, in frame: FlexFrame) -> LayoutUnit {
        var space = frame.itemSpace
        space.available.inline = crossInColumn(item, in: frame)
        space.available.block = .indefinite
        space.isInlineSizeFixed = true
        space.percentageBasis.block = .indefinite
        space.isMeasuring = true
        let result = layout(item.box, in: space, from: nil)
        if case .auto = item.style.box.height { return result.fragment?.size.block ?? .zero }
        return max(result.intrinsicBlockSize, .zero)
    }

    /// The width of an item in a column: stretched, or as its contents and its own width ask.
    func crossInColumn(_ item: FlexItem, in frame: FlexFrame) -> LayoutUnit {
        var space = frame.itemSpace
        let auto = item.hasAutoCross(frame.axes)
        if item.alignment == .stretch, !auto.start, !auto.end, !frame.axes.wraps, boxes.kind(item.box) != .tableWrapper
        {
            space.inlineAuto = .stretch
        }
        let input = SizingInput(
            edges: borders(of: item.box) + padding(of: item.box, inlineBasis: frame.content.inline),
            margins: item.margins)
        switch boxes.kind(item.box) {
        case .replaced:
            let size = replacedSize(of: item.box, in: space, input).inline
            if item.alignment == .stretch, item.style.box.width.isAuto, !auto.start, !auto.end, !frame.axes.wraps {
                let stretched = (frame.content.inline - item.margins.inlineSum).clampedToZero
                return boundInlineSize(stretched, of: item.box, in: space, input, stretched: stretched)
            }
            return size
        case .tableWrapper, .table:
            return tableUsedWidth(
                tableParts(of: item.box), in: space,
                available: (frame.content.inline - item.margins.inlineSum).clampedToZero)
        default: return usedInlineSize(of: item.box, in: space, input)
        }
    }

    /// https://www.w3.org/TR/css-flexbox-1/#min-size-auto
    private func automaticMinimum(
        _ item: FlexItem, in frame: FlexFrame, _ input: SizingInput, specified: LayoutUnit?, content: () -> LayoutUnit
    ) -> LayoutUnit {
        let overflow = frame.axes.isRow ? item.style.box.overflowX : item.style.box.overflowY
        guard overflow == .visible || overflow == .clip else { return .zero }
        var suggestion: LayoutUnit
        if frame.axes.isRow {
            suggestion =
                boxes.kind(item.box) == .replaced
                ? replacedSize(of: item.box, in: frame.itemSpace, input).inline : unboundedInlineSizes(of: item.box).min
        } else {
            suggestion = content()
        }
        suggestion = min(suggestion, item.maximum)
        return specified.map { min($0, suggestion) } ?? suggestion
    }
}
