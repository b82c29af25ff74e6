//  PlaceLine.swift
//  In: a broken line. Out: its fragment.
//  The steps: 1 cut the text, find what justification adds; 2 walk the items: pieces with x and width, a baseline each;
//  3 line height, baselines of groups; 4 alignment; 5 fragments from the inside out.

import Fragments
import Geometry
import Style
import Text

/// A part of a line on its way to a fragment.
struct LinePiece {
    enum Kind: UInt8 { case text, inline, atomic, ruby, leader, marker, running, hyphen }
    var kind: Kind
    var box: BoxID
    var style: StyleID
    /// The inline piece around it; −1: the line.
    var parent: Int32
    /// CSS px from the line's start edge.
    var x: Float
    var width: Float = 0
    var place: LineHeight.Place
    var range: Range<Int> = 0..<0
    /// inline: this piece has the box's start (end) edge.
    var hasStart = true
    var hasEnd = true
    /// Index into what was laid out for atomic boxes, ruby, markers.
    var content: Int32 = -1
    /// inline: margins at its two sides, CSS px.
    var marginStart: Float = 0
    var marginEnd: Float = 0
}

/// Everything that one line is made of.
struct LineContents {
    var pieces: [LinePiece] = []
    var height = LineHeight()
    var text: TextLine
    var atomics: [AtomicBox] = []
    var rubies: [RubySegment] = []
    var runs: [[PlacedRun]] = []
    var bubbles = Bubbles()
    /// Out-of-flow boxes: where they would stand.
    var outOfFlow: [(box: BoxID, x: Float)] = []
    var footnotes: [BoxID] = []
    var width: Float = 0
    var hasContent = false
}

/// A finished line.
struct PlacedLine {
    /// nil: there is nothing on it.
    let fragment: Fragment?
    let blockSize: LayoutUnit
    let bubbles: Bubbles
    let text: TextLine
    /// Of all that is on it, CSS px.
    let width: Float
    let ascent: LayoutUnit

    init(_ contents: LineContents, _ fragment: Fragment?, blockSize: LayoutUnit) {
        self.fragment = fragment
        self.blockSize = blockSize
        bubbles = contents.bubbles
        text = contents.text
        width = contents.width
        ascent = contents.height.ascent
    }
}

