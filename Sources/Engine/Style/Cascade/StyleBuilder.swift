//  StyleBuilder.swift
//  In: the winners of the cascade, one after the other. Out: one ComputedStyle, fixed up as CSS asks.

import Geometry
import Markup

/// The document as styles see it: one reference instead of a tree of many arrays.
final class DocumentReference {
    let tree: MarkupTree
    init(_ tree: MarkupTree) { self.tree = tree }
}

/// Specified values that several properties share until the style is finished.
struct StyleExtras {
    var background = BackgroundLists()
    var mask = BackgroundLists()
    var borderImage = NineSliceSpec.border
    var maskBorder = NineSliceSpec.mask
    var individualTransforms: [TransformFunction?] = [nil, nil, nil]
    var pageSize: Size?
    var bleed: Sides<Float?> = Sides(all: nil)
    var marks = (crop: false, cross: false)
}

/// Where a style belongs, for the fix-ups of `display`.
enum StyleSubject { case element, root, pseudoElement, page, marginBox }

struct StyleBuilder {
    var text: TextValues
    var box = BoxValues()
    var decoration = DecorationValues()
    var flow = FlowValues()
    var generated = GeneratedValues()
    var extras = StyleExtras()
    let parent: ComputedStyle
    var basis: LengthBasis
    let document: DocumentReference?
    let node: NodeID
    /// Set when a value was taken from the element itself, so that the style must not be shared by rules alone.
    var usedElement = false
    var isInSVG = false

    init(parent: ComputedStyle, basis: LengthBasis, document: DocumentReference?, node: NodeID) {
        self.parent = parent
        self.basis = basis
        self.document = document
        self.node = node
        text = parent.text
        if let document, !node.isNone { isInSVG = document.tree.namespace(node) == .svg }
    }

    mutating func attribute(_ name: String) -> String? {
        usedElement = true
        guard let document, !node.isNone else { return nil }
        return document.tree.attribute(name, of: node)
    }

    mutating func setSVG(_ name: String, _ value: String?, inherited: Bool) {
        if inherited {
            if text.svg == nil, value == nil { return }
            if text.svg == nil { text.svg = SVGInheritedValues() }
            text.svg?.values[name] = value
        } else {
            if decoration.svg == nil, value == nil { return }
            if decoration.svg == nil { decoration.svg = SVGInheritedValues() }
            decoration.svg?.values[name] = value
        }
    }

    /// A colour of the decoration, and whether it is the text's own.
    mutating func setColor(
        _ path: WritableKeyPath<DecorationValues, Color>, _ use: CurrentColors, _ color: ColorValue
    ) {
        decoration[keyPath: path] = color.resolved(current: text.color)
        if color == .current { decoration.currentColors.insert(use) } else { decoration.currentColors.remove(use) }
    }
    mutating func copyColor(
        _ path: WritableKeyPath<DecorationValues, Color>, _ use: CurrentColors, from source: ComputedStyle
    ) {
        if source.decoration.currentColors.contains(use) {
            decoration[keyPath: path] = text.color
            decoration.currentColors.insert(use)
        } else {
            decoration[keyPath: path] = source.decoration[keyPath: path]
            decoration.currentColors.remove(use)
        }
    }

    /// After direction, colour and font size: what all later values refer to.
    mutating func finishEarly(isRoot: Bool) {
        basis.fontSize = Double(text.fontSize)
        if isRoot {
            basis.rootFontSize = basis.fontSize
            basis.rootLineHeight = basis.fontSize * 1.2
        }
        let color = text.color
        decoration.border.top.color = color
        decoration.border.right.color = color
        decoration.border.bottom.color = color
        decoration.border.left.color = color
        decoration.border.top.width = 3
        decoration.border.right.width = 3
        decoration.border.bottom.width = 3
        decoration.border.left.width = 3
        decoration.outline = BorderEdge(width: 3, style: .none, color: color)
        decoration.textDecorationColor = color
        flow.columnRule = BorderEdge(width: 3, style: .none, color: color)
    }

    /// The finished style.
    mutating func finish(_ subject: StyleSubject) -> ComputedStyle {
        func dropInvisible(_ edge: inout BorderEdge) {
            if !edge.style.isVisible { edge.width = 0 }
        }
        dropInvisible(&decoration.border.top)
        dropInvisible(&decoration.border.right)
        dropInvisible(&decoration.border.bottom)
        dropInvisible(&decoration.border.left)
        dropInvisible(&decoration.outline)
        dropInvisible(&flow.columnRule)
        if extras.background.isSet { extras.background.store(in: &decoration) }
        if extras.mask.isSet { decoration.maskLayers = extras.mask.layers }
        decoration.borderImage = extras.borderImage.finished(decoration.border)
        decoration.maskBorder = extras.maskBorder.finished(decoration.border)
        let individual = extras.individualTransforms.compactMap { $0 }
        if !individual.isEmpty { decoration.transform = individual + decoration.transform }
        if text.fontVariants != FontVariants() || !text.featureSettings.isEmpty || !text.fontFeatures.isEmpty {
            text.fontFeatures = text.fontVariants.all + text.featureSettings
        }
        // https://www.w3.org/TR/css-overflow-3/#overflow-properties
        if box.overflowX != .visible, box.overflowX != .clip {
            if box.overflowY == .visible {
                box.overflowY = .auto
            } else if box.overflowY == .clip {
                box.overflowY = .hidden
            }
        } else if box.overflowY != .visible, box.overflowY != .clip {
            box.overflowX = box.overflowX == .visible ? .auto : .hidden
        }
        finishDisplay(subject)
        if flow.justifyItems == .legacy { flow.justifyItems = .normal }
        return ComputedStyle(text: text, box: box, decoration: decoration, flow: flow, generated: generated)
    }

    /// Blockification. https://www.w3.org/TR/css-display-3/#transformations
    private mutating func finishDisplay(_ subject: StyleSubject) {
        box.originalDisplay = box.display
        if subject == .marginBox || subject == .page {
            box.display = .block
            return
        }
        switch box.position {
        case .absolute, .fixed:
            box.float = .none
            box.display = box.display.blockified
        case .running:
            box.float = .none
            box.display = box.display.blockified
        default:
            if box.float == .footnote {
                if box.display != .none { box.display = .block }
            } else if box.float != .none {
                box.display = box.display.blockified
            }
        }
        if subject == .root {
            box.display = box.display == .contents ? .block : box.display.blockified
            return
        }
        switch parent.box.display {
        case .flex, .inlineFlex, .grid, .inlineGrid:
            box.display = box.display.blockified
            if box.position == .static || box.position == .relative || box.position == .sticky { box.float = .none }
        default: break
        }
    }
}

extension Display {
    /// The block-level form of this display type.
    var blockified: Display {
        switch self {
        case .inline, .inlineBlock, .tableRowGroup, .tableHeaderGroup, .tableFooterGroup, .tableRow, .tableCell,
            .tableColumnGroup, .tableColumn, .tableCaption, .ruby, .rubyBase, .rubyText, .rubyBaseContainer,
            .rubyTextContainer:
            self == .inlineBlock ? .flowRoot : .block
        case .inlineListItem: .listItem
        case .inlineFlex: .flex
        case .inlineGrid: .grid
        case .inlineTable: .table
        default: self
        }
    }
}
