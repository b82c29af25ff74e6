//  CampaignClaims.swift
//  In: a short list. Out: what `teian campaign` promises: nothing lost, nothing double, the same again after whatever happened.
//  The long versions of these are in Tests/Applications/campaign-torture.py (make test-campaign).

import Foundation
import Testing

@Suite(.serialized) struct CampaignClaims {
    private static let defaults = """
        line: {situation: new}
        dates: {issued: 2020-12-15, cardReaderApplied: 2021-01-20}
        seller: {company: サンプル通信株式会社, office: 法人営業部, phone: 03-0000-0000}
        """

    /// Twelve rows: nine to be made, one West, one repeated, one without an address.
    private static func list() -> String {
        var rows = ["施設名,種別,郵便番号,所在地"]
        for index in 1...9 {
            rows.append("=テスト\(index)医院,医科診療所,100-00\(99 - index),東京都千代田区霞が関\(index)-1-\(index)")
        }
        rows.append("大阪テスト医院,医科診療所,530-0001,大阪府大阪市北区梅田1-1-1")
        rows.append("=テスト1医院,医科診療所,100-0098,東京都千代田区霞が関1-1-1")
        rows.append("住所なし医院,医科診療所,100-0001,")
        return rows.joined(separator: "\r\n") + "\r\n"
    }