extension LayoutSession {
    func placeLine(_ prepared: PreparedInline, from position: InlinePosition, _ broken: BrokenLine, in space: LineSpace)
        -> PlacedLine
    {
        let paragraph = prepared.paragraph
        let start = Int(position.scalar)
        let style = document.table[prepared.style]
        var textLine = paragraph.line(
            start..<max(broken.endScalar, start), start: broken.start, isLast: broken.isLast || broken.isForced,
            available: broken.available - broken.objects)
        if broken.isForced, textLine.range.upperBound > start,
            paragraph.scalars[textLine.range.upperBound - 1] == 0x0A
        {
            textLine.range = textLine.range.lowerBound..<textLine.range.upperBound - 1
        }
        var hyphen: GlyphRun?
        if broken.endScalar < paragraph.count, broken.endScalar > start,
            paragraph.breakKind(at: broken.endScalar) == .hyphen
        {
            hyphen = paragraph.hyphen(at: broken.endScalar)
        }
        let itemRange = prepared.itemRange(from: position, broken)
        var objects = broken.objects
        if broken.letterGap > 0 {
            textLine.expansion = LineExpansion(
                wordSpace: broken.letterGap, autospace: broken.letterGap, character: broken.letterGap)
        }
        let natural = paragraph.width(of: textLine.range, in: textLine)
        var free =
            broken.available - natural - objects - (hyphen?.advance ?? 0) + textLine.startHang + textLine.endHang
        let leaders = prepared.items[itemRange].count { $0.kind == .leader }
        if leaders > 0, free > 0 {
            objects += free
            free = 0
        }
        let align = alignment(style, isLast: broken.isLast || broken.isForced)
        if align == .justify, free > 0 {
            textLine.expansion = expansion(
                of: paragraph.gaps(of: textLine.range, in: textLine, mode: justification(style)), free: free)
            if textLine.expansion != .none {
                free -= paragraph.width(of: textLine.range, in: textLine) - natural
            }
        }
        var walk = LineWalk(
            session: self, prepared: prepared, broken: broken, space: space,
            contents: LineContents(text: textLine),
            leaderExtra: leaders > 0 ? (objects - broken.objects) / Float(leaders) : 0)
        walk.run(itemRange, start: start, hyphen: hyphen)
        var contents = walk.contents
        if prepared.hasEllipsis, broken.overflows || contents.width > broken.available + Self.tolerance {
            shorten(&contents, prepared, to: broken.available, with: "\u{2026}")
            free = 0
        } else if let ellipsis = space.ellipsis {
            shorten(&contents, prepared, to: broken.available, with: ellipsis)
            free = 0
        }
        if paragraph.isBidirectional || paragraph.baseLevel == 1 {
            reorder(&contents, prepared, line: start..<max(broken.endScalar, start))
        }
        contents.height.finish()
        var shift = Float(broken.inlineOffset.px) + broken.indent - textLine.startHang
        switch align {
        case .end:
            shift += max(free, 0)
            if style.text.textAlignCharacter != nil { shift -= min(max(free, 0), characterShift(of: prepared.box)) }
        case .center: shift += max(free, 0) / 2
        case .start, .justify: break
        }
        let isEmpty = !contents.hasContent
        let blockSize = isEmpty ? LayoutUnit.zero : contents.height.height
        for entry in contents.outOfFlow {
            let isInline = Self.isInlineLevel(self.style(entry.box).box.originalDisplay)
            let below = !isInline && entry.x > 0
            contents.bubbles.outOfFlow.append(
                OutOfFlowBox(
                    box: entry.box,
                    staticOffset: LogicalOffset(
                        inline: isInline ? LayoutUnit(px: entry.x + shift) : broken.inlineOffset,
                        block: below ? blockSize : .zero)))
        }
        for body in contents.footnotes {
            contents.bubbles.footnotes.append(FootnoteCall(body: body, blockOffset: blockSize))
        }
        let children = fragments(of: contents, prepared, shift: shift, space)
        if isEmpty, !children.contains(where: { $0.fragment.flags.contains(.hasPageFacts) }) {
            return PlacedLine(contents, nil, blockSize: .zero)
        }
        let baseline = contents.height.ascent
        let line = Fragment(
            kind: .line, flags: style.text.direction == .rtl ? .rightToLeft : [], box: -1, style: -1,
            size: LogicalSize(inline: space.containerInlineSize, block: blockSize),
            firstBaseline: isEmpty ? nil : baseline, lastBaseline: isEmpty ? nil : baseline, children: children)
        return PlacedLine(contents, line, blockSize: blockSize)
    }

    static func isInlineLevel(_ display: Display) -> Bool {
        switch display {
        case .inline, .inlineBlock, .inlineFlex, .inlineGrid, .inlineTable, .inlineListItem, .ruby: true
        default: false
        }
    }
}

/// Walks a line's items in logical order.
private struct LineWalk {
    let session: LayoutSession
    let prepared: PreparedInline
    let broken: BrokenLine
    let space: LineSpace
    var contents: LineContents
    /// What each leader gets beside its first pattern.
    let leaderExtra: Float
    private var x: Float = 0
    /// Open inline pieces, innermost last, with the place of their baselines.
    private var open: [(piece: Int32, item: Int, place: LineHeight.Place, metrics: InlineMetrics, style: StyleID)] = []

    init(
        session: LayoutSession, prepared: PreparedInline, broken: BrokenLine, space: LineSpace, contents: LineContents,
        leaderExtra: Float
    ) {
        self.session = session
        self.prepared = prepared
        self.broken = broken
        self.space = space
        self.contents = contents
        self.leaderExtra = leaderExtra
    }

