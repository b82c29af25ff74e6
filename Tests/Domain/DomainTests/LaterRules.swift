//  LaterRules.swift
//  What was published after the price book's time: the difference payment, the six deferrals. Tested with the fictional
//  book, which is valid then.

import ClinicProfile
import Diagnostics
import Measures
import Offer
import QuoteReport
import Testing

@Suite struct LaterRules {
    static let later: DomainLibrary = {
        do {
            return try DomainLibrary(
                assets: assetsFolder,
                extraPriceBooks: ["\(repository)/Tests/Domain/Fixtures/price-book-fictional.yaml"])
        } catch { fatalError("\(error)") }
    }()

    /// An offer of a later day. `more` is profile lines, `dates` keys beside cardReaderApplied.
    func offer(
        _ kind: String = "clinic", applied: String?, dates: String = "", on date: String,
        line: String = "{situation: new}",
        more: String = ""
    ) throws -> CustomerOffer {
        let yaml = """
            clinic: {name: 施設, kind: \(kind), address: 東京都1}
            line: \(line)
            equipment: {desktops: 1, cardReaders: 1}
            dates: {issued: \(date)\(applied.map { ", cardReaderApplied: \($0)" } ?? "")\(dates)}
            \(more)
            """
        return try Self.later.offer(for: try profile(yaml))
    }

    // applied, operation starts, date of the document, whether a difference is paid
    @Test(
        arguments: [
            ("2022-06-06", "2022-06-07", "2022-08-10", true), ("2022-06-06", "2023-01-31", "2022-08-10", true),
            ("2021-04-01", nil, "2022-08-10", true), ("2022-06-06", "2022-06-06", "2022-08-10", false),
            ("2022-06-06", "2023-02-01", "2022-08-10", false), ("2022-06-07", "2022-09-01", "2022-08-10", false),
            ("2022-06-06", "2022-09-01", "2022-08-09", false), ("2021-03-31", "2022-09-01", "2022-08-10", false),
            (nil, "2022-09-01", "2022-08-10", false),
        ] as [(String?, String?, String, Bool)])
    func `the difference is paid to whom scheme D names, and only once it is published`(
        _ applied: String?, _ operation: String?, _ date: String, _ isPaid: Bool
    ) throws {
        let offer = try offer(
            applied: applied, dates: operation.map { ", operationStarts: \($0)" } ?? "", on: date)
        #expect((offer.difference != nil) == isPaid)
        #expect(offer.deadlines.contains { $0.id == "differenceOperation" } == isPaid)
        guard let difference = offer.difference else { return }
        let ordered = offer.ordered
        let grant = try #require(ordered.subsidy.grant)
        let amount = try #require(difference.amount)
        // scheme C pays 3/4, D the whole cost, both floored to 1,000; the own share of the quote is without it
        let cost = ordered.quote.initialTotal.known
        #expect(grant + amount == min(cost, yen(429_000)).floored(to: yen(1_000)))
        #expect(amount <= yen(429_000 - 321_000) && grant + amount <= cost)
        #expect(ordered.subsidy.selfPay == cost - grant)
        #expect(offer.trail.last?.figure == "subsidy.difference" && offer.trail.last?.status == .derived)
        let text = Self.later.text(difference.text)
        #expect(text.contains(amount.grouped) && text.contains("2022年6月7日") && text.contains("2023年1月31日"))
        #expect(QuoteText(library: Self.later).text(offer).contains(text))
        #expect(QuoteJSON(library: Self.later).text(offer).contains("\"amount\": \(amount.amount),"))
    }

    @Test func `the difference never passes the difference of the limits`() throws {
        let offer = try offer(
            applied: "2022-06-01", on: "2022-08-10", more: "receiptComputer: {renovationCost: 900000}")
        #expect(offer.ordered.subsidy.grant == yen(321_000) && offer.difference?.amount == yen(108_000))
    }

    @Test(arguments: ["hospital", "chainPharmacy"])
    func `where the later table is not known, the difference is 要確認`(_ kind: String) throws {
        let difference = try #require(try offer(kind, applied: "2022-06-01", on: "2022-08-10").difference)
        #expect(difference.amount == nil && difference.step.status == .unconfirmed)
        #expect(Self.later.text(difference.text).contains("要確認"))
    }

