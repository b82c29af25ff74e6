//  StyleFacts.swift
//  In: a computed style. Out: what layout asks of it for every box and every line, found once per style: edges that are the same in
//  any container, whether sizes are all automatic, how lines are aligned.

import Geometry
import Style

/// Facts of one computed style.
struct StyleFacts: BitwiseCopyable {
    /// Borders of a box by itself (cells between collapsed borders have others).
    var border: LogicalEdges
    /// nil: depends on a percentage or on the font.
    var padding: LogicalEdges?
    /// In a container that runs from left to right, `auto` as zero; nil: depends on a percentage or on the font.
    var margins: LogicalEdges?
    var flags: Flags
    /// Of lines, and of a block's last line.
    var alignment: LineAlignment
    var lastAlignment: LineAlignment
    /// `vertical-align` of a cell.
    var cellAlignment: CellAlignment

    /// In cells all other values mean `baseline`. https://www.w3.org/TR/CSS22/tables.html#height-layout
    enum CellAlignment: UInt8, BitwiseCopyable { case baseline, top, middle, bottom }

    struct Flags: OptionSet, BitwiseCopyable {
        let rawValue: UInt16
        static let hasMargins = Flags(rawValue: 1)
        /// `auto` at the left or the right.
        static let hasAutoMargins = Flags(rawValue: 2)
        /// `position: relative` or `sticky`.
        static let isMoved = Flags(rawValue: 4)
        static let isRightToLeft = Flags(rawValue: 8)
        /// `width`, `min-width`, `max-width`, `aspect-ratio` say nothing.
        static let hasAutomaticWidth = Flags(rawValue: 16)
        /// `height`, `min-height`, `max-height`, `aspect-ratio` say nothing.
        static let hasAutomaticHeight = Flags(rawValue: 32)
        /// Lines of an inline context in this style need no more than their text says (see PlainText).
        static let hasPlainLines = Flags(rawValue: 64)
        /// Lines in a container of this style are neither cut nor condensed.
        static let leavesLinesAlone = Flags(rawValue: 128)
        /// No edges, no sizes, no place of its own: the box is as its contents are.
        static let isBare = Flags(rawValue: 256)
        /// `max-lines` counts here.
        static let limitsLines = Flags(rawValue: 512)
        static let collapsesBorders = Flags(rawValue: 1024)
    }
}

extension LayoutSession {
    @inline(__always)
    func facts(_ id: StyleID) -> StyleFacts {
        let index = Int(id.index)
        if index < styleFacts.count, let known = styleFacts[index] { return known }
        return findFacts(id)
    }
    @inline(__always)
    func facts(of box: BoxID) -> StyleFacts { facts(boxes.style(box)) }

    @inline(never)
    private func findFacts(_ id: StyleID) -> StyleFacts {
        let made = makeFacts(document.table[id])
        while styleFacts.count <= Int(id.index) { styleFacts.append(nil) }
        styleFacts[Int(id.index)] = made
        return made
    }

    private func makeFacts(_ style: ComputedStyle) -> StyleFacts {
        let direction = style.text.direction
        let border = style.decoration.border
        let margin = style.box.margin
        let padding = style.box.padding
        var flags: StyleFacts.Flags = []
        if margin.top != .zero || margin.right != .zero || margin.bottom != .zero || margin.left != .zero {
            flags.insert(.hasMargins)
        }
        if margin.left.isAuto || margin.right.isAuto { flags.insert(.hasAutoMargins) }
        if style.box.position == .relative || style.box.position == .sticky { flags.insert(.isMoved) }
        if direction == .rtl { flags.insert(.isRightToLeft) }
        if style.box.width == .auto, style.box.minWidth == .auto, style.box.maxWidth == .none,
            style.box.aspectRatio == nil
        {
            flags.insert(.hasAutomaticWidth)
        }
        if style.box.height == .auto, style.box.minHeight == .auto, style.box.maxHeight == .none,
            style.box.aspectRatio == nil
        {
            flags.insert(.hasAutomaticHeight)
        }
        if direction == .ltr, style.box.unicodeBidi != .plaintext, style.text.textIndent.isZero,
            style.text.textEmphasis == .none, style.text.textAlignCharacter == nil,
            style.text.textWrapStyle != .balance, style.text.textWrapStyle != .pretty
        {
            flags.insert(.hasPlainLines)
        }
        if style.box.shrinkToFitLimit == nil, !style.flow.textOverflowEllipsis || style.box.overflowX == .visible {
            flags.insert(.leavesLinesAlone)
        }
        if style.text.borderCollapse == .collapse { flags.insert(.collapsesBorders) }
        if style.flow.continueDiscards, style.flow.maxLines > 0 { flags.insert(.limitsLines) }
        let hasPadding =
            !(padding.top.isZero && padding.right.isZero && padding.bottom.isZero && padding.left.isZero)
        let hasBorder =
            border.top.width != 0 || border.right.width != 0 || border.bottom.width != 0 || border.left.width != 0
        if !hasPadding, !hasBorder,
            flags.isDisjoint(with: [.hasMargins, .isMoved, .limitsLines]),
            flags.isSuperset(of: [.hasAutomaticWidth, .hasAutomaticHeight])
        {
            flags.insert(.isBare)
        }
        return StyleFacts(
            border: hasBorder
                ? logical(
                    Sides(
                        top: LayoutUnit(px: border.top.width), right: LayoutUnit(px: border.right.width),
                        bottom: LayoutUnit(px: border.bottom.width), left: LayoutUnit(px: border.left.width)),
                    direction) : .zero,
            padding: Self.lengths(padding).map { logical($0.map(\.clampedToZero), direction) },
            margins: Self.lengths(margin).map { logical($0, .ltr) },
            flags: flags, alignment: alignment(style, isLast: false), lastAlignment: alignment(style, isLast: true),
            cellAlignment: Self.cellAlignment(style.box.verticalAlign))
    }
    private static func cellAlignment(_ align: VerticalAlign) -> StyleFacts.CellAlignment {
        switch align {
        case .top: .top
        case .middle: .middle
        case .bottom: .bottom
        default: .baseline
        }
    }

    private static func lengths(_ sides: Sides<LengthPercentage>) -> Sides<LayoutUnit>? {
        guard case .px(let top) = sides.top, case .px(let right) = sides.right, case .px(let bottom) = sides.bottom,
            case .px(let left) = sides.left
        else { return nil }
        return Sides(
            top: LayoutUnit(px: top), right: LayoutUnit(px: right), bottom: LayoutUnit(px: bottom),
            left: LayoutUnit(px: left))
    }
    private static func lengths(_ sides: Sides<LengthOrAuto>) -> Sides<LayoutUnit>? {
        lengths(sides.map { $0.lengthPercentage ?? .zero })
    }
}
