//  CampaignOptions.swift
//  In: the command line. Out: what a campaign is, as plain values; what of it decides the bytes.

import Measures

/// What a run is asked for.
public struct CampaignOptions: Sendable {
    /// The CSV file; `-` is standard input.
    public var list: String
    public var folder: String
    /// A profile with what the list does not say.
    public var defaults: String?
    /// Those who get nothing.
    public var suppress: String?
    /// The folder with Japan Post's own file of towns.
    public var towns: String?
    public var document: CampaignDocument
    /// The day of the documents; else each profile's `dates.issued`.
    public var date: Day?
    /// Processes that make documents; 0: one for each core.
    public var workers = 0
    /// Goes on with what a stopped run left.
    public var resumes = false
    /// Mended rows to take instead of the list's.
    public var only: String?
    /// No documents of the recipients' own.
    public var printsOnly = false
    public var policy = FaultPolicy.continue
    public var shard = Shard.whole
    /// Pieces of a print file; 0: as the document suggests.
    public var piecesPerFile = 0
    /// Seconds that a piece may take.
    public var timeLimit = 60.0
    /// Bytes of its own that a worker may take.
    public var memoryLimit = 512 << 20
    /// Pages that a piece may have.
    public var pageLimit = 98

    public init(list: String, folder: String, document: CampaignDocument) {
        self.list = list
        self.folder = folder
        self.document = document
    }

    /// What the rows are read from.
    var source: String { only ?? list }
    var perFile: Int { piecesPerFile > 0 ? piecesPerFile : document.piecesPerFile }

    /// What of the options decides what comes out, for the journal: a resumed run must be asked for the same.
    var frozen: [(name: String, value: String)] {
        [
            ("option.document", document.rawValue), ("option.date", date?.iso ?? ""),
            ("option.printOnly", printsOnly ? "yes" : "no"), ("option.pieces", String(perFile)),
            ("option.pages", String(pageLimit)), ("option.shard", shard.text),
        ]
    }
}

/// What every recipient gets.
public enum CampaignDocument: String, Sendable, Hashable, CaseIterable {
    case letter
    case letterAndEstimate = "letter+estimate"
    case proposal

    /// Pieces of a print file unless said otherwise: some fifty megabytes, and less than a thousand files for the country.
    var piecesPerFile: Int {
        switch self {
        case .letter, .letterAndEstimate: 500
        case .proposal: 250
        }
    }
}
