//  ReadingClaims.swift
//  In: lists in every form of writing. Out: claims about what is read, and where.

import DataFiles
import Testing

@testable import MailingList

@Suite struct ReadingClaims {
    @Test(arguments: [
        "\(header)\r\n\(goodRow)\r\n", "\(header)\n\(goodRow)\n", "\(header)\n\(goodRow)",
        "\u{FEFF}\(header)\r\n\(goodRow)\r\n",
        "\(header)\r\(goodRow)\r", "\n\n\(header)\n\n\(goodRow)\n,,,,\n", "\(header),,\n\(goodRow),,\n",
        "\(header),宛名,電話番号\n\(goodRow)\n",
        "clinic.name,clinic.kind,clinic.codes,clinic.postalCode,clinic.address\n\(goodRow)",
        "ＣＬＩＮＩＣ．ＮＡＭＥ,施設.種別,施設の医療機関コード,郵便 番号,\"所在地\"\n\(goodRow)",
        "\(header),備考,理由\n\(goodRow),電話済み,\"前回,\n不達\"\n",
    ])
    func `line ends, byte order marks, blank rows, spare columns and other header names change nothing`(text: String)
        throws
    {
        let read = try ReadList(text)
        #expect(read.leftOut == [])
        #expect(read.recipients.count == 1)
        #expect(read.recipients.first?.profile.clinic.name == "霞が関内科")
        #expect(read.recipients.first?.profile.clinic.kind == .clinic)
        #expect(read.recipients.first?.postalCode == "1000013")
        #expect(read.survey.rowCount == 1)
    }

    @Test func `a quoted cell keeps its line breaks, commas and quotation marks, and the name is printed as written`()
        throws
    {
        let read = try ReadList(
            "\(header)\r\n\"霞が関 \"\"第一\"\"　ｸﾘﾆｯｸ\",診療所,,１００−００１３,\"東京都千代田区霞が関1-3-2,\r\n第一ビル２Ｆ\"\r\n\(goodRow)\r\n")
        #expect(read.recipients.map(\.line) == [2, 4])
        #expect(read.recipients[0].profile.clinic.name == "霞が関 \"第一\"　ｸﾘﾆｯｸ")
        #expect(read.recipients[0].profile.clinic.address == "東京都千代田区霞が関1-3-2,\n第一ビル２Ｆ")
        #expect(read.recipients[0].postalCode == "1000013")
        #expect(read.recipients[0].cells[3] == "１００−００１３")
    }

    @Test func `CP932 is told from UTF-8, and reads as Windows writes it`() throws {
        // 髙橋①～－ in CP932, with Windows' own characters and the signs that tables disagree about
        let name: [UInt8] = [0xFB, 0xFC, 0x8B, 0xB4, 0x87, 0x40, 0x81, 0x60, 0x81, 0x7C]
        let scratch = Scratch()
        let text = Array("\(header)\r\n".utf8)
        let utf8 = scratch.write(text + Array("髙橋①～－".utf8) + Array(goodRow.dropFirst(5).utf8), to: "utf8.csv")
        #expect(Scratch.run("iconv -f utf-8 -t cp932 '\(utf8)' > '\(scratch.path)/cp932.csv'") == 0)
        let options = ListOptions(defaults: try defaults())
        let first = try ReadList(path: utf8, options: options)
        let second = try ReadList(path: "\(scratch.path)/cp932.csv", options: options)
        #expect(first.list.encoding.encoding == .utf8)
        #expect(first.list.encoding.reason == .wellFormed)
        #expect(second.list.encoding.encoding == .cp932)
        #expect(second.list.encoding.reason == .notWellFormed)
        #expect(second.recipients.first?.profile.clinic.name == "髙橋①～－")
        #expect(first.recipients.first?.profileText == second.recipients.first?.profileText)
        #expect(CellDecoder(.cp932).text(name[...]) == "髙橋①～－")
    }

    @Test func `a byte that is no character is refused with its place and the row after it is read`() throws {
        let bad = Array("\(header)\n霞が".utf8) + [0xE3, 0x81] + Array("関,診療所,,100-0013,東京都千代田区\n\(goodRow)\n".utf8)
        let read = try ReadList(bytes: bad)
        #expect(read.causes == [.unreadableBytes])
        #expect(read.leftOut.first?.line == 2)
        #expect(read.leftOut.first?.column == "施設名")
        #expect(read.leftOut.first?.text.contains("7 / 0xE3") == true, "\(read.leftOut)")
        #expect(read.recipients.map(\.row) == [2])
    }

