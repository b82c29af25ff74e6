//  CampaignCommand.swift
//  In: a list of facilities. Out: a folder with personal documents, print files and mailing papers.

import ArgumentParser
import Campaign
import Glibc
import Messages
import Proposal

struct CampaignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaign",
        abstract: told(.helpCampaign),
        subcommands: [CampaignRunCommand.self, CampaignMergeCommand.self, CampaignReprintCommand.self],
        defaultSubcommand: CampaignRunCommand.self)
}

struct CampaignRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: told(.helpCampaignRun),
        discussion: told(.helpCampaignRunMore))

    @Argument(help: ArgumentHelp(told(.helpList)))
    var list: String

    @Option(name: .shortAndLong, help: ArgumentHelp(told(.helpCampaignFolder)))
    var output: String

    @Option(name: .long, help: ArgumentHelp(told(.helpDefaults)))
    var defaults: String?

    @Option(name: .long, help: ArgumentHelp(told(.helpSuppress)))
    var suppress: String?

    @Option(name: .long, help: ArgumentHelp(told(.helpTowns)))
    var towns: String?

    @Option(name: .long, help: ArgumentHelp(told(.helpDocument)))
    var document: CampaignDocument = .letter

    @Option(name: .long, help: ArgumentHelp(told(.helpCampaignDate)))
    var date: DayArgument?

    @Option(name: .long, help: ArgumentHelp(told(.helpWorkers)))
    var workers: Int?

    @Flag(name: .long, help: ArgumentHelp(told(.helpResume)))
    var resume = false

    @Flag(name: .long, help: ArgumentHelp(told(.helpSimulate)))
    var simulate = false

    @Option(name: .long, help: ArgumentHelp(told(.helpProofs)))
    var proofs: Int?

    @Option(name: .long, help: ArgumentHelp(told(.helpOnly)))
    var only: String?

    @Flag(name: .customLong("print-only"), help: ArgumentHelp(told(.helpPrintOnly)))
    var printOnly = false

    @Option(name: .customLong("on-error"), help: ArgumentHelp(told(.helpOnError)))
    var onError: FaultPolicy = .continue

    @Option(name: .long, help: ArgumentHelp(told(.helpShard)))
    var shard: String?

    @Option(name: .long, help: ArgumentHelp(told(.helpPieces)))
    var pieces: Int?

    @Option(name: .customLong("time-limit"), help: ArgumentHelp(told(.helpTimeLimit)))
    var timeLimit: Double = 60

    @Option(name: .customLong("memory-limit"), help: ArgumentHelp(told(.helpMemoryLimit)))
    var memoryLimit: Int = 512

    @Option(name: .customLong("page-limit"), help: ArgumentHelp(told(.helpPageLimit)))
    var pageLimit: Int = 98

    @OptionGroup var common: CommonOptions

    func validate() throws {
        func hold(_ option: String, _ value: Int?, to range: ClosedRange<Int>) throws(ValidationError) {
            guard let value, !range.contains(value) else { return }
            throw ValidationError(
                told(.cliTakesRange, ["option": option, "low": range.lowerBound, "high": range.upperBound]))
        }
        try hold("--workers", workers, to: 1...1024)
        try hold("--pieces", pieces, to: 1...100_000)
        try hold("--proofs", proofs, to: 1...1000)
        try hold("--memory-limit", memoryLimit, to: 64...65_536)
        try hold("--page-limit", pageLimit, to: 1...10_000)
        if !(timeLimit > 0 && timeLimit <= 86_400) { throw ValidationError(told(.cliTimeLimit)) }
        if simulate, resume || proofs != nil { throw ValidationError(told(.cliSimulateAlone)) }
    }

    func run() async throws {
        let workshop = try common.workshop()
        let interruption = Interruption()
        let signals = RunSignals(interruption)
        defer { withExtendedLifetime(signals) {} }
        do {
            let options = try options()
            let run = CampaignRun(
                options, workshop: workshop, progress: common.progress(), interruption: interruption)
            if simulate {
                Console.output(try run.simulate())
                return
            }
            if let proofs {
                for path in try run.proofs(proofs) { Console.output(path) }
                return
            }
            let summary = try await run.run()
            common.say(summary.sentence)
            Console.output(summary.folder)
            if summary.givenUp > 0 {
                throw CommandFailure(
                    .partial, told(.campaignPartial, ["count": summary.givenUp, "folder": summary.folder]))
            }
        } catch let error as CampaignError {
            throw error.failure
        }
    }

    private func options() throws -> CampaignOptions {
        var options = CampaignOptions(list: list, folder: output, document: document)
        options.defaults = defaults
        options.suppress = suppress
        options.towns = towns
        options.date = date?.day
        options.workers = workers ?? 0
        options.resumes = resume
        options.only = only
        options.printsOnly = printOnly
        options.policy = onError
        options.piecesPerFile = pieces ?? 0
        options.timeLimit = timeLimit
        options.memoryLimit = memoryLimit << 20
        options.pageLimit = pageLimit
        if let shard {
            guard let parsed = Shard(shard) else {
                throw CampaignError.usage(told(.shardForm, ["text": shard]))
            }
            options.shard = parsed
        } else if let found = try Shard(environment: Environment.variables) {
            options.shard = found
        }
        return options
    }
}

extension CampaignDocument: ExpressibleByArgument {}
extension FaultPolicy: ExpressibleByArgument {}

extension CampaignError {
    /// The exit code that the error means.
    var failure: CommandFailure {
        switch self {
        case .input(let text): CommandFailure(.input, text)
        case .usage(let text): CommandFailure(.usage, text)
        case .world(let text), .stopped(let text): CommandFailure(.world, text)
        }
    }
}

extension CampaignSummary {
    /// What became of the list's rows.
    var sentence: String {
        told(
            .campaignSummary,
            ["rows": rows, "made": made, "files": printFiles, "leftOut": leftOut, "givenUp": givenUp])
    }
}

extension CommonOptions {
    /// A bar on a terminal, plain lines elsewhere, nothing with --quiet.
    func progress() -> RunProgress {
        RunProgress(quiet ? .quiet : isatty(2) == 1 ? .bar : .lines) { Console.errorRaw($0) }
    }
}
