//  CampaignCommand.swift
//  In: a list of facilities. Out: a folder with personal documents, print files and mailing papers.

import ArgumentParser
import Campaign
import Proposal

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

struct CampaignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaign",
        abstract: "Makes a mailing to a list of facilities, ready for the printer and the post office.",
        subcommands: [CampaignRunCommand.self, CampaignMergeCommand.self, CampaignReprintCommand.self],
        defaultSubcommand: CampaignRunCommand.self)
}

struct CampaignRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Runs a campaign (the default).",
        discussion: """
            LIST is a CSV file as Excel in Japan writes it, or - for standard input. The run may be stopped at any moment \
            (Ctrl-C, a signal, a power cut) and goes on with the same command and --resume; the folder comes out the \
            same. On many machines give each --shard K/N (array jobs of Slurm, Kubernetes and AWS Batch are recognised) \
            and join the folders with: teian campaign merge FOLDER… -o FOLDER
            """)

    @Argument(help: "The CSV file with a facility a row; - is standard input.")
    var list: String

    @Option(name: .shortAndLong, help: "The campaign's folder.")
    var output: String

    @Option(name: .long, help: "A profile with what the list does not say; what it fills is printed as 想定.")
    var defaults: String?

    @Option(name: .long, help: "A CSV file of those who get nothing.")
    var suppress: String?

    @Option(name: .long, help: "The folder with Japan Post's own file of towns (KEN_ALL or UTF version).")
    var towns: String?

    @Option(name: .long, help: "letter, letter+estimate or proposal.")
    var document: CampaignDocument = .letter

    @Option(name: .long, help: "The day of the documents (YYYY-MM-DD); else dates.issued of list or defaults.")
    var date: DayArgument?

    @Option(name: .long, help: "Processes that make documents; default: one for each core.")
    var workers: Int?

    @Flag(name: .long, help: "Goes on with what a stopped run left.")
    var resume = false

    @Flag(name: .long, help: "Counts and checks every row, and says how much disk is needed; writes nothing.")
    var simulate = false

    @Option(name: .long, help: "Makes only the N most extreme documents, into the folder's proofs.")
    var proofs: Int?

    @Option(name: .long, help: "Mended rows (of a rejects.csv) to take instead of the list's.")
    var only: String?

    @Flag(name: .customLong("print-only"), help: "Print files alone, no document for each recipient.")
    var printOnly = false

    @Option(name: .customLong("on-error"), help: "stop or continue where a document cannot be made.")
    var onError: FaultPolicy = .continue

    @Option(name: .long, help: "This machine's share: K/N.")
    var shard: String?

    @Option(name: .long, help: "Pieces of a print file.")
    var pieces: Int?

    @Option(name: .customLong("time-limit"), help: "Seconds that a document may take.")
    var timeLimit: Double = 60

    @Option(name: .customLong("memory-limit"), help: "Megabytes that a worker may take.")
    var memoryLimit: Int = 512

    @Option(name: .customLong("page-limit"), help: "Pages that a document may have.")
    var pageLimit: Int = 98

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let workers, !(1...1024).contains(workers) { throw ValidationError("--workers takes 1 to 1024") }
        if let pieces, !(1...100_000).contains(pieces) { throw ValidationError("--pieces takes 1 to 100000") }
        if let proofs, !(1...1000).contains(proofs) { throw ValidationError("--proofs takes 1 to 1000") }
        if !(timeLimit > 0 && timeLimit <= 86_400) { throw ValidationError("--time-limit takes seconds above 0") }
        if !(64...65_536).contains(memoryLimit) { throw ValidationError("--memory-limit takes 64 to 65536") }
        if !(1...10_000).contains(pageLimit) { throw ValidationError("--page-limit takes 1 to 10000") }
        if simulate, resume || proofs != nil { throw ValidationError("--simulate stands alone") }
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
            common.say(
                "\(summary.rows) rows: \(summary.made) made in \(summary.printFiles) print files, "
                    + "\(summary.leftOut) left out by the list, \(summary.givenUp) that could not be made")
            Console.output(summary.folder)
            if summary.givenUp > 0 {
                throw CommandFailure(
                    .partial, "\(summary.givenUp) documents could not be made: see \(summary.folder)/rejects.csv")
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
                throw CampaignError.usage("--shard \(shard): write K/N with 1 ≤ K ≤ N")
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

extension CommonOptions {
    /// A bar on a terminal, plain lines elsewhere, nothing with --quiet.
    func progress() -> RunProgress {
        RunProgress(quiet ? .quiet : isatty(2) == 1 ? .bar : .lines) { Console.errorRaw($0) }
    }
}
