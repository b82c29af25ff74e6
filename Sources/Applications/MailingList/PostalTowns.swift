//  PostalTowns.swift
//  In: the folder of Japan Post's own postal code files, as downloaded. Out: for a postal code and an address: the town it
//  covers, what follows it (住所B), and the 郵便区番号.
//  https://www.post.japanpost.jp/zipcode/dl/readme.html
//
//  KEN_ALL.CSV (CP932) or utf_ken_all.csv: one row a town; a long note in brackets goes on over several rows of the same
//  code. JIGYOSYO.CSV: numbers of organisations. The 郵便区番号 is the old postal code beside the new one: three digits, or
//  five where the delivering office had five (154-0023 → 154, 350-1106 → 35011).
//  https://www.post.japanpost.jp/zipcode/zipmanual/p04.html

import Codes
import DataFiles
import Diagnostics
import Glibc
import Messages

/// Postal codes with their towns. Immutable, one per process; some 30 MB for the whole country.
public struct PostalTowns: Sendable {
    private struct Row: Sendable {
        let code: UInt32
        /// An index into `cities`.
        let city: Int32
        /// Three or five.
        let sortingDigits: UInt8
        let isOrganisation: Bool
        /// Without the note in brackets; empty where the code is the whole city's.
        let town: String
        /// The 丁目 that the code covers, if it covers only some.
        let blocks: [ClosedRange<Int>]
    }
    // by code, in the file's order within a code
    private let rows: [Row]
    private let cities: [String]

    public var count: Int { rows.count }

    /// Reads the files of a folder. Throws if there is no KEN_ALL among them.
    public init(folder: String, words: PostalTownWords = PostalTownWords()) throws(DataFaults) {
        let names = try Self.names(in: folder)
        func path(_ wanted: [String]) -> String? {
            names.first { wanted.contains($0.lowercased()) }.map { "\(folder)/\($0)" }
        }
        guard let towns = path(["ken_all.csv", "utf_ken_all.csv", "utf_all.csv"]) else {
            throw DataFaults(
                "towns-missing", told(.townsMissing),
                at: SourceLocation(file: folder))
        }
        var building = Building(words: words)
        try building.readTowns(towns)
        if let organisations = path(["jigyosyo.csv"]) { try building.readOrganisations(organisations) }
        rows = building.rows.enumerated().sorted { ($0.element.code, $0.offset) < ($1.element.code, $1.offset) }
            .map(\.element)
        cities = building.cities
    }

