//  StyledDocument.swift
//  In: what the cascade found. Out: the styles of a document as Boxes and Pages ask for them.

import Diagnostics
import Geometry
import Markup

public enum PseudoElement: UInt8, Hashable, Sendable, CaseIterable {
    case before, after, marker, firstLine, firstLetter, footnoteCall, footnoteMarker
}

/// The computed styles of one document, equal ones shared. Belongs to a session: anonymous boxes add to it.
public final class StyleTable {
    // Faster because: every step of layout asks for styles; the checks on entering cost more than the look-up.
    @usableFromInline @exclusivity(unchecked) var list: [ComputedStyle] = []
    public var styles: [ComputedStyle] { list }
    private var known: [StyleKey: StyleID] = [:]
    private var anonymous: [AnonymousKey: StyleID] = [:]

    private struct StyleKey: Hashable {
        let style: ComputedStyle
        static func == (a: Self, b: Self) -> Bool {
            a.style === b.style
                || (a.style.text == b.style.text && a.style.box == b.style.box && a.style.flow == b.style.flow
                    && a.style.decoration == b.style.decoration && a.style.generated == b.style.generated)
        }
        func hash(into hasher: inout Hasher) {
            // the fields that differ most often, as one number; equality decides
            var value: UInt64 = 0
            func mix(_ bits: UInt32) { value = (value ^ UInt64(bits)) &* 0x9E37_79B9_7F4A_7C15 }
            func mix(_ length: LengthPercentage) {
                switch length {
                case .px(let px): mix(px.bitPattern)
                case .percent(let percent): mix(~percent.bitPattern)
                case .calc: mix(1)
                }
            }
            func mix(_ length: LengthOrAuto) {
                if let length = length.lengthPercentage { mix(length) } else { mix(2) }
            }
            mix(style.text.fontSize.bitPattern)
            mix(style.text.fontWeight.bitPattern)
            mix(style.text.color.red.bitPattern)
            mix(style.text.color.blue.bitPattern)
            mix(UInt32(style.box.display.rawValue) + UInt32(style.text.textAlign.rawValue) * 64)
            if case .length(let width) = style.box.width { mix(width) }
            mix(style.box.margin.top)
            mix(style.box.margin.left)
            mix(style.box.padding.top)
            mix(style.box.padding.right)
            mix(style.decoration.border.top.width.bitPattern)
            mix(style.decoration.backgroundColor.red.bitPattern)
            hasher.combine(value)
        }
    }
    private struct AnonymousKey: Hashable {
        let parent: StyleID
        let display: Display
    }

    public init() { known.reserveCapacity(512) }
    /// A table that knows the same styles under the same ids.
    init(copying other: StyleTable) {
        list = other.list
        known = other.known
    }

    @inlinable public subscript(_ id: StyleID) -> ComputedStyle { list[Int(id.index)] }

    /// The id of a style equal to this one.
    public func intern(_ style: ComputedStyle) -> StyleID {
        let key = StyleKey(style: style)
        if let id = known[key] { return id }
        let id = StyleID(Int32(list.count))
        list.append(style)
        known[key] = id
        return id
    }

    /// The style of an anonymous box: inherited properties from `parent`, all others initial, and this display.
    public func anonymous(inheriting parent: StyleID, display: Display) -> StyleID {
        let key = AnonymousKey(parent: parent, display: display)
        if let id = anonymous[key] { return id }
        var box = BoxValues()
        box.display = display
        box.originalDisplay = display
        let initial = ComputedStyle.initial
        let id = intern(
            ComputedStyle(
                text: self[parent].text, box: box, decoration: initial.decoration, flow: initial.flow,
                generated: initial.generated))
        anonymous[key] = id
        return id
    }
}

/// A document with its styles.
public struct StyledDocument {
    public let tree: MarkupTree
    public let table: StyleTable
    /// By node index; `.none` for text and for the document node.
    public let elementStyles: [StyleID]
    /// Pseudo-elements that exist (their `content` or `display` may still suppress them).
    public let pseudoStyles: [PseudoKey: StyleID]
    public let pages: PageStyleSet
    public let counterStyles: CounterStyleSet
    public let fontFaces: [FontFaceRule]

