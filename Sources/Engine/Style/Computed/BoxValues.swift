//  BoxValues.swift
//  In: the winners of the cascade, computed. Out: size, position and edges of a box.

import Geometry

/// Size, position and edges of the box. Physical sides; block start is top in horizontal writing.
public struct BoxValues: Hashable, Sendable {
    public var display: Display = .inline
    /// The display before blockification, for static positions of absolutely positioned boxes.
    public var originalDisplay: Display = .inline
    public var position: Position = .static
    public var float: Float_ = .none
    public var clear: Clear = .none
    public var boxSizing: BoxSizing = .contentBox
    public var width: SizeValue = .auto
    public var height: SizeValue = .auto
    public var minWidth: SizeValue = .auto
    public var minHeight: SizeValue = .auto
    public var maxWidth: SizeValue = .none
    public var maxHeight: SizeValue = .none
    /// Width divided by height; nil: `auto` alone.
    public var aspectRatio: Float?
    /// `auto <ratio>`: a replaced element's own ratio wins.
    public var aspectRatioAuto = true
    public var margin = Sides<LengthOrAuto>(all: .zero)
    public var padding = Sides<LengthPercentage>(all: .zero)
    public var inset = Sides<LengthOrAuto>(all: .auto)
    public var overflowX: Overflow = .visible
    public var overflowY: Overflow = .visible
    public var zIndex: Int32?
    public var verticalAlign: VerticalAlign = .baseline
    public var objectFit: ObjectFit = .fill
    public var objectPosition = PositionValue.center
    public var unicodeBidi: UnicodeBidi = .normal
    public var tableLayout: TableLayoutMode = .auto
    /// Of `-teian-shrink`: the smallest factor to which a cell's text may be condensed to fit; nil: never.
    public var shrinkToFitLimit: Float?
    public init() {}
}

public enum VerticalAlign: Hashable, Sendable {
    case baseline, sub, `super`, textTop, textBottom, middle, top, bottom
    case length(LengthPercentage)
}

/// `<position>`: from the left and the top edge.
public struct PositionValue: Hashable, Sendable {
    public var x: LengthPercentage
    public var y: LengthPercentage
    public static let center = PositionValue(x: .percent(50), y: .percent(50))
    public static let topLeft = PositionValue(x: .percent(0), y: .percent(0))
    public init(x: LengthPercentage, y: LengthPercentage) {
        self.x = x
        self.y = y
    }
}
