//  MailWeights.swift
//  In: a kind of piece, its sheets, the day. Out: what it weighs and which step of the postage it falls into.

import DataFiles
import Letter
import Measures
import Messages
import Postage
import Proposal

/// Weighs the pieces of one campaign: the envelope is the one that holds the kind, the paper is named in papers.yaml.
struct MailWeights: Sendable {
    /// Nothing where the day has no table.
    let table: PostageTable?
    let paper: Paper
    private let envelope: Envelope

    struct Weight: Sendable {
        var milligrams: Int
        var micrometres: Int
        /// Nothing where the day has no table, or the piece is too big to be a letter.
        var step: PostageStep?
    }

    /// `day`: of the posting; nothing: no postage.
    init(workshop: DocumentWorkshop, letters: LetterWorkshop, kind: PieceKind, day: Day?) throws(CampaignError) {
        let assets = workshop.folders.assets
        let library: PostageLibrary
        let words: PaperWords
        do {
            library = try PostageLibrary(assets: assets)
            words = try PaperWords(assets: assets)
        } catch {
            throw .input(error.description)
        }
        table = day.flatMap { library.table(on: $0) }
        let name = words["mail.\(kind.rawValue).paper"]
        guard let paper = library.paper(name) else {
            throw .input(told(.campaignNoPaper, ["path": "\(assets)/Campaign/papers.yaml", "name": name]))
        }
        self.paper = paper
        do { envelope = try letters.geometry(of: kind).envelope.stock } catch { throw .input(error.description) }
    }

    func weight(sheets: Int) -> Weight {
        let piece = MailPiece(sheets: sheets, paper: paper, envelope: envelope)
        return Weight(milligrams: piece.milligrams, micrometres: piece.micrometres, step: table?.step(for: piece))
    }
}
