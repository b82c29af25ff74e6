//  QuoteCommand.swift
//  In: a profile. Out: the figures alone, as a table or as JSON, with the trail if asked.

import ArgumentParser
import Measures
import Messages
import Offer
import Proposal
import QuoteReport

struct QuoteCommand: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }
    static let configuration = CommandConfiguration(
        commandName: "quote", abstract: told(.helpQuote),
        discussion: told(.helpQuoteMore))

    @Argument(help: ArgumentHelp(told(.helpProfile)))
    var profile: String

    @Option(name: .long, help: ArgumentHelp(told(.helpFormat)))
    var format: Format = .text

    @Flag(name: .long, help: ArgumentHelp(told(.helpExplain)))
    var explain = false

    @Option(name: .long, help: ArgumentHelp(told(.helpDate)))
    var date: DayArgument?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let folders = try common.folders()
        let library: DomainLibrary
        do { library = try DomainLibrary(assets: folders.assets) } catch {
            throw CommandFailure(.input, error.description)
        }
        let input = try ProfileInput(path: profile, library: library)
        let offer: CustomerOffer
        do { offer = try library.offer(for: input.profile, on: date?.day) } catch {
            throw CommandFailure(.input, error.description)
        }
        common.report(offer.warnings.map { .init("offer-warning", .warning, library.text($0)) })
        switch format {
        case .text:
            Console.output(QuoteText(library: library).text(offer, explanation: explain ? .full : .none))
        case .json:
            Console.output(QuoteJSON(library: library).text(offer, explanation: explain ? .full : .none))
        }
    }
}
