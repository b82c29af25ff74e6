//  Closing.swift
//  In: the journal of a run whose print files are made. Out: index, rejects, West, counts by area, postage, facts: the papers
//  of the campaign, each a function of the journal alone.

import DataFiles
import Letter
import MailingList
import Measures
import Messages
import Offer
import Postage
import Proposal

/// Writes the papers.
struct Closing {
    let journal: Journal
    let folder: CampaignFolder
    let workshop: DocumentWorkshop

    func write() throws(CampaignError) -> CampaignSummary {
        let facts = try journal.facts()
        let words: PaperWords
        do { words = try PaperWords(assets: workshop.folders.assets) } catch { throw .input(error.description) }
        guard let kind = PieceKind(rawValue: facts["option.document"] ?? "") else {
            throw .input(told(.campaignNoKind, ["path": journal.path]))
        }
        let letters: LetterWorkshop
        do { letters = try LetterWorkshop(workshop: workshop) } catch { throw .input(error.description) }
        let weights = try MailWeights(
            workshop: workshop, letters: letters, kind: kind, day: facts["day"].flatMap { Day($0) })
        try FileSystem.makeFolder(folder.workshop)
        var summary = CampaignSummary()
        summary.folder = folder.root
        summary.rows = Int(facts["list.rows"] ?? "") ?? 0
        var sums = RunSums()
        try index(words, weights, facts, &sums)
        summary.made = sums.made
        try rejects(words, facts, &summary, &sums)
        try west(words)
        try areas(words, sums.areas)
        let files = try journal.printFiles()
        summary.printFiles = files.filter { $0.pieces > 0 }.count
        try prove(summary, files, facts)
        try self.facts(facts, summary, sums, weights, letters.stationery.posting)
        let report = try sums.report(
            facts, kind: kind, files: files, summary: summary, weights: weights, words: words, letters: letters)
        if let report { try write(report, letters) }
        if summary.made > 0 { try envelopes(kind, facts, sums.senders, letters) }
        try FileSystem.synchronise(folder: folder.root)
        return summary
    }

    // MARK: - tables

    /// Every piece that was made.
    private func index(
        _ words: PaperWords, _ weights: MailWeights, _ facts: [String: String], _ sums: inout RunSums
    ) throws(CampaignError) {
        let columns = [
            "sequence", "number", "name", "postalCode", "printFile", "firstPage", "pages", "sheets", "grams", "step",
            "price", "area", "barcode", "document", "hash", "envelope",
        ]
        let file = try CSVFile(folder.index, making: folder.workshop, header: columns.map { words["index.\($0)"] })
        let printsOnly = facts["option.printOnly"] == "yes"
        try journal.eachEntry { entry in
            let weight = weights.weight(sheets: entry.sheets)
            sums.add(entry, weight)
            file.add([
                String(entry.sequence), entry.number, entry.name, Self.dashed(entry.postalCode),
                CampaignFolder.printFile(entry.chunk), String(entry.firstPage), String(entry.pages),
                String(entry.sheets), Self.grams(weight.milligrams),
                weight.step.map { "\($0.className) \($0.grams)g" } ?? "",
                weight.step.flatMap { $0.price.value.map { String($0.amount) } } ?? "", entry.area ?? "",
                words[entry.hasBarcode ? "barcode.yes" : "barcode.no"],
                printsOnly ? "" : CampaignFolder.document(entry.sequence, number: entry.number), entry.hash ?? "",
                String(entry.sender),
            ])
        }
        try file.settle()
    }

    /// Every row that got no document: those the list left out, and those the run gave up, as the list wrote them.
    private func rejects(
        _ words: PaperWords, _ facts: [String: String], _ summary: inout CampaignSummary, _ sums: inout RunSums
    )
        throws(CampaignError)
    {
        let header = (facts["list.header"] ?? "").split(separator: "\u{1F}", omittingEmptySubsequences: false)
            .map(String.init)
        let ours = [words["rejects.row"], words["rejects.cause"], words["rejects.column"], words["rejects.advice"]]
        // a list that was rejects.csv before has our columns already: they are written anew
        let kept = header.indices.filter { !ours.contains(header[$0]) }
        let file = try CSVFile(
            folder.rejects, making: folder.workshop, header: [ours[0]] + kept.map { header[$0] } + ours.dropFirst())
        let given = try journal.givenUp()
        var next = 0
        func add(_ row: Int, _ cells: [String], _ cause: String, _ column: String, _ advice: String) {
            file.add(
                [String(row)] + kept.map { cells.indices.contains($0) ? cells[$0] : "" } + [cause, column, advice])
        }
        func addGiven(before row: Int) {
            while next < given.count, given[next].row < row {
                let one = given[next]
                let detail = one.detail.isEmpty ? "" : "（\(one.detail.replacing("\n", with: " "))）"
                add(
                    one.row, one.cells, words["failed.\(one.cause.rawValue)"] + detail, "",
                    words["advice.\(one.cause.rawValue)"])
                next += 1
            }
        }
        var leftOut = 0
        for one in given { sums.add(one) }
        try journal.eachLeftOut { row in
            sums.add(row)
            addGiven(before: row.row)
            add(row.row, row.cells, row.text, row.column ?? "", row.advice)
            leftOut += 1
        }
        addGiven(before: .max)
        try file.settle()
        summary.leftOut = leftOut
        summary.givenUp = given.count
    }

