//  BoxSizing.swift
//  In: a box's size properties and a space. Out: its used inline and block size, border box.
//  https://www.w3.org/TR/css-sizing-3/, https://www.w3.org/TR/css-sizing-4/#aspect-ratio, https://www.w3.org/TR/CSS22/visudet.html

import Geometry
import Style

/// What sizing needs to know of a box beside its style.
struct SizingInput {
    /// Border and padding.
    var edges: LogicalEdges
    var margins: LogicalEdges
}

extension LayoutSession {
    func sizingInput(of box: BoxID, in space: ConstraintSpace) -> SizingInput {
        SizingInput(
            edges: borders(of: box) + padding(of: box, inlineBasis: space.percentageBasis.inline),
            margins: margins(of: box, inlineBasis: space.percentageBasis.inline))
    }

    /// The used inline size of the border box (not for replaced boxes and tables).
    func usedInlineSize(of box: BoxID, in space: ConstraintSpace, _ input: SizingInput) -> LayoutUnit {
        let minimum = input.edges.inlineSum
        if space.isInlineSizeFixed { return max(space.available.inline, minimum) }
        let stretched = max((space.available.inline - input.margins.inlineSum).clampedToZero, minimum)
        if space.inlineAuto == .stretch, facts(of: box).flags.contains(.hasAutomaticWidth) { return stretched }
        let style = style(box)
        var size: LayoutUnit
        if let definite = definiteInlineSize(style.box.width, of: box, in: space, input, stretched: stretched) {
            size = definite
        } else if let transferred = inlineSizeFromRatio(of: box, in: space, input) {
            size = transferred
        } else if space.inlineAuto == .stretch {
            size = stretched
        } else {
            size = unboundedInlineSizes(of: box).shrinkToFit(stretched)
        }
        return boundInlineSize(size, of: box, in: space, input, stretched: stretched)
    }

    /// Clamps by max-width, then by min-width, then by the edges.
    func boundInlineSize(
        _ wanted: LayoutUnit, of box: BoxID, in space: ConstraintSpace, _ input: SizingInput, stretched: LayoutUnit
    ) -> LayoutUnit {
        let style = style(box)
        var size = wanted
        if style.box.maxWidth != .none,
            let limit = definiteInlineSize(style.box.maxWidth, of: box, in: space, input, stretched: stretched)
        {
            size = min(size, limit)
        }
        if style.box.minWidth != .auto,
            let limit = definiteInlineSize(style.box.minWidth, of: box, in: space, input, stretched: stretched)
        {
            size = max(size, limit)
        }
        return max(size, input.edges.inlineSum)
    }

    /// A border-box inline size for a value of width, min-width or max-width; nil for `auto`, `none`.
    func definiteInlineSize(
        _ value: SizeValue, of box: BoxID, in space: ConstraintSpace, _ input: SizingInput, stretched: LayoutUnit
    ) -> LayoutUnit? {
        let style = style(box)
        switch value {
        case .auto, .none, .content: return nil
        case .length(let length):
            guard let used = resolve(length, against: space.percentageBasis.inline, style) else { return nil }
            return borderBox(used, edges: input.edges.inlineSum, style)
        case .minContent: return unboundedInlineSizes(of: box).min
        case .maxContent: return unboundedInlineSizes(of: box).max
        case .fitContent(nil): return unboundedInlineSizes(of: box).shrinkToFit(stretched)
        case .fitContent(let limit?):
            let used = resolve(limit, against: space.percentageBasis.inline, style) ?? .max
            return unboundedInlineSizes(of: box).shrinkToFit(borderBox(used, edges: input.edges.inlineSum, style))
        case .stretch: return stretched
        }
    }

    /// A size as specified, to the border box.
    func borderBox(_ size: LayoutUnit, edges: LayoutUnit, _ style: ComputedStyle) -> LayoutUnit {
        style.box.boxSizing == .borderBox ? max(size, edges) : size.clampedToZero + edges
    }

    /// Width from a definite height through `aspect-ratio`.
    private func inlineSizeFromRatio(of box: BoxID, in space: ConstraintSpace, _ input: SizingInput) -> LayoutUnit? {
        let style = style(box)
        guard let ratio = style.box.aspectRatio, ratio > 0 else { return nil }
        let block: LayoutUnit
        if space.isBlockSizeFixed {
            block = space.available.block
        } else if let definite = definiteBlockSize(style.box.height, of: box, in: space, input) {
            block = boundBlockSize(definite, of: box, in: space, input)
        } else {
            return nil
        }
        if block.isIndefinite { return nil }
        if style.box.boxSizing == .borderBox && !style.box.aspectRatioAuto {
            return block.scaled(by: Double(ratio))
        }
        return (block - input.edges.blockSum).clampedToZero.scaled(by: Double(ratio)) + input.edges.inlineSum
    }

    /// A border-box block size for a value of height, min-height or max-height, if it does not depend on contents.
    func definiteBlockSize(
        _ value: SizeValue, of box: BoxID, in space: ConstraintSpace, _ input: SizingInput
    ) -> LayoutUnit? {
        switch value {
        case .length(let length):
            let style = style(box)
            guard let used = resolve(length, against: space.percentageBasis.block, style) else { return nil }
            return borderBox(used, edges: input.edges.blockSum, style)
        case .stretch:
            guard let available = space.available.block.definite else { return nil }
            return max((available - input.margins.blockSum).clampedToZero, input.edges.blockSum)
        default: return nil
        }
    }

