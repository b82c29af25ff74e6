//  LineHeight.swift
//  In: inline boxes and atomic boxes as they open on a line. Out: where each one's baseline lies, and the line's height.
//  Boxes aligned to the line's top or bottom form groups of their own, placed once the rest is known.
//  https://www.w3.org/TR/CSS22/visudet.html#line-height

import Geometry
import Style

struct LineHeight {
    /// Where a baseline lies: below (positive) the baseline of its group.
    struct Place: BitwiseCopyable {
        var group: Int32 = 0
        var shift = LayoutUnit.zero
    }
    private struct Group {
        var isTop: Bool
        var ascent = LayoutUnit.min
        var descent = LayoutUnit.min
    }
    private var groups = [Group(isTop: true)]
    private(set) var ascent = LayoutUnit.zero
    private(set) var descent = LayoutUnit.zero

    /// Makes room for a box with these extents about its baseline.
    mutating func include(_ place: Place, above: LayoutUnit, below: LayoutUnit) {
        let index = Int(place.group)
        groups[index].ascent = max(groups[index].ascent, above - place.shift)
        groups[index].descent = max(groups[index].descent, below + place.shift)
    }

    /// The place of a box inside `parent` by its `vertical-align`. `above` and `below` are its extents (for an inline box
    /// with its leading, for an atomic box its margin box).
    mutating func place(
        _ align: VerticalAlign, in parent: Place, parentMetrics: InlineMetrics, above: LayoutUnit, below: LayoutUnit,
        length: (LengthPercentage) -> LayoutUnit
    ) -> Place {
        var place = parent
        switch align {
        case .baseline: break
        case .sub: place.shift += LayoutUnit(px: (parentMetrics.fontSize.px / 5).rounded(.down) + 1)
        case .super: place.shift -= LayoutUnit(px: (parentMetrics.fontSize.px / 3).rounded(.down) + 1)
        case .length(let value): place.shift -= length(value)
        case .middle: place.shift += (above - below) / 2 - parentMetrics.xHeight / 2
        case .textTop: place.shift += above - parentMetrics.ascent
        case .textBottom: place.shift += parentMetrics.descent - below
        case .top, .bottom:
            groups.append(Group(isTop: align == .top))
            place = Place(group: Int32(groups.count - 1))
        }
        return place
    }

    /// Settles the line's height, then the baselines of its groups.
    mutating func finish() {
        ascent = groups[0].ascent
        descent = groups[0].descent
        if ascent == .min {
            ascent = .zero
            descent = .zero
        }
        for group in groups.dropFirst() where group.ascent != .min {
            let missing = group.ascent + group.descent - (ascent + descent)
            guard missing > .zero else { continue }
            if group.isTop { descent += missing } else { ascent += missing }
        }
    }
    var height: LayoutUnit { (ascent + descent).clampedToZero }
    /// The baseline of a place, from the line's block start.
    func baseline(_ place: Place) -> LayoutUnit {
        guard place.group > 0 else { return ascent + place.shift }
        let group = groups[Int(place.group)]
        let base = group.isTop ? group.ascent : ascent + descent - group.descent
        return base + place.shift
    }
}
