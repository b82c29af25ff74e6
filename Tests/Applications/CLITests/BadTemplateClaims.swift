//  BadTemplateClaims.swift
//  In: copies of the templates and data files with one fault each. Out: claims about the message and its place.

import Foundation
import Testing

/// One damage to one file of a copy.
struct Damage: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let old: String
    let new: String
    let words: [String]
    var testDescription: String { name }

    private init(_ name: String, _ file: String, _ old: String, _ new: String, _ words: String...) {
        (self.name, self.file, self.old, self.new, self.words) = (name, file, old, new, words)
    }

    private static let proposal = "Templates/Proposal/proposal.html"
    private static let parts = "Templates/Proposal/parts.html"
    private static let cover = "Templates/Proposal/cover.html"
    static let table = [
        Damage("an unknown name", cover, "doc.date |", "doc.dat |", "'dat'", "did you mean 'date'"),
        Damage("an unknown root", proposal, "doc.windowTitle", "dok.windowTitle", "'dok'", "did you mean 'doc'"),
        Damage("an unknown filter", cover, "doc.date | date", "doc.date | dat", "filter 'dat'", "did you mean 'date'"),
        Damage("an unclosed element", cover, "</h1>", "", "</h1>"),
        Damage("an unknown attribute", cover, "<h1>", "<h1 t:nonsense=\"doc\">", "t:nonsense", "t:text"),
        Damage("a missing fragment", parts, "glance.html", "glanse.html", "glanse.html", "looked for"),
        Damage("a cyclic insert", parts, "cover.html", "parts.html", "inserts itself"),
        Damage("broken XML", proposal, "<body ", "<body <", "proposal.html"),
        Damage("an unknown entity", cover, "<h1>", "<h1>&heartz;", "heartz"),
    ]
}

