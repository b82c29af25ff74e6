//  PageStamp.swift
//  In: dark rectangles and short words at places of a page. Out: their drawing operations over the finished page.
//  What is stamped is known only after layout (sheet k of n, codes of inserting machines) and belongs to no element: it
//  is an artifact, so the structure tree and the page's own marks stay as they are.

import DisplayList
import Geometry
import Text

/// Something printed over a finished page. Millimetres from the sheet's upper left corner.
public struct PageStamp: Sendable, Hashable {
    /// A rectangle filled black.
    public struct Box: Sendable, Hashable {
        public var x, y, width, height: Double
        public init(x: Double, y: Double, width: Double, height: Double) {
            self.x = x
            self.y = y
            self.width = width
            self.height = height
        }
    }
    /// A short text on one line.
    public struct Word: Sendable, Hashable {
        public var text: String
        /// Left end of the base line.
        public var x, y: Double
        /// Points.
        public var size: Double
        public init(text: String, x: Double, y: Double, size: Double) {
            self.text = text
            self.x = x
            self.y = y
            self.size = size
        }
    }
    public var dark: [Box]
    public var words: [Word]
    /// Families for the words, the first that has a face.
    public var families: [String]
    public init(dark: [Box], words: [Word] = [], families: [String] = ["BIZ UDGothic", "sans-serif"]) {
        self.dark = dark
        self.words = words
        self.families = families
    }
}

extension PageStamp {
    /// CSS px in a millimetre.
    private static let pixels = 96 / 25.4

    /// The page's own drawing, and the stamp over it.
    func applied(to list: DrawingList, text: TextSession) -> DrawingList {
        var operations = list.operations
        let before = operations.count
        let black = Paint.color(.black)
        if !dark.isEmpty {
            var path: [PathElement] = []
            path.reserveCapacity(dark.count * 5)
            for box in dark {
                let (left, top) = (box.x * Self.pixels, box.y * Self.pixels)
                let (right, bottom) = ((box.x + box.width) * Self.pixels, (box.y + box.height) * Self.pixels)
                path += [
                    .move(Point(x: left, y: top)), .line(Point(x: right, y: top)), .line(Point(x: right, y: bottom)),
                    .line(Point(x: left, y: bottom)), .close,
                ]
            }
            operations.append(.fill(.path(path, .nonZero), black))
        }
        for word in words {
            var style = TextStyle()
            style.families = families
            style.size = Float(word.size * 96 / 72)
            let paragraph = text.paragraph(word.text, style: text.intern(style))
            let range = 0..<paragraph.count
            var x = word.x * Self.pixels
            for run in paragraph.glyphRuns(of: range, in: TextLine(range: range)) {
                let origin = Point(x: x, y: word.y * Self.pixels)
                operations.append(.glyphs(GlyphRunReference(run), origin: origin, black))
                x += Double(run.advance)
            }
        }
        let added = operations.count - before
        return DrawingList(operations: operations, nodes: list.nodes + [Int32](repeating: -1, count: added))
    }
}
