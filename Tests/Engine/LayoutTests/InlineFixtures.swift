//  InlineFixtures.swift
//  In: HTML and CSS as an author writes them. Out: its box tree as text, its lines as texts with positions.

import Diagnostics
import Fragments
import Geometry
import Markup
import Pictures
import Style
import Text

@testable import Layout

/// Debian's Japanese fonts, found once for all tests. In BIZ UDGothic at 10 px a kanji is 10 px wide, a letter 5 px.
private let inlineLibrary: FontLibrary = {
    do {
        return try FontLibrary()
    } catch {
        fatalError("\(error)")
    }
}()

/// A line as tests read it.
struct SetLine {
    /// All text of the line in the order of its fragments.
    var text: String
    /// From the root's corner, CSS px.
    var x: Double
    var y: Double
    var height: Double
    /// Text fragments: where each begins, its text, its width, where its baseline lies from the root's block start.
    var parts: [(x: Double, text: String, width: Double, baseline: Double)]
    /// Where the last part ends.
    var end: Double
}

struct SetDocument {
    var document: StyledDocument
    var session: LayoutSession
    var log: DiagnosticLog
    var root: Fragment

    var boxes: String { BoxTreeDump(session.boxes, document: document).text() }
    /// The boxes inside `<body>` only.
    var bodyBoxes: String {
        let body = session.boxes.nodes.indices.first { index in
            let node = session.boxes.nodes[index]
            return !node.isNone && document.tree.isElement(node) && document.tree.name(node) == "body"
        }
        return body.map { BoxTreeDump(session.boxes, document: document).text(from: BoxID(Int32($0))) } ?? ""
    }
    var lines: [SetLine] {
        var result: [SetLine] = []
        func visit(_ fragment: Fragment, _ x: LayoutUnit, _ y: LayoutUnit) {
            if fragment.kind == .line {
                var line = SetLine(
                    text: "", x: x.px, y: y.px, height: fragment.size.block.px, parts: [], end: x.px)
                collect(fragment, x, y, into: &line)
                result.append(line)
            } else {
                for link in fragment.children { visit(link.fragment, x + link.offset.inline, y + link.offset.block) }
            }
        }
        func collect(_ fragment: Fragment, _ x: LayoutUnit, _ y: LayoutUnit, into line: inout SetLine) {
            for link in fragment.children {
                let x = x + link.offset.inline
                let y = y + link.offset.block
                switch link.fragment.kind {
                case .text:
                    guard case .text(let content) = link.fragment.content else { continue }
                    let text = content.runs.map(\.run.string).joined()
                    line.text += text
                    line.parts.append((x.px, text, link.fragment.size.inline.px, y.px + content.baseline.px))
                    line.end = max(line.end, (x + link.fragment.size.inline).px)
                case .inline, .rubyBase, .rubyText: collect(link.fragment, x, y, into: &line)
                default: visit(link.fragment, x, y)
                }
            }
        }
        visit(root, .zero, .zero)
        return result
    }
    var texts: [String] { lines.map(\.text) }
    var complaints: [String] { log.entries.map(\.id) }
    /// The first fragment of an element, with its place in the root.
    func find(_ name: String) -> (x: Double, y: Double, fragment: Fragment)? {
        func visit(_ fragment: Fragment, _ x: LayoutUnit, _ y: LayoutUnit) -> (Double, Double, Fragment)? {
            if fragment.node >= 0, document.tree.name(NodeID(fragment.node)) == name { return (x.px, y.px, fragment) }
            for link in fragment.children {
                if let found = visit(link.fragment, x + link.offset.inline, y + link.offset.block) { return found }
            }
            return nil
        }
        return visit(root, .zero, .zero)
    }
}

/// Styles `body` in an HTML document. Text is 10 px BIZ UDGothic, lines are 20 px.
func styled(_ body: String, css: String = "", log: DiagnosticLog = DiagnosticLog()) -> StyledDocument {
    let html = """
        <!DOCTYPE html><html lang="ja"><head><style>
        html { font: 10px/20px "BIZ UDGothic"; } body { margin: 0 } \(css)
        </style></head><body>\(body)</body></html>
        """
    do {
        let tree = try MarkupParser.parseHTML(Array(html.utf8), sourceName: "test.html", log: log)
        let sheets = DocumentStyles.collectSheets(tree, baseAddress: "test.html", loader: nil, diagnostics: log)
        return Cascade(sheets: [.userAgent] + sheets).style(tree, diagnostics: log)
    } catch {
        fatalError("\(error)")
    }
}

/// Lays `body` out in `width`, without pages.
func set(_ body: String, css: String = "", width: Int = 100, picture: PictureFacts? = nil) -> SetDocument {
    let log = DiagnosticLog()
    let document = styled(body, css: css, log: log)
    let generator = BoxGenerator(
        document: document, pictures: { _ in picture == nil ? nil : 0 }, diagnostics: log)
    let session = LayoutSession(
        document: document, boxes: generator.generate(),
        text: TextSession(fonts: FontSet(library: inlineLibrary), diagnostics: log), diagnostics: log,
        pictureFacts: { _ in picture })
    let space = ConstraintSpace(available: LogicalSize(inline: LayoutUnit(width), block: .indefinite))
    let result = session.layout(session.boxes.root, in: space, from: nil)
    return SetDocument(
        document: document, session: session, log: log,
        root: result.fragment ?? Fragment(kind: .block, size: .zero))
}