struct BadTemplateClaims {
    @Test(arguments: Damage.table)
    func `a fault in a template is named with its line, and no document is made`(damage: Damage) throws {
        let home = try ScratchFolder.home()
        let text = try String(contentsOf: home.file(damage.file), encoding: .utf8)
        let before = try #require(text.range(of: damage.old), "\(damage.file) has no \(damage.old)").lowerBound
        let line = text[..<before].filter { $0 == "\n" }.count + 1
        try home.damage(damage.file, damage.old, damage.new)
        let out = home.file("out.pdf").path
        let result = try Program.teian(["proposal", Case.existingLine.path, "-o", out, "--home", home.url.path])
        #expect(result.code == 1)
        #expect(result.errorLines.count == 1, "\(result.error)")
        let name = try #require(damage.file.split(separator: "/").last)
        // the parser notices an unclosed element only where the next one ends
        let place = result.error.components(separatedBy: "\(name):").last?.split(separator: ":").prefix(2).compactMap {
            Int($0)
        }
        #expect(place?.count == 2, "\(result.error)")
        #expect((line...line + 8).contains(place?.first ?? 0), "\(result.error)")
        for word in damage.words { #expect(result.error.contains(word), "\(word) is not in: \(result.error)") }
        #expect(home.names == ["Assets", "Templates"])
    }

    @Test func `odd CSS is a warning with its place, and the document is still made`() throws {
        let home = try ScratchFolder.home()
        let sheet = "Templates/Proposal/proposal.css"
        let lines = try String(contentsOf: home.file(sheet), encoding: .utf8).filter { $0 == "\n" }.count
        try home.append(
            sheet,
            ".oddity { colour: red }\n.oddity { width: banana }\n@page oddity { size: potato }\n.oddity { color: red\n")
        let out = home.file("out.pdf").path
        let result = try Program.teian(["proposal", Case.existingLine.path, "-o", out, "--home", home.url.path])
        #expect(result.code == 0)
        let warnings = result.errorLines.filter { $0.contains("proposal.css:") }
        #expect(warnings.count == 3, "\(result.error)")
        for (offset, words) in [["colour", "did you mean color"], ["banana", "width"], ["potato", "size"]].enumerated()
        {
            let place = "proposal.css:\(lines + 1 + offset):"
            let warning = try #require(warnings.first { $0.contains(place) }, "no warning at \(place): \(result.error)")
            #expect(warning.contains("warning:"))
            for word in words { #expect(warning.contains(word)) }
        }
        #expect(try PDFFile(out).pages.count > 10)
    }

    @Test func `a picture that is gone is a warning, and the document is still made`() throws {
        let home = try ScratchFolder.home()
        try FileManager.default.removeItem(at: home.file("Assets/Pictures/cover.svg"))
        let out = home.file("out.pdf").path
        let result = try Program.teian(["proposal", Case.existingLine.path, "-o", out, "--home", home.url.path])
        #expect(result.code == 0)
        #expect(result.errorLines.contains { $0.contains("warning:") && $0.contains("cover.svg") })
        #expect(try PDFFile(out).pages.count > 10)
    }

    @Test(arguments: [
        ("58300", "fifty", "whole number"), ("validThrough", "validThru", "did you mean"),
        ("taxPercent: {value: 10", "taxPercent: {value: -3", "-3"),
    ]) func `a fault in the price book is named with its place`(old: String, new: String, word: String) throws {
        let home = try ScratchFolder.home()
        try home.damage("Assets/Catalogue/price-book-2020-12.yaml", old, new)
        let result = try Program.teian(["quote", Case.existingLine.path, "--home", home.url.path])
        #expect(result.code == 1)
        #expect(result.error.contains(#/price-book-2020-12\.yaml:[0-9]+:[0-9]+: /#), "\(result.error)")
        #expect(result.error.contains(word), "\(result.error)")
        #expect(result.output.isEmpty)
    }

    @Test func `check finds no fault in the project's own templates and data`() throws {
        let result = try Program.teian(["check", Program.root.path])
        #expect(result.code == 0)
        #expect(!result.text.contains("error:") && !result.text.contains("warning:"), "\(result.text)")
    }

    @Test(arguments: Damage.table)
    func `check finds every fault that would stop a document`(damage: Damage) throws {
        let home = try ScratchFolder.home()
        try home.damage(damage.file, damage.old, damage.new)
        let result = try Program.teian(["check", home.url.path])
        #expect(result.code == 1, "\(result.text)")
        #expect((result.text + result.error).contains(damage.words[0]), "\(result.text)\(result.error)")
    }

    @Test(arguments: [
        ("Postage/postage-2019-10.yaml", "{grams: 25, yen: 84", "{grams: 25, yen: many"),
        ("Postage/stationery.yaml", "micrometres: 90", "micrometers: 90"),
        ("Campaign/list.yaml", "path: clinic.name", "paht: clinic.name"),
        ("Campaign/papers.yaml", "mail.letter.paper: plain-81", "mail.letter.paper: plain-82"),
        ("Brand/mail.yaml", "diameter: 22", "diameter: 12.5"),
        ("Brand/mail.yaml", "margin: 20", "margins: 20"),
        ("Brand/mail.yaml", "folds: [99, 198]", "folds: [50, 250]"),
        ("Brand/mail.yaml", "top: 266", "top: 289"),
        ("Brand/mail.yaml", "module: 0.5", "module: 0"),
    ])
    func `check reads what only a campaign reads, and names each place once`(
        file: String, old: String, new: String
    ) throws {
        let home = try ScratchFolder.home()
        try home.damage("Assets/\(file)", old, new)
        let result = try Program.teian(["check", home.url.path])
        #expect(result.code == 1, "\(result.text)")
        let name = file.split(separator: "/")[1]
        let found = result.text.split(separator: "\n").filter { $0.contains("error:") && $0.contains(name) }
        #expect(!found.isEmpty && Set(found).count == found.count, "\(result.text)")
    }
}
