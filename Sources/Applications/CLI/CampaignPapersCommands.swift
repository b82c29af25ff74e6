//  CampaignPapersCommands.swift
//  In: folders of finished runs. Out: one folder of shards; a document made again; the worker that a run spawns.

import ArgumentParser
import Campaign
import Messages
import Proposal

struct CampaignMergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: told(.helpMerge))

    @Argument(help: ArgumentHelp(told(.helpMergeFolders)))
    var folders: [String]

    @Option(name: .shortAndLong, help: ArgumentHelp(told(.helpMergeOutput)))
    var output: String

    @Flag(name: .customLong("accept-other-program"), help: ArgumentHelp(told(.helpMergeOther)))
    var acceptOtherProgram = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let workshop = try common.workshop()
        do throws(CampaignError) {
            let summary = try Merging(
                folders: folders, output: output, strangers: acceptOtherProgram ? .accepted : .refused,
                workshop: workshop, progress: common.progress()
            ).run()
            common.say(summary.sentence)
            Console.output(summary.folder)
        } catch {
            throw error.failure
        }
    }
}

struct CampaignReprintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reprint", abstract: told(.helpReprint),
        discussion: told(.helpReprintMore))

    @Argument(help: ArgumentHelp(told(.helpCampaignFolder)))
    var folder: String

    @Argument(help: ArgumentHelp(told(.helpReprintNumber)))
    var number: String

    @Option(name: .shortAndLong, help: ArgumentHelp(told(.helpReprintOutput)))
    var output: String?

    @Flag(name: .customLong("from-print"), help: ArgumentHelp(told(.helpFromPrint)))
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
        commandName: "worker", abstract: told(.helpWorker), shouldDisplay: false)

    func run() throws { throw ExitCode(WorkerProcess().run()) }
}
