//  VectorLibrary.swift
//  In: SVG files that need nothing of the document that shows them, and their drawings at the sizes asked for. Out: the
//  same for every later document of the process.

import DisplayList
import Geometry
import Pictures
import Synchronization

/// Drawings of picture files, by path and size. A path's contents do not change while a process keeps files.
final class VectorLibrary: Sendable {
    private struct Entry {
        var facts: PictureFacts
        var drawings: [Showing: DrawingList] = [:]
    }
    private struct Showing: Hashable {
        var size: Size
        var overflow: PictureOverflow
    }
    private let entries = Mutex<[String: Entry]>([:])
    private let isKeeping: Bool
    /// Files and sizes of a file beyond these are drawn for each document anew.
    private static let mostFiles = 1_024
    private static let mostSizes = 64

    init(isKeeping: Bool) { self.isKeeping = isKeeping }

    func facts(_ path: String) -> PictureFacts? { entries.withLock { $0[path]?.facts } }

    func drawing(_ path: String, _ size: Size, _ overflow: PictureOverflow) -> DrawingList? {
        entries.withLock { $0[path]?.drawings[Showing(size: size, overflow: overflow)] }
    }

    func keep(_ facts: PictureFacts, of path: String) {
        guard isKeeping else { return }
        entries.withLock { entries in
            if entries.count < Self.mostFiles, entries[path] == nil { entries[path] = Entry(facts: facts) }
        }
    }

    func keep(_ drawing: DrawingList, of path: String, _ size: Size, _ overflow: PictureOverflow) {
        entries.withLock { entries in
            guard let count = entries[path]?.drawings.count, count < Self.mostSizes else { return }
            entries[path]?.drawings[Showing(size: size, overflow: overflow)] = drawing
        }
    }
}