    mutating func run(_ range: Range<Int>, start: Int, hyphen: GlyphRun?) {
        let root = session.metrics(prepared.style)
        contents.height.include(LineHeight.Place(), above: root.above, below: root.below)
        open.append((-1, -1, LineHeight.Place(), root, prepared.style))
        if range.isEmpty { return }
        reopen(before: range.lowerBound)
        var nextObject = prepared.firstObject(from: range.lowerBound)
        let paragraph = prepared.paragraph
        for index in range {
            let item = prepared.items[index]
            var width: Float = 0
            if item.isObject {
                if nextObject < prepared.objects.count, Int(prepared.objects[nextObject]) == index {
                    width =
                        item.kind == .float
                        ? 0 : session.objectWidth(prepared, at: nextObject, x: x + broken.indent, space)
                    nextObject += 1
                }
            }
            switch item.kind {
            case .text:
                let from = max(Int(item.start), contents.text.range.lowerBound)
                let to = min(Int(item.end), contents.text.range.upperBound)
                if from < to {
                    contents.hasContent = true
                    var piece = makePiece(.text, item.box)
                    piece.range = from..<to
                    piece.width = paragraph.width(of: from..<to, in: contents.text)
                    raiseForEmphasis(piece)
                    contents.pieces.append(piece)
                    x += piece.width
                }
            case .open: begin(item, index, width: width)
            case .close: end(item, width: width, isCut: false)
            case .tab:
                contents.hasContent = true
                x += width
            case .forcedBreak: contents.hasContent = true
            case .leader:
                contents.hasContent = true
                var piece = makePiece(.leader, item.box)
                piece.width = width + leaderExtra
                contents.pieces.append(piece)
                x += piece.width
            case .atomic:
                contents.hasContent = true
                let box = session.atomicBox(item.box, space)
                var piece = makePiece(.atomic, item.box)
                piece.place = place(
                    of: item.box, style: session.boxes.style(item.box), above: box.ascent, below: box.descent)
                contents.height.include(piece.place, above: box.ascent, below: box.descent)
                piece.content = Int32(contents.atomics.count)
                piece.width = width
                contents.atomics.append(box)
                contents.pieces.append(piece)
                x += width
            case .ruby:
                contents.hasContent = true
                var segment = session.rubySegment(item.box, in: prepared, item: item)
                // an annotation stays within the line
                if Int(item.start) <= contents.text.range.lowerBound {
                    width += Float(segment.overhang.before.px)
                    segment.overhang.before = .zero
                }
                if Int(item.end) >= contents.text.range.upperBound {
                    width += Float(segment.overhang.after.px)
                    segment.overhang.after = .zero
                }
                var piece = makePiece(.ruby, item.box)
                contents.height.include(piece.place, above: segment.above, below: segment.below)
                piece.content = Int32(contents.rubies.count)
                piece.width = width
                contents.rubies.append(segment)
                contents.pieces.append(piece)
                contents.bubbles.absorb(segment.bubbles, at: LogicalOffset(inline: LayoutUnit(px: x), block: .zero))
                x += width
            case .marker: addMarker(item)
            case .running: contents.pieces.append(makePiece(.running, item.box))
            case .outOfFlow: contents.outOfFlow.append((item.box, x))
            case .footnote: contents.footnotes.append(item.box)
            case .float: break
            }
        }
        if let hyphen {
            var piece = makePiece(.hyphen, BoxID.none)
            piece.width = hyphen.advance
            piece.content = Int32(contents.runs.count)
            contents.runs.append([PlacedRun(x: 0, run: hyphen)])
            contents.pieces.append(piece)
            x += hyphen.advance
        }
        while open.count > 1 {
            let item = prepared.items[open[open.count - 1].item]
            guard prepared.hasClones, item.match >= 0, session.isClone(item) else {
                end(item, width: 0, isCut: true)
                continue
            }
            let close = prepared.items[Int(item.match)]
            let width = session.edgeWidth(close, basis: space.containerInlineSize)
            let piece = Int(open[open.count - 1].piece)
            end(close, width: Float(width.px), isCut: false)
            contents.pieces[piece].hasEnd = false
        }
        contents.width = x - contents.text.startHang - contents.text.endHang
    }

    private func makePiece(_ kind: LinePiece.Kind, _ box: BoxID) -> LinePiece {
        let inner = open[open.count - 1]
        return LinePiece(kind: kind, box: box, style: inner.style, parent: inner.piece, x: x, place: inner.place)
    }

