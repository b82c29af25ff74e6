//  DocumentOptions.swift
//  In: what every command that makes one customer's document understands. Out: the offer, and the document where it goes.

import ArgumentParser
import DataFiles
import Measures
import Messages
import Offer
import Proposal

struct DocumentOptions: ParsableArguments {
    @Argument(help: ArgumentHelp(told(.helpProfile)))
    var profile: String

    @Option(name: .shortAndLong, help: ArgumentHelp(told(.helpOutput)))
    var output: String?

    @Option(name: .long, help: ArgumentHelp(told(.helpHTML)))
    var html: String?

    @Option(name: .long, help: ArgumentHelp(told(.helpDate)))
    var date: DayArgument?

    @Option(
        name: .long,
        help: ArgumentHelp(
            told(.helpSince),
            valueName: "older"))
    var since: String?

    @Option(name: .long, help: ArgumentHelp(told(.helpLanguage)))
    var language: DocumentLanguage = .ja

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if since == "-", profile == "-" {
            throw ValidationError(told(.cliTwoStreams))
        }
        try common.hold(language)
    }

    /// What changed against the revision of `--since`, if it was given.
    private func difference(_ offer: CustomerOffer, _ workshop: DocumentWorkshop) throws(CommandFailure)
        -> RevisionDifference?
    {
        guard let since else { return nil }
        do throws(DataFaults) {
            return try workshop.library.earlierRevision(from: DataFile.read(since)).difference(to: offer)
        } catch {
            throw CommandFailure(.input, error.description)
        }
    }

    /// The customer's offer; for a customer in the West the notice is written and the failure says so.
    private func offer(_ input: ProfileInput, _ workshop: DocumentWorkshop) throws -> CustomerOffer {
        let offer: CustomerOffer
        do {
            offer = try workshop.library.offer(for: input.profile, on: date?.day)
        } catch let refused {
            throw try OutsideArea.failure(
                refused, workshop: workshop, input: input, date: date?.day, output: output, language: language,
                common: common)
        }
        common.reportWarnings(of: offer, workshop.library, workshop.folders)
        return offer
    }

    /// Makes the document of the profile, writes the PDF, its manifest, and the HTML if asked; prints the path that was
    /// chosen for the caller.
    func deliver(_ kind: OfferDocument.Kind) throws -> MadeDocument {
        let workshop = try common.workshop()
        let input = try ProfileInput(path: profile, library: workshop.library)
        let offer = try offer(input, workshop)
        let since = try difference(offer, workshop)
        let document: OfferDocument
        let made: MadeDocument
        let name: String
        do throws(DocumentError) {
            document = try OfferDocument(kind, of: offer, since: since, workshop: workshop, language: language)
            made = try document.render()
            name = try document.fileName()
        } catch {
            throw input.failure(error)
        }
        common.report(made.diagnostics)
        do { common.report(try workshop.untranslated(kind.templateName, language)) } catch { throw error.failure }
        if let html { try OutputFile.write(document.html.serialize(), to: html) }
        let path = try output ?? defaultPath(name, workshop.folders)
        try OutputFile.write(made.pdf, to: path)
        guard !OutputFile.isStream(path) else { return made }
        let manifest = Manifest.json(
            document: kind, offer: offer, sources: DocumentSources(workshop), profileBytes: input.bytes, pdf: made.pdf,
            pages: made.pageCount)
        try OutputFile.write(Array(manifest.utf8), to: manifestPath(path))
        if output == nil { Console.output(path) }
        return made
    }
}
