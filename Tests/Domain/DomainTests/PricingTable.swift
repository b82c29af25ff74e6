//  PricingTable.swift
//  The prices of configurations, computed here once more by a formula of our own from DOMAIN.md 2.1–2.4.

import Catalogue
import ClinicProfile
import Measures
import Offer
import Pricing
import Testing

@Suite struct PricingTable {
    /// DOMAIN.md 2.1–2.4 in one function: the initial cost in yen of desktops with monitors on a weekday.
    static func initial(
        situation: String, simultaneous: Bool, desktops: Int, readers: Int, newWires: Int, reusedWires: Int
    ) -> Int {
        let isExisting = situation == "existing"
        let wires = 12_100 * newWires + 5_610 * reusedWires
        let setup = 9_350 + 31_790 * desktops + 3_850 * readers + (isExisting ? 3_300 : 0)
        let work = setup + wires + (isExisting ? 0 : 11_440 + 2_310 + 1_100)
        let surcharge = work <= 31_900 ? 0 : 3_850 * ((work - 31_900 + 31_899) / 31_900)
        let line = isExisting ? 0 : situation == "migration" ? 24_420 : 32_780
        let base = isExisting || !simultaneous ? 6_600 : 0
        return line + 58_300 + 99_000 * desktops + (isExisting ? 2_200 : 0) + base + surcharge + setup + wires
    }

    @Test func `every kind, reader, line and number of wires costs what the rules say`() throws {
        var count = 0
        for kind in FacilityKind.allCases {
            for readers in 1...3 {
                for situation in ["existing", "new", "migration"] {
                    for simultaneous in [true, false] {
                        for wires in 0...20 {
                            var test = Case(kind: kind.rawValue)
                            test.line = "{situation: \(situation), simultaneousWork: \(simultaneous)}"
                            test.equipment =
                                "{desktops: \(readers), cardReaders: \(readers), newWires: \(wires), reusedWires: \(readers)}"
                            let quote = try test.offer().ordered.quote
                            let expected = Self.initial(
                                situation: situation, simultaneous: simultaneous, desktops: readers, readers: readers,
                                newWires: wires, reusedWires: readers)
                            #expect(quote.initialTotal.ifComplete == yen(expected), "\(test)")
                            #expect(quote.monthlyTotal.known == yen(situation == "existing" ? 2_200 : 8_140))
                            count += 1
                        }
                    }
                }
            }
        }
        #expect(count == 5 * 3 * 3 * 2 * 21)
    }

    @Test(arguments: [
        ("{situation: existing}", 279_950, 2_200), ("{situation: new}", 282_920, 8_140),
        ("{situation: new, simultaneousWork: false}", 289_520, 8_140),
        ("{situation: migration}", 274_560, 8_140),
        ("{situation: migration, timeDesignated: false}", 262_460, 8_140),
        ("{situation: new, timeDesignated: false}", 270_820, 8_140),
        ("{situation: migration, appliedOn: 2021-01-31, openedOn: 2022-01-31}", 274_560, 8_140),
        ("{situation: migration, appliedOn: 2021-02-01}", 282_920, 8_140),
        ("{situation: migration, appliedOn: 2021-01-31, openedOn: 2022-02-01}", 282_920, 8_140),
    ])
    func `the standard case of each line`(_ line: String, _ initial: Int, _ monthly: Int) throws {
        var test = Case()
        test.line = line
        test.more = "workTime: weekday"
        let quote = try test.offer().ordered.quote
        #expect(quote.initialTotal.ifComplete == yen(initial))
        #expect(quote.monthlyTotal.ifComplete == yen(monthly))
        #expect(quote.fiveYearTotal == yen(initial + 60 * monthly))
    }

    @Test func `a migration prints its range and takes the upper end`() throws {
        var test = Case()
        test.line = "{situation: migration}"
        let line = try #require(try test.offer().ordered.quote.initial.first)
        #expect(line.id == "fletsMigration" && line.amount == yen(24_420) && line.status == .derived)
        #expect(line.remark.map(library.text) == "880円〜24,420円（確認中）")
        #expect(line.notes == ["lineWork", "migration"])
    }

    @Test(arguments: [
        (0, 0), (31_899, 0), (31_900, 0), (31_901, 1), (63_800, 1), (63_801, 2), (95_700, 2), (95_701, 3), (96_140, 3),
        (102_300, 3), (127_600, 3), (127_601, 4),
    ])
    func `the surcharge rises by a step for every threshold begun`(_ work: Int, _ steps: Int) {
        #expect(Surcharge.steps(for: yen(work), threshold: yen(31_900)) == steps)
    }

