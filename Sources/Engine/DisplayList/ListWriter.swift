//  ListWriter.swift
//  In: operations one after another, and the clips that hold for each. Out: a balanced drawing list.

import Geometry

/// Names a clip within a `ListWriter`; clips form chains towards the page.
typealias ClipID = Int32

/// Gathers operations. Clips are opened and closed only when the next operation needs others than those in force.
final class ListWriter {
    private(set) var operations: [DrawingOperation] = []
    private(set) var nodes: [Int32] = []
    private var clips: [(parent: ClipID, shape: Shape, depth: Int)] = []
    /// The clips in force, outermost first.
    private var applied: [ClipID] = []
    static let noClip: ClipID = -1

    init() {
        operations.reserveCapacity(512)
        nodes.reserveCapacity(512)
    }

    func makeClip(_ shape: Shape, within parent: ClipID) -> ClipID {
        let depth = parent < 0 ? 1 : clips[Int(parent)].depth + 1
        clips.append((parent, shape, depth))
        return ClipID(clips.count - 1)
    }

    /// Puts exactly this clip and its ancestors in force.
    func setClip(_ clip: ClipID) {
        if applied.last ?? Self.noClip == clip { return }
        var wanted: [ClipID] = []
        var current = clip
        while current >= 0 {
            wanted.append(current)
            current = clips[Int(current)].parent
        }
        wanted.reverse()
        var common = 0
        while common < applied.count, common < wanted.count, applied[common] == wanted[common] { common += 1 }
        while applied.count > common {
            applied.removeLast()
            append(.popClip, node: -1)
        }
        for next in wanted[common...] {
            applied.append(next)
            append(.pushClip(clips[Int(next)].shape), node: -1)
        }
    }

    func append(_ operation: DrawingOperation, node: Int32) {
        operations.append(operation)
        nodes.append(node)
    }
    func fill(_ shape: Shape, _ color: Color, node: Int32 = -1) {
        if color.isTransparent { return }
        append(.fill(shape, .color(color)), node: node)
    }

    func finish() -> DrawingList {
        setClip(Self.noClip)
        return DrawingList(operations: operations, nodes: nodes)
    }
}
