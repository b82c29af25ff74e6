//  RowDraft.swift
//  In: a record of the file. Out: its values by slot, before anybody has judged them.

import CICU
import DataFiles
import Diagnostics
import Messages

/// A row as read.
struct RowDraft {
    /// Counted from 1 in the file; `row` is the same unless a column says otherwise.
    var ordinal: Int
    var row: Int
    var line: Int
    /// As written.
    var cells: [String]
    /// By slot; empty if not said.
    var values: [String]
    /// By slot: the cell it stands in, for messages.
    var prefecture: String?
    var status: String?
    /// What the heading of an official list says: the 点数表 digit.
    var table: String?
    /// Codes of rows that are joined to this one.
    var moreCodes: [String] = []
    /// A fault of form: nothing else is looked at then.
    var finding: RowFinding?
}

/// What the first records of a file say: its form, and its header row.
struct ListOpening {
    let form: ListForm
    let header: [String]
    let line: Int

    init(_ file: ListFile, _ encoding: EncodingFinding, words: ListWords) throws(DataFaults) {
        var reader = CSVReader(file, offset: encoding.offset)
        let decoder = CellDecoder(encoding.encoding)
        var record = CSVRecord()
        var first: (cells: [String], line: Int)?
        // titles stand at the top of an official list, perhaps below blank rows
        for _ in 0..<20 {
            guard try reader.next(into: &record) else { break }
            if record.isBlank { continue }
            let cells = (0..<record.count).map { decoder.text(record.bytes[record.range($0)]) ?? "\u{FFFD}" }
            if cells.contains(where: { OfficialDrafts.squeezed($0).contains(words.official.title) }) {
                form = .official
                header = []
                line = record.line
                return
            }
            if first == nil {
                if record.fault != nil || cells.contains("\u{FFFD}") {
                    throw DataFaults(
                        "list-header", told(.listHeader),
                        at: SourceLocation(file: file.name, line: record.line))
                }
                first = (cells, record.line)
            }
        }
        guard let first else {
            throw DataFaults(
                "list-empty", told(.listEmpty),
                at: SourceLocation(file: file.name))
        }
        form = .table
        header = first.cells
        line = first.line
    }
}

/// Reads drafts one after another, whatever the list's form.
final class DraftReader {
    private var reader: CSVReader
    private let decoder: CellDecoder
    private var record = CSVRecord()
    private let list: MailingList
    private var ordinal = 0
    private var official: OfficialDrafts?
    private var isHeaderRead = false

    init(list: MailingList) throws(DataFaults) {
        self.list = list
        reader = CSVReader(list.file, offset: list.encoding.offset)
        decoder = CellDecoder(list.encoding.encoding)
        if list.form == .official { official = OfficialDrafts(list: list) }
    }

    func next() throws(DataFaults) -> RowDraft? {
        if official != nil { return try nextOfficial() }
        while try reader.next(into: &record) {
            if record.isBlank { continue }
            if !isHeaderRead {
                isHeaderRead = true
                continue
            }
            ordinal += 1
            return draft()
        }
        return nil
    }

    private func nextOfficial() throws(DataFaults) -> RowDraft? {
        while try reader.next(into: &record) {
            if record.isBlank { continue }
            let (cells, finding) = decoded()
            if var draft = official?.take(cells, finding, line: record.line) {
                ordinal += 1
                draft.ordinal = ordinal
                draft.row = ordinal
                return draft
            }
        }
        guard var last = official?.flush() else { return nil }
        ordinal += 1
        last.ordinal = ordinal
        last.row = ordinal
        return last
    }

