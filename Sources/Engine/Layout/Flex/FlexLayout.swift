//  FlexLayout.swift
//  In: a flex container, a space, a token. Out: its fragment and where it goes on.
//  https://www.w3.org/TR/css-flexbox-1/#layout-algorithm
//  Steps: 1 items and base sizes (FlexItems), 2 lines and main sizes (FlexLines), 3 cross sizes and places (FlexAlignment),
//  4 pages (ParallelBands). Steps 1–3 happen once per container and size; pages share them.

import Fragments
import Geometry
import Style

/// What flex containers keep for a document.
final class FlexStore {
    fileprivate var solved: [Int32: FlexSolution] = [:]
    func removeAll() { solved.removeAll() }
}

/// A container with all items sized and placed, without breaks.
struct FlexSolution {
    let question: Question
    var items: [FlexItem]
    var lines: [FlexLine]
    /// The content-box block size that came out.
    var contentBlock: LayoutUnit

    struct Question: Equatable {
        var content: LogicalSize
        /// Bounds of the content box where its block size is open.
        var least, most: LayoutUnit
    }
}

extension LayoutSession {
    func layoutFlex(_ box: BoxID, in space: ConstraintSpace, from token: BreakToken?) -> LayoutResult {
        let shape = ContainerShape(self, box, in: space, from: token)
        let solution = solveFlex(box, shape)
        let frame = FlexFrame(self, box, content: shape.content)
        let edges = shape.input.edges
        let (bands, items) = flexBands(solution, frame, shape, isMeasuring: space.isMeasuring)
        var result = shape.assemble(
            self, bands: bands, items: items, contentBlock: solution.contentBlock, in: space, from: token
        ) { fragments in
            self.flexBaselines(solution, fragments)
        }
        if token == nil, var fragmentBubbles = result.bubblesIfPlaced {
            for child in flexChildren(box).outOfFlow {
                fragmentBubbles.outOfFlow.append(
                    flexStaticPosition(
                        child, frame,
                        content: LogicalSize(inline: shape.content.inline, block: solution.contentBlock), edges: edges))
            }
            result = shape.placingPositioned(self, result, fragmentBubbles, in: space)
        } else if result.status == .success {
            result = shape.placingPositioned(self, result, result.bubbles, in: space)
        }
        return result
    }

    /// min-content and max-content of the contents, content box. https://www.w3.org/TR/css-flexbox-1/#intrinsic-main-sizes
    func flexContentSizes(of box: BoxID) -> MinMaxSizes {
        let frame = FlexFrame(self, box, content: LogicalSize(inline: .indefinite, block: .indefinite))
        let items = flexChildren(box).items
        var sizes = MinMaxSizes.zero
        for item in items {
            let outer = margins(of: item, inlineBasis: .zero).inlineSum
            var own = inlineSizes(of: item)
            if frame.axes.isRow {
                // a definite basis stands for the width
                let style = style(item)
                if case .length(let basis) = style.flow.flexBasis, !basis.hasPercent,
                    let used = resolve(basis, against: .indefinite, style)
                {
                    let edges = (borders(of: item) + padding(of: item, inlineBasis: .zero)).inlineSum
                    let size = borderBox(used, edges: edges, style)
                    own.max = style.flow.flexGrow > 0 ? max(own.max, size) : max(size, own.min)
                    if style.flow.flexShrink == 0 { own.min = style.flow.flexGrow > 0 ? max(own.min, size) : own.max }
                }
                sizes.max += own.max + outer
                if frame.axes.wraps {
                    sizes.min = max(sizes.min, own.min + outer)
                } else {
                    sizes.min += own.min + outer
                }
            } else {
                sizes.encompass(MinMaxSizes(min: own.min + outer, max: own.max + outer))
            }
        }
        if frame.axes.isRow {
            let gaps = frame.mainGap * max(items.count - 1, 0)
            sizes.max += gaps
            if !frame.axes.wraps { sizes.min += gaps }
        }
        return MinMaxSizes(min: sizes.min.clampedToZero, max: max(sizes.min, sizes.max).clampedToZero)
    }

    // MARK: - Solving

    private func solveFlex(_ box: BoxID, _ shape: ContainerShape) -> FlexSolution {
        let question = FlexSolution.Question(
            content: shape.content, least: shape.leastBlock, most: shape.mostBlock)
        if let known = flexStore.solved[box.index], known.question == question { return known }
        let frame = FlexFrame(self, box, content: shape.content)
        var items = flexChildren(box).items.map { flexItem($0, in: frame) }
        let offered =
            frame.innerMain.isIndefinite && shape.mostBlock < .max ? shape.mostBlock : frame.innerMain
        var lines = frame.lines(items, available: offered)
        var inner = frame.innerMain
        if inner.isIndefinite {
            inner = lines.reduce(LayoutUnit.zero) { longest, line in
                let gaps = frame.mainGap * (line.items.count - 1)
                return max(
                    longest,
                    line.items.reduce(gaps) { $0 + items[$1].hypothetical + frame.axes.mainSum(items[$1].margins) })
            }
            inner = max(shape.leastBlock, min(inner, shape.mostBlock))
        }
        for line in lines { frame.resolveFlexibleLengths(line.items, of: &items, inner: inner) }
        let contentBlock = placeFlexItems(&items, &lines, in: frame, inner: inner, shape: shape)
        let solution = FlexSolution(question: question, items: items, lines: lines, contentBlock: contentBlock)
        flexStore.solved[box.index] = solution
        return solution
    }

    private func flexBaselines(
        _ solution: FlexSolution, _ fragments: [Int: FragmentLink]
    ) -> (first: LayoutUnit?, last: LayoutUnit?) {
        guard let firstLine = solution.lines.min(by: { $0.crossPosition < $1.crossPosition }),
            let lastLine = solution.lines.max(by: { $0.crossPosition < $1.crossPosition })
        else { return (nil, nil) }
        func baseline(_ line: FlexLine, isLast: Bool) -> LayoutUnit? {
            let chosen =
                line.items.first { solution.items[$0].alignment == .baseline && fragments[$0] != nil }
                ?? line.items.first { fragments[$0] != nil }
            guard let chosen, let link = fragments[chosen] else { return nil }
            let own = isLast ? link.fragment.lastBaseline : link.fragment.firstBaseline
            return link.offset.block + (own ?? link.fragment.size.block)
        }
        return (baseline(firstLine, isLast: false), baseline(lastLine, isLast: true))
    }
}
