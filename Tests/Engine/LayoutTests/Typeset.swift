//  Typeset.swift
//  In: HTML with a style element. Out: its pages, and where on them the elements with an id lie; for the tests of tables, flex,
//  grid and columns.

import Diagnostics
import Fragments
import Geometry
import Markup
import Style
import Testing
import Text

@testable import Layout

/// A document laid out.
struct Typeset {
    let session: LayoutSession
    let pages: [Page]
    let diagnostics: DiagnosticLog

    private static let fonts = try? FontLibrary()

    /// `page`: a value of `size`, pages have no margin. The font is 10 px high, its lines 10 px.
    init(_ body: String, css: String = "", page: String = "200px 1000px") {
        let html = """
            <!doctype html><html lang=ja><head><style>
            @page { size: \(page); margin: 0 }
            html { font: 10px/10px "BIZ UDGothic" } body { margin: 0 } td, th { padding: 0 } table { border-spacing: 0 }
            \(css)
            </style></head><body>\(body)</body></html>
            """
        let log = DiagnosticLog()
        do {
            let tree = try MarkupParser.parseHTML(Array(html.utf8), sourceName: "test.html", log: log)
            let sheets = DocumentStyles.collectSheets(tree, baseAddress: "", loader: nil, diagnostics: log)
            let document = Cascade(sheets: [.userAgent] + sheets).style(tree, diagnostics: log)
            let generator = BoxGenerator(document: document, pictures: { _ in nil }, diagnostics: log)
            let boxes = generator.generate()
            let library = Self.fonts
            guard let library else { throw MarkupTestError.noFonts }
            let set = FontSet(library: library, diagnostics: log)
            session = LayoutSession(
                document: document, boxes: boxes, text: TextSession(fonts: set, diagnostics: log), diagnostics: log,
                pictureFacts: { _ in nil })
        } catch {
            fatalError("the test's document cannot be read: \(error)")
        }
        pages = PageLayout(
            session: session,
            generator: BoxGenerator(document: session.document, pictures: { _ in nil }, diagnostics: log)
        ).pages()
        diagnostics = log
    }

    private enum MarkupTestError: Error { case noFonts }

    /// An element's fragment on a page.
    struct Place: Equatable, CustomStringConvertible {
        var page: Int
        var x, y, width, height: Double
        var fragment: Fragment
        var description: String {
            func short(_ value: Double) -> String { value == value.rounded() ? "\(Int(value))" : "\(value)" }
            return (page == 0 ? "" : "p\(page + 1) ") + "\(short(x)),\(short(y)) \(short(width))×\(short(height))"
        }
        static func == (a: Place, b: Place) -> Bool { a.description == b.description }
    }

    /// All fragments of the element with this id, page by page. Tables answer with their grid.
    func places(_ id: String) -> [Place] { places { self.id(of: $0) == id && $0.kind != .tableWrapper } }

    func places(where matches: (Fragment) -> Bool) -> [Place] {
        var found: [Place] = []
        for page in pages { collect(page.root, page.index, .zero, matches, &found) }
        return found
    }
    private func collect(
        _ fragment: Fragment, _ page: Int, _ origin: LogicalOffset, _ matches: (Fragment) -> Bool,
        _ found: inout [Place]
    ) {
        if matches(fragment) {
            found.append(
                Place(
                    page: page, x: origin.inline.px, y: origin.block.px, width: fragment.size.inline.px,
                    height: fragment.size.block.px, fragment: fragment))
        }
        for link in fragment.children {
            collect(link.fragment, page, origin + link.offset, matches, &found)
        }
    }
    func id(of fragment: Fragment) -> String? {
        guard fragment.node >= 0, Int(fragment.node) < session.document.tree.count else { return nil }
        return session.document.tree.attribute("id", of: NodeID(fragment.node))
    }

    /// `id: x,y width×height` of each id, joined by `; ` where an element has several fragments.
    func summary(_ ids: String) -> [String] {
        ids.split(separator: " ").map { id in
            "\(id): " + places(String(id)).map(\.description).joined(separator: "; ")
        }
    }

    /// The text of each page, repeated heads and feet in brackets.
    var textByPage: [String] { pages.map { text($0.root) } }
    private func text(_ fragment: Fragment) -> String {
        let own = (FragmentDump.characters(fragment) ?? "") + fragment.children.map { text($0.fragment) }.joined()
        let isTopRepeated =
            fragment.flags.contains(.repeated)
            && (fragment.kind == .tableHeaderGroup || fragment.kind == .tableFooterGroup)
        return isTopRepeated ? "[\(own)]" : own
    }
    /// All text but repetitions, characters sorted: what no break may change.
    var letters: String {
        String(pages.map { FragmentDump.allText($0.root) }.joined().filter { !$0.isWhitespace }.sorted())
    }
}
