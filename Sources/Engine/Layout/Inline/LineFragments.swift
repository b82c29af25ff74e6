//  LineFragments.swift
//  In: a line's pieces with their places. Out: fragments, built from the inside out.

import Fragments
import Geometry
import Style
import Text

extension LayoutSession {
    /// The line's children. `shift`: from the container's content edge to x 0 of the pieces.
    func fragments(of contents: LineContents, _ prepared: PreparedInline, shift: Float, _ space: LineSpace)
        -> [FragmentLink]
    {
        let pieces = contents.pieces
        if pieces.isEmpty { return [] }
        // Faster because: without inline boxes every piece is the line's own.
        if pieces.allSatisfy({ $0.parent < 0 && $0.kind != .inline }) {
            var none: [[FragmentLink]] = []
            var links: [FragmentLink] = []
            links.reserveCapacity(pieces.count)
            for (index, piece) in pieces.enumerated() {
                if let link = fragment(
                    piece, index, contents, prepared, corner: .zero, children: &none, shift: shift, space)
                {
                    links.append(link)
                }
            }
            return links
        }
        // children of each inline piece, innermost first; index 0 is the line
        var children = [[FragmentLink]](repeating: [], count: pieces.count + 1)
        // where the border box of each inline piece begins
        var corners = [LogicalOffset](repeating: .zero, count: pieces.count)
        for (index, piece) in pieces.enumerated() where piece.kind == .inline {
            let metrics = metrics(piece.style)
            let edges = blockEdges(piece, space)
            corners[index] = LogicalOffset(
                inline: LayoutUnit(px: piece.x + piece.marginStart + shift),
                block: contents.height.baseline(piece.place) - metrics.ascent - edges.start)
        }
        for index in pieces.indices.reversed() {
            let piece = pieces[index]
            let origin = piece.parent < 0 ? LogicalOffset.zero : corners[Int(piece.parent)]
            guard
                let link = fragment(
                    piece, index, contents, prepared, corner: corners[index], children: &children, shift: shift, space)
            else { continue }
            children[Int(piece.parent) + 1].append(
                FragmentLink(offset: link.offset - origin, fragment: link.fragment))
        }
        return children[0].reversed()
    }

    private func blockEdges(_ piece: LinePiece, _ space: LineSpace) -> (start: LayoutUnit, end: LayoutUnit) {
        let border = borders(of: piece.box)
        let padding = padding(of: piece.box, inlineBasis: space.containerInlineSize)
        return (border.blockStart + padding.blockStart, border.blockEnd + padding.blockEnd)
    }

    /// A piece's fragment, its offset from the line's corner.
    private func fragment(
        _ piece: LinePiece, _ index: Int, _ contents: LineContents, _ prepared: PreparedInline, corner: LogicalOffset,
        children: inout [[FragmentLink]], shift: Float, _ space: LineSpace
    ) -> FragmentLink? {
        let baseline = contents.height.baseline(piece.place)
        let x = LayoutUnit(px: piece.x + shift)
        switch piece.kind {
        case .inline:
            return FragmentLink(
                offset: corner + inlineShift(piece.box, space),
                fragment: inlineFragment(piece, children: children[index + 1].reversed(), space))
        case .text, .leader, .hyphen:
            let metrics = metrics(piece.style)
            var runs: [PlacedRun] = []
            var emphasis: [PlacedRun] = []
            switch piece.kind {
            case .text:
                var left: Float = 0
                for run in prepared.paragraph.glyphRuns(of: piece.range, in: contents.text) {
                    runs.append(PlacedRun(x: left, run: run))
                    left += run.advance
                }
                emphasis = emphasisMarks(piece, contents, prepared)
            case .leader:
                let end = Float((space.containerInlineSize).px) - shift
                runs = leaderRuns(piece, containerEnd: end)
            default: runs = contents.runs[Int(piece.content)]
            }
            var flags: FragmentFlags = prepared.paragraph.baseLevel == 1 ? .rightToLeft : []
            var node = Int32(-1)
            if !piece.box.isNone {
                node = boxes.node(piece.box).index
                if boxes.traits(piece.box).contains(.generated) { flags.insert(.generated) }
            } else {
                flags.insert(.generated)
            }
            return FragmentLink(
                offset: LogicalOffset(inline: x, block: baseline - metrics.ascent),
                fragment: Fragment(
                    kind: .text, flags: flags, node: node, box: piece.box.index, style: piece.style.index,
                    size: LogicalSize(
                        inline: LayoutUnit(ceiling: piece.width), block: metrics.ascent + metrics.descent),
                    firstBaseline: metrics.ascent, lastBaseline: metrics.ascent,
                    content: .text(TextContent(runs: runs, baseline: metrics.ascent, emphasis: emphasis))))
        case .atomic:
            let atomic = contents.atomics[Int(piece.content)]
            let offset = LogicalOffset(
                inline: x + atomic.margins.inlineStart, block: baseline - atomic.ascent + atomic.margins.blockStart)
            return FragmentLink(offset: offset + inlineShift(piece.box, space), fragment: atomic.fragment)
        case .marker:
            let marker = contents.atomics[Int(piece.content)]
            let first = marker.fragment.firstBaseline ?? marker.fragment.size.block
            let edge = markerEdge(of: piece.box, in: prepared.box, space)
            return FragmentLink(
                offset: LogicalOffset(
                    inline: edge - marker.fragment.size.inline - marker.margins.inlineEnd, block: baseline - first),
                fragment: marker.fragment)
        case .ruby:
            let segment = contents.rubies[Int(piece.content)]
            return FragmentLink(
                offset: LogicalOffset(
                    inline: x - segment.overhang.before, block: baseline - segment.baseline),
                fragment: segment.fragment)
        case .running:
            return FragmentLink(
                offset: LogicalOffset(inline: x, block: .zero),
                fragment: Fragment(
                    kind: .block, flags: [.hasPageFacts, .outOfFlow], node: boxes.node(piece.box).index,
                    box: piece.box.index, style: boxes.style(piece.box).index, size: .zero))
        }
    }

