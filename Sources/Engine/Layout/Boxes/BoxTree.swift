//  BoxTree.swift
//  In: box generation (Boxes). Out: the flat tree of boxes that the layout algorithms ask.
//  Invariants: 1 a box's children are all block-level or all inline-level, except in flex, grid and table boxes;
//  2 a block container with inline-level children owns an inline formatting context; 3 table boxes are complete:
//  wrapper › (caption | table grid › (column groups, row groups › rows › cells)); 4 boxes never change in layout;
//  5 flex and grid containers, cells, captions, `columns`, `outsideMarker`, `runningElement` and `footnoteBody` have
//  block-level children only: their text lies in anonymous inline contexts; 6 a table's wrapper and grid have styles of
//  their own: margins, position, float, insets, breaks are the wrapper's, all else (width, borders, background) the
//  grid's, and either finds the initial value where the other has the property; 7 an outside marker lies in the
//  first inline context of its list item and Inline places it: Block never meets one; 8 floating, out-of-flow boxes
//  and running elements may stand among block-level as among inline-level boxes; 9 an inline box broken around blocks comes in several
//  pieces; those have `startCut` or `endCut` on the sides that are not their own.

import Geometry
import Markup
import Style

public struct BoxID: Hashable, Sendable, BitwiseCopyable {
    public let index: Int32
    public static let none = BoxID(-1)
    @inlinable public init(_ index: Int32) { self.index = index }
    @inlinable public var isNone: Bool { index < 0 }
}

/// What a box is to layout. Floating and out-of-flow boxes keep their kind; `BoxTree.isOutOfFlow` and `isFloating` tell.
public enum BoxKind: UInt8, Sendable {
    /// A block container with block-level children (or none).
    case block
    /// A block container with inline-level children: an inline formatting context.
    case inlineContext
    /// Inline-level boxes, children of an inline context or of an inline box.
    case inline, text, lineBreak
    /// Atomic: inline-block, inline-flex, …: laid out as independent boxes on a line have the kind of their inside
    /// (block, inlineContext, flex, grid, tableWrapper, replaced) and `isAtomicInline` is true.
    case replaced
    case flex, grid
    case tableWrapper, table, tableCaption, tableColumnGroup, tableColumn, tableRowGroup, tableRow, tableCell
    /// A multi-column container; its children are laid out in columns.
    case columns
    /// `::marker` with `list-style-position: outside`: first child of its list item, taken out of the flow.
    case outsideMarker
    /// Ruby: an inline box whose children are segments `rubyBase`, `rubyText`.
    case ruby, rubyBase, rubyText
    /// A running element or a footnote call's body: in the tree, but placed by Pages.
    case runningElement, footnoteBody
}

/// The boxes of a document as flat arrays, in preorder.
public struct BoxTree {
    public internal(set) var kinds: [BoxKind] = []
    public internal(set) var styles: [StyleID] = []
    /// The source node; `.none` for anonymous boxes.
    public internal(set) var nodes: [NodeID] = []
    public internal(set) var pseudos: [PseudoElement?] = []
    public internal(set) var parents: [BoxID] = []
    public internal(set) var firstChildren: [BoxID] = []
    public internal(set) var nextSiblings: [BoxID] = []
    /// For `.text`: range of `scalars`. White space is processed already, case transformed.
    public internal(set) var textRanges: [Range<Int32>] = []
    public internal(set) var scalars: [UInt32] = []
    public internal(set) var traits: [BoxTraits] = []
    /// Table cells' and columns' spans, pictures, page facts: rare, so kept aside.
    public internal(set) var rare: [Int32: RareBoxData] = [:]
    public internal(set) var root = BoxID.none