    private struct Run {
        let scratch: ScratchFolder
        var folder: URL { scratch.file("run") }
        func file(_ name: String, of run: String = "run") throws -> String {
            try String(contentsOf: scratch.file(run).appendingPathComponent(name), encoding: .utf8)
        }
        /// Rows of a table without its head and the byte order mark.
        func rows(_ name: String, of run: String = "run") throws -> [[String]] {
            try file(name, of: run).components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }.map {
                $0.components(separatedBy: ",")
            }
        }
        /// Every file but journal and locks.
        func tree(_ name: String = "run") throws -> [String: Data] {
            let root = scratch.file(name)
            var files: [String: Data] = [:]
            let walk = try #require(FileManager.default.enumerator(atPath: root.path))
            for case let path as String in walk {
                let last = path.split(separator: "/").last ?? ""
                if last.hasPrefix(".") || last.hasPrefix("journal.sqlite") || path.hasPrefix("shard-") { continue }
                var isFolder: ObjCBool = false
                let whole = root.appendingPathComponent(path)
                if FileManager.default.fileExists(atPath: whole.path, isDirectory: &isFolder), !isFolder.boolValue {
                    files[path] = try Data(contentsOf: whole)
                }
            }
            return files
        }
        func teian(
            _ more: [String], as name: String = "run", locale: String? = nil, program: String? = nil
        ) throws -> Outcome {
            try Program.run(
                "/usr/bin/env",
                (locale.map { ["LC_ALL=\($0)"] } ?? []) + [
                    program ?? Program.teian(), "campaign", scratch.file("list.csv").path, "-o",
                    scratch.file(name).path, "--defaults",
                    scratch.file("defaults.yaml").path, "--pieces", "4", "--quiet",
                ] + more, input: nil, in: nil)
        }
    }

    private static func run() throws -> Run {
        let scratch = try ScratchFolder()
        try scratch.write(list(), as: "list.csv")
        try scratch.write(defaults, as: "defaults.yaml")
        return Run(scratch: scratch)
    }

    @Test func `every row is in index or rejects, every file is whole, and shards make the same folder`() throws {
        let run = try Self.run()
        let outcome = try run.teian([])
        #expect(outcome.code == 0, "\(outcome.error)")
        let index = try run.rows("index.csv")
        let rejects = try run.rows("rejects.csv")
        #expect(index.count == 9 && rejects.count == 3)
        #expect(index.map { $0[3] } == index.map { $0[3] }.sorted(), "not in postal order")
        #expect(try run.rows("west.csv").count == 1)
        #expect(index.allSatisfy { $0[2].hasPrefix("'=") }, "a formula is not defused")
        for row in index {
            let document = try PDFFile(run.folder.appendingPathComponent(row[13]).path)
            #expect(document.pages.count == Int(row[6]))
        }
        let prints = try run.tree().keys.filter { $0.hasPrefix("print/") && !$0.contains("ticket") }
        #expect(
            prints.count == 4 && prints.contains("print/envelope.pdf"), "three print files and the envelope's artwork")
        let facts = try run.file("campaign.json")
        for name in ["program", "cairo", "freetype", "harfbuzz", "icu", "zlib", "libdeflate", "fonts"] {
            #expect(facts.contains("\"renderer.\(name)\": \""), "\(name) is not in the renderer's fingerprint")
        }
        let second = try run.teian([])
        #expect(second.code == 1 && second.error.contains("--resume"))

        for share in ["1/2", "2/2"] { #expect(try run.teian(["--shard", share], as: "parts").code == 0) }
        let parts = ["parts/shard-1-of-2", "parts/shard-2-of-2"].map { run.scratch.file($0).path }
        let lonely = try Program.teian(["campaign", "merge", parts[0], "-o", run.scratch.file("half").path])
        #expect(lonely.code == 1 && lonely.error.contains("2/2"))
        let merged = try Program.teian(
            ["campaign", "merge"] + parts + ["-o", run.scratch.file("merged").path, "--quiet"])
        #expect(merged.code == 0, "\(merged.error)")
        #expect(try run.tree("merged") == run.tree())
    }

    @Test func `a run that was killed goes on to the same folder, and each document comes out again`() throws {
        let run = try Self.run()
        #expect(try run.teian([]).code == 0)
        for delay in [0.05, 0.4, 0.8] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: try Program.teian())
            process.arguments = [
                "campaign", run.scratch.file("list.csv").path, "-o", run.scratch.file("killed").path, "--defaults",
                run.scratch.file("defaults.yaml").path, "--pieces", "4", "--quiet", "--resume",
            ]
            process.currentDirectoryURL = Program.root
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            Thread.sleep(forTimeInterval: delay)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }
        let resumed = try run.teian(["--resume"], as: "killed")
        #expect(resumed.code == 0, "\(resumed.error)")
        #expect(try run.tree("killed") == run.tree())

        let row = try run.rows("index.csv")[4]
        let copy = run.scratch.file("again.pdf").path
        let again = try Program.teian(["campaign", "reprint", run.folder.path, row[1], "-o", copy])
        #expect(again.code == 0, "\(again.error)")
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: copy))
                == Data(contentsOf: run.folder.appendingPathComponent(row[13])))
        let cut = run.scratch.file("cut.pdf").path
        let pages = try Program.teian(["campaign", "reprint", run.folder.path, row[1], "--from-print", "-o", cut])
        #expect(pages.code == 0, "\(pages.error)")
        _ = try Program.tool("qpdf", ["--check", cut])
        // two files, two ways of moving to the next word: what they say is the same, the blanks that a reader guesses are not
        let (said, printed) = (try PDFFile(cut).pages, try PDFFile(copy).pages)
        #expect(said.map { $0.filter { !$0.isWhitespace } } == printed.map { $0.filter { !$0.isWhitespace } })
        #expect(said.count == 2 && said.allSatisfy { !$0.isEmpty })
    }

    @Test func `a document over its limit is left out with its cause, and can be fed in again`() throws {
        let run = try Self.run()
        let outcome = try run.teian(["--page-limit", "1"])
        #expect(outcome.code == 4)
        let rejects = try run.rows("rejects.csv")
        #expect(rejects.count == 12)
        #expect(try run.rows("index.csv").isEmpty)
        let again = try run.teian(
            ["--only", run.folder.appendingPathComponent("rejects.csv").path], as: "again")
        #expect(again.code == 0, "\(again.error)")
        let made = try String(contentsOf: run.scratch.file("again/index.csv"), encoding: .utf8)
        #expect(made.components(separatedBy: "\r\n").count == 11)
    }

    @Test func `papers are Japanese, whatever the terminal speaks: shards of two locales make one folder`() throws {
        let run = try Self.run()
        // what a data file refuses is said in the program's own words: these must not follow the terminal
        let rows = [
            "施設名,種別,郵便番号,所在地,カードリーダー,デスクトップ", "正しい医院,医科診療所,100-0013,東京都千代田区霞が関1-1-1,1,1",
            "矛盾の医院,医科診療所,100-0014,東京都千代田区霞が関2-1-1,3,1",
        ]
        try run.scratch.write(rows.joined(separator: "\r\n") + "\r\n", as: "list.csv")
        for (locale, name) in [("C", "english"), ("ja_JP.UTF-8", "japanese")] {
            let outcome = try run.teian(["--page-limit", "1"], as: name, locale: locale)
            #expect(outcome.code == 4, "\(outcome.error)")
        }
        let rejects = try run.rows("rejects.csv", of: "english")
        #expect(rejects.count == 2)
        #expect(rejects.allSatisfy { row in row.count > 7 }, "\(rejects)")
        #expect(try run.file("rejects.csv", of: "english").contains("2ページあります（上限は1ページ）"))
        let told = try run.file("rejects.csv", of: "english").components(separatedBy: "\r\n").dropFirst().joined()
        #expect(told.range(of: "[A-Za-z]{3,} [a-z]{2,}", options: .regularExpression) == nil, "\(told)")
        #expect(try run.tree("english") == run.tree("japanese"))
    }

    @Test func `each sender of a list has an envelope, and its pieces follow each other`() throws {
        let run = try Self.run()
        let offices = ["札幌支店", "東京支店"]
        let rows = (1...6).map { index in
            "医院\(index),医科診療所,100-00\(20 - index),東京都千代田区霞が関\(index)-1-1,\(offices[index % 2])"
        }
        try run.scratch.write(
            (["施設名,種別,郵便番号,所在地,seller.office"] + rows).joined(separator: "\r\n") + "\r\n", as: "list.csv")
        let outcome = try run.teian([])
        #expect(outcome.code == 0, "\(outcome.error)")
        let index = try run.rows("index.csv")
        #expect(index.map { $0[15] } == ["1", "1", "1", "2", "2", "2"])
        let envelopes = try PDFFile(run.folder.appendingPathComponent("print/envelope.pdf").path).pages
        #expect(envelopes.count == 2)
        #expect(envelopes.first?.contains("東京支店") == true && envelopes.last?.contains("札幌支店") == true)
        for row in index {
            let page = try PDFFile(run.folder.appendingPathComponent(row[13]).path).pages[0]
            #expect(page.contains(row[15] == "1" ? "東京支店" : "札幌支店"), "the letter's sender is not the envelope's")
        }
        let ticket = try PDFFile(run.folder.appendingPathComponent("print/print-0001-ticket.pdf").path).pages.joined()
        #expect(ticket.filter { !$0.isWhitespace }.contains("通番0000004から0000004まで1通"))
        #expect(try run.file("report.html").contains("差出人と封筒"))
    }

    @Test func `a merge by another program is refused with what differs, and notes it where it is wanted`() throws {
        let run = try Self.run()
        for share in ["1/2", "2/2"] { #expect(try run.teian(["--shard", share], as: "parts").code == 0) }
        let parts = ["parts/shard-1-of-2", "parts/shard-2-of-2"].map { run.scratch.file($0).path }
        // the same program to the machine, another one to its hash
        let other = run.scratch.file("teian").path
        try FileManager.default.copyItem(atPath: try Program.teian(), toPath: other)
        let handle = try #require(FileHandle(forWritingAtPath: other))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data([0]))
        try handle.close()
        func merge(_ more: [String]) throws -> Outcome {
            try Program.run(
                other, ["campaign", "merge"] + parts + ["-o", run.scratch.file("merged").path] + more, input: nil,
                in: nil)
        }
        let refused = try merge([])
        #expect(refused.code == 1 && refused.error.contains("program") && refused.error.contains("--accept-other"))
        #expect(!FileManager.default.fileExists(atPath: run.scratch.file("merged").path), "something was written")
        let accepted = try merge(["--accept-other-program"])
        #expect(accepted.code == 0 && accepted.error.contains("program"), "\(accepted.error)")
        #expect(try run.file("campaign.json", of: "merged").contains("\"merge.renderer.program\""))
        let mixed = try run.teian(["--shard", "2/3"], as: "others", program: other)
        #expect(mixed.code == 0)
        let both = try Program.teian(
            [
                "campaign", "merge", parts[0], run.scratch.file("others/shard-2-of-3").path, "-o",
                run.scratch.file("mixed").path,
            ])
        #expect(both.code == 1 && both.error.contains("program"), "\(both.error)")
    }

    @Test func `a simulation counts everything and writes nothing`() throws {
        let run = try Self.run()
        let outcome = try run.teian(["--simulate"])
        #expect(outcome.code == 0, "\(outcome.error)")
        let numbers = outcome.text.split(separator: "\n").compactMap { $0.split(separator: "\t").last.map(String.init) }
        #expect(numbers.prefix(2) == ["12", "9"])
        #expect(!FileManager.default.fileExists(atPath: run.folder.path))
    }

    @Test func `proofs are the most extreme documents, and the run goes into the same folder after them`() throws {
        let run = try Self.run()
        let proofs = try run.teian(["--proofs", "2"])
        #expect(proofs.code == 0, "\(proofs.error)")
        let paths = proofs.text.split(separator: "\n").map(String.init)
        #expect(paths.count == 2 && paths.allSatisfy { FileManager.default.fileExists(atPath: $0) })
        let outcome = try run.teian([])
        #expect(outcome.code == 0, "\(outcome.error)")
        #expect(try run.rows("index.csv").count == 9)
        #expect(paths.allSatisfy { FileManager.default.fileExists(atPath: $0) }, "the proofs are gone")
    }
}
