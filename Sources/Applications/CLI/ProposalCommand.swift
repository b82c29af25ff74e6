//  ProposalCommand.swift
//  In: a profile. Out: the proposal as PDF (and HTML), with its manifest beside it.

import ArgumentParser
import ClinicProfile
import DataFiles
import Measures
import Messages
import Offer
import PagedMedia
import Proposal

struct ProposalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proposal", abstract: told(.helpProposal),
        discussion: told(.helpProposalMore))

    @OptionGroup var options: DocumentOptions

    @Flag(name: .long, help: ArgumentHelp(told(.helpTimings)))
    var timings = false

    func run() throws {
        let made = try options.produce("proposal", ProposalDocument.self)
        if timings { Console.error(timingLines(made.timings)) }
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
            name = path == "-" ? told(.standardInput) : path
            let node = try DataFile.parse(text, file: name)
            profile = try library.profile(from: node)
        } catch {
            throw CommandFailure(.input, error.description)
        }
    }
}
