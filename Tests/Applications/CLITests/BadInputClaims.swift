//  BadInputClaims.swift
//  In: profiles with one fault each. Out: claims about the message, its place, the exit code, and that nothing is left behind.

import Foundation
import Testing

/// A faulty profile, where its fault is, and words that the message must have.
struct BadInput: Sendable, CustomTestStringConvertible {
    let name: String
    let profile: String
    /// `line:column`, or nothing where the fault is the file as a whole.
    let place: String?
    let words: [String]
    var testDescription: String { name }

    private init(_ name: String, _ profile: String, at place: String?, _ words: String...) {
        (self.name, self.profile, self.place, self.words) = (name, profile, place, words)
    }

    static let sound = """
        clinic: {name: サンプル医院, kind: clinic, address: 東京都千代田区霞が関1-3-2}
        line: {situation: existing}
        dates: {issued: 2020-12-15}

        """
    private static func with(_ old: String, _ new: String) -> String { sound.replacingOccurrences(of: old, with: new) }

    static let table = [
        BadInput("empty", "", at: nil, "empty", "keys with values"),
        BadInput("no YAML", "clinic: {name: a\nline: [\n", at: "2:5", "not valid YAML", "','"),
        BadInput("a tab", "clinic:\n\tname: a\n", at: "2:1", "not valid YAML"),
        BadInput("no keys", "only words\n", at: "1:1", "keys with values"),
        BadInput("a key twice", sound + "line: {situation: new}\n", at: "2:1", "\"line\"", "keep one"),
        BadInput("an alias", sound + "needs: &n [*n]\n", at: "4:12", "aliases", "write the value out"),
        BadInput(
            "an unknown key", sound + "equipment: {cardReader: 1}\n", at: "4:13", "cardReader",
            "did you mean \"cardReaders\""),
        BadInput("an unknown part", sound + "equipmnt: {desktops: 1}\n", at: "4:1", "did you mean \"equipment\""),
        BadInput("a word for a number", sound + "equipment: {desktops: two}\n", at: "4:23", "whole number", "0 to 99"),
        BadInput("a fraction", sound + "equipment: {desktops: 1.5}\n", at: "4:23", "whole number"),
        BadInput("a negative number", sound + "equipment: {desktops: -1}\n", at: "4:23", "-1", "0 to 99"),
        BadInput("an absurd number", sound + "equipment: {desktops: 100000}\n", at: "4:23", "0 to 99"),
        BadInput(
            "a number beyond any word", sound + "equipment: {desktops: 99999999999999999999}\n", at: "4:23", "0 to 99"),
        BadInput(
            "a negative amount", sound + "receiptComputer: {renovationCost: -5}\n", at: "4:35", "-5", "whole number"),
        BadInput("a word for a list", sound + "needs: guestWiFi\n", at: "4:8", "a list"),
        BadInput("a list for a word", with("サンプル医院", "[サンプル医院]"), at: "1:16", "text"),
        BadInput("no Boolean", sound + "support: yes please\n", at: "4:10", "true", "false"),
        BadInput(
            "an unknown need", sound + "needs: [guestWifi]\n", at: "4:9", "did you mean \"guestWiFi\"", "来院者Wi-Fi"),
        BadInput(
            "an unknown kind", with("kind: clinic", "kind: clinc"), at: "1:30", "dentalClinic",
            "did you mean \"clinic\""),
        BadInput("no kind", with(", kind: clinic", ""), at: "1:9", "clinic.kind", "pharmacy"),
        BadInput("no name", with("サンプル医院", "\"\""), at: "1:16", "clinic.name"),
        BadInput("before every price book", with("2020-12-15", "2020-11-30"), at: "3:17", "2020-12-01 to 2021-03-31"),
        BadInput("after every price book", with("2020-12-15", "2021-04-01"), at: "3:17", "2020-12-01 to 2021-03-31"),
        BadInput("no day of the calendar", with("2020-12-15", "2021-02-30"), at: "3:17", "YYYY-MM-DD"),
        BadInput("a day in words", with("2020-12-15", "令和2年12月15日"), at: "3:17", "YYYY-MM-DD"),
        BadInput("no date", with("dates: {issued: 2020-12-15}\n", ""), at: "1:1", "dates.issued", "--date"),
        BadInput(
            "on-premises 2", sound + "deployment: onPremises2\n", at: "4:13", "not offered", "vendor", "onPremises1"),
        BadInput(
            "more readers than terminals", sound + "equipment: {cardReaders: 3, desktops: 1}\n", at: "4:26", "terminal"),
        BadInput(
            "a reader applied for before anyone could",
            with("issued: 2020-12-15", "issued: 2020-12-15, cardReaderApplied: 2020-08-01"), at: "3:48", "2020-08-07"),
        BadInput("a price for what has one", sound + override("router"), at: "4:20", "router", "discounts"),
        BadInput("a price for nothing we sell", sound + override("ruter"), at: "4:20", "ruter", "router"),
        BadInput("no prefecture", with("東京都", ""), at: "1:47", "prefecture"),
        BadInput("a character that no font has", with("サンプル医院", "医療\u{30EDE}院"), at: "1:18", "U+30EDE", "add a font"),
        BadInput(
            "a character of private use", with("サンプル医院", "高\u{E000}医院"), at: "1:17", "U+E000", "write it otherwise"),
    ]
    private static func override(_ item: String) -> String {
        "overrides: [{item: \(item), unitPrice: 1000, source: a, by: b, on: 2020-12-10}]\n"
    }
}