    // W of a real quote: an override sets the one open price so that the work comes out at the boundary.
    @Test(arguments: [
        (31_899, 0), (31_900, 0), (31_901, 1), (63_800, 1), (63_801, 2), (95_700, 2), (95_701, 3), (127_601, 4),
        (319_000, 9), (319_001, 10),
    ])
    func `the surcharge of a quote steps at the same boundaries`(_ work: Int, _ steps: Int) throws {
        var test = Case()
        test.equipment = "{notebooks: 1, cardReaders: 1, newWires: 0, reusedWires: 0}"
        // router 9,350, reader 3,850, HUB 3,300
        let setup = work - 16_500
        test.more = "overrides: [{item: setupNotebook, unitPrice: \(setup), source: 技術部, by: 山田, on: 2020-12-10}]"
        let quote = try test.offer().ordered.quote
        #expect(quote.surcharge.premisesWork == yen(work) && quote.surcharge.steps == steps)
        let line = quote.initial.first { $0.id == "surcharge" }
        #expect(line?.amount == (steps == 0 ? nil : yen(3_850 * steps)))
        #expect(quote.isComplete)
    }

    // DOMAIN.md 2.4: 土日 +3,300 on the line's own work is confirmed, everything else off hours is not.
    @Test(
        arguments: [
            ("new", "holiday", 3_300), ("migration", "holiday", 3_300), ("existing", "holiday", nil),
            ("new", "evening", nil), ("new", "night", nil), ("new", "yearEnd", nil), ("new", "weekday", nil),
        ] as [(String, String, Int?)])
    func `a line laid on a holiday costs what is confirmed, our own work stays open`(
        _ situation: String, _ time: String, _ extra: Int?
    ) throws {
        var test = Case()
        test.line = "{situation: \(situation)}"
        test.more = "workTime: \(time)"
        let offer = try test.offer()
        let lines = offer.ordered.quote.initial
        #expect(lines.first { $0.id == "holidayLineWork" }?.amount == extra.map(yen))
        #expect(lines.contains { $0.id == "offHoursWork" && $0.amount == nil } == (time != "weekday"))
        let reason = try #require(offer.ordered.configuration.choices.first { $0.id == "workTime" }).reason
        #expect(library.text(reason).contains("3,300円") == (extra != nil))
        guard extra != nil else { return }
        // settled by the profile, everything is known, and the weekday's surcharge stands
        test.more += "\noverrides: [{item: offHoursWork, unitPrice: 0, source: 工事部, by: 山田, on: 2020-12-10}]"
        let settled = try test.offer().ordered.quote
        #expect(settled.initialTotal.ifComplete == yen((situation == "new" ? 282_920 : 274_560) + 3_300))
    }

    @Test func `only the two printed configurations are free of the ± remark`() throws {
        func surcharge(_ line: String, _ equipment: String) throws -> QuoteLine {
            var test = Case()
            (test.line, test.equipment) = (line, equipment)
            return try #require(try test.offer().ordered.quote.initial.first { $0.id == "surcharge" })
        }
        for (line, equipment) in [
            ("{situation: existing}", "{desktops: 1, cardReaders: 1, newWires: 4, reusedWires: 1}"),
            ("{situation: new, simultaneousWork: true}", "{desktops: 1, cardReaders: 1, newWires: 3}"),
        ] {
            let found = try surcharge(line, equipment)
            #expect(found.amount == yen(11_550) && found.status == .printed && found.remark == nil)
            #expect(found.notes == ["surcharge"])
        }
        for (line, equipment) in [
            ("{situation: new, simultaneousWork: false}", "{desktops: 1, cardReaders: 1, newWires: 3}"),
            ("{situation: existing}", "{desktops: 1, cardReaders: 1, newWires: 5, reusedWires: 1}"),
            ("{situation: migration}", "{desktops: 1, cardReaders: 1}"),
            ("{situation: existing, kind: other}", "{desktops: 1, cardReaders: 1, newWires: 4, reusedWires: 1}"),
        ] {
            let found = try surcharge(line, equipment)
            #expect(found.status == .derived && found.remark?.id == "remark.surchargeEstimate")
            #expect(found.notes == ["surcharge", "surchargeEstimate"])
        }
    }

