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
        let style = style(box)
        let border = style.decoration.border
        if border.top.width == 0, border.bottom.width == 0, border.left.width == 0, border.right.width == 0 {
            return .zero
        }
        return logical(
            Sides(
                top: LayoutUnit(px: border.top.width), right: LayoutUnit(px: border.right.width),
                bottom: LayoutUnit(px: border.bottom.width), left: LayoutUnit(px: border.left.width)),
            style.text.direction)
    }

    public func padding(of box: BoxID, inlineBasis: LayoutUnit) -> LogicalEdges {
        if let none = tablePartPadding(of: box) { return none }
        let style = style(box)
        let padding = style.box.padding
        if padding.top.isZero, padding.bottom.isZero, padding.left.isZero, padding.right.isZero { return .zero }
        return logical(
            padding.map { (resolve($0, against: inlineBasis, style) ?? .zero).clampedToZero }, style.text.direction)
    }

    public func margins(of box: BoxID, inlineBasis: LayoutUnit) -> LogicalEdges {
        let style = style(box)
        let margin = style.box.margin
        if margin.top == .zero, margin.bottom == .zero, margin.left == .zero, margin.right == .zero { return .zero }
        return logical(
            margin.map { side in
                guard let length = side.lengthPercentage else { return .zero }
                return resolve(length, against: inlineBasis, style) ?? .zero
            }, containerDirection(of: box))
    }

    /// The direction of the box's containing block: margins and offsets lie along it.
    func containerDirection(of box: BoxID) -> Direction {
        let parent = boxes.parent(box)
        return parent.isNone ? style(box).text.direction : style(parent).text.direction
    }

    /// Which inline margins are `auto`, along the direction of the container.
    func autoInlineMargins(of box: BoxID) -> (start: Bool, end: Bool) {
        let margin = style(box).box.margin
        return containerDirection(of: box) == .rtl
            ? (margin.right.isAuto, margin.left.isAuto) : (margin.left.isAuto, margin.right.isAuto)
    }

    /// What `position: relative` (and `sticky`, which never sticks on paper) moves the box by. `basis`: the content box of its
    /// containing block. https://www.w3.org/TR/css-position-3/#relative-position
    func relativeOffset(of box: BoxID, basis: LogicalSize) -> LogicalOffset {
        let style = style(box)
        switch style.box.position {
        case .relative, .sticky: break
        default: return .zero
        }
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
