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

    @Option(name: .long, help: ArgumentHelp(told(.helpQuoteLanguage)))
    var language: DocumentLanguage?

    @OptionGroup var common: CommonOptions

    func validate() throws { try common.hold(language) }

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
        common.reportWarnings(of: offer, library, folders)
        switch format {
        case .text:
            let texts: OfferTexts
            do { texts = try folders.offerTexts(folders.known(language ?? .ofLocale), library) } catch {
                throw CommandFailure(.input, error.description)
            }
            Console.output(QuoteText(texts: texts).text(offer, explanation: explain ? .full : .none))
        case .json:
            Console.output(QuoteJSON(library: library).text(offer, explanation: explain ? .full : .none))
        }
    }
}