    // DOMAIN.md 2.7: what has no price in the source.
    @Test(arguments: [
        ("{situation: existing}", "{notebooks: 1}", "", ["surcharge", "setupNotebook"]),
        (
            "{situation: existing}", "{desktops: 1, monitors: 0}", "",
            ["desktopWithoutMonitor", "surcharge", "setupDesktopWithoutMonitor"]
        ),
        ("{situation: existing}", "{desktops: 1, monitors: 2}", "", ["monitor"]),
        ("{situation: existing}", "{desktops: 1, wirelessLAN: true}", "", ["surcharge", "wirelessLAN"]),
        ("{situation: existing}", "{desktops: 1}", "workTime: night", ["surcharge", "offHoursWork"]),
        ("{situation: existing}", "{desktops: 1}", "workTime: holiday", ["surcharge", "offHoursWork"]),
        ("{situation: new}", "{desktops: 1}", "workTime: holiday", ["surcharge", "offHoursWork"]),
        ("{situation: new}", "{desktops: 1}", "workTime: 年末年始", ["surcharge", "offHoursWork"]),
        (
            "{situation: new, building: apartment}", "{desktops: 1}", "",
            ["fletsNewApartment", "surcharge", "fletsMonthlyApartment"]
        ),
        ("{situation: existing, kind: other}", "{desktops: 1}", "", ["fletsOther", "fletsOtherMonthly"]),
        ("{situation: existing}", "{desktops: 4}", "", ["switch"]),
        ("{situation: existing}", "{desktops: 1}", "", []),
    ])
    func `a line without a price makes everything behind it unknown`(
        _ line: String, _ equipment: String, _ more: String, _ missing: [String]
    ) throws {
        var test = Case()
        (test.line, test.equipment, test.more) = (line, equipment, more)
        let offer = try test.offer()
        let ordered = offer.ordered
        #expect(ordered.quote.initialTotal.missing + ordered.quote.monthlyTotal.missing == missing)
        #expect(ordered.isComplete == missing.isEmpty)
        guard !missing.isEmpty else { return }
        #expect(ordered.subsidy.grant == nil && ordered.subsidy.selfPay == nil && ordered.subsidy.eligible == nil)
        #expect(ordered.subsidy.headroom == nil && ordered.quote.fiveYearTotal == nil && ordered.fiveYearNet == nil)
        #expect(ordered.subsidy.reasonUnknown?.id == "unknown.incompleteQuote")
        #expect(offer.recommendedIndex != 0)
        #expect(ordered.quote.notes.contains("quotedSeparately"))
        #expect(ordered.quote.initialTotal.known == ordered.quote.initial.map(\.amount).totalOfKnown)
        let lines = ordered.quote.initial + ordered.quote.monthly
        #expect(
            lines.filter { $0.amount == nil }.allSatisfy { $0.state == .quotedSeparately || $0.state == .toBeConfirmed }
        )
    }

    @Test func `net, tax and list prices agree with the printed tables`() throws {
        let quote = try Case().offer().ordered.quote
        #expect(quote.savings == yen(103_422 - 58_300 + 167_541 - 99_000 + 2_728 - 2_200))
        #expect(
            quote.subtotals.map { [$0.total.known.amount, $0.listTotal.amount] } == [
                [0, 0], [159_500, 273_691], [120_450, 0], [0, 0],
            ])
        #expect(
            quote.initial.map(\.id) == [
                "fletsExisting", "router", "desktop", "hub", "baseWork", "surcharge", "setupRouter", "setupDesktop",
                "setupReader", "setupHub", "lanWireNew", "lanWireReuse", "supportSetup",
            ])
        #expect(
            quote.notes == [
                "reference", "supportPlan", "surcharge", "readerByCustomer", "receiptComputerExcluded",
                "currentLineExcluded",
            ])
    }

    @Test func `a new line worked on together has no base work, but its place in the table`() throws {
        var test = Case()
        test.line = "{situation: new}"
        let lines = try test.offer().ordered.quote.initial
        let base = try #require(lines.first { $0.id == "baseWork" })
        #expect(base.state == .noCharge && base.amount == .zero && base.notes == ["simultaneous"])
        #expect(!lines.contains { $0.id == "hub" || $0.id == "setupHub" })
    }

    @Test func `amounts are unit prices times quantities, and totals are their sums`() throws {
        for test in Case.everyKind {
            let quote = try test.offer().ordered.quote
            for line in quote.initial + quote.monthly {
                #expect(line.amount == line.unitPrice.map { $0 * line.quantity }, "\(test) \(line.id)")
                #expect(line.quantity > 0 && !line.source.isEmpty && !line.name.isEmpty && !line.unit.isEmpty)
                #expect(line.amount != nil || line.status == .unconfirmed)
            }
            #expect(quote.initialTotal.known == quote.initial.map(\.amount).totalOfKnown)
            #expect(quote.subtotals.map(\.total.known).total == quote.initialTotal.known)
            #expect(quote.initialTotal.known.amount % 11 == 0)
            #expect(quote.initialTotal.tax.amount * 11 == quote.initialTotal.known.amount)
        }
    }
}

extension Case {
    /// Customers of every kind, with every line, terminal, wire and hour.
    static let everyKind: [Case] = {
        var cases: [Case] = []
        for kind in FacilityKind.allCases {
            for line in [
                "{situation: existing}", "{situation: existing, kind: other, currentMonthly: 4000}",
                "{situation: existing, currentMonthly: 5000}", "{situation: new}",
                "{situation: new, simultaneousWork: false, timeDesignated: false}",
                "{situation: new, building: apartment}", "{situation: migration, currentMonthly: 3000}",
            ] {
                for equipment in [
                    "{desktops: 1, cardReaders: 1}", "{desktops: 2, notebooks: 1, cardReaders: 3}", "{notebooks: 2}",
                    "{desktops: 5, cardReaders: 2, newWires: 12, reusedWires: 0}", "{desktops: 1, wirelessLAN: true}",
                ] {
                    var test = Case(kind: kind.rawValue)
                    (test.line, test.equipment) = (line, equipment)
                    test.support = cases.count % 2 == 0
                    test.renovation = [nil, 0, 149_050, 149_051, 1_000_000, 3_000_000][cases.count % 6]
                    test.applied = [nil, "2020-11-01", "2021-01-20", "2021-03-31", "2021-04-01"][cases.count % 5]
                    cases.append(test)
                }
            }
        }
        return cases
    }()
}
