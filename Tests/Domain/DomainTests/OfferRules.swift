//  OfferRules.swift
//  Alternatives, the recommended one, deadlines, waiting; what sales settled by themselves; what stops an offer.

import ClinicProfile
import Measures
import Offer
import Pricing
import Testing

@Suite struct OfferRules {
    @Test func `alternatives change one thing each and keep the rest`() throws {
        var test = Case()
        test.equipment = "{desktops: 2, cardReaders: 2, newWires: 9, reusedWires: 2}"
        test.renovation = 100_000
        let offer = try test.offer()
        #expect(offer.alternatives.map(\.id) == ["ordered", "otherLine", "otherTerminal", "otherSupport"])
        #expect(offer.alternatives.map(\.letter) == ["A", "B", "C", "D"])
        let (line, terminal, support) = (offer.alternatives[1], offer.alternatives[2], offer.alternatives[3])
        #expect(line.configuration.situation == .new && line.configuration.newWires == 4, "the diagram's own wires")
        #expect(line.configuration.reusedWires == 0 && line.configuration.desktops == 2)
        #expect(terminal.configuration.notebooks == 2 && terminal.configuration.desktops == 0)
        #expect(terminal.configuration.newWires == 9 && terminal.configuration.reusedWires == 2)
        #expect(!support.configuration.hasSupport && support.configuration.newWires == 9)
        #expect(support.quote.monthlyTotal.known == .zero)
        for alternative in offer.alternatives where alternative.isComplete {
            #expect(alternative.subsidy.eligible == alternative.quote.initialTotal.known + yen(100_000))
        }
    }

    @Test(arguments: [
        ("{situation: existing}", "{desktops: 1}", "ordered", "recommend.ordered"),
        ("{situation: new}", "{desktops: 1}", "ordered", "recommend.ordered"),
        ("{situation: existing, currentMonthly: 5000}", "{desktops: 1}", "ordered", "recommend.ordered.cheaper"),
        ("{situation: existing, currentMonthly: 6500}", "{desktops: 1}", "ordered", "recommend.ordered"),
        ("{situation: existing, kind: other}", "{desktops: 1}", "otherLine", "recommend.otherLine"),
        ("{situation: existing}", "{notebooks: 1}", "otherTerminal", "recommend.otherTerminal"),
        ("{situation: new, building: apartment}", "{desktops: 1}", "otherLine", "recommend.otherLine"),
        ("{situation: existing}", "{desktops: 1, wirelessLAN: true}", "-", "recommend.none"),
    ])
    func `what was ordered is recommended if it is complete, else the first that is`(
        _ line: String, _ equipment: String, _ id: String, _ reason: String
    ) throws {
        var test = Case()
        (test.line, test.equipment) = (line, equipment)
        let offer = try test.offer()
        #expect((offer.recommended?.id ?? "-") == id)
        #expect(offer.recommendation.id == reason)
        #expect(offer.recommended?.isComplete ?? true)
    }

    @Test func `five years are compared across lines only where the present fee is known`() throws {
        let unknown = try Case().offer()
        #expect(unknown.fiveYearBeside(unknown.alternatives[0]) == yen(132_950))
        #expect(unknown.fiveYearBeside(unknown.alternatives[1]) == nil)
        var test = Case()
        test.line = "{situation: existing, currentMonthly: 5000}"
        let known = try test.offer()
        #expect(known.fiveYearBeside(known.alternatives[0]) == yen(432_950))
        #expect(known.fiveYearBeside(known.alternatives[1]) == yen(489_320))
        #expect(known.recommendation["difference"] == .yen(yen(56_370)))
    }