    /// What is known of a code and an address that begins with its prefecture.
    public func place(postalCode: String, address: String) -> PostalPlace {
        guard postalCode.utf8.count == 7, let code = UInt32(postalCode) else {
            return PostalPlace(match: .unknownCode, remainder: nil, sortingNumber: nil)
        }
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].code < code { low = middle + 1 } else { high = middle }
        }
        guard low < rows.count, rows[low].code == code else {
            return PostalPlace(match: .unknownCode, remainder: nil, sortingNumber: nil)
        }
        let sorting = String(postalCode.prefix(Int(rows[low].sortingDigits)))
        var isWholeCity = false
        var best: (town: Int, remainder: String)?
        var index = low
        while index < rows.count, rows[index].code == code {
            let row = rows[index]
            index += 1
            if row.isOrganisation {
                return PostalPlace(match: .organisation, remainder: "", sortingNumber: sorting)
            }
            guard let rest = Self.after(cities[Int(row.city)], in: address) else { continue }
            if row.town.isEmpty {
                isWholeCity = true
                continue
            }
            guard let remainder = Self.after(row.town, in: rest), Self.isCovered(remainder, by: row.blocks) else {
                continue
            }
            // the longest town that fits: 北六条東 before 北六条
            let length = row.town.unicodeScalars.count
            if best.map({ length > $0.town }) ?? true { best = (length, remainder) }
        }
        if let best { return PostalPlace(match: .town, remainder: best.remainder, sortingNumber: sorting) }
        return PostalPlace(match: isWholeCity ? .wholeCity : .otherTown, remainder: nil, sortingNumber: sorting)
    }

    /// What follows `part` in a text that begins with it, width, kana and 大字 aside; blanks before it are passed over.
    static func after(_ part: String, in text: String) -> String? {
        let wanted = fold(part)
        let scalars = Array(text.unicodeScalars)
        let written = scalars.map(Self.plain)
        var index = 0
        var place = 0
        while place < wanted.count {
            guard index < written.count else { return nil }
            if written[index] == wanted[place] {
                index += 1
                place += 1
            } else if written[index] == " " || written[index] == "\n" {
                index += 1
            } else if written[index] == "大", index + 1 < written.count, written[index + 1] == "字" {
                index += 2
            } else if written[index] == "字" {
                index += 1
            } else {
                return nil
            }
        }
        return String(String.UnicodeScalarView(scalars[index...]))
    }

    private static func fold(_ text: String) -> [Unicode.Scalar] {
        var result = text.unicodeScalars.map(plain).filter { $0 != " " }
        if result.starts(with: "大字".unicodeScalars) { result.removeFirst(2) }
        return result
    }

    // Scalar by scalar, so that places in the text stay places.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x3000: " "
        case 0x30F6, 0x30F5, 0x30AC, 0x304C: "ケ"
        case 0x306E: "ノ"
        default: scalar
        }
    }

    // 北六条東 1–7 丁目 and 8–20 丁目 have different codes.
    private static func isCovered(_ remainder: String, by blocks: [ClosedRange<Int>]) -> Bool {
        if blocks.isEmpty { return true }
        let digits = PostalAddress.kanjiNumbersAsDigits(remainder.unicodeScalars.map(plain)).drop { $0 == " " }
            .prefix { ("0"..."9").contains($0) }
        guard let number = Int(String(String.UnicodeScalarView(digits))) else { return false }
        return blocks.contains { $0.contains(number) }
    }

    private static func names(in folder: String) throws(DataFaults) -> [String] {
        guard let stream = opendir(folder) else {
            throw DataFaults("towns-missing", told(.townsNoFolder), at: SourceLocation(file: folder))
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names.sorted()
    }

    // MARK: Reading

    private struct Building {
        let words: PostalTownWords
        var rows: [Row] = []
        var cities: [String] = []
        private var cityIndex: [String: Int32] = [:]

        init(words: PostalTownWords) { self.words = words }

        private mutating func city(_ name: String) -> Int32 {
            if let known = cityIndex[name] { return known }
            let index = Int32(cities.count)
            cities.append(name)
            cityIndex[name] = index
            return index
        }

        private func each(_ path: String, _ work: ([String], Int) throws(DataFaults) -> Void) throws(DataFaults) {
            let file = try ListFile(path)
            let encoding = try EncodingFinding.find(in: file)
            var reader = CSVReader(file, offset: encoding.offset)
            let decoder = CellDecoder(encoding.encoding)
            var record = CSVRecord()
            while try reader.next(into: &record) {
                if record.isBlank { continue }
                try work((0..<record.count).map { decoder.text(record.bytes[record.range($0)]) ?? "" }, record.line)
            }
        }

        mutating func readTowns(_ path: String) throws(DataFaults) {
            var open: (cells: [String], town: String)?
            var read: [(cells: [String], town: String)] = []
            try each(path) { cells, line throws(DataFaults) in
                guard cells.count >= 9, cells[2].utf8.count == 7, UInt32(cells[2]) != nil else {
                    throw DataFaults(
                        "towns-form",
                        told(.townsForm),
                        at: SourceLocation(file: path, line: line))
                }
                if let begun = open, begun.cells[2] == cells[2] {
                    open = (begun.cells, begun.town + cells[8])
                } else {
                    if let begun = open { read.append(begun) }
                    open = (cells, cells[8])
                }
                if let begun = open, !words.isOpen(begun.town) {
                    read.append(begun)
                    open = nil
                }
            }
            if let open { read.append(open) }
            for row in read {
                let old = row.cells[1].filter { $0 != " " }.utf8.count
                let city = city(row.cells[6] + row.cells[7])
                let (towns, blocks) = words.towns(row.town)
                for town in towns {
                    rows.append(
                        Row(
                            code: UInt32(row.cells[2]) ?? 0, city: city, sortingDigits: old == 5 ? 5 : 3,
                            isOrganisation: false, town: town, blocks: blocks))
                }
            }
        }

        mutating func readOrganisations(_ path: String) throws(DataFaults) {
            var read: [(code: UInt32, city: String, old: Int)] = []
            try each(path) { cells, line throws(DataFaults) in
                guard cells.count >= 9, cells[7].utf8.count == 7, let code = UInt32(cells[7]) else {
                    throw DataFaults(
                        "towns-form",
                        told(.townsFormOffices),
                        at: SourceLocation(file: path, line: line))
                }
                read.append((code, cells[3] + cells[4], cells[8].filter { $0 != " " }.utf8.count))
            }
            for row in read {
                rows.append(
                    Row(
                        code: row.code, city: city(row.city), sortingDigits: row.old == 5 ? 5 : 3, isOrganisation: true,
                        town: "", blocks: []))
            }
        }
    }
}

/// The words of Japan Post's files that are no names.
public struct PostalTownWords: Sendable {
    /// The whole city: 以下に掲載がない場合.
    private static let wholeCity = ["以下に掲載がない場合"]
    /// Houses numbered within the city alone: …の次に番地がくる場合, …一円.
    private static let noTown = ["の次に番地がくる場合", "の次に", "一円"]

    public init() {}

    /// A note in brackets that goes on in the next row.
    func isOpen(_ town: String) -> Bool {
        town.unicodeScalars.count { $0 == "（" || $0 == "(" } > town.unicodeScalars.count { $0 == "）" || $0 == ")" }
    }

    /// The names that a cell stands for, and the 丁目 its note restricts them to.
    func towns(_ cell: String) -> (names: [String], blocks: [ClosedRange<Int>]) {
        if Self.wholeCity.contains(where: cell.contains) { return ([""], []) }
        let parts = cell.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "（" || $0 == "(" }
        var name = String(parts[0])
        let note = parts.count > 1 ? String(parts[1]) : ""
        for word in Self.noTown where name.hasSuffix(word) && name != word {
            // 一円 after a town is that whole town; the others name the city itself
            name = word == "一円" ? String(name.dropLast(word.count)) : ""
        }
        return (
            name.split(separator: "、").map(String.init).isEmpty ? [""] : name.split(separator: "、").map(String.init),
            blocks(note)
        )
    }

    // １〜７丁目、１０丁目
    private func blocks(_ note: String) -> [ClosedRange<Int>] {
        guard note.contains("丁目"), !note.contains("を除く") else { return [] }
        let text = foldWidth(note)
        guard let end = text.range(of: "丁目", options: .backwards) else { return [] }
        var result: [ClosedRange<Int>] = []
        for part in text[..<end.lowerBound].split(separator: "、") {
            let numbers = part.split { !("0"..."9").contains($0) }.compactMap { Int($0) }
            let isRange = part.contains("~") || part.contains("〜") || part.contains("-") || part.contains("～")
            if isRange, numbers.count == 2, numbers[0] <= numbers[1] {
                result.append(numbers[0]...numbers[1])
            } else if let number = numbers.first {
                result.append(number...number)
            }
        }
        return result
    }
}
