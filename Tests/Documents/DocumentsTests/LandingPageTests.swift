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
        try LandingSite(workshop: workshop.get(), day: day, sample: .leftOut)
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
        let sets = try #require(root["sets"] as? [[String]])
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
            #expect((found["notes"] as? Int).map { sets[$0] } == quote.notes, "\(choice.key)")
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
            workshop: DocumentWorkshop(folders: WorkshopFolders(home: Self.home)), day: Self.day, sample: .leftOut)
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
            let site = try LandingSite(workshop: workshop, day: Day(day), sample: .leftOut)
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
            try LandingSite(workshop: workshop, day: Day("2021-05-01"), sample: .leftOut)
        }
    }

    // What https://schema.org types need for a page to be understood: the types, and their properties that must be there.
    @Test func `the structured data has what its types require`() throws {
        let page = try text("index.html")
        let match = try #require(page.firstMatch(of: /<script type="application\/ld\+json">([\s\S]*?)<\/script>/))
        let data = try #require(String(match.output.1).data(using: .utf8))
        let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(root["@context"] as? String == "https://schema.org")
        let graph = try #require(root["@graph"] as? [[String: Any]])
        #expect(graph.map { $0["@type"] as? String } == ["Organization", "Product", "FAQPage"])
        let brand = try Self.workshop.get().brand
        let organization = graph[0]
        #expect(organization["name"] as? String == brand.company && organization["url"] as? String == brand.web.url)
        let product = graph[1]
        for key in ["name", "description", "image"] { #expect((product[key] as? String)?.isEmpty == false, "\(key)") }
        let picture = try #require(product["image"] as? String)
        #expect(try Self.site.get()[String(picture.split(separator: "/").last ?? "")] != nil)
        let offers = try #require(product["offers"] as? [[String: Any]])
        #expect(offers.map { $0["price"] as? Int } == [279_950, 282_920])
        for offer in offers {
            #expect(offer["@type"] as? String == "Offer" && offer["priceCurrency"] as? String == "JPY")
            #expect(offer["availability"] as? String == "https://schema.org/InStock")
            #expect(offer["priceValidUntil"] as? String == "2021-03-31")
            #expect((offer["url"] as? String)?.hasPrefix("\(brand.site)?kind=") == true)
            #expect((offer["seller"] as? [String: String])?["@id"] == organization["@id"] as? String)
        }
        let questions = try #require(graph[2]["mainEntity"] as? [[String: Any]])
        #expect(questions.count >= 5)
        for question in questions {
            let answer = try #require(question["acceptedAnswer"] as? [String: String])
            #expect(question["@type"] as? String == "Question" && answer["@type"] == "Answer")
            #expect((question["name"] as? String)?.isEmpty == false && answer["text"]?.isEmpty == false)
            // what is said by machine stands on the page
            #expect(page.contains(try #require(question["name"] as? String)))
        }
    }

    @Test func `the share picture is a PNG of 1200 by 630 pixels, named where the page is shared`() throws {
        let name = try name("share-", ".png")
        let bytes = try #require(try Self.site.get()[name]).bytes
        #expect(Array(bytes[0..<8]) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        func number(_ at: Int) -> Int { bytes[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) } }
        #expect(number(16) == 1200 && number(20) == 630)
        let address = try Self.workshop.get().brand.site + name
        #expect(try text("index.html").contains("property=\"og:image\" content=\"\(address)\""))
    }

    @Test func `an address given for the page takes the place of the brand's`() throws {
        let workshop = try Self.workshop.get()
        let address = "https://clinic.example.jp/pack/"
        let site = try LandingSite(workshop: workshop, day: Self.day, address: address, sample: .leftOut)
        #expect(site.remarks.isEmpty && site.address == address)
        for name in ["index.html", "sitemap.xml", "robots.txt"] {
            let text = String(decoding: try #require(site[name]).bytes, as: UTF8.self)
            #expect(text.contains(address) && !text.contains(workshop.brand.site), "\(name)")
        }
        // the brand's own is fictional, and whoever publishes is told
        #expect(try Self.site.get().remarks.map(\.id) == ["landing-contact"])
    }

    // file, text to be replaced, replacement, what is said
    @Test(arguments: [
        ("Brand/brand.yaml", "status: confirmed", "status: unconfirmed", "web.url is unconfirmed"),
        ("Brand/brand.yaml", "status: confirmed", "status: certain", "web.status is \"certain\""),
        ("Brand/brand.yaml", "https://www.example.com/start-pack/", "http://www.example.com", "a slash at the end"),
        ("Brand/brand.yaml", "  status: assumed\n", "", "site.status is missing"),
        ("Catalogue/price-book-2020-12.yaml", "validFrom: {value: 2020-12-01,", "validFrom: {", "validFrom has no day"),
        ("Catalogue/price-book-2020-12.yaml", "value: 58300", "value: 58301", "does not divide exactly"),
        ("Catalogue/price-book-2020-12.yaml", "initial: 279950", "initial: 279951", ""),
        ("Subsidies/scheme-c.yaml", "publishedOn: {value: 2021-04-01, ", "publishedOn: {", "publishedOn has no day"),
        (
            "Subsidies/scheme-c.yaml", "appliedFrom: {value: 2021-04-01", "appliedFrom: {value: 2021-03-31",
            "these days have two"
        ),
        ("Subsidies/scheme-b.yaml", "limit: {value: 429000", "limit: {value: 428000", "is not 429,000 × 10/10"),
    ])
    func `a missing or contradictory datum stops the build with its place`(
        _ file: String, _ old: String, _ new: String, _ expected: String
    ) throws {
        let manager = FileManager.default
        let home = manager.temporaryDirectory.appending(path: "teian-\(UUID().uuidString)")
        try manager.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? manager.removeItem(at: home) }
        for folder in ["Assets", "Templates"] {
            try manager.copyItem(atPath: "\(Self.home)/\(folder)", toPath: home.appending(path: folder).path)
        }
        let path = home.appending(path: "Assets/\(file)")
        let text = try String(contentsOf: path, encoding: .utf8)
        let changed = text.replacing(old, with: new, maxReplacements: 1)
        #expect(changed != text)
        try changed.write(to: path, atomically: true, encoding: .utf8)
        var said = ""
        do {
            let workshop = try DocumentWorkshop(folders: WorkshopFolders(home: home.path))
            _ = try LandingSite(workshop: workshop, day: Self.day, sample: .leftOut)
        } catch { said = "\(error)" }
        // the source's worked examples are the check's business: they do not price the page
        #expect(expected.isEmpty ? said.isEmpty : said.contains(expected), "\(said)")
        if !expected.isEmpty { #expect(said.contains(".yaml:"), "\(said)") }
    }
}
