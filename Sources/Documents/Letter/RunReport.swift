//  RunReport.swift
//  In: the sums of a run. Out: report.html: one file with its style and pictures, readable in any browser, no script.
//  There is no clock in it: the same run gives the same bytes.

import Measures
import Postage
import Proposal
import Templating
import Wording

/// The sums of a run, in the order they are shown.
public struct RunReportFacts: Sendable {
    /// A count by name; what was left out beside what was made.
    public struct Row: Sendable, Hashable {
        public var name: String
        public var made: Int
        public var leftOut: Int
        public init(name: String, made: Int, leftOut: Int = 0) {
            self.name = name
            self.made = made
            self.leftOut = leftOut
        }
    }
    /// Rows left out, or documents given up, for one cause.
    public struct Cause: Sendable, Hashable {
        public var text: String
        public var advice: String
        public var count: Int
        public init(text: String, advice: String = "", count: Int) {
            self.text = text
            self.advice = advice
            self.count = count
        }
    }
    public struct File: Sendable, Hashable {
        public var name: String
        public var pieces: Int
        public var pages: Int
        public var sheets: Int
        public var firstPostalCode: String?
        public var lastPostalCode: String?
        public var sha256: String
        public init(
            name: String, pieces: Int, pages: Int, sheets: Int, firstPostalCode: String?, lastPostalCode: String?,
            sha256: String
        ) {
            self.name = name
            self.pieces = pieces
            self.pages = pages
            self.sheets = sheets
            self.firstPostalCode = firstPostalCode
            self.lastPostalCode = lastPostalCode
            self.sha256 = sha256
        }
    }
    public var kind: PieceKind
    public var listName: String
    public var day: Day
    public var rows: Int
    public var made: Int
    /// Rows that the list itself left out, by cause; the largest first or as given.
    public var leftOut: [Cause] = []
    /// Documents that could not be made, by cause.
    public var givenUp: [Cause] = []
    public var kinds: [Row] = []
    public var prefectures: [Row] = []
    public var pages = 0
    public var sheets = 0
    public var specimens = 0
    /// How many pieces have so many sheets.
    public var sheetCounts: [PrintFileFacts.SheetCount] = []
    public var files: [File] = []
    public var barcoded = 0
    /// Why pieces carry no bar code: a sentence and how many.
    public var barcodeObstacles: [BarcodeObstacle: Int] = [:]
    /// Whether the postal town data was given.
    public var hasPostalData = false
    /// Who mails; each has an envelope.
    public var senders: [EnvelopeSender] = []
    /// Whether letters say by which number further mail is stopped.
    public var namesContact = true
    public var postageTable: String?
    public var postage: PostingCost?
    /// What the run was made from: price book, scheme, program … each with its value.
    public var origins: [(name: String, value: String)] = []

    public init(kind: PieceKind, listName: String, day: Day, rows: Int, made: Int) {
        self.kind = kind
        self.listName = listName
        self.day = day
        self.rows = rows
        self.made = made
    }
}

extension LetterWorkshop {
    static let reportName = "Letter/report.html"

    /// The report of a run as HTML.
    public func report(_ run: RunReportFacts) throws(DocumentError) -> [UInt8] {
        try workshop.fill(Self.reportName, TemplateRecord(try fields(of: run)), language: .ja).serialize()
    }

    private func fields(of run: RunReportFacts) throws(DocumentError) -> [String: TemplateValue] {
        let leftOut = run.leftOut.reduce(0) { $0 + $1.count }
        let givenUp = run.givenUp.reduce(0) { $0 + $1.count }
        let whole = max(1, run.rows)
        return [
            "run": .record([
                "list": .text(run.listName), "day": .text(run.day.iso), "isLetter": .bool(run.kind == .letter),
                "hasEstimate": .bool(run.kind == .letterAndEstimate), "isProposal": .bool(run.kind == .proposal),
                "envelope": .text(try geometry(of: run.kind).envelope.name),
            ]),
            "sums": .record([
                "rows": LetterFigures.count(run.rows), "made": LetterFigures.count(run.made),
                "leftOut": LetterFigures.count(leftOut), "givenUp": LetterFigures.count(givenUp),
                "pages": LetterFigures.count(run.pages), "sheets": LetterFigures.count(run.sheets),
                "files": LetterFigures.count(run.files.count), "specimens": LetterFigures.count(run.specimens),
                "hasLeftOut": .bool(leftOut > 0), "hasGivenUp": .bool(givenUp > 0),
                "madeShare": share(run.made, of: whole), "leftOutShare": share(leftOut, of: whole),
                "givenUpShare": share(givenUp, of: whole), "leftOutStart": share(run.made, of: whole),
                "givenUpStart": share(run.made + leftOut, of: whole),
            ]),
            "namesContact": .bool(run.namesContact),
            "leftOut": causes(run.leftOut), "givenUp": causes(run.givenUp),
            "kinds": rows(run.kinds), "prefectures": rows(run.prefectures),
            "sheetCounts": .list(
                run.sheetCounts.map {
                    .record([
                        "sheets": .number($0.sheets), "pieces": LetterFigures.count($0.pieces),
                        "share": share($0.pieces, of: max(1, run.sheetCounts.map(\.pieces).max() ?? 1)),
                    ])
                }),
            "files": .list(run.files.map(value)),
            "senders": senders(run.senders), "hasSenders": .bool(run.senders.count > 1),
            "barcode": barcode(run), "postage": postage(run),
            "origins": .list(run.origins.map { .record(["name": .text($0.name), "value": .text($0.value)]) }),
        ]
    }

