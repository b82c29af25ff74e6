//  QuoteContractClaims.swift
//  In: quotes as JSON and text. Out: claims about the keys that scripts rely on, and about what is null.

import Foundation
import Testing

struct QuoteContractClaims {
    static let profiles = Case.samples + Case.extremes

    @Test(arguments: profiles) func `the contract's keys are all there, null where a figure is not known`(profile: Case)
        throws
    {
        let quote = try profile.quote()
        #expect(quote.value("complete") is NSNumber)
        for path in ["initial.total", "initial.totalExcludingTax", "initial.tax", "monthly.total"] {
            #expect(quote.number(path) != nil, "\(path)")
        }
        for path in ["eligible", "cap", "base", "limit", "grant", "headroom"].map({ "subsidy.\($0)" }) + [
            "selfPay", "fiveYearTotal",
        ] {
            #expect(quote.value(path) is NSNumber || quote.isNull(path), "\(path)")
        }
        for path in ["subsidy.scheme", "subsidy.status"] { #expect(quote.value(path) is String, "\(path)") }
        #expect(quote.value("subsidy.rate") is String || quote.isNull("subsidy.rate"))
        let states: Set = ["printed", "confirmed", "derived", "assumed", "unconfirmed"]
        for line in quote.lines("initial") + quote.lines("monthly") {
            for key in ["id", "name"] { #expect((line[key] as? String)?.isEmpty == false, "\(line)") }
            #expect(line["quantity"] is NSNumber)
            for key in ["unitPrice", "amount"] { #expect(line[key] is NSNumber || line[key] is NSNull, "\(line)") }
            #expect(states.contains(line["status"] as? String ?? ""))
        }
    }

    @Test(arguments: profiles) func `the figures follow from each other`(profile: Case) throws {
        let quote = try profile.quote()
        for part in ["initial", "monthly"] {
            let amounts = quote.lines(part).map { ($0["amount"] as? NSNumber)?.intValue }
            #expect(quote.number("\(part).total") == amounts.compactMap(\.self).reduce(0, +))
        }
        #expect(
            quote.number("initial.total") == (quote.number("initial.totalExcludingTax") ?? 0)
                + (quote.number("initial.tax") ?? 0))
        let isKnown = !(quote.lines("initial") + quote.lines("monthly")).contains { $0["amount"] is NSNull }
        #expect(quote.isComplete == isKnown)
        for line in quote.lines("initial") + quote.lines("monthly") {
            guard let unit = line["unitPrice"] as? NSNumber, let count = line["quantity"] as? NSNumber else { continue }
            #expect((line["amount"] as? NSNumber)?.intValue == unit.intValue * count.intValue, "\(line)")
        }
        guard quote.isComplete else {
            for path in ["subsidy.grant", "selfPay", "fiveYearTotal"] { #expect(quote.isNull(path), "\(path)") }
            return
        }
        #expect(
            quote.number("fiveYearTotal") == (quote.number("initial.total") ?? 0) + 60
                * (quote.number("monthly.total") ?? 0))
        let eligible = try #require(quote.number("subsidy.eligible"))
        let cap = try #require(quote.number("subsidy.cap"))
        #expect(quote.number("subsidy.base") == min(eligible, cap))
        #expect(quote.number("subsidy.headroom") == max(0, cap - eligible))
        guard let grant = quote.number("subsidy.grant") else {
            #expect(quote.isNull("selfPay"))
            return
        }
        #expect(grant % 1_000 == 0 && grant <= min(eligible, quote.number("subsidy.limit") ?? 0))
        #expect(
            quote.number("selfPay") == (quote.number("initial.total") ?? 0)
                + (quote.number("otherVendors") ?? otherCost(quote)) - grant)
    }

    private func otherCost(_ quote: Quote) -> Int {
        (quote.value("otherVendors.amount") as? NSNumber)?.intValue ?? 0
    }

    @Test(
        arguments: zip(
            Case.samples,
            [
                [279_950, 2_200, 279_950, 279_000, 149_050, 950, 411_950],
                [282_920, 8_140, 282_920, 282_000, 146_080, 920, 771_320],
            ]))
    func `the worked examples come out to the yen`(sample: Case, figures: [Int]) throws {
        let quote = try sample.quote()
        let paths = [
            "initial.total", "monthly.total", "subsidy.eligible", "subsidy.grant", "subsidy.headroom", "selfPay",
            "fiveYearTotal",
        ]
        #expect(paths.map(quote.number) == figures)
        #expect(quote.value("subsidy.scheme") as? String == "B")
        #expect(quote.isComplete)
    }

    @Test(arguments: profiles) func `the table for people has the same totals`(profile: Case) throws {
        let quote = try profile.quote()
        let result = try Program.teian(["quote", profile.path, "--quiet"])
        #expect(result.code == 0)
        let digits = result.text.filter { $0 != "," }
        for (place, amount) in quote.mustBePrinted() { #expect(digits.contains("\(amount)"), "\(place)") }
        #expect(result.error.isEmpty)
    }

    @Test func `the trail names a source for every figure`() throws {
        let result = try Program.teian(["quote", Case.existingLine.path, "--explain"])
        #expect(result.code == 0)
        let plain = try Program.teian(["quote", Case.existingLine.path])
        #expect(result.output.count > plain.output.count)
        #expect(result.text.contains("price-book-2020-12.yaml") || result.text.contains("料金表"))
    }

    @Test func `the same quote has the same bytes`() throws {
        let arguments = ["quote", Case.newLine.path, "--format", "json", "--explain"]
        #expect(try Program.teian(arguments).output == Program.teian(arguments).output)
    }
}
