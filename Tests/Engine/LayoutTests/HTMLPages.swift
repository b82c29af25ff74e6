//  HTMLPages.swift
//  In: HTML with a style element. Out: its pages, through all rooms before painting.

import Diagnostics
import Fragments
import Geometry
import Markup
import Style
import Testing
import Text

@testable import Layout

struct HTMLPages {
    let document: StyledDocument
    let session: LayoutSession
    let layout: PageLayout
    let pages: [Page]
    let diagnostics: DiagnosticLog

    /// Lays out `body` under `css`, the built-in sheet below it.
    init(_ css: String, _ body: String) throws {
        let log = DiagnosticLog()
        let html = "<!doctype html><html><head><style>\(css)</style></head><body>\(body)</body></html>"
        let tree = try MarkupParser.parseHTML(Array(html.utf8), sourceName: "test.html", log: log)
        let sheets =
            [StyleSheet.userAgent]
            + DocumentStyles.collectSheets(tree, baseAddress: "test.html", loader: nil, diagnostics: log)
        document = Cascade(sheets: sheets).style(tree, baseAddress: "test.html", diagnostics: log)
        let generator = BoxGenerator(document: document, pictures: { _ in nil }, diagnostics: log)
        session = LayoutSession(
            document: document, boxes: generator.generate(),
            text: TextSession(fonts: FontSet(library: try sketchLibrary.get()), diagnostics: log), diagnostics: log,
            pictureFacts: { _ in nil })
        layout = PageLayout(session: session, generator: generator)
        pages = layout.pages()
        diagnostics = log
    }
    /// The page area's text, page by page, without repetitions.
    var texts: [String] { pages.map { text($0, .pageArea) } }
    /// The margin boxes' text, page by page.
    var margins: [[String]] {
        pages.map { page in
            page.root.children.filter { $0.fragment.kind == .marginBox }.map { FragmentDump.allText($0.fragment) }
        }
    }
    private func text(_ page: Page, _ kind: FragmentKind) -> String {
        page.root.children.filter { $0.fragment.kind == kind }.map { FragmentDump.allText($0.fragment) }.joined()
    }
    var dump: String { FragmentDump(document: document).text(pages) }
}