    // reason, date, contract, line opened; completion, claim, end of the deferral, number of warnings
    @Test(
        arguments: [
            ("類型1", "2023-03-10", nil, nil, "2023-09-30", "2023-12-31", "2023-09-30", []),
            (
                "類型1", "2023-03-10", "2023-03-01", nil, "2023-09-30", "2023-12-31", "2023-09-30",
                ["warning.deadline.contract"]
            ),
            ("類型1", "2022-12-23", nil, nil, "2023-03-31", "2023-06-30", "2023-09-30", []),
            (
                "類型2", "2023-03-10", nil, "2023-08-31", "2024-03-31", nil, "2024-02-29",
                ["warning.deferral.claimUnknown"]
            ),
            ("類型2", "2023-03-10", nil, nil, "2024-03-31", nil, nil, ["warning.deferral.claimUnknown"]),
            ("類型3", "2023-03-10", nil, nil, "2024-03-31", nil, nil, ["warning.deferral.claimUnknown"]),
            ("類型3", "2024-04-01", nil, nil, "2024-03-31", nil, "2024-12-01", ["warning.deferral.claimUnknown"]),
            ("類型4", "2023-03-10", nil, nil, "2023-09-30", "2023-12-31", nil, []),
            ("類型5", "2024-04-01", nil, nil, "2023-09-30", "2023-12-31", "2024-12-01", []),
            ("類型6", "2023-03-10", nil, nil, "2023-09-30", "2023-12-31", nil, []),
            ("類型6", "2023-02-28", nil, nil, "2023-03-31", "2023-06-30", nil, []),
            ("類型1", "2022-12-22", nil, nil, "2023-03-31", "2023-06-30", nil, ["warning.deferral.notPublished"]),
        ] as [(String, String, String?, String?, String, String?, String?, [String])])
    func `a deferral moves the days that bind, as far as they are published`(
        _ reason: String, _ date: String, _ contract: String?, _ opened: String?, _ completion: String,
        _ claim: String?,
        _ end: String?, _ warnings: [String]
    ) throws {
        let offer = try offer(
            applied: "2022-12-01", dates: contract.map { ", contractOn: \($0)" } ?? "", on: date,
            line: "{situation: new\(opened.map { ", openedOn: \($0)" } ?? "")}", more: "deferral: \(reason)")
        func day(_ id: String) -> String? { offer.deadlines.first { $0.id == id }?.day.iso }
        #expect(day("completion") == completion && day("claim") == claim && day("deferralEnd") == end)
        let isKnown = date >= "2022-12-23"
        #expect(day("deferralFiling") == (isKnown ? "2023-03-31" : nil))
        #expect(day("deferralContract") == (isKnown && reason == "類型1" ? "2023-02-28" : nil))
        // the contract's own limit of scheme D stays beside the deferral's
        #expect(Set(offer.warnings.map(\.id)) == Set(warnings))
        for warning in offer.warnings { #expect(!Self.later.text(warning).contains("[")) }
        for deadline in offer.deadlines { #expect(!Self.later.text(deadline.text).contains("[")) }
    }

    @Test func `plans are held to the deferral's days`() throws {
        func warns(_ completes: String, _ more: String) throws -> Bool {
            try offer(applied: "2022-12-01", dates: ", completesOn: \(completes)", on: "2023-03-10", more: more)
                .warnings
                .contains { $0.id == "warning.deadline.completion" }
        }
        #expect(try warns("2023-04-01", "") && !warns("2023-03-31", ""))
        #expect(try !warns("2023-09-30", "deferral: 類型6") && warns("2023-10-01", "deferral: 類型6"))
    }

    // scheme, text to be replaced, replacement, what is said; a scheme without a text is taken away
    @Test(arguments: [
        ("scheme-b", "", "", "the fund names the scheme B, and no file describes it"),
        ("scheme-b", "", "", "scheme C: follows the scheme B, which has no file"),
        ("scheme-d", "", "", "the fund names the scheme D, and no file describes it"),
        (
            "scheme-b", "2021-03-31", "2021-03-30",
            "begins on 2021-04-01, but the scheme B that it follows ends on 2021-03-30: the days between"
        ),
        ("scheme-c", "appliedFrom: {value: 2021-04-01", "appliedFrom: {value: 2021-03-31", "these days have two"),
        ("scheme-d", "id: D", "id: E", "scheme E: is not among the schemes that the fund names"),
        (
            "scheme-d", "operationThrough: {value: 2023-01-31", "operationThrough: {value: 2022-01-31",
            "contradict each other"
        ),
        (
            "scheme-d", "appliedThrough: {value: 2022-06-06", "appliedThrough: {value: 2022-06-05",
            "contradict each other"
        ),
        ("scheme-c", "ends: A", "ends: Z", "ends the unknown scheme Z"),
        ("fund", "    - id: noFibre", "    - id: closing", "the reason closing stands twice"),
    ])
    func `a lost scheme and days without a rule are found`(
        _ file: String, _ old: String, _ new: String, _ expected: String
    ) throws {
        let folder = "/tmp/teian-\(getProcessNumber())-\(file)-\(expected.utf8.count)-\(old.utf8.count)"
        try copyAssets(to: folder)
        defer { removeTree(folder) }
        let path = "\(folder)/Subsidies/\(file).yaml"
        if old.isEmpty {
            DataFileText.remove(path)
        } else {
            try DataFileText.write(try DataFileText.read(path).replacing(old, with: new, maxReplacements: 1), to: path)
        }
        let found = faults { _ = try DomainLibrary(assets: folder) }
        #expect(expected.isEmpty ? found.isEmpty : found.contains(expected), "\(found)")
        if !expected.isEmpty { #expect(found.contains(".yaml:"), "a fault has its place") }
    }

    @Test func `days after a scheme that nothing follows are found`() throws {
        let folder = "/tmp/teian-\(getProcessNumber())-gap"
        try copyAssets(to: folder)
        defer { removeTree(folder) }
        let path = "\(folder)/Subsidies/scheme-d.yaml"
        // a scheme that does not say what it follows may leave days open: then the check says so
        var text = try DataFileText.read(path).replacing("follows: C\n", with: "")
        text = text.replacing("appliedFrom: {value: 2022-06-07", with: "appliedFrom: {value: 2022-06-09")
        text = text.replacing("appliedThrough: {value: 2022-06-06", with: "appliedThrough: {value: 2022-06-08")
        try DataFileText.write(text, to: path)
        let found = try DomainLibrary(assets: folder).check(on: day("2020-12-15")).filter { $0.id == "scheme-gap" }
        #expect(found.map(\.message) == ["no scheme covers applications from 2022-06-07 on"])
    }

    @Test(arguments: [
        ("2023-08-31", 6, "2024-02-29"), ("2022-08-31", 6, "2023-02-28"), ("2023-01-15", 6, "2023-07-15"),
        ("2023-12-01", 1, "2024-01-01"), ("2023-07-31", 0, "2023-07-31"),
    ])
    func `months later is the same day, or the month's last`(_ from: String, _ months: Int, _ to: String) {
        #expect(day(from).adding(months: months) == day(to))
    }
}