    @Test(
        arguments: [
            ("2021-01-20", 70_000), (nil, 70_000), ("2021-03-31", 70_000), ("2020-12-15", nil), ("2020-11-01", nil),
            ("2021-04-01", 70_000),
        ] as [(String?, Int?)])
    func `waiting costs what the next scheme pays less, until the reader is applied for`(
        _ applied: String?, _ loss: Int?
    ) throws {
        var test = Case()
        test.applied = applied
        let offer = try test.offer()
        #expect(offer.waiting?.loss == loss.map(yen))
        #expect(
            offer.waiting.map { library.text($0.text) } == loss.map { _ in "お申し込みが2021年4月1日以降になると、補助金が70,000円減ります" })
        #expect(offer.ordered.subsidy.isConditional == (applied.map { $0 > "2020-12-15" } ?? true))
    }

    @Test func `a plan behind the scheme's end is warned of, and still bound by it`() throws {
        let offer = try Case(applied: "2021-04-05").offer()
        #expect(offer.ordered.subsidy.scheme == "A" && offer.ordered.subsidy.grant == yen(209_000))
        #expect(offer.warnings.map(\.id) == ["warning.reader.late"])
        #expect(offer.deadlines.first { $0.kind == .legal }?.id == "readerApplication")
        #expect(offer.waiting?.lastDay == day("2021-03-31"))
    }

    @Test func `deadlines come in order and say which have passed`() throws {
        var test = Case()
        test.applied = "2021-01-20"
        test.line = "{situation: migration}"
        test.more = "quotation: {validUntil: 2021-01-31}"
        let offer = try test.offer()
        #expect(
            offer.deadlines.map { "\($0.day) \($0.id) \($0.kind.rawValue)" } == [
                "2021-01-20 plannedReaderApplication plan", "2021-01-31 migrationApplication offer",
                "2021-01-31 validity offer",
                "2021-03-31 readerApplication legal", "2022-01-31 migrationOpening offer",
                "2023-03-31 completion legal",
                "2023-06-30 claim legal",
            ])
        #expect(offer.deadlines.allSatisfy { !$0.hasPassed })
        let late = try library.offer(for: try profile(Case(applied: nil).yaml), on: day("2021-03-31"))
        #expect(late.deadlines.first?.id == "readerApplication" && late.deadlines.first?.hasPassed == false)
        test.more = ""
        test.applied = "2020-12-01"
        let applied = try test.offer()
        #expect(!applied.deadlines.contains { $0.id == "readerApplication" || $0.id == "plannedReaderApplication" })
    }

    @Test func `the comparisons show the scheme before and after and one more reader`() throws {
        let clinic = try Case().offer()
        #expect(clinic.comparisons.map(\.id) == ["schemeBefore", "schemeAfter"])
        #expect(clinic.comparisons.map { $0.decision.grant } == [yen(209_000), yen(209_000)])
        var test = Case(kind: "hospital")
        test.equipment = "{desktops: 1, cardReaders: 1, newWires: 4, reusedWires: 1}"
        let hospital = try test.offer()
        let more = try #require(hospital.comparisons.first { $0.id == "oneMoreReader" })
        let expected = PricingTable.initial(
            situation: "existing", simultaneous: true, desktops: 2, readers: 2, newWires: 5, reusedWires: 1)
        #expect(more.initial == yen(expected))
        #expect(more.decision.cap == yen(2_002_000) && more.decision.grant == yen(expected / 1_000 * 1_000))
        test.equipment = "{desktops: 3, cardReaders: 3}"
        #expect(try !test.offer().comparisons.contains { $0.id == "oneMoreReader" })
    }

    @Test func `an override settles a price, and everything behind it`() throws {
        var test = Case()
        test.equipment = "{notebooks: 1}"
        test.more = "overrides: [{item: setupNotebook, unitPrice: 27500, source: 技術部の見積, by: 山田, on: 2020-12-10}]"
        let offer = try test.offer()
        let line = try #require(offer.ordered.quote.initial.first { $0.id == "setupNotebook" })
        #expect(line.amount == yen(27_500) && line.status == .confirmed && line.source == "技術部の見積 (山田, 2020-12-10)")
        #expect(offer.ordered.isComplete && offer.ordered.subsidy.grant != nil && offer.recommendedIndex == 0)
        // W = 9,350 + 27,500 + 3,850 + 3,300 + 54,010 = 98,010: three steps
        #expect(offer.ordered.quote.initial.first { $0.id == "surcharge" }?.amount == yen(11_550))
        #expect(!offer.ordered.quote.notes.contains("quotedSeparately"))
    }

    @Test(arguments: [
        ("{item: router, unitPrice: 1, source: a, by: b, on: 2020-12-10}", "router has a price in price-book-2020-12"),
        ("{item: setupNotebok, unitPrice: 1, source: a, by: b, on: 2020-12-10}", "did you mean setupNotebook?"),
        (
            "{item: coffee, unitPrice: 1, source: a, by: b, on: 2020-12-10}",
            "without a price are fletsOther, fletsNewApartment"
        ),
        (
            "{item: monitor, unitPrice: 1, source: a, by: b, on: 2020-12-10}, {item: monitor, unitPrice: 2, source: a, by: b, on: 2020-12-10}",
            "monitor stands twice"
        ),
    ])
    func `an override that settles nothing is a fault with its place`(_ override: String, _ expected: String) {
        var test = Case()
        test.more = "overrides: [\(override)]"
        let found = faults { _ = try test.offer() }
        #expect(found.contains(expected) && found.hasPrefix("case.yaml:8:"), "\(found)")
    }

    @Test func `an override that the configuration does not use is a warning`() throws {
        var test = Case()
        test.more = "overrides: [{item: setupNotebook, unitPrice: 27500, source: a, by: b, on: 2020-12-10}]"
        #expect(try test.offer().warnings.map(\.id) == ["warning.override.unused"])
    }

    @Test func `extra lines count, eligible or not, and discounts come off before the grant`() throws {
        var test = Case()
        test.more = """
            extraLines: [{name: 棚, quantity: 2, unitPrice: 5500, eligible: false, source: 店}, {name: 端子, quantity: 1, unitPrice: 3300, eligible: true, source: 店}]
            discounts: [{name: 出精値引き, amount: 11000, reason: 年末, approvedBy: 課長}]
            """
        let ordered = try test.offer().ordered
        let total = 279_950 + 11_000 + 3_300 - 11_000
        #expect(ordered.quote.initialTotal.known == yen(total))
        #expect(ordered.subsidy.eligible == yen(279_950 + 3_300 - 11_000))
        #expect(ordered.subsidy.grant == yen(272_000) && ordered.subsidy.selfPay == yen(total - 272_000))
        #expect(ordered.quote.initial.suffix(3).map(\.id) == ["extra.0", "extra.1", "discount.0"])
        #expect(ordered.quote.initial.last?.amount == yen(-11_000))
        test.more = "discounts: [{name: 値引き, amount: 900000, reason: a, approvedBy: b}]"
        #expect(faults { _ = try test.offer() }.contains("discounts (900,000) are more than the initial cost"))
    }

    @Test(arguments: [
        ("2020-12-01", ""), ("2021-03-31", ""),
        (
            "2020-11-30",
            "no price book is valid on 2020-11-30; there are: price-book-2020-12 (2020-12-01 to 2021-03-31)"
        ),
        ("2021-04-01", "no price book is valid on 2021-04-01"),
    ])
    func `a day outside every price book is an error that names the books`(_ issued: String, _ expected: String) {
        var test = Case(applied: nil)
        test.issued = issued
        let found = faults { _ = try test.offer() }
        #expect(expected.isEmpty ? found.isEmpty : found.contains(expected), "\(found)")
    }

    @Test func `no date, an early application and a late validity are faults`() {
        #expect(
            faults {
                _ = try library.offer(
                    for: try profile("clinic: {name: 施設, kind: clinic, address: 東京都1}\nline: {situation: new}\n"))
            }
            .contains("give dates.issued or --date"))
        #expect(
            faults { _ = try Case(applied: "2020-08-06").offer() }.contains(
                "applications for readers opened on 2020-08-07"))
        #expect(faults { _ = try Case(applied: "2020-08-07").offer() } == "")
        var test = Case()
        test.more = "quotation: {validUntil: 2021-01-31}"
        #expect(
            faults { _ = try library.offer(for: try profile(test.yaml), on: day("2021-02-01")) }
                .contains("quotation.validUntil (2021-01-31) lies before the day of the document"))
    }

    @Test func `plans beyond the deadlines are warnings`() throws {
        var test = Case()
        test.applied = nil
        let base = test.yaml.replacing("issued: 2020-12-15", with: "issued: 2020-12-15, completesOn: 2023-04-01")
        #expect(try library.offer(for: try profile(base)).warnings.map(\.id) == ["warning.deadline.completion"])
        test.more = "quotation: {validUntil: 2021-04-30}"
        #expect(try test.offer().warnings.map(\.id) == ["warning.validity.beyondBook"])
    }
}