    // The cells as text, and what is wrong with their form.
    private func decoded() -> (cells: [String], finding: RowFinding?) {
        var cells: [String] = []
        cells.reserveCapacity(record.count)
        var finding: RowFinding?
        for cell in 0..<record.count {
            let range = record.range(cell)
            if let text = decoder.text(record.bytes[range]) {
                cells.append(CSVWriter.restored(text))
                if finding == nil, text.unicodeScalars.contains(where: Self.isNoText) {
                    finding = RowFinding(
                        cause: text.unicodeScalars.contains("\u{FFFD}") ? .unreadableBytes : .controlCharacter,
                        column: header(cell), written: Self.visible(text))
                }
            } else {
                let bad = decoder.badByte(record.bytes[range])
                cells.append(lossy(range))
                if finding == nil || finding?.cause == .controlCharacter {
                    finding = RowFinding(
                        cause: .unreadableBytes, column: header(cell), written: cells[cell],
                        expected: bad.map { "\($0.place + 1) / 0x\(String($0.value, radix: 16, uppercase: true))" })
                }
            }
        }
        switch record.fault {
        case .unclosedQuote: finding = RowFinding(cause: .unclosedQuote, written: cells.joined(separator: ","))
        case .strayQuote(let cell):
            finding = RowFinding(
                cause: .strayQuote, column: header(cell), written: cell < cells.count ? cells[cell] : "")
        case .tooLarge: finding = RowFinding(cause: .tooLarge, written: cells.joined(separator: ","))
        case nil: break
        }
        return (cells, finding)
    }

    // Readable parts of what is not text, for the record.
    private func lossy(_ range: Range<Int>) -> String {
        if decoder.encoding == .utf8 { return String(decoding: record.bytes[range], as: UTF8.self) }
        var text = ""
        var index = range.lowerBound
        while index < range.upperBound {
            let isLead = record.bytes[index] >= 0x81 && !(0xA0...0xDF).contains(record.bytes[index])
            let next = min(index + (isLead ? 2 : 1), range.upperBound)
            text += decoder.text(record.bytes[index..<next]) ?? "\u{FFFD}"
            index = next
        }
        return text
    }

    private func header(_ cell: Int) -> String {
        list.form == .table && cell < list.columns.count ? list.columns[cell].header : String(cell + 1)
    }

    private static func isNoText(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F...0x9F, 0xFFFD, 0xFFFE, 0xFFFF, 0x2028, 0x2029: true
        case 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func visible(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { isNoText($0) ? "\u{FFFD}" : $0 }))
    }

    private func draft() -> RowDraft {
        let (cells, finding) = decoded()
        let shape = list.shape
        var draft = RowDraft(
            ordinal: ordinal, row: ordinal, line: record.line, cells: cells,
            values: [String](repeating: "", count: shape.slots.count), finding: finding)
        if let cell = shape.rowCell, cell < cells.count, let number = Int(foldCode(cells[cell])), number > 0 {
            draft.row = number
        }
        if draft.finding == nil {
            // cells beyond the header are a fault unless they are empty, as spreadsheets leave them
            let used = cells.lastIndex { !Self.trimmed($0).isEmpty }.map { $0 + 1 } ?? 0
            if cells.count < shape.cellCount {
                draft.finding = RowFinding(
                    cause: .tooFewCells, written: String(cells.count), expected: String(shape.cellCount))
            } else if used > shape.columns.count {
                draft.finding = RowFinding(
                    cause: .tooManyCells, written: String(used), expected: String(shape.columns.count))
            }
        }
        for (index, slot) in shape.slots.enumerated() where slot.cell < cells.count {
            draft.values[index] = Self.trimmed(cells[slot.cell])
        }
        if let cell = shape.prefectureCell, cell < cells.count { draft.prefecture = Self.trimmed(cells[cell]) }
        if let cell = shape.statusCell, cell < cells.count { draft.status = Self.trimmed(cells[cell]) }
        return draft
    }

    /// Blanks at the ends mean nothing, not even in names.
    static func trimmed(_ text: String) -> String {
        func isBlank(_ scalar: Unicode.Scalar) -> Bool {
            scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\u{3000}" || scalar == "\u{A0}"
        }
        let scalars = text.unicodeScalars
        guard let first = scalars.first, let last = scalars.last, isBlank(first) || isBlank(last) else { return text }
        guard let from = scalars.firstIndex(where: { !isBlank($0) }),
            let to = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(scalars[from...to])
    }
}
