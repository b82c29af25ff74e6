//  ReplacedLayout.swift
//  In: a replaced box, its picture's intrinsic facts, a space. Out: its used size and the rectangle that `object-fit` gives the picture.
//  https://www.w3.org/TR/CSS22/visudet.html#inline-replaced-width, https://www.w3.org/TR/css-images-3/#object-fit

import Fragments
import Geometry
import Pictures
import Style

extension LayoutSession {
    /// Width, height and ratio of the replaced content, CSS px.
    func intrinsicFacts(of box: BoxID) -> (width: Double?, height: Double?, ratio: Double?) {
        let picture = boxes.rareData(box)?.picture ?? -1
        let facts = picture >= 0 ? pictureFacts(picture) : nil
        let resolution = facts?.format == .svg ? 1 : Double(style(box).text.imageResolution)
        let width = facts?.width.map { Double($0) / resolution }
        let height = facts?.height.map { Double($0) / resolution }
        var ratio = facts?.ratio.map { Double($0) }
        if ratio == nil, let width, let height, height > 0, width > 0 { ratio = width / height }
        return (width, height, ratio)
    }

    /// The border-box size of a replaced box.
    func replacedSize(of box: BoxID, in space: ConstraintSpace, _ input: SizingInput) -> LogicalSize {
        let style = style(box)
        let facts = intrinsicFacts(of: box)
        var ratio = facts.ratio
        if let own = style.box.aspectRatio, own > 0, ratio == nil || !style.box.aspectRatioAuto { ratio = Double(own) }
        let stretched = max(
            (space.available.inline - input.margins.inlineSum).clampedToZero, input.edges.inlineSum)
        func content(_ value: SizeValue) -> LayoutUnit? {
            switch value {
            case .auto, .none, .content: return nil
            case .minContent, .maxContent, .fitContent: return facts.width.map { LayoutUnit(px: $0) }
            default:
                return definiteInlineSize(value, of: box, in: space, input, stretched: stretched)
                    .map { ($0 - input.edges.inlineSum).clampedToZero }
            }
        }
        func contentBlock(_ value: SizeValue) -> LayoutUnit? {
            definiteBlockSize(value, of: box, in: space, input).map { ($0 - input.edges.blockSum).clampedToZero }
        }
        var width = content(style.box.width)
        var height = contentBlock(style.box.height)
        if space.isInlineSizeFixed { width = (space.available.inline - input.edges.inlineSum).clampedToZero }
        if space.isBlockSizeFixed, let fixed = space.available.block.definite {
            height = (fixed - input.edges.blockSum).clampedToZero
        }
        let minWidth = style.box.minWidth == .auto ? LayoutUnit.zero : content(style.box.minWidth) ?? .zero
        let maxWidth = max(content(style.box.maxWidth) ?? .max, minWidth)
        let minHeight = contentBlock(style.box.minHeight) ?? .zero
        let maxHeight = max(contentBlock(style.box.maxHeight) ?? .max, minHeight)
        func boundWidth(_ value: LayoutUnit) -> LayoutUnit { max(min(value, maxWidth), minWidth) }
        func boundHeight(_ value: LayoutUnit) -> LayoutUnit { max(min(value, maxHeight), minHeight) }

        switch (width, height) {
        case (let w?, let h?):
            return outer(
                space.isInlineSizeFixed ? w : boundWidth(w), space.isBlockSizeFixed ? h : boundHeight(h), input)
        case (let w?, nil):
            let used = space.isInlineSizeFixed ? w : boundWidth(w)
            let h = ratio.map { used.scaled(by: 1 / $0) } ?? facts.height.map { LayoutUnit(px: $0) } ?? LayoutUnit(150)
            return outer(used, boundHeight(h), input)
        case (nil, let h?):
            let used = space.isBlockSizeFixed ? h : boundHeight(h)
            let w = ratio.map { used.scaled(by: $0) } ?? facts.width.map { LayoutUnit(px: $0) } ?? LayoutUnit(300)
            return outer(boundWidth(w), used, input)
        case (nil, nil): break
        }
        var w: LayoutUnit
        var h: LayoutUnit
        if let intrinsic = facts.width {
            w = LayoutUnit(px: intrinsic)
            h = facts.height.map { LayoutUnit(px: $0) } ?? ratio.map { w.scaled(by: 1 / $0) } ?? LayoutUnit(150)
            if !style.box.aspectRatioAuto, let ratio { h = w.scaled(by: 1 / ratio) }
        } else if let intrinsic = facts.height {
            h = LayoutUnit(px: intrinsic)
            w = ratio.map { h.scaled(by: $0) } ?? LayoutUnit(300)
        } else if let ratio {
            // a ratio alone: as wide as there is room
            w = (stretched - input.edges.inlineSum).clampedToZero
            h = w.scaled(by: 1 / ratio)
        } else {
            w = LayoutUnit(300)
            h = LayoutUnit(150)
        }
        guard ratio != nil else { return outer(boundWidth(w), boundHeight(h), input) }
        (w, h) = constrainKeepingRatio(w, h, widths: (minWidth, maxWidth), heights: (minHeight, maxHeight))
        return outer(w, h, input)
    }

    private func outer(_ width: LayoutUnit, _ height: LayoutUnit, _ input: SizingInput) -> LogicalSize {
        LogicalSize(inline: width + input.edges.inlineSum, block: height + input.edges.blockSum)
    }

