//  PagedDocument.swift
//  In: the last round of paging. Out: finished pages and the facts that PDF needs beside them.

import Geometry

/// A finished page. `root` is as large as the sheet (without bleed); all offsets are from its top left corner.
public struct Page: Sendable {
    public let index: Int
    public let name: String
    /// The sheet, CSS px.
    public let size: Size
    public let bleed: Sides<Float>
    public let hasCropMarks: Bool
    public let hasCrossMarks: Bool
    /// kind == .page; children: page area (root element), fixed boxes, footnote area, margin boxes in painting order.
    public let root: Fragment
    /// The text of counter(page) there, for page labels.
    public let label: String
    public let anchors: [PageAnchor]
    public let links: [PageLink]
    public let bookmarks: [PageBookmark]
    public init(
        index: Int, name: String, size: Size, bleed: Sides<Float>, hasCropMarks: Bool, hasCrossMarks: Bool,
        root: Fragment, label: String, anchors: [PageAnchor], links: [PageLink], bookmarks: [PageBookmark]
    ) {
        self.index = index
        self.name = name
        self.size = size
        self.bleed = bleed
        self.hasCropMarks = hasCropMarks
        self.hasCrossMarks = hasCrossMarks
        self.root = root
        self.label = label
        self.anchors = anchors
        self.links = links
        self.bookmarks = bookmarks
    }
}
public struct PageAnchor: Sendable, Hashable {
    public var name: String
    /// CSS px from the sheet's top left corner.
    public var position: Point
    public init(name: String, position: Point) {
        self.name = name
        self.position = position
    }
}
public struct PageLink: Sendable, Hashable {
    public enum Target: Sendable, Hashable {
        case anchor(String)
        case external(String)
    }
    public var target: Target
    public var rects: [Rect]
    /// The element that links, for tagging.
    public var node: Int32
    public init(target: Target, rects: [Rect], node: Int32) {
        self.target = target
        self.rects = rects
        self.node = node
    }
}
public struct PageBookmark: Sendable, Hashable {
    /// From 1.
    public var level: Int
    public var label: String
    public var position: Point
    public var isOpen: Bool
    public init(level: Int, label: String, position: Point, isOpen: Bool) {
        self.level = level
        self.label = label
        self.position = position
        self.isOpen = isOpen
    }
}
