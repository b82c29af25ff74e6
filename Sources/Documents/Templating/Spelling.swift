//  Spelling.swift
//  In: a name that is not known, and those that are. Out: advice: the nearest, or the list.

import Messages
enum Spelling {
    /// "did you mean 'x'?" or "known are: a, b, c".
    static func advice(_ name: String, _ known: [String]) -> String {
        guard !known.isEmpty else { return told(.adviceNothing) }
        let limit = max(1, name.count / 3)
        let near = known.map { ($0, distance(name.lowercased(), $0.lowercased())) }.min { $0.1 < $1.1 }
        if let near, near.1 <= limit { return told(.adviceMeant, ["name": near.0]) }
        let shown = listed(Array(known.sorted().prefix(12)) + (known.count > 12 ? ["…"] : []))
        return told(.adviceKnown, ["names": shown])
    }

    /// Edit distance, a swap of neighbours counting as one.
    static func distance(_ first: String, _ second: String) -> Int {
        let a = Array(first.unicodeScalars.prefix(64))
        let b = Array(second.unicodeScalars.prefix(64))
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var rows = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in 0...a.count { rows[i][0] = i }
        for j in 0...b.count { rows[0][j] = j }
        for i in 1...a.count {
            for j in 1...b.count {
                var best = min(
                    rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { best = min(best, rows[i - 2][j - 2] + 1) }
                rows[i][j] = best
            }
        }
        return rows[a.count][b.count]
    }
}
