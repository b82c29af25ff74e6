//  PostageClaims.swift
//  In: tables of pieces and postings. Out: claims about weight, class, step, price and discounts.

import DataFiles
import Diagnostics
import Measures
import Testing

@testable import Postage

private let postage: PostageLibrary = {
    do { return try PostageLibrary(assets: assetsFolder) } catch { fatalError("\(error)") }
}()

private func paper(_ id: String) -> Paper {
    guard let paper = postage.paper(id) else { fatalError("no paper \(id)") }
    return paper
}

private func envelope(_ id: String) -> Envelope {
    guard let envelope = postage.envelope(id) else { fatalError("no envelope \(id)") }
    return envelope
}

private func table(_ date: String) throws -> PostageTable { try #require(postage.table(on: day(date))) }

struct PieceCase: Sendable, CustomStringConvertible {
    let date: String
    let paper: String
    let sheets: Int
    let envelope: String
    let letterClass: LetterClass?
    let grams: Int
    let yen: Int
    var description: String { "\(date) \(sheets) × \(paper) in \(envelope)" }
}

@Suite struct PostageClaims {
    @Test(arguments: [
        // 長形3号 with paper of 64.0 g/m² (4 g a sheet): four sheets in 25 g, eleven in 50 g
        PieceCase(
            date: "2020-12-15", paper: "plain-64", sheets: 1, envelope: "naga3-window", letterClass: .standard,
            grams: 25, yen: 84),
        PieceCase(
            date: "2020-12-15", paper: "plain-64", sheets: 4, envelope: "naga3-window", letterClass: .standard,
            grams: 25, yen: 84),
        PieceCase(
            date: "2020-12-15", paper: "plain-64", sheets: 5, envelope: "naga3-window", letterClass: .standard,
            grams: 50, yen: 94),
        PieceCase(
            date: "2020-12-15", paper: "plain-64", sheets: 11, envelope: "naga3-window", letterClass: .standard,
            grams: 50, yen: 94),
        PieceCase(
            date: "2020-12-15", paper: "plain-64", sheets: 12, envelope: "naga3-window", letterClass: .large,
            grams: 100, yen: 140),
        // with paper of 81.4 g/m² (5.08 g): three in 25 g; ten and an envelope pass 50 g
        PieceCase(
            date: "2020-12-15", paper: "plain-81", sheets: 3, envelope: "naga3-window", letterClass: .standard,
            grams: 25, yen: 84),
        PieceCase(
            date: "2020-12-15", paper: "plain-81", sheets: 4, envelope: "naga3-window", letterClass: .standard,
            grams: 50, yen: 94),
        PieceCase(
            date: "2020-12-15", paper: "plain-81", sheets: 8, envelope: "naga3-window", letterClass: .standard,
            grams: 50, yen: 94),
        PieceCase(
            date: "2020-12-15", paper: "plain-81", sheets: 10, envelope: "naga3-window", letterClass: .large,
            grams: 100, yen: 140),
        // 角形2号 is never 定形
        PieceCase(
            date: "2020-12-15", paper: "plain-64", sheets: 1, envelope: "kaku2", letterClass: .large, grams: 50,
            yen: 120),
        PieceCase(
            date: "2020-12-15", paper: "plain-64", sheets: 10, envelope: "kaku2", letterClass: .large, grams: 100,
            yen: 140),
        // too thick for 定形外（規格内）, too heavy for a letter at all
        PieceCase(
            date: "2020-12-15", paper: "plain-64", sheets: 400, envelope: "kaku2", letterClass: .oversize, grams: 2000,
            yen: 1040),
        PieceCase(
            date: "2020-12-15", paper: "plain-81", sheets: 900, envelope: "kaku2", letterClass: nil, grams: 0, yen: 0),
        // the dated tables
        PieceCase(
            date: "2019-10-01", paper: "plain-64", sheets: 1, envelope: "naga3-window", letterClass: .standard,
            grams: 25, yen: 84),
        PieceCase(
            date: "2024-09-30", paper: "plain-64", sheets: 5, envelope: "naga3-window", letterClass: .standard,
            grams: 50, yen: 94),
        PieceCase(
            date: "2024-10-01", paper: "plain-64", sheets: 1, envelope: "naga3-window", letterClass: .standard,
            grams: 50, yen: 110),
    ])
    func `a piece falls into the class and step of its weight, size and thickness on its day`(c: PieceCase) throws {
        let piece = MailPiece(sheets: c.sheets, paper: paper(c.paper), envelope: envelope(c.envelope))
        let step = try table(c.date).step(for: piece)
        #expect(step?.letterClass == c.letterClass)
        if let step {
            #expect(step.grams == c.grams)
            #expect(step.price.value == yen(c.yen))
        }
    }

    @Test func `a day before every table has no postage`() {
        #expect(postage.table(on: day("2019-09-30")) == nil)
        #expect(postage.table(on: day("2030-01-01"))?.id == "postage-2024-10")
    }

    @Test func `weight and thickness are exact and never too little`() {
        var piece = MailPiece(sheets: 1, paper: paper("plain-81"), envelope: envelope("naga3-window"))
        #expect(piece.milligrams == 5077 + 6000)
        #expect(piece.micrometres == 3 * 100 + 2 * 120)
        piece.sheets = 10
        #expect(piece.milligrams == 50_770 + 6000)
        piece.enclosureMilligrams = 3000
        piece.enclosureMicrometres = 200
        #expect(piece.milligrams == 59_770)
        #expect(piece.micrometres == 30 * 100 + 240 + 200)
    }

    /// A posting of letters of one sheet.
    private func cost(
        _ pieces: Int, sorted: Bool = true, barcode: Bool = false, sheets: Int = 1,
        terms: PostingTerms = PostingTerms(),
        date: String = "2020-12-15"
    ) throws -> PostingCost {
        var tally = PostingTally()
        let piece = MailPiece(sheets: sheets, paper: paper("plain-64"), envelope: envelope("naga3-window"))
        let step = try #require(try table(date).step(for: piece))
        for number in 0..<pieces {
            tally.add(
                PostedPiece(
                    step: step, milligrams: piece.milligrams, micrometres: piece.micrometres,
                    sortingNumber: sorted ? String(100 + number % 7) : nil, hasBarcode: barcode))
        }
        return tally.cost(by: try table(date), terms: terms)
    }

    @Test(arguments: [
        (1999, 0), (2000, 30), (9999, 30), (10_000, 40), (49_999, 40), (50_000, 50), (100_000, 60),
    ])
    func `the discount for sorting rises with the number of pieces`(pieces: Int, permille: Int) throws {
        let result = try cost(pieces)
        #expect(result.full == yen(84 * pieces))
        #expect(result.discounted == yen(84 * pieces - 84 * pieces * permille / 1000))
        #expect(result.areas.reduce(0) { $0 + $1.pieces } == pieces)
        if permille == 0 {
            #expect(result.discounts.first { $0.id == "sorted" }?.outcome == .tooFew(pieces: pieces, needed: 2000))
        }
    }

    @Test func `several postings together claim no discount that none of them may claim`() throws {
        let small = try cost(1_500)
        let both = try #require(PostingCost(together: [small, small]))
        #expect(both.pieces == 3_000 && both.full == yen(84 * 3_000) && both.discounted == both.full)
        #expect(both.discounts.first { $0.id == "sorted" }?.outcome == .tooFew(pieces: 1_500, needed: 2_000))
        let large = try cost(2_000)
        let mixed = try #require(PostingCost(together: [small, large]))
        #expect(mixed.discounted == yen(84 * 3_500 - 84 * 2_000 * 30 / 1_000))
        #expect(
            mixed.discounts.first { $0.id == "sorted" }?.outcome
                == .claimed(pieces: 2_000, permille: 30, sum: yen(84 * 2_000 * 30 / 1_000)))
        #expect(mixed.areas.reduce(0) { $0 + $1.pieces } == 3_500)
        let heavy = try cost(1_500, sheets: 6)
        let steps = try #require(PostingCost(together: [heavy, small])).steps
        #expect(steps.map(\.step.grams) == (small.steps + heavy.steps).map(\.step.grams))
        #expect(PostingCost(together: [small]) == small && PostingCost(together: []) == nil)
    }

    @Test func `bar code, three days and a regional office add up with sorting`() throws {
        let terms = PostingTerms(allowance: .threeDays, sorting: .byArea, place: .regionalOffice)
        let result = try cost(50_000, barcode: true, terms: terms)
        let full = 84 * 50_000
        #expect(result.discounted == yen(full - full * (50 + 20 + 10 + 30) / 1000))
        // below 50,000 the regional office gives nothing
        let fewer = try cost(40_000, barcode: true, terms: terms)
        #expect(fewer.discounted == yen(84 * 40_000 - 84 * 40_000 * (40 + 20 + 30) / 1000))
        #expect(fewer.discounts.first { $0.id == "regional" }?.outcome == .tooFew(pieces: 40_000, needed: 50_000))
    }

    @Test func `the bar code counts by itself from 1,000 pieces on, three days only with sorting`() throws {
        let alone = try cost(1000, barcode: true, terms: PostingTerms(allowance: .threeDays, sorting: .none))
        #expect(alone.discounted == yen(84_000 - 2520))
        #expect(alone.discounts.first { $0.id == "three-days" }?.outcome == .notMet(.withSorting))
        #expect(alone.discounts.first { $0.id == "sorted" }?.outcome == .notMet(.sortedByArea))
        #expect(try cost(999, barcode: true).discounted == yen(84 * 999))
    }

    @Test func `without the postal town data there is no sorting and no bar code, and it is said why`() throws {
        let result = try cost(5000, sorted: false)
        #expect(result.discounted == result.full)
        #expect(result.unsorted == 5000)
        #expect(result.areas.isEmpty)
        #expect(result.discounts.first { $0.id == "sorted" }?.outcome == .notMet(.sortedByArea))
        #expect(result.discounts.first { $0.id == "barcode" }?.outcome == .notMet(.barcoded))
    }

    @Test func `a discount that is not confirmed is never claimed, and an order of the office is worth less`() throws {
        let days = try cost(5000, terms: PostingTerms(allowance: .sevenDays))
        #expect(days.discounts.first { $0.id == "seven-days" }?.outcome == .unconfirmed)
        #expect(days.discounted == yen(420_000 - 420_000 * 50 / 1000))
        let office = try cost(5000, terms: PostingTerms(sorting: .byOffice))
        #expect(office.discounted == yen(420_000 - 4200))
    }

    @Test func `定形外 gets no bar code discount, and seven weights are one too many`() throws {
        let heavy = try cost(5000, barcode: true, sheets: 12)
        #expect(heavy.discounts.first { $0.id == "barcode" }?.outcome == .notMet(.standardSize))
        #expect(
            heavy.discounts.first { $0.id == "sorted" }?.outcome
                == .claimed(pieces: 5000, permille: 30, sum: yen(21_000)))
        var tally = PostingTally()
        for number in 0..<7000 {
            let piece = MailPiece(sheets: 1 + number % 7, paper: paper("plain-64"), envelope: envelope("naga3-window"))
            let step = try #require(try table("2020-12-15").step(for: piece))
            tally.add(
                PostedPiece(
                    step: step, milligrams: piece.milligrams, micrometres: piece.micrometres, sortingNumber: "100",
                    hasBarcode: true))
        }
        let mixed = tally.cost(by: try table("2020-12-15"), terms: PostingTerms())
        #expect(mixed.discounts.first { $0.id == "barcode" }?.outcome == .notMet(.uniform))
        #expect(mixed.steps.map(\.pieces) == [4000, 3000])
        #expect(mixed.full == yen(4000 * 84 + 3000 * 94))
    }

    @Test func `a piece thicker than the bar code machines take has no bar code discount`() throws {
        var tally = PostingTally()
        var piece = MailPiece(sheets: 2, paper: paper("plain-64"), envelope: envelope("naga3-window"))
        piece.enclosureMicrometres = 6000
        let step = try #require(try table("2020-12-15").step(for: piece))
        for _ in 0..<3000 {
            tally.add(
                PostedPiece(
                    step: step, milligrams: piece.milligrams, micrometres: piece.micrometres, sortingNumber: "100",
                    hasBarcode: true))
        }
        #expect(
            tally.cost(by: try table("2020-12-15"), terms: PostingTerms()).discounts.first { $0.id == "barcode" }?
                .outcome
                == .notMet(.thin))
    }
}
