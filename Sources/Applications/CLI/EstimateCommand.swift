//  EstimateCommand.swift
//  In: a profile. Out: the one-page estimate as PDF (and HTML), with its manifest beside it.

import ArgumentParser
import Measures
import Offer
import Proposal

struct EstimateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate", abstract: "Makes the one-page estimate (概算見積書) for one customer as a PDF.",
        discussion: """
            PROFILE is the same file that the proposal is made from, and the totals are the same to the yen; - reads \
            standard input. Without -o the PDF goes to Output/ under a name people recognise, with a small JSON beside it.
            """)

    @Argument(help: "The clinic profile; - is standard input.")
    var profile: String

    @Option(name: .shortAndLong, help: "Where the PDF goes; - is standard output.")
    var output: String?

    @Option(name: .long, help: "Writes the filled template as HTML as well.")
    var html: String?

    @Option(name: .long, help: "The day of the document (YYYY-MM-DD); else the profile's dates.issued.")
    var date: DayArgument?

    @OptionGroup var common: CommonOptions

    func run() throws {
        let workshop = try common.workshop()
        let input = try ProfileInput(path: profile, library: workshop.library)
        let offer: CustomerOffer
        do {
            offer = try workshop.library.offer(for: input.profile, on: date?.day)
        } catch let refused {
            throw try OutsideArea.failure(
                refused, workshop: workshop, input: input, date: date?.day, output: output, language: .ja,
                common: common)
        }
        common.report(offer.warnings.map { .init("offer-warning", .warning, workshop.library.text($0)) })
        let document: EstimateDocument
        let made: MadeDocument
        let name: String
        do throws(DocumentError) {
            document = try EstimateDocument(offer: offer, workshop: workshop, language: .ja)
            made = try document.render()
            name = try document.fileName()
        } catch {
            throw input.failure(error)
        }
        common.report(made.diagnostics)
        if let html { try OutputFile.write(document.html.serialize(), to: html) }
        let path = try output ?? defaultPath(name, workshop.folders)
        try OutputFile.write(made.pdf, to: path)
        guard !OutputFile.isStream(path) else { return }
        let manifest = Manifest.json(
            document: "estimate", offer: offer, profileBytes: input.bytes, pdf: made.pdf, pages: made.pageCount,
            folders: workshop.folders)
        try OutputFile.write(Array(manifest.utf8), to: manifestPath(path))
        if output == nil { Console.output(path) }
    }
}