    /// Inline boxes that began on earlier lines.
    private mutating func reopen(before index: Int) {
        var chain: [Int] = []
        var current = index < prepared.items.count ? Int(prepared.items[index].parent) : -1
        // a line may begin with the close of a box without edges
        while current >= 0 {
            chain.append(current)
            current = Int(prepared.items[current].parent)
        }
        for item in chain.reversed() {
            let isClone = prepared.hasClones && session.isClone(prepared.items[item])
            let width =
                isClone ? session.edgeWidth(prepared.items[item], basis: space.containerInlineSize) : .zero
            begin(prepared.items[item], item, width: Float(width.px))
            let piece = Int(open[open.count - 1].piece)
            contents.pieces[piece].hasStart = false
            if !isClone { contents.pieces[piece].marginStart = 0 }
        }
    }

    private mutating func place(of box: BoxID, style id: StyleID, above: LayoutUnit, below: LayoutUnit)
        -> LineHeight.Place
    {
        let inner = open[open.count - 1]
        let values = session.document.table[id]
        if values.box.verticalAlign == .baseline { return inner.place }
        let basis = session.metrics(id).lineHeight
        return contents.height.place(
            values.box.verticalAlign, in: inner.place, parentMetrics: inner.metrics, above: above, below: below,
            length: { session.resolve($0, against: basis, values) ?? .zero })
    }

    private mutating func begin(_ item: InlineItem, _ index: Int, width: Float) {
        let style = prepared.restyled[item.box.index] ?? session.boxes.style(item.box)
        let metrics = session.metrics(style)
        var piece = makePiece(.inline, item.box)
        piece.style = style
        piece.place = place(of: item.box, style: style, above: metrics.above, below: metrics.below)
        contents.height.include(piece.place, above: metrics.above, below: metrics.below)
        if item.hasEdge {
            contents.hasContent = true
            let margin = session.margins(of: item.box, inlineBasis: space.containerInlineSize).inlineStart
            piece.marginStart = Float(margin.px)
        } else {
            piece.hasStart = !session.boxes.traits(item.box).contains(.startCut)
        }
        open.append((Int32(contents.pieces.count), index, piece.place, metrics, style))
        contents.pieces.append(piece)
        x += width
    }
    private mutating func end(_ item: InlineItem, width: Float, isCut: Bool) {
        guard open.count > 1 else { return }
        let piece = Int(open.removeLast().piece)
        x += width
        contents.pieces[piece].width = x - contents.pieces[piece].x
        if isCut {
            contents.pieces[piece].hasEnd = false
        } else if item.hasEdge {
            contents.hasContent = true
            let margin = session.margins(of: item.box, inlineBasis: space.containerInlineSize).inlineEnd
            contents.pieces[piece].marginEnd = Float(margin.px)
        } else {
            contents.pieces[piece].hasEnd = !session.boxes.traits(item.box).contains(.endCut)
        }
    }

    private mutating func addMarker(_ item: InlineItem) {
        contents.hasContent = true
        let marker = session.atomicBox(item.box, space)
        var piece = makePiece(.marker, item.box)
        let baseline = marker.fragment.firstBaseline ?? marker.fragment.size.block
        contents.height.include(piece.place, above: baseline, below: marker.fragment.size.block - baseline)
        piece.content = Int32(contents.atomics.count)
        contents.atomics.append(marker)
        contents.pieces.append(piece)
    }

    /// Emphasis marks need room above (or below) the letters. https://www.w3.org/TR/css-text-decor-4/#emphasis-marks
    private mutating func raiseForEmphasis(_ piece: LinePiece) {
        let style = session.document.table[piece.style]
        guard style.text.textEmphasis != .none else { return }
        let metrics = open[open.count - 1].metrics
        let mark = metrics.fontSize / 2
        if style.text.textEmphasisUnder {
            contents.height.include(piece.place, above: metrics.ascent, below: metrics.descent + mark)
        } else {
            contents.height.include(piece.place, above: metrics.ascent + mark, below: metrics.descent)
        }
    }
}
