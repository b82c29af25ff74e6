//  PageWalk.swift
//  In: the fragments of one page. Out: anchors, links, bookmarks, strings, running elements, places of pending text, in document
//  order. Only subtrees that are marked `hasPageFacts` are entered.

import Fragments
import Geometry
import Markup
import Style

/// What was found on a page.
struct PageFindings {
    var anchors: [PageAnchor] = []
    var links: [PageLink] = []
    var bookmarks: [PageBookmark] = []
    var strings: [(name: String, value: String, atStart: Bool)] = []
    var running: [(name: String, box: BoxID, atStart: Bool)] = []
    /// Styles of elements that change page counters.
    var counterStyles: [ComputedStyle] = []
    /// Generated content that waits for page numbers.
    var pending: [GeneratedPlace] = []
}

struct PageWalk {
    let session: LayoutSession
    private(set) var findings = PageFindings()
    private var linkIndex: [Int32: Int] = [:]
    /// Nothing that takes up space was met yet.
    private var isAtStart = true

    init(_ session: LayoutSession) { self.session = session }

    /// `x`, `y`: the fragment's top left corner on the sheet, CSS px.
    mutating func visit(_ fragment: Fragment, x: Double, y: Double) {
        visit(fragment, x: x, y: y, isRepeated: false)
    }

    private mutating func visit(_ fragment: Fragment, x: Double, y: Double, isRepeated: Bool) {
        let isRepeated = isRepeated || fragment.flags.contains(.repeated)
        if fragment.box >= 0 { note(fragment, x: x, y: y, isRepeated: isRepeated) }
        if fragment.kind == .line || fragment.kind == .replaced || fragment.kind == .inlineReplaced {
            isAtStart = false
        }
        guard fragment.flags.contains(.hasPageFacts) else { return }
        let isRTL = fragment.flags.contains(.rightToLeft)
        for link in fragment.children {
            let child = link.fragment
            let inline =
                isRTL ? fragment.size.inline - link.offset.inline - child.size.inline : link.offset.inline
            if child.flags.contains(.hasPageFacts) {
                visit(child, x: x + inline.px, y: y + link.offset.block.px, isRepeated: isRepeated)
            } else if child.size.block > .zero {
                isAtStart = false
            }
        }
    }

    /// What repeats (heads of tables, fixed boxes) is there once; only its links work on every page.
    private mutating func note(_ fragment: Fragment, x: Double, y: Double, isRepeated: Bool) {
        let box = BoxID(fragment.box)
        guard session.boxes.traits(box).contains(.hasPageFacts) else { return }
        let begins = !isRepeated && !fragment.flags.contains(.continued) && !fragment.flags.contains(.startCut)
        let style = session.style(box)
        if begins, fragment.node >= 0, session.boxes.pseudos[Int(box.index)] == nil,
            !style.generated.counterReset.isEmpty || !style.generated.counterIncrement.isEmpty
                || !style.generated.counterSet.isEmpty
        {
            findings.counterStyles.append(style)
        }
        if begins { notePending(in: box) }
        guard let rare = session.boxes.rareData(box) else { return }
        if let address = rare.link, !address.isEmpty {
            let rect = Rect(x: x, y: y, width: fragment.size.inline.px, height: fragment.size.block.px)
            if let known = linkIndex[box.index] {
                findings.links[known].rects.append(rect)
            } else {
                linkIndex[box.index] = findings.links.count
                let target: PageLink.Target =
                    address.hasPrefix("#") ? .anchor(String(address.dropFirst())) : .external(address)
                findings.links.append(PageLink(target: target, rects: [rect], node: fragment.node))
            }
        }
        guard begins else { return }
        let position = Point(x: x, y: y)
        for name in rare.anchors { findings.anchors.append(PageAnchor(name: name, position: position)) }
        if let bookmark = rare.bookmark {
            findings.bookmarks.append(
                PageBookmark(
                    level: bookmark.level, label: bookmark.label, position: position, isOpen: bookmark.isOpen))
        }
        for string in rare.namedStrings { findings.strings.append((string.name, string.value, isAtStart)) }
        if let name = rare.runningName, session.boxes.kind(box) == .runningElement {
            findings.running.append((name, box, isAtStart))
        }
    }
    /// Text boxes inside generated content that wait for page numbers.
    private mutating func notePending(in box: BoxID) {
        guard session.boxes.traits(box).contains(.generated) || session.boxes.pseudos[Int(box.index)] != nil else {
            return
        }
        var child = session.boxes.firstChild(box)
        while !child.isNone {
            if session.boxes.rareData(child)?.pending != nil {
                findings.pending.append(
                    GeneratedPlace(node: session.boxes.node(child), pseudo: session.boxes.pseudos[Int(child.index)]))
            }
            child = session.boxes.nextSibling(child)
        }
    }
}
