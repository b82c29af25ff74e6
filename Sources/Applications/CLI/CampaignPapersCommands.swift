//  CampaignPapersCommands.swift
//  In: folders of finished runs. Out: one folder of shards; a document made again; the worker that a run spawns.

import ArgumentParser
import Campaign
import Proposal

struct CampaignMergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Joins the folders of all shards of a run into one, and proves that nothing is missing.")

    @Argument(help: "The shards' folders.")
    var folders: [String]

    @Option(name: .shortAndLong, help: "The folder to make.")
    var output: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let workshop = try common.workshop()
        do {
            let summary = try Merging(folders: folders, output: output, workshop: workshop, progress: common.progress())
                .run()
            common.say(
                "\(summary.rows) rows: \(summary.made) made in \(summary.printFiles) print files, "
                    + "\(summary.leftOut) left out by the list, \(summary.givenUp) that could not be made")
            Console.output(summary.folder)
        } catch let error as CampaignError {
            throw error.failure
        }
    }
}

struct CampaignReprintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reprint", abstract: "Makes one recipient's document again, with the same bytes.",
        discussion: """
            The document is made from what the journal froze and compared with the hash of what went out. If it does not \
            come out the same, the command says what has changed since; --from-print cuts the pages out of the archived \
            print file instead.
            """)

    @Argument(help: "The campaign's folder.")
    var folder: String

    @Argument(help: "The recipient's number, as in index.csv.")
    var number: String

    @Option(name: .shortAndLong, help: "Where the PDF goes; - is standard output. Default: reprint-NUMBER.pdf")
    var output: String?

    @Flag(name: .customLong("from-print"), help: "Cuts the pages out of the print file.")
    var fromPrint = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let folders = try common.folders()
        do {
            let reprint = try Reprint(folder: folder, home: folders)
            let made = try fromPrint ? reprint.cut(number) : reprint.make(number)
            let path = output ?? "reprint-\(number).pdf"
            try OutputFile.write(made.pdf, to: path)
            common.say(made.remark)
            if output == nil { Console.output(path) }
        } catch let error as CampaignError {
            throw error.failure
        }
    }
}

/// What a run spawns; not for people.
struct WorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "Makes documents for a campaign (spawned by it).", shouldDisplay: false)

    func run() throws { throw ExitCode(WorkerProcess().run()) }
}
