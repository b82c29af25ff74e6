//  BlockLayout.swift
//  In: a block container, a space, a token. Out: its fragment and where it goes on.
//  Steps: 1 set up edges, sizes and what continues (here); 2 children (BlockChildren, BlockFloats) or lines (BlockLines), margins
//  collapsing as they come; 3 breaks: the best place so far is remembered, and the state can be wound back to it (BlockBreaks);
//  4 the block size and the fragment (BlockFinish).
//  Coordinates: "local" is from this fragment's border-box corner; "bfc" is that of the block formatting context. A box whose margins
//  still collapse with its first child's has no bfc offset yet; whatever settles it settles all ancestors in the same place.
//  https://www.w3.org/TR/CSS22/visuren.html, https://www.w3.org/TR/CSS22/box.html#collapsing-margins

import Fragments
import Geometry
import Style

extension LayoutSession {
    /// Lays out a block container: `.block`, `.inlineContext`, cells, captions, columns' contents, running elements.
    func layoutBlock(_ box: BoxID, in space: ConstraintSpace, from token: BreakToken?) -> LayoutResult {
        var algorithm = BlockAlgorithm(self, box, space, token)
        return algorithm.run()
    }
}

/// What changes while children are placed, and is wound back when a better break lies earlier.
struct BlockState {
    var children: [FragmentLink] = []
    /// Local block offset where the pending margin strut begins.
    var cursor = LayoutUnit.zero
    var strut = MarginStrut()
    /// Block offset of the border box in the block formatting context, once settled.
    var offset: LayoutUnit?
    var assumed: LayoutUnit?
    var exclusions = ExclusionSpace()
    var bubbles = Bubbles()
    /// Floats and overflowing children that go on in the next fragmentainer beside the flow.
    var parallel: [BreakToken] = []
    var firstBaseline: LayoutUnit?
    var lastBaseline: LayoutUnit?
    /// The last in-flow child met in this fragment.
    var previous = BoxID.none
    var hasContent = false
    var lines = 0
}

/// The sizes to which a state is wound back.
struct BlockMark {
    var children, outOfFlow, footnotes, parallel, lines: Int
    var cursor: LayoutUnit
    var strut: MarginStrut
    var offset, assumed, firstBaseline, lastBaseline: LayoutUnit?
    var exclusions: ExclusionSpace
    var previous: BoxID
    var hasContent: Bool
}

struct BlockAlgorithm {
    let session: LayoutSession
    let box: BoxID
    let space: ConstraintSpace
    let token: BreakToken?
    let style: ComputedStyle
    let input: SizingInput
    let border: LogicalEdges
    let padding: LogicalEdges
    /// This box begins its own block formatting context.
    let isRoot: Bool
    let isContinuation: Bool
    let isCloned: Bool
    let inlineSize: LayoutUnit
    let contentInline: LayoutUnit
    /// The border-box block size of the whole box, all fragments together, if known beforehand.
    let known: LayoutUnit?
    /// Block size used up on earlier pages.
    let consumed: LayoutUnit
    /// Border and padding at the start of this fragment, and at the end of the last one (of each, if cloned).
    let startEdge: LayoutUnit
    let endEdge: LayoutUnit
    let childBasis: LogicalSize
    /// The space in which children break; nil: they don't.
    let fragmentation: Fragmentainer?
    let avoidsBreakInside: Bool
    /// How many lines may be in here; negative: any number. https://www.w3.org/TR/css-overflow-4/#max-lines
    let lineLimit: Int

    var state = BlockState()
    /// The best place to break so far.
    var candidate: BreakCandidate?
    /// A place was chosen already: no second thoughts.
    var isFinal = false
    var shortage: LayoutUnit?
    var tallest = LayoutUnit.zero

    init(_ session: LayoutSession, _ box: BoxID, _ space: ConstraintSpace, _ token: BreakToken?) {
        self.session = session
        self.box = box
        self.space = space
        self.token = token
        style = session.style(box)
        isRoot = space.isNewFormattingContext
        isContinuation = token != nil && token?.isBreakBefore == false
        if space.isColumnContents {
            border = .zero
            padding = .zero
            input = SizingInput(edges: .zero, margins: .zero)
            inlineSize = space.available.inline
            known = nil
        } else {
            border = session.borders(of: box)
            padding = session.padding(of: box, inlineBasis: space.percentageBasis.inline)
            input = SizingInput(
                edges: border + padding, margins: session.margins(of: box, inlineBasis: space.percentageBasis.inline))
            inlineSize = session.usedInlineSize(of: box, in: space, input)
            if space.isTableCell {
                known = space.isBlockSizeFixed ? space.available.block.definite : nil
            } else {
                known = session.knownBlockSize(of: box, in: space, input, inlineSize: inlineSize)
            }
        }
        contentInline = (inlineSize - input.edges.inlineSum).clampedToZero
        consumed = isContinuation ? token?.consumed ?? .zero : .zero
        isCloned = style.flow.boxDecorationBreak == .clone
        startEdge =
            isContinuation && !isCloned
            ? (input.edges.blockStart - consumed).clampedToZero : input.edges.blockStart
        endEdge = input.edges.blockEnd
        var blockBasis = LayoutUnit.indefinite
        if let known, space.isFixedBlockSizeDefinite || !space.isBlockSizeFixed {
            blockBasis = (known - input.edges.blockSum).clampedToZero
        } else if space.isColumnContents || session.boxes.traits(box).contains(.anonymous) {
            blockBasis = space.percentageBasis.block
        }
        childBasis = LogicalSize(inline: contentInline, block: blockBasis)
        // A clipped box of known size that fits needs no further pages for what nobody sees.
        var frag = space.fragmentation
        if let known, let outer = frag, style.box.overflowY != .visible, known - consumed <= outer.remaining,
            session.viewportNode.isNone || session.boxes.node(box) != session.viewportNode
        {
            frag = nil
        }
        if isCloned { frag?.blockSize -= endEdge }
        fragmentation = frag
        let inside = style.flow.breakInside
        avoidsBreakInside =
            frag?.avoidsBreakInside ?? false || inside == .avoid
            || (inside == .avoidPage && frag?.kind == .page) || (inside == .avoidColumn && frag?.kind == .column)
        var limit = isRoot ? -1 : Int(space.lineLimit)
        if style.flow.continueDiscards, style.flow.maxLines > 0 {
            limit = limit < 0 ? Int(style.flow.maxLines) : min(limit, Int(style.flow.maxLines))
        }
        lineLimit = limit
        state.exclusions = isRoot ? ExclusionSpace() : space.exclusions
        state.strut = isRoot ? MarginStrut() : space.marginStrut
        state.cursor = startEdge
    }

