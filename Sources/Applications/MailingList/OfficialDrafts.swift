//  OfficialDrafts.swift
//  In: the rows of a 地方厚生局's sheet (コード内容別医療機関一覧表) as CSV. Out: a draft a facility.
//
//  A sheet has a title, headings in brackets (the prefecture; the date with 医科, 歯科 or 薬局), page headers that repeat
//  anywhere, and two to four rows a facility: the first has a number in the first column, the following ones leave it empty
//  and add to the other columns. The address has its postal code glued to it and lacks the prefecture; the code has seven
//  digits and lacks prefecture and 点数表: all three come from the headings.

import DataFiles

struct OfficialDrafts {
    private let list: MailingList
    private let words: OfficialWords
    private var prefecture: String?
    private var table: String?
    private var places: [OfficialWords.Column: Int]
    private var pending: Pending?

    private struct Pending {
        let line: Int
        let prefecture: String?
        let table: String?
        /// What every column says, row by row.
        var cells: [String]
        var finding: RowFinding?
    }

    init(list: MailingList) {
        self.list = list
        words = list.words.official
        places = Dictionary(uniqueKeysWithValues: OfficialWords.Column.allCases.enumerated().map { ($1, $0) })
    }

    /// One width, no blanks.
    static func squeezed(_ text: String) -> String {
        foldWidth(text).filter { !$0.isWhitespace }
    }

    /// Takes a row; hands out the facility that it ends.
    mutating func take(_ cells: [String], _ finding: RowFinding?, line: Int) -> RowDraft? {
        let squeezed = cells.map(Self.squeezed)
        if finding == nil, takeHeading(squeezed) { return nil }
        if isFirstRow(squeezed) {
            let done = flush()
            pending = Pending(line: line, prefecture: prefecture, table: table, cells: cells, finding: finding)
            return done
        }
        guard pending != nil else {
            return orphan(cells, finding, line)
        }
        add(cells, finding)
        return nil
    }

    /// The last facility.
    mutating func flush() -> RowDraft? {
        guard let pending else { return nil }
        self.pending = nil
        return draft(pending)
    }

    private mutating func add(_ cells: [String], _ finding: RowFinding?) {
        guard var facility = pending else { return }
        for (index, cell) in cells.enumerated() where !cell.isEmpty {
            if index < facility.cells.count {
                facility.cells[index] += facility.cells[index].isEmpty ? cell : "\n" + cell
            } else {
                while facility.cells.count < index { facility.cells.append("") }
                facility.cells.append(cell)
            }
        }
        if facility.finding == nil { facility.finding = finding }
        pending = facility
    }

    private func isFirstRow(_ cells: [String]) -> Bool {
        guard let place = places[.item], place < cells.count, let code = places[.code], code < cells.count else {
            return false
        }
        let digits = cells[place].utf8
        return !digits.isEmpty && digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    // Titles, headings, page headers: true if the row was one.
    private mutating func takeHeading(_ cells: [String]) -> Bool {
        if cells.contains(where: { $0.contains(words.title) }) { return true }
        var isHeading = false
        for cell in cells where cell.hasPrefix("[") && cell.hasSuffix("]") {
            isHeading = true
            let inside = String(cell.dropFirst().dropLast())
            if let known = list.judge.territory.prefectures.first(where: { inside == $0.name }) {
                prefecture = known.code
            }
            if inside.contains(words.asOf), let word = words.tables.first(where: { inside.contains($0.word) }) {
                table = word.table
            }
        }
        if isHeading { return true }
        if cells.contains(where: { cell in !words.page.isEmpty && words.page.allSatisfy(cell.contains) }) {
            return true
        }
        let named = cells.enumerated().compactMap { index, cell -> (OfficialWords.Column, Int)? in
            guard let header = words.headers.first(where: { $0.words.contains(where: cell.hasPrefix) }) else {
                return nil
            }
            return (header.column, index)
        }
        guard named.contains(where: { $0.0 == .code }), named.contains(where: { $0.0 == .name }) else { return false }
        for (column, index) in named { places[column] = index }
        return true
    }

    private func orphan(_ cells: [String], _ finding: RowFinding?, _ line: Int) -> RowDraft {
        RowDraft(
            ordinal: 0, row: 0, line: line, cells: cells,
            values: [String](repeating: "", count: list.shape.slots.count),
            finding: finding
                ?? RowFinding(cause: .orphanRow, written: cells.first { !$0.isEmpty } ?? ""))
    }

    private func draft(_ facility: Pending) -> RowDraft {
        func lines(_ column: OfficialWords.Column) -> [String] {
            guard let place = places[column], place < facility.cells.count else { return [] }
            return facility.cells[place].split(separator: "\n").map { DraftReader.trimmed(String($0)) }
                .filter { !$0.isEmpty }
        }
        let shape = list.shape
        var draft = RowDraft(
            ordinal: 0, row: 0, line: facility.line, cells: facility.cells,
            values: [String](repeating: "", count: shape.slots.count), finding: facility.finding)
        func set(_ slot: Int?, _ text: String) { if let slot { draft.values[slot] = text } }

        let (postalCode, address) = Self.postalCodeAndAddress(lines(.address).joined())
        set(shape.name, lines(.name).joined())
        set(shape.postalCode, postalCode)
        let territory = list.judge.territory
        let code =
            facility.prefecture ?? territory.prefecture(inAddress: address)?.code
            ?? territory.prefecture(ofPostalCode: foldCode(postalCode).filter { $0 != "-" })?.code
        let name = territory.prefectures.first { $0.code == code }?.name ?? ""
        set(shape.address, address.isEmpty || address.hasPrefix(name) ? address : name + address)
        // the main number stands first; numbers in brackets are those of other lists
        let number = (lines(.code).first ?? "").prefix { !"(（".contains($0) }
        let digits = foldCode(String(number)).filter { ("0"..."9").contains($0) }
        set(shape.codes, digits.utf8.count == 7 ? (code ?? "") + (facility.table ?? "") + digits : digits)
        if let phone = lines(.phone).first.map(foldCode), phone.utf8.count >= 10, phone.utf8.count <= 14,
            phone.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) })
        {
            set(shape.phone, phone)
        }
        let remarks = lines(.remark).map(Self.squeezed)
        draft.status = remarks.first { remark in
            list.words.runningWords.contains(remark) || list.words.suspendedWords.contains(remark)
        }
        set(
            shape.kind,
            remarks.first { remark in list.words.kindWords.contains { $0.word == remark } } ?? remarks.first ?? "")
        draft.table = facility.table
        return draft
    }

    /// `〒910－0006福井市…` taken apart; the code as written.
    static func postalCodeAndAddress(_ text: String) -> (postalCode: String, address: String) {
        let start = text.drop { $0 == "〒" || $0.isWhitespace }
        let head = start.prefix { character in
            let folded = foldCode(String(character))
            return folded == "-" || folded.utf8.allSatisfy { (0x30...0x39).contains($0) } && !folded.isEmpty
        }
        let digits = foldCode(String(head)).filter { $0 != "-" }.utf8.count
        // an address without a postal code may itself begin with a number
        guard text.hasPrefix("〒") || digits >= 5 else { return ("", DraftReader.trimmed(text)) }
        return (String(head), DraftReader.trimmed(String(start.dropFirst(head.count))))
    }
}
