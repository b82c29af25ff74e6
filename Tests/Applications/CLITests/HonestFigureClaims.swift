//  HonestFigureClaims.swift
//  In: customers of whom something is open, or who pay others as well. Out: claims that what the documents say of figures is
//  true: sums add up, what is open has its word, and no sentence contradicts the profile.

import Foundation
import Testing

struct HonestFigureClaims {
    /// The pages of a profile's proposal and estimate, without blanks.
    private func pages(_ profile: String, _ document: String = "proposal") throws -> [String] {
        let folder = try ScratchFolder()
        let file = try folder.write(profile, as: "profile.yaml").path
        let pdf = folder.file("made.pdf").path
        let made = try Program.teian([document, file, "-o", pdf, "--quiet"])
        guard made.code == 0 else { throw CannotTest("\(document): \(made.code) \(made.error)") }
        return try PDFFile(pdf).pages.map(\.solid)
    }
    private func profile(_ rest: String) -> String {
        "clinic: {name: サンプル皮膚科, kind: clinic, address: 神奈川県横浜市中区日本大通1}\n" + rest
    }

    @Test(arguments: Case.extremes + Case.samples)
    func `the line of figures at a glance adds up`(profile: Case) async throws {
        let quote = try profile.quote()
        guard let own = quote.number("selfPay"), let grant = quote.number("subsidy.grant") else { return }
        let glance = try #require(try await Proposals.shared.document(profile).pages.dropFirst().first)
        let amounts = glance.matches(of: /([0-9]{1,3}(?:,[0-9]{3})*)[ \t]*円/).compactMap {
            Int($0.1.replacing(",", with: ""))
        }
        // the figures stand above everything else: outlay − grant ＝ own share, after the heading that has the own share
        #expect(Array(amounts.prefix(4).dropFirst()) == [own + grant, grant, own], "\(amounts.prefix(6))")
    }