    @Test func `a quotation mark that never closes costs one row, wherever it stands`() throws {
        let many = String(repeating: "\(goodRow)\n", count: 3)
        for text in ["\(header)\n\"\(goodRow)\n\(many)", "\(header)\n\(many)霞,\"診療所,,1000013,東京都\n"] {
            let read = try ReadList(text)
            #expect(read.causes.filter { $0 == .unclosedQuote }.count == 1)
            #expect(read.survey.rowCount == 4)
            #expect(read.recipients.count == 1)
        }
        // also where a later cell's mark would close it
        let closed = try ReadList("\(header)\n\"\(goodRow)\n\(goodRow)\n\"霞が関,皮フ科\",診療所,,100-0013,東京都千代田区2-2-2\n")
        #expect(closed.causes == [.unclosedQuote])
        #expect(closed.recipients.map(\.row) == [2, 3])
        // and in a file far larger than the window
        let row = "施設%,診療所,,100-0013,東京都千代田区霞が関1-3-%"
        let long = (1...3000).map { row.replacing("%", with: String($0)) }
        let read = try ReadList(([header] + long[..<1500] + ["\"" + goodRow] + long[1500...]).joined(separator: "\r\n"))
        #expect(read.recipients.count == 3000)
        #expect(read.causes == [.unclosedQuote])
        #expect(read.leftOut.first?.line == 1502)
    }

    @Test func `an endless line costs one row and no memory`() throws {
        let read = try ReadList("\(header)\n" + String(repeating: "あ,", count: 300_000) + "\n\(goodRow)\n")
        #expect(read.causes == [.tooLarge])
        #expect(read.recipients.map(\.line) == [3])
    }

    @Test func `random bytes are rows that are refused, never a crash and never the end of the list`() throws {
        var state: UInt64 = 42
        func random() -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
        for _ in 0..<40 {
            var noise = (0..<4000).map { _ in random() }
            for index in noise.indices where noise[index] == 0x22 { noise[index] = 0x20 }
            let read = try ReadList(bytes: Array("\(header)\n".utf8) + noise + Array("\n\(goodRow)\n".utf8))
            #expect(read.recipients.map(\.profile.clinic.name) == ["霞が関内科"])
            #expect(read.survey.rowCount == read.recipients.count + read.leftOut.count)
            #expect(read.rows == Array(1...read.survey.rowCount))
        }
    }

    @Test(arguments: [
        ("施設目,種別,郵便番号,所在地\n", "unknown column \"施設目\"; did you mean \"施設名\"?"),
        ("clinic.nmae,種別,郵便番号,所在地\n", "did you mean \"clinic.name\"?"),
        ("施設名,種別,郵便番号,所在地,住所\n", "both give clinic.address"),
        ("種別,郵便番号,所在地\n", "clinic.name（施設.名称） is given by no column"),
        ("施設名,,種別,郵便番号,所在地\n", "column 2 has no header"), ("", "the list is empty"), ("\n,,\n", "the list is empty"),
        ("施設名,\"種別\n", "the header row cannot be read"),
    ])
    func `a list that cannot be used is refused as a whole, with what is wrong`(text: String, message: String) {
        #expect(refusal(text).contains(message), "\(refusal(text))")
    }

    @Test func `a workbook or UTF-16 instead of CSV is named as such`() throws {
        let scratch = Scratch()
        for (bytes, message) in [
            ([0x50, 0x4B, 0x03, 0x04, 0, 0, 0] as [UInt8], "Excel workbook"),
            ([0xFF, 0xFE, 0x2D, 0x65, 0, 0], "UTF-16"),
        ] {
            let path = scratch.write(bytes, to: "list.csv")
            do {
                _ = try MailingList(file: path, library: library, words: words)
                Issue.record("was read")
            } catch { #expect("\(error)".contains(message)) }
        }
    }

    @Test func `defaults fill what the list does not say and are told apart from it`() throws {
        let read = try ReadList("\(header),回線,カードリーダー\n\(goodRow),新設,\n\(goodRow)9,,1\n")
        #expect(read.recipients.map(\.profile.line.situation) == [.new, .existing])
        #expect(read.recipients[0].assumed == ["equipment.cardReaders", "equipment.desktops", "deployment"])
        #expect(read.recipients[1].assumed == ["line.situation", "equipment.desktops", "deployment"])
        #expect(read.recipients[1].profile.seller.company == "サンプル通信株式会社")
    }

    @Test func `faulty defaults are refused with their place before a row is read`() {
        #expect(refusal("\(header)\n", defaults: "line: {situation: maybe}").contains("defaults.yaml:1:"))
        #expect(
            refusal("\(header)\n", defaults: "equipment: {desktops: 1}").contains(
                "line.situation（回線.区分） is given by no column"))
        #expect(refusal("\(header)\n", defaults: "回線: {区分: 既設}\n施設: {種別: 薬局}") == "")
    }

