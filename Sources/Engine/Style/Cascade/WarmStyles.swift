//  WarmStyles.swift
//  In: what styling one document worked out. Out: the same for the next document under the same sheets.

import Synchronization

/// What a cascade keeps from one document to the next: styles by the declarations that gave them.
/// Sendable because it is moved: one document at a time takes it out of the mutex and puts it back when done.
struct WarmStyles: @unchecked Sendable {
    let table: StyleTable
    let memo: StyleMemo
    let resolver: DeclarationResolver
    let hints: HintCache

    /// More than this is thrown away: documents that differ much gain nothing.
    var isWorthKeeping: Bool {
        table.styles.count < 2_048 && memo.count < 8_192 && hints.count < 1_024 && resolver.environments.count < 64
    }
}

/// One place for warm styles; a second document that comes while it is empty starts cold.
final class WarmPlace: Sendable {
    private let place = Mutex<WarmStyles?>(nil)
    func take() -> WarmStyles? {
        place.withLock { kept in
            let styles = kept
            kept = nil
            return styles
        }
    }
    func keep(_ styles: WarmStyles) {
        guard styles.isWorthKeeping else { return }
        place.withLock { $0 = styles }
    }
}

/// Declaration blocks of attributes by their text.
struct HintCache {
    var hints: [String: DeclarationBlock] = [:]
    /// By the document's address and the attribute's text.
    var inline: [String: [String: DeclarationBlock]] = [:]
    var count: Int { hints.count + inline.values.reduce(0) { $0 + $1.count } }
}
