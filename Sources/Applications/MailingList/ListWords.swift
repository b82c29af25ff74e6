//  ListWords.swift
//  In: Assets/Campaign/list.yaml. Out: how columns, kinds and states are called in lists; the wording of every refusal.

import ClinicProfile
import DataFiles
import Diagnostics
import Messages

/// The words of lists. Immutable, one per process.
public struct ListWords: Sendable {
    /// Columns that say something about the row, not about the customer.
    public enum Control: String, Sendable, Hashable, CaseIterable {
        /// The row's number in the list it first came from.
        case row
        /// The prefecture, where the address lacks it.
        case prefecture
        /// 現存 or 休止.
        case status
        /// Not read: remarks, and what a rejects.csv adds.
        case ignored
    }

    struct Wording: Sendable {
        let title: String
        let text: String
        let advice: String
    }

    /// A word for a kind that needs the 点数表 digit to be told.
    struct KindWord: Sendable {
        let word: String
        let table: String
        let kind: FacilityKind
    }

    let columnNames: [(path: String, names: [String])]
    let controlNames: [(control: Control, names: [String])]
    let kindWords: [KindWord]
    let runningWords: [String]
    let suspendedWords: [String]
    let spreadsheetErrors: [String]
    let official: OfficialWords
    let forms: MatchForms
    private let wordings: [RefusalCause: Wording]

    /// Reads `Campaign/list.yaml` of the assets folder. Every cause needs its words.
    public init(assets: String) throws(DataFaults) {
        let schema = try JSONSchema.read("\(assets)/Schemas/campaign-list.schema.json")
        let root = try schema.checked(try DataFile.read("\(assets)/Campaign/list.yaml"))
        var columns: [(path: String, names: [String])] = []
        for node in root["columns"]?.elements ?? [] {
            columns.append((try node.needed("path", node.text("path")), node.texts("names")))
        }
        columnNames = columns
        var controls: [(control: Control, names: [String])] = []
        for node in root["controls"]?.elements ?? [] {
            controls.append((try node.needed("id", try node.choice("id", Control.self)), node.texts("names")))
        }
        controlNames = controls
        var kinds: [KindWord] = []
        for node in root["kinds"]?.elements ?? [] {
            kinds.append(
                KindWord(
                    word: try node.needed("word", node.text("word")),
                    table: try node.needed("table", node.text("table")),
                    kind: try node.needed("kind", try node.choice("kind", FacilityKind.self))))
        }
        kindWords = kinds
        let status = try root.needed("status", root["status"])
        runningWords = status.texts("running").map(foldWidth)
        suspendedWords = status.texts("suspended").map(foldWidth)
        spreadsheetErrors = root.texts("spreadsheetErrors")
        official = try OfficialWords(try root.needed("official", root["official"]))
        forms = try MatchForms(try root.needed("matching", root["matching"]))

        var wordings: [RefusalCause: Wording] = [:]
        for node in root["causes"]?.elements ?? [] {
            let cause = try node.needed("id", try node.choice("id", RefusalCause.self))
            wordings[cause] = Wording(
                title: try node.needed("title", node.text("title")), text: try node.needed("text", node.text("text")),
                advice: node.text("advice") ?? "")
        }
        if let cause = RefusalCause.allCases.first(where: { wordings[$0] == nil }) {
            throw DataFaults(
                "list-words", told(.listCauseWords, ["cause": cause.rawValue]),
                at: root.place)
        }
        self.wordings = wordings
    }

    /// A short name of a cause, for tables.
    public func title(_ cause: RefusalCause) -> String { wordings[cause]?.title ?? cause.rawValue }

    func sentence(_ finding: RowFinding) -> (text: String, advice: String) {
        guard let words = wordings[finding.cause] else { return (finding.cause.rawValue, "") }
        func filled(_ text: String) -> String {
            guard text.contains("{") else { return text }
            return text.replacing("{column}", with: finding.column ?? "")
                .replacing("{written}", with: shown(finding.written))
                .replacing("{expected}", with: finding.expected ?? "")
                .replacing("{other}", with: finding.other.map(String.init) ?? "")
        }
        return (filled(words.text), filled(words.advice))
    }

    // What a cell said, on one line and not endless.
    private func shown(_ text: String) -> String {
        let line = text.replacing("\n", with: " ")
        return line.count > 40 ? String(line.prefix(40)) + "…" : line
    }
}

/// What was found about a row.
struct RowFinding: Sendable, Hashable {
    var cause: RefusalCause
    /// The column's header.
    var column: String?
    var written = ""
    /// What would be right, where that can be said.
    var expected: String?
    /// Another row that it repeats.
    var other: Int?
}

/// The words that the official lists' sheets are made of.
struct OfficialWords: Sendable {
    enum Column: String, Sendable, CaseIterable {
        case item, code, name, address, phone, founder, manager, designated, departments, remark
    }
    /// The title of the sheets, without blanks.
    let title: String
    /// Words of a page header's number column: a row with one of them names the columns.
    let headers: [(column: Column, words: [String])]
    /// Words of the heading in brackets, and the 点数表 digit they mean.
    let tables: [(word: String, table: String)]
    /// What the heading's date ends with.
    let asOf: String
    let page: [String]

    init(_ node: DataNode) throws(DataFaults) {
        title = try node.needed("title", node.text("title"))
        asOf = try node.needed("asOf", node.text("asOf"))
        page = node.texts("page")
        var headers: [(column: Column, words: [String])] = []
        for entry in node["headers"]?.elements ?? [] {
            headers.append((try entry.needed("id", try entry.choice("id", Column.self)), entry.texts("words")))
        }
        self.headers = headers
        var tables: [(word: String, table: String)] = []
        for entry in node["tables"]?.elements ?? [] {
            tables.append(
                (try entry.needed("word", entry.text("word")), try entry.needed("table", entry.text("table"))))
        }
        self.tables = tables
    }
}
