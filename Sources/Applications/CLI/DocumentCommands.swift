//  DocumentCommands.swift
//  In: a profile. Out: the proposal, or the estimate of one page, as PDF (and HTML), with its manifest beside it.

import ArgumentParser
import Messages
import Proposal

struct ProposalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proposal", abstract: told(.helpProposal), discussion: told(.helpProposalMore))

    @OptionGroup var options: DocumentOptions

    @Flag(name: .long, help: ArgumentHelp(told(.helpTimings)))
    var timings = false

    func run() throws {
        let made = try options.deliver(.proposal)
        if timings { Console.error(timingLines(made.timings)) }
    }
}

struct EstimateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate", abstract: told(.helpEstimate), discussion: told(.helpEstimateMore))

    @OptionGroup var options: DocumentOptions

    func run() throws { _ = try options.deliver(.estimate) }
}
