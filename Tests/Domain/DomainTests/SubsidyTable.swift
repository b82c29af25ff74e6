//  SubsidyTable.swift
//  The grant under every scheme, computed here once more from DOMAIN.md 1.1 and 1.5.

import ClinicProfile
import Measures
import Offer
import Subsidy
import Testing

@Suite struct SubsidyTable {
    /// cap, numerator, denominator, limit; nothing where the official table is not known.
    static func row(_ scheme: String, _ kind: FacilityKind, _ readers: Int) -> (Int, Int, Int, Int)? {
        let row: SubsidyRow = kind == .hospital ? .hospital : kind == .chainPharmacy ? .chainPharmacy : .standard
        let count = row == .hospital ? min(readers, 3) : 1
        guard let found = DomainTables.schemes.first(where: { $0.0 == scheme && $0.1 == row && $0.2 == count }),
            let cap = found.3, let rate = found.4.flatMap(Rate.init), let limit = found.5
        else { return nil }
        return (cap, rate.numerator, rate.denominator, limit)
    }

    @Test func `every kind, reader, scheme and other vendors' cost gets the grant of the formula`() throws {
        var count = 0
        for kind in FacilityKind.allCases {
            for readers in 1...3 {
                for situation in ["existing", "new", "migration"] {
                    for scheme in library.subsidies.schemes {
                        var test = Case(kind: kind.rawValue)
                        test.line = "{situation: \(situation)}"
                        test.equipment = "{desktops: \(readers), cardReaders: \(readers)}"
                        let initial = try test.offer().ordered.quote.initialTotal.known.amount
                        let headroom = (Self.row(scheme.id, kind, readers)?.0 ?? 429_000) - initial
                        for other in [0, headroom - 1, headroom, headroom + 1, 5_000_000].filter({ $0 >= 0 }) {
                            test.renovation = other
                            let offer = try test.offer()
                            let decision = library.subsidies.decision(
                                for: GrantCase(
                                    kind: kind, row: try #require(library.facilities[kind]).subsidyRow,
                                    readers: readers, date: offer.date, readerApplied: day("2020-12-01"),
                                    renovationCost: yen(other)),
                                quote: offer.ordered.quote, under: scheme)
                            count += 1
                            #expect(decision.eligible == yen(initial + other))
                            guard let (cap, numerator, denominator, limit) = Self.row(scheme.id, kind, readers) else {
                                #expect(decision.grant == nil && decision.selfPay == nil)
                                #expect(decision.reasonUnknown?.id == "unknown.unconfirmedRule")
                                continue
                            }
                            let base = min(initial + other, cap)
                            let grant = min(base * numerator / denominator / 1_000 * 1_000, limit)
                            #expect(decision.base == yen(base) && decision.grant == yen(grant), "\(scheme.id) \(test)")
                            #expect(decision.headroom == yen(max(0, cap - initial - other)))
                            #expect(decision.selfPay == yen(initial + other - grant))
                        }
                    }
                }
            }
        }
        #expect(count > 600)
    }

    // applied, known on, scheme
    @Test(arguments: [
        ("2020-08-07", "2020-12-15", "B"), ("2021-03-31", "2020-12-15", "B"), ("2021-04-01", "2020-12-15", "A"),
        ("2020-08-07", "2020-10-29", "A"), ("2020-08-07", "2020-10-30", "B"),
        ("2021-04-01", "2021-03-31", "A"), ("2021-04-01", "2021-04-01", "C"), ("2022-06-06", "2021-04-01", "C"),
        ("2022-06-06", "2022-08-10", "C"), ("2022-06-07", "2022-08-10", "D"), ("2022-06-07", "2022-08-09", "-"),
        ("2022-06-07", "2021-03-31", "A"), ("2023-01-01", "2022-12-01", "-"), ("2021-04-01", "2020-12-01", "A"),
        ("2022-12-31", "2022-08-10", "D"), ("2021-03-31", "2022-08-10", "B"), ("2020-08-06", "2020-12-15", "-"),
    ])
    func `a document knows only what was published by its day`(_ applied: String, _ known: String, _ scheme: String) {
        #expect((library.subsidies.scheme(appliedOn: day(applied), knownOn: day(known))?.id ?? "-") == scheme)
    }

    @Test(
        arguments: [
            ("completion", "2020-12-15", "2023-03-31"), ("claim", "2020-10-29", nil),
            ("claim", "2020-10-30", "2023-06-30"),
            ("claim", "2023-02-28", "2023-06-30"), ("claim", "2023-03-01", "2023-09-30"),
        ] as [(String, String, String?)])
    func `deadlines are those known on the day`(_ id: String, _ known: String, _ expected: String?) {
        #expect(library.subsidies.deadline(id, knownOn: day(known))?.day.iso == expected)
    }

    // DOMAIN.md 1.5
    @Test(arguments: [
        ("existing", "pharmacy", "2021-01-20", 279_000, 149_050),
        ("existing", "pharmacy", "2021-04-01", 209_000, 149_050),
        ("existing", "chainPharmacy", "2021-04-01", 139_000, 149_050),
        ("new", "clinic", "2021-01-20", 282_000, 146_080),
        ("new", "clinic", "2021-04-01", 212_000, 146_080), ("new", "chainPharmacy", "2021-04-01", 141_000, 146_080),
    ])
    func `the worked grants`(_ line: String, _ kind: String, _ applied: String, _ grant: Int, _ headroom: Int) throws {
        var test = Case(kind: kind)
        test.line = "{situation: \(line)}"
        test.applied = applied
        let decision = try test.offer().ordered.subsidy
        #expect(decision.grant == yen(grant) && decision.headroom == yen(headroom))
    }

    // Decision 3.
    @Test func `a large chain's grant under scheme B is not known, nor what depends on it`() throws {
        let offer = try Case(kind: "chainPharmacy").offer()
        let ordered = offer.ordered
        #expect(ordered.isComplete && ordered.quote.fiveYearTotal == yen(411_950))
        #expect(ordered.subsidy.grant == nil && ordered.subsidy.selfPay == nil && ordered.fiveYearNet == nil)
        #expect(ordered.subsidy.headroom == yen(149_050) && ordered.subsidy.status == .unconfirmed)
        #expect(offer.waiting == nil)
        #expect(ordered.subsidy.reasonUnknown?.id == "unknown.unconfirmedRule")
    }

    @Test func `any other pharmacy is told the condition`() throws {
        #expect(try Case(kind: "pharmacy").offer().ordered.subsidy.conditions.map(\.id).contains("condition.notChain"))
        #expect(try !Case(kind: "clinic").offer().ordered.subsidy.conditions.map(\.id).contains("condition.notChain"))
        let text = library.text(Message("condition.notChain", ["count": .count(40_000)]))
        #expect(text == "グループの処方箋受付が月4万回未満の場合")
    }

    @Test func `every step of the grant names its rule and source`() throws {
        let steps = try Case().offer().ordered.subsidy.steps
        #expect(
            steps.map { $0.value?.amount } == [
                279_950, 429_000, 279_950, 279_950, 279_000, 429_000, 279_000, 149_050, 950,
            ])
        #expect(steps.allSatisfy { !$0.source.isEmpty && library.phrases.hasSentence($0.rule.id) })
        #expect(steps.first { $0.figure == "subsidy.floored" }?.status == .derived)
    }

    @Test func `the grant's status is derived only where the rounding decides`() throws {
        #expect(try Case().offer().ordered.subsidy.status == .derived)
        var full = Case()
        full.renovation = 149_050
        #expect(try full.offer().ordered.subsidy.status == .confirmed)
    }
}