    /// Thousandths of a bar's length, as an SVG number of a picture 1,000 wide.
    private func share(_ part: Int, of whole: Int) -> TemplateValue {
        let thousandths = whole > 0 ? max(0, min(1_000, part * 1_000 / whole)) : 0
        return .text(String(part > 0 ? max(2, thousandths) : 0))
    }

    private func causes(_ causes: [RunReportFacts.Cause]) -> TemplateValue {
        let most = causes.map(\.count).max() ?? 1
        return .list(
            causes.map {
                .record([
                    "text": .text($0.text), "advice": .text($0.advice), "count": LetterFigures.count($0.count),
                    "share": share($0.count, of: most),
                ])
            })
    }

    private func rows(_ rows: [RunReportFacts.Row]) -> TemplateValue {
        let most = rows.map { $0.made + $0.leftOut }.max() ?? 1
        return .list(
            rows.map {
                .record([
                    "name": .text($0.name), "made": LetterFigures.count($0.made),
                    "leftOut": LetterFigures.count($0.leftOut), "madeShare": share($0.made, of: most),
                    "leftOutShare": share($0.leftOut, of: most),
                ])
            })
    }

    private func value(_ file: RunReportFacts.File) -> TemplateValue {
        func postal(_ code: String?) -> TemplateValue {
            TemplateValue(code.map { $0.count == 7 ? "\($0.prefix(3))-\($0.suffix(4))" : $0 })
        }
        return .record([
            "name": .text(file.name), "pieces": LetterFigures.count(file.pieces),
            "pages": LetterFigures.count(file.pages), "sheets": LetterFigures.count(file.sheets),
            "first": postal(file.firstPostalCode), "last": postal(file.lastPostalCode),
            "hash": .text(String(file.sha256.prefix(16))),
        ])
    }

    private func barcode(_ run: RunReportFacts) -> TemplateValue {
        .record([
            "printed": LetterFigures.count(run.barcoded), "any": .bool(run.barcoded > 0),
            "hasPostalData": .bool(run.hasPostalData),
            "obstacles": .list(
                BarcodeObstacle.allCases.compactMap { obstacle in
                    guard let count = run.barcodeObstacles[obstacle], count > 0 else { return nil }
                    return .record(["id": .text(obstacle.rawValue), "count": LetterFigures.count(count)])
                }),
        ])
    }

    private func postage(_ run: RunReportFacts) -> TemplateValue {
        guard let cost = run.postage else { return .none }
        let full = FigureValue.record(cost.full, unknown: "")
        return .record([
            "terms": .record([
                "sorting": .text(stationery.posting.sorting.rawValue),
                "allowance": .number(stationery.posting.allowance.rawValue),
                "hasAllowance": .bool(stationery.posting.allowance != .none),
                "isRegional": .bool(stationery.posting.place == .regionalOffice),
            ]),
            "table": .text(run.postageTable ?? ""), "full": full, "fullKnown": .bool(cost.full != nil),
            "discounted": FigureValue.record(cost.discounted, unknown: ""),
            "discountedKnown": .bool(cost.discounted != nil),
            "saved": cost.full.flatMap { full in cost.discounted.map { .number((full - $0).amount) } } ?? .none,
            "steps": .list(
                cost.steps.map {
                    .record([
                        "name": .text($0.step.className), "grams": .number($0.step.grams),
                        "price": FigureValue.record($0.step.price.value, unknown: ""),
                        "priceKnown": .bool($0.step.price.value != nil), "pieces": LetterFigures.count($0.pieces),
                        "sum": .number($0.sum.amount),
                    ])
                }),
            "discounts": .list(cost.discounts.map(value)),
            "areas": LetterFigures.count(cost.areas.count), "unsorted": LetterFigures.count(cost.unsorted),
            "hasUnsorted": .bool(cost.unsorted > 0),
        ])
    }

    private func value(_ discount: DiscountResult) -> TemplateValue {
        var fields: [String: TemplateValue] = [
            "name": .text(discount.name), "outcome": .text(""), "pieces": .text("0"), "needed": .text("0"),
            "percent": .text(""), "sum": .none, "condition": .text(""),
        ]
        switch discount.outcome {
        case .claimed(let pieces, let permille, let sum):
            fields["outcome"] = "claimed"
            fields["pieces"] = LetterFigures.count(pieces)
            fields["percent"] = .text(LetterFigures.decimal(Double(permille) / 10))
            fields["sum"] = .number(sum.amount)
        case .tooFew(let pieces, let needed):
            fields["outcome"] = "tooFew"
            fields["pieces"] = LetterFigures.count(pieces)
            fields["needed"] = LetterFigures.count(needed)
        case .notMet(let condition):
            fields["outcome"] = "notMet"
            fields["condition"] = .text(condition.rawValue)
        case .outdone: fields["outcome"] = "outdone"
        case .unconfirmed: fields["outcome"] = "unconfirmed"
        }
        return .record(fields)
    }
}