struct BadInputClaims {
    @Test(arguments: BadInput.table)
    func `a fault gets one clear message with its place, exit code 1, and leaves no file`(bad: BadInput) throws {
        let folder = try ScratchFolder()
        try folder.write(bad.profile, as: "profile.yaml")
        let result = try Program.teian(
            ["proposal", "profile.yaml", "-o", "out.pdf", "--home", Program.root.path], in: folder.url)
        #expect(result.code == 1)
        let place = bad.place.map { "profile.yaml:\($0): " } ?? "profile.yaml: "
        #expect(result.errorLines.count == 1, "\(result.error)")
        #expect(result.error.hasPrefix(place), "\(result.error)")
        for word in bad.words { #expect(result.error.contains(word), "\(word) is not in: \(result.error)") }
        #expect(result.output.isEmpty)
        #expect(folder.names == ["profile.yaml"])
    }

    @Test func `the profile that all of these vary is sound`() throws {
        let folder = try ScratchFolder()
        try folder.write(BadInput.sound, as: "profile.yaml")
        let result = try Program.teian(["quote", "profile.yaml", "--home", Program.root.path], in: folder.url)
        #expect(result.code == 0)
        #expect(result.error.isEmpty, "\(result.error)")
    }

    @Test(arguments: ["proposal", "quote"]) func `a missing profile is named`(command: String) throws {
        let result = try Program.teian([command, "nowhere/profile.yaml"])
        #expect(result.code == 1)
        #expect(result.error.hasPrefix("nowhere/profile.yaml: no such file"))
        #expect(result.error.contains("give the path"))
    }

    @Test func `several faults are all named at once`() throws {
        let result = try Program.teian(
            ["quote", "-"],
            input: BadInput.sound.replacingOccurrences(of: "kind: clinic", with: "kind: clinc") + "support: 7\n")
        #expect(result.code == 1)
        #expect(result.errorLines.map { $0.prefix { $0 != " " } } == ["<standard", "<standard"])
        #expect(result.error.contains(":1:30: ") && result.error.contains(":4:10: "))
    }

    @Test func `binary data is no profile`() throws {
        let folder = try ScratchFolder()
        try Data([0xFF, 0xFE, 0x00, 0x41]).write(to: folder.file("profile.yaml"))
        let result = try Program.teian(["quote", folder.file("profile.yaml").path])
        #expect(result.code == 1)
        #expect(result.error.contains("UTF-8"))
    }

    @Test func `a day given on the command line is checked against the price books too`() throws {
        let result = try Program.teian(["quote", Case.existingLine.path, "--date", "2022-01-01"])
        #expect(result.code == 1)
        #expect(result.error.contains("2022-01-01") && result.error.contains("price-book-2020-12"))
    }

    static let west = BadInput.sound.replacingOccurrences(of: "東京都千代田区霞が関1-3-2", with: "大阪府大阪市中央区大手前2-1-22")

    @Test func `no quote is made in the area of NTT西日本`() throws {
        let result = try Program.teian(["quote", "-"], input: Self.west)
        #expect(result.code == 1)
        #expect(result.output.isEmpty)
        #expect(result.error.hasPrefix("<standard input>:1:47: 大阪府"))
        #expect(result.error.contains("NTT西日本"))
    }

    @Test func `a proposal in the area of NTT西日本 is one page that says so, without a figure, and ends with 4`() throws {
        let folder = try ScratchFolder()
        try folder.write(Self.west, as: "west.yaml")
        let result = try Program.teian(
            ["proposal", "west.yaml", "-o", "west.pdf", "--home", Program.root.path], in: folder.url)
        #expect(result.code == 4)
        #expect(result.error.contains("NTT西日本") && result.error.contains("west.pdf"))
        let notice = try PDFFile(folder.file("west.pdf").path)
        #expect(notice.pages.count == 1)
        let text = try notice.solidText()
        for word in ["エリア外ご案内", "NTT西日本", "サンプル医院御中"] { #expect(text.contains(word)) }
        // the JSON beside it says that it was a notice, and carries no figure
        let manifest = try Quote(try Data(contentsOf: folder.file("west.json")))
        #expect(manifest.value("document") as? String == "outside-area" && manifest.number("pages") == 1)
        #expect(manifest.value("customer") as? String == "サンプル医院" && manifest.value("quote") == nil)
        #expect(try notice.yenAmounts().isEmpty)
    }
}

struct BadOutputClaims {
    private static func sample() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        try folder.write(BadInput.sound, as: "profile.yaml")
        try FileManager.default.createDirectory(at: folder.file("folder"), withIntermediateDirectories: false)
        return folder
    }

    @Test(arguments: [
        ("missing/out.pdf", "make the folder first"), ("profile.yaml/out.pdf", "make the folder first"),
        ("folder", "not of a folder"),
    ]) func `a path that cannot be written to is named, with what to do`(path: String, advice: String) throws {
        let folder = try Self.sample()
        let result = try Program.teian(
            ["proposal", "profile.yaml", "-o", path, "--home", Program.root.path], in: folder.url)
        #expect(result.code == 1)
        #expect(result.error.hasPrefix("\(path): cannot be written"), "\(result.error)")
        #expect(result.error.contains(advice))
        #expect(folder.names == ["folder", "profile.yaml"])
    }

    @Test(.enabled(if: FileManager.default.isWritableFile(atPath: "/dev/full")))
    func `a full disk is the world's failure, and the device stays what it is`() throws {
        let folder = try Self.sample()
        let result = try Program.teian(
            ["proposal", "profile.yaml", "-o", "/dev/full", "--home", Program.root.path], in: folder.url)
        #expect(result.code == 3)
        #expect(result.error.contains("/dev/full: cannot be written"))
        let kind = try FileManager.default.attributesOfItem(atPath: "/dev/full")[.type] as? FileAttributeType
        #expect(kind == .typeCharacterSpecial)
        #expect(!FileManager.default.fileExists(atPath: "/dev/full.json"))
    }

    @Test func `a folder without templates is named`() throws {
        let folder = try Self.sample()
        let result = try Program.teian(["proposal", "profile.yaml", "--home", folder.url.path], in: folder.url)
        #expect(result.code == 1)
        #expect(result.error.contains("Templates and Assets") && result.error.contains("--home"))
    }
}
