//  TextDesk.swift
//  In: a library's faces. Out: what shaping makes once and needs again: styles made ready, ICU's and HarfBuzz's objects,
//  paragraphs and words shaped before. A desk goes from one document to the next; one session at a time works on it.
//  Invariants: 1 what a desk answers follows from the question alone, never from the documents before; 2 where text is
//  kept, paragraphs are not used once their session is gone.

import Synchronization

/// Everything a session works with. Not Sendable.
final class TextDesk {
    var styles: [TextStyle] = []
    var styleIDs: [TextStyle: TextStyleID] = [:]
    var prepared: [ShapingStyle?] = []
    private(set) var shaper = Shaper()
    let breaker = LineBreaker()
    let bidi = BidiResolver()
    var table: ScalarTable
    /// Short paragraphs: cells of tables, labels, list markers, sentences that every document has.
    var known: [ParagraphText: ShapedParagraph] = [:]

    /// Paragraphs up to this long are remembered, and so many of them.
    static let longestKnown = 96
    static let mostKnown = 8_192
    /// So many go on to the next document, some 3 kB each; with more of them it begins without any.
    static let mostKept = 2_048
    /// More styles than these come from no family of documents that belong together.
    static let mostStyles = 1_024

    init(table: ScalarTable) { self.table = table }

    /// Whether the next document may have it. A style that had to look beyond its families (for a rare character) has
    /// them now, and would find others in them than it would have by itself.
    func prepareForNext(keepingText: Bool) -> Bool {
        guard styles.count <= Self.mostStyles, prepared.allSatisfy({ $0?.cascade.hasGrown != true }) else {
            return false
        }
        if !keepingText {
            known.removeAll(keepingCapacity: true)
            shaper.known.removeAll(keepingCapacity: true)
            // somebody has kept a paragraph beyond its session and may yet cut it
            return isKnownUniquelyReferenced(&shaper)
        }
        // names and addresses are seen once: memory must not grow with the documents
        if known.count > Self.mostKept { known.removeAll() }
        if shaper.known.count > Self.mostKept { shaper.known.removeAll() }
        return true
    }
}

/// The desks at which nobody works.
final class TextDesks: Sendable {
    // nobody else has a desk that lies here, and only the session that took it while it does not
    private struct Idle: @unchecked Sendable {
        var desk: TextDesk
    }
    private struct State {
        var idle: [Idle] = []
        /// Properties of the characters met by any document so far.
        var table = ScalarTable()
    }
    private let state = Mutex(State())
    /// Sessions rarely run at once; what more of them leave behind is let go.
    private static let most = 4

    /// A desk of the past, or a new one. Whoever has fonts of their own works at a new one.
    func take(isShared: Bool) -> TextDesk {
        let (idle, table) = state.withLock { (isShared ? $0.idle.popLast() : nil, $0.table) }
        return idle?.desk ?? TextDesk(table: table)
    }

    func putBack(_ desk: TextDesk, isShared: Bool, keepingText: Bool) {
        let canStay = isShared && desk.prepareForNext(keepingText: keepingText)
        let idle = Idle(desk: desk)
        let table = desk.table
        state.withLock { state in
            if state.table.pageCount < table.pageCount { state.table = table }
            if canStay, state.idle.count < Self.most { state.idle.append(idle) }
        }
    }
}
