//  Suppression.swift
//  In: a CSV file of those who get nothing (refused, already customer). Out: whether a row is one of them.

import ClinicProfile
import DataFiles
import Diagnostics
import Messages

/// Who gets no mail: by code, by phone, by name and address. Keys only, no text.
public struct SuppressionList: Sendable {
    private var table = KeyTable()
    /// The rows that were read.
    public private(set) var count = 0
    /// Rows that name nobody: nothing of what the list goes by stands in them.
    public private(set) var emptyRows: [Int] = []

    /// Reads a file with a header row: 医療機関コード, 電話番号, or 施設名 with 所在地 (or their paths); other columns of a
    /// campaign's list may stand in it and are not read. A row that says several of them suppresses by each.
    public init(file path: String, schema: JSONSchema, words: ListWords) throws(DataFaults) {
        let file = try ListFile(path)
        let encoding = try EncodingFinding.find(in: file)
        var reader = CSVReader(file, offset: encoding.offset)
        let decoder = CellDecoder(encoding.encoding)
        var record = CSVRecord()
        let names = HeaderNames(schema.leaves, words)
        var places: [String: Int]?
        while try reader.next(into: &record) {
            if record.isBlank { continue }
            let cells = (0..<record.count).map { decoder.text(record.bytes[record.range($0)]) ?? "" }
            guard let known = places else {
                places = try Self.header(cells, names, file.name, record.line)
                continue
            }
            count += 1
            if !add(cells, known, words.forms) { emptyRows.append(record.line) }
        }
        guard places != nil else {
            throw DataFaults(
                "suppress-empty", told(.suppressEmpty), at: SourceLocation(file: file.name))
        }
    }

    private static func header(
        _ cells: [String], _ names: HeaderNames, _ file: String, _ line: Int
    ) throws(DataFaults) -> [String: Int] {
        var places: [String: Int] = [:]
        for (cell, text) in cells.enumerated() {
            switch names[text] {
            case .leaf(let leaf): places[leaf.path] = cell
            case .control: break
            case nil:
                if HeaderNames.key(text).isEmpty { continue }
                throw DataFaults(
                    "list-unknown-column",
                    names.nearest(to: text).map { told(.suppressColumnMeant, ["name": text, "meant": $0]) }
                        ?? told(.suppressColumn, ["name": text]),
                    at: SourceLocation(file: file, line: line, column: cell + 1))
            }
        }
        guard
            places["clinic.codes"] != nil || places["clinic.phone"] != nil
                || (places["clinic.name"] != nil && places["clinic.address"] != nil)
        else {
            throw DataFaults(
                "suppress-columns",
                told(.suppressColumns),
                at: SourceLocation(file: file, line: line))
        }
        return places
    }

    private mutating func add(_ cells: [String], _ places: [String: Int], _ forms: MatchForms) -> Bool {
        func cell(_ path: String) -> String {
            guard let place = places[path], place < cells.count else { return "" }
            return DraftReader.trimmed(CSVWriter.restored(cells[place]))
        }
        var isUsed = false
        for code in RowJudge.codes(in: cell("clinic.codes")) {
            guard let key = MatchForms.key(digits: code, mark: KeyMark.code) else { continue }
            table.insert(key, UInt64(count))
            isUsed = true
        }
        if let key = Self.phoneKey(cell("clinic.phone")) {
            table.insert(key, UInt64(count))
            isUsed = true
        }
        let (name, address) = (cell("clinic.name"), cell("clinic.address"))
        if !name.isEmpty, !address.isEmpty {
            // a suppression list need not say the kind
            for isPharmacy in [true, false] {
                table.insert(forms.key(name: name, address: address, isPharmacy: isPharmacy), UInt64(count))
            }
            isUsed = true
        }
        return isUsed
    }

    private static func phoneKey(_ text: String) -> MatchKey? {
        let digits = foldCode(text).filter { ("0"..."9").contains($0) }
        guard digits.utf8.count >= 9 else { return nil }
        return MatchForms.key(digits: "1" + digits, mark: KeyMark.phone)
    }

    /// The row of this list (counted from 1) that names the customer.
    func row(for judged: JudgedRow, phone: String) -> Int? {
        for code in judged.codes {
            if let key = MatchForms.key(digits: code, mark: KeyMark.code), let row = table[key] { return Int(row) }
        }
        if let key = Self.phoneKey(phone), let row = table[key] { return Int(row) }
        return table[judged.placeKey].map { Int($0) }
    }
}
