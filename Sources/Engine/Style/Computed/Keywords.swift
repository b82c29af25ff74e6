//  Keywords.swift
//  In: CSS keywords. Out: one closed enum for each property that layout or painting switches on.

/// `display`, after blockification, as the box generator needs it. https://www.w3.org/TR/css-display-3/
public enum Display: UInt8, Hashable, Sendable {
    case none, contents
    case block, flowRoot, listItem
    case inline, inlineBlock, inlineListItem
    case flex, inlineFlex, grid, inlineGrid
    case table, inlineTable, tableRowGroup, tableHeaderGroup, tableFooterGroup, tableRow, tableCell
    case tableColumnGroup, tableColumn, tableCaption
    case ruby, rubyBase, rubyText, rubyBaseContainer, rubyTextContainer
}
public enum Position: Hashable, Sendable {
    case `static`, relative, absolute, fixed, sticky
    /// `position: running(name)`. https://www.w3.org/TR/css-gcpm-3/#running-elements
    case running(String)
}
public enum Float_: UInt8, Hashable, Sendable { case none, left, right, inlineStart, inlineEnd, footnote }
public enum Clear: UInt8, Hashable, Sendable { case none, left, right, both, inlineStart, inlineEnd }
public enum BoxSizing: UInt8, Hashable, Sendable { case contentBox, borderBox }
public enum Overflow: UInt8, Hashable, Sendable { case visible, hidden, clip, scroll, auto }
public enum Visibility: UInt8, Hashable, Sendable { case visible, hidden, collapse }
public enum Direction: UInt8, Hashable, Sendable { case ltr, rtl }
public enum UnicodeBidi: UInt8, Hashable, Sendable {
    case normal, embed, isolate, bidiOverride, isolateOverride, plaintext
}
public enum WritingMode: UInt8, Hashable, Sendable { case horizontalTB, verticalRL, verticalLR }
public enum TextAlign: UInt8, Hashable, Sendable {
    case start, end, left, right, center, justify, justifyAll, matchParent
}
public enum TextAlignLast: UInt8, Hashable, Sendable { case auto, start, end, left, right, center, justify }
public enum TextJustify: UInt8, Hashable, Sendable { case auto, none, interWord, interCharacter }
public enum WhiteSpaceCollapse: UInt8, Hashable, Sendable { case collapse, preserve, preserveBreaks, breakSpaces }
public enum TextWrapMode: UInt8, Hashable, Sendable { case wrap, nowrap }
public enum TextWrapStyle: UInt8, Hashable, Sendable { case auto, balance, stable, pretty }
public enum LineBreak: UInt8, Hashable, Sendable { case auto, loose, normal, strict, anywhere }
public enum WordBreak: UInt8, Hashable, Sendable { case normal, breakAll, keepAll, breakWord, autoPhrase }
public enum OverflowWrap: UInt8, Hashable, Sendable { case normal, breakWord, anywhere }
public enum Hyphens: UInt8, Hashable, Sendable { case none, manual, auto }
public enum TextTransformCase: UInt8, Hashable, Sendable { case none, capitalize, uppercase, lowercase }
public enum TextSpacingTrim: UInt8, Hashable, Sendable {
    case spaceAll, normal, spaceFirst, trimStart, trimBoth, trimAll, auto
}
public enum FontSlant: UInt8, Hashable, Sendable { case normal, italic, oblique }
public enum FontKerning: UInt8, Hashable, Sendable { case auto, normal, none }
public enum FontSynthesis: UInt8, Hashable, Sendable { case auto, none }
public enum FontCapitals: UInt8, Hashable, Sendable {
    case normal, small, allSmall, petite, allPetite, unicase, titling
}
public enum ListStylePosition: UInt8, Hashable, Sendable { case outside, inside }
public enum CaptionSide: UInt8, Hashable, Sendable { case top, bottom }
public enum EmptyCells: UInt8, Hashable, Sendable { case show, hide }
public enum TableLayoutMode: UInt8, Hashable, Sendable { case auto, fixed }
public enum BorderCollapse: UInt8, Hashable, Sendable { case separate, collapse }
public enum RubyPosition: UInt8, Hashable, Sendable { case over, under, interCharacter }
public enum RubyAlign: UInt8, Hashable, Sendable { case start, center, spaceBetween, spaceAround }
public enum BoxDecorationBreak: UInt8, Hashable, Sendable { case slice, clone }
public enum MarginBreak: UInt8, Hashable, Sendable { case auto, keep, discard }
/// `break-before` and `break-after`. https://www.w3.org/TR/css-break-4/#break-between
public enum BreakBetween: UInt8, Hashable, Sendable {
    case auto, avoid, avoidPage, avoidColumn, always, all, page, left, right, recto, verso, column
    /// True for the values that force a page break.
    public var forcesPage: Bool {
        switch self {
        case .always, .all, .page, .left, .right, .recto, .verso: true
        default: false
        }
    }
    public var forcesColumn: Bool { self == .column || self == .always || forcesPage }
    public var avoidsPage: Bool { self == .avoid || self == .avoidPage }
    public var avoidsColumn: Bool { self == .avoid || self == .avoidColumn }
}
public enum BreakInside: UInt8, Hashable, Sendable { case auto, avoid, avoidPage, avoidColumn }
public enum FlexDirection: UInt8, Hashable, Sendable { case row, rowReverse, column, columnReverse }
public enum FlexWrap: UInt8, Hashable, Sendable { case nowrap, wrap, wrapReverse }
/// `align-*`, `justify-*` of boxes. https://www.w3.org/TR/css-align-3/
public enum Alignment: UInt8, Hashable, Sendable {
    case auto, normal, stretch, start, end, flexStart, flexEnd, selfStart, selfEnd, center, baseline, lastBaseline
    case left, right, spaceBetween, spaceAround, spaceEvenly, legacy
}
public enum GridAutoFlow: UInt8, Hashable, Sendable { case row, column, rowDense, columnDense }
public enum ObjectFit: UInt8, Hashable, Sendable { case fill, contain, cover, none, scaleDown }
public enum ImageRendering: UInt8, Hashable, Sendable { case auto, crispEdges, pixelated }
public enum BorderStyle: UInt8, Hashable, Sendable {
    case none, hidden, dotted, dashed, solid, double, groove, ridge, inset, outset
    public var isVisible: Bool { self != .none && self != .hidden }
}
public enum BackgroundBox: UInt8, Hashable, Sendable { case borderBox, paddingBox, contentBox, text }
public enum BackgroundAttachment: UInt8, Hashable, Sendable { case scroll, fixed, local }
public enum BackgroundRepeat: UInt8, Hashable, Sendable { case `repeat`, noRepeat, space, round }
public enum TextDecorationStyle: UInt8, Hashable, Sendable { case solid, double, dotted, dashed, wavy }
public enum BlendMode: UInt8, Hashable, Sendable {
    case normal, multiply, screen, overlay, darken, lighten, colorDodge, colorBurn, hardLight, softLight, difference
    case exclusion, hue, saturation, color, luminosity
}
public enum ColumnFill: UInt8, Hashable, Sendable { case balance, auto }
public enum FootnoteDisplay: UInt8, Hashable, Sendable { case block, inline, compact }
public enum FootnotePolicy: UInt8, Hashable, Sendable { case auto, line, block }
