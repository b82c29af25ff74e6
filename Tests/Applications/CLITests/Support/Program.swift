//  Program.swift
//  In: arguments, standard input, a working folder. Out: exit code, standard output and standard error of a program.

import Foundation

/// What a finished program left behind.
struct Outcome {
    let code: Int32
    let output: Data
    let error: String
    var text: String { String(decoding: output, as: UTF8.self) }
    var errorLines: [String] { error.split(separator: "\n").map(String.init) }
}

/// A test that cannot run says what to do about it.
struct CannotTest: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

enum Program {
    /// The folder of Package.swift: this file is Tests/Applications/CLITests/Support/Program.swift.
    static let root: URL = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<5 { url.deleteLastPathComponent() }
        return url
    }()

    /// The release program: a debug build is too slow for whole documents.
    static func teian() throws -> String {
        let path =
            ProcessInfo.processInfo.environment["TEIAN_PROGRAM"]
            ?? root.appendingPathComponent(".build/release/teian").path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw CannotTest(
                "\(path) is not there: `make test` builds it first (swift build -c release --product teian)")
        }
        return path
    }

    /// Runs teian in `folder`, else in the project's folder.
    static func teian(_ arguments: [String], input: String? = nil, in folder: URL? = nil) throws -> Outcome {
        try run(try teian(), arguments, input: input.map { Data($0.utf8) }, in: folder)
    }

    /// Runs a tool of poppler-utils or qpdf, found on the path; a failure ends the test.
    static func tool(_ name: String, _ arguments: [String]) throws -> String {
        let result = try run("/usr/bin/env", [name] + arguments, input: nil, in: nil)
        guard result.code == 0 else {
            throw CannotTest("\(name) \(arguments.joined(separator: " ")): \(result.code) \(result.error)")
        }
        return result.text
    }

    /// Both outputs go to files, so no pipe fills up and blocks.
    static func run(_ path: String, _ arguments: [String], input: Data?, in folder: URL?) throws -> Outcome {
        let scratch = try ScratchFolder()
        let (out, err, given) = (scratch.file("out"), scratch.file("err"), scratch.file("in"))
        try Data().write(to: out)
        try Data().write(to: err)
        try (input ?? Data()).write(to: given)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = folder ?? root
        process.standardOutput = try FileHandle(forWritingTo: out)
        process.standardError = try FileHandle(forWritingTo: err)
        process.standardInput = try FileHandle(forReadingFrom: given)
        try process.run()
        process.waitUntilExit()
        guard process.terminationReason == .exit else {
            throw CannotTest(
                "\(path) \(arguments.joined(separator: " ")): crashed by signal \(process.terminationStatus)")
        }
        return Outcome(
            code: process.terminationStatus, output: try Data(contentsOf: out),
            error: String(decoding: try Data(contentsOf: err), as: UTF8.self))
    }
}

/// A folder that goes with its owner.
final class ScratchFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("teian-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String) -> URL { url.appendingPathComponent(name) }

    @discardableResult
    func write(_ text: String, as name: String) throws -> URL {
        try Data(text.utf8).write(to: file(name))
        return file(name)
    }
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted() }

    /// A copy of the project's Templates and Assets, to be damaged: the folder for --home.
    static func home() throws -> ScratchFolder {
        let folder = try ScratchFolder()
        for name in ["Templates", "Assets"] {
            try FileManager.default.copyItem(at: Program.root.appendingPathComponent(name), to: folder.file(name))
        }
        return folder
    }

    /// Replaces the first occurrence; a test whose text is no longer in the file must not pass by accident.
    func damage(_ name: String, _ old: String, _ new: String) throws {
        var text = try String(contentsOf: file(name), encoding: .utf8)
        guard let range = text.range(of: old) else { throw CannotTest("\(name) does not contain \(old)") }
        text.replaceSubrange(range, with: new)
        try write(text, as: name)
    }
    func append(_ name: String, _ text: String) throws {
        try write(try String(contentsOf: file(name), encoding: .utf8) + text, as: name)
    }
}
