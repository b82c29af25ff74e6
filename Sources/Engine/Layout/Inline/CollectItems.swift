//  CollectItems.swift
//  In: the children of an inline context. Out: a PreparedInline: items in order, scalars shaped once.

import Diagnostics
import Geometry
import Messages
import Style
import Text

extension LayoutSession {
    /// The context, prepared on first use.
    func preparedInline(_ box: BoxID) -> PreparedInline {
        if let known = inline.prepared[box.index] { return known }
        let made = prepare(box, firstLine: nil)
        if hasFirstLines, let (block, style) = firstLineStyle(for: box) {
            made.firstLine = prepare(box, firstLine: (block, style))
        }
        inline.prepared[box.index] = made
        return made
    }
    /// Some block has a style for its first line.
    var hasFirstLines: Bool {
        if let known = inline.hasFirstLines { return known }
        let found = document.pseudoStyles.keys.contains { $0.pseudo == .firstLine }
        inline.hasFirstLines = found
        return found
    }
    /// Their text has changed.
    func forgetParagraphs(_ contexts: [BoxID]) {
        for box in contexts {
            inline.prepared[box.index] = nil
            inline.plain[box.index] = nil
            inline.sizes[box.index] = nil
            inline.balanced[box.index] = nil
        }
    }

    /// The ::first-line that covers the first line of this context, with the block it belongs to.
    private func firstLineStyle(for box: BoxID) -> (block: StyleID, style: StyleID)? {
        var current = box
        while true {
            let node = boxes.node(current)
            if !node.isNone, boxes.pseudos[Int(current.index)] == nil,
                let style = document.pseudoStyleID(.firstLine, of: node)
            {
                return (boxes.style(current), style)
            }
            let parent = boxes.parent(current)
            guard !parent.isNone, boxes.firstChild(parent) == current else { return nil }
            switch boxes.kind(parent) {
            case .block, .tableCell, .tableCaption, .columns: break
            default: return nil
            }
            // a box that stands for itself has first lines of its own
            guard boxes.traits(current).isDisjoint(with: [.atomicInline, .floating, .outOfFlow]) else { return nil }
            current = parent
        }
    }

    /// `scale`: of the letters.
    func prepare(_ box: BoxID, firstLine: (block: StyleID, style: StyleID)?, scale: Float = 1) -> PreparedInline {
        var collector = InlineCollector(session: self, root: box, firstLine: firstLine)
        collector.scale = scale
        let style = collector.style(of: box)
        collector.collectChildren(of: box, parent: -1)
        let values = document.table[style]
        let direction: BaseDirection =
            values.box.unicodeBidi == .plaintext ? .auto : values.text.direction == .rtl ? .rtl : .ltr
        let paragraph = text.paragraph(
            ParagraphText(scalars: collector.scalars, runs: collector.runs, baseDirection: direction))
        inline.preparedCount += 1
        let made = PreparedInline(box: box, style: style, items: collector.items, paragraph: paragraph)
        made.hasClones = collector.hasClones
        made.restyled = collector.restyled
        let isAnonymous = boxes.traits(box).contains(.anonymous)
        let parent = boxes.parent(box)
        if isAnonymous, !parent.isNone {
            var first = boxes.firstChild(parent)
            while !first.isNone, first != box, !boxes.traits(first).isDisjoint(with: [.floating, .outOfFlow]) {
                first = boxes.nextSibling(first)
            }
            if first != box, boxes.kind(parent) == .block { made.takesIndent = false }
        }
        let container = isAnonymous && !parent.isNone ? self.style(parent) : values
        made.hasEllipsis = container.flow.textOverflowEllipsis && container.box.overflowX != .visible
        made.condenseLimit = container.box.shrinkToFitLimit
        reportMissing(made)
        return made
    }

    private func reportMissing(_ prepared: PreparedInline) {
        for missing in prepared.paragraph.missing {
            let item = prepared.items.first {
                $0.kind == .text && Int($0.start) <= missing.position && missing.position < Int($0.end)
            }
            var node = item.map { boxes.node($0.box) } ?? .none
            while !node.isNone, document.tree.line(node) == 0 { node = document.tree.parent(node) }
            let place =
                node.isNone
                ? nil
                : SourceLocation(
                    file: document.tree.sourceName, line: document.tree.line(node), column: document.tree.column(node))
            let digits = String(missing.scalar, radix: 16, uppercase: true)
            let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            let character = Unicode.Scalar(missing.scalar).map { String(Character($0)) } ?? "?"
            diagnostics.report(
                "text-missing-glyph", .error,
                Sentence(.glyphMissing, ["character": character, "code": code]),
                at: place)
        }
    }
}

/// Walks the boxes of one inline context.
private struct InlineCollector {
    let session: LayoutSession
    let root: BoxID
    let firstLine: (block: StyleID, style: StyleID)?
    var items: [InlineItem] = []
    var scalars: [UInt32] = []
    var runs: [StyleRun] = []
    var restyled: [Int32: StyleID] = [:]
    /// Some inline box has its edges on every line.
    var hasClones = false
    var scale: Float = 1

    init(session: LayoutSession, root: BoxID, firstLine: (block: StyleID, style: StyleID)?) {
        self.session = session
        self.root = root
        self.firstLine = firstLine
    }

    mutating func style(of box: BoxID) -> StyleID {
        let own = session.boxes.style(box)
        guard let firstLine else { return own }
        let changed = session.firstLineStyle(of: own, block: firstLine.block, firstLine: firstLine.style)
        if changed != own { restyled[box.index] = changed }
        return changed
    }

    mutating func collectChildren(of box: BoxID, parent: Int32) {
        var child = session.boxes.firstChild(box)
        while !child.isNone {
            collect(child, parent: parent)
            child = session.boxes.nextSibling(child)
        }
    }

