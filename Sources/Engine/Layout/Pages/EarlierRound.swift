//  EarlierRound.swift
//  In: a round's pages, and the inline contexts whose text has changed since (page numbers became known). Out: which pages stand as
//  they are, so that a later round lays out only the others.
//  A page stands if it begins where it began, is chosen by the same rules, and neither it nor the page after it shows anything that
//  the changed text could move: a changed context, or a box around one whose size follows from its contents (table, flex or
//  grid container, float, inline block). The page after it counts because what stands there was tried here first.

import Fragments
import Style

struct EarlierRound {
    private let drafts: [PageLayout.Draft]
    private let stands: [Bool]
    /// The changed contexts and every box around them.
    let affected: Set<BoxID>

    init(_ drafts: [PageLayout.Draft], changed: [BoxID], in session: LayoutSession) {
        self.drafts = drafts
        var affected: Set<BoxID> = []
        for box in changed {
            var current = box
            while !current.isNone, affected.insert(current).inserted { current = session.boxes.parent(current) }
        }
        self.affected = affected
        var search = ChangeSearch(session: session, changed: Set(changed), affected: affected)
        let touched = drafts.map { draft in
            var isTouched = false
            for link in draft.links where search.touches(link.fragment) { isTouched = true }
            return isTouched
        }
        // a context that shows nowhere yet could show anywhere
        let isComplete = search.hasFoundAll(changed)
        stands = touched.indices.map { index in
            isComplete && !touched[index] && !(index + 1 < touched.count && touched[index + 1])
        }
    }

    /// The page as it was, if nothing about it has changed but its counters.
    func page(_ context: PageSelectorContext, from start: PageStart) -> PageLayout.Draft? {
        guard context.index < drafts.count, stands[context.index] else { return nil }
        let draft = drafts[context.index]
        return draft.context == context && draft.start.isSame(as: start) ? draft : nil
    }
}

/// Looks for changed boxes among a page's fragments; enters only boxes around one.
private struct ChangeSearch {
    let session: LayoutSession
    let changed: Set<BoxID>
    let affected: Set<BoxID>
    private var found: Set<BoxID> = []

    init(session: LayoutSession, changed: Set<BoxID>, affected: Set<BoxID>) {
        self.session = session
        self.changed = changed
        self.affected = affected
    }

    mutating func touches(_ fragment: Fragment) -> Bool {
        let box = BoxID(fragment.box)
        if !box.isNone {
            guard affected.contains(box) else { return false }
            if changed.contains(box) || !isIndependentOfContents(box) {
                found.insert(box)
                return true
            }
        }
        var result = false
        for link in fragment.children where touches(link.fragment) { result = true }
        return result
    }

    /// A block in flow is as wide as its parent says.
    private func isIndependentOfContents(_ box: BoxID) -> Bool {
        session.boxes.kind(box) == .block
            && session.boxes.traits(box).isDisjoint(with: [.floating, .outOfFlow, .atomicInline, .inlineLevel])
    }

    func hasFoundAll(_ boxes: [BoxID]) -> Bool {
        boxes.allSatisfy { box in
            var current = box
            while !current.isNone {
                if found.contains(current) { return true }
                current = session.boxes.parent(current)
            }
            return false
        }
    }
}

extension PageStart {
    /// The same place in the document.
    func isSame(as other: PageStart) -> Bool {
        guard hasFlow == other.hasFlow, footnotes.count == other.footnotes.count,
            positioned.count == other.positioned.count, Self.isSame(token, other.token)
        else { return false }
        for (a, b) in zip(footnotes, other.footnotes) where a.body != b.body || !Self.isSame(a.token, b.token) {
            return false
        }
        for (a, b) in zip(positioned, other.positioned)
        where a.box != b.box || a.staticOffset != b.staticOffset || !Self.isSame(a.token, b.token) {
            return false
        }
        return true
    }
    private static func isSame(_ a: BreakToken?, _ b: BreakToken?) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return a === b || PageFlow.isSame(a, b)
    }
}
