//  LanguageTests.swift
//  Claims about the second language: it names the same facts, says the same figures, and leaves nothing in Japanese but names.

import ClinicProfile
import DataFiles
import Foundation
import Measures
import Offer
import Proposal
import Testing

@Suite struct Languages {
    private static let home = String(#filePath.components(separatedBy: "/Tests/")[0])
    private static let workshop = Result { try DocumentWorkshop(folders: WorkshopFolders(home: home)) }
    static let english = DocumentLanguage("en") ?? .ja
    static let templates = ["Proposal", "Estimate"].flatMap { folder in
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(home)/Templates/\(folder)")) ?? [])
            .filter { $0.hasSuffix(".html") }.sorted().map { "\(folder)/\($0)" }
    }
    static let profiles =
        ["existing-line", "new-line"].map { "Assets/Samples/\($0).yaml" }
        + [
            "long-name", "hospital", "every-need", "no-need", "nothing-known", "border-town", "chain-pharmacy",
            "notebook", "migration", "separate-work", "adjusted",
        ].map { "Tests/Applications/CLITests/Profiles/\($0).yaml" }

    private func text(_ path: String) throws -> String {
        try String(contentsOfFile: "\(Self.home)/\(path)", encoding: .utf8)
    }

    /// Every expression of a template's attributes, without its own texts in quotation marks.
    private func expressions(_ template: String) -> Set<String> {
        var found: Set<String> = []
        for match in template.matches(of: /t:(text|html|if|unless|each|with|attr|class-add|insert)="([^"]*)"/) {
            let kind = match.output.1 == "unless" ? "if" : String(match.output.1)
            found.insert("\(kind) \(match.output.2)")
        }
        return found
    }

    @Test(arguments: templates)
    func `the English template names the same facts as the Japanese one`(_ path: String) throws {
        let parts = path.split(separator: "/")
        let original = try text("Templates/\(path)")
        let translated = "Templates/\(parts[0])/en/\(parts[1])"
        // a file without a word of Japanese (the order of the parts) serves every language
        if !original.unicodeScalars.contains(where: { (0x3041...0x9FFF).contains($0.value) }) {
            #expect(!FileManager.default.fileExists(atPath: "\(Self.home)/\(translated)"))
            return
        }
        let english = expressions(try text(translated))
        let japanese = expressions(original)
        // an English name has no honorific, so nothing depends on whether there is a person
        let honorific: Set<String> = ["if customer.addressee"]
        #expect(english.subtracting(japanese).isEmpty, "only English: \(english.subtracting(japanese))")
        #expect(
            japanese.subtracting(english).subtracting(honorific).isEmpty,
            "only Japanese: \(japanese.subtracting(english))")
    }

    private func page(_ profile: String, _ language: DocumentLanguage, _ kind: OfferDocument.Kind) throws -> String {
        let workshop = try Self.workshop.get()
        let offer = try workshop.library.offer(for: workshop.library.profile(file: "\(Self.home)/\(profile)"))
        let html = try OfferDocument(kind, of: offer, workshop: workshop, language: language).html
        return String(decoding: html.serialize(), as: UTF8.self)
    }

    /// What a reader sees: no tags, no attributes, no style.
    private func visible(_ page: String) -> String {
        page.replacing(/<(style|script)[^>]*>.*?<\/(style|script)>/.dotMatchesNewlines(), with: " ")
            .replacing(/<\/?small[^>]*>/, with: "").replacing(/<[^>]*>/, with: "\n")
            .replacing("&amp;", with: "&")
    }

    @Test(arguments: profiles)
    func `every amount of the English document stands in the Japanese one, and the other way round`(
        _ profile: String
    ) throws {
        for kind in OfferDocument.Kind.allCases {
            let written = visible(try page(profile, .ja, kind))
            // the axes of charts count in tens of thousands
            let japanese = Set(written.matches(of: /([0-9][0-9,]*)円/).map { String($0.output.1) })
                .union(
                    written.matches(of: /([0-9]+)万円/).compactMap { Int($0.output.1).map { Yen($0 * 10_000).grouped } })
            let english = Set(
                visible(try page(profile, Self.english, kind)).matches(of: /¥([0-9][0-9,]*)/).map {
                    $0.output.1.hasSuffix(",") ? String($0.output.1.dropLast()) : String($0.output.1)
                })
            #expect(!english.isEmpty)
            #expect(english.subtracting(japanese).isEmpty, "\(profile): only English \(english.subtracting(japanese))")
            #expect(japanese.subtracting(english).isEmpty, "\(profile): only Japanese \(japanese.subtracting(english))")
        }
    }

    @Test(arguments: profiles)
    func `no Japanese is left in an English document but names, and names in brackets behind their gloss`(
        _ profile: String
    ) throws {
        let written = try text(profile)
        // names that have no English one
        let names = [
            "フレッツ 光ネクスト ファミリー・ギガラインタイプ", "フレッツ 光ネクスト", "ITサポート＆セキュリティ ライトあんしんプラン1", "フレッツ光", "〒",
        ]
        func isJapanese(_ scalar: Unicode.Scalar) -> Bool {
            (0x3005...0x9FFF).contains(scalar.value) || (0xFF00...0xFFEF).contains(scalar.value)
        }
        for kind in OfferDocument.Kind.allCases {
            let page = try page(profile, Self.english, kind)
            for line in visible(page).split(separator: "\n") {
                var rest = line.replacing(/\([^()]*\)/, with: "")
                for name in names { rest = rest.replacing(name, with: "") }
                for run in rest.split(whereSeparator: { !$0.unicodeScalars.contains(where: isJapanese) }) {
                    // what the profile or the seller's file says is printed as it is written
                    let isOwn = written.contains(run) || "サンプル通信株式会社".contains(run)
                    #expect(isOwn, "\(profile): \(line.trimmingCharacters(in: .whitespaces))")
                }
            }
            #expect(page.contains("lang=\"en\""))
        }
    }

    @Test func `every sentence and name of the data files has its English, with the same names in braces`() throws {
        let workshop = try Self.workshop.get()
        let gaps = try workshop.checkTemplates().filter { $0.id.hasPrefix("language-") }
        #expect(gaps.isEmpty, "\(gaps.map(\.message).joined(separator: "\n"))")
    }
}
