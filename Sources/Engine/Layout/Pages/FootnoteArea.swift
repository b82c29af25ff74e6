//  FootnoteArea.swift
//  In: footnotes called on a page or left over. Out: the area at the page's foot, and what goes to the next page.
//  https://www.w3.org/TR/css-gcpm-3/#footnotes

import Fragments
import Geometry
import Style

/// A footnote area; empty without footnotes.
struct FootnoteAreaResult {
    /// The margin box's block size.
    var height = LayoutUnit.zero
    var fragment: Fragment?
    var inlineOffset = LayoutUnit.zero
    /// From the margin box's start to the border box.
    var blockOffset = LayoutUnit.zero
    var deferred: [DeferredFootnote] = []
    /// What rises from the notes, as seen from the border box.
    var bubbles = Bubbles()
}

extension PageFlow {
    /// Stacks the footnotes in an area not higher than `limit` and the area's own max-height.
    func footnoteArea(_ notes: [DeferredFootnote], limit: LayoutUnit) -> FootnoteAreaResult {
        var answer = FootnoteAreaResult()
        guard !notes.isEmpty else { return answer }
        let style = footnoteStyle
        let inlineBasis = geometry.content.inline
        func used(_ length: LengthPercentage, _ basis: LayoutUnit) -> LayoutUnit {
            session.resolve(length, against: basis, style) ?? .zero
        }
        let margin = session.logical(
            style.box.margin.map { $0.lengthPercentage.map { used($0, inlineBasis) } ?? .zero }, .ltr)
        let padding = session.logical(style.box.padding.map { used($0, inlineBasis).clampedToZero }, .ltr)
        let widths = style.decoration.border
        let border = session.logical(
            Sides(
                top: LayoutUnit(px: widths.top.width), right: LayoutUnit(px: widths.right.width),
                bottom: LayoutUnit(px: widths.bottom.width), left: LayoutUnit(px: widths.left.width)), .ltr)
        let edges = border + padding
        let inline = (inlineBasis - margin.inlineSum - edges.inlineSum).clampedToZero

        // At least a tenth of the page stays for the text, so that paging advances.
        var most = min(limit, geometry.content.block - geometry.content.block / 10) - margin.blockSum - edges.blockSum
        if case .length(let length) = style.box.maxHeight,
            let maximum = session.resolve(length, against: geometry.content.block, style)
        {
            most = min(most, maximum)
        }
        most = max(most, LayoutUnit(1))

        var children: [FragmentLink] = []
        var cursor = LayoutUnit.zero
        var strut = MarginStrut()
        // notes side by side: where the row begins and how much of it is taken
        var row: (start: LayoutUnit, used: LayoutUnit)?
        for (index, note) in notes.enumerated() {
            let margins = session.margins(of: note.body, inlineBasis: inline)
            let width = widthOnSharedLine(note, within: inline - margins.inlineSum)
            if let width, let open = row {
                let gap = LayoutUnit(px: session.style(note.body).text.fontSize)
                let x = open.used + gap + margins.inlineStart
                if x + width + margins.inlineEnd <= inline,
                    let result = layOutInRow(note, width: width, at: open.start, most: most, inline: inline),
                    let fragment = result.fragment
                {
                    let offset = LogicalOffset(
                        inline: edges.inlineStart + x, block: edges.blockStart + open.start)
                    children.append(FragmentLink(offset: offset, fragment: fragment))
                    answer.bubbles.absorb(result.bubbles, at: offset)
                    cursor = max(cursor, open.start + fragment.size.block)
                    row = (open.start, x + width + margins.inlineEnd)
                    continue
                }
            }
            row = nil
            strut.append(margins.blockStart)
            var place = cursor + (children.isEmpty ? margins.blockStart : strut.sum)
            if note.token != nil { place = cursor }
            var space = ConstraintSpace(
                available: LogicalSize(inline: width ?? inline, block: .indefinite),
                percentageBasis: LogicalSize(inline: inline, block: .indefinite))
            space.isInlineSizeFixed = width != nil
            space.fragmentation = Fragmentainer(
                kind: .page, blockSize: most, offset: place, hasContentBefore: !children.isEmpty)
            let result = session.layout(note.body, in: space, from: note.token)
            guard let fragment = result.fragment, children.isEmpty || place + fragment.size.block <= most else {
                answer.deferred += notes[index...]
                break
            }
            children.append(
                FragmentLink(
                    offset: LogicalOffset(
                        inline: edges.inlineStart + margins.inlineStart, block: edges.blockStart + place),
                    fragment: fragment))
            answer.bubbles.absorb(
                result.bubbles,
                at: LogicalOffset(inline: edges.inlineStart + margins.inlineStart, block: edges.blockStart + place))
            cursor = place + fragment.size.block
            if let width { row = (place, margins.inlineSum + width) }
            strut = MarginStrut()
            strut.append(margins.blockEnd)
            if let token = result.breakToken {
                answer.deferred.append(DeferredFootnote(body: note.body, token: token))
                answer.deferred += notes[(index + 1)...]
                break
            }
        }
        guard !children.isEmpty else { return answer }
        let content = cursor + strut.sum
        var block = content
        if case .length(let length) = style.box.minHeight {
            block = max(block, session.resolve(length, against: geometry.content.block, style) ?? .zero)
        }
        answer.fragment = Fragment(
            kind: .footnoteArea, style: session.document.table.intern(style).index,
            size: LogicalSize(inline: inline + edges.inlineSum, block: block + edges.blockSum), border: border,
            padding: padding, margin: margin, children: children)
        answer.height = block + edges.blockSum + margin.blockSum
        answer.inlineOffset = margin.inlineStart
        answer.blockOffset = margin.blockStart
        return answer
    }

    /// The border box's width of a note that may share a line with others; nil: it takes the lines it needs for itself.
    /// https://www.w3.org/TR/css-gcpm-3/#footnote-display : `compact` leaves it to us, and what fits is put side by side.
    private func widthOnSharedLine(_ note: DeferredFootnote, within room: LayoutUnit) -> LayoutUnit? {
        guard session.style(note.body).flow.footnoteDisplay != .block, note.token == nil else { return nil }
        let width = session.inlineSizes(of: note.body).max
        return width <= room ? width : nil
    }

    /// A note beside others; nil if it does not fit the page whole.
    private func layOutInRow(
        _ note: DeferredFootnote, width: LayoutUnit, at start: LayoutUnit, most: LayoutUnit, inline: LayoutUnit
    ) -> LayoutResult? {
        var space = ConstraintSpace(
            available: LogicalSize(inline: width, block: .indefinite),
            percentageBasis: LogicalSize(inline: inline, block: .indefinite))
        space.isInlineSizeFixed = true
        let result = session.layout(note.body, in: space, from: nil)
        guard let fragment = result.fragment, start + fragment.size.block <= most else { return nil }
        return result
    }
}