    @Test func `what follows from an open price is 未定; only the price itself is 別途見積`() async throws {
        let notebook = Case.extremes.first { $0.path.hasSuffix("notebook.yaml") }
        let pages = try await Proposals.shared.document(try #require(notebook)).pages.map(\.solid)
        #expect(pages[1].contains("未定=未定"), "\(pages[1].prefix(200))")
        #expect(!pages[1].contains("補助金（見込み）別途見積".solid))
        let subsidy = try #require(pages.first { $0.contains("計算のもとになる額") })
        #expect(subsidy.contains("次の順に求めます") && !subsidy.contains("求めました"))
    }

    @Test func `a monthly fee of which nothing is known is not 0円`() throws {
        let open = profile(
            """
            line: {situation: new, building: apartment, simultaneousWork: true}
            support: false
            dates: {issued: 2020-12-15}
            """)
        let pages = try pages(open)
        #expect(!pages[1].contains("月額0円") && !pages.joined().contains("月額は0円"))
        #expect(pages.contains { $0.contains("月額は別途見積です") })
        let estimate = try self.pages(open, "estimate").joined()
        #expect(!estimate.contains("税抜0円") && estimate.contains("毎月の費用"))
    }

    @Test func `a reader applied for too late is computed with the rates that hold then, and asked for in time`() throws
    {
        let pages = try pages(
            profile("line: {situation: existing}\ndates: {issued: 2021-03-20, cardReaderApplied: 2021-04-01}\n"))
        let subsidy = try #require(pages.first { $0.contains("申込日による違い") })
        // the row of this calculation has its first day, and stands after the one before
        let own = "2021年4月1日から（見直し前と同じ）今回の計算".solid
        #expect(subsidy.contains(own))
        let before = try #require(subsidy.range(of: "2021年3月31日まで10/10"))
        #expect(before.upperBound < (try #require(subsidy.range(of: own))).lowerBound)
        #expect(subsidy.contains("2020年10月30日までに公表された内容"))
        #expect(pages[1].contains("3月31日（水）まで".solid))
    }

    @Test func `a line that is no フレッツ光 is nowhere said to be used as it is`() throws {
        let pages = try pages(profile("line: {situation: existing, kind: other}\ndates: {issued: 2020-12-15}\n"))
        let text = pages.joined()
        #expect(!text.contains("いまのフレッツ光をそのまま") && !text.contains("フレッツ光であることの確認"))
        #expect(text.contains("いまの回線を使えることを確かめます"))
        // the total a month, with what is still open, stands clear of the notes beside it
        #expect(pages.contains { $0.contains("2,200円+別途見積分") })
    }

    @Test func `what is not eligible is not called eligible, and is named where it is left out`() async throws {
        let adjusted = try #require(Case.extremes.first { $0.path.hasSuffix("adjusted.yaml") })
        let text = try await Proposals.shared.document(adjusted).solidText()
        #expect(text.contains("対象外の項目を除く") && text.contains("資格確認端末用デスク(33,000円)") && text.contains("費用の合計413,710円"))
        #expect(!text.contains("対象の費用413,710円"))
        // with the cost of the change known, nobody is told that it is still awaited
        #expect(!text.contains("改修のお見積りが届きしだい"))
    }

    @Test func `a document of 2020 names no source of a later year`() async throws {
        let hospital = try #require(Case.extremes.first { $0.path.hasSuffix("hospital.yaml") })
        let text = try await Proposals.shared.document(hospital).solidText()
        #expect(!text.contains("第151回") && !text.contains("見直し後の上限として"))
    }

    @Test(arguments: Case.extremes + Case.samples)
    func `no line of a paragraph ends inside a katakana word`(profile: Case) async throws {
        #expect(try Self.divided(try await Proposals.shared.document(profile).path) == [])
    }

    @Test(arguments: ["hospital", "nothing-known"])
    func `English leaves Japanese names whole`(name: String) throws {
        let folder = try ScratchFolder()
        let pdf = folder.file("made.pdf").path
        let path = "Tests/Applications/CLITests/Profiles/\(name).yaml"
        let made = try Program.teian(["proposal", path, "-o", pdf, "--language", "en", "--quiet"])
        #expect(made.code == 0, "\(made.error)")
        #expect(try Self.divided(pdf) == [])
    }

    @Test(arguments: ["ja", "en"]) func `the numbers of an estimate's lines stand whole`(language: String) throws {
        let folder = try ScratchFolder()
        let pdf = folder.file("made.pdf").path
        let path = "Tests/Applications/CLITests/Profiles/long-name.yaml"
        let made = try Program.teian(["estimate", path, "-o", pdf, "--language", language, "--quiet"])
        #expect(made.code == 0, "\(made.error)")
        let page = try #require(try PDFFile(pdf).pages.first)
        // the eleven lines of an existing line's quote, each number at the head of its line
        for number in 1...11 { #expect(page.contains(try Regex("(?m)^ *\(number) +[^ 0-9]")), "\(number)") }
    }

    /// Ends of lines inside a katakana word. Two words on two lines of a label are none: カード / リーダー.
    static func divided(_ path: String) throws -> [String] {
        let layout = try Program.tool("pdftotext", ["-bbox-layout", path, "-"])
        func isKatakana(_ character: Character?) -> Bool {
            character.map { ("ァ"..."ヺ").contains($0) || $0 == "ー" } ?? false
        }
        var found: [String] = []
        for block in layout.split(separator: "<block").dropFirst() {
            let lines = block.split(separator: "<line").dropFirst().map { line in
                line.matches(of: /<word[^>]*>([^<]*)<\/word>/).map { String($0.1) }.joined()
            }
            for (line, next) in zip(lines, lines.dropFirst())
            where isKatakana(line.last) && isKatakana(next.first)
                && !["カード", "レセコン"].contains(where: line.hasSuffix)
            { found.append("\(line) / \(next)") }
        }
        return found
    }
}
