//  WorkedExamples.swift
//  The two configurations that the source document prints, and what follows from its notes, to the yen.

import ClinicProfile
import Measures
import Offer
import Pricing
import Subsidy
import Testing

@Suite struct WorkedExamples {
    func sample(_ name: String) throws -> CustomerOffer {
        try library.offer(for: try library.profile(file: "\(assetsFolder)/Samples/\(name).yaml"))
    }

    @Test func `the existing line costs 279,950 yen and 2,200 yen a month`() throws {
        let offer = try sample("existing-line")
        let quote = offer.ordered.quote
        #expect(quote.initialTotal.known == yen(279_950))
        #expect(quote.initialTotal.excludingTax == yen(254_500))
        #expect(quote.initialTotal.tax == yen(25_450))
        #expect(quote.monthlyTotal.known == yen(2_200))
        #expect(quote.fiveYearTotal == yen(411_950))
        #expect(offer.ordered.subsidy.scheme == "B")
        #expect(offer.ordered.subsidy.grant == yen(279_000))
        #expect(offer.ordered.subsidy.selfPay == yen(950))
        #expect(offer.ordered.subsidy.headroom == yen(149_050))
        #expect(offer.waiting?.loss == yen(70_000))
        #expect(quote.isComplete)
    }

    @Test func `the new line costs 282,920 yen and 8,140 yen a month`() throws {
        let offer = try sample("new-line")
        let quote = offer.ordered.quote
        #expect(quote.initialTotal.known == yen(282_920))
        #expect(quote.initialTotal.excludingTax == yen(257_200))
        #expect(quote.initialTotal.tax == yen(25_720))
        #expect(quote.monthlyTotal.known == yen(8_140))
        #expect(quote.fiveYearTotal == yen(771_320))
        #expect(offer.ordered.subsidy.grant == yen(282_000))
        #expect(offer.ordered.subsidy.selfPay == yen(920))
        #expect(offer.ordered.subsidy.headroom == yen(146_080))
    }
}
