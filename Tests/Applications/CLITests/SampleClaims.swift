//  SampleClaims.swift
//  In: the two samples. Out: claims about the finished documents: text, fonts, outline, page numbers, figures, same bytes.

import Foundation
import Testing

struct SampleClaims {
    static let samples = Case.samples

    @Test(
        arguments: zip(
            samples, [("279,950円", "2,200円", "279,000円", "950円"), ("282,920円", "8,140円", "282,000円", "920円")]))
    func `the customer, the totals, the grant and 概算 are in the document`(
        sample: Case, figures: (initial: String, monthly: String, grant: String, own: String)
    ) async throws {
        let text = try await Proposals.shared.document(sample).solidText()
        let name = try #require(try sample.written("name"))
        #expect(text.contains(name.solid))
        #expect(text.contains("御中"))
        for figure in [figures.initial, figures.monthly, figures.grant, figures.own] { #expect(text.contains(figure)) }
        #expect(text.contains("概算"))
    }

    @Test(arguments: samples) func `a sample has nothing to complain about`(sample: Case) async throws {
        let made = try await Proposals.shared.outcome(sample)
        #expect(made.outcome.code == 0)
        #expect(made.outcome.error.isEmpty, "\(made.outcome.error)")
        #expect(made.outcome.output.isEmpty)
    }

    @Test(arguments: samples) func `the length is that of a proposal`(sample: Case) async throws {
        let count = try await Proposals.shared.document(sample).pages.count
        #expect((14...24).contains(count))
    }

    @Test(arguments: samples)
    func `every font is embedded and subset, at most two objects a face`(sample: Case) async throws {
        let fonts = try await Proposals.shared.document(sample).fonts()
        #expect(!fonts.isEmpty)
        for font in fonts { #expect(font.isEmbedded && font.isSubset, "\(font.line)") }
        for (face, objects) in Dictionary(grouping: fonts, by: \.face) {
            #expect(objects.count <= 2, "\(face) has \(objects.count)")
        }
    }

    @Test(arguments: samples) func `the file has no fault that qpdf knows`(sample: Case) async throws {
        let path = try await Proposals.shared.document(sample).path
        // a warning ends with 3, a fault with 2; both end this test
        let report = try Program.tool("qpdf", ["--check", path])
        #expect(report.contains("No syntax or stream encoding errors found"))
        #expect(!report.lowercased().contains("warning"))
    }

    @Test(arguments: samples) func `title, author, language and the day of issue are in the file`(sample: Case)
        async throws
    {
        let path = try await Proposals.shared.document(sample).path
        let info = try Program.tool("pdfinfo", ["-isodates", path])
        #expect(info.contains("オンライン資格確認"))
        #expect(info.contains(try #require(try sample.written("name"))))
        #expect(info.contains(/Author: +サンプル通信株式会社/))
        #expect(info.contains(/CreationDate: +2020-12-15/))
        #expect(info.contains(/Tagged: +yes/))
        #expect(info.contains(/Page size: .*A4/))
    }

    @Test(arguments: samples) func `every page but the cover says n of N`(sample: Case) async throws {
        let pages = try await Proposals.shared.document(sample).pages
        for (index, page) in pages.enumerated() {
            let numbers = page.matches(of: /(\d+) \/ (\d+)/).map { [Int($0.1), Int($0.2)] }
            if index == 0 {
                #expect(numbers.isEmpty, "the cover is numbered")
            } else {
                #expect(numbers.contains([index + 1, pages.count]), "page \(index + 1): \(numbers)")
            }
        }
    }

    @Test(arguments: samples)
    func `the contents name the page where each part begins, and the outline has every part`(sample: Case) async throws
    {
        let document = try await Proposals.shared.document(sample)
        let entries = try document.contents()
        let bookmarks = try document.bookmarks()
        #expect(entries.count >= 13)
        #expect(entries.compactMap(\.number) == Array(1...11))
        for entry in entries {
            let page = try #require(
                document.pages.indices.contains(entry.page - 1) ? document.pages[entry.page - 1] : nil)
            // below the running head stands the part's name, with its number: a part may carry the shorter half of its entry
            let begins = page.split(separator: "\n").prefix(8).contains { line in
                let words = line.split(whereSeparator: \.isWhitespace)
                let name = entry.number == nil ? words.first : words.dropFirst().first
                let agrees = entry.number == nil || words.first == Substring(String(entry.number ?? 0))
                return agrees && name.map { !$0.isEmpty && entry.title.hasPrefix($0) } == true
            }
            #expect(begins, "\(entry.title) does not begin on page \(entry.page)")
            #expect(bookmarks.contains { $0.destpageposfrom1 == entry.page }, "no bookmark leads to \(entry.title)")
        }
        #expect(bookmarks.allSatisfy { !$0.title.isEmpty && $0.destpageposfrom1 != nil })
        let places = bookmarks.compactMap(\.destpageposfrom1)
        #expect(places == places.sorted(), "bookmarks go back and forth")
    }

    @Test(arguments: samples) func `the same input gives the same bytes, from any folder`(sample: Case) async throws {
        let first = try await Proposals.shared.outcome(sample).folder.file("proposal.pdf")
        let elsewhere = try ScratchFolder()
        let result = try Program.teian(
            [
                "proposal", Program.root.appendingPathComponent(sample.path).path, "-o", "again.pdf", "--home",
                Program.root.path,
            ],
            in: elsewhere.url)
        #expect(result.code == 0)
        #expect(try Data(contentsOf: first) == Data(contentsOf: elsewhere.file("again.pdf")))
    }

    @Test(arguments: samples + Case.extremes)
    func `every amount of the quote is in the document, and every amount of the document comes from the quote`(
        profile: Case
    ) async throws {
        let document = try await Proposals.shared.document(profile)
        let quote = try profile.quote()
        let printed = try document.numbers()
        for (place, amount) in quote.mustBePrinted() {
            #expect(printed.contains(amount), "\(place): \(amount) is not printed")
        }
        let unexplained = try document.yenAmounts().subtracting(quote.mayBePrinted()).sorted()
        #expect(unexplained.isEmpty)
    }
}
