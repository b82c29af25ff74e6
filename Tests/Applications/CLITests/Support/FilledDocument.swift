//  FilledDocument.swift
//  In: the filled template, as `--html` writes it. Out: what the pages must keep together: headings, heads of parts,
//  tables with their heads, rows and totals. Texts are solid: without white space, in compatibility form.

import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

struct FilledDocument {
    struct Table {
        /// What its head says, piece by piece; long texts that may break are left out.
        var head: [String] = []
        var rows: [Row] = []
    }
    struct Row {
        var cells: [String] = []
        /// A total, or a row of the sums below the lines.
        var isTotal = false
    }
    var headings: Set<String> = []
    /// The texts that begin a part: the line above its heading.
    var openings: Set<String> = []
    var tables: [Table] = []

    init(_ html: Data) throws {
        let reader = Reader()
        let parser = XMLParser(data: html)
        parser.delegate = reader
        guard parser.parse() else {
            throw CannotTest("the filled template is not well-formed: line \(parser.lineNumber)")
        }
        headings = reader.document.headings
        openings = reader.document.openings
        tables = reader.document.tables
    }
    /// Nothing to keep together.
    init() {}

    private final class Reader: NSObject, XMLParserDelegate {
        var document = FilledDocument()
        private var path: [(name: String, classes: Set<Substring>)] = []
        private var text: [String] = []
        private var table: Table?
        private var row: Row?

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            path.append((name, Set((attributes["class"] ?? "").split(separator: " "))))
            text.append("")
            if name == "table" { table = Table() }
            if name == "tr" {
                row = Row(isTotal: path.contains { $0.classes.contains("sum") } || path.last!.classes.contains("total"))
            }
        }

        func parser(_ parser: XMLParser, foundCharacters characters: String) {
            if !text.isEmpty { text[text.count - 1] += characters }
            let piece = characters.solid
            if table != nil, (2...10).contains(piece.count), path.contains(where: { $0.name == "thead" }) {
                table?.head.append(piece)
            }
        }

        func parser(
            _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
        ) {
            let raw = text.removeLast()
            let (_, classes) = path.removeLast()
            let solid = raw.solid
            switch name {
            case "h1", "h2", "h3": if !solid.isEmpty { document.headings.insert(solid) }
            case "p" where classes.contains("kicker"): document.openings.insert(solid)
            case "th", "td":
                row?.cells.append(solid)
            case "tr":
                if let row, table != nil, !path.contains(where: { $0.name == "thead" }) { table?.rows.append(row) }
                row = nil
            case "table":
                if let table { document.tables.append(table) }
                table = nil
            default: break
            }
            // an outer element has the text of those inside it, but for pictures
            if !text.isEmpty, name != "svg" { text[text.count - 1] += raw }
        }
    }
}