    /// Those who are the other company's, to be handed over.
    private func west(_ words: PaperWords) throws(CampaignError) {
        let file = try CSVFile(
            folder.west, making: folder.workshop,
            header: ["row", "name", "kind", "prefecture"].map { words["west.\($0)"] })
        let library = workshop.library
        try journal.eachLeftOut { row in
            guard row.group == RefusalCause.Group.west.rawValue else { return }
            let kind = library.facilities.values.first { $0.kind.rawValue == row.kind }?.name
            let prefecture = library.territory.prefectures.first { $0.code == row.prefecture }?.name
            file.add([String(row.row), row.name ?? "", kind ?? "", prefecture ?? ""])
        }
        try file.settle()
    }

    /// Pieces by 郵便区番号, as the post office's form of a sorted posting asks for them.
    private func areas(_ words: PaperWords, _ counts: [String: Int]) throws(CampaignError) {
        let file = try CSVFile(
            folder.areas, making: folder.workshop, header: [words["areas.area"], words["areas.pieces"]])
        for area in counts.keys.sorted() where !area.isEmpty { file.add([area, String(counts[area] ?? 0)]) }
        if let unknown = counts[""] { file.add([words["areas.unknown"], String(unknown)]) }
        try file.settle()
    }

    // MARK: - proof and report

    /// The sums must be right before the run calls itself finished.
    private func prove(_ summary: CampaignSummary, _ files: [PrintFile], _ facts: [String: String])
        throws(CampaignError)
    {
        // a shard has its own share of the pieces, and all of the rows that the list left out
        if facts["option.shard"] == Shard.whole.text {
            guard summary.made + summary.givenUp + summary.leftOut == summary.rows else {
                throw .world(
                    told(
                        .campaignSums,
                        [
                            "path": journal.path, "made": summary.made, "givenUp": summary.givenUp,
                            "leftOut": summary.leftOut, "rows": summary.rows,
                        ]))
            }
        }
        guard files.reduce(0, { $0 + $1.pieces }) == summary.made else {
            throw .world(told(.campaignFilesIndex, ["path": journal.path]))
        }
        for file in files where file.pieces > 0 {
            let path = folder.root + "/" + CampaignFolder.printFile(file.chunk)
            guard FileSystem.size(path) == file.bytes else {
                throw .input(told(.campaignFileNotWhole, ["path": path]))
            }
        }
    }

    private func write(_ report: RunReportFacts, _ letters: LetterWorkshop) throws(CampaignError) {
        let html: [UInt8]
        do { html = try letters.report(report) } catch { throw .input(error.description) }
        let file = try WholeFile(temporary: folder.workshop + "/report.html")
        file.write(html)
        try file.settle(as: folder.report)
    }

    /// The envelopes' artwork for their printer: a page for each sender of the run, as the index counts them. `counts`:
    /// pieces that were made for each.
    private func envelopes(
        _ kind: PieceKind, _ facts: [String: String], _ counts: [Int: Int], _ letters: LetterWorkshop
    ) throws(CampaignError) {
        guard let day = facts["day"].flatMap({ Day($0) }) else { return }
        let senders = SenderRoll(facts["senders"] ?? "").senders.enumerated().map { place, sender in
            EnvelopeSender(sender, pieces: counts[place + 1] ?? 0)
        }
        let artwork: MadeDocument
        do {
            artwork = try letters.envelopeArtwork(
                kind, day: day, allowance: letters.stationery.posting.allowance, senders: senders)
        } catch {
            throw .input(error.description)
        }
        try FileSystem.makeFolder(folder.prints)
        let file = try WholeFile(temporary: folder.workshop + "/envelope.pdf")
        file.write(artwork.pdf)
        try file.settle(as: folder.envelope)
    }

    // MARK: - facts

    /// What the folder was made from, and the sums: JSON with a fixed order and no time of day.
    private func facts(
        _ facts: [String: String], _ summary: CampaignSummary, _ sums: RunSums, _ weights: MailWeights,
        _ terms: PostingTerms
    ) throws(CampaignError) {
        var lines: [(String, String)] = [
            ("rows", String(summary.rows)), ("made", String(summary.made)), ("leftOut", String(summary.leftOut)),
            ("givenUp", String(summary.givenUp)), ("printFiles", String(summary.printFiles)),
        ]
        if let table = weights.table {
            let cost = sums.postage(by: table, terms: terms)
            lines += [
                ("postingSorting", Self.quoted(terms.sorting.rawValue)),
                ("postingAllowance", String(terms.allowance.rawValue)),
                ("postingPlace", Self.quoted(terms.place.rawValue)),
                ("postageTable", Self.quoted(table.id)),
                ("postageFull", cost.full.map { String($0.amount) } ?? "null"),
                ("postageDiscounted", cost.discounted.map { String($0.amount) } ?? "null"),
            ]
        }
        for name in facts.keys.sorted() where !["planned", "list.header", "senders"].contains(name) {
            lines.append((name, Self.quoted(facts[name] ?? "")))
        }
        let text = "{\n" + lines.map { "  \(Self.quoted($0.0)): \($0.1)" }.joined(separator: ",\n") + "\n}\n"
        let file = try WholeFile(temporary: folder.workshop + "/campaign.json")
        file.write(text)
        try file.settle(as: folder.facts)
    }

    // MARK: - spelling

    static func dashed(_ code: String) -> String {
        code.count == 7 ? "\(code.prefix(3))-\(code.suffix(4))" : code
    }
    /// Grams with one decimal, rounded up.
    private static func grams(_ milligrams: Int) -> String {
        let tenths = (milligrams + 99) / 100
        return "\(tenths / 10).\(tenths % 10)"
    }
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 32:
                result += "\\u00" + (scalar.value < 16 ? "0" : "1") + String(scalar.value % 16, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