    /// Local inline offset of the content edge.
    var contentStart: LayoutUnit { border.inlineStart + padding.inlineStart }
    /// The content edge in the formatting context.
    var contentStartInBFC: LayoutUnit { (isRoot ? .zero : space.bfcOffset.inline) + contentStart }
    /// Where `fragmentation.offset` lies in the formatting context.
    var fragmentationBase: LayoutUnit { isRoot ? .zero : space.bfcOffset.block }

    /// Where the border box would lie if nothing more collapsed with its start.
    var supposedOffset: LayoutUnit {
        if let offset = state.offset { return offset }
        if let expected = space.expectedBFCBlockOffset { return expected }
        return max(space.bfcOffset.block + state.strut.sum, space.clearanceOffset)
    }

    /// The fragmentainer as a child sees it whose strut begins at a place of the formatting context.
    func fragmentainer(at bfcBlock: LayoutUnit) -> Fragmentainer? {
        guard var result = fragmentation else { return nil }
        result.offset += bfcBlock - fragmentationBase
        result.hasContentBefore = hasContentNow
        result.avoidsBreakInside = avoidsBreakInside
        return result
    }
    /// A local place, from the fragmentainer's start.
    func placeInFragmentainer(_ local: LayoutUnit) -> LayoutUnit {
        (space.fragmentation?.offset ?? .zero) + supposedOffsetInOwn - fragmentationBase + local
    }
    private var supposedOffsetInOwn: LayoutUnit { isRoot ? .zero : supposedOffset }
    /// All lines that `max-lines` allows are there: what follows is discarded.
    var isClamped: Bool { lineLimit >= 0 && state.lines >= lineLimit }
    var hasContentNow: Bool { fragmentation?.hasContentBefore ?? false || state.hasContent }

    /// Says where the border box lies. False: floats were placed on another assumption; lay out again.
    mutating func settle(at bfcBlock: LayoutUnit) -> Bool {
        if state.offset != nil { return true }
        state.offset = bfcBlock
        state.cursor = startEdge
        if let assumed = state.assumed, assumed != bfcBlock, space.expectedBFCBlockOffset == nil { return false }
        return true
    }
    /// Ends the collapsing of start margins: content follows. The strut is used up.
    mutating func settleHere() -> Bool {
        if state.offset == nil {
            let place = max(space.bfcOffset.block + state.strut.sum, space.clearanceOffset)
            state.strut = MarginStrut()
            return settle(at: place)
        }
        state.cursor += state.strut.sum
        state.strut = MarginStrut()
        return true
    }
    var mismatch: LayoutResult {
        var result = LayoutResult()
        result.status = .needsBFCOffset
        result.bfcBlockOffset = state.offset
        return result
    }
    var breakBeforeMe: LayoutResult {
        var result = LayoutResult()
        result.status = .breakBefore
        result.spaceShortage = shortage
        result.tallestUnbreakable = tallest
        return result
    }

    mutating func run() -> LayoutResult {
        if isRoot {
            state.offset = .zero
        } else if startEdge > .zero || isContinuation {
            guard settleHere() else { return mismatch }
        }
        // A start edge taller than what is left, with nothing before it: it goes on as an empty piece.
        if let fragmentation, !hasContentNow, startEdge > fragmentation.blockSize - placeInFragmentainer(.zero),
            startEdge > .zero, !isCloned, fragmentation.blockSize > placeInFragmentainer(.zero)
        {
            return finishBroken([], flags: [], appeal: .perfect)
        }
        let flow = session.boxes.kind(box) == .inlineContext ? placeLines() : placeChildren()
        switch flow {
        case .done: return finish()
        case .broke(let result), .given(let result): return result
        }
    }
}

/// How placing went.
enum BlockFlow {
    case done
    /// The fragment ends here; the rest goes on later.
    case broke(LayoutResult)
    /// No fragment: an answer for the parent (break before me, lay me out again).
    case given(LayoutResult)
}
