//  Main.swift
//  In: arguments. Out: an exit code: 0 done, 1 the input is at fault, 2 wrong usage, 3 the world failed,
//  4 done with documents left out. Data goes to standard output, messages to standard error.

import ArgumentParser
import Messages
import Proposal

@main
enum Main {
    static func main() async {
        do {
            var command = try Teian.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            Console.error(failure.message)
            Console.exit(failure.code)
        } catch {
            let code = Teian.exitCode(for: error)
            let text = message(for: error)
            if code == .success {
                Console.output(text)
                Console.exit(.done)
            }
            if !text.isEmpty { Console.error(text) }
            // the parser's own code for wrong usage is 64
            Console.exit(code.rawValue == 64 ? .usage : .input)
        }
    }
}

extension Main {
    /// What the parser says, in the language of the process. Its own layout counts characters, not columns, and breaks lines at
    /// blanks only: other languages get long lines of it and are laid out here.
    private static func message(for error: any Error) -> String {
        let language = MessageLanguage.ofProcess
        if language == .en { return Teian.fullMessage(for: error) }
        let text = Teian.fullMessage(for: error, columns: 100_000)
        // a version or a script for the shell's completion is nothing to be read
        let isHelp = text.hasPrefix("OVERVIEW: ") || text.hasPrefix("USAGE: ")
        let isFault = Teian.exitCode(for: error) != .success
        guard isHelp || isFault else { return text }
        let spoken = ParserWords.spoken(text, in: language)
        return isHelp ? HelpLayout.wrapped(spoken) : spoken
    }
}

/// The contract of exit codes.
enum ExitStatus: Int32 {
    case done = 0
    case input = 1
    case usage = 2
    case world = 3
    case partial = 4
}

/// A command that ends with a message and a code.
struct CommandFailure: Error {
    var code: ExitStatus
    var message: String
    init(_ code: ExitStatus, _ message: String) {
        self.code = code
        self.message = message
    }
}

struct Teian: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "teian",
        abstract: told(.helpTeian),
        discussion: told(.helpTeianMore),
        version: Manifest.programVersion,
        subcommands: [
            ProposalCommand.self, EstimateCommand.self, LandingCommand.self, QuoteCommand.self, PDFCommand.self,
            DumpCommand.self,
            PreviewCommand.self, CheckCommand.self, CampaignCommand.self, WorkerCommand.self,
        ])
}
