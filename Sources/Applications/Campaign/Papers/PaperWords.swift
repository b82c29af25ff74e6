//  PaperWords.swift
//  In: Assets/Campaign/papers.yaml. Out: the headings and words of a campaign's papers, and what its pieces are mailed in.

import DataFiles
import Diagnostics
import Messages

/// The words of a campaign's tables. A missing key is found at loading.
struct PaperWords: Sendable {
    private let texts: [String: String]

    private static let keys =
        [
            "index.sequence", "index.number", "index.name", "index.postalCode", "index.printFile", "index.firstPage",
            "index.pages", "index.sheets", "index.grams", "index.step", "index.price", "index.area", "index.barcode",
            "index.document", "index.hash", "index.envelope", "rejects.row", "rejects.cause", "rejects.column",
            "rejects.advice",
            "west.row", "west.name", "west.kind", "west.prefecture", "areas.area", "areas.pieces", "areas.unknown",
            "barcode.yes", "barcode.no", "simulate.rows", "simulate.accepted", "simulate.leftOut", "simulate.pages",
            "simulate.sheets", "simulate.files", "simulate.disk", "simulate.room", "simulate.tooLittle",
            "simulate.noContact",
        ] + FailureCause.allCases.flatMap { ["failed.\($0.rawValue)", "advice.\($0.rawValue)"] }
        + CampaignDocument.allCases.map { "mail.\($0.rawValue).paper" }

    init(assets: String) throws(DataFaults) {
        let root = try DataFile.read(assets + "/Campaign/papers.yaml")
        var texts: [String: String] = [:]
        for entry in root.entries {
            guard Self.keys.contains(entry.key) else {
                throw DataFaults(
                    "papers-unknown-key", told(.wordsUnknownKey, ["key": entry.key]),
                    at: entry.keyPlace)
            }
            texts[entry.key] = entry.value.text ?? ""
        }
        for key in Self.keys where texts[key] == nil {
            throw DataFaults("papers-missing-key", told(.wordsMissingKey, ["key": key]), at: root.place)
        }
        self.texts = texts
    }

    subscript(_ key: String) -> String { texts[key] ?? key }

    /// What each kind of piece is printed on must be a paper of the stock.
    func checkPapers(among papers: [String], assets: String) throws(DataFaults) {
        for document in CampaignDocument.allCases {
            let name = self["mail.\(document.rawValue).paper"]
            if papers.contains(name) { continue }
            throw DataFaults(
                "papers-unknown-paper",
                told(
                    .papersUnknown,
                    ["key": "mail.\(document.rawValue).paper", "name": name, "papers": listed(papers)]),
                at: .init(file: assets + "/Campaign/papers.yaml"))
        }
    }
}
