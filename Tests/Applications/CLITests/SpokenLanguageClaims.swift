//  SpokenLanguageClaims.swift
//  In: helps and typical failures in a Japanese and in an English locale. Out: claims that each is in its language, also where
//  a library speaks.

import Foundation
import Testing

struct SpokenLanguageClaims {
    private static let commands: [[String]] = [
        [], ["proposal"], ["estimate"], ["quote"], ["landing"], ["pdf"], ["dump"], ["check"], ["preview"], ["campaign"],
        ["campaign", "run"], ["campaign", "merge"], ["campaign", "reprint"], ["help"],
    ]
    private static func teian(_ locale: String, _ arguments: [String], in folder: URL? = nil) throws -> Outcome {
        try Program.run(
            "/usr/bin/env",
            ["-u", "LC_MESSAGES", "-u", "LANG", "COLUMNS=80", "LC_ALL=\(locale)", try Program.teian()] + arguments,
            input: nil, in: folder)
    }
    private static func isJapanese(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.contains { (0x3041...0x9FFF).contains($0.value) }
    }
    /// Three words in a row that begin small: a sentence, or a part of one. Commands are none.
    private static func englishSentence(_ text: some StringProtocol) -> String? {
        String(text).replacing(/teian( [a-z]+)*/, with: "").firstMatch(of: /[A-Za-z']{2,} [a-z']{2,} [a-z']{2,}/).map {
            String($0.output)
        }
    }
    private static func width(_ text: some StringProtocol) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
    }

    @Test(arguments: commands)
    func `no help in a Japanese locale shows an English sentence, and its lines fit the terminal`(
        command: [String]
    ) throws {
        let result = try Self.teian("ja_JP.UTF-8", command + ["--help"])
        #expect(result.code == 0 && result.error.isEmpty)
        #expect(result.text.hasPrefix("概要：") && result.text.contains("使い方：teian"))
        for line in result.text.split(separator: "\n") where !line.hasPrefix("使い方：") {
            #expect(Self.englishSentence(line) == nil, "\(line)")
            #expect(Self.width(line) <= 80, "\(line)")
        }
        for word in ["OVERVIEW", "USAGE", "OPTIONS", "ARGUMENTS", "SUBCOMMANDS", "(default", "Show "] {
            #expect(!result.text.contains(word), "\(word)")
        }
        let english = try Self.teian("C", command + ["--help"])
        #expect(english.text.hasPrefix("OVERVIEW: ") && english.text.contains("USAGE: teian"))
        let rest = ["想定", "別途見積", "要確認"].reduce(english.text) { $0.replacing($1, with: "") }
        #expect(!Self.isJapanese(rest))
    }

    /// Arguments, exit code, and what is said in Japanese and in English.
    static let failures: [([String], Int32, String, String)] = [
        (["proposal"], 2, "引数「<profile>」がありません", "Missing expected argument"),
        (["propsal"], 2, "余分な引数があります：「propsal」", "Unexpected argument"),
        (["quote", "a.yaml", "--explian"], 2, "「--explain」ではありませんか", "Did you mean '--explain'?"),
        (["quote", "a.yaml", "--format"], 2, "「--format <format>」の値がありません", "Missing value for"),
        (["quote", "a.yaml", "--format", "xml"], 2, "の値「xml」は使えません。次のどれかを書いてください", "Please provide one of"),
        (["quote", "a.yaml", "--date", "2020-13-01"], 2, "の値「2020-13-01」は使えません", "is invalid for"),
        (["proposal", "a.yaml", "--quiet=1"], 2, "値は要りません", "does not take any value"),
        (["proposal", "a.yaml", "--language", "fr"], 2, "使える言語：ja、en", "there are: ja, en"),
        (["pdf", "a.html", "a.pdf", "--max-pages", "0"], 2, "1以上の数", "a number from 1 on"),
        (["proposal", "nowhere.yaml"], 1, "ファイルがありません", "no such file"),
        (["pdf", "nowhere.html", "x.pdf"], 1, "パスを指定してください", "give the path"),
        (["dump", "boxes", "nowhere.html"], 1, "パスを指定してください", "give the path"),
        (["pdf", "broken.xhtml", "x.pdf"], 1, "を閉じるものではありません", "does not close"),
        (["preview", "nowhere.yaml"], 1, "Assets/Samplesにあります", "such as those in"),
        (["landing", "--base-url", "http://x"], 2, "アドレスが要ります", "an address with https://"),
        (["campaign", "nowhere.csv", "-o", "out"], 1, "ありません", "no such file"),
        (["campaign", "list.csv", "-o", "out", "--pieces", "0"], 2, "1から100000まで", "takes 1 to 100000"),
        (["campaign", "list.csv", "-o", "out", "--shard", "9"], 2, "K/Nの形", "write K/N"),
        (["campaign", "list.csv", "-o", "taken"], 1, "空ではありません", "is not empty"),
        (["campaign", "bad.csv", "-o", "out", "--simulate"], 1, "「施設名」ではありませんか", "did you mean \"施設名\"?"),
        (["campaign", "merge", "taken", "-o", "out"], 1, "journal.sqliteがありません", "it has no journal.sqlite"),
        (["campaign", "reprint", "taken", "000001"], 1, "キャンペーンのフォルダーではないようです", "this is no campaign's folder"),
    ]

