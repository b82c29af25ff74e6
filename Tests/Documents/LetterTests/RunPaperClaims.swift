//  RunPaperClaims.swift
//  Claims about the papers of a run: job ticket, envelope, report.

import Foundation
import Letter
import Measures
import Postage
import Proposal
import Testing

@Suite struct RunPapers {
    private static let proofs = ProcessInfo.processInfo.environment["TEIAN_PROOFS"]
    private let letters: LetterWorkshop
    private let day = Day("2020-12-15") ?? Day(year: 2020, month: 12, day: 15)!
    init() throws { letters = try LetterSamples.letters.get() }

    private func keep(_ bytes: [UInt8], _ name: String) throws {
        guard let folder = Self.proofs else { return }
        try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }

    private func weighed(_ sheets: Int, _ kind: PieceKind) throws -> (PostageTable, PostageStep, MailPiece) {
        let paper = try #require(letters.postage.paper("plain-81"))
        let table = try #require(letters.postage.table(on: day))
        let piece = MailPiece(sheets: sheets, paper: paper, envelope: try letters.geometry(of: kind).envelope.stock)
        return (table, try #require(table.step(for: piece)), piece)
    }

    private func file(_ kind: PieceKind) throws -> PrintFileFacts {
        let step = try weighed(kind == .proposal ? 10 : 1, kind).1
        return PrintFileFacts(
            kind: kind, day: day, fileName: "print-012.pdf", number: 12, count: 110, pieces: 2_000, specimens: 2,
            pages: 4_004, sheets: 2_002, sequences: 22_001...24_000, postalCodes: ("1000013", "1010021"),
            sheetCounts: [.init(sheets: 1, pieces: 1_990), .init(sheets: 2, pieces: 10)], barcoded: 1_980,
            steps: [.init(step: step, pieces: 2_000)],
            sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", bytes: 52_428_800,
            paper: "上質紙 70kg（81.4g/m²）")
    }

    @Test(arguments: PieceKind.allCases)
    func `a job ticket is one page and names all that the press must check`(_ kind: PieceKind) throws {
        let made = try letters.jobTicket(file(kind))
        #expect(made.pageCount == 1)
        #expect(made.diagnostics.map(\.description) == [])
        let text = try PrintedPage.text(made.pdf)
        for fact in [
            "print-012.pdf", "2,000通", "2,002枚", "4,004ページ", "0022001", "0024000", "〒100-0013", "〒101-0021", "1,980通",
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "長辺とじ", "見本", "01200220010101",
        ] {
            #expect(text.contains(fact), "\(fact)")
        }
        #expect(text.contains("99mmと198mm") == (kind != .proposal))
        #expect(!text.contains("取り違えない"))
        var mixed = try file(kind)
        mixed.envelopes = [
            .init(number: 1, firstSequence: 22_001, lastSequence: 23_000, pieces: 1_000),
            .init(number: 2, firstSequence: 23_001, lastSequence: 24_000, pieces: 1_000),
        ]
        let warned = try letters.jobTicket(mixed)
        #expect(warned.pageCount == 1)
        #expect(try PrintedPage.text(warned.pdf).contains("2枚目：通番0023001から0024000まで1,000通"))
        try keep(made.pdf, "ticket-\(kind.rawValue).pdf")
    }

    @Test(arguments: PieceKind.allCases)
    func `the envelope's artwork has mark and sender at true size, outside the window`(_ kind: PieceKind) throws {
        let sender = SenderFacts(
            office: "法人営業部", postalCode: "100-0013", address: "東京都千代田区霞が関1-3-2", phone: "03-0000-0000")
        let made = try letters.envelopeArtwork(
            kind, day: day, allowance: .threeDays, senders: [EnvelopeSender(sender, pieces: 10)])
        #expect(made.pageCount == 1)
        #expect(made.diagnostics.map(\.description) == [])
        let text = try PrintedPage.text(made.pdf)
        #expect(text.contains("料金別納郵便"))
        #expect(text.contains("東京都千代田区霞が関1-3-2"))
        #expect(!text.contains("封筒1"), "one sender: nothing to be told apart")
        let silent = try letters.envelopeArtwork(
            kind, day: day, allowance: .none, senders: [EnvelopeSender(SenderFacts(), pieces: 10)])
        #expect(try PrintedPage.text(silent.pdf).contains("要確認"))
        let other = EnvelopeSender(SenderFacts(office: "札幌支店"), pieces: 1_200)
        let both = try letters.envelopeArtwork(
            kind, day: day, allowance: .none, senders: [EnvelopeSender(sender, pieces: 10), other])
        #expect(both.pageCount == 2)
        let second = try PrintedPage.words(both.pdf)[1].map(\.text).joined()
        #expect(second.contains("封筒2"), "a heading is not on its envelope's page: \(second)")
        let all = try PrintedPage.text(both.pdf)
        for word in ["封筒1（10通）", "封筒2（1,200通）", "法人営業部", "札幌支店"] { #expect(all.contains(word), "\(word)") }
        try keep(made.pdf, "envelope-\(kind.rawValue).pdf")
    }

    private func report() throws -> RunReportFacts {
        let (table, step, piece) = try weighed(1, .letter)
        var tally = PostingTally()
        for number in 0..<2_000 {
            tally.add(
                PostedPiece(
                    step: step, milligrams: piece.milligrams, micrometres: piece.micrometres,
                    sortingNumber: number % 50 == 0 ? nil : "\(100 + number % 120)", hasBarcode: number % 40 != 0))
        }
        var run = RunReportFacts(kind: .letter, listName: "list<2020>.csv", day: day, rows: 2_150, made: 2_000)
        run.leftOut = [
            .init(text: "NTT西日本の提供エリア", advice: "west.csv にあります", count: 100),
            .init(text: "休止中の施設", count: 38), .init(text: "同じ施設の行がほかにある", count: 10),
        ]
        run.givenUp = [.init(text: "ページ数が上限を超えました", advice: "内容を短くして再投入してください", count: 2)]
        run.kinds = [
            .init(name: "病院", made: 80, leftOut: 6), .init(name: "診療所（医科）", made: 1_020, leftOut: 84),
            .init(name: "薬局", made: 900, leftOut: 60),
        ]
        run.prefectures = [
            .init(name: "北海道", made: 300, leftOut: 10), .init(name: "東京都", made: 1_400, leftOut: 40),
            .init(name: "長野県", made: 300, leftOut: 0), .init(name: "大阪府", made: 0, leftOut: 100),
        ]
        run.pages = 4_000
        run.sheets = 2_000
        run.specimens = 2
        run.sheetCounts = [.init(sheets: 1, pieces: 2_000)]
        run.files = [
            .init(
                name: "print-0001.pdf", pieces: 2_000, pages: 4_004, sheets: 2_002, firstPostalCode: "0010010",
                lastPostalCode: "3990001", sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        ]
        run.senders = [
            EnvelopeSender(SenderFacts(office: "東京支店"), pieces: 1_500),
            EnvelopeSender(SenderFacts(office: "札幌支店"), pieces: 500),
        ]
        run.barcoded = 1_950
        run.barcodeObstacles = [.noCode: 48, .addressTooLong: 2]
        run.hasPostalData = true
        run.postageTable = table.name
        run.postage = tally.cost(by: table, terms: PostingTerms(allowance: .threeDays))
        run.origins = [("価格表", "2020-12"), ("補助金", "B"), ("プログラム", "teian 0.1.0")]
        return run
    }

    @Test func `the report stands alone: no script, nothing fetched, its figures those it was given`() throws {
        let bytes = try letters.report(report())
        let page = String(decoding: bytes, as: UTF8.self)
        for unwanted in ["<script", "src=", "@import", "<link"] { #expect(!page.contains(unwanted), "\(unwanted)") }
        #expect(!page.contains(" href="))
        for figure in ["2,150", "2,000", "168,000円", "list&lt;2020&gt;.csv", "大阪府", "1,950", "ページ数が上限を超えました", "札幌支店"] {
            #expect(page.contains(figure), "\(figure)")
        }
        #expect(page.components(separatedBy: "<svg").count > 8)
        #expect(try letters.report(report()) == bytes)
        try keep(bytes, "report.html")
    }

    @Test func `every template of the room fits what it is given`() throws {
        for sample in LetterSamples.cases.prefix(4) {
            try letters.tryTemplates(with: LetterSamples.offer(sample.yaml))
        }
    }

    @Test func `a report of nothing at all is still a report, and says what is not known`() throws {
        let empty = RunReportFacts(kind: .letterAndEstimate, listName: "list.csv", day: day, rows: 0, made: 0)
        let page = String(decoding: try letters.report(empty), as: UTF8.self)
        #expect(page.contains("町域データが渡されなかった"))
        #expect(page.contains("計算していません"))
        #expect(page.contains("すべての行の文書を作成しました"))
    }
}
