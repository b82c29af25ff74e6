//  NearWord.swift
//  In: a word that is not known, and those that are. Out: the one that was probably meant.

/// The nearest known word, if it is near enough to be offered.
public func nearestWord(to word: String, among known: [String]) -> String? {
    let wanted = Array(foldWidth(word).lowercased().unicodeScalars.prefix(64))
    var best: (word: String, distance: Int)?
    for candidate in known {
        let letters = Array(candidate.lowercased().unicodeScalars)
        let distance = editDistance(wanted, letters)
        guard distance <= max(1, min(wanted.count, letters.count) / 3) else { continue }
        if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
    }
    return best?.word
}

// Optimal string alignment: a swap of neighbours counts once.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var before: [Int] = []
    var above = Array(0...right.count)
    for row in 1...left.count {
        var current = [row]
        for column in 1...right.count {
            let isSame = left[row - 1] == right[column - 1]
            var cost = min(above[column] + 1, current[column - 1] + 1, above[column - 1] + (isSame ? 0 : 1))
            if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                cost = min(cost, before[column - 2] + 1)
            }
            current.append(cost)
        }
        (before, above) = (above, current)
    }
    return above[right.count]
}
