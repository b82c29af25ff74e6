//  GrantStateClaims.swift
//  In: customers before and after the day that decides the rate, with a known and an unknown grant, of each kind. Out: claims
//  that every sentence about the grant is true for them.

import Foundation
import Testing

struct GrantStateClaims {
    private func pages(_ kind: String, _ rest: String, _ language: String = "ja") throws -> [String] {
        let folder = try ScratchFolder()
        let file = try folder.write(
            "clinic: {name: サンプル施設, kind: \(kind), address: 神奈川県横浜市中区日本大通1}\n\(rest)\n", as: "profile.yaml")
        let pdf = folder.file("made.pdf").path
        let made = try Program.teian(["proposal", file.path, "-o", pdf, "--quiet", "--language", language])
        guard made.code == 0 else { throw CannotTest("\(made.code) \(made.error)") }
        return try PDFFile(pdf).pages.map(\.solid)
    }
    private static let existing = "line: {situation: existing}\nequipment: {desktops: 1, cardReaders: 1}\n"

    @Test func `who plans to apply too late reads what the earlier day would bring, with both in the chart`() throws {
        let pages = try pages("clinic", Self.existing + "dates: {issued: 2021-03-20, cardReaderApplied: 2021-04-15}")
        let text = pages.joined()
        #expect(text.contains("3月31日までの申込なら、補助金は70,000円増えます"))
        #expect(!text.contains("減ります") && !text.contains("補助率が10/10になります"))
        let chart = try #require(pages.dropFirst(2).first { $0.contains("補助金は70,000円増えます") })
        for figure in ["279,000円", "209,000円", "70,950円"] { #expect(chart.contains(figure), "\(figure)") }
    }

    @Test(arguments: ["hospital", "chainPharmacy"])
    func `where the grant is not known, waiting is told by rate and limit`(kind: String) throws {
        // a hospital's notebook has no price for its set-up; a large chain's rate is not confirmed
        let rest = "line: {situation: existing}\nequipment: {notebooks: 1, cardReaders: 1}\ndates: {issued: 2020-12-15}"
        let pages = try pages(kind, rest)
        let limit = kind == "hospital" ? "1,050,000円" : "214,000円"
        #expect(pages[1].contains("補助率が1/2、補助上限額が\(limit)になります"), "\(pages[1])")
        #expect(pages.joined().contains("2021年4月1日から（見直し前と同じ）".solid))
    }

    @Test func `who has applied is not asked to apply`() throws {
        let pages = try pages("clinic", Self.existing + "dates: {issued: 2020-12-15, cardReaderApplied: 2020-11-20}")
        #expect(pages[1].contains("カードリーダーを受け取る") && !pages[1].contains("カードリーダーを申し込む"))
        #expect(!pages[1].contains("お待ちになると"))
    }

    @Test(arguments: ["pharmacy", "chainPharmacy"])
    func `a pharmacy is not written to as a clinic`(kind: String) throws {
        let text = try pages(kind, Self.existing + "dates: {issued: 2020-12-15}").joined()
        for word in ["院内", "貴院", "診療報酬", "医療機関コード", "電子カルテ標準化", "特定健診情報を見るため", "問診", "診療したい"] {
            #expect(!text.contains(word), "\(word)")
        }
        let english = try pages(kind, Self.existing + "dates: {issued: 2020-12-15}", "en").joined()
        #expect(!english.contains("andcheck-updata)"))
    }
}
