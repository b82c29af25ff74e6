//  LanguageClaims.swift
//  Claims about languages at the front door: messages follow the locale, documents follow --language.

import Foundation
import Testing

struct LanguageClaims {
    private func teian(_ locale: String, _ arguments: [String]) throws -> Outcome {
        try Program.run(
            "/usr/bin/env", ["-u", "LC_MESSAGES", "-u", "LANG", "LC_ALL=\(locale)", try Program.teian()] + arguments,
            input: nil, in: nil)
    }
    private func isJapanese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x3041...0x9FFF).contains($0.value) }
    }

    @Test func `faults are told in Japanese where the locale is Japanese, in English elsewhere, at the same place`()
        throws
    {
        let folder = try ScratchFolder()
        let profile = try folder.write("clinic: {name: x, kind: klinic}\nlien: {}\n", as: "bad.yaml").path
        let japanese = try teian("ja_JP.UTF-8", ["quote", profile])
        let english = try teian("C", ["quote", profile])
        #expect(japanese.code == 1 && english.code == 1)
        #expect(japanese.errorLines.count == english.errorLines.count)
        for (one, other) in zip(japanese.errorLines, english.errorLines) {
            let place = other.prefix(while: { $0 != " " })
            #expect(one.hasPrefix(place), "\(one)")
            #expect(isJapanese(String(one.dropFirst(place.count))), "\(one)")
        }
        #expect(english.error.contains("did you mean \"line\"?"))
        #expect(japanese.error.contains("「line」ではありませんか"))
    }

    @Test func `wrong paths and faults of templates are told in Japanese too`() throws {
        let missing = try teian("ja_JP.UTF-8", ["proposal", "nowhere.yaml"])
        #expect(missing.code == 1 && missing.error.contains("ファイルがありません"))
        let home = try ScratchFolder.home()
        try home.damage("Templates/Proposal/cover.html", "customer.place", "customer.plaec")
        let fault = try teian(
            "ja_JP.UTF-8",
            ["proposal", "Assets/Samples/existing-line.yaml", "--home", home.url.path, "-o", home.file("x.pdf").path])
        #expect(fault.code == 1)
        #expect(fault.error.contains("エラー") && fault.error.contains("「place」ではありませんか"), "\(fault.error)")
        let help = try teian("ja_JP.UTF-8", ["proposal", "--help"])
        #expect(isJapanese(help.text) && help.code == 0)
        #expect(try !isJapanese(teian("C", ["proposal", "--help"]).text))
    }

    @Test(arguments: Case.samples)
    func `the English proposal is English to the file: language, title, outline, and no warning`(
        sample: Case
    ) async throws {
        let folder = try ScratchFolder()
        let path = folder.file("en.pdf").path
        let made = try Program.teian(["proposal", sample.path, "--language", "en", "-o", path])
        #expect(made.code == 0 && made.error.isEmpty, "\(made.error)")
        let document = try PDFFile(path)
        #expect((14...26).contains(document.pages.count), "\(document.pages.count)")
        let info = try Program.tool("pdfinfo", [path])
        #expect(info.contains(/Title: +Introducing online eligibility verification/))
        let objects = try Program.tool("qpdf", ["--qdf", "--object-streams=disable", path, "-"])
        #expect(objects.contains("/Lang (en)"))
        let titles = try document.bookmarks().map(\.title)
        #expect(titles.count >= 15)
        for title in titles {
            let bare = title.replacing(/\([^()]*\)/, with: "").replacing("フレッツ光", with: "")
            #expect(!isJapanese(bare), "\(title)")
        }
        let estimate = folder.file("estimate.pdf").path
        let other = try Program.teian(["estimate", sample.path, "--language", "en", "-o", estimate])
        #expect(other.code == 0 && other.error.isEmpty, "\(other.error)")
        #expect(try PDFFile(estimate).pages.count == 1)
    }

    @Test func `the English estimate and proposal show the quote's figures`() async throws {
        let folder = try ScratchFolder()
        let quote = try Case.existingLine.quote()
        for document in ["proposal", "estimate"] {
            let path = folder.file("\(document).pdf").path
            #expect(
                try Program.teian([document, Case.existingLine.path, "--language", "en", "-o", path, "--quiet"]).code
                    == 0)
            let numbers = try PDFFile(path).numbers()
            for figure in ["initial.total", "initial.tax", "monthly.total", "subsidy.grant", "selfPay"] {
                #expect(numbers.contains(try #require(quote.number(figure))), "\(document): \(figure)")
            }
        }
    }
}
