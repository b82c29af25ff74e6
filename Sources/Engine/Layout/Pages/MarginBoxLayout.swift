//  MarginBoxLayout.swift
//  In: a page's margin boxes, its counters, strings and running elements. Out: their fragments, placed on the sheet. Boxes with the
//  same style and the same resolved contents are laid out once. https://www.w3.org/TR/css-page-3/#margin-boxes

import Fragments
import Geometry
import Style

/// Lays out margin boxes and remembers them by what they show.
final class MarginBoxLayout {
    private let session: LayoutSession
    private let generator: BoxGenerator
    private var boxes: [ContentKey: BoxID] = [:]
    private var fragments: [FragmentKey: Fragment] = [:]

    private struct ContentKey: Hashable {
        let style: ObjectIdentifier
        let parts: [String]
    }
    private struct FragmentKey: Hashable {
        let box: BoxID
        let size: LogicalSize
        let basis: LogicalSize
        let name: MarginBoxName
    }
    /// One margin box while its edge is worked out.
    private struct Item {
        var name: MarginBoxName
        var style: ComputedStyle
        var box: BoxID
        var edges: LogicalEdges
        var margins: LogicalEdges
    }

    init(session: LayoutSession, generator: BoxGenerator) {
        self.session = session
        self.generator = generator
    }

    /// The page's margin boxes, relative to the sheet's corner, in painting order.
    func links(for page: PageStyle, geometry: PageGeometry, context: PageContext) -> [FragmentLink] {
        if page.marginBoxes.isEmpty { return [] }
        var result: [FragmentLink] = []
        let margin = geometry.margin
        let box = geometry.borderBox
        let right = margin.inlineStart + box.inline
        let bottom = margin.blockStart + box.block
        func rect(_ x: LayoutUnit, _ y: LayoutUnit, _ width: LayoutUnit, _ height: LayoutUnit) -> LogicalRect {
            LogicalRect(
                offset: LogicalOffset(inline: x, block: y),
                size: LogicalSize(inline: width.clampedToZero, block: height.clampedToZero))
        }
        typealias Edge = (names: [MarginBoxName], area: LogicalRect, isHorizontal: Bool)
        let edges: [Edge] = [
            ([.topLeft, .topCenter, .topRight], rect(margin.inlineStart, .zero, box.inline, margin.blockStart), true),
            (
                [.bottomLeft, .bottomCenter, .bottomRight],
                rect(margin.inlineStart, bottom, box.inline, margin.blockEnd), true
            ),
            (
                [.leftTop, .leftMiddle, .leftBottom], rect(.zero, margin.blockStart, margin.inlineStart, box.block),
                false
            ),
            (
                [.rightTop, .rightMiddle, .rightBottom], rect(right, margin.blockStart, margin.inlineEnd, box.block),
                false
            ),
        ]
        for edge in edges {
            result += layoutEdge(edge.names, edge.area, edge.isHorizontal, page, context)
        }
        let corners: [(MarginBoxName, LogicalRect)] = [
            (.topLeftCorner, rect(.zero, .zero, margin.inlineStart, margin.blockStart)),
            (.topRightCorner, rect(right, .zero, margin.inlineEnd, margin.blockStart)),
            (.bottomRightCorner, rect(right, bottom, margin.inlineEnd, margin.blockEnd)),
            (.bottomLeftCorner, rect(.zero, bottom, margin.inlineStart, margin.blockEnd)),
        ]
        for (name, area) in corners {
            guard let item = item(name, page, context, basis: area.size) else { continue }
            let inline = fixedAxis(item, area.size, isInline: true, outerIsStart: isAtLeft(name))
            let block = fixedAxis(item, area.size, isInline: false, outerIsStart: isAtTop(name))
            result.append(
                link(
                    item, at: area.offset + LogicalOffset(inline: inline.offset, block: block.offset),
                    size: LogicalSize(inline: inline.size, block: block.size), basis: area.size))
        }
        return result
    }

    // MARK: One edge

