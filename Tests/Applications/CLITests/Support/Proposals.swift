//  Proposals.swift
//  In: a profile. Out: its proposal and its quote, each made once for all claims about it.

import Foundation
import Testing

/// A profile that the tests know, with what the program made of it.
struct Case: Sendable, CustomTestStringConvertible {
    let path: String
    var testDescription: String { path.split(separator: "/").last.map(String.init) ?? path }

    static let existingLine = Case(path: "Assets/Samples/existing-line.yaml")
    static let newLine = Case(path: "Assets/Samples/new-line.yaml")
    static let samples = [existingLine, newLine]
    static let extremes = [
        "long-name", "hospital", "every-need", "no-need", "nothing-known", "border-town", "chain-pharmacy", "notebook",
        "migration", "separate-work", "adjusted",
    ].map { Case(path: "Tests/Applications/CLITests/Profiles/\($0).yaml") }

    /// The value after `key:` in the profile, as it is written there.
    func written(_ key: String) throws -> String? {
        let text = try String(contentsOf: Program.root.appendingPathComponent(path), encoding: .utf8)
        guard let range = text.range(of: "\(key): ") else { return nil }
        return String(text[range.upperBound...].prefix { $0 != "," && $0 != "\n" && $0 != "}" })
    }
    func quote() throws -> Quote {
        let result = try Program.teian(["quote", path, "--format", "json", "--quiet"])
        guard result.code == 0 else { throw CannotTest("quote \(path): \(result.code) \(result.error)") }
        return try Quote(result.output)
    }
}

/// Documents are made one after the other and kept: a proposal takes longer than most claims about it.
actor Proposals {
    static let shared = Proposals()
    private var made: [String: (outcome: Outcome, folder: ScratchFolder)] = [:]

    func outcome(_ profile: Case) throws -> (outcome: Outcome, folder: ScratchFolder) {
        if let known = made[profile.path] { return known }
        let folder = try ScratchFolder()
        let outcome = try Program.teian(["proposal", profile.path, "-o", folder.file("proposal.pdf").path])
        made[profile.path] = (outcome, folder)
        return (outcome, folder)
    }
    func document(_ profile: Case) throws -> PDFFile {
        let (outcome, folder) = try outcome(profile)
        guard outcome.code == 0 else { throw CannotTest("\(profile.path): \(outcome.code) \(outcome.error)") }
        return try PDFFile(folder.file("proposal.pdf").path)
    }
}
