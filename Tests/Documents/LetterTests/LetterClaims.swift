//  LetterClaims.swift
//  Claims about pieces of mail: their pages, their words, what they never say.

import ClinicProfile
import Foundation
import Letter
import Offer
import Proposal
import Testing

@Suite struct Letters {
    /// `TEIAN_PROOFS=/tmp/letters swift test --filter Letters` writes every sample to look at.
    private static let proofs = ProcessInfo.processInfo.environment["TEIAN_PROOFS"]

    @Test(arguments: LetterSamples.cases.indices)
    func `a letter is one sheet with two pages and complains of nothing`(_ index: Int) throws {
        let sample = LetterSamples.cases[index]
        let piece = try LetterSamples.piece(.letter, sample)
        #expect(piece.pageCount == 2)
        #expect(piece.sheets == 1)
        #expect(!piece.endsOnFront)
        let made = try piece.render()
        #expect(made.diagnostics.map(\.description) == [])
        if let folder = Self.proofs {
            try Data(made.pdf).write(to: URL(fileURLWithPath: "\(folder)/\(sample.name).pdf"))
            try Data(piece.html.serialize()).write(to: URL(fileURLWithPath: "\(folder)/\(sample.name).html"))
        }
    }
}