    private func layoutEdge(
        _ names: [MarginBoxName], _ area: LogicalRect, _ isHorizontal: Bool, _ page: PageStyle, _ context: PageContext
    ) -> [FragmentLink] {
        let items = names.map { item($0, page, context, basis: area.size) }
        guard items.contains(where: { $0 != nil }) else { return [] }
        let length = isHorizontal ? area.size.inline : area.size.block
        // across the edge first: the width of boxes at the sides decides their height
        let across = items.map { item in
            item.map {
                fixedAxis(
                    $0, area.size, isInline: !isHorizontal,
                    outerIsStart: isHorizontal ? isAtTop($0.name) : isAtLeft($0.name))
            }
        }
        var extents: [MarginBoxExtent?] = []
        for (index, item) in items.enumerated() {
            guard let item, let cross = across[index] else {
                extents.append(nil)
                continue
            }
            extents.append(extent(item, isHorizontal: isHorizontal, crossSize: cross.size, basis: area.size))
        }
        let lengths = MarginBoxDistribution.lengths(
            start: extents[0], center: extents[1], end: extents[2], available: length)
        let places: [(LayoutUnit, LayoutUnit)] = [
            (.zero, lengths.start), ((length - lengths.center) / 2, lengths.center),
            (length - lengths.end, lengths.end),
        ]
        var result: [FragmentLink] = []
        for (index, item) in items.enumerated() {
            guard let item, let cross = across[index] else { continue }
            let (place, outer) = places[index]
            if isHorizontal {
                result.append(
                    link(
                        item,
                        at: area.offset
                            + LogicalOffset(inline: place + item.margins.inlineStart, block: cross.offset),
                        size: LogicalSize(
                            inline: (outer - item.margins.inlineSum).clampedToZero, block: cross.size),
                        basis: area.size))
            } else {
                result.append(
                    link(
                        item,
                        at: area.offset
                            + LogicalOffset(inline: cross.offset, block: place + item.margins.blockStart),
                        size: LogicalSize(inline: cross.size, block: (outer - item.margins.blockSum).clampedToZero),
                        basis: area.size))
            }
        }
        return result
    }

    /// How long a box wants to be along its edge.
    private func extent(
        _ item: Item, isHorizontal: Bool, crossSize: LayoutUnit, basis: LogicalSize
    ) -> MarginBoxExtent {
        let values = item.style.box
        let edges = isHorizontal ? item.edges.inlineSum : item.edges.blockSum
        let margins = isHorizontal ? item.margins.inlineSum : item.margins.blockSum
        let whole = isHorizontal ? basis.inline : basis.block
        func outer(_ value: SizeValue) -> LayoutUnit? {
            guard case .length(let length) = value, let used = session.resolve(length, against: whole, item.style)
            else {
                return nil
            }
            return session.borderBox(used, edges: edges, item.style) + margins
        }
        let contents: MinMaxSizes
        if isHorizontal {
            contents = session.contentInlineSizes(of: item.box)
        } else {
            var space = space(item, LogicalSize(inline: crossSize, block: .indefinite), basis)
            space.isBlockSizeFixed = false
            let height = (session.layout(item.box, in: space, from: nil).intrinsicBlockSize - edges).clampedToZero
            contents = MinMaxSizes(min: height, max: height)
        }
        return MarginBoxExtent(
            minContent: contents.min + edges + margins, maxContent: contents.max + edges + margins,
            fixed: outer(isHorizontal ? values.width : values.height),
            minimum: outer(isHorizontal ? values.minWidth : values.minHeight) ?? .zero,
            maximum: outer(isHorizontal ? values.maxWidth : values.maxHeight) ?? .max)
    }

    /// The axis across the edge (both, for corners): the margin's whole width, or a given size with margins as in
    /// https://www.w3.org/TR/css-page-3/#margin-constraints . Answers the border box, from the area's start.
    private func fixedAxis(
        _ item: Item, _ area: LogicalSize, isInline: Bool, outerIsStart: Bool
    ) -> (offset: LayoutUnit, size: LayoutUnit) {
        let values = item.style.box
        let whole = isInline ? area.inline : area.block
        let edges = isInline ? item.edges.inlineSum : item.edges.blockSum
        let start = isInline ? values.margin.left : values.margin.top
        let end = isInline ? values.margin.right : values.margin.bottom
        let startUsed = isInline ? item.margins.inlineStart : item.margins.blockStart
        let endUsed = isInline ? item.margins.inlineEnd : item.margins.blockEnd
        func size(_ value: SizeValue) -> LayoutUnit? {
            guard case .length(let length) = value, let used = session.resolve(length, against: whole, item.style)
            else {
                return nil
            }
            return session.borderBox(used, edges: edges, item.style)
        }
        let filled = max((whole - startUsed - endUsed).clampedToZero, edges)
        var fixed = size(isInline ? values.width : values.height)
        if let most = size(isInline ? values.maxWidth : values.maxHeight), (fixed ?? filled) > most { fixed = most }
        if let least = size(isInline ? values.minWidth : values.minHeight), (fixed ?? filled) < least { fixed = least }
        guard let fixed else { return (startUsed, filled) }
        let free = whole - fixed
        switch (start.isAuto, end.isAuto) {
        case (true, true): return (free / 2, fixed)
        case (true, false): return (free - endUsed, fixed)
        case (false, true): return (startUsed, fixed)
        // too much is said: the margin away from the page gives way
        case (false, false): return (outerIsStart ? free - endUsed : startUsed, fixed)
        }
    }

