//  ExtremeClaims.swift
//  In: the profiles of extreme customers. Out: claims that hold for every one of them, and what each is there for.

import Foundation
import Testing

struct ExtremeClaims {
    static let extremes = Case.extremes
    private static func named(_ name: String) throws -> Case {
        try #require(extremes.first { $0.testDescription == "\(name).yaml" })
    }

    @Test(arguments: extremes) func `an extreme customer gets a sound document`(profile: Case) async throws {
        let made = try await Proposals.shared.outcome(profile)
        #expect(made.outcome.code == 0, "\(made.outcome.error)")
        let document = try await Proposals.shared.document(profile)
        #expect((14...26).contains(document.pages.count))
        #expect(try document.solidText().contains(try #require(try profile.written("name")).solid))
        #expect(try Program.tool("qpdf", ["--check", document.path]).contains("No syntax or stream encoding errors"))
        #expect(try document.fonts().allSatisfy { $0.isEmbedded && $0.isSubset })
    }

    @Test(arguments: extremes + Case.samples) func `no text leaves its page`(profile: Case) async throws {
        let boxes = try await Proposals.shared.document(profile).pageBoxes()
        #expect(!boxes.isEmpty)
        for (index, page) in boxes.enumerated() {
            #expect(!page.words.isEmpty, "page \(index + 1) is empty")
            for word in page.words {
                let inside = word.minX >= 0 && word.minY >= 0 && word.maxX <= page.width && word.maxY <= page.height
                #expect(inside, "page \(index + 1): \(word)")
            }
        }
    }

    @Test(arguments: extremes + Case.samples)
    func `a person is addressed with 様, an institution with 御中, never with both`(profile: Case) async throws {
        let text = try await Proposals.shared.document(profile).solidText()
        if let person = try profile.written("addressee") {
            #expect(text.contains(person.solid + "様"))
            #expect(!text.contains("御中"))
        } else {
            #expect(text.contains(try #require(try profile.written("name")).solid + "御中"))
        }
    }

    @Test(arguments: extremes + Case.samples)
    func `a figure that is not known is said in words, not printed`(profile: Case) async throws {
        let quote = try profile.quote()
        let document = try await Proposals.shared.document(profile)
        let text = try document.solidText()
        // the page after the cover carries the four figures that matter
        let glance = document.pages[1].solid
        let unknown = ["subsidy.grant", "selfPay"].filter(quote.isNull)
        if unknown.isEmpty {
            for path in ["subsidy.grant", "selfPay"] {
                let amount = try #require(quote.number(path))
                #expect(glance.contains(Self.grouped(amount) + "円"), "\(path) is not at a glance")
            }
        } else {
            #expect(glance.contains("要確認") || glance.contains("別途見積"))
            #expect(!glance.contains("円=") && !text.contains("0円の見込み"))
        }
        // in the comparison another alternative may have such a line; at a glance only the offer speaks
        #expect(quote.isComplete == !glance.contains("別途見積分"))
        #expect(!text.contains("null") && !text.contains("nil") && !text.contains("NaN"))
    }

    private static func grouped(_ amount: Int) -> String {
        var digits = String(amount)
        var at = digits.count - 3
        while at > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: at))
            at -= 3
        }
        return digits
    }

    @Test func `a border town is priced, with the banner and a warning`() async throws {
        let made = try await Proposals.shared.outcome(Self.named("border-town"))
        #expect(made.outcome.error.contains("熱海市"))
        let document = try await Proposals.shared.document(Self.named("border-town"))
        #expect(document.pages[0].solid.contains("提供エリアを確認中"))
        #expect(try Self.named("border-town").quote().number("initial.total") == 279_950)
    }

    @Test func `a large chain has no grant under scheme B, and no figure that depends on it`() async throws {
        let quote = try Self.named("chain-pharmacy").quote()
        #expect(quote.isComplete)
        for path in ["subsidy.grant", "subsidy.limit", "selfPay"] { #expect(quote.isNull(path)) }
        #expect(try await Proposals.shared.document(Self.named("chain-pharmacy")).pages[1].contains("要確認"))
    }

    @Test func `a notebook's setting up is quoted separately, and so is what it makes unknown`() async throws {
        let quote = try Self.named("notebook").quote()
        #expect(!quote.isComplete)
        for path in ["subsidy.grant", "selfPay", "fiveYearTotal"] { #expect(quote.isNull(path)) }
        let text = try await Proposals.shared.document(Self.named("notebook")).solidText()
        #expect(text.contains(Self.grouped(try #require(quote.number("initial.total"))) + "円+別途見積分"))
    }

    @Test(arguments: [("migration", 274_560), ("separate-work", 289_520)])
    func `the totals that are decided come out`(name: String, total: Int) async throws {
        #expect(try Self.named(name).quote().number("initial.total") == total)
        #expect(try await Proposals.shared.document(Self.named(name)).solidText().contains(Self.grouped(total) + "円"))
    }

    @Test func `a migration's price is printed as the range it is`() async throws {
        let text = try await Proposals.shared.document(Self.named("migration")).solidText()
        #expect(text.contains("880円〜24,420円(確認中)"))
    }

    @Test func `overrides, extra lines and discounts are printed with their names, discounts with ▲`() async throws {
        let text = try await Proposals.shared.document(Self.named("adjusted")).solidText()
        for word in ["資格確認端末用デスク", "33,000円", "年度内導入値引き", "▲11,000円", "24,200円", "第2版"] {
            #expect(text.contains(word), "\(word) is not printed")
        }
    }

    @Test func `every need finds its product, and no need is no gap`() async throws {
        let every = try await Proposals.shared.document(Self.named("every-need"))
        let none = try await Proposals.shared.document(Self.named("no-need"))
        #expect(try every.solidText().contains("伺ったご要望にお応えできる商材です"))
        #expect(try !none.solidText().contains("伺ったご要望"))
        #expect(try none.contents().compactMap(\.number) == Array(1...11))
    }

    @Test func `what a profile leaves open is listed as assumed`() async throws {
        let quote = try Self.named("nothing-known").quote()
        let assumed = (quote.value("assumptions") as? [[String: Any]] ?? []).compactMap { $0["text"] as? String }
        #expect(assumed.count >= 4)
        let text = try await Proposals.shared.document(Self.named("nothing-known")).solidText()
        for sentence in assumed { #expect(text.contains(sentence.solid), "\(sentence) is not listed") }
    }
}
