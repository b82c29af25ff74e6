//  EstimateTests.swift
//  Claims about the estimate: its figures are the proposal's, its lines add up, it has one page.

import ClinicProfile
import DataFiles
import Foundation
import Measures
import Offer
import Proposal
import Testing

@Suite struct Estimates {
    private static let home = String(#filePath.components(separatedBy: "/Tests/")[0])
    private static let workshop = Result { try DocumentWorkshop(folders: WorkshopFolders(home: home)) }

    private func document(_ sample: String, _ change: (inout CustomerProfile) -> Void = { _ in }) throws
        -> OfferDocument
    {
        let workshop = try Self.workshop.get()
        var profile = try workshop.library.profile(file: "\(Self.home)/Assets/Samples/\(sample).yaml")
        change(&profile)
        return try OfferDocument(.estimate, of: workshop.library.offer(for: profile), workshop: workshop, language: .ja)
    }

    /// The yen figures of the cells of a part of the page, in its order; ▲ is minus.
    private func figures(_ page: String, from start: String, to end: String) throws -> [Int] {
        let from = try #require(page.range(of: start)).upperBound
        let to = try #require(page.range(of: end, range: from..<page.endIndex)).lowerBound
        return page[from..<to].matches(of: /class="n">(▲?)([0-9,]+)</).map {
            (Int($0.output.2.replacing(",", with: "")) ?? .min) * ($0.output.1.isEmpty ? 1 : -1)
        }
    }

    @Test(arguments: ["existing-line", "new-line"])
    func `lines without tax add up to the subtotal, and with the tax to the proposal's total`(_ sample: String) throws {
        let document = try document(sample)
        let page = String(decoding: document.html.serialize(), as: UTF8.self)
        let lines = try figures(page, from: "<table class=\"t lines\">", to: "class=\"sum\"")
        let sums = try figures(page, from: "class=\"sum\"", to: "</table>")
        let total = document.offer.ordered.quote.initialTotal.known.amount
        let amounts = lines.indices.filter { !$0.isMultiple(of: 2) }.map { lines[$0] }
        #expect(page.contains("金額（税抜）"))
        #expect(amounts.count > 7)
        #expect(amounts.reduce(0, +) == sums[0])
        #expect(sums[0] + sums[1] == total)
        #expect(sums[2] == total)
        #expect(sums[1] * 10 == sums[0])
    }

    @Test func `amounts that have no net price in whole yen are all printed with tax`() throws {
        let profile = """
            clinic: {name: サンプル医院, kind: clinic, address: 東京都千代田区霞が関1-3-2}
            line: {situation: existing}
            equipment: {desktops: 1, cardReaders: 1, newWires: 4, reusedWires: 1}
            dates: {issued: 2020-12-15}
            discounts: [{name: お値引き, amount: 10000, reason: 一式のご契約, approvedBy: 部長}]
            """
        let workshop = try Self.workshop.get()
        let offer = try workshop.library.offer(
            for: workshop.library.profile(from: DataFile.parse(profile, file: "test")))
        let page = String(
            decoding: try OfferDocument(.estimate, of: offer, workshop: workshop, language: .ja).html.serialize(),
            as: UTF8.self)
        let lines = try figures(page, from: "<table class=\"t lines\">", to: "class=\"sum\"")
        let amounts = lines.indices.filter { !$0.isMultiple(of: 2) }.map { lines[$0] }
        #expect(page.contains("金額（税込）"))
        #expect(amounts.last == -10_000)
        #expect(amounts.reduce(0, +) == offer.ordered.quote.initialTotal.known.amount)
    }

    @Test func `the honorific is 御中 for the house and 様 for a person, never both`() throws {
        func honorifics(_ document: OfferDocument) throws -> (Bool, Bool) {
            let page = String(decoding: document.html.serialize(), as: UTF8.self)
            return (page.contains("<b>御中</b>"), page.contains("<b>様</b>"))
        }
        #expect(try honorifics(document("existing-line")) == (true, false))
        #expect(try honorifics(document("existing-line") { $0.clinic.addressee = "山田 太郎" }) == (false, true))
    }

    @Test func `before the invoice system no registration number is printed`() throws {
        let document = try document("existing-line") { $0.seller.registrationNumber = "T7000012050002" }
        #expect(!String(decoding: document.html.serialize(), as: UTF8.self).contains("T7000012050002"))
    }

    @Test func `what is quoted separately is said beside the total, and no grant is named`() throws {
        let document = try document("existing-line") {
            $0.equipment.desktops = 0
            $0.equipment.notebooks = 1
        }
        let page = String(decoding: document.html.serialize(), as: UTF8.self)
        #expect(page.contains("＋別途見積分"))
        #expect(!page.contains("補助金は<"))
    }

    @Test(arguments: ["existing-line", "new-line"]) func `a sample has one page`(_ sample: String) throws {
        #expect(try document(sample).render().pageCount == 1)
    }
}
