//  ViewerPage.swift
//  In: viewer.html, the catalogue of messages. Out: the viewer in the language of the process.

import Foundation
import Messages

/// The page round the documents. Its words stand in the catalogue; the page takes them from one table.
enum ViewerPage {
    /// `viewer.html` has this where the table goes.
    private static let place = "/*words*/{}"

    static func bytes(language: MessageLanguage = .ofProcess) throws -> [UInt8] {
        let page = String(decoding: PackageResources.viewer_html, as: UTF8.self)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        // in a script "</" would end it
        let table = String(decoding: try encoder.encode(words(language)), as: UTF8.self)
            .replacing("</", with: "<\\/")
        return Array(
            page.replacing(place, with: table)
                .replacing("<html lang=\"ja\">", with: "<html lang=\"\(language.rawValue)\">").utf8)
    }

    /// What the page says; names in braces are filled by the page itself.
    private static func words(_ language: MessageLanguage) -> [String: String] {
        [
            "language": Sentence(words: language.rawValue), "title": Sentence(.previewTitle),
            "documents": Sentence(.previewDocuments), "proposal": Sentence(.previewProposal),
            "estimate": Sentence(.previewEstimate), "landing": Sentence(.previewLanding),
            "loading": Sentence(.previewLoading), "faults": Sentence(.previewFaults),
            "error": Sentence(.previewErrorWord), "warning": Sentence(.previewWarningWord),
            "note": Sentence(.previewNoteWord), "page": Sentence(.previewPage, ["page": "{page}"]),
            "made": Sentence(.previewMade, ["pages": "{pages}", "count": "{count}", "time": "{time}"]),
            "madeClean": Sentence(.previewMadeClean, ["pages": "{pages}", "time": "{time}"]),
            "site": Sentence(.previewSite, ["count": "{count}", "time": "{time}"]),
            "siteClean": Sentence(.previewSiteClean, ["time": "{time}"]), "notMade": Sentence(.previewNotMade),
            "old": Sentence(.previewOld), "gone": Sentence(.previewGone),
        ].mapValues { $0.text(in: language) }
    }
}
