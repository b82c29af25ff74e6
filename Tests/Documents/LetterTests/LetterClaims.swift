//  LetterClaims.swift
//  Claims about pieces of mail: their pages, their words, what they never say.

import ClinicProfile
import Foundation
import LandingPage
import Offer
import Proposal
import Testing

@testable import Letter

@Suite struct Letters {
    /// `TEIAN_PROOFS=/tmp/letters swift test --filter Letters` writes every sample to look at.
    private static let proofs = ProcessInfo.processInfo.environment["TEIAN_PROOFS"]

    private func keep(_ bytes: [UInt8], _ name: String) throws {
        guard let folder = Self.proofs else { return }
        try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    private func sample(_ name: String) throws -> LetterSamples.Case {
        try #require(LetterSamples.cases.first { $0.name == name })
    }
    private func text(_ name: String, _ change: (inout LetterSamples.Case) -> Void = { _ in }) throws -> String {
        var sample = try sample(name)
        change(&sample)
        return try PrintedPage.text(LetterSamples.piece(.letter, sample).render().pdf)
    }

    @Test(arguments: LetterSamples.cases.indices)
    func `a letter is one sheet with two pages and complains of nothing`(_ index: Int) throws {
        let sample = LetterSamples.cases[index]
        let piece = try LetterSamples.piece(.letter, sample)
        #expect(piece.pageCount == 2)
        #expect(piece.sheets == 1)
        let (endsOnFront, fits) = (piece.endsOnFront, piece.fitsEnvelope)
        #expect(!endsOnFront && fits)
        let made = try piece.render()
        #expect(made.diagnostics.map(\.description) == [])
        #expect(piece.barcode.isPrinted == sample.hasBarcode)
        try keep(made.pdf, "\(sample.name).pdf")
        try keep(piece.html.serialize(), "\(sample.name).html")
    }

    @Test(arguments: LetterSamples.cases.indices)
    func `every letter says what must be said`(_ index: Int) throws {
        let sample = LetterSamples.cases[index]
        let text = try PrintedPage.text(LetterSamples.piece(.letter, sample).render().pdf)
        for sentence in [
            "行政機関からのお知らせではありません", "はじめに費用の全額をお支払いいただきます", "補助金の交付をお約束するものではありません", "ご案内停止", "ご案内の停止", "税込の概算",
            "2021年3月31日", "ご負担額",
        ] {
            #expect(text.contains(sentence), "\(sample.name): \(sentence)")
        }
        for word in ["自己負担", "医療機関等様", "御中様"] { #expect(!text.contains(word)) }
        let isPharmacy = sample.yaml.contains("harmacy")
        #expect(text.contains(isPharmacy ? "貴薬局" : "貴院"))
        #expect(!text.contains(isPharmacy ? "貴院" : "貴薬局"))
        #expect(text.contains("レセコンや電子カルテの改修費は含みません") || text.contains("レセコンなどの改修費1,100,000円は、伺った額です"))
    }

    @Test func `the three figures are the offer's, and what waiting costs stands beside the deadline`() throws {
        let text = try text("clinic-known-line")
        for figure in ["279,950円", "279,000円", "950円", "補助金が70,000円減ります", "4月1日以降", "補助率3/4", "149,050円"] {
            #expect(text.contains(figure), "\(figure)")
        }
        #expect(!text.contains("282,920円"))
    }

    @Test func `who plans to apply late reads what an earlier day gains, not that the shown grant falls again`() throws
    {
        let text = try text("clinic-known-line") { sample in
            sample.yaml = sample.yaml.replacing(
                "issued: 2020-12-15", with: "issued: 2020-12-15, cardReaderApplied: 2021-04-10")
        }
        #expect(text.contains("3月31日までなら、補助金は70,000円増えます"))
        #expect(!text.contains("減ります") && text.contains("70,950円"))
    }

    @Test(arguments: [
        (", fax: 03-0000-0001", "FAXでお送りください"), (", address: 東京都千代田区霞が関1-3-2", "郵便でお送りください"), ("", "担当にお渡しください"),
    ])
    func `both sides say how the form that stops further mail gets to the sender`(_ seller: String, _ way: String)
        throws
    {
        let text = try text("clinic-known-line") { sample in
            sample.yaml = sample.yaml.replacing(", fax: 03-0000-0001", with: seller)
        }
        #expect(text.components(separatedBy: way).count > 2, "\(way)")
        for other in ["FAXでお送りください", "郵便でお送りください", "担当にお渡しください"] where other != way { #expect(!text.contains(other)) }
    }

    @Test func `first cost less grant is the own share on every letter, the other vendors' cost included`() throws {
        let text = try text("hospital")
        for figure in ["1,687,950円", "1,687,000円", "587,950円、改修費1,100,000円", "950円"] {
            #expect(text.contains(figure), "\(figure)")
        }
    }

    @Test func `where the list does not know the line, existing and new stand side by side and are called 想定`() throws {
        let text = try text("pharmacy-unknown-line")
        for figure in ["279,950円", "282,920円", "282,000円", "920円〜950円", "2,200円", "8,140円", "「回線の状況」", "当社の想定です"] {
            #expect(text.contains(figure), "\(figure)")
        }
        // room up to the limit holds for both
        #expect(text.contains("146,080円"))
        // nothing assumed is ticked in the reply
        let html = String(
            decoding: try LetterSamples.piece(.letter, sample("pharmacy-unknown-line")).html.serialize(), as: UTF8.self)
        #expect(!html.contains("class=\"box on\""))
    }

    @Test func `a quote that is not complete has no grant and no own share, and says 別途見積`() throws {
        let text = try text("incomplete")
        #expect(text.contains("別途"))
        #expect(!text.contains("279,000円"))
        #expect(text.contains("導入の費用と"))
    }

    @Test func `what nobody told is left out: no fax number, no telephone, no form to be faxed`() throws {
        let least = try text("least")
        #expect(!least.contains("FAX"))
        #expect(!least.contains("電話で見積番号"))
        #expect(least.contains("お申込書"))
        let usual = try text("clinic-known-line")
        #expect(usual.contains("FAX返信・お申込書"))
        #expect(usual.contains("03-0000-0001"))
    }

    @Test func `the QR code opens the estimator at exactly this case`() throws {
        let html = String(
            decoding: try LetterSamples.piece(.letter, sample("hospital")).html.serialize(), as: UTF8.self)
        let choice = EstimatorChoice(kind: .hospital, situation: .new, readers: 3, terminal: .desktop, hasSupport: true)
        #expect(html.contains(choice.query.replacing("&", with: "&amp;")))
        #expect(html.contains("同じ条件の試算"))
        // a case that the page cannot say opens the page alone
        var mixed = try sample("clinic-known-line")
        mixed.yaml = mixed.yaml.replacing("desktops: 1, cardReaders: 1", with: "desktops: 2, cardReaders: 1")
        let other = String(decoding: try LetterSamples.piece(.letter, mixed).html.serialize(), as: UTF8.self)
        #expect(!other.contains("?kind="))
        #expect(other.contains("条件を変えた試算"))
    }

    @Test func `letter and estimate are two sheets, the estimate begins on a front, and each front has its code`()
        throws
    {
        let piece = try LetterSamples.piece(.letterAndEstimate, sample("pharmacy-unknown-line"), sequence: 4_567)
        #expect(piece.pageCount == 3)
        #expect(piece.sheets == 2)
        let endsOnFront = piece.endsOnFront
        #expect(endsOnFront)
        #expect(piece.session.stamps.keys.sorted() == [0, 2])
        #expect(piece.session.stamps[0]?.words.map(\.text) == ["0004567", "1/2"])
        #expect(piece.session.stamps[2]?.words.map(\.text) == ["0004567", "2/2"])
        let made = try piece.render()
        #expect(made.diagnostics.map(\.description) == [])
        let pages = try PrintedPage.words(made.pdf)
        #expect(pages[2].contains { $0.text.contains("概算見積書") })
        #expect(pages[0].contains { $0.text == "1/2" } && pages[2].contains { $0.text == "2/2" })
        try keep(made.pdf, "letter-and-estimate.pdf")
    }

    @Test func `a proposal is mailed with its address sheet, in one piece with codes on every front`() throws {
        let piece = try LetterSamples.piece(.proposal, sample("hospital"))
        #expect(piece.geometry.envelope.folds.isEmpty)
        #expect(piece.pageCount > 14)
        let fits = piece.fitsEnvelope
        #expect(fits)
        #expect(piece.session.stamps.count == piece.sheets)
        let made = try piece.render()
        #expect(made.diagnostics.map(\.description) == [])
        let pages = try PrintedPage.words(made.pdf)
        for sheet in 1...piece.sheets {
            #expect(pages[2 * (sheet - 1)].contains { $0.text == "\(sheet)/\(piece.sheets)" })
        }
        try keep(made.pdf, "proposal.pdf")
    }

    @Test func `the machine's code names print file, sequence, sheet and sheets in fourteen digits`() {
        #expect(SheetCodes.machineText(printFile: 12, sequence: 220_000, sheet: 2, of: 11) == "01202200000211")
    }

    @Test func `a control piece is marked 見本 on every page, has no customer and cannot be mailed`() throws {
        let letters = try LetterSamples.letters.get()
        let offer = try LetterSamples.offer(sample("clinic-known-line").yaml)
        let piece = try letters.specimen(.letter, like: offer.profile, on: offer.date, PieceFacts(sequence: 1))
        let made = try piece.render()
        let pages = try PrintedPage.words(made.pdf)
        for page in pages { #expect(page.contains { $0.text.contains("見本") && $0.area.height > 20 }) }
        let several = try letters.specimen(
            .letterAndEstimate, like: offer.profile, on: offer.date, PieceFacts(sequence: 1))
        for page in try PrintedPage.words(several.render().pdf) {
            #expect(page.contains { $0.text == "見本" && $0.area.x < 15 })
        }
        let text = try PrintedPage.text(made.pdf)
        #expect(!text.contains("霞が関"))
        #expect(text.contains("郵送しません"))
        #expect(piece.session.stamps[0]?.words.first?.text == "-------")
        #expect(piece.barcode.isPrinted)
        try keep(made.pdf, "specimen.pdf")
    }

    @Test func `the same piece gives the same bytes`() throws {
        let first = try LetterSamples.piece(.letter, sample("longest")).render().pdf
        let second = try LetterSamples.piece(.letter, sample("longest")).render().pdf
        #expect(first == second)
        let other = try LetterSamples.piece(.letter, sample("longest"), sequence: 124).render().pdf
        #expect(first != other)
    }
}
