//  FinishingInput.swift
//  In: what Cairo cannot write. Out: the values that stage 7 adds to its file.

import Geometry
import Messages

/// A date and time with its distance from UTC. https://www.iso.org/standard/51502.html 7.9.4
public struct DocumentDate: Sendable, Hashable {
    public var year, month, day, hour, minute, second: Int
    /// Minutes east of UTC.
    public var offset: Int
    public init(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0, offset: Int = 0) {
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
        self.offset = offset
    }
}

/// What the document says of itself.
public struct DocumentInformation: Sendable, Hashable {
    public var title: String?
    public var authors: [String] = []
    public var subject: String?
    public var keywords: [String] = []
    /// The program that made the HTML.
    public var creator: String?
    public var producer = "Teian"
    public var created: DocumentDate?
    public var modified: DocumentDate?
    /// BCP 47.
    public var language: String?
    public init() {}
}

/// A page's links, destinations and label. Places in CSS px from the sheet's top left corner.
public struct FinishingPage: Sendable, Hashable {
    public enum LinkTarget: Sendable, Hashable {
        /// A destination of this document by name.
        case destination(String)
        case address(String)
    }
    public struct Link: Sendable, Hashable {
        public var target: LinkTarget
        public var rects: [Rect]
        /// The source node of the linking element.
        public var node: Int32
        /// Read out instead of the contents.
        public var description: String?
        public init(target: LinkTarget, rects: [Rect], node: Int32, description: String? = nil) {
            self.target = target
            self.rects = rects
            self.node = node
            self.description = description
        }
    }
    public struct Destination: Sendable, Hashable {
        public var name: String
        public var position: Point
        public init(name: String, position: Point) {
            self.name = name
            self.position = position
        }
    }
    /// The trimmed sheet, and the paper beyond it.
    public var size: Size
    public var bleed: Sides<Float>
    public var label: String?
    public var links: [Link]
    public var destinations: [Destination]
    /// For each content id on the page its source node, as the painter reports it.
    public var marks: [Int32]
    public init(
        size: Size, bleed: Sides<Float> = Sides(all: 0), label: String? = nil, links: [Link] = [],
        destinations: [Destination] = [], marks: [Int32] = []
    ) {
        self.size = size
        self.bleed = bleed
        self.label = label
        self.links = links
        self.destinations = destinations
        self.marks = marks
    }
}

public struct OutlineEntry: Sendable, Hashable {
    /// From 1; a level that skips is closed up.
    public var level: Int
    public var label: String
    /// Counts from 0.
    public var page: Int
    public var position: Point
    public var isOpen: Bool
    public init(level: Int, label: String, page: Int, position: Point, isOpen: Bool) {
        self.level = level
        self.label = label
        self.page = page
        self.position = position
        self.isOpen = isOpen
    }
}

/// Everything stage 7 writes.
public struct FinishingInput: Sendable {
    public var information = DocumentInformation()
    public var pages: [FinishingPage] = []
    public var outline: [OutlineEntry] = []
    /// The outermost element (role `Document`); nil: an untagged file.
    public var structure: StructureNode?
    public init() {}
}

/// The file handed in is not as Cairo writes it, or memory is short.
public enum FinishingError: Error, Sendable, Hashable {
    case unexpectedFile(Sentence)
    case outOfMemory

    public var sentence: Sentence {
        switch self {
        case .unexpectedFile(let what): what
        case .outOfMemory: Sentence(.renderMemory)
        }
    }
}
