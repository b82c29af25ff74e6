//  BidiLine.swift
//  In: a line's pieces in logical order. Out: the same in visual order, inline boxes split where direction parts them.
//  https://www.w3.org/TR/css-writing-modes-4/#bidi-algo

import Geometry
import Style
import Text

extension LayoutSession {
    /// Assigns x anew. x counts from the line's left edge; in a right-to-left container from its right edge (the inline
    /// start), as all offsets do.
    func reorder(_ contents: inout LineContents, _ prepared: PreparedInline, line: Range<Int>) {
        let paragraph = prepared.paragraph
        let segments = paragraph.visualOrder(of: line)
        let old = contents.pieces
        // leaves in logical order, cut where levels change; with the scalar they stand at
        struct Leaf {
            var piece: LinePiece
            var scalar: Int
        }
        var leaves: [Leaf] = []
        var scalar = line.lowerBound
        let logical = segments.sorted { $0.range.lowerBound < $1.range.lowerBound }
        // pieces of text come in logical order, so the segment that one ends in is the first that the next can be in
        var first = 0
        for var piece in old where piece.kind != .inline {
            piece.parent = piece.parent < 0 ? -1 : piece.parent
            if piece.kind == .text {
                while first > 0, first >= logical.count || logical[first].range.lowerBound > piece.range.lowerBound {
                    first -= 1
                }
                while first < logical.count, logical[first].range.upperBound <= piece.range.lowerBound { first += 1 }
                var next = first
                while next < logical.count, logical[next].range.lowerBound < piece.range.upperBound {
                    let range = piece.range.clamped(to: logical[next].range)
                    next += 1
                    if range.isEmpty { continue }
                    var part = piece
                    part.range = range
                    part.width = paragraph.width(of: range, in: contents.text)
                    leaves.append(Leaf(piece: part, scalar: range.lowerBound))
                }
                scalar = piece.range.upperBound
            } else {
                leaves.append(Leaf(piece: piece, scalar: scalar))
                if piece.kind == .atomic || piece.kind == .ruby || piece.kind == .leader { scalar += 1 }
            }
        }
        var visual: [Leaf] = []
        var used = [Bool](repeating: false, count: leaves.count)
        for segment in segments {
            var inside: [Int] = []
            // leaves stand in logical order: the first that is not before the segment, by halving
            var low = 0
            var high = leaves.count
            while low < high {
                let middle = (low + high) / 2
                if leaves[middle].scalar < segment.range.lowerBound { low = middle + 1 } else { high = middle }
            }
            while low < leaves.count, leaves[low].scalar < segment.range.upperBound {
                if !used[low] { inside.append(low) }
                used[low] = true
                low += 1
            }
            for index in segment.isRightToLeft ? inside.reversed() : inside { visual.append(leaves[index]) }
        }
        for index in leaves.indices where !used[index] { visual.append(leaves[index]) }

        // inline boxes again, around runs of neighbours
        let isRTL = paragraph.baseLevel == 1
        var pieces: [LinePiece] = []
        var x: Float = 0
        var open: [(old: Int32, new: Int32)] = []
        var seen = Set<Int32>()
        func chain(_ parent: Int32) -> [Int32] {
            var result: [Int32] = []
            var current = parent
            while current >= 0 {
                result.append(current)
                current = old[Int(current)].parent
            }
            return result.reversed()
        }
        func edges(_ index: Int32) -> (start: Float, end: Float) {
            let piece = old[Int(index)]
            let border = borders(of: piece.box)
            let padding = padding(of: piece.box, inlineBasis: .zero)
            return (
                piece.hasStart ? piece.marginStart + Float((border.inlineStart + padding.inlineStart).px) : 0,
                piece.hasEnd ? piece.marginEnd + Float((border.inlineEnd + padding.inlineEnd).px) : 0
            )
        }
        func close() {
            guard let last = open.popLast() else { return }
            x += edges(last.old).end
            pieces[Int(last.new)].width = x - pieces[Int(last.new)].x
        }
        // in visual order from the inline start of the container
        let order = isRTL ? Array(visual.reversed()) : visual
        for leaf in order {
            let wanted = chain(leaf.piece.parent)
            var common = 0
            while common < wanted.count, common < open.count, open[common].old == wanted[common] { common += 1 }
            while open.count > common { close() }
            for index in wanted[common...] {
                var piece = old[Int(index)]
                piece.x = x
                piece.parent = open.last?.new ?? -1
                if !seen.insert(index).inserted {
                    piece.hasStart = false
                    piece.marginStart = 0
                } else {
                    x += edges(index).start
                }
                open.append((index, Int32(pieces.count)))
                pieces.append(piece)
            }
            var piece = leaf.piece
            piece.x = x
            piece.parent = open.last?.new ?? -1
            x += piece.width
            pieces.append(piece)
        }
        while !open.isEmpty { close() }
        contents.pieces = pieces
    }
}