    // MARK: One box

    private func space(_ item: Item, _ size: LogicalSize, _ basis: LogicalSize) -> ConstraintSpace {
        var space = ConstraintSpace(available: size, percentageBasis: basis)
        space.isInlineSizeFixed = true
        space.isBlockSizeFixed = true
        return space
    }

    private func link(_ item: Item, at offset: LogicalOffset, size: LogicalSize, basis: LogicalSize) -> FragmentLink {
        let key = FragmentKey(box: item.box, size: size, basis: basis, name: item.name)
        if let known = fragments[key] { return FragmentLink(offset: offset, fragment: known) }
        // natural height first, to lie at the top, in the middle or at the bottom
        var natural = space(item, LogicalSize(inline: size.inline, block: .indefinite), basis)
        natural.isBlockSizeFixed = false
        let height = session.layout(item.box, in: natural, from: nil).intrinsicBlockSize
        let result = session.layout(item.box, in: space(item, size, basis), from: nil)
        let fragment = result.fragment ?? Fragment(kind: .marginBox, size: size)
        let free = size.block - height
        let shift: LayoutUnit =
            switch alignment(item) {
            case .start: .zero
            case .center: free / 2
            case .end: free
            }
        let placed = Fragment(
            kind: .marginBox, flags: fragment.flags, node: fragment.node, box: fragment.box, style: fragment.style,
            size: fragment.size, border: fragment.border, padding: fragment.padding, margin: fragment.margin,
            firstBaseline: fragment.firstBaseline.map { $0 + shift },
            lastBaseline: fragment.lastBaseline.map { $0 + shift },
            children: fragment.children.map {
                FragmentLink(offset: $0.offset + LogicalOffset(inline: .zero, block: shift), fragment: $0.fragment)
            }, content: fragment.content)
        fragments[key] = placed
        return FragmentLink(offset: offset, fragment: placed)
    }

    /// `vertical-align` of a margin box; what is usual at its place, the user-agent sheet says.
    private func alignment(_ item: Item) -> OutOfFlowBox.Edge {
        switch item.style.box.verticalAlign {
        case .middle: .center
        case .bottom, .textBottom: .end
        default: .start
        }
    }

    private func item(_ name: MarginBoxName, _ page: PageStyle, _ context: PageContext, basis: LogicalSize) -> Item? {
        guard let style = page.marginBoxes[name], case .items(let contents, _) = style.generated.content else {
            return nil
        }
        let key = ContentKey(style: ObjectIdentifier(style), parts: Self.resolved(contents, context))
        let box: BoxID
        if let known = boxes[key] {
            box = known
        } else {
            box = generator.marginBox(style: style, context: context, in: session)
            if box.isNone { return nil }
            boxes[key] = box
        }
        let margins = session.logical(
            style.box.margin.map { side in
                side.lengthPercentage.flatMap { session.resolve($0, against: basis.inline, style) } ?? .zero
            }, .ltr)
        return Item(
            name: name, style: style, box: box,
            edges: session.borders(of: box) + session.padding(of: box, inlineBasis: basis.inline), margins: margins)
    }

    /// What the contents come to on this page: the key under which a margin box is found again.
    private static func resolved(_ items: [ContentItem], _ context: PageContext) -> [String] {
        items.map { item in
            switch item {
            case .counter(let name, _), .counters(let name, _, _):
                "c" + (context.counters[name] ?? []).map { String($0) }.joined(separator: ".")
            case .namedString(let name, let keyword): "s" + (context.namedString(name, keyword) ?? "")
            case .element(let name, let keyword):
                // running elements may show the page's number themselves
                "e\(context.runningElement(name, keyword)?.index ?? -1) \(context.counters["page"]?.last ?? 0)"
            case .targetCounter, .targetCounters: "t\(context.counters["page"]?.last ?? 0)"
            default: ""
            }
        }
    }

    private func isAtTop(_ name: MarginBoxName) -> Bool {
        switch name {
        case .topLeftCorner, .topLeft, .topCenter, .topRight, .topRightCorner: true
        default: false
        }
    }
    private func isAtLeft(_ name: MarginBoxName) -> Bool {
        switch name {
        case .topLeftCorner, .bottomLeftCorner, .leftTop, .leftMiddle, .leftBottom: true
        default: false
        }
    }
}