    @Test(arguments: failures)
    func `a failure is told in the locale's language, with the same exit code`(
        _ arguments: [String], _ code: Int32, _ saidInJapanese: String, _ saidInEnglish: String
    ) throws {
        let home = ["pdf", "dump", "propsal"].contains(arguments[0]) ? [] : ["--home", Program.root.path]
        func told(_ locale: String) throws -> Outcome {
            let folder = try ScratchFolder()
            try folder.write("<p xmlns='http://www.w3.org/1999/xhtml'><b>x</p>", as: "broken.xhtml")
            try folder.write("施設名,種別,郵便番号,所在地\n", as: "list.csv")
            try folder.write("施設目,種別,郵便番号,所在地\n", as: "bad.csv")
            try FileManager.default.createDirectory(at: folder.file("taken"), withIntermediateDirectories: true)
            try folder.write("x", as: "taken/other")
            return try Self.teian(locale, arguments + home, in: folder.url)
        }
        let (japanese, english) = (try told("ja_JP.UTF-8"), try told("C"))
        #expect(japanese.code == code && english.code == code, "\(japanese.error)\(english.error)")
        #expect(japanese.error.contains(saidInJapanese), "\(japanese.error)")
        #expect(english.error.contains(saidInEnglish), "\(english.error)")
        for line in japanese.errorLines where !line.hasPrefix("使い方：") {
            #expect(Self.englishSentence(line) == nil, "\(line)")
        }
        // names of columns are Japanese in every language
        let rest = ["施設目", "施設名", "備考"].reduce(english.error) { $0.replacing($1, with: "") }
        #expect(!Self.isJapanese(rest), "\(rest)")
    }

    @Test func `the engine's complaints are told in the locale's language, with the same ids and places`() throws {
        let folder = try ScratchFolder()
        try folder.write(
            """
            <style>p { colour: red; color: 3px } @foo; p { width: }</style><img src="nowhere.png"><link rel="stylesheet"
            href="gone.css"><p>x</p>
            """, as: "page.html")
        let arguments = ["pdf", folder.file("page.html").path, folder.file("x.pdf").path, "--verbose"]
        let japanese = try Self.teian("ja_JP.UTF-8", arguments)
        let english = try Self.teian("C", arguments)
        #expect(japanese.code == 0 && english.code == 0)
        #expect(english.errorLines.count >= 4 && japanese.errorLines.count == english.errorLines.count)
        for (one, other) in zip(japanese.errorLines, english.errorLines) {
            #expect(one.prefix { $0 != " " } == other.prefix { $0 != " " })
            #expect(one.suffix { $0 != "[" } == other.suffix { $0 != "[" })
            #expect(Self.isJapanese(one) && !Self.isJapanese(other))
            #expect(Self.englishSentence(one) == nil, "\(one)")
        }
    }
}

extension StringProtocol {
    fileprivate func suffix(while holds: (Character) -> Bool) -> String {
        String(reversed().prefix(while: holds).reversed())
    }
}
