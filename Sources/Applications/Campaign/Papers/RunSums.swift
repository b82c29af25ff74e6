//  RunSums.swift
//  In: pieces and rows left out, one by one. Out: the sums that report and facts are made of; memory does not grow with
//  the list.

import ClinicProfile
import Letter
import MailingList
import Measures
import Postage
import Proposal

/// The sums of a run.
struct RunSums {
    /// Each sender's is a posting of its own.
    private var tallies: [Int: PostingTally] = [:]
    /// By 郵便区番号; empty: not known.
    private(set) var areas: [String: Int] = [:]
    private var kinds: [String: (made: Int, leftOut: Int)] = [:]
    private var prefectures: [String: (made: Int, leftOut: Int)] = [:]
    private var sheetCounts: [Int: Int] = [:]
    private var obstacles: [BarcodeObstacle: Int] = [:]
    /// By print file; a file of several senders is not in the order of codes.
    private var codes: [Int: CodeRange] = [:]
    private struct CodeRange {
        var sender: Int
        var ends: (first: String, last: String)?
    }
    private var causes: [RefusalCause: Int] = [:]
    private var failures: [FailureCause: Int] = [:]
    /// Pieces by sender.
    private(set) var senders: [Int: Int] = [:]
    private(set) var made = 0
    private var pages = 0
    private var sheets = 0
    private var barcoded = 0

    mutating func add(_ entry: IndexEntry, _ weight: MailWeights.Weight) {
        made += 1
        pages += entry.pages
        sheets += entry.sheets
        areas[entry.area ?? "", default: 0] += 1
        kinds[entry.kind, default: (0, 0)].made += 1
        prefectures[entry.prefecture, default: (0, 0)].made += 1
        sheetCounts[entry.sheets, default: 0] += 1
        senders[entry.sender, default: 0] += 1
        var range = codes[entry.chunk] ?? CodeRange(sender: entry.sender, ends: (entry.postalCode, entry.postalCode))
        range.ends?.last = entry.postalCode
        if range.sender != entry.sender { range.ends = nil }
        codes[entry.chunk] = range
        if let obstacle = entry.barcode.flatMap({ BarcodeObstacle(rawValue: $0) }) {
            obstacles[obstacle, default: 0] += 1
        } else {
            barcoded += 1
        }
        if let step = weight.step {
            let piece = PostedPiece(
                step: step, milligrams: weight.milligrams, micrometres: weight.micrometres, sortingNumber: entry.area,
                hasBarcode: entry.hasBarcode)
            tallies[entry.sender, default: PostingTally()].add(piece)
        }
    }

    /// The postage of all postings, one for each sender.
    func postage(by table: PostageTable, terms: PostingTerms) -> PostingCost {
        let costs = tallies.keys.sorted().compactMap { tallies[$0]?.cost(by: table, terms: terms) }
        return PostingCost(together: costs) ?? PostingTally().cost(by: table, terms: terms)
    }

    mutating func add(_ row: Journal.RejectedRow) {
        if let cause = RefusalCause(rawValue: row.cause) { causes[cause, default: 0] += 1 }
        if let kind = row.kind { kinds[kind, default: (0, 0)].leftOut += 1 }
        if let prefecture = row.prefecture { prefectures[prefecture, default: (0, 0)].leftOut += 1 }
    }

    mutating func add(_ given: Journal.GivenUp) {
        failures[given.cause, default: 0] += 1
        kinds[given.kind, default: (0, 0)].leftOut += 1
        prefectures[given.prefecture, default: (0, 0)].leftOut += 1
    }

    /// What the report shows. `facts` are the journal's.
    func report(
        _ facts: [String: String], kind: PieceKind, files: [PrintFile], summary: CampaignSummary, weights: MailWeights,
        words: PaperWords, letters: LetterWorkshop
    ) throws(CampaignError) -> RunReportFacts? {
        guard let day = facts["day"].flatMap({ Day($0) }) else { return nil }
        let list: ListWords
        do { list = try ListWords(assets: letters.workshop.folders.assets) } catch { throw .input(error.description) }
        let library = letters.workshop.library
        var report = RunReportFacts(
            kind: kind, listName: facts["list.name"] ?? "", day: day, rows: summary.rows, made: made)
        report.leftOut = causes.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.map {
            .init(text: list.title($0.key), count: $0.value)
        }
        report.givenUp = FailureCause.allCases.compactMap { cause in
            failures[cause].map {
                .init(
                    text: words["failed.\(cause.rawValue)"], advice: words["advice.\(cause.rawValue)"], count: $0)
            }
        }
        report.kinds = FacilityKind.allCases.compactMap { library.facilities[$0] }.compactMap { facility in
            kinds[facility.kind.rawValue].map {
                .init(name: facility.name, made: $0.made, leftOut: $0.leftOut)
            }
        }
        report.prefectures = library.territory.prefectures.compactMap { prefecture in
            prefectures[prefecture.code].map {
                .init(name: prefecture.name, made: $0.made, leftOut: $0.leftOut)
            }
        }
        let whole = files.filter { $0.pieces > 0 }
        report.pages = pages
        report.sheets = sheets
        report.specimens = 2 * whole.count
        report.sheetCounts = sheetCounts.keys.sorted().map { .init(sheets: $0, pieces: sheetCounts[$0] ?? 0) }
        report.files = whole.map { file in
            .init(
                name: CampaignFolder.printFile(file.chunk), pieces: file.pieces, pages: file.pages,
                sheets: file.sheets, firstPostalCode: codes[file.chunk]?.ends?.first,
                lastPostalCode: codes[file.chunk]?.ends?.last,
                sha256: file.hash)
        }
        report.barcoded = barcoded
        report.barcodeObstacles = obstacles
        report.senders = SenderRoll(facts["senders"] ?? "").senders.enumerated().map { place, sender in
            EnvelopeSender(sender, pieces: senders[place + 1] ?? 0)
        }
        report.namesContact = facts["contact"] != "no"
        report.hasPostalData = facts["towns"]?.isEmpty == false
        if let table = weights.table {
            report.postageTable = table.name
            report.postage = postage(by: table, terms: letters.stationery.posting)
        }
        report.origins = facts.keys.sorted().filter { $0.hasPrefix("renderer.") || $0 == "data" || $0 == "list" }.map {
            (name: $0, value: String((facts[$0] ?? "").prefix(64)))
        }
        return report
    }
}