    /// Clamps by max-height, then by min-height, then by the edges.
    func boundBlockSize(
        _ wanted: LayoutUnit, of box: BoxID, in space: ConstraintSpace, _ input: SizingInput
    ) -> LayoutUnit {
        if facts(of: box).flags.contains(.hasAutomaticHeight) { return max(wanted, input.edges.blockSum) }
        let style = style(box)
        var size = wanted
        if style.box.maxHeight != .none, let limit = definiteBlockSize(style.box.maxHeight, of: box, in: space, input) {
            size = min(size, limit)
        }
        if style.box.minHeight != .auto, let limit = definiteBlockSize(style.box.minHeight, of: box, in: space, input) {
            size = max(size, limit)
        }
        return max(size, input.edges.blockSum)
    }

    /// The block size of the border box if it is known before the contents are laid out; nil for `auto`.
    func knownBlockSize(
        of box: BoxID, in space: ConstraintSpace, _ input: SizingInput, inlineSize: LayoutUnit
    ) -> LayoutUnit? {
        if space.isBlockSizeFixed, let fixed = space.available.block.definite {
            return max(fixed, input.edges.blockSum)
        }
        if space.blockAuto != .stretch, facts(of: box).flags.contains(.hasAutomaticHeight) { return nil }
        let style = style(box)
        if let definite = definiteBlockSize(style.box.height, of: box, in: space, input) {
            return boundBlockSize(definite, of: box, in: space, input)
        }
        if case .auto = style.box.height, space.blockAuto == .stretch, let available = space.available.block.definite {
            return boundBlockSize(
                max((available - input.margins.blockSum).clampedToZero, input.edges.blockSum), of: box, in: space, input
            )
        }
        return nil
    }

    /// Height from the width through `aspect-ratio`; contents may make it taller (min-height: auto).
    func blockSizeFromRatio(of box: BoxID, _ input: SizingInput, inlineSize: LayoutUnit) -> LayoutUnit? {
        let style = style(box)
        guard let ratio = style.box.aspectRatio, ratio > 0 else { return nil }
        if style.box.boxSizing == .borderBox && !style.box.aspectRatioAuto {
            return max(inlineSize.scaled(by: 1 / Double(ratio)), input.edges.blockSum)
        }
        return (inlineSize - input.edges.inlineSum).clampedToZero.scaled(by: 1 / Double(ratio)) + input.edges.blockSum
    }

    /// Border-box min-content and max-content from contents alone: the box's own width, min-width, max-width do not count.
    func unboundedInlineSizes(of box: BoxID) -> MinMaxSizes {
        let kind = boxes.kind(box)
        if kind == .replaced || kind == .tableWrapper || kind == .table { return inlineSizes(of: box) }
        let edges = borders(of: box) + padding(of: box, inlineBasis: .zero)
        let style = style(box)
        if let ratio = style.box.aspectRatio, ratio > 0, case .length(let length) = style.box.height,
            let height = resolve(length, against: .indefinite, style)
        {
            let block = (borderBox(height, edges: edges.blockSum, style) - edges.blockSum).clampedToZero
            let inline = block.scaled(by: Double(ratio)) + edges.inlineSum
            return MinMaxSizes(min: inline, max: inline)
        }
        let contents = contentInlineSizes(of: box)
        return MinMaxSizes(min: contents.min + edges.inlineSum, max: contents.max + edges.inlineSum)
    }

    /// Border-box min-content and max-content with the box's own width, min-width, max-width applied where definite.
    func boundedInlineSizes(of box: BoxID) -> MinMaxSizes {
        if facts(of: box).flags.contains(.isBare), boxes.kind(box) == .inlineContext { return contentSizes(of: box) }
        let style = style(box)
        let edges = borders(of: box) + padding(of: box, inlineBasis: .zero)
        func fixed(_ value: SizeValue) -> LayoutUnit? {
            switch value {
            case .length(let length):
                guard !length.hasPercent, let used = resolve(length, against: .indefinite, style) else { return nil }
                return borderBox(used, edges: edges.inlineSum, style)
            case .minContent: return unboundedInlineSizes(of: box).min
            case .maxContent: return unboundedInlineSizes(of: box).max
            default: return nil
            }
        }
        var sizes: MinMaxSizes
        if let width = fixed(style.box.width) {
            sizes = MinMaxSizes(min: width, max: width)
        } else {
            sizes = unboundedInlineSizes(of: box)
        }
        if style.box.maxWidth != .none, let limit = fixed(style.box.maxWidth) {
            sizes = MinMaxSizes(min: min(sizes.min, limit), max: min(sizes.max, limit))
        }
        if style.box.minWidth != .auto, let limit = fixed(style.box.minWidth) {
            sizes = MinMaxSizes(min: max(sizes.min, limit), max: max(sizes.max, limit))
        }
        return MinMaxSizes(min: max(sizes.min, edges.inlineSum), max: max(sizes.max, edges.inlineSum))
    }
}