    public struct PseudoKey: Hashable, Sendable {
        public let node: NodeID
        public let pseudo: PseudoElement
        public init(node: NodeID, pseudo: PseudoElement) {
            self.node = node
            self.pseudo = pseudo
        }
    }
    public init(
        tree: MarkupTree, table: StyleTable, elementStyles: [StyleID], pseudoStyles: [PseudoKey: StyleID],
        pages: PageStyleSet, counterStyles: CounterStyleSet, fontFaces: [FontFaceRule]
    ) {
        self.tree = tree
        self.table = table
        self.elementStyles = elementStyles
        self.pseudoStyles = pseudoStyles
        self.pages = pages
        self.counterStyles = counterStyles
        self.fontFaces = fontFaces
    }
    public func styleID(of node: NodeID) -> StyleID { elementStyles[Int(node.index)] }
    public func style(of node: NodeID) -> ComputedStyle { table[elementStyles[Int(node.index)]] }
    public func pseudoStyleID(_ pseudo: PseudoElement, of node: NodeID) -> StyleID? {
        pseudoStyles[PseudoKey(node: node, pseudo: pseudo)]
    }
}

/// What a page is, for choosing its `@page` rules. https://www.w3.org/TR/css-page-3/
public struct PageSelectorContext: Hashable, Sendable {
    /// The page's name; "" is none.
    public var name: String
    /// Counts from 0 in the document.
    public var index: Int
    public var isRight: Bool
    public var isBlank: Bool
    /// Counts from 0 since the page's name last changed (for `:nth(… of name)`).
    public var indexInGroup: Int
    public init(name: String, index: Int, isRight: Bool, isBlank: Bool, indexInGroup: Int) {
        self.name = name
        self.index = index
        self.isRight = isRight
        self.isBlank = isBlank
        self.indexInGroup = indexInGroup
    }
}

public enum MarginBoxName: UInt8, Hashable, Sendable, CaseIterable {
    case topLeftCorner, topLeft, topCenter, topRight, topRightCorner
    case rightTop, rightMiddle, rightBottom
    case bottomRightCorner, bottomRight, bottomCenter, bottomLeft, bottomLeftCorner
    case leftBottom, leftMiddle, leftTop
}

/// The computed page: size and margins in `style.box` (width and height are the page's content area unless auto).
public struct PageStyle: Sendable {
    /// The sheet as chosen by `size`, CSS px, orientation applied.
    public var size: Size
    /// Bleed and marks, CSS px.
    public var bleed: Sides<Float>
    public var hasCropMarks: Bool
    public var hasCrossMarks: Bool
    /// The page context itself: margins, padding, border, background, counters.
    public var style: ComputedStyle
    /// Only margin boxes whose `content` is not none/normal.
    public var marginBoxes: [MarginBoxName: ComputedStyle]
    /// `@footnote`.
    public var footnoteArea: ComputedStyle
    public init(
        size: Size, bleed: Sides<Float>, hasCropMarks: Bool, hasCrossMarks: Bool, style: ComputedStyle,
        marginBoxes: [MarginBoxName: ComputedStyle], footnoteArea: ComputedStyle
    ) {
        self.size = size
        self.bleed = bleed
        self.hasCropMarks = hasCropMarks
        self.hasCrossMarks = hasCrossMarks
        self.style = style
        self.marginBoxes = marginBoxes
        self.footnoteArea = footnoteArea
    }
}

/// `@font-face`. https://www.w3.org/TR/css-fonts-4/
public struct FontFaceRule: Hashable, Sendable {
    public enum Source: Hashable, Sendable {
        case local(String)
        case url(ResourceAddress, format: String?)
    }
    public var family: String
    public var sources: [Source]
    /// Lowest and highest weight the face serves.
    public var weight: ClosedRange<Float>
    public var stretch: ClosedRange<Float>
    public var slant: FontSlant
    /// Empty: every character.
    public var unicodeRanges: [ClosedRange<UInt32>]
    public var features: [FontFeatureSetting]
    public init(
        family: String, sources: [Source], weight: ClosedRange<Float>, stretch: ClosedRange<Float>, slant: FontSlant,
        unicodeRanges: [ClosedRange<UInt32>], features: [FontFeatureSetting]
    ) {
        self.family = family
        self.sources = sources
        self.weight = weight
        self.stretch = stretch
        self.slant = slant
        self.unicodeRanges = unicodeRanges
        self.features = features
    }
}
