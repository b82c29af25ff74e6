//  DumpCommand.swift
//  In: an HTML file and the name of a stage. Out: what that stage saw, as text or JSON.

import ArgumentParser
import PagedMedia
import Proposal

struct DumpCommand: ParsableCommand {
    enum Subject: String, ExpressibleByArgument, CaseIterable { case styles, boxes, fragments, pages }
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }
    static let configuration = CommandConfiguration(
        commandName: "dump", abstract: "Prints what a stage of the engine saw.",
        discussion: "styles (2), boxes (3), fragments (4), pages (5) of any HTML file; see the README for the stages.")

    @Argument(help: "styles, boxes, fragments or pages.")
    var subject: Subject

    @Argument(help: "The HTML file.")
    var page: String

    @Option(name: .long, help: "text or json.")
    var format: Format = .text

    @Option(name: .customLong("ua-sheet"), help: "A style sheet that replaces the built-in user-agent sheet.")
    var userAgentSheet: String?

    @Option(name: .customLong("base-url"), help: "The folder that relative addresses start from.")
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
