//  ListShape.swift
//  In: a header row, the profile's schema, the list's words. Out: which cell is which value of the profile.

import DataFiles
import Diagnostics
import Messages

/// Which cell is which value. Slots are the profile's values that the list gives, in the schema's order.
struct ListShape: Sendable {
    struct Slot: Sendable {
        let leaf: SchemaLeaf
        /// The cell; the header that names it.
        let cell: Int
        let header: String
    }

    let columns: [ListColumn]
    let slots: [Slot]
    /// Cells that a row has at least.
    let cellCount: Int
    let defaults: ListDefaults
    /// Cells of control columns.
    let rowCell, prefectureCell, statusCell: Int?
    /// Slots that the judge looks at itself.
    let name, kind, codes, postalCode, address, phone: Int?

    private init(
        columns: [ListColumn], slots: [Slot], cellCount: Int, defaults: ListDefaults,
        controls: [ListWords.Control: Int]
    ) {
        self.columns = columns
        self.slots = slots
        self.cellCount = cellCount
        self.defaults = defaults
        rowCell = controls[.row]
        prefectureCell = controls[.prefecture]
        statusCell = controls[.status]
        func slot(_ path: String) -> Int? { slots.firstIndex { $0.leaf.path == path } }
        name = slot("clinic.name")
        kind = slot("clinic.kind")
        codes = slot("clinic.codes")
        postalCode = slot("clinic.postalCode")
        address = slot("clinic.address")
        phone = slot("clinic.phone")
    }

    /// The columns of an official list: what its sheets say of a facility.
    static func official(_ leaves: [SchemaLeaf], _ defaults: ListDefaults) -> ListShape {
        let paths = [
            "clinic.name", "clinic.kind", "clinic.codes", "clinic.postalCode", "clinic.address", "clinic.phone",
        ]
        let slots = leaves.filter { paths.contains($0.path) }.enumerated().map { index, leaf in
            Slot(leaf: leaf, cell: index, header: leaf.titles.last?.flatMap(\.self) ?? leaf.path)
        }
        return ListShape(
            columns: slots.map { ListColumn(header: $0.header, path: $0.leaf.path, control: nil) }, slots: slots,
            cellCount: slots.count, defaults: defaults, controls: [:])
    }

    /// Reads a header row. An unknown or doubled header is a fault of the list, with what was probably meant.
    init(
        _ header: [String], line: Int, file: String, leaves: [SchemaLeaf], words: ListWords, defaults: ListDefaults
    ) throws(DataFaults) {
        let names = HeaderNames(leaves, words)
        var faults: [Diagnostic] = []
        var columns: [ListColumn] = []
        var cells: [String: Int] = [:]
        var controls: [ListWords.Control: Int] = [:]
        for (cell, text) in header.enumerated() {
            let place = SourceLocation(file: file, line: line, column: cell + 1)
            func complain(_ id: String, _ message: String) {
                faults.append(Diagnostic(id, .error, message, at: place))
            }
            switch names[text] {
            case .leaf(let leaf):
                if let before = cells[leaf.path] {
                    complain(
                        "list-doubled-column",
                        told(
                            .listDoubledPath,
                            [
                                "one": before + 1, "oneName": header[before], "other": cell + 1, "otherName": text,
                                "path": leaf.path,
                            ]))
                }
                cells[leaf.path] = cell
                columns.append(ListColumn(header: text, path: leaf.path, control: nil))
            case .control(let control):
                if control != .ignored, controls[control] != nil {
                    complain("list-doubled-column", told(.listDoubledColumn, ["name": text]))
                }
                controls[control] = cell
                columns.append(ListColumn(header: text, path: nil, control: control))
            case nil:
                columns.append(ListColumn(header: text, path: nil, control: .ignored))
                // a column without a header and beyond the last one is what spreadsheets leave behind
                if HeaderNames.key(text).isEmpty {
                    if header[cell...].contains(where: { !HeaderNames.key($0).isEmpty }) {
                        complain("list-unknown-column", told(.listNamelessColumn, ["place": cell + 1]))
                    }
                    continue
                }
                complain(
                    "list-unknown-column",
                    names.nearest(to: text).map {
                        told(.listColumnMeant, ["name": text, "meant": $0, "ignored": names.ignoredName])
                    }
                        ?? told(
                            .listColumnUnknown,
                            ["name": text, "examples": names.examples, "ignored": names.ignoredName]))
            }
        }
        guard faults.isEmpty else { throw DataFaults(faults) }
        let slots = leaves.compactMap { leaf in
            cells[leaf.path].map { Slot(leaf: leaf, cell: $0, header: header[$0]) }
        }
        // spreadsheets leave out empty cells at a row's end: only what every row must say has to be there
        let needed = slots.filter { Self.needed.contains($0.leaf.path) }.map(\.cell).max() ?? 0
        self.init(
            columns: columns, slots: slots, cellCount: needed + 1, defaults: defaults, controls: controls)
    }

    private static let needed = ["clinic.name", "clinic.kind", "clinic.postalCode", "clinic.address"]

    /// What every profile needs must come from a column or from the defaults.
    func checkNeeds(of leaves: [SchemaLeaf], file: String, line: Int) throws(DataFaults) {
        for path in Self.needed + ["line.situation"] {
            let isGiven = slots.contains { $0.leaf.path == path } || defaults.gives(path)
            guard !isGiven, let leaf = leaves.first(where: { $0.path == path }) else { continue }
            let title = leaf.titles.compactMap(\.self).joined(separator: ".")
            throw DataFaults(
                "list-missing-column",
                told(.listMissingColumn, ["path": path, "title": title]),
                at: SourceLocation(file: file, line: line))
        }
    }
}

/// Headers by every name they may have.
struct HeaderNames {
    enum Meaning {
        case leaf(SchemaLeaf)
        case control(ListWords.Control)
    }
    private var meanings: [String: Meaning] = [:]
    private var known: [String] = []
    let ignoredName: String
    let examples: String

    init(_ leaves: [SchemaLeaf], _ words: ListWords) {
        ignoredName = words.controlNames.first { $0.control == .ignored }?.names.first ?? ""
        examples = words.columnNames.prefix(6).compactMap { $0.names.first }.joined(separator: "、")
        for (control, names) in words.controlNames {
            for name in names { add(name, .control(control)) }
        }
        let byPath = Dictionary(leaves.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        for (path, names) in words.columnNames {
            guard let leaf = byPath[path] else { continue }
            for name in names { add(name, .leaf(leaf)) }
        }
        for leaf in leaves {
            add(leaf.path, .leaf(leaf))
            let titles = leaf.titles.compactMap(\.self)
            for joiner in [".", "の", "・", ""] { add(titles.joined(separator: joiner), .leaf(leaf)) }
        }
        // a title alone: the first value that has it
        for leaf in leaves { if let title = leaf.titles.last.flatMap(\.self) { add(title, .leaf(leaf)) } }
    }

    private mutating func add(_ name: String, _ meaning: Meaning) {
        let key = Self.key(name)
        guard !key.isEmpty, meanings[key] == nil else { return }
        meanings[key] = meaning
        known.append(name)
    }

    subscript(header: String) -> Meaning? { meanings[Self.key(header)] }

    func nearest(to header: String) -> String? { nearestWord(to: Self.key(header), among: known) }

    /// One width, no blanks, lower case.
    static func key(_ header: String) -> String {
        foldWidth(header).lowercased().filter { !$0.isWhitespace && $0 != "\u{FEFF}" }
    }
}