    @Test func `a profile's text reads back to the same profile, whatever stands in it`() throws {
        let names = [
            "true", "1234", "\"引用\"\\", "null", "~", "a: b", "- x", "𠮷野家", "改\n行", "0110", "[]", "#x", "&a", "*b", "!x",
        ]
        for name in names {
            let cell = name.replacing("\"", with: "\"\"")
            let codes = "\"0110113719、\(code("01", "3", 7))\""
            let one = try ReadList("\(header)\n\"\(cell)\",診療所,\(codes),060-0001,北海道札幌市1-1") {
                $0.defaults = try defaults(defaultsText + "\nneeds: [signage, ipPhone]\nsupport: true")
            }
            let recipient = try #require(one.recipients.first, "\(name): \(one.leftOut)")
            let again = try library.profile(from: DataFile.parse(recipient.profileText, file: "row"))
            #expect(again.clinic == recipient.profile.clinic)
            #expect(again.equipment == recipient.profile.equipment)
            #expect(again.needs == ["signage", "ipPhone"])
            #expect(CanonicalProfile.text(again.origin) == recipient.profileText)
        }
    }

    @Test(arguments: [
        ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+81-3", "'+81-3"), ("-1", "-1"), ("+3.5", "+3.5"),
        ("-x", "'-x"),
        ("\tx", "'\tx"), ("＝1", "'＝1"), ("普通", "普通"), ("", ""), ("-", "'-"), ("'=1", "'=1"),
    ])
    func `a cell that a spreadsheet would run is defused and read back as it was`(cell: String, written: String) {
        #expect(CSVWriter.defused(cell) == written)
        if !cell.hasPrefix("'") { #expect(CSVWriter.restored(written) == cell) }
    }

    @Test func `what is written as CSV is read back cell by cell`() throws {
        let cells = ["a,b", "\"x\"", "一\n二", " 端 ", "=cmd|' /C calc'!A0", "", "普通"]
        let scratch = Scratch()
        let path = scratch.write(CSVWriter.byteOrderMark + CSVWriter.line(cells) + CSVWriter.line(["x"]), to: "w.csv")
        let file = try ListFile(path)
        var reader = CSVReader(file, offset: 3)
        var record = CSVRecord()
        #expect(try reader.next(into: &record))
        let read = (0..<record.count).map {
            CSVWriter.restored(CellDecoder(.utf8).text(record.bytes[record.range($0)]) ?? "?")
        }
        #expect(read == cells)
    }

    @Test func `a list from a pipe is read like a file`() throws {
        let scratch = Scratch()
        let pipe = "\(scratch.path)/pipe"
        let source = scratch.write("\(header)\n\(goodRow)\n", to: "list.csv")
        // the writer must not hold this process' pipe while it waits for its reader
        #expect(
            Scratch.run(
                "mkfifo '\(pipe)'; (exec sh -c \"cat '\(source)' > '\(pipe)'\") > /dev/null 2>&1 &"
            ) == 0)
        let read = try ReadList(path: pipe, options: ListOptions(defaults: try defaults()))
        #expect(read.recipients.count == 1)
    }

    @Test func `a list that changes between survey and reading is refused`() throws {
        let scratch = Scratch()
        let path = scratch.write("\(header)\n\(goodRow)\n", to: "list.csv")
        let list = try MailingList(
            file: path, library: library, words: words, options: ListOptions(defaults: try defaults()))
        let survey = try list.survey()
        _ = scratch.write("\(header)\n\(goodRow)1\n\(goodRow)2\n", to: "list.csv")
        do {
            _ = try list.rows(after: survey)
            Issue.record("was read")
        } catch { #expect("\(error)".contains("has changed")) }
    }
}
