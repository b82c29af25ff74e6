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
    private func offer(_ input: ProfileInput, _ workshop: DocumentWorkshop, language: DocumentLanguage) throws
        -> CustomerOffer
    {
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

    /// Makes the customer's document and delivers it. `kind`: as the manifest names it.
    func produce<Document: OfferDocument>(_ kind: String, _: Document.Type) throws -> MadeDocument {
        let workshop = try common.workshop()
        let input = try ProfileInput(path: profile, library: workshop.library)
        let offer = try offer(input, workshop, language: language)
        let since = try difference(offer, workshop)
        let finished: Finished
        do throws(DocumentError) {
            let document = try Document(offer: offer, since: since, workshop: workshop, language: language)
            finished = Finished(
                kind: kind, template: Document.templateName, filled: document.page,
                made: try document.render(), fileName: try document.fileName())
        } catch {
            throw input.failure(error)
        }
        try deliver(finished, of: offer, from: input, workshop)
        return finished.made
    }

    /// A document ready to be written.
    private struct Finished {
        var kind: String
        /// The template it was filled from.
        var template: String
        var filled: [UInt8]
        var made: MadeDocument
        var fileName: String
    }

    /// Writes the PDF, its manifest, and the HTML if asked; prints the path that was chosen for the caller.
    private func deliver(
        _ finished: Finished, of offer: CustomerOffer, from input: ProfileInput, _ workshop: DocumentWorkshop
    ) throws {
        common.report(finished.made.diagnostics)
        do { common.report(try workshop.untranslated(finished.template, language)) } catch { throw error.failure }
        if let html { try OutputFile.write(finished.filled, to: html) }
        let path = try output ?? defaultPath(finished.fileName, workshop.folders)
        try OutputFile.write(finished.made.pdf, to: path)
        guard !OutputFile.isStream(path) else { return }
        let manifest = Manifest.json(
            document: finished.kind, offer: offer, profileBytes: input.bytes, pdf: finished.made.pdf,
            pages: finished.made.pageCount, folders: workshop.folders)
        try OutputFile.write(Array(manifest.utf8), to: manifestPath(path))
        if output == nil { Console.output(path) }
    }
}

/// A document that is made from an offer alone.
protocol OfferDocument {
    /// Below Templates.
    static var templateName: String { get }
    /// The filled template, as a page for browsers.
    var page: [UInt8] { get }
    init(offer: CustomerOffer, since: RevisionDifference?, workshop: DocumentWorkshop, language: DocumentLanguage)
        throws(DocumentError)
    func render() throws(DocumentError) -> MadeDocument
    func fileName() throws(DocumentError) -> String
}
extension ProposalDocument: OfferDocument { var page: [UInt8] { html.serialize() } }
extension EstimateDocument: OfferDocument { var page: [UInt8] { html.serialize() } }
