//  DomainTables.swift
//  Every figure of the data files, said once more from DOMAIN.md, so that a slip of the finger in either is found.

import Catalogue
import ClinicProfile
import Measures
import Offer
import Subsidy
import Testing

@Suite struct DomainTables {
    var book: PriceBook { get throws { try #require(library.catalogue.books.first { $0.id == "price-book-2020-12" }) } }

    // item, price with tax, list price with tax, unit, status of the price
    static let prices: [(ItemID, Int?, Int?, String, FigureStatus)] = [
        (.fletsExisting, 0, nil, "回線", .printed), (.fletsOther, nil, nil, "回線", .unconfirmed),
        (.fletsNew, 32_780, nil, "回線", .printed), (.fletsNewApartment, nil, nil, "回線", .unconfirmed),
        (.fletsMigration, 24_420, nil, "回線", .derived), (.holidayLineWork, 3_300, nil, "回線", .confirmed),
        (.router, 58_300, 103_422, "台", .printed),
        (.desktop, 99_000, 167_541, "台", .printed), (.desktopWithoutMonitor, nil, nil, "台", .unconfirmed),
        (.monitor, nil, nil, "台", .unconfirmed), (.notebook, 101_200, 199_771, "台", .printed),
        (.hub, 2_200, 2_728, "台", .printed), (.switchForTerminals, nil, nil, "式", .unconfirmed),
        (.baseWork, 6_600, nil, "式", .printed), (.surcharge, 3_850, nil, "区分", .derived),
        (.setupRouter, 9_350, nil, "台", .printed), (.setupDesktop, 31_790, nil, "台", .printed),
        (.setupDesktopWithoutMonitor, nil, nil, "台", .unconfirmed), (.setupNotebook, nil, nil, "台", .unconfirmed),
        (.setupReader, 3_850, nil, "台", .printed), (.setupHub, 3_300, nil, "台", .printed),
        (.lanWireNew, 12_100, nil, "本", .derived), (.lanWireReuse, 5_610, nil, "本", .derived),
        (.wirelessLAN, nil, nil, "式", .unconfirmed), (.offHoursWork, nil, nil, "式", .unconfirmed),
        (.supportSetup, 0, nil, "式", .printed), (.fletsExistingMonthly, 0, nil, "回線", .printed),
        (.fletsOtherMonthly, nil, nil, "回線", .unconfirmed), (.fletsMonthly, 5_940, nil, "回線", .printed),
        (.fletsMonthlyApartment, nil, nil, "回線", .unconfirmed), (.supportMonthly, 2_200, nil, "式", .printed),
    ]

    @Test func `the price book of December 2020 has the prices of the source`() throws {
        let book = try book
        #expect(Self.prices.count == ItemID.allCases.count)
        for (id, price, list, unit, status) in Self.prices {
            #expect(book[id].price.value == price.map(yen), "\(id)")
            #expect(book[id].listPrice?.value == list.map(yen), "\(id)")
            #expect(book[id].unit == unit && book[id].price.status == status, "\(id)")
            #expect(!book[id].price.source.isEmpty && book[id].availability == .offered)
        }
        #expect(book.allItems.count == Self.prices.count)
    }

    @Test func `what counts as in-premises work and what the fund covers`() throws {
        let book = try book
        let premises = book.allItems.filter(\.isPremisesWork).map(\.id)
        #expect(
            premises == [
                .setupRouter, .setupDesktop, .setupDesktopWithoutMonitor, .setupNotebook, .setupReader, .setupHub,
                .lanWireNew, .lanWireReuse, .wirelessLAN, .offHoursWork,
            ])
        #expect(book.allItems.filter { !$0.isEligible }.allSatisfy { $0.id.isMonthly || $0.id == .supportSetup })
        #expect(book.allItems.filter(\.id.isMonthly).allSatisfy { !$0.isEligible })
    }

    @Test func `the rules of the price book`() throws {
        let book = try book
        #expect(book.validity == DayRange(from: day("2020-12-01"), through: day("2021-03-31")))
        #expect(book.validFrom.status == .assumed && book.validThrough?.status == .assumed)
        #expect(book.taxPercent == 10 && book.taxRounding == .exact && book.comparisonMonths == 60)
        #expect(book.surchargeThreshold.value == yen(31_900) && book.surchargeTolerance.value == yen(3_850))
        #expect(book.migrationApplyThrough.value == day("2021-01-31"))
        #expect(book.migrationOpenThrough.value == day("2022-01-31"))
        let parts = book.lineWork.map {
            ($0.id, $0.price.value?.amount, $0.isPremisesWork, $0.isWaivedOnMigration, $0.isOnlyIfTimeDesignated)
        }
        let expected: [(String, Int?, Bool, Bool, Bool)] = [
            ("contract", 880, false, false, false), ("base", 4_950, false, true, false),
            ("exchange", 1_100, true, true, false), ("indoor", 11_440, true, false, false),
            ("terminal", 2_310, true, true, false), ("timeDesignation", 12_100, false, false, true),
        ]
        #expect(parts.count == expected.count)
        for (part, wanted) in zip(parts, expected) { #expect(part == wanted) }
        let examples = book.examples.map {
            [
                $0.desktops, $0.notebooks, $0.cardReaders, $0.newWires, $0.reusedWires, $0.initial.amount,
                $0.monthly.amount, $0.surcharge.amount,
            ]
        }
        #expect(
            examples == [
                [1, 0, 1, 4, 1, 279_950, 2_200, 11_550], [1, 0, 1, 3, 0, 282_920, 8_140, 11_550],
                [1, 0, 1, 3, 0, 289_520, 8_140, 11_550],
            ])
    }

    // scheme, facility, readers, cap, rate, limit
    static let schemes: [(String, SubsidyRow, Int, Int?, String?, Int?)] = [
        ("A", .hospital, 1, 2_101_000, "1/2", 1_050_000), ("A", .hospital, 2, 2_002_000, "1/2", 1_001_000),
        ("A", .hospital, 3, 1_903_000, "1/2", 951_000), ("A", .chainPharmacy, 1, 429_000, "1/2", 214_000),
        ("A", .standard, 1, 429_000, "3/4", 321_000),
        ("B", .hospital, 1, 2_101_000, "10/10", 2_101_000), ("B", .hospital, 2, 2_002_000, "10/10", 2_002_000),
        ("B", .hospital, 3, 1_903_000, "10/10", 1_903_000), ("B", .chainPharmacy, 1, 429_000, nil, nil),
        ("B", .standard, 1, 429_000, "10/10", 429_000),
        ("C", .hospital, 1, 2_101_000, "1/2", 1_050_000), ("C", .hospital, 2, 2_002_000, "1/2", 1_001_000),
        ("C", .hospital, 3, 1_903_000, "1/2", 951_000), ("C", .chainPharmacy, 1, 429_000, "1/2", 214_000),
        ("C", .standard, 1, 429_000, "3/4", 321_000),
        ("D", .hospital, 1, nil, nil, 2_101_000), ("D", .hospital, 2, nil, nil, 2_002_000),
        ("D", .hospital, 3, nil, nil, 1_903_000), ("D", .chainPharmacy, 1, nil, nil, nil),
        ("D", .standard, 1, 429_000, "10/10", 429_000),
    ]

    @Test func `the schemes have the figures of the official tables`() throws {
        #expect(library.subsidies.schemes.flatMap(\.rows).count == Self.schemes.count)
        for (id, row, readers, cap, rate, limit) in Self.schemes {
            let found = try #require(library.subsidies.scheme(id)?.row(row, readers: readers))
            #expect(found.cap.value == cap.map(yen), "\(id) \(row) \(readers)")
            #expect(found.rate.value?.description == rate, "\(id) \(row) \(readers)")
            #expect(found.limit.value == limit.map(yen), "\(id) \(row) \(readers)")
        }
    }

    @Test func `hospital rows of scheme B for two and three readers are derived`() throws {
        let scheme = try #require(library.subsidies.scheme("B"))
        #expect(
            [1, 2, 3].map { scheme.row(.hospital, readers: $0)?.limit.status } == [.confirmed, .derived, .derived])
        #expect(scheme.row(.chainPharmacy, readers: 1)?.rate.status == .unconfirmed)
    }

