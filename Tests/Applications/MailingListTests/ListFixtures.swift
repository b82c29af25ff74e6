//  ListFixtures.swift
//  In: lists as text or from the generator. Out: their outcomes.

import ClinicProfile
import DataFiles
import Diagnostics
import Glibc
import Offer

@testable import MailingList

let repository: String = {
    var parts = #filePath.split(separator: "/").map(String.init)
    parts.removeLast(4)
    return "/" + parts.joined(separator: "/")
}()

/// Loaded once for all tests.
let library: DomainLibrary = {
    do { return try DomainLibrary(assets: "\(repository)/Assets") } catch { fatalError("\(error)") }
}()
let words: ListWords = {
    do { return try ListWords(assets: "\(repository)/Assets") } catch { fatalError("\(error)") }
}()

let defaultsText = """
    line: {situation: existing}
    equipment: {desktops: 1, cardReaders: 1}
    deployment: onPremises1
    seller: {company: サンプル通信株式会社}
    dates: {issued: 2020-12-15}
    """

func defaults(_ text: String = defaultsText) throws -> DataNode { try DataFile.parse(text, file: "defaults.yaml") }

/// A folder that vanishes with its owner.
final class Scratch {
    let path: String
    init() {
        var pattern = Array("/tmp/teian-list-tests-XXXXXX".utf8CString)
        guard mkdtemp(&pattern) != nil else { fatalError("no scratch folder") }
        path = String(decoding: pattern.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    deinit { _ = Self.run("rm -rf '\(path)'") }

    func write(_ bytes: [UInt8], to name: String) -> String {
        let full = "\(path)/\(name)"
        guard let file = fopen(full, "w") else { fatalError("cannot write \(full)") }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
        return full
    }

    func write(_ text: String, to name: String) -> String { write(Array(text.utf8), to: name) }

    static func run(_ command: String) -> Int32 {
        guard let pipe = popen("exec 2>&1; \(command)", "r") else { return -1 }
        var buffer = [UInt8](repeating: 0, count: 4096)
        while fread(&buffer, 1, buffer.count, pipe) > 0 {}
        return pclose(pipe)
    }

    /// A list of the generator, with its expected outcomes by row.
    func generated(_ options: String) throws -> (list: String, suppress: String, expected: [Int: String]) {
        let command =
            "python3 '\(repository)/Tests/Applications/make-list.py' '\(path)/list.csv' --expect '\(path)/expect.csv'"
            + " --suppress '\(path)/suppress.csv' \(options)"
        guard Self.run(command) == 0 else { throw DataFaults("test", "the generator failed", at: .init(file: path)) }
        var expected: [Int: String] = [:]
        for line in try DataFile.text(ofFile: "\(path)/expect.csv").split(separator: "\n").dropFirst() {
            let parts = line.split(separator: ",")
            expected[Int(parts[0]) ?? 0] = String(parts[1])
        }
        return ("\(path)/list.csv", "\(path)/suppress.csv", expected)
    }
}

/// A list that was read to its end.
struct ReadList {
    let list: MailingList
    let survey: ListSurvey
    var recipients: [Recipient] = []
    var leftOut: [LeftOutRow] = []
    var rows: [Int] = []

    init(path: String, options: ListOptions = ListOptions()) throws {
        list = try MailingList(file: path, library: library, words: words, options: options)
        survey = try list.survey()
        let reader = try list.rows(after: survey)
        while let outcome = try reader.next() {
            rows.append(outcome.row)
            switch outcome {
            case .accepted(let recipient): recipients.append(recipient)
            case .left(let row): leftOut.append(row)
            }
        }
    }

    /// A list given as text, with the usual defaults.
    init(_ text: String, more: (inout ListOptions) throws -> Void = { _ in }) throws {
        try self.init(bytes: Array(text.utf8), more: more)
    }

    init(bytes: [UInt8], more: (inout ListOptions) throws -> Void = { _ in }) throws {
        let scratch = Scratch()
        var options = ListOptions(defaults: try defaults())
        try more(&options)
        try self.init(path: scratch.write(bytes, to: "list.csv"), options: options)
    }

    var causes: [RefusalCause] { leftOut.map(\.cause) }
}

/// The usual columns, and a row in them.
let header = "施設名,種別,医療機関コード,郵便番号,所在地"
let goodRow = "霞が関内科,診療所,,100-0013,東京都千代田区霞が関1-3-2"

/// What an unusable list is refused with.
func refusal(_ text: String, defaults tree: String? = defaultsText) -> String {
    do {
        let scratch = Scratch()
        let path = scratch.write(text, to: "list.csv")
        _ = try MailingList(
            file: path, library: library, words: words,
            options: ListOptions(defaults: try tree.map { try defaults($0) }))
        return ""
    } catch { return "\(error)" }
}