    public init() {}
    public var count: Int { kinds.count }
    @inlinable public func kind(_ box: BoxID) -> BoxKind { kinds[Int(box.index)] }
    @inlinable public func style(_ box: BoxID) -> StyleID { styles[Int(box.index)] }
    @inlinable public func node(_ box: BoxID) -> NodeID { nodes[Int(box.index)] }
    @inlinable public func parent(_ box: BoxID) -> BoxID { parents[Int(box.index)] }
    @inlinable public func firstChild(_ box: BoxID) -> BoxID { firstChildren[Int(box.index)] }
    @inlinable public func nextSibling(_ box: BoxID) -> BoxID { nextSiblings[Int(box.index)] }
    @inlinable public func traits(_ box: BoxID) -> BoxTraits { traits[Int(box.index)] }
    public func rareData(_ box: BoxID) -> RareBoxData? { rare[box.index] }
    /// Makes room for so many more boxes.
    mutating func reserve(_ more: Int) {
        // small additions (margin boxes) grow the lists as they do by themselves
        guard more > count else { return }
        let wanted = count + more
        kinds.reserveCapacity(wanted)
        styles.reserveCapacity(wanted)
        nodes.reserveCapacity(wanted)
        pseudos.reserveCapacity(wanted)
        parents.reserveCapacity(wanted)
        firstChildren.reserveCapacity(wanted)
        nextSiblings.reserveCapacity(wanted)
        textRanges.reserveCapacity(wanted)
        traits.reserveCapacity(wanted)
    }
    public func children(_ box: BoxID) -> [BoxID] {
        var result: [BoxID] = []
        var child = firstChild(box)
        while !child.isNone {
            result.append(child)
            child = nextSibling(child)
        }
        return result
    }
}

public struct BoxTraits: OptionSet, Hashable, Sendable, BitwiseCopyable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let floating = BoxTraits(rawValue: 1)
    /// position: absolute or fixed.
    public static let outOfFlow = BoxTraits(rawValue: 2)
    public static let atomicInline = BoxTraits(rawValue: 4)
    public static let anonymous = BoxTraits(rawValue: 8)
    public static let generated = BoxTraits(rawValue: 16)
    /// Establishes a new (block) formatting context: float, overflow, flow-root, inline-block, cells, flex items…
    public static let newFormattingContext = BoxTraits(rawValue: 32)
    /// Containing block of absolutely positioned descendants (positioned, transformed).
    public static let containsAbsolute = BoxTraits(rawValue: 64)
    public static let containsFixed = BoxTraits(rawValue: 128)
    /// Has anchors, bookmarks, string-set, running position, links or changes page counters (`FragmentFlags.hasPageFacts`).
    public static let hasPageFacts = BoxTraits(rawValue: 256)
    public static let inlineLevel = BoxTraits(rawValue: 512)
    public static let fixed = BoxTraits(rawValue: 1024)
    /// An inline box broken around a block: its inline-start (inline-end) edge is in an earlier (later) piece.
    public static let startCut = BoxTraits(rawValue: 2048)
    public static let endCut = BoxTraits(rawValue: 4096)
    /// `.tableRowGroup` that is a header or footer group by its display.
    public static let headerGroup = BoxTraits(rawValue: 8192)
    public static let footerGroup = BoxTraits(rawValue: 16384)
}

/// Facts only few boxes have.
public struct RareBoxData {
    public var columnSpan = 1
    public var rowSpan = 1
    /// Picture id in the document's picture table, for `.replaced`.
    public var picture: Int32 = -1
    /// Items that wait for pages: `counter(page)`, `target-counter`, leaders and the like inside generated content;
    /// the text box's scalars hold what was known when it was made.
    public var pending: PendingContent?
    /// Evaluated at box generation: values of counters where the box begins (for target-counter).
    public var counters: [String: [Int]] = [:]
    /// Names by which links find the box: its `id`, `name` of `<a>`, the `anchor` property.
    public var anchors: [String] = []
    /// Where the box links to: an address as written, `#name` for a place in the document.
    public var link: String?
    /// `string-set`, evaluated, in order.
    public var namedStrings: [NamedString] = []
    public var bookmark: BoxBookmark?
    /// The name of a `.runningElement`.
    public var runningName: String?
    public init() {}
}
public struct NamedString: Hashable, Sendable {
    public var name: String
    public var value: String
}
public struct BoxBookmark: Hashable, Sendable {
    /// From 1.
    public var level: Int
    public var label: String
    public var isOpen: Bool
}

/// Generated text that depends on paging. Pages supplies the text for the next round.
public enum PendingContent: Hashable {
    case pageCounter(String, style: ListStyleType)
    case pageCounters(String, separator: String, style: ListStyleType)
    case targetCounter(String, String, style: ListStyleType)
    case targetCounters(String, String, separator: String, style: ListStyleType)
    case targetText(String, ContentItem.TextPart)
    case leader(String)
    /// Known only when a page of the table is filled; the table puts the number in.
    case carried(String)
}
