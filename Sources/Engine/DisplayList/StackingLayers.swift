//  StackingLayers.swift
//  In: a tree of fragments. Out: the same fragments sorted into the layers of CSS 2.2 appendix E.
//  1 A stacking context gathers what is positioned below it, by z-index; everything else is in its layer.
//  2 Floats, inline blocks and positioned boxes with `z-index: auto` have layers of their own, but what is positioned
//    inside them belongs to the context around. https://www.w3.org/TR/CSS22/zindex.html

import Fragments
import Geometry
import Style

/// A fragment at its place, with the clips and the text decorations that hold for it.
struct PlacedFragment {
    let fragment: Fragment
    let origin: Point
    let clip: ClipID
    /// Index into the collector's decorations; −1: none.
    var decoration: Int32 = -1
    /// Within a repetition or a margin box: nothing that a reader should hear again.
    var isArtifact = false

    /// The source node that the content belongs to.
    var node: Int32 { isArtifact ? -1 : fragment.node }
}

/// One layer: what appendix E paints as if it were a stacking context.
final class Layer {
    /// The box that makes the layer, whose own background comes first; nil: a layer of several boxes.
    let root: PlacedFragment?
    /// Backgrounds and borders of blocks, in tree order.
    var blocks: [PlacedFragment] = []
    var floats: [Layer] = []
    var inlines: [InlineEntry] = []
    var outlines: [PlacedFragment] = []
    /// Clips of the root's contents.
    init(root: PlacedFragment?) { self.root = root }
}
enum InlineEntry {
    /// An inline box (its background), text, a picture.
    case fragment(PlacedFragment)
    /// An inline block or the like.
    case layer(Layer)
}

/// A positioned box or a true stacking context.
struct StackedItem {
    let level: Int32
    let layer: Layer
    /// nil: `z-index: auto` without any other reason: only a layer.
    let context: StackingContext?
}
final class StackingContext {
    var negative: [StackedItem] = []
    var zero: [StackedItem] = []
    var positive: [StackedItem] = []

    func add(_ item: StackedItem) {
        if item.level < 0 {
            negative.append(item)
        } else if item.level == 0 {
            zero.append(item)
        } else {
            positive.append(item)
        }
    }
}

/// A box whose `text-decoration` reaches the text inside it.
struct DecoratingBox {
    let style: ComputedStyle
    /// The next one outwards; −1: none.
    let outer: Int32
}

/// Walks fragments once and sorts them.
struct LayerCollector {
    let sources: PaintSources
    let writer: ListWriter
    private(set) var decorations: [DecoratingBox] = []
    private let styles: [ComputedStyle]

    init(sources: PaintSources, writer: ListWriter) {
        self.sources = sources
        self.writer = writer
        styles = sources.styles.styles
    }
    func style(_ fragment: Fragment) -> ComputedStyle? {
        styles.indices.contains(Int(fragment.style)) ? styles[Int(fragment.style)] : nil
    }

    /// The layer that a fragment makes, with all that is in it.
    /// Decorations do not reach into what is out of flow or atomic within a line.
    mutating func layer(of placed: PlacedFragment, context: StackingContext, isAtomic: Bool = false) -> Layer {
        let layer = Layer(root: placed)
        var inner = placed
        let isOut = placed.fragment.flags.contains(.floating) || placed.fragment.flags.contains(.outOfFlow)
        if isOut || isAtomic { inner.decoration = -1 }
        if let style = style(placed.fragment), style.decoration.outline.style.isVisible {
            layer.outlines.append(placed)
        }
        walkInside(inner, into: layer, context: context, inLine: placed.fragment.kind.isInlineContent)
        return layer
    }

    /// Sorts the contents of a box, the box itself being done.
    mutating func walkInside(_ placed: PlacedFragment, into layer: Layer, context: StackingContext, inLine: Bool) {
        let fragment = placed.fragment
        if fragment.children.isEmpty { return }
        var clip = placed.clip
        var decoration = placed.decoration
        if let style = style(fragment) {
            if !fragment.kind.isInlineContent, style.box.overflowX != .visible || style.box.overflowY != .visible,
                fragment.kind != .page, fragment.kind != .pageArea, fragment.kind != .tableWrapper,
                fragment.node != sources.viewportNode || sources.viewportNode < 0
            {
                clip = writer.makeClip(overflowShape(fragment, at: placed.origin, style: style), within: clip)
            }
            if !style.decoration.textDecoration.isEmpty, fragment.kind != .text {
                decorations.append(DecoratingBox(style: style, outer: decoration))
                decoration = Int32(decorations.count - 1)
            }
        }
        for link in fragment.children {
            let child = PlacedFragment(
                fragment: link.fragment, origin: fragment.place(of: link, at: placed.origin), clip: clip,
                decoration: decoration,
                isArtifact: placed.isArtifact || link.fragment.flags.contains(.repeated))
            visit(child, parent: fragment.kind, into: layer, context: context, inLine: inLine || fragment.kind == .line)
        }
        if case .collapsedBorders = fragment.content, fragment.kind == .table || fragment.kind == .tableWrapper {
            // painted after the cells' backgrounds: noted by a second entry of the table itself
            layer.blocks.append(PlacedFragment(fragment: fragment, origin: placed.origin, clip: clip, decoration: -2))
        }
    }

