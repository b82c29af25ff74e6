//  UsageClaims.swift
//  In: command lines. Out: claims about help, wrong usage and where results go.

import Foundation
import Testing

struct UsageClaims {
    static let commands = ["proposal", "estimate", "quote", "landing", "pdf", "dump", "check"]

    @Test func `help names every command and every exit code`() throws {
        let result = try Program.teian(["--help"])
        #expect(result.code == 0)
        for command in Self.commands { #expect(result.text.contains("  \(command) "), "\(command) is not in the help") }
        for meaning in [
            "0 done", "1 the input", "2 wrong usage", "3 the world failed", "4 done with documents left out",
        ] {
            #expect(result.text.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(meaning))
        }
        #expect(result.error.isEmpty)
    }

    @Test(arguments: commands) func `every command explains itself`(command: String) throws {
        let result = try Program.teian([command, "--help"])
        #expect(result.code == 0)
        #expect(result.text.contains("OVERVIEW:") && result.text.contains("USAGE: teian \(command)"))
    }

    @Test(arguments: [
        ["proposal"], ["quote"], ["nonsense"], ["proposal", "a.yaml", "b.yaml"],
        ["proposal", "a.yaml", "--date", "2020-13-01"],
        ["proposal", "a.yaml", "--language", "fr"], ["quote", "a.yaml", "--format", "xml"],
        ["quote", "a.yaml", "--explian"],
        ["pdf", "a.html"], ["pdf", "a.html", "a.pdf", "--repeat", "0"], ["dump", "colours", "a.html"],
        ["dump", "styles"],
    ]) func `wrong usage ends with 2 and says how it is used`(arguments: [String]) throws {
        let result = try Program.teian(arguments)
        #expect(result.code == 2)
        #expect(result.error.contains("Usage: teian"))
        #expect(result.output.isEmpty)
    }

    @Test func `a profile comes from standard input and a document goes to standard output`() throws {
        let profile = try String(
            contentsOf: Program.root.appendingPathComponent(Case.existingLine.path), encoding: .utf8)
        let quote = try Program.teian(["quote", "-", "--format", "json"], input: profile)
        #expect(quote.code == 0)
        #expect(try Quote(quote.output).number("initial.total") == 279_950)
        let proposal = try Program.teian(["proposal", "-", "-o", "-"], input: profile)
        #expect(proposal.code == 0)
        #expect(proposal.output.starts(with: Data("%PDF-".utf8)))
    }

    @Test func `a fault in standard input is named as such`() throws {
        let result = try Program.teian(["quote", "-"], input: "clinic: [\n")
        #expect(result.code == 1)
        #expect(result.error.hasPrefix("<standard input>:2:1: "))
    }

    @Test func `a manifest lies beside the document and knows its hash`() async throws {
        let made = try await Proposals.shared.outcome(.existingLine)
        #expect(made.outcome.code == 0)
        #expect(made.outcome.output.isEmpty)
        #expect(made.folder.names == ["proposal.json", "proposal.pdf"])
        let manifest = try Quote(Data(contentsOf: made.folder.file("proposal.json")))
        #expect(manifest.value("number") as? String == "Q-2020-000123")
        #expect(manifest.value("priceBook") as? String == "price-book-2020-12")
        #expect(manifest.number("pages") == (try PDFFile(made.folder.file("proposal.pdf").path)).pages.count)
        let sum = try Program.tool("sha256sum", [made.folder.file("proposal.pdf").path]).prefix { $0 != " " }
        #expect(manifest.value("pdfSHA256") as? String == String(sum))
    }

    @Test func `the JSON beside a document knows templates, data, fonts and libraries by their hashes`() throws {
        let home = try ScratchFolder.home()
        func record() throws -> [String: String] {
            let folder = try ScratchFolder()
            let made = try Program.teian([
                "estimate", "Assets/Samples/existing-line.yaml", "-o", folder.file("made.pdf").path, "--quiet",
                "--home",
                home.url.path,
            ])
            #expect(made.code == 0, "\(made.error)")
            let json = try Quote(Data(contentsOf: folder.file("made.json")))
            var found: [String: String] = [:]
            for key in ["templatesSHA256", "dataSHA256", "renderer.fonts", "renderer.cairo"] {
                found[key] = try #require(json.value(key) as? String, "\(key)")
            }
            return found
        }
        let first = try record()
        #expect(try record() == first)
        try home.damage("Templates/Shared/base.css", "widows: 2", "widows: 3")
        let second = try record()
        #expect(second["templatesSHA256"] != first["templatesSHA256"] && second["dataSHA256"] == first["dataSHA256"])
        try home.damage("Assets/Catalogue/solutions.yaml", "ひかり電話", "ひかり電話 ")
        let third = try record()
        #expect(third["templatesSHA256"] == second["templatesSHA256"] && third["dataSHA256"] != second["dataSHA256"])
        #expect(third["renderer.fonts"] == first["renderer.fonts"])
    }
}
