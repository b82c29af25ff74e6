//  CheckCommand.swift
//  In: the project's folders. Out: every fault of templates and data files with its place.

import ArgumentParser
import Campaign
import DataFiles
import Diagnostics
import Letter
import Measures
import Messages
import Offer
import Proposal

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: told(.helpCheck))

    @Argument(help: ArgumentHelp(told(.helpCheckFolder)))
    var folder: String?

    @Option(
        name: .long, help: ArgumentHelp(told(.helpCheckDate)))
    var date: DayArgument?

    @OptionGroup var common: CommonOptions

    func run() throws {
        var options = common
        if let folder { options.home = folder }
        let workshop = try options.workshop()
        var faults: [Diagnostic]
        do { faults = try workshop.checkTemplates() + workshop.checkWords() } catch { throw error.failure }
        let books = workshop.library.catalogue.books
        let mailing = CampaignAssets.faults(workshop.folders.assets)
        faults += mailing
        faults += sampleFaults(workshop, triesLetters: mailing.isEmpty).filter { !faults.contains($0) }
        if let day = date?.day ?? books.last?.validity.from { faults += workshop.library.check(on: day) }
        for fault in faults { Console.output(fault.line) }
        let errors = faults.filter { $0.severity == .error }.count
        options.say(told(.cliCheckCount, ["errors": errors, "others": faults.count - errors]))
        if errors > 0 { throw CommandFailure(.input, told(.cliCheckFaults)) }
    }
    /// Names and filters show whether they fit only when a template is filled: both samples' documents and letters are.
    private func sampleFaults(_ workshop: DocumentWorkshop, triesLetters: Bool) -> [Diagnostic] {
        var faults: [Diagnostic] = []
        for name in ["existing-line", "new-line"] {
            let path = workshop.folders.assets + "/Samples/\(name).yaml"
            guard OutputFile.exists(path) else { continue }
            do {
                let input = try ProfileInput(path: path, library: workshop.library)
                let offer = try workshop.library.offer(for: input.profile, on: date?.day)
                for language in workshop.folders.languages {
                    for kind in OfferDocument.Kind.allCases {
                        _ = try OfferDocument(kind, of: offer, workshop: workshop, language: language)
                    }
                }
                // without postage and envelopes there are no letters to try
                if triesLetters { try LetterWorkshop(workshop: workshop).tryTemplates(with: offer) }
            } catch DocumentError.template(let error) {
                faults += error.faults.filter { !faults.contains($0) }
            } catch {
                let message = (error as? CommandFailure)?.message ?? "\(error)"
                faults.append(Diagnostic("sample-fault", .error, message))
            }
        }
        return faults
    }
}
