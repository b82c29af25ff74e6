//  EstimateCommand.swift
//  In: a profile. Out: the one-page estimate as PDF (and HTML), with its manifest beside it.

import ArgumentParser
import Messages
import Proposal

struct EstimateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate", abstract: told(.helpEstimate),
        discussion: told(.helpEstimateMore))

    @OptionGroup var options: DocumentOptions

    func run() throws { _ = try options.produce("estimate", EstimateDocument.self) }
}
