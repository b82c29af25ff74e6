//  SchemaPattern.swift
//  In: a `pattern` of a JSON Schema. Out: whether a text matches it.
//
//  The part of ECMA-262 that our schemas use, and no more: anchored at both ends; literals, `.`, `\d`, character
//  classes, and the repeats `?`, `*`, `+`, `{n}`, `{n,m}`. Anything else is refused when the schema is read.

/// A compiled pattern.
struct SchemaPattern: Sendable, Hashable {
    private struct Piece: Sendable, Hashable {
        var ranges: [ClosedRange<UInt32>]
        var isNegated = false
        var least = 1
        var most = 1

        func matches(_ scalar: Unicode.Scalar) -> Bool {
            ranges.contains { $0.contains(scalar.value) } != isNegated
        }
    }

    let text: String
    private var pieces: [Piece] = []

    /// Nothing if the pattern uses more than the part we know.
    init?(_ pattern: String) {
        text = pattern
        var scalars = Array(pattern.unicodeScalars)
        guard scalars.count >= 2, scalars.first == "^", scalars.last == "$" else { return nil }
        scalars = Array(scalars[1..<(scalars.count - 1)])
        var index = 0
        func escaped(_ scalar: Unicode.Scalar) -> [ClosedRange<UInt32>]? {
            if scalar == "d" { return [48...57] }
            return "\\.-/()[]{}^$|?*+".unicodeScalars.contains(scalar) ? [scalar.value...scalar.value] : nil
        }
        while index < scalars.count {
            var piece = Piece(ranges: [])
            switch scalars[index] {
            case "(", ")", "|", "^", "$", "?", "*", "+", "{": return nil
            case ".": piece.ranges = [0...0x10FFFF]
            case "\\":
                index += 1
                guard index < scalars.count, let ranges = escaped(scalars[index]) else { return nil }
                piece.ranges = ranges
            case "[":
                index += 1
                if index < scalars.count, scalars[index] == "^" {
                    piece.isNegated = true
                    index += 1
                }
                while index < scalars.count, scalars[index] != "]" {
                    if scalars[index] == "\\" {
                        index += 1
                        guard index < scalars.count, let ranges = escaped(scalars[index]) else { return nil }
                        piece.ranges += ranges
                    } else if index + 2 < scalars.count, scalars[index + 1] == "-", scalars[index + 2] != "]" {
                        guard scalars[index] <= scalars[index + 2] else { return nil }
                        piece.ranges.append(scalars[index].value...scalars[index + 2].value)
                        index += 2
                    } else {
                        piece.ranges.append(scalars[index].value...scalars[index].value)
                    }
                    index += 1
                }
                guard index < scalars.count else { return nil }
            default: piece.ranges = [scalars[index].value...scalars[index].value]
            }
            index += 1
            if index < scalars.count {
                switch scalars[index] {
                case "?": (piece.least, piece.most, index) = (0, 1, index + 1)
                case "*": (piece.least, piece.most, index) = (0, .max, index + 1)
                case "+": (piece.least, piece.most, index) = (1, .max, index + 1)
                case "{":
                    guard let close = scalars[index...].firstIndex(of: "}") else { return nil }
                    var inside = String.UnicodeScalarView()
                    inside.append(contentsOf: scalars[(index + 1)..<close])
                    let bounds = String(inside).split(separator: ",", omittingEmptySubsequences: false)
                    guard let least = Int(bounds[0]), bounds.count <= 2 else { return nil }
                    piece.least = least
                    piece.most = bounds.count == 1 ? least : Int(bounds[1]) ?? .max
                    index = close + 1
                default: break
                }
            }
            pieces.append(piece)
        }
    }

    func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        // The places that can be reached before each piece; so the work is pieces × length, whatever the text.
        var reached: Set<Int> = [0]
        for piece in pieces {
            var next: Set<Int> = []
            for start in reached {
                var end = start
                var count = 0
                if piece.least == 0 { next.insert(end) }
                while end < scalars.count, count < piece.most, piece.matches(scalars[end]) {
                    end += 1
                    count += 1
                    if count >= piece.least { next.insert(end) }
                }
            }
            if next.isEmpty { return false }
            reached = next
        }
        return reached.contains(scalars.count)
    }
}