    private mutating func add(_ kind: InlineItem.Kind, _ box: BoxID, from start: Int, parent: Int32) {
        items.append(
            InlineItem(kind: kind, box: box, start: Int32(start), end: Int32(scalars.count), parent: parent))
    }
    private mutating func addRun(from start: Int, style: StyleID) {
        if start == scalars.count { return }
        runs.append(StyleRun(range: start..<scalars.count, style: session.textStyle(style, scale: scale)))
    }

    private mutating func collect(_ box: BoxID, parent: Int32) {
        let traits = session.boxes.traits(box)
        let start = scalars.count
        if traits.contains(.outOfFlow) { return add(.outOfFlow, box, from: start, parent: parent) }
        if traits.contains(.floating) { return add(.float, box, from: start, parent: parent) }
        switch session.boxes.kind(box) {
        case .runningElement: add(.running, box, from: start, parent: parent)
        case .footnoteBody: add(.footnote, box, from: start, parent: parent)
        case .outsideMarker: add(.marker, box, from: start, parent: parent)
        case .text: collectText(box, parent: parent)
        case .lineBreak:
            scalars.append(0x0A)
            addRun(from: start, style: style(of: box))
            add(.forcedBreak, box, from: start, parent: parent)
        case .inline where !traits.contains(.atomicInline), .ruby, .rubyBase, .rubyText:
            if session.boxes.kind(box) == .rubyBase, session.boxes.kind(session.boxes.parent(box)) == .ruby {
                // a base alone is plain text; with an annotation it is set as one piece
                let next = session.boxes.nextSibling(box)
                if !next.isNone, session.boxes.kind(next) == .rubyText {
                    collectObject(.ruby, box, parent: parent)
                    return
                }
            } else if session.boxes.kind(box) == .rubyText, session.boxes.kind(session.boxes.parent(box)) == .ruby {
                return
            }
            collectInline(box, parent: parent)
        default: collectObject(.atomic, box, parent: parent)
        }
    }

    private mutating func collectObject(_ kind: InlineItem.Kind, _ box: BoxID, parent: Int32) {
        let start = scalars.count
        scalars.append(0xFFFC)
        // breaks around an object are its parent's business
        let parentBox = session.boxes.parent(box)
        addRun(from: start, style: style(of: parentBox))
        add(kind, box, from: start, parent: parent)
    }

    private mutating func collectInline(_ box: BoxID, parent: Int32) {
        let id = style(of: box)
        let values = session.document.table[id]
        let start = scalars.count
        let (opening, closing) = Self.bidiControls(values)
        scalars += opening
        addRun(from: start, style: id)
        let open = Int32(items.count)
        add(.open, box, from: start, parent: parent)
        let traits = session.boxes.traits(box)
        let isLTR = values.text.direction == .ltr
        func hasEdge(left: Bool) -> Bool {
            let margin = left ? values.box.margin.left : values.box.margin.right
            let padding = left ? values.box.padding.left : values.box.padding.right
            let border = left ? values.decoration.border.left : values.decoration.border.right
            return !(margin == .zero || margin.isAuto) || !padding.isZero || border.width > 0
        }
        if values.flow.boxDecorationBreak == .clone { hasClones = true }
        items[Int(open)].hasEdge = !traits.contains(.startCut) && hasEdge(left: isLTR)
        collectChildren(of: box, parent: open)
        let end = scalars.count
        scalars += closing
        addRun(from: end, style: id)
        items[Int(open)].match = Int32(items.count)
        add(.close, box, from: end, parent: open)
        items[items.count - 1].match = open
        items[items.count - 1].hasEdge = !traits.contains(.endCut) && hasEdge(left: !isLTR)
    }

    /// https://www.w3.org/TR/css-writing-modes-4/#unicode-bidi
    private static func bidiControls(_ style: ComputedStyle) -> (opening: [UInt32], closing: [UInt32]) {
        let isRTL = style.text.direction == .rtl
        return switch style.box.unicodeBidi {
        case .normal: ([], [])
        case .embed: ([isRTL ? 0x202B : 0x202A], [0x202C])
        case .isolate: ([isRTL ? 0x2067 : 0x2066], [0x2069])
        case .bidiOverride: ([isRTL ? 0x202E : 0x202D], [0x202C])
        case .isolateOverride: ([0x2068, isRTL ? 0x202E : 0x202D], [0x202C, 0x2069])
        case .plaintext: ([0x2068], [0x2069])
        }
    }

    private mutating func collectText(_ box: BoxID, parent: Int32) {
        if let pending = session.boxes.rareData(box)?.pending, case .leader = pending {
            collectObject(.leader, box, parent: parent)
            return
        }
        let range = session.boxes.textRanges[Int(box.index)]
        if range.isEmpty { return }
        let id = style(of: box)
        let base = scalars.count
        scalars += session.boxes.scalars[Int(range.lowerBound)..<Int(range.upperBound)]
        addRun(from: base, style: id)
        let keepsTabs = session.document.table[id].text.whiteSpaceCollapse != .collapse
        var start = base
        for index in base..<scalars.count {
            let scalar = scalars[index]
            guard scalar == 0x0A || (scalar == 0x09 && keepsTabs) else { continue }
            if index > start { addPiece(.text, box, start, index, parent) }
            addPiece(scalar == 0x0A ? .forcedBreak : .tab, box, index, index + 1, parent)
            start = index + 1
        }
        if scalars.count > start { addPiece(.text, box, start, scalars.count, parent) }
    }
    private mutating func addPiece(_ kind: InlineItem.Kind, _ box: BoxID, _ start: Int, _ end: Int, _ parent: Int32) {
        items.append(InlineItem(kind: kind, box: box, start: Int32(start), end: Int32(end), parent: parent))
    }
}
