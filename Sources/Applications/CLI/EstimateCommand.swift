//  EstimateCommand.swift
//  In: a profile. Out: the one-page estimate as PDF (and HTML), with its manifest beside it.

import ArgumentParser
import Measures
import Messages
import Offer
import Proposal

struct EstimateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate", abstract: told(.helpEstimate),
        discussion: told(.helpEstimateMore))

    @OptionGroup var options: DocumentOptions

    func run() throws {
        let workshop = try options.common.workshop()
        let input = try ProfileInput(path: options.profile, library: workshop.library)
        let offer = try options.offer(input, workshop, language: options.language)
        let finished = try make(offer, try options.difference(offer, workshop), workshop, input)
        try options.deliver(finished, of: offer, from: input, workshop)
    }

    private func make(
        _ offer: CustomerOffer, _ since: RevisionDifference?, _ workshop: DocumentWorkshop, _ input: ProfileInput
    ) throws(CommandFailure) -> DocumentOptions.Finished {
        do throws(DocumentError) {
            let document = try EstimateDocument(
                offer: offer, since: since, workshop: workshop, language: options.language)
            return DocumentOptions.Finished(
                kind: "estimate", template: EstimateDocument.templateName, filled: document.html.serialize(),
                made: try document.render(),
                fileName: try document.fileName())
        } catch {
            throw input.failure(error)
        }
    }
}
