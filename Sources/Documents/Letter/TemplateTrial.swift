//  TemplateTrial.swift
//  In: an offer. Out: nothing, or the first fault: every template of this room filled once, as `teian check` does.

import Measures
import Offer
import Postage
import Proposal

extension LetterWorkshop {
    /// Fills every template of the room: each kind of piece with the line known and not known, a control piece, and the
    /// papers of a run. A name or a filter that does not fit shows only then.
    public func tryTemplates(with offer: CustomerOffer) throws(DocumentError) {
        for kind in PieceKind.allCases {
            for assumed: Set<String> in [[], ["line.situation", "equipment.cardReaders", "equipment.desktops"]] {
                _ = try piece(kind, for: offer, PieceFacts(sequence: 1, assumed: assumed))
            }
            _ = try jobTicket(Self.trialFile(kind, offer.date))
            _ = try envelopeArtwork(kind, day: offer.date, allowance: .threeDays, senders: Self.trialSenders)
        }
        _ = try specimen(.letter, like: offer.profile, on: offer.date, PieceFacts(sequence: 1))
        _ = try report(trialRun(offer.date))
    }

    private static func trialFile(_ kind: PieceKind, _ day: Day) -> PrintFileFacts {
        var file = PrintFileFacts(
            kind: kind, day: day, fileName: "print-0001.pdf", number: 1, count: 1, pieces: 1, specimens: 2, pages: 6,
            sheets: 3, sequences: 1...1, postalCodes: ("1000013", "1000013"),
            sheetCounts: [.init(sheets: 1, pieces: 1)],
            barcoded: 0, steps: [], sha256: Checksum.sha256([]), bytes: 0)
        file.envelopes = [.init(number: 1, firstSequence: 1, lastSequence: 1, pieces: 1)]
        return file
    }

    private static let trialSenders = ["-", nil].map { EnvelopeSender(SenderFacts(office: $0), pieces: 1) }

    private func trialRun(_ day: Day) -> RunReportFacts {
        var run = RunReportFacts(kind: .letter, listName: "list.csv", day: day, rows: 1, made: 1)
        run.leftOut = [.init(text: "-", advice: "-", count: 1)]
        run.givenUp = run.leftOut
        run.kinds = [.init(name: "-", made: 1, leftOut: 1)]
        run.prefectures = run.kinds
        run.sheetCounts = [.init(sheets: 1, pieces: 1)]
        run.files = [
            .init(
                name: "-", pieces: 1, pages: 2, sheets: 1, firstPostalCode: nil, lastPostalCode: nil,
                sha256: Checksum.sha256([]))
        ]
        run.barcodeObstacles = [.noCode: 1]
        run.postage = postage.table(on: day).map { PostingTally().cost(by: $0, terms: PostingTerms()) }
        run.senders = Self.trialSenders
        run.origins = [("-", "-")]
        return run
    }
}
