//  ProposalCommand.swift
//  In: a profile. Out: the proposal as PDF (and HTML), with its manifest beside it.

import ArgumentParser
import ClinicProfile
import DataFiles
import Measures
import Offer
import PagedMedia
import Proposal

struct ProposalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proposal", abstract: "Makes the proposal for one customer as a PDF.",
        discussion: """
            PROFILE is a YAML or JSON file (see Assets/Samples and Assets/Schemas/profile.schema.json); - reads standard \
            input. Without -o the PDF goes to Output/ under a name people recognise, with a small JSON beside it that \
            says what it was made from.
            """)

    @Argument(help: "The clinic profile; - is standard input.")
    var profile: String

    @Option(name: .shortAndLong, help: "Where the PDF goes; - is standard output.")
    var output: String?

    @Option(name: .long, help: "Writes the filled template as HTML as well.")
    var html: String?

    @Option(name: .long, help: "The day of the document (YYYY-MM-DD); else the profile's dates.issued.")
    var date: DayArgument?

    @Option(name: .long, help: "The language of the document: ja.")
    var language: DocumentLanguage = .ja

    @Flag(name: .long, help: "Prints how long each stage took.")
    var timings = false

    @OptionGroup var common: CommonOptions

    func run() throws {
        let workshop = try common.workshop()
        let input = try ProfileInput(path: profile, library: workshop.library)
        let offer: CustomerOffer
        do {
            offer = try workshop.library.offer(for: input.profile, on: date?.day)
        } catch let refused {
            throw try OutsideArea.failure(
                refused, workshop: workshop, input: input, date: date?.day, output: output, language: language,
                common: common)
        }
        common.report(offer.warnings.map { .init("offer-warning", .warning, workshop.library.text($0)) })
        let (document, made) = try make(offer, workshop, input)
        common.report(made.diagnostics)
        if let html { try OutputFile.write(document.html.serialize(), to: html) }
        let path = try output ?? defaultPath(document.fileName(), workshop.folders)
        try OutputFile.write(made.pdf, to: path)
        if !OutputFile.isStream(path) {
            let manifest = Manifest.json(
                document: "proposal", offer: offer, profileBytes: input.bytes, pdf: made.pdf, pages: made.pageCount,
                folders: workshop.folders)
            try OutputFile.write(Array(manifest.utf8), to: manifestPath(path))
            if output == nil { Console.output(path) }
        }
        if timings { Console.error(timingLines(made.timings)) }
    }

    private func make(
        _ offer: CustomerOffer, _ workshop: DocumentWorkshop, _ input: ProfileInput
    ) throws(CommandFailure) -> (ProposalDocument, MadeDocument) {
        do throws(DocumentError) {
            let document = try ProposalDocument(offer: offer, workshop: workshop, language: language)
            return (document, try document.render())
        } catch {
            throw input.failure(error)
        }
    }
}

/// Output/ of the project, made if it is not there.
func defaultPath(_ name: String, _ folders: WorkshopFolders) throws -> String {
    let folder = folders.home + "/Output"
    try OutputFile.makeFolder(folder)
    return folder + "/" + name
}

func manifestPath(_ path: String) -> String {
    (path.hasSuffix(".pdf") ? String(path.dropLast(4)) : path) + ".json"
}

func timingLines(_ timings: StageTimings) -> String {
    func milliseconds(_ value: Double) -> String { String(Double(Int(value * 10)) / 10) + " ms" }
    let lines = Stage.allCases.compactMap { stage in
        timings.milliseconds[stage].map { "\(stage.rawValue) \(stage.name) \(milliseconds($0))" }
    }
    return (lines + ["total \(milliseconds(timings.total))"]).joined(separator: "\n")
}

/// A profile with the bytes it came from.
struct ProfileInput {
    let profile: CustomerProfile
    let bytes: [UInt8]
    let name: String

    init(path: String, library: DomainLibrary) throws(CommandFailure) {
        do {
            let text = try DataFile.text(ofFile: path)
            bytes = Array(text.utf8)
            name = path == "-" ? "<standard input>" : path
            let node = try DataFile.parse(text, file: name)
            profile = try library.profile(from: node)
        } catch {
            throw CommandFailure(.input, error.description)
        }
    }
}
