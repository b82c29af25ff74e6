//  DumpCommand.swift
//  In: an HTML file and the name of a stage. Out: what that stage saw, as text or JSON.

import ArgumentParser
import Messages
import PagedMedia
import Proposal

extension DumpStage: ExpressibleByArgument {}
extension DumpFormat: ExpressibleByArgument {}

struct DumpCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dump", abstract: told(.helpDump),
        discussion: told(.helpDumpMore))

    @Argument(help: ArgumentHelp(told(.helpDumpSubject)))
    var subject: DumpStage

    @Argument(help: ArgumentHelp(told(.helpPage)))
    var page: String

    @Option(name: .long, help: ArgumentHelp(told(.helpFormat)))
    var format: DumpFormat = .text

    @Option(name: .customLong("ua-sheet"), help: ArgumentHelp(told(.helpSheet)))
    var userAgentSheet: String?

    @Option(name: .customLong("base-url"), help: ArgumentHelp(told(.helpBase)))
    var base: String?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let source = try PageSource(page: page, base: base, userAgentSheet: userAgentSheet, allow: [])
        let resources: EngineResources
        do { resources = try EngineResources() } catch { throw DocumentError.rendering(.fonts(error)).failure }
        let session = try source.session(resources, tagged: false)
        Console.output(session.dump(subject, as: format))
        common.report(session.diagnostics.entries)
    }
}
