//  BoxEdges.swift
//  In: computed lengths. Out: used borders, padding, margins and relative offsets on the inline and block axes.
//  https://www.w3.org/TR/CSS22/box.html

import Geometry
import Style

extension LayoutSession {
    /// The used length; nil when it needs a percentage basis that is indefinite.
    @inline(__always)
    func resolve(_ length: LengthPercentage, against basis: LayoutUnit, _ style: ComputedStyle) -> LayoutUnit? {
        switch length {
        case .px(let px): LayoutUnit(px: px)
        case .percent(let percent):
            basis.isIndefinite ? nil : LayoutUnit(px: basis.px * Double(percent) / 100)
        case .calc: length.resolve(against: basis, font: fontBasis(of: style))
        }
    }

    public func borders(of box: BoxID) -> LogicalEdges {
        if let shared = tablePartBorders(of: box) { return shared }
        return facts(of: box).border
    }

    public func padding(of box: BoxID, inlineBasis: LayoutUnit) -> LogicalEdges {
        if let none = tablePartPadding(of: box) { return none }
        if let padding = facts(of: box).padding { return padding }
        let style = style(box)
        return logical(
            style.box.padding.map { (resolve($0, against: inlineBasis, style) ?? .zero).clampedToZero },
            style.text.direction)
    }

    public func margins(of box: BoxID, inlineBasis: LayoutUnit) -> LogicalEdges {
        let facts = facts(of: box)
        if !facts.flags.contains(.hasMargins) { return .zero }
        if var margins = facts.margins {
            if containerDirection(of: box) == .rtl { swap(&margins.inlineStart, &margins.inlineEnd) }
            return margins
        }
        let style = style(box)
        return logical(
            style.box.margin.map { side in
                guard let length = side.lengthPercentage else { return .zero }
                return resolve(length, against: inlineBasis, style) ?? .zero
            }, containerDirection(of: box))
    }

    /// The direction of the box's containing block: margins and offsets lie along it.
    func containerDirection(of box: BoxID) -> Direction {
        let parent = boxes.parent(box)
        return facts(of: parent.isNone ? box : parent).flags.contains(.isRightToLeft) ? .rtl : .ltr
    }

    /// Which inline margins are `auto`, along the direction of the container.
    func autoInlineMargins(of box: BoxID) -> (start: Bool, end: Bool) {
        if !facts(of: box).flags.contains(.hasAutoMargins) { return (false, false) }
        let margin = style(box).box.margin
        return containerDirection(of: box) == .rtl
            ? (margin.right.isAuto, margin.left.isAuto) : (margin.left.isAuto, margin.right.isAuto)
    }

    /// What `position: relative` (and `sticky`, which never sticks on paper) moves the box by. `basis`: the content box of its
    /// containing block. https://www.w3.org/TR/css-position-3/#relative-position
    func relativeOffset(of box: BoxID, basis: LogicalSize) -> LogicalOffset {
        if !facts(of: box).flags.contains(.isMoved) { return .zero }
        let style = style(box)
        let inset = style.box.inset
        func used(_ side: LengthOrAuto, _ basis: LayoutUnit) -> LayoutUnit? {
            side.lengthPercentage.flatMap { resolve($0, against: basis, style) }
        }
        let isRTL = containerDirection(of: box) == .rtl
        let start = used(isRTL ? inset.right : inset.left, basis.inline)
        let end = used(isRTL ? inset.left : inset.right, basis.inline)
        let top = used(inset.top, basis.block)
        let bottom = used(inset.bottom, basis.block)
        return LogicalOffset(inline: start ?? end.map { -$0 } ?? .zero, block: top ?? bottom.map { -$0 } ?? .zero)
    }

    /// Physical to flow-relative sides.
    func logical(_ sides: Sides<LayoutUnit>, _ direction: Direction) -> LogicalEdges {
        LogicalEdges(
            blockStart: sides.top, inlineEnd: direction == .rtl ? sides.left : sides.right, blockEnd: sides.bottom,
            inlineStart: direction == .rtl ? sides.right : sides.left)
    }
}