    @Test func `the schemes' days`() {
        let days = library.subsidies.schemes.map { scheme in
            [scheme.publishedOn, scheme.appliedFrom, scheme.appliedThrough, scheme.contractThrough].map {
                $0?.value?.iso ?? "-"
            }
        }
        #expect(
            days == [
                ["2020-03-04", "2020-08-07", "-", "-"], ["2020-10-30", "2020-08-07", "2021-03-31", "-"],
                ["2021-04-01", "2021-04-01", "2022-06-06", "-"],
                ["2022-08-10", "2022-06-07", "2022-12-31", "2023-02-28"],
            ])
        #expect(library.subsidies.schemes.map(\.id) == ["A", "B", "C", "D"])
        #expect(library.subsidies.schemes.map { $0.follows ?? "-" } == ["-", "-", "B", "C"])
        #expect(library.subsidies.schemes.map { $0.ends ?? "-" } == ["-", "-", "A", "-"])
        let rule = library.subsidies.scheme("D")?.difference
        #expect(
            [rule?.appliedThrough, rule?.operationFrom, rule?.operationThrough].map { $0?.value?.iso } == [
                "2022-06-06", "2022-06-07", "2023-01-31",
            ])
        #expect(library.subsidies.schemes.filter { $0.difference != nil }.count == 1)
    }

    @Test func `the fund's own figures`() {
        let rules = library.subsidies
        #expect(rules.readerApplicationsOpened.value == day("2020-08-07"))
        #expect(rules.roundingUnit.value == yen(1_000) && rules.roundingUnit.status == .derived)
        #expect(rules.chainPrescriptions.value == 40_000 && rules.readerBudget.value == yen(99_000))
        #expect(
            rules.deadlines.map { [$0.id, $0.day.iso, $0.publishedOn.iso] } == [
                ["completion", "2023-03-31", "2020-10-30"], ["claim", "2023-06-30", "2020-10-30"],
                ["claim", "2023-09-30", "2023-03-01"],
            ])
        #expect(rules.deferrals.publishedOn.value == day("2022-12-23"))
        #expect(rules.deferrals.filedThrough.value == day("2023-03-31"))
        #expect(
            rules.deferrals.deferrals.map { deferral in
                [
                    deferral.reason.rawValue, "\(deferral.number)", deferral.contractThrough?.value?.iso,
                    deferral.until?.value?.iso, deferral.untilPublishedOn?.value?.iso,
                    deferral.monthsAfterLine?.value.map { "\($0) months" }, deferral.completion.value?.iso,
                    deferral.claim.value?.iso, deferral.datesPublishedOn.value?.iso,
                ].map { $0 ?? "-" }.joined(separator: " ")
            } == [
                "systemUnderway 1 2023-02-28 2023-09-30 - - 2023-09-30 2023-12-31 2023-03-01",
                "noFibre 2 - - - 6 months 2024-03-31 - 2023-03-01",
                "homeVisitsOnly 3 - 2024-12-01 2024-04-01 - 2024-03-31 - 2023-03-01",
                "rebuilding 4 - - - - 2023-09-30 2023-12-31 2023-03-01",
                "closing 5 - 2024-12-01 2024-04-01 - 2023-09-30 2023-12-31 2023-03-01",
                "otherHardship 6 - - - - 2023-09-30 2023-12-31 2023-03-01",
            ])
        #expect(rules.eligibleCosts.map(\.isEligible) == [true, true, true, true, false, false])
    }

    @Test func `caps and limits obey the arithmetic behind them`() {
        // DOMAIN.md 1.2, said independently of the program's own check
        for (id, row, readers, cap, rate, limit) in Self.schemes {
            if row == .hospital, let cap { #expect(cap == 2_200_000 - 99_000 * readers) }
            if let cap { #expect(cap % 11_000 == 0, "\(id)") }
            if let cap, let rate = rate.flatMap(Rate.init), let limit {
                #expect(cap * rate.numerator / rate.denominator / 1_000 * 1_000 == limit, "\(id) \(row)")
            }
        }
    }

    @Test func `every price divides exactly into net and tax`() throws {
        for (_, price, list, _, _) in Self.prices {
            for amount in [price, list].compactMap(\.self) { #expect(amount % 11 == 0) }
        }
        #expect(try book.withoutTax(yen(99_000)) == yen(90_000))
        #expect(try book.withoutTax(yen(99_001)) == nil)
        #expect(try book.tax(in: yen(279_950)) == yen(25_450))
        #expect(try book.tax(in: yen(-1_100)) == yen(-100))
    }

    @Test func `the kinds of facility`() throws {
        let expected: [(FacilityKind, [String], Int, SubsidyRow, String, Bool)] = [
            (.hospital, ["1", "3"], 3, .hospital, "貴院", true), (.clinic, ["1"], 1, .standard, "貴院", true),
            (.dentalClinic, ["3"], 1, .standard, "貴院", true), (.pharmacy, ["4"], 1, .standard, "貴薬局", false),
            (.chainPharmacy, ["4"], 1, .chainPharmacy, "貴薬局", false),
        ]
        for (kind, tables, free, row, address, sees) in expected {
            let facts = try #require(library.facilities[kind])
            #expect(facts.codeTables == tables && facts.freeReaders.value == free && facts.subsidyRow == row)
            #expect(facts.address == address && facts.seesCheckupData == sees)
        }
        #expect(library.facilities[.clinic]?.alsoCodeTables == ["3"])
        #expect(library.facilities[.dentalClinic]?.alsoCodeTables == ["1"])
    }

    @Test func `the devices are those of the source`() throws {
        let cards: [(String, String?, [String])] = [
            ("router", "AT-AR1050V", ["210", "210", "44", "1.3 kg", "WAN 1、LAN 4"]),
            (
                "desktop", "ThinkCentre M70q Tiny",
                [
                    "36.5", "182.9", "179", "1.25 kg", "Windows 10 IoT Enterprise 2019 LTSC", "21.5型", "1920 × 1080",
                    "62A4MAR4JP",
                ]
            ),
            ("notebook", "ThinkPad E14", ["325", "232", "17.9", "1.73 kg", "Windows 10 IoT Enterprise 2019 LTSC"]),
            ("hub", nil, ["5ポート", "レイヤー2"]),
        ]
        for (id, model, facts) in cards {
            let product = try #require(library.catalogue.product(id))
            #expect(product.model == model)
            let text = product.specifications.map(\.value).joined(separator: " | ")
            var rest = text[...]
            for fact in facts {
                let found = try #require(rest.range(of: fact), "\(id): \(fact)")
                rest = rest[found.upperBound...]
            }
        }
        #expect(library.catalogue.product("router")?.lanPorts == 4)
        #expect(try book[.hub].name.contains("5ポート"))
        for id in ["router", "desktop", "notebook"] {
            let maintenance = try #require(library.catalogue.product(id)).maintenance
            #expect(maintenance.first == "平日9時〜17時に受付" && maintenance.last == "5年間")
        }
        #expect(library.catalogue.product("router")?.use[1].contains("IPv4") == true)
        #expect(library.catalogue.product("support")?.specifications.map(\.value) == ["月5回まで"])
        #expect(library.catalogue.product("support")?.model?.hasSuffix("プラン1") == true)
        #expect(library.catalogue.readerMakers.count == 3)
    }

    @Test func `the notes name the source's conditions`() throws {
        func note(_ id: String) throws -> String { try #require(library.noteText(id, book: "price-book-2020-12")) }
        #expect(try note("supportPlan").contains("プラン1の場合") && note("supportPlan").contains("月に5回"))
        #expect(try note("lineWork").contains("平日9時から17時まで"))
        #expect(try note("lineWorkWithoutTime").contains("平日9時から17時まで"))
        #expect(try note("migration").contains("2021年1月31日までのお申し込み"))
        #expect(try note("migration").contains("2022年1月31日までの開通") && note("migration").contains("契約料880円"))
        #expect(try note("migration").contains("INS64"))
        #expect(try note("simultaneous").contains("6,600円"))
        #expect(try note("surcharge").contains("31,900円までごとに3,850円") && note("surchargeEstimate").contains("±3,850円"))
        #expect(try note("wireEstimate").contains("配線1本あたり"))
        #expect(try note("holidayLineWork").contains("土曜・日曜・祝日"))
        #expect(library.catalogue.notes.count == 16)
    }

    @Test func `every need has its solution`() {
        #expect(
            library.catalogue.solutions.map(\.product) == [
                "おまかせサイバーみまもり", "おまかせアンチウイルス", "ギガらくカメラ", "サーマルカメラ", "ダイヤモンドサポート", "24時間出張修理オプション", "オンライン診療",
                "AI問診Ubie", "ギガらくWi-Fi", "ギガらくサイネージ", "ひかり電話", "ビジネスホン",
            ])
    }

    @Test func `the sentences hold no figures but these`() {
        // figures come as arguments; what stays are names and "each"
        let found = library.phrases.ids.compactMap { id -> String? in
            let digits = library.text(Message(id)).split { !$0.isNumber || !$0.isASCII }
            return digits.isEmpty ? nil : "\(id) \(digits.joined(separator: " "))"
        }
        #expect(
            found == [
                "effect.equipment.cardReaders 1", "effect.equipment.desktops 1", "effect.equipment.newWires 1",
                "effect.equipment.reusedWires 1", "reason.line.migration 64", "recommend.ordered.cheaper 5",
            ])
        #expect(library.phrases.name("quote.fiveYear").hasPrefix("5年間"))
        #expect(library.phrases.name("quote.fiveYearNet").hasPrefix("5年間"))
    }
}
