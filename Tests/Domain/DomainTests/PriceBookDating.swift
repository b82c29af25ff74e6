//  PriceBookDating.swift
//  A new price book is a new file, and changes nothing in documents dated before it.

import Catalogue
import ClinicProfile
import DataFiles
import Diagnostics
import Measures
import Offer
import QuoteReport
import Testing

@Suite struct PriceBookDating {
    let two: DomainLibrary = {
        do {
            return try DomainLibrary(
                assets: assetsFolder, extraPriceBooks: ["\(repository)/Tests/Domain/Fixtures/price-book-fictional.yaml"]
            )
        } catch { fatalError("\(error)") }
    }()

    @Test func `offers dated before a new book do not change by a byte`() throws {
        for test in Case.everyKind.enumerated().filter({ $0.offset % 6 == 0 }).map(\.element) {
            for date in ["2020-12-01", "2021-02-14", "2021-03-31"] {
                let profile = try profile(test.yaml)
                let before = QuoteJSON(library: library).text(try library.offer(for: profile, on: day(date)))
                let after = QuoteJSON(library: two).text(try two.offer(for: profile, on: day(date)))
                #expect(before == after)
            }
        }
    }

    @Test func `offers dated after it have its prices`() throws {
        let profile = try profile(Case(applied: "2021-03-01").yaml)
        let old = try two.offer(for: profile, on: day("2021-03-31")).ordered.quote
        let new = try two.offer(for: profile, on: day("2021-04-01")).ordered.quote
        #expect(old.priceBook == "price-book-2020-12" && new.priceBook == "price-book-fictional")
        #expect(new.initialTotal.known == old.initialTotal.known + yen(60_001 - 58_300) + yen(104_500 - 99_000))
        #expect(new.monthlyTotal.known == yen(2_750))
        // a price that does not divide: the total's tax is rounded down once
        #expect(new.initialTotal.tax == yen(new.initialTotal.known.amount * 10 / 110))
        #expect(new.initialTotal.tax + new.initialTotal.excludingTax == new.initialTotal.known)
    }

    @Test func `an item that is suspended from a day on is 要確認 from that day on`() throws {
        let profile = try profile(Case(applied: "2021-03-01").yaml)
        #expect(try two.offer(for: profile, on: day("2021-05-31")).ordered.isComplete)
        let offer = try two.offer(for: profile, on: day("2021-06-01"))
        let hub = try #require(offer.ordered.quote.initial.first { $0.id == "hub" })
        #expect(hub.state == .toBeConfirmed && hub.amount == nil && hub.remark?.id == "remark.suspended")
        #expect(!offer.ordered.isComplete && offer.recommended?.id == "otherLine")
    }

    @Test func `the check tells of expired books, gaps and overlaps`() throws {
        func ids(_ library: DomainLibrary, _ date: String) -> [String] {
            library.check(on: day(date)).filter { $0.severity != .note }.map(\.id)
        }
        #expect(ids(library, "2020-12-15").isEmpty)
        #expect(ids(library, "2021-04-01") == ["book-none-valid", "book-expired"])
        #expect(ids(two, "2021-04-01") == ["book-expired"])
        let text = try DataFileText.read("\(repository)/Tests/Domain/Fixtures/price-book-fictional.yaml")
        for (start, expected) in [("2021-03-31", "book-overlap"), ("2021-04-03", "book-gap")] {
            let path = "/tmp/teian-\(getProcessNumber())-\(start).yaml"
            try DataFileText.write(text.replacing("value: 2021-04-01", with: "value: \(start)"), to: path)
            defer { DataFileText.remove(path) }
            let changed = try DomainLibrary(assets: assetsFolder, extraPriceBooks: [path])
            #expect(ids(changed, "2021-02-01") == [expected])
        }
    }

    @Test func `the check lists every unconfirmed figure with its place`() {
        let notes = library.check(on: day("2020-12-15")).filter { $0.id == "figure-unconfirmed" }
        let prices = DomainTables.prices.filter { $0.4 == .unconfirmed }.count
        // scheme B: two cells of the chain; scheme D: six of the hospitals, three of the chain; the claims of two deferrals;
        // the list of border municipalities
        #expect(notes.count == prices + 2 + 6 + 3 + 2 + 1)
        #expect(notes.allSatisfy { ($0.location?.line ?? 0) > 0 })
        #expect(notes.contains { $0.message.contains("initial[setupNotebook].price") })
    }

    // figure in the book, its replacement, what is said of it
    @Test(arguments: [
        ("value: 58300,", "value: 58301,", "does not divide exactly"),
        ("value: 58300,", "value: 113300,", "costs more (113,300) than its list price"),
        ("value: 880,", "value: 990,", "the parts of the new line are 32,890"),
        ("value: 24420,", "value: 880,", "what a migration leaves is 24,420"),
        ("value: 2020-12-01, ", "", "validFrom has no day"),
        ("value: 2021-03-31", "value: 2020-11-30", "ends (2020-11-30) before it begins"),
        ("id: hub\n", "id: hubb\n", "unknown item hubb; did you mean hub?"),
        ("id: hub\n", "id: router\n", "router stands twice"),
        ("notes: [wireEstimate]", "notes: [wireEstimat]", "names the unknown note wireEstimat"),
        ("product: router", "product: rooter", "names the unknown product rooter"),
        ("state: noCharge", "state: toBeConfirmed", "has a price and yet the state"),
        ("status: printed", "status: prented", "one of printed, confirmed"),
        ("extraUnit: 式\n", "", "extraUnit is missing"),
        ("    unit: 台\n", "", "unit is missing"),
    ])
    func `a book that contradicts itself is refused`(_ old: String, _ new: String, _ expected: String) throws {
        let text = try DataFileText.read("\(repository)/Assets/Catalogue/price-book-2020-12.yaml")
        let range = try #require(text.firstRange(of: old))
        let path = "/tmp/teian-\(getProcessNumber())-\(expected.hashValue).yaml"
        try DataFileText.write(text.replacingCharacters(range, with: new), to: path)
        defer { DataFileText.remove(path) }
        let found = faults { _ = try DomainLibrary(assets: assetsFolder, extraPriceBooks: [path]) }
        #expect(found.contains(expected), "\(found)")
    }
}
