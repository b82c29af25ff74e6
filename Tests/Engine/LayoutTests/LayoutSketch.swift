//  LayoutSketch.swift
//  In: a tree of boxes sketched in a few words. Out: its pages, without CSS or HTML in between; the tests of block layout and paging
//  need sizes and breaks, no text.

import Diagnostics
import Fragments
import Geometry
import Markup
import Style
import Testing
import Text

@testable import Layout

/// An element: a name for the test's eyes, `key=value` words, children.
struct Sketch {
    var name: String
    var words: String
    var children: [Sketch]
    init(_ name: String, _ words: String = "", _ children: [Sketch] = []) {
        self.name = name
        self.words = words
        self.children = children
    }
}

/// What all pages have in common unless a test says otherwise.
struct SketchPage {
    var width: Double = 100
    var height: Double = 100
    var margin: Float = 0
    var limits = LayoutLimits()
    var style: (PageSelectorContext, inout PageStyle) -> Void = { _, _ in }
}

struct SketchResult {
    var session: LayoutSession
    var pages: [Page]
    var diagnostics: DiagnosticLog

    /// Per page: `name y+height` of every named element in document order of fragments, `@x` where x is not 0.
    var summary: [String] {
        pages.map { page in
            var parts: [String] = []
            collect(page.root, x: .zero, y: .zero, into: &parts)
            return parts.joined(separator: " ")
        }
    }
    private func collect(_ fragment: Fragment, x: LayoutUnit, y: LayoutUnit, into parts: inout [String]) {
        if fragment.node >= 0 {
            let name = session.document.tree.name(NodeID(fragment.node))
            if name != "html", name != "body" {
                parts.append(
                    "\(name):\(y)+\(fragment.size.block)" + (x == .zero ? "" : "@\(x)"))
            }
        }
        for link in fragment.children {
            collect(link.fragment, x: x + link.offset.inline, y: y + link.offset.block, into: &parts)
        }
    }
    /// Block sizes of all fragments of an element, added up.
    func total(_ name: String) -> LayoutUnit {
        var sum = LayoutUnit.zero
        func visit(_ fragment: Fragment) {
            if fragment.node >= 0, session.document.tree.name(NodeID(fragment.node)) == name {
                sum += fragment.size.block
            }
            for link in fragment.children { visit(link.fragment) }
        }
        for page in pages { visit(page.root) }
        return sum
    }
}

/// Lays out `children` in a body without margins.
func layOut(_ children: [Sketch], page: SketchPage = SketchPage(), body: String = "") throws -> SketchResult {
    var builder = MarkupTreeBuilder(sourceName: "sketch")
    var words: [String] = [""]
    func add(_ sketch: Sketch) {
        builder.start(sketch.name)
        words.append(sketch.words)
        for child in sketch.children { add(child) }
        builder.end()
    }
    add(Sketch("html", "", [Sketch("body", body, children)]))
    let tree = builder.finish()
    let table = StyleTable()
    let styles = words.enumerated().map { index, words in
        index == 0 ? StyleID.none : table.intern(SketchStyle.style(words))
    }
    let document = StyledDocument(
        tree: tree, table: table, elementStyles: styles, pseudoStyles: [:],
        pages: PageStyleSet { context in
            var box = BoxValues()
            box.margin = Sides(all: .length(.px(page.margin)))
            let initial = ComputedStyle.initial
            var style = PageStyle(
                size: Size(width: page.width, height: page.height), bleed: Sides(all: 0), hasCropMarks: false,
                hasCrossMarks: false,
                style: ComputedStyle(
                    text: initial.text, box: box, decoration: initial.decoration, flow: initial.flow,
                    generated: initial.generated), marginBoxes: [:], footnoteArea: .initial)
            page.style(context, &style)
            return style
        }, counterStyles: CounterStyleSet(), fontFaces: [])
    let log = DiagnosticLog()
    let generator = BoxGenerator(document: document, pictures: { _ in nil })
    let session = LayoutSession(
        document: document, boxes: generator.generate(),
        text: TextSession(fonts: FontSet(library: try sketchLibrary.get()), diagnostics: log), diagnostics: log,
        pictureFacts: { _ in nil })
    session.limits = page.limits
    let pages = PageLayout(session: session, generator: generator).pages()
    return SketchResult(session: session, pages: pages, diagnostics: log)
}

/// Fonts are found once for all tests.
let sketchLibrary: Result<FontLibrary, FontLibraryError> = {
    do throws(FontLibraryError) { return .success(try FontLibrary()) } catch { return .failure(error) }
}()

/// `h=30 mt=10 float=left bb=page` and the like.
enum SketchStyle {
    static func style(_ words: String) -> ComputedStyle {
        var text = TextValues()
        var box = BoxValues()
        var flow = FlowValues()
        var decoration = DecorationValues()
        box.display = .block
        box.originalDisplay = .block
        for word in words.split(separator: " ") {
            let parts = word.split(separator: "=", maxSplits: 1).map { String($0) }
            let value = parts.count > 1 ? parts[1] : ""
            let number = Float(value) ?? 0
            let length: LengthPercentage = value.hasSuffix("%") ? .percent(Float(value.dropLast()) ?? 0) : .px(number)
            let size: SizeValue = value == "auto" ? .auto : .length(length)
            let side: LengthOrAuto = value == "auto" ? .auto : .length(length)
            switch parts[0] {
            case "w": box.width = size
            case "h": box.height = size
            case "minh": box.minHeight = size
            case "maxh": box.maxHeight = size
            case "minw": box.minWidth = size
            case "maxw": box.maxWidth = size
            case "m": box.margin = Sides(all: side)
            case "mt": box.margin.top = side
            case "mr": box.margin.right = side
            case "mb": box.margin.bottom = side
            case "ml": box.margin.left = side
            case "p": box.padding = Sides(all: length)
            case "pt": box.padding.top = length
            case "pb": box.padding.bottom = length
            case "pl": box.padding.left = length
            case "bt": decoration.border.top = BorderEdge(width: number, style: .solid)
            case "bb": decoration.border.bottom = BorderEdge(width: number, style: .solid)
            case "ratio": box.aspectRatio = number
            case "sizing": box.boxSizing = .borderBox
            case "float": box.float = value == "left" ? .left : .right
            case "clear": box.clear = value == "left" ? .left : value == "right" ? .right : .both
            case "root": box.display = .flowRoot
            case "hidden":
                box.overflowX = .hidden
                box.overflowY = .hidden
            case "rel": box.position = .relative
            case "abs": box.position = .absolute
            case "fixed": box.position = .fixed
            case "top": box.inset.top = side
            case "bottom": box.inset.bottom = side
            case "left": box.inset.left = side
            case "right": box.inset.right = side
            case "before": flow.breakBefore = between(value)
            case "after": flow.breakAfter = between(value)
            case "inside": flow.breakInside = .avoid
            case "clone": flow.boxDecorationBreak = .clone
            case "page": flow.page = value
            case "rtl": text.direction = .rtl
            default: Issue.record("unknown word \(word)")
            }
        }
        let initial = ComputedStyle.initial
        return ComputedStyle(text: text, box: box, decoration: decoration, flow: flow, generated: initial.generated)
    }
    private static func between(_ value: String) -> BreakBetween {
        switch value {
        case "page": .page
        case "left": .left
        case "right": .right
        case "avoid": .avoid
        case "column": .column
        default: .auto
        }
    }
}
