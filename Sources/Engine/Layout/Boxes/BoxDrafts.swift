//  BoxDrafts.swift
//  In: boxes as they are met in the document. Out: a tree that may still be regrouped, before it becomes a BoxTree.

import Markup
import Style

/// A box in the making. Text is not decoded until emission.
struct BoxDraft {
    var kind: BoxKind
    var style: StyleID
    var node: NodeID
    var pseudo: PseudoElement?
    var traits: BoxTraits = []
    var marks: Marks = []
    var first: Int32 = -1
    var last: Int32 = -1
    var next: Int32 = -1
    /// UTF-8 of the document, or scalars of `BoxDrafts.generated` with `.isGeneratedText`.
    var text: Range<Int32> = 0..<0
    /// Index into `BoxDrafts.rare`.
    var rare: Int32 = -1

    /// Facts about the draft and about the children appended so far, so that finishing can skip what is not needed.
    struct Marks: OptionSet {
        let rawValue: UInt16
        static let isGeneratedText = Marks(rawValue: 1)
        /// Text of collapsible white space only.
        static let isBlank = Marks(rawValue: 2)
        /// An inline box with a block-level box in flow somewhere inside.
        static let containsBlock = Marks(rawValue: 4)
        static let hasBlock = Marks(rawValue: 8)
        static let hasInline = Marks(rawValue: 16)
        static let hasBlank = Marks(rawValue: 32)
        static let hasTablePart = Marks(rawValue: 64)
        /// A child inline box has `containsBlock`.
        static let hasBrokenInline = Marks(rawValue: 128)
        /// A child out of the flow: float, absolute, running element, footnote body.
        static let hasOut = Marks(rawValue: 256)
        static let isTablePart = Marks(rawValue: 512)
        static let isOut = Marks(rawValue: 1024)
    }
    var isInlineLevel: Bool { traits.contains(.inlineLevel) }
    var isOut: Bool { marks.contains(.isOut) }
    var isBlank: Bool { marks.contains(.isBlank) }
    var isBlockInFlow: Bool { !isInlineLevel && !isOut }
}

/// The drafts of one document.
struct BoxDrafts {
    var all: [BoxDraft] = []
    var generated: [UInt32] = []
    var rare: [RareBoxData] = []

    subscript(_ id: Int32) -> BoxDraft {
        get { all[Int(id)] }
        _modify { yield &all[Int(id)] }
    }
    mutating func make(_ draft: BoxDraft) -> Int32 {
        all.append(draft)
        return Int32(all.count - 1)
    }
    mutating func append(_ child: Int32, to parent: Int32) {
        all[Int(child)].next = -1
        let last = all[Int(parent)].last
        if last < 0 { all[Int(parent)].first = child } else { all[Int(last)].next = child }
        all[Int(parent)].last = child
        all[Int(parent)].marks.formUnion(contribution(of: all[Int(child)]))
    }
    private func contribution(of child: BoxDraft) -> BoxDraft.Marks {
        if child.isOut { return .hasOut }
        var marks: BoxDraft.Marks = []
        if child.marks.contains(.isTablePart) { marks.insert(.hasTablePart) }
        if child.isBlank {
            marks.insert(.hasBlank)
        } else if child.isInlineLevel {
            marks.insert(.hasInline)
            if child.marks.contains(.containsBlock) { marks.insert(.hasBrokenInline) }
        } else {
            marks.insert(.hasBlock)
        }
        return marks
    }
    func children(_ parent: Int32) -> [Int32] {
        var result: [Int32] = []
        var child = all[Int(parent)].first
        while child >= 0 {
            result.append(child)
            child = all[Int(child)].next
        }
        return result
    }
    static let childMarks: BoxDraft.Marks = [
        .hasBlock, .hasInline, .hasBlank, .hasTablePart, .hasBrokenInline, .hasOut,
    ]
    mutating func setChildren(_ children: [Int32], of parent: Int32) {
        all[Int(parent)].first = -1
        all[Int(parent)].last = -1
        all[Int(parent)].marks.subtract(Self.childMarks)
        for child in children { append(child, to: parent) }
    }
    mutating func withRare<Result>(_ id: Int32, _ change: (inout RareBoxData) -> Result) -> Result {
        if all[Int(id)].rare < 0 {
            all[Int(id)].rare = Int32(rare.count)
            rare.append(RareBoxData())
        }
        return change(&rare[Int(all[Int(id)].rare)])
    }
}