    /// The table of constraint violations. https://www.w3.org/TR/CSS22/visudet.html#min-max-widths
    private func constrainKeepingRatio(
        _ w: LayoutUnit, _ h: LayoutUnit, widths: (LayoutUnit, LayoutUnit), heights: (LayoutUnit, LayoutUnit)
    ) -> (LayoutUnit, LayoutUnit) {
        let (minW, maxW) = widths
        let (minH, maxH) = heights
        guard w > .zero, h > .zero else { return (max(min(w, maxW), minW), max(min(h, maxH), minH)) }
        let ratio = h.px / w.px
        func heightFor(_ width: LayoutUnit) -> LayoutUnit { width.scaled(by: ratio) }
        func widthFor(_ height: LayoutUnit) -> LayoutUnit { height.scaled(by: 1 / ratio) }
        if w > maxW, h > maxH {
            return maxW.px / w.px <= maxH.px / h.px
                ? (maxW, max(minH, heightFor(maxW))) : (max(minW, widthFor(maxH)), maxH)
        }
        if w < minW, h < minH {
            return minW.px / w.px <= minH.px / h.px
                ? (min(maxW, widthFor(minH)), minH) : (minW, min(maxH, heightFor(minW)))
        }
        if w < minW, h > maxH { return (minW, maxH) }
        if w > maxW, h < minH { return (maxW, minH) }
        if w > maxW { return (maxW, max(heightFor(maxW), minH)) }
        if w < minW { return (minW, min(heightFor(minW), maxH)) }
        if h > maxH { return (max(widthFor(maxH), minW), maxH) }
        if h < minH { return (min(widthFor(minH), maxW), minH) }
        return (w, h)
    }

    func layoutReplaced(_ box: BoxID, in space: ConstraintSpace, from token: BreakToken?) -> LayoutResult {
        let input = sizingInput(of: box, in: space)
        let size = replacedSize(of: box, in: space, input)
        let padding = padding(of: box, inlineBasis: space.percentageBasis.inline)
        let picture = boxes.rareData(box)?.picture ?? -1
        var flags: FragmentFlags = []
        if boxes.traits(box).contains(.hasPageFacts) { flags.insert(.hasPageFacts) }
        if boxes.traits(box).contains(.generated) { flags.insert(.generated) }
        if style(box).text.direction == .rtl { flags.insert(.rightToLeft) }
        let fragment = Fragment(
            kind: boxes.traits(box).contains(.atomicInline) ? .inlineReplaced : .replaced, flags: flags,
            node: boxes.node(box).index, box: box.index, style: boxes.style(box).index, size: size,
            border: borders(of: box), padding: padding, margin: input.margins,
            content: picture >= 0 ? .picture(picture, pictureRect(of: box, size: size, input)) : .none)
        var result = LayoutResult(fragment: fragment)
        result.intrinsicBlockSize = size.block
        result.tallestUnbreakable = size.block
        return result
    }

    /// Where the whole picture lies, relative to the border box. https://www.w3.org/TR/css-images-3/#object-fit
    private func pictureRect(of box: BoxID, size: LogicalSize, _ input: SizingInput) -> LogicalRect {
        let style = style(box)
        let facts = intrinsicFacts(of: box)
        let boxWidth = (size.inline - input.edges.inlineSum).px
        let boxHeight = (size.block - input.edges.blockSum).px
        var width = boxWidth
        var height = boxHeight
        let naturalRatio = facts.ratio
        func fit(contain: Bool) {
            guard let ratio = naturalRatio, ratio > 0 else { return }
            if (boxWidth / ratio <= boxHeight) == contain {
                width = boxWidth
                height = boxWidth / ratio
            } else {
                height = boxHeight
                width = boxHeight * ratio
            }
        }
        func natural() {
            if let w = facts.width {
                width = w
                height = facts.height ?? naturalRatio.map { w / $0 } ?? boxHeight
            } else if let h = facts.height {
                height = h
                width = naturalRatio.map { h * $0 } ?? boxWidth
            } else {
                fit(contain: true)
            }
        }
        switch style.box.objectFit {
        case .fill: break
        case .contain: fit(contain: true)
        case .cover: fit(contain: false)
        case .none: natural()
        case .scaleDown:
            natural()
            if width > boxWidth || height > boxHeight { fit(contain: true) }
        }
        let x = resolve(style.box.objectPosition.x, against: LayoutUnit(px: boxWidth - width), style) ?? .zero
        let y = resolve(style.box.objectPosition.y, against: LayoutUnit(px: boxHeight - height), style) ?? .zero
        return LogicalRect(
            offset: LogicalOffset(inline: input.edges.inlineStart + x, block: input.edges.blockStart + y),
            size: LogicalSize(inline: LayoutUnit(px: width), block: LayoutUnit(px: height)))
    }

    /// min-content and max-content of a replaced box: its used width where percentages count as auto.
    func replacedInlineSizes(of box: BoxID) -> MinMaxSizes {
        var space = ConstraintSpace(available: LogicalSize(inline: .zero, block: .indefinite))
        space.percentageBasis = LogicalSize(inline: .indefinite, block: .indefinite)
        let edges = borders(of: box) + padding(of: box, inlineBasis: .zero)
        space.available.inline = LayoutUnit(300) + edges.inlineSum
        let size = replacedSize(of: box, in: space, SizingInput(edges: edges, margins: .zero))
        let values = style(box).box
        // a percentage width or max-width may shrink to nothing
        let compresses = values.width.hasPercent || values.maxWidth.hasPercent
        return MinMaxSizes(min: compresses ? edges.inlineSum : size.inline, max: size.inline)
    }
}
