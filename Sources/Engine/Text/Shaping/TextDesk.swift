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
    @exclusivity(unchecked) var prepared: [ShapingStyle?] = []
    private(set) var shaper = Shaper()
    let breaker = LineBreaker()
    let bidi = BidiResolver()
    @exclusivity(unchecked) var table: ScalarTable
    /// Short paragraphs: cells of tables, labels, list markers, sentences that every document has; all in one style, and others.
    @exclusivity(unchecked) var plain = RecentlyUsed<PlainTextKey, KnownPlainText>(capacity: 8_192)
    @exclusivity(unchecked) var known = RecentlyUsed<ParagraphText, ShapedParagraph>(capacity: 4_096)
    /// Lists that shaping one paragraph leaves to the next.
    @exclusivity(unchecked) var room = ShapingRoom()

    /// Paragraphs up to this long are remembered; longer ones where the documents of a family follow each other.
    static let longestKnown = 96
    static let longestKept = 320
    /// So many go on to the next document, some 3 kB each.
    static let mostKept = 2_048
    /// More styles than these come from no family of documents that belong together.
    static let mostStyles = 1_024

    init(table: ScalarTable) { self.table = table }

    /// Whether the next document may have it. A style that had to look beyond its families (for a rare character) has
    /// them now, and would find others in them than it would have by itself.
    func prepareForNext(keepingText: Bool) -> Bool {
        guard styles.count <= Self.mostStyles, prepared.allSatisfy({ $0?.cascade.hasGrown != true }),
            !shaper.hasRefusedLanguages
        else { return false }
        shaper.forgetLanguages()
        breaker.forgetRareLanguages()
        // names and addresses are seen once: memory must not grow with the documents
        plain.shrink(to: keepingText ? Self.mostKept : 0)
        known.shrink(to: keepingText ? Self.mostKept / 2 : 0)
        shaper.known.shrink(to: keepingText ? Self.mostKept : 0)
        // else somebody has kept a paragraph beyond its session and may yet cut it
        return keepingText || isKnownUniquelyReferenced(&shaper)
    }
}

/// The desks at which nobody works.
final class TextDesks: Sendable {
    // nobody else has a desk that lies here, and only the session that took it while it does not
    private struct Idle: @unchecked Sendable {
        var desk: TextDesk
        /// The documents' own families that its styles were made ready with.
        var families: OwnFamilies
    }
    private struct State {
        var idle: [Idle] = []
        /// Properties of the characters met by any document so far.
        var table = ScalarTable()
    }
    private let state = Mutex(State())
    /// Sessions rarely run at once, and few kinds of documents take turns; what lay longest is let go.
    private static let most = 4

    /// A desk of a document with the same families of its own, or a new one.
    func take(for fonts: FontSet) -> TextDesk {
        let (idle, table) = state.withLock { state in
            let place = state.idle.lastIndex { $0.families == fonts.own }
            return (place.map { state.idle.remove(at: $0) }, state.table)
        }
        return idle?.desk ?? TextDesk(table: table)
    }

    /// Whoever has brought fonts takes them along.
    func putBack(_ desk: TextDesk, of fonts: FontSet) {
        let canStay = fonts.own.isOfLibrary && desk.prepareForNext(keepingText: fonts.library.options.keepsText)
        let idle = Idle(desk: desk, families: fonts.own)
        let table = desk.table
        state.withLock { state in
            if state.table.pageCount < table.pageCount { state.table = table }
            guard canStay else { return }
            if state.idle.count == Self.most { state.idle.removeFirst() }
            state.idle.append(idle)
        }
    }
}
