//  LandingPageTests.swift
//  Claims about the public page and the table of its estimator.

import DataFiles
import Foundation
import LandingPage
import Measures
import Offer
import Proposal
import Testing

@Suite struct LandingPages {
    private static let home = String(#filePath.components(separatedBy: "/Tests/")[0])
    private static let day = Day("2020-12-15")
    private static let workshop = Result { try DocumentWorkshop(folders: WorkshopFolders(home: home)) }
    private static let site = Result {
        try LandingSite(workshop: workshop.get(), day: day, withSample: false)
    }

    private func text(_ name: String) throws -> String {
        String(decoding: try #require(try Self.site.get()[name]).bytes, as: UTF8.self)
    }
    private func name(_ start: String, _ ending: String) throws -> String {
        try #require(try Self.site.get().files.first { $0.name.hasPrefix(start) && $0.name.hasSuffix(ending) }).name
    }

    @Test func `the table says what the domain offers, for every combination`() throws {
        let library = try Self.workshop.get().library
        let bytes = try #require(try Self.site.get()[try name("estimator-", ".json")]).bytes
        let root = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        let cases = try #require(root["cases"] as? [String: [String: Any]])
        let notes = try #require(root["notes"] as? [String: String])
        let texts = try #require(root["texts"] as? [String])
        #expect(cases.count == 180)
        #expect(EstimatorChoice.all.count == 180)
        for choice in EstimatorChoice.all {
            let found = try #require(cases[choice.key])
            // the profile as sales would write it
            let terminals = choice.terminal == .desktop ? "desktops" : "notebooks"
            let profile = """
                clinic: {name: 試算, kind: \(choice.kind.rawValue), address: 東京都千代田区霞が関1-3-2}
                line: {situation: \(choice.situation.rawValue)}
                equipment: {\(terminals): \(choice.readers), cardReaders: \(choice.readers)}
                deployment: onPremises1
                support: \(choice.hasSupport)
                """
            let offer = try library.offer(
                for: library.profile(from: DataFile.parse(profile, file: "test")), on: Self.day)
            let quote = offer.ordered.quote
            let grant = offer.ordered.subsidy
            #expect(found["initial"] as? Int == quote.initialTotal.known.amount, "\(choice.key)")
            #expect(found["initialMore"] as? Bool == !quote.initialTotal.isComplete, "\(choice.key)")
            #expect(found["monthly"] as? Int == quote.monthlyTotal.known.amount, "\(choice.key)")
            #expect(found["monthlyMore"] as? Bool == !quote.monthlyTotal.isComplete, "\(choice.key)")
            #expect(found["grant"] as? Int == grant.grant?.amount, "\(choice.key)")
            #expect(found["own"] as? Int == grant.selfPay?.amount, "\(choice.key)")
            let sentences = ([grant.reasonUnknown].compactMap(\.self) + grant.conditions).map(library.text)
            #expect((found["texts"] as? [Int])?.map { texts[$0] } == sentences, "\(choice.key)")
            #expect(found["notes"] as? [String] == quote.notes, "\(choice.key)")
            #expect(quote.notes.allSatisfy { notes[$0] == library.noteText($0, book: offer.priceBook) })
        }
    }

    @Test func `the two worked cases stand on the page`() throws {
        let page = try text("index.html").replacing("<small>", with: "").replacing("</small>", with: "")
        for figure in ["279,950円", "279,000円", "950円", "2,200円", "282,920円", "282,000円", "920円", "8,140円"] {
            #expect(page.contains(">\(figure)<"), "\(figure)")
        }
    }

    @Test func `every yen figure of the page is one that is known`() throws {
        let library = try Self.workshop.get().library
        let table = try Self.site.get().table
        var known: Set<Int> = []
        func add(_ yen: Yen?) { if let yen { known.insert(yen.amount) } }
        for choice in EstimatorChoice.all {
            guard let offer = table[choice] else { continue }
            let (quote, grant) = (offer.ordered.quote, offer.ordered.subsidy)
            for line in quote.initial + quote.monthly where line.status != .unconfirmed { add(line.amount) }
            add(quote.initialTotal.known)
            add(quote.monthlyTotal.known)
            add(grant.grant)
            add(grant.selfPay)
            add(offer.waiting?.loss)
        }
        for scheme in library.subsidies.schemes {
            for row in scheme.rows {
                add(row.cap.value)
                add(row.limit.value)
            }
        }
        for book in library.catalogue.books {
            for item in book.allItems { add(item.price.value) }
            add(book.surchargeThreshold.value)
            add(book.surchargeTolerance.value)
        }
        let page = try text("index.html").replacing("<small>", with: "").replacing("</small>", with: "")
        let figures = page.matches(of: /([0-9][0-9,]*)円/).map { Int($0.output.1.replacing(",", with: "")) ?? -1 }
        #expect(figures.count > 60)
        for figure in figures { #expect(known.contains(figure), "\(figure) 円") }
    }

    @Test func `the same input gives the same bytes`() throws {
        let again = try LandingSite(
            workshop: DocumentWorkshop(folders: WorkshopFolders(home: Self.home)), day: Self.day, withSample: false)
        #expect(try Self.site.get().files == again.files)
    }

    @Test func `every link and every anchor of the pages resolves`() throws {
        let brand = try Self.workshop.get().brand
        let site = try Self.site.get()
        for page in ["index.html", "404.html"] {
            let text = try text(page)
            let anchors = Set(text.matches(of: /\sid="([^"]+)"/).map { String($0.output.1) })
            let links = text.matches(of: /\s(?:href|src|data-table)="([^"]*)"/).map { String($0.output.1) }
            #expect(!links.isEmpty)
            for link in links.map({ $0.replacing("&amp;", with: "&") }) {
                if link.hasPrefix("https://") {
                    #expect([brand.web.url, brand.portal.url, brand.site].contains(link), "\(link)")
                } else if link.hasPrefix("#") || link.hasPrefix("?") {
                    #expect(anchors.contains(String(link.split(separator: "#").last ?? "")), "\(link)")
                } else {
                    #expect(site[link] != nil, "\(link)")
                }
            }
        }
    }

    @Test func `nothing inline runs or styles, and nothing comes from elsewhere`() throws {
        for page in ["index.html", "404.html"] {
            let text = try text(page)
            #expect(text.contains("Content-Security-Policy"))
            #expect(!text.contains(" style=\"") && !text.contains("<style") && !text.contains(" onclick"))
            #expect(text.matches(of: /<script(?![^>]*(?:src=|application\/ld\+json))/).isEmpty)
            #expect(text.matches(of: /(?:src|srcset)="https?:/).isEmpty)
        }
        let sheet = try text(try name("site-", ".css"))
        #expect(!sheet.contains("url(") && !sheet.contains("@import"))
    }

    @Test func `what is behind its deadline is shown as closed`() throws {
        let workshop = try Self.workshop.get()
        func closed(_ day: String) throws -> Int {
            let site = try LandingSite(workshop: workshop, day: Day(day), withSample: false)
            let page = String(decoding: try #require(site["index.html"]).bytes, as: UTF8.self)
            return page.matches(of: /class="closed"/).count
        }
        #expect(try closed("2020-12-15") == 0)
        // the migration's applications ended with January
        #expect(try closed("2021-02-15") > 0)
    }

    @Test func `a day without prices makes no site`() throws {
        let workshop = try Self.workshop.get()
        #expect(throws: LandingError.self) {
            try LandingSite(workshop: workshop, day: Day("2021-05-01"), withSample: false)
        }
    }
}
