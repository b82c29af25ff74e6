//  VectorLibrary.swift
//  In: SVG files, and `<svg>` elements, that need nothing of the document that shows them but its fonts, and their drawings
//  at the sizes asked for. Out: the same for every later document of the process that has the same fonts.

import DisplayList
import Geometry
import Markup
import Pictures
import Style
import Synchronization
import Text

/// A picture file with the fonts that its texts may be set in.
struct VectorSource: Hashable {
    var path: String
    /// All of them files of the library.
    var families: OwnFamilies
}

/// Everything that the drawing of an `<svg>` element follows from, as long as it names nothing outside of it.
struct InlineVector: Hashable {
    /// Names, attributes and text of the element and all in it.
    private(set) var content: [UInt8] = []
    /// The elements' styles. Equal styles of different documents are one object where a cascade keeps them.
    private(set) var styles: [ComputedStyle] = []
    private let families: OwnFamilies
    private static let mostBytes = 256 << 10
    private let size: Size
    private let overflow: PictureOverflow
    private let isOutermost: Bool

    /// nil: too large to be worth it.
    init?(
        _ svg: NodeID, of document: StyledDocument, families: OwnFamilies, size: Size, overflow: PictureOverflow
    ) {
        self.families = families
        self.size = size
        self.overflow = overflow
        let tree = document.tree
        isOutermost = tree.documentElement == svg
        let end = Int(tree.subtreeEnd(svg).index)
        guard end - Int(svg.index) < 4_096 else { return nil }
        // what is inside what follows from the parents' places
        for index in Int(svg.index)..<end {
            let node = NodeID(index)
            add(UInt32(truncatingIfNeeded: tree.parent(node).index - svg.index))
            if tree.isElement(node) {
                add(tree.name(node))
                content.append(tree.namespace(node).rawValue)
                for attribute in tree.attributes(of: node) {
                    add(tree.nameTable[Int(attribute.name.index)])
                    add(attribute.value)
                }
                let style = document.styleID(of: node)
                if style == .none { return nil }
                styles.append(document.table[style])
            } else {
                content.append(0xFF)
                add(tree.text(node))
            }
            content.append(0xFE)
            if content.count > Self.mostBytes { return nil }
        }
    }

    private mutating func add(_ number: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) {
            content.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
    /// Its length comes first, so that no text looks like two.
    private mutating func add(_ text: String) {
        add(UInt32(truncatingIfNeeded: text.utf8.count))
        content.append(contentsOf: text.utf8)
    }

    static func == (a: Self, b: Self) -> Bool {
        a.content == b.content && a.styles.count == b.styles.count && zip(a.styles, b.styles).allSatisfy { $0 === $1 }
            && a.families == b.families && a.size == b.size && a.overflow == b.overflow
            && a.isOutermost == b.isOutermost
    }
    func hash(into hasher: inout Hasher) {
        content.withUnsafeBytes { hasher.combine(bytes: $0) }
        hasher.combine(size)
    }
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
    /// Drawings of `<svg>` elements: those used lately, and those used before them.
    private struct Inline {
        var young: [InlineVector: DrawingList] = [:]
        var old: [InlineVector: DrawingList] = [:]
    }
    private let inline = Mutex(Inline())
    private static let mostInline = 64
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

    /// What an equal `<svg>` element was drawn as before.
    func drawing(_ vector: InlineVector) -> DrawingList? {
        let known = inline.withLock { $0.young[vector] ?? $0.old[vector] }
        if let known { keep(known, of: vector) }
        return known
    }

    /// How many different `<svg>` elements are kept.
    var inlineCount: Int { inline.withLock { Set($0.young.keys).union($0.old.keys).count } }

    func keep(_ drawing: DrawingList, of vector: InlineVector) {
        guard isKeeping else { return }
        inline.withLock { inline in
            if inline.young.count >= Self.mostInline, inline.young[vector] == nil {
                inline.old = inline.young
                inline.young = [:]
            }
            inline.young[vector] = drawing
        }
    }
}