    /// What `position: relative` moves an inline-level box by.
    private func inlineShift(_ box: BoxID, _ space: LineSpace) -> LogicalOffset {
        relativeOffset(
            of: box, basis: LogicalSize(inline: space.containerInlineSize, block: space.containerBlockSize))
    }

    private func inlineFragment(_ piece: LinePiece, children: [FragmentLink], _ space: LineSpace) -> Fragment {
        let metrics = metrics(piece.style)
        var border = borders(of: piece.box)
        var padding = padding(of: piece.box, inlineBasis: space.containerInlineSize)
        var margin = LogicalEdges.zero
        margin.inlineStart = LayoutUnit(px: piece.marginStart)
        margin.inlineEnd = LayoutUnit(px: piece.marginEnd)
        var flags: FragmentFlags = []
        let isClone = document.table[piece.style].flow.boxDecorationBreak == .clone
        if !piece.hasStart {
            flags.insert(.startCut)
            if !isClone {
                border.inlineStart = .zero
                padding.inlineStart = .zero
            }
        }
        if !piece.hasEnd {
            flags.insert(.endCut)
            if !isClone {
                border.inlineEnd = .zero
                padding.inlineEnd = .zero
            }
        }
        let traits = boxes.traits(piece.box)
        if traits.contains(.hasPageFacts) { flags.insert(.hasPageFacts) }
        if traits.contains(.generated) { flags.insert(.generated) }
        if document.table[piece.style].text.direction == .rtl { flags.insert(.rightToLeft) }
        return Fragment(
            kind: .inline, flags: flags, node: boxes.node(piece.box).index, box: piece.box.index,
            style: piece.style.index,
            size: LogicalSize(
                inline: (LayoutUnit(px: piece.width) - margin.inlineSum).clampedToZero,
                block: metrics.ascent + metrics.descent + border.blockSum + padding.blockSum),
            border: border, padding: padding, margin: margin,
            firstBaseline: metrics.ascent + border.blockStart + padding.blockStart,
            lastBaseline: metrics.ascent + border.blockStart + padding.blockStart, children: children,
            content: slice(
                ofInline: piece.box, flags, document.table[piece.style], inlineBasis: space.containerInlineSize))
    }

    /// Where an outside marker ends: the list item's content edge, seen from the context's content edge.
    private func markerEdge(of marker: BoxID, in context: BoxID, _ space: LineSpace) -> LayoutUnit {
        let item = boxes.node(marker)
        var edge = LayoutUnit.zero
        var current = context
        while !current.isNone, boxes.node(current) != item || boxes.pseudos[Int(current.index)] == .marker {
            let basis = space.containerInlineSize
            edge -=
                margins(of: current, inlineBasis: basis).inlineStart + borders(of: current).inlineStart
                + padding(of: current, inlineBasis: basis).inlineStart
            current = boxes.parent(current)
            if !current.isNone, boxes.kind(current) != .block, boxes.kind(current) != .inlineContext { break }
        }
        return edge
    }
}
