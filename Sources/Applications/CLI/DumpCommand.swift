//  DumpCommand.swift
//  In: an HTML file and the name of a stage. Out: what that stage saw, as text or JSON.

import ArgumentParser
import Messages
import PagedMedia
import Proposal

struct DumpCommand: ParsableCommand {
    enum Subject: String, ExpressibleByArgument, CaseIterable { case styles, boxes, fragments, pages }
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }
    static let configuration = CommandConfiguration(
        commandName: "dump", abstract: told(.helpDump),
        discussion: told(.helpDumpMore))

    @Argument(help: ArgumentHelp(told(.helpDumpSubject)))
    var subject: Subject

    @Argument(help: ArgumentHelp(told(.helpPage)))
    var page: String

    @Option(name: .long, help: ArgumentHelp(told(.helpFormat)))
    var format: Format = .text

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
        let stage: DumpStage =
            switch subject {
            case .styles: .styles
            case .boxes: .boxes
            case .fragments: .fragments
            case .pages: .pages
            }
        Console.output(session.dump(stage, asJSON: format == .json))
        common.report(session.diagnostics.entries)
    }
}
