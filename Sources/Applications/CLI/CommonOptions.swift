//  CommonOptions.swift
//  In: what every command understands. Out: the workshop, messages at the right loudness, days read from text.

import ArgumentParser
import DataFiles
import Diagnostics
import Glibc
import Measures
import Messages
import Offer
import PagedMedia
import Proposal

struct CommonOptions: ParsableArguments {
    @Flag(name: .long, help: ArgumentHelp(told(.helpQuiet)))
    var quiet = false

    @Flag(name: .long, help: ArgumentHelp(told(.helpVerbose)))
    var verbose = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            told(.helpHome),
            discussion: told(.helpHomeElse),
            valueName: "folder"))
    var home: String?

    /// Finds the project's folders.
    func folders() throws(CommandFailure) -> WorkshopFolders {
        func canonical(_ path: String) -> String? {
            guard let resolved = realpath(path, nil) else { return nil }
            defer { free(resolved) }
            return String(cString: resolved)
        }
        func holds(_ path: String) -> Bool {
            OutputFile.exists(path + "/Templates") && OutputFile.exists(path + "/Assets")
        }
        if let home {
            guard let path = canonical(home), holds(path) else {
                throw CommandFailure(
                    .input, told(.cliHomeEmpty, ["folder": home]))
            }
            return WorkshopFolders(home: path)
        }
        var candidates: [String] = []
        if let variable = getenv("TEIAN_HOME") { candidates.append(String(cString: variable)) }
        candidates.append(".")
        if var program = canonical("/proc/self/exe") {
            while let slash = program.lastIndex(of: "/"), slash != program.startIndex {
                program = String(program[..<slash])
                candidates.append(program)
            }
        }
        for candidate in candidates {
            if let path = canonical(candidate), holds(path) { return WorkshopFolders(home: path) }
        }
        throw CommandFailure(
            .input,
            told(.cliNoHome))
    }

    func workshop() throws(CommandFailure) -> DocumentWorkshop {
        let folders = try folders()
        do { return try DocumentWorkshop(folders: folders) } catch { throw error.failure }
    }

    /// Warnings go to standard error: all with --verbose, else those the author of a template must see.
    func report(_ diagnostics: [Diagnostic]) {
        if quiet { return }
        for entry in diagnostics where verbose || entry.severity != .note { Console.error(entry.line) }
    }
    func say(_ message: String) { if !quiet { Console.error(message) } }
}

/// A day on the command line.
struct DayArgument: ExpressibleByArgument {
    var day: Day
    init?(argument: String) {
        guard let day = Day(argument) else { return nil }
        self.day = day
    }
}

extension DocumentError {
    /// The exit code that the error means.
    var failure: CommandFailure {
        switch self {
        case .rendering(.painting), .rendering(.finishing), .rendering(.fonts): CommandFailure(.world, description)
        default: CommandFailure(.input, description)
        }
    }
}