    private mutating func visit(
        _ placed: PlacedFragment, parent: FragmentKind, into layer: Layer, context: StackingContext, inLine: Bool
    ) {
        let fragment = placed.fragment
        guard let style = style(fragment) else {
            // lines and other boxes without a style
            walkInside(placed, into: layer, context: context, inLine: inLine)
            return
        }
        // a table's own style already acts on its wrapper
        let canStack = fragment.kind != .text && !(fragment.kind == .table && parent == .tableWrapper)
        if canStack {
            let decoration = style.decoration
            let isContext =
                decoration.opacity < 1 || !decoration.transform.isEmpty || decoration.blendMode != .normal
                || decoration.clipPath != nil || decoration.isolation || !decoration.maskLayers.isEmpty
                || decoration.maskBorder != nil
            let isPositioned = style.box.position != .static
            let isLevelled = style.box.zIndex != nil && (isPositioned || parent == .flex || parent == .grid)
            if isContext || isPositioned || isLevelled {
                let own = isContext || isLevelled || style.box.position == .fixed
                let inner = own ? StackingContext() : context
                let level = isPositioned || isLevelled ? style.box.zIndex ?? 0 : 0
                // the item's place among its equals is where it is met, so it is kept before its contents are walked
                let slot = reserve(level, in: context)
                let made = self.layer(
                    of: placed, context: inner, isAtomic: inLine && !fragment.kind.isInlineContent)
                fill(slot, StackedItem(level: level, layer: made, context: own ? inner : nil), in: context)
                return
            }
        }
        if fragment.flags.contains(.floating) {
            layer.floats.append(self.layer(of: placed, context: context))
            return
        }
        if inLine {
            if fragment.kind.isInlineContent {
                layer.inlines.append(.fragment(placed))
                if style.decoration.outline.style.isVisible, fragment.kind != .text { layer.outlines.append(placed) }
                walkInside(placed, into: layer, context: context, inLine: true)
            } else {
                layer.inlines.append(.layer(self.layer(of: placed, context: context, isAtomic: true)))
            }
            return
        }
        if fragment.kind == .text || fragment.kind == .inlineReplaced {
            layer.inlines.append(.fragment(placed))
            return
        }
        layer.blocks.append(placed)
        if fragment.kind == .replaced || fragment.kind == .listMarker && !isEmpty(fragment.content) {
            // a picture is painted with the inline contents (step 7.2 of the appendix)
            layer.inlines.append(.fragment(placed))
        }
        if style.decoration.outline.style.isVisible, !(fragment.kind == .table && parent == .tableWrapper) {
            layer.outlines.append(placed)
        }
        walkInside(placed, into: layer, context: context, inLine: false)
    }

    private func isEmpty(_ content: FragmentContent) -> Bool {
        if case .none = content { return true }
        return false
    }

    private enum Slot { case negative(Int), zero(Int), positive(Int) }
    private func reserve(_ level: Int32, in context: StackingContext) -> Slot {
        let empty = StackedItem(level: level, layer: Layer(root: nil), context: nil)
        context.add(empty)
        return level < 0
            ? .negative(context.negative.count - 1)
            : level == 0 ? .zero(context.zero.count - 1) : .positive(context.positive.count - 1)
    }
    private func fill(_ slot: Slot, _ item: StackedItem, in context: StackingContext) {
        switch slot {
        case .negative(let index): context.negative[index] = item
        case .zero(let index): context.zero[index] = item
        case .positive(let index): context.positive[index] = item
        }
    }

    /// The padding box, rounded; an axis that stays visible reaches far.
    private func overflowShape(_ fragment: Fragment, at origin: Point, style: ComputedStyle) -> Shape {
        let box = PlacedBox(fragment, at: origin, style: style)
        if style.box.overflowX == .visible || style.box.overflowY == .visible {
            let far = 100_000.0
            var rect = box.padding.rect
            if style.box.overflowX == .visible {
                rect.x -= far
                rect.width += 2 * far
            }
            if style.box.overflowY == .visible {
                rect.y -= far
                rect.height += 2 * far
            }
            return .rect(rect)
        }
        return box.padding.shape
    }
}

extension FragmentKind {
    /// Flows within a line.
    var isInlineContent: Bool {
        switch self {
        case .inline, .text, .inlineReplaced, .rubyBase, .rubyText, .line: true
        default: false
        }
    }
}
