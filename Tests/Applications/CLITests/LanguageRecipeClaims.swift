//  LanguageRecipeClaims.swift
//  In: the recipe 言語を足す of Templates/README.md, followed on a copy. Out: claims that a language needs no program: it is there
//  when its files are, and what it does not have is named.

import Foundation
import Testing

struct LanguageRecipeClaims {
    /// The commands that stand, indented, in a recipe.
    private func commands(of recipe: String) throws -> [String] {
        let readme = try String(
            contentsOf: Program.root.appendingPathComponent("Templates/README.md"), encoding: .utf8)
        let part = try #require(readme.components(separatedBy: "## \(recipe)\n").dropFirst().first)
        let own = part.components(separatedBy: "\n## ")[0]
        return own.split(separator: "\n").filter { $0.hasPrefix("       ") }.map { String($0.dropFirst(7)) }
    }
    private func make(_ document: String, _ language: String, _ home: ScratchFolder) throws -> Outcome {
        try Program.teian([
            document, home.file("Assets/Samples/existing-line.yaml").path, "--language", language, "-o",
            home.file("out.pdf").path, "--home", home.url.path,
        ])
    }

    @Test func `言語を足す: the recipe's commands and a translated sentence make a third language`() throws {
        let home = try ScratchFolder.home()
        let commands = try commands(of: "言語を足す")
        for command in commands where !command.contains("teian") {
            let result = try Program.run("/bin/sh", ["-e", "-c", command], input: nil, in: home.url)
            #expect(result.code == 0, "\(command): \(result.error)")
        }
        #expect(commands.contains { $0.contains("--language zh") })
        try home.damage("Templates/Estimate/zh/estimate.html", "Estimate", "估价单")
        let title = "Assets/Languages/zh.yaml"
        try home.damage(title, "form.yen: \"¥{n}\"", "form.yen: \"{n} JPY\"")
        for document in ["estimate", "proposal"] {
            let made = try make(document, "zh", home)
            #expect(made.code == 0 && made.error.isEmpty, "\(made.error)")
        }
        let made = try make("estimate", "zh", home)
        #expect(made.code == 0)
        let pdf = try PDFFile(home.file("out.pdf").path)
        #expect(try Program.tool("pdfinfo", [pdf.path]).contains(/Title: +估价单/))
        #expect(
            try Program.tool("qpdf", ["--qdf", "--object-streams=disable", pdf.path, "-"]).contains("/Lang (zh)"))
        let quote = try Program.teian([
            "quote", home.file("Assets/Samples/existing-line.yaml").path, "--language", "zh", "--home", home.url.path,
        ])
        #expect(quote.code == 0 && quote.text.contains("279,950 JPY"), "\(quote.text)\(quote.error)")
        let check = try Program.teian(["check", home.url.path])
        #expect(check.code == 0, "\(check.text)")
        #expect(!check.text.contains("/zh"), "\(check.text)")
    }

    @Test func `a language of one sentence is rendered, and every file still to be written is named`() throws {
        let home = try ScratchFolder.home()
        try home.write("texts:\n  ルータ: 路由器\n", as: "Assets/Languages/zh.yaml")
        let made = try make("estimate", "zh", home)
        #expect(made.code == 0, "\(made.error)")
        for file in ["Templates/Estimate/zh/estimate.html", "Templates/Shared/zh/words.yaml"] {
            let line = try #require(made.errorLines.first { $0.hasPrefix(home.file(file).path + ": ") }, "\(file)")
            #expect(line.contains("is not there yet") && line.contains("[language-file]"))
        }
        #expect(
            made.errorLines.contains {
                $0.hasPrefix(home.file("Assets/Languages/zh.yaml").path) && $0.contains("texts of the data files")
            }, "\(made.error)")
        // nothing is lost: the figures and sentences are the Japanese ones
        #expect(try PDFFile(home.file("out.pdf").path).solidText().contains("279,950円"))
        let check = try Program.teian(["check", home.url.path])
        #expect(check.code == 0 && check.text.contains("Templates/Proposal/zh/cover.html"), "\(check.text)")
        // a template that is there is not named any more
        try FileManager.default.createDirectory(
            at: home.file("Templates/Estimate/zh"), withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            at: home.file("Templates/Estimate/en/estimate.html"), to: home.file("Templates/Estimate/zh/estimate.html"))
        #expect(try !make("estimate", "zh", home).error.contains("Estimate/zh/estimate.html"))
    }

    @Test(arguments: ["proposal", "estimate", "quote", "preview"])
    func `a language that is not there is wrong usage, and those that are there are listed`(command: String) throws {
        let home = try ScratchFolder.home()
        try home.write("names:\n  form.yen: \"{n}\"\n", as: "Assets/Languages/pt-BR.yaml")
        for code in ["fr", "../../etc", ""] {
            let result = try Program.teian([
                command, Case.existingLine.path, "--language", code, "--home", home.url.path,
            ])
            #expect(result.code == 2, "\(code)")
            #expect(result.error.contains("Usage: teian \(command)"))
            if code == "fr" { #expect(result.error.contains("ja, en, pt-BR"), "\(result.error)") }
        }
    }

    @Test func `JSON is the same in every language and locale`() throws {
        func quote(_ locale: String, _ more: [String]) throws -> String {
            let result = try Program.run(
                "/usr/bin/env",
                ["-u", "LC_MESSAGES", "-u", "LANG", "LC_ALL=\(locale)", try Program.teian(), "quote"]
                    + [Case.existingLine.path, "--format", "json", "--explain"] + more, input: nil, in: nil)
            #expect(result.code == 0)
            return result.text
        }
        let plain = try quote("C", [])
        #expect(try quote("ja_JP.UTF-8", []) == plain)
        #expect(try quote("en_US.UTF-8", ["--language", "en"]) == plain)
    }

    @Test func `the quote's text follows --language, else the locale, else it is Japanese`() throws {
        func text(_ locale: String, _ more: [String]) throws -> String {
            try Program.run(
                "/usr/bin/env",
                ["-u", "LC_MESSAGES", "-u", "LANG", "LC_ALL=\(locale)", try Program.teian(), "quote"]
                    + [Case.existingLine.path, "--explain"] + more, input: nil, in: nil
            ).text
        }
        let japanese = try text("C", [])
        let english = try text("C", ["--language", "en"])
        #expect(japanese.contains("279,950円") && english.contains("¥279,950"))
        #expect(try text("en_US.UTF-8", []) == english)
        #expect(try text("ja_JP.UTF-8", []) == japanese)
        #expect(try text("de_DE.UTF-8", []) == japanese)
        #expect(try text("en_US.UTF-8", ["--language", "ja"]) == japanese)
        // only names are left in Japanese: of the facility, of products, and sources
        for line in english.split(separator: "\n").dropFirst() where !line.contains("source: ") {
            var rest = line.replacing(/\([^()]*\)/, with: "")
            for name in ["フレッツ 光ネクスト ファミリー・ギガラインタイプ", "ITサポート＆セキュリティ ライトあんしんプラン1", "フレッツ光"] {
                rest = rest.replacing(name, with: "")
            }
            #expect(!rest.unicodeScalars.contains { (0x3041...0x9FFF).contains($0.value) }, "\(line)")
        }
    }
}
