//  LayoutSession.swift
//  In: a document's boxes, styles, fonts and pictures. Out: the one place through which every algorithm asks for the
//  layout of another box; caches by box id, measuring and laying out apart, the question stored with the answer.

import Diagnostics
import Fragments
import Geometry
import Pictures
import Style
import Text

/// Everything one document's layout needs. Neither shared nor Sendable.
public final class LayoutSession {
    public let document: StyledDocument
    // Faster because: all of layout asks the tree; see the same words in Style's table.
    @exclusivity(unchecked) public var boxes: BoxTree
    public let diagnostics: DiagnosticLog
    /// Shapes the document's text.
    public let text: TextSession
    /// Facts of pictures by id (see Pictures).
    public let pictureFacts: (Int32) -> PictureFacts?
    /// Counts for tests: how often a box was laid out or measured.
    public internal(set) var layoutCount = 0
    public internal(set) var measureCount = 0
    /// What tables, flex and grid containers remember of themselves between questions.
    let tableStore = TableStore()
    let flexStore = FlexStore()
    let gridStore = GridStore()
    /// Prepared paragraphs and what is known of inline styles.
    let inline = InlineStore()
    /// Boxes with a background that runs through all their parts, by box.
    var slicedBoxes: [Int32: SlicedBox] = [:]

    /// Limits against hostile input.
    public var limits = LayoutLimits()
    /// What is left of the document's time and memory.
    public var budget = RenderBudget()

    @exclusivity(unchecked) var cache = LayoutCache()
    /// By style: see StyleFacts.
    @exclusivity(unchecked) var styleFacts: [StyleFacts?] = []
    /// Boxes inside boxes at this moment.
    @exclusivity(unchecked) var depth = 0
    /// The element whose `overflow` is the viewport's; its box clips nothing.
    private(set) lazy var viewportNode = document.viewportOverflowNode
    /// Some table carries sub-totals.
    private(set) lazy var hasCarry = document.table.styles.contains { $0.flow.carry != .none }
    /// Break values and page names that act between boxes.
    private(set) lazy var flow = FlowFacts(document: document, boxes: boxes)

    public init(
        document: StyledDocument, boxes: BoxTree, text: TextSession, diagnostics: DiagnosticLog,
        pictureFacts: @escaping (Int32) -> PictureFacts?
    ) {
        self.document = document
        self.boxes = boxes
        self.text = text
        self.diagnostics = diagnostics
        self.pictureFacts = pictureFacts
    }
    /// After texts changed inside these boxes, the boxes around them included; the tree is as it was.
    func textChanged(in boxes: Set<BoxID>) {
        for box in boxes {
            inline.sizes[box.index] = nil
            cache.inlineSizes[box.index] = nil
        }
        cache.removeResults()
        tableStore.removeAll()
        flexStore.removeAll()
        gridStore.removeAll()
    }
    @inlinable public func style(_ box: BoxID) -> ComputedStyle { document.table[boxes.style(box)] }
}

/// What the algorithms offer each other. `LayoutSession` conforms by dispatching on `BoxKind`; each mode lives in its folder.
public protocol BoxLayout: AnyObject {
    /// Lays out a box. Never throws, always ends.
    func layout(_ box: BoxID, in space: ConstraintSpace, from token: BreakToken?) -> LayoutResult
    /// min-content and max-content inline size of the box's border box, from its contents and its own width, min-width,
    /// max-width where definite (percentages count as auto). Margins are not in it.
    func inlineSizes(of box: BoxID) -> MinMaxSizes
    /// Used borders and padding; percentages of `inlineBasis`.
    func borders(of box: BoxID) -> LogicalEdges
    func padding(of box: BoxID, inlineBasis: LayoutUnit) -> LogicalEdges
    /// Used margins, `auto` as zero.
    func margins(of box: BoxID, inlineBasis: LayoutUnit) -> LogicalEdges
    /// Places one float. `origin`: content edge of the container in the formatting context, at the block offset where it
    /// may lie at the earliest. Returns the link relative to `origin`.
    /// `fragmentation.offset` is the place of `origin.block`. Without a link the float waits for the next fragmentainer:
    /// `result.breakToken` says so; with a link and a token it goes on there.
    func placeFloat(
        _ box: BoxID, origin: LogicalOffset, availableInline: LayoutUnit, percentageBasis: LogicalSize,
        exclusions: inout ExclusionSpace, fragmentation: Fragmentainer?, token: BreakToken?
    ) -> (link: FragmentLink?, result: LayoutResult)
}
