//  VectorLibrary.swift
//  In: SVG files that need nothing of the document that shows them but its fonts, and their drawings at the sizes asked
//  for. Out: the same for every later document of the process that has the same fonts.

import DisplayList
import Geometry
import Pictures
import Synchronization
import Text

/// A picture file with the fonts that its texts may be set in.
struct VectorSource: Hashable {
    var path: String
    /// All of them files of the library.
    var families: OwnFamilies
}

/// Drawings of picture files, by file and size. A path's contents do not change while a process keeps files.
final class VectorLibrary: Sendable {
    private struct Entry {
        var facts: PictureFacts
        var drawings: [Showing: DrawingList] = [:]
    }
    private struct Showing: Hashable {
        var size: Size
        var overflow: PictureOverflow
    }
    private let entries = Mutex<[VectorSource: Entry]>([:])
    private let isKeeping: Bool
    /// Files and sizes of a file beyond these are drawn for each document anew.
    private static let mostFiles = 1_024
    private static let mostSizes = 64

    init(isKeeping: Bool) { self.isKeeping = isKeeping }

    func facts(_ source: VectorSource) -> PictureFacts? { entries.withLock { $0[source]?.facts } }

    func drawing(_ source: VectorSource, _ size: Size, _ overflow: PictureOverflow) -> DrawingList? {
        entries.withLock { $0[source]?.drawings[Showing(size: size, overflow: overflow)] }
    }

    func keep(_ facts: PictureFacts, of source: VectorSource) {
        guard isKeeping else { return }
        entries.withLock { entries in
            if entries.count < Self.mostFiles, entries[source] == nil { entries[source] = Entry(facts: facts) }
        }
    }

    func keep(_ drawing: DrawingList, of source: VectorSource, _ size: Size, _ overflow: PictureOverflow) {
        entries.withLock { entries in
            guard let count = entries[source]?.drawings.count, count < Self.mostSizes else { return }
            entries[source]?.drawings[Showing(size: size, overflow: overflow)] = drawing
        }
    }
}
