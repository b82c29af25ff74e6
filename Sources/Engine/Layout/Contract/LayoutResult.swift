//  LayoutResult.swift
//  In: a finished layout of one box. Out: everything its parent may ask of it; nothing registers on the side.

import Fragments
import Geometry
import Style

/// The answer to "lay out this box in this space from this token".
public struct LayoutResult {
    public enum Status: UInt8, Sendable {
        case success
        /// The block offset within the formatting context turned out to differ from what was assumed: lay out again
        /// with `bfcBlockOffset`.
        case needsBFCOffset
        /// Nothing of the box fits here and something precedes it: break before it.
        case breakBefore
    }
    public var status: Status = .success
    /// nil unless `status == .success`.
    public var fragment: Fragment?
    /// Set when the box goes on in the next fragmentainer.
    public var breakToken: BreakToken?
    /// How good the break inside is (if any).
    public var breakAppeal: BreakAppeal = .perfect
    /// The last of the best places to break in the part that was laid out, should what follows need one.
    public var earlyBreak: EarlyBreak?
    /// Margins after the last child that may collapse with what follows (with the box's own end margin not yet in it).
    public var endStrut = MarginStrut()
    /// The box's border-box block offset in its block formatting context; nil while only margins were met (self-collapsing).
    public var bfcBlockOffset: LayoutUnit?
    public var isSelfCollapsing = false
    /// Where floats were placed from before the block offset was known; it must turn out to be that.
    public var assumedBFCBlockOffset: LayoutUnit?
    /// Floats after this box.
    public var exclusions = ExclusionSpace()
    /// The height that the contents ask for, border box, before `height`, `min-height`.
    public var intrinsicBlockSize = LayoutUnit.zero
    // Break values and page names that act through first and last children are static: see FlowFacts.
    /// In a balanced column: how much taller the column must be to take more.
    public var spaceShortage: LayoutUnit?
    /// The tallest unbreakable piece, for column balancing.
    public var tallestUnbreakable = LayoutUnit.zero
    public var bubbles = Bubbles()
    /// Lines in this fragment that count for an ancestor's `max-lines`.
    public var lineCount: Int32 = 0

    public init() {}
    public init(fragment: Fragment, breakToken: BreakToken? = nil) {
        self.fragment = fragment
        self.breakToken = breakToken
    }
}

/// What rises from a box to the ancestor that places it.
public struct Bubbles {
    /// Absolutely positioned and fixed boxes that wait for their containing block.
    public var outOfFlow: [OutOfFlowBox] = []
    /// Footnotes called in this box, in order, for the page to place.
    public var footnotes: [FootnoteCall] = []
    public init() {}
    public var isEmpty: Bool { outOfFlow.isEmpty && footnotes.isEmpty }
    /// Takes over a child's, which lay at `offset`.
    public mutating func absorb(_ other: Bubbles, at offset: LogicalOffset) {
        for var box in other.outOfFlow {
            box.staticOffset = box.staticOffset + offset
            outOfFlow.append(box)
        }
        for var call in other.footnotes {
            call.blockOffset += offset.block
            footnotes.append(call)
        }
    }
}

public struct OutOfFlowBox {
    public var box: BoxID
    /// The static position, from the border-box corner of the fragment the bubble is at.
    public var staticOffset: LogicalOffset
    /// Which corner of the static-position rectangle `staticOffset` is (flex and grid containers align it).
    public var inlineEdge: Edge = .start
    public var blockEdge: Edge = .start
    /// Resume of an out-of-flow box that breaks.
    public var token: BreakToken?
    public enum Edge: UInt8, Sendable { case start, center, end }
    public init(box: BoxID, staticOffset: LogicalOffset) {
        self.box = box
        self.staticOffset = staticOffset
    }
    /// The same place seen from the other end of a fragment of this width.
    mutating func turn(within width: LayoutUnit) {
        staticOffset.inline = width - staticOffset.inline
        inlineEdge =
            switch inlineEdge {
            case .start: .end
            case .center: .center
            case .end: .start
            }
    }
}

public struct FootnoteCall {
    /// The `.footnoteBody` box.
    public var body: BoxID
    /// The block end of the line with the call.
    public var blockOffset: LayoutUnit
    public init(body: BoxID, blockOffset: LayoutUnit) {
        self.body = body
        self.blockOffset = blockOffset
    }
}
