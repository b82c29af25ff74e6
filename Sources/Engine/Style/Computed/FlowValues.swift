//  FlowValues.swift
//  In: the winners of the cascade, computed. Out: fragmentation, columns, flex, grid, what tables carry.

import Geometry

/// Fragmentation, columns, flex and grid.
public struct FlowValues: Hashable, Sendable {
    public var breakBefore: BreakBetween = .auto
    public var breakAfter: BreakBetween = .auto
    public var breakInside: BreakInside = .auto
    public var boxDecorationBreak: BoxDecorationBreak = .slice
    public var marginBreak: MarginBreak = .auto
    /// The `page` property; "" is auto.
    public var page: String = ""
    public var columnCount: Int32?
    public var columnWidth: LengthPercentage?
    /// nil: `normal`.
    public var columnGap: LengthPercentage?
    public var rowGap: LengthPercentage?
    public var columnRule = BorderEdge()
    public var columnFill: ColumnFill = .balance
    public var columnSpanAll = false
    public var flexDirection: FlexDirection = .row
    public var flexWrap: FlexWrap = .nowrap
    public var flexGrow: Float = 0
    public var flexShrink: Float = 1
    public var flexBasis: SizeValue = .auto
    public var order: Int32 = 0
    public var alignContent: Alignment = .normal
    public var alignItems: Alignment = .normal
    public var alignSelf: Alignment = .auto
    public var justifyContent: Alignment = .normal
    public var justifyItems: Alignment = .legacy
    public var justifySelf: Alignment = .auto
    public var gridTemplateColumns = GridTemplate()
    public var gridTemplateRows = GridTemplate()
    /// Rows of cell names; "." is an empty cell.
    public var gridTemplateAreas: [[String]] = []
    public var gridAutoColumns: [GridTrackSize] = [.auto]
    public var gridAutoRows: [GridTrackSize] = [.auto]
    public var gridAutoFlow: GridAutoFlow = .row
    public var gridRowStart: GridLine = .auto
    public var gridRowEnd: GridLine = .auto
    public var gridColumnStart: GridLine = .auto
    public var gridColumnEnd: GridLine = .auto
    public var footnoteDisplay: FootnoteDisplay = .block
    public var footnotePolicy: FootnotePolicy = .auto
    /// `max-lines` / `line-clamp`, 0: none; of effect only with `continue: discard`.
    public var maxLines: Int32 = 0
    public var continueDiscards = false
    public var textOverflowEllipsis = false
    /// Of `-teian-carry`: a part in sub-totals carried over a page break.
    public var carry: TableCarry = .none
    public init() {}
}
/// What a row or a cell of a table does about carried sub-totals.
public enum TableCarry: Hashable, Sendable {
    case none
    /// A row of a head: only where the table goes on from an earlier page.
    case continued
    /// A row of a foot: only where the table goes on on the next page.
    case continues
    /// A row of a foot: only where the table ends.
    case final
    /// A cell of a body row: its number is added to this sum.
    case adds(String)
}
public enum GridBreadth: Hashable, Sendable {
    case auto, minContent, maxContent
    case length(LengthPercentage)
    /// Only as a maximum.
    case fraction(Float)
}
public enum GridTrackSize: Hashable, Sendable {
    case auto
    case breadth(GridBreadth)
    case minmax(GridBreadth, GridBreadth)
    case fitContent(LengthPercentage)
}
public enum GridRepeatCount: Hashable, Sendable {
    case count(Int32)
    case autoFill, autoFit
}
public indirect enum GridTemplateItem: Hashable, Sendable {
    case lineNames([String])
    case track(GridTrackSize)
    case `repeat`(GridRepeatCount, [GridTemplateItem])
}
public struct GridTemplate: Hashable, Sendable {
    public var items: [GridTemplateItem] = []
    public var isSubgrid = false
    public init() {}
}
public enum GridLine: Hashable, Sendable {
    case auto
    /// A line number, with or without a name.
    case line(Int32, name: String?)
    /// `span n` or `span name`.
    case span(Int32, name: String?)
    case named(String)
}
